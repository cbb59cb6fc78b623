"""People and programs that write at the same moment: is anything lost? Every round starts processes together and counts what came of each.

In a round, on one small wijk: two sessions are closed and a next one is started (`wijkmonitor sessie`), two deliveries
go into one table and one into another, with headings that are remembered in kolommen.toml (`wijkmonitor intake`), a person is forgotten while
somebody publishes, two downloads go into the store, and an editor saves the agenda and a table all the while.

Run from the root of the repository: python -m benchmarks.tegelijk [--rondes 100]. Exit code 1 where something was lost. Needs fork.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
from benchmarks.schade import WIJK

from wijkmonitor.cli import main as command
from wijkmonitor.draaien.publiceren import ledger_path
from wijkmonitor.gegevens.intake.pseudoniemen import key_path
from wijkmonitor.gegevens.intake.tabelbestand import load_rows
from wijkmonitor.gegevens.opendata.opslag import Opslag, Record
from wijkmonitor.privacy.grootboek import Grootboek, Publicatie, held
from wijkmonitor.schrijven import POGINGEN

FORK = multiprocessing.get_context("fork")
AGENDA = """# van ons samen
[sessie.proef-01]
datum = 2022-01-10
binnenkring = { bewoner = 4 }
[sessie.proef-02]
datum = 2022-06-10
binnenkring = { bewoner = 5 }
[leervraag.A]
gesteld_in = "proef-01"
vraag = "Hoe?"
"""
KOP = "Clientnummer;{heading};Aanmelddatum;Status"
BEWAART = POGINGEN - 1  # times that the editor saves in a round


def call(*words: str) -> None:
    """A command as people type it; its words go nowhere. A failure ends the process with another code."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        code = command([*words])
    if code:
        sys.stderr.write(f"{words}: {said.getvalue()}")
        os._exit(code)


def save_in_editor(path: Path, mark: str) -> None:
    """What an editor does: it shows what is there, somebody types, it saves; and no lock."""
    for number in range(BEWAART):
        time.sleep(0.02)
        text = path.read_text(encoding="utf-8")
        beside = path.with_name(f"{path.name}.editor")
        beside.write_text(f"{text.rstrip()}\n{mark.format(number)}\n", encoding="utf-8")
        if path.read_text(encoding="utf-8") == text:  # an editor asks before it saves over what others wrote
            os.replace(beside, path)


def publish(ledger: Path, wijk: str) -> None:
    """A publication is put in the ledger, as `wijkmonitor publiceer` does around its run."""
    with held(ledger):
        book = Grootboek.read(ledger)
        time.sleep(0.01)
        Grootboek((*book.publicaties, Publicatie(wijk, "2022-01-02", "2021-12-31", "x", (), {}, {}))).write(ledger)


def store(root: Path, year: int) -> None:
    """A download of one year is put in the store."""
    rows = pa.table({"gemeente": ["0546"], "gebied": ["WK054609"], "waarde": [float(year)]})
    Opslag(root).write(Record("50120NED"), {year: rows})


def lay_out(root: Path) -> Path:
    """A wijk with an agenda, a table and somebody in it; the folder of the wijk."""
    folder = root / "wijkdata" / "proef"
    folder.mkdir(parents=True)
    (folder / "wijk.toml").write_text(WIJK, encoding="utf-8")
    (folder / "leeragenda.toml").write_text(AGENDA, encoding="utf-8")
    (folder / "activiteiten.csv").write_text("datum;activiteit;setting;bezoekers\n2022-01-05;Koffie;huis;9\n", encoding="utf-8")
    for name, heading in (("een", "Kopje A"), ("twee", "Kopje B"), ("weg", "Interventie")):
        people = [f"{name}{k};GLI;{date(2022, 1, 1) + timedelta(days=k)};gestart" for k in range(20)]
        (root / f"{name}.csv").write_text("\n".join([KOP.format(heading=heading), *people]), encoding="utf-8")
    (folder / "intake").mkdir()
    agreed = '[deelname]\n"Kopje A" = "interventie"\n"Kopje B" = "interventie"\n'
    (folder / "intake" / "kolommen.toml").write_text(agreed, encoding="utf-8")
    (root / "stickers.csv").write_text("Dag;Waar;Onderwerp;Stickers\n2022-01-05;markt;groen;6\n", encoding="utf-8")
    call("intake", str(root / "weg.csv"), "--soort", "deelname", *about(root), "--ja")
    return folder


def about(root: Path) -> tuple[str, ...]:
    """The words that say which wijk and which folders."""
    return ("--wijk", "proef", "--data", str(root / "wijkdata"), "--uit", str(root / "reports"))


def work(root: Path, folder: Path) -> list[tuple[Callable[..., None], tuple[object, ...]]]:
    """What happens at the same moment."""
    here, ledger = about(root), ledger_path(root / "wijkdata", key_path())
    take = ("intake", "--ja", *here)
    return [
        (call, ("sessie", "sluit", "--sessie", "proef-01", *here)),
        (call, ("sessie", "sluit", "--sessie", "proef-02", *here)),
        (call, ("sessie", "start", *here)),
        (call, (*take, str(root / "een.csv"), "--soort", "deelname")),
        (call, (*take, str(root / "twee.csv"), "--soort", "deelname")),
        (call, (*take, str(root / "stickers.csv"), "--soort", "stickerbord")),
        (call, ("vergeet", "weg0", *here)),
        (publish, (ledger, "ander-een")),
        (publish, (ledger, "ander-twee")),
        (store, (root / "opslag", 2021)),
        (store, (root / "opslag", 2022)),
        (save_in_editor, (folder / "leeragenda.toml", "# van de editor {}")),
        (save_in_editor, (folder / "activiteiten.csv", "2022-02-0{};Koffie;huis;9")),
    ]


def lost(root: Path, folder: Path) -> list[str]:
    """What can't be found back of what everybody wrote."""
    agenda = (folder / "leeragenda.toml").read_text(encoding="utf-8")
    sessions = tomllib.loads(agenda)["sessie"]
    missing = [f"closing of {name}" for name in ("proef-01", "proef-02") if not sessions[name].get("gesloten")]
    missing += [] if len(sessions) == 3 else ["the next session"]
    missing += [] if "# van ons samen" in agenda else ["a comment"]
    rows = load_rows(folder, "deelname", vandaag=date.today())
    missing += [] if len({row["deelnemer"] for row in rows}) == len(rows) == 59 else [f"people: {len(rows)} rows for 59"]
    missing += [] if len(load_rows(folder, "stickerbord", vandaag=date.today())) == 1 else ["the stickers"]
    agreed = tomllib.loads((folder / "intake" / "kolommen.toml").read_text(encoding="utf-8"))
    missing += [] if {"Kopje A", "Kopje B"} <= set(agreed["deelname"]) and "Dag" in agreed["stickerbord"] else ["an agreement"]
    book = Grootboek.read(ledger_path(root / "wijkdata", key_path()))
    missing += [] if sorted(one.wijk for one in book.publicaties) == ["ander-een", "ander-twee"] else ["a publication"]
    record = Opslag(root / "opslag").record("50120NED")
    missing += [] if record and sorted(record.jaren) == [2021, 2022] else ["a year of the store"]
    left = [path.name for path in root.rglob(".*") if path.is_file() and path.name != ".slot"]
    return missing + [f"left over: {name}" for name in left]


def one_round(root: Path) -> list[str]:
    """What one round lost; also what a process says that failed."""
    os.environ["WIJKMONITOR_SLEUTEL"] = str(root / "geheim" / "sleutel")
    folder = lay_out(root)
    ledger = ledger_path(root / "wijkdata", key_path())
    publish(ledger, "proef")  # `vergeet` has to take this one out, and only this one
    start = FORK.Event()

    def wait_and_do(act: Callable[..., None], words: tuple[object, ...]) -> None:
        start.wait()
        act(*words)

    people = [FORK.Process(target=wait_and_do, args=one) for one in work(root, folder)]
    for process in people:
        process.start()
    start.set()
    for process in people:
        process.join(120)
    failed = [f"process {number} ended with {process.exitcode}" for number, process in enumerate(people) if process.exitcode]
    return failed + lost(root, folder)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rondes", type=int, default=100)
    args = parser.parse_args(argv)
    losses, began = 0, time.monotonic()
    for number in range(args.rondes):
        with tempfile.TemporaryDirectory() as name:
            for what in one_round(Path(name)):
                print(f"round {number + 1}: {what}")
                losses += 1
    print(f"{args.rondes} rounds of 13 writers in {time.monotonic() - began:.0f} s: {losses or 'nothing'} lost")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
