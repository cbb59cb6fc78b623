"""The three ways to run cells give what stock papermill gives, and nothing of one run is seen by the next."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
import pytest
from tests.draaien.conftest import Shared

from wijkmonitor.draaien.kernel import LocalKernelManager
from wijkmonitor.draaien.kinderen import SOCKETS
from wijkmonitor.draaien.plan import Planregel, make_taak, make_toets
from wijkmonitor.draaien.pool import Pool
from wijkmonitor.draaien.run import Run
from wijkmonitor.draaien.shell import KERNEL_ENGINE

if TYPE_CHECKING:
    from conftest import Wereld

CELLS = {
    "result": "import numpy as np\nnp.array([1, 2, 3])",
    "streams": "import sys\nprint('een'); print('twee', file=sys.stderr); print('drie')",
    "display": "from IPython.display import HTML, Markdown, clear_output, display\ndisplay(HTML('<b>x</b>'), Markdown('*y*'))",
    "update": "handle = display(HTML('oud'), display_id='vast')\nhandle.update(HTML('nieuw'))",
    "clear": "print('weg')\nclear_output()\nprint('blijft')",
    "clear later": "print('weg')\nclear_output(wait=True)\nprint('blijft')",
    "figure": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(2, 1))\nax.bar([1, 2], [3, 4]);",
    "svg": "from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>')",
    "magic": "%env WIJK_TOETS=ja\n%precision 2\n3.14159",
    "history": "len(In) > 3, In[3].startswith('import'), bool(Out[3].shape)",
    "await": "import asyncio\nawait asyncio.sleep(0, 'klaar')",
    "input": "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__)",
    "class": "class Ding:\n    __repr__ = lambda self: 'ding'\n    def _repr_mimebundle_(self, include=None, exclude=None):\n        return {'text/html': '<i>d</i>'}\nDing()",
    "module": "__name__, Ding.__module__, 'Ding' in dir()",
    "silent": "None; 5;",
    "echo": "!echo hallo",
    "pickle": "import pickle\npickle.loads(pickle.dumps(Ding())).__class__.__name__",
    "raw": "finding = {'id': 'x', 'kop': 'k', 'waarde': 1, 'n': 1, 'getoond': True}\n"
    "display({'application/vnd.wijkmonitor.bevinding+json': finding}, raw=True)",
}
NEEDS_KERNEL = (
    "import asyncio\nkernel = get_ipython().kernel is not None and asyncio.get_event_loop().is_running()\nrows = [1] * kernel"
)


@pytest.fixture(scope="module")
def spawned(speelgoed: Path) -> Iterator[Pool]:
    """A pool that starts ordinary kernels."""
    pool = Pool(1, "spawn")
    yield pool
    pool.close()


def outputs(path: Path) -> list[Any]:
    """Outputs and counts of the code cells of an executed notebook; text as one string."""
    cells = json.loads(path.read_text())["cells"]
    found = []
    for cell in cells:
        for output in cell.get("outputs", []):
            for key, value in output.get("data", {}).items():
                output["data"][key] = "".join(value) if isinstance(value, list) else value
            if isinstance(output.get("text"), list):
                output["text"] = "".join(output["text"])
        found.append((cell.get("execution_count"), cell.get("outputs"), "".join(cell["source"])))
    return found


def test_forked_shell_gives_the_outputs_of_the_papermill_command(wereld: Wereld) -> None:
    wereld.notebook("1-tel", *CELLS.values())
    assert wereld.run(wijken=("aa",), documenten=("1-tel",)).mislukt == {}
    stock = ["-p", "wijk", "aa", "-p", "peildatum", "2022-12-31", "-p", "data", "wijkdata", "--no-progress-bar"]
    command = [sys.executable, "-m", "papermill", "notebooks/1-tel.ipynb", "stock.ipynb", *stock]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": ""})
    ours, theirs = outputs(wereld.uit / "aa" / "1-tel.ipynb"), outputs(wereld.root / "stock.ipynb")
    names = ["kop", "parameters", "injected", *CELLS]
    assert len(ours) == len(theirs) == len(names)
    for name, our, their in zip(names, ours, theirs, strict=True):
        assert our == their, name


def test_notebook_metadata_tells_the_language_as_papermill_does(wereld: Wereld) -> None:
    wereld.run(wijken=("aa",), documenten=("1-tel",))
    metadata = json.loads((wereld.uit / "aa" / "1-tel.ipynb").read_text())["metadata"]
    assert metadata["language_info"]["name"] == "python" and metadata["papermill"]["parameters"]["wijk"] == "aa"


def test_tagged_notebook_gets_a_real_kernel(wereld: Wereld) -> None:
    wereld.notebook("1-tel", NEEDS_KERNEL, wereld.MELD)
    wereld.notebook("2-kop", NEEDS_KERNEL, wereld.MELD, tags={0: ["eigen-kernel"]})
    assert wereld.run(wijken=("aa",)).mislukt == {}
    assert {row["document"]: row["waarde"] for row in wereld.read("bevindingen.json")} == {"1-tel": 0, "2-kop": 1}


@pytest.mark.parametrize(
    ("source", "reason"),
    [("import os; os._exit(3)", "de kernel stopte in cel 2"), ("import sys; sys.exit(0)", "cel 2 stopte het notebook")],
)
def test_real_kernel_that_stops_is_told(source: str, reason: str, wereld: Wereld) -> None:
    wereld.notebook("1-tel", source, wereld.MELD, tags={0: ["eigen-kernel"]})
    assert reason in wereld.run(wijken=("aa",), documenten=("1-tel",)).mislukt["aa/1-tel"]


def test_spawned_kernels_give_the_same_reports(wereld: Wereld, spawned: Pool) -> None:
    wereld.run()
    forked = {path: path.read_bytes() for path in wereld.uit.rglob("?-*.*")}
    run = Run(wereld.opdracht(kernel="spawn", opnieuw=True), soorten=wereld.soorten)
    run._uitvoerder = Shared(spawned)
    assert len(run().klaar) == 4
    assert forked == {path: path.read_bytes() for path in wereld.uit.rglob("?-*.*")}


def test_spawned_kernel_that_stops_or_hangs_is_told(wereld: Wereld, spawned: Pool) -> None:
    wereld.notebook("1-tel", "import os; os._exit(0)", wereld.MELD)
    wereld.notebook("2-kop", "rows = []", "import sys; sys.exit(0)", wereld.MELD)
    run = Run(wereld.opdracht(kernel="spawn", wijken=("aa",)), soorten=wereld.soorten)
    run._uitvoerder = Shared(spawned)
    failed = run().mislukt
    assert "de kernel stopte in cel 2" in failed["aa/1-tel"] and "cel 3 stopte" in failed["aa/2-kop"]


def test_nothing_of_one_run_is_seen_by_the_next(wereld: Wereld) -> None:
    leave = """import builtins, os, random, sys, warnings
import matplotlib, numpy, pandas
os.environ["SPOOR"] = "1"; sys.spoor = builtins.spoor = 1
matplotlib.rcParams["font.size"] = 99; pandas.set_option("display.max_rows", 3); os.chdir("/")
pandas.DataFrame.head = None; sys.modules["json"].dumps.spoor = 1; rows = []
from wijkmonitor.dossier import onthouden; from wijkmonitor.paginas import pagina
onthouden.KEPT.put(("spoor", "", ()), b""); pagina.DRAWN.put(((), "spoor"), "<svg>")"""
    look = """import builtins, json, os, sys
import matplotlib, numpy, pandas
from wijkmonitor.dossier import onthouden; from wijkmonitor.paginas import pagina
spoor = [("spoor", "", ()) in onthouden.KEPT, ((), "spoor") in pagina.DRAWN,
  os.environ.get("SPOOR"), hasattr(sys, "spoor"), hasattr(builtins, "spoor"), hasattr(json.dumps, "spoor"),
  matplotlib.rcParams["font.size"] == 99, pandas.get_option("display.max_rows") == 3, os.getcwd() == "/", pandas.DataFrame.head is None]
rows = [each for each in spoor if each]"""
    wereld.notebook("1-tel", leave, wereld.MELD)
    wereld.run(documenten=("1-tel",))
    wereld.notebook("2-kop", look, wereld.MELD)
    wereld.run(documenten=("2-kop",))
    assert [row["waarde"] for row in wereld.read("bevindingen.json") if row["document"] == "2-kop"] == [0, 0]


def test_records_of_the_wijk_are_there_before_the_first_cell(wereld: Wereld) -> None:
    look = """from pathlib import Path
from wijkmonitor.dossier import onthouden
rows = [1 for key in onthouden.KEPT._kept if key[0] == str(Path(data, wijk).absolute())]"""
    wereld.notebook("1-tel", look, wereld.MELD)
    wereld.run(documenten=("1-tel",))
    assert [row["waarde"] for row in wereld.read("bevindingen.json")] == [1, 1]


def test_the_street_and_the_open_figures_are_there_before_the_first_cell(wereld: Wereld) -> None:
    """Also where the records were checked without a day, so that nothing was drawn yet."""
    look = """from pathlib import Path
from wijkmonitor.geheugen import file_key
from wijkmonitor import meegeleverd
from wijkmonitor.gegevens.opendata import catalogus, waarneming
from wijkmonitor.paginas import pagina
folder = meegeleverd.find_open_data(Path(data))
known = [file_key(folder / "catalogus.toml") in catalogus._READ, any(name == wijk for _, name in pagina.DRAWN._kept)]
known += [file_key(path) in waarneming._READ for path in (folder / "kerncijfers").glob("*.csv")]
rows = ["alles"] if len(known) > 2 and all(known) else []"""
    wereld.notebook("1-tel", look, wereld.MELD)
    for wijk in ("aa", "bb"):
        shutil.copy(Path(__file__).parents[2] / "wijkdata/voorbeeldwijk/wijk.toml", wereld.root / "wijkdata" / wijk)
    line = [Planregel(wijk, wereld.soorten["1-tel"], "maken") for wijk in ("aa", "bb")]
    checks = [make_toets(wereld.opdracht(), each.wijk, "") for each in line]
    list(wereld.pool.run([replace(check, functie="wijkmonitor.draaien.wijkcontrole:toets_wijk") for check in checks]))
    results = list(wereld.pool.run([make_taak(wereld.opdracht(), each, "2022-12-31", "toets") for each in line]))
    assert [result.bevindingen[0]["waarde"] for result in results] == [1, 1]


def test_who_receives_a_result_imports_nothing_for_it(wereld: Wereld) -> None:
    nested = wereld.MELD.replace('"waarde": len(rows)', '"waarde": {"een": numpy.float64(2.5)}')
    wereld.notebook("1-tel", "import numpy\nrows = []", nested)
    line = Planregel("aa", wereld.soorten["1-tel"], "maken")
    (result,) = wereld.pool.run([make_taak(wereld.opdracht(), line, "2022-12-31", "toets")])
    assert result.gelukt and result.bevindingen
    packed = pickle.dumps(result)
    assert [name for name in (b"numpy", b"nbformat", b"pandas") if name in packed] == []


def test_chance_differs_between_runs(wereld: Wereld) -> None:
    wereld.notebook(
        "1-tel", "import random, numpy\nrows = []\nkans = f'{random.random()} {numpy.random.random()}'", "kans", wereld.MELD
    )
    wereld.run(documenten=("1-tel",))
    texts = [outputs(wereld.uit / wijk / "1-tel.ipynb")[4][1][0]["data"]["text/plain"].split() for wijk in ("aa", "bb")]
    assert texts[0][0] != texts[1][0] and texts[0][1] != texts[1][1]


@pytest.mark.skipif(os.name != "posix", reason="sockets in files")
@pytest.mark.parametrize(("deep", "transport"), [(0, "ipc"), (120, "tcp")])
def test_a_deep_folder_for_temporary_files_is_no_reason_to_wait_for_a_kernel(
    deep: int, transport: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as top:
        folder = Path(top) / ("d" * deep)
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv(SOCKETS, str(folder))
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
        done = papermill.execute_notebook(notebook, None, kernel_name="python3", progress_bar=False, engine_name=KERNEL_ENGINE)
        assert LocalKernelManager().transport == transport
    assert done.cells[-1].outputs[0]["data"]["text/plain"] == "2"


def test_a_notebook_that_would_not_be_valid_is_told_and_not_kept(wereld: Wereld) -> None:
    wereld.notebook("1-tel", "rows = [1]\ndisplay({'text/html': '<p>x</p>', 'image/png': 5}, raw=True)", wereld.MELD)
    assert "NotebookValidationError" in wereld.run(wijken=("aa",), documenten=("1-tel",)).mislukt["aa/1-tel"]
    assert not list(wereld.uit.rglob("1-tel.*"))
