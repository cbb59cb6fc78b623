"""What the command line says on a terminal that knows few signs, and how it ends what it started."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkmonitor import schrijven
from wijkmonitor.cli.main import main
from wijkmonitor.cli.verken import run_until_told
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.lezers.tekst import read_toml

SAY = """
import sys
from wijkmonitor.cli.zeggen import speak_plainly
speak_plainly()
print("€ 12 – één … \\udce9", "█")
print("café", file=sys.stderr)
"""
CHILD = """
import sys
from wijkmonitor.cli.verken import run_until_told
sys.exit(run_until_told([sys.executable, "-c", "import time; print('aan', flush=True); time.sleep(60)"], {}))
"""


@pytest.mark.parametrize(
    ("encoding", "said"), [("ascii", "EUR 12 - een ... ? ?"), ("cp1252", "€ 12 – één … ? ?"), ("utf-8", "€ 12 – één … ? █")]
)
def test_sign_that_a_terminal_cannot_show_becomes_a_plain_one(encoding: str, said: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-c", SAY], env=env, capture_output=True, check=True)
    assert done.stdout.decode(encoding).strip() == said
    assert done.stderr.decode(encoding).strip() in ("café", "cafe")


TALK = """
import sys
from pathlib import Path
from wijkmonitor.cli import main, sjabloon
sjabloon.run = lambda args: [print("een regel van een lange lijst", n) for n in range(20_000)] and Path("klaar").touch() or 0
sys.exit(main(["sjabloon"]))
"""


@pytest.mark.skipif(os.name != "posix", reason="pipes of bash")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_reader_that_stops_reading_stops_no_command_and_gives_no_traceback(tmp_path: Path, unbuffered: str) -> None:
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    command = f'"{sys.executable}" -c "$0" | head -1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command, TALK], cwd=tmp_path, env=env, capture_output=True, timeout=60, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (b"een regel van een lange lijst 0\n", b"", 0)
    assert (tmp_path / "klaar").exists()


def test_exit_code_of_the_program_is_told() -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert run_until_told([sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ)) == 3
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_sigterm_ends_jupyterlab_too() -> None:
    process = subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"aan\n"
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30)[0] == b"" and process.returncode == 0  # its end of the pipe is closed: it is gone
    assert time.monotonic() - began < 20


def test_toml_that_is_no_file_or_too_deep_or_too_large_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "leeragenda.toml"
    path.mkdir()
    with pytest.raises(LeesFout, match="geen gewoon bestand"):
        read_toml(path)
    path.rmdir()
    path.write_text(".".join(["a"] * 300_000) + " = 1")
    with pytest.raises(LeesFout, match="rij 1: In deze regel staan te veel punten"):
        read_toml(path)
    with path.open("wb") as file:
        file.truncate(30_000_000_000)
    with pytest.raises(LeesFout, match="te groot"):
        read_toml(path)
    path.write_text("")
    assert read_toml(path) == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in the file system")
def test_pipe_as_wijk_toml_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "wijk.toml")
    with pytest.raises(LeesFout, match="geen gewoon bestand"):
        read_toml(tmp_path / "wijk.toml")


WIJKDATA = Path(__file__).resolve().parents[2] / "wijkdata"
WRITES = {
    "sjabloon": ["sjabloon", "deelname", "--uit", "{map}/leeg"],
    "new": ["new", "ridderveld", "--gebied", "WK048402", "--zonder-ophalen", "--data", "{map}/data"],
    "begin": ["begin", "{map}/werk"],
    "sessie start": [
        "sessie",
        "start",
        "--wijk",
        "voorbeeldwijk",
        "--datum",
        "2030-01-20",
        "--data",
        "{map}/data",
        "--uit",
        "{map}/r",
    ],
    "intake": [
        "intake",
        "{map}/a.csv",
        "--soort",
        "stickerbord",
        "--wijk",
        "voorbeeldwijk",
        "--data",
        "{map}/data",
        "--uit",
        "{map}/r",
    ],
}


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "de schijf is vol"), (errno.EROFS, "daar mag niets geschreven worden")]
)
@pytest.mark.parametrize("name", WRITES)
def test_a_disk_that_refuses_is_told_in_dutch_by_every_command(
    name: str, number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(WIJKDATA / "voorbeeldwijk", tmp_path / "data" / "voorbeeldwijk")
    shutil.copy(WIJKDATA / "catalogus.toml", tmp_path / "data")
    (tmp_path / "a.csv").write_text("datum;plek;thema;stickers\n2022-12-01;markt;ontmoeten;12\n", encoding="utf-8")

    @contextlib.contextmanager
    def refuse(path: Path, *_: object) -> Iterator[Path]:
        raise OSError(number, os.strerror(number), str(path))
        yield path

    def refuse_text(path: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(schrijven, "_beside", refuse)
    monkeypatch.setattr(Path, "write_text", refuse_text)  # a folder that is made whole before it gets its place
    assert main([part.format(map=tmp_path) for part in WRITES[name]]) in (1, 2)
    said = "".join(capsys.readouterr())
    assert words in said.lower() and os.strerror(number) not in said and "Errno" not in said
