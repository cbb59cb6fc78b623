"""Dutch sentences for readers: why a figure is missing, and what goes with a figure. The texts stand in zinnen.toml."""

from __future__ import annotations

from wijkmonitor.meegeleverd import read_toml

# order = the code in the store's reason columns; 0 means there is a value
REDENEN = ("", "onbekend_of_geheim", "niet_gevraagd", "leeg", "weggelaten", "onleesbaar")


def _zinnen() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_toml("wijkmonitor.gegevens.opendata", "zinnen.toml")
    return found


def reden(naam: str, /, **velden: object) -> str:
    """The sentence that says why there is no figure."""
    return _zinnen()["reden"][naam].format(**velden)


def toelichting(naam: str, /, **velden: object) -> str:
    """A note that belongs to a figure."""
    return _zinnen()["toelichting"][naam].format(**velden)


def gewicht(naam: str, /, **velden: object) -> str:
    """What the parts of a combined area are weighted by, in words."""
    return _zinnen()["gewicht"][naam].format(**velden)
