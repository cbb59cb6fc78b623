"""An attacker who reads every table of every document of a wijk can't tell a count of 1 to 4."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from tests.lek.feiten import from_documents, number
from tests.lek.kleine import DREMPEL, check_all
from tests.lek.wereld import BEGONNEN, documents, inside, make_world, people_of, shipped

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.wijk import Doelgroep
from wijkmonitor.privacy import Poort
from wijkmonitor.privacy.feiten import Bedekt, Feiten
from wijkmonitor.privacy.nagerekend import unproven
from wijkmonitor.stats import Estimate
from wijkmonitor.vragen.bewezen import proven_counts
from wijkmonitor.vragen.eigen import maak_bevinding
from wijkmonitor.vragen.tellingen import count_deelnemers

WERELDEN = [
    (wijk, seed, people)
    for wijk, seeds in (("voorbeeldwijk-2", (1, 2)), ("voorbeeldwijk", (3, 4, 5)), ("voorbeeldwijk-3", (6, 7)))
    for seed, people in zip(seeds, (24, 60, 120), strict=False)
]


def outside_the_proof(dossier: Dossier, found: list[Document], **choice: int) -> list[str]:
    """Printed counts of people that are none of those which were proven together."""
    findings = [finding.as_json() for document in found for finding in document.bevindingen]
    return unproven(findings, {**proven_counts(dossier), "deelname": count_deelnemers(dossier, **choice).getoond})


@pytest.mark.parametrize(("wijk", "seed", "people"), WERELDEN)
def test_no_small_count_of_a_small_wijk_can_be_computed(wijk: str, seed: int, people: int) -> None:
    dossier = make_world(wijk, seed, people)
    found = documents(dossier)
    assert check_all(dossier, from_documents(found)) > 0
    assert outside_the_proof(dossier, found) == []


@pytest.mark.parametrize("wijk", ["voorbeeldwijk-2", "voorbeeldwijk", "voorbeeldwijk-3"])
def test_no_small_count_of_a_shipped_wijk_can_be_computed(wijk: str) -> None:
    dossier = shipped(wijk)
    found = documents(dossier)
    check_all(dossier, from_documents(found))
    assert outside_the_proof(dossier, found) == []
    assert outside_the_proof(dossier, found, vanaf_leeftijd=25), "another age is not the system of these documents"


@pytest.mark.parametrize(
    ("column", "value", "one"),
    [
        *(("status", status, False) for status in ("aangemeld", *BEGONNEN)),
        ("status", "gestart", True),
        ("geslacht", "v", True),
        ("geldzorgen", "nee", True),
    ],
)
def test_a_status_intervention_or_group_that_nobody_has_is_a_proven_0(column: str, value: str, one: bool) -> None:
    dossier = shipped("voorbeeldwijk-2")
    rows = dossier.tabel("deelname").assign(**{column: value})
    rows = rows[rows["interventie"] == rows["interventie"].iloc[0]].reset_index(drop=True) if one else rows
    both = Doelgroep(naam="Vanaf 45", definitie="Wie 45 is of ouder", leeftijd=("45-64", "65+"), bron="telling")
    wijk = dossier.wijk.model_copy(update={"doelgroep": (*dossier.wijk.doelgroep, both)})
    dossier = replace(dossier.met_tabellen({"deelname": rows}), wijk=wijk)
    assert outside_the_proof(dossier, documents(dossier)) == []


def test_the_attacker_would_find_what_only_small_counts_hidden_give_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_small(gate: Poort, feiten: Feiten, *_: object) -> Bedekt:
        values = np.array(list(feiten.aantallen.values()))
        return Bedekt(feiten, (values > 0) & (values < DREMPEL))

    monkeypatch.setattr(Poort, "samen", only_small)
    dossier = make_world("voorbeeldwijk", 3, 60)
    with pytest.raises(AssertionError, match="is known to be"):
        check_all(dossier, from_documents(documents(dossier)))


def test_two_published_totals_do_not_tell_how_few_took_part_twice() -> None:
    dossier = make_world("voorbeeldwijk", 3, 300)
    rows = inside(dossier, dossier.tabel("deelname").query("leeftijdsgroep != '0-14'")).drop_duplicates("deelnemer")
    rows["status"] = (["gestart", "afgerond", "uitgevallen"] * len(rows))[: len(rows)]
    others = [name for name in rows["interventie"].unique() if name != rows["interventie"].iloc[0]]
    double = rows[rows["interventie"] == rows["interventie"].iloc[0]].head(2).assign(interventie=others[0])
    dossier = dossier.met_tabellen({"deelname": pd.concat([rows, double], ignore_index=True)})
    found = from_documents(documents(dossier))
    people = {number(row["Begonnen"]) for row in found.met("Doelgroep", "Begonnen", "Omvang")}
    trips = {number(row["Aantal"]) for row in found.met("Stap", "Aantal") if row["Stap"] == "begonnen"}
    assert len(people_of(dossier)) == len(rows) + 2
    assert trips - {None} and people - {None}
    assert not {more - less for more in trips - {None} for less in people - {None}} & {1, 2, 3, 4}


def test_a_table_that_can_not_be_covered_shows_neither_its_total_nor_which_groups_there_are() -> None:
    """Five people in five buurten: every part is 1."""
    rows = make_world("voorbeeldwijk", 3, 60).tabel("deelname").drop_duplicates("deelnemer").head(5)
    buurten = [f"BU9999010{number}" for number in range(1, 6)]
    dossier = shipped("voorbeeldwijk").met_tabellen({"deelname": rows.assign(buurt=buurten, status="gestart", geslacht="v")})
    counted = count_deelnemers(dossier)
    assert counted.mensen is None and not {5.0} & set(counted.getoond.values())
    (table,) = counted.tabellen
    assert not set(buurten) & {str(cell) for row in table.rijen for cell in row}
    own = dossier.poort.tel(dossier.tabel("deelname")["buurt"].value_counts())
    assert not any(buurt in own._repr_html_() for buurt in buurten)
    finding = maak_bevinding(
        "eigen", dossier, Estimate(None, None, None, 5, "telling", "Te weinig mensen."), own, bron="deelname", kop="Wie kwam er?"
    )
    assert not set(buurten) & {str(cell) for row in finding.tabel.rijen for cell in row}
    for document in documents(dossier):
        for item in document.bevindingen:
            assert not [row for row in item.tabel.rijen if str(row[0]).startswith("Doelgroep in")], item.id
            assert "5 mensen" not in f"{item.kop} {item.lees}".replace("minder dan 5 mensen", "")
