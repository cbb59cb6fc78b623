"""Facts that the reports have to tell: published figures, what they allow, and what is not in any table."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from proefwijken import DOCUMENTEN, WIJKEN

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import load_dossier
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.bouw import bronnen

WIJKDATA = Path(__file__).resolve().parents[2] / "wijkdata"
Documenten = dict[tuple[str, str], Document]


def cell(finding: Bevinding, row: str, column: str) -> object:
    """The cell of the first table in the row that begins with `row`."""
    names = [item.naam for item in finding.tabel.kolommen]
    return next(cells for cells in finding.tabel.rijen if cells[0] == row)[names.index(column)]


@cache
def published(slug: str, naam: str) -> Document:
    """A document of a real wijk, from what was published about it."""
    return make_document(naam, load_dossier(slug, data=WIJKDATA, peildatum="2022-12-31"))


def test_referrals_in_alphen_rose_by_more_than_chance_and_corona_is_named() -> None:
    # 181 in 2020 and 244 in 2021 (Wijzer in de Wijk); rate ratio 1.35, 95% 1.11-1.63
    found = published("alphen-noord", "1-bereik")["bereik-doorverwijzingen"]
    estimate = found.schatting
    assert [round(part, 2) for part in (estimate.value, estimate.low, estimate.high) if part is not None] == [1.35, 1.11, 1.63]
    assert "van 181 naar 244" in found.kop and "meer dan toeval" in found.kop
    assert found.stand == "Waar het er in 2020 100 waren, zijn het er in 2021 135, tussen 111 en 163."
    assert [round(cell, 2) for cell in found.extra_tabellen[0].rijen[0][1:4]] == [1.35, 1.11, 1.63]
    assert "Corona" in found.lees and "de oorzaak niet bekend" in found.lees
    assert found.herkomst == "openbaar"


def test_referrals_in_stevenshof_may_be_chance() -> None:
    # 16 in 2019, 19 in 2020, 11 in 2021 (Wijzer in de Wijk); 11 over 19 is 0.58, 95% 0.28-1.22
    found = published("stevenshof", "1-bereik")["bereik-doorverwijzingen"]
    estimate = found.schatting
    assert [round(part, 2) for part in (estimate.value, estimate.low, estimate.high) if part is not None] == [0.58, 0.28, 1.22]
    assert "van 19 naar 11" in found.kop and "kan toeval zijn" in found.kop and "meer dan toeval" not in found.kop + found.lees
    assert [row[1] for row in found.tabel.rijen] == [16, 19, 11]


def test_referrals_in_alphen_are_never_divided_by_people() -> None:
    found = published("alphen-noord", "1-bereik")["bereik-doorverwijzingen"]
    assert found.schatting.n == 181 + 244
    assert {item.notatie for item in found.tabel.kolommen} == {"tekst", "aantal"}
    words = " ".join([found.kop, found.lees, found.onderschrift])
    assert not re.search(r"inwoners|per 1\.000|van de 100|%", words)
    assert "Welk deel" in found.let_op


def test_the_baseline_of_stevenshof_differs_from_what_the_programme_says() -> None:
    # RIVM/GGD, Gezondheidsmonitor 2016: lonely 41.3 against 44.6 in Leiden, perceived health good 77.2 against 77.7
    found = published("stevenshof", "2-gezondheid")["gezondheid-nulmeting"]
    assert cell(found, "Eenzaamheid", "Stevenshof, 2016") == "41,3%"
    assert cell(found, "Eenzaamheid", "Leiden, 2016") == "44,6%"
    assert cell(found, "Goede ervaren gezondheid", "Stevenshof, 2016") == "77,2%"
    assert cell(found, "Goede ervaren gezondheid", "Leiden, 2016") == "77,7%"
    assert "De uitzondering: eenzaamheid." in found.lees


@pytest.mark.parametrize("slug", WIJKEN)
def test_a_baseline_indicator_without_a_figure_says_why(documenten: Documenten, slug: str) -> None:
    found = documenten[slug, "2-gezondheid"]["gezondheid-nulmeting"]
    names = [row[0] for row in found.tabel.rijen]
    assert len(names) >= 8
    for name in ("Vitaliteit", "Overbelasting door mantelzorg"):
        row = next(row for row in found.tabel.rijen if row[0] == name)
        assert sum("niet beschikbaar" in str(part) for part in row) == 6
    assert "Over vitaliteit en overbelasting door mantelzorg is er geen cijfer" in found.lees
    work = next(row for row in found.tabel.rijen if row[0] == "Betaald werk")
    assert "niet gepubliceerd" in str(work[3]) and str(work[6]) == "2022"  # no "then": only 2022 is published


@pytest.mark.parametrize("slug", WIJKEN)
@pytest.mark.parametrize("naam", DOCUMENTEN)
def test_a_model_estimate_says_so_and_gets_no_verdict(documenten: Documenten, slug: str, naam: str) -> None:
    for finding in documenten[slug, naam].bevindingen:
        if "SMAP" not in finding.schatting.method and "schattingen" not in finding.schatting.method:
            continue
        assert finding.schatting.reason == "schatting, marge onbekend"
        assert finding.teken == "geen"
        words = " ".join([finding.kop, finding.lees])
        assert not re.search(r"toeval|gestegen|gedaald|springt eruit|valt op|verschilt", words)
        assert "schatting" in " ".join([finding.kop, finding.lees, finding.let_op, str(finding.tabel)])
        assert re.search(r"marge .*onbekend|marge .*niet bekend|zonder marge", finding.lees + finding.let_op, re.IGNORECASE)


@pytest.mark.parametrize("slug", WIJKEN)
def test_answers_on_example_records_begin_with_voorbeeld(documenten: Documenten, slug: str) -> None:
    for naam in DOCUMENTEN:
        for line in documenten[slug, naam].antwoord:
            assert line.regel.startswith("Voorbeeld: ") == (line.herkomst == "voorbeeld")
    line = published("alphen-noord", "1-bereik").antwoord[0].regel
    assert line.startswith("Welzijn op Recept: 181 verwijzingen in 2020, 244 in 2021.") and "In Alphen. Welk deel" in line


@pytest.mark.parametrize("slug", WIJKEN)
def test_eight_themes_are_compared_with_municipality_and_country(documenten: Documenten, slug: str) -> None:
    found = documenten[slug, "0-wijkprofiel"]["wijkprofiel-themas"]
    assert len(found.tabel.rijen) >= 8
    assert all(re.fullmatch(r"\d+,\d%", str(part)) for row in found.tabel.rijen for part in row[3:6])


def test_the_network_rests_on_its_possible_ties(documenten: Documenten) -> None:
    for slug in WIJKEN:
        assert documenten[slug, "3-samenwerking"]["samenwerking-netwerk"].schatting.n == 20 * 19 // 2


def test_a_source_is_listed_whole_and_published_rows_name_only_their_document() -> None:
    own = pd.DataFrame({"herkomst": ["eigen registratie"], "bron": ["telling van de balie; 2020 was een coronajaar"]})
    assert bronnen(own, eigen="deelname") == "deelname (eigen registratie); telling van de balie, 2020 was een coronajaar"
    published_rows = pd.DataFrame({"herkomst": ["openbaar"] * 2, "bron": ["Antwoord, 9 juni 2022 (tweede vraag)"] * 2})
    assert bronnen(published_rows, eigen="doorverwijzingen") == "Antwoord, 9 juni 2022 (tweede vraag)"


def test_what_the_programme_said_stands_only_in_reports_of_its_wijken(documenten: Documenten) -> None:
    told = published("zuidwest", "2-gezondheid")["gezondheid-nulmeting"].lees
    assert "over het algemeen minder goed" in told and "Vergeleken met wat, staat er niet bij." in told
    assert "Ook vergrijzing speelde mee" in told and "noemde alle onderwerpen ongunstig" not in told
    assert "programma" not in documenten["voorbeeldwijk", "2-gezondheid"]["gezondheid-nulmeting"].lees


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof", "zuidwest"))
def test_every_figure_of_the_model_is_called_an_estimate_and_2020_the_year_of_corona(slug: str) -> None:
    profile, health = published(slug, "0-wijkprofiel"), published(slug, "2-gezondheid")
    for found in (profile["wijkprofiel-themas"], profile["wijkprofiel-buurten"], health["gezondheid-ongelijkheid"]):
        if found.figuur is None:
            continue
        assert "coronajaar 2020, schatting" in found.onderschrift, found.id
    assert "schattingen" in profile["wijkprofiel-trend"].onderschrift
    assert "een schatting over coronajaar 2020, de marge is onbekend" in health.antwoord[0].tekst
    work = profile["wijkprofiel-sociaaleconomisch"]
    assert "Moeite met rondkomen: dit is een schatting" in work.let_op and "Dit is een schatting" not in work.let_op
    for found in (work, health["gezondheid-nulmeting"]):
        assert found.figuur and "geschat" in found.figuur.breed
        assert not re.search(r"(werk|woningen|inkomens[^<]*|ouder) \(geschat", found.figuur.breed)


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof", "zuidwest"))
def test_a_share_of_low_incomes_says_what_it_is_and_that_the_country_has_40(slug: str) -> None:
    rows = published(slug, "0-wijkprofiel")["wijkprofiel-sociaaleconomisch"].tabel.rijen
    low = next(row for row in rows if row[0] == "Lage inkomens (laagste 40%)")
    assert "Per 100 mensen met inkomen." in str(low[1]) and str(low[5]).startswith("40") and "nog niet opgehaald" not in low


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof", "zuidwest"))
def test_ages_were_counted_and_no_margin_is_said_to_be_unknown(slug: str) -> None:
    found = published(slug, "0-wijkprofiel")["wijkprofiel-demografisch"]
    assert found.figuur and "marges zijn niet bekend" not in found.figuur.breed + found.figuur.alt
