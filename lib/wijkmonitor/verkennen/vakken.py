"""A part of the form of a session: its fields, and how it writes them without losing what another one wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import ipywidgets as widgets
from traitlets import TraitError

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.items import Sessie
from wijkmonitor.gegevens.velden import parse_number
from wijkmonitor.verkennen import zin
from wijkmonitor.vragen.afspraken import known_findings

STIJL = {"description_width": "9rem"}
BREED = {"width": "44rem"}


Put = Callable[[Leeragenda, str, dict[str, Any]], str]


class Intussen(ValueError):
    """Another one wrote here since the form was opened; the message says what."""


@dataclass(frozen=True)
class Begin:
    """What the form starts from: the agenda, its session, and the findings of the newest reports with their day.

    nu: gives the agenda as it stands in the file at that moment. map: the folder of the wijk.
    concept: gives what was typed before in a part of the form and is not in the agenda yet.
    """

    agenda: Leeragenda
    sessie: Sessie
    nu: Callable[[], Leeragenda]
    map: Path
    concept: Callable[[str], Mapping[str, Any]] = lambda deel: {}
    bevindingen: tuple[Mapping[str, Any], ...] = ()
    dag: date | None = None
    vandaag: date = field(default_factory=date.today)

    @property
    def keuzes(self) -> list[tuple[str, str]]:
        """The findings to choose from, in the order of the reports: headline and id; the ids alone without reports."""
        shown = [(f"{str(row['document'])[:1]}. {row['kop']}", str(row["id"])) for row in self.bevindingen]
        return shown or [(name, name) for name in known_findings()]


@dataclass
class Vak:
    """One part of the form: its fields by name, and what it does to the agenda and its text.

    lees: what the agenda holds for these fields now, by name. toon: what is shown, where that is more than the fields.
    nieuw: each save makes another item, so the fields are emptied. kiest: the field that says what the others
    are about; each choice has a draft of its own. tabel: the table in which the part writes instead of the agenda; then
    bewaar does it, and gives whether anything changed and which file it is.
    """

    titel: str
    velden: dict[str, Any]
    schrijf: Callable[[Leeragenda, str], str] = lambda agenda, text: text
    lees: Callable[[Leeragenda], Mapping[str, Any]] = lambda agenda: {}
    toon: Sequence[Any] = ()
    nieuw: bool = False
    kiest: str = ""
    tabel: str = ""
    bewaar: Callable[[], tuple[bool, Path]] | None = None
    vult: bool = field(default=False, init=False)
    gezien: Mapping[str, Any] = field(default_factory=dict, init=False)
    begin: Mapping[str, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.toon = self.toon or tuple(self.velden.values())
        self.begin = {name: widget.value for name, widget in self.velden.items()}

    @property
    def waar(self) -> str:
        """Where it writes, in words."""
        return zin("waar_tabel", tabel=self.tabel) if self.tabel else zin("waar_agenda")

    @property
    def sleutel(self) -> str:
        """Name of this part in a draft."""
        return f"{self.titel} {self.velden[self.kiest].value}" if self.kiest else self.titel

    @property
    def getypt(self) -> dict[str, Any]:
        """The fields that say something else than the agenda; a file to send is no text to keep."""
        values = {
            name: widget.value
            for name, widget in self.velden.items()
            if name != self.kiest and not isinstance(widget, widgets.FileUpload)
        }
        return {name: value for name, value in values.items() if value != self.gezien.get(name, self.begin.get(name))}

    def herstel(self, concept: Mapping[str, Any]) -> bool:
        """Put a draft in the fields; whether any of it stood there. A choice that is gone is left out."""
        found = False
        for name, value in concept.items():
            widget = self.velden.get(name)
            if widget is None:
                continue
            try:
                widget.value = _as_value(value, widget.value)
                found = True
            except (TraitError, TypeError):
                continue
        return found

    def vul(self, agenda: Leeragenda) -> None:
        """Put what the agenda holds in the fields; that is no typing."""
        self.onthoud(agenda)
        self.vult = True
        try:
            for name, value in self.gezien.items():
                self.velden[name].value = value
        finally:
            self.vult = False

    def ververs(self, stand: Begin) -> None:
        """Put what stands in the file now in the fields, and over it the draft of what is chosen."""
        typed = stand.concept(self.sleutel)
        self.vul(stand.nu())
        self.herstel(typed)

    def onthoud(self, agenda: Leeragenda) -> None:
        """Remember what stands in the agenda now: whoever changes it after this is another one."""
        self.gezien = self.lees(agenda)

    def check_unchanged(self, agenda: Leeragenda) -> None:
        """Intussen where another one changed it since; the second time it is known, and what is in the fields goes in."""
        now = self.lees(agenda)
        if now != self.gezien:
            self.gezien = now
            raise Intussen(zin("intussen", wat=_in_words(now)))

    @property
    def in_de_agenda(self) -> str:
        """What the agenda holds for this part, in words; "" where it holds nothing."""
        return _in_words(self.gezien) if any(self.gezien.values()) else ""

    def leeg(self) -> None:
        """Empty the fields of an item that was made: pressing once more makes no second one."""
        if self.nieuw:
            for name, value in self.begin.items():
                self.velden[name].value = value

    @property
    def ingevuld(self) -> dict[str, Any]:
        """The fields with something in them."""
        values = {name: widget.value for name, widget in self.velden.items()}
        values |= {name: value.strip() for name, value in values.items() if isinstance(value, str)}
        return {name: value for name, value in values.items() if value not in ("", (), None)}


def _as_value(value: Any, like: Any) -> Any:
    """What a draft holds as the field wants it: a day and a choice of more are written as text and list."""
    if isinstance(value, list):
        return tuple(value)
    if value and not isinstance(like, str) and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return like
    return value


def _in_words(held: Mapping[str, Any]) -> str:
    return "; ".join(str(value) for value in held.values() if value) or "-"


def make_part(
    titel: str, velden: dict[str, Any], put: Put, *, van: Callable[[Leeragenda], object] | None = None, **more: Any
) -> Vak:
    """A part that writes what is filled in; ValueError in Dutch where nothing is.

    van: gives the item of which the fields show what stands in the agenda, None where it is not there yet.
    """

    def write(agenda: Leeragenda, text: str) -> str:
        if not part.ingevuld:
            raise ValueError(zin("niets_ingevuld"))
        return put(agenda, text, part.ingevuld)

    def held(agenda: Leeragenda) -> dict[str, Any]:
        item = van(agenda) if van else None
        return {} if item is None else {name: getattr(item, name) for name in velden}

    part = Vak(titel, velden, write, **{"lees": held, **more})
    return part


def line(name: str, hint: str = "") -> widgets.Text:
    """A field of one line; hint: the name of what stands in it while it is empty."""
    return widgets.Text(description=zin(name), placeholder=zin(hint) if hint else "", style=STIJL, layout=BREED)


def area(name: str) -> widgets.Textarea:
    """A field of a few lines."""
    return widgets.Textarea(description=zin(name), rows=2, style=STIJL, layout=BREED)


def day(name: str) -> widgets.DatePicker:
    """A field for a day."""
    return widgets.DatePicker(description=zin(name), style=STIJL)


def suggest(name: str, options: Sequence[str]) -> widgets.Combobox:
    """A field of one line that suggests what was written before."""
    return widgets.Combobox(description=zin(name), placeholder=zin(f"{name}_hint"), options=options, style=STIJL, layout=BREED)


def read_number(text: str) -> float:
    """A number as people type it. ValueError in Dutch where it is none."""
    try:
        return float(parse_number(text))
    except (ValueError, TypeError):
        raise ValueError(zin("geen_getal", wat=text)) from None


def choice(name: str, options: Sequence[Any]) -> widgets.Dropdown:
    """A field with a list to choose from."""
    return widgets.Dropdown(description=zin(name), options=options, style=STIJL)
