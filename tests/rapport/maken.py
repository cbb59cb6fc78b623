"""A notebook with the outputs that a run gives, made without a kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_output

from wijkmonitor.bevinding import blokken
from wijkmonitor.bevinding import blokken as tonen
from wijkmonitor.bevinding.document import Document

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
CALLS = {"opening": tonen.opening, "bevindingen": tonen.bevindingen, "meer-cijfers": tonen.meer_cijfers}
CALLS |= {"gesprek": tonen.gesprek, "verantwoording": tonen.verantwoording}


def execute(document: Document) -> Any:
    """The notebook of this document, with outputs as IPython would give them."""
    notebook = nbformat.read(NOTEBOOKS / f"{document.naam}.ipynb", as_version=4)
    shown: list[Any] = []
    original, blokken.display = blokken.display, shown.append  # type: ignore[attr-defined]
    try:
        for cell in notebook.cells:
            if cell.id not in CALLS:
                continue
            shown.clear()
            result = CALLS[cell.id](document)
            cell.outputs = [new_output("display_data", data=blok._repr_mimebundle_()) for blok in shown]
            if result is not None:
                cell.outputs.append(new_output("execute_result", data=result._repr_mimebundle_()))
    finally:
        blokken.display = original  # type: ignore[attr-defined]
    return notebook
