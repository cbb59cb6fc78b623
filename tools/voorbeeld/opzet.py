"""The set-up of one example wijk: sizes, buurten, names of interventions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any

VOORBEELDWIJK = "voorbeeldwijk"
EERSTE_DAG, LAATSTE_DAG = date(2020, 1, 1), date(2022, 12, 31)
VERTELD = ("resultaten", "wensen", "borging", "monitorplan", "themas", "aanbod", "begroting")
PER_GEMEENTE = 90  # so many wijken get a code in one invented municipality; CBS uses no code from 9000 on
_SLUG = re.compile(rf"{VOORBEELDWIJK}(?:-([2-9]|[1-9]\d{{1,2}}))?")


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

    def times(self, grootte: float) -> Maten:
        """The same wijk with so many times as many people."""
        return replace(
            self,
            deelnames=round(self.deelnames * grootte),
            respondenten=[round(count * grootte) for count in self.respondenten],
            borden=round(self.borden * grootte),
            partners=[round(count * grootte) for count in self.partners],
        )


@dataclass(frozen=True)
class Opzet:
    """What is fixed for one wijk before chance comes in.

    `kinderen` and `buiten` are the shares (0-1) of participants below 15 and from outside the wijk; `omstandigheden` says of
    how many in 100 participants each is so.
    """

    slug: str
    plek: str
    organisaties: dict[str, int]
    maten: Maten
    thema_zonder_aanbod: tuple[str, ...]
    gesprekken: tuple[dict[str, str], ...]
    inwoners: dict[str, dict[str, int]]
    interventies: tuple[dict[str, Any], ...]
    verteld: Mapping[str, tuple[dict[str, Any], ...]]  # tables of which every row stands in the set-up
    reeksen: dict[str, str]
    metingen: tuple[str, ...]
    naam: str
    gemeente: str
    gemeente_naam: str
    buurtnamen: tuple[str, ...]
    kinderen: float
    buiten: float
    omstandigheden: dict[str, int]

    @property
    def buurten(self) -> tuple[str, ...]:
        """CBS codes of the buurten."""
        return tuple(self.inwoners["buurt"])

    @property
    def gebied(self) -> str:
        """Code of the wijk."""
        return f"WK{self.buurten[0][2:8]}"

    @property
    def gevolgd(self) -> dict[str, int]:
        """Followed interventions, with their weight in the participations."""
        return {row["interventie"]: row["deelnemers"] for row in self.interventies if "deelnemers" in row}


def read_bron(name: str) -> dict[str, Any]:
    """A TOML file of `bronnen/`, read."""
    return tomllib.loads(files(__package__).joinpath("bronnen", f"{name}.toml").read_text(encoding="utf-8"))


def slug_of(number: int) -> str:
    """Folder name of the first, second, ... example wijk.

    >>> slug_of(1), slug_of(12)
    ('voorbeeldwijk', 'voorbeeldwijk-12')
    """
    return VOORBEELDWIJK if number == 1 else f"{VOORBEELDWIJK}-{number}"


def read_opzet(slug: str, grootte: float = 1.0) -> Opzet:
    """The set-up of an example wijk with `grootte` times its people, with its own codes in an invented municipality.

    Raises ValueError for the name of any other wijk.
    """
    raw, number = read_bron(VOORBEELDWIJK), _number(slug)
    town, place = divmod(number - 1, PER_GEMEENTE)
    code = f"{9999 - town}{place + 1:02d}"
    groups = {column: {key: round(size * grootte) for key, size in raw["inwoners"][column].items()} for column in raw["inwoners"]}
    buurten = {f"BU{code}{k:02d}": size for k, size in enumerate(groups["buurt"].values(), 1)}
    return Opzet(
        slug=slug,
        plek=raw["plek"],
        organisaties=raw["organisaties"],
        maten=Maten(**raw["maten"]).times(grootte),
        thema_zonder_aanbod=tuple(raw["thema_zonder_aanbod"]),
        gesprekken=tuple(raw["gesprekken"]),
        inwoners=groups | {"buurt": buurten},
        interventies=tuple(raw["interventies"]),
        verteld={name: tuple(raw[name]) for name in VERTELD},
        reeksen=raw["reeksen"],
        metingen=tuple(raw["metingen"]),
        naam=raw["naam"] if number == 1 else f"{raw['naam']} {number}",
        gemeente=f"GM{code[:4]}",
        gemeente_naam=raw["gemeente_naam"] if town == 0 else f"{raw['gemeente_naam']} {town + 1}",
        buurtnamen=tuple(groups["buurt"]),
        kinderen=raw["kinderen"],
        buiten=raw["buiten"],
        omstandigheden=raw["omstandigheden"],
    )


def _number(slug: str) -> int:
    """1 for the first example wijk, 2 for the second. ValueError for any other name."""
    match = _SLUG.fullmatch(slug)
    if match is None:
        raise ValueError(f"slug={slug!r} has no example set-up; choose {VOORBEELDWIJK}, {VOORBEELDWIJK}-2 and so on")
    return int(match[1] or 1)
