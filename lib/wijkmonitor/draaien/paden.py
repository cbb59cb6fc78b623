"""Paths as reports may show them: without the folders of the machine, which tell who made the report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

PADEN = ("data", "verzameld")  # parameters of notebooks that are paths


def shown_path(path: str | Path) -> str:
    """The path from the working folder if it lies in there, otherwise only its last name.

    >>> shown_path("wijkdata"), shown_path("/home/fatima/onderzoek/wijkdata"), shown_path("../../fatima/wijkdata")
    ('wijkdata', 'wijkdata', 'wijkdata')
    """
    given = Path(path)
    if not given.is_absolute() and ".." not in given.parts:
        return given.as_posix()
    try:
        return Path(os.path.normpath(Path.cwd() / given)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return given.name


def hide_paths(notebook: Any) -> None:
    """Show the paths among the parameters of an executed notebook as `shown_path` does, in its metadata and its cell."""
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    shown = {name: shown_path(parameters[name]) for name in PADEN if parameters.get(name)}
    parameters.update(shown)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(_line(line, shown) for line in cell.source.split("\n"))


def _line(line: str, shown: dict[str, str]) -> str:
    name, mark, _ = line.partition(" = ")
    return f'{name} = "{shown[name]}"' if mark and name in shown else line
