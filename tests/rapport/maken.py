"""A notebook with the outputs that a run gives, made without a kernel."""

from __future__ import annotations

from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from wijkmonitor.bevinding import fragmenten
from wijkmonitor.bevinding.document import Document

INTRO = "Wie doet mee? Wie missen we? En waar haken mensen af?"


def execute(document: Document) -> Any:
    """A notebook that shows this document, with outputs as IPython would give them."""
    cells = [new_markdown_cell(f"# {document.vraag}\n\n{INTRO}"), new_code_cell("rapport = open_rapport(...)")]
    cells += [_cell("rapport.show(...)", fragmenten.in_rapport(finding)) for finding in document.bevindingen]
    cells += [_cell("rapport.antwoord(...)", fragmenten.opening(document))]
    cells += [new_markdown_cell("## Het gesprek\n\nPraat erover."), _cell("rapport.gesprek(...)", fragmenten.gesprek(document))]
    cells += [new_markdown_cell("## Verantwoording\n\nZo is dit gemaakt.")]
    return new_notebook(cells=[*cells, _cell("rapport.verantwoording()", fragmenten.verantwoording(document))])


def _cell(source: str, blok: fragmenten.Blok) -> Any:
    return new_code_cell(source, outputs=[new_output("display_data", data=blok._repr_mimebundle_())])
