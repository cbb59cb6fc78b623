"""The child process: reads one Excel or SPSS file within limits and tells its sheets as JSON on standard output."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.intake.levering import Blad, printable_name, read_bytes
from wijkmonitor.gegevens.lezen import LeesFout

MAX_GEHEUGEN = 3_000_000_000
MAX_SECONDEN = 90


def limit_process() -> None:
    """Memory and processor time of this process, where the system knows limits (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDEN, MAX_SECONDEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MAX_GEHEUGEN, MAX_GEHEUGEN))


def read_file(kind: str, path: Path) -> list[Blad]:
    """The sheets of the file."""
    if kind == "sav":
        from wijkmonitor.gegevens.intake.sav import read_sav

        return read_sav(printable_name(path), path)
    from wijkmonitor.gegevens.intake.excel import read_excel

    return read_excel(printable_name(path), read_bytes(path))


def to_json(sheets: list[Blad]) -> dict[str, Any]:
    """The sheets in values that JSON knows; a date is an object."""
    return {"bladen": [{"naam": sheet.naam, "rijen": [[n, list(map(_cell, row))] for n, row in sheet.rijen]} for sheet in sheets]}


def _cell(cell: Any) -> Any:
    return {"datum": cell.isoformat()} if isinstance(cell, date) else cell


def main(kind: str, path: str) -> None:
    """Reads the file and tells; a fault is told in the same way."""
    limit_process()
    try:
        answer = to_json(read_file(kind, Path(path)))
    except LeesFout as error:
        answer = {"fouten": [fault.as_record() for fault in error.fouten]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
