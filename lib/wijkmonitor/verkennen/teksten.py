"""Words on the screen while exploring."""

from __future__ import annotations

from wijkmonitor.meegeleverd import read_toml


def zin(naam: str, **waarden: object) -> str:
    """The sentence or label of this name, filled in."""
    return str(read_toml("wijkmonitor.verkennen", "teksten.toml")[naam].format(**waarden))
