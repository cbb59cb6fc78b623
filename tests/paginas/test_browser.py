"""The pages in a real browser: accessible, readable on a telephone, one sheet on paper, nothing cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.paginas.conftest import make_shipped_bestuur

from beeld import LETTER
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.bestuur import bestuur_html
from wijkmonitor.paginas.bestuurvragen import Zin
from wijkmonitor.paginas.verzameld import Afgesproken, Verzameld

pytestmark = [pytest.mark.browser, pytest.mark.traag]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "samen-leren.html",
    "menukaart.html",
    "menukaart-invulbladen.html",
    *(
        f"{wijk}/{name}.html"
        for wijk in ("voorbeeldwijk", "voorbeeldwijk-3")
        for name in ("5-praatplaat", "7-bestuur", "8-koppelkaart")
    ),
)
OVERFLOWING = """() => [...document.querySelectorAll('.slot,.titel h1,.titel p,.bedden li,.voetregel')]
  .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
  .map(e => e.className + ': ' + e.textContent.trim().slice(0, 60))"""


def _open(browser: Any, path: Path, width: int = 1280) -> Any:
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.goto(path.as_uri())
    return page


def test_what_the_words_of_an_answer_mean_has_the_width_of_the_first_page(browser: Any, gemaakt: Path) -> None:
    page = _open(browser, gemaakt / "index.html")
    line = page.get_by_text("Niet te zeggen: geen cijfer geeft een oordeel.").first.bounding_box()
    assert line["width"] > 400
    page.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Any, gemaakt: Path, name: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = _open(browser, gemaakt / name, width)
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    assert [(item["id"], [node["html"][:120] for node in item["nodes"]][:3]) for item in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-3"])
def test_no_slot_of_the_plate_overflows_or_is_cut(browser: Any, gemaakt: Path, wijk: str) -> None:
    page = _open(browser, gemaakt / wijk / "5-praatplaat.html", 1680)
    assert page.evaluate(OVERFLOWING) == []
    shown = page.evaluate(
        "() => [...document.querySelectorAll('.bord, .nota, .praat, .bedden')].map(e => e.textContent).join(' ')"
    )
    assert "…" not in shown
    page.emulate_media(media="print")
    assert page.evaluate(WALL) == []
    page.close()


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
def test_the_plate_speaks_another_language_on_request_on_a_sheet_of_its_own(browser: Any, gemaakt: Path, tmp_path: Path) -> None:
    path = gemaakt / "voorbeeldwijk" / "5-praatplaat.html"
    for mode, sheets in (("", 1), ("#taal-ar", 2)):
        page = browser.new_page()
        page.goto(f"{path.as_uri()}{mode}")
        assert page.locator(".taal:visible").count() == sheets - 1
        page.pdf(path=str(tmp_path / "plaat.pdf"), prefer_css_page_size=True, print_background=True)
        told = subprocess.run(["pdfinfo", tmp_path / "plaat.pdf"], capture_output=True, text=True, check=True).stdout
        assert re.search(rf"Pages:\s+{sheets}\b", told) and "A3" in told
        page.close()
    page = browser.new_page()
    page.goto(path.as_uri())
    page.click("text=العربية")
    shown = page.locator(".taal:visible [lang=ar]")
    assert shown.get_attribute("dir") == "rtl" and shown.locator("li").count() == 4
    assert "niet nagelezen" in page.locator(".taal:visible").inner_text()
    page.close()


# points on paper: the number of a board 60 or more, what it means 24, all else 14
WALL = """() => [...document.querySelectorAll('.vel *')].filter(e => {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()), place = e.closest('.feit:not(.geen)');
    if (!own || e.closest('svg, .weg') || !e.checkVisibility()) return false;
    const least = !place ? 14 : e.tagName === 'STRONG' ? 60 : 24;
    return parseFloat(getComputedStyle(e).fontSize) * .75 < least - .1; })
  .map(e => getComputedStyle(e).fontSize + ': ' + e.textContent.trim().slice(0, 60))"""
CUT = "() => [...document.querySelectorAll('.vel')].filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.className)"


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-3"])
def test_on_paper_a_sheet_loses_nothing_and_no_letter_is_below_8_points(browser: Any, gemaakt: Path, wijk: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    sheets = sorted((gemaakt / wijk).glob("*-tafelblad.html"))
    reports = [path.with_name(path.name.replace("-tafelblad", "")) for path in sheets]
    assert len(sheets) == 5
    for path in (*sheets, *reports):
        page.set_viewport_size({"width": 703 if path in sheets else 680, "height": 1030})  # an A4 within its margins
        page.goto(path.as_uri())
        page.wait_for_function("[...document.images].every(e => e.complete)")
        assert page.evaluate(CUT) == [], path.name
        assert page.evaluate(LETTER) >= 7.99, path.name
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_fetched(browser: Any, gemaakt: Path, name: str) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((gemaakt / name).as_uri())
    assert [url for url in asked if not url.startswith(("data:", (gemaakt / name).as_uri()))] == []
    page.close()


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-3"])
def test_the_page_for_the_board_is_one_a4_with_all_its_words(browser: Any, gemaakt: Path, tmp_path: Path, wijk: str) -> None:
    page = _open(browser, gemaakt / wijk / "7-bestuur.html")
    page.pdf(path=str(tmp_path / "blad.pdf"), prefer_css_page_size=True, print_background=True)
    told = subprocess.run(["pdfinfo", tmp_path / "blad.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\b", told) and "A4" in told
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    below = page.evaluate(
        "() => document.querySelector('.stand').getBoundingClientRect().bottom - document.body.getBoundingClientRect().bottom"
    )
    assert below <= 0
    page.close()


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
def test_the_page_for_the_board_keeps_to_one_a4_with_the_longest_texts(
    browser: Any, dossiers: dict[str, Dossier], gather: Callable[..., Verzameld], tmp_path: Path
) -> None:
    long = "Dit is een gewone zin die wel wat lang is maar best in een leeragenda kan staan. " * 4
    said = [{"tekst": long, "herkomst": "voorbeeld", "vooraf": before} for before in ("Wel:", "Nog niet:")]
    made = make_shipped_bestuur(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", antwoord=said, teken="gunstiger"))
    agreed = Afgesproken(long, long, "kan toeval zijn", long, voorbeeld=True)
    terms = tuple((name, long) for name in ("Wie", "Voor", "Hoeveel", "Anders"))
    aims = tuple(replace(aim, regel=long, voorbeeld=True) for aim in made.doelen)
    full = replace(made, afspraken=(agreed,) * 3, vragen=(Zin(long, True, terms),) * 3, doelen=aims)
    (tmp_path / "blad.html").write_text(bestuur_html(full), encoding="utf-8")
    page = _open(browser, tmp_path / "blad.html")
    page.pdf(path=str(tmp_path / "blad.pdf"), prefer_css_page_size=True, print_background=True)
    told = subprocess.run(["pdfinfo", tmp_path / "blad.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\b", told)
    page.close()
