"""Making the folder of a new wijk: whole, or not at all."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import jinja2

from wijkmonitor.gegevens.fouten import shorten
from wijkmonitor.gegevens.nieuw.doelgroep import make_groups
from wijkmonitor.gegevens.nieuw.sjabloon import write_template
from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.gebieden import Gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import gemeente_van
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.opendata.opslag import Opslag, default_store
from wijkmonitor.gegevens.opendata.uitlezen import read_opslag
from wijkmonitor.gegevens.opendata.waarneming import write_meegeleverd
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.meegeleverd import find_open_data
from wijkmonitor.privacy.regels import Regels

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BEZET = ("kerncijfers", "grenzen")
# names that Windows keeps for devices (Microsoft, Naming Files, Paths, and Namespaces)
VAN_WINDOWS = {"con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10))}
LANGSTE_NAAM = 60  # signs, so that the paths of reports stay under the 260 of Windows


def make_slug(naam: str) -> str:
    """Name of a folder for a wijk of this name.

    >>> make_slug("Bouwlust en Vrederust (Zuid)"), make_slug("Oud-IJmuiden é")
    ('bouwlust-en-vrederust-zuid', 'oud-ijmuiden-e')
    """
    flat = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", flat))


class MapFout(ValueError):
    """The folder cannot be made; the message is Dutch and says what to do."""


@dataclass(frozen=True)
class Gemaakt:
    """The new folder, and the figures that its wijkprofiel will show."""

    folder: Path
    kerncijfers: Kerncijfers


def check_slug(slug: str, data: Path) -> None:
    """MapFout when the name cannot be used for a new folder."""
    if not _SLUG.fullmatch(slug) or slug in BEZET or slug in VAN_WINDOWS or len(slug) > LANGSTE_NAAM:
        raise MapFout(
            f"{shorten(slug)} kan geen naam van een map zijn. Gebruik kleine letters, cijfers en streepjes, zoals leidsche-rijn. "
            f"Hooguit {LANGSTE_NAAM} tekens, en geen naam van Windows zelf, zoals con."
        )
    if (data / slug).exists():
        raise MapFout(f"{data / slug} bestaat al. Kies een andere naam, of haal die map eerst weg.")


def make_wijk(
    slug: str, *, codes: Sequence[str], gebieden: Gebieden, data: Path, store: Path | None = None, naam: str | None = None
) -> Gemaakt:
    """The folder `data/slug`: wijk.toml, leeragenda.toml and an empty, explained XLSX per table.

    `codes` were checked by `Gebieden.check`. Figures in the store are copied to `data/kerncijfers/slug.csv`, so that
    the folder also works on another computer. MapFout when the folder exists.
    """
    check_slug(slug, data)
    data.mkdir(parents=True, exist_ok=True)
    _bring_catalogue(data)
    gemeente = gemeente_van(codes[0])
    naam = naam or _name(slug, codes, gebieden)
    kerncijfers = load_kerncijfers(data, gebieden=codes, gemeente=gemeente, naam=naam, store=store)
    with tempfile.TemporaryDirectory(prefix=f".{slug}-", dir=data) as temporary:
        folder = Path(temporary) / slug
        folder.mkdir(mode=0o700)
        (folder / "wijk.toml").write_text(_wijk_toml(kerncijfers, gebieden), encoding="utf-8")
        (folder / "leeragenda.toml").write_text(_text("leeragenda.toml"), encoding="utf-8")
        for tabel in TABELLEN:
            write_template(tabel, folder / f"{tabel}.xlsx")
        _copy_figures(slug, kerncijfers, data, store)
        folder.rename(data / slug)  # last: what goes wrong before it, leaves no folder
    return Gemaakt(data / slug, kerncijfers)


def _name(slug: str, codes: Sequence[str], gebieden: Gebieden) -> str:
    if len(codes) == 1 and gebieden.naam(codes[0]) != codes[0]:
        return gebieden.naam(codes[0])
    if slug == make_slug(codes[0]):  # no name, also not of the folder: the municipality says more than a code
        town = gemeente_van(codes[0])
        return f"Wijk in {gebieden.naam(town)}" if gebieden.naam(town) != town else "Wijk zonder naam"
    return slug.replace("-", " ").title()


def _bring_catalogue(data: Path) -> None:
    source = find_open_data(data)
    if source != data:
        shutil.copy(source / "catalogus.toml", data / "catalogus.toml")
        shutil.copytree(source / "kerncijfers", data / "kerncijfers", dirs_exist_ok=True)


def _copy_figures(slug: str, kerncijfers: Kerncijfers, data: Path, store: Path | None) -> None:
    opslag, catalogus = Opslag(store or default_store()), load_catalogus(data)
    found = read_opslag(opslag, catalogus, kerncijfers.gebieden, kerncijfers.gemeente).bestand
    if found.cijfers:
        write_meegeleverd(data / "kerncijfers" / f"{slug}.csv", found.cijfers, found.namen)


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
        doelgroepen=make_groups(kerncijfers),
        regels=Regels(),
    )


def _text(name: str) -> str:
    return files("wijkmonitor.gegevens.nieuw").joinpath(name).read_text(encoding="utf-8")
