"""The order of the rooms: a room uses only what stands lower, also where it imports late or by name."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "lib" / "wijkmonitor"
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
LAYERS = [layer.replace(" ", "").split("|") for layer in CONTRACT["layers"]]
HEIGHT = {room: len(LAYERS) - place for place, rooms in enumerate(LAYERS) for room in rooms}


def test_no_room_imports_what_stands_above_it() -> None:
    """Imports inside functions are read too."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def _names(path: Path) -> Iterator[str]:
    """Modules of ours that a file names in a text, for an import at run time: `wijkmonitor.paginas.bestuur:open_bestuur`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("wijkmonitor."):
            yield node.value.partition(":")[0]


def test_no_room_names_what_stands_above_it_in_a_text() -> None:
    named = [
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] in HEIGHT
        for name in _names(path)
        if name.split(".")[1] in HEIGHT
    ]
    assert named, "nothing is imported by name any more: this test can go"
    assert [
        (path, name) for path, name in named if HEIGHT[name.split(".")[1]] > HEIGHT[path.split("/")[0].removesuffix(".py")]
    ] == []


def test_every_room_is_in_the_list_of_the_documentation() -> None:
    told = (ROOT / "docs" / "architectuur.md").read_text(encoding="utf-8")
    rooms = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}`" not in told] == []
