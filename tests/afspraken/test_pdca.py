from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.pdca import gezonde_wijkaanpak, infrastructuur, read_scores
from wijkmonitor.afspraken.spoor import Spoor, looptijden, read_spoor
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.lijsten import ZELFEVALUATIE

Lees = Callable[[str], tuple[Leeragenda, tuple[Fout, ...]]]
DAG = date(2022, 12, 31)


def plan(*rows: tuple[str, str | None, str | None, str | None]) -> pd.DataFrame:
    """Interventions: name, start, end, goal."""
    return pd.DataFrame(
        {
            "interventie": [row[0] for row in rows],
            "start": pd.to_datetime([row[1] for row in rows]),
            "gepland_start": pd.to_datetime(["2020-06-01"] * len(rows)),
            "einde": pd.to_datetime([row[2] for row in rows]),
            "doel": [row[3] for row in rows],
            "thema": ["bewegen"] * len(rows),
            "pijlers": ["voorlichting en educatie; fysieke en sociale omgeving"] * len(rows),
            "gevolgd": ["ja"] * len(rows),
        }
    )


def progress(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "datum": pd.to_datetime([row[0] for row in rows]),
            "interventie": pd.Series([row[1] for row in rows], dtype="object"),
            "status": pd.Series([row[2] for row in rows], dtype="object"),
        }
    )


def trace(interventions: pd.DataFrame, agenda: Leeragenda, *events: tuple[str, str, str]) -> Spoor:
    return read_spoor(interventions, progress(*events), agenda, kerncijfers=True, behoeften=True, peildatum=DAG)


def test_several_steps_can_be_active_at_once(agenda: Leeragenda) -> None:
    rows = plan(("A", "2021-01-01", None, "60 mensen"), ("B", None, None, None))
    cycle = gezonde_wijkaanpak(trace(rows, agenda, ("2021-01-01", "B", "uitgesteld")))
    assert [(step.naam, step.staat) for step in cycle.stappen] == [
        ("wijk in beeld", "gedaan"),
        ("prioriteiten en doelen", "bezig"),
        ("plan maken", "bezig"),
        ("uitvoeren", "bezig"),
        ("monitoren en evalueren", "bezig"),
    ]
    assert [step.fase for step in cycle.stappen] == ["plan", "plan", "plan", "doe", "kijk"]
    assert len(cycle.bezig) == 4
    assert cycle.stappen[3].bewijs == "Lopend: 1. Klaar: 0."


def test_a_wijk_without_records_stands_at_the_beginning() -> None:
    empty = read_spoor(plan(), progress(), Leeragenda("laak"), kerncijfers=False, peildatum=DAG)
    for cycle in (gezonde_wijkaanpak(empty), infrastructuur(empty, pd.DataFrame({"meting": [], "onderdeel": [], "score": []}))):
        assert {step.staat for step in cycle.stappen} == {"niet opgeschreven"}
        assert all(step.bewijs.endswith(".") for step in cycle.stappen)


def test_an_intervention_without_a_start_runs_when_the_progress_says_so() -> None:
    rows = plan(("A", None, None, None), ("B", None, None, None))
    events = (("2021-01-01", "A", "gestart"), ("2021-02-01", "B", "gestart"), ("2021-05-01", "B", "gestopt"))
    found = trace(rows, Leeragenda("laak"), *events)
    assert (found.lopend, found.afgelopen, found.onbekend) == (1, 1, 0)
    assert trace(rows, Leeragenda("laak"), ("2023-01-01", "A", "gestart")).lopend == 0


def test_an_intervention_of_which_nothing_is_written_down_is_not_said_to_stand_still() -> None:
    found = trace(plan(("A", None, None, None)), Leeragenda("laak"))
    assert (found.onbekend, found.nog_te_starten, found.lopend) == (1, 0, 0)
    assert gezonde_wijkaanpak(found).stappen[3].bewijs == "Van 1 is niet bekend of zij lopen."


def test_an_intervention_that_ended_no_longer_runs() -> None:
    rows = plan(("A", "2021-01-01", "2022-01-01", "x"), ("B", "2021-01-01", "2023-02-01", "x"))
    found = trace(rows, Leeragenda("laak"))
    assert (found.lopend, found.afgelopen, found.pijlers, found.doelen) == (1, 1, 2, 2)


def test_a_new_round_begins_with_a_look_back(agenda: Leeragenda) -> None:
    scored = pd.DataFrame({"meting": [], "onderdeel": [], "score": []})
    step = infrastructuur(trace(plan(), agenda), scored).stappen[-1]
    assert (step.naam, step.fase, step.staat) == ("nieuwe cyclus", "stel bij", "bezig")
    assert step.bewijs == "Afspraken waarop de groep terugkeek: 1. Daarvan bijgesteld: 0."


def test_a_session_of_more_than_a_year_ago_does_not_count_as_monitoring(lees: Lees) -> None:
    agenda, _ = lees("[sessie.a]\ndatum = 2020-01-01\ngesloten = true\n")
    found = read_spoor(plan(), progress(), agenda, kerncijfers=True, peildatum=DAG)
    assert (found.sessies, found.sessies_jaar) == (1, 0)
    assert gezonde_wijkaanpak(found).stappen[-1].staat == "niet opgeschreven"


def test_scores_are_those_of_the_first_and_the_last_wave() -> None:
    table = pd.DataFrame(
        {
            "meting": ["2022-11", "2020", "2021", "2020"],
            "onderdeel": [ZELFEVALUATIE[0], ZELFEVALUATIE[0], ZELFEVALUATIE[0], ZELFEVALUATIE[3]],
            "score": [3.0, 1.0, 2.0, 2.5],
            "herkomst": "voorbeeld",
        }
    )
    scores = read_scores(table)
    assert (scores[ZELFEVALUATIE[0]].toen, scores[ZELFEVALUATIE[0]].nu) == (1.0, 3.0)
    cycle = infrastructuur(trace(plan(), Leeragenda("laak")), table)
    assert cycle.voorwaarden[0][1] == scores[ZELFEVALUATIE[0]] and cycle.voorwaarden[1][1] is None
    assert cycle.stappen[0].score == scores[ZELFEVALUATIE[3]] and cycle.herkomst == "voorbeeld"


def test_a_step_that_the_group_scores_below_the_highest_is_not_called_done() -> None:
    def begin(score: float) -> str:
        table = pd.DataFrame({"meting": ["2022-10"], "onderdeel": [ZELFEVALUATIE[3]], "score": [score], "herkomst": "voorbeeld"})
        return infrastructuur(trace(plan(), Leeragenda("laak")), table).stappen[0].staat

    assert (begin(1.5), begin(4.0)) == ("bezig", "gedaan")


def test_a_plan_of_which_nobody_knows_whether_anything_began_is_not_called_done() -> None:
    def made(*events: tuple[str, str, str]) -> str:
        rows = plan(("A", None, None, None), ("B", None, None, None))
        return gezonde_wijkaanpak(trace(rows, Leeragenda("laak"), *events)).stappen[2].staat

    assert made() == "niet bekend"
    assert made(("2021-01-01", "A", "gestart")) == "bezig"
    assert made(("2021-01-01", "A", "gestart"), ("2021-01-01", "B", "gestart")) == "gedaan"


def test_what_is_told_to_run_runs_without_a_beginning_of_its_own() -> None:
    rows = plan(("A", None, None, None))
    course = looptijden(rows, progress(("2022-06-09", "A", "loopt")), DAG).iloc[0]
    assert (course["stand"], course["op"]) == ("loopt", pd.Timestamp("2022-06-09")) and pd.isna(course["begin"])
    found = trace(rows, Leeragenda("laak"), ("2022-06-09", "A", "loopt"))
    steps = gezonde_wijkaanpak(found).stappen
    assert (
        steps[2].staat == "bezig"
        and "Lopend, begin niet bekend: 1." in steps[2].bewijs
        and "Nog te beginnen" not in steps[2].bewijs
    )
    assert steps[3].bewijs == "Lopend: 1. Klaar: 0."
    stopped = looptijden(rows, progress(("2022-06-09", "A", "loopt"), ("2022-09-01", "A", "gestopt")), DAG).iloc[0]
    assert stopped["stand"] == "klaar"


def test_open_figures_alone_are_not_the_whole_picture_of_a_wijk() -> None:
    found = read_spoor(plan(), progress(), Leeragenda("laak"), kerncijfers=True, peildatum=DAG)
    step = gezonde_wijkaanpak(found).stappen[0]
    assert step.staat == "bezig" and step.bewijs.endswith("Wat bewoners zelf belangrijk vinden, is niet geleverd.")


def test_a_step_that_was_written_down_elsewhere_is_not_called_absent() -> None:
    told = {"plan maken": "Opgeschreven: Er kwam een plan."}
    found = read_spoor(plan(), progress(), Leeragenda("laak"), kerncijfers=False, peildatum=DAG, gekozen=7, verteld=told)
    steps = gezonde_wijkaanpak(found).stappen
    assert (steps[1].staat, steps[2].staat) == ("bezig", "bezig")
    assert steps[1].bewijs.startswith("Gekozen thema's: 7.") and steps[2].bewijs == told["plan maken"]


def test_a_general_message_holds_for_what_nothing_else_is_known_of() -> None:
    rows = plan(("A", None, None, None), ("B", None, None, None)).assign(gepland_start=pd.NaT)
    general = progress(("2022-06-09", "A", "loopt")).assign(interventie=None)
    course = looptijden(rows, pd.concat([general, progress(("2022-07-01", "B", "gestopt"))]), DAG)
    assert list(course["stand"]) == ["loopt", "klaar"] and list(course["algemeen"]) == [True, False]
    assert course["op"].iloc[0] == pd.Timestamp("2022-06-09")
