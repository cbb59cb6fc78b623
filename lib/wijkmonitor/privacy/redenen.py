"""Why something is not shown, in words: one place, filled with the numbers of the rule."""

from __future__ import annotations

from typing import Literal

from wijkmonitor.meegeleverd import read_toml

Onderdeel = Literal["reden", "regels", "uitleg"]


def in_words(name: str, onderdeel: Onderdeel = "reden", **numbers: object) -> str:
    """The Dutch sentence of this name.

    >>> in_words("geen_toestemming")
    'Voor deze tekst is geen toestemming.'
    """
    return str(read_toml("wijkmonitor.privacy", "redenen.toml")[onderdeel][name].format(**numbers))
