"""Boundaries for a map: polygons of areas from a GeoJSON that the user supplies."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from wijkmonitor.gegevens.lezers import read_bytes
from wijkmonitor.gegevens.opendata.cijfer import zin
from wijkmonitor.gegevens.opendata.gebiedscode import normalise, without_number
from wijkmonitor.gegevens.opendata.opslag import default_store
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.schrijven import write_whole

Punt = tuple[float, float]
Ring = tuple[Punt, ...]
Vlak = tuple[Ring, ...]  # the outer ring, then the holes
_CODE = re.compile(r"(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})\s*")
_NAMEN = {"BU": ("bunaam", "buurtnaam"), "WK": ("wknaam", "wijknaam"), "GM": ("gmnaam", "gemeentenaam")}
_NAAM = ("statnaam", "naam", "name")
MAX_BYTES = 300_000_000
MAX_BEWAARD = 10_000_000  # bytes
_STUK = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)  # what a damaged file gives
_KM_PER_GRAAD_LENGTE, _KM_PER_GRAAD_BREEDTE = 111.32, 110.57


@dataclass(frozen=True)
class Grenzen:
    """Polygons per area code, in kilometres east and north of a corner of the drawing: equal units, ready to draw.

    Where an area has no polygons, it is left out of `vlakken` and named in `ontbreekt`. Without any polygon `reden`
    is the Dutch sentence why there is no map; the object is then false.
    """

    vlakken: Mapping[str, tuple[Vlak, ...]] = field(default_factory=dict)
    ontbreekt: tuple[str, ...] = ()
    reden: str = ""
    bron: str = ""

    def __bool__(self) -> bool:
        return bool(self.vlakken)


def load_grenzen(codes: Sequence[str], *, data: Path) -> Grenzen:
    """Boundaries of `codes` from grenzen/*.geojson in the data folder or the store.

    Longitude and latitude (WGS84) and the Dutch grid (RD) are both understood. A file that is absent or damaged gives
    no error but a reason: a report can do without a map.
    """
    if not codes:
        return Grenzen(reden=zin("reden.kaart_geen_gebieden"))
    fault = ""
    for candidate in _candidates(data):
        try:
            everything = _content(candidate)
        except _STUK:
            fault = zin("reden.kaart_onleesbaar", bestand=candidate.name)
            continue
        found = {code: everything.vlakken[code] for code in codes if code in everything.vlakken}
        if found:
            return Grenzen(_flatten(found), tuple(c for c in codes if c not in found), bron=everything.bron or candidate.name)
        fault = fault or zin("reden.kaart_andere_gebieden", bestand=candidate.name)
    return Grenzen(reden=fault or zin("reden.kaart_geen_bestand"), ontbreekt=tuple(codes))


def read_names(data: Path, store: Path | None = None) -> dict[str, str]:
    """Names of areas that the files with boundaries hold; a damaged file has none."""
    found: dict[str, str] = {}
    for candidate in _candidates(data, store):
        try:
            found = {**_content(candidate).namen, **found}
        except _STUK:
            continue
    return found


def boundary_stamps(data: Path) -> tuple[Stempel, ...]:
    """What tells the content of the files with boundaries from all others."""
    return tuple(map(file_key, _candidates(data)))


class GrenzenFout(ValueError):
    """A file with boundaries that cannot be used; the message is Dutch."""


def store_grenzen(path: Path, store: Path) -> int:
    """Copy a GeoJSON into the store; the number of areas in it. GrenzenFout when it holds no CBS areas."""
    try:
        areas = _content(path).vlakken
    except FileNotFoundError:
        raise GrenzenFout(f"{path} bestaat niet. Kijk of de naam klopt.") from None
    except _STUK as error:
        raise GrenzenFout(f"{path.name} is geen leesbare GeoJSON. Download het bestand opnieuw.") from error
    if not areas:
        raise GrenzenFout(f"In {path.name} staan geen gebieden met een CBS-code, zoals WK054609 of BU05460900.")
    write_whole(store / "grenzen" / f"{path.stem}.geojson", read_bytes(path, hoogstens=MAX_BYTES))
    return len(areas)


def _candidates(data: Path, store: Path | None = None) -> list[Path]:
    return [file for folder in (data, store or default_store()) for file in sorted((folder / "grenzen").glob("*.geojson"))]


class _Inhoud(NamedTuple):
    """What one file holds, by area code, and the source line in its member `bron`."""

    vlakken: dict[str, tuple[Vlak, ...]]
    namen: dict[str, str]
    bron: str = ""


_KEPT: Geheugen[Stempel, _Inhoud] = Geheugen(__name__, hoogstens=1024)


def _content(path: Path) -> _Inhoud:
    """What a file holds. A file of all buurten is too large to hand to other processes, and is read once in each."""
    key = file_key(path)
    if path.stat().st_size > MAX_BEWAARD:
        return _read_large(path, key)
    return _KEPT.of(key, partial(_read, path))


@lru_cache(maxsize=2)
def _read_large(path: Path, _stempel: Stempel) -> _Inhoud:
    return _read(path)


def _read(path: Path) -> _Inhoud:
    collection = json.loads(read_bytes(path, hoogstens=MAX_BYTES).decode("utf-8-sig"))
    content = _Inhoud({}, {}, str(collection.get("bron") or ""))
    for feature in collection["features"]:
        properties, geometry = feature.get("properties") or {}, feature.get("geometry")
        code = _find_code(properties)
        if code and geometry:
            content.vlakken[code] = (*content.vlakken.get(code, ()), *_polygons(geometry))
        if code and (naam := _find_name(code, properties)):
            content.namen[code] = without_number(naam)
    return content


def _find_name(code: str, properties: Mapping[str, Any]) -> str:
    """The name of the area itself: a buurt also names its wijk and municipality."""
    plain = {key.lower().replace("_", ""): value for key, value in properties.items() if isinstance(value, str)}
    return next((plain[key] for key in (*_NAMEN[code[:2]], *_NAAM) if plain.get(key, "").strip()), "")


def _find_code(properties: Mapping[str, Any]) -> str:
    """The area code of a feature: the longest one among its properties (a buurt also names its wijk and municipality)."""
    found = [normalise(value) for value in properties.values() if isinstance(value, str) and _CODE.fullmatch(value)]
    return max(found, key=len, default="")


def _polygons(geometry: Mapping[str, Any]) -> Iterator[Vlak]:
    coordinates = geometry.get("coordinates") or []
    parts = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry["type"], [])
    for rings in parts:
        yield tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in rings)


def _flatten(vlakken: Mapping[str, tuple[Vlak, ...]]) -> dict[str, tuple[Vlak, ...]]:
    points = list(_points(vlakken.values()))
    west, south = min(x for x, _ in points), min(y for _, y in points)
    graden = all(abs(x) <= 180 and abs(y) <= 90 for x, y in points)
    breed = _KM_PER_GRAAD_LENGTE * math.cos(math.radians(south)) if graden else 0.001
    hoog = _KM_PER_GRAAD_BREEDTE if graden else 0.001

    def place(point: Punt) -> Punt:
        return round((point[0] - west) * breed, 4), round((point[1] - south) * hoog, 4)

    return {code: tuple(tuple(tuple(map(place, ring)) for ring in vlak) for vlak in own) for code, own in vlakken.items()}


def _points(groups: Iterable[tuple[Vlak, ...]]) -> Iterator[Punt]:
    for own in groups:
        for vlak in own:
            for ring in vlak:
                yield from ring
