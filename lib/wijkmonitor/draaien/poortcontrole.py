"""What an executed notebook shows of people beside the gate: tables in any form that Python prints, and codes of people.

The rows refuse to show themselves (`wijkmonitor.privacy.gevoelig`); this looks at what was shown after all, because a table
can be made ordinary on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wijkmonitor.gegevens.lijsten import KLAAR, LEEFTIJDEN, LOOPT, WACHT
from wijkmonitor.privacy.gevoelig import GETELD, POORT

EIGEN = 'class="wm '  # around all that the library shows of its own
_TEKST = ("text/plain", "text/markdown", "text/latex", "application/json")
_PANDAS = re.compile(r"\bdtype: [\w\[\], =]+\s*$|\[\d+ rows x \d+ columns\]", re.MULTILINE)
_KOLOMMEN = re.compile(  # a line with columns: two gaps in it, or a number behind a gap
    r"^ *\S.*?(?: {2,}|\t)\S.*?(?: {2,}|\t)\S|^ *\S.*?(?: {2,}|\t)-?\d[\d.,]*\s*$|^\|.*\|.*\|", re.MULTILINE
)
_RIJ = re.compile(r"^(?!\w*Estimate\()\w+\(\w+=.*\)$", re.MULTILINE)  # as itertuples gives them
_PER_REGEL = re.compile(r"^[^\d\n]*[^\d\s:=]\s*[:=] ?\d+(?:[.,]\d+)?$", re.MULTILINE)  # a name and a count
_OP_EEN_RIJ = re.compile(r"(?:[^|;,:\n]+: ?\d+\s*[|;,]\s*){2,}[^|;,:\n]+: ?\d+")  # the same, on one line
_IN_ELKAAR = re.compile(
    r"[\[(]\s*[\[({][^\[\](){}]*[\])}]\s*,?\s*[\[({]"  # rows in a list
    r"|\{[^{}]*:\s*[\[{]"  # columns in a dict
    r"|\{\s*['\"][^'\"]*['\"]\s*:\s*(?:np\.\w+\()?[1-4]\b(?!\.\d)"  # a small count by name
    r"|[\[(]\s*(?:-?\d[\d.]*(?:\s*,|\s+)\s*){4,}-?\d[\d.]*\s*[\])]"  # values of five or more
)
_LIJST = re.compile(r"[\[(]\s*(?:'[^'\]]*'[,\s]*){2,}[\])]")
_SEKSE = re.compile(r"(?<![\w'-])[vmx](?![\w'-])|(?<=')[vmx](?=')")
_GROEP = re.compile(
    rf"(?<![\w-])(?:BU\d{{8}}|{'|'.join(re.escape(word) for word in (*LEEFTIJDEN, *WACHT, *LOOPT, *KLAAR))})(?![\w-])"
)
_WORD = re.compile(r"\w{4,}")
_INGEPAKT = re.compile(r"base64,[A-Za-z0-9+/=]+")


def shows_unseen_table(output: Mapping[str, Any]) -> bool:
    """Whether one output of a cell shows a table, or rows, that did not come through the gate."""
    data = output.get("data", {})
    html, printed = str(data.get("text/html", "")), str(output.get("text", ""))
    if html and (EIGEN in html or POORT in html):
        return False
    texts = [printed, *(str(data[mime]) for mime in _TEKST if mime in data)]
    if any("<table" in text or _PANDAS.search(text) for text in (html, *texts)):
        return True
    return not html and any(is_table(GETELD.sub("", text)) for text in texts)


def is_table(text: str) -> bool:
    """Whether a text is a table or holds rows: columns over lines, values within values, or groups with something behind."""
    lines = text.replace("\\n", "\n")
    if any(len(pattern.findall(lines)) > 1 for pattern in (_KOLOMMEN, _RIJ, _PER_REGEL)):
        return True
    if _IN_ELKAAR.search(text) or _OP_EEN_RIJ.search(text):
        return True
    named = (re.findall(r"'([^']*)'", found) for found in _LIJST.findall(text))
    if any(len(set(names)) < len(names) for names in named):
        return True
    told = [_tells_of_a_group(line) for line in lines.splitlines()]
    return sum(bool(number) for number in told) > 1 or max(told, default=0) > 1


def _tells_of_a_group(line: str) -> int:
    """2 where a line holds the sex and the group of somebody, 1 where it tells of a group with a number, else 0."""
    sex, found = _SEKSE.findall(line), _GROEP.findall(line)
    if sex and found:
        return 2
    rest = _GROEP.sub("", _SEKSE.sub("", line))
    return int(bool(sex or found) and bool(re.search(r"\d", rest)))


def shows_code(cell: Mapping[str, Any], known: frozenset[str]) -> bool:
    """Whether one of these codes of people stands in a cell, in what was written there or in what it shows."""
    return holds_code(f"{cell['source']}\n{_shown(cell.get('outputs', ()))}", known)


def holds_code(text: str, known: frozenset[str]) -> bool:
    """Whether one of these codes of people stands in a text."""
    return not known.isdisjoint(_WORD.findall(text))


def shows_text(cell: Mapping[str, Any], closed: frozenset[str]) -> bool:
    """Whether a cell shows one of these texts of people beside what the library shows."""
    outputs = [output for output in cell.get("outputs", ()) if EIGEN not in str(output.get("data", {}).get("text/html", ""))]
    shown = _shown(outputs)
    return bool(shown) and any(text in shown for text in closed)


def _shown(outputs: Iterable[Mapping[str, Any]]) -> str:
    """All that these outputs hold as words; a picture or a file is none, and of a drawing the text travels beside it."""
    parts = (
        part
        for output in outputs
        for mime, part in (output.get("data") or {"": output.get("text")}).items()
        if "image/" not in mime
    )
    return _INGEPAKT.sub("", "\n".join(map(str, parts)))
