"""The parts of the form for what hinders: a new one with its owner, and where each one stands until it is gone or accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, get_args

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.invullen import free_id, put_item, put_stand
from wijkmonitor.afspraken.items import Afloop, Belemmering, Gevraagd
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.verkennen.teksten import zin
from wijkmonitor.verkennen.vakken import STIJL, Begin, Vak, area, choice, line, make_part

_BESLUIT = tuple(f"besluit_{item.name}" for item in fields(Gevraagd))


def hinders(agenda: Leeragenda, session: str) -> Iterator[Belemmering]:
    """What is open, and what got its state in this session."""
    return (item for item in agenda.belemmeringen if item.afloop == "open" or any(each.sessie == session for each in item.stand))


def hinder_state(item: Belemmering, session: str) -> Vak:
    """Whether it is gone."""
    known = {"is_": choice("hinder_is", ("", *get_args(Afloop))), "waardoor": area("verschil")}

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        if "is_" not in values:
            raise ValueError(zin("kies_staat"))
        return put_stand(text, naam=item.id, sessie=session, tafel="belemmering", **values)

    def read(agenda: Leeragenda) -> dict[str, Any]:
        stands = (stand for each in agenda.belemmeringen if each.id == item.id for stand in each.stand)
        found = next((stand for stand in stands if stand.sessie == session), None)
        return {} if found is None else {"is_": found.is_, "waardoor": found.waardoor}

    return make_part(zin("hinder_stand", wat=item.wat, wie=item.eigenaar or "-"), known, put, lees=read)


def new_hinder(stand: Begin) -> Vak:
    """What hinders, who works on it, what was agreed, and what is asked of the board where that is needed."""
    session = stand.sessie.id
    agreed = [(item.wat, item.id) for item in stand.agenda.open_afspraken]
    known = {
        "wat": area("hinder_wat"),
        "factor": choice("hinder_factor", ("", *FACTOREN)),
        "eigenaar": line("hinder_eigenaar", zin("rol_hint")),
        "afspraken": widgets.SelectMultiple(description=zin("hinder_afspraken"), options=agreed, rows=3, style=STIJL),
        "besluit_wat": area("hinder_besluit"),
        "besluit_wie": line("hinder_wie", ""),
        "besluit_voor": widgets.DatePicker(description=zin("hinder_voor"), style=STIJL),
        "besluit_hoeveel": line("hinder_hoeveel", ""),
        "besluit_anders": area("hinder_anders"),
    }

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        if any(item.wat == values.get("wat") for item in agenda.belemmeringen):
            return text
        asked = {name.removeprefix("besluit_"): values.pop(name) for name in _BESLUIT if name in values}
        if asked and "wat" not in asked:
            raise ValueError(zin("hinder_zonder_besluit"))
        item = Belemmering(id=free_id(text, "belemmering", session), gezien_in=session, **({"wat": ""} | values))
        return put_item(text, item) if not asked else put_item(text, _asking(item, asked))

    return make_part(zin("hinder_nieuw"), known, put, nieuw=True)


def _asking(item: Belemmering, asked: dict[str, str | date]) -> Belemmering:
    return Belemmering(**{**vars(item), "besluit": Gevraagd(**asked)})  # type: ignore[arg-type]
