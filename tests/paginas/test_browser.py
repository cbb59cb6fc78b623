"""The pages in a real browser: accessible, readable on a telephone, one sheet on paper, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import OpenPage, axe_faults, pdf_facts, print_page
from tests.paginas.conftest import make_shipped_bestuur

from beeld import LETTER
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.bestuur import bestuur_html
from wijkmonitor.paginas.bestuurblad import Bereiktgroep
from wijkmonitor.paginas.bestuurvragen import Zin
from wijkmonitor.paginas.verzameld import Afgesproken, Verhaal, Verzameld

pytestmark = [pytest.mark.browser, pytest.mark.traag]
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


def test_what_the_words_of_an_answer_mean_has_the_width_of_the_first_page(open_page: OpenPage, gemaakt: Path) -> None:
    page = open_page(gemaakt / "index.html")
    line = page.get_by_text("Niet te zeggen: geen cijfer geeft een oordeel.").first.bounding_box()
    assert line["width"] > 400


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page: OpenPage, gemaakt: Path, name: str, width: int) -> None:
    page = open_page(gemaakt / name, width=width)
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-3"])
def test_no_slot_of_the_plate_overflows_or_is_cut(open_page: OpenPage, gemaakt: Path, wijk: str) -> None:
    page = open_page(gemaakt / wijk / "5-praatplaat.html", width=1680)
    assert page.evaluate(OVERFLOWING) == []
    shown = page.evaluate(
        "() => [...document.querySelectorAll('.bord, .nota, .praat, .bedden')].map(e => e.textContent).join(' ')"
    )
    assert "…" not in shown
    page.emulate_media(media="print")
    assert page.evaluate(WALL) == []
    inks = "[...document.querySelectorAll('.plaat, .vel p')].map(e => getComputedStyle(e).color).join()"
    chosen = page.evaluate(inks)
    page.emulate_media(media="screen", forced_colors="active", color_scheme="dark")
    assert page.evaluate(inks) == chosen, "the drawing keeps its ink on its own paper"


def test_the_plate_speaks_another_language_on_request_on_a_sheet_of_its_own(
    open_page: OpenPage, gemaakt: Path, tmp_path: Path
) -> None:
    path = gemaakt / "voorbeeldwijk" / "5-praatplaat.html"
    for place, sheets in (("", 1), ("#taal-ar", 2)):
        page = open_page(path, place)
        assert page.locator(".taal:visible").count() == sheets - 1
        assert print_page(page, tmp_path / "plaat.pdf").count("\f") == sheets
        assert pdf_facts(tmp_path / "plaat.pdf")["Page size"].endswith("(A3)")
    page = open_page(path)
    page.click("text=العربية")
    shown = page.locator(".taal:visible [lang=ar]")
    assert shown.get_attribute("dir") == "rtl" and shown.locator("li").count() == 4
    assert "niet nagelezen" in page.locator(".taal:visible").inner_text()


# points on paper: the number of a board 60 or more, what it means 24, all else 14
WALL = """() => [...document.querySelectorAll('.vel *')].filter(e => {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()), place = e.closest('.feit:not(.geen)');
    if (!own || e.closest('svg, .weg') || !e.checkVisibility()) return false;
    const least = !place ? 14 : e.tagName === 'STRONG' ? 60 : 24;
    return parseFloat(getComputedStyle(e).fontSize) * .75 < least - .1; })
  .map(e => getComputedStyle(e).fontSize + ': ' + e.textContent.trim().slice(0, 60))"""
CUT = "() => [...document.querySelectorAll('.vel')].filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.className)"


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-3"])
def test_on_paper_a_sheet_loses_nothing_and_keeps_its_letters_large(open_page: OpenPage, gemaakt: Path, wijk: str) -> None:
    page = open_page()
    page.emulate_media(media="print")
    sheets = sorted((gemaakt / wijk).glob("*-tafelblad.html"))
    reports = [path.with_name(path.name.replace("-tafelblad", "")) for path in sheets]
    assert len(sheets) == 5
    for path in (*sheets, *reports):
        page.set_viewport_size({"width": 703, "height": 1030})  # an A4 within its margins
        page.goto(path.as_uri())
        page.wait_for_function("[...document.images].every(e => e.complete)")
        assert page.evaluate(CUT) == [], path.name
        assert page.evaluate(LETTER) >= (7.99 if path in sheets else 8.7), path.name


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_fetched(open_page: OpenPage, gemaakt: Path, name: str) -> None:
    asked: list[str] = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((gemaakt / name).as_uri())
    assert [url for url in asked if not url.startswith(("data:", (gemaakt / name).as_uri()))] == []


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-3"])
def test_the_page_for_the_board_is_one_a4_with_all_its_words(
    open_page: OpenPage, gemaakt: Path, tmp_path: Path, wijk: str
) -> None:
    page = open_page(gemaakt / wijk / "7-bestuur.html")
    assert print_page(page, tmp_path / "blad.pdf").count("\f") == 1
    assert pdf_facts(tmp_path / "blad.pdf")["Page size"].endswith("(A4)")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    below = page.evaluate(
        "() => document.querySelector('.stand').getBoundingClientRect().bottom - document.body.getBoundingClientRect().bottom"
    )
    assert below <= 0


LANG = "Dit is een gewone zin die wel wat lang is maar best in een leeragenda kan staan, zonder dat iemand dat vreemd vindt of erover valt. "
KOPPEN = ("Dit is bereikt", "Dit is gedaan", "Dit loopt of komt", "Dit is gepland", "Gepland; of het doorging, weten we niet")
BUITEN_BLAD = """() => ['.stand', '.briefje li', '.briefje > p'].flatMap(q => [...document.querySelectorAll(q)])
  .filter(e => e.getBoundingClientRect().bottom > (e.closest('.briefje') ?? document.body).getBoundingClientRect().bottom + 1)
  .map(e => e.textContent.trim().slice(0, 60))"""


@pytest.mark.parametrize("regel", [60, 85, 108])  # of an answer: one line, and two of them
@pytest.mark.parametrize("afspraken", [0, 1, 3])
@pytest.mark.parametrize("koppen", [1, 5])
def test_the_page_for_the_board_keeps_to_one_a4_with_the_longest_texts(
    open_page: OpenPage,
    dossiers: dict[str, Dossier],
    gather: Callable[..., Verzameld],
    tmp_path: Path,
    regel: int,
    afspraken: int,
    koppen: int,
) -> None:
    said = [
        {"tekst": f"{LANG[:regel]}.", "herkomst": "voorbeeld", "vooraf": before}
        for before in ("Dit gaat goed.", "Dit lukt nog niet.")
    ]
    wijk = dossiers["voorbeeldwijk"].wijk.model_copy(update={"naam": "Hoogvliet-Noord en Hoogvliet-Zuid met de Gaarden"})
    dossier = replace(dossiers["voorbeeldwijk"], wijk=wijk)
    found = gather("voorbeeldwijk", antwoord=said, teken="te weinig", woord="niet te zeggen")
    made = make_shipped_bestuur(dossier, found)
    agreed = Afgesproken(LANG * 3, LANG, "kan toeval zijn", LANG * 3, voorbeeld=True)
    terms = tuple((name, LANG) for name in ("Wie", "Voor", "Hoeveel", "Anders"))
    full = replace(
        made,
        afspraken=(agreed,) * afspraken,
        vragen=(Zin(LANG * 3, True, terms),) * 3,
        doelen=tuple(replace(aim, regel=LANG, voorbeeld=True, betekent=LANG * 3) for aim in made.doelen),
        bereikt=tuple(Bereiktgroep(kop, (Zin(LANG, True),) * 9) for kop in KOPPEN[:koppen]),
        verhaal=Verhaal((LANG,) * 4, voorbeeld=True),
    )
    (tmp_path / "blad.html").write_text(bestuur_html(full), encoding="utf-8")
    page = open_page(tmp_path / "blad.html")
    assert print_page(page, tmp_path / "blad.pdf").count("\f") == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    assert page.evaluate(BUITEN_BLAD) == []
