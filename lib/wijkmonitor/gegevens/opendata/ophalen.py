"""Fetching the tables of the catalogue into the store: polite, resumable, and never worse than what was there."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from wijkmonitor.gegevens.opendata.bestelling import Bestelling, plan
from wijkmonitor.gegevens.opendata.catalogus import Catalogus, Tabel
from wijkmonitor.gegevens.opendata.gebiedscode import normalise
from wijkmonitor.gegevens.opendata.nakijken import absent_in_store
from wijkmonitor.gegevens.opendata.odata import MAX_TEGELIJK, SERVERS, BestaatNiet, ODataV3, ServerFout, ServerWeg
from wijkmonitor.gegevens.opendata.opslag import Opslag, Record
from wijkmonitor.gegevens.opendata.tabelvorm import Ruw, VormFout, split_years
from wijkmonitor.schrijven import write_whole

Status = Literal["opgehaald", "actueel", "deels", "mislukt"]
Voortgang = Callable[[str, int], None]
_NUMMER = re.compile(r"^(?:Wijk|Buurt)\s+\d{1,3}\s+(?=\S)")


@dataclass(frozen=True)
class Uitkomst:
    """What became of one table; `meldingen` are Dutch sentences, `rijen` the rows per year that came in."""

    tabel: str
    status: Status
    rijen: dict[int, int]
    meldingen: tuple[str, ...] = ()


def fetch(
    catalogus: Catalogus,
    opslag: Opslag,
    *,
    jaren: set[int] | None = None,
    bron: str | None = None,
    server: Callable[[str, bool], ODataV3] = ODataV3,
    voortgang: Voortgang = lambda wat, rijen: None,
) -> list[Uitkomst]:
    """Bring the tables of the catalogue up to date, one result per table that has the years asked for.

    `bron` is the address of another server with the same paths. A table whose release date did not change is not
    fetched again. Whatever goes wrong, figures that were in the store stay, and a later call goes on where this one
    stopped. `voortgang` is told what is being fetched and how many rows came in.
    """
    results: list[Uitkomst] = []
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
            results.append(_failed(tabel, opslag, str(error)))
        except (ServerFout, VormFout) as error:
            results.append(_failed(tabel, opslag, str(error)))
    return results


def _failed(tabel: Tabel, opslag: Opslag, *meldingen: str) -> Uitkomst:
    record = opslag.record(tabel.id)
    blijft = "De cijfers die u al had, blijven staan." if record else "De cijfers die bij het project horen, blijven in gebruik."
    return Uitkomst(tabel.id, "mislukt", {}, (*meldingen, blijft))


def _fetch_table(
    server: ODataV3,
    tabel: Tabel,
    catalogus: Catalogus,
    opslag: Opslag,
    jaren: set[int] | None,
    voortgang: Voortgang,
) -> Uitkomst:
    record = opslag.record(tabel.id)
    try:
        order = plan(server, tabel, catalogus, jaren=jaren, record=record)
    except BestaatNiet:
        return _failed(tabel, opslag, f"Tabel {tabel.id} ({tabel.titel}) staat niet meer op {server.basis}.")
    weg = tuple(dict.fromkeys(order.weg.values()))
    if not order.filters or _would_lose(opslag, catalogus, order, record):
        return _failed(tabel, opslag, *weg, *order.geen)
    if record and record.gewijzigd == order.gewijzigd != "" and set(order.filters) <= set(record.jaren):
        return Uitkomst(tabel.id, "deels" if weg else "actueel", {}, weg)
    werkmap = _workdir(opslag, order, server.basis)
    shaped = _download(server, order, werkmap, voortgang)
    new = Record(
        tabel=tabel.id,
        titel=tabel.titel,
        gewijzigd=order.gewijzigd,
        bron=server.basis,
        licentie=tabel.licentie,
        marges=dict(order.marges),
    )
    opslag.write(new, shaped, namen=_area_names(server, tabel, opslag), meta=order.meta)
    shutil.rmtree(werkmap.parent, ignore_errors=True)
    rijen = {jaar: shaped[jaar].num_rows for jaar in sorted(shaped)}
    return Uitkomst(tabel.id, "deels" if weg else "opgehaald", rijen, weg + order.geen)


def _would_lose(opslag: Opslag, catalogus: Catalogus, order: Bestelling, record: Record | None) -> bool:
    """Whether the store holds an indicator that the table no longer has, so that new rows would cost old figures."""
    if record is None or not order.weg:
        return False
    absent = absent_in_store(catalogus, opslag, order.tabel.id, list(record.jaren))
    return any(naam not in absent for naam in order.weg)


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
                shaped.update(split_years(ruw, marges=order.marges, jaar=tasks[task]))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return shaped


def _download_year(server: ODataV3, order: Bestelling, werkmap: Path, jaar: int, voortgang: Voortgang) -> Ruw:
    """The rows of one year; untyped where the server has that, because it keeps '.' and blank apart."""
    wat = f"{order.tabel.id} {jaar}"
    try:
        rows = list(_pages(server, order, werkmap / f"{jaar}-untyped", "UntypedDataSet", jaar, wat, voortgang))
        return Ruw(pa.concat_tables(rows, promote_options="permissive"), untyped=True, bron=wat)
    except BestaatNiet:
        rows = list(_pages(server, order, werkmap / f"{jaar}-typed", "TypedDataSet", jaar, wat, voortgang))
        return Ruw(pa.concat_tables(rows, promote_options="permissive"), untyped=False, bron=wat)


def _pages(
    server: ODataV3, order: Bestelling, folder: Path, deel: str, jaar: int, wat: str, voortgang: Voortgang
) -> Iterator[pa.Table]:
    """Pages of one year: first those that an earlier attempt left on disk, then the rest from the server."""
    klaar = _read_stand(folder)
    for number in range(klaar.paginas):
        rows = pq.read_table(folder / f"{number:05}.parquet")
        voortgang(wat, rows.num_rows)
        yield rows
    if klaar.paginas and not klaar.volgende:
        return
    params = {"$select": ",".join(order.kolommen)}
    if order.filters[jaar]:
        params["$filter"] = order.filters[jaar]
    pages = server.pages(order.tabel.id, deel, params=params, vanaf=klaar.volgende)
    for number, page in enumerate(pages, start=klaar.paginas):
        rows = pa.Table.from_pylist(page.rijen) if page.rijen else pa.table({})
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, folder / f"{number:05}.parquet")
        _save_stand(folder, Stand(number + 1, page.volgende))
        voortgang(wat, rows.num_rows)
        yield rows


class Stand(NamedTuple):
    """How far a year is: pages on disk, and the address of the next one ('' when the last is there)."""

    paginas: int
    volgende: str


def _read_stand(folder: Path) -> Stand:
    path = folder / "stand.json"
    return Stand(*json.loads(path.read_text())) if path.exists() else Stand(0, "")


def _save_stand(folder: Path, stand: Stand) -> None:
    write_whole(folder / "stand.json", json.dumps(stand))


def _workdir(opslag: Opslag, order: Bestelling, basis: str) -> Path:
    """Folder for pages under way; another release, server or set of columns starts afresh."""
    parts = [basis, order.gewijzigd, *order.kolommen, *order.filters.values()]
    key = sha256("\n".join(parts).encode()).hexdigest()[:12]
    folder = opslag.root / order.tabel.id / ".onderweg"
    for old in folder.glob("*"):
        if old.name != key:
            shutil.rmtree(old, ignore_errors=True)
    return folder / key


def _area_names(server: ODataV3, tabel: Tabel, opslag: Opslag) -> dict[str, str]:
    """Names per area code, without 'Wijk 33' in front; the names that were known when the server has none."""
    try:
        rows = [row for page in server.pages(tabel.id, "WijkenEnBuurten") for row in page.rijen]
    except BestaatNiet:
        try:
            rows = server.part(tabel.id, "WijkenEnBuurten")
        except BestaatNiet:
            return opslag.names(tabel.id)
    return {normalise(row["Key"]): _NUMMER.sub("", row["Title"].strip()) for row in rows if row.get("Title")}
