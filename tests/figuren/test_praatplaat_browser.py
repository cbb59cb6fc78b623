"""The plate in Chromium: nothing overflows, one A3, room to write, readable on a telephone."""

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.conftest import OpenPage, axe_faults

from wijkmonitor.figuren.tekening import Bed, Plaatafspraak, Plaatbord, Slots, make_beeld, praatplaat_html

pytestmark = pytest.mark.browser

LONG = "Een heel lange tekst die nergens echt past omdat er veel te veel woorden in staan voor dit vak op de plaat. "
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
OVERFLOWING = """() => [...document.querySelectorAll('.slot,.titel h1,.titel p,.bedden li,.voetregel')]
  .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
  .map(e => e.className + ` ${e.scrollWidth}>${e.clientWidth} ${e.scrollHeight}>${e.clientHeight}: ` + e.textContent.trim().slice(0, 60))"""
OUTSIDE = """() => [...document.querySelectorAll('.slot > *, .bedden li > *')].filter(e => {
  const a = e.getBoundingClientRect(), b = e.parentElement.getBoundingClientRect();
  return a.bottom > b.bottom + 1 || a.right > b.right + 1 || a.left < b.left - 1; })
  .map(e => e.parentElement.className + ' > ' + e.tagName + ': ' + e.textContent.trim().slice(0, 60))"""
WRITABLE = """() => { const plate = document.querySelector('.vel').getBoundingClientRect(); let room = 0;
  for (const e of document.querySelectorAll('.schrijf')) { const r = e.getBoundingClientRect(); room += r.width * r.height; }
  return room / (plate.width * plate.height); }"""


def plate(text: str, *, number: str = "10", wijk: str = "Stevenshof", beds: int = 5) -> Slots:
    bord = Plaatbord(text or "Bereiken we de juiste inwoners?", number, text or "van de 100 mensen", text, text, True)
    return Slots(
        wijk=wijk,
        gemeente=text or "Leiden",
        datum="1 oktober 2022",
        slug="stevenshof",
        beeld=make_beeld(["rijtjes", "beweeglint", "kinderboerderij"]),
        borden=(bord, bord, bord, bord),
        bereik=3,
        bloei=8,
        lijnen=14,
        bedden=tuple(Bed(text or "Welzijn op Recept", "bloeit", text) for _ in range(beds)),
        quote=text or "Nu ken ik mijn buren.",
        quote_van=text or "Bewoner, 67 jaar",
        quote_voorbeeld=True,
        afspraken=tuple(Plaatafspraak(text or "Bellen", text or "Nu 83.", "toeval", True) for _ in range(4)),
        binnen=(text or "Waarom?",) * 3,
        buiten=(text or "Waarom?",) * 3,
        bronnen=(text,),
    )


@pytest.fixture
def page(open_page: OpenPage) -> Any:
    return open_page(width=1680, height=1200)


PLATES = {
    "short": plate(""),
    "long sentences": plate(LONG * 3),
    "one long word": plate(WORD * 3),
    "long words after each other": plate(f"{WORD} {WORD} {LONG}"),
    "long number": plate("", number="12.345"),
    "number that is too long": plate("", number="1.234.567"),
    "long name": plate("", wijk="Bouwlust, Vrederust, Morgenstond en Moerwijk in Den Haag Zuidwest", beds=6),
    "name of one word": plate("", wijk=WORD, beds=1),
    "capitals": plate("WWW MMMM " * 20, number="WWW", wijk="MWMWMWMWMWMWMW"),
    "emoji": plate("😀😀😀 مرحبا بالعالم " * 9, number="😀"),
    "nothing": replace(plate(""), bedden=(), quote="", afspraken=(), binnen=(), buiten=(), bereik=None, bloei=None, lijnen=None),
}


@pytest.mark.parametrize("name", PLATES)
def test_no_slot_overflows(page: Any, name: str) -> None:
    page.set_content(praatplaat_html(PLATES[name]))
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("name", ["short", "long sentences", "nothing"])
def test_an_eighth_or_so_of_the_plate_is_empty_to_write_in(page: Any, name: str) -> None:
    page.set_content(praatplaat_html(PLATES[name]))
    assert page.evaluate(WRITABLE) >= 0.12


@pytest.mark.parametrize("name", ["short", "long sentences", "nothing"])
def test_it_prints_on_exactly_one_a3_on_its_side(page: Any, name: str) -> None:
    page.set_content(praatplaat_html(PLATES[name]))
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    width, height = (float(v) for v in re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())  # type: ignore[union-attr]
    assert width == pytest.approx(420 / 25.4 * 72, abs=1) and height == pytest.approx(297 / 25.4 * 72, abs=1)


@pytest.mark.parametrize("name", ["short", "one long word"])
def test_on_a_telephone_it_is_a_stack_without_sideways_scrolling(page: Any, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.set_content(praatplaat_html(PLATES[name]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(OUTSIDE) == []
    tops = page.evaluate(
        "[...document.querySelectorAll('.titel,.scene,.b1,.b2,.b3,.b4')].map(e => e.getBoundingClientRect().top)"
    )
    assert sorted(tops) == sorted(set(tops))


SIZES = """(selector) => [...document.querySelectorAll(selector)].filter(e => e.textContent.trim() && e.getClientRects().length
  && getComputedStyle(e).clipPath === 'none' && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75)"""


@pytest.mark.parametrize("name", ["short", "long sentences", "long number"])
def test_the_wall_reads_from_two_metres(page: Any, name: str) -> None:
    page.set_content(praatplaat_html(PLATES[name]))
    page.emulate_media(media="print")
    assert min(page.evaluate(SIZES, ".feit strong")) >= 60
    assert min(page.evaluate(SIZES, ".vel *:not(svg *)")) >= 14
    if name != "long sentences":
        assert min(page.evaluate(SIZES, ".feit span")) >= 24


def test_names_in_the_drawing_are_14_points_or_more(page: Any) -> None:
    drawn = re.findall(r'font-size="([\d.]+)"', praatplaat_html(PLATES["short"]))
    assert drawn and min(map(float, drawn)) * 0.1 / 25.4 * 72 >= 14


def test_hostile_text_does_not_run(page: Any) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    text = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg onload=alert(3)>"
    page.set_content(praatplaat_html(plate(text, wijk=text)))
    assert dialogs == [] and page.locator(".vel script, .vel img").count() == 0


def test_the_plate_has_no_accessibility_violations(page: Any) -> None:
    for width in (1680, 320):
        page.set_viewport_size({"width": width, "height": 1000})
        page.set_content(praatplaat_html(PLATES["short"]))
        assert axe_faults(page) == []
