"""New wijken: which ones are asked for, and their folders, made whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2

from wijkmonitor.gegevens.fouten import cut
from wijkmonitor.gegevens.lezen import plain_heading, read_table
from wijkmonitor.gegevens.lezers import read_file
from wijkmonitor.gegevens.nieuw.sjabloon import make_template
from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.gebieden import Gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout, check_gebieden, gemeente_van, normalise, soort
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers, read_opslag
from wijkmonitor.gegevens.opendata.opslag import Opslag, default_store
from wijkmonitor.gegevens.opendata.waarneming import write_meegeleverd
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.meegeleverd import find_open_data
from wijkmonitor.privacy.regels import Regels

KOLOMMEN = ("gebied", "map", "naam")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BEZET = ("kerncijfers", "grenzen")
# names that Windows keeps for devices (Microsoft, Naming Files, Paths, and Namespaces)
VAN_WINDOWS = {"con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10))}
LANGSTE_NAAM = 60  # signs, so that the paths of reports stay under the 260 of Windows
BANDEN = {"15-24": "pct_15_24", "25-44": "pct_25_44", "45-64": "pct_45_64", "65+": "pct_65plus"}
WOORDEN = {
    "15-24": "van 15 tot 25 jaar",
    "25-44": "van 25 tot 45 jaar",
    "45-64": "van 45 tot 65 jaar",
    "65+": "van 65 jaar en ouder",
}


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


def make_slug(naam: str) -> str:
    """Name of a folder for a wijk of this name.

    >>> make_slug("Bouwlust en Vrederust (Zuid)"), make_slug("Oud-IJmuiden é")
    ('bouwlust-en-vrederust-zuid', 'oud-ijmuiden-e')
    """
    flat = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", flat))


class MapFout(ValueError):
    """The folder cannot be made; the message is Dutch and says what to do."""


def check_slug(slug: str, data: Path) -> None:
    """MapFout when the name cannot be used for a new folder."""
    if not _SLUG.fullmatch(slug) or slug in BEZET or slug in VAN_WINDOWS or len(slug) > LANGSTE_NAAM:
        raise MapFout(
            f"'{cut(slug)}' kan geen naam van een map zijn. Gebruik kleine letters, cijfers en streepjes, zoals leidsche-rijn. "
            f"Hooguit {LANGSTE_NAAM} tekens, en geen naam van Windows zelf, zoals con."
        )
    if (data / slug).exists():
        raise MapFout(f"{data / slug} bestaat al. Kies een andere naam, of haal die map eerst weg.")


def make_wijk(slug: str, *, codes: Sequence[str], gebieden: Gebieden, data: Path, naam: str | None = None) -> Kerncijfers:
    """The folder `data/slug`: wijk.toml, leeragenda.toml and an empty, explained XLSX per table; the figures of its wijkprofiel.

    `codes` were checked by `Gebieden.check`. Figures in the store are copied to `data/kerncijfers/slug.csv`, so that
    the folder also works on another computer. MapFout when the folder exists.
    """
    check_slug(slug, data)
    data.mkdir(parents=True, exist_ok=True)
    if (source := find_open_data(data)) != data:
        shutil.copy(source / "catalogus.toml", data / "catalogus.toml")
        shutil.copytree(source / "kerncijfers", data / "kerncijfers", dirs_exist_ok=True)
    gemeente = gemeente_van(codes[0])
    naam = naam or _name(slug, codes, gebieden)
    kerncijfers = load_kerncijfers(data, gebieden=codes, gemeente=gemeente, naam=naam)
    with tempfile.TemporaryDirectory(prefix=f".{slug}-", dir=data) as temporary:
        folder = Path(temporary) / slug
        folder.mkdir(mode=0o700)
        (folder / "wijk.toml").write_text(_wijk_toml(kerncijfers, gebieden), encoding="utf-8")
        (folder / "leeragenda.toml").write_text(_text("leeragenda.toml"), encoding="utf-8")
        for tabel in TABELLEN:
            (folder / f"{tabel}.xlsx").write_bytes(make_template(tabel))
        found = read_opslag(Opslag(default_store()), load_catalogus(data), codes, gemeente)
        if found.cijfers:
            write_meegeleverd(data / "kerncijfers" / f"{slug}.csv", found.cijfers, found.namen)
        folder.rename(data / slug)  # last: what goes wrong before it, leaves no folder
    return kerncijfers


def _name(slug: str, codes: Sequence[str], gebieden: Gebieden) -> str:
    if len(codes) == 1 and gebieden.naam(codes[0]) != codes[0]:
        return gebieden.naam(codes[0])
    if slug == make_slug(codes[0]):  # no name, also not of the folder: the municipality says more than a code
        town = gemeente_van(codes[0])
        return f"Wijk in {gebieden.naam(town)}" if gebieden.naam(town) != town else "Wijk zonder naam"
    return slug.replace("-", " ").title()


def _wijk_toml(kerncijfers: Kerncijfers, gebieden: Gebieden) -> str:
    environment = jinja2.Environment(autoescape=False, keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
    environment.filters["toml"] = lambda value: json.dumps(value, ensure_ascii=False)
    inwoners = kerncijfers.cijfer("inwoners")
    names = {code: kerncijfers.namen.get(code) or gebieden.namen.get(code, "") for code in kerncijfers.gebieden}
    town = kerncijfers.namen.get(kerncijfers.gemeente) or gebieden.namen.get(kerncijfers.gemeente, "")
    return environment.from_string(_text("wijk.toml.j2")).render(
        naam=kerncijfers.naam,
        gemeente=kerncijfers.gemeente,
        gemeente_naam=town,
        gebieden=[(code, name or "naam nog niet bekend") for code, name in names.items()],
        inwoners=int(inwoners.waarde) if inwoners.waarde else None,
        jaar=inwoners.jaar,
        doelgroepen=list(make_groups(kerncijfers)),
        regels=Regels(),
    )


def _text(name: str) -> str:
    return files("wijkmonitor.gegevens.nieuw").joinpath(name).read_text(encoding="utf-8")


def make_groups(kerncijfers: Kerncijfers) -> Iterator[dict[str, Any]]:
    """Everybody of 15 and older, that group by age, by sex and by buurt; nothing where the population is not known."""
    if (found := _together(kerncijfers, "wijk", "inwoners", "pct_0_14")) is None:
        return
    inwoners, kinderen, bron = found
    volwassen = inwoners * (1 - kinderen / 100)
    wie = "Iedereen van 15 jaar en ouder die in de wijk woont"
    yield _group("Inwoners van 15 jaar en ouder", volwassen, f"{bron}; afgerond op tientallen", definitie=wie)
    for band, indicator in BANDEN.items():
        if part := _together(kerncijfers, "wijk", "inwoners", indicator):
            inwoners, aandeel, bron = part
            bron = f"{bron}; afgerond op tientallen"
            yield _group(f"Inwoners {WOORDEN[band]}", inwoners * aandeel / 100, bron, leeftijd=(band,))
    if (part := _together(kerncijfers, "wijk", "mannen", "vrouwen")) and part[0] + part[1]:
        mannen, vrouwen, bron = part
        bron = f"{bron}: verdeling van alle inwoners, toegepast op de doelgroep"
        for woord, letter, aantal in (("Vrouwen", "v", vrouwen), ("Mannen", "m", mannen)):
            yield _group(f"{woord} van 15 jaar en ouder", volwassen * aantal / (mannen + vrouwen), bron, geslacht=letter)
    for code in kerncijfers.buurtcodes:
        if part := _together(kerncijfers, code, "inwoners", "pct_0_14"):
            inwoners, kinderen, bron = part
            yield _group(f"Doelgroep in {kerncijfers.naam_van(code)}", inwoners * (1 - kinderen / 100), bron, buurt=code)


def _group(naam: str, omvang: float, bron: str, **anders: object) -> dict[str, Any]:
    """One `[[doelgroep]]` of wijk.toml; its size is rounded to tens, as the percentages allow no more."""
    usual = {"definitie": "Deel van de doelgroep", "leeftijd": tuple(BANDEN), "geslacht": "", "buurt": ""}
    return {"naam": naam, "omvang": int(round(omvang, -1)), "bron": bron} | usual | anders


def _together(kerncijfers: Kerncijfers, gebied: str, een: str, ander: str) -> tuple[float, float, str] | None:
    """Both figures of the newest year that has both, and where they come from; None where no year has."""
    years = set(kerncijfers.jaren(een, gebied)) & set(kerncijfers.jaren(ander, gebied))
    if not years:
        return None
    jaar = max(years)
    first, second = (kerncijfers.cijfer(naam, gebied, jaar).waarde for naam in (een, ander))
    tabel = kerncijfers.tabel(een, jaar)
    if first is None or second is None or tabel is None:
        return None
    return first, second, f"{tabel.uitgever}, {tabel.titel}"
