"""Per theme what tells of a need, what there is, and who began: beside each other, without a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Halter, halter
from wijkmonitor.taal.getallen import getal, klein_begin, meervoud, opsomming, pct, van_de_100
from wijkmonitor.vragen.bouw import tabel
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers
from wijkmonitor.vragen.verband import themas_of, theme_key
from wijkmonitor.vragen.wijkprofiel.behoeften import count_themas

TEKST = Bevindingtekst("1-bereik", "bereik-nodig")
MIN_STICKERS = 30
MIN_THEMAS = 3  # with fewer there is no figure


@dataclass(frozen=True)
class Thema:
    """One theme. None: not known, and `waarom` says why in words, by the name of what is missing.

    cijfer: the open figure on who needs it in the wijk, in words. stickers: of `alle_stickers`. interventies, aanbod: how many there are. gevolgd: of how many the participants are
    written down. begonnen: sign-ups that began there.
    """

    naam: str
    cijfer: str
    stickers: int | None
    alle_stickers: int
    interventies: int | None
    aanbod: int | None
    gevolgd: int
    begonnen: int | None
    waarom: Mapping[str, str]

    @property
    def deel_stickers(self) -> float | None:
        """Share of all stickers, 0-1."""
        return None if self.stickers is None or not self.alle_stickers else self.stickers / self.alle_stickers


def compare_per_thema(deelnemers: Deelnemers, nood: Mapping[str, str], *, minstens: int = MIN_STICKERS) -> tuple[Thema, ...]:
    """The themes of the stickerbord, the plan and `nood` (theme -> open figure), most stickers first.

    minstens: stickers that it takes. Nothing where there is neither a stickerbord nor a plan with themes.
    """
    dossier = deelnemers.dossier
    boards, plan, kaart = dossier.tabel("stickerbord"), themas_of(dossier.tabel("interventies")), dossier.tabel("aanbod")
    enough = int(boards["stickers"].sum()) >= minstens
    stickers = _by_key(dossier.poort.tel(count_themas(boards))) if enough else pd.Series(dtype="float64")
    offer = _by_key(kaart["thema"].value_counts())
    if stickers.empty and not plan:
        return ()
    figures = {theme_key(theme): id for theme, id in nood.items()}
    themes = dict.fromkeys([*stickers.index, *figures, *plan])
    shown = _named(dossier)
    found = []
    for theme in themes:
        names = plan.get(theme, [])
        there = [name for name in names if name in deelnemers.begonnen.index]
        begun = deelnemers.begonnen.reindex(there).sum(skipna=False) if there else float("nan")
        found.append(
            Thema(
                naam=shown.get(theme, theme),
                cijfer=_figure(dossier, figures.get(theme, "")),
                stickers=_whole(stickers.get(theme, float("nan"))),
                alle_stickers=int(boards["stickers"].sum()),
                interventies=len(names) if dossier.heeft("interventies") else None,
                aanbod=int(offer.get(theme, 0)) if dossier.heeft("aanbod") else None,
                gevolgd=len(there),
                begonnen=_whole(begun),
                waarom=_reasons(
                    dossier,
                    board="hidden" if theme in stickers.index else "elsewhere" if enough else "few",
                    names=names,
                    there=there,
                ),
            )
        )
    return tuple(found)


def _by_key(counts: pd.Series) -> pd.Series:
    """The counts by theme, themes that differ in capitals alone together; missing where a part is."""
    together: pd.Series = counts.groupby(counts.index.map(theme_key), sort=False).sum(min_count=1)
    hidden = counts[counts.isna()].index.map(theme_key)
    return together.mask(together.index.isin(hidden))


def _named(dossier: Dossier) -> dict[str, str]:
    """Theme, in small letters, -> as it was written first."""
    tables = [dossier.tabel(name) for name in ("stickerbord", "interventies")]
    return {
        theme_key(theme): str(theme).strip() for table in reversed(tables) for theme in reversed(list(table["thema"].dropna()))
    }


def _figure(dossier: Dossier, id: str) -> str:
    """The figure with how it was made: counted, or estimated with a model; that there is none."""
    figure = dossier.kerncijfers.cijfer(id) if id else None
    if figure is None or figure.waarde is None:
        return str(TEKST["thema.geen_cijfer"])
    name, how = dossier.kerncijfers.catalogus.find(id).naam, "geschat" if figure.schatting else "geteld"
    return f"{name}: {pct(figure.waarde / 100)} ({how})"


def _reasons(dossier: Dossier, *, board: str, names: list[str], there: list[str]) -> dict[str, str]:
    words = TEKST["thema"]
    no_stickers = {"hidden": dossier.poort.verborgen, "elsewhere": words["niet_op_bord"], "few": words["geen_stickers"]}
    no_plan = not dossier.heeft("interventies")
    begun = "niet_geleverd" if no_plan else "geen_interventie" if not names else "niet_gevolgd" if not there else ""
    return {
        "stickers": no_stickers[board],
        "interventies": words["niet_geleverd"],
        "aanbod": words["niet_geleverd"],
        "begonnen": words[begun] if begun else dossier.poort.verborgen,
    }


def _whole(count: float) -> int | None:
    return None if pd.isna(count) else int(count)


def say(thema: Thema) -> str:
    """What stands beside the need of this theme: stickers, offer, and who began there."""
    parts: list[str] = []
    if thema.deel_stickers is not None:
        parts.append(TEKST.zin("thema.stickers", aandeel=van_de_100(thema.deel_stickers)))
    if thema.interventies is not None:
        parts.append(meervoud(thema.interventies, "interventie", "interventies") if thema.interventies else TEKST["thema.geen"])
    if thema.aanbod is not None:
        lines = meervoud(thema.aanbod, "regel", "regels")
        parts.append(TEKST.zin("thema.aanbod", aantal=lines) if thema.aanbod else TEKST["thema.geen_aanbod"])
    if not parts:
        return ""
    said = TEKST.zin("thema.zin", thema=klein_begin(thema.naam), delen=opsomming(parts))
    if thema.begonnen is not None:
        return f"{said} {TEKST.zin('thema.begonnen', aantal=getal(thema.begonnen))}"
    return f"{said} {TEKST['thema.onbekend']}" if thema.interventies and not thema.gevolgd else said


def shares(themas: Sequence[Thema]) -> dict[str, tuple[float, float]]:
    """Theme -> its share (0-1) of the stickers and of the sign-ups that began, both of the themes of which both are known.

    Of the same themes: else every theme that is followed seems to reach more than it is asked for. Empty for fewer than three.
    """
    both = {
        item.naam: (item.stickers, item.begonnen) for item in themas if item.stickers is not None and item.begonnen is not None
    }
    stickers, begun = (sum(pair[side] for pair in both.values()) for side in (0, 1))
    if len(both) < MIN_THEMAS or not stickers or not begun:
        return {}
    return {name: (one / stickers, other / begun) for name, (one, other) in both.items()}


def themas_figuur(themas: Sequence[Thema]) -> Figuur | None:
    """Share of the stickers and share of who began, per theme of which both are known; None for fewer than three."""
    words, both = TEKST["thema"], shares(themas)
    if not both:
        return None
    rows = [Halter(name, 100 * stickers, 100 * begun) for name, (stickers, begun) in both.items()]
    ends = {"toen": words["figuur_stickers"], "nu": words["figuur_begonnen"]}
    return halter(rows, **ends, vraag=1, eenheid="van de 100", marge_bekend=True)  # counted, so without a margin


def themas_tabel(themas: Sequence[Thema]) -> Tabel:
    """A row per theme, with the reason where something is not known."""
    both = shares(themas)
    kinds = ("tekst", "aantal", "aantal", "pct", "pct", "aantal", "aantal", "tekst")
    columns = tuple(zip(TEKST["thema.kolommen"], kinds, strict=True))
    return tabel(TEKST["thema.tabel"], columns, [_cells(item, both) for item in themas])


def _cells(item: Thema, both: Mapping[str, tuple[float, float]]) -> tuple[Cel, ...]:
    known = {name: why if (count := getattr(item, name)) is None else count for name, why in item.waarom.items()}
    pair = both.get(item.naam, (TEKST["thema.niet_vergeleken"],) * 2)
    return item.naam, known["stickers"], known["begonnen"], *pair, known["interventies"], known["aanbod"], item.cijfer
