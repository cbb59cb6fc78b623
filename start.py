"""Start hier: zet alles klaar in de map .venv en maak de rapporten, of doe alle toetsen.

    python start.py                 maak de rapporten van alle wijken (meer opties: zie wijkmonitor run --help)
    python start.py toets           doe alle toetsen
    python start.py wijkmonitor ... doe elk ander commando, zoals: python start.py wijkmonitor check
    python start.py lab             open JupyterLab

Alleen Python 3.11 of nieuwer is nodig, op Linux, macOS of Windows.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HIER = Path(__file__).resolve().parent
OMGEVING = HIER / ".venv"
BIN = OMGEVING / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def prepare(lock: str) -> None:
    """Make the environment and install what `lock` names, unless that was done before."""
    done = OMGEVING / f"klaar-{lock}"
    state = hashlib.sha256((HIER / lock).read_bytes() + (HIER / "pyproject.toml").read_bytes()).hexdigest()
    if done.exists() and done.read_text(encoding="utf-8") == state:
        return
    print(
        "Even geduld: de benodigde programma's worden klaargezet in .venv (dit duurt de eerste keer enkele minuten).", flush=True
    )
    if not PYTHON.exists():
        venv.create(OMGEVING, with_pip=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", str(HIER / lock)], check=True)
    subprocess.run([*install, "--no-deps", "--no-build-isolation", "-e", str(HIER)], check=True)
    done.write_text(state, encoding="utf-8")


def run(*command: str) -> int:
    """Exit code of a command in the environment, started in the project folder."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return subprocess.run(command, cwd=HIER, env=os.environ | {"PATH": path, "VIRTUAL_ENV": str(OMGEVING)}).returncode


def check() -> int:
    """Exit code of all checks: style, types and tests. The first that fails ends it."""
    steps = (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-m", "pytest", "-q", "-n", "2"),
    )
    return next((code for step in steps if (code := run(str(PYTHON), *step))), 0)


def main(words: list[str]) -> int:
    """Exit code of what was asked for."""
    if sys.version_info < (3, 11):
        print("Python 3.11 of nieuwer is nodig. Haal het op bij python.org en probeer opnieuw.")
        return 2
    if words[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__)
        return 0
    testing = words[:1] == ["toets"]
    try:
        prepare("requirements-dev.lock" if testing else "requirements.lock")
    except subprocess.CalledProcessError:
        print("Klaarzetten lukte niet. Is er internet? Haal anders de map .venv weg en probeer opnieuw.")
        return 2
    if testing:
        return check()
    if words[:1] == ["lab"]:
        return run(str(PYTHON), "-m", "jupyterlab", "notebooks")
    return run(str(PYTHON), "-m", "wijkmonitor", *(words[1:] if words[:1] == ["wijkmonitor"] else ["run", *words]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
