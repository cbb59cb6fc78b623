"""`wijk.toml`: what is fixed about one wijk, and what has to agree within it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Ernst, Fout, LeesFout, describe, kies_uit
from wijkmonitor.gegevens.kolom import in_words
from wijkmonitor.gegevens.lezers.tekst import Regelnummers, find_lines, line_of, parse_toml, read_toml
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout, check_gebieden
from wijkmonitor.gegevens.velden import (
    Aantal,
    Geslacht,
    Herkomst,
    JaNee,
    JaNeeOnbekend,
    Leeftijdsgroep,
    Meting,
    Moment,
    Tekst,
    Thuistaal,
    mag,
    moet,
)
from wijkmonitor.gegevens.wijken import WIJK_TOML
from wijkmonitor.peildatum import first_day_of, last_day
from wijkmonitor.privacy import Regels
from wijkmonitor.taal.getallen import moment, opsomming
from wijkmonitor.taal.woordelijk import woordelijk

Naam = Annotated[Tekst, AfterValidator(woordelijk)]
GemeenteCode = Annotated[str, Field(pattern=r"^GM\d{4}$")]
GebiedCode = Annotated[str, Field(pattern=r"^(WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$")]


class Doelgroep(BaseModel):
    """A target group: a name, whom it holds, and its size or how to select it from the population."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    naam: Tekst = moet("Naam van de groep.", "Ouderen")
    definitie: Tekst = moet("Wie erbij hoort.", "Iedereen van 65 jaar en ouder")
    interventies: tuple[Tekst, ...] = mag("Voor welke interventies. Leeg: voor alle.", "GLI", leeg=())
    omvang: Aantal | None = mag("Hoeveel mensen het zijn.", 2400)
    leeftijd: tuple[Leeftijdsgroep, ...] = mag("Leeftijdsgroepen.", "65+", leeg=())
    geslacht: tuple[Geslacht, ...] = mag("v, m of x. Leeg: iedereen.", "v", leeg=())
    buurt: tuple[Tekst, ...] = mag("Codes van buurten. Leeg: de hele wijk.", "BU05460901", leeg=())
    thuistaal: tuple[Thuistaal, ...] = mag("Taal thuis. Leeg: iedereen.", "anders", leeg=())
    laaggeletterd: tuple[JaNeeOnbekend, ...] = mag("Moeite met lezen, schrijven of rekenen. Leeg: iedereen.", "ja", leeg=())
    geldzorgen: tuple[JaNeeOnbekend, ...] = mag("Zorgen over geld of schulden. Leeg: iedereen.", "ja", leeg=())
    mantelzorg: tuple[JaNeeOnbekend, ...] = mag("Zorgt voor een ander. Leeg: iedereen.", "ja", leeg=())
    bron: Tekst = moet("Waar het getal vandaan komt.", "CBS 2022")
    herkomst: Herkomst = mag("Soort bron.", "openbaar", leeg="eigen registratie")

    @property
    def kiest(self) -> dict[str, tuple[str, ...]]:
        """Kenmerk of a participant -> who belongs to the group; empty for everybody."""
        kenmerken = ("leeftijd", "geslacht", "buurt", *OMSTANDIGHEDEN)
        return {name: values for name in kenmerken if (values := getattr(self, name))}


class Wijkmijlpaal(BaseModel):
    """An event that marks the time series: corona, a tender, a change of staff."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    datum: Moment = moet("Jaar, maand of dag, zo precies als bekend.", "2020-03")
    wat: Tekst = moet("Wat er gebeurde. Het staat als streep in de figuren.", "Corona")
    gepland: JaNee = mag("ja: het was een plan.", "nee", leeg="nee")
    op: Moment | None = mag("Wanneer het een plan was.", "2022-06-09")
    bron: Tekst | None = mag("Waar dit staat.", "jaarplan")
    herkomst: Herkomst = mag("Soort bron.", "openbaar", leeg="eigen registratie")

    @property
    def dag(self) -> date:
        """The first day of the year, month or day of the milestone."""
        return first_day_of(self.datum)

    @property
    def laatste(self) -> date:
        """The last day of it."""
        return last_day(self.datum)

    @property
    def precies(self) -> bool:
        """Whether the month is known, so that it has a place on the axis of time."""
        return len(self.datum) > 4

    @property
    def wanneer(self) -> str:
        """When it was, as readers say it; a plan says so, and of which day that plan is."""
        said = moment(self.datum)
        if self.gepland == "nee":
            return said
        return f"{said}, gepland op {moment(self.op)}" if self.op else f"{said}, gepland"


class Wijktype(BaseModel):
    """The kind of wijk, in the source's own words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tekst: Tekst = moet("Het type, in de woorden van de bron.", "stedelijk, gemengd")
    bron: Tekst = moet("Wie het zo noemt.", "RIVM")


class Wijk(BaseModel):
    """One wijk: its name, its areas, its target groups and its rules."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    slug: str
    naam: Naam = moet("Naam van de wijk.", "Stevenshof")
    gemeente: GemeenteCode = moet("Code van de gemeente.", "GM0546")
    gemeente_naam: Naam | None = mag("Naam van de gemeente.", "Leiden")
    gebieden: Annotated[
        tuple[GebiedCode, ...], AfterValidator(lambda codes: tuple(dict.fromkeys(codes))), Field(min_length=1)
    ] = moet("De CBS-gebieden die samen de wijk zijn.", "WK054609")
    contact: Tekst | None = mag(
        "Wie vragen over het rapport beantwoordt: een rol en een mailadres.", "procesbegeleider@voorbeeld.nl"
    )
    wijktype: Wijktype | None = None
    doelgroep: tuple[Doelgroep, ...] = ()
    privacy: Regels = Regels()
    mijlpaal: tuple[Wijkmijlpaal, ...] = ()
    uitgenodigd: Mapping[Meting, Aantal] = Field(
        default_factory=dict, description="Hoeveel mensen een vragenlijst kregen, per meting.", examples=["2022 = 1080"]
    )
    uitgenodigd_herkomst: Herkomst = mag("Soort bron van uitgenodigd.", "voorbeeld", leeg="eigen registratie")
    niet_gepubliceerd: tuple[Tekst, ...] = mag(
        "Tabellen waarover openbare bronnen niets zeggen, als de wijk alleen uit zulke bronnen komt.", "aanbod", leeg=()
    )
    beeld: Mapping[str, Any] = Field(default_factory=dict, description="Wat er op de tekeningen van de wijk staat.")

    @property
    def beeldwoorden(self) -> tuple[str, ...]:
        """Words that tell a drawing what the wijk looks like: its houses, then its places."""
        return tuple(str(word) for part in ("woningen", "plekken") for word in self.beeld.get(part, ()))


def load_wijk(folder: Path, *, vandaag: date) -> tuple[Wijk | None, list[Fout]]:
    """The wijk described in `folder/wijk.toml`, and all faults in that file."""
    if not folder.name.isprintable():  # also where the name of the folder is no UTF-8
        return None, [Fout(WIJK_TOML, 0, "", *meld("wijk.map"), folder.name)]
    try:
        text = read_toml(folder / WIJK_TOML)
        given, lines = parse_toml(WIJK_TOML, text), find_lines(text)
    except FileNotFoundError:
        return None, [Fout(WIJK_TOML, 0, "", *meld("wijk.ontbreekt", wijk=folder.name))]
    except OSError:
        return None, [Fout(WIJK_TOML, 0, "", *meld("wijk.niet_te_openen"))]
    except LeesFout as error:
        return None, list(error.fouten)
    faults = _check_privacy(given, lines)
    if isinstance(given.get("wijktype"), str):
        given["wijktype"] = {"tekst": given["wijktype"], "bron": "wijk.toml"}
    try:
        wijk = Wijk.model_validate(given | {"slug": folder.name})
    except ValidationError as error:
        return None, faults + [_explain(detail, lines) for detail in _own_errors(error)]
    faults += check_areas(wijk, lines) + check_dates(wijk, lines, vandaag)
    return (None if faults else wijk), faults + check_twice(wijk, given, lines)


def places_of(folder: Path) -> tuple[str, ...]:
    """Names of places and organisations that `wijk.toml` says are no person; none where it can't be read."""
    wijk, _ = load_wijk(folder, vandaag=date.today())
    return wijk.privacy.geen_mens if wijk else ()


def _own_errors(error: ValidationError) -> list[ErrorDetails]:
    """The errors, without those that follow from another: a list is too short when its only item is wrong."""
    details = error.errors()
    inner = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
    return [detail for detail in details if not (detail["type"] == "too_short" and detail["loc"] in inner)]


def _check_privacy(given: dict[str, Any], lines: Regelnummers) -> list[Fout]:
    """Puts the rules in the place of the table `[privacy]`; faults where they can't be."""
    rules = given.pop("privacy", {})
    if not isinstance(rules, dict):
        return [_fout(lines, ("privacy",), *meld("wijk.geen_blok"))]
    faults = [
        _fout(lines, ("privacy", name), *problem, describe(f"{name} = {json.dumps(value, ensure_ascii=False, default=str)}"))
        for name, value in rules.items()
        if (problem := _rule_problem(name, value))
    ]
    if not faults:
        try:
            given["privacy"] = Regels.uit(rules)
        except ValueError as error:
            return [_fout(lines, ("privacy",), *meld("wijk.geen_regels", fout=error, namen=opsomming(Regels.namen())))]
    return faults


def _rule_problem(name: str, value: object) -> tuple[str, str] | None:
    """What is wrong with one rule by itself, and what to do."""
    if name not in Regels.namen():
        return meld("wijk.regel", kies=kies_uit(name, Regels.namen()))
    if name == "reden":
        good = isinstance(value, str) and bool(value.strip())
        return None if good else meld("wijk.geen_zin")
    if name == "geen_mens":
        good = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return None if good else meld("wijk.geen_lijst")
    good = isinstance(value, int | float) and not isinstance(value, bool)
    return None if good else meld("wijk.geen_getal")


def _explain(detail: ErrorDetails, lines: Regelnummers) -> Fout:
    where = tuple(part for part in detail["loc"] if part != "[key]")
    return _fout(lines, where, *in_words(detail), "" if detail["type"] == "missing" else describe(detail["input"]))


def _fout(
    lines: Regelnummers, where: tuple[str | int, ...], wat: str, doen: str, gevonden: str = "", ernst: Ernst = "fout"
) -> Fout:
    """A fault at the line of a part of `wijk.toml`. where: its keys, items of a list from 0."""
    name = ".".join(part for part in where if isinstance(part, str))
    return Fout(WIJK_TOML, line_of(lines, where), name, wat, doen, gevonden, ernst=ernst)


def check_areas(wijk: Wijk, lines: Regelnummers) -> list[Fout]:
    """Faults in the codes of the areas: of another municipality, or one that lies in another."""
    if wrong := [code for code in wijk.gebieden if code[2:6] != wijk.gemeente[2:]]:
        return [_fout(lines, ("gebieden",), *meld("wijk.andere_gemeente", gemeente=wijk.gemeente), code) for code in wrong]
    try:
        check_gebieden(wijk.gebieden, wijk.gemeente)
    except GebiedFout as error:
        return [_fout(lines, ("gebieden",), error.wat, error.doen, ", ".join(wijk.gebieden))]
    return []


def check_twice(wijk: Wijk, given: Mapping[str, Any], lines: Regelnummers) -> list[Fout]:
    """A *let op* for an area that is named twice, and for two target groups of one name."""
    last = {group.naam: ("doelgroep", k, "naam") for k, group in enumerate(wijk.doelgroep)}
    areas = [_fout(lines, ("gebieden",), *meld("wijk.gebied_dubbel"), code, "let op") for code in _again(given["gebieden"])]
    names = _again(group.naam for group in wijk.doelgroep)
    return areas + [_fout(lines, last[name], *meld("wijk.doelgroep_dubbel"), name, "let op") for name in names]


def unknown_areas(wijk: Wijk, known: Collection[str]) -> list[Fout]:
    """A *let op* for each area without any open figure, where its municipality has some. known: the codes that have."""
    if wijk.gemeente not in known:
        return []
    missing = [code for code in wijk.gebieden if code not in known]
    return [Fout(WIJK_TOML, 0, "gebieden", *meld("wijk.gebied_onbekend"), code, ernst="let op") for code in missing]


def _again(items: Iterable[str]) -> list[str]:
    """What stands there more than once."""
    return [item for item, count in Counter(items).items() if count > 1]


def check_dates(wijk: Wijk, lines: Regelnummers, today: date) -> list[Fout]:
    """Faults in milestones and waves that lie after today."""
    faults = [
        _fout(lines, ("mijlpaal", k, "datum"), *meld("wijk.datum_later"), mark.datum)
        for k, mark in enumerate(wijk.mijlpaal)
        if mark.dag > today and mark.gepland == "nee"
    ]
    late = [wave for wave in wijk.uitgenodigd if wave[:7] > today.isoformat()[: len(wave)]]
    return faults + [_fout(lines, ("uitgenodigd",), *meld("wijk.meting_later"), wave) for wave in late]
