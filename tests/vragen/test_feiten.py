"""Facts that the reports have to tell: published figures, what they allow, and what is not in any table."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from tests.vragen.proefwijken import DOCUMENTEN, WIJKEN

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
    assert found.stand == "Waar het er 100 waren in 2020, zijn het er 135 in 2021, tussen 111 en 163."
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
    assert "Voor de wijk alleen is er geen cijfer." in found.let_op


def test_the_baseline_of_stevenshof_differs_from_what_the_programme_says() -> None:
    # RIVM/GGD, Gezondheidsmonitor 2016: lonely 41.3 against 44.6 in Leiden, perceived health good 77.2 against 77.7
    found = published("stevenshof", "2-gezondheid")["gezondheid-nulmeting"]
    assert cell(found, "Eenzaamheid", "Stevenshof, 2016") == "41,3%"
    assert cell(found, "Eenzaamheid", "Leiden, 2016") == "44,6%"
    assert cell(found, "Goede ervaren gezondheid", "Stevenshof, 2016") == "77,2%"
    assert cell(found, "Goede ervaren gezondheid", "Leiden, 2016") == "77,7%"
    assert "In 2016 was het cijfer gunstiger dan in Leiden bij eenzaamheid." in found.lees
    assert "In 2016 scheelde het minder dan 2 van de 100 bij goede ervaren gezondheid, " in found.lees


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
    assert (
        line.startswith("Welzijn op Recept in Alphen: 181 verwijzingen in 2020, 244 in 2021.")
        and "Voor de wijk alleen is er geen cijfer." in line
    )


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
    first = health.antwoord[0].tekst
    assert (
        re.search(r"schatting over coronajaar 2020|Naar schatting .* \(coronajaar 2020\)", first) and "marge is onbekend" in first
    )
    assert "Dit zijn schattingen (coronajaar 2020), de marge is onbekend." in profile.antwoord[1].tekst
    assert (
        "coronajaar 2020" in health["gezondheid-nulmeting"].bord.voet
        and "coronajaar" in profile["wijkprofiel-trend"].onderschrift
    )
    work = profile["wijkprofiel-sociaaleconomisch"]
    assert "Moeite met rondkomen: dit is een schatting" in work.let_op and "Dit is een schatting" not in work.let_op
    for found in (work, health["gezondheid-nulmeting"]):
        assert found.figuur and "geschat" in found.figuur.breed
        assert not re.search(r"(werk|woningen|inkomens[^<]*|ouder) \(geschat", found.figuur.breed)


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof", "zuidwest"))
def test_what_went_back_stands_beside_what_went_forward_and_both_beside_the_municipality(slug: str) -> None:
    change = published(slug, "0-wijkprofiel")["wijkprofiel-trend"]
    assert re.match(r"Moeite met rondkomen: van \d+ naar \d+ van de 100; eenzaamheid: van \d+ naar \d+$", change.kop)
    for naam in ("Moeite met rondkomen", "Eenzaamheid"):
        assert re.search(rf"{naam}: van \d+ naar \d+ van de 100, 2012 tot 2020\. In [^.]+: van \d+ naar \d+\.", change.lees)
    assert "Ook ongunstiger dan toen: " in change.lees and "we geven geen oordeel" in change.lees


def test_what_went_back_stands_in_the_short_answer_too() -> None:
    # RIVM/GGD, Gezondheid per wijk en buurt 2012 and 2020: the same direction in the whole of Den Haag
    answer = published("zuidwest", "0-wijkprofiel").antwoord[1].tekst
    assert answer.startswith(
        "Moeite met rondkomen: van 45 naar 31 van de 100, 2012 tot 2020. In Den Haag: van 35 naar 22. Eenzaamheid: van 56 naar 65 "
    )
    health = published("stevenshof", "2-gezondheid").antwoord[0].tekst
    assert "Eenzaamheid: van 41 naar 48 van de 100, in Leiden van 45 naar 50." in health


def test_what_goes_well_beside_the_municipality_goes_well_beside_the_country_too() -> None:
    # risk of anxiety or depression is 46 here, 54 in Leiden (many students) and 46 in the Netherlands: no strength
    answer = published("stevenshof", "0-wijkprofiel").antwoord[1].tekst
    assert answer.startswith(
        "Rokers: hier 15 van de 100. Dat is gunstiger dan in Leiden: 18. Ook gunstiger dan in Nederland: 18."
    )


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof", "zuidwest"))
def test_an_estimate_whose_margin_nobody_knows_decides_nothing_and_is_not_ranked(slug: str) -> None:
    health, profile = published(slug, "2-gezondheid"), published(slug, "0-wijkprofiel")
    assert health["gezondheid-nulmeting"].weegt == "" and health.woord == "niet te zeggen"
    said = " ".join(
        [
            found.kop + found.lees + found.antwoord
            for report in (health, profile)
            for found in report.bevindingen
            if found.teken == "geen"
        ]
    )
    assert not re.search(r"meest (on)?gunstig|het meest (voor|achter)uit|[Hh]et verschil ging van|De meesten dus", said)


def test_one_buurt_that_lies_apart_is_not_the_range_of_all() -> None:
    # RIVM/GGD 2020: De Uithof 14.0 and Morgenstond-West 24.9; the other nine from 30.1 to 37.6. Before: "van 14 tot 38"
    found = published("zuidwest", "0-wijkprofiel")["wijkprofiel-buurten"]
    assert found.kop == "Moeite met rondkomen: in 9 van de 11 buurten 30 tot 38 van de 100"
    assert "Ver van de andere liggen: Morgenstond-West (25) en De Uithof (14)." in found.lees
    assert published("stevenshof", "0-wijkprofiel")["wijkprofiel-buurten"].kop.startswith(
        "Overgewicht verschilt weinig per buurt"
    )


def test_estimates_that_lie_close_together_have_no_first() -> None:
    # RIVM/GGD 2020, Alphen Noord beside its municipality: health 4.7, volunteering 4.7, loneliness 4.5 of the 100
    lees = published("alphen-noord", "0-wijkprofiel")["wijkprofiel-themas"].lees
    assert (
        "is de afstand tot Alphen aan den Rijn het grootst. Die liggen dicht bij elkaar: goede ervaren gezondheid, vrijwilligerswerk, "
        in lees
    )


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof", "zuidwest"))
def test_a_share_of_low_incomes_says_what_it_is_and_that_the_country_has_40(slug: str) -> None:
    rows = published(slug, "0-wijkprofiel")["wijkprofiel-sociaaleconomisch"].tabel.rijen
    low = next(row for row in rows if row[0] == "Lage inkomens (laagste 40%)")
    assert "Per 100 mensen met inkomen." in str(low[1]) and str(low[5]).startswith("40") and "nog niet opgehaald" not in low


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof", "zuidwest"))
def test_ages_were_counted_and_no_margin_is_said_to_be_unknown(slug: str) -> None:
    found = published(slug, "0-wijkprofiel")["wijkprofiel-demografisch"]
    assert found.figuur and "marges zijn niet bekend" not in found.figuur.breed + found.figuur.alt


@pytest.mark.parametrize("slug", ("alphen-noord", "stevenshof"))
def test_a_count_of_another_place_names_that_place_and_answers_nothing_about_the_wijk(slug: str) -> None:
    report = published(slug, "1-bereik")
    found, place = report["bereik-doorverwijzingen"], {"alphen-noord": "Alphen", "stevenshof": "Leiden"}[slug]
    for words in (found.kop, found.onderschrift, found.antwoord, found.bord.tekst, found.tabel.titel):
        assert f"Welzijn op Recept in {place}" in words
    assert found.weegt == "" and report.woord == "niet te zeggen" and "Voor de wijk alleen is er geen cijfer." in found.antwoord


def test_where_a_count_is_of_another_place_what_was_written_of_the_wijk_stands_behind_it() -> None:
    found = published("alphen-noord", "1-bereik")["bereik-doorverwijzingen"]
    said = "Hierover is opgeschreven: Huisartsen in Alphen Noord verwijzen vaker naar het sociaal domein. Een aantal staat er niet bij."
    assert said in found.antwoord and said in found.lees
    assert "Hierover is opgeschreven" not in published("stevenshof", "1-bereik")["bereik-doorverwijzingen"].antwoord


def test_one_series_of_referrals_tells_one_story(documenten: Documenten) -> None:
    """Before, the years said 'kan toeval zijn' and the months of the same referrals 'meer dan toeval'."""
    report = documenten["voorbeeldwijk", "1-bereik"]
    years, months = report["bereik-doorverwijzingen"], report["bereik-verloop"]
    assert years.kop == "Meedoen op Recept: van 14 naar 31 verwijzingen per maand. Dat is meer dan toeval"
    assert "meer dan toeval" in months.kop and "kan toeval zijn" not in years.lees + years.antwoord + months.lees
    assert (years.schatting, years.stand) == (months.schatting, months.stand) and years.weegt == "voor"
    assert "de laatste 12 naast de 12 vanaf april 2020" in years.onderschrift and "Toen was er corona." in years.lees
    assert "Per heel jaar waren het er 171 in 2020, 246 in 2021 en 375 in 2022." in years.lees
    assert years.vergelijkingen == 0 and months.vergelijkingen == 1  # the same comparison counts once
    published_only = published("alphen-noord", "1-bereik")["bereik-doorverwijzingen"]
    assert "per maand" not in published_only.kop + published_only.lees  # there are no months


def test_only_what_is_compared_has_a_margin_and_a_year_has_none(documenten: Documenten) -> None:
    """Before, 246 (216-279) and 375 (338-415) stood above a ratio from 0.80 to 2.90."""
    shipped = [published(slug, "1-bereik") for slug in ("alphen-noord", "stevenshof")]
    for report in [documenten["voorbeeldwijk", "1-bereik"], *shipped]:
        found = report["bereik-doorverwijzingen"]
        assert [column.naam for column in found.tabel.kolommen] == ["Periode", "Verwijzingen"]
        assert len(re.findall(r"tussen \d+ en \d+", found.lees)) == 1


def test_nothing_goes_well_without_something_to_compare_it_with(documenten: Documenten) -> None:
    """Before, 'Dit gaat goed. Van de 595 aanmeldingen begonnen er 448': no goal, no other time, no other place."""
    found = documenten["voorbeeldwijk", "1-bereik"]["bereik-trechter"]
    assert found.weegt == "" and found.antwoord == "Van de 595 aanmeldingen begonnen er 448. Van hen stopten er 111 eerder."
    assert "Bij Meedoen op Recept en Samen Fit zijn er meer verwijzingen opgeschreven dan aanmeldingen." in found.lees
    assert "Waar de anderen bleven, weten we niet." in found.lees


def test_the_account_says_what_the_word_above_the_answer_means(documenten: Documenten) -> None:
    said = [report.methode[-1] for report in documenten.values() if report.woord]
    assert len(said) >= 4 and all("Niet te zeggen: geen cijfer geeft een oordeel." in line for line in said)
    assert not any("spreekt" in line for report in documenten.values() if not report.woord for line in report.methode)


def test_an_answer_deels_says_what_goes_well_and_what_does_not(documenten: Documenten) -> None:
    shipped = [published(slug, naam) for slug in ("alphen-noord", "stevenshof", "zuidwest") for naam in DOCUMENTEN]
    partly = [report for report in [*documenten.values(), *shipped] if report.woord == "deels"]
    assert len(partly) > 5
    for report in partly:
        said = " ".join(line.regel for line in report.antwoord)
        assert re.search(r"Dit gaat goed\.|Gehaald bij|Wel meer dan", said), (report.wijk, said)
    others = [line.vooraf for report in [*documenten.values(), *shipped] if report.woord != "deels" for line in report.antwoord]
    assert set(others) == {""}


def test_the_open_figures_of_alphen_noord_say_that_they_are_about_ridderveld() -> None:
    profile, health = published("alphen-noord", "0-wijkprofiel"), published("alphen-noord", "2-gezondheid")
    open_figures = [profile[f"wijkprofiel-{name}"] for name in ("demografisch", "themas", "gezondheid", "sociaaleconomisch")]
    assert all(
        "De open cijfers gaan over Ridderveld." in found.let_op for found in [*open_figures, health["gezondheid-nulmeting"]]
    )
    assert profile["wijkprofiel-demografisch"].kop.startswith("Alphen Noord (Ridderveld) had 13.585 inwoners in 2022")
    assert "gaan over" not in published("stevenshof", "0-wijkprofiel")["wijkprofiel-themas"].let_op


def test_a_theme_stands_out_beside_municipality_and_country_or_says_that_it_is_as_in_the_country() -> None:
    for slug in ("alphen-noord", "zuidwest"):
        assert "eerst naar wat ook ongunstiger is dan in Nederland" in published(slug, "0-wijkprofiel")["wijkprofiel-themas"].lees
    found = published("stevenshof", "0-wijkprofiel")["wijkprofiel-themas"]
    assert (
        "Overgewicht: 51 van de 100, in Leiden 42" in found.kop
        and "Het is ongeveer zoals in Nederland: 51, in 2020." in found.lees
    )
    assert "In Leiden wonen meer mensen van 15 tot 25 jaar: 18 van de 100, hier 11." in found.lees


def test_a_mark_says_what_it_is_for(documenten: Documenten) -> None:
    found = documenten["voorbeeldwijk", "2-gezondheid"]["gezondheid-tevredenheid"]
    assert re.search(r"tevreden", found.kop) and found.onderschrift.startswith("Hoe tevreden bewoners")


def test_stories_tell_what_was_said_beside_the_question_and_hide_who_said_it_among_few(documenten: Documenten) -> None:
    reach, together = (documenten["voorbeeldwijk", naam] for naam in ("1-bereik", "3-samenwerking"))
    assert reach["bereik-verhalen"].kop == "Mensen vertelden over drempels"  # not over bereik: that was the question
    assert reach["bereik-verhalen"].schatting.value == 16 and "Over drempels ging het 16 keer." in reach["bereik-verhalen"].lees
    assert "Een bewoner zei:" in reach["bereik-verhalen"].lees and "Iemand zei:" in together["samenwerking-verhalen"].lees
    assert (
        "interventiebegeleider" not in together["samenwerking-verhalen"].lees and not together["samenwerking-verhalen"].bord.rol
    )


def test_of_whom_age_sex_or_buurt_is_not_known_is_said_of_all_three(documenten: Documenten) -> None:
    told = documenten["voorbeeldwijk", "1-bereik"]["bereik-doelgroep"].let_op
    assert all(part in told for part in ("de leeftijd van", "het geslacht van", "de buurt van"))


def test_an_intervention_that_runs_on_after_its_planned_end_is_named(documenten: Documenten) -> None:
    report = documenten["voorbeeldwijk", "4-interventies"]
    assert "Langer dan gepland: Samen Fit." in report["interventies-planning"].lees
    assert report["interventies-planning"].bord.extra == "Twee startten meer dan een maand te laat."
    assert "Nu loopt er dus minder tegelijk. Of dat meer focus is, zegt een aantal niet." in report["interventies-focus"].lees


def test_a_change_in_a_score_has_its_sign(documenten: Documenten) -> None:
    figure = documenten["voorbeeldwijk", "2-gezondheid"]["gezondheid-verandering"].figuur
    assert figure and "+0,9 punt" in figure.breed and "−0,1 punt" in figure.breed


def test_only_what_was_estimated_has_an_unknown_margin() -> None:
    figure = published("zuidwest", "0-wijkprofiel")["wijkprofiel-sociaaleconomisch"].figuur
    assert figure and "Van wat geschat is, is de marge niet bekend." in figure.breed and "De marges" not in figure.breed


def test_a_network_of_many_ties_is_a_grid_of_domains_then_and_now(documenten: Documenten) -> None:
    found = documenten["voorbeeldwijk", "3-samenwerking"]["samenwerking-netwerk"]
    assert found.figuur and "Oktober 2022: 91 lijnen, 18 tussen medisch en sociaal." in found.figuur.alt
    assert (
        "Dat zijn 40 en 91 lijnen." in found.lees
        and "medisch, oktober" in found.figuur.breed
        and "per twee domeinen" in found.onderschrift
    )


def test_a_row_where_high_is_not_favourable_says_so_in_the_figure() -> None:
    found = published("alphen-noord", "2-gezondheid")["gezondheid-nulmeting"]
    assert found.figuur and "Eenzaamheid" in found.figuur.breed and found.figuur.breed.count("laag is") == 1
    assert (
        found.figuur.breed.count("of slecht") == 2 and "Hoog is gunstig, tenzij er iets anders bij staat." in found.onderschrift
    )
