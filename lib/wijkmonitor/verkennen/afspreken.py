"""The parts of the form for a new agreement and for something that hinders: who does it, and what the findings and the board have to say."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.invullen import free_id, put_values
from wijkmonitor.afspraken.items import Gevraagd, Sessie
from wijkmonitor.afspraken.sessie import next_id, plan_session
from wijkmonitor.gegevens.lijsten import FACTOREN, LEEFTIJDEN
from wijkmonitor.taal.getallen import datum
from wijkmonitor.verkennen import zin
from wijkmonitor.verkennen.vakken import BREED, STIJL, Begin, Vak, area, choice, day, line, make_part, read_number, suggest
from wijkmonitor.vragen.afspraken import GESLACHTEN

_DELEN = (*LEEFTIJDEN[1:], *GESLACHTEN, *FACTOREN)  # a buurt is typed: its code
_BESLUIT = tuple(f"besluit_{item.name}" for item in fields(Gevraagd))


def agreement_part(stand: Begin) -> Vak:
    """A new agreement, with findings to pick from the report; the day of a session that is not there yet plans that session."""
    agenda, session = stand.agenda, stand.sessie
    later = [(datum(item.datum), item.id) for item in agenda.sessies if item.datum > session.datum]
    known = {
        "leervraag": choice("leervraag", ("", *(item.letter for item in agenda.open_vragen))),
        "wat": area("wat"),
        "wie": line("wie"),
        "naar_kring": choice("naar_kring", ("", "buiten")),
        "verwachting": area("verwachting"),
        "verwacht": choice("verwacht", ("", "hoger", "lager", "gelijk")),
        "verwacht_cijfer": line("verwacht_cijfer", "verwacht_cijfer_hint"),
        "terugkijk_in": choice("terugkijk", (("", ""), *later)),
        "nieuwe_dag": day("nieuwe_dag"),
        "bevindingen": widgets.SelectMultiple(
            description=zin("bevindingen"), options=stand.keuzes, rows=8, style=STIJL, layout=BREED
        ),
        "deel": suggest("deel", _DELEN),
    }

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        planned = values.pop("nieuwe_dag", None)
        if "verwacht_cijfer" in values:
            values["verwacht_cijfer"] = read_number(values["verwacht_cijfer"])
        if any((item.wat, item.wie) == (values.get("wat"), values.get("wie")) for item in agenda.afspraken_van(session.id)):
            return text
        if planned is not None:
            text, values["terugkijk_in"] = _planned(agenda, text, session, planned)
        if "terugkijk_in" not in values:
            raise ValueError(zin("kies_dag"))
        return put_values(text, "afspraak", free_id(text, "afspraak", session.id), {"sessie": session.id, **values})

    return make_part(zin("nieuwe_afspraak"), known, put, nieuw=True)


def _planned(agenda: Leeragenda, text: str, session: Sessie, day: date) -> tuple[str, str]:
    """The agenda with a session on this day, and its name; one that is there already is used."""
    if day <= session.datum:
        raise ValueError(zin("dag_later", dag=datum(session.datum)))
    there = next((item.id for item in agenda.sessies if item.datum == day), "")
    name = there or next_id(agenda, agenda.wijk)
    return text if there else plan_session(text, agenda, id=name, datum=day), name


def new_hinder(stand: Begin) -> Vak:
    """What hinders, who works on it, what was agreed, and what is asked of the board where that is needed."""
    session = stand.sessie.id
    agreed = [(item.wat, item.id) for item in stand.agenda.open_afspraken]
    known = {
        "wat": area("hinder_wat"),
        "factor": choice("hinder_factor", ("", *FACTOREN)),
        "eigenaar": line("hinder_eigenaar", "rol_hint"),
        "afspraken": widgets.SelectMultiple(description=zin("hinder_afspraken"), options=agreed, rows=3, style=STIJL),
        "besluit_wat": area("hinder_besluit"),
        "besluit_wie": line("hinder_wie"),
        "besluit_voor": day("hinder_voor"),
        "besluit_hoeveel": line("hinder_hoeveel"),
        "besluit_anders": area("hinder_anders"),
    }

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        if any(item.wat == values.get("wat") for item in agenda.belemmeringen):
            return text
        asked = {name.removeprefix("besluit_"): values.pop(name) for name in _BESLUIT if name in values}
        if asked and "wat" not in asked:
            raise ValueError(zin("hinder_zonder_besluit"))
        values |= {"gezien_in": session} | ({"besluit": asked} if asked else {})
        return put_values(text, "belemmering", free_id(text, "belemmering", session), values)

    return make_part(zin("hinder_nieuw"), known, put, nieuw=True)
