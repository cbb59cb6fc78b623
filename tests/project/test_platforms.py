"""What the lock names exists as a ready-made package for every Python and system that we say works."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = shutil.which("uv", path=str(Path(sys.executable).parent))
SYSTEMEN = (
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "aarch64-apple-darwin",
)
PYTHONS = ("3.11", "3.14")  # the oldest and the newest: what has wheels for both has them for those between
pytestmark = [pytest.mark.traag, pytest.mark.skipif(UV is None, reason="uv is not installed")]


def test_every_pin_of_the_lock_has_a_wheel(tmp_path: Path) -> None:
    command = [str(UV), "pip", "compile", "requirements.lock", "--no-deps", "--only-binary", ":all:", "--quiet"]
    asked = {}  # all at once: it is waiting for the registry that takes the time
    for number, (python, system) in enumerate(product(PYTHONS, SYSTEMEN)):
        options = ["--python-version", python, "--python-platform", system, "-o", str(tmp_path / f"{number}.txt")]
        asked[python, system] = subprocess.Popen([*command, *options], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    said = {name: process.communicate(timeout=300)[1] for name, process in asked.items()}
    if any(word in text for text in said.values() for word in ("dns error", "error sending request", "Connection")):
        pytest.skip("no network to ask the registry")
    assert {name: said[name][-2000:] for name, process in asked.items() if process.returncode} == {}
