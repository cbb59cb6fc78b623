"""Words of people, and the error of one notebook, never stop a page: they are shown as they were written."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from tests.opdracht import ROOT, wijkmonitor

from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.taal.woordelijk import ENGELS_GETAL, LEEG, woordelijk

DAG = "2022-12-31"
WOORDEN = "12.5% meer, NaN None 1,234.5 nan"
NAMEN = {  # what is the name of something, in every table and in the agenda
    "Samen Fit": 'Samen 12.5% href="x" Fit None',
    "Voorbeeldpraktijk 1": "Voorbeeldpraktijk None 1",
    "bewegen": "url(bewegen <img src=x onerror=a>",
    'naam = "Voorbeeldwijk"': 'naam = "Voorbeeldwijk None nan 12.5% url(x"',
    "Mantelzorgers": "Mantelzorgers NaN <script>",
}
VRIJ = {
    "toelichting", "tekst", "eigenaar", "zonder_geld", "doel", "reden_niet_gevolgd", "wat", "door",
    "vervolg", "reden", "uitkomst", "wens", "opgepakt_door", "verwijzer", "ontvanger", "activiteit", "plek", "trekker", "contact",
}  # fmt: skip
AGENDA = r'^((?:wat|wat_gebeurde|verwachting|inzicht|les|verschil_waardoor|antwoord|doel) = "[^"]*)"'


def _said_everywhere(folder: Path) -> None:
    """The words behind the first free texts of every table and of the agenda, and in the name of an intervention."""
    for path in folder.glob("*.csv"):
        text = path.read_bytes().decode("cp1252" if path.stem == "stellingen" else "utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
        for row in rows[1:4]:
            for place, name in enumerate(rows[0]):
                if name in VRIJ and row[place]:
                    row[place] += f" {WOORDEN}"
        rows = [[NAMEN.get(cell, cell) for cell in row] for row in rows]
        made = io.StringIO()
        csv.writer(made, delimiter=";").writerows(rows)
        path.write_text(made.getvalue(), "utf-8")
    for name in ("leeragenda.toml", "wijk.toml"):
        text = (folder / name).read_text("utf-8")
        if name == "leeragenda.toml":
            text, times = re.subn(AGENDA, rf'\1 {WOORDEN}"', text, flags=re.MULTILINE)
            assert times > 20
        for name_of, said in NAMEN.items():
            text = text.replace(name_of, said if "naam =" in name_of else said.replace('"', '\\"'))
        (folder / name).write_text(text, "utf-8")


def _run(tmp_path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return wijkmonitor("run", "--data", "wijkdata", "--uit", "uit", "--peildatum", DAG, *more, cwd=tmp_path)


def test_every_page_is_made_with_numbers_and_words_as_people_wrote_them(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "wijkdata", tmp_path / "wijkdata")
    _said_everywhere(tmp_path / "wijkdata" / "voorbeeldwijk")
    done = _run(tmp_path, "--notebooks", str(ROOT / "notebooks"), "--wijk", "voorbeeldwijk")
    assert done.returncode == 0, done.stdout + done.stderr
    shown = {path.name: path.read_text("utf-8").replace("\u200d", "") for path in (tmp_path / "uit" / DAG).rglob("*.html")}
    for page in ("samen-leren.html", "4-interventies.html", "1-bereik.html"):
        assert "12.5%" in shown[page] and "Voorbeeldwijk None nan" in shown[page], page
    assert "url(bewegen &lt;img src=x onerror=a&gt;" in shown["4-interventies.html"].lower()


def _drawing(inside: str) -> list[str]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'
    page = f'<img alt="Een lijn" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
    return [fault for fault in find_faults(page) if "figuur" in fault]


@pytest.mark.parametrize("words", ['href="https://x.nl"', "url(bewegen", "&lt;img onerror=a&gt;", "&lt;script&gt;", "@import"])
def test_words_in_a_drawing_are_not_taken_for_code(words: str) -> None:
    assert _drawing(f"<text>{words}</text>") == []


@pytest.mark.parametrize(
    "inside",
    [
        '<script>a()</script>', '<path onload="a()"/>', '<image href="https://x.nl/a.png"/>', "<image xlink:href='//x.nl/a'/>",
        "<style>@import 'x'</style>", '<path style="fill:url(https://x.nl)"/>', '<path fill="url(//x.nl/a)"/>', "<g>",
        "<foreignObject><iframe/></foreignObject>", '<?xml-stylesheet href="x"?>', "<path onload = 'a()'/>",
    ],
)  # fmt: skip
def test_code_and_addresses_in_a_drawing_are_refused(inside: str) -> None:
    assert _drawing(inside) == ["Een figuur haalt iets van buiten het bestand of bevat code."]


def test_a_wijk_with_faults_never_stops_the_front_page_by_its_name(tmp_path: Path) -> None:
    for slug in ("stevenshof", "voorbeeldwijk", "kerncijfers"):
        shutil.copytree(ROOT / "wijkdata" / slug, tmp_path / "wijkdata" / slug)
    shutil.copy(ROOT / "wijkdata" / "catalogus.toml", tmp_path / "wijkdata")
    toml = tmp_path / "wijkdata" / "stevenshof" / "wijk.toml"
    toml.write_text(toml.read_text("utf-8").replace('naam = "Stevenshof"', 'naam = "None 12.5%"'), "utf-8")
    (tmp_path / "wijkdata" / "stevenshof" / "deelname.csv").write_text("x;y\n", "utf-8")
    done = _run(tmp_path, "--notebooks", str(ROOT / "notebooks"), "--document", "0-wijkprofiel")
    assert done.returncode == 1 and "mislukt: voorblad" not in done.stdout, done.stdout
    assert "None 12.5%" in (tmp_path / "uit" / DAG / "index.html").read_text("utf-8").replace("\u200d", "")


@pytest.mark.parametrize("said", ["waarde NaN is 12.5% van None", "1,234.5"])
def test_an_error_of_one_notebook_leaves_the_front_page_of_all(said: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    path = tmp_path / "notebooks" / "3-samenwerking.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell(f"raise ValueError({said!r} + chr(10) + 'Haal de lege rijen weg.')"))
    nbformat.write(notebook, path)
    (tmp_path / "wijkdata").symlink_to(ROOT / "wijkdata")
    done = _run(tmp_path, "--wijk", "stevenshof", "--document", "3-samenwerking")
    assert done.returncode == 1 and "mislukt: voorblad" not in done.stdout
    entries = json.loads((tmp_path / "uit" / DAG / "run.json").read_text("utf-8"))["documenten"]
    reason = next(entry["reden"] for entry in entries if entry["document"] == "3-samenwerking" and entry["status"] == "mislukt")
    assert reason.endswith("Haal de lege rijen weg.")
    front = (tmp_path / "uit" / DAG / "index.html").read_text("utf-8").replace("\u200d", "")
    assert said in front and "Haal de lege rijen weg." in front


@pytest.mark.parametrize("said", ["None", "een <NA> dus", "1,234.5", "12.5 %", "x nan y", "7.5%", "112.25%"])
def test_words_of_others_are_the_same_to_the_eye_and_no_fault_of_the_page(said: str) -> None:
    shown = woordelijk(said)
    assert shown.replace("\u200d", "") == said
    assert not LEEG.search(shown) and not ENGELS_GETAL.search(shown)
    assert woordelijk("Nancy koos 12,5% en 1.234") == "Nancy koos 12,5% en 1.234"
