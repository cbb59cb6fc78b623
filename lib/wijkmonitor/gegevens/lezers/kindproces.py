"""A reader in a process of its own, with a limit on memory and time: for formats in which a small file can ask for much.

A malicious file can then not take the computer down or end the command without a word. The child tells its sheets as
JSON on standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import Fout, LeesFout, refuse
from wijkmonitor.gegevens.lezers.blad import Celgebrek, Leesgrenzen, Werkblad
from wijkmonitor.meegeleverd import meldingen

meld = meldingen("wijkmonitor.gegevens.lezers")

MAX_GEHEUGEN = 3_000_000_000
MAX_SECONDEN = 90


def read_apart(bestand: str, kind: str, path: Path, grenzen: Leesgrenzen) -> list[Werkblad]:
    """The sheets of the file as the child process tells them."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", __name__, kind, str(path.resolve()), bestand, json.dumps(asdict(grenzen))]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=MAX_SECONDEN + 30, env=environment, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise refuse(bestand, *meld("kindproces.duurt_te_lang")) from None
    except ValueError:
        raise refuse(bestand, *meld("kindproces.niet_te_lezen")) from None
    if faults := answer.get("fouten"):
        raise LeesFout(*(Fout(**fault) for fault in faults))
    return [_from_json(sheet) for sheet in answer["bladen"]]


def _to_json(blad: Werkblad) -> dict[str, Any]:
    return {
        "naam": blad.naam,
        "rijen": [[number, [{"datum": c.isoformat()} if isinstance(c, date) else c for c in row]] for number, row in blad.rijen],
        "gebreken": [asdict(cell) for cell in blad.gebreken],
        "samengevoegd": blad.samengevoegd,
        "labels": blad.labels,
        "waardelabels": [[place, list(words.items())] for place, words in blad.waardelabels.items()],
    }


def _from_json(sheet: dict[str, Any]) -> Werkblad:
    def cell(value: Any) -> Any:
        return date.fromisoformat(value["datum"]) if isinstance(value, dict) else value

    return Werkblad(
        sheet["naam"],
        tuple((number, tuple(map(cell, row))) for number, row in sheet["rijen"]),
        tuple(Celgebrek(**found) for found in sheet["gebreken"]),
        tuple((tuple(first), tuple(last)) for first, last in sheet["samengevoegd"]),
        tuple(sheet["labels"]),
        {place: {float(key): word for key, word in words} for place, words in sheet["waardelabels"]},
        los=True,
    )


def _limit_process() -> None:
    """Memory and processor time of this process, where the system knows limits (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDEN, MAX_SECONDEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MAX_GEHEUGEN, MAX_GEHEUGEN))


def main(kind: str, path: str, bestand: str, limits: str) -> None:
    """Reads the file and tells; a fault is told in the same way."""
    from wijkmonitor.gegevens.lezers.soorten import SOORTEN
    from wijkmonitor.gegevens.lezers.wacht import read_bytes

    _limit_process()
    soort = next(one for one in SOORTEN if one.naam == kind)
    grenzen = Leesgrenzen(**json.loads(limits))
    try:
        assert soort.lees is not None, "only kinds with sheets are read apart"
        sheets = soort.lees(bestand, Path(path), read_bytes(Path(path), hoogstens=grenzen.bytes), grenzen)
        answer: dict[str, Any] = {"bladen": list(map(_to_json, sheets))}
    except LeesFout as error:
        answer = {"fouten": [fault.as_record() for fault in error.fouten]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
