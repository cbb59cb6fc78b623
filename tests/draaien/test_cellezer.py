"""What a cell works with is told from its code: rows of people stay of people until they are counted through the gate."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from wijkmonitor.draaien.celbron import Bron, Celbron
from wijkmonitor.draaien.cellezer import follow

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """from wijkmonitor import load_dossier, maak_bevinding, stats, figuur_van
from wijkmonitor.vragen import bereik, samenwerking
import pandas as pd, seaborn as sns, matplotlib.pyplot as plt
dossier = load_dossier("voorbeeldwijk")
mensen = dossier.tabel("deelname")
rauw = mensen["geslacht"].value_counts()
telling = dossier.poort.tel(rauw)"""
MENSEN = {
    "a row": "mensen.iloc[0]",
    "made ordinary": "pd.DataFrame(mensen).head().to_html()",
    "in two steps": "lijst = pd.DataFrame(mensen)\nlijst",
    "a loop": "for rij in mensen.itertuples(): print(rij.thuistaal)",
    "a comprehension": "[rij.buurt for rij in mensen.itertuples()]",
    "one number": "(mensen.geslacht == 'x').sum()",
    "in a sentence": "aantal = len(mensen[mensen.geslacht == 'x'])\nprint(f'Er waren {aantal} mensen')",
    "filled again": "telling.fillna(rauw)",
    "changed in place": "telling.update(rauw)\ntelling",
    "put in a cell": "telling['x'] = rauw['x']\ntelling",
    "put in a list": "lijst = []\nfor rij in mensen.itertuples(): lijst.append(rij.buurt)\nlijst",
    "in a branch": "uit = telling\nif len(telling) > 2:\n    uit = rauw\nuit",
    "an own function": "def toon(d):\n    return d.tabel('deelname').iloc[0]\ntoon(dossier)",
    "another room": "import hulp\nhulp.toon(dossier)",
    "a file": "pd.read_csv(f'{map}/deelname.csv')",
    "what was shown before": "_",
    "a magic": "%whos",
    "what the error tells": "try:\n    int(mensen.iloc[0, 0])\nexcept ValueError as fout:\n    print(fout)",
    "of a step": "bereik.count_deelnemers(dossier).deelname",
    "of a step, scores": "samenwerking.score_factoren(dossier).scores",
    "hidden in the dossier": "dossier._tabellen",
    "a sum for a count": "dossier.poort.tel(mensen.groupby('geslacht')['kinderen'].max())",
    "a table by a name": "naam = 'deelname'\ndossier.tabel(naam)",
    "under another name": "from wijkmonitor import load_dossier as ld\nld('voorbeeldwijk').tabel('deelname').iloc[0]",
    "through the whole library": "import wijkmonitor as wm\nwm.load_dossier('voorbeeldwijk').tabel('deelname').iloc[0]",
    "from another room of the library": "from wijkmonitor.dossier.records import read_records\nread_records('x').tabellen",
    "a method kept": "haal = dossier.tabel\nhaal('deelname').iloc[0]",
    "a function of one line": "haal = lambda d: d.tabel('deelname')\nhaal(dossier).iloc[0]",
    "printed beside": "x = print(len(mensen))",
    "a widget": "import ipywidgets as w\n@w.interact(groep=['v', 'm'])\ndef toon(groep):\n    print(mensen[mensen.geslacht == groep].to_string())",
}
NIET = {
    "a count that passed": "telling",
    "a share of it": "telling / telling.sum()",
    "through an own name": "poort = dossier.poort\npoort.tel(mensen.groupby('buurt').size())",
    "a step": "deelnemers = bereik.count_deelnemers(dossier)\ndeelnemers",
    "the counts of a step": "bereik.count_deelnemers(dossier).verwijzers",
    "open figures": "dossier.kerncijfers.buurten('inwoners').head()",
    "the wijk": "dossier.wijk.naam, dossier.peildatum",
    "interventions": "pd.crosstab(dossier.tabel('interventies').thema, dossier.tabel('interventies').erkend)",
    "a number with a margin": "stats.mean(mensen['kinderen'].dropna())",
    "written here": "[2018, 2019, 2020]",
    "a name that was replaced": "lijst = mensen\nlijst = telling\nlijst",
    "the dossier itself": "print(dossier)",
}
FIGUREN = {
    "sns.stripplot(data=mensen, x='geslacht', y='kinderen');": Bron.MENSEN,
    "rauw.plot.barh();": Bron.MENSEN,
    "fig, ax = plt.subplots()\nax.bar(rauw.index, rauw)": Bron.MENSEN,
    "mensen.hist('kinderen');": Bron.MENSEN,
    "ax = sns.barplot(x=telling, y=telling.index)": Bron.OPEN,
    "t = dossier.poort.tel(mensen.groupby('buurt').size())\nsns.barplot(x=t, y=t.index);": Bron.OPEN,
}
BEVINDINGEN = {
    "telling, kop='Zo is het'": Bron.OPEN,
    "telling, rijen=mensen, kop='Zo is het'": Bron.OPEN,
    "rauw, kop='Zo is het'": Bron.MENSEN,
    "telling, kop=f'Maar {len(mensen)} mensen'": Bron.MENSEN,
    "telling, let_op=dossier.tabel('kwalitatief')['tekst'].iloc[0]": Bron.MENSEN,
    "telling, figuur=sns.stripplot(data=mensen, x='geslacht')": Bron.MENSEN,
    "telling, figuur=figuur_van(sns.countplot(data=mensen, x='geslacht'), alt='Balken.')": Bron.MENSEN,
}


def _cell(code: str) -> Celbron:
    return follow([BEGIN, code])[-1]


@pytest.mark.parametrize("code", MENSEN.values(), ids=list(MENSEN))
def test_what_is_made_of_rows_of_people_is_of_people(code: str) -> None:
    assert _cell(code).toont is Bron.MENSEN


@pytest.mark.parametrize("code", NIET.values(), ids=list(NIET))
def test_what_passed_the_gate_or_is_open_is_not(code: str) -> None:
    assert _cell(code).toont is not Bron.MENSEN


@pytest.mark.parametrize(("code", "bron"), FIGUREN.items(), ids=list(FIGUREN))
def test_a_figure_is_of_what_it_was_drawn_from(code: str, bron: Bron) -> None:
    assert _cell(code).tekent is bron


@pytest.mark.parametrize(("arguments", "bron"), BEVINDINGEN.items(), ids=list(BEVINDINGEN))
def test_a_finding_is_of_its_words_table_and_figure(arguments: str, bron: Bron) -> None:
    code = f"deel = stats.proportion(30, 100)\nmaak_bevinding('eigen', dossier, deel, {arguments}, bron='deelname')"
    assert _cell(code).bevinding is bron


def test_what_a_cell_made_is_known_in_the_next() -> None:
    cells = follow([BEGIN, "lijst = pd.DataFrame(mensen)", "ax = sns.barplot(data=lijst)", "lijst.head()", "ax"])
    assert [cell.toont for cell in cells[1:]] == [Bron.NIETS, Bron.NIETS, Bron.MENSEN, Bron.MENSEN]
    assert cells[2].tekent is Bron.MENSEN


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_notebook_of_a_report_works_with_rows_of_people(path: Path) -> None:
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert len(code) > 1
    assert all(Bron.MENSEN not in vars(cell).values() for cell in follow(code))
