"""The menukaart as a page: every card with its source, grouped per step and factor, and a reason where it is empty."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from tests.proefdata import proefdata

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.menukaart import Kaart
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.bronregister import load_register
from wijkmonitor.gegevens.lijsten import FACTOREN, INVULBLADEN, PIJLERS, STAPPEN_GWA, ZELFEVALUATIE
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.kaarten import SOORTEN, Genummerd, Menukaart, make_menukaart
from wijkmonitor.paginas.menukaart import VAKJE, Invulblad, invulbladen_html, load_invulbladen, menukaart_html, open_menukaart
from wijkmonitor.paginas.opmaak import trim_style

DATA = proefdata()
WIJKDATA = Path(__file__).parents[2] / "wijkdata"
DAG = date(2022, 12, 31)


@pytest.fixture
def blad(dossiers: dict[str, Dossier]) -> Menukaart:
    """The menukaart of the three shipped wijken."""
    return make_menukaart(list(dossiers.values()), data=DATA, dag=DAG)


def _page(*cards: Kaart) -> Menukaart:
    return Menukaart(tuple(Genummerd(number, card, "Laak") for number, card in enumerate(cards, start=1)))


def test_every_row_and_every_lesson_is_a_card_with_its_source_and_wijk(blad: Menukaart, dossiers: dict[str, Dossier]) -> None:
    rows = sum(len(path.read_text("utf-8-sig").splitlines()) - 1 for path in DATA.rglob("menukaart.csv"))
    lessons = [lesson for dossier in dossiers.values() for lesson in dossier.agenda.lessen]
    assert len(blad.kaarten) == rows + len(lessons) >= 40
    html = menukaart_html(blad, DAG)
    assert html.count('<article class="kaart is-') == len(blad.kaarten)
    assert all(card.kaart.bron for card in blad.kaarten)
    assert "Begin bijvoorbeeld met 2 projecten per cyclus." in html and "<b>Voorbeeldwijk 2.</b> Bron:" in html
    assert {card.kaart.niveau for card in blad.kaarten} == {None, "lokaal", "regionaal", "landelijk"}


def test_a_lesson_an_example_and_what_is_invented_each_look_different() -> None:
    card = Kaart("Een", "les", "Doe mee.", herkomst="openbaar")
    kinds = [card, replace(card, soort="goed voorbeeld"), replace(card, herkomst="voorbeeld")]
    looks = [
        re.findall(r'<article class="([^"]*)".*?<path d="([^"]*)"', menukaart_html(_page(kind), DAG), re.DOTALL) for kind in kinds
    ]
    classes, signs = zip(*(look[0] for look in looks), strict=True)
    assert classes == ("kaart is-les", "kaart is-goed-voorbeeld", "kaart is-les verzonnen") and signs[0] != signs[1]


def test_a_card_of_a_public_source_says_whose_choice_its_step_and_factor_are_and_where_to_read_more() -> None:
    card = Kaart("Een", "les", "Doe mee.", stap="uitvoeren", factor="regie en rollen", bron="Draaiboek", herkomst="openbaar")
    page = menukaart_html(_page(card), DAG)
    assert "kozen de makers van de monitor de stap en de succesfactor. Staat er geen webadres" in page
    own = menukaart_html(_page(replace(card, herkomst="eigen registratie")), DAG)
    assert "kozen de makers" not in own and "webadres" not in own
    read = menukaart_html(_page(replace(card, link="https://www.voorbeeld.nl/")), DAG)
    assert 'href="https://www.voorbeeld.nl/"' in read and "Meer lezen: <a" in read


def test_cards_stand_per_step_and_can_be_reached_per_factor(blad: Menukaart) -> None:
    html, steps = menukaart_html(blad, DAG), [step for step, _ in blad.stappen]
    assert steps == [*STAPPEN_GWA, ""] and [factor for factor, _ in blad.factoren] == list(FACTOREN)
    assert sum(len(cards) for _, cards in blad.stappen) == len(blad.kaarten)
    ids = re.findall(r'<article class="kaart" id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    with_factor = {card.anker for card in blad.kaarten if card.kaart.factor}
    assert set(re.findall(r'href="#(kaart-[^"]+)"', html)) == with_factor


def test_a_card_keeps_its_address_whichever_wijken_take_part(blad: Menukaart, dossiers: dict[str, Dossier]) -> None:
    alone = make_menukaart([dossiers["voorbeeldwijk-3"]], data=DATA, dag=DAG)
    everyone = {card.anker: card.kaart for card in blad.kaarten}
    assert all(everyone[card.anker] == card.kaart for card in alone.kaarten)


def test_a_card_of_an_unknown_step_or_kind_is_not_lost() -> None:
    blad = _page(Kaart("Een", "spel", "Doe mee.", stap="vooraf"), Kaart("Twee", "les", "Kijk."))
    assert [(step, len(cards)) for step, cards in blad.stappen] == [("", 2)]
    assert [kind for kind, _ in blad.soorten] == ["les", "spel"]
    assert blad.keuzes == (("soort", ("les", "spel")),)
    assert find_faults(menukaart_html(blad, DAG)) == []


def test_an_empty_menukaart_says_why_and_what_to_do() -> None:
    html = menukaart_html(_page(), DAG)
    assert "De menukaart is nog leeg." in html and "<script" not in html.replace("Content-Security-Policy", "")
    assert "<form" not in html and find_faults(html) == []


def test_text_of_a_card_is_text_and_its_link_is_no_way_out() -> None:
    bad = Kaart('</script><img src=x onerror="a()">', "les", "{{ 7*7 }} {n}", bron="<b>", link="javascript:alert(1)")
    html = menukaart_html(_page(bad), DAG)
    assert find_faults(html) == []
    assert "<img" not in html and 'href="javascript' not in html and "Meer lezen: javascript:alert(1)" in html


def test_the_address_of_a_card_is_a_link() -> None:
    html = menukaart_html(
        _page(Kaart("Stickerbord", "instrument", "Hang een bord op.", link="https://www.rivm.nl/?a=1&b=2")), DAG
    )
    assert '<a href="https://www.rivm.nl/?a=1&amp;b=2" rel="noreferrer">' in html
    assert find_faults(html) == []


@pytest.mark.parametrize(
    "link",
    [
        "stevenshofvitaal.nl",
        "ftp://voorbeeld.nl/",
        "https://rivm.nl@voorbeeld.nl/",
        "https://voorbeeld.nl:8443/",
        "https://localhost/",
        "https://voorbeeld.nl/ naam",
        "https://[1",
        "https://rivm\u0430.nl/",
    ],
)
def test_what_is_no_plain_address_is_text(link: str) -> None:
    html = menukaart_html(_page(Kaart("Een", "les", "Doe mee.", link=link)), DAG)
    assert '<a href="http' not in html and '<a href="ftp' not in html and find_faults(html) == []


def test_an_address_stands_on_paper_too() -> None:
    html = menukaart_html(
        _page(Kaart("Zelfevaluatie", "instrument", "Kijk.", link="http://www.gezondnl.nl/p/36/Zelfevaluatie")), DAG
    )
    assert (
        '<a href="http://www.gezondnl.nl/p/36/Zelfevaluatie" rel="noreferrer">http://www.gezondnl.nl/p/36/Zelfevaluatie</a>'
        in html
    )


def test_a_card_leads_to_its_sheet_to_fill_in(blad: Menukaart) -> None:
    html, sheets = menukaart_html(blad, DAG), invulbladen_html(DAG, load_register(WIJKDATA))
    leads = set(re.findall(r'href="menukaart-invulbladen\.html#([a-z-]+)">', html))
    assert leads == set(INVULBLADEN) - {"nieuwe-kaart"}  # that one belongs to no card: it makes one
    assert all(f'<article class="invulblad" id="{name}"' in sheets for name in INVULBLADEN)
    assert "Invulbladen bij de kaarten (9)" in html and find_faults(trim_style(sheets)) == []
    assert len(sheets) < 400_000
    assert all(sheet.bron for sheet in load_invulbladen(load_register(WIJKDATA)) if sheet.naam != "nieuwe-kaart")


@pytest.mark.parametrize("sheet", load_invulbladen(), ids=lambda sheet: sheet.naam)
def test_a_sheet_opens_in_word_with_the_same_questions_and_room_to_write(sheet: Invulblad) -> None:
    document = Document(io.BytesIO(sheet.bijlage(DAG).inhoud))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    asked = [list(row) for part in sheet.delen if part.tabel for row in (part.tabel.kop, *part.tabel.rijen)]
    assert cells == asked and any("" in row for row in cells)
    told = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert all(words in told for words in (sheet.titel, sheet.uitleg, *(part.kop for part in sheet.delen)))
    assert all(mark in told for part in sheet.delen for mark in part.punten)
    assert sheet.tabel in (*TABELLEN, "leeragenda")
    sentences = [part for row in asked for cell in row for part in re.split(r"(?<=[.?!])\s", cell)]
    assert max(len(sentence.split()) for sentence in sentences) <= 12


def test_a_sheet_asks_in_the_words_of_the_tables() -> None:
    sheets = {sheet.naam: sheet for sheet in load_invulbladen()}
    assert tuple(sheets) == INVULBLADEN
    ticks = [tuple(point.removeprefix(VAKJE) for point in part.punten) for part in sheets["nieuwe-kaart"].delen if part.punten]
    assert ticks == [SOORTEN, STAPPEN_GWA, FACTOREN]
    assert tuple(point.removeprefix(VAKJE) for point in sheets["plan-interventie"].delen[1].punten) == PIJLERS
    scored = sheets["startsituatie"].delen[1].tabel
    assert scored is not None and tuple(row[0] for row in scored.rijen) == ZELFEVALUATIE


def test_a_wijk_without_cards_or_agenda_takes_part(dossiers: dict[str, Dossier]) -> None:
    voorbeeldwijk = dossiers["voorbeeldwijk"]
    empty = voorbeeldwijk.met_tabellen({"menukaart": voorbeeldwijk.tabel("menukaart").head(0)})
    bare = replace(empty, agenda=Leeragenda("voorbeeldwijk"))
    blad = make_menukaart([bare], data=DATA, dag=DAG)
    assert {card.kaart.wijk for card in blad.kaarten} == {""}
    assert find_faults(menukaart_html(blad, DAG)) == []


def test_a_wijk_with_faults_is_left_out_and_named(tmp_path: Path) -> None:
    for name in ("catalogus.toml", "menukaart.csv"):
        shutil.copy(DATA / name, tmp_path / name)
    for name in ("kerncijfers", "voorbeeldwijk", "voorbeeldwijk-3"):
        shutil.copytree(DATA / name, tmp_path / name)
    (tmp_path / "voorbeeldwijk-3" / "logboek.csv").write_text("datum;item;uren\nmorgen;koffie;veel\n", encoding="utf-8")
    with (tmp_path / "menukaart.csv").open("a", encoding="utf-8") as table:
        table.write("Titel;les;;geluk;Les.;;;openbaar;bron\n")
    page = open_menukaart("9-menukaart", peildatum=DAG, data=tmp_path)
    assert "Niet op de kaart: voorbeeldwijk-3." in page.html and "Voorbeeldwijk 3.</b>" not in page.html
    assert "Fouten in de gedeelde tabel: 1." in page.html
    assert find_faults(page.html) == []
