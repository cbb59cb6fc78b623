"""Do the agreements of a learning agenda name findings, and parts of findings, that the questions know?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from wijkmonitor.afspraken.items import Afspraak
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier.records import Records
from wijkmonitor.gegevens.fouten import Fout, kies_uit
from wijkmonitor.gegevens.lezers.tekst import as_text, find_lines
from wijkmonitor.gegevens.lijsten import DIMENSIES, FACTOREN, LEEFTIJDEN
from wijkmonitor.gegevens.wijken import AGENDA_TOML
from wijkmonitor.vragen.teksten import load_teksten

PER_GROEP, PER_FACTOR, PER_INTERVENTIE = "bereik-wie-missen-we", "samenwerking-factoren", "bereik-bedoeld"
PER_DIMENSIE = ("gezondheid-dimensies", "gezondheid-verandering")
GESLACHTEN = ("m", "v")


@cache
def known_findings() -> tuple[str, ...]:
    """The ids of all findings: each has its texts under its id, which begins with the name of its document."""
    return tuple(
        id
        for naam, soort in DOCUMENTEN.items()
        if soort.per_wijk and not soort.volgt
        for id in load_teksten(naam).namen
        if id.startswith(f"{soort.kort}-")
    )


def known_parts(id: str, records: Records) -> tuple[str, ...]:
    """The parts of a finding that an agreement can be about, as written in `deel`; empty where it has none."""
    if id == PER_FACTOR:
        return FACTOREN
    if id in PER_DIMENSIE:
        return DIMENSIES
    if id == PER_INTERVENTIE:
        return tuple(sorted(records.tabellen["deelname"]["interventie"].dropna().unique()))
    return (*LEEFTIJDEN[1:], *GESLACHTEN, *_buurten(records)) if id == PER_GROEP else ()


def _buurten(records: Records) -> tuple[str, ...]:
    """The codes of the buurten of the wijk, as far as the records name them."""
    return tuple(sorted(code for code in records.tabellen["deelname"]["buurt"].dropna().unique() if code.startswith("BU")))


def check_afspraken(records: Records) -> list[Fout]:
    """A *let op* for every finding or part in the agenda that no report has, with the line where it stands."""
    path = records.map / AGENDA_TOML
    lines = find_lines(as_text(path.read_bytes())) if path.is_file() else {}
    found = [
        (("afspraak", item.id), fault)
        for item in records.agenda.afspraken
        for fault in (*_findings("bevindingen", item.bevindingen), *_part(item, records))
    ]
    found += [
        (("duiding", item.nummer), fault)
        for item in records.agenda.duidingen
        for fault in _findings("bevinding", [item.bevinding])
    ]
    return [
        Fout(path.name, _line(lines, (*item, field)), ".".join((*item, field)), wat, doen, gevonden, ernst="let op")
        for item, (field, wat, doen, gevonden) in found
    ]


def _line(lines: dict[tuple[str, ...], int], where: tuple[str, ...]) -> int:
    return next((lines[where[:n]] for n in (3, 2) if where[:n] in lines), 0)


def _findings(field: str, ids: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    for id in ids:
        if id not in known_findings():
            same = [name for name in known_findings() if name.split("-")[0] == id.split("-")[0]]
            yield field, "Deze bevinding kennen we niet.", kies_uit(id, same or list(known_findings())), id


def _part(item: Afspraak, records: Records) -> Iterator[tuple[str, str, str, str]]:
    """What is wrong with `deel`: no finding has parts, or none of them has this one."""
    if not item.deel or not set(item.bevindingen) & set(known_findings()):
        return
    parts = [part for id in item.bevindingen for part in known_parts(id, records)]
    if not parts:
        do = f"Haal deel weg. Een deel kan alleen bij {PER_GROEP} en {PER_FACTOR}."
        yield "deel", "De bevindingen van deze afspraak hebben geen delen.", do, item.deel
    elif item.deel not in parts and not (PER_GROEP in item.bevindingen and _is_buurt(item.deel, records)):
        yield "deel", "Dit deel kennen we niet.", kies_uit(item.deel, parts), item.deel


def _is_buurt(deel: str, records: Records) -> bool:
    """Whether it is the code of a buurt in the wijk, also one that no record names."""
    areas = records.wijk.gebieden if records.wijk else ()
    return len(deel) == 10 and any(deel == code or deel.startswith(f"BU{code[2:]}") for code in areas)
