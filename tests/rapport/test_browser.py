"""Pages in a real browser: accessible, readable on a telephone, complete on paper, and deaf to hostile text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wijkmonitor.paginas import export_html, render_index

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VNU = os.environ.get("VNU_JAR", "")


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory,
    voorbeelden: ModuleType,
    overzichten: ModuleType,
    execute: Callable[..., Any],
) -> dict[str, Path]:
    """A report, a report full of hostile text, an index and a large index, as files."""
    where = tmp_path_factory.mktemp("paginas")
    html = {
        "rapport": export_html(execute(voorbeelden.make_document(9)), naam="1-bereik"),
        "vijandig": export_html(execute(voorbeelden.make_hostile_document()), naam="1-bereik"),
        "index": render_index(overzichten.make_overzicht()),
        "groot": render_index(overzichten.make_large(300)),
    }
    for name, text in html.items():
        (where / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: where / f"{name}.html" for name in html}


NAMES = ("rapport", "vijandig", "index", "groot")


def _open(browser: Any, path: Path, width: int = 1280) -> Any:
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(browser: Any, pages: dict[str, Path], name: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = _open(browser, pages[name], width)
    result = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in result.response["violations"]] == []
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_and_nothing_runs(browser: Any, pages: dict[str, Path], name: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(pages[name].as_uri())
    assert [url for url in asked if not url.startswith(("data:", pages[name].as_uri()))] == []
    assert said == []
    assert "gehackt" not in page.title() or "<script>" in page.title()
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_at_320_pixels_nothing_needs_scrolling_sideways(browser: Any, pages: dict[str, Path], name: str) -> None:
    page = _open(browser, pages[name], 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("name", ["rapport", "index"])
def test_the_skip_link_is_first_and_every_link_can_be_reached(browser: Any, pages: dict[str, Path], name: str) -> None:
    page = _open(browser, pages[name])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "sprong"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    wanted = page.evaluate("document.querySelectorAll('a,summary,[tabindex=\"0\"]').length")
    reached = 1
    for _ in range(wanted - 1):
        page.keyboard.press("Tab")
        reached += page.evaluate("document.activeElement !== document.body")
    assert reached == wanted
    page.close()


@pytest.mark.parametrize("name", ["rapport", "index", "groot"])
def test_paper_has_every_word_of_the_screen(browser: Any, pages: dict[str, Path], name: str, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    page = _open(browser, pages[name])
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    page.pdf(path=str(tmp_path / "p.pdf"), prefer_css_page_size=True, print_background=True)
    printed = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "p.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    words = set(re.findall(r"\w{4,}", printed))
    hidden = "footer, .geen-druk, .sprong, summary, .ophalen, .meerlinks, .schuif caption"
    page.evaluate(f"document.querySelectorAll('{hidden}').forEach(e => e.remove())")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    missing = [word for word in re.findall(r"\w{4,}", page.inner_text("body")) if word not in words]
    assert missing == []
    page.close()


def test_on_paper_each_finding_has_its_own_sheet_and_lines_to_write_on(browser: Any, pages: dict[str, Path]) -> None:
    page = _open(browser, pages["rapport"])
    assert not page.is_visible(".bevinding .schrijf")
    page.emulate_media(media="print")
    assert page.is_visible(".bevinding .schrijf")
    breaks = page.evaluate("[...document.querySelectorAll('.bevinding')].map(e => getComputedStyle(e).breakBefore)")
    assert breaks == ["page"] * 7
    page.close()


def test_the_numbers_behind_a_figure_can_be_fetched_without_a_server(browser: Any, pages: dict[str, Path]) -> None:
    page = _open(browser, pages["rapport"])
    with page.expect_download() as download:
        page.click(".bevinding a[download]")
    assert download.value.suggested_filename == "stevenshof-1-bereik-bevinding-0.csv"
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("Interventie;Begonnen")
    page.close()


def test_a_gemeente_opens_with_the_keyboard(browser: Any, pages: dict[str, Path]) -> None:
    page = _open(browser, pages["groot"])
    page.focus("summary")
    assert not page.is_visible("details table")
    page.keyboard.press("Enter")
    assert page.is_visible("details table")
    page.close()


def test_the_validator_finds_no_errors(pages: dict[str, Path]) -> None:
    if not VNU or not shutil.which("java"):
        pytest.skip("set VNU_JAR to the validator (npm package vnu-jar) and install Java")
    files = [str(path) for path in pages.values()]
    done = subprocess.run(["java", "-jar", VNU, "--errors-only", *files], capture_output=True, text=True, check=False)
    assert done.stderr == ""
