"""Writing in a learning agenda what a session brought: the text in, the new text out; comments stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import tomlkit

from wijkmonitor.afspraken.items import Afspraak, Belemmering, Duiding, Gevraagd, Leervraag, Terugblik, Toen

_TAFELS: dict[type, tuple[str, str]] = {
    Terugblik: ("terugblik", "afspraak"),
    Afspraak: ("afspraak", "id"),
    Leervraag: ("leervraag", "letter"),
    Belemmering: ("belemmering", "id"),
}


def free_id(text: str, tafel: str, sessie: str) -> str:
    """The next number that no agreement or hindrance of this session has, whether it is filled in or not."""
    used = re.findall(rf"^\[{tafel}\.\"?{re.escape(sessie)}-(\d+)\"?\]", text, re.MULTILINE)
    return f"{sessie}-{max(map(int, used), default=0) + 1}"


def put_item(text: str, item: Terugblik | Afspraak | Leervraag | Belemmering) -> str:
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


def put_stand(text: str, *, naam: str, sessie: str, is_: str, tafel: str = "leervraag", **more: str) -> str:
    """The agenda in which a question (or what hinders, `tafel="belemmering"`) got its state in this session, with what goes with it."""
    document = tomlkit.parse(text)
    question: Any = document[tafel][naam]
    row = tomlkit.inline_table()
    row.update({"sessie": sessie, "is": is_} | {name: said for name, said in more.items() if said})
    rows = [part for part in question.get("stand", []) if part["sessie"] != sessie]
    array = tomlkit.array()
    for part in (*rows, row):
        array.append(part)
    question["stand"] = array.multiline(len(rows) > 0)
    return tomlkit.dumps(document)


def put_duiding(text: str, duiding: Duiding) -> str:
    """The agenda with this account of a finding: added at the end, or put in the place of what the session said of it before.

    The figure that was recorded then stays.
    """
    document = tomlkit.parse(text)
    fields = ("sessie", "bevinding", "geraden", "herkend", "gezegd", "leidt_tot", "toen", "herkomst")
    values: dict[str, Any] = {name: said for name in fields if (said := getattr(duiding, name)) not in ("", None)}
    if duiding.herkend or duiding.gezegd or not _known(document, duiding):  # a guess alone leaves what was said as it is
        values["gezegd"] = tuple(vars(line) for line in duiding.gezegd)
    else:
        del values["gezegd"]
    if duiding.toen:
        values["toen"] = figure_row(duiding.toen)
    if duiding.herkomst == "eigen registratie":
        del values["herkomst"]
    for row in document.get("duiding", ()):
        if (row["sessie"], row["bevinding"]) == (duiding.sessie, duiding.bevinding):
            for key, value in values.items():
                if key != "toen" or "toen" not in row:
                    row[key] = _lines(value) if key == "gezegd" else _plain(value)
            if duiding.herkend and not duiding.leidt_tot:
                row.pop("leidt_tot", None)
            return tomlkit.dumps(document)
    body = tomlkit.table()
    for key, value in values.items():
        body[key] = _lines(value) if key == "gezegd" else _plain(value)
    rows = tomlkit.aot()
    rows.append(body)
    return _below(text, tomlkit.dumps(tomlkit.document().add("duiding", rows)))


def _known(document: Any, duiding: Duiding) -> bool:
    rows = document.get("duiding", ())
    return any((row["sessie"], row["bevinding"]) == (duiding.sessie, duiding.bevinding) for row in rows)


def figure_row(figure: Toen) -> dict[str, Any]:
    """A figure as an agenda holds it, without what is empty."""
    keys = ("bevinding", "waarde", "laag", "hoog", "n", "op", "tekst")
    return {key: value for key in keys if (value := getattr(figure, key)) not in (None, "")}


def _append(text: str, table: str, name: str, values: Mapping[str, Any]) -> str:
    body = tomlkit.table()
    for key, value in values.items():
        body[key] = _plain(value)
    return _below(text, tomlkit.dumps(tomlkit.document().add(table, tomlkit.table(is_super_table=True).add(name, body))))


def _below(text: str, block: str) -> str:
    return f"{text.rstrip()}\n\n{block.strip()}\n" if text.strip() else f"{block.strip()}\n"


def _lines(rows: Iterable[Mapping[str, Any]]) -> Any:
    """A list of rows, each on a line of its own."""
    array = tomlkit.array()
    for row in rows:
        array.append(_plain(row))
    return array.multiline(len(array) > 0)


def _plain(value: Any) -> Any:
    if isinstance(value, Gevraagd):
        value = {name: said for name, said in vars(value).items() if said not in ("", None)}
    if isinstance(value, Mapping):
        row = tomlkit.inline_table()
        row.update(value)
        return row
    return list(value) if isinstance(value, tuple) else value
