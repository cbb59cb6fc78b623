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
_KOLOMMEN = re.compile(r"^ *\S.*?(?: {2,}|\t|[^|]\|[^|])\S", re.MULTILINE)  # a line with a gap in it
_RIJ = re.compile(r"^\w+\(\w+=.*\)$", re.MULTILINE)  # as itertuples gives them
_IN_ELKAAR = re.compile(
    r"[\[(]\s*[\[({][^\[\](){}]*[\])}]\s*,?\s*[\[({]"  # rows in a list
    r"|\{[^{}]*:\s*[\[{]"  # columns in a dict
    r"|\{\s*('[^']*'|\"[^\"]*\")\s*:\s*[^,{}]*\d[^,{}]*,[^{}]*:[^{}]*\d"  # counts by name
)
_LIJST = re.compile(r"[\[(]\s*(?:'[^'\]]*'[,\s]*){2,}[\])]")
_GROEP = re.compile(
    rf"(?<![\w-])(?:[vmx]|BU\d{{8}}|{'|'.join(re.escape(word) for word in (*LEEFTIJDEN, *WACHT, *LOOPT, *KLAAR))})(?![\w-])"
)
_WORD = re.compile(r"\w{4,}")
_IMAGE = re.compile(r"base64,[A-Za-z0-9+/=]+")  # its drawing travels beside it as text


def shows_unseen_table(output: Mapping[str, Any]) -> bool:
    """Whether one output of a cell shows a table, or rows, that did not come through the gate."""
    data = output.get("data", {})
    html, printed = str(data.get("text/html", "")), str(output.get("text", ""))
    if html and (EIGEN in html or POORT in html):
        return False
    texts = [printed, *(str(data[mime]) for mime in _TEKST if mime in data)]
    if any("<table" in text or _PANDAS.search(text) for text in (html, *texts)):
        return True
    return not html and any(_is_table(GETELD.sub("", text)) for text in texts)


def _is_table(text: str) -> bool:
    """Whether a text is a table or holds rows: columns over lines, values within values, or groups with something behind."""
    if len(_KOLOMMEN.findall(text)) > 1 or len(_RIJ.findall(text)) > 1 or _IN_ELKAAR.search(text):
        return True
    named = (re.findall(r"'([^']*)'", found) for found in _LIJST.findall(text))
    if any(len(set(names)) < len(names) for names in named):
        return True
    return sum(_tells_of_a_group(line) for line in text.splitlines()) > 1


def _tells_of_a_group(line: str) -> bool:
    found = _GROEP.findall(line)
    return len(found) > 1 or (bool(found) and bool(re.search(r"\d", _GROEP.sub("", line))))


def shows_code(outputs: Iterable[Mapping[str, Any]], known: frozenset[str]) -> bool:
    """Whether one of these codes of people stands in these outputs."""
    shown = "".join(str(output.get("data", output.get("text"))) for output in outputs)
    return not known.isdisjoint(_WORD.findall(_IMAGE.sub("", shown)))
