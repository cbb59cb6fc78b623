"""The data dictionary: every table and column, made from the models that also check what is delivered.

`python -m wijkmonitor.gegevens.woordenboek > docs/gegevens.md` writes the page of the docs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.tabellen import Rij
from wijkmonitor.gegevens.velden import MEESTE
from wijkmonitor.gegevens.wijk import Doelgroep, Wijk, Wijkmijlpaal, Wijktype

KOP = """# Alle tabellen en kolommen

Deze lijst is gemaakt uit het schema van de monitor. Dat schema controleert ook wat u levert.

- Een kolom met *ja* bij *moet* is in elke rij gevuld. De andere cellen mogen leeg zijn. Leeg is onbekend.
- Een kolom zonder *ja* bij *moet* mag u ook weglaten.
- Een datum schrijft u als 12-4-2022 of als 2022-04-12.
- Een getal heeft een komma voor decimalen: 7,5. Een punt mag als elke cel in de kolom dat zo doet.
- Hoofdletters maken niet uit bij woorden uit een lijst.
- Staat er *Over mensen* bij een tabel? Dan herhaalt de pagina van de controle niet wat er in een cel staat.
"""
KOP_WIJK = """
## wijk.toml

Wat vast staat over een wijk. U maakt dit bestand met `wijkmonitor new`.
"""
BLOKKEN = (("doelgroep", Doelgroep), ("mijlpaal", Wijkmijlpaal), ("wijktype", Wijktype))
HOOFD = "| {} | soort | moet | uitleg | voorbeeld |\n|---|---|---|---|---|\n"


def woordenboek_markdown() -> str:
    """The page as Markdown, in Dutch."""
    return KOP + "".join(_table(name, model) for name, model in TABELLEN.items()) + _wijk()


def _table(name: str, model: type[Rij]) -> str:
    once = f"Deze kolommen samen komen maar één keer voor: {', '.join(f'`{key}`' for key in model.sleutel)}."
    parts = [f"\n## {name}", model.uitleg + (" *Over mensen.*" if model.gevoelig else "")]
    parts += [once] if model.sleutel else []
    return "\n\n".join([*parts, HOOFD.format("kolom") + "\n".join(_rows(model, kolommen(name)))]) + "\n"


def _wijk() -> str:
    """What `wijk.toml` holds, with its blocks."""
    names = [name for name in Wijk.model_fields if name not in ("slug", "privacy", *(name for name, _ in BLOKKEN))]
    text = KOP_WIJK + "\n" + HOOFD.format("naam") + "\n".join(_rows(Wijk, names)) + "\n"
    for name, model in BLOKKEN:
        text += f"\n### {name}\n\n{HOOFD.format('naam')}" + "\n".join(_rows(model, list(model.model_fields))) + "\n"
    return text


def _rows(model: type[BaseModel], names: tuple[str, ...] | list[str]) -> Iterator[str]:
    properties = model.model_json_schema()["properties"]
    for name in names:
        about = properties[name]
        needed = "ja" if model.model_fields[name].is_required() else ""
        examples = ", ".join(f"`{value}`" for value in about.get("examples", []))
        yield f"| `{name}` | {_kind(about)} | {needed} | {about.get('description', '')} | {examples} |"


def _kind(schema: Mapping[str, Any]) -> str:
    """What kind of cell it is, in words."""
    options = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    return " of ".join(dict.fromkeys(_one_kind(part) for part in options))


def _one_kind(part: Mapping[str, Any]) -> str:
    if "enum" in part:
        return "een van: " + ", ".join(part["enum"])
    if part.get("format") == "date":
        return "datum"
    if part.get("type") == "array":
        return f"lijst: {_kind(part['items'])}"
    if part.get("type") == "object":
        return "blok"
    word = {"integer": "heel getal", "number": "getal"}.get(part.get("type", ""), "tekst")
    return " ".join([word, *_limits(part)])


def _limits(part: Mapping[str, Any]) -> Iterator[str]:
    """The lowest and the highest number; pydantic writes them in either of two ways."""
    for keys, word in (
        (("minimum", "ge"), "vanaf"),
        (("exclusiveMinimum", "gt"), "groter dan"),
        (("maximum", "le"), "tot en met"),
    ):
        limit = next((part[key] for key in keys if key in part), None)
        if limit is not None and limit < MEESTE:
            yield f"{word} {limit:g}"


if __name__ == "__main__":
    sys.stdout.buffer.write(woordenboek_markdown().encode("utf-8"))
