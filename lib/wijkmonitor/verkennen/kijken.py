"""Looking at one finding of one wijk: on another day, or with or without a group. Calls what the reports call.

One view beside another may not give the number of a few people by subtraction: what was looked at is remembered as long as the
kernel lives. Days are compared as two publications are (`wijkmonitor.privacy.grootboek`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.documenten import find_document
from wijkmonitor.dossier import Dossier, Groepskeuze, find_data, load_dossier, read_records
from wijkmonitor.dossier.onthouden import Kenmerk, kenmerk
from wijkmonitor.dossier.peil import years
from wijkmonitor.gegevens.wijk import places_of
from wijkmonitor.gegevens.wijken import explain_unknown, is_wijk
from wijkmonitor.gegevens.wijken import find_wijken as wijken_in
from wijkmonitor.geheugen import Geheugen
from wijkmonitor.paginas.sessie import parse_bewaard
from wijkmonitor.peildatum import default_peildatum
from wijkmonitor.privacy.grootboek import VALUE, Cijfers, heading_of, identifying, people_figures
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.privacy.screening import find_person
from wijkmonitor.schrijven import change_file
from wijkmonitor.verkennen import zin
from wijkmonitor.vragen import make_document

IEDEREEN = ""
_SEEN: Geheugen[tuple[Any, ...], Document] = Geheugen(__name__, hoogstens=32)
KENMERKEN = ("leeftijdsgroep", "geslacht", "buurt")
_MENSEN = {"deelname": "deelnemer", "vragenlijst": "respondent"}  # table -> column that tells people apart


@dataclass(frozen=True)
class Keuze:
    """What someone looks at. groep: `buurt: Noord`, left out (`zonder`) or alone (`alleen`); empty is everyone."""

    wijk: str
    document: str
    bevinding: str
    peildatum: str = ""
    alleen: str = ""
    zonder: str = ""

    @property
    def regel(self) -> str:
        """The line of code that gives this finding again."""
        more = {name: getattr(self, name) for name in ("peildatum", "alleen", "zonder") if getattr(self, name)}
        parts = [repr(self.wijk), repr(self.document), repr(self.bevinding), *(f"{k}={v!r}" for k, v in more.items())]
        return f"bekijk({', '.join(parts)})"


def bekijk(
    wijk: str,
    document: str,
    bevinding: str,
    *,
    peildatum: str = "",
    alleen: str = "",
    zonder: str = "",
    data: Path | str = "wijkdata",
) -> Bevinding:
    """One finding as the reports show it, through the same privacy gate.

    peildatum: `YYYY-MM-DD`, empty is the newest. alleen, zonder: a group such as `buurt: Noord`, only of a size that
    may be shown, and only where this view and all others of this session give no small group by subtraction. Raises
    ValueError in Dutch for an unknown wijk or group, or such a view, KeyError naming the findings that exist.
    """
    found = open_met_groep(wijk, document, peildatum=peildatum, alleen=alleen, zonder=zonder, data=str(data))[bevinding]
    dossier = open_dossier(wijk, peildatum=peildatum, data=str(data))
    where, day = (str(data), wijk, found.document, bevinding), dossier.peildatum.isoformat()
    if alleen or zonder:
        everyone = open_met_groep(wijk, document, peildatum=peildatum, data=str(data))[bevinding]
        _BOEK.mag(where, Blik(day), everyone, dossier.wijk.privacy, ())  # the report shows it: whoever looks here has seen it
    column, _, value = (alleen or zonder).partition(": ")
    values = _values(dossier, find_document(document).leest, column) if column else ()
    if not _BOEK.mag(where, Blik(day, column, value, bool(alleen) or not zonder), found, dossier.wijk.privacy, values):
        raise ValueError(zin("aftrekken", groep=alleen or zonder) if alleen or zonder else zin("aftrekken_dag"))
    return found


def _values(dossier: Dossier, leest: tuple[str, ...], column: str) -> tuple[str, ...]:
    """The groups of a kenmerk in the tables of people that a document reads."""
    frames = [dossier.tabel(table) for table in leest if table in _MENSEN]
    return tuple(sorted({str(value) for frame in frames for value in frame[column].fillna("").unique()}))


def open_met_groep(
    wijk: str, document: str, *, peildatum: str = "", alleen: str = "", zonder: str = "", data: str = "wijkdata"
) -> Document:
    """The document with only, or without, one group; made once as long as the records stay as they are."""
    key = (wijk, document, peildatum, alleen, zonder, *_as_it_is(wijk, data))
    return _SEEN.of(key, lambda: _make(wijk, document, peildatum, alleen, zonder, data))


def _as_it_is(wijk: str, data: str) -> tuple[Kenmerk, ...]:
    """What tells the records of the wijk, by content; nothing for a wijk that is not there."""
    folder = find_data(Path(data)) / wijk
    return (kenmerk(folder, date.today()),) if is_wijk(folder) else ()


def _make(wijk: str, document: str, peildatum: str, alleen: str, zonder: str, data: str) -> Document:
    soort = find_document(document)
    dossier = open_dossier(wijk, peildatum=peildatum, data=data)
    group = alleen or zonder
    if alleen and zonder:
        raise ValueError(zin("beide"))
    if group and group not in groepen(dossier, soort.leest):
        raise ValueError(zin("groep", groep=group))
    if group:
        column, _, value = group.partition(": ")
        dossier = dossier.met_groep(Groepskeuze(column, value, bool(alleen)), _MENSEN)
    return make_document(soort.naam, dossier)


def open_dossier(wijk: str, *, peildatum: str = "", data: str = "wijkdata") -> Dossier:
    """The dossier of a wijk as its records are now; without a peildatum at the end of the quarter of its own newest date,
    so that no other wijk needs to be read."""
    folder = find_data(Path(data)) / wijk
    own = read_records(folder).nieuwste if not peildatum and is_wijk(folder) else None
    return load_dossier(wijk, data=data, peildatum=default_peildatum(own) if own else peildatum)


def groepen(dossier: Dossier, leest: tuple[str, ...]) -> list[str]:
    """Groups that may be looked at apart: they and the others are each large enough to be shown.

    Otherwise someone could take two numbers apart and find a small group.
    """
    least = dossier.wijk.privacy.min_groep
    sizes = pd.concat([_sizes(dossier, table) for table in leest if table in _MENSEN] or [pd.DataFrame({"n": [], "rest": []})])
    enough = (sizes[["n", "rest"]] >= least).all(axis=1).groupby(level=0).all()
    return [str(name) for name in enough[enough].index]


def _sizes(dossier: Dossier, table: str) -> pd.DataFrame:
    """People per group and outside it; index `kenmerk: waarde`."""
    frame, person = dossier.tabel(table), _MENSEN[table]
    total = frame[person].nunique()
    rows = {
        f"{column}: {value}": (group[person].nunique(), total - group[person].nunique())
        for column in KENMERKEN
        for value, group in frame.groupby(column)
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["n", "rest"])


def find_mappen(data: Path | str = "wijkdata", uit: Path | str = "reports") -> tuple[str, str]:
    """The folders of the data and of the reports, as seen from a notebook in a folder of the project: they lie together."""
    found = find_data(Path(data))
    beside = uit if found == Path(data) or Path(uit).is_absolute() else found.parent / uit
    return str(found), str(beside)


def find_wijken(data: Path | str = "wijkdata") -> list[str]:
    """Names of the wijken in the data folder, sorted."""
    return wijken_in(find_data(Path(data)))


def check_wijk(wijk: str, data: str) -> str:
    """The wijk itself, or the first of the folder where none is asked for; ValueError in Dutch naming those that exist."""
    folder = find_data(Path(data))
    known = find_wijken(folder)
    if not known or (wijk and wijk not in known):
        raise ValueError(explain_unknown(wijk, known, folder, met="data=MAP"))
    return wijk or known[0]


def year_ends(wijk: str, *, data: str = "wijkdata") -> list[str]:
    """The ends of the years in which this wijk got new rows, newest first; what a default report shows is left out."""
    records, newest = read_records(find_data(Path(data)) / wijk), open_dossier(wijk, data=data).peildatum
    days = (date(year, 12, 31) for year in reversed(years(records.tabellen)))
    return [day.isoformat() for day in days if day < newest]


def bewaar(
    bevinding: Bevinding, notitie: str, *, keuze: Keuze | None = None, data: Path | str = "wijkdata", uit: Path | str = "reports"
) -> Path:
    """Keeps a finding with a note for the next session in `uit/sessies/verkend-<wijk>.json`; the agenda page shows it.

    keuze: how it was found in the panel; without one it is a finding of your own, from `maak_bevinding`. Raises ValueError
    in Dutch where the note is empty or seems to hold a person's name, or the view is not of everyone.
    """
    if keuze is None:
        keuze = Keuze(bevinding.wijk, "", bevinding.id)
    if keuze.alleen or keuze.zonder:
        raise ValueError(zin("alleen_heel"))
    if not notitie.strip():
        raise ValueError(zin("lege_notitie"))
    data, uit = find_mappen(data, uit)
    folder = Path(data) / keuze.wijk
    if find_person(notitie, places_of(folder) if folder.is_dir() else ()):
        raise ValueError(zin("naam"))
    path = Path(uit) / "sessies" / f"verkend-{keuze.wijk}.json"
    row = bevinding.as_record() | {"notitie": notitie.strip(), "regel": keuze.regel, "bekeken_op": date.today().isoformat()}

    def with_row(before: bytes | None) -> str:
        kept = [known for known in parse_bewaard(before) if known.get("regel") != keuze.regel]
        return json.dumps([*kept, row], ensure_ascii=False, indent=1) + "\n"

    change_file(path, with_row)
    return path


@dataclass(frozen=True)
class Blik:
    """One view of a finding: of everybody (kenmerk and waarde empty), of one group alone or of all others."""

    dag: str
    kenmerk: str = IEDEREEN
    waarde: str = ""
    alleen: bool = True


@dataclass
class Sessieboek:
    """The views of a session, per finding of a wijk: figures by place."""

    gezien: dict[tuple[str, ...], dict[Blik, Cijfers]] = field(default_factory=dict)

    def mag(self, waar: tuple[str, ...], blik: Blik, found: Bevinding, rules: Regels, waarden: tuple[str, ...]) -> bool:
        """Whether this view may be shown beside all earlier ones; where it may, it is remembered.

        waar: what tells the finding apart. waarden: the groups that the kenmerk of this view has.
        """
        seen = self.gezien.setdefault(waar, {})
        figures = people_figures([found.as_json()])
        days = [old for other, old in seen.items() if _same_people(other, blik) and other.dag != blik.dag]
        if any(identifying(old, figures, rules) for old in days):
            return False
        here = {other: old for other, old in seen.items() if other.dag == blik.dag} | {blik: figures}
        if any(0 < rest < rules.min_cel for rest in _rests(here, blik.kenmerk, waarden)):
            return False
        seen[blik] = figures
        return True


def _same_people(one: Blik, other: Blik) -> bool:
    return (one.kenmerk, one.waarde, one.alleen) == (other.kenmerk, other.waarde, other.alleen)


def _rests(views: Mapping[Blik, Cijfers], kenmerk: str, waarden: tuple[str, ...]) -> Iterator[float]:
    """Every number of people that follows from these views by adding and subtracting groups of one kenmerk."""
    whole: Cijfers = next((figures for blik, figures in views.items() if blik.kenmerk == IEDEREEN), {})
    for key in {key for figures in views.values() for key in figures if heading_of(key) != VALUE}:
        parts: dict[str, float] = {}
        for blik, figures in views.items():
            if blik.kenmerk != kenmerk or kenmerk == IEDEREEN or key not in figures:
                continue
            if blik.alleen:
                parts[blik.waarde] = figures[key]
            elif key in whole:
                parts[blik.waarde] = whole[key] - figures[key]
        yield from parts.values()
        if parts and key in whole and len(parts) < len(waarden):
            yield whole[key] - sum(parts.values())


_BOEK = Sessieboek()
