"""`wijk.toml`: what is fixed about one wijk."""

from __future__ import annotations

import json
import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from wijkmonitor.gegevens.doelgroep import Doelgroep
from wijkmonitor.gegevens.fouten import Fout, LeesFout, describe, kies_uit
from wijkmonitor.gegevens.kolom import in_words
from wijkmonitor.gegevens.lezers.toml import read_toml
from wijkmonitor.gegevens.tomlregel import line_of
from wijkmonitor.gegevens.velden import EIGEN_FOUTEN, Aantal, Herkomst, JaNee, Meting, Moment, Tekst
from wijkmonitor.gegevens.wijknakijken import check_areas, check_dates, check_twice
from wijkmonitor.privacy import Regels
from wijkmonitor.taal.getallen import moment, opsomming
from wijkmonitor.taal.woordelijk import woordelijk

Naam = Annotated[Tekst, AfterValidator(woordelijk)]
GemeenteCode = Annotated[str, Field(pattern=r"^GM\d{4}$")]
GebiedCode = Annotated[str, Field(pattern=r"^(WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$")]


class Wijkmijlpaal(BaseModel):
    """An event that marks the time series: corona, a tender, a change of staff."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    datum: Moment = Field(description="Jaar, maand of dag, zo precies als bekend.", examples=["2020-03"])
    wat: Tekst = Field(description="Wat er gebeurde. Het staat als streep in de figuren.", examples=["Corona"])
    gepland: JaNee = Field(default="nee", description="ja: het was een plan.", examples=["nee"])
    op: Moment | None = Field(default=None, description="Wanneer het een plan was.", examples=["2022-06-09"])
    bron: Tekst | None = Field(default=None, description="Waar dit staat.", examples=["jaarplan"])
    herkomst: Herkomst = Field(default="eigen registratie", description="Soort bron.", examples=["openbaar"])

    @property
    def dag(self) -> date:
        """The first day of the year, month or day of the milestone."""
        return date.fromisoformat(f"{self.datum}-01-01"[:10])

    @property
    def laatste(self) -> date:
        """The last day of it."""
        if len(self.datum) > 7:
            return self.dag
        year, month = (self.dag.year, self.dag.month) if len(self.datum) > 4 else (self.dag.year, 12)
        return date(year, month, monthrange(year, month)[1])

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
    tekst: Tekst = Field(description="Het type, in de woorden van de bron.", examples=["stedelijk, gemengd"])
    bron: Tekst = Field(description="Wie het zo noemt.", examples=["RIVM"])


class Wijk(BaseModel):
    """One wijk: its name, its areas, its target groups and its rules."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    slug: str
    naam: Naam = Field(description="Naam van de wijk.", examples=["Stevenshof"])
    gemeente: GemeenteCode = Field(description="Code van de gemeente.", examples=["GM0546"])
    gemeente_naam: Naam | None = Field(default=None, description="Naam van de gemeente.", examples=["Leiden"])
    gebieden: Annotated[
        tuple[GebiedCode, ...], AfterValidator(lambda codes: tuple(dict.fromkeys(codes))), Field(min_length=1)
    ] = Field(description="De CBS-gebieden die samen de wijk zijn.", examples=["WK054609"])
    contact: Tekst | None = Field(
        default=None,
        description="Wie vragen over het rapport beantwoordt: een rol en een mailadres.",
        examples=["procesbegeleider@voorbeeld.nl"],
    )
    wijktype: Wijktype | None = None
    doelgroep: tuple[Doelgroep, ...] = ()
    privacy: Regels = Regels()
    mijlpaal: tuple[Wijkmijlpaal, ...] = ()
    uitgenodigd: Mapping[Meting, Aantal] = Field(
        default_factory=dict, description="Hoeveel mensen een vragenlijst kregen, per meting.", examples=["2022 = 1080"]
    )
    uitgenodigd_herkomst: Herkomst = Field(
        default="eigen registratie", description="Soort bron van uitgenodigd.", examples=["voorbeeld"]
    )
    niet_gepubliceerd: tuple[Tekst, ...] = Field(
        default=(),
        description="Tabellen waarover openbare bronnen niets zeggen, als de wijk alleen uit zulke bronnen komt.",
        examples=["aanbod"],
    )
    beeld: Mapping[str, Any] = Field(default_factory=dict, description="Wat er op de tekeningen van de wijk staat.")

    @property
    def beeldwoorden(self) -> tuple[str, ...]:
        """Words that tell a drawing what the wijk looks like: its houses, then its places."""
        return tuple(str(word) for part in ("woningen", "plekken") for word in self.beeld.get(part, ()))


def load_wijk(folder: Path, *, vandaag: date) -> tuple[Wijk | None, list[Fout]]:
    """The wijk described in `folder/wijk.toml`, and all faults in that file."""
    text, faults = _read_text(folder / "wijk.toml")
    if not folder.name.isprintable():  # also where the name of the folder is no UTF-8
        what, todo = "De naam van deze map is niet op elke computer te lezen.", "Gebruik kleine letters, cijfers en streepjes."
        faults = [Fout("wijk.toml", 0, "", what, todo, folder.name), *faults]
    if faults:
        return None, faults
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, [_syntax_fault(str(error), text)]
    faults = _check_privacy(given, text)
    if isinstance(given.get("wijktype"), str):
        given["wijktype"] = {"tekst": given["wijktype"], "bron": "wijk.toml"}
    try:
        wijk = Wijk.model_validate(given | {"slug": folder.name})
    except ValidationError as error:
        return None, faults + [_explain(detail, text) for detail in _own_errors(error)]
    faults += check_areas(wijk, text) + check_dates(wijk, text, vandaag)
    return (None if faults else wijk), faults + check_twice(wijk, given, text)


def places_of(folder: Path) -> tuple[str, ...]:
    """Names of places and organisations that `wijk.toml` says are no person; none where it can't be read."""
    wijk, _ = load_wijk(folder, vandaag=date.today())
    return wijk.privacy.geen_mens if wijk else ()


def _own_errors(error: ValidationError) -> list[ErrorDetails]:
    """The errors, without those that follow from another: a list is too short when its only item is wrong."""
    details = error.errors()
    inner = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
    return [detail for detail in details if not (detail["type"] == "too_short" and detail["loc"] in inner)]


def _read_text(path: Path) -> tuple[str, list[Fout]]:
    try:
        return read_toml(path), []
    except LeesFout as error:
        return "", list(error.fouten)
    except FileNotFoundError:
        todo = f"Maak het met: wijkmonitor new {path.parent.name} --gebied CODE."
        return "", [Fout("wijk.toml", 0, "", "Dit bestand ontbreekt.", todo)]
    except OSError:
        return "", [Fout("wijk.toml", 0, "", "Dit bestand is niet te openen.", "Sluit het en probeer opnieuw.")]


def _syntax_fault(message: str, text: str) -> Fout:
    match = re.search(r"at line (\d+)", message)
    lines = text.split("\n")
    number = min(int(match[1]) if match else len(lines), len(lines))
    what, todo = (
        "Deze regel is niet goed geschreven.",
        "Kijk naar de aanhalingstekens en haken. Een naam mag maar één keer voorkomen.",
    )
    return Fout("wijk.toml", number, "", what, todo, describe(lines[number - 1]))


def _check_privacy(given: dict[str, Any], text: str) -> list[Fout]:
    """Puts the rules in the place of the table `[privacy]`; faults where they can't be."""
    rules = given.pop("privacy", {})
    if not isinstance(rules, dict):
        return [
            Fout("wijk.toml", line_of(text, ("privacy",)), "privacy", "Dit moet een blok zijn.", "Schrijf erboven: [privacy].")
        ]
    faults = []
    for name, value in rules.items():
        if problem := _rule_problem(name, value):
            where = line_of(text, ("privacy", name))
            faults.append(
                Fout(
                    "wijk.toml",
                    where,
                    f"privacy.{name}",
                    *problem,
                    describe(f"{name} = {json.dumps(value, ensure_ascii=False, default=str)}"),
                )
            )
    if faults:
        return faults
    try:
        given["privacy"] = Regels.uit(rules)
    except ValueError as error:
        todo = f"Kijk naar {opsomming(Regels.namen())}."
        return [Fout("wijk.toml", line_of(text, ("privacy",)), "privacy", str(error), todo)]
    return []


def _rule_problem(name: str, value: object) -> tuple[str, str] | None:
    """What is wrong with one rule by itself, and what to do."""
    if name not in Regels.namen():
        return "Deze naam kennen we niet.", kies_uit(name, Regels.namen())
    if name == "reden":
        good = isinstance(value, str) and bool(value.strip())
        return None if good else ("Hier moet een zin staan.", "Schrijf waarom de regel anders is.")
    if name == "geen_mens":
        good = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return None if good else ("Hier moet een lijst van namen staan.", 'Schrijf: geen_mens = ["Titus Brandsma"].')
    good = isinstance(value, int | float) and not isinstance(value, bool)
    return (
        None
        if good
        else ("Dit is geen getal.", "Schrijf alleen cijfers, zonder aanhalingstekens en met een punt voor decimalen.")
    )


_WAT = {
    "missing": "Dit ontbreekt.",
    "extra_forbidden": "Deze naam kennen we niet.",
    "string_pattern_mismatch": "Deze code klopt niet.",
}
_DOEN = {
    "extra_forbidden": "Haal de regel weg, of verbeter de naam.",
    "string_pattern_mismatch": "Gebruik een CBS-code, zoals GM0546, WK054609 of BU05460900.",
    "tuple_type": 'Zet er haken om: ["een", "twee"].',
    "model_type": "Schrijf het als een blok, zoals in de uitleg.",
    "too_short": "Vul het in.",
    "string_too_short": "Vul het in.",
}
_ALS_CEL = (*EIGEN_FOUTEN, "literal_error", "greater_than_equal", "less_than_equal", "string_too_long", "too_long")


def _explain(detail: ErrorDetails, text: str) -> Fout:
    loc = tuple(part for part in detail["loc"] if part != "[key]")
    place, where = ".".join(str(part) for part in loc if not isinstance(part, int)), line_of(text, loc)
    if detail["type"] == "missing":
        return Fout("wijk.toml", where, place, _WAT["missing"], f"Schrijf een regel met {loc[-1]}.")
    if detail["type"] in _ALS_CEL:
        gebrek = in_words(detail, detail["input"])
        what, todo = gebrek.wat, gebrek.doen
    else:
        what = _WAT.get(detail["type"], "Deze waarde kan hier niet.")
        todo = _DOEN.get(detail["type"], "Kijk in de uitleg bij wijk.toml.")
    return Fout("wijk.toml", where, place, what, todo, describe(detail["input"]))
