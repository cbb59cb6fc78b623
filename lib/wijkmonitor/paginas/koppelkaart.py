"""The koppelkaart of a wijk, to hang up: per domain who links it to others, and room to write who is missing.

Everything on it comes from one finding of `3-samenwerking`, which decides which names may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Unpack

from wijkmonitor.bevinding import Bevinding, Cel, Herkomst
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.figuren.netwerk import DOMEINEN
from wijkmonitor.paginas.hele_pagina import Pagina, about_page
from wijkmonitor.paginas.openen import Parameters, open_wijk
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "8-koppelkaart"
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
    """All that the sheet shows. los: pairs of domains without any tie. reden: why there are no ties to show.

    alleen and een_lijn: the organisations without a tie, and with only one.
    """

    wijk: str
    wijk_naam: str
    gemeente: str
    peildatum: date
    kop: str
    lees: str
    onderschrift: str
    vakken: tuple[Domeinvak, ...]
    los: tuple[tuple[str, str], ...]
    bron: str
    herkomst: Herkomst
    vraag: str = ""
    reden: str = ""
    alleen: tuple[str, ...] = ()
    een_lijn: tuple[str, ...] = ()

    @property
    def over(self) -> dict[str, object]:
        """What the page says about itself: its answer is the headline of the finding."""
        line = f"Voorbeeld: {self.kop}" if self.herkomst == "voorbeeld" else self.kop
        return {
            "wijk": self.wijk,
            "wijk_naam": self.wijk_naam,
            "gemeente": self.gemeente,
            "herkomst": self.herkomst,
            "antwoord": [{"regel": line, "herkomst": self.herkomst}],
            "teken": "te weinig" if self.reden else "geen",
        }


def koppelkaart_html(kaart: Koppelkaart) -> str:
    """The sheet as HTML, that prints on one A4 on its side."""
    return render_page("koppelkaart", k=kaart, x=load_teksten(NAAM))


def make_koppelkaart(wijk: str, verzameld: Verzameld) -> Koppelkaart:
    """The sheet of a wijk from what `3-samenwerking` found; without ties it is empty, says why, and can be filled in."""
    (document,) = DOCUMENTEN[NAAM].volgt
    rapport, finding = verzameld.rapport(wijk, document), verzameld.bevinding(wijk, BEVINDING)
    about: Mapping[str, object] = rapport.inhoud if rapport else {}
    if finding is None:
        reason = str(load_teksten(NAAM)["geen_rapport"])
        finding = Bevinding.from_json({"id": BEVINDING, "kop": reason.rstrip("."), "lees": reason, "reden": reason})
    known = finding.schatting.value is not None
    rows = finding.tabel.rijen if known else ()
    domains = [column.naam for column in finding.tabel.kolommen[2:]] if known else []
    return Koppelkaart(
        wijk=wijk,
        wijk_naam=str(about.get("wijk_naam") or wijk),
        gemeente=str(about.get("gemeente") or ""),
        peildatum=date.fromisoformat(str(about["stand"])) if "stand" in about else verzameld.peildatum,
        kop=f"{finding.kop}.",
        lees=finding.lees,
        onderschrift=finding.onderschrift,
        vakken=_vakken(rows, domains),
        los=tuple(_apart(rows, domains)),
        bron=finding.bron,
        herkomst=finding.herkomst,
        vraag=finding.gespreksvraag,
        reden="" if rows else finding.reden or finding.lees,
        alleen=tuple(_with_ties(rows, 0)),
        een_lijn=tuple(_with_ties(rows, 1)),
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
        ties = _ties((domain, int(count)) for domain, count in zip(domains, counts, strict=True) if domain != own)
        if ties:
            linking[str(own)].append(Verbinder(str(name), ties))
    return tuple(_vak(domain, found) for domain, found in linking.items())


def _vak(domain: str, found: Sequence[Verbinder]) -> Domeinvak:
    first, rest = tuple(found[:MAX_VERBINDERS]), found[MAX_VERBINDERS:]
    return Domeinvak(domain, first, tuple(item.naam for item in rest[:MAX_OOK]), max(0, len(rest) - MAX_OOK))


def _ties(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((domain, count) for domain, count in counts if count), key=lambda pair: (-pair[1], pair[0])))


def open_koppelkaart(naam: str, **wijk: Unpack[Parameters]) -> Pagina:
    """The koppelkaart of a wijk to print."""
    dossier, found = open_wijk(naam, **wijk)
    kaart = make_koppelkaart(dossier.wijk.slug, found)
    about = about_page(naam, kaart.peildatum.isoformat(), **kaart.over)
    return Pagina(koppelkaart_html(kaart), f"{DOCUMENTEN[naam].vraag} {kaart.wijk_naam}", about)
