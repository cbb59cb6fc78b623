"""From delivered cells to rows of the table that no longer point at a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from wijkmonitor.gegevens import meld as meld_tabel
from wijkmonitor.gegevens.fouten import Fout, cell_text
from wijkmonitor.gegevens.intake import meld
from wijkmonitor.gegevens.intake.kop import Kolomkeuze, Kolomkop, plain
from wijkmonitor.gegevens.intake.pseudoniemen import Sleutel
from wijkmonitor.gegevens.intake.schoonmaken import Schoonmaak, is_free
from wijkmonitor.gegevens.intake.waarden import (
    BANDEN,
    band_of,
    has_words,
    in_own_words,
    is_number,
    is_other_scale,
    no_answer,
    plain_postcode,
)
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lezen import RuweTabel, plain_heading, width_faults
from wijkmonitor.gegevens.lezers import Werkblad
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.gegevens.tabel import is_total, no_row
from wijkmonitor.gegevens.velden import month_first, with_month_first

_AFGEKORT = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)  # how Excel shows a long number
MEESTE_CIJFERS = 1e15  # from here on Excel has lost the last digits
MINSTE_VOLGNUMMERS = 5  # people numbered 1, 2, 3 ... without a gap
Cellen = Sequence[tuple[Kolomkeuze, Any]]  # as they were delivered, with what happens to their column


@dataclass
class Bewerking:
    """What the rows of a delivery need to become rows of the table, and what was done to them.

    zelfde_mensen: somebody said that the numbers of a form mean the same people in every wave. geen_mens: names of places and
    organisations in which the name of a person stands. gedaan: how often what was done; waar: in which rows.
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
    let_op: list[Fout] = field(default_factory=list)
    waar: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.schoon = Schoonmaak(self.tabel, self.geen_mens)

    def rows(self, blad: Werkblad, kop: Kolomkop) -> RuweTabel:
        """The rows under the headings, in columns of the table; with the cells and rows that could not be read."""
        columns = {**{c.doel: c for c in kop.keuzes if c.hoe == "houden"}, **kop.gevonden}
        names = tuple(dict.fromkeys([*columns, *kop.afleidbaar]))
        per_wave = self.numbers_of_a_form(blad, kop)
        numbers, rows = [], []
        places = {name: one.plaats for name, one in columns.items()}
        sources = [choice for choice in kop.keuzes if choice.hoe == "afleiden"]
        person = MENSEN[self.tabel] if MENSEN.get(self.tabel) in columns else ""
        people = blad.kolom(places[person], kop.regel) if person else []
        turned = self._turned(blad, kop, columns, sources)
        head = [plain_heading(cell) for cell in blad.rijen[kop.regel][1]]
        for number, cells in blad.rijen[kop.regel + 1 :]:
            given = self._cells(blad, cells, places)
            told = self._cells(blad, cells, {str(one.plaats): one.plaats for one in sources})
            if all(cell is None for cell in (*given.values(), *told.values())):
                continue
            given, told = ({k: with_month_first(v) if k in turned else v for k, v in one.items()} for one in (given, told))
            if what := no_row(cells, head):
                self.fouten.append(blad.fout(number, "", *meld_tabel(what)))
                continue
            if number in blad.doorgehaald:
                self.fouten.append(blad.fout(number, "", *meld("bewerken.doorgehaald")))
            self.fouten += self._misread(blad, number, given, columns)
            if person and is_total(given.get(person), mens=True, naast=people):
                self.fouten.append(blad.fout(number, columns[person].kop, *meld_tabel("tabel.totaal"), str(given[person])))
                continue
            row = self.row(blad, number, given, [(one, told[str(one.plaats)]) for one in sources], per_wave=per_wave)
            numbers.append(number)
            rows.append(tuple(row.get(name) for name in names))
        self.let_op += _nameless(blad, kop)
        faults = tuple(_shortfalls(blad, kop, [*columns.values(), *sources]))
        return RuweTabel(blad.bestand, names, tuple(rows), tuple(numbers), blad.naam, gebreken=faults)

    def _turned(
        self, blad: Werkblad, kop: Kolomkop, columns: Mapping[str, Kolomkeuze], sources: Sequence[Kolomkeuze]
    ) -> set[str]:
        """The columns (of a source its place) in which each date is text with the month first; tells so."""
        dates = {
            name: one
            for name, one in columns.items()
            if name in kolommen(self.tabel) and kolom_of(self.tabel, name).soort is date
        }
        found = set()
        for name, choice in {**dates, **{str(one.plaats): one for one in sources}}.items():
            cells = blad.kolom(choice.plaats, kop.regel)
            if all(cell is None or (isinstance(cell, str) and "/" in cell) for cell in cells) and month_first(cells):
                found.add(name)
                self.let_op.append(blad.fout(0, choice.kop, *meld("bewerken.maand_eerst"), ernst="let op"))
        return found

    def _misread(self, blad: Werkblad, number: int, given: Mapping[str, Any], columns: Mapping[str, Kolomkeuze]) -> list[Fout]:
        """Cells that say something else than they seem to: what Excel made of it, or a scale that is not ours."""
        person, score, age = (given.get(name) for name in (MENSEN.get(self.tabel, ""), "score", "leeftijdsgroep"))
        found = {}
        if person is not None and _AFGEKORT.fullmatch(cell_text(person)):
            found[MENSEN[self.tabel]] = "bewerken.afgekort"
        if isinstance(person, float) and abs(person) >= MEESTE_CIJFERS:
            found[MENSEN[self.tabel]] = "bewerken.te_veel_cijfers"
        if self.tabel == "samenwerking" and isinstance(score, str) and is_other_scale(score):
            found["score"] = "bewerken.andere_schaal"
        if isinstance(age, date):
            found["leeftijdsgroep"] = "bewerken.groep_als_datum"
        shown = {name: "" if name in MENSEN.values() else cell_text(given[name]) for name in found}
        return [blad.fout(number, columns[name].kop, *meld(what), shown[name]) for name, what in found.items()]

    def numbers_of_a_form(self, blad: Werkblad, kop: Kolomkop) -> bool:
        """Whether the people have numbers of a form, that begin again at 1 in the next wave; counts what to tell."""
        choice = kop.gevonden.get(MENSEN.get(self.tabel, ""))
        if choice is None or self.zelfde_mensen or choice.hoe == "afspraak":
            return False
        values = list(map(cell_text, blad.kolom(choice.plaats, kop.regel)))
        running = len(values) >= MINSTE_VOLGNUMMERS and set(values) == set(map(str, range(1, len(set(values)) + 1)))
        per_wave = choice.hoe == "volgnummer" and "meting" in kolommen(self.tabel) and all(value.isdecimal() for value in values)
        if per_wave or running:
            self.gedaan["volgnummer per meting" if per_wave else "volgnummer"] = 1
        return per_wave

    def row(self, blad: Werkblad, number: int, given: Mapping[str, Any], sources: Cellen, *, per_wave: bool) -> dict[str, Any]:
        """One row: words of the table, codes for people, bands for ages, buurten for postcodes, no names in text.

        sources: what a column can be made of.
        """
        table = self.tabel
        row = {name: in_own_words(table, name, cell) if has_words(table, name) else cell for name, cell in given.items()}
        row |= {
            name: None for name, cell in row.items() if name != "leeftijdsgroep" and isinstance(cell, str) and no_answer(cell)
        }
        if (age := row.get("leeftijdsgroep")) is not None:
            row["leeftijdsgroep"] = None if no_answer(str(age)) else band_of(age, self._moment(row))
            self._count("leeftijden onbekend", number, row["leeftijdsgroep"] is None)
        if row.get("buurt") is not None and plain_postcode(row["buurt"]):
            row["buurt"] = self._buurt(row["buurt"])
            self._count("postcodes" if row["buurt"] else "postcodes onbekend", number)
        for name in dict.fromkeys(choice.doel for choice, _ in sources):
            self._derive(blad, number, name, row, [(one, cell) for one, cell in sources if one.doel == name and cell is not None])
        person = MENSEN.get(self.tabel)
        if person and row.get(person) is not None:
            row[person] = self.code(self.tabel, row[person], meting=cell_text(row.get("meting")) if per_wave else "")
        for name, cell in row.items():
            if isinstance(cell, str) and is_free(table, name):
                row[name] = self.schoon.clean(blad.bestand, number, name, cell)
        return row

    def code(self, soort: str, value: Any, *, meting: str = "") -> str:
        """The code of a person; `001` is `1`, and a code that the table already has stays as it is.

        meting: the only wave in which the value means this person.
        """
        text = cell_text(value)
        if text in self.bekende_codes:
            return text
        self.gedaan["codes"] += 1
        plain = str(int(text)) if text.isdecimal() else text
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
            if word is not None and (no_answer(word) or not is_number(self.tabel, column)):
                cell = None if no_answer(word) else word
            found[column] = cell
        return found

    def _derive(self, blad: Werkblad, number: int, column: str, row: dict[str, Any], cells: Cellen) -> None:
        """Fills in the column from the first cell that tells it, a birthday before an age; tells where they differ."""
        in_order = sorted(cells, key=lambda one: len(cell_text(one[1])) < len("1950"))
        found = [
            (choice.kop, value)
            for choice, cell in in_order
            if (value := self._made(column, cell, row, born=plain(choice.kop).startswith("geb"))) is not None
        ]
        if row.get(column) is not None:
            found = [(column, str(row[column])), *found]
        elif cells:
            kind = "leeftijden" if column == "leeftijdsgroep" else "postcodes"
            row[column] = found[0][1] if found else None
            self._count(kind if found else f"{kind} onbekend", number)
        if other := next((kop for kop, value in found if value != found[0][1]), ""):
            what = meld("bewerken.spreekt_tegen", ander=other, kop=found[0][0])
            self.let_op.append(blad.fout(number, found[0][0], *what, ernst="let op"))

    def _made(self, column: str, cell: Any, row: Mapping[str, Any], *, born: bool) -> str | None:
        """The word of the column that a cell tells. born: it should hold when somebody was born."""
        if column != "leeftijdsgroep":
            return self._buurt(cell)
        text = cell_text(cell)
        if born and text.isdecimal() and len(text) < len("1950"):
            return None  # `58` is a year, and not an age
        band = band_of(cell, self._moment(row))
        return str(band) if band in BANDEN else None

    def _count(self, what: str, number: int, so: bool = True) -> None:
        """One more of what was done to the rows, and where."""
        if so:
            self.gedaan[what] += 1
            self.waar.setdefault(what, []).append(number)

    def _moment(self, row: Mapping[str, Any]) -> date:
        """The day on which the row tells how old somebody is; today where it has no day."""
        for name in ("aanmelding", "datum", "meting"):
            if (cell := row.get(name)) is not None and (found := _day_in(cell_text(cell))):
                return found[0] or self.vandaag
        return self.vandaag

    def _buurt(self, cell: Any) -> str | None:
        postcode = plain_postcode(cell) or ""
        return self.postcodes.get(postcode) or self.postcodes.get(postcode[:4])


def _nameless(blad: Werkblad, kop: Kolomkop) -> list[Fout]:
    """A *let op* for each column with cells and without a heading, at the first of them."""
    found = []
    for place, heading in enumerate(blad.rijen[kop.regel][1]):
        rows = (number for number, cells in blad.rijen[kop.regel + 1 :] if place < len(cells) and cells[place] is not None)
        if heading is None and (number := next(rows, 0)):
            found.append(blad.fout(number, "", *meld("bewerken.zonder_kop", nummer=place + 1), ernst="let op"))
    return found


def _shortfalls(blad: Werkblad, kop: Kolomkop, used: list[Kolomkeuze]) -> list[Fout]:
    """Cells that the program could not fill in, in the columns that are used; and rows of text that don't fit under the heading."""
    number, head = blad.rijen[kop.regel]
    places = {choice.plaats: choice.kop for choice in used}
    faults = [
        blad.fout(cell.rij, places[cell.kolom], cell.wat, cell.doen, cell.gevonden)
        for cell in blad.gebreken
        if cell.rij > number and cell.kolom in places
    ]
    if blad.los:
        return faults
    wide = max(place for place, cell in enumerate(head, 1) if cell is not None)
    return faults + list(width_faults(blad, kop.regel, wide, streng=True))


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
