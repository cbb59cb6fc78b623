"""The koppelkaart of a wijk, to hang up: per domain who links it to others, and room to write who is missing.

Everything on it comes from one finding of `3-samenwerking`, which decides which names may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Unpack

from wijkmonitor.bevinding import Bevinding, Cel
from wijkmonitor.bevinding.document import Antwoord
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren.netwerk import DOMEINEN
from wijkmonitor.paginas.openen import Pagina, Parameters, open_wijk
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "8-koppelkaart"
TEKST = load_teksten(NAAM)
BEVINDING = "samenwerking-koppelkaart"
MAX_VERBINDERS, MAX_OOK = 2, 2


@dataclass(frozen=True)
class Verbinder:
    """An organisation under the name that may be shown. lijnen: (other domain, number of ties), the most first."""

    naam: str
    lijnen: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Domeinvak:
    """One domain. ook: names of a few more that link domains; meer: how many there are beside all these."""

    domein: str
    verbinders: tuple[Verbinder, ...] = ()
    ook: tuple[str, ...] = ()
    meer: int = 0


@dataclass(frozen=True)
class Koppelkaart:
    """What the sheet shows of its finding. los: pairs of domains without any tie. reden: why there are no ties to show.

    alleen and een_lijn: the organisations without a tie, and with only one.
    """

    dossier: Dossier
    bevinding: Bevinding
    vakken: tuple[Domeinvak, ...]
    los: tuple[tuple[str, str], ...]
    alleen: tuple[str, ...]
    een_lijn: tuple[str, ...]
    reden: str = ""

    @property
    def antwoord(self) -> Antwoord:
        """What the page answers: the headline of its finding."""
        return Antwoord(f"{self.bevinding.kop}.", self.bevinding.herkomst)


def koppelkaart_html(kaart: Koppelkaart) -> str:
    """The sheet as HTML, that prints on one A4 on its side."""
    return render_page("koppelkaart", k=kaart, b=kaart.bevinding, d=kaart.dossier, x=TEKST)


def make_koppelkaart(dossier: Dossier, verzameld: Verzameld) -> Koppelkaart:
    """The sheet of a wijk from what `3-samenwerking` found; without ties it is empty, says why, and can be filled in."""
    finding = verzameld.bevinding(dossier.wijk.slug, BEVINDING)
    if finding is None:
        reason = str(TEKST["geen_rapport"])
        finding = Bevinding.from_json({"id": BEVINDING, "kop": reason.rstrip("."), "lees": reason, "reden": reason})
    known = finding.schatting.value is not None
    rows = finding.tabel.rijen if known else ()
    domains = [column.naam for column in finding.tabel.kolommen[2:]] if known else []
    return Koppelkaart(
        dossier,
        finding,
        vakken=_vakken(rows, domains),
        los=tuple(_apart(rows, domains)),
        alleen=tuple(_with_ties(rows, 0)),
        een_lijn=tuple(_with_ties(rows, 1)),
        reden="" if rows else finding.reden or finding.lees,
    )


def _with_ties(rows: Sequence[Sequence[Cel]], number: int) -> Iterator[str]:
    """The organisations with this many ties in all."""
    return (str(name) for name, _, *counts in rows if sum(int(count) for count in counts) == number)


def _apart(rows: Sequence[Sequence[Cel]], domains: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every pair of domains without a tie between an organisation of the one and one of the other."""
    tied = {frozenset((str(own), other)) for _, own, *counts in rows for other, n in zip(domains, counts, strict=True) if n}
    return (pair for pair in combinations(domains, 2) if frozenset(pair) not in tied)


def _vakken(rows: Sequence[Sequence[Cel]], domains: Sequence[str]) -> tuple[Domeinvak, ...]:
    """Every domain in the fixed order, also those of which no organisation is known."""
    linking: dict[str, list[Verbinder]] = {domain: [] for domain in DOMEINEN}
    for name, own, *counts in rows:
        ties = [(domain, int(n)) for domain, n in zip(domains, counts, strict=True) if n and domain != own]
        if ties:
            linking[str(own)].append(Verbinder(str(name), tuple(sorted(ties, key=lambda tie: (-tie[1], tie[0])))))
    return tuple(_vak(domain, tuple(found)) for domain, found in linking.items())


def _vak(domain: str, found: tuple[Verbinder, ...]) -> Domeinvak:
    first, rest = found[:MAX_VERBINDERS], found[MAX_VERBINDERS:]
    shown = rest if len(rest) == MAX_OOK + 1 else rest[:MAX_OOK]  # one more is named, not counted
    return Domeinvak(domain, first, tuple(item.naam for item in shown), len(rest) - len(shown))


def open_koppelkaart(naam: str, **wijk: Unpack[Parameters]) -> Pagina:
    """The koppelkaart of a wijk to print."""
    kaart = make_koppelkaart(*open_wijk(naam, **wijk))
    line, day = kaart.antwoord, kaart.dossier.stand.isoformat()
    answer: dict[str, Any] = {"antwoord": [{"regel": line.regel, "herkomst": line.herkomst}]}
    sign = "te weinig" if kaart.reden else "geen"
    return Pagina.of(naam, koppelkaart_html(kaart), kaart.dossier, herkomst=line.herkomst, peildatum=day, teken=sign, **answer)
