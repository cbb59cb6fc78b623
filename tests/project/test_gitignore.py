"""Records of a wijk never get into git by accident; what ships does."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def ignored(path: str) -> bool:
    done = subprocess.run(["git", "check-ignore", "-q", "--no-index", path], cwd=ROOT, check=False)
    if done.returncode > 1:
        pytest.skip("no git repository here")
    return done.returncode == 0


@pytest.mark.parametrize(
    "path",
    [
        "wijkdata/leidsche-rijn/deelname.csv",
        "wijkdata/laak/wijk.toml",
        "grootboek/0a1b.json",
        "sleutel",
        "reports/2022-12-31/a.html",
    ],
)
def test_records_of_people_the_key_and_the_ledger_stay_out(path: str) -> None:
    assert ignored(path)


@pytest.mark.parametrize("wijk", ["alphen-noord", "stevenshof", "zuidwest", "voorbeeldwijk", "kerncijfers", "grenzen"])
def test_what_ships_goes_in(wijk: str) -> None:
    assert not ignored(f"wijkdata/{wijk}/wijk.toml")


def test_nothing_that_ships_is_ignored() -> None:
    command = ["git", "ls-files", "-ci", "--exclude-standard"]
    shipped = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if shipped.returncode:
        pytest.skip("no git repository here")
    assert shipped.stdout == ""
