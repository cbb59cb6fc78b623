"""Dutch sentences for readers: why a figure is missing, and what goes with a figure. The texts stand in zinnen.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

# order = the code in the store's reason columns; 0 means there is a value
REDENEN = ("", "onbekend_of_geheim", "niet_gevraagd", "leeg", "weggelaten", "onleesbaar")


@lru_cache(maxsize=1)
def _zinnen() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("wijkmonitor.gegevens.opendata").joinpath("zinnen.toml").read_text(encoding="utf-8"))


def reden(naam: str, /, **velden: object) -> str:
    """The sentence that says why there is no figure."""
    return _zinnen()["reden"][naam].format(**velden)


def toelichting(naam: str, /, **velden: object) -> str:
    """A note that belongs to a figure."""
    return _zinnen()["toelichting"][naam].format(**velden)


def gewicht(naam: str, /, **velden: object) -> str:
    """What the parts of a combined area are weighted by, in words."""
    return _zinnen()["gewicht"][naam].format(**velden)


def opsomming(namen: Sequence[str]) -> str:
    """Names in one phrase.

    >>> opsomming(["Moerwijk", "Morgenstond", "Vrederust"])
    'Moerwijk, Morgenstond en Vrederust'
    """
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"
