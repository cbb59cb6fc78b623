"""A data folder with three example wijken, of which only the first is shipped: for tests that need complete records."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

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
