"""What an executed notebook is worth: whether it is really done, and what it shows of people beside the gate.

Papermill's exit code does not tell the first. The rows refuse to show themselves (`wijkmonitor.privacy.gevoelig`); for the second we
look at what was shown after all, tables in any form that Python prints and codes of people, because a table can be made
ordinary on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

from wijkmonitor.dossier.records import Woorden, word_runs
from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.cellezer import follow
from wijkmonitor.draaien.celnamen import Bron, Celbron
from wijkmonitor.gegevens.lijsten import KLAAR, LEEFTIJDEN, LOOPT, WACHT
from wijkmonitor.privacy.gevoelig import GETELD, POORT
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, payloads, shown_findings

_MAY_SKIP = "skip-execution"
EIGEN = 'class="wm '  # around all that the library shows of its own
_TEKST = ("text/plain", "text/markdown", "text/latex", "application/json")
_OVERIG = re.compile(r"^application/(?!vnd\.wijkmonitor)|^text/(?!plain|html|markdown|latex)")
_DEEL = re.compile(r"\d ?%|\d[.,]\d")  # a share or a mean: of how few does not show
_GETAL = re.compile(r"(?<![\w.,:-])\d+(?:[.,]\d+)?(?![\w:%-])")
_FIGUUR = re.compile(r"<(?:Figure|Axes)\b[^>]*>")
_NAAMWOORD = re.compile(r"[^\W\d_]{3,}")
_VAN_PYTHON = frozenset(
    ("core", "display", "dtype", "float", "index", "int", "IPython", "Markdown", "nan", "NaT", "object", "str")
)
_VAN_PYTHON |= frozenset(
    ("HTML", "Index", "Length", "Name", "None", "Series", "Timedelta", "Timestamp", "True", "False", "array")
)
_KLEINE = (1, 2, 3, 4)
_PANDAS = re.compile(r"\bdtype: [\w\[\], =]+\s*$|\[\d+ rows x \d+ columns\]", re.MULTILINE)
_KOLOMMEN = re.compile(  # a line with columns: two gaps in it, or a number behind a gap
    r"^ *\S.*?(?: {2,}|\t)\S.*?(?: {2,}|\t)\S|^ *\S.*?(?: {2,}|\t)-?\d[\d.,]*\s*$|^\|.*\|.*\|", re.MULTILINE
)
_RIJ = re.compile(r"^(?!\w*Estimate\()\w+\(\w+=.*\)$", re.MULTILINE)  # as itertuples gives them
_SCHATTING = re.compile(r"Estimate\(value=(?P<deel>[\d.e-]+)?[^()]*?\bn=(?P<n>\d+), method='(?P<methode>\w+)")
_PER_REGEL = re.compile(r"^[^\d\n]*[^\d\s:=]\s*[:=] ?\d+(?:[.,]\d+)?$", re.MULTILINE)  # a name and a count
_OP_EEN_RIJ = re.compile(r"(?:[^|;,:\n]+: ?\d+\s*[|;,]\s*){2,}[^|;,:\n]+: ?\d+")  # the same, on one line
_IN_ELKAAR = re.compile(
    r"[\[(]\s*[\[({][^\[\](){}]*[\])}]\s*,?\s*[\[({]"  # rows in a list
    r"|\{[^{}]*:\s*[\[{]"  # columns in a dict
    r"|\{\s*['\"][^'\"]*['\"]\s*:\s*(?:np\.\w+\()?[1-4]\b(?!\.\d)"  # a small count by name
    r"|[\[(]\s*(?:-?\d[\d.]*(?:\s*,|\s+)\s*){4,}-?\d[\d.]*\s*[\])]"  # values of five or more
    r"|\bEstimate\([^()]*\bn=[1-4]\b"  # a figure of so few tells what each of them answered
)
_LIJST = re.compile(r"[\[(]\s*(?:'[^'\]]*'[,\s]*){2,}[\])]")
_ALLE_NAMEN = re.compile(r"unique|columns|categories|\bset\(")
_SEKSE = re.compile(r"(?<![\w'-])[vmx](?![\w'-])|(?<=')[vmx](?=')")
_GROEP = re.compile(
    rf"(?<![\w-])(?:BU\d{{8}}|{'|'.join(re.escape(word) for word in (*LEEFTIJDEN, *WACHT, *LOOPT, *KLAAR))})(?![\w-])"
)
_WORD = re.compile(r"\w{4,}")
_INGEPAKT = re.compile(r"base64,[A-Za-z0-9+/=]+")


def fault_in_notebook(notebook: Any) -> str:
    """Why this executed notebook is no success, in Dutch; empty when it is one.

    Success: every code cell ran, none gave an error, and there is at least one finding or document in the outputs.
    """
    number, said = 0, set[int]()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell, bron in zip(code, follow(cell.source for cell in code), strict=True):
        if not is_code(cell):
            continue
        number += 1
        fault = _fault_in_cell(cell, number)
        if fault:
            return fault
        if Bron.MENSEN in bron.bevinding:
            return redenen.zin("bevinding_van_mensen", nummer=number)
        if any(shows_people(output, bron, cell.source) for output in cell.outputs):
            return redenen.zin("niet_door_de_poort", nummer=number)
        if bron.van_mensen:
            texts = (text for output in cell.outputs if not _is_own(_html_of(output)) for text in _texts_of(output))
            said.update(count for text in texts for count in _counts_in(text, cell.source))
            if few_between(said):
                return redenen.zin("samen_weinig", nummer=number)
    if not any(shown_findings(notebook.cells)) and not any(payloads(notebook.cells, DOCUMENT_MIME)):
        return redenen.zin("geen_bevinding")
    return ""


def is_code(cell: Any) -> bool:
    """Whether this is a code cell of the notebook's author that has something to run."""
    injected = "injected-parameters" in cell.metadata.get("tags", [])
    return cell.cell_type == "code" and bool(cell.source.strip()) and not injected


def _fault_in_cell(cell: Any, number: int) -> str:
    tags = cell.metadata.get("tags", [])
    if _MAY_SKIP in tags:
        return ""
    for output in cell.outputs:
        if output.output_type == "error" and output.ename == "SystemExit":
            return redenen.zin("vroeg_gestopt", nummer=number)
        if output.output_type == "error":
            return redenen.cel_fout(number, output.ename, output.evalue, cell.source)
    return "" if cell.execution_count else redenen.zin("niet_gedraaid", nummer=number)


def find_pseudonym(notebook: Any, known: frozenset[str], closed: frozenset[tuple[str, ...]] = frozenset()) -> int:
    """The number of the first code cell from which one of these codes of people, or a text that may not be shown, is seen.

    A text cell counts with the code cell after it, or before it where it is the last. 0 where none does.
    """
    number = 0
    for cell in notebook.cells:
        number += is_code(cell)
        if shows_code(cell, known) or (closed and shows_text(cell, closed)):
            return max(number, 1)
    return 0


def shows_people(output: Mapping[str, Any], bron: Celbron, code: str = "") -> bool:
    """Whether one output of a cell shows something of people that did not come through the gate.

    bron: what its code works with. code: what stands in the cell.
    """
    data = output.get("data", {})
    html = _html_of(output)
    if _is_own(html):
        return False
    if any(mime.startswith("image/") for mime in data) and bron.tekent_mensen:
        return True
    texts = _texts_of(output)
    if bron.van_mensen:
        if bool(html) or any(_OVERIG.search(mime) for mime in data) or any(tells_of_people(text, code) for text in texts):
            return True
        return Bron.ENKEL in bron.toont and any(re.search(r"\d", _FIGUUR.sub("", text)) for text in texts)
    if bron.vrij or POORT in html:
        return False
    if any(_of_few(found) for text in texts for found in _SCHATTING.finditer(text)):
        return True
    if "data:text/" in html or any("<table" in text or _PANDAS.search(text) for text in (html, *texts)):
        return True
    return any(is_table(GETELD.sub("", text)) for text in ([_plain(html)] if html else texts))


def _html_of(output: Mapping[str, Any]) -> str:
    return str(output.get("data", {}).get("text/html", ""))


def _texts_of(output: Mapping[str, Any]) -> list[str]:
    """What an output of a cell says, in each form of text that it has."""
    data = output.get("data", {})
    return [str(output.get("text", "")), *(str(data[mime]) for mime in _TEKST if mime in data)]


def _of_few(estimate: re.Match[str]) -> bool:
    """Whether an estimate that was made of rows rests on few people, or is a share of few."""
    people = int(estimate["n"])
    if people <= max(_KLEINE) or estimate["methode"] != "Wilson":
        return people <= max(_KLEINE)
    count = round(float(estimate["deel"] or 0) * people)
    return count in _KLEINE or people - count in _KLEINE


def tells_of_people(text: str, code: str = "") -> bool:
    """Whether a text that was made of rows of people tells more than a number about all of them: a table, a few lines, a small
    count, more than three numbers, a share, a group, or words that don't stand in the code of its cell."""
    said = _FIGUUR.sub("", text)
    for words in _LIJST.findall(text):
        if words.count("'") > 2 * max(_KLEINE) or _ALLE_NAMEN.search(code):  # names of groups, and not what a few people gave
            said = said.replace(words, "")
    numbers, counts = _GETAL.findall(said), _counts_in(said, code)
    lines = [line for line in said.splitlines() if line.strip()]
    few = len(lines) > 2 or len(numbers) > 3 or any(float(number.replace(",", ".")) in _KLEINE for number in numbers)
    few |= bool(_DEEL.search(said)) or few_between(counts) or abs(2 * max(counts, default=0) - sum(counts)) in _KLEINE
    strange = {word for word in _NAAMWOORD.findall(said) if word not in code} - _VAN_PYTHON
    return few or bool(strange) or bool(_GROEP.search(said)) or is_table(text)


def _counts_in(text: str, code: str) -> list[int]:
    """The whole numbers in a text that don't stand in the code of its cell."""
    written = set(_GETAL.findall(code))
    return [int(number) for number in _GETAL.findall(text) if number.isdecimal() and number not in written]


def few_between(counts: Iterable[int]) -> bool:
    """Whether two of these counts tell of the few people between them."""
    ordered = sorted(counts)
    return any(after - before in _KLEINE for before, after in zip(ordered, ordered[1:], strict=False))


def _plain(html: str) -> str:
    """The words of a piece of HTML, a line for each part of it, with what stands in a balloon."""
    lines = re.sub(r"<(?:li|p|br|div|pre|tr|h\d)\b", r"\n\g<0>", html)
    return unescape(re.sub(r"<[^>]*?(?:\btitle=(['\"])(?P<ballon>.*?)\1[^>]*)?>", lambda tag: tag["ballon"] or "", lines))


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


def shows_text(cell: Mapping[str, Any], closed: frozenset[Woorden]) -> bool:
    """Whether a cell shows one of these runs of words of people beside what the library shows."""
    shown = [output for output in cell.get("outputs", ()) if not _is_own(_html_of(output))]
    return holds_text(_shown(shown), closed)


def _is_own(html: str) -> bool:
    """Whether the library shows this, also where a whole page stands in a frame."""
    return EIGEN in html or escape(EIGEN) in html


def holds_text(shown: str, closed: frozenset[Woorden]) -> bool:
    """Whether one of these runs of words of people stands in a text, whatever its capitals and lines."""
    return bool(shown) and any(not closed.isdisjoint(word_runs(shown, length)) for length in set(map(len, closed)))


def _shown(outputs: Iterable[Mapping[str, Any]]) -> str:
    """All that these outputs hold as words; a picture or a file is none, and of a drawing the text travels beside it."""
    parts = (
        part
        for output in outputs
        for mime, part in (output.get("data") or {"": output.get("text")}).items()
        if "image/" not in mime
    )
    return _INGEPAKT.sub("", "\n".join(map(str, parts)))
