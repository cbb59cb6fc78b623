"""What is wrong in a table is said with row, column, what was found and what to do; all of it at once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from tests.gegevens.conftest import DEELNAME, STICKERS, VRAGENLIJST, places

from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.schema import TABELLEN, kolommen, verplicht
from wijkmonitor.gegevens.tabel import MAX_PER_KOLOM, empty_frame


def test_good_rows_come_out_typed(lees: Any) -> None:
    read = lees(DEELNAME)
    assert read.fouten == () and read.rijen == (2, 3, 4)
    assert read.frame["aanmelding"].dt.strftime("%Y-%m-%d").tolist() == ["2021-04-12", "2021-05-03", "2021-06-01"]
    assert read.frame["start"].isna().tolist() == [False, False, True]
    assert read.frame["herkomst"].tolist() == ["eigen registratie"] * 3


def test_a_table_without_the_columns_that_may_be_left_out_reads_as_before(lees: Any) -> None:
    read = lees(DEELNAME)
    assert read.fouten == () and read.frame[list(OMSTANDIGHEDEN)].isna().all(axis=None)


def test_what_a_person_lives_with_has_few_words_and_another_word_is_explained(lees: Any) -> None:
    head, *rows = DEELNAME.splitlines()
    cells = ("anders;ja;nee;onbekend", "Nederlands;;;JA", "Turks;misschien;;")
    lines = [f"{row};{more}" for row, more in zip(rows, cells, strict=True)]
    read = lees("\n".join([f"{head};{';'.join(OMSTANDIGHEDEN)}", *lines]))
    assert [(fault.rij, fault.kolom, fault.gevonden) for fault in read.fouten] == [
        (4, "thuistaal", "Turks"),
        (4, "laaggeletterd", "misschien"),
    ]
    assert "nederlands, anders, onbekend" in f"{read.fouten[0].wat} {read.fouten[0].doen}"
    assert read.frame["thuistaal"].tolist() == ["anders", "nederlands"] and read.frame["mantelzorg"].tolist() == [
        "onbekend",
        "ja",
    ]


def test_origin_is_read_per_row_and_absent_means_own_records(lees: Any) -> None:
    lines = STICKERS.splitlines()
    read = lees(f"{lines[0]};herkomst;bron\n{lines[1]};Voorbeeld;\n{lines[2]};;telling\n", "stickerbord")
    assert read.frame["herkomst"].tolist() == ["voorbeeld", "eigen registratie"]
    assert read.frame["bron"].tolist()[1] == "telling"


def test_extra_columns_are_kept_as_text(lees: Any) -> None:
    lines = STICKERS.splitlines()
    read = lees(f"{lines[0]};weer\n{lines[1]};zon\n{lines[2]};\n", "stickerbord")
    assert read.frame["weer"].tolist()[0] == "zon" and pd.isna(read.frame["weer"].iloc[1])


@pytest.mark.parametrize("tabel", TABELLEN)
def test_every_column_that_a_table_needs_is_missed(lees: Any, tabel: str) -> None:
    names = kolommen(tabel)
    for needed in verplicht(tabel):
        faults = lees(";".join(name for name in names if name != needed) + ";los\n", tabel).fouten
        assert [(fault.rij, fault.kolom, fault.wat) for fault in faults] == [(1, needed, "Deze kolom ontbreekt.")]


@pytest.mark.parametrize("tabel", TABELLEN)
def test_a_column_that_may_be_empty_may_also_be_absent(lees: Any, tabel: str) -> None:
    assert lees(";".join(verplicht(tabel)) + "\n", tabel).fouten == ()


def test_a_column_with_almost_the_right_name_is_proposed(lees: Any) -> None:
    [fault] = lees(DEELNAME.replace("aanmelding;", "aanmeldin;", 1)).fouten
    assert (fault.kolom, fault.gevonden, fault.doen) == ("aanmelding", "aanmeldin", "Noem die kolom 'aanmelding'.")


def test_all_faults_are_named_at_once_with_row_column_found_and_what_to_do(lees: Any) -> None:
    rows = [
        "d04;GLI;morgen;;;gestart;45-64;v;;",  # no date
        "d05;GLI;2021-05-01;;;bezig;45-64;v;;",  # unknown word
        ";GLI;2021-05-01;;;gestart;45-64;v;;",  # nothing where something has to be
        "d07;GLI;2029-05-01;;;gestart;46-64;v;;",  # after today, unknown age band
        "d08;GLI;2021-05-02;2021-05-01;;gestart;45-64;v;;",  # start before sign-up
    ]
    read = lees(DEELNAME + "\n".join(rows) + "\n")
    found = {(fault.rij, fault.kolom): (fault.gevonden, fault.wat) for fault in read.fouten}
    assert found == {
        (5, "aanmelding"): ("morgen", "Dit is geen datum."),
        (6, "status"): ("bezig", "Dit woord kennen we hier niet."),
        (7, "deelnemer"): ("", "Hier moet iets staan."),
        (8, "aanmelding"): ("2029-05-01", "Deze datum ligt na vandaag."),
        (8, "leeftijdsgroep"): ("46-64", "Dit woord kennen we hier niet."),
        (9, "start"): ("2021-05-02 en 2021-05-01", "Deze datum ligt voor 'aanmelding'."),
    }
    assert all(fault.bestand == "deelname.csv" and fault.doen for fault in read.fouten)
    assert read.frame["deelnemer"].tolist() == ["d01", "d02", "d03"] and read.rijen == (2, 3, 4)


def test_an_unknown_word_gets_the_nearest_and_all_options(lees: Any) -> None:
    [fault] = lees(DEELNAME.replace("afgerond", "afgeronden")).fouten
    assert fault.doen == "Bedoelt u 'afgerond'? Kies uit: aangemeld, gestart, afgerond, uitgevallen."


def test_a_respondent_twice_in_one_wave_is_a_fault_with_both_rows(lees: Any) -> None:
    read = lees(VRAGENLIJST.replace("r02;2021", "r01;2021"), "vragenlijst")
    [fault] = read.fouten
    assert places([fault]) == [(3, "respondent")]
    assert fault.wat == "Deze rij staat er dubbel: rij 2 heeft dezelfde respondent en meting." and fault.gevonden == "r01, 2021"


def test_a_fault_in_a_key_does_not_hide_another_fault(lees: Any) -> None:
    rows = "d01;GLI;12-4-2021;;;klaar;45-64;v;;\n"  # the same participation again, with an unknown word
    assert places(lees(DEELNAME + rows).fouten) == [(5, "deelnemer"), (5, "status")]


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("zingeving", "10,5", "Dit getal kan hier niet."),
        ("zingeving", "-1", "Dit getal kan hier niet."),
        ("zingeving", "zeven", "Dit is geen getal."),
        ("zingeving", "<5", "Dit is niet één getal."),
        ("zingeving", "ca. 7", "Dit is niet één getal."),
        ("zingeving", "6 à 7", "Dit is niet één getal."),
        ("geslacht", "1", "Hier staat een nummer in plaats van een woord."),
        ("gewicht", "0", "Dit getal kan hier niet."),
        ("tevredenheid", "0,5", "Dit getal kan hier niet."),
        ("meting", "2029", "Deze meting ligt na vandaag."),
        ("meting", "2023-02", "Deze meting ligt na vandaag."),
        ("meting", "eerste", "Dit is geen meting."),
    ],
)
def test_a_value_that_cannot_be_is_a_fault(lees: Any, column: str, value: str, what: str) -> None:
    lines = [line.split(";") for line in VRAGENLIJST.splitlines()]
    lines[1][lines[0].index(column)] = value
    [fault] = lees("\n".join(";".join(line) for line in lines), "vragenlijst").fouten
    assert (fault.rij, fault.kolom, fault.gevonden, fault.wat) == (2, column, value, what)


@pytest.mark.parametrize(("value", "good"), [("100", True), ("99,5%", True), ("100,5", False), ("-1", False), ("101%", False)])
def test_a_percentage_above_100_in_an_extra_column_is_a_fault(lees: Any, value: str, good: bool) -> None:
    lines = STICKERS.splitlines()
    faults = lees(f"{lines[0]};opkomst_pct\n{lines[1]};{value}\n", "stickerbord").fouten
    assert [(fault.rij, fault.kolom, fault.gevonden) for fault in faults] == ([] if good else [(2, "opkomst_pct", value)])


def test_a_pillar_that_does_not_exist_is_a_fault(lees: Any) -> None:
    names = [name for name in kolommen("interventies") if name not in ("herkomst", "bron")]
    cells = {"interventie": "Beweeglint", "pijlers": '"regelgeving en handhaving;  gezelligheid"'}
    [fault] = lees(";".join(names) + "\n" + ";".join(cells.get(name, "") for name in names), "interventies").fouten
    assert fault.kolom == "pijlers" and "gezelligheid" in fault.gevonden and "regelgeving en handhaving" in fault.doen


def test_a_planned_date_may_lie_after_today(lees: Any) -> None:
    names = [name for name in kolommen("interventies") if name not in ("herkomst", "bron")]
    cells = {"interventie": "Beweeglint", "gepland_start": "1-9-2030", "gepland_einde": "1-8-2030"}
    [fault] = lees(";".join(names) + "\n" + ";".join(cells.get(name, "") for name in names), "interventies").fouten
    assert (fault.kolom, fault.wat) == ("gepland_einde", "Deze datum ligt voor 'gepland_start'.")


def test_points_for_decimals_are_read_by_what_the_column_shows(lees: Any) -> None:
    read = lees(VRAGENLIJST.replace("12,5", "1.234").replace("9,5", "0.875"), "vragenlijst")
    assert read.fouten == () and read.frame["gewicht"].tolist() == [1.234, 0.875, 11.0]
    [fault] = lees(VRAGENLIJST.replace("12,5", "1.234").replace("9,5", "9"), "vragenlijst").fouten
    assert (fault.rij, fault.kolom, fault.gevonden) == (2, "gewicht", "1.234")


def test_faults_in_a_hopeless_column_are_counted_after_the_first_thousand(lees: Any) -> None:
    rows = "".join(f"2021-09-11;markt;thema {k};veel\n" for k in range(MAX_PER_KOLOM + 50))
    faults = lees(STICKERS + rows, "stickerbord").fouten
    assert len(faults) == MAX_PER_KOLOM + 1
    assert [fault.wat for fault in faults if not fault.rij] == ["In deze kolom staan nog 50 fouten."]


@pytest.mark.parametrize("tabel", TABELLEN)
def test_a_table_that_was_not_delivered_has_the_same_types_as_one_that_was(tabel: str) -> None:
    frame = empty_frame(tabel)
    assert tuple(frame.columns) == kolommen(tabel) and frame.empty
    assert frame["herkomst"].dtype == "str"


def test_a_fault_is_one_line_of_dutch_that_cannot_steer_a_terminal(lees: Any) -> None:
    [fault] = lees(DEELNAME.replace("afgerond", "\x1b[31mrood\u202e", 1)).fouten
    assert str(fault).startswith("deelname.csv, rij 2, kolom status: ")
    assert str(fault).isprintable() and "?[31mrood?" in str(fault)
