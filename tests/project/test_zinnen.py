"""Every sentence that the commands and the readers say stands in a file of sentences: each is there, used, and filled in."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkmonitor.meegeleverd import read_toml

PAKKET = Path(__file__).resolve().parents[2] / "lib" / "wijkmonitor"
KAMERS = {
    "cli": "wijkmonitor.cli",
    "afspraken": "wijkmonitor.afspraken",
    "draaien": "wijkmonitor.draaien",
    "gegevens": "wijkmonitor.gegevens",
    "gegevens/lezers": "wijkmonitor.gegevens.lezers",
    "gegevens/intake": "wijkmonitor.gegevens.intake",
}
ENDS = {"zin": ("",), "meld": (".wat", ".doen"), "refuse": (".wat", ".doen")}  # function -> what it asks for under a name


def calls(folder: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Module, name of the sentence, names of what it is filled in with, of each call with a plain name."""
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            said = said.removeprefix("redenen.") if folder.name == "draaien" else said
            if not isinstance(node, ast.Call) or said not in ENDS:
                continue
            name = node.args[said == "refuse"]  # the file comes first
            if isinstance(name, ast.Constant):
                for end in ENDS[said]:
                    yield path.name, f"{name.value}{end}", {str(word.arg) for word in node.keywords}


def sentences(kamer: str) -> dict[str, str]:
    """`blok.zin` -> the sentence, of every block and its own `hulp`."""
    found: dict[str, str] = {}

    def gather(start: str, block: dict[str, object]) -> None:
        for name, value in block.items():
            if isinstance(value, dict):
                gather(f"{start}{name}.", value)
            else:
                found[f"{start}{name}"] = str(value)

    gather("", read_toml(kamer, "zinnen.toml"))
    return found


@pytest.mark.parametrize("kamer", KAMERS)
def test_every_sentence_that_is_asked_for_is_there_with_what_it_needs(kamer: str) -> None:
    known = sentences(KAMERS[kamer])
    asked = list(calls(PAKKET / kamer))
    assert len(asked) > 15
    assert [(module, name) for module, name, _ in asked if name not in known] == []
    wanted = {
        name: {field.partition(".")[0] for _, field, _, _ in string.Formatter().parse(known[name]) if field}
        for _, name, _ in asked
    }
    assert [(module, name) for module, name, given in asked if wanted[name] - given] == []


@pytest.mark.parametrize("kamer", ["cli", "draaien", "gegevens/lezers"])
def test_no_sentence_stays_behind_that_nothing_says(kamer: str) -> None:
    used = {name for _, name, _ in calls(PAKKET / kamer)}
    text = "".join(path.read_text(encoding="utf-8") for path in (PAKKET / kamer).glob("*.py"))
    assert [name for name in sentences(KAMERS[kamer]) if name not in used and f'"{name}"' not in text] == []
