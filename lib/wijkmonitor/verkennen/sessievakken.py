"""The parts of the form in the order of a session: who was there, looking back, figures, questions, agreements, closing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.invullen import clouds, keep_photo, put_harvest, put_stand, put_values
from wijkmonitor.afspraken.items import TABELLEN, Afloop, Afspraak, Belemmering, Besluit, Leervraag, Niveau, Staat
from wijkmonitor.taal.getallen import telwoord
from wijkmonitor.verkennen import zin
from wijkmonitor.verkennen.afspreken import agreement_part, new_hinder, reading_part
from wijkmonitor.verkennen.tabelvakken import card_part, wish_parts
from wijkmonitor.verkennen.vakken import BREED, STIJL, Begin, Vak, area, choice, line, make_part

_GETALLEN = {telwoord(number): number for number in range(1, 13)}


def make_parts(stand: Begin) -> tuple[Vak, ...]:
    """The parts in the order of a session."""
    agenda, session = stand.agenda, stand.sessie.id
    parts = (
        _present(session),
        *(_look_back(item, session) for item in _due(agenda, session)),
        reading_part(stand),
        *(_state("leervraag", item, session) for item in agenda.leervragen if item.loopt or _judged(item, session)),
        _question(session),
        *(_answer(item, session) for item in (*agenda.verzoeken_buiten, *agenda.antwoorden_van(session))),
        agreement_part(stand),
        *(
            _state("belemmering", item, session)
            for item in agenda.belemmeringen
            if item.afloop == "open" or _judged(item, session)
        ),
        new_hinder(stand),
        _harvest(stand),
        *wish_parts(stand),
        card_part(stand),
        _closing(session),
    )
    for part in parts:
        part.vul(agenda)
    return parts


def _due(agenda: Leeragenda, session: str) -> Iterator[Afspraak]:
    """The agreements to look back on, those with a look-back of this session included: it can be mended."""
    done = {item.afspraak for item in agenda.terugblikken if item.sessie == session}
    return (item for item in agenda.afspraken if item in agenda.terug_te_kijken(session) or item.id in done)


def _judged(item: Leervraag | Belemmering, session: str) -> bool:
    """Whether it got its state in this session: that can be mended."""
    return any(stand.sessie == session for stand in item.stand)


def _present(session: str) -> Vak:
    fields = {name: line(name, "aanwezig_hint") for name in ("binnenkring", "buitenkring")}

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        return put_values(text, "sessie", session, {name: read_counts(said) for name, said in values.items()})

    def read(agenda: Leeragenda) -> dict[str, str]:
        circles = {name: getattr(agenda.sessie(session), name) for name in fields}
        return {name: ", ".join(f"{role} {n}" for role, n in circle.items()) for name, circle in circles.items()}

    return make_part(zin("aanwezig"), fields, put, lees=read)


def read_counts(text: str) -> dict[str, int]:
    """Roles with their number from what people type: `bewoner 9, 6 professionals`. ValueError in Dutch for what is left.

    >>> read_counts("bewoner 9, twee partners")
    {'bewoner': 9, 'partners': 2}
    """
    counts: dict[str, int] = {}
    for part in re.split(r"[,;\n]|\ben\b", text):
        words = re.split(r"[\s:=]+", part.strip())
        numbers = [word for word in words if word.isdecimal() or word.lower() in _GETALLEN]
        role = " ".join(word for word in words if word not in numbers)
        if part.strip() and (len(numbers) != 1 or not role):
            raise ValueError(zin("aantal_en_rol", wat=part.strip()))
        if role:
            counts[role] = counts.get(role, 0) + (int(numbers[0]) if numbers[0].isdecimal() else _GETALLEN[numbers[0].lower()])
    return counts


def _look_back(item: Afspraak, session: str) -> Vak:
    fields = {
        "wat_gebeurde": area("wat_gebeurde"),
        "verschil_waardoor": area("verschil"),
        "besluit": choice("besluit", ("", *get_args(Besluit))),
        "les": area("les"),
        "niveau": choice("niveau", get_args(Niveau)),
    }

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        if set(values) == {"niveau"}:
            raise ValueError(zin("niets_ingevuld"))
        return put_values(text, "terugblik", item.id, {"sessie": session, **values})

    title = zin("terugblik", wat=item.wat, wie=item.wie)
    return make_part(title, fields, put, van=lambda agenda: agenda.terugblik(item.id))


def _state(table: str, item: Leervraag | Belemmering, session: str) -> Vak:
    """Where a question stands after the session, or whether something that hinders is gone."""
    part = TABELLEN[table]
    fields: dict[str, Any]
    if isinstance(item, Leervraag):
        name, title = item.letter, zin("stand_vraag", letter=item.letter, vraag=item.vraag)
        fields = {"is_": choice("staat", ("", *get_args(Staat))), "antwoord": area("antwoord")}
    else:
        name, title = item.id, zin("hinder_stand", wat=item.wat, wie=item.eigenaar or "-")
        fields = {"is_": choice("hinder_is", ("", *get_args(Afloop))), "waardoor": area("verschil")}

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        if "is_" not in values:
            raise ValueError(zin("kies_staat"))
        return put_stand(text, naam=name, sessie=session, tafel=table, **values)

    def last(agenda: Leeragenda) -> object:
        stands = (stand for item in getattr(agenda, part.lijst) if getattr(item, part.sleutel) == name for stand in item.stand)
        return next((stand for stand in stands if stand.sessie == session), None)

    return make_part(title, fields, put, van=last)


def _question(session: str) -> Vak:
    fields = {
        "vraag": area("vraag"),
        "doel": line("doel"),
        "belemmering": line("belemmering"),
        "monitorvraag": choice("monitorvraag", ("", "1", "2", "3", "4")),
    }

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        if any(item.vraag == values.get("vraag") for item in agenda.leervragen):
            return text
        if "monitorvraag" in values:
            values["monitorvraag"] = int(values["monitorvraag"])
        return put_values(text, "leervraag", _free_letter(agenda), {"gesteld_in": session, **values})

    return make_part(zin("nieuwe_vraag"), fields, put, nieuw=True)


def _free_letter(agenda: Leeragenda) -> str:
    """The first letter that no question has; a question keeps its letter for life."""
    used = {item.letter for item in agenda.leervragen}
    names = (f"{first}{second}" for first in ("", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return next(name for name in names if name not in used)


def _answer(item: Afspraak, session: str) -> Vak:
    """The answer of the outer circle to a request, heard in this session."""

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        return put_values(text, "afspraak", item.id, {**values, "beantwoord_in": session})

    return make_part(
        zin("verzoek", wat=item.wat, wie=item.wie),
        {"antwoord": area("antwoord")},
        put,
        van=lambda agenda: next((each for each in agenda.afspraken if each.id == item.id), None),
    )


def _harvest(stand: Begin) -> Vak:
    """What was written on the praatplaat: a field per cloud, a line per note, and a photo; what stands in the agenda of another cloud stays."""
    session = stand.sessie.id
    fields: dict[str, Any] = {
        name: widgets.Textarea(description=question, rows=2, placeholder=zin("oogst_hint"), style=STIJL, layout=BREED)
        for name, question in clouds().items()
    }
    photo = widgets.FileUpload(accept="image/*", multiple=False, description=zin("oogst_foto"), layout={"width": "auto"})

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        known = agenda.sessie(session).oogst
        lines = {name: map(str.strip, said.splitlines()) for name, said in values.items() if name != "foto"}
        notes = known.notities | {name: tuple(filter(None, said)) for name, said in lines.items()}
        name = keep_photo(stand.map, session, bytes(values["foto"][0]["content"])) if "foto" in values else known.foto
        return put_harvest(text, session, notes, foto=name)

    def read(agenda: Leeragenda) -> dict[str, str]:
        notes = agenda.sessie(session).oogst.notities
        return {name: "\n".join(notes.get(name, ())) for name in fields if name != "foto"}

    hint = widgets.HTML(zin("oogst_foto_uitleg"))
    shown = (*fields.values(), photo, hint)
    return make_part(zin("oogst"), fields | {"foto": photo}, put, lees=read, toon=shown)


def _closing(session: str) -> Vak:
    fields = {"groep": area("slot_groep"), "inzicht": area("inzicht"), "voorwaarden": area("voorwaarden"), "beter": area("beter")}

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        known = {name: said for name, said in vars(agenda.sessie(session).afsluiting).items() if said}
        return put_values(text, "sessie", session, {"afsluiting": known | values})

    return make_part(zin("afsluiten"), fields, put, van=lambda agenda: agenda.sessie(session).afsluiting)
