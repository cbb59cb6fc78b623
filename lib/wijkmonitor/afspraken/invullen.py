"""Writing in a learning agenda what a session brought: the text in, the new text out; comments stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import tomlkit

from wijkmonitor.afspraken.items import Afspraak, Leervraag, Terugblik

_TAFELS: dict[type, tuple[str, str]] = {
    Terugblik: ("terugblik", "afspraak"),
    Afspraak: ("afspraak", "id"),
    Leervraag: ("leervraag", "letter"),
}


def put_item(text: str, item: Terugblik | Afspraak | Leervraag) -> str:
    """The agenda with this item: added at the end, or its filled fields changed where it was there already."""
    table, key = _TAFELS[type(item)]
    values = {
        field.name: getattr(item, field.name)
        for field in fields(item)
        if field.name not in (key, "toen", "stand") and getattr(item, field.name) not in ("", None, ())
    }
    if values.get("herkomst") == "eigen registratie":
        del values["herkomst"]
    return put_values(text, table, str(getattr(item, key)), values)


def put_values(text: str, table: str, name: str, values: Mapping[str, Any]) -> str:
    """The agenda with these values in one item; a new item comes at the end of the file."""
    document = tomlkit.parse(text)
    try:
        found = document[table][name]
    except KeyError:
        return _append(text, table, name, values)
    for key, value in values.items():
        found[key] = _plain(value)
    return tomlkit.dumps(document)


def put_stand(text: str, *, letter: str, sessie: str, is_: str, antwoord: str = "") -> str:
    """The agenda in which question `letter` got its state in this session."""
    document = tomlkit.parse(text)
    question: Any = document["leervraag"][letter]
    row = tomlkit.inline_table()
    row.update({"sessie": sessie, "is": is_} | ({"antwoord": antwoord} if antwoord else {}))
    rows = [part for part in question.get("stand", []) if part["sessie"] != sessie]
    array = tomlkit.array()
    for part in (*rows, row):
        array.append(part)
    question["stand"] = array.multiline(len(rows) > 0)
    return tomlkit.dumps(document)


def _append(text: str, table: str, name: str, values: Mapping[str, Any]) -> str:
    body = tomlkit.table()
    for key, value in values.items():
        body[key] = _plain(value)
    block = tomlkit.dumps(tomlkit.document().add(table, tomlkit.table(is_super_table=True).add(name, body)))
    return f"{text.rstrip()}\n\n{block.strip()}\n" if text.strip() else f"{block.strip()}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        row = tomlkit.inline_table()
        row.update(value)
        return row
    return list(value) if isinstance(value, tuple) else value
