"""What the parts of a document show."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from tests.bevinding import voorbeelden

from wijkmonitor.bevinding import Bevinding, Gat, Tabel, Tabelkolom
from wijkmonitor.bevinding import fragmenten as tonen
from wijkmonitor.bevinding.document import Antwoord, Document, Gesprek
from wijkmonitor.bevinding.fragmenten import bevinding_html, gaten_html, opening_html, verantwoording_html
from wijkmonitor.paginas.pagina import Paginakop
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, GESPREK_MIME, VERANTWOORDING_MIME


def _html(blok: tonen.Blok) -> str:
    return str(blok._repr_mimebundle_()["text/html"])


def test_the_first_screen_has_answers_contents_agreements_date_sources_and_badge() -> None:
    html = _html(tonen.opening(voorbeelden.make_document()))
    assert "Voorbeeld: We bereiken <b>10 van de 100</b> mensen uit de doelgroep." in html
    assert '<a href="#b-bevinding-0"><b>1</b><span>Dit is bevinding nummer 1 van dit rapport</span></a>' in html
    assert "Afgesproken op 12 april 2022, en wat we nu zien" in html
    assert "Stand op 1 oktober 2022" in html
    assert "Bronnen: deelname en plan van de wijk<" in html
    assert "= verzonnen cijfers" in html


def test_an_answer_on_example_records_alone_says_so_once_and_a_mixed_one_at_each_line() -> None:
    lines = (Antwoord("We bereiken 10 van de 100.", "voorbeeld"), Antwoord("Mannen bereiken we het minst.", "voorbeeld"))
    html = _html(tonen.opening(voorbeelden.make_document(antwoord=lines)))
    assert 'Het antwoord in het kort <span class="badge">voorbeelddata</span></h2>' in html and "Voorbeeld:" not in html
    mixed = _html(tonen.opening(voorbeelden.make_document(antwoord=(*lines, Antwoord("Er wonen 11 mensen.", "openbaar")))))
    assert mixed.count("Voorbeeld:") == 2 and "kort</h2>" in mixed


def test_people_are_coloured_by_the_number_of_the_finding_whatever_the_words_say() -> None:
    def people(text: str, tien: int) -> int:
        line = Antwoord(text, "openbaar", tien=tien)
        return _html(tonen.opening(voorbeelden.make_document(antwoord=(line,)))).count('r="2.99" fill="var(--v)"')

    assert people("We bereiken 18 van de 100 mensen.", 2) == people("Bijna een vijfde bereiken we.", 2) == 2
    assert people("Per buurt is het 67 tot 86 van de 100.", 0) == 0


def test_an_agreement_shows_expectation_then_now_and_verdict() -> None:
    html = _html(tonen.opening(voorbeelden.make_document()))
    for text in (
        "Verwacht: Meer aanmelders beginnen.",
        "Toen: 78 van de 100 begonnen.",
        "Nu: 83 van de 100 beginnen, tussen 74 en 89.",
    ):
        assert text in html
    for verdict in ("verandering kan toeval zijn", "zoals verwacht", "hier meten we niets over"):
        assert f"<span>{verdict}</span>" in html


def test_what_speaks_against_a_yes_and_was_not_agreed_upon_stands_below_the_agreements() -> None:
    html = _html(tonen.opening(voorbeelden.make_document(onbesproken=("We missen vooral mannen",))))
    assert "<b>Hierover is nog niets afgesproken:</b> We missen vooral mannen." in html
    assert "nog niets afgesproken" not in _html(tonen.opening(voorbeelden.make_document()))


def test_without_agreements_the_note_points_at_the_conversation() -> None:
    html = _html(tonen.opening(voorbeelden.make_document(afspraken=(), geen_afspraken="Niets bekend.")))
    assert "<p>Niets bekend. Dat kan straks" in html


def test_a_document_without_example_records_has_no_example_badge() -> None:
    document = voorbeelden.make_document(
        bevindingen=(voorbeelden.make_bevinding(herkomst="openbaar"),),
        antwoord=(Antwoord("Er wonen 11 mensen.", "openbaar"),),
        afspraken=(),
    )
    html = _html(tonen.opening(document))
    assert "voorbeelddata" not in html
    assert "openbare bron" in html


def test_a_page_says_how_things_stood_up_to_its_own_records_and_when_we_looked() -> None:
    document = voorbeelden.make_document()
    assert "Stand op 1 oktober 2022" in opening_html(document) and "Bekeken op" not in opening_html(document)
    later = replace(document, peildatum=date(2026, 11, 14), stand=date(2022, 12, 31))
    html = opening_html(later)
    assert "<b>Stand op 31 december 2022</b></span><span>Bekeken op 14 november 2026</span>" in html
    assert Paginakop.of("1-bereik", "Vraag", "", later.as_json()).titel.endswith("31 december 2022")


def test_what_was_not_delivered_is_one_list_by_who_has_it_and_no_finding() -> None:
    reason, how = "Er is geen tabel.", "Vraag die tabel aan: de GGD."
    empty = Tabel("Leeg", (Tabelkolom("Waarom is er geen cijfer?"),), ((reason,),))
    parts = {
        "schatting": Estimate(None, None, None, 0, "", reason),
        "tabel": empty,
        "figuur": None,
        "extra_tabellen": (),
        "extra_figuren": (),
    }
    made = [
        voorbeelden.make_bevinding(
            f"gat-{k.lower()}", teken="niet geleverd", lees=f"Wat: {k}! {how}", mist=Gat(f"{k}.", how), **parts
        )
        for k in "AB"
    ]
    document = voorbeelden.make_document(2)
    whole = replace(document, bevindingen=(*document.bevindingen, *made))
    assert [finding.id for finding in whole.gaten] == ["gat-a", "gat-b"] and len(whole.hoofd) + len(whole.meer) == 2
    html = gaten_html(whole)
    assert html.count(how) == 1 and '<li id="b-gat-a">A.</li><li id="b-gat-b">B.</li>' in html
    assert 'href="#nog-niet-geleverd"' in opening_html(whole) and 'href="#b-gat-a"' not in opening_html(whole)


def test_a_document_without_sources_has_no_empty_line_of_sources() -> None:
    document = voorbeelden.make_document()
    assert "Bronnen:" in opening_html(document)
    assert "Bronnen:" not in opening_html(replace(document, bevindingen=()))


def test_the_opening_carries_the_document_as_data() -> None:
    data = tonen.opening(voorbeelden.make_document())._repr_mimebundle_()[DOCUMENT_MIME]
    assert data["wijk_naam"] == "Stevenshof"
    assert data["koppen"][0] == ["bevinding-0", "Dit is bevinding nummer 1 van dit rapport"]


def test_findings_under_more_figures_stand_after_the_others() -> None:
    more = voorbeelden.make_bevinding("eerder", plaats="meer cijfers")
    document = voorbeelden.make_document(bevindingen=(more, voorbeelden.make_bevinding("later")))
    assert [finding.id for finding in document.bevindingen] == ["later", "eerder"]
    assert [finding.id for finding in document.meer] == ["eerder"]


def test_a_document_that_travelled_is_the_same_document() -> None:
    document = voorbeelden.make_document(9)
    parts: dict[str, Any] = {}
    for blok in (tonen.opening(document), tonen.gesprek(document), tonen.verantwoording(document)):
        parts |= json.loads(json.dumps(blok.data))
    found = [Bevinding.from_json(json.loads(json.dumps(finding.as_json()))) for finding in document.bevindingen]
    assert Document.from_json(parts[DOCUMENT_MIME], found, parts[GESPREK_MIME], parts[VERANTWOORDING_MIME]) == document


def test_the_conversation_has_questions_for_both_circles_with_lines_to_write_on() -> None:
    html = _html(tonen.gesprek(voorbeelden.make_document(gesprek=Gesprek(("Wat ziet u?",), ("Wat valt op?", "Wat werkt?")))))
    assert html.count('<span class="regels"></span>') == 3 + 1
    assert "Herkent u dit? Wat missen we?" in html
    assert "Wie in Stevenshof woont of werkt" in html
    assert "Wanneer kijken we terug?" in html


def test_the_account_has_method_limits_sources_words_citation_and_version() -> None:
    html = _html(tonen.verantwoording(voorbeelden.make_document()))
    for text in (
        "We telden wie zich aanmeldde",
        "<b>Wel:</b> wie meedoet",
        "<b>Niet:</b> of mensen",
        "3 rijen van na 1 oktober 2022.",
        "Groepen van minder dan 5 mensen laten we niet zien.",
        "Bereiken we de (juiste) inwoners? Stevenshof, stand op 1 oktober 2022.",
        "Gemaakt met wijkmonitor",
        "WCAG 2.2",
    ):
        assert text in html


def test_the_account_explains_only_words_that_occur() -> None:
    html = _html(tonen.verantwoording(voorbeelden.make_document()))
    assert "<dt>GLI:</dt>" in html
    assert "<dt>centralisatie:</dt>" not in html
    document = voorbeelden.make_document()
    changed = replace(document, methode=("De centralisatie van het netwerk is 0,3.",))
    assert "<dt>centralisatie:</dt>" in _html(tonen.verantwoording(changed))


def test_a_document_that_is_a_source_twice_stands_there_once_with_its_places() -> None:
    finding = voorbeelden.make_bevinding("bron", bron="Brief, 2022 (vraag 1); Krant, 2020; Brief, 2022 (vraag 2)")
    html = bevinding_html(finding)
    assert "<li>Brief, 2022 (vraag 1; vraag 2)</li><li>Krant, 2020</li>" in html and html.count("Brief, 2022") == 1


def test_the_words_explained_are_words_that_the_report_shows() -> None:
    reason = "Er is geen vragenlijst."
    gap = replace(
        voorbeelden.make_bevinding("gezondheid-anders"),
        kop="Of de weging klopt, weten we niet",
        wat="Dat ziet u in een spinnenweb.",
        lees="Dit weten we nog niet: de nulmeting. Vraag de tabel aan.",
        teken="niet geleverd",
        figuur=None,
        schatting=Estimate(None, None, None, None, "", reason),
        tabel=Tabel("Waarom niet", (Tabelkolom("Waarom"),), ((reason,),)),
    )
    assert gap.gat
    document = voorbeelden.make_document(3)
    words = verantwoording_html(replace(document, bevindingen=(*document.bevindingen, gap)))
    assert "<dt>nulmeting:</dt>" in words and "<dt>spinnenweb:</dt>" not in words and "<dt>weging:</dt>" not in words
    assert "<dt>procesbegeleider:</dt>" not in words
    assert "<dt>procesbegeleider:</dt>" in verantwoording_html(replace(document, privacy="Vraag het de LPB."))
