"""Planning and closing a session: the text of `leeragenda.toml` in, the new text out; comments stay. And where the cycle stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import tomlkit

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.invullen import as_rows, as_toml
from wijkmonitor.afspraken.items import Afspraak, Belemmering, Sessie, Toen
from wijkmonitor.taal.getallen import datum


@dataclass(frozen=True)
class Sluiting:
    """Whether a session can be closed. mist: agreements that are due without a look-back; leeg: nothing was written."""

    sessie: Sessie
    mist: tuple[Afspraak, ...]
    leeg: bool
    te_vroeg: bool
    let_op: tuple[str, ...]

    @property
    def kan(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.mist or self.leeg or self.te_vroeg)


def session_to_close(agenda: Leeragenda, vandaag: date) -> Sessie | None:
    """The last session up to today that is not closed yet, else the first planned one; None if all are closed."""
    last = max((item.datum for item in agenda.sessies if item.gesloten), default=date.min)
    open_ = [item for item in agenda.sessies if not item.gesloten and item.datum >= last]
    past = [item for item in open_ if item.datum <= vandaag]
    return past[-1] if past else next(iter(open_), None)


def check_closing(agenda: Leeragenda, sessie: Sessie, vandaag: date) -> Sluiting:
    """What stands in the way of closing this session, and what is worth a look."""
    made = agenda.afspraken_van(sessie.id)
    stands = {item.letter for item in agenda.leervragen for stand in item.stand if stand.sessie == sessie.id}
    looked = any(item.sessie == sessie.id for item in agenda.terugblikken)
    read = {item.bevinding for item in agenda.duidingen if item.sessie == sessie.id}
    unread = [id for id in sessie.besproken if id not in read]
    waiting = [item.letter for item in agenda.open_vragen if item.letter not in stands]

    def looked_at(item: Belemmering) -> bool:
        return any(stand.sessie == sessie.id for stand in item.stand)

    notes = [
        *([] if sessie.binnenkring else [zin("sluiten.geen_kring")]),
        *([] if made else [zin("sluiten.geen_afspraak")]),
        *([zin("sluiten.geen_stand", letters=", ".join(waiting))] if waiting else []),
        *(
            zin("sluiten.geen_stand_hinder", wat=item.wat.rstrip("."))
            for item in agenda.hindert_nog(sessie.id)
            if not looked_at(item)
        ),
        *([zin("sluiten.geen_duiding", namen=", ".join(unread))] if unread else []),
        *(zin("sluiten.geen_bevinding", id=item.id) for item in made if not item.bevindingen),
    ]
    return Sluiting(
        sessie=sessie,
        mist=agenda.terug_te_kijken(sessie.id),
        leeg=not (made or looked or stands or read or agenda.antwoorden_van(sessie.id) or sessie.beschreven),
        te_vroeg=sessie.datum > vandaag,
        let_op=tuple(notes),
    )


def next_id(agenda: Leeragenda, wijk: str) -> str:
    """A name for a new session: the last one counted on (`laak-02` gives `laak-03`), else wijk and number.

    >>> next_id(Leeragenda("laak"), "laak")
    'laak-01'
    """
    taken = {item.id for item in agenda.sessies}
    last = agenda.sessies[-1].id if agenda.sessies else f"{wijk}-00"
    match = re.fullmatch(r"(.*?\D)(\d{1,3})", last)
    stem, number = (match[1], match[2]) if match and not re.search(r"\d{4}-$", match[1]) else (f"{wijk}-", "00")
    for step in range(1, 1000):
        name = f"{stem}{int(number) + step:0{max(len(number), 2)}d}"
        if name not in taken:
            return name
    raise ValueError(f"no free session id after {last!r}")


def next_day(agenda: Leeragenda, vandaag: date) -> date:
    """Today, or the day after the last session where that is later."""
    last = max((item.datum for item in agenda.sessies), default=date.min)
    return max(vandaag, last + timedelta(days=1)) if agenda.sessies else vandaag


def plan_session(text: str, agenda: Leeragenda, *, id: str, datum: date) -> str:
    """The agenda with a new session at the end: every byte that was there stays."""
    last = agenda.sessies[-1].id if agenda.sessies else ""
    block = f"[sessie.{_key(id)}]\ndatum = {datum}\n" + (f"vorige = {_quote(last)}\n" if last else "")
    start = text.rstrip("\n") or zin("formulier.kop").strip("\n")
    return _checked(text, f"{start}\n\n{block}", {"sessie": {id}})


def add_forms(text: str, agenda: Leeragenda, *, id: str, zicht: Sequence[str] = ()) -> str:
    """The agenda with forms to fill in for this session, as comments at the end; a form that is there stays as it is.

    It is known by how it begins: an earlier version may have said something else further on.
    zicht: per finding, what can be known of it by the next session.
    """
    parts = []
    closing = zin("formulier.sessie", id=id)
    if closing.strip().partition(". ")[0] not in text:
        parts.append(closing)
        letter = agenda.open_vragen[0].letter if agenda.open_vragen else "A"
        known = "".join(f"{zin('formulier.zicht', zicht=_flat(line))}\n" for line in zicht)
        parts.append(zin("formulier.afspraak", id=_key(f"{id}-1"), letter=_quote(letter)) + known)
    if f"# [[duiding]]\n# sessie = {_quote(id)}" not in text:
        parts.append(zin("formulier.duiding", sessie=_quote(id)))
    if f"[belemmering.{_key(f'{id}-1')}]" not in text:
        parts.append(zin("formulier.belemmering", id=_key(f"{id}-1"), sessie=_quote(id)))
    for item in agenda.terug_te_kijken(id):
        if f"[terugblik.{_key(item.id)}]" not in text:
            parts.append(
                zin("formulier.terugblik", afspraak=_key(item.id), sessie=_quote(id), wat=_flat(item.wat), wie=_flat(item.wie))
            )
    for stuck in agenda.hindert_nog(id):
        asked = zin("formulier.hindert", id=_key(stuck.id), wat=_flat(stuck.wat), sessie=id)
        if asked.strip() not in text and not any(stand.sessie == id for stand in stuck.stand):
            parts.append(asked + zin("formulier.hinderstand", stand=_stands(stuck, id)))
    added = "".join(f"\n{part.strip()}\n" for part in parts)
    return _checked(text, f"{text.rstrip()}\n{added}" if added else text, {})


def _stands(item: Belemmering, sessie: str) -> str:
    """Where it stood after each session, with a line to fill in for this one."""
    rows = [(stand.sessie, stand.is_, stand.waardoor) for stand in item.stand if stand.sessie != sessie]
    lines = (f"{{ sessie = {_quote(name)}, is = {_quote(is_)}, waardoor = {_quote(_flat(why))} }}" for name, is_, why in rows)
    return ", ".join([*lines, f'{{ sessie = {_quote(sessie)}, is = "open", waardoor = "" }}'])


def move_session(text: str, *, id: str, datum: date) -> str:
    """The agenda with another day for one session."""
    document = tomlkit.parse(text)
    _table(document, "sessie", id)["datum"] = datum
    return _checked(text, tomlkit.dumps(document), {"sessie": {id}})


def close_session(
    text: str, *, id: str, toen: Mapping[str, Sequence[Toen]], gezien: Mapping[str, Toen] = MappingProxyType({})
) -> str:
    """The agenda with this session closed and the figures of that moment where none were written.

    toen: per agreement. gezien: per finding that the session said something of.
    """
    document = tomlkit.parse(text)
    _table(document, "sessie", id)["gesloten"] = True
    changed = set()
    for name, figures in toen.items():
        table = _table(document, "afspraak", name)
        if figures and "toen" not in table and "waarde_toen" not in table:
            table["toen"] = as_rows(figures)
            changed.add(name)
    read = set()
    for place, row in enumerate(document.get("duiding", ())):
        if row["sessie"] == id and "toen" not in row and row["bevinding"] in gezien:
            row["toen"] = as_toml(gezien[row["bevinding"]])
            read.add(str(place))
    return _checked(text, tomlkit.dumps(document), {"sessie": {id}, "afspraak": changed, "duiding": read})


def _table(document: Any, table: str, name: str) -> Any:
    try:
        return document[table][name]
    except KeyError:
        raise ValueError(f"{table}={name!r} is not in this agenda") from None


def _checked(before: str, after: str, changed: Mapping[str, set[str]]) -> str:
    """The new text, once it is sure that only the items named in `changed` differ."""
    old, new = _items(tomllib.loads(before)), _items(tomllib.loads(after))
    touched = {(table, name) for table, names in changed.items() for name in names}
    wrong = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)} - touched
    if wrong:
        raise ValueError(f"writing the agenda would also change {sorted(wrong)}")
    return after


def _items(content: dict[str, Any]) -> dict[tuple[str, str], Any]:
    groups = {table: dict(enumerate(group)) if isinstance(group, list) else group for table, group in content.items()}
    return {(table, str(name)): body for table, group in groups.items() for name, body in group.items()}


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quote(name)


def _flat(text: str) -> str:
    """The text on one line, so that it stays a comment."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _quote(text: str) -> str:
    return tomlkit.string(text).as_string()


def overview(agenda: Leeragenda, vandaag: date) -> Iterator[str]:
    """Lines on the last and next session, open questions and agreements, requests to the outer circle, and lessons."""
    last = agenda.laatste_sessie(vandaag)
    stuck = {item.letter for item in agenda.hardnekkig(vandaag)}
    if agenda.heeft_voorbeeld:
        yield zin("overzicht.voorbeeld")
    yield zin("overzicht.laatste", sessie=_when(last)) + (zin("overzicht.open") if last and not last.gesloten else "")
    yield zin("overzicht.volgende", sessie=_when(agenda.volgende_sessie(vandaag)))
    yield from _part(
        "vragen",
        [
            f"{item.letter}. {item.vraag}{zin('overzicht.hardnekkig') if item.letter in stuck else ''}"
            for item in agenda.open_vragen
        ],
    )
    yield from _part("afspraken", [zin("overzicht.afspraak", a=item, sessie=item.terugkijk_in) for item in agenda.open_afspraken])
    yield from _part("verzoeken", [f"{item.id}: {item.wat}" for item in agenda.verzoeken_buiten])
    hinders = [
        zin("overzicht.belemmering", b=item, wie=item.eigenaar or zin("overzicht.niemand")) for item in agenda.open_belemmeringen
    ]
    yield from _part("belemmeringen", hinders)
    yield from _part("lessen", [f"{item.les} ({item.niveau})" for item in agenda.lessen])


def _part(name: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"{zin(f'overzicht.{name}')}: {len(lines) or 'geen'}"
    yield from (f"  - {line}" for line in lines)


def _when(session: Sessie | None) -> str:
    return f"{session.id} op {datum(session.datum)}" if session else "geen"
