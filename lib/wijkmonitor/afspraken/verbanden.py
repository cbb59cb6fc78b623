"""Links between the items of an agenda: what refers to what, and whether the order in time is possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

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

    def known(self, name: str) -> bool:
        """Whether the session stands in the file, with or without faults of its own."""
        return name in self.sessies or ("sessie", name) in self.items.regels

    def before(self, earlier: str, later: str) -> bool:
        """Whether one session was before another; True if one of them can't be read."""
        a, b = self.sessies.get(earlier), self.sessies.get(later)
        return a is None or b is None or a.datum < b.datum

    def unknown_session(self, *where: str, name: str) -> Iterator[Fout]:
        if not self.known(name):
            names = ", ".join(self.sessies) or "nog geen"
            do = f"Deze sessies zijn er: {names}. Voeg de sessie toe met haar datum of verbeter de naam."
            yield self.items.fault(*where, wat="Deze sessie bestaat niet.", doen=do, gevonden=name)


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
        do = "Kijk het jaar na. Schrijf bijvoorbeeld 2022-04-12."
        yield net.items.fault(*where, "datum", wat="Dit jaar kan niet.", doen=do, gevonden=str(item.datum))
    if item.vorige:
        yield from net.unknown_session(*where, "vorige", name=item.vorige)
        if not net.before(item.vorige, item.id):
            what = "De vorige sessie is niet eerder dan deze."
            yield net.items.fault(*where, "vorige", wat=what, doen="Kijk beide datums na.", gevonden=item.vorige)
    if item.gesloten and item.datum > net.vandaag:
        what = "Deze sessie is gesloten, maar de datum is nog niet geweest."
        yield net.items.fault(*where, "gesloten", wat=what, doen="Verbeter de datum of haal gesloten weg.")


def _question(net: _Net, item: Leervraag) -> Iterator[Fout]:
    where = ("leervraag", item.letter)
    yield from net.unknown_session(*where, "gesteld_in", name=item.gesteld_in)
    for stand in item.stand:
        yield from net.unknown_session(*where, "stand", name=stand.sessie)
    days = [net.sessies[stand.sessie].datum for stand in item.stand if stand.sessie in net.sessies]
    if days != sorted(days):
        yield net.items.fault(*where, "stand", wat="De volgorde klopt niet.", doen="Zet de oudste sessie eerst.")


def _agreement(net: _Net, item: Afspraak) -> Iterator[Fout]:
    where = ("afspraak", item.id)
    yield from net.unknown_session(*where, "sessie", name=item.sessie)
    yield from net.unknown_session(*where, "terugkijk_in", name=item.terugkijk_in)
    if item.beantwoord_in:
        yield from net.unknown_session(*where, "beantwoord_in", name=item.beantwoord_in)
    if net.known(item.sessie) and net.known(item.terugkijk_in) and not net.before(item.sessie, item.terugkijk_in):
        what = "Deze afspraak kijkt terug in een sessie die niet later is."
        yield net.items.fault(*where, "terugkijk_in", wat=what, doen="Kies een latere sessie.", gevonden=item.terugkijk_in)
    if item.leervraag and item.leervraag not in net.vragen and ("leervraag", item.leervraag) not in net.items.regels:
        do = f"Deze vragen zijn er: {', '.join(net.vragen) or 'nog geen'}."
        yield net.items.fault(*where, "leervraag", wat="Deze leervraag bestaat niet.", doen=do, gevonden=item.leervraag)
    for then in item.toen:
        if then.bevinding and then.bevinding not in item.bevindingen:
            what = "Dit cijfer hoort bij een bevinding die niet bij de afspraak staat."
            yield net.items.fault(*where, "toen", wat=what, doen="Zet de bevinding erbij.", gevonden=then.bevinding)
    if item.verwacht_cijfer is not None and len(item.bevindingen) != 1:
        what = "Een verwacht cijfer hoort bij één bevinding."
        yield net.items.fault(*where, "verwacht_cijfer", wat=what, doen="Noem bij bevindingen precies één bevinding.")
    if not item.verwachting:
        what = "Bij deze afspraak staat geen verwachting."
        yield net.items.fault(*where, "verwachting", wat=what, doen="Schrijf wat u verwacht te zien.", ernst="let op")


def _look_back(net: _Net, item: Terugblik) -> Iterator[Fout]:
    where = ("terugblik", item.afspraak)
    yield from net.unknown_session(*where, "sessie", name=item.sessie)
    made = net.afspraken.get(item.afspraak)
    if made is None and ("afspraak", item.afspraak) not in net.items.regels:
        do = "Geef de terugblik dezelfde naam als de afspraak."
        yield net.items.fault(*where, wat="Deze afspraak bestaat niet.", doen=do, gevonden=item.afspraak)
    if made and net.known(made.sessie) and net.known(item.sessie) and not net.before(made.sessie, item.sessie):
        what = "De terugblik is in een sessie die niet later is dan de afspraak."
        yield net.items.fault(*where, "sessie", wat=what, doen="Kijk de sessie na.", gevonden=item.sessie)


def _reading(net: _Net, item: Duiding) -> Iterator[Fout]:
    where = ("duiding", item.nummer)
    yield from net.unknown_session(*where, "sessie", name=item.sessie)
    twice = [
        other.nummer for other in net.items.agenda.duidingen if (other.sessie, other.bevinding) == (item.sessie, item.bevinding)
    ]
    if item.nummer != twice[0]:
        what = "Over deze bevinding staat er van deze sessie al een duiding."
        yield net.items.fault(*where, "bevinding", wat=what, doen="Voeg de twee samen.", gevonden=item.bevinding)
    if not item.herkend and item.geraden is None:
        what = "Hier staat niet of de groep het herkent, en niet wat zij raadde."
        yield net.items.fault(*where, "herkend", wat=what, doen=f"Kies uit: {', '.join(get_args(Herkenning))}.")
    known = ("niets", *net.afspraken, *net.vragen)
    written = {path[1] for path in net.items.regels if path[0] in ("afspraak", "leervraag") and len(path) == 2}
    if item.leidt_tot and item.leidt_tot not in {*known, *written}:
        what = "Deze afspraak of vraag bestaat niet."
        yield net.items.fault(*where, "leidt_tot", wat=what, doen=f"Kies uit: {', '.join(known)}.", gevonden=item.leidt_tot)


def _hindrance(net: _Net, item: Belemmering) -> Iterator[Fout]:
    where = ("belemmering", item.id)
    yield from net.unknown_session(*where, "gezien_in", name=item.gezien_in)
    for stand in item.stand:
        yield from net.unknown_session(*where, "stand", name=stand.sessie)
    for name in item.afspraken:
        if name not in net.afspraken and ("afspraak", name) not in net.items.regels:
            do = f"Deze afspraken zijn er: {', '.join(net.afspraken) or 'nog geen'}."
            yield net.items.fault(*where, "afspraken", wat="Deze afspraak bestaat niet.", doen=do, gevonden=name)
    if item.afloop == "open" and not item.eigenaar:
        what = "Van deze belemmering staat er niet wie eraan werkt."
        yield net.items.fault(*where, "eigenaar", wat=what, doen="Schrijf een rol of organisatie.", ernst="let op")
    if item.afloop == "open" and not (item.afspraken or item.besluit):
        what = "Over deze belemmering is niets afgesproken."
        yield net.items.fault(*where, "afspraken", wat=what, doen="Noem een afspraak, of vraag een besluit.", ernst="let op")
