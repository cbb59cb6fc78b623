"""`wijk.toml`: what is fixed about one wijk."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wijkmonitor.privacy import Regels
from wijkmonitor.wijkdata.fouten import Fout
from wijkmonitor.wijkdata.velden import Aantal, Datum, Geslacht, Herkomst, Leeftijdsgroep, Tekst

GemeenteCode = Annotated[str, Field(pattern=r"^GM\d{4}$")]
GebiedCode = Annotated[str, Field(pattern=r"^(WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$")]


class Doelgroep(BaseModel):
    """A target group: a name, whom it holds, and its size or how to select it from the population."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    naam: Tekst
    definitie: Tekst
    interventies: tuple[Tekst, ...] = ()
    omvang: Aantal | None = None
    leeftijd: tuple[Leeftijdsgroep, ...] = ()
    geslacht: tuple[Geslacht, ...] = ()
    buurt: tuple[Tekst, ...] = ()
    bron: Tekst
    herkomst: Herkomst = "eigen registratie"


class Mijlpaal(BaseModel):
    """An event that marks the time series: corona, a tender, a change of staff."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    datum: Datum
    wat: Tekst
    bron: Tekst | None = None
    herkomst: Herkomst = "eigen registratie"


class Wijktype(BaseModel):
    """The kind of wijk, in the source's own words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tekst: Tekst
    bron: Tekst


class Wijk(BaseModel):
    """One wijk: its name, its areas, its target groups and its rules."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    slug: str
    naam: Tekst
    gemeente: GemeenteCode
    gemeente_naam: Tekst | None = None
    gebieden: Annotated[tuple[GebiedCode, ...], Field(min_length=1)]
    wijktype: Wijktype | None = None
    doelgroep: tuple[Doelgroep, ...] = ()
    privacy: Regels = Regels()
    mijlpaal: tuple[Mijlpaal, ...] = ()
    uitgenodigd: Mapping[str, Aantal] = Field(default_factory=dict)
    uitgenodigd_herkomst: Herkomst = "eigen registratie"
    beeld: Mapping[str, Any] = Field(default_factory=dict)


def load_wijk(folder: Path, *, vandaag: date) -> tuple[Wijk | None, list[Fout]]:
    """The wijk described in `folder/wijk.toml`, and all faults in that file."""
    path = folder / "wijk.toml"
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return None, [Fout("wijk.toml", 0, "", "Dit bestand ontbreekt.", f"Maak het met: wijkmonitor new {folder.name} --gebied CODE.")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Fout("wijk.toml", 0, "", "Dit bestand is niet te lezen.", "Kijk naar de aanhalingstekens en haken.", str(error))]
    faults: list[Fout] = []
    rules = given.pop("privacy", {})
    try:
        given["privacy"] = Regels.uit(rules)
    except (TypeError, ValueError) as error:
        faults.append(Fout("wijk.toml", 0, "privacy", str(error), "Kijk naar min_cel, min_groep, max_aandeel en reden."))
    if isinstance(given.get("wijktype"), str):
        given["wijktype"] = {"tekst": given["wijktype"], "bron": "wijk.toml"}
    try:
        wijk = Wijk.model_validate(given | {"slug": folder.name})
    except ValidationError as error:
        faults += [_explain(detail) for detail in error.errors()]
        return None, faults
    wrong = [code for code in wijk.gebieden if code[2:6] != wijk.gemeente[2:]]
    faults += [
        Fout("wijk.toml", 0, "gebieden", "Dit gebied hoort niet bij de gemeente.", f"Kies codes van {wijk.gemeente}.", code)
        for code in wrong
    ]
    faults += [
        Fout("wijk.toml", 0, "mijlpaal", "Deze datum ligt na vandaag.", "Kijk of het jaar klopt.", str(mark.datum))
        for mark in wijk.mijlpaal
        if mark.datum > vandaag
    ]
    return (None if faults else wijk), faults


def _explain(detail: Any) -> Fout:
    place = ".".join(str(part) for part in detail["loc"])
    what = {
        "missing": "Dit ontbreekt.",
        "extra_forbidden": "Deze naam kennen we niet.",
        "string_pattern_mismatch": "Deze code klopt niet.",
    }.get(detail["type"], "Deze waarde kan hier niet.")
    todo = {
        "missing": f"Schrijf een regel met {place}.",
        "extra_forbidden": "Haal de regel weg, of verbeter de naam.",
        "string_pattern_mismatch": "Gebruik een CBS-code, zoals GM0546, WK054609 of BU05460901.",
    }.get(detail["type"], "Kijk in de uitleg bij wijk.toml.")
    found = "" if detail["type"] == "missing" else str(detail["input"])
    return Fout("wijk.toml", 0, place, what, todo, found)
