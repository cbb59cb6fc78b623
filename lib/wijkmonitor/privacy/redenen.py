"""Why something is not shown, in words: one place, filled with the numbers of the rule."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

Onderdeel = Literal["reden", "regels", "uitleg"]


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("redenen.toml").read_text(encoding="utf-8"))


def in_words(name: str, onderdeel: Onderdeel = "reden", **numbers: object) -> str:
    """The Dutch sentence of this name.

    >>> in_words("geen_toestemming")
    'Voor deze tekst is geen toestemming.'
    """
    return _sentences()[onderdeel][name].format(**numbers)
