"""Records for tests: a data folder with three example wijken, of which only the first is shipped, and a wijk written out."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tools.voorbeeld.__main__ import main

WIJKDATA = Path(__file__).resolve().parents[1] / "wijkdata"
WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-2", "voorbeeldwijk-3")


@cache
def proefdata() -> Path:
    """The folder, made once per process and removed at its end: the shipped catalogue, open figures and menukaart beside the wijken."""
    folder = Path(tempfile.mkdtemp(prefix="proefdata-")) / "wijkdata"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    shutil.copytree(WIJKDATA / "kerncijfers", folder / "kerncijfers")
    for name in ("catalogus.toml", "bronnen.toml", "menukaart.csv"):
        shutil.copy(WIJKDATA / name, folder / name)
    main(["--uit", str(folder), "--wijken", str(len(WIJKEN))])
    return folder


def make_wijk(
    folder: Path, files: Mapping[str, str] = MappingProxyType({}), *, naam: str = "Laak", gebied: str = "WK051844", meer: str = ""
) -> Path:
    """The folder of a wijk of one area, with its wijk.toml (`meer`: what else stands in it) and these files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    toml = f'naam = "{naam}"\ngemeente = "GM{gebied[2:6]}"\ngebieden = ["{gebied}"]\n{meer}'
    for name, text in {"wijk.toml": toml, **files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
