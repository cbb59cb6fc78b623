"""Reach beside need: do we reach the buurt where, by an open figure, most people need it?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Raakt, Tabel, Tabelstap, weigh, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Halter, halter
from wijkmonitor.gegevens.opendata.catalogus import Indicator
from wijkmonitor.gegevens.opendata.cijfer import Cijfer
from wijkmonitor.taal.getallen import getal, klein_begin, tussen, van_de_100
from wijkmonitor.vragen.bereik.themas import MIN_STICKERS, Thema, compare_per_thema, say, themas_figuur, themas_tabel
from wijkmonitor.vragen.bereik.wie import Inwoners, Vergelekengroep
from wijkmonitor.vragen.bouw import Vandaan, bronnen, bronregel, grenzen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.verband import theme_key

TEKST = Bevindingtekst("1-bereik", "bereik-nodig")
MIN_BUURTEN = 3
Hoe = Literal["minst", "weinig", "niet", "meer"]
MIST: tuple[Hoe, ...] = ("minst", "weinig")  # the buurt that needs it is missed


@dataclass(frozen=True)
class Nood:
    """The buurt where one open figure is least favourable, and how it is reached.

    thema: the theme that the figure is about. waarde: the figure (0-100) there; wijk: that of the whole wijk. hoe: `minst`,
    `weinig` and `meer` rest on the verdict of *wie missen we*, so they claim no more than that finding does.
    """

    thema: str
    indicator: Indicator
    groep: Vergelekengroep
    waarde: float
    wijk: Cijfer
    hoe: Hoe


@dataclass(frozen=True, repr=False)
class Nodig(Tabelstap):
    """Per theme the buurt that needs it most beside its participants; cijfers: the open figures per buurt (0-100).

    themas: for the whole wijk the need, the offer and the reach of each theme.
    """

    vergeleken: Inwoners
    noden: tuple[Nood, ...]
    cijfers: pd.DataFrame
    themas: tuple[Thema, ...] = ()
    minstens: int = MIN_BUURTEN

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per buurt, and a row per theme."""
        return (*((self.tabel,) if self.noden else ()), *self.per_thema)

    @property
    def tabel(self) -> Tabel:
        """The open figures per buurt, and its share of participants and residents."""
        figures = self.vergeleken.deelnemers.dossier.kerncijfers
        names = [(figures.catalogus.find(str(id)).naam, "pct") for id in self.cijfers.columns]
        rows: list[tuple[Cel | None, ...]] = []
        for group in self.buurten:
            figures_here = (float(self.cijfers[id][group.code]) for id in self.cijfers.columns)
            values = [None if math.isnan(value) else value / 100 for value in figures_here]
            share, whole = (group.share().value, group.aandeel_wijk) if group.telt else (group.reden, group.aandeel_wijk)
            verdict = self.vergeleken.oordelen[group.kenmerk, group.code].verschil if group.telt else "niet te zeggen"
            rows.append((group.naam, *values, share, whole or group.reden, verdict))
        ends = (("Deel van deelnemers", "pct"), ("Deel van inwoners", "pct"), "Verschil met de wijk")
        return tabel(TEKST["tabel"], ("Buurt", *names, *ends), rows)

    @property
    def per_thema(self) -> tuple[Tabel, ...]:
        """The table of themes, where there is one."""
        return (themas_tabel(self.themas),) if self.themas else ()

    @property
    def buurten(self) -> tuple[Vergelekengroep, ...]:
        """The buurten that have a figure, those of the first figure with most need first."""
        order = list(self.cijfers.index)
        mine = [group for group in self.vergeleken.groepen if group.code in order]
        return tuple(sorted(mine, key=lambda group: order.index(group.code)))


def compare_met_nodig(
    vergeleken: Inwoners, *, nood: Mapping[str, str], minstens: int = MIN_BUURTEN, stickers: int = MIN_STICKERS
) -> Nodig:
    """Open figures per buurt beside who is reached there, and per theme what there is and who began.

    nood: theme (as in the tables `interventies` and `stickerbord`) -> open figure of the catalogue that says who needs it. A
    figure that fewer than `minstens` buurten have is left out, and one of which two buurten are the highest. stickers: fewer than so many say nothing of a theme.
    """
    dossier = vergeleken.deelnemers.dossier
    frames = {id: _per_buurt(dossier, id) for id in nood.values()}
    kept = {id: frame for id, frame in frames.items() if len(frame) >= minstens}
    needs = [_nood(vergeleken, theme, id, kept[id]) for theme, id in nood.items() if id in kept]
    order = list(dict.fromkeys(code for frame in kept.values() for code in frame.index))  # pandas sorts where frames differ
    themes = compare_per_thema(vergeleken.deelnemers, nood, minstens=stickers)
    return Nodig(vergeleken, tuple(need for need in needs if need), pd.DataFrame(kept, index=order), themes, minstens)


def nodig(naast: Nodig) -> Bevinding:
    """Whether the buurt with most need is the one that we reach least; the first theme of which that holds, else the first."""
    deelnemers = naast.vergeleken.deelnemers
    if deelnemers.deelname.empty:
        return ontbreekt(TEKST, deelnemers.waarom_leeg)
    if not naast.noden:
        per_buurt = any(group.kenmerk == "buurt" for group in naast.vergeleken.groepen)
        reason = TEKST.zin(f"reden.{'geen' if per_buurt else 'zonder_buurt'}", n=naast.minstens)
        missing = ontbreekt(TEKST, reason, **_vandaan(naast))
        return replace(missing, extra_tabellen=naast.per_thema)
    main = min(naast.noden, key=lambda need: (*MIST, "niet", "meer").index(need.hoe))
    verdict = naast.vergeleken.oordelen[main.groep.kenmerk, main.groep.code]
    first = deelnemers.dossier.kerncijfers.catalogus.find(str(naast.cijfers.columns[0])).naam
    words = _words(main) | {"gemist": verdict.gemist(van_de_100), "cijfer": klein_begin(first)}
    there = next((say(item) for item in naast.themas if theme_key(item.naam) == theme_key(main.thema)), "")
    return maak(
        TEKST,
        main.hoe,
        woorden=words,
        lees=f"{TEKST.zin(f'lees.{main.hoe}', **words)} {there}".strip(),
        wijk=deelnemers.dossier.wijk.naam,
        antwoord="mis" if main.hoe in MIST else "niet",
        maat=TEKST.maat(deelnemers.tijdvak, over=main.groep.naam, soort="verschil"),
        schatting=main.groep.difference(),
        eenheid="pct",
        figuur=_figuur(naast),
        extra_figuren=tuple(figure for figure in (themas_figuur(naast.themas),) if figure),
        tabel=naast.tabel,
        extra_tabellen=naast.per_thema,
        teken="toeval" if main.hoe == "niet" else "geen",
        weegt=weigh(voor=False, tegen=main.hoe in MIST),
        raakt=tuple(
            Raakt(TEKST.zin(f"verhaal.{need.hoe}", **_words(need)), buurt=need.groep.code, thema=need.thema)
            for need in naast.noden
            if need.hoe in MIST
        ),
        let_op=TEKST["schatting"] if main.wijk.schatting else "",
        **_vandaan(naast),
    )


def _vandaan(naast: Nodig) -> Vandaan:
    """The source of each table and of each open figure, and what they weigh together."""
    deelnemers = naast.vergeleken.deelnemers
    more = {"stickerbord": "stickerbord", "plan": "interventies", "sociale kaart": "aanbod"} if naast.themas else {}
    records = {name: deelnemers.dossier.tabel(table) for name, table in more.items() if deelnemers.dossier.heeft(table)}
    records = {"deelname": deelnemers.deelname} | records
    sources = [*(bronnen(table, eigen=name) for name, table in records.items()), *(need.wijk.bron for need in naast.noden)]
    kind = weigh_herkomst([herkomst_van(*records.values()), deelnemers.dossier.kerncijfers.herkomst])
    return {"bron": bronregel(sources), "herkomst": kind}


def _per_buurt(dossier: Dossier, id: str) -> pd.Series:
    """The figure (0-100) per buurt in its newest year, the least favourable first."""
    frame = dossier.kerncijfers.buurten(id).dropna(subset=["waarde"]).set_index("gebied")
    rises = dossier.kerncijfers.catalogus.find(id).richting == "hoog_is_gunstig"
    values: pd.Series = frame["waarde"].sort_values(ascending=rises, kind="stable")
    return values


def _nood(vergeleken: Inwoners, thema: str, id: str, values: pd.Series) -> Nood | None:
    """The need at its highest; None where two buurten share it, or its participants are not known."""
    groups = {group.code: group for group in vergeleken.groepen if group.kenmerk == "buurt"}
    worst = groups.get(str(values.index[0]))
    if worst is None or not worst.telt or values.iloc[0] == values.iloc[1]:
        return None
    figures = vergeleken.deelnemers.dossier.kerncijfers
    whole = figures.cijfer(id)
    if whole.waarde is None:
        return None
    how = _how(vergeleken, worst, [groups[code] for code in values.index if code in groups])
    return Nood(thema, figures.catalogus.find(id), worst, float(values.iloc[0]), whole, how)


def _how(vergeleken: Inwoners, worst: Vergelekengroep, groups: Sequence[Vergelekengroep]) -> Hoe:
    """How the buurt is reached, as far as *wie missen we* allows; a buurt whose count is hidden may be reached less still."""
    verdict = vergeleken.oordelen[worst.kenmerk, worst.code].richting
    if verdict != "omlaag":
        return "meer" if verdict == "omhoog" else "niet"
    if not all(group.telt for group in groups):
        return "weinig"
    least = min(groups, key=lambda group: (group.bereikt or 0) / (group.aandeel_wijk or 1.0))  # by reach beside residents
    return "minst" if least is worst else "weinig"


def _words(need: Nood) -> dict[str, str]:
    (share, low, high) = grenzen(need.groep.share())
    known, name = TEKST["nood"], klein_begin(need.indicator.naam)
    return {
        "buurt": need.groep.naam,
        "nood": str(known.get(need.indicator.id, TEKST.zin("anders", naam=name))),
        "geschat": TEKST["geschat"] if need.wijk.schatting else "",
        "naam": name,
        "daar": van_de_100(need.waarde / 100),
        "wijk": van_de_100((need.wijk.waarde or 0.0) / 100),
        "deelnemers": van_de_100(share),
        "marge": tussen(low * 100, high * 100),
        "inwoners": van_de_100(need.groep.aandeel_wijk or 0.0),
    }


def _figuur(naast: Nodig) -> Figuur:
    """Per buurt its share of the residents and of the participants, the buurt with most need on top."""
    values = naast.cijfers.iloc[:, 0]
    rows = []
    for group in naast.buurten:
        name = TEKST.zin("figuur.rij", buurt=group.naam, waarde=getal(values[group.code]))
        whole = None if group.aandeel_wijk is None else 100 * group.aandeel_wijk
        share, low, high = (100 * part for part in grenzen(group.share())) if group.telt else (None, None, None)
        rows.append(Halter(name, whole, share, low, high, reden=group.reden))
    names = TEKST["figuur"]
    return halter(rows, toen=names["inwoners"], nu=names["deelnemers"], vraag=1, eenheid="van de 100", marge_bekend=True)
