"""What the published tables of a wijk say about its participants: read from the CSV files in its pages, in the reader's words."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.lek.aanvaller import Aanvaller
from tests.lek.wereld import BEGONNEN, meant_of, people_of, told_of, trips_of

from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.gegevens import bevinding_csv
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.vragen.teksten import load_teksten

Rij = dict[str, str]
HOORT = {"Hoort erbij": "erbij", "Hoort er niet bij": "anders", "Niet bekend": "onbekend"}
APART = frozenset({"onbekend", "x", "0-14"})  # categories that the table of groups leaves out
STAPPEN = {"Nog niet begonnen": "aangemeld", "Bezig": "gestart", "Afgerond": "afgerond", "Gestopt": "uitgevallen"}
_CSV = re.compile(r"data:text/csv;base64,([A-Za-z0-9+/=]+)")


@dataclass(frozen=True)
class Gepubliceerd:
    """All tables of all documents of one wijk: their rows, by the heading of the first column and the others."""

    tabellen: tuple[tuple[Rij, ...], ...]

    def met(self, *columns: str) -> Iterator[Rij]:
        """The rows of every table that has these columns."""
        for table in self.tabellen:
            if table and set(columns) <= set(table[0]):
                yield from table


def from_documents(documents: Iterable[Document]) -> Gepubliceerd:
    """What these documents publish."""
    return Gepubliceerd(
        tuple(table for doc in documents for finding in doc.bevindingen for table in _tables(bevinding_csv(finding)))
    )


def from_pages(pages: Iterable[str]) -> Gepubliceerd:
    """What these HTML pages publish."""
    files = (base64.b64decode(packed).decode("utf-8-sig") for page in pages for packed in _CSV.findall(page))
    return Gepubliceerd(tuple(table for text in files for table in _tables(text)))


def _tables(text: str) -> Iterator[tuple[Rij, ...]]:
    head: list[str] = []
    rows: list[Rij] = []
    for line in [*csv.reader(io.StringIO(text), delimiter=";"), []]:
        if not line:
            yield tuple(rows)
            head, rows = [], []
        elif not head:
            head = line
        else:
            rows.append(dict(zip(head, line, strict=False)))


def number(text: str) -> float | None:
    """The number in a cell; None where a reason stands."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def attack_people(dossier: Dossier, found: Gepubliceerd) -> Aanvaller:
    """An attacker who knows every published fact on the people who began, and their number."""
    people = people_of(dossier)
    cats = {"leeftijd": people["leeftijdsgroep"], "geslacht": people["geslacht"], "buurt": people["buurt"]}
    attacker = Aanvaller({name: sorted(set(column.fillna("onbekend"))) for name, column in cats.items()})
    attacker.learn(len(people))
    words = _words(dossier, attacker.assen)
    for row in found.met("Kenmerk", "Groep", "Begonnen"):
        kenmerk = row["Kenmerk"].lower()
        count, code = number(row["Begonnen"]), words[kenmerk].get(row["Groep"])
        if count is None or code is None:
            continue
        attacker.learn(count, **{kenmerk: code})
        if (total := _whole(row, count)) is not None:
            attacker.learn(total, **{kenmerk: frozenset(attacker.assen[kenmerk]) - APART})
    names = {group.naam: group for group in dossier.wijk.doelgroep}
    for row in found.met("Doelgroep", "Begonnen", "Omvang"):
        group, count = names[row["Doelgroep"]], number(row["Begonnen"])
        if count is not None and not group.interventies and not set(group.kiest) & set(OMSTANDIGHEDEN):
            attacker.learn(count, **_selection(group, attacker.assen))
    return attacker


def attack_told(dossier: Dossier, found: Gepubliceerd, kenmerk: str) -> Aanvaller:
    """An attacker who knows every published fact on people by one of OMSTANDIGHEDEN, and their number."""
    column = told_of(dossier, kenmerk)
    attacker = Aanvaller({kenmerk: sorted(set(column))})
    attacker.learn(len(column))
    names = {group.naam: group for group in dossier.wijk.doelgroep}
    for row in found.met("Doelgroep", "Begonnen", "Omvang"):
        group, count = names[row["Doelgroep"]], number(row["Begonnen"])
        if count is not None and kenmerk in group.kiest:
            attacker.learn(count, **{kenmerk: frozenset(group.kiest[kenmerk])})
    return attacker


def _whole(row: Rij, count: float) -> int | None:
    """The number of all compared participants, from a share or from the people who have to join for the share of the wijk."""
    share, wijk, short = (
        number(row[name]) for name in ("Deel van deelnemers (%)", "Deel van inwoners (%)", "Mensen erbij nodig")
    )
    if share and count:
        return round(100 * count / share)
    return None if short is None or not wijk else round((short * (100 - wijk) + 100 * count) / wijk)


def _selection(group: object, axes: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """The categories of a target group: all ages together means everybody but the children."""
    ages, chosen = set(group.leeftijd), {}  # type: ignore[attr-defined]
    everyone = {"15-24", "25-44", "45-64", "65+"} <= ages
    if group.geslacht or group.buurt:  # type: ignore[attr-defined]
        chosen = {name: frozenset(getattr(group, name)) for name in ("geslacht", "buurt") if getattr(group, name)}
    elif ages:
        chosen = {"leeftijd": frozenset(axes["leeftijd"]) - {"0-14"} if everyone else frozenset(ages)}
    return chosen


def _words(dossier: Dossier, axes: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """Kenmerk -> the words of a group on the page -> its category."""
    texts = load_teksten("1-bereik")["bereik-wie-missen-we.groep"]
    names = dossier.kerncijfers.naam_van
    return {
        kenmerk: {str(texts.get(code, names(code) if code.startswith("BU") else code)): code for code in codes}
        for kenmerk, codes in axes.items()
    }


def attack_trips(dossier: Dossier, found: Gepubliceerd) -> Aanvaller:
    """An attacker who knows every published fact on persons in interventions, and their number."""
    trips = trips_of(dossier)
    attacker = Aanvaller({name: sorted(set(trips[name])) for name in ("interventie", "status", "verwijzer")})
    attacker.learn(len(trips))
    begun = frozenset(BEGONNEN)
    for row in found.met("Interventie", *STAPPEN):
        for column, status in STAPPEN.items():
            if (count := number(row[column])) is not None:
                attacker.learn(count, interventie=row["Interventie"], status=status)
    steps = {"aanmeldingen": begun | {"aangemeld"}, "begonnen": begun, "stopten eerder": frozenset({"uitgevallen"})}
    steps |= {"zijn nog bezig": frozenset({"gestart"}), "rondden het af": frozenset({"afgerond"})}
    for row in found.met("Stap", "Aantal"):
        if (count := number(row["Aantal"])) is not None:
            attacker.learn(count, status=steps[row["Stap"]])
    for row in found.met("Verwijzer", "Aanmeldingen"):
        if (count := number(row["Aanmeldingen"])) is not None:
            attacker.learn(count, verwijzer=row["Verwijzer"])
    for row in found.met("Interventie", "Doel", "Begonnen"):
        if (count := number(row["Begonnen"])) is not None:
            attacker.learn(count, interventie=row["Interventie"], status=begun)
    return attacker


def attack_meant(dossier: Dossier, found: Gepubliceerd) -> Aanvaller | None:
    """An attacker who knows how far people came in each intervention, and who of them belong to its own group."""
    trips = meant_of(dossier)
    if trips.empty:
        return None
    attacker = Aanvaller({name: sorted(set(trips[name])) for name in ("interventie", "status")} | {"hoort": [*HOORT.values()]})
    attacker.learn(len(trips))
    for row in found.met("Interventie", *STAPPEN):
        for column, status in STAPPEN.items():
            if (count := number(row[column])) is not None and row["Interventie"] in attacker.assen["interventie"]:
                attacker.learn(count, interventie=row["Interventie"], status=status)
    for row in found.met("Interventie", *HOORT):
        for column, hoort in HOORT.items():
            if (count := number(row[column])) is not None:
                few = column == "Hoort er niet bij" and "tellen bij" in row["Niet bekend"]
                kinds = frozenset({hoort, "onbekend"} if few else {hoort})
                attacker.learn(count, interventie=row["Interventie"], status=frozenset(BEGONNEN), hoort=kinds)
    return attacker
