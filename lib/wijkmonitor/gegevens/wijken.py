"""Which wijken there are: the folders in the data folder. Light on purpose: every command begins with it."""

from __future__ import annotations

from pathlib import Path, PurePath

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.gegevens.fouten import kies_uit

WIJK_TOML, AGENDA_TOML = "wijk.toml", "leeragenda.toml"
CATALOGUS, KERNCIJFERS, GRENZEN = "catalogus.toml", "kerncijfers", "grenzen"  # the open figures of a data folder
BRONREGISTER = "bronnen.toml"  # what was published about the wijken, beside their folders
GEEN_TABEL = {"kerncijfers", "leeragenda"}  # what documents read besides the tables of a wijk
TABELLEN = {naam for soort in DOCUMENTEN.values() for naam in soort.leest} - GEEN_TABEL | {"menukaart"}


def find_wijken(data: Path) -> list[str]:
    """Names of the wijk folders in the data folder, sorted: every folder that holds `wijk.toml` or a table."""
    return sorted(folder.name for folder in data.iterdir() if is_wijk(folder)) if data.is_dir() else []


def is_wijk(folder: Path) -> bool:
    """Whether a folder is that of a wijk: it holds `wijk.toml`, in capitals or not, or a table."""
    return folder.is_dir() and any(path.name.lower() == WIJK_TOML or _is_table(path) for path in folder.iterdir())


def _is_table(path: Path) -> bool:
    return bool(table_of(path)) and not path.name.startswith((".", "~$")) and not path.is_dir()


def table_of(path: PurePath) -> str:
    """Name of the table that a file of this name holds, in capitals or not; "" for other files."""
    return path.stem.lower() if path.stem.lower() in TABELLEN else ""


def explain_unknown(wijk: str, known: list[str], data: Path, *, met: str = "--data MAP") -> str:
    """Dutch sentence for a wijk that is not there: what is, and which name is near. met: how to name another folder."""
    if not data.is_dir():
        return f"De map '{data}' bestaat niet. Geef de map met gegevens: {met}."
    if not known:
        return f"In de map '{data}' staat geen wijk. Maak er een: wijkmonitor new NAAM --gebied CODE."
    return f"De wijk '{wijk}' kennen we niet. {kies_uit(wijk, known)}"
