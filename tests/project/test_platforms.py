"""What the lock names exists as a ready-made package for every Python and system that we say works."""

from __future__ import annotations

import shutil
import subprocess
import sys
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
pytestmark = [pytest.mark.traag, pytest.mark.skipif(UV is None, reason="uv is not installed")]


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", SYSTEMEN)
def test_every_pin_of_the_lock_has_a_wheel(python: str, system: str, tmp_path: Path) -> None:
    command = [str(UV), "pip", "compile", "requirements.lock", "--no-deps", "--only-binary", ":all:", "--quiet"]
    options = ["--python-version", python, "--python-platform", system, "-o", str(tmp_path / "lock.txt")]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, timeout=300)
    if "dns error" in done.stderr or "error sending request" in done.stderr or "Connection" in done.stderr:
        pytest.skip("no network to ask the registry")
    assert done.returncode == 0, done.stderr[-2000:]
