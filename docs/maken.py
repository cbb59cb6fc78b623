"""Writes the pages of the docs that follow from the code: tables and columns, indicators, glossary.

Run `python docs/maken.py` after a change of the schema, the catalogue or the glossary; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wijkmonitor.bevinding.begrippen import begrippen_markdown
from wijkmonitor.figuren.kleuren import css_colours
from wijkmonitor.gegevens.opendata.catalogus import BLOKKEN, Catalogus, Indicator, load_catalogus
from wijkmonitor.gegevens.woordenboek import woordenboek_markdown

DOCS = Path(__file__).resolve().parent
CATALOGUS = DOCS.parent / "wijkdata" / "catalogus.toml"
RICHTING = {
    "hoog_is_gunstig": "hoog is gunstig",
    "laag_is_gunstig": "laag is gunstig",
    "neutraal": "niet goed of slecht",
}
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
