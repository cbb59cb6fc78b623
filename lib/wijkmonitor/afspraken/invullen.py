"""Writing in a learning agenda what a session brought, the harvest of its praatplaat too: the text in, the new text out; comments stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Array, Item

from wijkmonitor.afspraken.items import TABELLEN, Duiding, Toen
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.privacy.foto import strip_photo
from wijkmonitor.schrijven import plain_name, write_whole

PLAAT = "praatplaat"  # in the folder of the wijk: photos of what was written on it
_VANZELF = ("", None, (), "eigen registratie")  # what a reader takes for granted


def free_id(text: str, tafel: str, sessie: str) -> str:
    """The next number that no agreement or hindrance of this session has, whether it is filled in or not."""
    used = re.findall(rf"^\[{tafel}\.\"?{re.escape(sessie)}-(\d+)\"?\]", text, re.MULTILINE)
    return f"{sessie}-{max(map(int, used), default=0) + 1}"


def put_values(text: str, table: str, name: str, values: Mapping[str, Any]) -> str:
    """The agenda with these values in one item; a new item comes at the end of the file, its fields in their own order."""
    document = tomlkit.parse(text)
    try:
        found = document[table][name]
    except KeyError:
        return _append(text, table, name, values)
    for key, value in values.items():
        found[key] = as_toml(value)
    return tomlkit.dumps(document)


def put_stand(text: str, *, naam: str, sessie: str, is_: str, tafel: str = "leervraag", **more: str) -> str:
    """The agenda in which a question (or what hinders, `tafel="belemmering"`) got its state in this session, with what goes with it."""
    document = tomlkit.parse(text)
    question: Any = document[tafel][naam]
    row = {"sessie": sessie, "is": is_} | {name: said for name, said in more.items() if said}
    rows = [part for part in question.get("stand", []) if part["sessie"] != sessie]
    question["stand"] = as_rows([*rows, row]).multiline(len(rows) > 0)
    return tomlkit.dumps(document)


def put_duiding(text: str, duiding: Duiding) -> str:
    """The agenda with this account of a finding: added at the end, or put in the place of what the session said of it before.

    The figure that was recorded then stays.
    """
    document = tomlkit.parse(text)
    mine = (duiding.sessie, duiding.bevinding)
    before = next((row for row in document.get("duiding", ()) if (row["sessie"], row["bevinding"]) == mine), None)
    body: Any = tomlkit.table() if before is None else before
    for key in ("sessie", "bevinding", "geraden", "herkend", "gezegd", "leidt_tot", "toen", "herkomst"):
        value = getattr(duiding, key)
        if key == "gezegd":
            if value or duiding.herkend or before is None:  # a guess alone leaves what was said as it is
                body[key] = as_rows(map(vars, value))
        elif value not in _VANZELF and not (key == "toen" and key in body):
            body[key] = as_toml(value)
    if before is None:
        rows = tomlkit.aot()
        rows.append(body)
        return _below(text, tomlkit.dumps(tomlkit.document().add("duiding", rows)))
    if duiding.herkend and not duiding.leidt_tot:
        body.pop("leidt_tot", None)
    return tomlkit.dumps(document)


def _append(text: str, table: str, name: str, values: Mapping[str, Any]) -> str:
    body, order = tomlkit.table(), [field.name for field in fields(TABELLEN[table].soort)]
    for key in sorted(values, key=order.index):
        body[key] = as_toml(values[key])
    return _below(text, tomlkit.dumps(tomlkit.document().add(table, tomlkit.table(is_super_table=True).add(name, body))))


def _below(text: str, block: str) -> str:
    return f"{text.rstrip()}\n\n{block.strip()}\n" if text.strip() else f"{block.strip()}\n"


def as_rows(rows: Iterable[Mapping[str, Any] | Toen]) -> Array:
    """A list of rows, each on a line of its own."""
    array = tomlkit.array()
    for row in rows:
        array.append(as_toml(row))
    return array.multiline(len(array) > 0)


def as_toml(value: Any) -> Any:
    """A value as an agenda holds it: a figure or another row on one line, a figure without what is empty.

    What stands in a file already stays as it was written.
    """
    if isinstance(value, Item):
        return value
    if isinstance(value, Toen):
        value = {name: said for name, said in vars(value).items() if said not in ("", None)}
    if isinstance(value, Mapping):
        row = tomlkit.inline_table()
        row.update(value)
        return row
    return list(value) if isinstance(value, tuple) else value


def clouds() -> dict[str, str]:
    """The clouds of the plate in their order, with the question in each."""
    found: dict[str, str] = read_toml("wijkmonitor.afspraken", "zinnen.toml")["oogst"]["wolk"]
    return found


def photo_path(folder: Path, name: str) -> Path:
    """Where a photo stands; only the name counts, so that no other file of the machine can be meant."""
    return folder / PLAAT / Path(name).name


def keep_photo(folder: Path, sessie: str, content: bytes) -> str:
    """Put the photo, without metadata, in the folder of the wijk; its name. ValueError in Dutch for what is no photo."""
    path = photo_path(folder, f"{plain_name(sessie)}.jpg")
    write_whole(path, strip_photo(content))
    return path.name


def put_harvest(text: str, sessie: str, notities: Mapping[str, Iterable[str]], *, foto: str = "") -> str:
    """The text of the agenda with this harvest in its session; a cloud without notes, or no photo, is left out."""
    harvest = {name: list(said) for name, said in notities.items() if said} | ({"foto": foto} if foto else {})
    return put_values(text, "sessie", sessie, {"oogst": harvest})
