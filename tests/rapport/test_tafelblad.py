"""The sheet for the table: what stands on it, what is read aloud, and what other languages say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.bevinding import voorbeelden

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelkolom
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.paginas import talen
from wijkmonitor.paginas.pagina import Paginakop
from wijkmonitor.paginas.tafelblad import make_tafelblad, tafelblad_pages
from wijkmonitor.stats.estimate import Estimate


@pytest.fixture
def document() -> Document:
    """Seven invented findings."""
    made: Document = voorbeelden.make_document(7)
    return made


def test_the_sheet_holds_three_findings_and_all_that_fits_of_their_figures(document: Document) -> None:
    sheet = make_tafelblad(document, {})
    assert len(sheet.stukken) == 3 and sheet.past and sheet.voor
    assert all(piece.laag <= piece.hoog for piece in sheet.stukken)


def _tall(finding: Bevinding, height: int) -> Bevinding:
    svg = f'<svg viewBox="0 0 532 {height}"><text style="font-size:9px">a</text></svg>'
    return replace(finding, figuur=replace(finding.figuur, breed=svg))


def test_a_figure_that_leaves_no_room_for_the_rest_stays_in_the_report(document: Document) -> None:
    first, *rest = document.bevindingen
    sheet = make_tafelblad(replace(document, bevindingen=(_tall(first, 900), *rest)), {})
    assert sheet.past and not next(piece for piece in sheet.stukken if piece.bevinding.id == first.id).beeld


def test_figures_come_before_lines_to_write_on_so_what_to_talk_about_can_move_to_the_front(document: Document) -> None:
    sheet = make_tafelblad(replace(document, afspraken=()), {})
    ids, heights = [piece.bevinding.id for piece in sheet.stukken], (380, 60, 390)
    high = {id: height for id, height in zip(ids, heights, strict=True)}
    tall = tuple(_tall(finding, high[finding.id]) if finding.id in high else finding for finding in document.bevindingen)
    sheet = make_tafelblad(replace(document, afspraken=(), bevindingen=tall), {})
    assert sheet.past and sheet.beelden == 3 and sheet.gesprek_voor


def test_a_sheet_with_much_room_has_larger_letters(document: Document) -> None:
    bare = tuple(replace(finding, figuur=None) for finding in document.bevindingen)
    assert make_tafelblad(replace(document, bevindingen=bare), {}).maat > 1


def test_what_happened_stands_on_the_sheet_in_words_and_only_a_number_is_guessed(document: Document) -> None:
    rows = tuple((f"{2000 + n}", f"Feit {n}. Daarna meer.", "gebeurtenis", "brief") for n in range(30))
    columns = tuple(Tabelkolom(name) for name in ("Wanneer", "Wat", "Soort", "Bron"))
    undated = ("zonder datum", "Een bankje", "bereikt (bewoners)", "brief")
    line = replace(document.hoofd[0], id="bereik-tijdlijn", tabel=Tabel("Tijdlijn", columns, (undated, *rows)), kop="Wat er gebeurde",
                   extra_tabellen=(), herkomst="openbaar")  # fmt: skip
    told = replace(document, bevindingen=(line,))
    html = tafelblad_pages(told, Paginakop("1-bereik", 1, "Bereiken we ze?"), {})["-tafelblad.html"]
    assert "<li><b>Bereikt:</b> Een bankje.</li><li><b>2000:</b> Feit 0.</li>" in html and "in het rapport.</li>" in html
    assert "<figure" not in html and 'class="dia raad"' not in html and 'href="#raden"' not in html
    assert "openbare bron" in html and "De cijfers in het rapport" not in html
    assert 'class="dia raad"' in tafelblad_pages(document, Paginakop("1-bereik", 1, "x"), {})["-tafelblad.html"]


def test_a_minute_is_read_aloud_with_the_answer_and_a_question(document: Document) -> None:
    lines = talen.spoken(document, document.hoofd)
    said = " ".join(lines)
    assert len(said.split()) <= talen.MAX_WOORDEN
    assert document.vraag in said and document.wijk_naam in said and all(line.tekst in said for line in document.antwoord)
    assert document.gesprek and document.gesprek.binnenkring[0] in lines[-1]


def test_a_minute_says_nothing_twice(document: Document) -> None:
    finding = replace(
        document.bevindingen[0],
        antwoord="Moeite met rondkomen: 31 van de 100, in Den Haag 22. In Nederland: 14.",
        lees="In Nederland is het 14. Van 13 thema's is dit het meest ongunstig (tussen 1 en 2). Dit kan toeval zijn.",
    )
    lines = (
        Antwoord(finding.antwoord, finding.herkomst),
        Antwoord("Er is geen tabel.", finding.herkomst),
        Antwoord("Wie we missen, weten we niet. Er is geen tabel.", finding.herkomst),
    )
    said = talen.spoken(replace(document, antwoord=lines, bevindingen=(finding,)), [finding])
    assert "Van 13 thema's is dit het meest ongunstig. Dit kan toeval zijn." in said
    assert "In Nederland is het 14." not in " ".join(said) and " ".join(said).count("Er is geen tabel.") == 1


def test_every_language_has_every_sentence_with_the_same_numbers_in_it() -> None:
    holes = {taal: {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in talen.sentences(taal)["zin"].items()}
             for taal in talen.TALEN}  # fmt: skip
    assert len({tuple(sorted(parts)) for parts in holes.values()}) == 1
    assert all(each == holes["en"] for each in holes.values())
    assert all(set(talen.sentences(taal)["vraag"]) == set("01234") for taal in talen.TALEN)


def test_numbers_are_filled_in_and_what_has_no_number_says_so(document: Document) -> None:
    finding = replace(
        document.bevindingen[0], id="bereik-doelgroep", eenheid="pct", schatting=Estimate(0.082, 0.07, 0.1, 1237, "Wilson")
    )
    english = talen.translations(document, [finding])[-1]
    assert english.zinnen == ("Of every 100 people this is meant for, 8.2 take part.",)
    gap = replace(finding, schatting=Estimate(None, None, None, None, "", "niets geleverd"))
    assert talen.translations(document, [gap])[0].zinnen == (talen.sentences("tr")["geen"],)


def test_a_change_that_can_be_chance_or_a_first_wave_is_never_told_as_more(document: Document) -> None:
    base = replace(document.bevindingen[0], id="samenwerking-netwerk", eenheid="pct")
    sure, unsure = Estimate(0.2, 0.1, 0.3, 9, "x"), Estimate(0.2, -0.1, 0.3, 9, "x")
    assert "more than before" in talen.translations(document, [replace(base, schatting=sure, teken="gunstiger")])[-1].zinnen[0]
    for shaky in (
        replace(base, schatting=unsure),
        replace(base, schatting=sure, teken="toeval"),
        replace(base, schatting=sure, teken="eerste"),
    ):
        assert talen.translations(document, [shaky])[-1].zinnen == (talen.sentences("en")["geen"],)


def test_a_language_is_marked_until_a_role_checked_this_very_text(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    def tick(version: str) -> talen.Vertaling:
        row = {"pl": {"versie": version, "rol": "bewoner die Pools spreekt", "datum": date(2022, 12, 1)}}
        monkeypatch.setattr(talen, "read_checked", lambda: row)
        return talen.translations(document, document.hoofd)[2]

    unchecked = talen.sentences("pl")["niet_nagelezen"]
    assert unchecked in talen.translations(document, document.hoofd)[2].noten
    assert tick("00000000").nagelezen == "" and unchecked in tick("00000000").noten
    assert tick(talen.version("pl")).nagelezen == "bewoner die Pools spreekt" and unchecked not in tick(talen.version("pl")).noten
