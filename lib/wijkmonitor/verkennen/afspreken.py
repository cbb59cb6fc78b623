"""The parts of the form for what the group makes of the figures, finding by finding, and for what follows: a new agreement, and something that hinders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, get_args

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.duiding import NIETS, record_figure
from wijkmonitor.afspraken.invullen import free_id, put_duiding, put_values
from wijkmonitor.afspraken.items import Duiding, Gevraagd, Herkenning, Sessie, Uitspraak
from wijkmonitor.afspraken.sessie import next_id, plan_session
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.fragmenten import bevinding_html, with_style
from wijkmonitor.gegevens.lijsten import FACTOREN, LEEFTIJDEN
from wijkmonitor.taal.getallen import datum
from wijkmonitor.verkennen import zin
from wijkmonitor.verkennen.vakken import BREED, STIJL, Begin, Vak, area, choice, day, line, make_part, read_number, suggest
from wijkmonitor.vragen.afspraken import GESLACHTEN

REGELS = 4  # lines that can be written of one finding
_WAT = tuple(item.name for item in fields(Uitspraak))
_DELEN = (*LEEFTIJDEN[1:], *GESLACHTEN, *FACTOREN)  # a buurt is typed: its code
_BESLUIT = tuple(f"besluit_{item.name}" for item in fields(Gevraagd))


def reading_part(stand: Begin) -> Vak:
    """Choose a finding, see it, and write what the group says of it."""
    told = {str(row["id"]): row for row in stand.bevindingen}
    velden = _fields(stand)
    chosen, beside = velden["bevinding"], widgets.HTML()

    def read(agenda: Leeragenda) -> dict[str, Any]:
        return _held(agenda, stand.sessie.id, chosen.value)

    def write(agenda: Leeragenda, text: str) -> str:
        return put_duiding(text, _reading(part, stand, told.get(chosen.value), agenda))

    def show(change: object = None) -> None:
        beside.value = _beside(told.get(chosen.value))
        part.ververs(stand)

    rows = [widgets.HBox([velden[f"{name}_{number}"] for name in ("kring", "rol")]) for number in range(REGELS)]
    lines = [widget for number, row in enumerate(rows) for widget in (row, velden[f"tekst_{number}"])]
    left = widgets.VBox([velden["geraden"], velden["herkend"], *lines, velden["leidt_tot"]])
    part = Vak(zin("duiding"), velden, write, lees=read, toon=(chosen, widgets.HBox([left, beside])), kiest="bevinding")
    chosen.observe(show, names="value")
    beside.value = _beside(told.get(chosen.value))
    return part


def _fields(stand: Begin) -> dict[str, Any]:
    agreed = [(item.wat, item.id) for item in stand.agenda.afspraken_van(stand.sessie.id)]
    asked = [(f"{item.letter}. {item.vraag}", item.letter) for item in stand.agenda.open_vragen]
    lines: dict[str, Any] = {}
    for number in range(REGELS):
        lines[f"kring_{number}"] = choice("kring", ("", "binnen", "buiten"))
        lines[f"rol_{number}"] = line("rol", "rol_hint")
        lines[f"tekst_{number}"] = area("gezegd")
    return {
        "bevinding": widgets.Dropdown(description=zin("bevinding"), options=stand.keuzes, layout={"width": "60rem"}),
        "geraden": line("geraden", "geraden_hint"),
        "herkend": choice("herkend", ("", *get_args(Herkenning))),
        **lines,
        "leidt_tot": choice("leidt_tot", (("", ""), (NIETS, NIETS), *asked, *agreed)),
    }


def _held(agenda: Leeragenda, session: str, finding: str) -> dict[str, Any]:
    """What the agenda holds of this finding for the fields; empty fields where it holds nothing."""
    item = next((each for each in agenda.duidingen if (each.sessie, each.bevinding) == (session, finding)), None)
    lines = {f"{name}_{number}": "" for number in range(REGELS) for name in _WAT}
    for number, said in enumerate(item.gezegd[:REGELS] if item else ()):
        lines |= {f"{name}_{number}": getattr(said, name) for name in _WAT}
    guess = "" if item is None or item.geraden is None else f"{item.geraden:g}".replace(".", ",")
    return {"geraden": guess, "herkend": item.herkend if item else "", **lines, "leidt_tot": item.leidt_tot if item else ""}


def _reading(part: Vak, stand: Begin, record: Mapping[str, Any] | None, agenda: Leeragenda) -> Duiding:
    """What is filled in, with the figure as it stands in the newest report. ValueError in Dutch where something is missing.

    Lines in the file for which the form has no room stay.
    """
    values = part.ingevuld
    if not values.keys() & {"herkend", "geraden"}:
        raise ValueError(zin("kies_herkend"))
    lines = [{name: values.get(f"{name}_{number}", "") for name in _WAT} for number in range(REGELS)]
    lines = [row for row in lines if any(row.values())]
    if any(not all(row.values()) for row in lines):
        raise ValueError(zin("regel_heel"))
    same = (each for each in agenda.duidingen if (each.sessie, each.bevinding) == (stand.sessie.id, values["bevinding"]))
    more = next((each.gezegd[REGELS:] for each in same), ())
    return Duiding(
        nummer="",
        sessie=stand.sessie.id,
        bevinding=values["bevinding"],
        herkend=values.get("herkend", ""),
        gezegd=(*(Uitspraak(**row) for row in lines), *more),
        leidt_tot=values.get("leidt_tot", ""),
        toen=record_figure(record, op=stand.dag) if record else None,
        geraden=read_number(values["geraden"]) if "geraden" in values else None,
    )


def _beside(record: Mapping[str, Any] | None) -> str:
    """The finding as the report shows it; "" where there is no report, or where it can't be read."""
    if not record or "tabel" not in record:
        return ""
    return with_style(bevinding_html(Bevinding.from_json(record)))


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
