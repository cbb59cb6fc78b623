"""Which table a delivered file is, and which of its sheets hold it, with their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens.fouten import Fout, LeesFout, cell_text
from wijkmonitor.gegevens.intake import meld, refuse, zin
from wijkmonitor.gegevens.intake.kop import Kolomkop, find_kop, known_headings, missing_columns, plain, synonyms
from wijkmonitor.gegevens.intake.levering import (
    load_sheets,
    sheets_of,
    statements_to_rows,
    with_fixed,
    with_people,
    without_labels,
)
from wijkmonitor.gegevens.intake.tabelbestand import load_rows
from wijkmonitor.gegevens.lezers import Werkblad, printable_name, read_file
from wijkmonitor.gegevens.lezers.soorten import TABELSOORTEN
from wijkmonitor.gegevens.lijsten import DIMENSIES, MENSEN
from wijkmonitor.gegevens.schema import TABELLEN, kolommen, verplicht

VRAGEN = {"vragenlijst": (*DIMENSIES, "tevredenheid")}  # without one of these a delivery says nothing
_AANTALLEN = ("aantal", "stickers", "bezoekers", "score", "sterkte", "uren")  # what the numbers of a cross table are
_METING = re.compile(
    r"(?:t|m|meting_?|ronde_?|golf_?|w)?\d{1,4}|voor|na|begin|eind|start|nulmeting|eindmeting|voormeting|nameting"
)
SOORTEN = (*TABELSOORTEN, ".qdpx", ".qdc")
EERST = ("stellingen", "organisaties", "interventies")  # tables that others refer to


class KopFout(LeesFout):
    """The headings of a delivery are not enough for the table: what somebody said about them did not help."""


@dataclass(frozen=True)
class Keuzes:
    """What somebody said about one delivery.

    filter: heading -> the only value of which rows are taken. vast: column -> value for all rows. afspraken: heading ->
    column, besides what was agreed before. zelfde_mensen: numbers of a form mean the same people in every wave.
    """

    filter: Mapping[str, str] = field(default_factory=dict)
    vast: Mapping[str, str] = field(default_factory=dict)
    afspraken: Mapping[str, str] = field(default_factory=dict)
    zelfde_mensen: bool = False


@dataclass(frozen=True)
class Gekozen:
    """A sheet that holds the table, ready to be read, with its headings."""

    blad: Werkblad
    kop: Kolomkop
    labelrij: int = 0


def read_sheets(
    path: Path, folder: Path, tabel: str, *, vandaag: date, keuzes: Keuzes, afspraken: Mapping[str, str]
) -> tuple[str, dict[str, list[str]], list[Gekozen]]:
    """The name of a delivery, its sheets that are passed over with what they lack, and those that hold the table. KopFout where none does, LeesFout where it can't be read."""
    delivery = read_file(path, known=known_headings(tabel, afspraken))
    statements = _statements(folder, vandaag) if tabel == "samenwerking" else {}
    people = [with_people(blad, tabel, afspraken) for blad in sheets_of(delivery)]
    ready = [statements_to_rows(blad, tabel, statements, afspraken) for blad in people]
    fixed = [with_fixed(blad, tabel, keuzes.vast, afspraken) for blad in ready]
    found = []
    for blad, kop in _choose_sheets(delivery[0].bestand, fixed, tabel, afspraken):
        if kop.dubbel is not None:
            raise _refuse(blad, kop, *meld("opnemen.dubbele_kop", kop=kop.dubbel.kop))
        cleaned, row = without_labels(blad, kop, tabel, vandaag=vandaag)
        found.append(Gekozen(cleaned, find_kop(cleaned, tabel, afspraken) or kop if row and kop.regel == 0 else kop, row))
    used = {one.blad.naam for one in found}
    return (
        delivery[0].bestand,
        {name: lacks for name, lacks in _lacking(fixed, delivery, tabel, afspraken) if name not in used},
        found,
    )


def _lacking(
    sheets: Sequence[Werkblad], all_sheets: Sequence[Werkblad], tabel: str, afspraken: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """Sheet -> the columns that it lacks, where it has half of what the table can't do without; else none."""
    ready = {blad.naam: find_kop(blad, tabel, afspraken) for blad in sheets}
    for blad in all_sheets:
        kop = ready.get(blad.naam)
        missing = missing_columns(kop, tabel) if kop else []
        yield blad.naam, missing if len(missing) * 2 <= len(verplicht(tabel)) else []


def _statements(folder: Path, today: date) -> dict[str, str]:
    """Code -> text of the statements of the wijk; empty where their table is not there or has faults."""
    try:
        return {row["stelling"]: row["tekst"] for row in load_rows(folder, "stellingen", vandaag=today)}
    except LeesFout:
        return {}


def _choose_sheets(
    bestand: str, sheets: Sequence[Werkblad], tabel: str, afspraken: Mapping[str, str]
) -> list[tuple[Werkblad, Kolomkop]]:
    """The sheets that hold the table. KopFout where none does, with what is missing on the one that comes nearest."""
    found = [(blad, kop) for blad in sheets if (kop := find_kop(blad, tabel, afspraken))]
    whole = [(blad, kop) for blad, kop in found if not missing_columns(kop, tabel)]
    if whole:
        return [(blad, _with_question(blad, kop, tabel)) for blad, kop in whole]
    if not found:
        raise KopFout(Fout(bestand, 0, "", *meld("opnemen.geen_kolom", tabel=tabel, kolommen=", ".join(kolommen(tabel)))))
    blad, kop = min(found, key=lambda one: len(missing_columns(one[1], tabel)))
    if waves := _beside_each_other(kop, tabel):
        raise _refuse(blad, kop, *meld("opnemen.metingen_naast_elkaar"), ", ".join(waves))
    if (cross := _with_numbers(blad, kop)) and {*_AANTALLEN} & {*missing_columns(kop, tabel)}:
        raise _refuse(blad, kop, *meld("opnemen.kruistabel", kolommen=", ".join(verplicht(tabel))), ", ".join(cross))
    there = ", ".join(choice.kop for choice in kop.keuzes if not choice.doel)
    missing = missing_columns(kop, tabel)
    fixed = [column for column in missing if column != MENSEN.get(tabel)]
    what, todo = meld("opnemen.ontbreken", kolommen=", ".join(missing))
    if fixed:
        alike = sum(fixed[0] in missing_columns(one, tabel) for _, one in found)
        todo += zin("opnemen.per_blad" if alike > 1 else "opnemen.overal_gelijk", kolom=fixed[0])
    raise _refuse(blad, kop, what, todo, there)


def _with_question(blad: Werkblad, kop: Kolomkop, tabel: str) -> Kolomkop:
    """The headings; KopFout where no question of the list is among them and columns would be left out."""
    unknown = [choice.kop for choice in kop.keuzes if choice.hoe == "onbekend"]
    if waves := _beside_each_other(kop, tabel):
        raise _refuse(blad, kop, *meld("opnemen.metingen_naast_elkaar"), ", ".join(waves))
    if not VRAGEN.get(tabel) or not unknown or {*VRAGEN[tabel]} & {*kop.gevonden}:
        return kop
    raise _refuse(blad, kop, *meld("opnemen.geen_vraag"), ", ".join(unknown))


def _with_numbers(blad: Werkblad, kop: Kolomkop) -> list[str]:
    """The headings that nobody knows with numbers only under them, where there are two or more: those of a cross table."""
    under = {choice.kop: blad.kolom(choice.plaats, kop.regel) for choice in kop.keuzes if choice.hoe == "onbekend"}
    found = [name for name, cells in under.items() if all(cell is None or cell_text(cell).isdecimal() for cell in cells)]
    return found if len(found) > 1 else []


def _beside_each_other(kop: Kolomkop, tabel: str) -> list[str]:
    """The headings of one question in several waves, as `meedoen_t0` and `meedoen_t1`; none where nobody left that open."""
    for question in VRAGEN.get(tabel, ()):
        names = [name for name, (column, _) in synonyms(tabel).items() if column == question]
        waves = [
            one.kop
            for one in kop.keuzes
            if one.hoe in ("onbekend", "lijkt op")
            and any(
                plain(one.kop).startswith(f"{name}_") and _METING.fullmatch(plain(one.kop)[len(name) + 1 :]) for name in names
            )
        ]
        if len(waves) > 1:
            return waves
    return []


def needs_more(kop: Kolomkop, tabel: str) -> bool:
    """Whether the table can't do with the headings that were found: then what was left out may be one of them."""
    return bool(missing_columns(kop, tabel)) or bool(VRAGEN.get(tabel)) and not {*VRAGEN[tabel]} & {*kop.gevonden}


def _refuse(blad: Werkblad, kop: Kolomkop, wat: str, doen: str, gevonden: str = "") -> KopFout:
    return KopFout(blad.fout(blad.rijen[kop.regel][0], "", wat, doen, gevonden))


def find_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files in a folder that can be a delivery, and what else lies there, by name; without what programs keep for themselves."""
    there = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    files = [path for path in there if path.suffix.lower() in SOORTEN and path.is_file()]
    return files, [path for path in there if path not in files]


def in_order(pairs: Iterable[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Files with their tables, those first that others refer to."""
    order = [*EERST, *(name for name in TABELLEN if name not in EERST)]
    return sorted(pairs, key=lambda pair: (order.index(pair[1]), pair[0].name))


def guess_table(path: Path) -> str:
    """The table that the name of the file tells, or the only one whose headings are all there. LeesFout where none is clear."""
    words = plain(path.stem)
    named = [tabel for tabel in TABELLEN if tabel in words]
    if len(named) == 1:
        return named[0]
    if path.suffix.lower() in (".qdpx", ".qdc"):
        return "kwalitatief"
    scores = {tabel: score for tabel in TABELLEN if (score := _fit(path, tabel))}
    best = [tabel for tabel, score in scores.items() if score == max(scores.values())]
    if len(best) == 1:
        return best[0]
    raise refuse(printable_name(path), "raden.welke_tabel", gevonden=", ".join(best))


def _fit(path: Path, tabel: str) -> int:
    """How many columns of the table the file has; 0 where one is missing that the table can't do without."""
    found = 0
    for blad in load_sheets(path, tabel, {}):
        kop = find_kop(blad, tabel, {})
        if kop is not None and not missing_columns(kop, tabel):
            found = max(found, len(kop.gevonden))
    return found
