"""The form to fill in a session together on a screen: it writes in `leeragenda.toml` and keeps the comments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, get_args

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda, parse_agenda
from wijkmonitor.afspraken.invullen import put_item, put_values
from wijkmonitor.afspraken.items import Afspraak, Besluit, Niveau, Terugblik
from wijkmonitor.afspraken.regels import decode
from wijkmonitor.afspraken.sessie import session_to_close
from wijkmonitor.gegevens.fouten import DossierFout
from wijkmonitor.gegevens.lijsten import FACTOREN, LEEFTIJDEN
from wijkmonitor.schrijven import change_file
from wijkmonitor.taal.getallen import datum
from wijkmonitor.verkennen.teksten import zin
from wijkmonitor.vragen.afspraken import GESLACHTEN

Schrijf = Callable[[str], str]


@dataclass(frozen=True)
class Vak:
    """One part of the form: its fields by name, and what it does to the text of the agenda."""

    titel: str
    velden: dict[str, Any]
    schrijf: Schrijf


class Formulier:
    """The form of one session; `widget` is what a notebook shows."""

    def __init__(self, wijk: str, *, data: str = "wijkdata", vandaag: date | None = None) -> None:
        self.wijk, self.vandaag = wijk, vandaag or date.today()
        self.pad = Path(data) / wijk / "leeragenda.toml"
        self.melding = widgets.HTML()
        agenda, faults = parse_agenda(self._text(), wijk=wijk, vandaag=self.vandaag)
        session = session_to_close(agenda, self.vandaag)
        if session is None:
            raise ValueError(zin("geen_sessie", wijk=wijk))
        if any(fault.ernst == "fout" for fault in faults):
            raise ValueError(zin("fouten"))
        self.sessie, self.vakken = session.id, tuple(_parts(agenda, session.id))
        self.widget = widgets.VBox(
            [widgets.HTML(f"<h2>{escape(zin('sessie', datum=datum(session.datum)))}</h2>"), *map(self._show, self.vakken)]
        )

    def _text(self) -> str:
        return decode(self.pad.read_bytes()) if self.pad.exists() else ""

    def _show(self, part: Vak) -> widgets.VBox:
        button = widgets.Button(description=zin("opslaan"), button_style="primary", layout={"width": "auto"})
        told = widgets.HTML()
        button.on_click(lambda pressed: self._save(part, told))
        return widgets.VBox([widgets.HTML(f"<h3>{escape(part.titel)}</h3>"), *part.velden.values(), button, told])

    def _save(self, part: Vak, told: widgets.HTML) -> None:
        """Write the part, unless the agenda would get a fault by it."""
        try:
            change_file(self.pad, lambda before: self._checked(part.schrijf(decode(before or b""))))
        except DossierFout as error:
            lines = "".join(f"<li>{escape(f'{fault.kolom}: {fault.wat} {fault.doen}')}</li>" for fault in error.fouten)
            told.value = f"<p><b>{escape(zin('niet_opgeslagen'))}</b></p><ul>{lines}</ul>"
        except (ValueError, OSError) as error:
            told.value = f"<p><b>{escape(zin('niet_opgeslagen'))}</b> {escape(str(error))}</p>"
        else:
            told.value = f"<p>{escape(zin('opgeslagen', pad=self.pad))}</p>"

    def _checked(self, text: str) -> str:
        """The text, where it is an agenda without faults; otherwise DossierFout."""
        _, faults = parse_agenda(text, wijk=self.wijk, vandaag=self.vandaag)
        if wrong := [fault for fault in faults if fault.ernst == "fout"]:
            raise DossierFout(self.wijk, wrong)
        return text


def _parts(agenda: Leeragenda, session: str) -> list[Vak]:
    return [
        _present(session),
        *(_look_back(item, session) for item in agenda.terug_te_kijken(session)),
        _agreement(agenda, session),
    ]


def _present(session: str) -> Vak:
    fields = {name: _line(name, zin("aanwezig_hint")) for name in ("binnenkring", "buitenkring")}

    def write(text: str) -> str:
        values = {name: counts for name, field in fields.items() if (counts := read_counts(field.value))}
        return put_values(text, "sessie", session, values)

    return Vak(zin("aanwezig"), fields, write)


def read_counts(text: str) -> dict[str, int]:
    """Roles with their number from what people type: `bewoner 9, professional 6`."""
    return {role.strip(): int(number) for role, number in re.findall(r"([^\d,;=:]+?)\s*[=:]?\s*(\d+)", text)}


def _look_back(item: Afspraak, session: str) -> Vak:
    fields = {
        "wat_gebeurde": _area("wat_gebeurde"),
        "verschil_waardoor": _area("verschil"),
        "besluit": _choice("besluit", get_args(Besluit)),
        "les": _area("les"),
        "niveau": _choice("niveau", get_args(Niveau)),
    }

    def write(text: str) -> str:
        return put_item(
            text, Terugblik(afspraak=item.id, sessie=session, **{name: field.value for name, field in fields.items()})
        )

    return Vak(zin("terugblik", wat=item.wat, wie=item.wie), fields, write)


def _agreement(agenda: Leeragenda, session: str) -> Vak:
    later = [item.id for item in agenda.sessies if item.datum > agenda.sessie(session).datum]
    fields = {
        "leervraag": _choice("leervraag", ("", *(item.letter for item in agenda.open_vragen))),
        "wat": _area("wat"),
        "wie": _line("wie", ""),
        "verwachting": _area("verwachting"),
        "verwacht": _choice("verwacht", ("", "hoger", "lager", "gelijk")),
        "terugkijk_in": widgets.Combobox(description=zin("terugkijk"), options=later, style=_STIJL),
        "bevindingen": _line("bevindingen", "bereik-doelgroep, bereik-wie-missen-we"),
        "deel": widgets.Combobox(
            description=zin("deel"), placeholder=zin("deel_hint"), options=_DELEN, style=_STIJL, layout=_BREED
        ),
    }

    def write(text: str) -> str:
        values = {name: field.value.strip() for name, field in fields.items()}
        found = tuple(part.strip() for part in values.pop("bevindingen").split(",") if part.strip())
        return put_item(text, Afspraak(id=_free_id(text, session), sessie=session, bevindingen=found, **values))

    return Vak(zin("nieuwe_afspraak"), fields, write)


def _free_id(text: str, session: str) -> str:
    """The next number that no agreement of this session has, whether it is filled in or not."""
    used = [int(number) for number in re.findall(rf"^\[afspraak\.\"?{re.escape(session)}-(\d+)\"?\]", text, re.MULTILINE)]
    return f"{session}-{max(used, default=0) + 1}"


_DELEN = (*LEEFTIJDEN[1:], *GESLACHTEN, *FACTOREN)  # a buurt is typed: its code
_STIJL = {"description_width": "9rem"}
_BREED = {"width": "44rem"}


def _line(name: str, hint: str) -> widgets.Text:
    return widgets.Text(description=zin(name), placeholder=hint, style=_STIJL, layout=_BREED)


def _area(name: str) -> widgets.Textarea:
    return widgets.Textarea(description=zin(name), rows=2, style=_STIJL, layout=_BREED)


def _choice(name: str, options: tuple[str, ...]) -> widgets.Dropdown:
    return widgets.Dropdown(description=zin(name), options=options, style=_STIJL)
