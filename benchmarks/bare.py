"""The limit: the cells of a notebook as plain Python in a warmed process, with figures and HTML, and nothing else."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PEILDATUM = "2022-12-31"


shown: list[Any] = []


def collect_shown() -> None:
    """Let `display` collect what is shown; call it before the package is imported."""
    import IPython.display

    IPython.display.display = lambda *things, **_: shown.extend(things)


def run_cells(notebook: dict[str, Any], values: dict[str, str]) -> list[dict[str, Any]]:
    """The cells, each with what its last line shows, as MIME bundle."""
    names: dict[str, Any] = {}
    cells = []
    for cell in notebook["cells"]:
        shown.clear()
        if cell["cell_type"] == "code":
            shown.append(_run("".join(cell["source"]), names))
            if "parameters" in cell["metadata"].get("tags", []):
                names |= values
        outputs = [
            {"output_type": "display_data", "metadata": {}, "data": thing._repr_mimebundle_()}
            for thing in shown
            if hasattr(thing, "_repr_mimebundle_")
        ]
        cells.append({**cell, "source": "".join(cell["source"]), "outputs": outputs})
    return cells


def _run(source: str, names: dict[str, Any]) -> Any:
    """What the last expression of a cell gives."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def make_html(notebook: dict[str, Any], name: str, wijk: str) -> str:
    """The report of one document."""
    from nbformat import from_dict

    from wijkmonitor.paginas.exporter import export_html

    cells = run_cells(notebook, {"wijk": wijk, "peildatum": PEILDATUM, "data": "wijkdata"})
    for cell in cells:
        if cell["cell_type"] != "code":
            del cell["outputs"]
    return export_html(from_dict({**notebook, "cells": cells}), naam=name)


def main(pairs: list[list[str]]) -> None:
    """Warm up on the documents of the first wijk, wait for a line, make those of the others; print seconds per document.

    The records of all wijken were read before. Documents are made once: the second time the process would remember
    its own drawings, which no run of different documents does.
    """
    collect_shown()
    notebooks = {name: json.loads(Path(f"notebooks/{name}.ipynb").read_text()) for _, name in pairs}
    first = [pair for pair in pairs if pair[0] == pairs[0][0]]
    rest = [pair for pair in pairs if pair[0] != pairs[0][0]]
    for wijk, name in first:
        make_html(notebooks[name], name, wijk)
    read_all({wijk for wijk, _ in rest})
    print("warm", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    for wijk, name in rest:
        make_html(notebooks[name], name, wijk)
    print((time.perf_counter() - began) / len(rest), flush=True)


def read_all(wijken: set[str]) -> None:
    """Read the records, as the check of a run does."""
    from wijkmonitor.dossier import read_records

    for wijk in wijken:
        read_records(Path("wijkdata") / wijk)


def run_bare(processes: int, root: Path, pairs: Sequence[tuple[str, str]]) -> float:
    """Wall seconds per document and core, when so many warmed processes make documents at the same time."""
    words = [sys.executable, __file__, json.dumps(pairs)]
    running = [
        subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    for process in running:
        assert process.stdout is not None and process.stdout.readline() == "warm\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return max(float(process.communicate()[0]) for process in running)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
