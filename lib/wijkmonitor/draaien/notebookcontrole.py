"""Is an executed notebook really done? Papermill's exit code does not tell; these checks do."""

from __future__ import annotations

from typing import Any

from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.cellezer import follow
from wijkmonitor.draaien.celnamen import Bron
from wijkmonitor.draaien.poortcontrole import shows_code, shows_people, shows_text
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, payloads, shown_findings

_MAY_SKIP = "skip-execution"


def fault_in_notebook(notebook: Any) -> str:
    """Why this executed notebook is no success, in Dutch; empty when it is one.

    Success: every code cell ran, none gave an error, and there is at least one finding or document in the outputs.
    """
    number = 0
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
