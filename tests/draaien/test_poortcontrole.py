"""Nothing of people leaves a run beside the gate: tables in any form, and codes of people of any wijk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell
from tests.opdracht import ROOT, wijkmonitor

from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.notebookcontrole import fault_in_notebook
from wijkmonitor.draaien.shell import ENGINE, fresh_shell

BEGIN = f"""import pandas as pd
from wijkmonitor import load_dossier, stats
dossier = load_dossier("voorbeeldwijk", data={str(ROOT / "wijkdata")!r}, peildatum="2022-12-31")
mensen = dossier.tabel("deelname")
kruis = pd.crosstab(mensen["geslacht"], mensen["leeftijdsgroep"])
zonder_code = pd.DataFrame(mensen).drop(columns="deelnemer").head(8)
telling = dossier.poort.tel(mensen.groupby("leeftijdsgroep").size())"""
TABEL = redenen.zin("niet_door_de_poort", nummer=2)
MENSEN = "cel 2 geeft een fout: GevoeligFout: Deze cel laat gegevens van losse mensen zien."
ONGEZIEN = {
    "print(kruis)": TABEL,
    "print(kruis.to_string())": TABEL,
    "kruis.style": TABEL,
    "kruis": TABEL,
    "print(kruis.to_dict())": TABEL,
    "kruis.to_dict('list')": TABEL,
    "print(kruis.to_csv(sep='\\t'))": TABEL,
    "print(kruis.to_html())": TABEL,
    "kruis['65+'].to_dict()": TABEL,
    "print(kruis.to_numpy().tolist())": TABEL,
    "kruis.to_numpy()": TABEL,
    "print(zonder_code.to_string())": TABEL,
    "zonder_code[['geslacht', 'status']].to_dict('records')": TABEL,
    "zonder_code[['geslacht', 'status']].to_numpy()": TABEL,
    "list(mensen['geslacht'].head(9))": TABEL,
    "dossier.poort.tel(len(mensen))": "cel 2 geeft een fout: ValueError: counts is int Geef een telling per groep",
    "print([(row.geslacht, row.buurt) for row in mensen.head(5).itertuples()])": TABEL,
    "for row in zonder_code.itertuples(): print(row)": TABEL,
    "for row in mensen.head(5).itertuples(): print(row.leeftijdsgroep, row.geslacht)": TABEL,
    "for group in ('m', 'v'): print(group, (mensen['geslacht'] == group).sum())": TABEL,
    "print(kruis['65+'].to_string())": TABEL,
    "from IPython.display import Markdown\nMarkdown('| g | n |\\n|---|---|\\n| m | 3 |')": TABEL,
    "print(telling)\nprint(kruis)": TABEL,
    "kruis.to_string()": TABEL,
    "f'{kruis}'": TABEL,
    "for kind, n in mensen.groupby('thuistaal').size().items(): print(f'{kind}: {n}')": TABEL,
    "print(' | '.join(f'{k}: {n}' for k, n in mensen.groupby('geslacht').size().items()))": TABEL,
    "print(mensen.iloc[0]['geslacht'], mensen.iloc[0]['leeftijdsgroep'])": TABEL,
    "mensen['start'].dt.year.dropna().head(9).tolist()": TABEL,
    "stats.mean(dossier.tabel('vragenlijst')['tevredenheid'].dropna().head(2))": TABEL,
    "telling.to_frame('n').join(kruis.T)": TABEL,
    "telling.to_frame('n').assign(x=kruis.loc['x'])": "cel 2 geeft een fout: GevoeligFout: Deze kolom ging niet door de poort",
    "from IPython.display import HTML\nHTML(''.join(f'<li>{r.geslacht}, {r.buurt}</li>' for r in mensen.head(5).itertuples()))": TABEL,
    "from IPython.display import HTML\nHTML(f'<pre>{kruis.to_string()}</pre>')": TABEL,
    "import seaborn as sns\nsns.stripplot(data=mensen, x='geslacht', y='leeftijdsgroep');": TABEL,
    "for row in mensen.head(5).itertuples(): print(row.interventie, row.thuistaal)": TABEL,
    "telling.fillna(mensen.groupby('leeftijdsgroep').size())": TABEL,
    "telling - dossier.poort.tel(mensen[mensen['geslacht'] == 'v'].groupby('leeftijdsgroep').size())": MENSEN,
    "mensen.to_excel('mensen.xlsx')": MENSEN,
    "mensen['start'].to_pickle('start.pkl')": MENSEN,
    "dossier.poort.tel(dossier.tabel('vragenlijst').groupby('geslacht')['tevredenheid'].median())": "cel 2 geeft een fout: ValueError: counts has sums or means",
    "dossier.poort.tel(pd.crosstab(mensen.geslacht, mensen.leeftijdsgroep, margins=True))": "cel 2 geeft een fout: ValueError: counts has a group",
    "dossier.poort.tel(dossier.tabel('vragenlijst')['tevredenheid'].dropna().astype(int))": "cel 2 geeft een fout: ValueError: counts has the rows",
    "dossier.poort.tel(mensen.groupby('deelnemer').size())": "cel 2 geeft een fout: ValueError: counts per deelnemer",
    "stats.mean(mensen['start'].dt.year.dropna().head(3))": TABEL,
    "print(stats.proportion(min(3, len(mensen)), len(mensen)))": TABEL,
    "print(f\"{(mensen['geslacht'] == 'x').mean():.1%} vult iets anders in\")": TABEL,
    "print('Gemiddeld', round((mensen['einde'] - mensen['start']).dt.days.mean()))": TABEL,
    "print('Langst', (mensen['einde'] - mensen['start']).dt.days.max())": TABEL,
    "mensen['aanmelding'].max()": TABEL,
    "mensen['start'].iloc[3].year": TABEL,
    "mensen.query(\"geslacht == 'x'\")['leeftijdsgroep'].tolist()": TABEL,
    "n, v = len(mensen), (mensen['geslacht'] != 'x').sum()\nprint(f'{v} van de {n}')": TABEL,
    "n, v = len(mensen), (mensen['geslacht'] == 'v').sum()\nprint(f'{n} mensen: {v} vrouwen, {n - v - 2} mannen')": TABEL,
    "deel = stats.proportion((mensen['geslacht'] == 'x').sum(), len(mensen))\nprint(f'{deel.value:.1%}')": TABEL,
    "deel = stats.mean(mensen['start'].dt.year.dropna().head(3))\ndeel.value": TABEL,
    "from tqdm import tqdm\nfor rij in tqdm([1, 2], desc=str(mensen['buurt'].iloc[2])): pass": TABEL,
    "mensen.style": MENSEN,
    "mensen.to_dict()": MENSEN,
    "print(mensen.to_csv())": MENSEN,
    "print(mensen)": MENSEN,
    "mensen.describe()": MENSEN,
    "telling.to_frame('n').join(mensen.groupby('leeftijdsgroep')['status'].count())": MENSEN,
    "pd.concat([telling, mensen.groupby('leeftijdsgroep').size()], axis=1)": MENSEN,
    "telling.to_frame('n').assign(echt=mensen.groupby('leeftijdsgroep').size())": MENSEN,
}
GEZIEN = [
    "telling",
    "print(telling)",
    "print(telling / telling.sum())",
    "print(dossier.poort.tel(kruis))",
    "print('Mensen van 65 jaar en ouder: 166')",
    "stats.proportion(18, 60)",
    "stats.mean(mensen['start'].dt.year.dropna())",
    "print(stats.proportion(18, 60))",
    "sorted(mensen['leeftijdsgroep'].dropna().unique())",
    "len(mensen), mensen.shape",
    "print(f'{len(mensen)} keer deed iemand mee, {mensen.deelnemer.nunique()} mensen')",
    "sorted(mensen['geslacht'].dropna().unique())",
    "nu = mensen[mensen['aanmelding'] > mensen['aanmelding'].median()]\nprint(f'{len(nu)} mensen in de laatste helft')",
    "deel = stats.proportion(18, 60)\nprint(f'{deel.value:.0%}, {deel.low:.2f}')",
    "list(mensen)",
    "dossier.kerncijfers.buurten('inwoners')",
    "dossier.tabel('interventies').head()",
    "pd.crosstab(dossier.tabel('interventies')['thema'], dossier.tabel('interventies')['erkend'])",
    "[2018, 2019, 2020, 2021, 2022]",
    "stats.adjust([0.01, 0.02, 0.04, 0.3, 0.5])",
    "import seaborn as sns\nsns.barplot(x=telling.astype(float), y=telling.index);",
    "kruis.iloc[0];",
    "dossier",
    "dossier.wijk.naam, dossier.peildatum",
    "{'vraag': 'Wie missen we?'}",
    "{'vanaf': 15, 'tot': 65}",
    "print(stats.proportion(18, 60))\nprint(stats.proportion(20, 60))",
    "print('Stap 1.  Kijk.\\nStap 2.  Reken.')",
    "%matplotlib inline",
    "print('een regel')\nprint('nog een regel met 12 woorden')",
]


def _fault(*codes: str) -> str:
    notebook = nbformat.v4.new_notebook(cells=[new_code_cell(BEGIN), *map(new_code_cell, codes)])
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    try:
        done = papermill.execute_notebook(notebook, None, engine_name=ENGINE, progress_bar=False)
    except papermill.exceptions.PapermillExecutionError as error:
        return redenen.cel_fout(2, error.ename, error.evalue)
    finally:
        fresh_shell()
    return fault_in_notebook(done)


@pytest.mark.parametrize(("code", "reason"), ONGEZIEN.items(), ids=list(ONGEZIEN))
def test_what_did_not_pass_the_gate_is_no_success(code: str, reason: str) -> None:
    assert _fault(code).startswith(reason)


def test_two_cells_together_do_not_tell_of_a_few_people() -> None:
    assert _fault("print(len(mensen))", "print(len(mensen[mensen['geslacht'] != 'x']))") == redenen.zin("samen_weinig", nummer=3)
    assert _fault("print(len(mensen))", "print(len(mensen[mensen['geslacht'] == 'v']))") == redenen.zin("geen_bevinding")


@pytest.mark.parametrize("code", GEZIEN, ids=GEZIEN)
def test_what_passed_and_what_is_no_table_may_be_shown(code: str) -> None:
    assert _fault(code) == redenen.zin("geen_bevinding")


def test_what_an_own_module_counts_is_shown_only_through_the_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    klein = f"""from wijkmonitor import load_dossier
DOSSIER = load_dossier("voorbeeldwijk", data={str(ROOT / "wijkdata")!r}, peildatum="2022-12-31")
def klein():
    return int((DOSSIER.tabel("deelname")["thuistaal"] == "Pools").sum())
def tel():
    return DOSSIER.poort.tel(DOSSIER.tabel("deelname").groupby("leeftijdsgroep").size())
"""
    (tmp_path / "klein.py").write_text(klein, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert _fault("import klein\nprint(klein.klein(), klein.klein(), 3)") == TABEL
    assert _fault("import klein\nklein.tel()") == redenen.zin("geen_bevinding")


def test_a_share_of_counts_that_passed_is_shown_as_a_share() -> None:
    from wijkmonitor import load_dossier

    dossier = load_dossier("voorbeeldwijk", data=ROOT / "wijkdata", peildatum="2022-12-31")
    counts = dossier.poort.tel(dossier.tabel("deelname").groupby("leeftijdsgroep").size())
    shown = (counts / counts.sum())._repr_html_()
    assert "0.28" in shown and ">0<" not in shown and ">166<" in counts._repr_html_()


def test_an_error_tells_nobody_of_a_person_and_a_misspelt_name_what_there_is() -> None:
    assert "45-64" not in _fault("assert False, zonder_code.to_string()")
    assert "Kies uit: deelnemer, interventie" in _fault("mensen['geslagt']")
    assert "Kies uit: datum, activiteit" in _fault("dossier.tabel('activiteiten')['bezoeker']")
    assert "Kies uit: doorverwijzingen" in _fault("dossier.tabel('deelnames')")
    assert "De cel die deze naam maakt, is er niet of staat lager." in _fault("vergeleken")


def test_what_a_person_wrote_in_the_code_is_told_again_and_nothing_else() -> None:
    assert "…" not in _fault("dossier.tabel('deelnames')")
    assert "'…'" in _fault("int(pd.DataFrame(mensen)['thuistaal'].dropna().iloc[0])")


@pytest.mark.parametrize(
    "cell",
    [
        "import pandas as pd; pd.to_datetime(load_dossier('voorbeeldwijk', data=data).tabel('kwalitatief').query(\"mag_getoond == 'nee'\")['tekst'])",
        "print(load_dossier('voorbeeldwijk', data=data).tabel('kwalitatief').query(\"mag_getoond == 'nee'\")['tekst'].iloc[0].upper())",
        "print('code', ander['deelnemer'].iloc[7])",
        "# {code}",
        "raise ValueError(f\"{ander['deelnemer'].iloc[7]} v 45-64\")",
        "for t in load_dossier('voorbeeldwijk', data=data).tabel('kwalitatief').query(\"mag_getoond == 'nee'\")['tekst'].head(2): print(t)",
    ],
    ids=["quote in an error", "quote in capitals", "shown", "written", "error", "quote"],
)
def test_no_code_and_no_closed_quote_is_left_on_disk(cell: str, tmp_path: Path) -> None:
    from wijkmonitor.dossier import load_dossier

    code = str(load_dossier("voorbeeldwijk", data=ROOT / "wijkdata").tabel("deelname")["deelnemer"].iloc[7])
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    path = tmp_path / "notebooks" / "3-samenwerking.ipynb"
    notebook = nbformat.read(path, as_version=4)
    first = next(place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code") + 1
    opened = "from wijkmonitor import load_dossier\nander = load_dossier('voorbeeldwijk', data=data).tabel('deelname')\n"
    notebook.cells[first:first] = [new_code_cell(opened + cell.replace("{code}", code))]
    nbformat.write(notebook, path)
    places = ["--data", ROOT / "wijkdata", "--uit", tmp_path / "uit", "--notebooks", tmp_path / "notebooks"]
    asked = ["--document", "3-samenwerking", "--wijk", "stevenshof", "--peildatum", "2022-12-31"]
    done = wijkmonitor("run", *asked, *places, cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    written = "".join(path.read_text("utf-8", "replace") for path in (tmp_path / "uit").rglob("*") if path.is_file())
    told = written + done.stdout + done.stderr
    said = load_dossier("voorbeeldwijk", data=ROOT / "wijkdata").tabel("kwalitatief").query("mag_getoond == 'nee'")["tekst"]
    assert code not in told and not any(text.lower() in told.lower() for text in said if len(text) > 20)
    assert not list((tmp_path / "uit").rglob("*.ipynb"))


def test_what_a_control_remembers_is_not_kept() -> None:
    from wijkmonitor.paginas.exporter import make_slim

    notebook = nbformat.v4.new_notebook(cells=[new_code_cell("1")], metadata={"widgets": {"state": {"a": "v, 45-64"}}})
    assert "45-64" not in nbformat.writes(make_slim(notebook, "1-bereik.html"))


@pytest.mark.parametrize("kernel", ["fork", "spawn"])
def test_a_code_of_anybody_stops_the_document_of_any_wijk(kernel: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    documents = {"3-samenwerking": "stevenshof", "9-menukaart": ""}
    for name, wijk in documents.items():
        notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
        first = next(place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code") + 1
        code = "from wijkmonitor import load_dossier\nander = load_dossier('voorbeeldwijk', data=data).tabel('deelname')"
        notebook.cells[first:first] = [new_code_cell(f"{code}\nprint('code', ander['deelnemer'].iloc[7])")]
        nbformat.write(notebook, tmp_path / "notebooks" / f"{name}.ipynb")
        chosen = ["--document", name, *(["--wijk", wijk] if wijk else [])]
        places = ["--data", ROOT / "wijkdata", "--uit", tmp_path / "uit", "--notebooks", tmp_path / "notebooks"]
        done = wijkmonitor("run", *chosen, *places, "--kernel", kernel, "--peildatum", "2022-12-31", cwd=tmp_path)
        assert done.returncode == 1, done.stdout + done.stderr
        entries = json.loads((tmp_path / "uit" / "2022-12-31" / "run.json").read_text("utf-8"))["documenten"]
        assert [entry["reden"] for entry in entries if entry["document"] == name and entry["wijk"] == wijk] == [
            redenen.zin("niet_door_de_poort", nummer=2)
        ]
    assert not [path for path in (tmp_path / "uit").rglob("*.ipynb")]
