"""The front page of a run: first what changed, then the four questions per wijk; and that of what is shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.paginas.overzicht import Link, Overzicht, WijkRegel, alphabetical, place_name
from wijkmonitor.paginas.pagina import GEBIEDEN, render_page, strip
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import getal, meervoud, telwoord
from wijkmonitor.vragen.teksten import load_teksten

MAX_KAARTEN = 12
MAX_OPEN = 3  # with more wijken the pages of each that are shared open by a click


def render_index(overzicht: Overzicht) -> str:
    """The index as one HTML file that works from a USB stick, also without JavaScript.

    Up to twelve wijken get a card with a drawing; areas with only a profile, and larger runs, get a sorted table per
    gemeente that opens by a click, with a search field. Wijken with reports have one row each there. Invented wijken have a section of their own.
    """
    own = [wijk for wijk in overzicht.wijken if wijk.vragen or wijk.fouten]
    cards = sorted(own, key=lambda wijk: alphabetical(wijk.naam)) if len(own) <= MAX_KAARTEN else []
    rest = [wijk for wijk in overzicht.wijken if wijk not in cards]
    drawn = [(wijk, strip(wijk.beeld, seed=wijk.slug)) for wijk in cards]
    return render_page(
        "index",
        o=overzicht,
        kop=_heading(overzicht),
        erbij=_invented_aside(overzicht),
        naam=programma().kop(*(wijk.slug for wijk in overzicht.wijken)),
        kaarten=[pair for pair in drawn if not pair[0].verzonnen],
        verzonnen=[pair for pair in drawn if pair[0].verzonnen],
        letters=_by_letter(rest),
        vier=[soort for soort in DOCUMENTEN.values() if soort.monitorvraag] if any(wijk.vragen for wijk in rest) else [],
        script=GEBIEDEN if len(rest) > MAX_KAARTEN else "",
        aantal_rest=len(rest),
        voorbeeld=any(rij.herkomst == "voorbeeld" for wijk in overzicht.wijken for rij in wijk.rijen),
        woorden=load_teksten("gedeeld")["woorden"] if any(rij.woord for wijk in overzicht.wijken for rij in wijk.rijen) else "",
    )


def _heading(overzicht: Overzicht) -> str:
    wijken = [wijk for wijk in overzicht.wijken if not wijk.verzonnen] or overzicht.wijken
    number = len(wijken)
    if number == 1:
        return f"Hoe gaat het in {wijken[0].naam}?"
    only_profiles = not any(wijk.vragen for wijk in wijken)
    what = "gebieden" if only_profiles else "wijken"
    return f"Hoe gaat het in {telwoord(number) if number <= MAX_KAARTEN else getal(number)} {what}?"


def _invented_aside(overzicht: Overzicht) -> str:
    """How many invented wijken stand on the page beside those that the heading counts; "" where it counts all."""
    count = sum(wijk.verzonnen for wijk in overzicht.wijken)
    return f"Daarbij: {meervoud(count, 'verzonnen wijk', 'verzonnen wijken')}" if 0 < count < len(overzicht.wijken) else ""


def _by_letter(wijken: list[WijkRegel]) -> list[tuple[str, list[tuple[str, list[WijkRegel]]]]]:
    """Letter -> gemeente -> its wijken, all in alphabetical order."""
    per_gemeente: defaultdict[str, list[WijkRegel]] = defaultdict(list)
    for wijk in wijken:
        per_gemeente[place_name(wijk.plaats or wijk.gemeente)].append(wijk)
    named = [
        (gemeente, sorted(group, key=lambda wijk: (alphabetical(wijk.naam), wijk.slug)))
        for gemeente, group in sorted(per_gemeente.items(), key=lambda item: alphabetical(item[0]))
    ]
    return [(letter, list(group)) for letter, group in groupby(named, key=lambda item: _letter(item[0]))]


def _letter(gemeente: str) -> str:
    first = alphabetical(gemeente)[:1].upper()
    return first if first.isalpha() else "#"


@dataclass(frozen=True)
class Gedeeld:
    """What is shared of one wijk. links: the pages of its newest day (stand); mail: address and size (MB) of all of them in
    one file; eerder: pages of earlier days; verzonnen: whether its pages hold invented figures.
    """

    slug: str
    naam: str
    stand: date
    links: tuple[Link, ...]
    mail: tuple[str, float] | None = None
    eerder: tuple[Link, ...] = ()
    verzonnen: bool = False


def render_gedeeld(wijken: Sequence[Gedeeld], samen: Sequence[Link] = ()) -> str:
    """The page as one HTML file. samen: pages that are not about one wijk."""
    ordered = sorted(wijken, key=lambda wijk: (alphabetical(wijk.naam), wijk.slug))
    return render_page(
        "gedeeld",
        wijken=ordered,
        samen=samen,
        open=len(ordered) <= MAX_OPEN,
        naam=programma().kop(*(wijk.slug for wijk in ordered)),
    )
