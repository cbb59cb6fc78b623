"""A worked notebook per monitor question: it runs, it shows nothing about single people, and it ends in a finding of one's own."""

from __future__ import annotations

from pathlib import Path

import nbformat
import papermill
import pytest

from wijkmonitor.dossier.records import pseudonyms
from wijkmonitor.draaien.notebookcontrole import find_pseudonym
from wijkmonitor.draaien.shell import ENGINE, fresh_shell
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
