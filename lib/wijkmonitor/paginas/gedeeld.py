"""What is shared: the first page of a folder for a web server, and of the file that is mailed for one wijk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wijkmonitor.paginas.omgeving import render
from wijkmonitor.paginas.overzicht import Link, alphabetical
from wijkmonitor.paginas.pagina import page_css
from wijkmonitor.programma import programma

MAX_OPEN = 3  # with more wijken their pages open by a click


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
    html = render(
        "gedeeld.j2",
        wijken=ordered,
        samen=samen,
        open=len(ordered) <= MAX_OPEN,
        naam=programma().kop(*(wijk.slug for wijk in ordered)),
        css=page_css("gedeeld.css"),
    )
    return html + "\n"
