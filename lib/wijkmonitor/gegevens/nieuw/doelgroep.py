"""Target groups of a new wijk, from the published population."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers

BANDEN = {"15-24": "pct_15_24", "25-44": "pct_25_44", "45-64": "pct_45_64", "65+": "pct_65plus"}
WOORDEN = {
    "15-24": "van 15 tot 25 jaar",
    "25-44": "van 25 tot 45 jaar",
    "45-64": "van 45 tot 65 jaar",
    "65+": "van 65 jaar en ouder",
}


@dataclass(frozen=True)
class Leeftijden:
    """One `[[doelgroep]]` of wijk.toml; `omvang` is rounded to tens, as the percentages allow no more."""

    naam: str
    definitie: str
    omvang: int
    bron: str
    leeftijd: tuple[str, ...] = tuple(BANDEN)
    geslacht: str = ""
    buurt: str = ""


def make_groups(kerncijfers: Kerncijfers) -> list[Leeftijden]:
    """Everybody of 15 and older, that group by age, by sex and by buurt; empty where the population is not known."""
    found = _together(kerncijfers, "wijk", "inwoners", "pct_0_14")
    if found is None:
        return []
    volwassen = _adults(found)
    definitie = "Iedereen van 15 jaar en ouder die in de wijk woont"
    groups = [Leeftijden("Inwoners van 15 jaar en ouder", definitie, _tens(volwassen), f"{found.bron}; afgerond op tientallen")]
    for band, indicator in BANDEN.items():
        part = _together(kerncijfers, "wijk", "inwoners", indicator)
        if part is not None:
            omvang = _tens(part.een * part.ander / 100)
            bron = f"{part.bron}; afgerond op tientallen"
            groups.append(Leeftijden(f"Inwoners {WOORDEN[band]}", "Deel van de doelgroep", omvang, bron, (band,)))
    return groups + _by_sex(kerncijfers, volwassen) + _by_buurt(kerncijfers)


class Paar(NamedTuple):
    """Two figures of the same area and year, and where they come from."""

    een: float
    ander: float
    bron: str


def _by_sex(kerncijfers: Kerncijfers, volwassen: float) -> list[Leeftijden]:
    found = _together(kerncijfers, "wijk", "mannen", "vrouwen")
    if found is None or not found.een + found.ander:
        return []
    bron = f"{found.bron}: verdeling van alle inwoners, toegepast op de doelgroep"
    shares = (("Vrouwen", "v", found.ander), ("Mannen", "m", found.een))
    return [
        Leeftijden(
            f"{woord} van 15 jaar en ouder",
            "Deel van de doelgroep",
            _tens(volwassen * aantal / (found.een + found.ander)),
            bron,
            geslacht=letter,
        )
        for woord, letter, aantal in shares
    ]


def _by_buurt(kerncijfers: Kerncijfers) -> list[Leeftijden]:
    groups = []
    for code in kerncijfers.buurtcodes:
        found = _together(kerncijfers, code, "inwoners", "pct_0_14")
        if found is not None:
            naam = f"Doelgroep in {kerncijfers.naam_van(code)}"
            groups.append(Leeftijden(naam, "Deel van de doelgroep", _tens(_adults(found)), found.bron, buurt=code))
    return groups


def _adults(inwoners_en_kinderen: Paar) -> float:
    return inwoners_en_kinderen.een * (1 - inwoners_en_kinderen.ander / 100)


def _together(kerncijfers: Kerncijfers, gebied: str, een: str, ander: str) -> Paar | None:
    """Both figures of the newest year that has both; None where no year has."""
    years = set(kerncijfers.jaren(een, gebied)) & set(kerncijfers.jaren(ander, gebied))
    if not years:
        return None
    jaar = max(years)
    first, second = (kerncijfers.cijfer(naam, gebied, jaar).waarde for naam in (een, ander))
    tabel = kerncijfers.tabel(een, jaar)
    if first is None or second is None or tabel is None:
        return None
    return Paar(first, second, f"{tabel.uitgever}, {tabel.titel}")


def _tens(number: float) -> int:
    return int(round(number, -1))
