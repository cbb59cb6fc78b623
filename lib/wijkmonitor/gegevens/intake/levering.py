"""A delivered sheet made ready: merged blocks filled in, one row of headings, a row per statement, and the rows of one wijk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import Fout, LeesFout, cut
from wijkmonitor.gegevens.intake import meld
from wijkmonitor.gegevens.intake.kop import Kolomkop, find_kop, known_headings, names, plain
from wijkmonitor.gegevens.intake.waarden import in_own_words
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lezen import EERSTE_RIJEN, one_line, plain_heading
from wijkmonitor.gegevens.lezers import Werkblad, read_file
from wijkmonitor.gegevens.lijsten import MENSEN, UITLEG
from wijkmonitor.taal.getallen import meervoud

VOLGNUMMER = "volgnummer"  # a heading that no agreement is about and that means a number of a form
MEESTE_WAARDEN = 8  # of a column that are named
_QUALTRICS = '{"ImportId"'
EEN_STELLING = 0.9  # a heading so alike is that statement
_CODE = re.compile(r"s0*(\d{1,3})\b", re.IGNORECASE)
_TUSSEN_HAKEN = re.compile(r"\[([^\]]{1,500})\]")


def sheets_of(bladen: Iterable[Werkblad]) -> list[Werkblad]:
    """The sheets that may hold a table, made ready; never those with which our template explains itself."""
    return [make_ready(blad) for blad in bladen if plain(blad.naam) not in UITLEG]


def load_sheets(path: Path, tabel: str, afspraken: Mapping[str, str]) -> list[Werkblad]:
    """The sheets of a file that may hold this table, made ready. LeesFout for a file that can't be read."""
    return sheets_of(read_file(path, known=known_headings(tabel, afspraken)))


def make_ready(blad: Werkblad) -> Werkblad:
    """The sheet with merged blocks filled in, and the rows of headings of Qualtrics as one heading and its labels."""
    blad = fill_merged(blad)
    for place, (_, cells) in enumerate(blad.rijen[:EERSTE_RIJEN]):
        if any(isinstance(cell, str) and cell.startswith(_QUALTRICS) for cell in cells):
            heads = blad.rijen[:place]
            labels = tuple(one_line(cell) if cell is not None else None for cell in heads[-1][1]) if heads else ()
            return replace(blad, rijen=(*heads[:1], *blad.rijen[place + 1 :]), labels=labels)
    return blad


def fill_merged(blad: Werkblad) -> Werkblad:
    """The sheet with the value of a merged block in each row of the first column of the block."""
    if not blad.samengevoegd:
        return blad
    rows = {number: list(row) for number, row in blad.rijen}
    for (first, column), (last, _) in blad.samengevoegd:
        head = rows.get(first, [])
        value = head[column] if column < len(head) else None
        for number in range(first + 1, last + 1):
            if number in rows and column < len(rows[number]) and rows[number][column] is None:
                rows[number][column] = value
    return replace(blad, rijen=tuple((number, tuple(row)) for number, row in rows.items()))


def with_fixed(blad: Werkblad, tabel: str, vast: Mapping[str, str], afspraken: Mapping[str, str]) -> Werkblad:
    """The sheet with a column for each value that is the same in all rows, where it has no such column itself."""
    kop = find_kop(blad, tabel, afspraken) if vast else None
    missing = {column: value for column, value in vast.items() if kop and column not in kop.gevonden}
    if kop is None or not missing:
        return blad
    under = len(blad.rijen) - kop.regel - 1
    return blad.met_kolommen({column: [value] * under for column, value in missing.items()}, kop.regel)


def other_than_fixed(blad: Werkblad, kop: Kolomkop, vast: Mapping[str, str]) -> list[Fout]:
    """A *let op* for each fixed value of which the sheet says something else itself: the sheet is taken."""
    found = []
    for column, value in vast.items():
        choice = kop.gevonden.get(column)
        if choice and any(one_line(cell) != value for cell in blad.kolom(choice.plaats, kop.regel)):
            found.append(blad.fout(0, choice.kop, *meld("opnemen.zet_telt_niet", kolom=column), ernst="let op"))
    return found


def with_people(blad: Werkblad, tabel: str, afspraken: Mapping[str, str]) -> Werkblad:
    """The sheet with the moment of filling in as the number of a person, where a form gives no other and it is unique."""
    person, kop = MENSEN.get(tabel), find_kop(blad, tabel, afspraken)
    if person is None or kop is None or person in kop.gevonden:
        return blad
    for name in names()["systeem"]["als_datum"]:
        for choice in (one for one in kop.keuzes if plain(one.kop) == name):
            moments = [one_line(cell) for cell in blad.kolom(choice.plaats, kop.regel)]
            if "" not in moments and len(set(moments)) == len(moments):
                return blad.met_kolommen({VOLGNUMMER: moments}, kop.regel)
    return blad


def without_labels(blad: Werkblad, kop: Kolomkop, tabel: str, *, vandaag: date) -> tuple[Werkblad, int]:
    """The sheet without a second row of headings, and the number of that row (0: there is none).

    Such a row explains the columns: two or more of its cells stand under dates or numbers, all of them are words, and in
    the row below they are not.
    """
    if blad.labels or len(blad.rijen) < kop.regel + 3:
        return blad, 0
    (number, first), (_, second) = blad.rijen[kop.regel + 1 : kop.regel + 3]
    bad, good = (_readable(cells, kop, tabel, vandaag) for cells in (first, second))
    if len(bad) < 2 or any(bad) or not any(good):
        return blad, 0
    labels = [one_line(label) if label is not None else None for label, _ in zip_longest(first, blad.rijen[kop.regel][1])]
    return replace(blad, rijen=(*blad.rijen[: kop.regel + 1], *blad.rijen[kop.regel + 2 :]), labels=tuple(labels)), number


def _readable(cells: Sequence[Any], kop: Kolomkop, tabel: str, today: date) -> list[bool]:
    """Of each filled cell under a date or number: whether it is one."""
    found = []
    for column, choice in kop.gevonden.items():
        cell = cells[choice.plaats] if choice.plaats < len(cells) else None
        if cell is None or choice.hoe == "houden" or kolom_of(tabel, column).soort is str:
            continue
        _, wrong = kolom_of(tabel, column).read([in_own_words(tabel, column, cell)], vandaag=today)
        found.append(not wrong)
    return found


def statements_to_rows(blad: Werkblad, tabel: str, stellingen: Mapping[str, str], afspraken: Mapping[str, str]) -> Werkblad:
    """The sheet with a row per statement where its columns are statements; any other sheet as it is.

    stellingen: code -> text of the statements of the wijk; without any a column `s1`, `s02` ... is a statement.
    """
    if tabel != "samenwerking" or (kop := find_kop(blad, tabel, afspraken)) is None or "score" in kop.gevonden:
        return blad
    headings = blad.rijen[kop.regel][1]
    found = {
        place: code
        for place, (heading, label) in enumerate(zip_longest(headings, blad.labels[: len(headings)]))
        if plain_heading(heading) not in {plain_heading(one) for one in afspraken}
        and (code := _statement(heading, stellingen) or _statement(label, stellingen))
    }
    if len(found) < 2:
        return blad
    keep = [place for place in range(len(headings)) if place not in found]
    rows = [(blad.rijen[kop.regel][0], (*(headings[place] for place in keep), "stelling", "score"))]
    for number, cells in blad.rijen[kop.regel + 1 :]:
        wide = (*cells, *(None,) * (len(headings) - len(cells)))
        rows += [(number, (*(wide[place] for place in keep), code, wide[place])) for place, code in found.items()]
    labels = (*(blad.labels[place] for place in keep), None, None) if blad.labels else ()
    words = {new: blad.waardelabels[old] for new, old in enumerate(keep) if old in blad.waardelabels}
    return replace(blad, rijen=tuple(rows), labels=labels, waardelabels=words, gebreken=())


def _statement(heading: object, stellingen: Mapping[str, str]) -> str | None:
    """The code of the statement that a heading is about: its code, its text, or its text between square brackets."""
    text = one_line(heading)
    codes = {f"s{int(found[1])}" if (found := _CODE.fullmatch(code)) else code.lower(): code for code in stellingen}
    if match := _CODE.match(text):
        code = f"s{int(match[1])}"
        return codes.get(code) if stellingen else match[0].lower() if match[0] == text else None
    wanted = [plain(part) for part in (text, *_TUSSEN_HAKEN.findall(text))]
    for code, sentence in stellingen.items():
        if any(SequenceMatcher(None, one, plain(sentence), autojunk=False).ratio() >= EEN_STELLING for one in wanted):
            return code
    return None


def choose_rows(blad: Werkblad, kop: Kolomkop, keuze: Mapping[str, str]) -> tuple[Werkblad, list[Fout]]:
    """The rows in which each chosen column has the chosen value, and a *let op* with what the others have there.

    LeesFout where a column or value is not there.
    """
    told = []
    for heading, value in keuze.items():
        choice = next((one for one in kop.keuzes if plain_heading(one.kop) == plain_heading(heading)), None)
        if choice is None:
            there = ", ".join(one.kop for one in kop.keuzes)
            raise LeesFout(blad.fout(0, "", *meld("wijken.geen_kolom", kop=heading, koppen=there)))
        rows, cells = blad.rijen[kop.regel + 1 :], blad.kolom(choice.plaats, kop.regel)
        kept = [row for row, cell in zip(rows, cells, strict=True) if plain_heading(cell) == plain_heading(value)]
        if not kept:
            there = _listed(map(one_line, cells))
            raise LeesFout(blad.fout(0, "", *meld("wijken.nergens", kop=heading, waarde=value, waarden=there)))
        if others := _listed(one_line(cell) or "leeg" for cell in cells if plain_heading(cell) != plain_heading(value)):
            gone = meervoud(len(rows) - len(kept), "rij", "rijen")
            what = meld("wijken.weggelaten", rijen=gone, waarden=others)
            told.append(blad.fout(0, choice.kop, *what, ernst="let op"))
        blad = replace(blad, rijen=(*blad.rijen[: kop.regel + 1], *kept))
    return blad, told


def refuse_without_consent(blad: Werkblad, kop: Kolomkop) -> None:
    """LeesFout, with every row, where a column that is not used says that somebody gave no consent, or only tried the form."""
    faults = []
    for choice in (one for one in kop.keuzes if one.hoe == "systeem"):
        under = zip(blad.rijen[kop.regel + 1 :], blad.kolom(choice.plaats, kop.regel), strict=True)
        tried = [number for (number, _), cell in under if isinstance(cell, str) and plain(cell) in names()["proef"]["waarden"]]
        faults += [blad.fout(number, choice.kop, *meld("bewerken.proef")) for number in tried]
    for choice in kop.keuzes:
        if choice.doel or not any(plain(choice.kop).startswith(name) for name in names()["toestemming"]["namen"]):
            continue
        cells = blad.kolom(choice.plaats, kop.regel)
        refused = [cell is not None and plain(cell) in names()["toestemming"]["geweigerd"] for cell in cells]
        agreed = next((one_line(cell) for cell, no in zip(cells, refused, strict=True) if cell is not None and not no), "ja")
        what = meld("opnemen.geen_toestemming", keuze=f"'{cut(f'{choice.kop}={agreed}', 100)}'")
        rows = [number for (number, _), no in zip(blad.rijen[kop.regel + 1 :], refused, strict=True) if no]
        faults += [blad.fout(number, choice.kop, *what) for number in rows]
    if faults:
        raise LeesFout(*faults)


def refuse_other_wijken(blad: Werkblad, kop: Kolomkop, deze: Iterable[str]) -> None:
    """LeesFout where a column of wijken names another wijk than this one. deze: what this wijk is called."""
    own = {plain(name) for name in deze}
    for choice in kop.keuzes:
        if plain(choice.kop) not in names()["wijk"]["namen"] or choice.doel:
            continue
        found = [one_line(cell) for cell in blad.kolom(choice.plaats, kop.regel) if cell is not None]
        if all(_same(plain(value), own) for value in set(found)):
            continue
        here = next((value for value in found if _same(plain(value), own)), "NAAM")
        pick = cut(f"{choice.kop}={here}", 100)
        what = meld("wijken.andere_wijk", kop=choice.kop, gevonden=_listed(found), keuze=f"'{pick}'")
        raise LeesFout(blad.fout(0, "", *what))


def _same(value: str, own: set[str]) -> bool:
    """Whether a value names this wijk, also with a number or the word wijk before it."""
    return value in own or any(len(name) > 3 and value.endswith(f"_{name}") for name in own)


def _listed(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    shown = [f"{value} ({count})" for value, count in counts.most_common(MEESTE_WAARDEN)]
    more = f" en nog {len(counts) - MEESTE_WAARDEN}" if len(counts) > MEESTE_WAARDEN else ""
    return ", ".join(shown) + more
