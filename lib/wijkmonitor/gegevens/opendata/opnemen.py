"""Taking a StatLine file into the store (`fetch --bestand`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from wijkmonitor.gegevens.opendata.catalogus import Catalogus, StatLineTabel
from wijkmonitor.gegevens.opendata.inlezen import find_table, find_year, read_statline
from wijkmonitor.gegevens.opendata.koppen import strip_number
from wijkmonitor.gegevens.opendata.opslag import Opslag, Record
from wijkmonitor.gegevens.opendata.tabelvorm import REDEN_TEKEN, SLEUTELS, Ruw, VormFout, guess_margins, margin_codes, split_years


@dataclass(frozen=True)
class Opgenomen:
    """What was taken in: the table, and per year the number of rows that came from the file."""

    tabel: str
    rijen: dict[int, int]


def import_file(
    path: Path, *, opslag: Opslag, catalogus: Catalogus, tabel: str | None = None, jaar: int | None = None
) -> Opgenomen:
    """The rows of `path` in the store; they add columns and replace numbers of the same area, age and margin, all else stays.

    `tabel` and `jaar` are only needed where the file does not say them. VormFout (Dutch) for a file that cannot be
    used; nothing is written then.
    """
    gelezen = read_statline(path, catalogus)
    jaar = jaar or find_year(gelezen, catalogus)
    tabel = (tabel or find_table(path, gelezen, catalogus, jaar)).upper()
    bekend = catalogus.tabellen.get(tabel)
    if bekend is None:
        raise VormFout(f"{path.name}: tabel {tabel} staat niet in de catalogus. Bekend zijn: {', '.join(catalogus.tabellen)}.")
    oud = opslag.record(tabel)
    if jaar is None and len(bekend.jaren) == 1:
        jaar = bekend.jaren[0]
    ruw = _with_age(gelezen.ruw, bekend)
    marges = _margins(ruw, oud)
    jaren = split_years(ruw, marges=marges, jaar=jaar)
    if vreemd := [str(j) for j in jaren if j not in bekend.jaren]:
        over = ", ".join(map(str, bekend.jaren))
        wat = f"tabel {tabel} gaat volgens de catalogus over {over}, maar in het bestand staat {', '.join(vreemd)}."
        raise VormFout(f"{path.name}: {wat}")
    rijen = {j: rows.num_rows for j, rows in jaren.items()}
    known = oud.jaren if oud else {}
    merged = {
        j: _merge(_same_kinds(path.name, opslag.read_all(tabel, j), rows), rows) if j in known else rows
        for j, rows in jaren.items()
    }
    record = Record(tabel=tabel, titel=bekend.titel, bron=f"bestand {path.name}", licentie=bekend.licentie, marges=marges)
    namen = {**_town_names(jaren), **gelezen.namen, **opslag.names(tabel)}
    opslag.write(record, merged, namen=namen)
    return Opgenomen(tabel, rijen)


def _with_age(ruw: Ruw, tabel: StatLineTabel) -> Ruw:
    """The rows with the codes of the age groups in the place of their titles; VormFout where a table of ages names none."""
    if not tabel.leeftijd:
        return ruw
    if "Leeftijd" not in ruw.rijen.column_names:
        wat = f"in tabel {tabel.id} staan cijfers per leeftijd, maar hier staat geen kolom Leeftijd"
        raise VormFout(f"{ruw.bron}: {wat}. Kies op StatLine ook de leeftijd ({tabel.leeftijd_titel}) als kolom.")
    ages = pc.cast(ruw.rijen["Leeftijd"], pa.string())
    titles, place = pc.utf8_lower(pc.utf8_trim_whitespace(ages)), ruw.rijen.column_names.index("Leeftijd")
    for code, titel in ((tabel.leeftijd, tabel.leeftijd_titel), *tabel.banden.values()):
        ages = pc.if_else(pc.equal(titles, titel.lower()), code, ages)
    return replace(ruw, rijen=ruw.rijen.set_column(place, "Leeftijd", ages))


def _margins(ruw: Ruw, oud: Record | None) -> dict[str, str]:
    """Roles as the server named them when that is known; otherwise from the numbers."""
    if oud and oud.marges and set(margin_codes(ruw)) <= set(oud.marges):
        return dict(oud.marges)
    return guess_margins(ruw)


def _same_kinds(bestand: str, old: pa.Table, new: pa.Table) -> pa.Table:
    """The earlier rows without columns of text that hold numbers now. VormFout where numbers would become text."""
    stems = {strip_number(name): name for name in old.column_names}
    pairs = [(known, name) for name in new.column_names if (known := _as_before(name, stems)) in old.column_names]
    differ = [(known, name) for known, name in pairs if old[known].type != new[name].type]
    if wrong := [strip_number(name) for _, name in differ if pa.types.is_string(new[name].type)]:
        raise VormFout(f"{bestand}: in kolom {', '.join(wrong)} staat tekst. Eerder stonden daar getallen. Download het opnieuw.")
    return old.drop_columns([name for known, _ in differ for name in (known, known + REDEN_TEKEN) if name in old.column_names])


def _merge(old: pa.Table, new: pa.Table) -> pa.Table:
    """Rows of both. In a row of both each number of the new file counts; what it does not have stays as it was."""
    stems = {strip_number(name): name for name in old.column_names}
    new = new.rename_columns([_as_before(name, stems) for name in new.column_names])
    keys = list(SLEUTELS)
    both = new.join(old.select(keys).append_column("_oud", pa.array(range(len(old)))), keys=keys, join_type="left outer")
    earlier = old.take(pc.fill_null(both["_oud"], 0)) if len(old) else old
    columns = {}
    for name in dict.fromkeys([*old.column_names, *new.column_names]):
        if name in keys or name not in old.column_names:
            columns[name] = both[name]
        elif name.endswith(REDEN_TEKEN):
            continue
        else:
            columns |= _newest(name, both, earlier)
    stay = old.join(new.select(keys), keys=keys, join_type="left anti").select(old.column_names)
    order = [(name, "ascending") for name in keys]
    return pa.concat_tables([stay, pa.table(columns)], promote_options="permissive").sort_by(order)


def _newest(name: str, both: pa.Table, earlier: pa.Table) -> dict[str, pa.ChunkedArray]:
    """The new values of one column, the earlier ones where there is no new one, and the reasons that go with them."""
    known = pc.is_valid(both["_oud"])
    before = pc.if_else(known, earlier[name], None)
    if name not in both.column_names:
        values, own = before, pa.scalar(False)
    else:
        own = pc.or_(pc.is_valid(both[name]), pc.is_null(before))
        values = pc.if_else(own, both[name], before)
    reason, found = name + REDEN_TEKEN, {name: values}
    old_reason = pc.if_else(known, earlier[reason], None) if reason in earlier.column_names else pa.scalar(None, pa.int8())
    new_reason = both[reason] if reason in both.column_names else pa.scalar(None, pa.int8())
    if reason in both.column_names or reason in earlier.column_names:
        found[reason] = pc.if_else(own, new_reason, old_reason)
    return found


def _as_before(name: str, stems: dict[str, str]) -> str:
    """The name that a column has in the store: the number behind it differs between files."""
    bare = name.removesuffix(REDEN_TEKEN)
    return stems.get(strip_number(bare), bare) + name[len(bare) :]


def _town_names(jaren: dict[int, pa.Table]) -> dict[str, str]:
    """Names of municipalities: a file names that of every wijk and buurt beside it."""
    namen = {}
    for rows in jaren.values():
        column = next((name for name in rows.column_names if strip_number(name) == "Gemeentenaam"), None)
        pairs = rows.group_by(["gemeente", column]).aggregate([]).to_pylist() if column else ()
        namen.update({f"GM{pair['gemeente']}": pair[column].strip() for pair in pairs if pair["gemeente"] and pair[column]})
    return namen
