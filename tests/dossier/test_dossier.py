"""The dossier: checked at the door, as known on a day, and immutable after that."""

from __future__ import annotations

import dataclasses
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from wijkmonitor.dossier import (
    Dossier,
    DossierFout,
    find_wijken,
    load_dossier,
    make_dossier,
    newest_peildatum,
    parse_peildatum,
    peil,
    read_records,
)
from wijkmonitor.draaien.wijkcontrole import read_ahead
from wijkmonitor.gegevens.opendata import grenzen, laden
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.peildatum import default_peildatum


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_every_folder_with_records_is_a_wijk(data: Path) -> None:
    (data / "leeg").mkdir()
    (data / "alleen-tabel").mkdir()
    (data / "alleen-tabel" / "stickerbord.csv").write_text("", encoding="utf-8")
    (data / "los.csv").write_text("", encoding="utf-8")
    assert find_wijken(data) == ["alleen-tabel", "laak", "moerwijk"]
    assert find_wijken(data / "bestaat-niet") == [] and find_wijken(data / "los.csv") == []


@pytest.mark.parametrize(
    ("wijk", "folder", "message"),
    [
        ("lak", "", r"De wijk 'lak' kennen we niet\. Bedoelt u 'laak'\? Kies uit: laak, moerwijk\."),
        ("../laak", "", r"De wijk '\.\./laak' kennen we niet\."),
        (
            "laak",
            "bestaat-niet",
            r"De map '.*bestaat-niet' bestaat niet\. Geef de map met gegevens: -p data MAP bij papermill, of in de cel met parameters\.",
        ),
        ("laak", "laak", r"In de map '.*laak' staat geen wijk\. Maak er een: wijkmonitor new"),
    ],
)
def test_an_unknown_wijk_or_folder_says_what_there_is(data: Path, wijk: str, folder: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load_dossier(wijk, data=data / folder)


def test_a_name_in_figures_may_come_as_a_number(data: Path) -> None:
    """papermill -p wijk 12 gives 12, not the text."""
    with pytest.raises(ValueError, match=r"De wijk '12' kennen we niet\."):
        load_dossier(12, data=data)  # type: ignore[arg-type]
    (data / "12").mkdir()
    (data / "12" / "wijk.toml").write_text((data / "laak" / "wijk.toml").read_text("utf-8"), "utf-8")
    assert load_dossier(12, data=data).wijk.slug == "12"  # type: ignore[arg-type]


def test_a_dossier_holds_every_table_and_says_which_have_rows(data: Path) -> None:
    dossier = load_dossier("laak", data=data)
    assert [name for name in TABELLEN if dossier.heeft(name)] == ["deelname", "interventies", "zelfevaluatie"]
    assert dossier.wijk.naam == "Laak" and dossier.poort is not None and dossier.agenda.sessies == ()


def test_all_faults_of_all_tables_are_in_one_error(data: Path) -> None:
    change(data / "laak" / "deelname.csv", "afgerond", "klaar")
    change(data / "laak" / "zelfevaluatie.csv", "3,5", "5")
    change(data / "laak" / "wijk.toml", 'naam = "Laak"\n', "")
    with pytest.raises(DossierFout) as caught:
        load_dossier("laak", data=data)
    assert [(fault.bestand, fault.rij, fault.kolom) for fault in caught.value.fouten] == [
        ("deelname.csv", 2, "status"),
        ("wijk.toml", 0, "naam"),
        ("zelfevaluatie.csv", 3, "score"),
    ]
    assert str(caught.value).startswith("De gegevens van laak kloppen niet (3 keer):\n- deelname.csv, rij 2, kolom status: ")


def test_a_fault_in_one_wijk_leaves_the_others_alone(data: Path) -> None:
    change(data / "laak" / "deelname.csv", "afgerond", "klaar")
    assert load_dossier("moerwijk", data=data, peildatum="2022-12-31").wijk.naam == "Moerwijk"


def test_suspicious_records_take_part(data: Path) -> None:
    (data / "laak" / "deelnames.csv").write_text("x", encoding="utf-8")
    faults = read_records(data / "laak").fouten
    assert {fault.ernst for fault in faults} == {"let op"} and "deelnames.csv" in [fault.bestand for fault in faults]
    assert load_dossier("laak", data=data).heeft("deelname")


def test_rows_after_the_peildatum_are_left_out_and_counted(data: Path) -> None:
    dossier = load_dossier("laak", data=data, peildatum="2021-12-31")
    assert dossier.tabel("deelname")["deelnemer"].tolist() == ["d01", "d02", "d03"]
    assert dossier.tabel("zelfevaluatie")["meting"].tolist() == ["2021"]
    assert dict(dossier.weggelaten) == {"deelname": 1, "zelfevaluatie": 1}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2022-12-31", ["afgerond", "gestart", "uitgevallen", "uitgevallen"]),
        ("2022-03-05", ["afgerond", "gestart", "uitgevallen", "aangemeld"]),
        ("2021-06-30", ["gestart", "gestart", "aangemeld"]),  # who never began had not dropped out yet
        ("2021-05-10", ["gestart", "aangemeld"]),
    ],
)
def test_a_status_is_what_it_was_on_the_peildatum(data: Path, day: str, status: list[str]) -> None:
    rows = load_dossier("laak", data=data, peildatum=day).tabel("deelname")
    assert rows["status"].tolist() == status
    assert not (rows[["start", "einde"]] > pd.Timestamp(day)).any(axis=None)


def test_a_later_start_of_an_intervention_is_undone_and_its_plan_stays(data: Path) -> None:
    [row] = load_dossier("laak", data=data, peildatum="2021-03-01").tabel("interventies").to_dict("records")
    assert pd.isna(row["start"]) and pd.isna(row["einde"]) and row["gepland_einde"] == pd.Timestamp("2029-12-31")


def test_the_default_peildatum_is_the_end_of_the_quarter_of_the_newest_date_without_plans(data: Path) -> None:
    assert newest_peildatum(data) == date(2022, 12, 31)
    assert load_dossier("moerwijk", data=data).peildatum == date(2022, 12, 31)


def test_what_another_wijk_brought_later_does_not_move_how_things_stood_here(data: Path) -> None:
    def digest() -> str:
        return load_dossier("laak", data=data, peildatum=later).digest(["deelname"])

    later = "2024-03-31"
    assert load_dossier("laak", data=data, peildatum=later).stand == date(2022, 12, 31)
    assert load_dossier("moerwijk", data=data, peildatum=later).stand == date(2024, 3, 31)  # no records: nothing to hold on to
    before = digest()
    (data / "laak" / "stickerbord.csv").write_text("datum;plek;thema;stickers\n2023-01-24;markt;groen;12\n", encoding="utf-8")
    assert load_dossier("laak", data=data, peildatum=later).stand == date(2023, 3, 31) and digest() != before


@pytest.mark.parametrize(
    ("newest", "today", "day"),
    [
        ("2022-10-01", "2023-05-01", "2022-12-31"),
        ("2024-02-29", "2024-12-01", "2024-03-31"),
        ("2026-11-12", "2026-11-28", "2026-11-28"),  # the quarter is not over: not after today
    ],
)
def test_deliveries_within_a_quarter_share_a_peildatum(newest: str, today: str, day: str) -> None:
    assert default_peildatum(date.fromisoformat(newest), date.fromisoformat(today)) == date.fromisoformat(day)


def test_a_wijk_with_faults_does_not_set_the_default_peildatum(data: Path) -> None:
    (data / "moerwijk" / "stickerbord.csv").write_text(
        "datum;plek;thema;stickers\n2023-01-24;markt;groen;1\n2023-01-24;markt;rust;veel\n", encoding="utf-8"
    )
    assert newest_peildatum(data) == date(2022, 12, 31)


def test_without_any_date_the_peildatum_is_today(data: Path) -> None:
    for path in (data / "laak").glob("*.csv"):
        path.unlink()
    assert newest_peildatum(data) == date.today()


@pytest.mark.parametrize("value", ["31-12-2022", "gisteren", "2022-13-01"])
def test_what_is_no_peildatum_is_refused_in_dutch(value: str) -> None:
    with pytest.raises(ValueError, match=rf"De peildatum '{value}' is geen datum\."):
        parse_peildatum(value)


def test_a_peildatum_that_papermill_gives_as_a_number_is_refused_with_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"'20221231' is geen datum\. Schrijf JJJJ-MM-DD.* aanhalingstekens om: \"2022-12-31\""):
        parse_peildatum(20221231)  # type: ignore[arg-type]


def test_a_peildatum_after_today_is_refused() -> None:
    with pytest.raises(ValueError, match="ligt na vandaag"):
        parse_peildatum(date.today() + timedelta(days=1))
    assert parse_peildatum("") is None and parse_peildatum(None) is None


def test_nothing_that_is_done_with_a_table_changes_the_dossier(data: Path) -> None:
    dossier = load_dossier("laak", data=data)
    before = dossier.digest(TABELLEN)
    frame = dossier.tabel("deelname")
    frame.loc[0, "status"] = "klaar"
    frame["extra"] = 1
    frame.index = frame.index + 5
    with pytest.raises(ValueError, match="read-only"):
        dossier.tabel("zelfevaluatie")["score"].to_numpy()[0] = 9
    assert dossier.digest(TABELLEN) == before


@pytest.mark.parametrize("what", ["wijk", "peildatum", "weggelaten", "_tabellen"])
def test_no_part_of_a_dossier_can_be_replaced(data: Path, what: str) -> None:
    dossier = load_dossier("laak", data=data)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(dossier, what, None)
    mapping: Any = dossier.weggelaten
    with pytest.raises(TypeError):
        mapping["deelname"] = 3


def test_what_is_counted_of_a_dossier_is_counted_once(data: Path) -> None:
    dossier, asked = load_dossier("laak", data=data), []

    def rows(of: Dossier, name: str) -> int:
        asked.append(name)
        return len(of.tabel(name))

    first = [dossier.eens(rows, "deelname"), dossier.eens(rows, "deelname"), dossier.eens(rows, "resultaten")]
    fewer = dossier.met_tabellen({"deelname": dossier.tabel("deelname").iloc[:1]})
    assert first == [len(dossier.tabel("deelname"))] * 2 + [len(dossier.tabel("resultaten"))]
    assert fewer.eens(rows, "deelname") == 1 and asked == ["deelname", "resultaten", "deelname"]


def test_other_rows_in_a_table_leave_the_dossier_itself_as_it_is(data: Path) -> None:
    dossier = load_dossier("laak", data=data)
    some = dossier.met_tabellen({"deelname": dossier.tabel("deelname").iloc[:1]})
    assert len(some.tabel("deelname")) == 1 < len(dossier.tabel("deelname"))
    assert some.tabel("vragenlijst").equals(dossier.tabel("vragenlijst")) and some.wijk == dossier.wijk
    with pytest.raises(KeyError, match="deelnames"):
        dossier.met_tabellen({"deelnames": dossier.tabel("deelname")})


def test_a_document_sees_only_the_tables_that_it_reads(data: Path) -> None:
    dossier = load_dossier("laak", data=data).voor(["deelname"])
    assert dossier.heeft("deelname")
    with pytest.raises(KeyError, match="interventies"):
        dossier.tabel("interventies")
    with pytest.raises(KeyError, match="De tabel deelnames kennen we niet. Kies uit: "):
        dossier.tabel("deelnames")


def test_the_digest_changes_with_what_a_document_can_see_and_with_nothing_else(data: Path) -> None:
    def digests() -> tuple[str, str]:
        dossier = load_dossier("laak", data=data, peildatum="2022-01-31")
        return dossier.digest(["deelname"]), dossier.digest(["zelfevaluatie"])

    before = digests()
    change(data / "laak" / "deelname.csv", "d04;GLI;1-3-2022", "d04;GLI;2-3-2022")  # after the peildatum
    assert digests() == before
    change(data / "laak" / "deelname.csv", "d02;GLI;3-5-2021", "d02;GLI;4-5-2021")
    after = digests()
    assert after[0] != before[0] and after[1] == before[1]


def test_records_that_changed_are_read_again(data: Path) -> None:
    path = data / "laak" / "zelfevaluatie.csv"
    assert read_records(data / "laak").tabellen["zelfevaluatie"]["score"].tolist() == [2.0, 3.5]
    change(path, "3,5", "2,5")
    os.utime(path, ns=(1, 1))
    assert read_records(data / "laak").tabellen["zelfevaluatie"]["score"].tolist() == [2.0, 2.5]


def test_what_is_done_with_records_does_not_change_what_is_remembered(data: Path) -> None:
    frame = read_records(data / "laak").tabellen["zelfevaluatie"]
    frame.loc[0, "score"] = 4.0
    assert read_records(data / "laak").tabellen["zelfevaluatie"]["score"].tolist() == [2.0, 3.5]


def test_records_with_faults_make_no_dossier(data: Path) -> None:
    (data / "moerwijk" / "wijk.toml").unlink()
    with pytest.raises(ValueError, match="'moerwijk' have faults"):
        make_dossier(read_records(data / "moerwijk"), data=data, peildatum=date(2022, 12, 31))


def test_a_missing_folder_is_a_fault_and_no_error(data: Path) -> None:
    assert [fault.bestand for fault in read_records(data / "weg").fouten] == ["wijk.toml"]


def test_the_rows_of_a_day_are_cut_once_and_every_dossier_has_its_own(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_dossier("laak", data=data, peildatum="2022-12-31")
    whole = first.tabel("deelname").copy()
    monkeypatch.setattr(peil, "_cut", lambda *given: pytest.fail("cut again"))
    first._tabellen["deelname"].iloc[:, 0] = "weg"
    again = load_dossier("laak", data=data, peildatum="2022-12-31")
    assert len(whole) and pd.DataFrame(again.tabel("deelname")).equals(pd.DataFrame(whole))


def test_what_is_read_ahead_for_an_area_is_not_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WIJKMONITOR_OPSLAG", str(tmp_path))
    shipped = Path(__file__).parents[2] / "wijkdata"
    read_ahead("WK054609", str(shipped), "2022-12-31")
    monkeypatch.setattr(laden, "read_opslag", lambda *given: pytest.fail("read again"))
    monkeypatch.setattr(grenzen, "_read", lambda *given: pytest.fail("read again"))
    assert load_dossier("WK054609", data=shipped, peildatum="2022-12-31").kerncijfers
