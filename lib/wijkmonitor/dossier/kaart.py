"""What a map of the wijk needs: boundaries that the user supplied, and figures of the areas inside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
from wijkmonitor.gegevens.opendata.grenzen import Grenzen, load_grenzen
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.wijk import Wijk


@dataclass(frozen=True)
class Wijkkaart:
    """Boundaries of the buurten of the wijk, or else of the wijken of its municipality, with their figures.

    held: codes of the wijk itself among them. Without boundaries it is false, and `grenzen.reden` says why.
    """

    grenzen: Grenzen
    cijfers: Kerncijfers
    soort: Literal["buurt", "wijk"] = "buurt"
    held: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.grenzen)

    def waarden(self, indicator: str, jaar: int) -> Mapping[str, float | None]:
        """Figure per area code with boundaries, in the unit of the indicator; None where there is none."""
        return {code: self.cijfers.cijfer(indicator, code, jaar).waarde for code in self.grenzen.vlakken}

    def namen(self) -> Mapping[str, str]:
        """Name per area code with boundaries."""
        return {code: self.cijfers.naam_van(code) for code in self.grenzen.vlakken}


def load_kaart(data: Path, wijk: Wijk, figures: Kerncijfers) -> Wijkkaart:
    """The best map that the boundaries at hand allow: buurten first, wijken of the municipality otherwise."""
    buurten = load_grenzen(figures.buurtcodes, data=data)
    if len(buurten.vlakken) > 1:
        return Wijkkaart(buurten, figures)
    if not load_grenzen(wijk.gebieden, data=data):
        return Wijkkaart(Grenzen(reden=buurten.reden), figures)
    others = tuple(code for code in load_gebieden(data).wijken() if code[2:6] == wijk.gemeente[2:])
    wijken = load_grenzen(others, data=data)
    if len(wijken.vlakken) < 2:
        return Wijkkaart(Grenzen(reden=buurten.reden or wijken.reden), figures)
    town = load_kerncijfers(data, gebieden=others, gemeente=wijk.gemeente, naam=wijk.naam, peildatum=figures.peildatum)
    return Wijkkaart(wijken, town, "wijk", wijk.gebieden)
