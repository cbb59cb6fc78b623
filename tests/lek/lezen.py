"""Everything that a folder of reports says, also what hides: data inside data, PDF streams, JSON escapes, file names."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_INNER = re.compile(r"data:[\w/+.;=-]*?base64,([A-Za-z0-9+/=\s]+)")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Place and text of all that stands under a folder, hidden files and file names included, plain and decoded."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        yield "(name)", place
        if path.is_file():
            for text in texts_of(path):
                yield place, text


def texts_of(path: Path) -> Iterator[str]:
    """All readings of one file."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        yield from _pdf(path, content)
        return
    text = content.decode("utf-8", errors="replace")
    yield from _readings(text)
    if path.suffix in (".json", ".ipynb", ".jsonl"):
        for line in text.splitlines() if path.suffix == ".jsonl" else [text]:
            yield from (reading for string in _strings(json.loads(line)) for reading in _readings(string))


def _readings(text: str) -> Iterator[str]:
    """The text as it is, without escapes and markup, and all that is packed inside it."""
    yield text
    yield html.unescape(text)
    yield re.sub(r"<[^>]*>", "", html.unescape(text))
    if "%" in text:
        yield unquote(text)
    for packed in _INNER.findall(text):
        try:
            yield from _readings(base64.b64decode(re.sub(r"\s", "", packed)).decode("utf-8-sig", errors="replace"))
        except binascii.Error:
            continue


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _pdf(path: Path, content: bytes) -> Iterator[str]:
    yield content.decode("latin-1")
    for stream in _STREAM.findall(content):
        try:
            yield zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue
    if shutil.which("pdftotext"):
        yield subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode("utf-8")


def find_needles(texts: Iterable[tuple[str, str]], needles: Iterable[str]) -> dict[str, set[str]]:
    """Needle -> the places where it stands, whatever its capitals or the spaces in it."""
    groups: dict[str, dict[str, str]] = {}  # by first letters: most texts hold none of these
    for needle in needles:
        plain = _flat(needle)
        groups.setdefault(plain[:6], {})[plain] = needle
    found: dict[str, set[str]] = {}
    seen: set[tuple[str, int]] = set()
    for place, text in texts:
        if (place, hash(text)) in seen:
            continue
        seen.add((place, hash(text)))
        flat = _flat(text)
        for begin, group in groups.items():
            if begin in flat:
                for plain, needle in group.items():
                    if plain in flat:
                        found.setdefault(needle, set()).add(place)
    return found


def _flat(text: str) -> str:
    return "".join(text.split()).casefold()
