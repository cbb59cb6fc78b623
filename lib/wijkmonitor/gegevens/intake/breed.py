"""Statements beside each other, as survey programs export them, into a row per statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from wijkmonitor.gegevens.intake.kop import find_kop, plain
from wijkmonitor.gegevens.lezen import one_line, plain_heading
from wijkmonitor.gegevens.lezers import Werkblad

LIJKT_OP = 0.9
_CODE = re.compile(r"s0*(\d{1,3})\b", re.IGNORECASE)
_TUSSEN_HAKEN = re.compile(r"\[([^\]]{1,500})\]")


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
    codes = {_plain_code(code): code for code in stellingen}
    if match := _CODE.match(text):
        code = f"s{int(match[1])}"
        return codes.get(code) if stellingen else match[0].lower() if match[0] == text else None
    wanted = [plain(part) for part in (text, *_TUSSEN_HAKEN.findall(text))]
    for code, sentence in stellingen.items():
        if any(SequenceMatcher(None, one, plain(sentence), autojunk=False).ratio() >= LIJKT_OP for one in wanted):
            return code
    return None


def _plain_code(code: str) -> str:
    match = _CODE.fullmatch(code)
    return f"s{int(match[1])}" if match else code.lower()
