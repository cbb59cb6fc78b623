"""What many wijken, each quarter, for years need: room, time and memory, measured on copies of the example wijk and multiplied.

    python benchmarks/schaal.py                              # 1 and 3 copies, all documents; about 3 minutes on two quiet cores
    python benchmarks/schaal.py --kopieen 1 10 --wijken 400 --kwartalen 40

Prints a table in Markdown, as it stands in docs/schaal.md. For each number of copies all is made once, and then nothing
changed, three times (the least counts). What grows per wijk is the difference between the two numbers of copies; what does
not is what one copy costs besides.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GEDEELD = ("kerncijfers", "grenzen", "catalogus.toml", "menukaart.csv", "bronnen.toml")
WIJK = "voorbeeldwijk"
CODE = re.compile(rb"\b(GM|WK|BU)9999")
EERSTE_CODE = 9000


@dataclass(frozen=True)
class Gemeten:
    """One run: CPU seconds of all its processes, seconds on the clock, MB of the largest process, bytes and documents that it left."""

    rekentijd: float
    duur: float
    geheugen: float
    bytes: int
    documenten: int


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kopieen", type=int, nargs=2, default=(1, 3), metavar=("WEINIG", "VEEL"))
    parser.add_argument("--wijken", type=int, default=400)
    parser.add_argument("--kwartalen", type=int, default=40)
    args = parser.parse_args()
    few, many = args.kopieen
    with tempfile.TemporaryDirectory() as folder:
        first, again = zip(*(measure(Path(folder) / str(count), count) for count in (few, many)), strict=True)
    print(table(first, again, few, many, args.wijken, args.kwartalen))
    return 0


def measure(folder: Path, count: int) -> tuple[Gemeten, Gemeten]:
    """A run over so many copies of the example wijk, and the same once more with nothing changed."""
    data = folder / "wijkdata"
    data.mkdir(parents=True)
    for name in GEDEELD:
        source = ROOT / "wijkdata" / name
        if source.exists():
            (shutil.copytree if source.is_dir() else shutil.copy)(source, data / name)
    copy_wijken(data, count)
    return run(folder), min((run(folder) for _ in range(3)), key=lambda done: done.rekentijd)


def copy_wijken(data: Path, count: int) -> None:
    """So many copies of the example wijk, under area codes of their own; the open figures of all stand in one file, and their
    boundaries in another, as CBS gives them."""
    figures, borders = (ROOT / "wijkdata" / name for name in (f"kerncijfers/{WIJK}.csv", f"grenzen/{WIJK}.geojson"))
    head, rows = figures.read_bytes().split(b"\n", 1)
    whole = json.loads(borders.read_bytes())
    areas = json.dumps(whole["features"]).encode()
    told, drawn = [head + b"\n"], list[object]()
    for number in range(count):
        code, slug = rf"\g<1>{EERSTE_CODE + number}".encode(), f"{WIJK}-{number}"
        shutil.copytree(ROOT / "wijkdata" / WIJK, data / slug)
        for path in (data / slug).rglob("*.*"):
            if path.suffix in (".csv", ".toml"):
                path.write_bytes(CODE.sub(code, path.read_bytes()))
        told.append(CODE.sub(code, rows))
        drawn += json.loads(CODE.sub(code, areas))
    (data / "kerncijfers" / "kopieen.csv").write_bytes(b"".join(told))
    (data / "grenzen" / "kopieen.geojson").write_text(json.dumps(whole | {"features": drawn}), encoding="utf-8")


def run(folder: Path) -> Gemeten:
    """`wijkmonitor run` over all that is there."""
    command = [sys.executable, "-m", "wijkmonitor", "run", "--data", str(folder / "wijkdata"), "--uit", str(folder / "reports")]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    took, left = time.monotonic() - began, [path for path in (folder / "reports").rglob("*") if path.is_file()]
    made, documents = sum(path.stat().st_size for path in left), sum(path.suffix == ".ipynb" for path in left)
    return Gemeten(used.ru_utime + used.ru_stime, took, used.ru_maxrss / 1024, made, documents)


def table(first: tuple[Gemeten, ...], again: tuple[Gemeten, ...], few: int, many: int, wijken: int, kwartalen: int) -> str:
    """The Markdown table: what one wijk adds, and what so many need."""

    def grows(one: float, other: float) -> tuple[float, float]:
        per_wijk = (other - one) / (many - few)
        return per_wijk, one - few * per_wijk + wijken * per_wijk

    room, room_all = grows(first[0].bytes / 1e6, first[1].bytes / 1e6)
    cpu, cpu_all = grows(first[0].rekentijd, first[1].rekentijd)
    idle, idle_all = grows(again[0].rekentijd, again[1].rekentijd)
    rows = [
        ("ruimte per kwartaal", f"{room:.1f} MB", f"{room_all / 1000:.1f} GB"),
        (f"ruimte voor {kwartalen} kwartalen", f"{room * kwartalen:.0f} MB", f"{room_all * kwartalen / 1000:.0f} GB"),
        ("rekentijd, alles nieuw", f"{cpu:.0f} s", f"{cpu_all / 3600:.1f} uur"),
        (
            "rekentijd per document, alles nieuw",
            f"{cpu / ((first[1].documenten - first[0].documenten) / (many - few)):.2f} s",
            f"{first[1].rekentijd / first[1].documenten:.2f} s bij {many} wijken",
        ),
        ("rekentijd, niets veranderd", f"{idle:.2f} s", f"{idle_all:.0f} s"),
        ("grootste proces", f"{first[0].geheugen:.0f} MB", f"{first[1].geheugen:.0f} MB bij {many} wijken"),
    ]
    lines = [f"| wat | één wijk erbij | {wijken} wijken |", "|---|---:|---:|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |".replace(".", ",") for row in rows)])


if __name__ == "__main__":
    sys.exit(main())
