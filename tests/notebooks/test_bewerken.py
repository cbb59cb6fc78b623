"""The report follows its notebook: cells taken away, moved, changed and added, run as a run does, and the page looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from papermill.exceptions import PapermillExecutionError

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.draaien.shell import ENGINE, fresh_shell
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.exporter import export_html
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, payloads, shown_findings

ROOT = Path(__file__).resolve().parents[2]
RAPPORTEN = [naam for naam, soort in DOCUMENTEN.items() if soort.rekent]
EIGEN = """from wijkmonitor import maak_bevinding, stats
tabel = dossier.tabel("{tabel}")
telling = dossier.poort.tel(tabel["herkomst"].value_counts())
mensen = tabel.drop_duplicates("respondent").head(60) if "respondent" in tabel else tabel.head(60)
half = stats.proportion(len(mensen) // 2, len(mensen))
eigen = maak_bevinding("eigen-vraag", dossier, half, telling, bron="{tabel}", rijen=mensen, kop="Dit is onze eigen vraag"{figuur})
rapport.show(eigen{plaats})"""
TEKENEN = """import seaborn as sns
ax = sns.barplot(x=[30, 60], y=["deel", "alles"])"""

Cellen = list[Any]


def _cells(naam: str) -> Cellen:
    cells: Cellen = nbformat.read(ROOT / "notebooks" / DOCUMENTEN[naam].notebook, as_version=4).cells
    return cells


def _sections(cells: Cellen) -> list[range]:
    """The places of the cells of each section that holds a finding."""
    heads = [place for place, cell in enumerate(cells) if cell.source.startswith("## ")]
    parts = [range(first, last) for first, last in zip(heads, [*heads[1:], len(cells)], strict=True)]
    return [part for part in parts if any("rapport.show(" in cells[place].source for place in part)]


def _run(naam: str, cells: Cellen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The executed notebook."""
    monkeypatch.chdir(tmp_path)
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    parameters = {"wijk": "voorbeeldwijk", "peildatum": "2022-12-31", "data": str(ROOT / "wijkdata")}
    try:
        return papermill.execute_notebook(notebook, None, parameters, engine_name=ENGINE, progress_bar=False)
    finally:
        fresh_shell()


def _look(naam: str, cells: Cellen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], str]:
    """The ids in the report in its order, and its page, in which nothing is wrong."""
    notebook = _run(naam, cells, tmp_path, monkeypatch)
    html = export_html(notebook, naam=naam)
    assert find_faults(html) == []
    ids = [data["id"] for data in shown_findings(notebook.cells)]
    order = re.findall(r'<article class="(?:bevinding|klein) blad" id="b-([^"]+)"', html)
    holes = re.findall(r'<li id="b-([^"]+)"', html)
    main = [data["id"] for data in shown_findings(notebook.cells) if data["plaats"] == "rapport" and data["id"] not in holes]
    assert order == main + [id for id in ids if id not in (*main, *holes)]
    assert re.findall(r'<li><a href="#b-([^"]+)"><b>\d</b>', html) == main
    assert len(next(payloads(notebook.cells, DOCUMENT_MIME))["antwoord"]) >= 1
    return ids, html


def _delete(cells: Cellen) -> Cellen:
    gone = _sections(cells)[0]
    return [cell for place, cell in enumerate(cells) if place not in gone]


def _move(cells: Cellen) -> Cellen:
    first, second = _sections(cells)[:2]
    order = [*range(first.start), *second, *first, *range(second.stop, len(cells))]
    return [cells[place] for place in order]


def _add(cells: Cellen, code: list[str]) -> Cellen:
    place = next(place for place, cell in enumerate(cells) if "rapport.antwoord(" in cell.source) - 1
    text = "## Onze eigen vraag\n\n**Wat is dit?** Iets van ons zelf.\n\n**Waarom telt het?** Zo leren we.\n\n**Let op.** Het is een proef."
    return [*cells[:place], new_markdown_cell(text), *map(new_code_cell, code), *cells[place:]]


def _table(naam: str) -> str:
    return {"0-wijkprofiel": "stickerbord"}.get(naam, DOCUMENTEN[naam].leest[0])


@pytest.mark.parametrize("naam", RAPPORTEN)
class TestBewerken:
    @pytest.mark.parametrize("edit", [_delete, _move], ids=["delete", "move"])
    def test_a_section_taken_away_or_moved(
        self, naam: str, edit: Callable[[Cellen], Cellen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cells = _cells(naam)
        before = re.findall(r"rapport\.show\(\w+\.(\w+)\(", "\n".join(cell.source for cell in cells))
        ids, html = _look(naam, edit(deepcopy(cells)), tmp_path, monkeypatch)
        assert len(ids) == len(before) - (edit is _delete)
        assert len(re.findall("<h1>", html)) == 1 and "Het gesprek" in html

    @pytest.mark.parametrize("drawn", [False, True], ids=["table", "seaborn"])
    def test_a_finding_of_ones_own(self, naam: str, drawn: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        figure = ', figuur=ax, alt="Twee staven. Deel: 30. Alles: 60."' if drawn else ""
        code = EIGEN.format(tabel=_table(naam), figuur=figure, plaats="")
        ids, html = _look(naam, _add(_cells(naam), [TEKENEN, code] if drawn else [code]), tmp_path, monkeypatch)
        assert "eigen-vraag" in ids
        article = html.split('id="b-eigen-vraag"')[1].split("</article>")[0]
        assert "Iets van ons zelf." in article and "Het is een proef." in article and "<table" in article
        assert ("Twee staven. Deel: 30. Alles: 60." in article) == drawn
        assert "Dit is onze eigen vraag" in html.split('class="inhoud"')[1].split("</nav>")[0]

    def test_a_working_cell_stays_in_the_notebook(self, naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        _, html = _look(naam, _add(_cells(naam), ['print("alleen voor mij")', "dossier.peildatum"]), tmp_path, monkeypatch)
        assert "alleen voor mij" not in html and "datetime" not in html

    def test_after_the_answer_a_finding_is_refused_with_the_way_out(
        self, naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cells = _cells(naam)
        code = EIGEN.format(tabel=_table(naam), figuur="", plaats=', plaats="meer cijfers"')
        with pytest.raises(PapermillExecutionError, match=r"Zet haar boven de cel met rapport\.antwoord"):
            _run(naam, [*cells, new_code_cell(code)], tmp_path, monkeypatch)


@pytest.mark.parametrize(
    "code",
    [
        'dossier.tabel("deelname")',
        'print(dossier.tabel("deelname").head())',
        'display(dossier.tabel("deelname")["geslacht"].value_counts())',
        'dossier.tabel("deelname").groupby("buurt").size()',
    ],
)
def test_rows_about_people_and_counts_of_them_stop_the_notebook(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PapermillExecutionError, match="gegevens van losse mensen zien. Dat mag niet"):
        _run("1-bereik", _add(_cells("1-bereik"), [code]), tmp_path, monkeypatch)


@pytest.mark.parametrize("age", [25, 65])
def test_another_age_limit_changes_who_is_counted(age: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = _cells("1-bereik")
    changed = [cell for cell in cells if "vanaf_leeftijd=15" in cell.source]
    assert len(changed) == 1
    changed[0].source = changed[0].source.replace("vanaf_leeftijd=15", f"vanaf_leeftijd={age}")
    _, html = _look("1-bereik", cells, tmp_path, monkeypatch)
    article = html.split('id="b-bereik-wie-missen-we"')[1].split("</article>")[0]
    assert "mensen van 15 tot 25 jaar" not in article and ("mensen van 25 tot 45 jaar" in article) == (age == 25)
    assert f"Wie jonger is dan {age} jaar, telt niet mee." in article
