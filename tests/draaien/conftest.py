"""A small world for runs: toy notebooks, two wijken, and one prepared process that the tests share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import nbformat.v4 as v4
import pytest

from wijkmonitor.documenten import Documentsoort
from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien.pool import Pool
from wijkmonitor.draaien.run import Run

SPEELGOED = '''
"""Stand-ins for the rooms that know records and reports."""
from datetime import date
from pathlib import Path

from wijkmonitor.peildatum import default_peildatum


def export_pages(notebook, *, naam, naast=()):
    texts = [str(output) for cell in notebook.cells for output in cell.get("outputs", [])]
    return {".html": "<html><body>" + naam + "".join(texts) + "</body></html>\\n"}


def toets(wijk, *, data, peildatum):
    rows = Path(data, wijk, "deelname.csv").read_text().split()
    fouten = tuple(f"{wijk}: deelname.csv, rij {n}: geen getal" for n, row in enumerate(rows, 1) if row == "fout")
    newest = max(row[:10] for row in rows)
    if fouten:
        return {"fouten": fouten, "nieuwste": newest}
    day = peildatum or default_peildatum(date.fromisoformat(newest)).isoformat()
    before = [row for row in rows if row[:10] <= day]
    plakken = {"1-tel": repr(before), "2-kop": "vast"}
    return {"nieuwste": newest, "peildatum": day, "plakken": plakken}


def gebieden(data):
    return {"WK000001": True, "WK000002": True, "BU00000101": False}


def voorblad(folder):
    (folder / "index.html").write_text("<html>" + (folder / "run.json").read_text() + "</html>")
'''
PARAMETERS = 'wijk: str = "aa"  # wijk\npeildatum: str = ""  # dag\ndata: str = "wijkdata"  # map'
TEL = """from pathlib import Path
rows = [row for row in Path(data, wijk, "deelname.csv").read_text().split() if row[:10] <= peildatum]"""
MELD = """from IPython.display import display
finding = {"id": "n", "kop": f"{wijk} telt {len(rows)}", "waarde": len(rows), "n": len(rows), "getoond": True}
display({"application/vnd.wijkmonitor.bevinding+json": finding, "text/plain": "n"}, raw=True)"""
SOORTEN = {
    "1-tel": Documentsoort("1-tel", 1, "Hoeveel?", ("deelname",)),
    "2-kop": Documentsoort("2-kop", 2, "Wat?", ("leeragenda",)),
}
PEILDATUM = "2022-12-31"


def make_notebook(*cells: str, parameters: str = PARAMETERS, tags: Mapping[int, list[str]] | None = None) -> Any:
    """A notebook with a parameters cell and these code cells; tags by position of the cell."""
    made = [v4.new_markdown_cell("# Vraag", id="kop"), v4.new_code_cell(parameters, id="p", metadata={"tags": ["parameters"]})]
    for number, source in enumerate(cells):
        made.append(v4.new_code_cell(source, id=f"c{number}", metadata={"tags": (tags or {}).get(number, [])}))
    notebook = v4.new_notebook(cells=made)
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return notebook


@dataclass
class Wereld:
    """A folder with notebooks, records and reports; `run` brings the reports up to date.

    TEL is a cell that counts rows up to the peildatum, MELD one that shows a finding.
    """

    TEL: ClassVar[str] = TEL
    MELD: ClassVar[str] = MELD
    root: Path
    pool: Any
    soorten: dict[str, Documentsoort] = field(default_factory=lambda: dict(SOORTEN))

    @property
    def uit(self) -> Path:
        """Folder of the reports of the peildatum."""
        return self.root / "reports" / PEILDATUM

    def notebook(self, name: str, *cells: str, **options: Any) -> None:
        """Write a notebook."""
        folder = self.root / "notebooks"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.ipynb").write_text(json.dumps(make_notebook(*cells, **options)))

    def document(self, name: str, *cells: str, leest: tuple[str, ...] = (), **options: Any) -> None:
        """Add a kind of document with its notebook."""
        self.soorten[name] = Documentsoort(name, int(name[0]), "Wat?", leest, volgt=options.pop("volgt", ()))
        self.notebook(name, *cells, **options)

    def wijk(self, name: str, *rows: str) -> None:
        """Write the records of a wijk."""
        folder = self.root / "wijkdata" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "wijk.toml").write_text(f'naam = "{name}"\n')
        (folder / "deelname.csv").write_text("\n".join(rows))

    def opdracht(self, **options: Any) -> Opdracht:
        """What to ask, with the stand-ins."""
        stand_ins = {
            "export": "speelgoed:export_pages",
            "toets": "speelgoed:toets",
            "voorblad": "speelgoed:voorblad",
            "alle_gebieden": "speelgoed:gebieden",
        }
        return Opdracht(Path("wijkdata"), Path("reports"), Path("notebooks"), **(stand_ins | options))

    def run(self, **options: Any) -> Verslag:
        """Bring everything up to date with the shared prepared process."""
        return Run(self.opdracht(**options), soorten=self.soorten, _uitvoerder=self.pool)()

    def run_anew(self, **options: Any) -> Verslag:
        """The same with whoever the options ask for."""
        return Run(self.opdracht(**options), soorten=self.soorten)()

    def read(self, name: str) -> Any:
        """A JSON file of the reports."""
        return json.loads((self.uit / name).read_text())

    def temporary(self) -> list[Path]:
        """Half-written files that are still there."""
        return [path for path in (self.root / "reports").rglob(".*") if ".tmp" in path.name]


class Shared:
    """A pool that stays open between tests."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.given = pool, 0

    @property
    def waarom_spawn(self) -> str:
        """Why the pool can't fork."""
        return self.pool.waarom_spawn

    def run(self, works: Any) -> Iterator[Any]:
        """Pass the work on, and count it."""
        self.given += len(works)
        return self.pool.run(works)

    def close(self) -> None:
        """Stay open."""


@pytest.fixture(scope="session")
def speelgoed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder with the stand-ins, importable in every worker process."""
    folder = tmp_path_factory.mktemp("speelgoed")
    (folder / "speelgoed.py").write_text(SPEELGOED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        patch.setenv("WIJKMONITOR_OPSLAG", str(folder / "opslag"))
        yield folder


@pytest.fixture(scope="session")
def pool(speelgoed: Path) -> Iterator[Shared]:
    """One prepared process for all tests."""
    shared = Shared(Pool(2, "shell"))
    yield shared
    assert shared.pool.manier == "shell", shared.pool.waarom_spawn
    shared.pool.close()


@pytest.fixture
def wereld(tmp_path: Path, pool: Shared, monkeypatch: pytest.MonkeyPatch) -> Wereld:
    """Two wijken and two documents that work."""
    monkeypatch.chdir(tmp_path)
    world = Wereld(tmp_path, pool)
    world.wijk("aa", "2022-01-01", "2022-12-31")
    world.wijk("bb", "2022-03-01")
    world.notebook("1-tel", TEL, MELD)
    world.notebook("2-kop", "rows = []", MELD)
    return world
