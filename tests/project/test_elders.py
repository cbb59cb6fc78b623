"""What is different on Windows and macOS, as far as it can be shown on another system: the branches run under a faked platform."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Every module twice: once as it is, so that the libraries are loaded as they are made for this system, and once again on a
# system that lacks what Windows and macOS lack. Then the commands of somebody's first day.
ELDERS = """
import importlib, os, pkgutil, shutil, signal, sys, types
from pathlib import Path
import filelock, tqdm  # loaded later, by the commands
import wijkmonitor

def load_all():
    names = [found.name for found in pkgutil.walk_packages(wijkmonitor.__path__, "wijkmonitor.")]
    for name in names:
        if not name.endswith("__main__"):
            importlib.import_module(name)
    return len(names)

load_all()
for name in [name for name in sys.modules if name.startswith("wijkmonitor.")]:
    del sys.modules[name]
sys.platform = sys.argv[1]
if sys.platform == "win32":
    for name in ("fork", "forkpty", "killpg", "getuid", "geteuid", "getgid", "setsid", "getpgid", "mkfifo", "WNOHANG", "chown"):
        delattr(os, name)
    for name in ("SIGKILL", "SIGHUP", "SIGALRM", "SIGCHLD", "SIGPIPE", "SIGUSR1"):
        delattr(signal, name)
    for name in ("resource", "fcntl", "pwd", "grp", "termios", "pty"):
        sys.modules[name] = None
    shutil._winapi = types.SimpleNamespace(NeedCurrentDirectoryForExePath=lambda command: True)  # asked by which, from 3.12
print(load_all(), "modules")

from wijkmonitor.cli import main
from wijkmonitor.draaien.kinderen import is_alive, limit_memory, unlimited_memory
from wijkmonitor.draaien.run import can_fork
limit_memory(100)
with unlimited_memory():
    print("kan splitsen:", can_fork())
assert main(["begin", "monitor"]) == 0
os.chdir("monitor")
Path("levering.csv").write_text("Clientnummer;Interventie;Aanmelddatum;Status\\n1;GLI;2022-03-01;gestart\\n")
for call in (["check", "--gezond"], ["sjabloon", "deelname"], ["check"],
             ["intake", "levering.csv", "--wijk", "voorbeeldwijk", "--soort", "netwerk", "--ja"]):
    print(call[0], main(call))
"""
ALLEEN_POSIX = {
    "os": {"fork", "killpg", "getuid", "geteuid", "getgid", "setsid", "getpgid", "mkfifo", "WNOHANG", "chown", "wait4", "nice"},
    "signal": {"SIGKILL", "SIGHUP", "SIGALRM", "SIGCHLD", "SIGSTOP", "SIGCONT", "SIGUSR1", "SIGPIPE", "alarm", "setitimer"},
}
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "pty"}


@pytest.mark.traag
@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_every_module_and_the_first_commands_work_on_a_faked_platform(platform: str, tmp_path: Path) -> None:
    env = {**os.environ, "WIJKMONITOR_SLEUTEL": str(tmp_path / "sleutel"), "WIJKMONITOR_OPSLAG": str(tmp_path / "opslag")}
    done = subprocess.run(
        [sys.executable, "-c", ELDERS, platform], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert int(said[0].split()[0]) > 250 and "kan splitsen: False" in said
    assert [line for line in said if line in ("check 0", "sjabloon 0", "intake 1")] == [
        "check 0",
        "sjabloon 0",
        "check 0",
        "intake 1",
    ]


@pytest.mark.parametrize("folder", ["lib", "tests", "docs", "tools"])
def test_no_file_needs_a_posix_system_when_it_is_loaded(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, what in _posix_only(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def _posix_only(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What only POSIX has, in code that runs at import: all but the bodies of functions."""
    for node in _at_import(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in ALLEEN_POSIX.get(node.value.id, ()):
                yield node.lineno, f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            yield from ((node.lineno, name) for name in names if name in MODULES)


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*child.decorator_list, *child.args.defaults, *child.args.kw_defaults):
                if part is not None:
                    yield from ast.walk(part)
        elif not isinstance(child, ast.Lambda):
            yield from _at_import(child)


def test_the_check_sees_what_only_posix_has() -> None:
    text = "import signal\nimport fcntl\n@mark(signal.SIGKILL)\ndef f(x=os.fork):\n    import resource\n    os.killpg(1, 9)\n"
    assert list(_posix_only(ast.parse(text))) == [(2, "fcntl"), (3, "signal.SIGKILL"), (4, "os.fork")]
