"""What the project says about real wijken: every row stands in the register of sources, and every fact of the register is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from tests.opendata.conftest import OPENDATA
from tests.paginas.conftest import PEILDATUM
from tests.wijken.conftest import WIJKDATA, WIJKEN, Paginas

from wijkmonitor.afspraken.menukaart import load_menukaart
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import load_dossier
from wijkmonitor.gegevens.bronregister import Vermelding, load_register
from wijkmonitor.gegevens.lezen import read_table
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.wijk import Wijk, load_wijk
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, payloads, shown_findings
from wijkmonitor.vragen.teksten import load_teksten

REGISTER = load_register(WIJKDATA)
GEEN_FEIT = {"datum", "vraag", "herkomst", "bron", "titel", "soort", "stap", "factor", "link", "erkend", "opmerking"}
ANDERE_BRON = ("Rijksoverheid, ", "CBS Kerncijfers ")  # a source outside the programme is named in full


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    raw = read_table(path, kolommen=kolommen(path.stem))
    for row in raw.rijen:
        yield {name: str(cell) for name, cell in zip(raw.kop, row, strict=True) if name and cell is not None}


def own(wijk: str) -> Wijk:
    found, faults = load_wijk(WIJKDATA / wijk, vandaag=pd.Timestamp("2026-11-28").date())
    assert found is not None, faults
    return found


def told(wijk: str) -> list[dict[str, str]]:
    """Every row of the wijk about the programme: of its tables, and its milestones."""
    tables = [path for path in sorted((WIJKDATA / wijk).glob("*.*")) if path.stem in TABELLEN]
    rows = [row for path in tables for row in rows_of(path)]
    marks = [mark.model_dump(include={"datum", "wat", "bron", "herkomst"}, exclude_none=True) for mark in own(wijk).mijlpaal]
    return [row for row in [*rows, *marks] if not row.get("bron", "").startswith(ANDERE_BRON)]


CARDS = list(rows_of(WIJKDATA / "menukaart.csv"))


@pytest.mark.parametrize("wijk", WIJKEN)
def test_a_real_wijk_holds_published_rows_only(wijk: str) -> None:
    assert {row["herkomst"] for row in told(wijk)} == {"openbaar"}
    assert {group.herkomst for group in own(wijk).doelgroep} == {"openbaar"}
    assert not own(wijk).uitgenodigd
    agenda = load_dossier(wijk, data=WIJKDATA, peildatum=PEILDATUM).agenda
    assert not agenda.sessies and not agenda.afspraken


@pytest.mark.parametrize("wijk", WIJKEN)
def test_every_row_names_an_entry_about_this_wijk_or_about_the_programme(wijk: str) -> None:
    for row in told(wijk):
        assert row.get("bron") in REGISTER, row
        assert REGISTER[row["bron"]].wijk in (wijk, "programma"), row


def test_every_card_of_the_shared_menukaart_names_an_entry() -> None:
    assert [card for card in CARDS if card.get("bron") not in REGISTER] == []


def test_the_cards_of_the_project_link_only_to_what_the_register_names() -> None:
    own_links = [row["link"] for wijk in WIJKEN for row in rows_of(WIJKDATA / wijk / "menukaart.csv") if row.get("link")]
    assert own_links + [card["link"] for card in CARDS if card.get("link")] == []
    shown, faults = load_menukaart(WIJKDATA, WIJKEN, vandaag=date(2022, 12, 31))
    addresses = {entry.adres for entry in REGISTER.values()}
    assert not faults and {card.link for card in shown} <= addresses
    assert "http://www.gezondnl.nl/p/36/Zelfevaluatie" in {card.link for card in shown}  # named at the fact
    assert "https://www.wijzerindewijk.nl/" in {card.link for card in shown}  # that of the document


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text.replace(".", "")))


@pytest.mark.parametrize("wijk", [*WIJKEN, ""])
def test_every_number_and_date_in_a_row_stands_in_its_entry(wijk: str) -> None:
    for row in told(wijk) if wijk else CARDS:
        entry = REGISTER[row["bron"]]
        known = numbers(f"{entry.feit} {entry.datum or ''}")
        said = " ".join(value for name, value in row.items() if name not in GEEN_FEIT | {"van", "tot"})
        said += f" {row['van'][:4]}" if "van" in row else ""
        assert {str(int(number)) for number in numbers(said)} <= {str(int(number)) for number in known}, (row, entry.feit)


def needles(row: dict[str, str]) -> list[str]:
    """What a page that tells this row shows: what happened, a lesson, a number with its year, or a name with its reason."""
    if "aantal" in row:
        return [f"{row['van'][:4]} {row['aantal']} "]
    return [
        row[name]
        for name in ("wat", "les", "interventie", "reden_niet_gevolgd", "thema", "doel", "reden", "activiteit")
        if row.get(name)
    ]


def where(wijk: str, entry: Vermelding, paginas: Paginas) -> set[str]:
    """The pages that tell all that rests on this entry; none where a row of it is told nowhere."""
    pages = {name: text for name, text in paginas.items() if name.startswith(f"{wijk}/") or name == "menukaart"}
    found: set[str] = set()
    for row in (row for row in told(wijk) if row["bron"] == entry.naam):
        here = {name for name, text in pages.items() if all(" ".join(part.split()) in text for part in needles(row))}
        if not here:
            return set()
        found |= here
    return found


@pytest.mark.parametrize("wijk", WIJKEN)
def test_every_fact_of_the_register_about_a_wijk_is_told_on_a_page_of_it(wijk: str, paginas: Paginas) -> None:
    facts = [entry for entry in REGISTER.values() if entry.wijk == wijk]
    assert len(facts) >= 10
    assert [entry.naam for entry in facts if not where(wijk, entry, paginas)] == []


def test_every_fact_about_the_programme_stands_in_the_text_for_the_funder(paginas: Paginas) -> None:
    facts = [entry for entry in REGISTER.values() if entry.wijk == "programma"]
    assert len(facts) >= 8
    assert [entry.naam for entry in facts if f"{entry.feit} Bron: {entry.bron}." not in paginas["verslag"]] == []


@pytest.mark.parametrize(
    ("wijk", "toen", "nu", "waar", "bord"),
    [
        ("alphen-noord", "181", "244", "Alphen", "Dat was in 2021. Meer dan in 2020: 181."),
        ("stevenshof", "19", "11", "Leiden", "Dat was in 2021. In 2020: 19; kan toeval zijn."),
    ],
)
def test_referrals_reach_the_pages_that_decide_with_year_and_scope(
    wijk: str, toen: str, nu: str, waar: str, bord: str, paginas: Paginas
) -> None:
    line = f"Welzijn op Recept in {waar}: {toen} verwijzingen in 2020, {nu} in 2021."
    scope = "Voor de wijk alleen is er geen cijfer."
    for page in (f"{wijk}/7-bestuur", "index"):
        assert line in paginas[page] and scope in paginas[page], page
    plate = paginas[f"{wijk}/5-praatplaat"]
    assert f"{nu} verwijzingen naar Welzijn op Recept in {waar} {bord}" in plate and scope in plate
    assert (
        f"Er waren {toen} verwijzingen in 2020, en {nu} in 2021. Dat zijn er" in paginas["verslag"]
        and scope in paginas["verslag"]
    )


@pytest.mark.parametrize("wijk", WIJKEN)
def test_results_stand_on_the_plate_on_the_page_for_the_board_and_in_the_text_for_the_funder(wijk: str, paginas: Paginas) -> None:
    results = [row["wat"] for row in told(wijk) if row.get("soort") == "resultaat"]
    plate, board, funder = (paginas[page] for page in (f"{wijk}/5-praatplaat", f"{wijk}/7-bestuur", "verslag"))
    assert f"Waar zijn we trots op? {results[0]}" in plate
    assert all(result in board for result in results[:3])
    assert all(f"bereikt: {result.rstrip('.')}.".lower() in funder.lower() for result in results)  # a line of its own each
    said = [row["wat"] for row in told(wijk) if row.get("soort") == "uitspraak"]
    assert said and all(f"gezegd: {what}.".lower() in funder.lower() for what in said)


@pytest.mark.parametrize("wijk", WIJKEN)
def test_what_was_published_about_working_together_stands_in_the_report_on_it_and_opens_it(wijk: str, paginas: Paginas) -> None:
    rows = [row.get("wat") or row["wens"] for row in told(wijk) if row.get("vraag") == "3"]
    report = paginas[f"{wijk}/3-samenwerking"]
    assert rows and all(what in report for what in rows)
    opening = report[: report.index("In dit rapport")].casefold()
    assert rows[0].casefold() in opening
    board = paginas[f"{wijk}/5-praatplaat"].partition("Is samenwerking verbeterd?")[2][:200]
    assert any(f": {row.casefold()}." in board.casefold() for row in rows)


def test_what_was_answered_to_the_funder_stands_under_its_question(paginas: Paginas) -> None:
    report, heads = paginas["verslag"], load_teksten("12-verslag")["verslag"]
    asked = [entry for entry in REGISTER.values() if entry.vraag]
    assert {entry.wijk for entry in asked} == {"programma", *WIJKEN}
    order = ("uitvoering", "monitoring", "corona", "gesprekken", "geleerd", "mix", "uren")
    for entry in asked:
        after = report.partition(heads[entry.vraag])[2]
        section = after.partition(heads[order[order.index(entry.vraag) + 1]])[0]
        assert entry.feit in section, entry.naam


def lessons(wijk: str) -> list[str]:
    return [row["les"] for row in told(wijk) if row.get("soort") in ("les", "tip")]


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_board_is_asked_what_the_published_lessons_ask(wijk: str, paginas: Paginas) -> None:
    sheet = paginas[f"{wijk}/7-bestuur"].partition("Dit is bereikt")[0]
    assert "geen vraag aan het bestuur" not in sheet
    assert any(f"Een les van de wijk: {lesson}" in sheet for lesson in lessons(wijk))


@pytest.mark.parametrize("wijk", WIJKEN)
def test_a_plan_whose_day_is_over_is_not_told_to_be_coming(wijk: str, paginas: Paginas) -> None:
    sheet = paginas[f"{wijk}/7-bestuur"].partition("De drie doelen")[0]
    now, _, over = sheet.partition("Gepland; of het doorging, weten we niet")
    assert "september 2022" in over and "september 2022" not in now and "10 november 2022" not in now


def test_an_aim_without_a_figure_tells_what_was_written_down(paginas: Paginas) -> None:
    for wijk, said in {
        "stevenshof": ": bewoners werkten vanaf 2019 in 7 initiatiefgroepen.",
        "zuidwest": " gevraagd door bewoners: bredere stoepen, en nog 5.",
    }.items():
        assert f"Meer door en voor inwoners Een cijfer is er niet. Wel{said}" in paginas[f"{wijk}/7-bestuur"]


@pytest.mark.parametrize("wijk", WIJKEN)
def test_published_lessons_stand_where_the_funder_and_other_wijken_ask_for_them(wijk: str, paginas: Paginas) -> None:
    funder = paginas["verslag"].partition("Wat leerden we, en hoe bewaren we dat?")[2].partition("Past een mix")[0]
    shared = paginas["samen-leren"].partition("Gepubliceerde lessen per wijk")[2]
    for lesson in lessons(wijk)[:3]:
        assert lesson in funder and lesson in shared
    assert "lessen van Alphen Noord, Den Haag Zuidwest en Stevenshof" in paginas["samen-leren"].partition("Op deze pagina")[0]


def test_nothing_beside_each_other_is_not_told_as_nobody_asking(paginas: Paginas) -> None:
    page = paginas["samen-leren"]
    assert "Nog geen wijk vraagt iets" not in page and "Hier is nog niets naast elkaar gelegd." in page


def test_what_residents_asked_lies_on_the_table_where_no_answer_per_wish_is_known(paginas: Paginas) -> None:
    wishes = [row["wens"] for row in told("zuidwest") if "wens" in row]
    sheet = paginas["zuidwest/1-bereik-tafelblad"]
    assert len(wishes) == 6 and all(f"Gevraagd: {wish}." in sheet for wish in wishes)
    assert "Wat doen we met deze wens: bredere stoepen (en nog 4)?" in paginas["zuidwest/5-praatplaat"]
    board = paginas["zuidwest/7-bestuur"]
    assert "Gevraagd (bewoners): bredere stoepen; veilig oversteken; ruimte om te leren fietsen, en nog 2." in board
    assert "Dit is meegenomen in een plan. Wat er per wens gebeurt, is niet bekend. Wat kan het bestuur daaraan doen?" in board


@pytest.mark.parametrize(
    ("wijk", "genoemd"),
    [
        ("zuidwest", "Bewoners noemden zelf: bredere stoepen; veilig oversteken; ruimte om te leren fietsen (en nog 3)."),
        ("stevenshof", "Bewoners kozen zelf: gezonde voeding; een beweeglint; meer groen (en nog 4)."),
    ],
)
def test_what_residents_named_themselves_is_not_told_to_be_unknown(wijk: str, genoemd: str, paginas: Paginas) -> None:
    for page in (f"{wijk}/0-wijkprofiel", f"{wijk}/0-wijkprofiel-tafelblad"):
        answer = paginas[page].partition("Het antwoord in het kort")[2]
        assert genoemd in answer and "Hoe vaak iets is genoemd, weten we niet." in answer
        assert "stickerbord. Vraag die aan" not in answer
    assert "waar bewoners om vragen" not in paginas[f"{wijk}/4-interventies"]
    unknown = "Wat bewoners zelf belangrijk vinden, is niet geleverd."
    assert paginas["samen-leren"].count(unknown) == 2  # Alphen Noord, in both approaches


def test_a_wish_in_a_plan_is_not_told_to_be_worked_on(paginas: Paginas) -> None:
    sheet = paginas["zuidwest/13-wensen"]
    assert "6 wensen: 5 in een plan, 1 in gang." in sheet
    plan, _, busy = sheet.partition("Hier wordt aan gewerkt")
    assert "Meegenomen in een plan Of het er komt, weten we nog niet." in plan and "Bredere stoepen" in plan
    assert "Uitdagende speeltuinen" in busy and "stoepen" not in busy


def test_what_holds_for_more_wishes_is_told_once(paginas: Paginas) -> None:
    sheet = paginas["zuidwest/13-wensen"]
    assert sheet.count("gekoppeld aan de vernieuwing van een sportpark") == 1 == sheet.count("Wie ze oppakt, staat er niet bij.")
    assert "Er staat nog niet wie dit oppakt" not in sheet
    assert sheet.index("Uitdagende speeltuinen") < sheet.index("Er was een speeltuin-inspiratietour.")


def test_a_figure_that_stands_in_for_another_is_not_counted_as_a_topic_of_the_start(paginas: Paginas) -> None:
    report = paginas["stevenshof/2-gezondheid"]
    assert "6 onderwerpen van de start met een cijfer" in report
    assert "Mantelzorgers staat er in plaats van overbelasting door mantelzorg." in report


def test_every_shared_card_is_shown_as_it_was_written(paginas: Paginas) -> None:
    assert len(CARDS) > 20
    assert [card["les"] for card in CARDS if " ".join(card["les"].split()) not in paginas["menukaart"]] == []


@pytest.mark.parametrize("wijk", WIJKEN)
def test_what_the_sources_do_not_say_of_the_offer_is_said_and_no_theme_is_called_without_intervention(
    wijk: str, paginas: Paginas
) -> None:
    report = paginas[f"{wijk}/4-interventies"]
    hole = report.partition("Wat er is voor wie, en waar mensen terechtkunnen")[2]
    assert own(wijk).niet_gepubliceerd == ("aanbod",) and "Wat is gepubliceerd, zegt dat niet." in hole
    tied = wijk == "alphen-noord"
    assert ("Welke interventies daarbij horen, is nog niet opgeschreven." in report) != tied
    assert "Nog zonder interventie" not in report


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_first_question_is_answered_with_what_was_published_about_reach(wijk: str, paginas: Paginas) -> None:
    rows = [row["wat"] for row in told(wijk) if row.get("vraag") == "1"]
    report = paginas[f"{wijk}/1-bereik"]
    answer = report.partition("Het antwoord in het kort")[2].partition("In dit rapport")[0]
    assert rows and any(f"Hierover is opgeschreven: {row}." in answer for row in rows) and "Dit lukte:" not in answer
    funder = paginas["verslag"].partition("Wie bereiken we?")[2].partition("Hoe verloopt de uitvoering?")[0]
    assert all(f"{row}." in funder for row in rows) and "nog niets geleverd" not in funder


@pytest.mark.parametrize(
    ("wijk", "wanneer"), list(zip(WIJKEN, ("in april 2022", "in februari 2022", "gepland voor oktober 2022"), strict=True))
)
def test_a_learning_session_that_was_published_is_not_denied(wijk: str, wanneer: str, paginas: Paginas) -> None:
    sheet, shared = paginas[f"{wijk}/11-overdracht"], paginas["samen-leren"]
    assert f"leersessie {wanneer}" in sheet and "nog geen leersessie" not in sheet
    assert f"leersessie {wanneer}" in shared and "geen leersessie van het laatste jaar" not in shared


@pytest.mark.parametrize(
    ("wijk", "gezegd"),
    [
        ("alphen-noord", "Er was een leersessie in april 2022. Wat toen is afgesproken, weten we niet. Weet u het nog?"),
        ("stevenshof", "Er was een leersessie in februari 2022. Wat toen is afgesproken, weten we niet. Weet u het nog?"),
        ("zuidwest", "Of die doorging, weten we niet. Er is nog geen afspraak opgeschreven."),
    ],
)
def test_what_a_session_agreed_is_unknown_and_not_nothing(wijk: str, gezegd: str, paginas: Paginas) -> None:
    on_the_table = [name for name in paginas if re.match(rf"{wijk}/[0-57]-", name)]
    assert len(on_the_table) == 12
    assert [name for name in on_the_table if gezegd not in paginas[name]] == []
    denied = r"niets afgesproken|nog geen afspraken|geen afspraken gemaakt"
    assert [name for name, text in paginas.items() if re.search(denied, text)] == []


@pytest.mark.parametrize("wijk", WIJKEN)
def test_what_the_source_says_goes_on_is_not_called_unknown(wijk: str, paginas: Paginas) -> None:
    names = [row["interventie"] for row in told(wijk) if "erkend" in row]
    report, plate = paginas[f"{wijk}/4-interventies"], paginas[f"{wijk}/5-praatplaat"]
    runs = "loopt volgens een algemeen bericht (9 juni 2022)" if wijk == "zuidwest" else "loopt (9 juni 2022)"
    for name in names:
        assert f"{name} niet opgeschreven {runs}, begin niet bekend" in report, name
        assert f"{name} {runs}, begin niet bekend" in paginas["verslag"], name
    assert "stand onbekend" not in plate and ("loopt (algemeen bericht)" in plate) == (wijk == "zuidwest")


def test_what_two_sources_call_by_another_name_is_called_neither_one_nor_two(paginas: Paginas) -> None:
    unknown = "Eén bron noemt als derde interventie Stevit, een andere noemt The Box. Of dat hetzelfde is, staat er niet bij."
    for page in ("stevenshof/4-interventies", "stevenshof/4-interventies-tafelblad", "stevenshof/7-bestuur"):
        assert unknown in paginas[page], page
    assert "Stevit of The Box" in paginas["stevenshof/5-praatplaat"]
    named = {name for name, text in paginas.items() if re.search(r"4 interventies|GLI, Stevit", text)}
    assert not {name for name in named if name.startswith(("stevenshof", "index", "samen", "verslag"))}


@pytest.mark.parametrize("wijk", WIJKEN)
def test_how_many_interventions_the_plan_names_stands_beside_those_with_a_name(wijk: str, paginas: Paginas) -> None:
    known = "Het plan beschrijft 6 interventies."
    open_ = "Het plan noemt 5 of 13 interventies. Welk aantal bij deze wijk hoort, staat er niet bij."
    for page in ("4-interventies", "4-interventies-tafelblad", "7-bestuur"):
        assert (known if wijk == "alphen-noord" else open_) in paginas[f"{wijk}/{page}"], page
    assert paginas["index"].count(known) == 1 and paginas["index"].count(open_) == 2
    aim = paginas[f"{wijk}/7-bestuur"].partition("Meer focus")[2].partition("Vier vragen")[0]
    assert "zegt een aantal niet" not in aim  # no number stands there


def test_every_intervention_with_a_name_is_named(paginas: Paginas) -> None:
    for wijk in WIJKEN:
        names = [row["interventie"] for row in told(wijk) if "erkend" in row]
        answer = paginas[f"{wijk}/4-interventies"].partition("In dit rapport")[0]
        assert all(name in answer for name in names), wijk
        assert ("Eén interventie is met naam genoemd" in answer) == (len(names) == 1)


def test_what_the_process_leader_said_of_satisfaction_stands_where_it_has_no_figure(paginas: Paginas) -> None:
    answer = paginas["stevenshof/2-gezondheid"].partition("In dit rapport")[0]
    assert "De tevredenheid in de wijk steeg, volgens de procesbegeleider. Een cijfer staat er niet bij." in answer


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_timeline_calls_a_plan_a_plan_and_shows_every_result(wijk: str, paginas: Paginas) -> None:
    report, heads = paginas[f"{wijk}/1-bereik"], load_teksten("tijdlijn")["figuur"]
    assert not re.search(r"\d+ (resultaten|gebeurtenissen|plannen)", report)  # a number of lines says nothing
    for kind in ("resultaat", "uitspraak", "inzet"):
        rows = [row["wat"] for row in told(wijk) if row.get("soort") == kind]
        figure = report.partition(heads[kind])[2]
        assert all(" ".join(row.split()[:4]) in figure for row in rows), kind


@pytest.mark.parametrize("wijk", WIJKEN)
def test_a_resident_reads_of_no_table_that_was_not_delivered(wijk: str, paginas: Paginas) -> None:
    for name in [name for name in paginas if re.match(rf"{wijk}/([0-57]|13)-", name)] + ["index", "verslag", "samen-leren"]:
        assert not re.search(r"(geen|de) tabel (met|deelname|netwerk|vragenlijst|stickerbord|resultaten)", paginas[name]), name
    answer = paginas[f"{wijk}/1-bereik"].partition("Het antwoord in het kort")[2].partition("In dit rapport")[0]
    assert answer.count("Wij kregen nog geen lijst van wie meedoet. Die heeft de uitvoerder.") == 1
    assert "Nog niet geleverd zijn de tabellen: deelname (lijst van wie meedoet), " in paginas[f"{wijk}/11-overdracht"]


@pytest.mark.parametrize("wijk", WIJKEN)
def test_what_somebody_says_or_did_is_no_result(wijk: str, paginas: Paginas) -> None:
    sheet, plate = paginas[f"{wijk}/7-bestuur"], paginas[f"{wijk}/5-praatplaat"]
    reached = sheet.partition("Dit is bereikt")[2].partition("Dit is gedaan")[0]
    results = [row["wat"] for row in told(wijk) if row.get("soort") == "resultaat"]
    for what in ("volgens de procesbegeleider", "student", "focusgroepen", "vinden elkaar"):
        assert what not in reached and not any(what in result for result in results), what
    more = len(results) - 3
    assert ("En nog" in reached) == (more > 0) and (more <= 0 or f"En nog {more}," in reached)
    assert "vonden het programma" not in plate


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_board_counts_what_runs_as_the_timeline_does(wijk: str, paginas: Paginas) -> None:
    runs = [row["wat"] for row in told(wijk) if row.get("soort") == "loopt"]
    sheet = paginas[f"{wijk}/7-bestuur"].partition("Dit loopt of komt")[2].partition("Dit is gepland")[0]
    more = re.search(r"En nog (\d+), in de tijdlijn van rapport 1\.", sheet)
    shown = [what for what in runs if " ".join(what.split()[:4]) in sheet]
    assert more and len(shown) + int(more[1]) == len(runs) and "Einde van fase 2" not in sheet


def test_themes_and_the_plan_count_as_steps_of_the_approach(paginas: Paginas) -> None:
    page = paginas["samen-leren"]
    assert "Bij geen enkele interventie staat een doel." not in page and "Gekozen thema's: 7." in page
    assert page.count("In fase 1 kwam er een integraal plan") == 2 * len(WIJKEN)  # in both approaches


NOOIT_GEMETEN = (
    "We tellen wie zich aanmeldde",
    "Wie meedoet, en welke groep we missen",
    "Bewoners gaven zes scores",
    "We wegen de antwoorden",
    "Hoe bewoners die meededen",
    "deze scores",
    "Partners gaven bij elke stelling",
    "Een lijn in het netwerk telt",
    "Hoe partners zelf de samenwerking zien",
    "Twee mensen gaven de fragmenten een code",
    "Welke interventies op tijd begonnen",
)


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_account_of_a_real_wijk_tells_of_no_measurement_that_never_took_place(wijk: str, paginas: Paginas) -> None:
    for naam in [naam for naam, soort in DOCUMENTEN.items() if soort.monitorvraag]:
        page = paginas[f"{wijk}/{naam}"]
        assert [words for words in NOOIT_GEMETEN if words in page] == [], naam
        assert "De wijk leverde hiervoor nog geen eigen gegevens. Wat hier staat, komt uit open bronnen." in page


@pytest.mark.parametrize("wijk", WIJKEN)
def test_no_page_of_a_real_wijk_holds_an_example_a_bare_code_or_a_sign_that_blames(wijk: str, paginas: Paginas) -> None:
    mine = {name: text for name, text in paginas.items() if name.startswith(f"{wijk}/")}
    made = [soort for soort in DOCUMENTEN.values() if soort.per_wijk]
    assert len(mine) == len(made) + sum(soort.rekent for soort in made)  # each question has a sheet beside its report
    for name, text in mine.items():
        for word in ("voorbeelddata", "Voorbeeld:", "verzonnen", "Voorbeeldw", "te weinig antwoorden"):
            assert word not in text, (name, word)
        assert re.findall(r"\b(?:BU|WK|GM)\d{4}\w*", text) == [], name


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_first_finding_of_each_report_and_each_sheet_for_the_table_has_a_figure(wijk: str, gemaakt: Path) -> None:
    """Also where the sources say no date and no number: then it shows what they say and what they don't."""
    pages = sorted((gemaakt / wijk).glob("[0-4]-*.html"))
    assert len(pages) == 10
    for page in pages:
        first = re.search(r'<article class="(?:bevinding blad|dia stuk)[^"]*".*?</article>', page.read_text("utf-8"), re.DOTALL)
        assert first is not None, page.name
        if "tafelblad" in page.name and "-tijdlijn" in first[0]:  # what happened is a list there
            assert first[0].count("<li"), page.name
            continue
        assert re.search(r'<img [^>]*alt="[^"]{20,}"', first[0]), page.name
        assert "<figure" in first[0] and 'geen-druk"><picture' not in first[0], page.name


def test_every_page_about_alphen_noord_says_that_open_figures_are_about_ridderveld(paginas: Paginas) -> None:
    assert [name for name, text in paginas.items() if name.startswith("alphen-noord/") and "Ridderveld" not in text] == []


def test_no_generated_row_reaches_the_findings_of_the_real_wijken(gemaakt: Path) -> None:
    found = json.loads((gemaakt / "bevindingen.json").read_text("utf-8"))
    assert {item["wijk"] for item in found} == set(WIJKEN)
    assert {item["herkomst"] for item in found if item["waarde"] is not None} == {"openbaar"}
    assert not [item["id"] for item in found if item["herkomst"] == "voorbeeld"]


def test_a_report_opens_with_what_is_known_and_a_hole_says_what_is_not_and_who_has_it(gemaakt: Path) -> None:
    reports = sorted(gemaakt.glob("*/[0-4]-*.ipynb"))
    assert len(reports) == 5 * len(WIJKEN)
    for path in reports:
        cells, here = json.loads(path.read_text("utf-8"))["cells"], f"{path.parent.name}/{path.stem}"
        found, (document,) = list(shown_findings(cells)), payloads(cells, DOCUMENT_MIME)
        holes = [item for item in found if item["teken"] == "niet geleverd"]
        for hole in holes:
            assert re.match(r"Dit weten we nog niet: .* Vraag (die|het) aan: ", hole["lees"]), here
        page = path.with_suffix(".html").read_text("utf-8")
        empty = [item for item in map(Bevinding.from_json, holes) if item.gat]
        assert page.count('id="nog-niet-geleverd"') == bool(empty), here
        assert all(page.count(f'<li id="b-{item.id}">') == 1 for item in empty), here
        if len(holes) < len(found):
            assert document["antwoord"][0]["teken"] != "niet geleverd", here


@pytest.mark.parametrize(("naam", "waarde"), [("gezondheid", "pct"), ("bevolking", "waarde")])
def test_shipped_open_figures_are_those_that_were_published(naam: str, waarde: str) -> None:
    published = OPENDATA / f"kerncijfers_{naam}.csv"
    if not published.exists():
        pytest.skip(f"the published table is not here ({published}); set WIJKMONITOR_OPENDATA to its folder")
    keys = ["gebied", "jaar", "indicator" if naam == "gezondheid" else "kenmerk"]
    mine, theirs = (
        pd.read_csv(path).set_index(keys)[waarde].sort_index() for path in (WIJKDATA / "kerncijfers" / f"{naam}.csv", published)
    )
    pd.testing.assert_series_equal(mine, theirs)


# what readers round the table stumbled over, or what blames a group for what we do not do yet
GESTRUIKELD = (
    "ongunstige kant", "Zet ze op volgorde", "moeten er ongeveer", "hindert het vaakst", "meekijken",
    "schoof het meest", "tellen zij vaker", "een gewone bewoner", "Mensen te weinig", "mensen te veel", "Bij 0 van",
)  # fmt: skip


def test_no_page_says_what_readers_stumbled_over(paginas: Paginas) -> None:
    found = [(name, phrase) for name, text in paginas.items() for phrase in GESTRUIKELD if phrase.lower() in text.lower()]
    assert found == []


def test_every_page_with_open_figures_of_alphen_noord_says_that_they_are_about_ridderveld(paginas: Paginas) -> None:
    pages = [name for name in paginas if name.startswith("alphen-noord/")]
    assert len(pages) > 10
    assert [
        name for name in [*pages, "index", "samen-leren"] if "De open cijfers gaan over Ridderveld" not in paginas[name]
    ] == []


def test_half_goes_up_in_a_sentence_as_in_the_table_beside_it(paginas: Paginas) -> None:
    assert "70,5%" in paginas["zuidwest/2-gezondheid"] and "(60 in 2016), in Den Haag 75 (71)" in paginas["zuidwest/2-gezondheid"]
    assert "In Alphen aan den Rijn: van 21 naar 13." in paginas["alphen-noord/0-wijkprofiel"]  # 20,5 in the table


@pytest.mark.parametrize(
    ("pagina", "samen"),
    [
        ("alphen-noord/0-wijkprofiel", "Die liggen dicht bij elkaar: goede ervaren gezondheid, vrijwilligerswerk, "),
        ("alphen-noord/2-gezondheid", "minder gunstig dan in Alphen aan den Rijn bij goede ervaren gezondheid, regie over"),
        ("zuidwest/0-wijkprofiel", "Die liggen dicht bij elkaar: hbo of universiteit en koopwoningen."),
    ],
)
def test_of_two_that_are_as_large_neither_is_told_as_the_largest_alone(pagina: str, samen: str, paginas: Paginas) -> None:
    assert samen in paginas[pagina]


def test_a_board_of_the_plate_says_what_its_report_and_the_first_page_say(paginas: Paginas) -> None:
    said = {
        "alphen-noord": "Het accent ligt op 1 thema: verbinding van zorg en welzijn.",
        "stevenshof": "De wijk koos 7 thema's: gezonde voeding, een beweeglint, meer groen en nog 4.",
        "zuidwest": "Het accent ligt op 1 thema: fysieke en sociale omgeving.",
    }
    for wijk, theme in said.items():
        assert theme in paginas[f"{wijk}/5-praatplaat"] and theme in paginas["index"], wijk
    assert "Hierover is opgeschreven: Een speeltuin-inspiratietour met kinderen." in paginas["zuidwest/5-praatplaat"]
    assert [name for name, text in paginas.items() if "Hier komt" in text] == []


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_plate_asks_questions_and_puts_no_words_in_a_mouth(wijk: str, paginas: Paginas) -> None:
    plate = paginas[f"{wijk}/5-praatplaat"]
    assert "Vraag voor de binnenkring" in plate and "Vraag voor de buitenkring" in plate
    assert not re.search("kring vraagt|Dit is nog de wens|rijtje", plate)


def test_a_command_stands_only_on_the_page_for_who_begins_in_a_wijk(paginas: Paginas) -> None:
    assert {name.split("/")[1] for name, text in paginas.items() if "wijkmonitor intake" in text} == {"11-overdracht"}


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_figure_for_the_board_begins_in_the_year_of_the_texts_and_the_profile_has_no_empty_block(
    wijk: str, paginas: Paginas
) -> None:
    assert "2012" not in paginas[f"{wijk}/7-bestuur"]
    profile = paginas[f"{wijk}/0-wijkprofiel"]
    assert "Een kaart van de wijken in de gemeente is er nog niet" not in profile and "nog niet opgehaald telling" not in profile


@pytest.mark.parametrize("wijk", WIJKEN)
def test_a_page_stands_at_the_day_of_its_newest_source_also_where_that_has_only_about_a_date(wijk: str, paginas: Paginas) -> None:
    """Most facts of Stevenshof stand in a source of about the end of 2022."""
    stood = [name for name, text in paginas.items() if name.startswith(f"{wijk}/") and "Stand op 31 december 2022" in text]
    assert len(stood) >= 10
    assert [name for name, text in paginas.items() if "30 juni 2022" in text] == []


@pytest.mark.parametrize("wijk", WIJKEN)
def test_no_sentence_on_a_board_of_the_praatplaat_breaks_off(wijk: str, gemaakt: Path) -> None:
    page = (gemaakt / wijk / "5-praatplaat.html").read_text(encoding="utf-8")
    told = re.findall(r'<p class="extra"[^>]*>(.*?)</p>', page)
    assert told and not [sentence for sentence in told if "…" in sentence]
