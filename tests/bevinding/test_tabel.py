"""How a table is laid out."""

from __future__ import annotations

from wijkmonitor.bevinding import Tabel, Tabelkolom
from wijkmonitor.bevinding.tabel import Tabelcel, lay_out


def test_rows_with_the_same_first_cell_stand_together() -> None:
    table = Tabel(
        "T",
        (Tabelkolom("Kenmerk"), Tabelkolom("Groep"), Tabelkolom("n", "aantal")),
        (("Leeftijd", "jong", 1), ("Leeftijd", "oud", 2), ("Geslacht", "man", 3)),
    )
    first, second = lay_out(table).groepen
    assert first[0] == (Tabelcel("Leeftijd", "groep", hoog=2), Tabelcel("jong", "rij"), Tabelcel("1", "getal"))
    assert first[1] == (Tabelcel("oud", "rij"), Tabelcel("2", "getal"))
    assert second == ((Tabelcel("Geslacht", "groep"), Tabelcel("man", "rij"), Tabelcel("3", "getal")),)


def test_one_reason_for_several_numbers_stands_once() -> None:
    table = Tabel(
        "T",
        (Tabelkolom("Stap"), Tabelkolom("Deel", "pct"), Tabelkolom("Van", "pct"), Tabelkolom("Tot", "pct")),
        (("a", "begin", "begin", "begin"), ("b", 0.5, "klein", 0.6)),
    )
    assert lay_out(table).groepen == (
        (
            (Tabelcel("a", "rij"), Tabelcel("begin", "reden", breed=3)),
            (Tabelcel("b", "rij"), Tabelcel("50,0%", "getal"), Tabelcel("klein", "reden"), Tabelcel("60,0%", "getal")),
        ),
    )


def test_a_column_of_texts_that_are_all_numbers_is_a_column_of_numbers() -> None:
    table = Tabel(
        "T",
        (Tabelkolom("Onderwerp"), Tabelkolom("Wijk"), Tabelkolom("Soort")),
        (("Inwoners", "10.775", "telling"), ("65+", "20,0%", "telling")),
    )
    assert lay_out(table).kolommen == (("Onderwerp", False), ("Wijk", True), ("Soort", False))


def test_years_name_rows_and_are_no_numbers() -> None:
    table = Tabel(
        "T",
        (Tabelkolom("Onderdeel"), Tabelkolom("Meting"), Tabelkolom("n", "aantal")),
        (("a", "2020", 1), ("a", "2021", 2), ("b", "2020", 3)),
    )
    assert [len(group) for group in lay_out(table).groepen] == [2, 1]


def test_repeated_years_without_a_second_text_column_stay_separate_rows() -> None:
    table = Tabel(
        "T", (Tabelkolom("Jaar"), Tabelkolom("n", "aantal"), Tabelkolom("m", "aantal")), (("2021", 1, 2), ("2021", 3, 4))
    )
    assert len(lay_out(table).groepen) == 1
