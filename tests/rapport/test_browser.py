"""Pages in a real browser: accessible, readable on a telephone, complete on paper, and deaf to hostile text."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.bevinding import voorbeelden
from tests.conftest import OpenPage, axe_faults, print_page
from tests.rapport import overzichten
from tests.rapport.maken import execute

from wijkmonitor.paginas.exporter import export_pages
from wijkmonitor.paginas.index import render_index
from wijkmonitor.paginas.pagina import mark

pytestmark = pytest.mark.browser

VNU = os.environ.get("VNU_JAR", "")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report with its sheet for the table, the same full of hostile text, an index and a large index, as files."""
    where = tmp_path_factory.mktemp("paginas")
    plain = export_pages(execute(voorbeelden.make_document(9)), naam="1-bereik", naast=["2-gezondheid"])
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 533 379"><text y="9" style="font-size:9.5px">a</text></svg>'
    tall = voorbeelden.make_document(3)
    figures = [replace(finding, figuur=replace(finding.figuur, breed=svg)) for finding in tall.bevindingen if finding.figuur]
    tall = export_pages(execute(replace(tall, bevindingen=tuple(figures))), naam="1-bereik")
    hostile = export_pages(execute(voorbeelden.make_hostile_document()), naam="1-bereik")
    html = {
        "rapport": plain[".html"],
        "1-bereik": plain[".html"],
        "tafelblad": plain["-tafelblad.html"],
        "hoog-tafelblad": tall["-tafelblad.html"],
        "vijandig": hostile[".html"],
        "vijandig-tafelblad": hostile["-tafelblad.html"],
        "index": render_index(overzichten.make_overzicht()),
        "groot": render_index(overzichten.make_large(300)),
        "rijen": render_index(overzichten.make_rows(20)),
    }
    for name, text in html.items():
        (where / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: where / f"{name}.html" for name in html}


NAMES = (
    "rapport",
    "tafelblad",
    "tafelblad#scherm",
    "tafelblad#raden",
    "tafelblad#taal-ar",
    "vijandig",
    "vijandig-tafelblad",
    "index",
    "groot",
)

Open = Callable[..., Any]


@pytest.fixture
def opened(open_page: OpenPage, pages: dict[str, Path]) -> Open:
    """Function that opens one of the pages, at a place in it if asked: `opened("tafelblad#raden", width=320)`."""

    def open_one(name: str, **options: Any) -> Any:
        file, mark, place = name.partition("#")
        return open_page(pages[file], mark + place, **options)

    return open_one


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(opened: Open, name: str, width: int) -> None:
    assert axe_faults(opened(name, width=width)) == []


@pytest.mark.parametrize("name", [name for name in NAMES if "#" not in name])
def test_nothing_is_fetched_and_nothing_runs(open_page: OpenPage, pages: dict[str, Path], name: str) -> None:
    page = open_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    at = pages[name].as_uri()
    page.goto(at)
    assert [url for url in asked if not url.startswith(("data:", at))] == []
    assert said == []
    assert "gehackt" not in page.title() or "<script>" in page.title()


@pytest.mark.parametrize("name", NAMES)
def test_at_320_pixels_nothing_needs_scrolling_sideways(opened: Open, name: str) -> None:
    page = opened(name, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["rapport", "tafelblad", "index"])
def test_the_skip_link_is_first_and_every_link_can_be_reached(opened: Open, name: str) -> None:
    page = opened(name)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "sprong"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    wanted = page.evaluate("[...document.querySelectorAll('a,summary,[tabindex=\"0\"]')].filter(e => e.checkVisibility()).length")
    reached = 1
    for _ in range(wanted - 1):
        page.keyboard.press("Tab")
        reached += page.evaluate("document.activeElement !== document.body")
    assert reached == wanted


@pytest.mark.parametrize("name", ["rapport", "index", "groot"])
def test_paper_has_every_word_of_the_screen(opened: Open, name: str, tmp_path: Path) -> None:
    page = opened(name)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    words = set(re.findall(r"\w{4,}", print_page(page, tmp_path / "p.pdf")))
    hidden = "footer, .geen-druk, .sprong, summary, .ophalen, .meerlinks, .schuif caption"
    page.evaluate(f"document.querySelectorAll('{hidden}').forEach(e => e.remove())")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    missing = [word for word in re.findall(r"\w{4,}", page.inner_text("body")) if word not in words]
    assert missing == []


def test_on_paper_a_finding_with_its_question_stands_on_one_sheet_with_lines_to_write_on(opened: Open, tmp_path: Path) -> None:
    document = voorbeelden.make_document(9)
    page = opened("rapport")
    assert not page.is_visible(".bevinding .schrijf")
    page.emulate_media(media="print")
    assert page.locator(".bevinding .schrijf:visible").count() == len(document.hoofd)
    printed = print_page(page, tmp_path / "p.pdf")
    sheets = [" ".join(sheet.split()) for sheet in printed.split("\f")[1:]]  # the first names all findings
    for finding in document.hoofd:
        assert any(finding.kop in sheet and finding.gespreksvraag in sheet for sheet in sheets), finding.kop
    assert all(len(sheet.split()) >= 40 for sheet in sheets[:-1])


def test_the_numbers_behind_a_figure_can_be_fetched_without_a_server(opened: Open) -> None:
    page = opened("rapport")
    with page.expect_download() as download:
        page.click(".bevinding summary")
        page.click(".bevinding a[download]")
    assert download.value.suggested_filename == "stevenshof-1-bereik-bevinding-0.csv"
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("Interventie;Begonnen")


SLIDE = "() => [...document.querySelectorAll('.dia')].find(e => Math.abs(e.getBoundingClientRect().top) < 2)?.className.replace(' staand', '')"


@pytest.mark.parametrize("script", [True, False])
def test_keys_lead_from_one_finding_to_the_next_without_a_script(opened: Open, script: bool) -> None:
    page = opened("tafelblad", height=720, java_script_enabled=script)
    page.click("text=eerst raden")
    assert page.evaluate(SLIDE) == "dia raad"  # the answer comes last
    keys = ("ArrowDown", "Space", "PageDown", "ArrowDown", "ArrowUp")
    for key, slide in zip(keys, ("dia stuk", "dia raad", "dia stuk", "dia raad", "dia stuk"), strict=True):
        page.keyboard.press(key)
        tries = 0
        while page.evaluate(SLIDE) != slide and (tries := tries + 1) < 300:
            page.wait_for_timeout(20)
        assert page.evaluate(SLIDE) == slide, key
        page.wait_for_timeout(200)  # a key during a scroll is lost
    assert not page.is_visible("table") and not page.is_visible(".strook")
    page.click("text=Stop")
    assert page.is_visible(".strook") and not page.is_visible(".raad")


def test_every_link_between_the_pages_of_a_wijk_leads_to_a_place(pages: dict[str, Path]) -> None:
    sheet, report = (pages[name].read_text("utf-8") for name in ("tafelblad", "1-bereik"))
    places = re.findall(r'href="1-bereik\.html#([^"]+)"', sheet)
    assert places and [place for place in places if f'id="{place}"' not in report] == []
    assert 'href="1-bereik-tafelblad.html"' in report and 'href="2-gezondheid.html"' in report


@pytest.mark.parametrize(("mode", "sheets"), [("", 2), ("#scherm", 2), ("#taal-pl", 3)])
def test_the_sheet_prints_on_two_pages_and_a_language_only_on_request(
    opened: Open, tmp_path: Path, mode: str, sheets: int
) -> None:
    page = opened(f"tafelblad{mode}")
    printed = print_page(page, tmp_path / "p.pdf")
    assert printed.count("\f") == sheets and ("niet nagelezen" in printed) == (sheets == 3)


@pytest.mark.parametrize("name", ["rapport", "index", "tafelblad"])
def test_what_may_not_be_shared_yet_says_so_in_the_margin_of_every_sheet(
    open_page: OpenPage, pages: dict[str, Path], name: str, tmp_path: Path
) -> None:
    marked = tmp_path / "proef.html"
    marked.write_text(mark(pages[name].read_text("utf-8")), "utf-8")
    page = open_page(marked)
    assert page.is_visible(".proef")
    page.emulate_media(media="print")
    assert not page.is_visible(".proef")  # over the words of the sheet
    printed = print_page(page, tmp_path / "p.pdf")
    sheets = printed.split("\f")[:-1]
    assert [sheet.count("Nog niet om te delen") for sheet in sheets] == [1] * len(sheets) and sheets


def test_a_screen_reader_hears_the_sheet_in_its_order(opened: Open) -> None:
    page = opened("tafelblad")
    assert page.locator("body").aria_snapshot() == (Path(__file__).parent / "voorgelezen.txt").read_text("utf-8").rstrip("\n")
    page.emulate_media(forced_colors="active")
    assert page.evaluate("getComputedStyle(document.querySelector('.briefje')).backgroundColor") == "rgb(255, 255, 255)"


def test_a_figure_keeps_its_white_sheet_where_the_reader_chose_black(opened: Open) -> None:
    page = opened("rapport")
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('figure picture')).backgroundColor") == "rgb(255, 255, 255)"


def test_every_table_has_a_name_for_who_hears_the_page(opened: Open) -> None:
    nameless = "[...document.querySelectorAll('table')].filter(e => !e.caption && !e.ariaLabelledByElements?.length).length"
    assert opened("rapport").evaluate(nameless) == 0


def test_tables_are_closed_on_the_screen(opened: Open) -> None:
    page = opened("rapport")
    assert page.locator(".bevinding table").count() and not page.is_visible(".bevinding table")


def test_a_gemeente_opens_with_the_keyboard(opened: Open) -> None:
    page = opened("groot")
    page.focus("summary")
    assert not page.is_visible("details table")
    page.keyboard.press("Enter")
    assert page.is_visible("details table")


def test_the_search_field_of_the_front_page_shows_only_what_was_asked_for(opened: Open) -> None:
    page = opened("groot")
    page.fill("#zoekwoord", "wíjk 00017")
    page.get_by_text("1 gebied gevonden.").wait_for()
    assert page.locator("tbody tr:visible th").all_inner_texts() == ["Wijk 00017"]
    page.fill("#zoekwoord", "bestaat niet")
    page.get_by_text("Geen gebied gevonden.").wait_for()
    page.click("#zoeken button")
    page.get_by_text("Geen gebied gevonden.").wait_for(state="detached")
    assert page.locator("details").count() == page.locator("details:visible").count() and not page.is_visible("details table")


def test_the_front_page_finds_a_town_under_its_other_name_and_an_area_by_its_code(opened: Open) -> None:
    page = opened("rijen")
    for word, found in (("den haag", 5), ("gm0518", 5), ("wk000007", 1)):
        page.fill("#zoekwoord", word)
        page.get_by_text(f"{found} gebied").wait_for()
        assert page.locator("tbody tr:visible").count() == found and page.locator(".letter:visible").count() == 1


def test_on_a_telephone_every_row_of_the_front_page_is_in_view(opened: Open) -> None:
    page = opened("rijen", width=390)
    assert page.evaluate(
        "[...document.querySelectorAll('.schuif')].every(e => e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("Math.max(...[...document.querySelectorAll('tbody tr')].map(e => e.offsetHeight))") < 300


def test_the_validator_finds_no_errors(pages: dict[str, Path]) -> None:
    if not VNU or not shutil.which("java"):
        pytest.skip("set VNU_JAR to the validator (npm package vnu-jar) and install Java")
    files = [str(path) for path in pages.values()]
    done = subprocess.run(["java", "-jar", VNU, "--errors-only", *files], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("name", ["rapport", "index", "tafelblad"])
def test_the_mark_of_a_proef_lies_over_no_word_on_a_screen(
    open_page: OpenPage, pages: dict[str, Path], name: str, width: int, tmp_path: Path
) -> None:
    (tmp_path / "proef.html").write_text(mark(pages[name].read_text("utf-8")), "utf-8")
    page = open_page(tmp_path / "proef.html", width=width)
    bar, first = page.locator(".proef").bounding_box(), page.locator("header, .kop").first.bounding_box()
    assert bar["x"] == 0 and bar["width"] >= width - 20 and bar["y"] + bar["height"] <= first["y"]
    assert page.evaluate("getComputedStyle(document.querySelector('.proef')).position") == "static"


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_telephone_every_question_of_a_new_agreement_is_in_sight(opened: Open, width: int) -> None:
    page = opened("rapport", width=width)
    assert page.evaluate("[...document.querySelectorAll('.nieuw .schuif')].every(e => e.scrollWidth <= e.clientWidth + 1)")
    asked = page.evaluate("[...document.querySelectorAll('.nieuw td')].map(e => getComputedStyle(e, '::before').content)")
    assert len(asked) == 12 and asked[3] == '"Wanneer kijken we terug?"'


def test_who_guesses_first_sees_the_answer_last(opened: Open) -> None:
    page = opened("tafelblad#raden")
    screens = page.evaluate(
        "[...document.querySelectorAll('.dia')].map(e => [e.getBoundingClientRect().top, e.className]).sort((a, b) => a[0] - b[0])"
    )
    names = [name for _, name in screens]
    assert names[0].split()[1] == "raad" and names[-1].split()[1] == "kort"


def test_every_letter_of_a_figure_can_be_read_from_a_wall(opened: Open) -> None:
    page = opened("hoog-tafelblad#scherm", height=720)
    figures = page.evaluate("[...document.querySelectorAll('.stuk img')].map(e => [e.src, e.clientWidth, e.clientHeight])")
    assert figures
    for src, wide, high in figures:
        svg = base64.b64decode(src.partition(",")[2]).decode()
        width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
        smallest = min(map(float, re.findall(r"font-size:([\d.]+)px", svg)))
        assert smallest * min(wide / width, high / height) >= 16
    screens = page.evaluate("[...document.querySelectorAll('.dia.stuk')].map(e => e.scrollHeight)")
    assert max(screens) <= 720


def test_a_figure_is_as_wide_as_its_words_where_the_sheet_is_read_as_a_page(opened: Open) -> None:
    page = opened("hoog-tafelblad")
    wide = page.evaluate(
        "[...document.querySelectorAll('.stuk')].map(e => [e.clientWidth, e.querySelector('figure').clientWidth])"
    )
    assert wide and all(piece == figure for piece, figure in wide)


def test_no_word_of_the_sheet_falls_off_its_paper(opened: Open) -> None:
    page = opened("hoog-tafelblad", width=703, height=1032)
    page.emulate_media(media="print")
    over = page.evaluate("""[...document.querySelectorAll('.vel')].map(v => {
        const shown = [...v.querySelectorAll('header,.lees,.praat,figure,.lijst,.twee,.nu')].filter(e => e.checkVisibility());
        return Math.max(...shown.map(e => e.getBoundingClientRect().bottom)) - v.getBoundingClientRect().bottom})""")
    assert len(over) == 2 and max(over) < 1
