"""The dossier: all that is known about one wijk on a peildatum, checked at the door and immutable after that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from wijkmonitor.dossier.gebied import area_records, is_gebied
from wijkmonitor.dossier.kaart import Kaart, load_kaart
from wijkmonitor.dossier.onthouden import keep, kenmerk, recall
from wijkmonitor.dossier.peil import as_of, newest_date
from wijkmonitor.dossier.records import Records
from wijkmonitor.leren.agenda import Leeragenda, load_agenda
from wijkmonitor.opendata import Kerncijfers, load_kerncijfers
from wijkmonitor.privacy import Poort
from wijkmonitor.wijkdata.fouten import DossierFout, Fout
from wijkmonitor.wijkdata.samenhang import check_samenhang
from wijkmonitor.wijkdata.schema import TABELLEN
from wijkmonitor.wijkdata.tabel import empty_frame, load_tabel
from wijkmonitor.wijkdata.wijk import Wijk, load_wijk

SOORTEN = (".csv", ".xlsx")
ANDERE_BESTANDEN = {"wijk.toml", "leeragenda.toml", "LEESMIJ.md", "README.md"}


@dataclass(frozen=True)
class Dossier:
    """The checked records of one wijk.

    `tabel(name)` gives a table of the contract, without rows after the peildatum; a table that was not delivered
    has no rows. `weggelaten` counts the rows left out per table. A dossier made by `voor` refuses other tables.
    """

    wijk: Wijk
    peildatum: date
    kerncijfers: Kerncijfers
    agenda: Leeragenda
    kaart: Kaart
    weggelaten: Mapping[str, int] = field(default_factory=dict)
    _tabellen: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    _leest: frozenset[str] | None = None

    @property
    def poort(self) -> Poort:
        """The privacy gate with the rules of this wijk."""
        return Poort(self.wijk.privacy)

    def tabel(self, naam: str) -> pd.DataFrame:
        """The rows of one table; changing the frame changes nothing in the dossier.

        Raises KeyError for a table that does not exist, or that this document did not say it reads.
        """
        if naam not in TABELLEN:
            raise KeyError(f"{naam!r} is no table; choose from {list(TABELLEN)}")
        if self._leest is not None and naam not in self._leest:
            raise KeyError(f"table {naam!r} is not among those that this document reads: {sorted(self._leest)}")
        return self._tabellen[naam].copy(deep=False)

    def heeft(self, naam: str) -> bool:
        """Whether a table holds any row."""
        return not self.tabel(naam).empty

    def voor(self, leest: Iterable[str]) -> Dossier:
        """The same dossier, open for these tables only."""
        return replace(self, _leest=frozenset(leest))

    def digest(self, leest: Iterable[str]) -> str:
        """Fingerprint of what a document that reads these tables can see: same slice, same digest."""
        parts = [self.wijk.model_dump_json(), self.peildatum.isoformat()]
        for naam in sorted(leest):
            if naam == "kerncijfers":
                parts += [self.kerncijfers.digest(), repr(self.kaart.grenzen)]
            elif naam == "leeragenda":
                parts.append(repr(self.agenda))
            else:
                parts.append(self._tabellen[naam].to_json(orient="split", date_format="iso"))
                parts.append(str(self.weggelaten.get(naam, 0)))
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


def find_wijken(data: Path) -> list[str]:
    """Names of the wijk folders in the data folder, sorted: every folder that holds `wijk.toml` or a table."""
    if not data.is_dir():
        return []
    return sorted(
        folder.name
        for folder in data.iterdir()
        if folder.is_dir() and ((folder / "wijk.toml").exists() or any(path.stem in TABELLEN for path in folder.iterdir()))
    )


def read_records(folder: Path, *, vandaag: date | None = None) -> Records:
    """All records of one wijk folder with all their faults. Never raises for what is in the files.

    Files that were read before and did not change are not read again.
    """
    today = vandaag or date.today()
    key = kenmerk(folder, today)
    records = recall(key)
    if records is None:
        records = _read_records(folder, today)
        keep(key, records)
    return records


def _read_records(folder: Path, today: date) -> Records:
    wijk, faults = load_wijk(folder, vandaag=today)
    tables = {naam: empty_frame(naam) for naam in TABELLEN}
    for naam, path, more in _find_tables(folder):
        faults += more
        tables[naam], found = load_tabel(path, naam, vandaag=today)
        faults += found
    faults += _unknown_files(folder)
    agenda, found = load_agenda(folder / "leeragenda.toml", wijk=folder.name, vandaag=today)
    faults += found
    if not any(fault.ernst == "fout" for fault in faults):
        faults += check_samenhang(tables, wijk)
    newest = newest_date(tables.values(), agenda, today)
    return Records(folder, wijk, tables, agenda, tuple(sorted(faults)), newest)


def load_dossier(wijk: str, *, data: Path | str = "wijkdata", peildatum: date | str | None = None) -> Dossier:
    """The checked dossier of one wijk.

    wijk: name of a folder, or the code of a CBS wijk or buurt, which then has open figures only.
    peildatum: `YYYY-MM-DD`; without one it is the newest date in all records of the data folder.
    Raises DossierFout with every fault in the records, ValueError for an unknown wijk or a wrong peildatum.
    """
    data = Path(data)
    area = is_gebied(wijk) and wijk not in find_wijken(data)
    records = area_records(wijk, data=data) if area else read_records(_wijk_folder(data, wijk))
    serious = [fault for fault in records.fouten if fault.ernst == "fout"]
    if serious or records.wijk is None:
        raise DossierFout(wijk, serious)
    return make_dossier(records, data=data, peildatum=parse_peildatum(peildatum) or newest_peildatum(data))


def make_dossier(records: Records, *, data: Path, peildatum: date) -> Dossier:
    """The dossier of records without faults, as known on the peildatum."""
    if records.wijk is None:
        raise ValueError(f"records of {records.map.name!r} have faults: {records.fouten}")
    cut = {naam: as_of(frame, naam, peildatum) for naam, frame in records.tabellen.items()}
    wijk = records.wijk
    figures = load_kerncijfers(
        data, gebieden=wijk.gebieden, gemeente=wijk.gemeente, naam=wijk.naam, peildatum=peildatum
    )
    marks = tuple(mark for mark in wijk.mijlpaal if mark.datum <= peildatum)
    return Dossier(
        wijk=wijk.model_copy(update={"mijlpaal": marks}),
        peildatum=peildatum,
        kerncijfers=figures,
        agenda=records.agenda.tot(peildatum),
        kaart=load_kaart(data, wijk, figures),
        weggelaten={naam: len(records.tabellen[naam]) - len(frame) for naam, frame in cut.items() if len(frame) < len(records.tabellen[naam])},
        _tabellen=cut,
    )


def newest_peildatum(data: Path) -> date:
    """The newest date in all records of the data folder; today where no record has a date yet."""
    dates = [found for slug in find_wijken(data) if (found := read_records(data / slug).nieuwste)]
    return max(dates, default=date.today())


def parse_peildatum(value: date | str | None) -> date | None:
    """A peildatum as date; empty is None. Raises ValueError in Dutch for what is no date or lies after today."""
    if not value:
        return None
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"De peildatum '{value}' is geen datum. Schrijf JJJJ-MM-DD, zoals 2022-12-31.") from None
    if day > date.today():
        raise ValueError(f"De peildatum {day} ligt na vandaag. Kies een dag die al geweest is.")
    return day


def _wijk_folder(data: Path, wijk: str) -> Path:
    known = find_wijken(data)
    if wijk in known:
        return data / wijk
    if not data.is_dir():
        raise ValueError(f"De map '{data}' bestaat niet. Geef de map met gegevens: --data MAP.")
    if not known:
        raise ValueError(f"In de map '{data}' staat geen wijk. Maak er een: wijkmonitor new NAAM --gebied CODE.")
    near = get_close_matches(wijk, known, n=1)
    hint = f"Bedoelt u '{near[0]}'? " if near else ""
    raise ValueError(f"De wijk '{wijk}' kennen we niet. {hint}Kies uit: {', '.join(known)}.")


def _find_tables(folder: Path) -> list[tuple[str, Path, list[Fout]]]:
    found = []
    for naam in TABELLEN:
        paths = [folder / f"{naam}{suffix}" for suffix in SOORTEN if (folder / f"{naam}{suffix}").exists()]
        if not paths:
            continue
        double = [Fout(paths[1].name, 0, "", f"Er is ook {paths[0].name}.", "Bewaar één van de twee.")] if len(paths) > 1 else []
        found.append((naam, paths[0], double))
    return found


def _unknown_files(folder: Path) -> list[Fout]:
    if not folder.is_dir():
        return []
    faults = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() or path.name in ANDERE_BESTANDEN or path.name.startswith((".", "~$")):
            continue
        if path.suffix.lower() in SOORTEN and path.stem in TABELLEN:
            continue
        near = get_close_matches(path.stem, list(TABELLEN), n=1)
        todo = f"Bedoelt u '{near[0]}'? Noem het dan zo." if near else f"Tabellen heten: {', '.join(TABELLEN)}."
        faults.append(Fout(path.name, 0, "", "Deze tabel kennen we niet. We lezen haar niet.", todo, ernst="let op"))
    return faults
