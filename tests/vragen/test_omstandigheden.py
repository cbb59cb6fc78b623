"""What is known of participants beside age, sex and buurt: counted by hand, gated, and absent without a trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import pytest
from tests.vragen.proefwijken import load

from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.wijk import Doelgroep
from wijkmonitor.vragen import bereik
from wijkmonitor.vragen.bereik.doelgroep import Bereikt
from wijkmonitor.vragen.kruising import came_together

GELD = Doelgroep(naam="Inwoners met geldzorgen", definitie="Wie geldzorgen heeft", geldzorgen=("ja",), omvang=400, bron="telling")


def people(*groups: tuple[int, Mapping[str, str]]) -> pd.DataFrame:
    """Participants who began in Taal en Koffie: so many of each kind, with what is told of them."""
    frame = load("voorbeeldwijk").tabel("deelname")
    kinds = [told for count, told in groups for _ in range(count)]
    rows = pd.concat([frame[frame["buurt"].eq("BU99990101")].head(1)] * len(kinds), ignore_index=True)
    rows = rows.assign(
        deelnemer=[f"d{number}" for number in range(len(kinds))], interventie="Taal en Koffie", status="gestart",
        leeftijdsgroep="25-44", geslacht="v", verwijzer="huisarts",
    )  # fmt: skip
    return rows.assign(**{name: pd.Series([told.get(name) for told in kinds], dtype="str") for name in OMSTANDIGHEDEN})


def with_people(frame: pd.DataFrame, *groups: Doelgroep) -> Dossier:
    """The example wijk with these participants, and these target groups beside its first."""
    dossier = load("voorbeeldwijk").met_tabellen({"deelname": frame})
    first = dossier.wijk.doelgroep[:1]
    return replace(dossier, wijk=dossier.wijk.model_copy(update={"doelgroep": (*first, *groups)}))


def row_of(dossier: Dossier, naam: str) -> Bereikt:
    compared = bereik.compare_with_doelgroepen(bereik.count_deelnemers(dossier))
    return next(row for row in compared.rijen if row.naam == naam)


def shown(counts: Mapping[str, pd.Series], name: str) -> dict[str, int | None]:
    return {str(group): None if pd.isna(count) else int(count) for group, count in counts[name].items()}


def test_people_are_counted_by_what_is_told_of_them_and_of_whom_nothing_is_told() -> None:
    frame = people((12, {"geldzorgen": "ja"}), (20, {"geldzorgen": "nee"}), (5, {"geldzorgen": "onbekend"}), (3, {}))
    counts = bereik.count_deelnemers(with_people(frame)).per_kenmerk
    assert shown(counts, "geldzorgen") == {"ja": 12, "nee": 20, "onbekend": 8}
    assert set(counts) == {"leeftijd", "geslacht", "buurt", "geldzorgen"}


def test_a_small_count_is_hidden_with_another_beside_it() -> None:
    frame = people((3, {"mantelzorg": "ja"}), (20, {"mantelzorg": "nee"}), (9, {}))
    deelnemers = bereik.count_deelnemers(with_people(frame))
    counts = shown(deelnemers.per_kenmerk, "mantelzorg")
    assert counts["ja"] is None and list(counts.values()).count(None) == 2
    assert not any("mantelzorg | ja" in name for name in deelnemers.getoond)


def test_who_was_asked_in_one_of_two_interventions_counts_with_that_answer() -> None:
    """Ten people came twice: the second intervention asked, the first did not."""
    first = people((10, {}), (15, {"thuistaal": "nederlands"}))
    second = first.head(10).assign(interventie="Samen Fit", aanmelding=first["aanmelding"].iloc[0] + pd.Timedelta(days=40))
    second = second.assign(start=second["aanmelding"], thuistaal="anders")
    counts = bereik.count_deelnemers(with_people(pd.concat([first, second], ignore_index=True)))
    assert counts.mensen == 25 and shown(counts.per_kenmerk, "thuistaal") == {"anders": 10, "nederlands": 15}


def test_the_counts_are_in_the_ledger_by_their_name() -> None:
    counts = bereik.count_deelnemers(with_people(people((12, {"geldzorgen": "ja"}), (20, {"geldzorgen": "nee"})))).getoond
    assert counts["mensen | geldzorgen | ja"] == 12 and counts["mensen | geldzorgen | nee"] == 20


def test_records_without_the_columns_give_the_numbers_of_before() -> None:
    dossier = load("voorbeeldwijk")
    empty = dossier.tabel("deelname").assign(**dict.fromkeys(OMSTANDIGHEDEN, pd.Series(dtype="str")))
    with_them, without = (bereik.count_deelnemers(one) for one in (dossier, dossier.met_tabellen({"deelname": empty})))
    assert set(without.per_kenmerk) == {"leeftijd", "geslacht", "buurt"}
    assert without.getoond.items() <= with_them.getoond.items() and without.mensen == with_them.mensen


def test_a_target_group_can_be_chosen_by_what_is_told_of_people() -> None:
    found = row_of(with_people(people((12, {"geldzorgen": "ja"}), (20, {"geldzorgen": "nee"})), GELD), GELD.naam)
    assert (found.begonnen, found.omvang, found.schatting.value) == (12, 400, 0.03)


def reason(dossier: Dossier, group: Doelgroep) -> str:
    found = row_of(dossier, group.naam)
    assert found.begonnen is None and found.schatting.value is None
    return found.schatting.reason or ""


def test_why_a_target_group_is_not_counted_is_said_in_words() -> None:
    crossed = GELD.model_copy(update={"geslacht": ("v",)})
    one = GELD.model_copy(update={"interventies": ("Taal en Koffie",)})
    silent: Sequence[tuple[int, Mapping[str, str]]] = ((30, {}),)
    told = ((12, {"geldzorgen": "ja"}), (20, {"geldzorgen": "nee"}))
    few = ((2, {"geldzorgen": "ja"}), (20, {"geldzorgen": "nee"}), (9, {}))
    assert "van niemand is opgeschreven" in reason(with_people(people(*silent), GELD), GELD)
    assert "meer dan één kenmerk" in reason(with_people(people(*told), crossed), crossed)
    assert "meer dan één kenmerk" in reason(with_people(people(*told), one), one)
    assert "te weinig mensen" in reason(with_people(people(*few), GELD), GELD)


def test_the_size_of_a_group_by_age_is_not_that_of_a_part_of_it() -> None:
    part = GELD.model_copy(update={"omvang": None, "leeftijd": ("15-24", "25-44", "45-64", "65+")})
    found = row_of(with_people(people((12, {"geldzorgen": "ja"}), (20, {"geldzorgen": "nee"})), part), part.naam)
    assert found.begonnen == 12 and found.omvang is None and "omvang" in (found.schatting.reason or "")


def test_who_signed_up_on_the_same_day_came_together_and_of_whom_no_day_is_known_alone() -> None:
    """All six of a kind on one day count as one: 12 times as wide as 12 people apart (by hand: two clusters of six, all or none)."""
    rows = pd.DataFrame({"deelnemer": [f"d{number}" for number in range(12)], "interventie": "Taal en Koffie"})
    hit, days = pd.Series([True] * 6 + [False] * 6), pd.date_range("2022-01-01", periods=12)
    apart = came_together(rows.assign(aanmelding=days), hit)
    assert came_together(rows.assign(aanmelding=pd.NaT), hit) == apart < 1.1
    assert came_together(rows.assign(aanmelding=[days[0]] * 6 + [days[1]] * 6), hit) == pytest.approx(12)
    assert came_together(rows.head(0).assign(aanmelding=days[:0]), hit.head(0)) == 1
