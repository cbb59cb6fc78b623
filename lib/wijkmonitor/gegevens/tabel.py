"""From raw cells to a checked table: every cell against its model, every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Ernst, Fout, LeesFout, describe
from wijkmonitor.gegevens.kolom import Gebrek, kolom_of, read_extra
from wijkmonitor.gegevens.lezen import RuweTabel, plain_heading, read_table
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.schema import TABELLEN, kolommen, verplicht
from wijkmonitor.taal.getallen import meervoud, opsomming

# Tables of a wijk are small. Text as objects of Python costs a document a tenth less than as arrays of Arrow.
pd.set_option("mode.string_storage", "python")

MAX_PER_KOLOM = 1_000  # faults named one by one; above that the rest of the column is counted
VOLGORDE = (("van", "tot"), ("aanmelding", "start"), ("start", "einde"), ("gepland_start", "gepland_einde"))
_TOTAAL = re.compile(r"(?:(?:eind|sub)?totaal|totalen|total|gemiddelden?)(?: (?:aantal|generaal|\d{4}))?")
_VOETNOOT = re.compile(
    r"[*¹²³†]|(?:bron(?:nen)?|(?:voet)?noot|n\.?b\.?|let op|toelichting|opmerking(?:en)?|legenda|uitleg|peildatum|stand (?:per|op)"
    r"|laatst (?:bijgewerkt|gewijzigd)(?: op)?|gemaakt op|aantal (?:rijen|records)) ?:",
    re.IGNORECASE,
)
_BIJ_MENSEN = re.compile(r"som|sum|gem|mean|average|mediaan|sd|standaarddeviatie|n(?: ?= ?\d+)?")


@dataclass(frozen=True)
class Gelezen:
    """A table as it was read: its good rows, where each stood (as Excel counts), and every fault.

    `bestand` is empty for a table that was not delivered.
    """

    tabel: str
    frame: pd.DataFrame
    bestand: str = ""
    blad: str = ""
    rijen: tuple[int, ...] = ()
    fouten: tuple[Fout, ...] = ()

    @property
    def ernstig(self) -> bool:
        """Whether the table has a fault; a *let op* is none."""
        return any(fault.ernst == "fout" for fault in self.fouten)

    def fout(self, place: int | None, kolom: str, wat: str, doen: str, gevonden: object = "", *, ernst: Ernst = "fout") -> Fout:
        """A fault at a row of the frame (by position), or about the whole file."""
        number = self.rijen[place] if place is not None and place < len(self.rijen) else 0
        return Fout(self.bestand or self.tabel, number, kolom, wat, doen, describe(gevonden), self.blad, ernst)

    def let_op(self, places: Sequence[int], kolom: str, wat: str, doen: str, *, wie: str = "rijen") -> Fout:
        """One *let op* for all these rows (by position), at the first of them; where there are more it says how many."""
        more = f" Dat geldt voor {len(places)} {wie}." if len(places) > 1 else ""
        return self.fout(int(places[0]), kolom, wat + more, doen, ernst="let op")


def read_tabel(path: Path, tabel: str, *, vandaag: date) -> Gelezen:
    """The checked rows of one file, and all its faults."""
    try:
        raw = read_table(path, kolommen=kolommen(tabel), moet=verplicht(tabel))
    except LeesFout as error:
        return Gelezen(tabel, empty_frame(tabel), path.name, fouten=error.fouten)
    faults = _check_header(raw, tabel)
    if not faults:
        return check_raw(raw, tabel, vandaag=vandaag)
    missing = {fault.kolom for fault in faults}
    if missing < set(kolommen(tabel)) - {"herkomst", "bron"}:  # what is there is checked too: all faults at once
        faults += [fault for fault in check_raw(raw, tabel, vandaag=vandaag).fouten if fault.kolom not in missing]
    return Gelezen(tabel, empty_frame(tabel), raw.bestand, raw.blad, fouten=tuple(faults))


def empty_frame(tabel: str) -> pd.DataFrame:
    """A table without rows, with the columns of the contract."""
    return _empty(tabel).copy()


@cache
def _empty(tabel: str) -> pd.DataFrame:
    return pd.DataFrame({name: _series([], kolom_of(tabel, name).soort) for name in kolommen(tabel)})


def _check_header(raw: RuweTabel, tabel: str) -> list[Fout]:
    expected = [name for name in kolommen(tabel) if name != "herkomst" and (name != "bron" or tabel == "kwalitatief")]
    faults = []
    for name in expected:
        if name in raw.kop:
            continue
        needed = name in verplicht(tabel)
        near = get_close_matches(name, [col for col in raw.kop if col and col not in expected], n=1, cutoff=0.75)
        if not needed and not near:
            continue
        found = near[0] if near else ", ".join(col for col in raw.kop if col)
        faults.append(raw.fout(raw.koprij, name, *meld(f"tabel.kolom_{'lijkt' if near else 'weg'}", kolom=name), found))
    return faults


def check_raw(raw: RuweTabel, tabel: str, *, vandaag: date) -> Gelezen:
    """The checked rows of a raw table with a good header, and all faults: in its cells, within a row and between rows."""
    names = kolommen(tabel)
    turned = list(zip(*raw.rijen, strict=True)) if raw.rijen else [()] * len(raw.kop)
    given: dict[str, Sequence[Any]] = {name: cells for name, cells in zip(raw.kop, turned, strict=True) if name}
    empty = [None] * len(raw.rijen)
    values, wrong = dict[str, list[Any]](), dict[str, dict[int, Gebrek]]()
    for name in names:
        values[name], wrong[name] = kolom_of(tabel, name).read(given.get(name, empty), vandaag=vandaag)
    extra = [name for name in raw.kop if name and name not in values]
    for name in extra:
        values[name], wrong[name] = read_extra(name, given[name])
    faults = [*raw.gebreken, *_cell_faults(raw, given, wrong), *_order_faults(raw, values)]
    faults += _double_faults(raw, tabel, values, wrong)
    faults = _with_totals(raw, tabel, given, faults)
    bad = {fault.rij for fault in faults if fault.ernst == "fout"}
    good = [place for place, number in enumerate(raw.rijnummers) if number not in bad]
    if len(good) < len(raw.rijnummers):
        values = {name: [cells[place] for place in good] for name, cells in values.items()}
    kinds = {name: kolom_of(tabel, name).soort for name in names} | dict.fromkeys(extra, str)
    frame = pd.DataFrame({name: _series(values[name], kind) for name, kind in kinds.items()})
    numbers = tuple(raw.rijnummers[place] for place in good)
    return Gelezen(tabel, frame, raw.bestand, raw.blad, numbers, tuple(faults))


def _cell_faults(raw: RuweTabel, given: dict[str, Sequence[Any]], wrong: dict[str, dict[int, Gebrek]]) -> list[Fout]:
    faults = []
    for name, cells in wrong.items():
        for place, gebrek in list(cells.items())[:MAX_PER_KOLOM]:
            cell = given[name][place] if name in given else None
            found = "" if cell is None else describe(cell)
            faults.append(raw.fout(raw.rijnummers[place], name, *gebrek, found))
        if len(cells) > MAX_PER_KOLOM:
            rest = len(cells) - MAX_PER_KOLOM
            verb, told = "staat" if rest == 1 else "staan", meervoud(rest, "fout", "fouten")
            faults.append(raw.fout(0, name, *meld("tabel.nog_meer", staan=verb, fouten=told)))
    return faults


def _with_totals(raw: RuweTabel, tabel: str, given: dict[str, Sequence[Any]], faults: list[Fout]) -> list[Fout]:
    """The faults; of a row with totals or a footnote only that it is one."""
    names = [name for name in total_columns(tabel) if name in given]
    person, found = MENSEN.get(tabel), dict[int, Fout]()
    head = [plain_heading(name) for name in raw.kop]
    for number, cells in zip(raw.rijnummers, raw.rijen, strict=True):
        if what := no_row(cells, head):
            found[number] = raw.fout(number, "", *meld(what))
    for name in names:
        for word in {cell for cell in given[name] if isinstance(cell, str)}:
            if is_total(word, mens=name == person, naast=given[name]):
                rows = [number for number, cell in zip(raw.rijnummers, given[name], strict=True) if cell == word]
                found |= {number: raw.fout(number, name, *meld("tabel.totaal"), word) for number in rows}
    return [*(fault for fault in faults if fault.rij not in found), *found.values()]


def _order_faults(raw: RuweTabel, values: dict[str, list[Any]]) -> list[Fout]:
    """A date that lies before the date that has to come first."""
    faults = []
    for first, last in VOLGORDE:
        if first not in values or last not in values:
            continue
        for number, a, b in zip(raw.rijnummers, values[first], values[last], strict=True):
            if a is not None and b is not None and b < a:
                faults.append(raw.fout(number, last, *meld("tabel.volgorde", eerder=first), f"{a} en {b}"))
    return faults


def _double_faults(raw: RuweTabel, tabel: str, values: dict[str, list[Any]], wrong: dict[str, dict[int, Gebrek]]) -> list[Fout]:
    """Rows whose key stood in an earlier row; a row with a fault in its key is left to that fault."""
    names = TABELLEN[tabel].sleutel
    if not set(names) & set(raw.kop):
        return []
    skip = {place for name in names for place in wrong[name]}
    keys = list(zip(*(values[name] for name in names), strict=True))
    if len(set(keys)) == len(keys):
        return []
    first: dict[tuple[Any, ...], int] = {}
    faults = []
    for place, (number, key) in enumerate(zip(raw.rijnummers, keys, strict=True)):
        if place in skip or first.setdefault(key, number) == number:
            continue
        shown = ", ".join(describe(part) for part in key if part is not None)
        faults.append(raw.fout(number, names[0], *meld("tabel.dubbel", rij=first[key], sleutel=opsomming(names)), shown))
    return faults


def _series(values: Sequence[Any], kind: type) -> pd.Series:
    if kind is date:
        return pd.Series(np.array(values, dtype="datetime64[s]"))
    if kind is int:
        return pd.Series(pd.array(values, dtype="Int64"))
    if kind is float:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="str")


def is_total(text: object, *, mens: bool = False, naast: Iterable[object] = ()) -> bool:
    """Whether a cell is the word of a row with totals. mens: it stands where the code of a person should.

    naast: the other cells of that column; where people have one letter, `n` is one of them.

    >>> is_total("Totaal:"), is_total("som"), is_total("som", mens=True), is_total("Totaal fit")
    (True, False, True, False)
    >>> is_total("N", mens=True), is_total("N", mens=True, naast=["m", "n"])
    (True, False)
    """
    word = " ".join(str(text).lower().split()).strip(" .:")
    if _TOTAAL.fullmatch(word) or not (mens and _BIJ_MENSEN.fullmatch(word)):
        return bool(_TOTAAL.fullmatch(word))
    letters = {other.strip().lower() for other in naast if isinstance(other, str) and len(other.strip()) == 1}
    return not (word == "n" and letters - {"n"})


def no_row(cells: Sequence[object], head: Sequence[str]) -> str:
    """What a row is that is none: one cell only that explains the table, or the heading once more; "" for a row.

    head: the headings, as `plain_heading` gives them.

    >>> no_row(["* gestopt in 2021", None], ["naam", "doel"]), no_row(["Naam", "Doel"], ["naam", "doel"]), no_row(["Bron van rust", None], [])
    ('tabel.voetnoot', 'tabel.kop_nog_eens', '')
    """
    if len(cells) - cells.count(None) == 1:
        alone = next(cell for cell in cells if cell is not None)
        return "tabel.voetnoot" if _VOETNOOT.match(str(alone)) else ""
    pairs = zip_longest(cells, head[: len(cells)])
    again = all(cell is None or (isinstance(cell, str) and plain_heading(cell) == name) for cell, name in pairs)
    return "tabel.kop_nog_eens" if again else ""


@cache
def total_columns(tabel: str) -> tuple[str, ...]:
    """The columns in which a row says what it is about, and so where the word *totaal* stands."""
    return tuple(name for name in kolommen(tabel) if name in verplicht(tabel) or name in TABELLEN[tabel].sleutel)
