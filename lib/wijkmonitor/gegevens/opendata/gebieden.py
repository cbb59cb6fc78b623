"""All areas that the figures know: codes, names, municipality and the year of the boundaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from wijkmonitor.gegevens.opendata.catalogus import Catalogus, load_catalogus
from wijkmonitor.gegevens.opendata.gebiedscode import LAND, GebiedFout, check_gebieden, gemeente_van, is_gebied, normalise, soort
from wijkmonitor.gegevens.opendata.grenzen import boundary_stamps, read_names
from wijkmonitor.gegevens.opendata.opslag import Opslag, default_store
from wijkmonitor.gegevens.opendata.waarneming import areas_meegeleverd, table_stamps
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.meegeleverd import find_open_data

GEMEENTEN = 300  # municipalities of which the figures hold a wijk: with as many they hold the whole country


@dataclass(frozen=True)
class Gebied:
    """One CBS area. `grenzen` is the newest year of boundaries in which the figures know it; `naam` can be ''."""

    code: str
    naam: str
    grenzen: int

    @property
    def soort(self) -> str:
        """'land', 'gemeente', 'wijk' or 'buurt'."""
        return soort(self.code)

    @property
    def gemeente(self) -> str:
        """Code of the municipality."""
        return gemeente_van(self.code)


@dataclass(frozen=True)
class Gebieden(Mapping[str, Gebied]):
    """Areas by code, in the order of the codes. namen: of areas without figures, as a file with boundaries calls them."""

    gebieden: Mapping[str, Gebied]
    namen: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Gebied:
        return self.gebieden[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.gebieden)

    def __len__(self) -> int:
        return len(self.gebieden)

    def wijken(self) -> tuple[str, ...]:
        """Codes of all wijken: what `--gebied alle` stands for."""
        return tuple(code for code in self if code.startswith("WK"))

    def naam(self, code: str) -> str:
        """Name of the area, or its code where no name is known."""
        return (self.gebieden[code].naam if code in self.gebieden else self.namen.get(code)) or code

    def check(self, codes: Sequence[str]) -> tuple[str, ...]:
        """The codes, when they can form one wijk and occur in the figures; GebiedFout with the nearest real codes.

        A municipality of which no area is known cannot be checked, and passes; where the figures hold the whole
        country there is no such municipality.
        """
        schoon = check_gebieden(codes)
        for code in schoon:
            its_town = any(each[2:6] == code[2:6] for each in self if each[:2] in ("WK", "BU"))
            if code not in self and (its_town or self.is_the_country):
                near = self.suggest(code)
                lijkt = f" Codes die erop lijken: {near}." if near != "-" else ""
                raise GebiedFout(f"{code} bestaat niet in de cijfers.{lijkt}")
        return schoon

    def suggest(self, word: str) -> str:
        """The nearest codes with their names, for a code or a name that is not known; '-' when nothing is near."""
        code = normalise(word)
        known = [c for c in self if c[:2] == code[:2] and c != code]
        near = sorted((c for c in known if c[2:6] == code[2:6]), key=lambda c: (-SequenceMatcher(None, c, code).ratio(), c))
        if not near:
            near = get_close_matches(code, known, cutoff=0.7)
        if not near:
            by_name = {g.naam.lower(): g.code for g in self.values() if g.naam and g.soort in ("wijk", "buurt")}
            name = word.strip().lower()
            names = [name] if name in by_name else get_close_matches(name, list(by_name), cutoff=0.6)
            near = [by_name[naam] for naam in names]
        return ", ".join(f"{c} ({self[c].naam})" if self[c].naam else c for c in near[:3]) or "-"

    @property
    def is_the_country(self) -> bool:
        """Whether the figures hold the whole country: then a code that is not in them is none."""
        return len({code[2:6] for code in self if code[:2] == "WK"}) >= GEMEENTEN


_KEPT: Geheugen[tuple[Stempel, ...], Gebieden] = Geheugen(__name__, hoogstens=4)


def all_areas(data: Path) -> dict[str, bool]:
    """Every area that the figures know -> whether it is one of those that `--gebied alle` stands for."""
    areas = load_gebieden(data)
    wijken = set(areas.wijken())
    return {code: code in wijken for code in areas if is_gebied(code)}


def load_gebieden(data: Path) -> Gebieden:
    """Every area in the shipped figures and in the store of the user."""
    folder, opslag = find_open_data(data), Opslag(default_store())
    shipped = file_key(folder / "catalogus.toml"), *table_stamps(folder / "kerncijfers")
    return _KEPT.of((*shipped, *opslag.stamps(), *boundary_stamps(data)), lambda: _read(folder, opslag, read_names(data)))


def _read(folder: Path, opslag: Opslag, called: Mapping[str, str]) -> Gebieden:
    catalogus = load_catalogus(folder)
    found: dict[str, Gebied] = {}
    for code, naam, jaar, tabel in areas_meegeleverd(folder / "kerncijfers"):
        if tabel in catalogus.tabellen:
            _add(found, code, naam, catalogus.tabellen[tabel].boundary_year(jaar))
    for tabel in catalogus.tabellen:
        _add_stored(found, opslag, catalogus, tabel)
    for code, naam in called.items():
        if code in found and not found[code].naam:
            found[code] = replace(found[code], naam=naam)
    return Gebieden(dict(sorted(found.items())), called)


def _add_stored(found: dict[str, Gebied], opslag: Opslag, catalogus: Catalogus, tabel: str) -> None:
    record = opslag.record(tabel)
    if record is None:
        return
    namen = opslag.names(tabel)
    for jaar in sorted(set(record.jaren)):
        for code in opslag.codes(tabel, jaar):
            if code == LAND or code[:2] in ("GM", "WK", "BU"):
                _add(found, code, namen.get(code, ""), catalogus.tabellen[tabel].boundary_year(jaar))


def _add(found: dict[str, Gebied], code: str, naam: str, grenzen: int) -> None:
    """The area as its newest boundaries call it; any name is better than none."""
    old = found.get(code, Gebied(code, "", 0))
    called = (naam or old.naam) if grenzen > old.grenzen else (old.naam or naam)
    found[code] = Gebied(code, called, max(grenzen, old.grenzen))
