"""What a run reads: wijk folders, record files, notebooks, our own code, versions; each with its digest. Light."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import platform
import shutil
import tomllib
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

import wijkmonitor
from wijkmonitor.documenten import Documentsoort
from wijkmonitor.gegevens.wijken import (
    AGENDA_TOML,
    BRONREGISTER,
    CATALOGUS,
    GRENZEN,
    KERNCIJFERS,
    WIJK_TOML,
    explain_unknown,
    find_wijken,
    table_of,
)
from wijkmonitor.geheugen import digest_file
from wijkmonitor.meegeleverd import find_open_data
from wijkmonitor.peildatum import read_peildatum
from wijkmonitor.taal.woordelijk import woordelijk

CIJFERS = (KERNCIJFERS, GRENZEN, "opslag")  # folders that count as the table `kerncijfers`
LIBRARIES = (
    "ipykernel", "ipython", "jinja2", "matplotlib", "nbclient", "nbconvert", "networkx", "numpy", "openpyxl", "pandas",
    "papermill", "pillow", "pyarrow", "pydantic", "pyphen", "pyreadstat", "python-calamine", "python-docx", "scipy",
    "seaborn", "statsmodels",
)  # fmt: skip


def shown_path(path: str | Path) -> str:
    """The path from the working folder if it lies in there, otherwise only its last name.

    >>> shown_path("wijkdata"), shown_path("/home/fatima/onderzoek/wijkdata"), shown_path("../../fatima/wijkdata")
    ('wijkdata', 'wijkdata', 'wijkdata')
    """
    given = Path(path)
    if not given.is_absolute() and ".." not in given.parts:
        return given.as_posix()
    try:
        return Path(os.path.normpath(Path.cwd() / given)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return given.name


class OpdrachtFout(ValueError):
    """The command can't be done as asked; the message is Dutch and says what to do."""


def check_folder(path: Path, waarvoor: str, data: Path | None = None) -> None:
    """OpdrachtFout where a file, or the folder with `data` or a wijk in it, stands in the place of a folder to write in, and
    where nobody can write; waarvoor: what the folder is for, in Dutch."""
    if path.exists() and not path.is_dir():
        raise OpdrachtFout(f"'{path}' is een bestand. Geef een map {waarvoor}.")
    here = path.resolve()
    if data and (here == data.resolve() or any((folder / WIJK_TOML).exists() for folder in (here, *here.parents))):
        raise OpdrachtFout(f"In '{path}' staan gegevens van wijken. Geef een andere map {waarvoor}.")
    if not can_write(path):
        raise OpdrachtFout(f"In '{path}' kunnen we niet schrijven. Geef een andere map {waarvoor}.")


def nearest_folder(path: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.is_dir())


def can_write(path: Path) -> bool:
    """Whether something can be put there, as far as rights tell; what has no size is no disk."""
    here = nearest_folder(path)
    return bool(shutil.disk_usage(here).total) and os.access(here, os.W_OK)


def wijken_in(data: Path) -> list[str]:
    """The wijk folders, sorted. OpdrachtFout where there is none."""
    found = find_wijken(data)
    if not found:
        raise OpdrachtFout(explain_unknown("", found, data))
    return found


def check_wijken(asked: Iterable[str], known: list[str], data: Path) -> None:
    """OpdrachtFout for a wijk that is not there, with the names that are."""
    for wijk in asked:
        if wijk not in known:
            raise OpdrachtFout(explain_unknown(wijk, known, data))


def check_peildatum(value: str) -> None:
    """OpdrachtFout for a day that can't be asked for."""
    try:
        read_peildatum(value)
    except ValueError as error:
        raise OpdrachtFout(str(error)) from None


Leest = tuple[str, ...] | None  # the tables that a document reads; None is all of them


@dataclass(frozen=True)
class Bestanden:
    """Digest per file: of each wijk, and of what all wijken share. Names are relative to the data folder."""

    per_wijk: Mapping[str, Mapping[str, str]]
    gedeeld: Mapping[str, str]
    _samen: dict[Leest, tuple[dict[str, str], str]] = field(default_factory=dict, repr=False, compare=False)

    def van_wijk(self, wijk: str) -> str:
        """One digest over all that can bear on the check of this wijk."""
        return digest([self.per_wijk.get(wijk, {}), self.gedeeld])

    def van(self, soort: Documentsoort, wijk: str) -> dict[str, str]:
        """The files of the wijk that bear on this document, with their digests, and under "" one digest of those that all
        wijken share; for a document over all wijken the files of each."""
        own = (self.per_wijk.get(name, {}) for name in ([wijk] if soort.per_wijk else self.per_wijk))
        found = {name: value for files in own for name, value in files.items() if _bears_on(name, soort.leest)}
        return found | {"": self._shared(soort.leest)[1]}

    def gelezen(self, leest: Leest, wijken: Iterable[str]) -> Mapping[str, str]:
        """The files of these wijken and those that they share; without the tables that `leest` does not name (None: all).

        A table is what the reader takes for one (`table_of`), and a dossier refuses the tables that are not in `leest`
        (`Dossier.voor`). Every other file counts: so nothing is read that is not in here.
        """
        own = {name: value for wijk in wijken for name, value in self.per_wijk.get(wijk, {}).items() if _bears_on(name, leest)}
        return ChainMap(own, self._shared(leest)[0])

    def _shared(self, leest: Leest) -> tuple[dict[str, str], str]:
        """The shared files that bear on these tables, and one digest of them: once for the documents of all wijken."""
        if leest not in self._samen:
            found = {name: value for name, value in self.gedeeld.items() if _bears_on(name, leest)}
            self._samen[leest] = found, digest(found)
        return self._samen[leest]


def _bears_on(name: str, leest: Leest) -> bool:
    if leest is None:
        return True
    path = PurePosixPath(name)
    if path.parts[0] in CIJFERS:
        return KERNCIJFERS in leest
    table = path.stem if path.name == AGENDA_TOML else table_of(path)
    return not table or table in leest


def read_bestanden(data: Path, wijken: Iterable[str]) -> Bestanden:
    """The digests of all record files now."""
    return Bestanden(
        per_wijk={wijk: {_name(path, data): digest_file(path) for path in _files(data / wijk)} for wijk in wijken},
        gedeeld=_shared(data) | _stored(),
    )


def _shared(data: Path) -> dict[str, str]:
    """Tables and the register of sources beside the wijken, and the open figures of this data folder or of the project."""
    beside = [path for path in sorted(data.iterdir()) if path.is_file() and _is_own(path)]
    found = {path.name: digest_file(path) for path in beside if table_of(path) or path.name == BRONREGISTER}
    with contextlib.suppress(FileNotFoundError):
        folder = find_open_data(data)
        paths = (path for name in (CATALOGUS, KERNCIJFERS, GRENZEN) for path in _files(folder / name))
        found |= {_name(path, folder): digest_file(path) for path in paths}
    return found


def _stored() -> dict[str, str]:
    """The store of open statistics: its records hold the digests of its tables."""
    from wijkmonitor.gegevens.opendata.opslag import default_store

    root = default_store()
    paths = [*sorted(root.glob("*/record.json")), *_files(root / GRENZEN)]
    return {f"opslag/{_name(path, root)}": digest_file(path) for path in paths}


def _files(path: Path) -> list[Path]:
    """The file itself, or all files below a folder, in a fixed order; hidden and temporary files don't count."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file() and _is_own(file))
    return [path] if path.exists() else []


def _is_own(path: Path) -> bool:
    return not path.name.startswith((".", "~$"))


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def digest(value: Any) -> str:
    """sha256 of plain values, written as JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


@cache
def digest_library() -> str:
    """One digest over our own source: code, templates, texts and styles."""
    root = Path(wijkmonitor.__file__).parent
    files = [path for path in _files(root) if path.parent.name != "__pycache__"]  # where others may be writing
    return digest([(path.relative_to(root).as_posix(), digest_file(path)) for path in files])


@cache
def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that bear on what a report shows."""
    found = {"python": platform.python_version(), "wijkmonitor": wijkmonitor.__version__}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "ontbreekt"
    return found


def read_modules(notebooks: Path) -> list[tuple[str, str]]:
    """Name and digest of the Python files that notebooks may import: beside them, in a folder there, and where the run works."""
    files = (*notebooks.glob("*.py"), *notebooks.glob("*/*.py"), *Path().glob("*.py"))
    return sorted({(path.name, digest_file(path)) for path in files})


def read_notebook(notebook: Path) -> tuple[str, list[str]] | None:
    """Its digest, and the names in the cell tagged `parameters`; None where the notebook can't be read.

    Looks at the assignments of that cell, as papermill does before it runs.
    """
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
        tree = ast.parse("".join(tagged[0]["source"]) if tagged else "")
    except (OSError, ValueError, KeyError, SyntaxError):
        return None
    names = []
    for statement in tree.body:
        if isinstance(statement, ast.AnnAssign):
            names.append(ast.unparse(statement.target))
        elif isinstance(statement, ast.Assign):
            names += [ast.unparse(target) for target in statement.targets]
    return digest_file(notebook), names


def read_name(folder: Path) -> str:
    """The name of a wijk whose records can't be used: from wijk.toml if that can be read, otherwise that of its folder."""
    from wijkmonitor.gegevens.lezers.tekst import read_toml

    try:
        return woordelijk(str(tomllib.loads(read_toml(folder / "wijk.toml")).get("naam", folder.name)))
    except (OSError, ValueError, RecursionError):
        return woordelijk(folder.name)
