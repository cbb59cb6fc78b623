"""Which wijken to make: from the command line, or from a list with a row per area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wijkmonitor.gegevens.lezen import plain_heading, read_table
from wijkmonitor.gegevens.lezers import read_file
from wijkmonitor.gegevens.nieuw.map import MapFout, check_slug, make_slug
from wijkmonitor.gegevens.opendata.gebieden import Gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout, check_gebieden, normalise, soort

KOLOMMEN = ("gebied", "map", "naam")


@dataclass(frozen=True)
class GevraagdeWijk:
    """One wijk that is asked for; without `slug` its folder is named after it."""

    slug: str
    codes: tuple[str, ...]
    naam: str | None = None


def wanted(slug: str, codes: Sequence[str], naam: str | None) -> list[GevraagdeWijk]:
    """One wijk of all codes, or one of each where no folder is named. GebiedFout, MapFout for what can't be."""
    if slug:
        return [GevraagdeWijk(slug, check_gebieden(codes), naam)]
    if not codes:
        raise MapFout("Noem een map en een gebied, zoals: wijkmonitor new stevenshof --gebied WK054609. Of geef een --lijst.")
    if naam and len(codes) > 1:
        raise MapFout("Bij één --naam hoort één wijk. Noem ook de map, of geef een --lijst met een kolom naam.")
    return [GevraagdeWijk("", check_gebieden([code]), naam) for code in dict.fromkeys(map(normalise, codes))]


def read_lijst(path: Path) -> list[GevraagdeWijk]:
    """The wijken of a table with a column `gebied`, or of a list with nothing but codes; rows of the same `map` are one wijk.

    LeesFout for a file that can't be read, GebiedFout with the row for a code that can't be used.
    """
    first = read_file(path, known=lambda heading: plain_heading(heading) in KOLOMMEN).bladen[0].rijen
    if all(_is_code(cell) for _, row in first for cell in row if cell is not None):
        return [GevraagdeWijk("", _check(path, number, [str(cell)])) for number, row in first for cell in row if cell is not None]
    table = read_table(path, kolommen=KOLOMMEN)
    if "gebied" not in table.kop:
        raise GebiedFout(f"{path.name}: de kolom gebied ontbreekt. Zet daar per rij een code in, zoals WK054609.")
    found: dict[str, GevraagdeWijk] = {}
    for number, row in zip(table.rijnummers, table.rijen, strict=True):
        cells = {name: str(cell) for name, cell in zip(table.kop, row, strict=True) if cell is not None}
        code = cells.get("gebied", "")
        one = found.setdefault(cells.get("map") or f" {number}", GevraagdeWijk(cells.get("map", ""), (), cells.get("naam")))
        found[cells.get("map") or f" {number}"] = replace(one, codes=_check(path, number, [*one.codes, code]))
    return list(found.values())


def name_all(asked: Sequence[GevraagdeWijk], gebieden: Gebieden, data: Path) -> list[GevraagdeWijk]:
    """Each with the name of a folder that is free. GebiedFout for an area that does not exist, MapFout for a folder that does."""
    plan: list[GevraagdeWijk] = []
    for one in asked:
        gebieden.check(one.codes)
        taken = {other.slug for other in plan}
        slug = one.slug or make_slug(one.naam or gebieden.naam(one.codes[0]))
        if not one.slug and (slug in taken or (data / slug).exists()):
            slug = f"{slug}-{one.codes[0].lower()}"
        if slug in taken:
            raise MapFout(f"De map {slug} staat er twee keer in. Geef elke wijk een eigen map.")
        check_slug(slug, data)
        plan.append(replace(one, slug=slug))
    return plan


def _is_code(cell: object) -> bool:
    try:
        return soort(normalise(str(cell))) in ("wijk", "buurt")
    except ValueError:
        return False


def _check(path: Path, number: int, codes: Sequence[str]) -> tuple[str, ...]:
    try:
        return check_gebieden(codes)
    except GebiedFout as error:
        raise GebiedFout(f"{path.name}, rij {number}: {error}") from None
