"""The sheet for who begins: what is late, what ends, and what nobody wrote down yet; what ends is asked of the board too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from tests.paginas.conftest import make_shipped_plaat

from wijkmonitor.afspraken.registers import compare_plan, ends_soon, read_borging
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.bestuur import make_bestuur
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.overdracht import make_overdracht, overdracht_html
from wijkmonitor.paginas.verzameld import Verzameld

DAG = date(2022, 12, 31)


def register(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    """Activities with the end of their money and whether it is signed that they go on."""
    frame = pd.DataFrame(rows, columns=["activiteit", "geld_tot", "afgesproken"])
    return frame.assign(eigenaar=None, zonder_geld=None, herkomst="eigen registratie", bron=None)


def test_what_ends_within_a_year_is_told_unless_it_ended_or_it_is_signed_that_it_goes_on() -> None:
    rows = register(
        ("Buurthuis", "2023", "nee"),
        ("Wandelgroep", "2023-06", None),
        ("Kookclub", "2022-11-30", "nee"),
        ("Spreekuur", "2023-03-01", "ja"),
        ("Beweeglint", "2024-01-01", "nee"),
        ("Tuin", None, "nee"),
    )
    found = read_borging(rows)
    assert [item.activiteit for item in found] == ["Kookclub", "Spreekuur", "Wandelgroep", "Buurthuis", "Beweeglint", "Tuin"]
    assert [item.activiteit for item in ends_soon(found, DAG)] == ["Wandelgroep", "Buurthuis"]


@pytest.mark.parametrize(
    ("newest", "stand", "uiterlijk"),
    [
        ({"deelname": pd.Timestamp("2022-08-31")}, "op tijd", date(2023, 2, 28)),
        ({"deelname": pd.Timestamp("2022-06-30")}, "te laat", date(2022, 12, 30)),
        ({"deelname": None}, "zonder datum", None),
        ({}, "nog niet geleverd", None),
    ],
)
def test_a_table_is_late_when_its_newest_day_is_longer_ago_than_was_promised(
    newest: dict[str, pd.Timestamp | None], stand: str, uiterlijk: date | None
) -> None:
    plan = pd.DataFrame([{"tabel": "deelname", "wie": "welzijn", "maanden": 6, "herkomst": "eigen registratie"}])
    (line,) = compare_plan(plan, newest, peildatum=DAG)
    assert (line.stand, line.uiterlijk) == (stand, uiterlijk)
    (line,) = compare_plan(plan, newest, peildatum=DAG, lopend={"deelname": ("2022",)})
    assert line.stand == "loopt nog"


def test_the_sheet_tells_answers_sessions_agreements_deliveries_and_ends(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    dossier = dossiers["voorbeeldwijk"]
    page = overdracht_html(make_overdracht(dossier, gather("voorbeeldwijk")))
    assert find_faults(page) == []
    for question in (1, 2, 3, 4):
        assert f"Antwoord op {question}." in page
    for item in (*dossier.agenda.open_afspraken, *dossier.agenda.open_vragen):
        assert (item.wat if hasattr(item, "wat") else item.vraag) in page
    for _, row in dossier.tabel("monitorplan").iterrows():
        assert f">{row['tabel']}<" in page and row["wie"] in page
    assert "Binnen een jaar is er geen geld meer voor: " in page and "op tijd: weer in" in page


def test_the_sheet_tells_no_day_on_which_somebody_signed_up(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    dossier = dossiers["voorbeeldwijk"]
    table = overdracht_html(make_overdracht(dossier, gather("voorbeeldwijk"))).split('id="plan"')[1].split("</table>")[0]
    rows = table.split("<tbody>")[-1].split("</caption>")[-1]
    assert re.search(r"<td>december 2022</td>", rows) and "op tijd: weer in juni 2023" in rows
    assert not re.search(r"\d{1,2} (?:januari|juni|december|oktober|maart) \d{4}", rows)


def test_a_folder_called_nan_stands_in_the_commands_as_people_must_type_it(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    dossier = dossiers["voorbeeldwijk"]
    called = replace(dossier, wijk=dossier.wijk.model_copy(update={"slug": "nan"}))
    page = overdracht_html(make_overdracht(called, gather("voorbeeldwijk")))
    assert find_faults(page) == [] and "wijkmonitor run --wijk nan" in page


def test_a_wijk_without_these_records_gets_a_sheet_that_says_what_to_write_down(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    full = dossiers["voorbeeldwijk"]
    empty = full.met_tabellen({name: full.tabel(name).iloc[:0] for name in ("borging", "monitorplan")})
    page = overdracht_html(make_overdracht(empty, gather("voorbeeldwijk")))
    assert find_faults(page) == []
    assert "Zet in de tabel monitorplan wie welke tabel levert" in page
    assert "Zet in de tabel borging van wie een activiteit is" in page


def test_what_ends_is_asked_of_the_board_and_on_the_plate(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    rows = register(("Wandelgroep", "2023-06", "nee"), ("Buurthuis", "2023", None))
    dossier = dossiers["voorbeeldwijk"].met_tabellen({"borging": rows})
    silent = replace(dossier, agenda=replace(dossier.agenda, leervragen=(), afspraken=(), terugblikken=()))
    named = "Wandelgroep (juni 2023); Buurthuis (2023)"
    asked = [item.tekst for item in make_bestuur(dossier, gather("voorbeeldwijk"), gevraagd=["wat stopt"]).vragen]
    assert f"Binnen een jaar stopt het geld voor: {named}. Wie betaalt daarna?" in asked
    plate = make_shipped_plaat(silent, gather("voorbeeldwijk")).slots
    assert f"Wie betaalt straks? Het geld stopt voor: {named}." in plate.binnen
