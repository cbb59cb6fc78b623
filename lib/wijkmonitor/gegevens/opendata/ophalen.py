"""Fetching the tables of the catalogue into the store: polite, resumable, and never worse than what was there."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from wijkmonitor.gegevens.opendata.bestelling import Bestelling, plan
from wijkmonitor.gegevens.opendata.catalogus import Catalogus, StatLineTabel
from wijkmonitor.gegevens.opendata.gebiedscode import normalise, without_number
from wijkmonitor.gegevens.opendata.laden import absent_in_store
from wijkmonitor.gegevens.opendata.odata import (
    MAX_TEGELIJK,
    SERVERS,
    BestaatNiet,
    ODataV3,
    Rijen,
    ServerFout,
    ServerVreemd,
    ServerWeg,
)
from wijkmonitor.gegevens.opendata.opslag import Opslag, Record
from wijkmonitor.gegevens.opendata.tabelvorm import Ruw, VormFout, split_years
from wijkmonitor.schrijven import write_whole

Status = Literal["opgehaald", "actueel", "deels", "mislukt"]
Voortgang = Callable[[str, int], None]
GENOEG = 0.9  # share of the areas that the table lists, and of the rows that were there, that must come
MAX_RIJEN = 1_000_000
TRAAG_NA, MIN_PER_SECONDE = 50.0, 20  # seconds, and rows a second from then on


@dataclass(frozen=True)
class Ophaaluitkomst:
    """What became of one table; `meldingen` are Dutch sentences, `rijen` the rows per year that came in.

    `geen_internet`: it failed because this computer has no connection.
    """

    tabel: str
    status: Status
    rijen: dict[int, int]
    meldingen: tuple[str, ...] = ()
    geen_internet: bool = False


def fetch(
    catalogus: Catalogus,
    opslag: Opslag,
    *,
    jaren: set[int] | None = None,
    bron: str | None = None,
    server: Callable[[str, bool], ODataV3] = ODataV3,
    voortgang: Voortgang = lambda wat, rijen: None,
) -> list[Ophaaluitkomst]:
    """Bring the tables of the catalogue up to date, one result per table that has the years asked for.

    `bron` is the address of another server with the same paths. A table whose release date did not change is not
    fetched again. Whatever goes wrong, figures that were in the store stay, and a later call goes on where this one
    stopped. `voortgang` is told what is being fetched and how many rows came in.
    """
    results: list[Ophaaluitkomst] = []
    dood: dict[str, str] = {}
    for tabel in catalogus.tabellen.values():
        if jaren is not None and not jaren & set(tabel.jaren):
            continue
        basis = (bron or SERVERS[tabel.server]).rstrip("/")
        if basis in dood:
            results.append(_failed(tabel, opslag, dood[basis]))
            continue
        try:
            results.append(_fetch_table(server(basis, bron is not None), tabel, catalogus, opslag, jaren, voortgang))
        except ServerWeg as error:
            dood[basis] = str(error)
            results.append(replace(_failed(tabel, opslag, str(error)), geen_internet=error.geen_internet))
        except (ServerFout, VormFout) as error:
            results.append(_failed(tabel, opslag, str(error)))
        except pa.ArrowException:
            results.append(_failed(tabel, opslag, f"Tabel {tabel.id}: in een kolom staan tekst en getallen door elkaar."))
    return results


def _failed(tabel: StatLineTabel, opslag: Opslag, *meldingen: str) -> Ophaaluitkomst:
    record = opslag.record(tabel.id)
    blijft = "De cijfers die u al had, blijven staan." if record else "De cijfers die bij het project horen, blijven in gebruik."
    return Ophaaluitkomst(tabel.id, "mislukt", {}, (*meldingen, blijft))


def _fetch_table(
    server: ODataV3, tabel: StatLineTabel, catalogus: Catalogus, opslag: Opslag, jaren: set[int] | None, voortgang: Voortgang
) -> Ophaaluitkomst:
    record = opslag.record(tabel.id)
    try:
        order = plan(server, tabel, catalogus, jaren=jaren, record=record)
    except BestaatNiet:
        return _failed(tabel, opslag, f"Tabel {tabel.id} ({tabel.titel}) staat niet meer op {server.basis}.")
    weg = tuple(dict.fromkeys(order.weg.values()))
    if not order.filters or _would_lose(opslag, catalogus, order, record):
        return _failed(tabel, opslag, *weg, *order.geen)
    if record and record.gewijzigd == order.gewijzigd != "" and set(order.filters) <= set(record.jaren):
        return Ophaaluitkomst(tabel.id, "deels" if weg else "actueel", {}, weg)
    werkmap = _workdir(opslag, order, server.basis)
    namen = _area_names(server, tabel)
    try:
        shaped = _download(server, order, werkmap, voortgang)
        _compare_counts(shaped, record, order, len(namen))
    except (ServerVreemd, VormFout, pa.ArrowException):
        shutil.rmtree(werkmap, ignore_errors=True)  # what came is of no use for a later attempt
        raise
    new = Record(
        tabel=tabel.id,
        titel=tabel.titel,
        gewijzigd=order.gewijzigd,
        bron=server.basis,
        licentie=tabel.licentie,
        marges=dict(order.marges),
    )
    opslag.write(new, shaped, namen=namen or opslag.names(tabel.id), meta=order.meta)
    shutil.rmtree(werkmap.parent, ignore_errors=True)
    rijen = {jaar: shaped[jaar].num_rows for jaar in sorted(shaped)}
    return Ophaaluitkomst(tabel.id, "deels" if weg else "opgehaald", rijen, weg + order.geen)


def _would_lose(opslag: Opslag, catalogus: Catalogus, order: Bestelling, record: Record | None) -> bool:
    """Whether the store holds an indicator that the table no longer has, so that new rows would cost old figures."""
    if record is None or not order.weg:
        return False
    absent = absent_in_store(catalogus, opslag, order.tabel.id, list(record.jaren))
    return any(naam not in absent for naam in order.weg)


def _compare_counts(shaped: dict[int, pa.Table], record: Record | None, order: Bestelling, gebieden: int) -> None:
    """VormFout where far fewer areas came than the table lists, or than were there."""
    for jaar, rows in shaped.items():
        came = rows["gebied"].combine_chunks().unique()
        before = record.jaren[jaar].rijen if record and jaar in record.jaren else 0
        wat = f"Tabel {order.tabel.id}, {jaar}:"
        if len(came) < GENOEG * gebieden:
            raise VormFout(
                f"{wat} de server geeft cijfers van {len(came)} gebieden. Volgens de tabel zelf zijn het er {gebieden}."
            )
        if rows.num_rows < GENOEG * before:
            raise VormFout(f"{wat} de server geeft {rows.num_rows} rijen. Eerder waren het er {before}.")


def _download(server: ODataV3, order: Bestelling, werkmap: Path, voortgang: Voortgang) -> dict[int, pa.Table]:
    """All years, two at a time, in the shape of the store."""
    shaped: dict[int, pa.Table] = {}
    with ThreadPoolExecutor(max_workers=MAX_TEGELIJK) as pool:
        tasks = {pool.submit(_download_year, server, order, werkmap, jaar, voortgang): jaar for jaar in order.filters}
        try:
            for task in as_completed(tasks):
                ruw = task.result()
                if ruw.rijen.num_rows == 0:
                    raise VormFout(f"Tabel {order.tabel.id}: de server gaf geen rijen over {tasks[task]}.")
                found = split_years(ruw, marges=order.marges, jaar=tasks[task])
                if list(found) != [tasks[task]]:
                    raise VormFout(
                        f"Tabel {order.tabel.id}: gevraagd was {tasks[task]}. De server gaf {', '.join(map(str, found))}."
                    )
                shaped.update(found)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return shaped


def _download_year(server: ODataV3, order: Bestelling, werkmap: Path, jaar: int, voortgang: Voortgang) -> Ruw:
    """The rows of one year; untyped where the server has that, because it keeps '.' and blank apart."""
    wat = f"{order.tabel.id} {jaar}"

    def read(deel: str, soort: str) -> Ruw:
        pages = list(_pages(server, order, werkmap / f"{jaar}-{soort}", deel, jaar, wat, voortgang))
        rows = pa.concat_tables(pages, promote_options="permissive")
        return Ruw(rows, untyped=soort == "untyped", bron=wat)

    try:
        return read("UntypedDataSet", "untyped")
    except BestaatNiet:
        return read("TypedDataSet", "typed")


def _pages(
    server: ODataV3, order: Bestelling, folder: Path, deel: str, jaar: int, wat: str, voortgang: Voortgang
) -> Iterator[pa.Table]:
    """Pages of one year: first those that an earlier attempt left on disk, then the rest from the server."""
    begin, count = time.monotonic(), 0
    klaar, saved = _read_saved(folder)
    for rows in saved:
        voortgang(wat, rows.num_rows)
        yield rows
    if klaar.paginas and not klaar.volgende:
        return
    params = {"$select": ",".join(order.kolommen)}
    if order.filters[jaar]:
        params["$filter"] = order.filters[jaar]
    pages = server.pages(order.tabel.id, deel, params=params, vanaf=klaar.volgende)
    for number, page in enumerate(pages, start=klaar.paginas):
        rows = _as_table(page.rijen, order, wat)
        count += rows.num_rows
        if count > MAX_RIJEN:
            raise ServerVreemd(f"De server {server.basis} houdt niet op: {wat} heeft al meer dan {MAX_RIJEN} rijen.")
        if (spent := time.monotonic() - begin) > TRAAG_NA and count < MIN_PER_SECONDE * spent:
            raise ServerWeg(f"De server {server.basis} is te traag: {count} rijen in {spent:.0f} seconden.")
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, folder / f"{number:05}.parquet")
        write_whole(folder / "stand.json", json.dumps(Ophaalstand(number + 1, page.volgende)))
        voortgang(wat, rows.num_rows)
        yield rows


def _as_table(rijen: Rijen, order: Bestelling, wat: str) -> pa.Table:
    """One page as a table with the columns that were asked; VormFout where a row lacks one, or has no area."""
    for row in rijen:
        missing = next((key for key in order.kolommen if key not in row), "")
        if missing or not isinstance(row[order.regio], str):
            raise VormFout(f"Tabel {wat}: de server geeft een rij zonder {missing or order.regio}.")
    return pa.table({key: [row[key] for row in rijen] for key in order.kolommen}) if rijen else pa.table({})


class Ophaalstand(NamedTuple):
    """How far a year is: pages on disk, and the address of the next one ('' when the last is there)."""

    paginas: int
    volgende: str


def _read_saved(folder: Path) -> tuple[Ophaalstand, list[pa.Table]]:
    """How far an earlier attempt came, and its pages; from the beginning where they are damaged."""
    try:
        stand = Ophaalstand(*json.loads((folder / "stand.json").read_text(encoding="utf-8")))
        return stand, [pq.read_table(folder / f"{number:05}.parquet") for number in range(stand.paginas)]
    except (OSError, ValueError, TypeError, pa.ArrowException):
        return Ophaalstand(0, ""), []


def _workdir(opslag: Opslag, order: Bestelling, basis: str) -> Path:
    """Folder for pages under way; another release, server or set of columns starts afresh."""
    parts = [basis, order.gewijzigd, *order.kolommen, *order.filters.values()]
    key = sha256("\n".join(parts).encode()).hexdigest()[:12]
    folder = opslag.root / order.tabel.id / ".onderweg"
    for old in folder.glob("*"):
        if old.name != key:
            shutil.rmtree(old, ignore_errors=True)
    return folder / key


def _area_names(server: ODataV3, tabel: StatLineTabel) -> dict[str, str]:
    """Names per area code, without 'Wijk 33' in front; empty when the server has none."""
    try:
        rows = server.part(tabel.id, "WijkenEnBuurten")
    except BestaatNiet:
        return {}
    return {normalise(row["Key"]): without_number(row["Title"]) for row in rows}
