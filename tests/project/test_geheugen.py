"""What is remembered: at most so much, never what has changed, and the same after it went to another process."""

import hashlib
import os
import pickle
from pathlib import Path

import pytest

from wijkmonitor import geheugen
from wijkmonitor.gegevens.opendata.waarneming import areas_meegeleverd
from wijkmonitor.geheugen import Geheugen, Ingepakt, Kopieen, file_key


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Geheugen[str, int]:
    monkeypatch.setattr(geheugen, "_ALL", {})
    return Geheugen(__name__, hoogstens=2)


def test_the_oldest_goes_first(room: Geheugen[str, int]) -> None:
    for number, key in enumerate("abc"):
        assert room.of(key, lambda number=number: number) == number
    assert room._kept == {"b": 1, "c": 2} and "a" not in room and room.get("a") is None


def test_what_is_known_is_not_made_again(room: Geheugen[str, int]) -> None:
    room.put("a", 1)
    assert room.of("a", lambda: 2) == 1


def test_the_same_thing_twice_pushes_nothing_out(room: Geheugen[str, int]) -> None:
    for key in "abb":
        room.put(key, 1)
    assert set(room._kept) == {"a", "b"}


def test_a_copy_opens_only_what_is_asked_for_and_changes_nothing_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geheugen, "_ALL", {})
    copies: Kopieen[str] = Kopieen(__name__, hoogstens=2)
    made = {"rijen": Ingepakt.of({"a": [1], "b": [2]}), "los": [3]}
    mine = copies.copy_of("x", lambda: made)
    opened: list[bytes] = []
    monkeypatch.setattr(geheugen.pickle, "loads", lambda data, **named: opened.append(data) or pickle._loads(data, **named))  # type: ignore[attr-defined, func-returns-value]
    mine["rijen"]["a"].append(9)
    mine["los"].append(9)
    assert mine["rijen"]["a"] == [1, 9] and len(opened) == 1 and list(mine["rijen"]) == ["a", "b"]
    other = copies.copy_of("x", lambda: made)
    assert dict(other["rijen"]) == {"a": [1], "b": [2]} and other["los"] == [3]


def test_what_is_packed_travels_to_another_process() -> None:
    packed = pickle.loads(pickle.dumps(Ingepakt.of({"a": [1], "b": [2]})))
    assert dict(packed) == {"a": [1], "b": [2]} and len(packed) == 2


def test_a_failure_is_not_remembered(room: Geheugen[str, int]) -> None:
    with pytest.raises(ZeroDivisionError):
        room.of("a", lambda: 1 // 0)
    assert "a" not in room


def test_only_what_is_new_goes_to_the_other_process(room: Geheugen[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geheugen, "_news", None)
    room.put("a", 1)
    assert geheugen.news() == {}, "nobody listens"
    geheugen.listen()
    for key in "bcb":
        room.of(key, lambda: 2)
    new = geheugen.news()
    assert new == {__name__: {"b": 2, "c": 2}}
    room.put("d", 2)
    assert geheugen.news() == {__name__: {"c": 2, "d": 2}}, "what was pushed out is not handed over"
    new = {__name__: {"b": 2}}
    geheugen._ALL[__name__] = other = Geheugen(__name__, hoogstens=2)
    geheugen.remember(pickle.loads(pickle.dumps(new)))
    assert other._kept == {"b": 2}


def test_a_file_that_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "bevolking.csv"
    text = "gebied,naam,jaar,kenmerk,waarde\nWK054609,Stevenshof,2022,inwoners,{}\n"
    table.write_text(text.format(1))
    monkeypatch.chdir(tmp_path)
    assert areas_meegeleverd(Path()) == [("WK054609", "Stevenshof", 2022, "85318NED")]
    before = file_key(Path("bevolking.csv"))
    assert before[0] == str(table) and before == file_key(table)
    table.write_text(text.format(10).replace("WK054609", "WK054608"))
    assert file_key(table) != before and areas_meegeleverd(tmp_path)[0][0] == "WK054608"


def test_a_file_that_lay_still_is_read_once_and_again_after_every_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geheugen, "STIL", -1.0)  # a file that was written this moment counts as still
    reads: list[object] = []
    real = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda file, name: reads.append(name) or real(file, name))
    table = tmp_path / "tabel.csv"
    table.write_text("een")
    stat = table.stat()
    first = geheugen.digest_file(table)
    assert geheugen.digest_file(table) == first and len(reads) == (1 if os.name == "posix" else 2)

    table.write_text("twee"[:3])
    os.utime(table, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # as large and as old as before
    assert table.stat().st_size == stat.st_size and table.stat().st_mtime_ns == stat.st_mtime_ns
    assert geheugen.digest_file(table) != first


def test_a_file_that_changed_a_moment_ago_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[object] = []
    real = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda file, name: reads.append(name) or real(file, name))
    table = tmp_path / "tabel.csv"
    table.write_text("een")
    assert geheugen.digest_file(table) == geheugen.digest_file(table)
    assert len(reads) == 2
