"""The page with the faults in the records of one wijk, to mail back to who delivered them.

Nothing out of a cell about people stands on it: a value is shown only where it is a plain number or a date in a table
that is not about people; names of files, sheets and columns only where they are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePath

from wijkmonitor.afspraken.items import Afspraak, Leervraag, Sessie, Terugblik
from wijkmonitor.gegevens.bestanden import SOORTEN
from wijkmonitor.gegevens.fouten import Ernst, Fout, LeesFout, printable
from wijkmonitor.gegevens.intake.kop import plain, synonyms
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.wijk import Doelgroep, Wijk, Wijkmijlpaal, Wijktype
from wijkmonitor.gegevens.wijken import AGENDA_TOML, WIJK_TOML
from wijkmonitor.meegeleverd import zinnen
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.privacy import Regels
from wijkmonitor.schrijven import write_whole

MAP = "controle"  # in the folder of the reports
MAX_RIJEN = 200
ONBEKEND = ""  # a file whose name is not ours
_HARMLESS = re.compile(r"[+-]?\d{1,5}(?:[.,]\d{1,3})?%?|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}", re.ASCII)
_WORDS = frozenset(
    {"sessie", "leervraag", "afspraak", "terugblik", "privacy"}
    | {name for model in (Wijk, Doelgroep, Wijkmijlpaal, Wijktype) for name in model.model_fields}
    | {part.name for kind in (Sessie, Leervraag, Afspraak, Terugblik, Regels) for part in fields(kind)}
)
zin = zinnen("wijkmonitor.paginas")


@dataclass(frozen=True)
class Melding:
    """One line of the page: what is wrong with one column, in which rows, and what to do."""

    ernst: Ernst
    kolom: str
    rijen: tuple[int, ...]
    wat: str
    doen: str
    gevonden: str = ""

    @property
    def plek(self) -> str:
        """Rows and column in words; "" where it is about the whole file."""
        shown = [str(row) for row in self.rijen[:MAX_RIJEN]]
        if len(self.rijen) > MAX_RIJEN:
            shown.append(f"nog {len(self.rijen) - MAX_RIJEN} rijen")
        rows = " en ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part) if shown else ""
        parts = (f"{'rij' if len(shown) == 1 else 'rijen'} {rows}" if rows else "", f"kolom {self.kolom}" if self.kolom else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Bestandsdeel:
    """The faults of one file. bestand is "" for files whose name is not ours to repeat."""

    bestand: str
    uitleg: str
    meldingen: tuple[Melding, ...]


def render_controle(naam: str, fouten: Iterable[Fout], *, levering: bool = False) -> str:
    """The page as one HTML file, in Dutch. naam: the name of the wijk. levering: it is about a file that was not taken in."""
    faults = sorted(fouten)
    serious = sum(fault.ernst == "fout" for fault in faults)
    counts = {"ernstig": serious, "let_op": len(faults) - serious}
    return render_page("controle", naam=naam, delen=make_delen(faults), levering=levering, **counts)


def tell_reply(uit: Path, wijk: str, tabel: str, error: LeesFout) -> str:
    """Writes the page to mail back about a delivery of one table, and says where it is, or why it is not there."""
    known = {heading: column for heading, (column, _) in synonyms(tabel).items()} | error.koppen
    own = [replace(fault, bestand=tabel, kolom=known.get(plain(fault.kolom), "")) for fault in error.fouten]
    page = uit / MAP / f"{wijk}-{tabel}.html"
    try:
        write_whole(page, render_controle(zin("controle.levering", wijk=wijk, tabel=tabel), own, levering=True))
    except OSError:
        return zin("controle.niet_geschreven", pagina=printable(str(page)))
    return zin("controle.geschreven", pagina=printable(str(page)))


def drop_reply(uit: Path, wijk: str, tabel: str) -> str:
    """Takes away the page about a delivery that has been taken in since, and says so; "" where there is none."""
    page = uit / MAP / f"{wijk}-{tabel}.html"
    try:
        page.unlink()
    except OSError:
        return zin("controle.verouderd", pagina=printable(str(page))) if page.exists() else ""
    return zin("controle.weg", pagina=printable(str(page)))


def make_delen(faults: Sequence[Fout]) -> tuple[Bestandsdeel, ...]:
    """The faults per file, with equal ones taken together; files whose name is not ours are one part, the last."""
    per_file: dict[str, list[Fout]] = {}
    for fault in faults:
        per_file.setdefault(_own_name(fault.bestand), []).append(fault)
    return tuple(
        Bestandsdeel(name, _explain(name), tuple(_join(name, per_file[name])))
        for name in sorted(per_file, key=lambda name: (not name, name))
    )


def _own_name(bestand: str) -> str:
    path = PurePath(bestand)
    if bestand in (WIJK_TOML, AGENDA_TOML) or bestand in TABELLEN:
        return bestand
    known = path.stem.lower() in TABELLEN and path.suffix.lower() in SOORTEN
    return f"{path.stem.lower()}{path.suffix.lower()}" if known else ONBEKEND


def _explain(name: str) -> str:
    tabel = PurePath(name).stem
    return TABELLEN[tabel].uitleg if tabel in TABELLEN else ""


def _join(name: str, faults: Sequence[Fout]) -> Iterable[Melding]:
    tabel = PurePath(name).stem
    groups: dict[tuple[Ernst, str, str, str, str], list[int]] = {}
    for fault in faults:
        column = _own_column(tabel, fault.kolom) if name else ""
        found = _may_repeat(tabel, fault.gevonden)
        groups.setdefault((fault.ernst, column, fault.wat, fault.doen, found), []).append(fault.rij)
    for (ernst, column, wat, doen, found), rows in groups.items():
        yield Melding(ernst, column, tuple(sorted({row for row in rows if row})), wat, doen, found)


def _own_column(tabel: str, column: str) -> str:
    if tabel in TABELLEN:
        return column if column in kolommen(tabel) else ""
    return ".".join(part for part in column.split(".") if part in _WORDS)


def _may_repeat(tabel: str, found: str) -> str:
    """What was found, where it can't point at anyone."""
    return found if tabel in TABELLEN and not TABELLEN[tabel].gevoelig and _HARMLESS.fullmatch(found) else ""
