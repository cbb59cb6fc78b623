"""One real run over records full of needles, shared by the tests that search it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.eenmaal import make_once
from tests.lek.naalden import Naalden, plant, plant_agenda
from tests.opdracht import wijkmonitor
from tests.proefdata import proefdata

GEBRUIKER = "jwobbelaar"


@dataclass(frozen=True, repr=False)
class Gedraaid:
    """A run that ended: its exit code, what it printed, where its reports are, and what may not be in them."""

    code: int
    tekst: str
    uit: Path
    naalden: tuple[str, ...]


def run_command(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and all that the real command prints."""
    done = wijkmonitor(*arguments, timeout=300, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="session")
def gedraaid(tmp_path_factory: pytest.TempPathFactory) -> Gedraaid:
    """All documents of three example wijken and of one with faults, made from records with needles by `run` and `check`."""
    home = make_once(tmp_path_factory, "naalden", _run_with_needles) / "thuis" / GEBRUIKER
    told = json.loads((home / "verteld.json").read_text(encoding="utf-8"))
    return Gedraaid(told["code"], told["tekst"], home / "rapporten", tuple(told["naalden"]))


def _run_with_needles(root: Path) -> None:
    home = root / "thuis" / GEBRUIKER
    data, uit = home / "wijkdata", home / "rapporten"
    shutil.copytree(proefdata(), data)
    needles = Naalden()
    for wijk in ("voorbeeldwijk", "voorbeeldwijk-2", "voorbeeldwijk-3"):
        plant(data / wijk, needles)
    break_records(data, needles)
    code, text = run_command("run", "--data", data, "--uit", uit)
    check_code, _ = run_command("check", "--data", data, "--uit", uit)
    assert check_code == 1
    told = {"code": code, "tekst": text, "naalden": needles.lijst}
    (home / "verteld.json").write_text(json.dumps(told), encoding="utf-8")


def break_records(data: Path, needles: Naalden) -> None:
    """A fourth wijk with persons in cells where they are faults."""
    folder = data / "foutenwijk"
    shutil.copytree(data / "voorbeeldwijk", folder)
    lines = (folder / "deelname.csv").read_text("utf-8-sig").splitlines()
    cells = lines[0].split(";")
    wrong = {name: needles.naam() for name in ("aanmelding", "status", "leeftijdsgroep", "geslacht", "interventie")}
    lines += [";".join(wrong.get(name, "x") for name in cells)] * 2
    (folder / "deelname.csv").write_text("\r\n".join(lines), encoding="utf-8-sig")
    score = (folder / "vragenlijst.csv").read_text("utf-8-sig").replace("\n", f"\n{needles.naam()};{needles.naam()};", 1)
    (folder / "vragenlijst.csv").write_text(score, encoding="utf-8-sig")
    agenda = folder / "leeragenda.toml"
    plant_agenda(agenda, needles)
    agenda.write_text(agenda.read_text("utf-8") + f'\n[leervraag.Z]\nvraag = "Wat wil {needles.naam()}?"\n', encoding="utf-8")
