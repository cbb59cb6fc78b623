"""The search itself: it finds a needle wherever a report can hide one."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest
from tests.lek.lezen import everything, find_needles

NAALD = "Zoë Kwezelvoort"


def as_csv_in_html() -> bytes:
    packed = base64.b64encode(f"naam;n\r\n{NAALD};3".encode("utf-8-sig")).decode()
    return f'<a href="data:text/csv;base64,{packed}">cijfers</a>'.encode()


def as_svg_in_html_in_json() -> bytes:
    svg = base64.b64encode("<svg><text>Zoë</text><text> Kwezelvoort</text></svg>".encode()).decode()
    return json.dumps({"outputs": [{"text/html": f'<img src="data:image/svg+xml;base64,{svg}">'}]}).encode()


FORMEN = {
    "a.html": f"<p>{NAALD}</p>".encode(),
    "b.html": b"<p>Zo&euml;\n  <b>KWEZELVOORT</b></p>",
    "c.html": as_csv_in_html(),
    "d.ipynb": as_svg_in_html_in_json(),
    "e.json": json.dumps({"reden": NAALD}, ensure_ascii=True).encode(),
    "f.jsonl": json.dumps({NAALD: 1}).encode() + b"\n{}\n",
    ".g.json": json.dumps([NAALD]).encode(),
    "h.html": b'<a href="#Zo%C3%AB%20Kwezelvoort">x</a>',
    "Zoë Kwezelvoort.txt": b"leeg",
}


@pytest.mark.parametrize("name", FORMEN)
def test_a_needle_is_found_in_every_form(tmp_path: Path, name: str) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / name).write_bytes(FORMEN[name])
    assert list(find_needles(everything(tmp_path), [NAALD, "iets anders"])) == [NAALD]


def test_a_needle_is_found_in_a_packed_stream_of_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.lek.lezen.shutil.which", lambda name: None)
    packed = zlib.compress(b"/URI (file:///home/kwezelvoort/wijk)")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nstream\n" + packed + b"\nendstream\n")
    assert list(find_needles(everything(tmp_path), ["Kwezelvoort"])) == ["Kwezelvoort"]


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Zoë woont in Voorschoten</p>", encoding="utf-8")
    assert find_needles(everything(tmp_path), [NAALD]) == {}
