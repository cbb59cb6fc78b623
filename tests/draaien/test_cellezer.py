"""What a cell works with is told from its code: rows of people stay of people until they are counted through the gate."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from wijkmonitor.draaien.cellezer import follow
from wijkmonitor.draaien.celnamen import Bron, Celbron

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
    "a magic with a number": "%env AANTAL={len(mensen)}",
    "a magic with a name": "%env RIJEN=$mensen",
    "timed": "%time len(mensen)",
    "a timed cell": "%%time\nmensen.buurt.tolist()",
    "timed often": "%timeit -n 1 -r1 print(len(mensen))",
    "a cell timed often": "%%timeit -n1\nprint(len(mensen))",
    "made in a timed cell": "%%time\nd = dossier.tabel('deelname')\n#---\nd.at[3, 'buurt']",
    "made in a cell that keeps silent": "%%capture\nd = dossier.tabel('deelname')\n#---\nd.at[3, 'buurt']",
    "said in a cell that keeps silent": "%%capture uit\nprint(mensen.at[3, 'buurt'])\n#---\nuit.stdout",
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
    "a step within a dict": "stappen = {'a': bereik.count_deelnemers(dossier)}\nstappen['a'].deelname.head()",
    "two steps at once": "d, e = bereik.count_deelnemers(dossier), 1\nd.deelname.head()",
    "a step from a loop": "for stap in (bereik.count_deelnemers(dossier),): print(stap.deelname)",
    "a step that may fail": "d = None\ntry:\n    d = bereik.count_deelnemers(dossier)\nexcept ValueError:\n    pass\nd.deelname",
    "another table of a step": "bereik.count_deelnemers(dossier).bewoners.head()",
    "a dossier in a list": "haal = [dossier][0].tabel\nhaal('deelname').iloc[0]",
    "a function of its own": "def tel():\n    return (dossier.tabel('deelname').geslacht == 'x').sum()\ntel()",
    "a function before its table": "def tel():\n    return len(later)\nlater = dossier.tabel('deelname')\ntel()",
    "a function that prints": "def toon(d):\n    print(len(d))\nuit = toon(mensen)",
    "a function that is kept": "from functools import lru_cache\n@lru_cache\ndef haal(naam):\n    return dossier.tabel(naam)\nlen(haal('deelname'))",
    "a generator": "def rijen():\n    yield dossier.tabel('deelname')\nnext(rijen())",
    "a global": "def zet():\n    global n\n    n = len(mensen)\nzet()\nn",
    "a list filled by a function": "lijst = []\ndef verzamel(d):\n    for r in d.itertuples():\n        lijst.append(r.buurt)\nverzamel(mensen)\nlijst",
    "a list filled in a comprehension": "lijst = []\n_ = [lijst.append(r.buurt) for r in mensen.itertuples()]\nlijst",
    "a list filled by apply": "lijst = []\nx = mensen.apply(lambda r: lijst.append(r.buurt), axis=1)\nlijst",
    "an argument filled by a function": "def voeg(l, d):\n    l.append(d.iloc[0])\nlijst = []\nvoeg(lijst, mensen)\nlijst",
    "the same list by another name": "lijst = []\nrest = lijst\nrest.append(mensen.iloc[0])\nlijst",
    "print handed over": "x = list(map(print, mensen.buurt))",
    "print within apply": "x = mensen.groupby('geslacht').apply(lambda g: print(len(g)))",
    "a class": "class Rapport:\n    def aantal(self):\n        return len(mensen)\nRapport().aantal()",
    "what a class keeps": "class Rapport:\n    def __init__(self):\n        self.m = mensen\n    def lijst(self):\n        return list(self.m.buurt)\nRapport().lijst()",
    "a coroutine": "async def haal():\n    return len(mensen)\nawait haal()",
    "a test that keeps": "if (n := len(mensen)) < 5:\n    print(n)",
    "a match": "match mensen.head(1).values.tolist():\n    case [eerste]:\n        print(eerste)",
    "a command": "bestand = !ls\nbestand",
    "a file by a name": "pd.read_csv(f'{map}/{naam}.csv')",
    "a summary with a name": "hoogste = mensen.groupby('buurt')['kinderen'].max()\ndossier.poort.tel(hoogste)",
    "a number of the gate": "dossier.poort.aantal(len(mensen), 600)",
    "a function that is given back": "def a():\n    def b():\n        return len(mensen)\n    return b\na()()",
    "a line that is given back": "def a():\n    return lambda: len(mensen)\na()()",
    "what stands in the place of an argument": "def a(n=len(mensen)):\n    return n\na()",
    "a table by its words": "import duckdb\nduckdb.sql('select count(*) from mensen').fetchone()",
    "a file of referrals": "pd.read_csv('wijkdata/voorbeeldwijk/doorverwijzingen.csv')['aantal'].min()",
    "the inside of the gate": "dossier.poort._cover({'': rauw})",
    "the smallest month": "dossier.tabel('doorverwijzingen').aantal.min()",
    "the smallest group of visitors": 'print(f\'Minstens {dossier.tabel("activiteiten")["bezoekers"].min()}\')',
    "the smallest referrer through the gate": "dossier.poort.tel(dossier.tabel('doorverwijzingen').groupby('verwijzer')['aantal'].min())",
    "an organisation": "dossier.tabel('organisaties')['organisatie'].iloc[0]",
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
    "a remark that asks": "# Wie doet er mee?\ntelling",
    "an own function with the gate": "def tel(d, kolom):\n    return d.poort.tel(d.tabel('deelname').groupby(kolom).size())\ntel(dossier, 'buurt')",
    "a name of a column": "kolom = 'buurt'\nt = dossier.poort.tel(mensen.groupby(kolom).size())\nt.rename_axis(kolom)",
    "labels": "namen = {'v': 'vrouw'}\nx = mensen['geslacht'].map(namen)\ntelling.rename(namen)",
    "what is beside people": "x = mensen[mensen['geslacht'].isin(telling.index)]\ntelling",
    "display after a sentence": "display(f'In totaal {len(mensen)} rijen');\n#---\ndisplay(telling)",
    "the gate in a pipe": "t = mensen.groupby('buurt').size().pipe(dossier.poort.tel)\ntelling",
    "an error about open figures": "try:\n    x = telling['v']\nexcept KeyError as fout:\n    print(fout)",
    "dossiers in a loop": "for naam, d in {'a': dossier}.items():\n    display(d.poort.tel(d.tabel('deelname').groupby('buurt').size()))",
    "people counted with agg": "dossier.poort.tel(mensen.groupby('buurt').agg(aantal=('status', 'size')))",
    "a number in the place of an argument": "def a(t, n=2):\n    return t.head(n)\na(telling)",
    "a function of words": "def a():\n    return lambda n: f'{n} jaar'\na()(3)",
    "referrals counted": "dossier.poort.tel(dossier.tabel('doorverwijzingen').groupby('verwijzer')['aantal'].sum())",
    "visits counted": "b = dossier.tabel('activiteiten').dropna(subset=['bezoekers'])\ndossier.poort.tel(b.groupby('setting').bezoekers.sum())",
    "a magic that shows nothing": "%matplotlib inline",
    "a magic with words": "%env WIJK=ja\n%precision 2\n3.14159",
    "a count that is timed": "%%time\ntelling",
    "timed and kept": "%time d = dossier.tabel('deelname')",
}
HULP = """from functools import lru_cache
from wijkmonitor import load_dossier, stats
import matplotlib.pyplot as plt
import pandas as pd
BLAUW, KOP = "#005a9c", "Zo is het"
AANTAL = len(load_dossier("voorbeeldwijk").tabel("deelname"))
def aantal():
    return len(load_dossier("voorbeeldwijk").tabel("deelname"))
@lru_cache
def bewaard():
    return aantal()
def tel(dossier, kolom):
    return dossier.poort.tel(_rijen(dossier).groupby(kolom).size())
def _rijen(dossier):
    return dossier.tabel("deelname")
def per_100(telling):
    return 100 * telling / telling.sum()
def meld(tekst):
    print(tekst)
def doe(wat, waarmee):
    return wat(waarmee)
def teken():
    fig, ax = plt.subplots()
    ax.bar(["v", "m"], _rijen(load_dossier("voorbeeldwijk"))["geslacht"].value_counts())
    return fig
class Rapport:
    def aantal(self):
        return aantal()
"""
UIT_MODULE = {
    "a number": "import hulp\nhulp.aantal()",
    "a number that is kept": "import hulp\nhulp.AANTAL",
    "a function by its name": "from hulp import aantal\naantal()",
    "under another name": "from hulp import aantal as n\nn()",
    "the module by another name": "import hulp as h\nk = h\nk.aantal()",
    "all of it": "from hulp import *\naantal()",
    "a function that is kept": "import hulp\nhulp.bewaard()",
    "a class": "from hulp import Rapport\nRapport().aantal()",
    "printed there": "import hulp\nx = hulp.meld(len(mensen))",
    "a function handed over": "import hulp\nx = hulp.doe(print, len(mensen))",
    "an own function handed over": "def doe(wat, waarmee):\n    wat(waarmee)\ndoe(print, len(mensen))",
    "rows handed over": "import hulp\nhulp.per_100(rauw)",
    "drawn there": "import hulp\nhulp.teken()",
    "through another module": "import tussen\ntussen.aantal()",
    "what is not there": "import hulp\nhulp.onbekend",
    "a module that is not found": "import elders\nelders.aantal()",
    "a module by its words": "import importlib\nimportlib.import_module('hulp').aantal()",
    "by a magic": "%run hulp.py\n#---\naantal()",
}
NIET_UIT_MODULE = {
    "a count that passed": "import hulp\nhulp.tel(dossier, 'buurt')",
    "the same by its name": "from hulp import tel as t\nt(dossier, 'buurt')",
    "a share of what passed": "import hulp\nhulp.per_100(telling)",
    "a colour": "import hulp\nsns.barplot(x=telling, y=telling.index, color=hulp.BLAUW)",
    "words": "from hulp import KOP\nKOP",
    "printed words": "import hulp\nx = hulp.meld('klaar')",
    "another module through it": "import hulp\nhulp.stats.proportion(18, 60)",
}
FIGUREN = {
    "sns.stripplot(data=mensen, x='geslacht', y='kinderen');": Bron.MENSEN,
    "rauw.plot.barh();": Bron.MENSEN,
    "v = dossier.tabel('doorverwijzingen')\nv.groupby('verwijzer')['aantal'].sum().plot.barh();": Bron.MENSEN,
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
    "telling, **opties": Bron.MENSEN,
    "telling, **woorden": Bron.OPEN,
    "telling, kop=kop(mensen)": Bron.MENSEN,
    "telling, figuur=sns.stripplot(data=mensen, x='geslacht')": Bron.MENSEN,
    "telling, figuur=figuur_van(sns.countplot(data=mensen, x='geslacht'), alt='Balken.')": Bron.MENSEN,
}


def _cell(code: str) -> Celbron:
    return follow([BEGIN, *code.split("\n#---\n")])[-1]


@pytest.mark.parametrize("code", MENSEN.values(), ids=list(MENSEN))
def test_what_is_made_of_rows_of_people_is_of_people(code: str) -> None:
    assert _cell(code).van_mensen


@pytest.mark.parametrize("code", NIET.values(), ids=list(NIET))
def test_what_passed_the_gate_or_is_open_is_not(code: str) -> None:
    assert not _cell(code).van_mensen


@pytest.fixture
def own_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module of one's own, and one that only passes its names on."""
    (tmp_path / "hulp.py").write_text(HULP, encoding="utf-8")
    (tmp_path / "tussen.py").write_text("from hulp import aantal\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("own_modules")
@pytest.mark.parametrize("code", UIT_MODULE.values(), ids=list(UIT_MODULE))
def test_what_an_own_module_makes_of_rows_of_people_is_of_people(code: str) -> None:
    assert _cell(code).van_mensen


@pytest.mark.usefixtures("own_modules")
@pytest.mark.parametrize("code", NIET_UIT_MODULE.values(), ids=list(NIET_UIT_MODULE))
def test_what_an_own_module_lets_through_the_gate_or_writes_itself_is_not(code: str) -> None:
    assert not _cell(code).van_mensen and Bron.MENSEN not in _cell(code).tekent


def test_a_module_that_a_kernel_of_its_own_found_in_a_folder_is_read_where_it_stands_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dubbel.py").write_text(HULP, encoding="utf-8")
    (tmp_path / "een" / "enkel.py").write_text(HULP, encoding="utf-8")
    assert not _cell("import enkel\nenkel.tel(dossier, 'buurt')").van_mensen
    assert _cell("import enkel\nenkel.aantal()").van_mensen
    assert _cell("import dubbel\ndubbel.tel(dossier, 'buurt')").van_mensen


@pytest.mark.usefixtures("own_modules")
def test_a_figure_of_an_own_module_and_a_finding_with_its_words_are_of_what_they_were_made_of() -> None:
    assert _cell("import hulp\nhulp.teken();").tekent_mensen
    made = "maak_bevinding('eigen', dossier, stats.proportion(30, 100), telling, bron='deelname', kop="
    assert Bron.MENSEN in _cell(f"import hulp\n{made}f'Er zijn {{hulp.aantal()}}')").bevinding
    assert Bron.MENSEN not in _cell(f"import hulp\n{made}hulp.KOP)").bevinding


@pytest.mark.parametrize(("code", "bron"), FIGUREN.items(), ids=list(FIGUREN))
def test_a_figure_is_of_what_it_was_drawn_from(code: str, bron: Bron) -> None:
    assert (Bron.MENSEN in _cell(code).tekent) == (bron is Bron.MENSEN) and _cell(code).tekent


@pytest.mark.parametrize(("arguments", "bron"), BEVINDINGEN.items(), ids=list(BEVINDINGEN))
def test_a_finding_is_of_its_words_table_and_figure(arguments: str, bron: Bron) -> None:
    code = "opties = dict(kop=f'Maar {len(mensen)}')\nwoorden = {'rijen': mensen, 'kop': 'Zo'}\ndef kop(d):\n    return f'Maar {len(d)}'\n"
    code += f"deel = stats.proportion(30, 100)\nmaak_bevinding('eigen', dossier, deel, {arguments}, bron='deelname')"
    assert (Bron.MENSEN in _cell(code).bevinding) == (bron is Bron.MENSEN)


@pytest.mark.parametrize(
    "code",
    [
        "fig, ax = plt.subplots()\nsns.countplot(data=mensen, x='geslacht', ax=ax)\n#---\nfig",
        "sns.countplot(data=mensen, x='geslacht')\nf = plt.gcf()\n#---\nf",
        "fig, axs = plt.subplots(2, 3)\nfor ax, k in zip(axs.flat, ['a']):\n    ax.bar(rauw.index, rauw)\n#---\nfig",
    ],
)
def test_a_figure_that_is_kept_is_of_what_was_drawn_on_it(code: str) -> None:
    assert _cell(code).van_mensen


def test_a_long_chain_and_a_deep_sum_are_read_fast() -> None:
    chain = "mensen" + ".assign(b=1)" * 60
    assert _cell(chain).van_mensen
    assert _cell("+".join(["mensen"] * 3000)).van_mensen


def test_after_a_cell_that_can_not_be_read_the_next_is_read_as_ever() -> None:
    deep = "def f(x):\n    return " + "+".join(["x"] * 900) + "\nf(f(f(mensen)))"
    assert [cell.van_mensen for cell in follow([BEGIN, deep, "mensen.head()", "telling"])][1:] == [True, True, False]


def test_words_of_a_conversation_are_in_a_finding_too() -> None:
    assert Bron.MENSEN in _cell("rapport = dossier\nrapport.gesprek(binnenkring=[f'Wie zijn de {len(mensen)}?'])").bevinding


def test_what_a_cell_made_is_known_in_the_next() -> None:
    cells = follow([BEGIN, "lijst = pd.DataFrame(mensen)", "ax = sns.barplot(data=lijst)", "lijst.head()", "ax"])
    assert [cell.van_mensen for cell in cells[1:]] == [False, False, True, True]
    assert Bron.MENSEN in cells[2].tekent


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_notebook_of_a_report_works_with_rows_of_people(path: Path) -> None:
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert len(code) > 1
    assert all(Bron.MENSEN not in cell.toont | cell.tekent | cell.bevinding for cell in follow(code))
