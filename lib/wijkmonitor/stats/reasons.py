"""The sentences that say why a number or its margin is missing; they stand in redenen.toml."""

from __future__ import annotations

from wijkmonitor.meegeleverd import read_toml


def reason(name: str, **numbers: object) -> str:
    """The Dutch sentence with this name, filled in with its numbers; KeyError where there is none.

    >>> reason("marge_onbekend")
    'Van deze cijfers is geen marge bekend.'
    """
    return str(read_toml("wijkmonitor.stats", "redenen.toml")[name].format(**numbers))
