"""Codes for people: the same with the same key, another with another key, and the key for nobody else."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wijkmonitor.gegevens.intake.opnemen import prepare, take_in
from wijkmonitor.gegevens.intake.pseudoniemen import Sleutel, SleutelFout, key_path, load_key

VANDAAG = date(2026, 1, 1)


def test_the_key_is_made_once_for_the_user_alone(folder: Path) -> None:
    first = load_key(folder.parent)
    assert os.name != "posix" or key_path().stat().st_mode & 0o777 == 0o600
    assert load_key(folder.parent).code("deelname", "a", "1") == first.code("deelname", "a", "1")


def test_the_key_never_shows_itself(folder: Path) -> None:
    assert repr(load_key(folder.parent)) == "Sleutel()"


def test_a_code_depends_on_key_person_table_and_wijk() -> None:
    key = Sleutel(b"a" * 32)
    code = key.code("deelname", "a", "Jan  de Vries")
    assert code == key.code("deelname", "a", "jan de vries")
    others = {key.code("vragenlijst", "a", "jan de vries"), key.code("deelname", "b", "jan de vries"), key.code("deelname", "a", "jan"),
              Sleutel(b"b" * 32).code("deelname", "a", "jan de vries")}  # fmt: skip
    assert len(others | {code}) == 5
    assert "jan" not in code


@pytest.mark.skipif(os.name != "posix", reason="file modes exist on POSIX systems only")
def test_a_key_that_others_can_read_is_refused(folder: Path) -> None:
    load_key(folder.parent)
    key_path().chmod(0o644)
    with pytest.raises(SleutelFout, match="chmod 600"):
        load_key(folder.parent)


def test_a_key_inside_the_data_folder_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(folder / "sleutel"))
    with pytest.raises(SleutelFout, match="map met gegevens"):
        load_key(folder.parent)


def test_a_damaged_key_is_not_replaced(folder: Path) -> None:
    load_key(folder.parent)
    key_path().write_text("kapot")
    with pytest.raises(SleutelFout, match="beschadigd") as caught:
        load_key(folder.parent)
    assert "kapot" not in str(caught.value)
    assert key_path().read_text() == "kapot"


def test_a_delivery_with_the_key_of_another_computer_is_refused(
    folder: Path, csv_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file("Clientnummer;Interventie;Aanmelddatum;Status", "1;GLI;2022-03-01;gestart")
    first = take_in(prepare(path, folder, "deelname", vandaag=VANDAAG), vandaag=VANDAAG)
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "tweede" / "sleutel"))
    with pytest.raises(SleutelFout, match=r"andere sleutel gemaakt.*Zet de sleutel .* op deze plek: .*tweede"):
        prepare(path, folder, "deelname", vandaag=VANDAAG)
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "geheim" / "sleutel"))
    assert take_in(prepare(path, folder, "deelname", vandaag=VANDAAG), vandaag=VANDAAG).gelijk == first.nieuw == 1


def test_the_mark_of_a_key_does_not_tell_the_key(folder: Path) -> None:
    key = load_key(folder.parent)
    key.keep_mark(folder / "intake")
    mark = (folder / "intake" / "sleutelkenmerk.txt").read_text(encoding="utf-8")
    assert key.kenmerk in mark and key_path().read_text()[:10] not in mark
