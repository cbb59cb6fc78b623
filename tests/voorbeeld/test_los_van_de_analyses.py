"""The generator shares no code with the analyses that are tested on what it makes."""

import ast
import sys
from pathlib import Path

import tools.voorbeeld

ROOM = Path(tools.voorbeeld.__file__).parent
ALLOWED = {"numpy", "pandas"} | set(sys.stdlib_module_names)


def imported(path: Path) -> set[str]:
    """Full names of all modules that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path.name}"
            names.add(node.module or "")
            if node.module == "wijkmonitor":
                names |= {f"wijkmonitor.{alias.name}" for alias in node.names}
    return names - {"wijkmonitor"}


def test_the_generator_imports_nothing_of_wijkmonitor():
    files = sorted(ROOM.rglob("*.py"))
    assert len(files) >= 8
    for path in files:
        for name in imported(path):
            inside = name == "tools.voorbeeld" or name.startswith("tools.voorbeeld.")
            assert inside or name.split(".")[0] in ALLOWED, f"{path.name} imports {name}"


def test_nothing_of_wijkmonitor_imports_the_generator():
    package = ROOM.parents[1] / "lib"
    for path in sorted(package.rglob("*.py")):
        assert not any(name.startswith("tools") for name in imported(path)), path
