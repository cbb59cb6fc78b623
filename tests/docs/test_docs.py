"""The pages of the docs follow the code; test_volgen.py follows their commands."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from benchmarks.schaal import Gemeten, table
from tests.conftest import OpenPage

from docs import maken
from wijkmonitor import load_dossier, maak_bevinding, stats
from wijkmonitor.afspraken.agenda import load_agenda
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.cli import opties
from wijkmonitor.cli.main import COMMANDS
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.schema import TABELLEN, kolommen

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
WRITTEN = (
    "index",
    "start",
    "rapport-lezen",
    "gegevens-leveren",
    "leersessie",
    "wijk-toevoegen",
    "indicator-toevoegen",
    "eigen-vraag",
)


def commands(page: str) -> list[list[str]]:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    return [shlex.split(line) for line in re.findall(r"^\s*\$ (.+)$", text, flags=re.MULTILINE)]


ALL = [(page.stem, words) for page in PAGES for words in commands(page.stem) if words[0] == "wijkmonitor"]


@pytest.mark.parametrize("name", ["gegevens.md", "indicatoren.md", "begrippen.md"])
def test_a_page_made_from_the_code_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == maken.pages()[name], "run: python docs/maken.py"


def test_the_list_of_a_question_holds_what_the_notebooks_call() -> None:
    rooms: dict[Path, str] = maken.rooms()
    assert len(rooms) == 5
    assert rooms == {path: path.read_text(encoding="utf-8") for path in rooms}, "run: python docs/maken.py"


def test_a_new_finding_needs_no_line_in_the_list_of_its_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its module and its section are enough; a call that no module answers is told with its name."""
    for name, copy in (("VRAGEN", tmp_path / "wijkmonitor" / "vragen"), ("NOTEBOOKS", tmp_path / "notebooks")):
        monkeypatch.setattr(maken, name, shutil.copytree(getattr(maken, name), copy))
    (maken.VRAGEN / "bereik" / "nieuw.py").write_text("def tel_nieuw(dossier):\n    return 1\n\n\ndef hulp():\n    return 2\n")
    path = maken.NOTEBOOKS / "1-bereik.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("nieuw = bereik.tel_nieuw(dossier)"))
    nbformat.write(notebook, path)
    made = maken.rooms()[maken.VRAGEN / "bereik" / "__init__.py"]
    assert "from wijkmonitor.vragen.bereik.nieuw import tel_nieuw\n" in made and '"tel_nieuw",' in made and "hulp" not in made
    notebook.cells.append(nbformat.v4.new_code_cell("bereik.bestaat_niet(dossier)"))
    nbformat.write(notebook, path)
    with pytest.raises(SystemExit, match="bereik: a notebook calls bestaat_niet, which no module holds"):
        maken.rooms()


@pytest.mark.parametrize(("page", "words"), ALL, ids=[f"{page}: {' '.join(words)}" for page, words in ALL])
def test_every_command_in_the_docs_is_one_that_the_program_knows(page: str, words: list[str]) -> None:
    if words[1].startswith("-"):
        assert words[1] == "--help"
        return
    assert words[1] in COMMANDS
    parser = argparse.ArgumentParser(exit_on_error=False)
    getattr(opties, words[1])(parser)
    if "--help" not in words:
        parser.parse_args(words[2:])


def test_the_example_agenda_in_the_docs_has_no_faults(tmp_path: Path) -> None:
    page = (DOCS / "leersessie.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    path = tmp_path / "leeragenda.toml"
    path.write_text(example, encoding="utf-8")
    agenda, faults = load_agenda(path, wijk="voorbeeldwijk", vandaag=date(2023, 1, 1))
    assert faults == () and len(agenda.lessen) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_page_that_exists(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert (DOCS / target).exists(), target


def test_every_page_stands_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f": {page.name}" not in menu] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_sentences_are_short(name: str) -> None:
    lengths = [len(sentence.split()) for sentence in sentences((DOCS / f"{name}.md").read_text(encoding="utf-8"))]
    assert statistics.mean(lengths) <= 12 and max(lengths) <= 20


def sentences(page: str) -> list[str]:
    """The sentences of the running text: without code, tables and headings."""
    text = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith(("#", "|", "```"))]
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(lines))
    return [part for part in re.split(r"(?<=[.?!:;])\s+|\n", plain) if re.search(r"\w", part)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without a warning in a process of its own: the tool warns of its own future on import."""
    pytest.importorskip("material", reason="the site is built with: pip install .[docs]")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", str(ROOT / "mkdocs.yml"), "-d", str(folder)],
        capture_output=True,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_builds_without_a_warning_and_loads_nothing_from_outside(site: Path) -> None:
    for page in site.glob("*.html"):
        loads = re.findall(
            r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["'](https?:[^"']+)""", page.read_text(encoding="utf-8")
        )
        assert loads == [], page.name


@pytest.mark.browser
def test_the_search_works_from_a_folder_and_finds_what_people_ask_for(open_page: OpenPage, site: Path) -> None:
    page = open_page(site / "index.html", width=1400, height=900)
    for word in ("SPSS", "export", "postcode", "seaborn"):
        field = page.locator("input.md-search__input")
        field.click()
        field.fill("")
        field.press_sequentially(word)
        page.wait_for_function(
            "word => [...document.querySelectorAll('.md-search-result__item')].some(r => r.innerText.toLowerCase().includes(word))",
            arg=word.lower(),
            timeout=30_000,
        )
        assert page.locator(".md-search-result__item", has_text=re.compile(word, re.IGNORECASE)).count() > 0, word


def test_the_page_on_many_wijken_holds_the_table_of_the_benchmark() -> None:
    few, many = Gemeten(10.0, 9.0, 290.0, 5_000_000, 14), Gemeten(40.0, 30.0, 300.0, 14_000_000, 54)
    quiet = Gemeten(0.4, 1.0, 40.0, 0, 14), Gemeten(0.7, 1.0, 40.0, 0, 54)
    made = table((few, many), quiet, 1, 4, 400, 40).splitlines()
    assert made[2:6] == [
        "| ruimte per kwartaal | 3,0 MB | 1,2 GB |",
        "| ruimte voor 40 kwartalen | 120 MB | 48 GB |",
        "| rekentijd, alles nieuw | 10 s | 1,1 uur |",
        "| rekentijd per document, alles nieuw | 0,75 s | 0,74 s bij 4 wijken |",
    ]
    page = (DOCS / "schaal.md").read_text(encoding="utf-8")
    assert all(line.split("|")[1] in page for line in made)


def templates() -> list[re.Pattern[str]]:
    """The sentences that reports can say, as patterns: what the program fills in may be anything."""
    files = [
        path for path in (ROOT / "lib/wijkmonitor").rglob("*.toml") if path.parts[-3] == "vragen" or path.parent.name in NAMEN
    ]
    texts = [text for path in files for text in strings(tomllib.loads(path.read_text(encoding="utf-8")))]
    parts = [part for text in texts for part in (text, *re.split(r"(?<=[.]) ", text))]
    hole = re.compile(r"{\w+(?::[^{}]*)?}")
    return [re.compile(".+".join(map(re.escape, hole.split(part)))) for part in parts if len(hole.sub("", part)) > 8]


NAMEN = ("afspraken", "opendata", "taal", "teksten")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(part)


def test_what_the_page_on_mended_sentences_says_of_now_is_what_reports_say() -> None:
    rows = re.findall(
        r"^\| (?!Wat was|---)[^|]+\|[^|]*\| ([^|]+) \|$", (DOCS / "beweringen-zinnen.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) >= 20
    known = templates()
    for row in rows:
        whole = any(template.fullmatch(row) for template in known)
        for sentence in () if whole else re.split(r"(?<=[a-z0-9][.]) (?=[A-Z])", row):
            assert any(template.fullmatch(sentence) for template in known), sentence


def test_the_three_questions_of_a_student_run_as_written_with_the_lines_and_answers_of_the_page() -> None:
    part = (DOCS / "eigen-vraag.md").read_text("utf-8").partition("## Een uur")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+\?) \| (\d+) \| ([^|]+) \|$", part, re.MULTILINE)
    cells = re.findall(r"```python\n(.+?)```", part, re.DOTALL)
    assert len(rows) == len(cells) == 3
    for (question, lines, answer), cell in zip(rows, cells, strict=True):
        shown: list[Bevinding] = []
        rapport = SimpleNamespace(
            dossier=load_dossier("voorbeeldwijk", data=ROOT / "wijkdata", peildatum="2022-12-31"), show=shown.append
        )
        exec(cell, {"open_rapport": lambda *a, rapport=rapport, **k: rapport, "stats": stats, "maak_bevinding": maak_bevinding})
        assert f"**{question}**" in part and int(lines) == len(cell.strip().splitlines()), question
        assert [found.lees for found in shown] == [answer], question


def test_the_page_for_a_dpia_names_every_table_about_people_and_who_delivers_it() -> None:
    """A table about people that is added has to be told there too, with each of its columns that says something of somebody."""
    text = (DOCS / "voor-de-functionaris.md").read_text(encoding="utf-8")
    told = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `")}
    people = {name: table for name, table in TABELLEN.items() if table.gevoelig}
    assert people.keys() <= told.keys()
    words = ("buurt", "geslacht", "leeftijdsgroep", "organisatie", "rol", "meting", *OMSTANDIGHEDEN)
    for name in people:
        about = told[name].split("|")[2]
        assert {word for word in words if word in about} == {word for word in words if word in kolommen(name)}, name
