"""Whatever is missing: every document is made, and every number that isn't there has its reason."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from proefwijken import DOCUMENTEN, WIJKEN, load, make_all, tables_in, tables_of, with_tables

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.documenten import DOCUMENTEN as SOORTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.bereik.doelgroep import compare_with_doelgroepen, doelgroep
from wijkmonitor.vragen.tellingen import count_deelnemers

# findings of people, respondents and participants: with a handful of rows none of them may show a small count
GEVOELIG = (
    "bereik-doelgroep", "bereik-wie-missen-we", "bereik-trechter", "bereik-verwijzers", "gezondheid-dimensies",
    "gezondheid-verandering", "gezondheid-tevredenheid", "gezondheid-respons", "gezondheid-verhalen",
    "samenwerking-factoren", "interventies-doelen", "interventies-verhalen", "bereik-verhalen", "samenwerking-verhalen",
)  # fmt: skip
# findings that a table feeds alone: without it they say so
ALLEEN = {
    "stickerbord": ("wijkprofiel-behoeften", "interventies-behoeften"),
    "deelname": ("bereik-doelgroep", "bereik-wie-missen-we", "bereik-trechter", "bereik-verwijzers", "interventies-doelen"),
    "doorverwijzingen": ("bereik-doorverwijzingen", "bereik-verloop"),
    "activiteiten": ("bereik-activiteiten",),
    "vragenlijst": ("gezondheid-dimensies", "gezondheid-verandering", "gezondheid-tevredenheid", "gezondheid-respons"),
    "kwalitatief": (
        "bereik-verhalen",
        "gezondheid-verhalen",
        "samenwerking-verhalen",
        "interventies-verhalen",
        "interventies-codering",
    ),
    "samenwerking": ("samenwerking-factoren",),
    "stellingen": ("samenwerking-factoren",),
    "organisaties": ("samenwerking-netwerk", "samenwerking-zorg-welzijn", "samenwerking-koppelkaart"),
    "netwerk": ("samenwerking-netwerk", "samenwerking-zorg-welzijn", "samenwerking-koppelkaart"),
    "zelfevaluatie": ("samenwerking-zelfevaluatie",),
    "logboek": ("samenwerking-lpb",),
    "voortgang": ("samenwerking-bevorderend", "interventies-factoren"),
    "interventies": ("interventies-planning", "interventies-focus", "interventies-gevolgd", "interventies-dekking"),
}


def findings(documents: dict[str, Document]) -> dict[str, Bevinding]:
    """All findings by id."""
    return {finding.id: finding for document in documents.values() for finding in document.bevindingen}


def check_reasons(documents: dict[str, Document]) -> None:
    """Every finding has a value with a margin, or a reason; no cell is empty; no sentence shows a hole."""
    for document in documents.values():
        assert 1 <= len(document.antwoord) <= 3
        for finding in document.bevindingen:
            estimate = finding.schatting
            if not estimate.has_interval:
                assert estimate.reason, finding.id
            for table in tables_in(finding):
                assert table.rijen, finding.id
                assert all(
                    str(cell).strip() and str(cell) not in ("nan", "None", "<NA>", "NaT") for row in table.rijen for cell in row
                )
            words = " ".join([finding.kop, finding.lees, *(line.regel for line in document.antwoord)])
            holes = [hole for hole in ("nan ", "None", "{", "}", "<NA>", "  ", " .", " ,", ": .", "..") if hole in words]
            assert not holes, (finding.id, words)


# findings that rest on open figures and on the milestones of wijk.toml
ZONDER_TABEL = ("gezondheid-nulmeting", "gezondheid-ongelijkheid", "bereik-tijdlijn")


@pytest.mark.parametrize("slug", WIJKEN)
@pytest.mark.parametrize("naam", TABELLEN)
def test_a_table_that_was_not_delivered_leaves_findings_that_say_why(dossiers: dict[str, Dossier], slug: str, naam: str) -> None:
    dossier = dossiers[slug]
    found = make_all(with_tables(dossier, {naam: dossier.tabel(naam).iloc[:0]}), leest=naam)
    check_reasons(found)
    for id in ALLEEN.get(naam, ()):
        finding = findings(found)[id]
        assert finding.schatting.value is None and finding.schatting.reason, id
        assert finding.teken == "niet geleverd" and "ontbreekt" not in finding.kop


def test_every_table_is_read_by_a_document_or_is_for_the_learning_pages() -> None:
    read = {naam for soort in SOORTEN.values() for naam in soort.leest}
    assert set(TABELLEN) - read <= {"menukaart"}
    assert set(ALLEEN) <= set(TABELLEN)


def test_a_wijk_without_any_table_has_its_profile_and_reasons_for_the_rest(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    found = make_all(with_tables(dossier, {naam: frame.iloc[:0] for naam, frame in tables_of(dossier).items()}))
    check_reasons(found)
    assert found["0-wijkprofiel"]["wijkprofiel-demografisch"].schatting.value
    rest = [finding for naam in DOCUMENTEN[2:] for finding in found[naam].bevindingen if finding.id not in ZONDER_TABEL]
    assert [finding.id for finding in rest if finding.schatting.value is not None] == []


@pytest.mark.parametrize("rows", [1, 10])
@pytest.mark.parametrize("slug", WIJKEN)
def test_a_wijk_of_a_few_rows_shows_no_small_number(dossiers: dict[str, Dossier], slug: str, rows: int) -> None:
    dossier = dossiers[slug]
    found = make_all(with_tables(dossier, {naam: frame.head(rows) for naam, frame in tables_of(dossier).items()}))
    check_reasons(found)
    for id in GEVOELIG:
        finding = findings(found)[id]
        if id != "interventies-doelen":  # rests on interventions, not on people
            assert finding.schatting.value is None or (finding.schatting.n or 0) >= dossier.wijk.privacy.min_cel, id
        counts = [
            cell
            for table in tables_in(finding)
            for column, cells in zip(table.kolommen, zip(*table.rijen, strict=True), strict=True)
            for cell in cells
            if column.notatie == "aantal" and column.naam not in ("Doel", "Mensen erbij nodig") and isinstance(cell, int | float)
        ]
        assert not [count for count in counts if 0 < count < dossier.wijk.privacy.min_cel], id


def test_a_survey_of_ten_gives_no_scores(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    few = findings(make_all(with_tables(dossier, {"vragenlijst": dossier.tabel("vragenlijst").head(10)})))
    for id in ("gezondheid-dimensies", "gezondheid-verandering", "gezondheid-tevredenheid"):
        assert few[id].schatting.value is None and few[id].schatting.reason


@pytest.mark.parametrize("slug", WIJKEN)
@pytest.mark.parametrize("peildatum", ["2019-06-30", "2020-03-15", "2021-06-30"])
def test_an_early_peildatum_makes_every_document(slug: str, peildatum: str) -> None:
    dossier = load(slug, peildatum)
    found = make_all(dossier)
    check_reasons(found)
    if peildatum < "2020":
        assert findings(found)["bereik-doelgroep"].schatting.value is None


def test_records_after_the_peildatum_are_counted(dossiers: dict[str, Dossier]) -> None:
    found = make_all(load("voorbeeldwijk-3", "2021-06-30"))
    assert any("deelname" in sentence and "na de peildatum" in sentence for sentence in found["1-bereik"].weggelaten)
    assert not make_all(dossiers["voorbeeldwijk-3"])["1-bereik"].weggelaten


def test_without_a_denominator_there_is_no_share(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    groups = tuple(group.model_copy(update={"omvang": None, "leeftijd": ()}) for group in dossier.wijk.doelgroep[:1])
    without = replace(dossier, wijk=dossier.wijk.model_copy(update={"doelgroep": groups}))
    found = doelgroep(compare_with_doelgroepen(count_deelnemers(without)))
    assert "omvang van de doelgroep is niet bekend" in found.kop
    assert found.eenheid != "pct" and not math.isnan(found.schatting.value or 0.0)


def test_a_wijk_without_a_target_group_has_its_document_about_reach(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    without = replace(dossier, wijk=dossier.wijk.model_copy(update={"doelgroep": ()}))
    first = make_document("1-bereik", without).antwoord[0]
    assert "mensen deden mee; de omvang van de doelgroep is niet bekend" in first.regel
