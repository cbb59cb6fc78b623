"""A file about several wijken: only the rows that somebody chose, never a mix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from wijkmonitor.gegevens.fouten import refuse, shorten
from wijkmonitor.gegevens.intake.kop import Kolomkop, names, plain
from wijkmonitor.gegevens.lezen import one_line, plain_heading
from wijkmonitor.gegevens.lezers import Werkblad
from wijkmonitor.meegeleverd import meldingen

meld = meldingen("wijkmonitor.gegevens.intake")

MEESTE = 8


def choose_rows(bestand: str, blad: Werkblad, kop: Kolomkop, keuze: Mapping[str, str]) -> Werkblad:
    """The rows in which each chosen column has the chosen value. LeesFout where a column or value is not there."""
    for heading, value in keuze.items():
        choice = next((one for one in kop.keuzes if plain_heading(one.kop) == plain_heading(heading)), None)
        if choice is None:
            there = ", ".join(one.kop for one in kop.keuzes)
            raise refuse(bestand, *meld("wijken.geen_kolom", kop=heading, koppen=there), blad=blad.naam)
        rows, cells = blad.rijen[kop.regel + 1 :], blad.kolom(choice.plaats, kop.regel)
        kept = [row for row, cell in zip(rows, cells, strict=True) if plain_heading(cell) == plain_heading(value)]
        if not kept:
            there = _listed(map(one_line, cells))
            raise refuse(bestand, *meld("wijken.nergens", kop=heading, waarde=value, waarden=there), blad=blad.naam)
        blad = replace(blad, rijen=(*blad.rijen[: kop.regel + 1], *kept))
    return blad


def refuse_other_wijken(bestand: str, blad: Werkblad, kop: Kolomkop, deze: Iterable[str]) -> None:
    """LeesFout where a column of wijken names another wijk than this one. deze: what this wijk is called."""
    own = {plain(name) for name in deze}
    for choice in kop.keuzes:
        if plain(choice.kop) not in names()["wijk"]["namen"] or choice.doel:
            continue
        found = [one_line(cell) for cell in blad.kolom(choice.plaats, kop.regel) if cell is not None]
        if all(_same(plain(value), own) for value in set(found)):
            continue
        here = next((value for value in found if _same(plain(value), own)), "NAAM")
        pick = shorten(f"{choice.kop}={here}", 100)
        raise refuse(bestand, *meld("wijken.andere_wijk", kop=choice.kop, gevonden=_listed(found), keuze=pick), blad=blad.naam)


def _same(value: str, own: set[str]) -> bool:
    """Whether a value names this wijk, also with a number or the word wijk before it."""
    return value in own or any(len(name) > 3 and value.endswith(f"_{name}") for name in own)


def _listed(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    shown = [f"{value} ({count})" for value, count in counts.most_common(MEESTE)]
    more = f" en nog {len(counts) - MEESTE}" if len(counts) > MEESTE else ""
    return ", ".join(shown) + more
