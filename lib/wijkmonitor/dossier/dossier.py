"""The dossier: all that is known about one wijk on a peildatum, checked at the door and immutable after that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.dossier.aanvullen import offer_tables
from wijkmonitor.dossier.kaart import Wijkkaart, load_kaart
from wijkmonitor.dossier.peil import as_of, cut_tables, newest_per_table, newest_session
from wijkmonitor.dossier.records import Records, area_records, read_records
from wijkmonitor.gegevens.fouten import DossierFout
from wijkmonitor.gegevens.intake.pseudoniemen import letter_key
from wijkmonitor.gegevens.opendata.cijfer import zin
from wijkmonitor.gegevens.opendata.gebiedscode import LAND, is_gebied
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.wijk import Wijk, Wijkmijlpaal
from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken
from wijkmonitor.geheugen import Eens
from wijkmonitor.peildatum import default_peildatum, read_peildatum
from wijkmonitor.privacy import Poort
from wijkmonitor.privacy.gevoelig import as_read
from wijkmonitor.taal import raad
from wijkmonitor.taal.getallen import datum, opsomming

GEPUBLICEERD = "gepubliceerd.json"


@dataclass(frozen=True)
class Groepskeuze:
    """One group of people (`geslacht`, `v`) that a dossier is about: alone, or everyone but that group."""

    kenmerk: str
    waarde: str
    alleen: bool

    def within(self, kenmerk: str, shares: Mapping[str, float]) -> dict[str, float]:
        """Shares (0-1) of residents per value of a kenmerk, within this group; empty where nobody counted them so."""
        if kenmerk != self.kenmerk:
            return {}
        kept = {value: share for value, share in shares.items() if (value == self.waarde) == self.alleen}
        whole = sum(kept.values())
        return {value: share / whole for value, share in kept.items()} if whole and len(kept) > 1 else {}


@dataclass(frozen=True)
class Dossier(Eens):
    """The checked records of one wijk.

    `tabel(name)` gives a table of the contract, without rows after the peildatum; a table that was not delivered
    has no rows. `weggelaten` counts the rows left out per table, `bezig` names per table the waves that were not over,
    whose rows are left out too. `laatste` is the newest date in the rows. `eerder` holds the counts of people that were
    published before, beside which later ones are hidden. `later` is the day up to which participation is told, where what came
    after it would give people away beside those counts. `groep` is the group of people that its rows are about, where that
    is not everyone. A dossier made by `voor` refuses other tables.
    """

    wijk: Wijk
    peildatum: date
    kerncijfers: Kerncijfers
    agenda: Leeragenda
    kaart: Wijkkaart
    weggelaten: Mapping[str, int] = field(default_factory=dict)
    bezig: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _tabellen: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    laatste: date | None = None
    eerder: tuple[Mapping[str, float], ...] = ()
    later: date | None = None
    groep: Groepskeuze | None = None
    _leest: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for name in ("weggelaten", "bezig"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        object.__setattr__(self, "_tabellen", MappingProxyType(self._tabellen))  # not copied: that would open all

    def __repr__(self) -> str:
        told = [naam for naam, frame in self._tabellen.items() if not frame.empty]
        return f"Dossier {self.wijk.slug}, stand op {datum(self.peildatum)}, met {opsomming(told) or 'alleen open cijfers'}"

    @cached_property
    def poort(self) -> Poort:
        """The privacy gate with the rules of this wijk."""
        return Poort(self.wijk.privacy, letter_key())

    @property
    def deelname_tot(self) -> date:
        """The day up to which participation is told."""
        return self.later or self.peildatum

    @property
    def verzonnen(self) -> bool:
        """Whether the wijk itself is invented: even its open figures are."""
        return self.kerncijfers.herkomst == "voorbeeld"

    @property
    def is_land(self) -> bool:
        """Whether these are the figures of the country itself, which stand beside nothing."""
        return self.wijk.gebieden == (LAND,)

    @property
    def naast_land(self) -> bool:
        """Whether the country stands in the place of the municipality: for a municipality, and for the country itself."""
        return self.wijk.gemeente == LAND

    @property
    def gemeente(self) -> str:
        """The name of the municipality."""
        return self.wijk.gemeente_naam or self.kerncijfers.naam_van(self.wijk.gemeente)

    @property
    def plaats(self) -> str:
        """The municipality; where the CBS areas of the wijk have another name, also what the open figures are about."""
        return f"{self.gemeente}. {self.gaat_over.rstrip('.')}" if self.gaat_over else self.gemeente

    @property
    def gaat_over(self) -> str:
        """What the open figures are about, where the CBS areas of the wijk have another name; "" otherwise."""
        return zin("toelichting.ander_gebied", namen=opsomming(self.andere_namen)) if self.andere_namen else ""

    @property
    def andere_namen(self) -> list[str]:
        """The names of the CBS areas of the wijk, all of them, where one is not that of the wijk."""
        figures, own = self.kerncijfers, self.wijk.naam.lower()
        names = [figures.namen[code] for code in self.wijk.gebieden if figures.namen.get(code)]
        return names if any(name.lower() not in own and own not in name.lower() for name in names) else []

    def tabel(self, naam: str) -> pd.DataFrame:
        """The rows of one table; changing the frame changes nothing in the dossier. Rows about people can't be shown.

        Raises KeyError for a table that does not exist, or that this document did not say it reads.
        """
        if naam not in TABELLEN:
            raise KeyError(raad("tabel", naam=naam, kies=", ".join(TABELLEN)))
        if self._leest is not None and naam not in self._leest:
            raise KeyError(raad("tabel_niet_open", naam=naam, kies=", ".join(sorted(self._leest))))
        return as_read(self._tabellen[naam].copy(deep=False), gevoelig=TABELLEN[naam].gevoelig)

    def mijlpalen(self, herkomst: str) -> tuple[Wijkmijlpaal, ...]:
        """Milestones that happened, to stand beside a figure of this herkomst: an invented one only beside an invented figure."""
        marks = (mark for mark in self.wijk.mijlpaal if mark.gepland == "nee")
        return tuple(mark for mark in marks if herkomst == "voorbeeld" or mark.herkomst != "voorbeeld")

    def heeft(self, naam: str) -> bool:
        """Whether a table holds any row."""
        return not self.tabel(naam).empty

    @cached_property
    def nieuwste(self) -> dict[str, date]:
        """The newest day per table that this document reads and that has dates."""
        return newest_per_table(
            {naam: frame for naam, frame in self._tabellen.items() if self._leest is None or naam in self._leest}
        )

    @cached_property
    def stand(self) -> date:
        """The end of the quarter of the newest date in the records of this wijk itself, not after the peildatum: what other
        wijken brought later changes nothing in it. The peildatum where no record has a date."""
        newest = [day for day in (self.laatste, newest_session(self.agenda, self.peildatum)) if day]
        return default_peildatum(max(newest), self.peildatum) if newest else self.peildatum

    def voor(self, leest: Iterable[str]) -> Dossier:
        """The same dossier, open for these tables only."""
        return replace(self, _leest=frozenset(leest))

    def met_tabellen(self, tabellen: Mapping[str, pd.DataFrame]) -> Dossier:
        """The same dossier with these rows in the place of its own.

        Raises KeyError for a table that does not exist.
        """
        unknown = [naam for naam in tabellen if naam not in TABELLEN]
        if unknown:
            raise KeyError(raad("tabel", naam=unknown[0], kies=", ".join(TABELLEN)))
        return replace(self, _tabellen={**self._tabellen, **tabellen})

    def met_groep(self, groep: Groepskeuze, tabellen: Iterable[str]) -> Dossier:
        """The same dossier with only the rows of one group, or all others, in these tables about people."""
        whole = {naam: self._tabellen[naam] for naam in tabellen}
        kept = {naam: frame[(frame[groep.kenmerk] == groep.waarde) == groep.alleen] for naam, frame in whole.items()}
        return replace(self.met_tabellen({naam: frame.reset_index(drop=True) for naam, frame in kept.items()}), groep=groep)

    @cached_property
    def _rijen(self) -> Mapping[str, str]:
        """The rows of each table as text, for the fingerprints."""
        return {naam: frame.to_json(orient="split", date_format="iso") for naam, frame in self._tabellen.items()}

    def digest(self, leest: Iterable[str]) -> str:
        """Fingerprint of what a document that reads these tables can see: same slice, same digest."""
        parts = [self.wijk.model_dump_json(), self.peildatum.isoformat(), self.stand.isoformat(), repr((self.eerder, self.later))]
        for naam in sorted(leest):
            if naam == "kerncijfers":
                parts += [self.kerncijfers.digest(), repr(self.kaart.grenzen)]
            elif naam == "leeragenda":
                parts.append(repr(self.agenda))
            else:
                parts.append(self._rijen[naam])
                parts.append(f"{self.weggelaten.get(naam, 0)} {self.bezig.get(naam, ())}")
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


def find_data(data: Path) -> Path:
    """The data folder: as given, or with that name in a folder above, as seen from a notebook opened in JupyterLab."""
    if data.is_absolute() or data.exists():
        return data
    above = (folder / data for folder in Path.cwd().parents)
    return next((folder for folder in above if folder.is_dir()), data)


def load_dossier(wijk: str, *, data: Path | str = "wijkdata", peildatum: date | str | None = None) -> Dossier:
    """The checked dossier of one wijk.

    wijk: name of a folder, or the code of a CBS area, which then has open figures only.
    peildatum: `YYYY-MM-DD`; without one the end of the quarter of the newest date in all records of the data folder.
    Raises DossierFout with every fault in the records, ValueError for an unknown wijk or a wrong peildatum.
    """
    offer_tables()
    data, wijk = find_data(Path(data)), str(wijk)  # papermill makes a number of a name in figures
    known = find_wijken(data)
    if wijk not in known and not is_gebied(wijk):
        raise ValueError(explain_unknown(wijk, known, data, met="-p data MAP bij papermill, of in de cel met parameters"))
    records = read_records(data / wijk) if wijk in known else area_records(wijk, data=data)
    if records.ernstig or records.wijk is None:
        raise DossierFout(wijk, records.ernstig)
    dossier = make_dossier(records, data=data, peildatum=parse_peildatum(peildatum) or newest_peildatum(data))
    return _beside_published(dossier, data / GEPUBLICEERD)


def _beside_published(dossier: Dossier, path: Path) -> Dossier:
    """The dossier with the counts of people that were published before; a folder made to publish from holds them."""
    known = json.loads(path.read_text(encoding="utf-8")).get(dossier.wijk.slug) if path.exists() else None
    if known is None:
        return dossier
    later = parse_peildatum(known["deelname_tot"])
    if later:
        dossier = dossier.met_tabellen({"deelname": as_of(dossier.tabel("deelname"), "deelname", later)})
    return replace(dossier, eerder=tuple(known["eerder"]), later=later)


def make_dossier(records: Records, *, data: Path, peildatum: date) -> Dossier:
    """The dossier of records without faults, as known on the peildatum."""
    if records.wijk is None:
        raise ValueError(f"records of {records.map.name!r} have faults: {records.fouten}")
    cut, wijk = cut_tables(records.tabellen, peildatum, records.kenmerk), records.wijk
    figures = load_kerncijfers(data, gebieden=wijk.gebieden, gemeente=wijk.gemeente, naam=wijk.naam, peildatum=peildatum)
    marks = tuple(mark for mark in wijk.mijlpaal if mark.dag <= peildatum or mark.gepland == "ja")
    return Dossier(
        wijk=wijk.model_copy(update={"mijlpaal": marks}),
        peildatum=peildatum,
        kerncijfers=figures,
        agenda=records.agenda.tot(peildatum),
        kaart=load_kaart(data, wijk, figures),
        weggelaten=cut.weggelaten,
        bezig=cut.bezig,
        _tabellen=cut.tabellen,
        laatste=cut.laatste,
    )


def newest_peildatum(data: Path) -> date:
    """The end of the quarter of the newest date in the records of all wijken without faults; see `default_peildatum`."""
    every = [read_records(data / slug) for slug in find_wijken(data)]
    return default_peildatum(
        max((records.nieuwste for records in every if records.nieuwste and not records.ernstig), default=None)
    )


def parse_peildatum(value: date | str | None) -> date | None:
    """A peildatum as date; empty is None. Raises ValueError in Dutch for a day that can't be asked for."""
    if not value:
        return None
    try:
        return read_peildatum(value.isoformat()[:10] if isinstance(value, date) else str(value))
    except ValueError as error:
        quotes = "" if isinstance(value, str | date) else ' Zet er in een notebook aanhalingstekens om: "2022-12-31".'
        raise ValueError(f"{error}{quotes}") from None
