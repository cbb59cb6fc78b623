"""Start hier: zet alles klaar in de map .venv en maak de rapporten, of doe alle toetsen.

    python start.py                 maak de rapporten van alle wijken (meer opties: zie wijkmonitor run --help)
    python start.py toets           doe alle toetsen
    python start.py lab             open JupyterLab om zelf te kijken
    python start.py wijkmonitor ... doe elk ander commando, zoals: python start.py wijkmonitor check
    python start.py papermill ...   maak één notebook, zoals in de README staat; jupyter kan ook

Alleen Python 3.11 tot en met 3.14 is nodig, op Linux, macOS of Windows.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

HIER = Path(__file__).resolve().parent
OMGEVING = HIER / ".venv"
BIN = OMGEVING / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
VANAF, TOT = (3, 11), (3, 15)
ANDERE = ("papermill", "jupyter")  # commands of others that work in the same environment
_NETWERK = re.compile(r"resolution|NewConnectionError|ConnectTimeout|Max retries|ProxyError|Network is unreachable")
_GEEN_WIEL = re.compile(r"No matching distribution|Could not find a version|Failed (?:to build|building)|subprocess-exited")


class KlaarzetFout(Exception):
    """Getting ready failed; the message says what to do."""


def prepare(lock: str) -> None:
    """Make the environment and install what `lock` names, unless that was done before."""
    done = OMGEVING / f"klaar-{lock}"
    text = (HIER / lock).read_bytes()
    state = hashlib.sha256(text + (HIER / "pyproject.toml").read_bytes()).hexdigest()
    if done.exists() and done.read_text(encoding="utf-8") == state:
        return
    print("Even geduld: de benodigde programma's komen in de map .venv. De eerste keer duurt dat enkele minuten.", flush=True)
    if not PYTHON.exists():
        venv.create(OMGEVING, with_pip=True)
    install("--require-hashes", "-r", str(HIER / lock), count=len(re.findall(rb"(?m)^\S+==", text)))
    install("--no-deps", "--no-build-isolation", "-e", str(HIER))
    done.write_text(state, encoding="utf-8")


def install(*what: str, count: int = 0) -> None:
    """Install with pip and tell how far it is; raises KlaarzetFout with the reason."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", *what]
    lines: list[str] = []
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines = [*lines[-20:], line.rstrip()]
            seen += line.startswith("Collecting ")
            if count and line.startswith("Collecting ") and seen % 20 == 0:
                print(f"  {seen} van ongeveer {count} programma's gevonden", flush=True)
            elif line.startswith("Installing collected") and count:
                print("  Alles is binnen. Nu nog uitpakken: een minuut of twee.", flush=True)
    if process.returncode:
        raise KlaarzetFout(explain("\n".join(lines)))


def explain(said: str) -> str:
    """What went wrong while installing, in words, with the last lines of the installer."""
    if _NETWERK.search(said):
        return f"Klaarzetten lukte niet: er is geen verbinding. Kijk of er internet is, en probeer opnieuw.\n{said}"
    if _GEEN_WIEL.search(said):
        version = ".".join(map(str, sys.version_info[:2]))
        advice = "Neem een Python van python.org, versie 3.12 of 3.13, en haal de map .venv weg."
        return f"Klaarzetten lukte niet: een programma bestaat nog niet voor Python {version} op deze computer.\n{advice}\n{said}"
    return f"Klaarzetten lukte niet. Haal de map .venv weg en probeer opnieuw. Dit was de melding:\n{said}"


def run(*command: str) -> int:
    """Exit code of a command in the environment, started in the project folder."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return subprocess.run(command, cwd=HIER, env=os.environ | {"PATH": path, "VIRTUAL_ENV": str(OMGEVING)}).returncode


def check() -> int:
    """Exit code of all checks: style, types, order of the rooms and tests. The first that fails ends it."""
    steps = (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"),
    )
    return next((code for step in steps if (code := run(str(PYTHON), *step))), 0)


def main(words: list[str]) -> int:
    """Exit code of what was asked for."""
    if not VANAF <= sys.version_info[:2] < TOT:
        print(f"Dit is Python {sys.version.split()[0]}. De wijkmonitor werkt met 3.11 tot en met 3.14.")
        print("Haal zo'n versie op bij python.org en probeer opnieuw.")
        return 2
    if words[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__)
        return 0
    testing = words[:1] == ["toets"]
    try:
        prepare("requirements-dev.lock" if testing else "requirements.lock")
    except KlaarzetFout as fault:
        print(fault)
        return 2
    if testing:
        return check()
    if words[:1] == ["lab"]:
        words = ["wijkmonitor", "verken", *words[1:]]
    if words[:1] and words[0] in ANDERE:
        return run(str(PYTHON), "-m", *words)
    return run(str(PYTHON), "-m", "wijkmonitor", *(words[1:] if words[:1] == ["wijkmonitor"] else ["run", *words]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
