"""A worked notebook per monitor question: it runs, it shows nothing about single people, and it ends in a finding of one's own
that can be pasted into the report of any wijk."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import papermill
import pytest

from wijkmonitor.dossier.records import pseudonyms
from wijkmonitor.draaien.notebookcontrole import find_pseudonym
from wijkmonitor.draaien.shell import ENGINE, fresh_shell
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.exporter import export_html
from wijkmonitor.uitgevoerd import shown_findings

ROOT = Path(__file__).resolve().parents[2]
VRAGEN = ("bereik", "gezondheid", "samenwerking", "interventies", "eigen-vraag")


@pytest.mark.parametrize("naam", VRAGEN)
def test_a_worked_notebook_ends_in_a_finding_of_ones_own(naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    notebook = nbformat.read(ROOT / "notebooks" / "verkennen" / f"{naam}.ipynb", as_version=4)
    try:
        done = papermill.execute_notebook(
            notebook, None, {"data": str(ROOT / "wijkdata"), "peildatum": "2022-12-31"}, engine_name=ENGINE, progress_bar=False
        )
    finally:
        fresh_shell()
    (finding,) = shown_findings(done.cells)
    assert finding["id"].startswith("eigen-") and finding["waarde"] is not None and finding["figuur"]["alt"]
    assert find_pseudonym(done, pseudonyms(ROOT / "wijkdata" / "voorbeeldwijk")) == 0


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "stevenshof"])
@pytest.mark.parametrize(
    ("naam", "rapport"),
    [
        ("bereik", "1-bereik"),
        ("eigen-vraag", "1-bereik"),
        ("gezondheid", "2-gezondheid"),
        ("samenwerking", "3-samenwerking"),
        ("interventies", "4-interventies"),
    ],
)
def test_its_finding_can_be_pasted_and_a_wijk_without_the_table_has_a_report_that_says_so(
    naam: str, rapport: str, wijk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    worked = nbformat.read(ROOT / "notebooks" / "verkennen" / f"{naam}.ipynb", as_version=4).cells
    head = next(place for place, cell in enumerate(worked) if cell.source.startswith("## "))
    pasted = [next(cell for cell in worked if cell.source.startswith("import ")), *worked[head : head + 3]]
    pasted = [
        nbformat.from_dict(cell | {"id": f"geplakt-{number}"}) for number, cell in enumerate(pasted)
    ]  # a paste gets an id of its own
    notebook = nbformat.read(ROOT / "notebooks" / f"{rapport}.ipynb", as_version=4)
    place = next(place for place, cell in enumerate(notebook.cells) if "rapport.antwoord(" in cell.source)
    notebook.cells[place:place] = pasted
    values = {"wijk": wijk, "data": str(ROOT / "wijkdata"), "peildatum": "2022-12-31"}
    try:
        done = papermill.execute_notebook(notebook, None, values, engine_name=ENGINE, progress_bar=False)
    finally:
        fresh_shell()
    (own,) = (finding for finding in shown_findings(done.cells) if finding["id"].startswith("eigen-"))
    html = export_html(done, naam=rapport)
    assert find_faults(html) == []
    assert (own["waarde"] is None) == (wijk == "stevenshof")
    if wijk == "stevenshof":
        hole = html.split('id="nog-niet-geleverd"')[1].split("</section>")[0]
        assert re.search(f'id="b-{own["id"]}">[A-Z]', hole)
