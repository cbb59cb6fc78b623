"""Taking one delivery into the records of a wijk: read, recognise, make pseudonymous, check, put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.gegevens.bestanden import find_tables
from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.intake import meld, refuse
from wijkmonitor.gegevens.intake.bewerken import Bewerking
from wijkmonitor.gegevens.intake.bladen import Gekozen, Keuzes, read_sheets
from wijkmonitor.gegevens.intake.fragmenten import read_fragments
from wijkmonitor.gegevens.intake.kiezen import load_afspraken, save_afspraken, save_choice
from wijkmonitor.gegevens.intake.kop import WEGLATEN, Kolomkop, is_known, plain
from wijkmonitor.gegevens.intake.levering import choose_rows, other_than_fixed, refuse_other_wijken, refuse_without_consent
from wijkmonitor.gegevens.intake.pseudoniemen import MAP, leave_out, load_key
from wijkmonitor.gegevens.intake.samenvoegen import Leverdeel, Rij, Samengevoegd, merge, near_sign_ups, unite
from wijkmonitor.gegevens.intake.schoonmaken import Plek
from wijkmonitor.gegevens.intake.tabelbestand import as_rows, change_rows, load_rows
from wijkmonitor.gegevens.intake.waarden import load_postcodes
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lezen import RuweTabel, plain_heading
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.samenhang import NAMEN, VERWIJZINGEN, check_samenhang
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.tabel import Gelezen, check_raw, empty_frame, read_tabel
from wijkmonitor.gegevens.verdacht import double_periods, odd_scores
from wijkmonitor.gegevens.wijk import Wijk, load_wijk, places_of

MINSTE_BUURTEN = 5  # rows with a buurt by which a file of another wijk is known
MET_CODES = (*MENSEN, "kwalitatief")  # tables in which people are codes
# columns with names that stand in other tables too
_MET_NAMEN = {
    *("buurt", "tabel"),
    *(one for places in NAMEN.values() for _, one in places),
    *(one for row in VERWIJZINGEN for one in row),
}


@dataclass(frozen=True)
class Gelezenblad:
    """A sheet that was read: its headings, its rows, and how many of them the program hides."""

    naam: str
    kop: Kolomkop
    rijen: int
    verborgen: int


@dataclass(frozen=True)
class Voorstel:
    """A delivery that is ready to go in: its rows, checked and pseudonymous, and what was done to get there."""

    bestand: str
    tabel: str
    map: Path
    rijen: tuple[Rij, ...]
    plekken: tuple[str, ...]
    nummers: tuple[int, ...]
    kolommen: tuple[str, ...]
    overgeslagen_bladen: Mapping[str, Sequence[str]] = field(default_factory=dict)  # name -> columns that it lacks
    gelezen: tuple[Gelezenblad, ...] = ()
    bronnen: frozenset[str] = frozenset()
    gedaan: dict[str, int] = field(default_factory=dict)
    waar: Mapping[str, Sequence[int]] = field(default_factory=dict)
    vervangen: tuple[Plek, ...] = ()
    passen_niet: tuple[str, ...] = ()
    afspraken: Mapping[str, str] = field(default_factory=dict)
    let_op: tuple[Fout, ...] = ()
    ingetrokken: tuple[int, ...] = ()  # rows of people who were taken out; 0 where a program counts no rows


def prepare(path: Path, folder: Path, tabel: str, *, vandaag: date, keuzes: Keuzes | None = None) -> Voorstel:
    """The proposal for one delivered file. Nothing is written but the key, on first use.

    Raises LeesFout with all faults of the file, in Dutch; SleutelFout where the key can't be used.
    """
    said = keuzes or Keuzes()
    key = load_key(folder.parent)
    key.check_fits(folder / MAP)
    wijk, _ = load_wijk(folder, vandaag=vandaag)
    places = places_of(folder)
    work = Bewerking(tabel, folder.name, key, vandaag, zelfde_mensen=said.zelfde_mensen, geen_mens=places)
    existing = load_rows(folder, tabel, vandaag=vandaag)
    work.bekende_codes = frozenset(row[MENSEN[tabel]] for row in existing) if tabel in MENSEN else frozenset()
    work.postcodes = load_postcodes(folder / MAP)
    if path.suffix.lower() == ".qdpx" and tabel == "kwalitatief":
        fragments, sources = read_fragments(path, work, existing)
        rows, gone = leave_out(key, tabel, folder.name, fragments)
        proposal = _proposal(work, folder, [(None, rows)], existing, bronnen=sources)
        return replace(proposal, ingetrokken=(0,) * len(gone))
    agreed = {**load_afspraken(folder / MAP, tabel), **said.afspraken}
    bestand, others, sheets = read_sheets(path, folder, tabel, vandaag=vandaag, keuzes=said, afspraken=agreed)
    called = [folder.name, *((wijk.naam, *wijk.gebieden) if wijk else ())]
    tables = []
    for one in sheets:
        if not said.filter:
            refuse_other_wijken(one.blad, one.kop, called)
        chosen, told_of = choose_rows(one.blad, one.kop, said.filter)
        if tabel in MENSEN:
            refuse_without_consent(chosen, one.kop)
        work.let_op += [*told_of, *other_than_fixed(one.blad, one.kop, said.vast)]
        tables.append((one.kop, work.rows(chosen, one.kop)))
        work.gedaan["labelrij"] += bool(one.labelrij)
    if not work.fouten and not any(table.rijen for _, table in tables):
        raise refuse(bestand, "opnemen.geen_rijen")
    kept = [(kop, *leave_out(key, tabel, folder.name, table)) for kop, table in tables]
    proposal = _proposal(work, folder, [(kop, table) for kop, table, _ in kept], existing)
    told = _beside_others(proposal, existing, wijk, vandaag) + _other_people(proposal, existing, [one.kop for one in sheets])
    if wijk and _elsewhere(proposal.rijen, wijk.gebieden):
        raise refuse(bestand, "wijken.geen_buurt")
    if faults := [fault for fault in told if fault.ernst == "fout"]:
        raise LeesFout(*faults)
    return replace(
        proposal,
        let_op=(*proposal.let_op, *told),
        overgeslagen_bladen=others,
        gelezen=tuple(
            Gelezenblad(one.blad.naam, one.kop, len(table.rijen), len(one.blad.verborgen & {*table.rijnummers}))
            for one, (_, table) in zip(sheets, tables, strict=True)
        ),
        ingetrokken=tuple(number for _, _, gone in kept for number in gone),
        passen_niet=_without_heading(agreed, [one.kop for one in sheets], tabel),
        afspraken={**said.afspraken, **(_same_people(sheets) if said.zelfde_mensen else {})},
    )


def take_in(voorstel: Voorstel, *, vandaag: date) -> Samengevoegd:
    """Puts the delivery in the table and writes what was agreed about headings. Nothing new: no file is touched.

    What somebody else put in the table meanwhile stays. Bezet where a program has the table open.
    """
    folder = voorstel.map
    outcomes: list[Samengevoegd] = []

    def put_in() -> Sequence[Rij] | None:
        outcomes.append(look(voorstel, vandaag=vandaag))
        found = outcomes[-1]
        return found.rijen if found.nieuw or found.vervangen or found.vervallen else None

    if voorstel.tabel in MET_CODES:
        load_key(folder.parent).keep_mark(folder / MAP)
    save_choice(folder / MAP, voorstel.tabel, voorstel.afspraken)
    for blad in voorstel.gelezen:
        save_afspraken(folder / MAP, voorstel.tabel, blad.kop)
    change_rows(folder, voorstel.tabel, put_in)  # last: what goes wrong before it, leaves the table as it was
    return outcomes[-1]


def look(voorstel: Voorstel, *, vandaag: date) -> Samengevoegd:
    """What taking the delivery in would do; nothing is written."""
    existing = load_rows(voorstel.map, voorstel.tabel, vandaag=vandaag)
    return merge(
        voorstel.tabel, existing, voorstel.rijen, kolommen=voorstel.kolommen, bronnen=voorstel.bronnen, plekken=voorstel.plekken
    )


def _beside_others(voorstel: Voorstel, bestaand: Sequence[Rij], wijk: Wijk | None, today: date) -> list[Fout]:
    """What `check` will say of these rows beside the other tables: unknown names with the nearest known one, own ties.

    And the faults that other tables get by it, because what they name is in neither these rows nor those that the table has.
    """
    tabel, bestand = voorstel.tabel, voorstel.bestand
    kinds = [{name for name, _ in places} for places in NAMEN.values()] + [{here, there} for here, _, there, _ in VERWIJZINGEN]
    beside = set().union(*(kind for kind in kinds if tabel in kind)) - {tabel}
    tables = {name: Gelezen(name, empty_frame(name)) for name in TABELLEN}
    tables |= {name: read_tabel(path, name, vandaag=today) for name, path, _ in find_tables(voorstel.map) if name in beside}

    def faults(rows: Sequence[Rij], numbers: tuple[int, ...] = ()) -> list[Fout]:
        cells = {name: [row.get(name) or None for row in rows] for name in TABELLEN[tabel].model_fields if name in _MET_NAMEN}
        read = Gelezen(tabel, pd.DataFrame(cells, dtype="object"), bestand, rijen=numbers)
        return check_samenhang(tables | {tabel: read}, wijk)

    before = faults(bestaand)
    new = [fault for fault in faults([*bestaand, *voorstel.rijen]) if fault.bestand != bestand and fault.ernst == "fout"]
    own = [fault for fault in faults(voorstel.rijen, voorstel.nummers) if fault.bestand == bestand]
    return own + [fault for fault in new if fault not in before]


def _elsewhere(rows: Sequence[Rij], gebieden: Sequence[str]) -> bool:
    """Whether every row that names a buurt names one outside the wijk, where there are enough of them."""
    named = [row["buurt"] for row in rows if row.get("buurt", "").startswith("BU")]
    own = tuple("BU" + code[2:] for code in gebieden)
    return len(named) >= MINSTE_BUURTEN and not any(name.startswith(own) for name in named)


def _other_people(voorstel: Voorstel, bestaand: Sequence[Rij], koppen: Sequence[Kolomkop]) -> list[Fout]:
    """A fault for each row with a number of a form that the table has already, with another day or other answers for the most part."""
    key = TABELLEN[voorstel.tabel].sleutel
    if not any(choice.hoe == "volgnummer" for kop in koppen for choice in kop.keuzes) or "meting" not in key:
        return []
    known = {tuple(row[name] for name in key): row for row in bestaand}
    found = []
    for number, row in zip(voorstel.nummers, voorstel.rijen, strict=False):
        before = known.get(tuple(row[name] for name in key), {})
        shared = [name for name in set(before) - {*key, "herkomst"} if before[name] and row.get(name)]
        differ = [name for name in shared if before[name] != row[name]]
        if "datum" in differ or len(differ) * 2 > len(shared):
            found.append(Fout(voorstel.bestand, number, "", *meld("opnemen.zelfde_nummer")))
    return found


def _same_people(sheets: Sequence[Gekozen]) -> dict[str, str]:
    """What to remember when somebody says that the numbers of a form are people."""
    return {choice.kop: choice.doel for one in sheets for choice in one.kop.keuzes if choice.hoe == "volgnummer"}


def _without_heading(afspraken: Mapping[str, str], koppen: Sequence[Kolomkop], tabel: str) -> tuple[str, ...]:
    """Headings that somebody said something about and that are not in the delivery, which has their column nowhere else."""
    there = {plain_heading(choice.kop) for kop in koppen for choice in kop.keuzes}
    found = {WEGLATEN, *(choice.doel for kop in koppen for choice in kop.keuzes)}
    missing = [heading for heading, column in afspraken.items() if column not in found and plain_heading(heading) not in there]
    return tuple(heading for heading in missing if not is_known(heading, tabel))


def _proposal(
    work: Bewerking,
    folder: Path,
    tables: Sequence[tuple[Kolomkop | None, RuweTabel]],
    existing: Sequence[Rij],
    *,
    bronnen: frozenset[str] = frozenset(),
) -> Voorstel:
    faults, told, parts = [*work.fouten, *work.schoon.fouten], [*work.let_op], list[Leverdeel]()
    for kop, table in [(kop, _once(work, table)) for kop, table in tables]:
        read = check_raw(table, work.tabel, vandaag=work.vandaag)
        faults += [_for_deliverer(fault, work.tabel, kop) for fault in read.fouten if fault.ernst == "fout"]
        told += [_for_deliverer(fault, work.tabel, kop) for fault in (*odd_scores(read), *double_periods(read))]
        frame = read.frame.drop(columns=[c for c in read.frame if c not in table.kop and c not in kolommen(work.tabel)])
        parts.append((read, _without_defaults(as_rows(frame), read.rijen, table, work.tabel)))
    if faults:
        headings = {plain(choice.kop): choice.doel for kop, _ in tables if kop for choice in kop.keuzes if choice.doel}
        raise LeesFout(*sorted(set(faults)), koppen=headings)
    rows, places = unite(parts)
    told += near_sign_ups(existing, parts) if work.tabel == "deelname" else ()
    return Voorstel(
        bestand=tables[0][1].bestand,
        tabel=work.tabel,
        map=folder,
        rijen=rows,
        plekken=places,
        nummers=parts[0][0].rijen if len(parts) == 1 else (),
        kolommen=tuple(dict.fromkeys(name for _, table in tables for name in table.kop)),
        bronnen=bronnen,
        gedaan=dict(work.gedaan),
        waar=work.waar,
        let_op=tuple(told),
        vervangen=tuple(work.schoon.vervangen),
    )


def _once(work: Bewerking, table: RuweTabel) -> RuweTabel:
    """The table with a row that stands there twice, cell for cell, only once; tables in which rows may agree stay whole."""
    first = {repr(cells): place for place, cells in reversed(list(enumerate(table.rijen)))}
    kept = sorted(first.values())
    if not TABELLEN[work.tabel].sleutel or len(kept) == len(table.rijen):
        return table
    twice = set(range(len(table.rijen))) - set(kept)
    work.gedaan["dubbele rij"] += len(twice)
    work.waar.setdefault("dubbele rij", []).extend(table.rijnummers[place] for place in sorted(twice))
    rows, numbers = (tuple(table.rijen[place] for place in kept), tuple(table.rijnummers[place] for place in kept))
    return replace(table, rijen=rows, rijnummers=numbers)


def _without_defaults(rows: Sequence[Rij], numbers: Sequence[int], table: RuweTabel, tabel: str) -> list[Rij]:
    """The rows with nothing where the delivery had nothing: what a table takes for an empty cell is no answer."""
    filled_in = [
        (k, name) for k, name in enumerate(table.kop) if name in kolommen(tabel) and kolom_of(tabel, name).leeg is not None
    ]
    if not filled_in:
        return list(rows)
    given = dict(zip(table.rijnummers, table.rijen, strict=True))
    return [
        {**row, **{name: "" for k, name in filled_in if given[number][k] is None}}
        for number, row in zip(numbers, rows, strict=True)
    ]


def _for_deliverer(fault: Fout, tabel: str, kop: Kolomkop | None) -> Fout:
    """The fault with the heading of the delivered file, by which the deliverer knows the column, and without a code of ours."""
    known = replace(fault, gevonden="") if fault.kolom == MENSEN.get(tabel) else fault
    choice = {**kop.afleidbaar, **kop.gevonden}.get(fault.kolom) if kop else None
    return known if choice is None or plain_heading(choice.kop) == fault.kolom else replace(known, kolom=choice.kop)
