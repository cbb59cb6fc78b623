"""What comes along with the library: notebooks, shared data and its own TOML, in a checkout and in an installed package."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

_EEN = re.compile(r"(?:1|[éE]én)(?![\w.,]|:\d| tot )")
_PAKKET = Path(__file__).resolve().parent / "werkmap"  # a wheel carries both folders here
_PROJECT = Path(__file__).resolve().parents[2]  # a checkout has them beside lib/


def find_meegeleverd(naam: str) -> Path:
    """The folder `notebooks` or `wijkdata` that came with the library.

    Raises FileNotFoundError in Dutch where the library was taken out of its project without them.
    """
    for root in (_PAKKET, _PROJECT):
        if (root / naam).is_dir():
            return root / naam
    raise FileNotFoundError(f"De map {naam} van de wijkmonitor is er niet. Zet de wijkmonitor opnieuw klaar.")


@cache
def read_toml(kamer: str, naam: str) -> Any:
    """What stands in a TOML file of the library, read once per process; kamer: the package, naam: its path as seen from there."""
    return tomllib.loads(files(kamer).joinpath(naam).read_text(encoding="utf-8"))


class _Zin(string.Formatter):
    """Fills in a sentence; in `{n:was|waren}` stands the word that goes with one, and the word that goes with more."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, both, more = format_spec.partition("|")
        return str(super().format_field(value, format_spec)) if not both else one if _EEN.match(str(value)) else more


def fill(zin: str, /, **velden: object) -> str:
    """The sentence with what stands there between { } filled in; the values themselves are never read as a sentence.

    >>> fill("Er {n:was|waren} {n} {n:lijn|lijnen}.", n="1"), fill("Er {n:was|waren} {n} {n:lijn|lijnen}.", n="1.204")
    ('Er was 1 lijn.', 'Er waren 1.204 lijnen.')
    """
    return _Zin().vformat(zin, (), velden) if "|" in zin else zin.format(**velden)


def zinnen(kamer: str, naam: str = "zinnen.toml") -> Callable[..., str]:
    """A function that gives a sentence of that file by its name, `blok.zin`, with what stands there between { } filled in."""

    def zin(plaats: str, /, **velden: object) -> str:
        found = read_toml(kamer, naam)
        for part in plaats.split("."):
            found = found[part]
        return fill(str(found), **velden)

    return zin


def meldingen(kamer: str) -> Callable[..., tuple[str, str]]:
    """A function that gives what is wrong and what to do: `wat` and `doen` under a name in `zinnen.toml`, filled in."""
    zin = zinnen(kamer)
    return lambda plaats, /, **velden: (zin(f"{plaats}.wat", **velden), zin(f"{plaats}.doen", **velden))


def find_notebooks() -> Path:
    """The folder `notebooks`: here, or the one that came with the library."""
    here = Path.cwd() / "notebooks"
    return here if here.is_dir() else find_meegeleverd("notebooks")


def find_open_data(data: Path) -> Path:
    """Folder with catalogus.toml: `data` itself, or the one that came with the library when `data` has none.

    Raises FileNotFoundError in Dutch where neither has one.
    """
    if (data / "catalogus.toml").exists():
        return data
    return find_meegeleverd("wijkdata")
