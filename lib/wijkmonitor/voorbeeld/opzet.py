"""The set-up of one wijk: sizes, buurten, names of interventions, and the published rows kept by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

WIJKEN = ("alphen-noord", "stevenshof", "zuidwest")
METINGEN = ("2020", "2021", "2022")
EERSTE_DAG, LAATSTE_DAG = date(2020, 1, 1), date(2022, 12, 31)


@dataclass(frozen=True)
class Maten:
    """Sizes: rows, and respondents and partners per wave; `gezondheid` is a mean (0-10), `niet_begonnen` and `dichtheid` are shares (0-1)."""

    deelnames: int
    niet_begonnen: float
    respondenten: list[int]
    gezondheid: float
    borden: int
    stickers_per_bord: int
    partners: list[int]
    dichtheid: float


@dataclass(frozen=True)
class Opzet:
    """What is fixed for one wijk before chance comes in."""

    slug: str
    plek: str
    organisaties: dict[str, int]
    maten: Maten
    thema_zonder_aanbod: tuple[str, ...]
    gesprekken: tuple[dict[str, str], ...]
    inwoners: dict[str, dict[str, int]]
    interventies: tuple[dict[str, Any], ...]
    reeksen: dict[str, str]
    openbaar: dict[str, list[dict[str, Any]]]
    genoemd: dict[str, list[dict[str, Any]]]

    @property
    def buurten(self) -> tuple[str, ...]:
        """CBS codes of the buurten."""
        return tuple(self.inwoners["buurt"])

    @property
    def gevolgd(self) -> dict[str, int]:
        """Followed interventions, with their weight in the participations."""
        return {row["interventie"]: row["deelnemers"] for row in self.interventies if "deelnemers" in row}


def read_bron(name: str) -> dict[str, Any]:
    """A TOML file of `bronnen/`, read."""
    return tomllib.loads(files(__package__).joinpath("bronnen", f"{name}.toml").read_text(encoding="utf-8"))


def read_opzet(slug: str) -> Opzet:
    """The set-up of a wijk. Raises ValueError for a wijk without one."""
    if slug not in WIJKEN:
        raise ValueError(f"slug={slug!r} has no example set-up; choose from {', '.join(WIJKEN)}")
    raw = read_bron(slug)
    return Opzet(
        slug=slug,
        plek=raw["plek"],
        organisaties=raw["organisaties"],
        maten=Maten(**raw["maten"]),
        thema_zonder_aanbod=tuple(raw["thema_zonder_aanbod"]),
        gesprekken=tuple(raw["gesprekken"]),
        inwoners={key: value for key, value in raw["inwoners"].items() if isinstance(value, dict)},
        interventies=tuple(raw["interventies"]),
        reeksen=raw["reeksen"],
        openbaar=raw.get("openbaar", {}),
        genoemd=raw.get("genoemd", {}),
    )
