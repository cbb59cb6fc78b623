"""A notebook run without a notebook: the same cells, the same findings, in the process that asks for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.secties import follow
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.geheugen import file_key
from wijkmonitor.meegeleverd import find_notebooks
from wijkmonitor.vragen.rapport import Rapport


def make_document(naam: str, dossier: Dossier, *, notebook: Path | None = None) -> Document:
    """The document `naam` of a dossier, as its notebook makes it; it can see only the tables that the document says it reads."""
    path = notebook or find_notebooks() / DOCUMENTEN[naam].notebook
    rapport = Rapport(naam, dossier, toon=lambda blok: None)
    space: dict[str, Any] = {"__name__": naam, "wijk": dossier.wijk.slug, "peildatum": dossier.peildatum, "data": ""}
    cells = _read(file_key(path))

    def run(cell: dict[str, Any]) -> Iterator[Bevinding]:
        before = len(rapport.bevindingen)
        exec(cell["code"], space)
        if "open_rapport" in space:
            space["open_rapport"] = lambda *_, **__: rapport
        yield from rapport.bevindingen[before:]

    explained = [part for part in follow(cells, run) if isinstance(part, Bevinding)]
    return replace(rapport.document, bevindingen=tuple(explained))


@lru_cache(maxsize=16)
def _read(key: tuple[str, int, int]) -> list[dict[str, Any]]:
    """The cells of the notebook with this stamp, code compiled; the parameters are left out, the dossier has them."""
    cells = json.loads(Path(key[0]).read_bytes())["cells"]
    kept = [cell for cell in cells if "parameters" not in cell["metadata"].get("tags", [])]
    for number, cell in enumerate(kept):
        if cell["cell_type"] == "code":
            cell["code"] = compile("".join(cell["source"]), f"{Path(key[0]).name}, cel {number}", "exec")
    return kept
