"""A reader follows every page: each command, in order, in a copy of the project, gives what the page promises."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from tests.docs.bladen import NOT_FOLLOWED, PAGES, PROGRAMS, PROMISES, ROOT, blocks, calls, commands, why_not_followed, words
from tests.opdracht import wijkmonitor_here
from tests.opendata.conftest import Server, pad, serve

from wijkmonitor import open_rapport, stats
from wijkmonitor.cli import verken
from wijkmonitor.dossier import load_dossier

ASKED = [(page, command) for page in PAGES for command in commands(page)]
FOLLOWED = [page for page in PAGES if any(not why_not_followed(command) for command in commands(page))]
WIJK = "voorbeeldwijk"  # one of the three wijken: three take three times as long
STATLINE = "WijkenEnBuurten;Perioden;Leeftijd;Marges;{names}\nWK054609;2022JJ00;20300;MW00000;{cells}\n"


def test_every_command_on_a_page_is_followed_or_has_a_reason_not_to_be() -> None:
    assert {command.split()[0] for _, command in ASKED} <= set(PROGRAMS)
    silent = [f"{page.name}: {c}" for page, c in ASKED if not why_not_followed(c) and c not in PROMISES]
    assert silent == []
    unused = (set(PROMISES) | set(NOT_FOLLOWED)) - {c for _, c in ASKED}
    assert {name for name in unused if not any(c.startswith(name) for _, c in ASKED)} == set()


@dataclass
class Project:
    """A copy of the project as a reader has it, and the server that stands in for CBS and RIVM."""

    root: Path
    bron: str

    def restore(self) -> None:
        """Records and store as shipped; what was made in `reports` stays, as on the computer of a reader."""
        for name in ("wijkdata", "opslag"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        leave_out = shutil.ignore_patterns(*({path.parent.name for path in (ROOT / "wijkdata").glob("*/wijk.toml")} - {WIJK}))
        shutil.copytree(ROOT / "wijkdata", self.root / "wijkdata", ignore=leave_out)

    def do(self, command: str) -> list[str]:
        """What the command did otherwise than promised."""
        typed = words(command, self.bron)
        done = wijkmonitor_here(*typed[1:]) if typed[0] == "wijkmonitor" else _in_a_process(typed)
        said = done.stdout + done.stderr
        promise = PROMISES[command]
        faults = [f"ended with {done.returncode}"] if done.returncode != promise.code else []
        faults += [f"did not say {text!r}" for text in promise.says if text not in said]
        faults += [f"there is no {pattern}" for pattern in promise.files if not list(self.root.glob(pattern))]
        return [f"{command}: {fault}\n{said}" for fault in faults]


def _in_a_process(typed: list[str]) -> subprocess.CompletedProcess[str]:
    program = [] if typed[0] == "python" else ["-m", typed[0]]
    return subprocess.run([sys.executable, *program, *typed[1:]], capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    for name in ("notebooks", "docs", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIJKMONITOR_OPSLAG", str(tmp_path / "opslag"))
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "geheim" / "sleutel"))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    monkeypatch.setattr(verken, "_open_lab", lambda folder, args, wijk: 0)  # tests/verkennen starts a real JupyterLab
    with serve() as server:
        _know_leidsche_rijn(server)
        yield Project(tmp_path, server.address)


def _know_leidsche_rijn(server: Server) -> None:
    """The invented figures once more, under the codes that the pages speak of, in the tables of the catalogue."""
    codes = {"GM9001": "GM0344", "WK900101": "WK034409", "WK900102": "WK034410"}
    for table in server.tables.values():
        for part in ("UntypedDataSet", "TypedDataSet", "WijkenEnBuurten"):
            key = "Key" if part == "WijkenEnBuurten" else "WijkenEnBuurten"
            table[part] += [row | {key: pad(codes[row[key].strip()])} for row in table[part] if row[key].strip() in codes]
    newer = copy.deepcopy(server.tables["50090NED"])
    newer["Perioden"].append({"Key": "2022JJ00", "Title": "2022"})
    for part in ("UntypedDataSet", "TypedDataSet"):
        newer[part] += [row | {"Perioden": "2022JJ00"} for row in newer[part] if row["Perioden"] == "2020JJ00"]
    server.tables["50120NED"] = newer


def _bring(page: Path, root: Path) -> None:
    """What the reader of this page has at hand."""
    if page.stem == "gegevens-leveren":
        _deliver(root, page)
    if page.stem in ("wijk-toevoegen", "indicator-toevoegen"):
        known = tomllib.loads((ROOT / "wijkdata" / "catalogus.toml").read_text(encoding="utf-8"))
        if page.stem == "indicator-toevoegen":
            [block] = blocks(page, "toml")
            with (root / "wijkdata" / "catalogus.toml").open("a", encoding="utf-8") as catalogue:
                catalogue.write(block)
            known["toegevoegd"] = tomllib.loads(block)
        names = _columns_of("50120NED", known)
        (root / "tabel.csv").write_text(STATLINE.format(names=";".join(names), cells=";".join(["20"] * len(names))))


def _columns_of(table: str, node: Any) -> list[str]:
    """Every column that the catalogue reads from this table."""
    if isinstance(node, list):
        return list(dict.fromkeys(name for part in node for name in _columns_of(table, part)))
    if not isinstance(node, dict):
        return []
    if node.get("tabel") == table:
        return list(dict.fromkeys(re.findall(r"[A-Za-z]\w{3,}", repr([v for k, v in node.items() if k != "tabel"]))))
    return list(dict.fromkeys(name for part in node.values() for name in _columns_of(table, part)))


def _deliver(root: Path, page: Path) -> None:
    """A file with names, and what the wijk remembers of it."""
    book = openpyxl.Workbook()
    book.active.append(["Naam", "interventie", "aanmelding", "status", "geboortedatum", "geslacht"])
    book.active.append(["Truus de Vries", "Samen Fit", "12-4-2022", "aangemeld", "1-2-1950", "v"])
    book.save(root / "levering.xlsx")
    folder = root / "wijkdata" / WIJK / "intake"
    folder.mkdir()
    (folder / "kolommen.toml").write_text('[deelname]\n"Naam" = "deelnemer"\n', encoding="utf-8")


def _place(page: Path) -> tuple[bool, int]:
    """As in the menu; pages that bring new figures come last, because all reports would be made anew after them."""
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    brings = any(word in command.split() for command in commands(page) for word in ("fetch", "new"))
    return brings, menu.find(f": {page.name}")


@pytest.mark.traag
def test_every_page_can_be_followed_and_gives_what_it_promises(project: Project) -> None:
    """One test: `reports` is made once, by the page with the first steps, and is there for the pages after it."""
    faults = []
    for page in sorted(FOLLOWED, key=_place):
        project.restore()
        _bring(page, project.root)
        for command in commands(page):
            if not why_not_followed(command):
                faults += [f"{page.name}: {fault}" for fault in project.do(command)]
    assert faults == [], "\n\n".join(faults)
    assert "Truus" not in "".join(path.read_text() for path in project.root.glob("reports/*/*/*.html"))


def test_every_call_on_the_page_for_students_works() -> None:
    page = ROOT / "docs" / "eigen-vraag.md"
    people = pd.Series({"man": 480, "vrouw": 520})
    names: dict[str, Any] = {"stats": stats, "waarden": [6.5, 7.0, 8.0], "bevolking": people, "bereikt": people // 10}
    names |= {"dossier": load_dossier(WIJK, data=ROOT / "wijkdata"), "load_dossier": load_dossier}
    names["vragenlijst"] = names["dossier"].tabel("vragenlijst").assign(gewicht=1.0)
    names |= {"model": smf.ols("kwaliteit_van_leven ~ C(meting)", data=names["vragenlijst"]).fit(), "naam": "Intercept"}
    names["open_rapport"] = partial(open_rapport, data=ROOT / "wijkdata")
    found = calls(page)
    assert len(found) >= 8
    for call in found:
        assert eval(call, names) is not None, call
