"""Printing: the browser that is named, a date that does not change, and no half files."""

from __future__ import annotations

import stat
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from wijkmonitor.paginas.pdf import DrukFout, find_chromium, print_pdf, with_date

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a browser is a shell script")
DAG = date(2022, 12, 31)


def _browser(folder: Path, script: str) -> str:
    path = folder / "namaakbrowser"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


PRINTS = 'for word in "$@"; do case $word in --print-to-pdf=*) printf "%s" "%PDF-1.4 /CreationDate (D:20261121231430+01\'00\')" > "${word#*=}";; esac; done'


def _page(folder: Path) -> Path:
    page = folder / "pagina.html"
    page.write_text("<html></html>")
    return page


def test_the_pdf_carries_the_day_of_the_report(tmp_path: Path) -> None:
    print_pdf(_page(tmp_path), tmp_path / "uit.pdf", browser=_browser(tmp_path, PRINTS), dag=DAG)
    assert b"(D:20221231000000+00'00')" in (tmp_path / "uit.pdf").read_bytes()


def test_changing_the_date_moves_no_byte() -> None:
    content = b"%PDF /CreationDate (D:20261121231430+00'00')\n/ModDate (D:20261121231430+00'00') xref"
    changed = with_date(content, DAG)
    assert len(changed) == len(content) and changed.count(b"20221231") == 2


@pytest.mark.parametrize(("script", "words"), [("exit 3", "code 3"), ("exit 0", "geen PDF"), ("sleep 60", "niet klaar")])
def test_a_browser_that_fails_gives_a_reason_and_no_file(tmp_path: Path, script: str, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(DrukFout, match=words):
        print_pdf(_page(tmp_path), tmp_path / "uit.pdf", browser=_browser(tmp_path, script), dag=DAG, seconden=1)
    assert time.monotonic() - began < 20
    assert sorted(path.name for path in tmp_path.iterdir()) == ["namaakbrowser", "pagina.html"]


def test_a_browser_that_is_not_there_gives_a_reason(tmp_path: Path) -> None:
    with pytest.raises(DrukFout, match="start niet"):
        print_pdf(_page(tmp_path), tmp_path / "uit.pdf", browser=str(tmp_path / "weg"), dag=DAG)


def test_the_browser_that_is_named_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = _browser(tmp_path, "exit 0")
    monkeypatch.setenv("CHROMIUM", named)
    assert find_chromium() == named
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "weg"))
    assert find_chromium() == ""


def test_the_browser_without_a_window_is_chosen_where_it_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() == str(tmp_path / "chromium-headless-shell")
