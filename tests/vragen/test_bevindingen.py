"""The form of every finding, and that what it says is what its margin allows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.figuren.test_vormen import regelkaart
from tests.vragen.proefwijken import DATA, DOCUMENTEN, WIJKEN, tables_in, tables_of

from gelezen import claims
from nagebootst import unchanged, without_drawing
from wijkmonitor.afspraken.agenda import parse_agenda
from wijkmonitor.afspraken.stand import afspraak_standen
from wijkmonitor.bevinding import MAX_WOORDEN_KOP, Bevinding, Bord
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import kleuren
from wijkmonitor.taal.oordeel import beoordeel
from wijkmonitor.verkennen.kijken import bekijk
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.verantwoording import first_question

Documenten = dict[tuple[str, str], Document]
# findings whose estimate is a difference (0 = none) or a ratio (1 = none)
NUL = {
    "bereik-wie-missen-we": 0.0,
    "bereik-nodig": 0.0,
    "bereik-doorverwijzingen": 1.0,
    "gezondheid-verandering": 0.0,
    "samenwerking-factoren": 0.0,
    "samenwerking-netwerk": 0.0,
    "samenwerking-zorg-welzijn": 0.0,
}
EVEN = {"samenwerking-bevorderend": 1 / 6, "wijkprofiel-behoeften": 1 / 10}


@pytest.fixture(scope="module")
def bevindingen(documenten: Documenten, dossiers: dict[str, Dossier]) -> list[Bevinding]:
    """All findings of the shipped records, of the first ten rows of each table of one wijk, and of three wijken drawn by chance."""
    whole = dossiers["voorbeeldwijk"]
    few = whole.met_tabellen({naam: frame.head(10) for naam, frame in tables_of(whole).items()})
    with without_drawing():
        more = [
            make_document(naam, dossier)
            for dossier in (few, *(unchanged(number, 31) for number in range(3)))
            for naam in DOCUMENTEN
        ]
    return [finding for document in [*documenten.values(), *more] for finding in document.bevindingen]


def test_every_headline_is_a_claim_of_at_most_fifteen_words(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        assert 2 <= len(finding.kop.split()) <= MAX_WOORDEN_KOP and finding.kop != finding.onderschrift
        assert "…" not in finding.kop


def test_both_kinds_of_findings_are_looked_at(bevindingen: list[Bevinding]) -> None:
    """Without them the tests below would hold for nothing."""
    margins = [finding.id for finding in bevindingen if finding.schatting.has_interval]
    signs = {finding.teken for finding in bevindingen}
    assert len({*margins}) >= 8 and {"gunstiger", "toeval", "te weinig", "niet geleverd"} <= signs
    assert len([finding for finding in bevindingen if finding.figuur is not None]) >= 30
    assert {*margins} & {*NUL} and {*margins} & {"gezondheid-verandering", "samenwerking-factoren"}


def test_every_finding_has_a_value_with_margin_and_n_or_a_reason(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        estimate = finding.schatting
        if estimate.has_interval:
            assert estimate.value is not None and estimate.low is not None and estimate.high is not None
            assert estimate.low <= estimate.value <= estimate.high and (estimate.n or 0) > 0, finding.id
        else:
            assert estimate.reason, finding.id


def test_no_cell_is_empty_and_every_table_has_a_title(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        for table in tables_in(finding):
            assert table.titel and table.rijen, finding.id
            assert all(str(cell).strip() not in ("", "nan", "None", "<NA>", "NaT") for row in table.rijen for cell in row)
            for place, column in enumerate(table.kolommen):
                shares = [row[place] for row in table.rijen if column.notatie == "pct" and not isinstance(row[place], str)]
                assert all(-1 <= float(share) <= 1 for share in shares), (finding.id, column.naam)


def test_every_figure_says_what_it_shows_and_has_its_table(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        for figure in (finding.figuur, *finding.extra_figuren):
            if figure is not None:
                assert 10 < len(figure.alt) <= 300 and finding.kop not in figure.alt
                assert figure.alt.strip().endswith((".", "…"))


def test_every_finding_names_its_source_and_asks_a_question(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        assert finding.bron and finding.gespreksvraag.endswith("?")
        assert all([finding.wat, finding.waarom, finding.let_op, finding.onderschrift])


def test_a_question_fits_the_outcome(bevindingen: list[Bevinding]) -> None:
    """Nobody is asked what explains a change that can be chance, or to recognise what no figure shows."""
    asked = {kind: {f.gespreksvraag for f in bevindingen if f.teken in signs}
             for kind, signs in (("toeval", ("toeval",)), ("leeg", ("te weinig", "niet geleverd")))}  # fmt: skip
    wrong = r"hierbij past|het verschil kan verklaren|lijn veranderde|nieuwe lijnen|werden bewoners"
    assert asked["toeval"] and [text for text in asked["toeval"] if re.search(wrong, text)] == []
    assert asked["leeg"] and [text for text in asked["leeg"] if re.search(f"{wrong}|Herkent u|wie we missen", text)] == []


def test_two_findings_that_pull_apart_are_the_first_question_for_the_table(bevindingen: list[Bevinding]) -> None:
    """Partners are more positive of the very factor that is named most often as what hinders."""
    base = bevindingen[0]
    up = replace(base, id="samenwerking-factoren", teken="gunstiger", bord=Bord(onderwerp="netwerk onderhouden"))
    hinders = replace(base, id="samenwerking-bevorderend", teken="geen", bord=Bord(onderwerp="netwerk onderhouden"))
    assert "positiever over netwerk onderhouden" in first_question([up, hinders])
    assert first_question([up, replace(hinders, bord=Bord(onderwerp="regie en rollen"))]) == ""
    assert first_question([replace(up, teken="toeval"), hinders]) == ""
    for pair in load_teksten("gedeeld")["gesprek.tegenspraak"]:
        kinds = [replace(up, **pair[side]) for side in ("een", "ander")]
        assert first_question(kinds).endswith("Hoe kan dat?") and "{" not in first_question(kinds)


def test_after_new_lines_nobody_is_asked_who_does_not_know_whom(documenten: Documenten) -> None:
    """More lines is no judgement, so this goes by what came out."""
    document = documenten["voorbeeldwijk", "3-samenwerking"]
    assert "die stijging is meer dan toeval" in document["samenwerking-zorg-welzijn"].kop
    assert document["samenwerking-zorg-welzijn"].gespreksvraag == "Wat merkt een bewoner van de nieuwe lijnen?"
    assert document["samenwerking-netwerk"].gespreksvraag == "Wat leverden de nieuwe lijnen op?"


def test_a_finding_with_a_margin_has_a_sentence_that_tells_it(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        if finding.schatting.has_interval and finding.id not in ("bereik-wie-missen-we", "samenwerking-bevorderend"):
            assert re.search(r"tussen|rond", finding.lees), finding.id
            assert re.search(r"tussen|rond", finding.stand), finding.id


def test_a_claim_is_made_only_where_the_margin_leaves_out_no_difference(bevindingen: list[Bevinding]) -> None:
    claimed = 0
    for finding in bevindingen:
        nul = NUL.get(finding.id, EVEN.get(finding.id))
        if nul is not None and claims(finding.kop):
            claimed += 1
            assert beoordeel(finding.schatting, nul=nul).zeker, (finding.id, finding.kop, finding.schatting)
    assert claimed >= 10


def test_where_the_margin_holds_no_difference_the_headline_makes_no_claim(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        if finding.id in NUL and finding.schatting.has_interval and not beoordeel(finding.schatting, nul=NUL[finding.id]).zeker:
            assert not claims(finding.kop) and finding.teken in ("toeval", "geen"), (finding.id, finding.kop)


def test_a_margin_that_leaves_out_0_without_a_claim_is_explained(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        if finding.id in ("gezondheid-verandering", "samenwerking-factoren") and finding.schatting.has_interval:
            alone = beoordeel(finding.schatting).zeker and not claims(finding.kop)
            assert alone == ("tegelijk" in finding.lees), (finding.id, finding.lees)


def test_what_may_be_chance_says_how_large_a_difference_could_have_been_seen(bevindingen: list[Bevinding]) -> None:
    told = [finding for finding in bevindingen if re.search(r"(kan|kunnen) toeval zijn", f"{finding.kop} {finding.lees}")]
    assert len({finding.id for finding in told}) >= 10
    for finding in told:
        assert re.search(r"hadden we .*waarschijnlijk .*(niet|verschil) gezien\.|hadden we .*niet gezien\.", finding.lees), (
            finding.id,
            finding.lees,
        )


def test_the_sign_goes_with_the_words(bevindingen: list[Bevinding]) -> None:
    for finding in bevindingen:
        if finding.teken in ("gunstiger", "ongunstiger"):
            assert claims(finding.kop), (finding.id, finding.kop)
        if finding.teken == "te weinig":
            assert not finding.schatting.has_interval, finding.id


@pytest.mark.parametrize("slug", WIJKEN)
@pytest.mark.parametrize("naam", DOCUMENTEN)
def test_a_document_has_three_answers_and_its_findings_in_order(documenten: Documenten, slug: str, naam: str) -> None:
    document = documenten[slug, naam]
    assert len(document.antwoord) == 3
    assert len(document.hoofd) <= 7
    assert [item for item in document.bevindingen if not item.gat] == [*document.hoofd, *document.meer]
    assert document.gesprek.binnenkring and document.gesprek.buitenkring and document.methode and document.wel and document.niet


def test_red_and_green_in_a_figure_only_say_less_and_more_favourable(documenten: Documenten) -> None:
    """A rise is no alarm: those two colours come with their sign alone."""
    assert kleuren.GUNSTIG.upper() in regelkaart(str).breed.upper(), "this is how a drawing holds a colour"
    for document in documenten.values():
        for finding in document.bevindingen:
            for figure in (finding.figuur, *finding.extra_figuren):
                drawn = f"{figure.breed}{figure.smal}".upper() if figure else ""
                for colour, sign in ((kleuren.ONGUNSTIG, "ongunstiger"), (kleuren.GUNSTIG, "gunstiger")):
                    assert colour.upper() not in drawn or finding.teken == sign, finding.id


def test_two_areas_beside_each_other_are_never_told_as_a_change(documenten: Documenten) -> None:
    """Only a trend goes from one year to the next: a wijk and its municipality are two figures of one year."""
    alts = {
        finding.id: figure.alt
        for (_, naam), document in documenten.items()
        if naam == "0-wijkprofiel"
        for finding in document.bevindingen
        if finding.id != "wijkprofiel-trend"
        for figure in (finding.figuur, *finding.extra_figuren)
        if figure
    }
    assert len(alts) > 5 and not [id for id, alt in alts.items() if re.search(r"van \d+[^.;]*\bnaar \d", alt)]


def test_a_year_without_delivery_is_not_compared_with_everybody_since_the_start() -> None:
    found = bekijk("voorbeeldwijk", "bereik", "bereik-doelgroep", peildatum="2023-12-31", data=DATA)
    assert found.peil is not None and found.peil.schatting.value is None and found.schatting.value is not None
    text = """
[sessie.s-01]
datum = 2022-10-01
[sessie.s-02]
datum = 2024-02-01
[afspraak.s-01-1]
wat = "We bellen aan"
wie = "buurthuis"
verwachting = "Meer mensen."
verwacht = "hoger"
terugkijk_in = "s-02"
bevindingen = ["bereik-doelgroep"]
toen = { bevinding = "bereik-doelgroep", waarde = 0.0147, laag = 0.0127, hoog = 0.0170, n = 12070 }
"""
    agenda, faults = parse_agenda(text, wijk="voorbeeldwijk", vandaag=date(2024, 1, 1))
    (stand,) = afspraak_standen(agenda, {found.id: found}, peildatum=date(2023, 12, 31), document="1-bereik")
    assert faults == () and stand.oordeel not in ("zoals verwacht", "anders dan verwacht")
    assert "Over het laatste jaar is er geen aantal om te laten zien." in stand.nu
