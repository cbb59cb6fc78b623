"""From delivered cells to rows of the table that no longer point at a person."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.kop import Kop
from wijkmonitor.gegevens.intake.pseudoniemen import Sleutel
from wijkmonitor.gegevens.intake.waarden import derive_age_band, in_own_words, plain_postcode
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lezen import LeesFout, RuweTabel, decode
from wijkmonitor.gegevens.lezers import Blad, read_bytes
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.privacy.screening import Vondst, redact, screen

CODES = {"deelname": "deelnemer", "vragenlijst": "respondent", "samenwerking": "respondent"}
VRIJE_TEKST = {"toelichting", "tekst", "les", "reden_niet_gevolgd", "doel"}
KORTE_TEKST = {
    "verwijzer",
    "ontvanger",
    "trekker",
    "setting",
    "activiteit",
    "plek",
    "stratum",
    "doelgroep",
    "titel",
    "bron",
    "status",
}
POSTCODES = "postcodes.csv"
_FORMULE = re.compile(r"[=@+\-][^\d\s].*[(|!]|[=@]")


@dataclass(frozen=True)
class Plek:
    """Where a text stood in the delivery."""

    rij: int
    kolom: str
    vondst: Vondst


@dataclass
class Bewerking:
    """What the rows of a delivery need to become rows of the table, and what was done to them."""

    tabel: str
    wijk: str
    sleutel: Sleutel
    vandaag: date
    bekende_codes: frozenset[str] = frozenset()
    postcodes: Mapping[str, str] = field(default_factory=dict)
    gedaan: Counter[str] = field(default_factory=Counter)
    vervangen: list[Plek] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    _gezien: dict[str, list[Vondst]] = field(default_factory=dict)

    def rows(self, bestand: str, blad: Blad, kop: Kop) -> RuweTabel:
        """The rows under the headings, in columns of the table."""
        columns = {**{c.doel: c for c in kop.keuzes if c.hoe == "houden"}, **kop.gevonden}
        names = tuple(dict.fromkeys([*columns, *kop.afleidbaar]))
        numbers, rows = [], []
        for number, cells in blad.rijen[kop.regel + 1 :]:
            given = {name: self._cell(blad, cells, choice.plaats, name) for name, choice in columns.items()}
            sources = {name: self._cell(blad, cells, choice.plaats, name) for name, choice in kop.afleidbaar.items()}
            if all(cell is None for cell in (*given.values(), *sources.values())):
                continue
            row = self.row(bestand, number, given, sources)
            numbers.append(number)
            rows.append(tuple(row.get(name) for name in names))
        return RuweTabel(bestand, names, tuple(rows), tuple(numbers), blad.naam)

    def _cell(self, blad: Blad, cells: tuple[Any, ...], place: int, column: str) -> Any:
        """A cell; in words where the file says what its numbers mean and the table wants a word."""
        cell = cells[place] if place < len(cells) else None
        words = blad.waardelabels.get(place)
        if not words or not isinstance(cell, int | float) or self._is_number(column):
            return cell
        return words.get(float(cell), cell)

    def _is_number(self, column: str) -> bool:
        return column in kolommen(self.tabel) and kolom_of(self.tabel, column).soort in (int, float)

    def row(self, bestand: str, number: int, given: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, Any]:
        """One row: words of the table, codes for people, bands for ages, buurten for postcodes, no names in text."""
        row = {name: in_own_words(self.tabel, name, cell) for name, cell in given.items()}
        for name, cell in sources.items():
            if cell is not None and row.get(name) is None:
                row[name] = self._derive(name, cell, row)
        row = {name: self._without_postcode(name, cell) for name, cell in row.items()}
        person = CODES.get(self.tabel)
        if person and row.get(person) is not None:
            row[person] = self.code(self.tabel, row[person])
        for name, cell in row.items():
            if isinstance(cell, str) and name != person:
                row[name] = self.clean(bestand, number, name, cell)
        return row

    def code(self, soort: str, value: Any) -> str:
        """The code of a person; a code that the table already has stays as it is."""
        if isinstance(value, float) and value == int(value):
            value = int(value)
        if str(value) in self.bekende_codes:
            return str(value)
        self.gedaan["codes"] += 1
        return self.sleutel.code(soort, self.wijk, value)

    def clean(self, bestand: str, number: int, column: str, text: str) -> str:
        """The text with `[naam]` and the like where it points at a person; a formula is a fault."""
        if _FORMULE.match(text):
            what, todo = "Deze cel begint als een formule.", "Haal het teken aan het begin weg."
            self.fouten.append(Fout(bestand, number, column, what, todo, text))
        with_names = column in VRIJE_TEKST or column in KORTE_TEKST or column not in TABELLEN[self.tabel].model_fields
        found = [hit for hit in self._screen(text) if with_names or hit.soort != "naam"]
        if not found:
            return text
        self.vervangen += [Plek(number, column, hit) for hit in found]
        return redact(text, found)

    def _screen(self, text: str) -> list[Vondst]:
        if text not in self._gezien:
            self._gezien[text] = screen(text)
        return self._gezien[text]

    def _derive(self, column: str, cell: Any, row: Mapping[str, Any]) -> str | None:
        if column == "leeftijdsgroep":
            band = derive_age_band(cell, self._moment(row))
            self.gedaan["leeftijden" if band else "leeftijden onbekend"] += 1
            return band
        return self._buurt(cell)

    def _moment(self, row: Mapping[str, Any]) -> date:
        for name in ("aanmelding", "datum", "meting"):
            text = str(row.get(name) or "")
            if match := re.match(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text):
                return _date(*match.groups(default="1")) or self.vandaag
            if match := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
                return _date(match[3], match[2], match[1]) or self.vandaag
        return self.vandaag

    def _without_postcode(self, column: str, cell: Any) -> Any:
        """A buurt instead of a postcode in the column of buurten."""
        return self._buurt(cell) if column == "buurt" and cell is not None and plain_postcode(cell) else cell

    def _buurt(self, cell: Any) -> str | None:
        postcode = plain_postcode(cell) or ""
        buurt = self.postcodes.get(postcode) or self.postcodes.get(postcode[:4])
        self.gedaan["postcodes" if buurt else "postcodes onbekend"] += 1
        return buurt


def load_postcodes(folder: Path) -> dict[str, str]:
    """Postcode (6 or 4 signs) -> buurt, from `postcodes.csv` in the intake folder of the wijk; empty where there is none."""
    path = folder / POSTCODES
    if not path.exists():
        return {}
    rows = list(csv.reader(io.StringIO(decode(read_bytes(path))), delimiter=";"))
    found = {plain_postcode(row[0]): row[1].strip() for row in rows[1:] if len(row) >= 2}
    if not rows or [cell.strip().lower() for cell in rows[0][:2]] != ["postcode", "buurt"] or None in found:
        raise LeesFout(Fout(POSTCODES, 0, "", "Dit bestand klopt niet.", "De kop is: postcode;buurt. Dan een postcode per rij."))
    return {str(postcode): buurt for postcode, buurt in found.items()}


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
