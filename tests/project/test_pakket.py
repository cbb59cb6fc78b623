"""The project as a whole: what it needs, what it carries, and what may never be in it."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in out.split("\0") if name and (ROOT / name).is_file()]


def conda_requirements() -> list[str]:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    return re.findall(r"^\s+- ([A-Za-z0-9_.-]+>=[0-9.,<]+)$", text, flags=re.M)


def test_environment_yml_asks_for_what_pyproject_asks_for():
    wanted = [f"python{PYPROJECT['project']['requires-python']}", *PYPROJECT["project"]["dependencies"]]
    assert sorted(conda_requirements()) == sorted(wanted)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_has_hashes_and_no_address(name: str):
    lines = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^([A-Za-z0-9_.-]+)==", lines, flags=re.M)
    assert "://" not in lines and "--index-url" not in lines
    for requirement in re.split(r"\n(?=[A-Za-z0-9])", lines.split("\n", 2)[2]):
        assert "--hash=sha256:" in requirement, requirement[:60]
    for dependency in PYPROJECT["project"]["dependencies"]:
        assert re.split(r"[>=\[]", dependency)[0].lower() in [pin.lower() for pin in pinned]


def test_nothing_private_or_local_is_in_the_repository():
    secrets = [re.compile(r"BEGIN (RSA|OPENSSH|EC) PRIVATE KEY")]
    here = [re.compile(re.escape(f"{folder}/")) for folder in (ROOT, ROOT.parent, Path.home()) if folder != Path("/")]
    found = []
    for path in tracked():
        if path.suffix in {".png", ".xlsx", ".sav", ".qdpx", ".pdf", ".parquet"} or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [(path.name, match.group()) for pattern in secrets + here if (match := pattern.search(text))]
    assert not found


def test_no_file_is_large():
    assert [path.name for path in tracked() if path.stat().st_size > 1_000_000] == []


def test_licence_is_eupl():
    assert PYPROJECT["project"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")
