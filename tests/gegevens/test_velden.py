"""Every cell gives its value or a fault; nothing in between."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from wijkmonitor.gegevens.kolom import Gebrek, kolom_of
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.velden import Aantal, Datum, Getal, JaNee, Meting, Tekst, settle_points

VANDAAG = date(2023, 1, 1)
KOLOMMEN = [(tabel, kolom) for tabel in TABELLEN for kolom in kolommen(tabel)]
CELLEN = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"[0-9]{1,4}[-/.,][0-9]{1,3}([-/.,][0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"[+-]?[0-9]{1,400}([.,][0-9]{1,3})?", fullmatch=True),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)


def parse(kind: Any, cell: Any) -> Any:
    return TypeAdapter(kind).validate_python(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("-0,25", -0.25),
        ("−3", -3.0),
        ("0.125", 0.125),
        (" 8 ", 8.0),
        (7, 7.0),
    ],
)
def test_a_number_is_read_as_dutch_people_write_it(cell: Any, value: float) -> None:
    assert parse(Getal, cell) == value


@pytest.mark.parametrize(
    "cell", ["zeven", "7,5,1", "1.23.456", "nan", "NaN", "inf", "1e3", "7,5%", "٣", True, math.nan, math.inf]
)
def test_what_is_no_number_is_a_fault_and_never_a_nan(cell: Any) -> None:
    with pytest.raises(ValidationError):
        parse(Getal, cell)


def test_a_point_with_three_digits_is_a_fault_where_nothing_tells_what_it_is() -> None:
    with pytest.raises(ValidationError, match="duizendtal"):
        parse(Getal, "1.234")
    assert parse(Aantal, "1.234") == 1234  # a count has no decimals
    assert settle_points({"1.234", "12.5"}) == {"1.234": 1.234}
    assert settle_points({"1.234", "12,5"}) == {"1.234": 1234.0}
    assert settle_points({"1.234", "12,5", "12.5"}) == {}


@pytest.mark.parametrize("cell", ["12,5", "-1", "1" * 400, 12.5, "4 keer"])
def test_what_is_no_count_is_a_fault(cell: Any) -> None:
    with pytest.raises(ValidationError):
        parse(Aantal, cell)


@pytest.mark.parametrize(
    "cell",
    ["2022-04-12", "12-4-2022", "12/4/2022", "12.04.2022", "2022-04-12 13:45", datetime(2022, 4, 12, 9), date(2022, 4, 12)]
    + ["12 april 2022", "12 apr. 2022", "12-apr-2022", "12 April 2022"],
)
def test_a_date_is_read_in_every_form_that_excel_writes(cell: Any) -> None:
    assert parse(Datum, cell) == date(2022, 4, 12)


@pytest.mark.parametrize("cell", ["31-2-2022", "12-4-22", "april 2022", "44663", 44663.0, "4-25-2022", "12-4-0022", "2202-04-12"])
def test_what_is_no_date_is_a_fault(cell: Any) -> None:
    with pytest.raises(ValidationError):
        parse(Datum, cell)


@pytest.mark.parametrize(
    ("cell", "value"), [("2021", "2021"), (2021.0, "2021"), ("2021-11", "2021-11"), (datetime(2021, 11, 1), "2021-11")]
)
def test_a_wave_is_a_year_or_a_month_also_where_excel_made_a_date_of_it(cell: Any, value: str) -> None:
    assert parse(Meting, cell) == value


@pytest.mark.parametrize("cell", ["nov-21", "0000", "2021-13", "meting 1", datetime(2021, 11, 3)])
def test_what_is_no_wave_is_a_fault(cell: Any) -> None:
    with pytest.raises(ValidationError):
        parse(Meting, cell)


def test_a_tick_in_excel_is_yes() -> None:
    assert (parse(JaNee, True), parse(JaNee, " JA "), parse(JaNee, False)) == ("ja", "ja", "nee")


def test_text_that_steers_a_terminal_is_a_fault() -> None:
    with pytest.raises(ValidationError, match="teken"):
        parse(Tekst, "rood \x1b[31m")
    assert parse(Tekst, "twee\nregels") == "twee\nregels"


@settings(deadline=None)
@example(("deelname", "aanmelding"), "31-2-2021")
@example(("vragenlijst", "gewicht"), "1.234")
@example(("stickerbord", "stickers"), "9" * 400)
@example(("vragenlijst", "gewicht"), math.nan)
@given(st.sampled_from(KOLOMMEN), CELLEN)
def test_any_cell_in_any_column_gives_its_value_or_a_fault(where: tuple[str, str], cell: Any) -> None:
    column = kolom_of(*where)
    [value], faults = column.read([cell], vandaag=VANDAAG)
    if faults:
        assert value is None and isinstance(faults[0], Gebrek) and faults[0].wat and faults[0].doen
    else:
        assert value is not None and value == value
        assert isinstance(value, {float: int | float}.get(column.soort, column.soort))


@settings(deadline=None)
@given(st.sampled_from(KOLOMMEN), st.floats(-1e6, 1e6).map(lambda number: round(number, 2)))
def test_a_number_comes_out_as_it_went_in(where: tuple[str, str], number: float) -> None:
    column = kolom_of(*where)
    [value], faults = column.read([f"{number:.2f}".replace(".", ",")], vandaag=VANDAAG)
    if column.soort in (float, int) and not faults:
        assert value == number


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2023, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]))
def test_a_date_comes_out_as_it_went_in(day: date, form: str) -> None:
    assert kolom_of("deelname", "start").read([day.strftime(form)], vandaag=VANDAAG) == ([day], {})


@settings(deadline=None)
@given(st.lists(st.sampled_from(["1.234", "0.5", "0,5", "7", "12.345", "1.000.000", ""]), max_size=6))
def test_a_column_of_numbers_has_a_value_or_a_fault_for_every_cell(cells: list[str]) -> None:
    given_cells = [cell or None for cell in cells]
    values, faults = kolom_of("interventies", "doelwaarde").read(given_cells, vandaag=VANDAAG)
    for place, cell in enumerate(given_cells):
        assert (values[place] is None) == (cell is None or place in faults)
