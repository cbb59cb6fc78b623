"""From delivered cells to rows of the table that no longer point at a person."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.kop import Kolomkeuze, Kolomkop
from wijkmonitor.gegevens.intake.pseudoniemen import Sleutel
from wijkmonitor.gegevens.intake.schoonmaken import Schoonmaak, is_free
from wijkmonitor.gegevens.intake.waarden import BANDEN, band_of, has_words, in_own_words, no_answer, plain_postcode
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lezen import LeesFout, RuweTabel, decode, width_faults
from wijkmonitor.gegevens.lezers import Werkblad, read_bytes
from wijkmonitor.gegevens.schema import MENSEN, kolommen
from wijkmonitor.meegeleverd import zinnen

zin = zinnen("wijkmonitor.gegevens.intake")

POSTCODES = "postcodes.csv"
MINSTE_VOLGNUMMERS = 5  # people numbered 1, 2, 3 ... without a gap


@dataclass
class Bewerking:
    """What the rows of a delivery need to become rows of the table, and what was done to them.

    zelfde_mensen: somebody said that the numbers of a form mean the same people in every wave. geen_mens: names of places and
    organisations in which the name of a person stands.
    """

    tabel: str
    wijk: str
    sleutel: Sleutel
    vandaag: date
    bekende_codes: frozenset[str] = frozenset()
    postcodes: Mapping[str, str] = field(default_factory=dict)
    zelfde_mensen: bool = False
    geen_mens: tuple[str, ...] = ()
    gedaan: Counter[str] = field(default_factory=Counter)
    schoon: Schoonmaak = field(init=False)
    fouten: list[Fout] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.schoon = Schoonmaak(self.tabel, self.geen_mens)

    def rows(self, bestand: str, blad: Werkblad, kop: Kolomkop) -> RuweTabel:
        """The rows under the headings, in columns of the table; with the cells and rows that could not be read."""
        columns = {**{c.doel: c for c in kop.keuzes if c.hoe == "houden"}, **kop.gevonden}
        names = tuple(dict.fromkeys([*columns, *kop.afleidbaar]))
        per_wave = self.numbers_of_a_form(blad, kop)
        numbers, rows = [], []
        places, derived = ({name: one.plaats for name, one in some.items()} for some in (columns, kop.afleidbaar))
        for number, cells in blad.rijen[kop.regel + 1 :]:
            given, sources = self._cells(blad, cells, places), self._cells(blad, cells, derived)
            if all(cell is None for cell in (*given.values(), *sources.values())):
                continue
            row = self.row(bestand, number, given, sources, per_wave=per_wave)
            numbers.append(number)
            rows.append(tuple(row.get(name) for name in names))
        faults = tuple(_shortfalls(bestand, blad, kop, [*columns.values(), *kop.afleidbaar.values()]))
        return RuweTabel(bestand, names, tuple(rows), tuple(numbers), blad.naam, gebreken=faults)

    def numbers_of_a_form(self, blad: Werkblad, kop: Kolomkop) -> bool:
        """Whether the people have numbers of a form, that begin again at 1 in the next wave; counts what to tell."""
        choice = kop.gevonden.get(MENSEN.get(self.tabel, ""))
        if choice is None or self.zelfde_mensen or choice.hoe == "afspraak":
            return False
        values = [_whole(cells[choice.plaats]) for _, cells in blad.rijen[kop.regel + 1 :] if choice.plaats < len(cells)]
        running = len(values) >= MINSTE_VOLGNUMMERS and set(values) == set(map(str, range(1, len(set(values)) + 1)))
        per_wave = choice.hoe == "volgnummer" and "meting" in kolommen(self.tabel) and all(value.isdigit() for value in values)
        if per_wave or running:
            self.gedaan["volgnummer per meting" if per_wave else "volgnummer"] = 1
        return per_wave

    def row(
        self, bestand: str, number: int, given: Mapping[str, Any], sources: Mapping[str, Any], *, per_wave: bool = False
    ) -> dict[str, Any]:
        """One row: words of the table, codes for people, bands for ages, buurten for postcodes, no names in text."""
        table = self.tabel
        row = {name: in_own_words(table, name, cell) if has_words(table, name) else cell for name, cell in given.items()}
        if row.get("leeftijdsgroep") is not None:
            row["leeftijdsgroep"] = band_of(row["leeftijdsgroep"], self._moment(row))
        for name, cell in sources.items():
            if cell is not None and row.get(name) is None:
                row[name] = self._derive(name, cell, row)
        if row.get("buurt") is not None and plain_postcode(row["buurt"]):
            row["buurt"] = self._buurt(row["buurt"])
        person = MENSEN.get(self.tabel)
        if person and row.get(person) is not None:
            row[person] = self.code(self.tabel, row[person], meting=_whole(row.get("meting")) if per_wave else "")
        for name, cell in row.items():
            if isinstance(cell, str) and is_free(table, name):
                row[name] = self.schoon.clean(bestand, number, name, cell)
        return row

    def code(self, soort: str, value: Any, *, meting: str = "") -> str:
        """The code of a person; `001` is `1`, and a code that the table already has stays as it is.

        meting: the only wave in which the value means this person.
        """
        text = _whole(value)
        if text in self.bekende_codes:
            return text
        self.gedaan["codes"] += 1
        plain = str(int(text)) if text.isdigit() else text
        if plain != text and not meting and (before := self.sleutel.code(soort, self.wijk, text)) in self.bekende_codes:
            return before
        return self.sleutel.code(soort, self.wijk, f"{plain}\x1f{meting}" if meting else plain)

    def _cells(self, blad: Werkblad, cells: tuple[Any, ...], places: Mapping[str, int]) -> dict[str, Any]:
        """The cells per column; in words where the file says what its numbers mean and the table wants a word.

        A number that means *weet niet* is empty.
        """
        wide, found = len(cells), {}
        for column, place in places.items():
            cell = cells[place] if place < wide else None
            words = blad.waardelabels.get(place)
            word = words.get(float(cell)) if words and isinstance(cell, int | float) else None
            if word is not None and (no_answer(word) or not self._is_number(column)):
                cell = None if no_answer(word) else word
            found[column] = cell
        return found

    def _is_number(self, column: str) -> bool:
        return column in kolommen(self.tabel) and kolom_of(self.tabel, column).soort in (int, float)

    def _derive(self, column: str, cell: Any, row: Mapping[str, Any]) -> str | None:
        if column == "leeftijdsgroep":
            band = band_of(cell, self._moment(row))
            known = band in BANDEN
            self.gedaan["leeftijden" if known else "leeftijden onbekend"] += 1
            return str(band) if known else None
        return self._buurt(cell)

    def _moment(self, row: Mapping[str, Any]) -> date:
        """The day on which the row tells how old somebody is; today where it has no day."""
        for name in ("aanmelding", "datum", "meting"):
            if (cell := row.get(name)) is not None and (found := _day_in(_whole(cell))):
                return found[0] or self.vandaag
        return self.vandaag

    def _buurt(self, cell: Any) -> str | None:
        postcode = plain_postcode(cell) or ""
        buurt = self.postcodes.get(postcode) or self.postcodes.get(postcode[:4])
        self.gedaan["postcodes" if buurt else "postcodes onbekend"] += 1
        return buurt


def _shortfalls(bestand: str, blad: Werkblad, kop: Kolomkop, used: list[Kolomkeuze]) -> list[Fout]:
    """Cells that the program could not fill in, in the columns that are used; and rows of text that don't fit under the heading."""
    number, head = blad.rijen[kop.regel]
    places = {choice.plaats: choice.kop for choice in used}
    faults = [
        Fout(bestand, cell.rij, places.get(cell.kolom, ""), cell.wat, cell.doen, cell.gevonden, blad.naam)
        for cell in blad.gebreken
        if cell.rij > number and (cell.kolom in places or cell.kolom < 0)
    ]
    if blad.los:
        return faults
    wide = max(place for place, cell in enumerate(head, 1) if cell is not None)
    return faults + list(width_faults(bestand, blad, kop.regel, wide, streng=True))


def load_postcodes(folder: Path) -> dict[str, str]:
    """Postcode (6 or 4 signs) -> buurt, from `postcodes.csv` in the intake folder of the wijk; empty where there is none."""
    path = folder / POSTCODES
    if not path.exists():
        return {}
    rows = list(csv.reader(io.StringIO(decode(read_bytes(path))), delimiter=";"))
    found = {plain_postcode(row[0]): row[1].strip() for row in rows[1:] if len(row) >= 2}
    if not rows or [cell.strip().lower() for cell in rows[0][:2]] != ["postcode", "buurt"] or None in found:
        raise LeesFout(Fout(POSTCODES, 0, "", zin("bewerken.dit_bestand_klopt_niet"), zin("bewerken.de_kop_is_postcode_buurt")))
    return {str(postcode): buurt for postcode, buurt in found.items()}


def _whole(value: Any) -> str:
    """A value as text; a whole number has no tail, and nothing is empty."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


@lru_cache(maxsize=20_000)
def _day_in(text: str) -> tuple[date | None] | None:
    """The day that a text begins with, in one tuple: None in it where that day does not exist. None for no day at all."""
    if match := re.match(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text):
        return (_date(*match.groups(default="1")),)
    if match := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        return (_date(match[3], match[2], match[1]),)
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
