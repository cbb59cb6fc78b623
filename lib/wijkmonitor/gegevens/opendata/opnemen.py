"""Taking a StatLine file into the store (`fetch --bestand`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from wijkmonitor.gegevens.opendata.catalogus import Catalogus
from wijkmonitor.gegevens.opendata.gebiedscode import normalise
from wijkmonitor.gegevens.opendata.inlezen import find_table, read_statline
from wijkmonitor.gegevens.opendata.opslag import Opslag, Record
from wijkmonitor.gegevens.opendata.tabelvorm import SLEUTELS, Ruw, VormFout, guess_margins, margin_codes, split_years


@dataclass(frozen=True)
class Opgenomen:
    """What was taken in: the table, and per year the number of rows that came from the file."""

    tabel: str
    rijen: dict[int, int]
    record: Record


def import_file(
    path: Path, *, opslag: Opslag, catalogus: Catalogus, tabel: str | None = None, jaar: int | None = None
) -> Opgenomen:
    """The rows of `path` in the store; rows of the same area, age and margin are replaced, all others stay.

    `tabel` and `jaar` are only needed where the file does not say them. VormFout (Dutch) for a file that cannot be
    used; nothing is written then.
    """
    ruw = read_statline(path)
    tabel = (tabel or find_table(path, ruw, catalogus)).upper()
    bekend = catalogus.tabellen.get(tabel)
    if bekend is None:
        raise VormFout(f"{path.name}: tabel {tabel} staat niet in de catalogus. Bekend zijn: {', '.join(catalogus.tabellen)}.")
    oud = opslag.record(tabel)
    if jaar is None and len(bekend.jaren) == 1:
        jaar = bekend.jaren[0]
    jaren = split_years(ruw, marges=_margins(ruw, oud), jaar=jaar)
    _check_years(path, tabel, list(jaren), bekend.jaren)
    rijen = {j: rows.num_rows for j, rows in jaren.items()}
    merged = {j: _merge(opslag, tabel, j, rows) if oud and j in oud.jaren else rows for j, rows in jaren.items()}
    record = Record(
        tabel=tabel,
        titel=bekend.titel,
        bron=f"bestand {path.name}",
        licentie=bekend.licentie,
        marges=_margins(ruw, oud),
    )
    return Opgenomen(tabel, rijen, opslag.write(record, merged, namen=_names(opslag, tabel, merged)))


def _margins(ruw: Ruw, oud: Record | None) -> dict[str, str]:
    """Roles as the server named them when that is known; otherwise from the numbers."""
    if oud and oud.marges and set(margin_codes(ruw)) <= set(oud.marges):
        return dict(oud.marges)
    return guess_margins(ruw)


def _check_years(path: Path, tabel: str, found: list[int], expected: tuple[int, ...]) -> None:
    vreemd = [str(jaar) for jaar in found if jaar not in expected]
    if vreemd:
        raise VormFout(
            f"{path.name}: tabel {tabel} gaat volgens de catalogus over {', '.join(map(str, expected))}, maar in het bestand staat {', '.join(vreemd)}."
        )


def _merge(opslag: Opslag, tabel: str, jaar: int, new: pa.Table) -> pa.Table:
    old = opslag.read_all(tabel, jaar)
    keys = list(SLEUTELS)
    stay = old.join(new.select(keys), keys=keys, join_type="left anti").select(old.column_names)
    return pa.concat_tables([stay, new], promote_options="permissive").sort_by([(name, "ascending") for name in keys])


def _names(opslag: Opslag, tabel: str, jaren: dict[int, pa.Table]) -> dict[str, str]:
    """Names that a file brings: those of the municipalities. Names that were known stay."""
    namen = {}
    for rows in jaren.values():
        column = next((name for name in rows.column_names if name.startswith("Gemeentenaam_")), None)
        if column:
            pairs = rows.select(["gebied", column]).to_pydict()
            namen.update(
                {
                    normalise(code): naam.strip()
                    for code, naam in zip(pairs["gebied"], pairs[column], strict=True)
                    if naam and code[:2] in ("GM", "NL")
                }
            )
    return {**namen, **opslag.names(tabel)}
