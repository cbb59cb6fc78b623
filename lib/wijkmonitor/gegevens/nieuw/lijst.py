"""Which wijken to make: from the command line, or from a list with a row per area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wijkmonitor.gegevens.lezen import plain_heading, read_table
from wijkmonitor.gegevens.lezers import read_file
from wijkmonitor.gegevens.nieuw.map import MapFout, check_slug, make_slug
from wijkmonitor.gegevens.opendata.gebieden import Gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout, check_gebieden, normalise, soort

KOLOMMEN = ("gebied", "map", "naam")


@dataclass(frozen=True)
class GevraagdeWijk:
    """One wijk that is asked for; without `slug` its folder is named after it. rijen: code -> its row in the list."""

    slug: str
    codes: tuple[str, ...]
    naam: str | None = None
    rijen: Mapping[str, int] = field(default_factory=dict)


Fouten = list[tuple[int, str]]  # row in the list (0 without one) and what is wrong there


def wanted(slug: str, codes: Sequence[str], naam: str | None) -> list[GevraagdeWijk]:
    """One wijk of all codes, or one of each where no folder is named. GebiedFout, MapFout for what can't be."""
    if slug:
        return [GevraagdeWijk(slug, check_gebieden(codes), naam)]
    if not codes:
        raise MapFout("Noem een map en een gebied, zoals: wijkmonitor new stevenshof --gebied WK054609. Of geef een --lijst.")
    if naam and len(codes) > 1:
        raise MapFout("Bij één --naam hoort één wijk. Noem ook de map, of geef een --lijst met een kolom naam.")
    return [GevraagdeWijk("", check_gebieden([code]), naam) for code in dict.fromkeys(map(normalise, codes))]


def read_lijst(path: Path) -> tuple[list[GevraagdeWijk], Fouten]:
    """The wijken of a table with a column `gebied`, or of a list with nothing but codes, and the rows that can't be used.

    Rows of the same `map` are one wijk. LeesFout for a file that can't be read, GebiedFout for a table without that column.
    """
    first = read_file(path, known=lambda heading: plain_heading(heading) in KOLOMMEN)[0].rijen
    if all(_is_code(cell) for _, row in first for cell in row if cell is not None):
        rows = [(number, {"gebied": str(cell)}) for number, row in first for cell in row if cell is not None]
    else:
        table = read_table(path, kolommen=KOLOMMEN)
        if "gebied" not in table.kop:
            raise GebiedFout(f"{path.name}: de kolom gebied ontbreekt. Zet daar per rij een code in, zoals WK054609.")
        cells = [{name: str(cell) for name, cell in zip(table.kop, row, strict=True) if cell is not None} for row in table.rijen]
        rows = list(zip(table.rijnummers, cells, strict=True))
    found: dict[tuple[str, int], GevraagdeWijk] = {}
    wrong: Fouten = []
    for place, (number, row) in enumerate(rows):
        key = row.get("map", ""), 0 if row.get("map") else place
        one = found.get(key, GevraagdeWijk(row.get("map", ""), (), row.get("naam")))
        try:
            codes = check_gebieden([*one.codes, row.get("gebied", "")])
        except GebiedFout as error:
            wrong.append((number, str(error)))
            continue
        found[key] = replace(one, codes=codes, rijen={codes[-1]: number} | dict(one.rijen))
    return list(found.values()), wrong


def name_all(asked: Sequence[GevraagdeWijk], gebieden: Gebieden, data: Path) -> tuple[list[GevraagdeWijk], Fouten]:
    """Each with the name of a folder that is free, and what can't be made: an area that does not exist, a folder that does."""
    plan: list[GevraagdeWijk] = []
    wrong: Fouten = []
    for one in asked:
        taken = {other.slug for other in plan}
        slug = one.slug or make_slug(one.naam or gebieden.naam(one.codes[0]))
        if not one.slug and (slug in taken or (data / slug).exists()):
            slug = f"{slug}-{one.codes[0].lower()}"
        number = one.rijen.get(one.codes[0], 0)
        for code in one.codes:
            try:
                gebieden.check([code])
            except GebiedFout as error:
                wrong.append((one.rijen.get(code, 0), str(error)))
        try:
            if slug in taken:
                raise MapFout(f"De map {slug} staat er twee keer in. Geef elke wijk een eigen map.")
            check_slug(slug, data)
        except MapFout as error:
            wrong.append((number, str(error)))
        plan.append(replace(one, slug=slug))
    return plan, wrong


def raise_all(wrong: Fouten, lijst: Path | None) -> None:
    """GebiedFout that names all that is wrong, each with its row in the list; nothing where nothing is."""
    if wrong:
        told = [f"{lijst.name}, rij {number}: {text}" if lijst and number else text for number, text in sorted(wrong)]
        raise GebiedFout("\n".join(dict.fromkeys(told)))


def _is_code(cell: object) -> bool:
    try:
        return soort(normalise(str(cell))) in ("wijk", "buurt")
    except ValueError:
        return False
