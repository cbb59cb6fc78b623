"""A Chromium for the rooms that look at pages, and what they ask of it. Tests are skipped where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from wijkmonitor.paginas.pdf import find_chromium

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OpenPage = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window, for all tests of a module."""
    path = find_chromium()
    if not path:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[OpenPage]:
    """Function that opens a file in a window of its own, at a place in it if asked: `open_page(path, "#scherm", width=320)`.

    Without a file the window is empty. Other options are those of a window of Playwright. After the test all are closed.
    """
    contexts: list[Any] = []

    def open_in_window(
        path: Path | None = None, place: str = "", *, width: int = 1280, height: int = 1000, **options: Any
    ) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options))
        page = contexts[-1].new_page()
        if path:
            page.goto(path.as_uri() + place)
        return page

    yield open_in_window
    for context in contexts:
        context.close()


def axe_faults(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds wrong on a page: the rule, and the first places in which it is broken."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]][:3]) for item in found]


def print_page(page: Any, path: Path) -> str:
    """Print a page as PDF; gives the words on its sheets, with a form feed after each."""
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    return _poppler("pdftotext", str(path), "-")


def pdf_facts(path: Path) -> dict[str, str]:
    """What a PDF says of itself: `Pages`, `Page size` (`842 x 595 pts (A4)`), `CreationDate` and more."""
    lines = _poppler("pdfinfo", str(path)).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _poppler(program: str, *words: str) -> str:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout
