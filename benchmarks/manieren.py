"""Do the ways to run a notebook give the same bytes? Every document by `--kernel spawn` (as Windows and macOS do) beside fork.

Run from the root of the repository: python -m benchmarks.manieren [--wijk W]... [--document D]... Compares every file that `wijkmonitor run`
makes but run.json (it holds seconds) and PDFs (the browser writes the time in them). Exit code 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NIET = "run.json"


def make(kernel: str, uit: Path, options: Sequence[str]) -> float:
    """Makes the reports that way; seconds of wall time. Stops where the command fails."""
    command = [sys.executable, "-m", "wijkmonitor", "run", "--kernel", kernel, "--uit", str(uit), "--opnieuw", *options]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return time.monotonic() - began


def contents(uit: Path) -> dict[str, bytes]:
    """Relative path -> bytes of every file to compare; a notebook without the moments at which its cells ran."""
    files = {path.relative_to(uit): path for path in sorted(uit.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): _timeless(path)
        for name, path in files.items()
        if name.name != NIET and name.suffix != ".pdf" and not any(part.startswith(".") for part in name.parts)
    }


def _timeless(path: Path) -> bytes:
    if path.suffix != ".ipynb":
        return path.read_bytes()
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for part in (notebook, *notebook["cells"]):
        part["metadata"].pop("papermill", None)
        part["metadata"].pop("execution", None)
    return json.dumps(notebook, sort_keys=True).encode()


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Files that only one side has, or of which a byte differs."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 where all is equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wijk", action="append", default=[])
    parser.add_argument("--document", action="append", default=[])
    args = parser.parse_args(argv)
    options = [f"--wijk={name}" for name in args.wijk] + [f"--document={name}" for name in args.document]
    with tempfile.TemporaryDirectory() as name:
        made, seconds = {}, {}
        for kernel in ("fork", "spawn"):
            uit = Path(name) / kernel / "reports"
            seconds[kernel] = make(kernel, uit, options)
            made[kernel] = contents(uit)
    wrong = differences(made["fork"], made["spawn"])
    pages = sum(path.endswith(".html") for path in made["fork"])
    print(f"{len(made['fork'])} files, {pages} pages; fork {seconds['fork']:.0f} s, spawn {seconds['spawn']:.0f} s")
    print("\n".join(f"differs: {path}" for path in wrong) or "every byte is equal")
    return 1 if wrong or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
