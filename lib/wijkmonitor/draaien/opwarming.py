"""A taste: one small document without any record, made once in the prepared process.

Templates, fonts, patterns and the machinery of notebooks are then ready in every child. It reads no data folder, so
nothing that it leaves behind can grow old.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import nbformat.v4 as v4
import pandas as pd
import papermill

import wijkmonitor
from wijkmonitor.afspraken import items, lezer
from wijkmonitor.bevinding import Bevinding, Tabel, Tabelkolom
from wijkmonitor.bevinding.document import Antwoord, Document, Gesprek
from wijkmonitor.bevinding.fragmenten import find_begrippen, load_begrippen, with_style
from wijkmonitor.bevinding.omgeving import environment as fragments
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.draaien.shell import ENGINE, fresh_shell
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.gegevens.opendata import cijfer
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import empty_frame
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.paginas.exporter import export_html
from wijkmonitor.paginas.opmaak import trim_style
from wijkmonitor.paginas.pagina import environment as pages
from wijkmonitor.paginas.pagina import page_css, sheets
from wijkmonitor.privacy.namenlijst import load_lijsten
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.vragen.teksten import load_teksten

# Their sentences and lists are read by documents.
WOORDEN = ("afspraken", "bevinding", "paginas", "privacy", "stats", "taal", "vragen")
SOURCES = (
    'wijk: str = ""  # proef',
    "from wijkmonitor.draaien.opwarming import make_taste\nfrom wijkmonitor.bevinding.fragmenten import *\ndocument = make_taste()\nopening(document)",
    "from IPython.display import display\ndisplay(*map(in_rapport, document.bevindingen))",
    "gesprek(document)",
    "verantwoording(document)",
)


def taste() -> str:
    """The HTML of the small document; afterwards the shell is as new."""
    cells: list[Any] = [v4.new_markdown_cell("# Proef\n\nEen *proef* met een lijst:\n\n- een", id="kop")]
    cells += [v4.new_code_cell(source, id=f"c{number}") for number, source in enumerate(SOURCES)]
    cells[1].metadata["tags"] = ["parameters"]
    notebook = v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    try:
        done = papermill.execute_notebook(notebook, None, {"wijk": "x"}, engine_name=ENGINE, progress_bar=False)
        return export_html(done, naam="1-bereik")
    finally:
        fresh_shell()


def make_taste() -> Document:
    """A document of eight findings, one of which has a figure."""
    _read_own_lists()
    _count_a_table()
    shown, plain = _finding("proef-0", figure=True), [_finding(f"proef-{number}", figure=False) for number in range(1, 8)]
    return Document(
        naam="1-bereik",
        nummer=1,
        vraag="Proef?",
        wijk="proef",
        wijk_naam="Proef",
        gemeente="Proef",
        peildatum=date(2022, 12, 31),
        antwoord=(Antwoord("Een proef.", "openbaar"),),
        bevindingen=(shown, *plain),
        gesprek=Gesprek(("Wat ziet u?",), ("Wat vindt u?",)),
        methode=("Een proef.",),
    )


def _read_own_lists() -> None:
    """The sentences, lists, templates and styles of the library itself, which documents read."""
    for env in (fragments(), pages()):
        for name in env.list_templates():
            env.get_template(name)
    trim_style(with_style(""))
    for name in ("", *sheets()):
        trim_style(f"<style>{page_css(name)}</style>")
    for room in WOORDEN:
        folder = Path(wijkmonitor.__file__).parent / room
        for path in folder.rglob("*.toml"):
            read_toml(f"wijkmonitor.{room}", path.relative_to(folder).as_posix())
    for name in TABELLEN:
        empty_frame(name)
    for part in items.TABELLEN.values():
        lezer.adapter_of(part.soort)
    load_lijsten()
    texts = Path(wijkmonitor.__file__).parent / "vragen" / "teksten"
    for name in (*(naam for naam, soort in DOCUMENTEN.items() if soort.rekent), *(path.stem for path in texts.glob("*.toml"))):
        load_teksten(name)
    find_begrippen(begrip.term for begrip in load_begrippen())
    cijfer.zin("reden.onleesbaar")


def _count_a_table() -> None:
    """Counting in a small table of words, days and numbers: what pandas and Arrow do once per process."""
    table = pd.DataFrame(
        {"wat": pd.array(["een", "twee"], dtype="string"), "dag": pd.to_datetime(["2022-01-01", ""]), "n": [1.0, None]}
    )
    table[table["wat"].eq("een") & table["dag"].notna()].groupby(["wat", "n"], observed=True).size().unstack(fill_value=0)
    for values in (table["n"].to_numpy(), table["n"].array, table["dag"].array, table["dag"].diff().array, 1, True, pd.NaT):
        pd.Series(values, index=table.index)


def _finding(name: str, *, figure: bool) -> Bevinding:
    table = Tabel("Proef", (Tabelkolom("wat"), Tabelkolom("aantal", "aantal")), (("een", 12), ("twee", "te weinig")))
    return Bevinding(
        id=name,
        kop="Een proef",
        onderschrift="Proef, 2022",
        schatting=Estimate(0.5, 0.4, 0.6, 100, "Wilson 95%"),
        tabel=table,
        lees="Een proef.",
        wat="Een proef.",
        waarom="Een proef.",
        let_op="Een proef.",
        gespreksvraag="Wat ziet u?",
        bron="proef",
        herkomst="openbaar",
        figuur=balken([Balk("een-of-andere-voorbeeldbewonersgroepsbijeenkomst", 12.0), Balk("twee", None, reden="te weinig")])
        if figure
        else None,
    )
