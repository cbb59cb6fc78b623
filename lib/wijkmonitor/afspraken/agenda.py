"""The learning agenda of one wijk: what was asked, agreed, looked back on and learned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from wijkmonitor.afspraken.items import TABELLEN, Afspraak, Belemmering, Duiding, Leervraag, Niveau, Sessie, Terugblik
from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.lezers.tekst import read_toml
from wijkmonitor.gegevens.velden import Herkomst

Item = TypeVar("Item")
HARDNEKKIG_NA = 2  # sessions without an agreement


class Les(NamedTuple):
    """A lesson with its level and the agreement that it came from."""

    les: str
    niveau: Niveau
    afspraak: Afspraak
    sessie: Sessie
    herkomst: Herkomst


@dataclass(frozen=True)
class Leeragenda:
    """All items of one agenda: sessions by date, the rest in the order of the file.

    Properties speak of the agenda as it stands; take `tot(peildatum)` first for what was known on a day.
    """

    wijk: str
    sessies: tuple[Sessie, ...] = ()
    leervragen: tuple[Leervraag, ...] = ()
    afspraken: tuple[Afspraak, ...] = ()
    terugblikken: tuple[Terugblik, ...] = ()
    duidingen: tuple[Duiding, ...] = ()
    belemmeringen: tuple[Belemmering, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sessies or self.leervragen)

    @property
    def heeft_voorbeeld(self) -> bool:
        """Whether anything in it is an example record."""
        return any(item.herkomst == "voorbeeld" for part in TABELLEN.values() for item in getattr(self, part.lijst))

    def sessie(self, id: str) -> Sessie:
        """The session with this id; KeyError if there is none."""
        return _only(self.sessies, "id", id)

    def leervraag(self, letter: str) -> Leervraag:
        """The question with this letter; KeyError if there is none."""
        return _only(self.leervragen, "letter", letter)

    def terugblik(self, afspraak: str) -> Terugblik | None:
        """The look-back on an agreement, None if nobody looked back yet."""
        return next((item for item in self.terugblikken if item.afspraak == afspraak), None)

    def gehouden(self, peildatum: date) -> tuple[Sessie, ...]:
        """The sessions held on or before this day. A session of which nothing is written down is still a plan."""
        marked = {item.sessie for item in self.afspraken} | {item.sessie for item in self.terugblikken}
        marked |= {stand.sessie for item in self.leervragen for stand in item.stand}
        marked |= {item.sessie for item in self.duidingen} | {item.gezien_in for item in self.belemmeringen}
        marked |= {item.gesteld_in for item in self.leervragen} | {item.beantwoord_in for item in self.afspraken}
        return tuple(item for item in self.sessies if item.datum <= peildatum and (item.beschreven or item.id in marked))

    def laatste_sessie(self, peildatum: date) -> Sessie | None:
        """The last session held on or before this day."""
        return max(self.gehouden(peildatum), key=_by_date, default=None)

    def volgende_sessie(self, peildatum: date) -> Sessie | None:
        """The first session that was planned for after the last one held."""
        last = self.laatste_sessie(peildatum)
        later = [item for item in self.sessies if last is None or _by_date(item) > _by_date(last)]
        return min((item for item in later if item not in self.gehouden(peildatum)), key=_by_date, default=None)

    def afspraken_van(self, sessie: str) -> tuple[Afspraak, ...]:
        """The agreements made in one session."""
        return tuple(item for item in self.afspraken if item.sessie == sessie)

    def vorige_afspraken(self, peildatum: date) -> tuple[Afspraak, ...]:
        """What the last session held on or before this day agreed; a session that agreed nothing is passed over."""
        held = sorted(self.gehouden(peildatum), key=_by_date, reverse=True)
        return next((found for item in held if (found := self.afspraken_van(item.id))), ())

    def terug_te_kijken(self, sessie: str) -> tuple[Afspraak, ...]:
        """Agreements without a look-back that are due in this session or were due in an earlier one."""
        moment = _by_date(self.sessie(sessie))
        return tuple(item for item in self.open_afspraken if _by_date(self.sessie(item.terugkijk_in)) <= moment)

    @property
    def open_afspraken(self) -> tuple[Afspraak, ...]:
        """Agreements that nobody looked back on yet."""
        done = {item.afspraak for item in self.terugblikken}
        return tuple(item for item in self.afspraken if item.id not in done)

    @property
    def open_vragen(self) -> tuple[Leervraag, ...]:
        """Questions that people still work on, those with a provisional answer included."""
        return tuple(item for item in self.leervragen if item.loopt)

    def hardnekkig(self, peildatum: date) -> tuple[Leervraag, ...]:
        """Open questions that got no agreement in the last two sessions held, and have none running."""
        known = self.tot(peildatum)
        held = known.gehouden(peildatum)
        return tuple(item for item in known.open_vragen if known._is_stuck(item, held))

    def _is_stuck(self, vraag: Leervraag, held: tuple[Sessie, ...]) -> bool:
        asked = _by_date(self.sessie(vraag.gesteld_in))
        since = [item.id for item in held if _by_date(item) >= asked][-HARDNEKKIG_NA:]
        agreed = {item.sessie for item in self.afspraken if item.leervraag == vraag.letter}
        running = any(item.leervraag == vraag.letter for item in self.open_afspraken)
        return len(since) == HARDNEKKIG_NA and not running and not agreed & set(since)

    @property
    def open_belemmeringen(self) -> tuple[Belemmering, ...]:
        """What hinders and is not gone or accepted."""
        return tuple(item for item in self.belemmeringen if item.afloop == "open")

    def taai(self, peildatum: date) -> tuple[Belemmering, ...]:
        """What still hinders in the second session held since it was named, or later."""
        known = self.tot(peildatum)
        held = known.gehouden(peildatum)
        return tuple(item for item in known.open_belemmeringen if known._times_seen(item, held) >= HARDNEKKIG_NA)

    def _times_seen(self, item: Belemmering, held: tuple[Sessie, ...]) -> int:
        named = _by_date(self.sessie(item.gezien_in))
        return sum(_by_date(session) >= named for session in held)

    @property
    def verzoeken_buiten(self) -> tuple[Afspraak, ...]:
        """Requests to the outer circle without an answer: no look-back and no `antwoord` yet."""
        return tuple(item for item in self.open_afspraken if item.naar_kring == "buiten" and not item.antwoord)

    def antwoorden_van(self, sessie: str) -> tuple[Afspraak, ...]:
        """The requests of earlier sessions that this one heard the answer to; the one that looked back, where nothing says which."""
        heard = {item.id: item.beantwoord_in or getattr(self.terugblik(item.id), "sessie", "") for item in self.afspraken}
        return tuple(item for item in self.afspraken if item.antwoord and heard[item.id] == sessie != item.sessie)

    def hindert_nog(self, sessie: str) -> tuple[Belemmering, ...]:
        """What earlier sessions named as hindering, and of which this one has to say whether it is still there."""
        moment = _by_date(self.sessie(sessie))
        return tuple(item for item in self.open_belemmeringen if _by_date(self.sessie(item.gezien_in)) < moment)

    @property
    def lessen(self) -> tuple[Les, ...]:
        """Lessons from the look-backs, in the order of the file."""
        made = {item.id: item for item in self.afspraken}
        return tuple(
            Les(item.les, item.niveau, made[item.afspraak], self.sessie(item.sessie), item.herkomst)
            for item in self.terugblikken
            if item.les
        )

    def tot(self, peildatum: date) -> Leeragenda:
        """The agenda as known on this day: what sessions up to then brought, and planned sessions that it names."""
        held = {item.id for item in self.gehouden(peildatum)}
        later = {item.id for item in self.sessies if item.beschreven and item.datum > peildatum}
        agreements = tuple(_before(item, later) for item in self.afspraken if item.sessie in held)
        named = held | {item.terugkijk_in for item in agreements}
        return replace(self._brought_by(held, agreements), sessies=tuple(item for item in self.sessies if item.id in named))

    def heel(self) -> Leeragenda:
        """The items whose references lead somewhere."""
        known = {item.id for item in self.sessies}
        return self._brought_by(known, tuple(item for item in self.afspraken if {item.sessie, item.terugkijk_in} <= known))

    def _brought_by(self, sessies: set[str], afspraken: tuple[Afspraak, ...]) -> Leeragenda:
        """The agenda with these agreements, and of all else what these sessions brought."""
        made = {item.id for item in afspraken}
        return replace(
            self,
            leervragen=tuple(
                replace(item, stand=tuple(stand for stand in item.stand if stand.sessie in sessies))
                for item in self.leervragen
                if item.gesteld_in in sessies
            ),
            afspraken=afspraken,
            terugblikken=tuple(item for item in self.terugblikken if item.sessie in sessies and item.afspraak in made),
            duidingen=tuple(item for item in self.duidingen if item.sessie in sessies),
            belemmeringen=tuple(
                replace(
                    item,
                    stand=tuple(stand for stand in item.stand if stand.sessie in sessies),
                    afspraken=tuple(name for name in item.afspraken if name in made),
                )
                for item in self.belemmeringen
                if item.gezien_in in sessies
            ),
        )


def _before(item: Afspraak, later: set[str]) -> Afspraak:
    """The agreement without an answer that a later session heard; one that waits for a session to come is known."""
    return replace(item, antwoord="", beantwoord_in="") if item.beantwoord_in in later else item


def _by_date(sessie: Sessie) -> tuple[date, str]:
    return sessie.datum, sessie.id


def _only(items: Iterable[Item], key: str, value: str) -> Item:
    for item in items:
        if getattr(item, key) == value:
            return item
    raise KeyError(f"no item with {key}={value!r} in this agenda")


def load_agenda(path: Path, *, wijk: str, vandaag: date, geen_mens: tuple[str, ...] = ()) -> tuple[Leeragenda, tuple[Fout, ...]]:
    """The agenda in a `leeragenda.toml` and every fault in it; no file is an empty agenda.

    wijk: the slug of the wijk. vandaag: sessions after it are planned. Items with a fault are left out of the agenda.
    geen_mens: names of places and organisations of the wijk.
    """
    if not path.exists():
        return Leeragenda(wijk), ()
    try:
        return parse_agenda(read_toml(path), wijk=wijk, vandaag=vandaag, geen_mens=geen_mens)
    except LeesFout as error:
        return Leeragenda(wijk), error.fouten


def parse_agenda(text: str, *, wijk: str, vandaag: date, geen_mens: tuple[str, ...] = ()) -> tuple[Leeragenda, tuple[Fout, ...]]:
    """The same from a text that is not in a file yet."""
    from wijkmonitor.afspraken.lezer import parse_items  # these two make agendas
    from wijkmonitor.afspraken.verbanden import check_links

    items = parse_items(text, wijk=wijk, geen_mens=geen_mens)
    return items.agenda.heel(), tuple(sorted((*items.fouten, *check_links(items, vandaag=vandaag))))
