"""Writes the pages of the docs that follow from the code: tables and columns, indicators, glossary.

Run `python docs/maken.py` after a change of the schema, the catalogue or the glossary; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wijkmonitor.opendata.catalogus import BLOKKEN, Catalogus, Indicator, load_catalogus
from wijkmonitor.tonen.begrippen import begrippen_markdown
from wijkmonitor.wijkdata.schema import TABELLEN, Rij, kolommen

DOCS = Path(__file__).resolve().parent
CATALOGUS = DOCS.parent / "wijkdata" / "catalogus.toml"
RICHTING = {
    "hoog_is_gunstig": "hoog is gunstig",
    "laag_is_gunstig": "laag is gunstig",
    "neutraal": "niet goed of slecht",
}
KOP_TABELLEN = """# Alle tabellen en kolommen

Deze lijst is gemaakt uit het schema van de monitor. Een kolom met *ja* moet er zijn. De andere mogen leeg blijven.
"""
KOP_INDICATOREN = """# Alle cijfers uit open bronnen

Deze lijst is gemaakt uit `wijkdata/catalogus.toml`. De wijkprofielen gebruiken deze cijfers.
"""


def pages() -> dict[str, str]:
    """File name -> content of every page that follows from the code."""
    return {
        "gegevens.md": tables_page(),
        "indicatoren.md": indicators_page(load_catalogus(CATALOGUS)),
        "begrippen.md": begrippen_markdown(),
    }


def tables_page() -> str:
    """The data dictionary."""
    return KOP_TABELLEN + "".join(_table(name, model) for name, model in TABELLEN.items())


def _table(name: str, model: type[Rij]) -> str:
    properties = model.model_json_schema()["properties"]
    lines = [
        f"| `{column}` | {_kind(properties[column])} | {'ja' if model.model_fields[column].is_required() else ''} "
        f"| {properties[column].get('description', '')} | {_example(properties[column])} |"
        for column in kolommen(name)
    ]
    key = ", ".join(f"`{column}`" for column in model.sleutel)
    once = f"\n\nDeze kolommen samen komen maar één keer voor: {key}." if key else ""
    head = "| kolom | soort | moet | uitleg | voorbeeld |\n|---|---|---|---|---|\n"
    return f"\n## {name}\n\n{model.uitleg}{once}\n\n{head}" + "\n".join(lines) + "\n"


def _kind(schema: Mapping[str, Any]) -> str:
    """What kind of cell it is, in words."""
    options = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    return " of ".join(dict.fromkeys(_one_kind(part) for part in options))


def _one_kind(part: Mapping[str, Any]) -> str:
    if "enum" in part:
        return "een van: " + ", ".join(part["enum"])
    if part.get("format") == "date":
        return "datum"
    word = {"integer": "heel getal", "number": "getal"}.get(part.get("type", ""), "tekst")
    limits = [f"{name} {part[key]:g}" for key, name in (("minimum", "vanaf"), ("maximum", "tot en met")) if key in part]
    return " ".join([word, *limits])


def _example(schema: Mapping[str, Any]) -> str:
    return ", ".join(f"`{value}`" for value in schema.get("examples", []))


def indicators_page(catalogus: Catalogus) -> str:
    """The indicators per block."""
    return KOP_INDICATOREN + "".join(
        f"\n## {block.capitalize()}\n" + "".join(_indicator(item) for item in catalogus.blok(block)) for block in BLOKKEN
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
    for file, content in pages().items():
        (DOCS / file).write_text(content, encoding="utf-8", newline="\n")
