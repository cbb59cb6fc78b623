"""Invented open figures and shapes of an example wijk, its buurten and its municipality.

The figures have the form in which `wijkmonitor new` writes published ones, with herkomst `voorbeeld` in every row, so that
a finding about them carries the badge.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from tools.voorbeeld.opzet import Opzet, read_bron
from tools.voorbeeld.toeval import Toeval, shares

KOLOMMEN = ("gebied", "naam", "jaar", "indicator", "waarde", "tabel", "herkomst")
GEZONDHEID, BEVOLKING, GESLACHT = "50090NED", "85318NED", "85984NED"
GUNSTIG = ("ervaren_gezondheid_goed", "regie_over_eigen_leven", "vrijwilligerswerk", "voldoet_aan_beweegrichtlijn")
STAD = 8  # so many times as many people in the municipality as in the wijk
VERGRIJZING = 0.3  # how far people of 65 and older are from the others, as a part of the figure
GELDZORGEN = "moeite_met_rondkomen"
ZEE = (3.4, 52.6)  # longitude and latitude of a corner: in the sea, so that nobody takes the shapes for a real place
Rij = dict[str, Any]


def make_kerncijfers(opzet: Opzet, seed: int, *, gemist: Collection[str] = ()) -> list[Rij]:
    """One row per area, figure and year: health of the wijk, its buurten and municipality; population of the same.

    gemist: the buurt that the participation passes by; there people have the most money worries.
    """
    chance = Toeval(seed, opzet.slug, "kerncijfers")
    rows = [*_health(opzet, chance, gemist), *_population(opzet)]
    return [{**row, "herkomst": "voorbeeld"} for row in rows]


def _health(opzet: Opzet, chance: Toeval, missed: Collection[str]) -> Iterator[Rij]:
    """Buurten differ in how well off they are, and with it in health; the wijk is their weighted mean."""
    weights = shares(opzet.inwoners["buurt"])
    luck = {code: chance.normal() for code in weights}
    middle = sum(weights[code] * luck[code] for code in weights)
    for indicator, given in read_bron("voorbeeldwijk")["gezondheid"].items():
        side = -1 if indicator in GUNSTIG else 1
        spread = 0.09 * min(given["wijk"], 100 - given["wijk"])
        noise = {code: chance.normal(0, 0.25) for code in weights}
        if indicator == GELDZORGEN and missed:
            worst = max(luck[code] + noise[code] for code in weights)
            noise |= {code: worst + 0.5 - luck[code] for code in missed}
        noisy = sum(weights[code] * noise[code] for code in weights)
        for jaar in given["jaren"]:
            level = given["wijk"] - given["jaar"] * (2020 - jaar) / 4
            areas = {code: level + side * spread * (luck[code] - middle + noise[code] - noisy) for code in weights}
            areas |= {opzet.gebied: level, opzet.gemeente: level - side * spread * 0.9}
            yield from (_row(opzet, code, jaar, indicator, round(value, 1), GEZONDHEID) for code, value in areas.items())
            yield from _ages(opzet, indicator, jaar, {code: areas[code] for code in (opzet.gebied, opzet.gemeente)})


def _ages(opzet: Opzet, indicator: str, jaar: int, levels: dict[str, float]) -> Iterator[Rij]:
    """Both age groups of wijk and municipality, which together give the figure of all adults."""
    given = read_bron("voorbeeldwijk")["cijfers"]
    adults = 100 - given["pct_0_14"] - 0.3 * given["pct_15_24"]
    share = given["pct_65plus"] / adults
    for code, level in levels.items():
        gap = VERGRIJZING * min(level, 100 - level) * (-1 if indicator in GUNSTIG else 1)
        for band, value in (("18-64", level - share * gap), ("65+", level + (1 - share) * gap)):
            yield _row(opzet, code, jaar, f"{indicator}/{band}", round(value, 1), GEZONDHEID)


def _population(opzet: Opzet) -> Iterator[Rij]:
    given = read_bron("voorbeeldwijk")["cijfers"]
    older = sum(opzet.inwoners["buurt"].values())
    everybody = {code: round(size / (1 - given["pct_0_14"] / 100)) for code, size in opzet.inwoners["buurt"].items()}
    everybody[opzet.gebied] = round(older / (1 - given["pct_0_14"] / 100))
    everybody[opzet.gemeente] = STAD * everybody[opzet.gebied]
    for code, people in everybody.items():
        yield _row(opzet, code, 2022, "inwoners", people, BEVOLKING)
        women = round(people * opzet.inwoners["geslacht"]["v"] / older)
        for name, count in (("inwoners", people), ("vrouwen", women), ("mannen", people - women)):
            yield _row(opzet, code, 2024, name, count, GESLACHT)
    for code, times in ((opzet.gebied, 1), (opzet.gemeente, STAD)):
        yield _row(opzet, code, 2022, "woningen", round(everybody[code] / given["inwoners_per_woning"]), BEVOLKING)
        yield _row(opzet, code, 2022, "oppervlakte_km2", round(given["oppervlakte_km2"] * times, 2), BEVOLKING)
        for name, value in given.items():
            if name.startswith(("pct_", "gem_", "netto_")):
                yield _row(opzet, code, 2022, name, value if times == 1 else _in_town(name, value), BEVOLKING)


def _in_town(name: str, value: float) -> float:
    """The municipality is as old as the wijk, and a little better off."""
    ages = ("pct_0_14", "pct_15_24", "pct_25_44", "pct_45_64", "pct_65plus")
    return value if name in ages else round(value * (0.85 if name.endswith("laagste_40pct_inkomen") else 1.15), 1)


def _row(opzet: Opzet, code: str, jaar: int, indicator: str, waarde: float, tabel: str) -> Rij:
    return {"gebied": code, "naam": name_of(opzet, code), "jaar": jaar, "indicator": indicator, "waarde": waarde, "tabel": tabel}


def name_of(opzet: Opzet, code: str) -> str:
    """Name of the municipality, the wijk or one of its buurten."""
    names = dict(zip(opzet.buurten, opzet.buurtnamen, strict=True))
    return names.get(code) or {opzet.gemeente: opzet.gemeente_naam, opzet.gebied: opzet.naam}[code]


def make_grenzen(opzet: Opzet) -> bytes:
    """GeoJSON with a simple shape per buurt: two rows of blocks of three, with slanted sides."""
    features = []
    for number, code in enumerate(opzet.buurten):
        row, column = divmod(number, 3)
        corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1), (column, row)]
        ring = [[round(ZEE[0] + 0.009 * (x + 0.18 * y), 6), round(ZEE[1] + 0.0045 * (y - 0.12 * x), 6)] for x, y in corners]
        properties = {"statcode": code, "statnaam": name_of(opzet, code), "herkomst": "voorbeeld"}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "bron": "verzonnen grenzen", "features": [\n{lines}\n]}}\n'.encode()
