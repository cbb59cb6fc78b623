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

from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.lezers.blad import Celgebrek, Leesgrenzen, Werkblad, refuse

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
        answer = json.loads(done.stdout, object_hook=_with_dates)
    except subprocess.TimeoutExpired:
        raise refuse(bestand, "kindproces.duurt_te_lang") from None
    except ValueError:
        raise refuse(bestand, "kindproces.niet_te_lezen") from None
    if faults := answer.get("fouten"):
        raise LeesFout(*(Fout(**fault) for fault in faults))
    from pydantic import TypeAdapter  # here: what only runs needs no pydantic

    return TypeAdapter(list[Werkblad]).validate_python(answer["bladen"])


def _as_json(part: object) -> Any:
    """What JSON has no word for: a date, a cell that could not be filled, a set."""
    if isinstance(part, date):
        return {"datum": part.isoformat()}
    return asdict(part) if isinstance(part, Celgebrek) else list(part)  # type: ignore[call-overload]


def _with_dates(part: dict[str, Any]) -> Any:
    return date.fromisoformat(part["datum"]) if set(part) == {"datum"} else part


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
        answer: dict[str, Any] = {"bladen": list(map(vars, sheets))}
    except LeesFout as error:
        answer = {"fouten": [fault.as_record() for fault in error.fouten]}
    sys.stdout.write(json.dumps(answer, default=_as_json))


if __name__ == "__main__":
    main(*sys.argv[1:])
