"""The key figures of one wijk: out of the user's store, and from the tables that the project ships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijkmonitor.gegevens.opendata.catalogus import Bronverwijzing, Catalogus, Indicator, StatLineTabel, load_catalogus
from wijkmonitor.gegevens.opendata.cijfer import REDENEN
from wijkmonitor.gegevens.opendata.gebiedscode import LAND, check_gebieden, ligt_in
from wijkmonitor.gegevens.opendata.grenzen import read_names
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.koppen import TopicFout, groups, resolve, strip_number, topic_keys
from wijkmonitor.gegevens.opendata.opslag import Opslag, OpslagFout, default_store
from wijkmonitor.gegevens.opendata.waarneming import (
    Cijferbestand,
    PerTabel,
    Sleutel,
    Waarneming,
    band_id,
    read_meegeleverd,
    without_band,
)
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.meegeleverd import find_open_data

if TYPE_CHECKING:
    import pyarrow as pa

INDELINGSWIJZIGING = "IndelingswijzigingGemeenteWijkBuurt"
ONGEWIJZIGD = "1"
Kolommen = dict[str, tuple[Bronverwijzing, dict[str, str]]]  # per indicator: the reference, and a column per topic
_KEPT: Geheugen[tuple[tuple[Stempel, ...], Stempel, tuple[str, ...], str], Cijferbestand] = Geheugen(__name__, hoogstens=64)


def read_opslag(opslag: Opslag, catalogus: Catalogus, gebieden: Iterable[str], gemeente: str) -> Cijferbestand:
    """Figures of the areas, their buurten, the municipality and the country, of every table in the store."""
    gebieden, nummer = tuple(gebieden), gemeente[2:6]
    cijfers: PerTabel = {}
    namen: dict[str, str] = {}
    ongewijzigd: set[tuple[str, int]] = set()
    for tabel in reversed(list(catalogus.tabellen.values())):
        record = opslag.record(tabel.id)
        if record is None:
            continue
        known = opslag.names(tabel.id, ["", nummer]) if record.gebieden else {}
        namen.update({code: naam for code, naam in known.items() if _relevant(code, gebieden, gemeente)})
        for jaar in sorted(set(record.jaren) & set(tabel.jaren)):
            columns = _columns(opslag, catalogus, tabel, jaar)
            change = next((key for key in opslag.columns(tabel.id, jaar) if strip_number(key) == INDELINGSWIJZIGING), "")
            rows = _read_year(opslag, columns, change, tabel, jaar, nummer)
            rows = [row for row in rows if _relevant(row["gebied"], gebieden, gemeente)]
            for code, band in tabel.leeftijden.items():
                own = [row for row in rows if not code or row["leeftijd"] == code]
                cijfers.setdefault(tabel.id, {}).update(_figures(own, columns, jaar, band))
            ongewijzigd |= {(row["gebied"], jaar) for row in rows if change and row[change] == ONGEWIJZIGD}
    return Cijferbestand(cijfers, namen, ongewijzigd=frozenset(ongewijzigd))


def find_columns(bron: Bronverwijzing, keys: Sequence[str], meta: Sequence[Mapping[str, Any]] = ()) -> dict[str, str]:
    """Column per topic of the reference; TopicFout where one is not there."""
    groepen = groups(meta) if bron.groep else None
    return {topic: resolve(topic, keys, tabel=bron.tabel, groepen=groepen, groep=bron.groep) for topic in bron.topics}


def _relevant(code: str, gebieden: Sequence[str], gemeente: str) -> bool:
    return code in (LAND, gemeente) or ligt_in(code, gebieden)


def _columns(opslag: Opslag, catalogus: Catalogus, tabel: StatLineTabel, jaar: int) -> Kolommen:
    """Per indicator the reference and its columns; an indicator whose column is gone is left out."""
    keys = opslag.columns(tabel.id, jaar)
    present = {strip_number(key) for key in keys}
    result = {}
    for indicator in catalogus.values():
        for bron in indicator.bronnen:
            if bron.tabel != tabel.id or jaar not in bron.jaren or not present.issuperset(bron.topics):
                continue
            try:
                result[indicator.id] = (bron, find_columns(bron, keys, opslag.meta(tabel.id) if bron.groep else ()))
            except TopicFout:
                continue  # check_catalogus names it, and the older figures stay in use
    return result


def _read_year(
    opslag: Opslag, columns: Kolommen, change: str, tabel: StatLineTabel, jaar: int, nummer: str
) -> list[dict[str, Any]]:
    """The rows of the municipality and the country. change: the column that says whether boundaries changed, "" without one."""
    present = set(opslag.columns(tabel.id, jaar))
    keys = {key for _, own in columns.values() for key in own.values()}
    keys |= {key + "!" for key in keys if key + "!" in present}
    wanted = ["gebied", "leeftijd", "marge", *sorted(keys), *([change] if change else [])]
    rows: pa.Table = opslag.read(tabel.id, jaar, gemeenten=["", nummer], columns=wanted)
    return [row for row in rows.to_pylist() if not tabel.leeftijd or row["leeftijd"] in tabel.leeftijden]


def _figures(rows: Sequence[Mapping[str, Any]], columns: Kolommen, jaar: int, band: str) -> dict[Sleutel, Waarneming]:
    """The figures of one age group."""
    per_role = {(row["gebied"], row["marge"]): row for row in rows}
    result = {}
    for (gebied, rol), row in per_role.items():
        if rol != "waarde":
            continue
        for indicator, (bron, keys) in columns.items():
            figure = _figure(row, bron, keys)
            if figure.waarde is not None and not bron.noemer:
                key = keys[bron.topic]
                bounds = (per_role.get((gebied, grens), {}).get(key) for grens in ("laag", "hoog"))
                laag, hoog = (None if bound is None else bound / bron.deel_door for bound in bounds)
                figure = figure._replace(laag=laag, hoog=hoog)
            result[band_id(indicator, band), gebied, jaar] = figure
    return result


def _figure(row: Mapping[str, Any], bron: Bronverwijzing, keys: Mapping[str, str]) -> Waarneming:
    missing = next((keys[topic] for topic in bron.topics if row[keys[topic]] is None), None)
    if missing is not None:
        return Waarneming(None, reden=REDENEN[row.get(missing + "!") or 0] or "leeg")
    waarde = row[keys[bron.topic]] / bron.deel_door
    if not bron.noemer:
        return Waarneming(waarde)
    noemer = sum(row[keys[topic]] for topic in bron.noemer)
    return Waarneming(100 * waarde / noemer) if noemer else Waarneming(None, reden="noemer_nul")


def check_catalogus(catalogus: Catalogus, opslag: Opslag) -> list[str]:
    """Dutch sentences, one per reference that does not resolve against the metadata that the server gave.

    Tables that are not in the store, or came from a file without metadata, are passed over.
    """
    faults = []
    for indicator, bron in catalogus.references():
        meta = opslag.meta(bron.tabel) if opslag.record(bron.tabel) else []
        if meta and (fault := _fault(bron, topic_keys(meta), meta)):
            faults.append(f"{indicator.naam}: {fault}")
    return faults


def absent_in_store(catalogus: Catalogus, opslag: Opslag, tabel: str, jaren: Sequence[int]) -> dict[str, str]:
    """Indicators of the table that some of these years in the store do not hold: id -> Dutch sentence why."""
    absent = {}
    own = [(indicator, bron) for indicator, bron in catalogus.references() if bron.tabel == tabel]
    taken = {topic for _, bron in own for topic in bron.topics}  # another indicator is no new name of this one
    for indicator, bron in own:
        for jaar in sorted(set(jaren) & set(bron.jaren)):
            keys = [k for k in opslag.columns(tabel, jaar) if strip_number(k) in bron.topics or strip_number(k) not in taken]
            if fault := _fault(bron, keys, opslag.meta(tabel)):
                absent[indicator.id] = fault
    return absent


def _fault(bron: Bronverwijzing, keys: Sequence[str], meta: Sequence[dict[str, object]]) -> str:
    try:
        find_columns(bron, keys, meta)
    except TopicFout as error:
        return str(error)
    return ""


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
