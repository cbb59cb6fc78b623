"""The part of the form for a new agreement: with findings to pick from the report, and a later session to look back in."""

from __future__ import annotations

from datetime import date
from typing import Any

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.invullen import free_id, put_item
from wijkmonitor.afspraken.items import Afspraak, Sessie
from wijkmonitor.afspraken.sessie import next_id, plan_session
from wijkmonitor.gegevens.lijsten import FACTOREN, LEEFTIJDEN
from wijkmonitor.taal.getallen import datum
from wijkmonitor.verkennen.teksten import zin
from wijkmonitor.verkennen.vakken import BREED, STIJL, Begin, Vak, area, choice, line, make_part, read_number
from wijkmonitor.vragen.afspraken import GESLACHTEN

_DELEN = (*LEEFTIJDEN[1:], *GESLACHTEN, *FACTOREN)  # a buurt is typed: its code


def agreement_part(stand: Begin) -> Vak:
    """A new agreement; the day of a session that is not there yet plans that session."""
    agenda, session = stand.agenda, stand.sessie
    later = [(datum(item.datum), item.id) for item in agenda.sessies if item.datum > session.datum]
    fields = {
        "leervraag": choice("leervraag", ("", *(item.letter for item in agenda.open_vragen))),
        "wat": area("wat"),
        "wie": line("wie", ""),
        "naar_kring": choice("naar_kring", ("", "buiten")),
        "verwachting": area("verwachting"),
        "verwacht": choice("verwacht", ("", "hoger", "lager", "gelijk")),
        "verwacht_cijfer": line("verwacht_cijfer", zin("verwacht_cijfer_hint")),
        "terugkijk_in": choice("terugkijk", (("", ""), *later)),
        "nieuwe_dag": widgets.DatePicker(description=zin("nieuwe_dag"), style=STIJL),
        "bevindingen": widgets.SelectMultiple(
            description=zin("bevindingen"), options=stand.keuzes, rows=8, style=STIJL, layout=BREED
        ),
        "deel": widgets.Combobox(
            description=zin("deel"), placeholder=zin("deel_hint"), options=_DELEN, style=STIJL, layout=BREED
        ),
    }

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        day = values.pop("nieuwe_dag", None)
        if "verwacht_cijfer" in values:
            values["verwacht_cijfer"] = read_number(values["verwacht_cijfer"])
        if any((item.wat, item.wie) == (values.get("wat"), values.get("wie")) for item in agenda.afspraken_van(session.id)):
            return text
        if day is not None:
            text, values["terugkijk_in"] = _planned(agenda, text, session, day)
        if not values.get("terugkijk_in"):
            raise ValueError(zin("kies_dag"))
        number = free_id(text, "afspraak", session.id)
        return put_item(text, Afspraak(id=number, sessie=session.id, **({"wat": "", "wie": ""} | values)))

    return make_part(zin("nieuwe_afspraak"), fields, put, nieuw=True)


def _planned(agenda: Leeragenda, text: str, session: Sessie, day: date) -> tuple[str, str]:
    """The agenda with a session on this day, and its name; one that is there already is used."""
    if day <= session.datum:
        raise ValueError(zin("dag_later", dag=datum(session.datum)))
    there = next((item.id for item in agenda.sessies if item.datum == day), "")
    name = there or next_id(agenda, agenda.wijk)
    return text if there else plan_session(text, agenda, id=name, datum=day), name
