"""The register of sources, `bronnen.toml`: what was published about the programme and its wijken, and where it stands.

A row with herkomst `openbaar` can name an entry in its column `bron`; readers get the document, its date and the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.lezers.tekst import parse_toml, read_toml
from wijkmonitor.gegevens.tabel import Gelezen
from wijkmonitor.gegevens.velden import Moment
from wijkmonitor.gegevens.wijk import Wijk
from wijkmonitor.gegevens.wijken import BRONREGISTER
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.peildatum import last_day
from wijkmonitor.taal.getallen import moment

BEKEND_OP = "bekend_op"
_NAAM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")  # what a reference looks like: `stevenshof-wor`, never a sentence
_READ: Geheugen[Stempel, dict[str, Vermelding] | str] = Geheugen(__name__, hoogstens=8)


class Vermelding(BaseModel):
    """One published fact in our own words, with the document and the place where it stands.

    vraag: the part of the report for the funder that it answers, "" where it answers none. datum: of what the fact is about, or
    of when it was said. op: date of the document; ongeveer: about when one without a date was written. adres: where it can be read: that of the fact
    where the document names one there, else that of the document, "" where none is known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    naam: str
    document: str
    op: Moment | None = None
    ongeveer: Moment | None = None
    adres: str = ""
    plaats: str = Field(min_length=1)
    wijk: str
    feit: str = Field(min_length=1)
    datum: Moment | None = None
    gepland: Literal["ja", "nee"] = "nee"
    vraag: Literal["", "uitvoering", "monitoring", "corona", "gesprekken", "mix"] = ""

    @property
    def bron(self) -> str:
        """The source line for readers: document, date and place."""
        when = f", {moment(self.op)}" if self.op else ""
        return f"{self.document}{when} ({self.plaats})"


def load_register(data: Path) -> Mapping[str, Vermelding]:
    """The entries by name; none where the data folder has no register. ValueError in Dutch for a register with a fault."""
    path = data / BRONREGISTER
    if not path.exists():
        return {}
    found = _READ.of(file_key(path), partial(_parse, path))
    if isinstance(found, str):
        raise ValueError(found)
    return found


def _parse(path: Path) -> dict[str, Vermelding] | str:
    """The entries, or a Dutch sentence on the first fault."""
    try:
        given = parse_toml(BRONREGISTER, read_toml(path))
        documents = {
            name: {
                "document": item["naam"],
                "op": item.get("datum"),
                "ongeveer": item.get("ongeveer"),
                "adres": item.get("adres", ""),
            }
            for name, item in given["document"].items()
        }
        entries = {}
        for name, item in given["feit"].items():
            document = documents[item["document"]]
            own = {"naam": name, "adres": item.get("adres", document["adres"])}
            entries[name] = Vermelding.model_validate(item | document | own)
        return entries
    except LeesFout as error:
        return str(error)
    except (KeyError, TypeError, AttributeError, ValidationError) as error:
        return f"In {BRONREGISTER} klopt iets niet: {str(error).splitlines()[0]}."


def cite_tables(
    tables: Mapping[str, Gelezen], data: Path, wijk: Wijk | None
) -> tuple[dict[str, pd.DataFrame], Wijk | None, list[Fout]]:
    """The frames and the wijk with source lines in the place of names of entries, and a fault per name without an entry."""
    try:
        register = load_register(data)
    except ValueError as error:
        frames = {name: table.frame for name, table in tables.items()}
        return frames, wijk, [Fout(BRONREGISTER, 0, "", *meld("cijfers.register", fout=error))]
    frames, faults = {}, []
    for name, table in tables.items():
        frames[name] = table.frame
        if name != "kwalitatief" and not table.frame.empty and register:
            faults += _unknown(table, register)
            frames[name] = cite(table.frame, register)
    return frames, cite_wijk(wijk, register), faults


def cite(frame: pd.DataFrame, register: Mapping[str, Vermelding]) -> pd.DataFrame:
    """The frame with source lines in the place of names of entries, and their address where a row has no link itself.

    A row from a document without a date has in `BEKEND_OP` about when that was written.
    """
    lines = {name: entry.bron for name, entry in register.items()}
    if not frame["bron"].isin(list(lines)).any():
        return frame
    if "link" in frame:
        known = frame["bron"].map({name: entry.adres or None for name, entry in register.items()})
        frame = frame.assign(link=frame["link"].fillna(known))
    written = {name: pd.Timestamp(last_day(entry.ongeveer)) for name, entry in register.items() if entry.ongeveer}
    if frame["bron"].isin(list(written)).any():
        frame = frame.assign(**{BEKEND_OP: frame["bron"].map(written).astype("datetime64[s]")})
    return frame.assign(bron=frame["bron"].map(lambda text: lines.get(text, text), na_action="ignore"))


def cite_wijk(wijk: Wijk | None, register: Mapping[str, Vermelding]) -> Wijk | None:
    """The wijk with source lines at its milestones; a planned one also says on which day it was a plan."""
    if wijk is None or not register:
        return wijk
    marks = []
    for mark in wijk.mijlpaal:
        entry = register.get(mark.bron or "")
        marks.append(mark.model_copy(update={"bron": entry.bron, "op": entry.op}) if entry else mark)
    return wijk.model_copy(update={"mijlpaal": tuple(marks)})


def _unknown(table: Gelezen, register: Mapping[str, Vermelding]) -> list[Fout]:
    public = table.frame["herkomst"] == "openbaar"
    return [
        table.fout(place, "bron", *meld("cijfers.bron", register=BRONREGISTER), text)
        for place, (text, known) in enumerate(zip(table.frame["bron"], public, strict=True))
        if known and isinstance(text, str) and _NAAM.fullmatch(text) and text not in register
    ]
