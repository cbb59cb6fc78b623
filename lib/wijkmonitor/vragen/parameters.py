"""A misspelt parameter stops the notebook: papermill itself only warns and runs the default wijk."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from wijkmonitor.gegevens.fouten import kies_uit

INJECTED = "# Parameters"
PARAMETERS = ("wijk", "peildatum", "data")


def check_parameters(cells: list[str] | None = None, *, known: Sequence[str] = PARAMETERS) -> None:
    """Raises ValueError in Dutch if papermill put a parameter in that the notebook doesn't have.

    cells: sources of the cells run so far; by default those of the running notebook, none outside a notebook.
    """
    for source in _history() if cells is None else cells:
        if not source.lstrip().startswith(INJECTED):
            continue
        for name in _assigned(source):
            if name not in known:
                raise ValueError(f"De parameter '{name}' kennen we niet. {kies_uit(name, known)}")


def _history() -> list[str]:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    return [] if shell is None else [str(source) for source in shell.user_ns.get("In", [])]


def _assigned(source: str) -> list[str]:
    return [
        target.id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
