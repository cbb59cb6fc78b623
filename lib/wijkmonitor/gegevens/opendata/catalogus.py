"""The catalogue of indicators: what each figure means, which way is good, and where it is published."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from wijkmonitor.geheugen import Geheugen, Stempel, file_key

RICHTINGEN = ("hoog_is_gunstig", "laag_is_gunstig", "neutraal")
BLOKKEN = ("demografisch", "sociaaleconomisch", "gezondheid", "psychosociaal")
GEWICHTEN = ("volwassenen", "inwoners", "inwoners_15plus", "woningen", "som")
SERVERS = ("cbs", "rivm")
_READ: Geheugen[Stempel, Catalogus] = Geheugen(__name__, hoogstens=8)


@dataclass(frozen=True)
class Tabel:
    """A StatLine table. `grenzen` is the year of the boundaries, 0 = those of each year itself."""

    id: str
    titel: str
    uitgever: str
    server: str
    jaren: tuple[int, ...]
    grenzen: int
    licentie: str
    volgende: str
    leeftijd: str = ""
    schatting: str | None = None

    @property
    def bron(self) -> str:
        """Source line: publisher, title, table number and licence."""
        return f"{self.uitgever}, {self.titel} (StatLine {self.id}), {self.licentie}"

    def boundary_year(self, jaar: int) -> int:
        """Year of the boundaries that the figures over `jaar` stand on."""
        return self.grenzen or jaar


@dataclass(frozen=True)
class Bronverwijzing:
    """Where one indicator stands in one table: topic without column number, and the years it was asked in."""

    tabel: str
    topic: str
    jaren: tuple[int, ...]
    noemer: tuple[str, ...] = ()
    deel_door: float = 1.0
    groep: str = ""

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic that is needed to compute the figure."""
        return tuple(dict.fromkeys((self.topic, *self.noemer)))


@dataclass(frozen=True)
class Indicator:
    """One row of the catalogue; all texts are Dutch, ready for a reader."""

    id: str
    naam: str
    definitie: str
    waarom: str
    let_op: str
    eenheid: str
    richting: str
    blok: str
    teller: str
    noemer: str
    leeftijd: str
    gewicht: str
    bronnen: tuple[Bronverwijzing, ...]
    vergelijkbare_jaren: tuple[int, ...]
    bron: str
    licentie: str
    volgende: str
    schatting: str | None = None
    nulmeting: bool = False
    proxy_voor: str | None = None
    geen_cijfer: str | None = None
    verwerking: str = ""


@dataclass(frozen=True)
class Catalogus(Mapping[str, Indicator]):
    """All indicators by id, in the order of the file, and the tables they come from."""

    indicatoren: Mapping[str, Indicator]
    tabellen: Mapping[str, Tabel]

    def __getitem__(self, naam: str) -> Indicator:
        return self.indicatoren[naam]

    def __iter__(self) -> Iterator[str]:
        return iter(self.indicatoren)

    def __len__(self) -> int:
        return len(self.indicatoren)

    def find(self, naam: str) -> Indicator:
        """The indicator; ValueError with the nearest names where it is unknown."""
        if naam not in self.indicatoren:
            raise ValueError(f"indicator={naam!r} is not in the catalogue; nearest: {nearest(naam, self.indicatoren)}")
        return self.indicatoren[naam]

    def nulmeting(self) -> tuple[Indicator, ...]:
        """The eight baseline indicators of the programme, also those without a published figure."""
        return tuple(i for i in self.values() if i.nulmeting)

    def blok(self, naam: str) -> tuple[Indicator, ...]:
        """Indicators of one block of the wijkprofiel."""
        if naam not in BLOKKEN:
            raise ValueError(f"blok={naam!r} must be one of {BLOKKEN}")
        return tuple(i for i in self.values() if i.blok == naam)


def nearest(word: str, words: Mapping[str, Any] | list[str]) -> str:
    """Up to three names that look like `word`, comma separated; '-' where none does."""
    return ", ".join(get_close_matches(word, list(words), n=3, cutoff=0.5)) or "-"


def load_catalogus(path: Path) -> Catalogus:
    """The catalogue in `path` (catalogus.toml, or the folder that holds it).

    Raises ValueError naming the entry and the field that is missing or wrong.
    """
    path = path / "catalogus.toml" if path.is_dir() else path
    return _READ.of(file_key(path), lambda: _load(path))


def _load(path: Path) -> Catalogus:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path} is not valid TOML: {error}") from error
    tabellen = {key: _tabel(key, fields) for key, fields in raw.get("tabel", {}).items()}
    indicatoren = {key: _indicator(key, fields, tabellen) for key, fields in raw.get("indicator", {}).items()}
    for indicator in indicatoren.values():
        if indicator.proxy_voor and indicator.proxy_voor not in indicatoren:
            raise ValueError(f"indicator.{indicator.id}: proxy_voor={indicator.proxy_voor!r} is not in the catalogue")
    return Catalogus(indicatoren, tabellen)


def _tabel(key: str, fields: Mapping[str, Any]) -> Tabel:
    try:
        tabel = Tabel(id=key, **{**fields, "jaren": tuple(fields["jaren"])})
    except (KeyError, TypeError) as error:
        raise ValueError(f"tabel.{key}: field missing or unknown ({error})") from error
    if tabel.server not in SERVERS:
        raise ValueError(f"tabel.{key}: server={tabel.server!r} must be one of {SERVERS}")
    return tabel


def _indicator(key: str, fields: Mapping[str, Any], tabellen: Mapping[str, Tabel]) -> Indicator:
    bronnen = tuple(_verwijzing(key, bron, tabellen) for bron in fields.get("bronnen", ()))
    eerste = tabellen[bronnen[0].tabel] if bronnen else None
    own = {k: v for k, v in fields.items() if k not in ("bronnen", "noemer_tekst", "vergelijkbare_jaren")}
    try:
        indicator = Indicator(
            id=key,
            bronnen=bronnen,
            noemer=fields["noemer_tekst"],
            vergelijkbare_jaren=tuple(fields["vergelijkbare_jaren"]),
            bron=eerste.bron if eerste else "",
            licentie=eerste.licentie if eerste else "",
            volgende=eerste.volgende if eerste else "onbekend",
            schatting=eerste.schatting if eerste else None,
            **own,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"indicator.{key}: field missing or unknown ({error})") from error
    _check(indicator)
    return indicator


def _check(indicator: Indicator) -> None:
    allowed = {"richting": RICHTINGEN, "blok": BLOKKEN, "gewicht": GEWICHTEN}
    for field, values in allowed.items():
        if getattr(indicator, field) not in values:
            raise ValueError(f"indicator.{indicator.id}: {field}={getattr(indicator, field)!r} must be one of {values}")
    empty = [
        f for f in ("naam", "definitie", "waarom", "let_op", "eenheid", "teller", "noemer") if not getattr(indicator, f).strip()
    ]
    if empty:
        raise ValueError(f"indicator.{indicator.id}: {', '.join(empty)} must not be empty")
    if not indicator.bronnen and not indicator.geen_cijfer:
        raise ValueError(f"indicator.{indicator.id}: without bronnen, geen_cijfer must say why there is no figure")


def _verwijzing(key: str, fields: Mapping[str, Any], tabellen: Mapping[str, Tabel]) -> Bronverwijzing:
    tabel = fields.get("tabel", "")
    if tabel not in tabellen:
        raise ValueError(f"indicator.{key}: tabel={tabel!r} is not in the catalogue; nearest: {nearest(tabel, tabellen)}")
    return Bronverwijzing(
        tabel=tabel,
        topic=fields["topic"],
        jaren=tuple(fields.get("jaren", tabellen[tabel].jaren)),
        noemer=tuple(fields.get("noemer", ())),
        deel_door=float(fields.get("deel_door", 1)),
        groep=fields.get("groep", ""),
    )
