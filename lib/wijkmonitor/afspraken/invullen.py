"""What a session brought, on its way into its learning agenda: the text in, the new text out; comments stay.

The harvest of its praatplaat too, and the sheet on which a session writes what it makes of the figures: made to fill in with Excel,
and read back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import tomlkit
from tomlkit.items import Array, Item

from wijkmonitor.afspraken import meld
from wijkmonitor.afspraken.items import TABELLEN, Duiding, Herkenning, Toen, Uitspraak
from wijkmonitor.gegevens.fouten import Fout, LeesFout, describe
from wijkmonitor.gegevens.lezen import RuweTabel, read_table
from wijkmonitor.gegevens.velden import parse_number
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.privacy.screening import find_person
from wijkmonitor.schrijven import csv_text, plain_name, write_whole

PLAAT = "praatplaat"  # in the folder of the wijk: photos of what was written on it
_VANZELF = ("", None, (), "eigen registratie")  # what a reader takes for granted
KOLOMMEN = ("bevinding", "kop", "geraden", "herkend", "kring", "rol", "gezegd", "leidt_tot")
WOORDEN = get_args(Herkenning)
KRINGEN = ("binnen", "buiten")
FOTO_GROOTST = 1800  # signs on the paper stay readable, in pixels along the longest side of a photo
FOTO_MEESTE = 60_000_000  # pixels
GEEN_FOTO = "Dit bestand is geen foto die we kunnen lezen. Kies een foto als JPEG of PNG."


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


def strip_photo(content: bytes) -> bytes:
    """The picture alone, upright, as JPEG: drawn anew, so that no metadata can come along. ValueError in Dutch for no photo."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")) as photo:
            if photo.width * photo.height > FOTO_MEESTE:
                raise ValueError("Deze foto is te groot. Maak haar eerst kleiner.")
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise ValueError(GEEN_FOTO) from None
    upright.thumbnail((FOTO_GROOTST, FOTO_GROOTST))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=82)
    return target.getvalue()


def put_harvest(text: str, sessie: str, notities: Mapping[str, Iterable[str]], *, foto: str = "") -> str:
    """The text of the agenda with this harvest in its session; a cloud without notes, or no photo, is left out."""
    harvest = {name: list(said) for name, said in notities.items() if said} | ({"foto": foto} if foto else {})
    return put_values(text, "sessie", sessie, {"oogst": harvest})


def make_sheet(bevindingen: Iterable[Mapping[str, Any]]) -> bytes:
    """A CSV as Dutch Excel opens it, a row per finding with its headline; the other columns are empty."""
    rows = ([row["id"], row.get("kop", ""), *[""] * (len(KOLOMMEN) - 2)] for row in bevindingen)
    return csv_text([KOLOMMEN, *rows], eind="\r\n").encode("utf-8-sig")


def read_sheet(
    path: Path, *, sessie: str, bekend: Collection[str], herkomst: Any = "eigen registratie", geen_mens: tuple[str, ...] = ()
) -> tuple[Duiding, ...]:
    """What a filled-in sheet says, a row per line that was said; rows without anything filled in are passed over.

    bekend: the ids of all findings. geen_mens: names of places and organisations of the wijk. LeesFout with every fault in it, with row and column.
    """
    table = read_table(path, kolommen=KOLOMMEN)
    faults = [*(fault for fault in table.gebreken if fault.ernst == "fout"), *_missing_columns(table)]
    if faults:
        raise LeesFout(*faults)
    found: dict[str, list[Mapping[str, str]]] = {}
    for number, cells in zip(table.rijnummers, table.rijen, strict=True):
        row = {name: " ".join(str(cell).split()) for name, cell in zip(table.kop, cells, strict=True) if cell is not None}
        if any(row.get(name) for name in KOLOMMEN[2:]):
            faults += [Fout(table.bestand, number, *fault) for fault in _row_faults(row, bekend, geen_mens)]
            found.setdefault(row.get("bevinding", ""), []).append(row)
    faults += [Fout(table.bestand, 0, *fault) for id, rows in found.items() for fault in _together(id, rows)]
    if faults:
        raise LeesFout(*faults)
    return tuple(_reading(id, rows, sessie, herkomst) for id, rows in found.items())


def _missing_columns(table: RuweTabel) -> Iterator[Fout]:
    for name in KOLOMMEN:
        if name not in ("kop", "geraden") and name not in table.kop:
            yield Fout(table.bestand, table.koprij, name, *meld("blad.kolom", kolommen=", ".join(KOLOMMEN)))


def _row_faults(
    row: Mapping[str, str], bekend: Collection[str], geen_mens: tuple[str, ...]
) -> Iterator[tuple[str, str, str, str]]:
    """Column, what, what to do and what was found, for every fault in a row."""
    id, word, circle = row.get("bevinding", ""), row.get("herkend", "").lower(), row.get("kring", "").lower()
    if id not in bekend:
        yield "bevinding", *meld("blad.bevinding"), id
    if word and word not in WOORDEN:
        yield "herkend", *meld("blad.woord", woorden=", ".join(WOORDEN)), word
    if (guess := row.get("geraden", "")) and _number(guess) is None:
        yield "geraden", *meld("blad.geraden"), guess
    said = row.get("gezegd", "")
    if said and circle not in KRINGEN:
        yield "kring", *meld("blad.kring", woorden=", ".join(KRINGEN)), circle
    if said and not row.get("rol"):
        yield "rol", *meld("blad.rol"), ""
    if not said and (circle or row.get("rol")):
        yield "gezegd", *meld("blad.gezegd"), ""
    for name in ("rol", "gezegd"):
        if find_person(row.get(name, ""), geen_mens):
            yield name, *meld("agenda.persoon"), ""


def _together(id: str, rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """What is wrong with the rows of one finding together."""
    only_guessed = not any(row.get(name) for row in rows for name in KOLOMMEN[3:])
    for name in ("geraden", "herkend", "leidt_tot"):
        words = list(dict.fromkeys(word for row in rows if (word := row.get(name, "").lower())))
        if name == "herkend" and not words and not only_guessed:
            yield name, *meld("blad.herkend", bevinding=id, woorden=", ".join(WOORDEN)), ""
        if len(words) > 1:
            yield name, *meld("blad.twee_antwoorden", bevinding=id), describe(", ".join(words))


def _number(text: str) -> float | None:
    """The number that is written; None where it is none."""
    try:
        return float(parse_number(text))
    except (ValueError, TypeError):
        return None


def _reading(id: str, rows: Iterable[Mapping[str, str]], sessie: str, herkomst: Any) -> Duiding:
    rows = list(rows)
    lines = [Uitspraak(row["kring"].lower(), row["rol"], row["gezegd"]) for row in rows if row.get("gezegd")]  # type: ignore[arg-type]
    word, leads, guess = (next((row[name] for row in rows if row.get(name)), "") for name in ("herkend", "leidt_tot", "geraden"))
    return Duiding("", sessie, id, word.lower(), tuple(lines), leads, geraden=_number(guess), herkomst=herkomst)  # type: ignore[arg-type]
