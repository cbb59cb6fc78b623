"""One unit of work done: execute -> check -> export -> write. Runs in a process of its own."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.kinderen import unlimited_memory
from wijkmonitor.draaien.notebookcontrole import fault_in_notebook, find_pseudonym, holds_code, holds_text, is_code
from wijkmonitor.draaien.taak import (
    Opgave,
    Opgaveantwoord,
    Resultaat,
    Taak,
    Taakuitkomst,
    Toets,
    ToetsUitkomst,
    Werk,
    lost,
    what_differs,
)
from wijkmonitor.geheugen import look_once
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, payloads, shown_findings

NEEDS_KERNEL = "eigen-kernel"
OnCell = Callable[[int], None]


def load(name: str) -> Callable[..., Any]:
    """The function that `module:function` names."""
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def do_work(werk: Werk, on_cell: OnCell = lambda number: None) -> Resultaat:
    """The result of one unit of work; errors come back as a reason, they are never raised."""
    try:
        os.chdir(werk.werkmap)
    except OSError:
        return lost(werk, redenen.map_ontbreekt(werk.werkmap))
    with look_once():
        if reason := what_differs(werk):
            return lost(werk, reason)
        if isinstance(werk, Taak):
            return _make(werk, on_cell)
        result = _call(werk)
        changed = result.gelukt and _changed(werk)
    return lost(werk, changed) if changed else result


def _changed(werk: Werk) -> str:
    """In Dutch what changed while the work was done; empty where nothing did."""
    with look_once():  # look again
        return what_differs(werk)


def _call(werk: Toets | Opgave) -> Resultaat:
    try:
        if isinstance(werk, Toets):
            found = load(werk.functie)(werk.wijk, data=werk.data, peildatum=werk.peildatum)
            return ToetsUitkomst(werk.naam, wijk=werk.wijk, **found)
        return Opgaveantwoord(werk.naam, waarde=load(werk.functie)(Path(werk.map)))
    except MemoryError:
        return lost(werk, redenen.te_veel_geheugen(werk.geheugen_mb, None))
    except OSError as error:  # a check writes nothing
        return lost(werk, redenen.onverwacht(error) if isinstance(werk, Toets) else redenen.schijf(error))
    except Exception as error:
        return lost(werk, redenen.onverwacht(error))


def _make(taak: Taak, on_cell: OnCell) -> Taakuitkomst:
    from wijkmonitor.dossier.onthouden import opened_wijken

    began = time.perf_counter()
    try:
        with opened_wijken() as opened:
            notebook, reason = run_notebook(taak, on_cell, opened)
        reason = reason or fault_in_notebook(notebook) or _fault_of_people(taak, notebook, opened) or _changed(taak)
        if reason:
            return _outcome(taak, began, reden=reason)
        found = _findings(taak, notebook)
        digests, remark = _write(taak, notebook)
        return _outcome(taak, began, **found, bestanden=digests, opmerking=remark)
    except OSError as error:
        wrote = not error.filename or Path(str(error.filename)).parent == Path(taak.map_uit)
        return _outcome(taak, began, reden=redenen.schijf(error) if wrote else redenen.lezen(error))
    except MemoryError:
        return _outcome(taak, began, reden=redenen.te_veel_geheugen(taak.geheugen_mb, None))
    except Exception as error:
        return _outcome(taak, began, reden=redenen.onverwacht(error))
    finally:
        taak.remove_temporary()


def _tells_of_people(reason: str, opened: Iterable[Path]) -> bool:
    """Whether a code or a closed text of a person stands in the reason of a cell."""
    from wijkmonitor.dossier.records import closed_runs, pseudonyms

    folders = tuple(opened)
    codes = frozenset[str]().union(*map(pseudonyms, folders))
    return holds_code(reason, codes) or holds_text(reason, closed_runs(folders))


def _fault_of_people(taak: Taak, notebook: Any, opened: set[Path]) -> str:
    """Why nothing of this notebook may be kept, empty where it shows no code of a person of a wijk that it opened."""
    from wijkmonitor.dossier import find_wijken
    from wijkmonitor.dossier.records import closed_runs, pseudonyms

    folders = opened
    if not _in_this_process(taak):  # what another process opened is not known here
        data = Path(str(taak.parameters.get("data") or "wijkdata"))
        folders = {data / wijk for wijk in find_wijken(data)}
    codes = frozenset[str]().union(*map(pseudonyms, folders))
    number = find_pseudonym(notebook, codes, closed_runs(folders))
    return redenen.zin("losse_mensen", nummer=number) if number else ""


def run_notebook(taak: Taak, on_cell: OnCell = lambda number: None, opened: Iterable[Path] = ()) -> tuple[Any, str]:
    """The executed notebook and, where a cell failed, the reason in Dutch: without what Python said, where that is of a person.

    opened: folders of the wijken that it read.
    """
    import papermill
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from wijkmonitor.draaien.shell import ENGINE, KERNEL_ENGINE

    counter = CellCounter(on_cell)
    Path(taak.map_uit).mkdir(parents=True, exist_ok=True)
    try:
        notebook = papermill.execute_notebook(
            _literal(taak.notebook),
            _literal(str(taak.tijdelijk(".ipynb"))),
            parameters=dict(taak.parameters),
            progress_bar=False,
            request_save_on_cell_execute=False,
            on_cell_start=counter,
            engine_name=ENGINE if _in_this_process(taak) else KERNEL_ENGINE,
        )
    except PapermillExecutionError as error:
        if error.ename == "SystemExit":
            return None, redenen.zin("vroeg_gestopt", nummer=counter.number)
        if error.ename.endswith("MemoryError"):
            return None, redenen.te_veel_geheugen(taak.geheugen_mb, counter.number)
        reason = redenen.cel_fout(counter.number, error.ename, error.evalue, error.source)
        return None, redenen.zin("fout_met_mensen", nummer=counter.number) if _tells_of_people(reason, opened) else reason
    except DeadKernelError:
        return None, redenen.zin("kernel_gestopt", cel=counter.number)
    return notebook, ""


def _literal(path: str) -> str:
    """The path as papermill wants it: it fills in parameters between braces."""
    return path.replace("{", "{{").replace("}", "}}")


class CellCounter:
    """Hook of nbclient that knows which code cell of the notebook runs, counted from 1 as its author sees them."""

    def __init__(self, on_cell: OnCell) -> None:
        self.number, self._on_cell = 0, on_cell

    def __call__(self, *, cell: Any, cell_index: int) -> None:
        """A cell starts."""
        if is_code(cell):
            self.number += 1
            self._on_cell(self.number)


def _in_this_process(taak: Taak) -> bool:
    return taak.kernel == "shell" and not needs_kernel(taak.notebook)


def needs_kernel(notebook: str) -> bool:
    """Whether the notebook says that it needs a real kernel: a cell tagged `eigen-kernel`."""
    if NEEDS_KERNEL.encode() not in (content := Path(notebook).read_bytes()):
        return False
    cells = json.loads(content)["cells"]
    return any(NEEDS_KERNEL in cell.get("metadata", {}).get("tags", []) for cell in cells)


def _write(taak: Taak, notebook: Any) -> tuple[dict[str, str], str]:
    """All files beside their place, whole, and then renamed: sha256 per file name, and what is to tell of the PDF."""
    import nbformat

    from wijkmonitor.paginas.exporter import make_slim
    from wijkmonitor.paginas.pagina import mark

    pages = load(taak.export)(notebook, naam=taak.document, naast=taak.naast)
    if not all(page.rstrip().endswith("</html>") for name, page in pages.items() if name.endswith(".html")):
        raise ValueError(redenen.zin("half_rapport"))
    for name, page in pages.items():
        write_beside(taak.tijdelijk(name), mark(page).encode())
    suffixes = (".ipynb", *pages)
    slim = make_slim(notebook, taak.bestand(".html").name)
    nbformat.validate(slim)
    small = json.dumps(slim, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=bytes.decode)  # without indents
    write_beside(taak.tijdelijk(".ipynb"), f"{small}\n".encode())
    remark = _print(taak) if ".html" in pages else ""
    made = (*suffixes, ".pdf") if taak.tijdelijk(".pdf").exists() else suffixes
    digests = {taak.bestand(suffix).name: hashlib.sha256(taak.tijdelijk(suffix).read_bytes()).hexdigest() for suffix in made}
    taak.bestand(".pdf").unlink(missing_ok=True)  # an old one never stays beside a new page
    for suffix in made:
        os.replace(taak.tijdelijk(suffix), taak.bestand(suffix))
    return digests, remark


def _print(taak: Taak) -> str:
    """The PDF of the page, both not in their place yet; what went wrong, "" where nothing did."""
    if not taak.drukker:
        return ""
    from wijkmonitor.paginas.pdf import DrukFout, print_pdf

    day = date.fromisoformat(str(taak.parameters["peildatum"]))
    try:
        with unlimited_memory():
            print_pdf(taak.tijdelijk(".html"), taak.tijdelijk(".pdf"), browser=taak.drukker, dag=day)
    except DrukFout as error:
        return redenen.zin("geen_pdf", fout=str(error))
    return ""


def write_beside(path: Path, content: bytes) -> None:
    """The file with all its bytes; OSError names the file where it could not be written whole."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _findings(taak: Taak, notebook: Any) -> dict[str, Any]:
    from wijkmonitor.bevinding import Bevinding

    rows = []
    for data in shown_findings(notebook.cells):
        finding = Bevinding.from_json(data)
        row = finding.as_record() | ({"maat": finding.maat.as_json()} if finding.maat else {})
        rows.append(row | {"wijk": row["wijk"] or taak.wijk, "document": row["document"] or taak.document})
    documents = list(payloads(notebook.cells, DOCUMENT_MIME))
    return {"bevindingen": tuple(_plain(rows)), "document": _plain(documents[0]) if documents else {}}


def _plain(value: Any) -> Any:
    """The same in types of Python alone: who receives it need not import the libraries that made it."""
    return json.loads(json.dumps(value))


def _outcome(taak: Taak, began: float, **fields: Any) -> Taakuitkomst:
    return Taakuitkomst(taak.naam, seconden=round(time.perf_counter() - began, 3), geheugen_mb=peak_memory_mb(), **fields)


def peak_memory_mb() -> float:
    """Highest memory of this process in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
