"""The real command on the shipped records: what it makes, where it stands, and that it is the same every time."""

from __future__ import annotations

import argparse
import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import pytest
from benchmarks.manieren import contents
from tests.conftest import pdf_facts
from tests.opdracht import wijkmonitor

from wijkmonitor.cli import opties, run
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.pdf import find_chromium
from wijkmonitor.paginas.verzameld import make_verhaal
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, payloads

pytestmark = pytest.mark.traag
WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-3")
CHROMIUM = find_chromium()


class _Text(HTMLParser):
    """The words of a page and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip += tag in ("style", "svg", "script")
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in ("style", "svg", "script")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)


def _read(path: Path) -> _Text:
    page = _Text()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _pages(folder: Path) -> list[Path]:
    return [
        *(folder / name for name in ("samen-leren.html", "menukaart.html")),
        *(
            folder / wijk / f"{name}.html"
            for wijk in WIJKEN
            for name in ("5-praatplaat", "7-bestuur", "8-koppelkaart", "10-knoppen", "11-overdracht", "13-wensen")
        ),
    ]


def test_every_page_stands_in_its_place_without_faults(gemaakt: Path) -> None:
    for page in _pages(gemaakt):
        assert find_faults(page.read_text(encoding="utf-8"), max_bytes=1_000_000 if "plaat" in page.name else 400_000) == [], (
            page.name
        )
        assert page.with_suffix(".ipynb").exists()


def test_every_link_leads_to_a_file(gemaakt: Path) -> None:
    for page in (gemaakt / "index.html", *_pages(gemaakt)):
        for link in _read(page).links:
            name, _, place = link.partition("#")
            assert not name or (page.parent / unquote(name)).exists(), (page.name, link)
            target = page.parent / unquote(name) if name else page
            assert not place or f'id="{unquote(place)}"' in target.read_text(encoding="utf-8"), (page.name, link)


def test_the_index_leads_to_every_page(gemaakt: Path) -> None:
    links = _read(gemaakt / "index.html").links
    wanted = {page.relative_to(gemaakt).as_posix() for page in _pages(gemaakt)}
    assert wanted <= set(links)
    assert not CHROMIUM or {f"{wijk}/5-praatplaat.pdf" for wijk in WIJKEN} <= set(links)


def test_findings_are_those_of_the_questions_alone(gemaakt: Path) -> None:
    rows = json.loads((gemaakt / "bevindingen.json").read_text(encoding="utf-8"))
    assert {row["document"][0] for row in rows} == set("01234")


def test_every_page_answers_a_question_with_the_same_word(gemaakt: Path) -> None:
    for wijk, (number, name) in product(WIJKEN, enumerate(DOCUMENTEN["7-bestuur"].volgt, start=1)):
        found = re.search(r'<p class="woord">([^<]+)<', (gemaakt / wijk / f"{name}.html").read_text(encoding="utf-8"))
        assert found, (wijk, name)
        card = re.search(
            rf'<p class="gezegd"><b class="woord">([^<]+)[.]<(?:(?!</p>).)*<a class="geen-druk" href="{wijk}/{name}.html"',
            (gemaakt / "index.html").read_text("utf-8"),
        )
        assert card and card[1] == found[1]
        board = (gemaakt / wijk / "7-bestuur.html").read_text(encoding="utf-8").split('<li class="v')[number]
        assert f'<b class="woord">{found[1]}.' in board
        plate = " ".join(_read(gemaakt / wijk / "5-praatplaat.html").words)
        assert f"{DOCUMENTEN[name].vraag} {found[1]}" in " ".join(plate.split())
        beside = (gemaakt / "samen-leren.html").read_text(encoding="utf-8").split('class="naast-vraag')[number]
        assert f'<p class="woord">{found[1]}</p>' in beside


def test_the_story_of_the_wijk_is_the_same_on_the_first_screen_the_plate_and_the_page_for_the_board(gemaakt: Path) -> None:
    paths = sorted((gemaakt / "voorbeeldwijk").glob("[1-4]-*.ipynb"))
    story = make_verhaal(
        about for path in paths for about in payloads(json.loads(path.read_text(encoding="utf-8"))["cells"], DOCUMENT_MIME)
    )
    assert story and len(story.zinnen) == 3
    card, board = ((gemaakt / name).read_text(encoding="utf-8") for name in ("index.html", "voorbeeldwijk/7-bestuur.html"))
    assert all(f'<p class="verhaal">{story.tekst} ' in page for page in (card, board))
    plate = (gemaakt / "voorbeeldwijk" / "5-praatplaat.html").read_text(encoding="utf-8")
    assert f'<p class="verhaal">{story.zinnen[0]} <span class="badge">voorbeeld' in plate
    assert f"<p>{story.zinnen[0]}</p>" in plate, "what begins the story is read aloud as well"


def test_numbers_on_the_plate_are_those_of_the_reports(gemaakt: Path) -> None:
    rows = {(row["wijk"], row["id"]): row for row in json.loads((gemaakt / "bevindingen.json").read_text(encoding="utf-8"))}
    for wijk in WIJKEN:
        html = (gemaakt / wijk / "5-praatplaat.html").read_text(encoding="utf-8")
        shown = re.findall(r"<strong>([^<]+)</strong>", html)
        assert shown[1] == f"{100 * rows[wijk, 'gezondheid-nulmeting']['waarde']:.0f}"
        assert len(shown) == 4 and "?" not in shown


def test_a_wijk_with_all_records_takes_less_than_two_and_a_quarter_megabytes(gemaakt: Path) -> None:
    for wijk in WIJKEN:
        assert sum(path.stat().st_size for path in (gemaakt / wijk).iterdir()) < 2.25e6
    notebooks = [path.stat().st_size for path in gemaakt.glob("*/*.ipynb")]
    assert max(notebooks) < 104_000 and not (gemaakt / ".verzameld").exists()


def test_answers_that_rest_on_example_records_begin_with_the_word(gemaakt: Path) -> None:
    notebooks = [json.loads(path.read_text(encoding="utf-8"))["cells"] for path in sorted(gemaakt.glob("*/[1-4]-*.ipynb"))]
    about = [entry for cells in notebooks for entry in payloads(cells, DOCUMENT_MIME)]
    examples = [line["regel"] for entry in about for line in entry["antwoord"] if line["herkomst"] == "voorbeeld"]
    shown = _read(gemaakt / "samen-leren.html").words
    assert len(examples) > 10
    for line in examples:
        assert line.startswith("Voorbeeld: ") and line in shown
    for page in _pages(gemaakt):
        assert "voorbeelddata" in page.read_text(encoding="utf-8")


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_the_pdf_is_one_a3_on_its_side(gemaakt: Path) -> None:
    for wijk in WIJKEN:
        told = pdf_facts(gemaakt / wijk / "5-praatplaat.pdf")
        width, _, height = told["Page size"].split()[:3]
        assert told["Pages"] == "1"
        assert float(width) == pytest.approx(1190.55, abs=2) and float(height) == pytest.approx(841.89, abs=2)
        assert told["CreationDate"].startswith("Sat Dec 31")


def test_the_same_records_give_the_same_bytes_and_without_chromium_the_table_says_so(gemaakt: Path, tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        names = [page for made in _pages(folder) for page in (made, made.with_suffix(".ipynb"))]
        return {page.relative_to(folder).as_posix(): sha256(page.read_bytes()).hexdigest() for page in names}

    data = gemaakt.parents[1] / "wijkdata"
    again = tmp_path / "reports"
    words = ("--data", data, "--uit", again, "--peildatum", gemaakt.name)
    result = wijkmonitor("run", *words, CHROMIUM=str(Path("er", "is", "er", "geen")))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "er is geen PDF van de praatplaat" in result.stdout
    assert not list(again.rglob("*.pdf"))
    assert [name for name in digests(gemaakt) if digests(gemaakt)[name] != digests(again / gemaakt.name)[name]] == []


def test_both_can_be_asked_for_by_name_or_number_and_ordinary_kernels_give_the_same_bytes(gemaakt: Path, tmp_path: Path) -> None:
    """As on Windows and macOS, where nothing can be forked; `benchmarks.manieren` compares every document."""
    data = gemaakt.parents[1] / "wijkdata"
    words = ["--document", "8", "--document", "menukaart", "--wijk", "voorbeeldwijk-3", "--kernel", "spawn"]
    result = wijkmonitor("run", "--data", data, "--uit", tmp_path, "--peildatum", gemaakt.name, *words)
    assert result.returncode == 0, result.stdout + result.stderr
    made = {path.relative_to(tmp_path / gemaakt.name).as_posix() for path in tmp_path.rglob("*.html")}
    changed = ("3-samenwerking", "3-samenwerking-tafelblad", "8-koppelkaart")
    assert made == {
        "index.html",
        "menukaart.html",
        "menukaart-invulbladen.html",
        *(f"voorbeeldwijk-3/{name}.html" for name in changed),
    }
    ours, forked = contents(tmp_path / gemaakt.name), contents(gemaakt)
    linked = ("3-samenwerking.html", "3-samenwerking-tafelblad.html")  # they have links to the other pages that were made
    same = [name for name in ours if Path(name).stem not in ("index", "bevindingen") and Path(name).name not in linked]
    assert len(same) == 7 and [name for name in same if ours[name] != forked[name]] == []


def test_a_page_with_links_to_the_menukaart_is_made_together_with_it() -> None:
    parser = argparse.ArgumentParser()
    opties.run(parser)
    documents = run.read_opdracht(parser.parse_args(["--document", "samen-leren", "--document", "koppelkaart"])).documenten
    assert documents == ("6-samen-leren", "9-menukaart", "12-verslag", "8-koppelkaart")


def test_the_index_shows_the_koppelkaart_and_the_menukaart(gemaakt: Path) -> None:
    page = _read(gemaakt / "index.html")
    assert page.words.count("Koppelkaart: wie verbindt wie (A4)") == len(WIJKEN)
    assert "Wat staat er op de menukaart?" in page.words
