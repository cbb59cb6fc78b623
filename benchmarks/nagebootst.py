"""Wijken drawn by chance: the example generator with every effect taken out or put in, as a dossier.

Where the generator's own records are no honest test of *no change* they are drawn again here: counts of referrals in
two years, the network, the stickers.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from tools.voorbeeld import VOORBEELDWIJK, generate
from tools.voorbeeld import bereik as generator_bereik
from tools.voorbeeld import bewoners as generator_bewoners
from tools.voorbeeld import maken as generator
from tools.voorbeeld import plan as generator_plan
from tools.voorbeeld.effecten import MATEN, THEMAS, Effect
from tools.voorbeeld.opzet import Opzet, read_opzet

from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.dossier.peil import as_of
from wijkmonitor.figuren.blad import Blad
from wijkmonitor.gegevens.tabel import empty_frame
from wijkmonitor.meegeleverd import find_notebooks

DATA = Path(__file__).parents[1] / "wijkdata"
EERSTE, ACHT = 2020, tuple(range(2020, 2028))
# how the members of a network differ: for good, and from wave to wave (standard deviations of a logit)
ACTIEF, ACTIEF_PER_METING = 0.5, 0.3
BLIJFT = 0.5  # share of the pairs that is not drawn again
BORD = 30.0  # how alike boards are: a Dirichlet with this sum; boards differ as if 1 in 31 stickers followed another
VOLGT, SEIZOEN = 0.4, 0.3  # how much a month is like the one before it; how far the season goes up and down
Generator = np.random.Generator


@cache
def base(slug: str) -> Dossier:
    """The shipped wijk: its wijk.toml and open figures."""
    return load_dossier(slug, data=DATA, peildatum="2022-12-31")


def without_effects() -> dict[str, Effect]:
    """Every effect absent."""
    return {name: Effect(name, False) for name in MATEN}


def typed(tabel: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A table of the generator as the dossier reads it."""
    columns = {}
    for name, empty in empty_frame(tabel).items():
        values = pd.Series(list(frame[name]) if name in frame else [None] * len(frame), dtype="object")
        if empty.dtype.kind == "M":
            columns[str(name)] = pd.to_datetime(values).astype(empty.dtype)
        else:
            columns[str(name)] = values.astype(empty.dtype)
    return pd.DataFrame(columns)


def as_dossier(slug: str, tables: Mapping[str, pd.DataFrame]) -> Dossier:
    """The shipped wijk with these tables."""
    own = base(slug)
    return own.met_tabellen({name: typed(name, frame) for name, frame in tables.items()})


@contextmanager
def without_drawing() -> Iterator[None]:
    """Figures are laid out but not printed."""
    with patch.object(Blad, "svg", lambda self: "<svg></svg>"):
        yield


@cache
def short_notebook(naam: str, shows: tuple[str, ...]) -> Path:
    """The notebook of a document with only the sections whose code holds one of these words: the others cost time."""
    content = json.loads((find_notebooks() / f"{naam}.ipynb").read_text(encoding="utf-8"))
    sections: list[list[dict[str, object]]] = [[]]
    for cell in content["cells"]:
        if "".join(cell["source"]).startswith("## "):
            sections.append([])
        sections[-1].append(cell)
    words = (*shows, "rapport.antwoord(")
    kept = [part for part in sections[1:] if any(word in "".join(cell["source"]) for word in words for cell in part)]
    path = Path(_folder().name) / f"{naam}-{len(kept)}.ipynb"
    path.write_text(json.dumps(content | {"cells": [cell for part in (sections[0], *kept) for cell in part]}), encoding="utf-8")
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="nagebootst-")


@contextmanager
def ages_alike() -> Iterator[None]:
    """Older people score no lower on the body: without this the six dimensions differ for real."""
    with patch.dict(generator_bewoners.LEEFTIJD_EFFECT, dict.fromkeys(generator_bewoners.LEEFTIJD_EFFECT, (0.0, 0.0))):
        yield


def unchanged(number: int, seed: int) -> Dossier:
    """A wijk in which nothing changes and no group differs."""
    slug, rng = VOORBEELDWIJK, np.random.default_rng([seed, number])
    with ages_alike():
        tables = dict(generate(slug, seed * 100_000 + number, without_effects()).tabellen)
    tables["doorverwijzingen"] = yearly(tables["doorverwijzingen"], rng.poisson(190 if number % 2 else 15, 2))
    tables["netwerk"] = network(tables["organisaties"], rng, ("2020", "2022"))
    tables["stickerbord"] = stickers(tables["stickerbord"], rng)
    return as_dossier(slug, tables)


def hard(number: int, seed: int) -> Dossier:
    """A wijk without change in which people come in families, months vary and follow each other, and people stay away."""
    own = unchanged(number, seed)
    tables = {name: own.tabel(name) for name in ("deelname", "doorverwijzingen", "vragenlijst", "netwerk")}
    return own.met_tabellen(roughen(tables, np.random.default_rng([seed, number, 1])))


def roughen(tables: Mapping[str, pd.DataFrame], rng: Generator) -> dict[str, pd.DataFrame]:
    """The tables with families, months that follow each other, and people and organisations that stay away."""
    return {
        "deelname": families(tables["deelname"], rng),
        "doorverwijzingen": months(tables["doorverwijzingen"], rng),
        "vragenlijst": stay_away(tables["vragenlijst"], rng),
        "netwerk": answers(tables["netwerk"], rng),
    }


def eight_years(number: int, seed: int) -> Iterator[Dossier]:
    """The same rough wijk without change at the end of each of eight years, from the same records; a wave every year."""
    slug, rng = VOORBEELDWIJK, np.random.default_rng([seed, number, 2])
    with ages_alike(), longer():
        tables = dict(generate(slug, seed * 100_000 + number, without_effects()).tabellen)
    for name in ("doorverwijzingen", "logboek", "stickerbord"):
        tables[name] = repeated(tables[name])
    tables["doorverwijzingen"] = yearly(tables["doorverwijzingen"], rng.poisson(190 if number % 2 else 15, len(ACHT)))
    tables["logboek"]["item"] = rng.permutation(tables["logboek"]["item"])
    tables["stickerbord"] = stickers(tables["stickerbord"], rng)
    tables["netwerk"] = network(tables["organisaties"], rng, tuple(map(str, ACHT)))
    made = {name: typed(name, frame) for name, frame in tables.items()}
    made |= roughen(made, rng)
    for year in ACHT:
        day = date(year, 12, 31)
        yield replace(base(slug), peildatum=day).met_tabellen({name: as_of(frame, name, day) for name, frame in made.items()})


@contextmanager
def longer() -> Iterator[None]:
    """The generator draws eight years with a wave in each, in the place of three with three waves."""

    def opzet(slug: str, grootte: float = 1.0) -> Opzet:
        own = read_opzet(slug, grootte)
        sizes = {name: [round(float(np.mean(getattr(own.maten, name))))] * len(ACHT) for name in ("respondenten", "partners")}
        people = own.maten.deelnames * len(ACHT) // len(own.metingen)
        return replace(own, metingen=tuple(f"{year}-10" for year in ACHT), maten=replace(own.maten, deelnames=people, **sizes))

    last = date(ACHT[-1], 12, 31)
    with (
        patch.object(generator, "read_opzet", opzet),
        patch.object(generator_bereik, "LAATSTE_DAG", last),
        patch.object(generator_plan, "LAATSTE_DAG", last),
    ):
        yield


def repeated(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of three years, again three and six years later; what varies by chance has to be drawn anew."""
    days = [name for name in ("datum", "van", "tot") if name in frame]
    parts = [
        frame.assign(**{name: pd.to_datetime(frame[name]) + pd.DateOffset(years=more) for name in days}) for more in (0, 3, 6)
    ]
    return pd.concat(parts, ignore_index=True)


def families(frame: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """A third of the people bring somebody of their own age and buurt, who comes and goes with them."""
    people = frame["deelnemer"].unique()
    bring = set(people[rng.random(len(people)) < 1 / 3])
    extra = frame[frame["deelnemer"].isin(bring)]
    return pd.concat([frame, extra.assign(deelnemer=extra["deelnemer"] + "b")], ignore_index=True)


def months(frame: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Months of the same level with a season, twice the variance of independent events, each like the one before it (0,4)."""
    monthly = frame["van"].dt.to_period("M") == frame["tot"].dt.to_period("M")
    kept, parts = frame[~monthly], []
    for _, rows in frame[monthly].groupby("interventie"):
        first = rows.drop_duplicates("van").sort_values("van")
        level = float(rows["aantal"].sum()) / len(first)
        noise = rng.normal(size=len(first))
        for month in range(1, len(first)):
            noise[month] = VOLGT * noise[month - 1] + np.sqrt(1 - VOLGT**2) * noise[month]
        season = 1 + SEIZOEN * np.sin(first["van"].dt.month.to_numpy() / 12 * 2 * np.pi)
        spread = np.sqrt(np.log1p(1 / level))
        counts = rng.poisson(level * season * np.exp(spread * noise - spread**2 / 2))
        parts.append(first.assign(aantal=pd.array(counts, dtype=frame["aantal"].dtype)))
    return pd.concat([kept, *parts], ignore_index=True)


def stay_away(frame: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Of the people with a low first score half don't answer again."""
    first = frame[frame["meting"] == frame["meting"].min()].set_index("respondent")
    score = first["meedoen"].astype("float64")
    low = set(score[score < score.median()].index)
    gone = {name for name in sorted(low) if rng.random() < 0.5}
    return frame[(frame["meting"] == frame["meting"].min()) | ~frame["respondent"].isin(gone)].reset_index(drop=True)


def answers(frame: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Both ends name their ties; half of the organisations answer in the first wave, nine in ten in the last."""
    turned = frame.rename(columns={"van": "naar", "naar": "van"})
    both = pd.concat([frame, turned[frame.columns]], ignore_index=True)
    names, parts = sorted(set(both["van"])), []
    for wave, rows in both.groupby("meting"):
        share = 0.5 if wave == both["meting"].min() else 0.9
        here = {name for name in names if rng.random() < share}
        parts.append(rows[rows["van"].isin(here)])
    return pd.concat(parts, ignore_index=True)


def changed(number: int, seed: int, part: float = 1.0) -> tuple[Dossier, dict[str, Effect]]:
    """A wijk with every effect at `part` of its size, and where each stands."""
    slug = VOORBEELDWIJK
    placed = present(slug, seed * 100_000 + number, part)
    tables = dict(generate(slug, seed * 100_000 + number, placed).tabellen)
    return as_dossier(slug, tables), placed


def present(slug: str, seed: int, part: float) -> dict[str, Effect]:
    """All effects present; sizes that multiply go to 1 as part goes to 0, sizes that add go to 0."""
    from tools.voorbeeld import effecten
    from tools.voorbeeld.opzet import read_opzet

    with patch.object(effecten, "_has_effect", lambda name, slug, seed: True):
        placed = effecten.place_effects(read_opzet(slug), seed)
    return {name: replace(effect, omvang=scaled(effect, part)) for name, effect in placed.items()}


def scaled(effect: Effect, part: float) -> float:
    """The size of an effect at a part of it."""
    if effect.eenheid.startswith("keer") or " keer " in effect.eenheid:
        return float(effect.omvang**part)
    return effect.omvang * part


def yearly(frame: pd.DataFrame, counts: np.ndarray) -> pd.DataFrame:
    """Published years, from 2020 on, in the place of those that the programme published."""
    rows = [
        {
            "interventie": "Welzijn op Recept",
            "van": pd.Timestamp(year, 1, 1),
            "tot": pd.Timestamp(year, 12, 31),
            "aantal": int(count),
        }
        | {"verwijzer": "huisartsen", "ontvanger": "welzijn", "herkomst": "openbaar", "bron": "nagebootst"}
        for year, count in enumerate(counts, EERSTE)
    ]
    return pd.concat([pd.DataFrame(rows, dtype=object), frame[frame["herkomst"] == "voorbeeld"]], ignore_index=True)


def network(organisaties: pd.DataFrame, rng: Generator, waves: tuple[str, ...], density: float = 0.22) -> pd.DataFrame:
    """Ties drawn in waves with this density, by members who differ in how many ties they make; half of the pairs stay as they were."""
    names = list(organisaties["organisatie"])
    pairs = np.array(list(combinations(range(len(names)), 2)))
    lasting = rng.normal(0, ACTIEF, len(names))
    luck, rows = rng.random(len(pairs)), []
    for wave in waves:
        active = lasting + rng.normal(0, ACTIEF_PER_METING, len(names))
        chance = 1 / (1 + np.exp(-(np.log(density / (1 - density)) + active[pairs[:, 0]] + active[pairs[:, 1]])))
        rows += [(wave, names[a], names[b], 1, "voorbeeld") for (a, b), tied in zip(pairs, luck < chance, strict=True) if tied]
        luck = np.where(rng.random(len(pairs)) < BLIJFT, luck, rng.random(len(pairs)))
    return pd.DataFrame(rows, columns=["meting", "van", "naar", "sterkte", "herkomst"], dtype=object)


def stickers(frame: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """The same boards with as many stickers; all themes are as likely, but people follow what is on a board."""
    rows = []
    for (day, place), board in frame.groupby(["datum", "plek"], sort=True):
        likes = rng.dirichlet(np.full(len(THEMAS), BORD / len(THEMAS)))
        counts = rng.multinomial(int(board["stickers"].sum()), likes)
        rows += [(day, place, theme, int(n), "voorbeeld") for theme, n in zip(THEMAS, counts, strict=True) if n]
    return pd.DataFrame(rows, columns=["datum", "plek", "thema", "stickers", "herkomst"], dtype=object)
