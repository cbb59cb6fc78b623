"""Links between the items of an agenda: what refers to what, and whether the order in time is possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from wijkmonitor.afspraken import meld
from wijkmonitor.afspraken.items import Afspraak, Belemmering, Duiding, Herkenning, Leervraag, Sessie, Terugblik
from wijkmonitor.afspraken.lezer import Items
from wijkmonitor.gegevens.fouten import Fout

EERSTE_JAAR = 2000
JAREN_VOORUIT = 5


@dataclass(frozen=True)
class _Net:
    """The items by name."""

    items: Items
    sessies: dict[str, Sessie]
    vragen: dict[str, Leervraag]
    afspraken: dict[str, Afspraak]
    vandaag: date

    def stands(self, table: str, name: str, sound: Collection[str]) -> bool:
        """Whether an item of this name stands in the file, with or without faults of its own."""
        return name in sound or (table, name) in self.items.regels

    def before(self, earlier: str, later: str) -> bool:
        """Whether one session was before another; True if one of them can't be read."""
        a, b = self.sessies.get(earlier), self.sessies.get(later)
        return a is None or b is None or a.datum < b.datum

    def not_later(self, earlier: str, later: str) -> bool:
        """Whether two sessions that stand in the file are in the wrong order."""
        both = (self.stands("sessie", name, self.sessies) for name in (earlier, later))
        return all(both) and not self.before(earlier, later)

    def unknown_session(self, *where: str, name: str) -> Iterator[Fout]:
        if not self.stands("sessie", name, self.sessies):
            yield self.items.fault(where, *meld("verband.sessie", namen=", ".join(self.sessies) or "nog geen"), name)


def check_links(items: Items, *, vandaag: date) -> tuple[Fout, ...]:
    """Every reference that leads nowhere, every order in time that can't be, and what is worth filling in."""
    agenda = items.agenda
    net = _Net(
        items,
        {item.id: item for item in agenda.sessies},
        {item.letter: item for item in agenda.leervragen},
        {item.id: item for item in agenda.afspraken},
        vandaag,
    )
    return (
        *(fault for item in agenda.sessies for fault in _session(net, item)),
        *(fault for item in agenda.leervragen for fault in _question(net, item)),
        *(fault for item in agenda.afspraken for fault in _agreement(net, item)),
        *(fault for item in agenda.terugblikken for fault in _look_back(net, item)),
        *(fault for item in agenda.duidingen for fault in _reading(net, item)),
        *(fault for item in agenda.belemmeringen for fault in _hindrance(net, item)),
    )


def _session(net: _Net, item: Sessie) -> Iterator[Fout]:
    where = ("sessie", item.id)
    if not EERSTE_JAAR <= item.datum.year <= net.vandaag.year + JAREN_VOORUIT:
        yield net.items.fault((*where, "datum"), *meld("verband.jaar"), str(item.datum))
    if item.vorige:
        yield from net.unknown_session(*where, "vorige", name=item.vorige)
        if not net.before(item.vorige, item.id):
            yield net.items.fault((*where, "vorige"), *meld("verband.vorige"), item.vorige)
    if item.gesloten and item.datum > net.vandaag:
        yield net.items.fault((*where, "gesloten"), *meld("verband.gesloten"))


def _question(net: _Net, item: Leervraag) -> Iterator[Fout]:
    where = ("leervraag", item.letter)
    yield from net.unknown_session(*where, "gesteld_in", name=item.gesteld_in)
    for stand in item.stand:
        yield from net.unknown_session(*where, "stand", name=stand.sessie)
    days = [net.sessies[stand.sessie].datum for stand in item.stand if stand.sessie in net.sessies]
    if days != sorted(days):
        yield net.items.fault((*where, "stand"), *meld("verband.volgorde"))


def _agreement(net: _Net, item: Afspraak) -> Iterator[Fout]:
    where = ("afspraak", item.id)
    yield from net.unknown_session(*where, "sessie", name=item.sessie)
    yield from net.unknown_session(*where, "terugkijk_in", name=item.terugkijk_in)
    if item.beantwoord_in:
        yield from net.unknown_session(*where, "beantwoord_in", name=item.beantwoord_in)
    if net.not_later(item.sessie, item.terugkijk_in):
        yield net.items.fault((*where, "terugkijk_in"), *meld("verband.terugkijken"), item.terugkijk_in)
    if item.leervraag and not net.stands("leervraag", item.leervraag, net.vragen):
        what = meld("verband.leervraag", vragen=", ".join(net.vragen) or "nog geen")
        yield net.items.fault((*where, "leervraag"), *what, item.leervraag)
    for then in item.toen:
        if then.bevinding and then.bevinding not in item.bevindingen:
            yield net.items.fault((*where, "toen"), *meld("verband.toen"), then.bevinding)
    if item.verwacht_cijfer is not None and len(item.bevindingen) != 1:
        yield net.items.fault((*where, "verwacht_cijfer"), *meld("verband.verwacht_cijfer"))
    if not item.verwachting:
        yield net.items.fault((*where, "verwachting"), *meld("verband.verwachting"), ernst="let op")


def _look_back(net: _Net, item: Terugblik) -> Iterator[Fout]:
    where = ("terugblik", item.afspraak)
    yield from net.unknown_session(*where, "sessie", name=item.sessie)
    if not net.stands("afspraak", item.afspraak, net.afspraken):
        yield net.items.fault(where, *meld("verband.terugblik_zonder"), item.afspraak)
    made = net.afspraken.get(item.afspraak)
    if made and net.not_later(made.sessie, item.sessie):
        yield net.items.fault((*where, "sessie"), *meld("verband.terugblik_te_vroeg"), item.sessie)


def _reading(net: _Net, item: Duiding) -> Iterator[Fout]:
    where, mine = ("duiding", item.nummer), (item.sessie, item.bevinding)
    yield from net.unknown_session(*where, "sessie", name=item.sessie)
    first = next(other for other in net.items.agenda.duidingen if (other.sessie, other.bevinding) == mine)
    if item is not first:
        yield net.items.fault((*where, "bevinding"), *meld("verband.duiding_dubbel"), item.bevinding)
    if not item.herkend and item.geraden is None:
        yield net.items.fault((*where, "herkend"), *meld("verband.herkend", woorden=", ".join(get_args(Herkenning))))
    known = ("niets", *net.afspraken, *net.vragen)
    tables = ("afspraak", "leervraag")
    if item.leidt_tot and not any(net.stands(table, item.leidt_tot, known) for table in tables):
        yield net.items.fault((*where, "leidt_tot"), *meld("verband.leidt_tot", namen=", ".join(known)), item.leidt_tot)


def _hindrance(net: _Net, item: Belemmering) -> Iterator[Fout]:
    where = ("belemmering", item.id)
    yield from net.unknown_session(*where, "gezien_in", name=item.gezien_in)
    for stand in item.stand:
        yield from net.unknown_session(*where, "stand", name=stand.sessie)
    for name in item.afspraken:
        if not net.stands("afspraak", name, net.afspraken):
            what = meld("verband.afspraak", namen=", ".join(net.afspraken) or "nog geen")
            yield net.items.fault((*where, "afspraken"), *what, name)
    if item.afloop == "open" and not item.eigenaar:
        yield net.items.fault((*where, "eigenaar"), *meld("verband.niemand"), ernst="let op")
    if item.afloop == "open" and not (item.afspraken or item.besluit):
        yield net.items.fault((*where, "afspraken"), *meld("verband.niets_afgesproken"), ernst="let op")
