"""Whether the people come for whom an intervention is meant: known numbers by hand, the gate, and why there is no share."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint
from tests.vragen.proefwijken import DATA, load
from tests.vragen.test_omstandigheden import GELD, people, with_people

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.wijk import Doelgroep
from wijkmonitor.privacy.nagerekend import unproven
from wijkmonitor.verkennen.kijken import bekijk
from wijkmonitor.vragen import bereik, make_document
from wijkmonitor.vragen.bereik.bedoeld import Bedoeldrij

LES = "Taal en Koffie"
JA, NEE = {"geldzorgen": "ja"}, {"geldzorgen": "nee"}


def meant_for(dossier: Dossier, text: str | None, naam: str = LES) -> Dossier:
    """The dossier with a plan of this one intervention, meant for whom the text says."""
    plan = dossier.tabel("interventies")
    return dossier.met_tabellen({"interventies": plan[plan["interventie"] == naam].assign(doelgroep=text)})


def les(*groups: tuple[int, dict[str, str]], groep: Doelgroep = GELD, text: str | None = "inwoners met GELDZORGEN") -> Dossier:
    return meant_for(with_people(people(*groups), groep), text)


def row_of(dossier: Dossier, naam: str = LES, **keuze: float) -> Bedoeldrij:
    compared = bereik.compare_bedoeld(bereik.count_deelnemers(dossier), **keuze)
    return next(row for row in compared.rijen if row.bedoeld.interventie == naam)


def finding(dossier: Dossier, **keuze: float) -> Bevinding:
    return bereik.bedoeld(bereik.compare_bedoeld(bereik.count_deelnemers(dossier), **keuze))


def test_a_share_is_of_those_of_whom_it_is_known_and_the_others_are_named() -> None:
    dossier = les((30, JA), (50, NEE), (20, {}))
    row, found = row_of(dossier), finding(dossier)
    low, high = proportion_confint(30, 80, method="wilson")
    assert (row.bedoeld.erbij, row.bedoeld.anders, row.bedoeld.onbekend) == (30, 50, 20)
    assert found.schatting.value == 30 / 80 and found.schatting.n == 80
    assert (found.schatting.low, found.schatting.high) == pytest.approx((low, high), abs=1e-6)
    assert "Van 20 deelnemers is het niet bekend" in found.lees
    assert found.tabel.rijen[0][:4] == (LES, 30, 50, 20) and found.tabel.rijen[0][-1] == GELD.naam


def test_only_what_the_margin_allows_is_said_of_the_half() -> None:
    less, more, between = finding(les((10, JA), (90, NEE))), finding(les((90, JA), (10, NEE))), finding(les((52, JA), (48, NEE)))
    assert less.kop == f"Bij {LES} hoort minder dan de helft bij de eigen doelgroep" and less.weegt == "tegen"
    assert more.kop == f"Bij {LES} hoort meer dan de helft bij de eigen doelgroep" and more.weegt == "voor"
    assert between.kop == f"Bij {LES} horen 52 van de 100 deelnemers bij de eigen doelgroep" and between.weegt == ""
    assert "is niet te zeggen" in between.lees and between.tabel.rijen[0][-2] == "niet te zeggen"


def test_the_limit_is_a_choice_that_the_notebook_shows() -> None:
    found = finding(les((52, JA), (48, NEE)), grens=0.2)
    assert found.kop == f"Bij {LES} hoort meer dan 20 van de 100 bij de eigen doelgroep"


@pytest.mark.parametrize("small", [(3, 40, 10), (40, 3, 10)])
def test_a_few_people_are_not_shown_nor_what_would_give_them_back(small: tuple[int, int, int]) -> None:
    yes, no, unknown = small
    row = row_of(les((yes, JA), (no, NEE), (unknown, {})))
    assert row.schatting.value is None and "te weinig mensen in een van de groepen" in (row.schatting.reason or "")
    hidden = [count is None for count in (row.bedoeld.erbij, row.bedoeld.anders, row.bedoeld.onbekend)]
    assert sum(hidden) >= 2


@pytest.mark.parametrize(
    "wie", [[(3, JA)], [(8, JA)], [(60, JA)], [(8, NEE)], [(96, JA), (4, NEE)], [(95, JA), (5, {})], [(3, JA), (30, {})]]
)
def test_where_all_are_alike_nobody_is_known_by_taking_part(wie: list[tuple[int, dict[str, str]]]) -> None:
    """Who knows that a neighbour comes would know that she has money worries: not a count, a zero or a share of it is shown,
    and it reads the same as where a group is small."""
    found, row = finding(les(*wie)), row_of(les(*wie))
    assert (row.bedoeld.erbij, row.bedoeld.anders, row.bedoeld.onbekend) == (None, None, None) and row.schatting.value is None
    assert not any(isinstance(cell, int | float) for cell in found.tabel.rijen[0])
    assert row.schatting.reason == row_of(les((40, JA), (3, NEE))).schatting.reason


def test_that_nearly_everybody_of_the_wijk_is_alike_is_not_counted() -> None:
    counted = [bereik.count_deelnemers(with_people(people(*groups), GELD)) for groups in ([(20, JA)], [(20, JA), (20, NEE)])]
    assert [found.count_of("geldzorgen", ["ja"]) for found in counted] == [None, 20]


def test_a_few_of_whom_it_is_not_known_count_as_people_who_do_not_belong() -> None:
    dossier = les((30, JA), (50, NEE), (3, {}))
    row, found = row_of(dossier), finding(dossier)
    assert (row.bedoeld.erbij, row.bedoeld.anders, row.bedoeld.onbekend, row.n) == (30, 53, None, 83)
    assert "Van enkele deelnemers" in found.lees and "te weinig om te laten zien" in str(found.tabel.rijen[0][3])


@pytest.mark.parametrize(
    ("dossier", "why"),
    [
        (les((40, JA), (40, NEE), text=None), "voor wie die is, staat niet"),
        (les((40, JA), (40, NEE), text="mensen met overgewicht"), "staat niet in wijk.toml"),
        (les((40, JA), (40, NEE), text="Alle inwoners"), "voor iedereen"),
        (les((40, JA), (40, NEE), text="Inwoners van 15 jaar en ouder"), "voor iedereen"),
        (les((40, JA), (40, NEE), groep=GELD.model_copy(update={"geslacht": ("v",)})), "meer dan één kenmerk"),
        (les((40, JA), (40, NEE), groep=GELD.model_copy(update={"leeftijd": ("0-14",)})), "jonger is dan 15 jaar"),
        (les((80, {})), "van geen deelnemer is opgeschreven"),
        (les((20, JA), (20, NEE), (60, {})), "maar van 40 van de 100 deelnemers bekend"),
    ],
)
def test_without_a_share_the_reason_stands_in_words(dossier: Dossier, why: str) -> None:
    row, found = row_of(dossier), finding(dossier)
    assert row.schatting.value is None and why in (row.schatting.reason or "") and why in str(found.tabel.rijen[0])
    assert found.schatting.value is None and "De tabel zegt waarom" in found.lees


def test_an_intervention_without_participants_says_so_and_counts_nowhere() -> None:
    dossier = with_people(people((30, JA), (50, NEE)), GELD)
    plan = dossier.tabel("interventies").assign(doelgroep="Inwoners met geldzorgen")
    rows = bereik.compare_bedoeld(bereik.count_deelnemers(dossier.met_tabellen({"interventies": plan}))).rijen
    reasons = {row.bedoeld.interventie: row.schatting.reason or "" for row in rows}
    assert len(reasons) == len(plan) and reasons.pop(LES) == ""
    assert set(reasons.values()) == {"er is geen deelname opgeschreven"}


def test_a_group_that_names_the_intervention_is_its_group_whatever_it_is_called() -> None:
    named = GELD.model_copy(update={"interventies": (LES,)})
    row = row_of(les((30, JA), (50, NEE), groep=named, text="wie het nodig heeft"))
    assert row.bedoeld.groep == GELD.naam and row.schatting.value == 30 / 80


def test_a_group_by_age_needs_no_extra_column() -> None:
    frame = people((60, {})).assign(leeftijdsgroep=["65+"] * 20 + ["25-44"] * 40)
    old = Doelgroep(naam="Ouderen", definitie="Wie 65 is of ouder", leeftijd=("65+",), bron="telling")
    row = row_of(meant_for(with_people(frame, old), "ouderen"))
    assert (row.bedoeld.erbij, row.bedoeld.anders, row.bedoeld.onbekend) == (20, 40, 0)


def test_who_began_and_lives_elsewhere_counts_and_who_only_signed_up_does_not() -> None:
    frame = people((40, JA), (40, NEE), (10, JA))
    frame["buurt"] = ["BU99990101"] * 60 + ["buiten de wijk"] * 20 + ["BU99990101"] * 10
    frame["status"] = ["gestart"] * 80 + ["aangemeld"] * 10
    row = row_of(meant_for(with_people(frame, GELD), GELD.naam))
    assert (row.bedoeld.erbij, row.bedoeld.anders) == (40, 40)


@pytest.mark.parametrize(("elsewhere", "both"), [(2, False), (0, True), (9, True)])
def test_who_lives_elsewhere_is_not_what_is_left_of_participants_less_people_of_the_wijk(elsewhere: int, both: bool) -> None:
    """All came once: those who belong, less the people of the wijk of that age, are the few of that age from elsewhere."""
    frame = people((20 + elsewhere, {}), (40, {}))
    frame["leeftijdsgroep"] = ["65+"] * (20 + elsewhere) + ["25-44"] * 40
    frame["buurt"] = ["BU99990101"] * 20 + ["buiten de wijk"] * (elsewhere + 10) + ["BU99990101"] * 30
    old = Doelgroep(naam="Ouderen", definitie="Wie 65 is of ouder", leeftijd=("65+",), bron="telling")
    counts = bereik.count_deelnemers(meant_for(with_people(frame, old), "ouderen"))
    belongs = next(item.erbij for item in counts.bedoeld if item.interventie == LES)
    assert (belongs is not None and pd.notna(counts.per_kenmerk["leeftijd"]["65+"])) == both


def test_records_of_before_have_a_reason_and_all_their_other_findings() -> None:
    dossier = load("voorbeeldwijk")
    empty = dossier.tabel("deelname").assign(**dict.fromkeys(OMSTANDIGHEDEN, pd.Series(dtype="str")))
    rows = bereik.compare_bedoeld(bereik.count_deelnemers(dossier.met_tabellen({"deelname": empty}))).rijen
    assert {row.bedoeld.interventie: row.schatting.reason for row in rows}[
        LES
    ] == "van geen deelnemer is opgeschreven of die erbij hoort"
    no_plan = replace(dossier.met_tabellen({"interventies": dossier.tabel("interventies").head(0)}))
    document = make_document("1-bereik", no_plan)
    assert document["bereik-bedoeld"].schatting.value is None and document["bereik-doelgroep"].schatting.value


def test_the_example_tells_one_of_each_and_every_printed_count_is_proven() -> None:
    dossier = load("voorbeeldwijk")
    found, counts = finding(dossier), bereik.count_deelnemers(dossier).getoond
    sides = {row[0]: row[-2] for row in found.tabel.rijen}
    assert {"minder", "meer", "geen cijfer"} <= set(sides.values()) and sides[LES] == "meer"
    assert found.herkomst == "voorbeeld"
    assert unproven([replace(found, document="1-bereik").as_json()], {"deelname": counts}) == []
    assert unproven([replace(found, document="1-bereik").as_json()], {"deelname": {"mensen": 377.0}}) != []


def test_the_finding_can_be_looked_at_alone() -> None:
    found = bekijk("voorbeeldwijk", "bereik", "bereik-bedoeld", peildatum="2022-12-31", data=DATA)
    assert found.schatting.has_interval and found.tabel.rijen
