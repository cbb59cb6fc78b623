"""Taking one delivery into the records of a wijk: read, recognise, make pseudonymous, check, put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens.fouten import refuse
from wijkmonitor.gegevens.intake.afspraken import load_afspraken, save_afspraken
from wijkmonitor.gegevens.intake.bewerken import CODES, Bewerking, Plek, load_postcodes
from wijkmonitor.gegevens.intake.fragmenten import read_fragments
from wijkmonitor.gegevens.intake.kop import Kop, find_kop, is_known, missing_columns
from wijkmonitor.gegevens.intake.levering import fill_merged
from wijkmonitor.gegevens.intake.pseudoniemen import load_key
from wijkmonitor.gegevens.intake.samenvoegen import Rij, Uitkomst, merge
from wijkmonitor.gegevens.intake.tabelbestand import as_rows, change_rows, load_rows
from wijkmonitor.gegevens.lezen import LeesFout, RuweTabel
from wijkmonitor.gegevens.lezers import Blad, Levering, read_file
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.gegevens.tabel import check_rows

MAP = "intake"


@dataclass(frozen=True)
class Voorstel:
    """A delivery that is ready to go in: its rows, checked and pseudonymous, and what was done to get there."""

    bestand: str
    tabel: str
    map: Path
    rijen: tuple[Rij, ...]
    kolommen: tuple[str, ...]
    koppen: tuple[tuple[str, Kop], ...] = ()
    overgeslagen_bladen: tuple[str, ...] = ()
    bronnen: frozenset[str] = frozenset()
    gedaan: dict[str, int] = field(default_factory=dict)
    vervangen: tuple[Plek, ...] = ()


def prepare(path: Path, folder: Path, tabel: str, *, vandaag: date) -> Voorstel:
    """The proposal for one delivered file. Nothing is written but the key, on first use.

    Raises LeesFout with all faults of the file, in Dutch; SleutelFout where the key can't be used.
    """
    work = Bewerking(tabel, folder.name, load_key(folder.parent), vandaag)
    existing = load_rows(folder, tabel, vandaag=vandaag)
    work.bekende_codes = frozenset(row[CODES[tabel]] for row in existing) if tabel in CODES else frozenset()
    work.postcodes = load_postcodes(folder / MAP)
    if path.suffix.lower() == ".qdpx" and tabel == "kwalitatief":
        fragments = read_fragments(path, work)
        return _proposal(work, folder, [fragments.tabel], bronnen=fragments.bronnen)
    delivery = read_file(path, known=lambda heading: is_known(heading, tabel))
    sheets = _choose_sheets(delivery, tabel, load_afspraken(folder / MAP, tabel))
    tables = [work.rows(delivery.bestand, blad, kop) for blad, kop in sheets]
    if not any(table.rijen for table in tables):
        raise refuse(delivery.bestand, "Onder de kop staan geen rijen.", "Vraag om het bestand met de gegevens.")
    used = {blad.naam for blad, _ in sheets}
    skipped = tuple(blad.naam for blad in delivery.bladen if blad.naam not in used)
    return _proposal(work, folder, tables, koppen=tuple((blad.naam, kop) for blad, kop in sheets), overgeslagen=skipped)


def take_in(voorstel: Voorstel, *, vandaag: date) -> Uitkomst:
    """Puts the delivery in the table and writes what was agreed about headings. Nothing new: no file is touched.

    What somebody else put in the table meanwhile stays. Bezet where a program has the table open.
    """
    folder = voorstel.map
    outcomes: list[Uitkomst] = []

    def put_in() -> Sequence[Rij] | None:
        existing = load_rows(folder, voorstel.tabel, vandaag=vandaag)
        found = merge(voorstel.tabel, existing, voorstel.rijen, kolommen=voorstel.kolommen, bronnen=voorstel.bronnen)
        outcomes.append(found)
        return found.rijen if found.nieuw or found.vervangen or found.vervallen else None

    change_rows(folder, voorstel.tabel, put_in)
    for _, kop in voorstel.koppen:
        save_afspraken(folder / MAP, voorstel.tabel, kop)
    return outcomes[-1]


def _choose_sheets(delivery: Levering, tabel: str, afspraken: dict[str, str]) -> list[tuple[Blad, Kop]]:
    """The sheets that hold the table. LeesFout where none does, with what is missing on the one that comes nearest."""
    found = [(blad, kop) for blad in map(fill_merged, delivery.bladen) if (kop := find_kop(blad, tabel, afspraken))]
    whole = [(blad, kop) for blad, kop in found if not missing_columns(kop, tabel)]
    if whole:
        return whole
    if not found:
        todo = f"De kolommen heten: {', '.join(kolommen(tabel))}."
        raise refuse(delivery.bestand, f"We zien geen kolom van de tabel {tabel}.", todo)
    blad, kop = min(found, key=lambda one: len(missing_columns(one[1], tabel)))
    number = blad.rijen[kop.regel][0]
    there = ", ".join(choice.kop for choice in kop.keuzes if not choice.doel)
    missing = ", ".join(missing_columns(kop, tabel))
    example = f'[{tabel}] en daaronder "kop in uw bestand" = "{missing_columns(kop, tabel)[0]}"'
    todo = f"Voeg ze toe. Of schrijf in het bestand intake/kolommen.toml, in de map van de wijk: {example}."
    raise refuse(delivery.bestand, f"Deze kolommen ontbreken: {missing}.", todo, rij=number, blad=blad.naam, gevonden=there)


def _proposal(
    work: Bewerking,
    folder: Path,
    tables: Sequence[RuweTabel],
    *,
    koppen: tuple[tuple[str, Kop], ...] = (),
    overgeslagen: tuple[str, ...] = (),
    bronnen: frozenset[str] = frozenset(),
) -> Voorstel:
    faults, rows = list(work.fouten), []
    for table in tables:
        frame, found = check_rows(table, work.tabel, vandaag=work.vandaag)
        faults += [fault for fault in found if fault.ernst == "fout"]
        rows += as_rows(frame.drop(columns=[c for c in frame if c not in table.kop and c not in kolommen(work.tabel)]))
    if faults:
        raise LeesFout(*sorted(faults))
    return Voorstel(
        bestand=tables[0].bestand,
        tabel=work.tabel,
        map=folder,
        rijen=tuple(rows),
        kolommen=tuple(dict.fromkeys(name for table in tables for name in table.kop)),
        koppen=koppen,
        overgeslagen_bladen=overgeslagen,
        bronnen=bronnen,
        gedaan=dict(work.gedaan),
        vervangen=tuple(work.vervangen),
    )
