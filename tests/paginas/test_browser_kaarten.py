"""Koppelkaart and menukaart in a real browser: one sheet of paper with all its words, and a search that finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import OpenPage, axe_faults, pdf_facts, print_page
from tests.paginas.conftest import vondst
from tests.paginas.test_koppelkaart import lines
from tests.proefdata import proefdata

from wijkmonitor.afspraken.menukaart import Kaart
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.kaarten import make_menukaart
from wijkmonitor.paginas.koppelkaart import koppelkaart_html, make_koppelkaart
from wijkmonitor.paginas.verzameld import Verzameld

pytestmark = [pytest.mark.browser, pytest.mark.traag]
ROOT = Path(__file__).resolve().parents[2]
SHOWN = "() => [...document.querySelectorAll('article.kaart')].filter(e => e.checkVisibility()).map(e => e.id)"
CUT = """() => [...document.querySelectorAll('.domein>section,.verbinders,.missen,.los,body')]
  .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map(e => e.className)"""
DOMAINS = ("medisch", "sociaal", "gemeente", "bewoners", "sport", "overig")


@pytest.fixture
def menukaart(open_page: OpenPage, gemaakt: Path) -> Any:
    """The page with its script."""
    return open_page(gemaakt / "menukaart.html")


def _fits(card: Kaart, *, woord: str = "", **chosen: str) -> bool:
    """Whether the card has every word, whatever its capitals and accents, and all that is chosen."""
    said = _plain(" ".join((card.titel, card.soort, card.les, card.stap, card.factor, card.bron)))
    return all(word in said for word in _plain(woord).split()) and all(
        getattr(card, part) == value for part, value in chosen.items()
    )


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)).lower()


def _told(page: Any, pattern: str) -> str:
    """What the page announces, as soon as it says this."""
    page.wait_for_function("p => new RegExp(p).test(document.getElementById('gevonden').textContent)", arg=pattern)
    return str(page.locator("#gevonden").inner_text())


@pytest.mark.parametrize(
    "wanted",
    [
        {"woord": "coordinator"},
        {"woord": "GELD vroeg"},
        {"woord": "netwerk", "stap": "uitvoeren"},
        {"factor": "regie en rollen", "soort": "tip"},
        {"niveau": "landelijk"},
    ],
    ids=str,
)
def test_the_search_shows_the_cards_that_fit_and_tells_how_many(
    menukaart: Any, dossiers: dict[str, Dossier], gemaakt: Path, wanted: dict[str, str]
) -> None:
    some = [dossiers["voorbeeldwijk"], dossiers["voorbeeldwijk-3"]]
    blad = make_menukaart(some, data=proefdata(), dag=date.fromisoformat(gemaakt.name))
    expected = {card.anker for card in blad.kaarten if _fits(card.kaart, **wanted)}
    assert 0 < len(expected) < len(blad.kaarten)
    menukaart.get_by_label("Zoek een woord").press_sequentially(wanted.get("woord", ""))
    for part in ("stap", "factor", "soort", "niveau"):
        menukaart.locator(f"#kies-{part}").select_option(wanted.get(part, ""))
    assert set(menukaart.evaluate(SHOWN)) == expected
    chosen = "".join(f"(?=.*{re.escape(value)})" for value in wanted.values())  # the last key may be told a moment later
    told = _told(menukaart, rf"^{len(expected)} van de {len(blad.kaarten)} kaarten\. Gekozen: {chosen}")
    assert all(value in told for value in wanted.values())
    status = menukaart.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite" and status.inner_text() == told


def test_an_empty_result_says_what_to_do_and_the_keyboard_can_do_it(menukaart: Any) -> None:
    every = menukaart.evaluate(SHOWN)
    for _ in range(2):  # past the link to the content
        menukaart.keyboard.press("Tab")
    assert menukaart.evaluate("document.activeElement.id") == "zoekwoord"
    menukaart.keyboard.type("xyzzy")
    assert "Haal een woord weg" in _told(menukaart, "^Geen enkele kaart past")
    assert menukaart.evaluate(SHOWN) == []
    menukaart.get_by_role("button", name="Alles laten zien").focus()
    menukaart.keyboard.press("Enter")
    assert _told(menukaart, "^Alle") == f"Alle {len(every)} kaarten."
    assert menukaart.evaluate(SHOWN) == every


def test_a_link_to_a_hidden_card_shows_it_again(menukaart: Any) -> None:
    menukaart.get_by_label("Zoek een woord").fill("xyzzy")
    assert menukaart.evaluate(SHOWN) == []
    menukaart.evaluate("location.hash = 'kaart-alle-14'")
    menukaart.wait_for_function("document.querySelector('article:target').checkVisibility()")
    assert menukaart.locator("article:target h3").inner_text() == "Koppelkaart"


def test_the_page_with_a_result_has_no_axe_violation_on_a_telephone(menukaart: Any) -> None:
    menukaart.set_viewport_size({"width": 320, "height": 800})
    for word, told in (("geld", "van de"), ("xyzzy", "Geen enkele")):
        menukaart.get_by_label("Zoek een woord").fill(word)
        _told(menukaart, told)
        assert axe_faults(menukaart) == []
    assert menukaart.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_every_card_is_there_and_can_be_reached(open_page: OpenPage, gemaakt: Path) -> None:
    page = open_page(gemaakt / "menukaart.html", java_script_enabled=False)
    cards = page.locator("article.kaart")
    assert cards.count() > 30 and all(cards.nth(number).is_visible() for number in range(cards.count()))
    assert not page.locator("#zoekwoord").is_visible() and page.get_by_text("Zoek een woord met Ctrl+F.").is_visible()
    page.locator("nav a", has_text="Netwerk onderhouden").click()
    page.locator("section:target a", has_text="Koppelkaart").click()
    assert page.locator("article:target h3").inner_text() == "Koppelkaart"


def test_on_paper_there_are_cards_and_what_was_chosen_but_no_controls(menukaart: Any, tmp_path: Path) -> None:
    assert "Zoek een woord" not in print_page(menukaart, tmp_path / "alles.pdf")
    menukaart.get_by_label("Zoek een woord").fill("stickerbord")
    _told(menukaart, "van de")
    text = print_page(menukaart, tmp_path / "keuze.pdf")
    assert "Gekozen: stickerbord." in text and "230 inwoners" in text
    assert "Zoek een woord" not in text and "Alles laten zien" not in text and "Vertel elk jaar terug" not in text


def _one_sheet(page: Any, path: Path) -> str:
    """The words of the sheet, which must be one A4 on its side with nothing cut off."""
    text = print_page(page, path)
    facts = pdf_facts(path)
    assert (facts["Pages"], facts["Page size"]) == ("1", "841.92 x 594.96 pts (A4)")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1040, "height": 730})
    assert page.evaluate(CUT) == []
    return " ".join(text.split())


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-3"])
def test_the_koppelkaart_is_one_a4_with_all_its_words(open_page: OpenPage, gemaakt: Path, tmp_path: Path, wijk: str) -> None:
    page = open_page(gemaakt / wijk / "8-koppelkaart.html")
    text = _one_sheet(page, tmp_path / "kaart.pdf")
    assert text.count("Wie missen we?") == 6 and "Een naam staat er alleen als de organisatie dat goed vindt." in text
    assert "voorbeelddata" in text and "Stand op 31 december 2022" in text and "Bron: netwerk van organisaties" in text


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
def test_the_koppelkaart_keeps_to_one_a4_with_many_long_names_and_without_any(
    open_page: OpenPage, dossiers: dict[str, Dossier], gather: Callable[..., Verzameld], tmp_path: Path, full: bool
) -> None:
    long = "Stichting voor Welzijn en Ontmoeting in de hele wijk en omstreken"
    rows = [(f"{long} {number} {own}", own, *(12 for _ in DOMAINS)) for own in DOMAINS for number in range(9)]
    ties = {"tabel": lines(rows, DOMAINS), "waarde": 6.0} if full else {}
    sentence = "Er zijn nog geen lijnen tussen organisaties opgeschreven in deze wijk. "
    finding = vondst("samenwerking-koppelkaart", "Organisatie " * 14 + "x", lees=sentence * 4, bron="netwerk " * 40, **ties)
    wijk = dossiers["voorbeeldwijk"].wijk.model_copy(update={"slug": "x", "naam": "Een wijk met een heel erg lange naam " * 3})
    kaart = make_koppelkaart(replace(dossiers["voorbeeldwijk"], wijk=wijk), gather("x", finding))
    (tmp_path / "kaart.html").write_text(koppelkaart_html(kaart), encoding="utf-8")
    page = open_page(tmp_path / "kaart.html")
    text = _one_sheet(page, tmp_path / "kaart.pdf")
    assert text.count("Wie missen we?") == 6
