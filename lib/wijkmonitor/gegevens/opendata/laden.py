"""Loading the key figures of one wijk: from the user's store, and from the tables that the project ships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from wijkmonitor.gegevens.opendata.catalogus import Bronverwijzing, Catalogus, Indicator, load_catalogus
from wijkmonitor.gegevens.opendata.gebiedscode import LAND, check_gebieden
from wijkmonitor.gegevens.opendata.grenzen import read_names
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.opslag import Opslag, OpslagFout, default_store
from wijkmonitor.gegevens.opendata.uitlezen import read_opslag
from wijkmonitor.gegevens.opendata.waarneming import Cijferbestand, Sleutel, Waarneming, read_meegeleverd, without_band
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.meegeleverd import find_open_data

_KEPT: Geheugen[tuple[tuple[Stempel, ...], Stempel, tuple[str, ...], str], Cijferbestand] = Geheugen(__name__, hoogstens=64)


def load_kerncijfers(
    data: Path, *, gebieden: Sequence[str], gemeente: str, naam: str, store: Path | None = None, peildatum: dt.date | None = None
) -> Kerncijfers:
    """Figures of the wijk that consists of `gebieden` (WK or BU codes of one municipality), or of a municipality beside the country.

    `data` holds catalogus.toml and kerncijfers/; `store` is the folder of `wijkmonitor fetch` (default: the user's).
    A table in the store replaces the same table of the project. Without figures the object is empty, and each figure
    says why it is missing. A damaged store is not used, and `meldingen` says so. GebiedFout for areas that cannot form one wijk.
    """
    codes = tuple(gebieden) if gemeente == LAND else check_gebieden(gebieden, gemeente)
    folder, opslag = find_open_data(data), Opslag(store or default_store())
    catalogus = load_catalogus(folder)
    bestand = read_meegeleverd(folder / "kerncijfers", codes, gemeente)
    uit_opslag, meldingen = _from_store(opslag, catalogus, file_key(folder / "catalogus.toml"), codes, gemeente)
    tabellen = {**bestand.cijfers}
    for tabel, figures in uit_opslag.cijfers.items():
        tabellen[tabel] = {**tabellen.get(tabel, {}), **figures}
    namen = {**bestand.namen, **uit_opslag.namen}
    nameless = {code for figures in tabellen.values() for _, code, _ in figures} - {code for code, naam in namen.items() if naam}
    if nameless - {LAND}:
        namen |= {code: naam for code, naam in read_names(data, store).items() if code in nameless}
    cijfers: dict[Sleutel, Waarneming] = {}
    herkomst: dict[tuple[str, int], str] = {}
    per_indicator = {tabel: _by_indicator(figures) for tabel, figures in tabellen.items()}
    for indicator in catalogus.values():
        mine = {tabel: figures.get(indicator.id, {}) for tabel, figures in per_indicator.items()}
        own, tables = choose(indicator, mine, codes)
        cijfers.update(own)
        herkomst.update(tables)
    return Kerncijfers(
        naam=naam,
        gemeente=gemeente,
        gebieden=codes,
        catalogus=catalogus,
        cijfers=cijfers,
        herkomst_tabel=herkomst,
        namen=namen,
        ongewijzigd=uit_opslag.ongewijzigd,
        peildatum=peildatum,
        meldingen=meldingen,
        voorbeeld=bestand.voorbeeld,
    )


def _from_store(
    opslag: Opslag, catalogus: Catalogus, stempel: Stempel, codes: tuple[str, ...], gemeente: str
) -> tuple[Cijferbestand, tuple[str, ...]]:
    """Figures from the store; tried twice, as a fetch may just be replacing them. A damaged store gives none, and a note."""
    fault = ""
    for _ in range(2):
        try:
            key = opslag.stamps(), stempel, codes, gemeente
            return _KEPT.of(key, lambda: read_opslag(opslag, catalogus, codes, gemeente)), ()
        except OpslagFout as error:
            fault = str(error)
    return Cijferbestand({}, {}), (fault,)


def _by_indicator(figures: Mapping[Sleutel, Waarneming]) -> dict[str, dict[Sleutel, Waarneming]]:
    """The figures of a table per indicator, those of its age groups with it."""
    found: dict[str, dict[Sleutel, Waarneming]] = {}
    for sleutel, waarneming in figures.items():
        found.setdefault(without_band(sleutel[0]), {})[sleutel] = waarneming
    return found


def choose(
    indicator: Indicator, tabellen: Mapping[str, Mapping[Sleutel, Waarneming]], gebieden: Sequence[str]
) -> tuple[dict[Sleutel, Waarneming], dict[tuple[str, int], str]]:
    """The figures of one indicator, and per year the table they come from. tabellen: of each table those of this indicator.

    The newest table that knows all areas of the wijk serves for all its years; an older table only adds the years
    that are not in it.
    """
    chosen: dict[Sleutel, Waarneming] = {}
    herkomst: dict[tuple[str, int], str] = {}
    for bron in sorted(indicator.bronnen, key=lambda bron: not _knows_all(indicator.id, bron, tabellen, gebieden)):
        for sleutel, waarneming in tabellen.get(bron.tabel, {}).items():
            if sleutel[2] not in bron.jaren:
                continue
            if herkomst.setdefault((indicator.id, sleutel[2]), bron.tabel) == bron.tabel:
                chosen[sleutel] = waarneming
    return chosen, herkomst


def _knows_all(
    indicator: str, bron: Bronverwijzing, tabellen: Mapping[str, Mapping[Sleutel, Waarneming]], gebieden: Sequence[str]
) -> bool:
    figures = tabellen.get(bron.tabel, {})
    return all(any((w := figures.get((indicator, g, jaar))) and w.waarde is not None for jaar in bron.jaren) for g in gebieden)
