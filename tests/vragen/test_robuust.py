"""Whatever is missing: every document is made, and every number that isn't there has its reason."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pandas as pd
import pytest
from tests.vragen.proefwijken import DOCUMENTEN, WIJKEN, load, make_all, tables_in, tables_of

from wijkmonitor.afspraken.items import Belemmering
from wijkmonitor.afspraken.spoor import read_spoor
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.fragmenten import gaten_html
from wijkmonitor.documenten import DOCUMENTEN as SOORTEN
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.meegeleverd import find_meegeleverd
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.bereik.activiteiten import activiteiten, count_bezoeken
from wijkmonitor.vragen.bereik.doelgroep import compare_with_doelgroepen, doelgroep
from wijkmonitor.vragen.bereik.doorverwijzingen import doorverwijzingen
from wijkmonitor.vragen.bereik.perioden import count_per_jaar
from wijkmonitor.vragen.bereik.wie import compare_with_inwoners, wie_missen_we
from wijkmonitor.vragen.gezondheid.nulmeting import compare_with_gemeente, nulmeting
from wijkmonitor.vragen.interventies.gevolgd import count_gevolgd, count_lopend, focus, gevolgd
from wijkmonitor.vragen.interventies.planning import compare_doelen, compare_plan, doelen, planning
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import begonnen_mensen, count_deelnemers, newest_day, one_per_interventie
from wijkmonitor.vragen.verantwoording import account_of

# findings of people, respondents and participants: with a handful of rows none of them may show a small count
GEVOELIG = (
    "bereik-doelgroep", "bereik-wie-missen-we", "bereik-trechter", "bereik-verwijzers", "bereik-bedoeld", "gezondheid-dimensies",
    "gezondheid-verandering", "gezondheid-tevredenheid", "gezondheid-respons", "gezondheid-verhalen",
    "samenwerking-factoren", "interventies-doelen", "interventies-verhalen", "bereik-verhalen", "samenwerking-verhalen",
)  # fmt: skip
# findings that a table feeds alone: without it they say so
ALLEEN = {
    "stickerbord": ("interventies-behoeften",),
    "deelname": (
        "bereik-doelgroep",
        "bereik-wie-missen-we",
        "bereik-trechter",
        "bereik-verwijzers",
        "bereik-bedoeld",
        "interventies-doelen",
    ),
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
    "voortgang": ("samenwerking-bevorderend",),
    "interventies": (
        "interventies-planning",
        "interventies-focus",
        "interventies-gevolgd",
        "interventies-dekking",
        "interventies-doelen",
        "interventies-behoeften",
    ),
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
@pytest.mark.parametrize("naam", [naam for naam in TABELLEN if any(naam in SOORTEN[document].leest for document in DOCUMENTEN)])
def test_a_table_that_was_not_delivered_leaves_findings_that_say_why(dossiers: dict[str, Dossier], slug: str, naam: str) -> None:
    dossier = dossiers[slug]
    found = make_all(dossier.met_tabellen({naam: dossier.tabel(naam).iloc[:0]}), leest=naam)
    check_reasons(found)
    for id in ALLEEN.get(naam, ()):
        finding = findings(found)[id]
        assert finding.schatting.value is None and finding.schatting.reason, id
        assert finding.teken == "niet geleverd" and "ontbreekt" not in finding.kop


def test_where_no_plan_was_delivered_nothing_is_said_of_what_stands_in_it(dossiers: dict[str, Dossier]) -> None:
    """Before, 'bij geen enkele interventie staat een doel' and 'nog zonder interventie', while nobody delivered the interventions."""
    dossier = dossiers["voorbeeldwijk"]
    found = make_all(dossier.met_tabellen({"interventies": dossier.tabel("interventies").iloc[:0]}), leest="interventies")
    said = [
        (finding.id, text)
        for finding in findings(found).values()
        for text in (
            finding.kop,
            finding.lees,
            finding.antwoord,
            *(str(cell) for table in tables_in(finding) for row in table.rijen for cell in row),
        )
    ]
    false = ("geen enkele interventie", "zonder interventie", "geen interventie")
    assert [part for part in said if any(words in part[1] for words in false)] == []


def test_every_table_is_read_by_a_document_or_is_for_the_learning_pages() -> None:
    read = {naam for soort in SOORTEN.values() for naam in soort.leest}
    assert set(TABELLEN) - read <= {"menukaart"}
    assert set(ALLEEN) <= set(TABELLEN)


def test_a_wijk_without_any_table_has_its_profile_and_reasons_for_the_rest(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    found = make_all(dossier.met_tabellen({naam: frame.iloc[:0] for naam, frame in tables_of(dossier).items()}))
    check_reasons(found)
    assert found["0-wijkprofiel"]["wijkprofiel-demografisch"].schatting.value
    rest = [finding for naam in DOCUMENTEN[2:] for finding in found[naam].bevindingen if finding.id not in ZONDER_TABEL]
    assert [finding.id for finding in rest if finding.schatting.value is not None] == []


@pytest.mark.parametrize("rows", [1, 10])
@pytest.mark.parametrize("slug", WIJKEN)
def test_a_wijk_of_a_few_rows_shows_no_small_number(dossiers: dict[str, Dossier], slug: str, rows: int) -> None:
    dossier = dossiers[slug]
    found = make_all(dossier.met_tabellen({naam: frame.head(rows) for naam, frame in tables_of(dossier).items()}))
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
    few = findings(make_all(dossier.met_tabellen({"vragenlijst": dossier.tabel("vragenlijst").head(10)})))
    for id in ("gezondheid-dimensies", "gezondheid-verandering", "gezondheid-tevredenheid"):
        assert few[id].schatting.value is None and few[id].schatting.reason


@pytest.mark.parametrize("left", [0.0, 0.5])
def test_conversations_without_a_role_give_their_subjects(dossiers: dict[str, Dossier], left: float) -> None:
    dossier = dossiers["voorbeeldwijk"]
    rows = dossier.tabel("kwalitatief")
    rows = rows.assign(rol=rows["rol"].where(pd.Series(range(len(rows)), rows.index) < left * len(rows)))
    found = make_all(dossier.met_tabellen({"kwalitatief": rows}), leest="kwalitatief")
    check_reasons(found)
    assert findings(found)["bereik-verhalen"].schatting.value


@pytest.mark.parametrize("rows", [1, 3, 10])
def test_a_survey_of_a_few_says_so_also_where_nobody_knows_how_many_were_asked(dossiers: dict[str, Dossier], rows: int) -> None:
    dossier = dossiers["voorbeeldwijk"]
    unasked = replace(dossier, wijk=dossier.wijk.model_copy(update={"uitgenodigd": {}}))
    document = make_document("2-gezondheid", unasked.met_tabellen({"vragenlijst": dossier.tabel("vragenlijst").head(rows)}))
    check_reasons({"2-gezondheid": document})
    for id in ("gezondheid-dimensies", "gezondheid-verandering", "gezondheid-tevredenheid"):
        reason = document[id].schatting.reason or ""
        assert reason.startswith("Aan de meting van oktober 2020 deden te weinig mensen mee."), (id, reason)


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
    found = findings({"1-bereik": make_document("1-bereik", without)})["bereik-doelgroep"]
    assert "mensen deden mee; de omvang van de doelgroep is niet bekend" in found.kop


def few_of(dossier: Dossier, naam: str = "deelname") -> Dossier:
    """The dossier with three participants of one intervention: every count of them is hidden."""
    rows = dossier.tabel(naam)
    begun = rows[rows["status"].isin(["gestart", "afgerond"]) & (rows["leeftijdsgroep"] == "25-44")]
    return dossier.met_tabellen({naam: begun[begun["interventie"] == begun["interventie"].iloc[0]].head(3)})


def test_hidden_participants_are_the_reason_where_the_residents_are_known(dossiers: dict[str, Dossier]) -> None:
    found = wie_missen_we(compare_with_inwoners(count_deelnemers(few_of(dossiers["voorbeeldwijk"]))))
    assert found.schatting.value is None and "deelnemers per groep zijn klein" in found.lees
    assert "inwoners" not in found.lees


def test_a_hidden_target_group_is_no_headline_about_the_0_of_another(dossiers: dict[str, Dossier]) -> None:
    few = few_of(dossiers["voorbeeldwijk"])
    young = few.wijk.doelgroep[0].model_copy(update={"naam": "jongeren", "leeftijd": ("15-24",), "omvang": 900})
    two = replace(few, wijk=few.wijk.model_copy(update={"doelgroep": (few.wijk.doelgroep[0], young)}))
    compared = compare_with_doelgroepen(count_deelnemers(two))
    found = doelgroep(compared)
    assert [row.begonnen for row in compared.rijen] == [None, 0]
    assert found.schatting.value is None and not re.search(r"\b0\b|jongeren", found.kop + found.lees)
    assert "klein getal" in found.lees


def test_a_goal_beside_a_hidden_count_is_not_told_as_no_goal(dossiers: dict[str, Dossier]) -> None:
    few = few_of(dossiers["voorbeeldwijk"])
    plan = few.tabel("interventies")
    plan = plan[plan["interventie"].isin(few.tabel("deelname")["interventie"])].assign(doel="aantal deelnemers", doelwaarde=40.0)
    found = doelen(compare_doelen(count_deelnemers(few.met_tabellen({"interventies": plan}))))
    assert "klein getal" in found.lees and "geen enkele" not in found.lees


def test_activities_without_visitors_or_places_are_not_told_as_undelivered(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    rows = dossier.tabel("activiteiten")
    uncounted = dossier.met_tabellen({"activiteiten": rows.assign(bezoekers=pd.array([pd.NA] * len(rows), dtype="Int64"))})
    found = activiteiten(count_bezoeken(uncounted))
    assert "hoeveel mensen er kwamen" in found.lees and "geleverd" not in found.lees
    nowhere = dossier.met_tabellen({"activiteiten": rows.assign(setting=None)})
    assert "plek" not in activiteiten(count_bezoeken(nowhere)).lees


@pytest.mark.parametrize(
    ("naam", "change", "id", "says"),
    [
        ("doorverwijzingen", lambda rows: rows[rows["tot"].dt.month <= 6], "bereik-doorverwijzingen", "nog geen heel jaar"),
        ("vragenlijst", lambda rows: rows.assign(tevredenheid=float("nan")), "gezondheid-tevredenheid", "niemand een cijfer"),
        ("voortgang", lambda rows: rows.assign(factor=None), "samenwerking-bevorderend", "geen factoren opgeschreven"),
        ("netwerk", lambda rows: rows.assign(sterkte=0), "samenwerking-koppelkaart", "geen lijn tussen twee"),
        ("netwerk", lambda rows: rows.assign(naar="Een andere"), "samenwerking-netwerk", "geen lijn tussen twee"),
    ],
)  # fmt: skip
def test_what_was_delivered_is_not_told_as_undelivered(dossiers: dict[str, Dossier], naam, change, id, says) -> None:
    dossier = dossiers["voorbeeldwijk"]
    rows = change(dossier.tabel(naam)).astype(dossier.tabel(naam).dtypes)
    found = findings(make_all(dossier.met_tabellen({naam: rows}), leest=naam))[id]
    assert found.schatting.value is None and says in found.lees and found.teken == "te weinig"
    assert "voorbeelddata" in found.bron and found.herkomst == "voorbeeld"
    assert "geleverd" not in found.lees.replace("verwijzingen geleverd", "")


def test_what_hinders_stands_in_the_report_where_its_table_was_not_delivered(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    none = dossier.met_tabellen({"voortgang": dossier.tabel("voortgang").iloc[:0]})
    hinders = Belemmering("x-1", "De zaal is dicht.", dossier.agenda.sessies[0].id, eigenaar="gemeente")
    made = make_document("3-samenwerking", replace(none, agenda=replace(none.agenda, belemmeringen=(hinders,))))
    assert made["samenwerking-bevorderend"].gat and "staat dit in de weg: De zaal is dicht." in gaten_html(made)


def test_referrals_of_half_a_year_make_every_notebook_say_so(dossiers: dict[str, Dossier]) -> None:
    """Also where a notebook names its intervention."""
    rows = dossiers["voorbeeldwijk"].tabel("doorverwijzingen").head(1)
    half = rows.assign(tot=rows["van"] + pd.Timedelta(days=180))
    short = dossiers["voorbeeldwijk"].met_tabellen({"doorverwijzingen": half})
    found = doorverwijzingen(count_per_jaar(short, interventie=str(half["interventie"].iloc[0])))
    assert "nog geen heel jaar" in found.lees


def test_a_year_without_deliveries_is_no_year_without_people() -> None:
    later = count_deelnemers(load("voorbeeldwijk", "2026-06-30"))
    found = doelgroep(compare_with_doelgroepen(later))
    assert later.nieuw is None and found.peil is not None and found.peil.schatting.value is None
    assert found.peil.stand == "Over het laatste jaar is er geen aantal om te laten zien."
    assert f"tot en met {newest_day(later.deelname).year}," in found.onderschrift and "2026" not in found.onderschrift


def test_what_the_account_says_of_people_who_came_twice_is_what_is_counted(dossiers: dict[str, Dossier]) -> None:
    rows = one_per_interventie(dossiers["voorbeeldwijk"].tabel("deelname"))
    begun = rows[rows["status"].isin(["gestart", "afgerond"])].drop_duplicates("deelnemer").head(20)
    again = begun.head(3).assign(interventie="een andere")
    assert len(begonnen_mensen(pd.concat([begun, again]), minstens=5)) == 23  # three people are counted twice
    assert len(begonnen_mensen(pd.concat([begun, again]), minstens=3)) == 20
    found = doelgroep(compare_with_doelgroepen(count_deelnemers(dossiers["voorbeeldwijk"])))
    account = account_of("1-bereik", "methode", [found])
    assert "Deden maar enkele mensen vaker mee? Dan telt elke keer" in " ".join(account)


@pytest.mark.parametrize("naam", [naam for naam, soort in SOORTEN.items() if soort.monitorvraag])
def test_a_line_of_the_account_about_a_finding_names_one_that_exists(naam: str) -> None:
    texts = load_teksten(naam)
    named = [id for part in texts["verantwoording.bij"] for id in part["bevindingen"]]
    assert named and set(named) <= set(texts.namen)


def test_one_intervention_is_not_told_as_many(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    plan = dossier.tabel("interventies")
    one = plan[plan["start"].notna() & plan["gepland_start"].notna()].head(1)
    for followed in ("ja", "nee"):
        alone = dossier.met_tabellen({"interventies": one.assign(gevolgd=followed)})
        planned, known = planning(compare_plan(alone)), gevolgd(count_gevolgd(alone))
        assert planned.bord is not None
        words = " ".join([planned.kop, planned.lees, planned.bord.tekst, planned.bord.extra, known.kop, known.lees])
        assert not re.search(r"\b(van de|alle) 1\b", words), words
        assert ("niet" in known.kop) == (followed == "nee")


@pytest.mark.parametrize("status", ["gestopt", "Afgerond", "gestart", None])
def test_every_page_counts_the_same_interventions_that_run(dossiers: dict[str, Dossier], status: str | None) -> None:
    dossier = dossiers["voorbeeldwijk"]
    plan, course = dossier.tabel("interventies"), dossier.tabel("voortgang")
    named = plan["interventie"].head(3)
    if status == "gestart":  # nothing but a word says that these began
        plan = plan.assign(start=plan["start"].mask(plan["interventie"].isin(named)))
    told = course.head(3).assign(interventie=list(named), status=status, datum=pd.Timestamp(dossier.peildatum))
    wijk = dossier.met_tabellen({"interventies": plan, "voortgang": pd.concat([course, told], ignore_index=True)})
    planned, at_once = planning(compare_plan(wijk)), focus(count_lopend(count_deelnemers(wijk)))
    trace = read_spoor(plan, wijk.tabel("voortgang"), wijk.agenda, kerncijfers=True, peildatum=wijk.peildatum)
    assert planned.bord is not None and int(planned.bord.getal) == at_once.schatting.value == trace.lopend
    expected = "klaar" if status in ("gestopt", "Afgerond") else "loopt"
    assert [dict(planned.bord.bedden)[name] for name in named] == [expected] * 3


def test_the_baseline_counts_the_topics_that_it_shows(dossiers: dict[str, Dossier]) -> None:
    compared = compare_with_gemeente(dossiers["voorbeeldwijk"])
    shown = sum(row.wijk.waarde is not None and not row.indicator.proxy_voor for row in compared.nu)
    assert shown > 1 and nulmeting(compared).onderschrift.startswith(f"{shown} onderwerpen ")


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_finding_that_says_why_it_has_no_figure_of_invented_rows_is_marked_as_an_example(
    rows: int, dossiers: dict[str, Dossier]
) -> None:
    example = dossiers["voorbeeldwijk"]
    few = example.met_tabellen({name: example.tabel(name).iloc[:rows].reset_index(drop=True) for name in TABELLEN})
    found = [finding for document in make_all(few).values() for finding in document.bevindingen]
    assert sum(finding.schatting.value is None for finding in found) > 10
    assert [finding.id for finding in found if finding.herkomst != "voorbeeld"] == []


@pytest.mark.parametrize("wijk", ["alphen-noord", "stevenshof", "zuidwest"])
def test_an_answer_gives_each_reason_once(wijk: str) -> None:
    seen = 0
    for document in make_all(load_dossier(wijk, data=find_meegeleverd("wijkdata"), peildatum="2022-12-31")).values():
        said = " ".join(line.gezegd for line in document.antwoord)
        reasons = {finding.reden for finding in document.bevindingen if finding.reden.endswith(".") and finding.reden in said}
        assert [reason for reason in reasons if said.count(reason) > 1] == []
        seen += len(reasons)
    assert seen > 3
