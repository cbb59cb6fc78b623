"""Writes what follows from something else: pages about tables and columns, indicators and glossary, and per question the list
of what the notebooks call of it.

Run `python docs/maken.py` after a change of the schema, the catalogue, the glossary or what a notebook calls; a test compares.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

import wijkmonitor.vragen
from wijkmonitor.bevinding.fragmenten import begrippen_markdown
from wijkmonitor.figuren.kleuren import css_colours
from wijkmonitor.gegevens.opendata.catalogus import BLOKKEN, Catalogus, Indicator, load_catalogus
from wijkmonitor.gegevens.woordenboek import woordenboek_markdown

DOCS = Path(__file__).resolve().parent
VRAGEN = Path(wijkmonitor.vragen.__file__).parent
NOTEBOOKS = DOCS.parent / "notebooks"
CATALOGUS = DOCS.parent / "wijkdata" / "catalogus.toml"
RICHTING = {"hoog_is_gunstig": "hoog is gunstig", "laag_is_gunstig": "laag is gunstig", "neutraal": "niet goed of slecht"}
KOP_INDICATOREN = """# Alle cijfers uit open bronnen

Deze lijst is gemaakt uit `wijkdata/catalogus.toml`. De wijkprofielen gebruiken deze cijfers.
"""


def pages() -> dict[str, str]:
    """File name -> content of every page that follows from the code."""
    return {
        "gegevens.md": woordenboek_markdown(),
        "indicatoren.md": indicators_page(load_catalogus(CATALOGUS)),
        "begrippen.md": begrippen_markdown(),
        "kleuren.css": f"/* gemaakt uit figuren/kleuren.py */\n:root,[data-md-color-primary]{{{css_colours()}}}\n",
    }


def rooms() -> dict[Path, str]:
    """File -> content of the list of every question: what the notebooks call of it, each from the module that holds it."""
    code = "\n".join(_code(path) for path in sorted(NOTEBOOKS.rglob("*.ipynb")))
    return {
        path: _room(path, set(re.findall(rf"\b{path.parent.name}\.(\w+)", code))) for path in sorted(VRAGEN.glob("*/__init__.py"))
    }


def _code(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _room(path: Path, called: set[str]) -> str:
    """The list under the docstring that stands there; a module of the question itself goes before a common one."""
    held: dict[str, list[str]] = {}
    for folder in (path.parent, VRAGEN):
        for module in sorted(folder.glob("[!_]*.py")):
            here = called & {
                item.name for item in ast.parse(module.read_text(encoding="utf-8")).body if isinstance(item, ast.FunctionDef)
            }
            if here:
                held[".".join(("wijkmonitor", *module.relative_to(VRAGEN.parent).with_suffix("").parts))] = sorted(here)
            called = called - here
    if called:
        raise SystemExit(f"{path.parent.name}: a notebook calls {', '.join(sorted(called))}, which no module holds")
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    checks = {"wijkmonitor.vragen.stappen": ["check_steps"]}
    imports = "\n".join(f"from {module} import {', '.join(names)}" for module, names in sorted((held | checks).items()))
    quoted = " ".join(f'"{name}",' for name in sorted(name for names in held.values() for name in names))
    names = fill(quoted, 130, initial_indent="    ", subsequent_indent="    ")
    return f'"""{told}"""\n\n{imports}\n\n__all__ = [\n{names}\n]  # fmt: skip\ncheck_steps(globals(), __all__)\n'


def indicators_page(catalogus: Catalogus) -> str:
    """The indicators per block."""
    return KOP_INDICATOREN + "".join(
        f"\n## {block.capitalize()}\n" + "".join(_indicator(item) for item in catalogus.values() if item.blok == block)
        for block in BLOKKEN
    )


def _indicator(item: Indicator) -> str:
    rows = "\n".join(f"| {name} | {text} |" for name, text in _facts(item) if text)
    return f"\n### {item.naam}\n\n{item.definitie}\n\n| wat | uitleg |\n|---|---|\n{rows}\n"


def _facts(item: Indicator) -> Iterator[tuple[str, str]]:
    yield "Waarom telt het?", item.waarom
    yield "Let op", item.let_op
    yield "Eenheid", item.eenheid
    yield "Richting", RICHTING[item.richting]
    yield "Teller", item.teller
    yield "Noemer", item.noemer
    yield "Leeftijd", item.leeftijd
    yield "Vergelijkbare jaren", ", ".join(map(str, item.vergelijkbare_jaren))
    yield "Schatting", f"ja, {item.schatting}" if item.schatting else ""
    yield "Geen cijfer", item.geen_cijfer or ""
    yield "Bron", item.bron
    yield "Naam in de catalogus", f"`{item.id}`"


if __name__ == "__main__":
    for path, content in ({DOCS / name: content for name, content in pages().items()} | rooms()).items():
        path.write_text(content, encoding="utf-8", newline="\n")
