"""The sentences that say why a number or its margin is missing; they stand in redenen.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _sentences() -> dict[str, str]:
    return tomllib.loads(files("wijkmonitor.stats").joinpath("redenen.toml").read_text(encoding="utf-8"))


def reason(name: str, **numbers: object) -> str:
    """The Dutch sentence with this name, filled in with its numbers; KeyError where there is none.

    >>> reason("marge_onbekend")
    'Van deze cijfers is geen marge bekend.'
    """
    return _sentences()[name].format(**numbers)
