"""The sheet on which a session writes what it makes of the figures: made to fill in with Excel, and read back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from wijkmonitor.afspraken import meld
from wijkmonitor.afspraken.items import Duiding, Herkenning, Uitspraak
from wijkmonitor.gegevens.fouten import Fout, LeesFout, describe
from wijkmonitor.gegevens.lezen import RuweTabel, read_table
from wijkmonitor.gegevens.velden import parse_number
from wijkmonitor.privacy.screening import find_person
from wijkmonitor.schrijven import csv_text

KOLOMMEN = ("bevinding", "kop", "geraden", "herkend", "kring", "rol", "gezegd", "leidt_tot")
WOORDEN = get_args(Herkenning)
KRINGEN = ("binnen", "buiten")


def make_sheet(bevindingen: Iterable[Mapping[str, Any]]) -> bytes:
    """A CSV as Dutch Excel opens it, a row per finding with its headline; the other columns are empty."""
    rows = ([row["id"], row.get("kop", ""), *[""] * (len(KOLOMMEN) - 2)] for row in bevindingen)
    return csv_text([KOLOMMEN, *rows], eind="\r\n").encode("utf-8-sig")


def read_sheet(
    path: Path, *, sessie: str, bekend: Collection[str], herkomst: Any = "eigen registratie", geen_mens: tuple[str, ...] = ()
) -> tuple[Duiding, ...]:
    """What a filled-in sheet says, a row per line that was said; rows without anything filled in are passed over.

    bekend: the ids of all findings. geen_mens: names of places and organisations of the wijk. LeesFout with every fault in it, with row and column.
    """
    table = read_table(path, kolommen=KOLOMMEN)
    faults = [*(fault for fault in table.gebreken if fault.ernst == "fout"), *_missing_columns(table)]
    if faults:
        raise LeesFout(*faults)
    found: dict[str, list[Mapping[str, str]]] = {}
    for number, cells in zip(table.rijnummers, table.rijen, strict=True):
        row = {name: " ".join(str(cell).split()) for name, cell in zip(table.kop, cells, strict=True) if cell is not None}
        if any(row.get(name) for name in KOLOMMEN[2:]):
            faults += [Fout(table.bestand, number, *fault) for fault in _row_faults(row, bekend, geen_mens)]
            found.setdefault(row.get("bevinding", ""), []).append(row)
    faults += [Fout(table.bestand, 0, *fault) for id, rows in found.items() for fault in _together(id, rows)]
    if faults:
        raise LeesFout(*faults)
    return tuple(_reading(id, rows, sessie, herkomst) for id, rows in found.items())


def _missing_columns(table: RuweTabel) -> Iterator[Fout]:
    for name in KOLOMMEN:
        if name not in ("kop", "geraden") and name not in table.kop:
            yield Fout(table.bestand, table.koprij, name, *meld("blad.kolom", kolommen=", ".join(KOLOMMEN)))


def _row_faults(
    row: Mapping[str, str], bekend: Collection[str], geen_mens: tuple[str, ...]
) -> Iterator[tuple[str, str, str, str]]:
    """Column, what, what to do and what was found, for every fault in a row."""
    id, word, circle = row.get("bevinding", ""), row.get("herkend", "").lower(), row.get("kring", "").lower()
    if id not in bekend:
        yield "bevinding", *meld("blad.bevinding"), id
    if word and word not in WOORDEN:
        yield "herkend", *meld("blad.woord", woorden=", ".join(WOORDEN)), word
    if (guess := row.get("geraden", "")) and _number(guess) is None:
        yield "geraden", *meld("blad.geraden"), guess
    said = row.get("gezegd", "")
    if said and circle not in KRINGEN:
        yield "kring", *meld("blad.kring", woorden=", ".join(KRINGEN)), circle
    if said and not row.get("rol"):
        yield "rol", *meld("blad.rol"), ""
    if not said and (circle or row.get("rol")):
        yield "gezegd", *meld("blad.gezegd"), ""
    for name in ("rol", "gezegd"):
        if find_person(row.get(name, ""), geen_mens):
            yield name, *meld("agenda.persoon"), ""


def _together(id: str, rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """What is wrong with the rows of one finding together."""
    only_guessed = not any(row.get(name) for row in rows for name in KOLOMMEN[3:])
    for name in ("geraden", "herkend", "leidt_tot"):
        words = list(dict.fromkeys(word for row in rows if (word := row.get(name, "").lower())))
        if name == "herkend" and not words and not only_guessed:
            yield name, *meld("blad.herkend", bevinding=id, woorden=", ".join(WOORDEN)), ""
        if len(words) > 1:
            yield name, *meld("blad.twee_antwoorden", bevinding=id), describe(", ".join(words))


def _number(text: str) -> float | None:
    """The number that is written; None where it is none."""
    try:
        return float(parse_number(text))
    except (ValueError, TypeError):
        return None


def _reading(id: str, rows: Iterable[Mapping[str, str]], sessie: str, herkomst: Any) -> Duiding:
    rows = list(rows)
    lines = [Uitspraak(row["kring"].lower(), row["rol"], row["gezegd"]) for row in rows if row.get("gezegd")]  # type: ignore[arg-type]
    word, leads, guess = (next((row[name] for row in rows if row.get(name)), "") for name in ("herkend", "leidt_tot", "geraden"))
    return Duiding("", sessie, id, word.lower(), tuple(lines), leads, geraden=_number(guess), herkomst=herkomst)  # type: ignore[arg-type]
