"""Two writers, an editor that saves meanwhile, a program that is killed: nobody's work is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.tegelijk import one_round

from wijkmonitor.draaien.staat import read_json, write_json
from wijkmonitor.schrijven import Bezet, change_file, locked, remove_leftovers, write_whole

ADD = """
import sys
from pathlib import Path
from wijkmonitor.schrijven import change_file
for number in range(25):
    change_file(Path(sys.argv[1]), lambda before: (before or b"") + f"{sys.argv[2]}{number}\\n".encode())
"""


def test_four_writers_at_once_lose_nothing_in_a_hundred_changes(tmp_path: Path) -> None:
    path = tmp_path / "leeragenda.toml"
    writers = [subprocess.Popen([sys.executable, "-c", ADD, str(path), name]) for name in "abcd"]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert sorted(path.read_text().split()) == sorted(f"{name}{number}" for name in "abcd" for number in range(25))


def test_a_text_in_pieces_is_put_in_its_place_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "verzameld.json"
    write_whole(path, (f"stuk {number}\n" for number in range(3)))
    assert path.read_text() == "stuk 0\nstuk 1\nstuk 2\n"

    def broken() -> Iterator[str]:
        yield "een halve"
        raise RuntimeError("de wijk is er niet meer")

    with pytest.raises(RuntimeError, match="de wijk is er niet meer"):
        write_whole(path, broken())
    assert path.read_text() == "stuk 0\nstuk 1\nstuk 2\n" and [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_an_editor_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "kolommen.toml"
    path.write_text("een\n")
    saves = iter(["een\nvan de editor\n"])

    def change(before: bytes | None) -> bytes:
        for text in saves:  # once, while we were thinking
            path.write_text(text)
        return (before or b"") + b"van ons\n"

    assert change_file(path, change)
    assert path.read_text() == "een\nvan de editor\nvan ons\n"


def test_program_that_keeps_saving_is_told_not_fought(tmp_path: Path) -> None:
    path = tmp_path / "kolommen.toml"
    count = iter(range(100))

    def change(before: bytes | None) -> str:
        path.write_text(f"editor {next(count)}")
        return "van ons"

    with pytest.raises(Bezet, match=r"kolommen\.toml: .*Sluit het daar"):
        change_file(path, change)
    assert path.read_text().startswith("editor")


def test_change_that_is_refused_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "leeragenda.toml"
    path.write_text("oud")

    def refuse(before: bytes | None) -> str:
        raise ValueError("nee")

    with pytest.raises(ValueError, match="nee"):
        change_file(path, refuse)
    assert path.read_text() == "oud" and [file.name for file in tmp_path.iterdir() if file.suffix == ".tmp"] == []


@pytest.mark.parametrize("mark", ["~$deelname.xlsx", ".~lock.deelname.xlsx#"])
def test_table_that_is_open_in_a_spreadsheet_is_not_written(mark: str, tmp_path: Path) -> None:
    (tmp_path / "deelname.xlsx").write_bytes(b"oud")
    (tmp_path / mark).write_text("")
    with pytest.raises(Bezet, match="heeft dit bestand open"):
        change_file(tmp_path / "deelname.xlsx", lambda before: b"nieuw")
    assert (tmp_path / "deelname.xlsx").read_bytes() == b"oud"


def test_file_that_windows_will_not_replace_says_close_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise PermissionError(13, "in use")

    (tmp_path / "5-praatplaat.pdf").write_text("oud")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(Bezet, match=r"5-praatplaat\.pdf: .*Sluit het bestand"):
        write_whole(tmp_path / "5-praatplaat.pdf", "nieuw")
    assert [path.name for path in tmp_path.iterdir()] == ["5-praatplaat.pdf"]


def test_second_writer_waits_no_longer_than_it_wants(tmp_path: Path) -> None:
    code = "import sys, time; from pathlib import Path; from wijkmonitor.schrijven import locked\n"
    code += "with locked(Path(sys.argv[1])): print('vast', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdout.readline() == b"vast\n"
    with pytest.raises(Bezet, match="schrijft hier nu"), locked(tmp_path, geduld=0.2):
        pass
    holder.kill()
    holder.communicate()
    with locked(tmp_path, geduld=0.2):  # the system freed it
        pass


def test_half_written_file_of_a_killed_program_goes_at_the_next_change(tmp_path: Path) -> None:
    for name in (".leeragenda.toml.12ab.tmp", ".deelname.csv.12ab.tmp"):
        (tmp_path / name).write_text("half")
    change_file(tmp_path / "leeragenda.toml", lambda before: "nieuw")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".tmp", ".toml")) == [
        ".deelname.csv.12ab.tmp",
        "leeragenda.toml",
    ]
    remove_leftovers(tmp_path)
    assert not (tmp_path / ".deelname.csv.12ab.tmp").exists()


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_rights_of_the_old_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "deelname.csv"
    path.write_text("oud")
    path.chmod(0o640)
    write_whole(path, "nieuw")
    assert path.stat().st_mode & 0o777 == 0o640
    write_whole(tmp_path / "sleutel", "geheim", mode=0o600)
    assert (tmp_path / "sleutel").stat().st_mode & 0o777 == 0o600


def test_name_that_is_no_utf8_is_written_and_comes_back(tmp_path: Path) -> None:
    write_json(tmp_path / "run.json", {"wijken": {"w\udce9k": []}})
    assert read_json(tmp_path / "run.json") == {"wijken": {"w\udce9k": []}}
    write_whole(tmp_path / "index.html", "w\udce9k")
    assert (tmp_path / "index.html").read_text() == "w?k"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the writers are forked")
def test_thirteen_writers_of_agenda_tables_agreements_ledger_and_store_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One round; `benchmarks.tegelijk` does a hundred."""
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", "")
    assert one_round(tmp_path) == []
