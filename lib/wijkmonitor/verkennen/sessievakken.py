"""The parts of the form in the order of a session: who was there, looking back, figures, questions, agreements, closing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.invullen import put_item, put_stand, put_values
from wijkmonitor.afspraken.items import Afspraak, Besluit, Leervraag, Niveau, Sessie, Staat, Terugblik
from wijkmonitor.taal.getallen import telwoord
from wijkmonitor.verkennen.afspreken import agreement_part
from wijkmonitor.verkennen.duiden import reading_part
from wijkmonitor.verkennen.hinder import hinder_state, hinders, new_hinder
from wijkmonitor.verkennen.kaarten import card_part
from wijkmonitor.verkennen.oogsten import harvest_part
from wijkmonitor.verkennen.teksten import zin
from wijkmonitor.verkennen.vakken import Begin, Vak, area, choice, line, make_part
from wijkmonitor.verkennen.wensen import wish_parts

_GETALLEN = {telwoord(number): number for number in range(1, 13)}


def make_parts(stand: Begin) -> tuple[Vak, ...]:
    """The parts in the order of a session."""
    agenda, session = stand.agenda, stand.sessie.id
    parts = (
        _present(session),
        *(_look_back(item, session) for item in _due(agenda, session)),
        reading_part(stand),
        *(_state(item, session) for item in _asked(agenda, session)),
        _question(session),
        *(_answer(item, session) for item in (*agenda.verzoeken_buiten, *agenda.antwoorden_van(session))),
        agreement_part(stand),
        *(hinder_state(item, session) for item in hinders(agenda, session)),
        new_hinder(stand),
        harvest_part(stand),
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


def _asked(agenda: Leeragenda, session: str) -> Iterator[Leervraag]:
    """The open questions, and those that got their state in this session."""
    return (item for item in agenda.leervragen if item.loopt or any(stand.sessie == session for stand in item.stand))


def _present(session: str) -> Vak:
    fields = {name: line(name, zin("aanwezig_hint")) for name in ("binnenkring", "buitenkring")}

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        return put_values(text, "sessie", session, {name: read_counts(said) for name, said in values.items()})

    return make_part(zin("aanwezig"), fields, put, lees=lambda agenda: _circles(agenda.sessie(session)))


def _circles(session: Sessie) -> dict[str, str]:
    circles = {"binnenkring": session.binnenkring, "buitenkring": session.buitenkring}
    return {name: ", ".join(f"{role} {n}" for role, n in circle.items()) for name, circle in circles.items()}


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
        return put_item(text, Terugblik(afspraak=item.id, sessie=session, **({"wat_gebeurde": "", "besluit": ""} | values)))

    return make_part(
        zin("terugblik", wat=item.wat, wie=item.wie), fields, put, lees=lambda agenda: _held(agenda.terugblik(item.id), fields)
    )


def _held(item: object, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What an item holds for these fields; nothing where there is none."""
    return {} if item is None else {name: getattr(item, name) for name in fields}


def _state(item: Leervraag, session: str) -> Vak:
    fields = {"is_": choice("staat", ("", *get_args(Staat))), "antwoord": area("antwoord")}

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        if "is_" not in values:
            raise ValueError(zin("kies_staat"))
        return put_stand(text, naam=item.letter, sessie=session, **values)

    def read(agenda: Leeragenda) -> dict[str, Any]:
        stands = (stand for each in agenda.leervragen if each.letter == item.letter for stand in each.stand)
        return _held(next((stand for stand in stands if stand.sessie == session), None), fields)

    return make_part(zin("stand_vraag", letter=item.letter, vraag=item.vraag), fields, put, lees=read)


def _question(session: str) -> Vak:
    fields = {
        "vraag": area("vraag"),
        "doel": line("doel", ""),
        "belemmering": line("belemmering", ""),
        "monitorvraag": choice("monitorvraag", ("", "1", "2", "3", "4")),
    }

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        number = values.pop("monitorvraag", None)
        if "vraag" in values and any(item.vraag == values["vraag"] for item in agenda.leervragen):
            return text
        question = Leervraag(letter=_free_letter(agenda), gesteld_in=session, **({"vraag": ""} | values))
        return put_item(text, replace(question, monitorvraag=int(number) if number else None))

    return make_part(zin("nieuwe_vraag"), fields, put, nieuw=True)


def _free_letter(agenda: Leeragenda) -> str:
    """The first letter that no question has; a question keeps its letter for life."""
    used = {item.letter for item in agenda.leervragen}
    names = (f"{first}{second}" for first in ("", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return next(name for name in names if name not in used)


def _answer(item: Afspraak, session: str) -> Vak:
    """The answer of the outer circle to a request, heard in this session."""
    fields = {"antwoord": area("antwoord")}

    def read(agenda: Leeragenda) -> dict[str, Any]:
        return _held(next((each for each in agenda.afspraken if each.id == item.id), None), fields)

    return make_part(
        zin("verzoek", wat=item.wat, wie=item.wie),
        fields,
        lambda agenda, text, values: put_values(text, "afspraak", item.id, {**values, "beantwoord_in": session}),
        lees=read,
    )


def _closing(session: str) -> Vak:
    fields = {"groep": area("slot_groep"), "inzicht": area("inzicht"), "voorwaarden": area("voorwaarden"), "beter": area("beter")}

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        known = {name: said for name, said in vars(agenda.sessie(session).afsluiting).items() if said}
        return put_values(text, "sessie", session, {"afsluiting": known | values})

    return make_part(zin("afsluiten"), fields, put, lees=lambda agenda: _held(agenda.sessie(session).afsluiting, fields))
