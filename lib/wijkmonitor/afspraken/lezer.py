"""The text of `leeragenda.toml`: checked items out, every fault with its line and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from wijkmonitor.afspraken import meld
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.items import TABELLEN
from wijkmonitor.gegevens.fouten import Ernst, Fout, LeesFout, kies_uit
from wijkmonitor.gegevens.kolom import in_words
from wijkmonitor.gegevens.lezers.tekst import Regelnummers, find_lines, line_of, parse_toml
from wijkmonitor.gegevens.wijken import AGENDA_TOML
from wijkmonitor.privacy.screening import find_person

LIJSTEN = frozenset({"duiding"})  # tables whose items have no name: [[duiding]]
# fields that hold a name, a date or a choice instead of text
GEEN_TEKST = frozenset((
    "afspraken", "beantwoord_in", "besluit", "besproken", "bevinding", "bevindingen", "datum", "deel", "factor", "foto", "gesteld_in",
    "gezien_in", "herkend", "herkomst", "indicatoren", "is", "kring", "leervraag", "leidt_tot", "naar_kring", "niveau", "sessie",
    "terugkijk_in", "verwacht", "vorige", "wijk",
))  # fmt: skip


@dataclass(frozen=True)
class Items:
    """The items of one agenda, the faults in them, and where each stands."""

    agenda: Leeragenda
    fouten: tuple[Fout, ...] = ()
    regels: Regelnummers = field(default_factory=dict)
    geen_mens: tuple[str, ...] = ()

    def fault(self, where: tuple[str, ...], wat: str, doen: str, gevonden: str = "", ernst: Ernst = "fout") -> Fout:
        """A fault at (table, item, key), with the line where that stands."""
        return Fout(AGENDA_TOML, line_of(self.regels, where), ".".join(where), wat, doen, gevonden, ernst=ernst)


def parse_items(text: str, *, wijk: str, geen_mens: tuple[str, ...] = ()) -> Items:
    """All items in the text of an agenda that can be read, and a fault for every one that can't."""
    try:
        content = parse_toml(AGENDA_TOML, text)
    except LeesFout as error:
        return Items(Leeragenda(wijk), error.fouten)
    start = Items(Leeragenda(wijk), regels=find_lines(text), geen_mens=geen_mens)
    unknown = [key for key in content if key not in TABELLEN]
    faults = [start.fault((key,), *meld("agenda.onderdeel", kies=kies_uit(key, TABELLEN)), key) for key in unknown]
    found: dict[str, list[Any]] = {table: [] for table in TABELLEN}
    for table in TABELLEN:
        for item, body in _bodies(start, content, table, faults):
            read, wrong = _read_item(start, table, item, body, wijk)
            faults += wrong
            found[table] += [read] if read is not None else []
    found["sessie"].sort(key=lambda item: (item.datum, item.id))
    agenda = Leeragenda(wijk, **{part.lijst: tuple(found[table]) for table, part in TABELLEN.items()})
    return replace(start, agenda=agenda, fouten=tuple(faults))


def _bodies(items: Items, content: dict[str, Any], table: str, faults: list[Fout]) -> Iterator[tuple[str, dict[str, Any]]]:
    group = content.get(table, {})
    if table in LIJSTEN and isinstance(group, list):
        group = {str(number): body for number, body in enumerate(group, start=1)}
    elif table in LIJSTEN and group:
        faults.append(items.fault((table,), *meld("agenda.heeft_geen_naam", tabel=table)))
        return
    elif not isinstance(group, dict):
        faults.append(items.fault((table,), *meld("agenda.zonder_naam", tabel=table)))
        return
    for name, body in group.items():
        if isinstance(body, dict):
            yield name, body
        else:
            faults.append(items.fault((table, name), *meld("agenda.los", tabel=table)))


def _read_item(items: Items, table: str, name: str, body: dict[str, Any], wijk: str) -> tuple[Any, list[Fout]]:
    """The item, or None with its faults."""
    kind, key, _ = TABELLEN[table]
    named = dict.fromkeys(field for field, text in _texts(body) if find_person(text, items.geen_mens))
    faults = [items.fault((table, name, field), *meld("agenda.persoon")) for field in named]
    values = _prepare(table, body, items, name)
    try:
        read = adapter_of(kind).validate_python(values | {key: name})
    except ValidationError as error:
        return None, faults + [_translate(items, table, name, part) for part in error.errors(include_url=False)]
    if key in body:
        faults.append(items.fault((table, name, key), *meld("agenda.naam_erin")))
    if table == "sessie" and _other_wijk(read.wijk, wijk):
        faults.append(items.fault((table, name, "wijk"), *meld("agenda.andere_wijk", wijk=wijk), read.wijk))
    return (None if faults else read), faults


@cache
def adapter_of(kind: type) -> TypeAdapter[Any]:
    """What reads items of a kind, made once per process."""
    return TypeAdapter(kind)


def _prepare(table: str, body: dict[str, Any], items: Items, name: str) -> dict[str, Any]:
    """The body as its type wants it: an agreement knows its session, and `toen` is a list of figures."""
    values = dict(body)
    if table != "afspraak":
        return values
    if "sessie" not in values and (made_in := session_of(name, items.regels)):
        values["sessie"] = made_in
    then = values.get("toen", [])
    then = [{"tekst": then}] if isinstance(then, str) else [then] if isinstance(then, dict) else then
    if "waarde_toen" in values:
        then = [{**(then[0] if then else {}), "waarde": values.pop("waarde_toen")}]
    return values | {"toen": then}


def session_of(afspraak: str, regels: Regelnummers) -> str:
    """The session that an agreement's id begins with: `laak-02-1` was made in `laak-02`; "" if there is none."""
    known = [path[1] for path in regels if len(path) == 2 and path[0] == "sessie"]
    return max((name for name in known if afspraak.startswith(f"{name}-")), key=len, default="")


def _other_wijk(found: str, wijk: str) -> bool:
    """Whether `wijk` of a session names another folder; CBS codes are not compared."""
    return bool(found) and found.lower() != wijk and not re.fullmatch(r"(WK\d{4}\w{2}|BU\d{4}\w{4}|GM\d{4})", found)


def _texts(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, text) of every free text in an item."""
    for key, value in body.items():
        if key in GEEN_TEKST:
            continue
        if key in ("binnenkring", "buitenkring") and isinstance(value, dict):
            yield from ((key, str(role)) for role in value)
        else:
            yield from ((key, text) for text in _strings(value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from () if key in GEEN_TEKST else _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _translate(items: Items, table: str, name: str, error: ErrorDetails) -> Fout:
    """A fault of pydantic in Dutch."""
    where = [str(part) for part in error["loc"]]
    no_session = table == "afspraak" and where == ["sessie"] and error["type"] == "missing"
    what = meld("agenda.welke_sessie") if no_session else in_words(error)
    given = "" if error["type"] in ("missing", "unexpected_keyword_argument") else str(error["input"])
    depth = 1 if where[:1] in (["binnenkring"], ["buitenkring"]) else 2  # a role may be the name of somebody
    return items.fault((table, name, *(part for part in where[:depth] if not part.isdigit())), *what, given)
