"""The door: all records of one wijk folder, of an area without a folder or of the menukaart, with every fault in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda
from wijkmonitor.dossier.onthouden import KEPT, Kenmerk, kenmerk
from wijkmonitor.dossier.peil import newest_date
from wijkmonitor.gegevens.bestanden import check_other_files, find_tables
from wijkmonitor.gegevens.bronregister import cite_tables
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.kerncijfers import check_kerncijfers
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import LAND, soort, staat_naast
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.samenhang import check_samenhang
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import Gelezen, empty_frame, read_tabel
from wijkmonitor.gegevens.verdacht import check_tegenstrijdig, check_verdacht
from wijkmonitor.gegevens.wijk import Wijk, load_wijk, unknown_areas
from wijkmonitor.gegevens.wijken import AGENDA_TOML
from wijkmonitor.geheugen import WIJKEN, Geheugen, Ingepakt
from wijkmonitor.privacy.schoon import clean_frame, clean_item, clean_text
from wijkmonitor.privacy.screening import SOORTEN, screen
from wijkmonitor.taal.getallen import meervoud
from wijkmonitor.taal.woordelijk import woordelijk

# Codes, and what the privacy gate shows as a whole or not at all: quotes, and organisations by agreement.
DOOR_DE_POORT = {
    "deelname": ("deelnemer",),
    "vragenlijst": ("respondent",),
    "samenwerking": ("respondent", "organisatie"),
    "organisaties": ("organisatie",),
    "netwerk": ("van", "naar"),
    "kwalitatief": ("fragment", "bron", "codeur", "tekst"),
}
ORGANISATIES = frozenset({"organisatie", "van", "naar"})  # in those tables
NIET_NAGEKEKEN = DOOR_DE_POORT | {"kwalitatief": ("fragment", "bron", "codeur")}
LANG = 20  # characters: what is shorter can stand anywhere
REEKS = 6  # words in a row that tell a quote
Woorden = tuple[str, ...]
_WOORD = re.compile(r"\w+")
CODES: Geheugen[Kenmerk, tuple[frozenset[str], frozenset[Woorden], frozenset[Woorden]]] = Geheugen(__name__, hoogstens=WIJKEN)
NAMEN_VAN_DE_WIJK = frozenset({"slug", "naam", "gemeente", "gemeente_naam", "gebieden", "buurt"})
CODES_VAN_DE_AGENDA = frozenset(
    {"id", "wijk", "sessie", "vorige", "besproken", "letter", "gesteld_in", "terugkijk_in", "afspraak", "leervraag"}
    | {"bevinding", "bevindingen", "indicatoren", "nummer", "herkend", "kring", "leidt_tot", "foto", "gezien_in"}
    | {"afspraken", "factor"}
)


@dataclass(frozen=True)
class Records:
    """The checked records of one wijk folder before a peildatum is chosen, with every fault found in them.

    Texts come without persons: a name that slipped in is replaced (`wijkmonitor.privacy.schoon`). `kenmerk` tells records
    that came from files from all others; None for records that did not.
    """

    map: Path
    wijk: Wijk | None
    tabellen: Mapping[str, pd.DataFrame]
    agenda: Leeragenda
    fouten: tuple[Fout, ...]
    nieuwste: date | None
    kenmerk: Kenmerk | None = None

    @property
    def ernstig(self) -> tuple[Fout, ...]:
        """The faults because of which this wijk can't take part."""
        return tuple(fault for fault in self.fouten if fault.ernst == "fout")


def read_records(folder: Path, *, vandaag: date | None = None) -> Records:
    """All records of one wijk folder with all their faults. Never raises for what is in the files.

    Faults in the open figures beside the folder count for every wijk. Files that were read before and did not change
    are not read again.
    """
    today = vandaag or date.today()
    key = kenmerk(folder, today)
    return KEPT.copy_of(key, lambda: replace(_read_records(folder, today), kenmerk=key))


def _read_records(folder: Path, today: date) -> Records:
    wijk, faults = load_wijk(folder, vandaag=today)
    tables = {naam: Gelezen(naam, empty_frame(naam)) for naam in TABELLEN}
    for naam, path, double in find_tables(folder):
        tables[naam] = read_tabel(path, naam, vandaag=today)
        faults += [*double, *tables[naam].fouten]
    faults += check_other_files(folder)
    places = wijk.privacy.geen_mens if wijk else ()
    agenda, found = load_agenda(folder / AGENDA_TOML, wijk=folder.name, vandaag=today, geen_mens=places)
    open_figures = check_kerncijfers(folder.parent)
    figures = None
    if wijk is not None and all(fault.ernst == "let op" for fault in open_figures):
        figures = load_kerncijfers(folder.parent, gebieden=wijk.gebieden, gemeente=wijk.gemeente, naam=wijk.naam)
    people, buurten = (_adults(figures), _buurten(figures)) if figures else (None, {})
    faults += [*found, *open_figures, *check_samenhang(tables, wijk, buurten), *check_verdacht(tables, inwoners_15plus=people)]
    faults += [
        *check_tegenstrijdig(tables),
        *(unknown_areas(wijk, {code for _, code, _ in figures.cijfers}) if wijk and figures else ()),
    ]
    faults += check_personen(tables, NIET_NAGEKEKEN, places)
    cited, wijk, unknown = cite_tables(tables, folder.parent, wijk)
    faults += unknown
    interventions = _interventions(cited.values(), places)
    frames = {naam: _clean_table(naam, frame, interventions, places) for naam, frame in cited.items()}
    agenda = clean_agenda(agenda, places)
    newest = newest_date(frames.values(), agenda, today)
    return Records(folder, _clean_wijk(wijk, interventions), Ingepakt.of(frames), agenda, tuple(sorted(set(faults))), newest)


def clean_agenda(agenda: Leeragenda, geen_mens: tuple[str, ...]) -> Leeragenda:
    """The agenda with all texts in it without persons; codes stay."""
    made = clean_item(agenda, behalve=CODES_VAN_DE_AGENDA, geen_mens=geen_mens)
    agreements = clean_item(agenda.afspraken, behalve=CODES_VAN_DE_AGENDA, geen_mens=geen_mens)
    return replace(made, afspraken=agreements)  # an obstacle holds the codes of agreements under the same name


def check_personen(
    tables: Mapping[str, Gelezen], codes: Mapping[str, tuple[str, ...]], geen_mens: tuple[str, ...] = ()
) -> list[Fout]:
    """A *let op* for each column in which names, mails, phones or numbers of people seem to stand.

    codes: per table the columns that hold codes, or organisations by agreement, which are never screened. geen_mens: names of places and
    organisations of the wijk.
    """
    return [fault for naam, table in tables.items() for fault in _check_table(table, codes.get(naam, ()), geen_mens)]


def _check_table(table: Gelezen, codes: tuple[str, ...], geen_mens: tuple[str, ...]) -> Iterator[Fout]:
    for name, column in table.frame.items():
        if name in codes or not isinstance(column.dtype, pd.StringDtype):
            continue
        found: Counter[str] = Counter()
        counts = column.value_counts()
        for text, times in zip(counts.index.tolist(), counts.tolist(), strict=True):
            if clean_text(text, geen_mens) != text:
                found.update(dict.fromkeys({hit.soort for hit in screen(text, geen_mens)}, times))
        if told := [f"{kind} ({meervoud(found[kind], 'rij', 'rijen')})" for kind in SOORTEN if found[kind]]:
            what = f"Hier staan misschien gegevens van mensen: {', '.join(told)}."
            todo = "Haal weg wie dit is. In een rapport staat alleen de soort, zoals [naam]."
            if found["naam"]:
                todo += " Is het de naam van een plek of organisatie? Zet die dan in wijk.toml, bij geen_mens."
            yield table.fout(None, str(name), what, todo, ernst="let op")


def _interventions(frames: Iterable[pd.DataFrame], places: tuple[str, ...]) -> dict[str, str]:
    """Each intervention -> its name without persons; those that would get the same name are told apart by a number."""
    columns = [frame["interventie"] for frame in frames if "interventie" in frame]
    named: Counter[str] = Counter()
    names = {}
    for name in sorted({str(name) for column in columns for name in column.dropna().unique()}):
        clean = clean_text(name, places)
        named[clean] += 1
        names[name] = clean if named[clean] == 1 else f"{clean} {named[clean]}"
    return names


def _clean_table(naam: str, frame: pd.DataFrame, interventions: Mapping[str, str], places: tuple[str, ...]) -> pd.DataFrame:
    kept = DOOR_DE_POORT.get(naam, ())
    named = {name: frame[name].map(woordelijk, na_action="ignore") for name in kept if name in ORGANISATIES}
    frame = frame.assign(**named) if named else frame
    if "interventie" not in frame:
        return clean_frame(frame, behalve=kept, geen_mens=places)
    changed = {name: clean for name, clean in interventions.items() if name != clean}
    column = frame["interventie"].replace(changed) if changed else frame["interventie"]
    return clean_frame(frame.assign(interventie=column), behalve=(*kept, "interventie"), geen_mens=places)


def _clean_wijk(wijk: Wijk | None, interventions: Mapping[str, str]) -> Wijk | None:
    """The wijk with its texts without persons; its own names and those of its buurten stay."""
    if wijk is None:
        return None
    kept, places = NAMEN_VAN_DE_WIJK - {"naam"} | {"interventies"}, wijk.privacy.geen_mens
    groups = tuple(
        clean_item(group, behalve=kept, geen_mens=places).model_copy(
            update={"interventies": tuple(interventions.get(name) or clean_text(name, places) for name in group.interventies)}
        )
        for group in wijk.doelgroep
    )
    clean = clean_item(wijk, behalve=NAMEN_VAN_DE_WIJK | {"doelgroep"}, geen_mens=places)
    return clean.model_copy(update={"doelgroep": groups})


def _buurten(figures: Kerncijfers) -> dict[str, str]:
    """Code -> name (or the code) of every buurt of the wijk that the open figures know, in any year."""
    own = tuple("BU" + code[2:] for code in figures.gebieden)
    known = {*figures.namen, *(code for _, code, _ in figures.cijfers)}
    return {code: figures.namen.get(code) or code for code in sorted(known) if code.startswith(own)}


def _adults(figures: Kerncijfers) -> float | None:
    """People of 15 and older in the wijk by the open figures; None where those are not known."""
    years = set(figures.jaren("inwoners")) & set(figures.jaren("pct_0_14"))
    if not years:
        return None
    people, children = (figures.cijfer(name, jaar=max(years)).waarde for name in ("inwoners", "pct_0_14"))
    return None if people is None or children is None else people * (1 - children / 100)


def pseudonyms(folder: Path) -> frozenset[str]:
    """The codes of all people in the records of a wijk, for a check that none of them is shown."""
    return _closed(folder)[0]


def closed_runs(folders: Iterable[Path]) -> frozenset[Woorden]:
    """Runs of words that people said and nobody may show, for a check that none of it is; what any of these wijken may
    show, is open."""
    parts = [_closed(folder) for folder in folders]
    return frozenset[Woorden]().union(*(part[1] for part in parts)) - frozenset[Woorden]().union(*(part[2] for part in parts))


def word_runs(text: str, length: int = REEKS) -> set[Woorden]:
    """All runs of so many words in a text, in small letters; of a shorter text all of it.

    >>> sorted(word_runs("Wij zijn er.", 2))
    [('wij', 'zijn'), ('zijn', 'er')]
    """
    words = tuple(_WOORD.findall(text.lower()))
    return {words[place : place + length] for place in range(max(1, len(words) - length + 1))}


def _closed(folder: Path) -> tuple[frozenset[str], frozenset[Woorden], frozenset[Woorden]]:
    """The codes of people, and the runs of words of quotes that may not be shown and that may."""

    def read() -> tuple[frozenset[str], frozenset[Woorden], frozenset[Woorden]]:
        tables = read_records(folder).tabellen
        columns = (tables[naam][column].dropna() for naam, column in MENSEN.items())
        said = tables["kwalitatief"].dropna(subset=["tekst"])
        told = {kind: map(str, said.loc[said["mag_getoond"].eq("ja") == kind, "tekst"]) for kind in (True, False)}
        shown, kept = ([word_runs(text) for text in told[kind] if len(text) >= LANG] for kind in (True, False))
        codes_of_people = frozenset(str(code) for codes in columns for code in codes.unique())
        return codes_of_people, frozenset[Woorden]().union(*kept), frozenset[Woorden]().union(*shown)

    return CODES.of(kenmerk(folder, date.today()), read)


def area_records(code: str, *, data: Path) -> Records:
    """Records of one CBS area: its name, tables without rows, and the faults in the open figures.

    Raises GebiedFout, in Dutch with the nearest real codes, for an area that the figures don't know.
    """
    tables = {naam: empty_frame(naam) for naam in TABELLEN}
    if faults := tuple(fault for fault in check_kerncijfers(data) if fault.ernst == "fout"):
        return Records(data / code, None, tables, Leeragenda(code), faults, None)
    gemeente = staat_naast(code)
    figures = load_kerncijfers(data, gebieden=(code,), gemeente=gemeente, naam=code)
    if not any(area == code for _, area, _ in figures.cijfers):
        load_gebieden(data).check([code])
    name = "Nederland" if code == LAND else figures.namen.get(code) or f"{soort(code)} {code}"
    # no wijk.toml can say this of a municipality
    wijk = Wijk.model_construct(slug=code, naam=name, gemeente=gemeente, gebieden=(code,))
    return Records(data / code, wijk, tables, Leeragenda(code), (), None)


def check_menukaart(data: Path, *, vandaag: date) -> list[Fout]:
    """Every fault in the menukaart of the data folder, and a *let op* where people seem to stand; none without the file."""
    faults: list[Fout] = []
    for path, double in ((path, double) for name, path, double in find_tables(data) if name == "menukaart"):
        tables = {"menukaart": read_tabel(path, "menukaart", vandaag=vandaag)}
        _, _, unknown = cite_tables(tables, data, None)
        faults += [*double, *tables["menukaart"].fouten, *check_personen(tables, NIET_NAGEKEKEN), *unknown]
    return faults
