"""Samen leren: the wijken side by side, what they learned, what is open, and a page for the progress report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Unpack

from wijkmonitor.afspraken.items import Leervraag
from wijkmonitor.afspraken.menukaart import Kaart, published_lessons
from wijkmonitor.bevinding import Bevinding, Herkomst
from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.dossier import Dossier, find_wijken
from wijkmonitor.gegevens.bronregister import Vermelding, load_register
from wijkmonitor.paginas.kaarten import Menukaart, make_menukaart
from wijkmonitor.paginas.kring import Aanpak, Agendaregel, Deelnemer, Kring, read_aanpak
from wijkmonitor.paginas.openen import Alle, gather, load_all, make_readable, open_data
from wijkmonitor.paginas.verzameld import Verzameld, read_verzameld
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import as_sentence, klein_begin, meervoud, opsomming_kort
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "6-samen-leren"
TEKST = load_teksten(NAAM)
GENOEMD = 3  # published lessons of a wijk; all of them stand on the menukaart
PROGRAMMA = "programma"  # what an entry of the register says in the place of a wijk, where it is about all of them
VRAGEN: tuple[Documentsoort, ...] = tuple(DOCUMENTEN[naam] for naam in DOCUMENTEN[NAAM].volgt)


class Koppel(NamedTuple):
    """A finding that goes well in a wijk, and the open questions of other wijken about the same monitor question."""

    soort: Documentsoort
    wijk: Deelnemer
    lukt: Bevinding
    vragen: tuple[tuple[Deelnemer, Leervraag], ...]

    @property
    def voorbeeld(self) -> bool:
        """Whether a part of it is invented."""
        return "voorbeeld" in (self.lukt.herkomst, *(question.herkomst for _, question in self.vragen))


def match(kring: Kring, soorten: Sequence[Documentsoort]) -> tuple[Koppel, ...]:
    """Per monitor question every wijk where something goes well that others ask about, in alphabetical order.

    Left out: a figure that the question is not about (`indicatoren`), a wijk that asks the same, and who asks while the same goes well there.
    """
    well = {(wijk.slug, soort.naam): _goes_well(wijk, soort.naam) for wijk in kring.wijken for soort in soorten}
    asked = {wijk.slug: {_plain(question) for question in wijk.agenda.open_vragen} for wijk in kring.wijken}
    made = []
    for soort in soorten:
        asking = [(each, one) for each in kring.wijken for one in each.agenda.open_vragen if one.monitorvraag == soort.nummer]
        for wijk in kring.wijken:
            told: dict[str, list[tuple[Deelnemer, Leervraag]]] = {}
            for other, question in asking:
                new = [id for id in well[wijk.slug, soort.naam] if id not in well[other.slug, soort.naam]]
                fits = next((id for id in new if not question.indicatoren or id in question.indicatoren), "")
                if fits and other is not wijk and _plain(question) not in asked[wijk.slug]:
                    told.setdefault(fits, []).append((other, question))
            found = well[wijk.slug, soort.naam]
            made += [Koppel(soort, wijk, found[id], tuple(questions)) for id, questions in told.items()]
    return tuple(made)


def _plain(question: Leervraag) -> str:
    return " ".join(question.vraag.casefold().split())


def _goes_well(wijk: Deelnemer, document: str) -> dict[str, Bevinding]:
    """The findings of a report that count for a yes, by id."""
    rapport = wijk.verzameld.rapport(wijk.slug, document)
    found = rapport.bevindingen if rapport else ()
    return {finding.id: finding for finding in found if finding.weegt == "voor" or finding.teken == "gunstiger"}


@dataclass(frozen=True)
class SamenLeren:
    """All that the page shows. zonder: the wijken in the data folder that have no reports. feiten: what was published about
    the programme of these wijken, and about a wijk where it answers a question of the funder."""

    kring: Kring
    aanpakken: tuple[Aanpak, ...]
    menukaart: Menukaart
    zonder: tuple[str, ...] = ()
    feiten: tuple[Vermelding, ...] = ()

    @cached_property
    def gepubliceerd(self) -> dict[str, tuple[Kaart, ...]]:
        """The lessons of each wijk that were published, by its name; without the wijken that have none."""
        found = {wijk.naam: published_lessons(wijk.dossier.tabel("menukaart"), wijk=wijk.slug) for wijk in self.kring.wijken}
        return {naam: cards for naam, cards in found.items() if cards}

    @cached_property
    def koppels(self) -> tuple[Koppel, ...]:
        """What goes well in one wijk beside what others ask."""
        return match(self.kring, VRAGEN)

    @property
    def grootste_hinder(self) -> tuple[str, ...]:
        """The success factors that were noted most often as hindering: one, more that were as often, or none."""
        counts: Counter[str] = Counter()
        for approach in self.geteld:
            counts.update({item.factor: item.belemmerend for item in approach.factoren if item.belemmerend})
        return tuple(factor for factor, count in counts.items() if count == max(counts.values()))

    @property
    def hinder_in(self) -> tuple[str, ...]:
        """The wijken that noted any of them."""
        most = self.grootste_hinder
        found = (item for item in self.geteld if any(c.factor in most and c.belemmerend for c in item.factoren))
        return tuple(item.wijk for item in found)

    @property
    def geteld(self) -> tuple[Aanpak, ...]:
        """What is counted and added up: an invented wijk only where there is no other."""
        pairs = zip(self.aanpakken, self.kring.wijken, strict=True)
        return tuple(item for item, wijk in pairs if not wijk.dossier.verzonnen) or self.aanpakken

    @property
    def aantal_geteld(self) -> str:
        """How many of them there are, in words: `3 wijken`."""
        return meervoud(len(self.geteld), "wijk", "wijken")

    @property
    def aantal(self) -> str:
        """How many wijken there are, in words, the invented ones beside the others: `3 wijken en 1 verzonnen wijk`."""
        invented = meervoud(len(self.aanpakken) - len(self.geteld), "verzonnen wijk", "verzonnen wijken")
        return self.aantal_geteld if len(self.geteld) == len(self.aanpakken) else f"{self.aantal_geteld} en {invented}"

    @property
    def beeld(self) -> tuple[str, ...]:
        """Words for the drawing: what all wijken together look like."""
        return tuple(dict.fromkeys(word for wijk in self.kring.wijken for word in wijk.dossier.wijk.beeldwoorden))

    @property
    def herkomst(self) -> Herkomst:
        """`voorbeeld` as soon as one part rests on example records."""
        parts = [line for wijk in self.kring.wijken for soort in VRAGEN for _, line in wijk.antwoord(soort.naam)]
        parts += [item.voorbeeld for item in (*self.kring.lessen, *self.kring.afspraken, *self.kring.verzoeken)]
        parts += [*(item.voorbeeld for item in self.aanpakken), *(item.voorbeeld for item in self.koppels)]
        return "voorbeeld" if any(parts) else "eigen registratie"

    def check(self) -> None:
        """Look at everything that comes out of the agendas once: what can't be read is known before the first cell."""
        self.antwoord, self.herkomst, self.beeld, self.koppels, self.kring.inzichten, self.kring.hardnekkig  # noqa: B018

    @property
    def antwoord(self) -> tuple[str, ...]:
        """The answer in three lines: what there is to learn first, then which wijken take part and what is still open."""
        ranked = [
            (0 if self.koppels else 4, self._match),
            (1 if self.kring.lessen or self.gepubliceerd else 3, self._lesson),
            (2, self._names),
        ]
        lines = [line for _, line in sorted(ranked)]
        return tuple(f"Voorbeeld: {line}" if example else line for line, example in lines)

    @property
    def _names(self) -> tuple[str, bool]:
        names = opsomming_kort([wijk.naam for wijk in self.kring.wijken])
        return TEKST.zin("antwoord.wijken" if len(self.kring.wijken) > 1 else "antwoord.een", wijken=names), False

    @property
    def _lesson(self) -> tuple[str, bool]:
        if self.gepubliceerd and all(line.voorbeeld for line in self.kring.lessen):
            naam, cards = next(iter(self.gepubliceerd.items()))
            count = meervoud(sum(map(len, self.gepubliceerd.values())), "les", "lessen")
            words = {"lessen": count, "wijken": opsomming_kort(list(self.gepubliceerd)), "wijk": naam}
            return TEKST.zin("antwoord.gepubliceerd", les=klein_begin(as_sentence(cards[0].les)), **words), False
        if not self.kring.lessen:
            return TEKST["antwoord.geen_lessen"], False
        example = _only_examples(self.kring.lessen)
        mine = [line for line in self.kring.lessen if line.voorbeeld == example]
        words = {"lessen": meervoud(len(mine), "les", "lessen"), "les": as_sentence(mine[0].tekst)}
        return TEKST.zin("antwoord.lessen", **words), example

    @property
    def _match(self) -> tuple[str, bool]:
        """The first of what goes well beside who asks for it; what is still open where there is none."""
        if self.koppels:
            found = min(self.koppels, key=lambda koppel: koppel.voorbeeld)
            words = {"wijk": found.wijk.naam, "ander": found.vragen[0][0].naam, "kop": found.lukt.kop}
            return TEKST.zin("antwoord.koppel", **words), found.voorbeeld
        example = _only_examples((*self.kring.afspraken, *self.kring.verzoeken))
        agreed, asked = (sum(line.voorbeeld == example for line in part) for part in (self.kring.afspraken, self.kring.verzoeken))
        counts = (meervoud(agreed, "afspraak", "afspraken"), meervoud(asked, "verzoek", "verzoeken"))
        return TEKST.zin("antwoord.open", afspraken=counts[0], verzoeken=counts[1]), example


def _only_examples(lines: Sequence[Agendaregel]) -> bool:
    """Whether there is nothing but examples: only then they are counted, never beside what is real."""
    return bool(lines) and all(line.voorbeeld for line in lines)


def make_samen_leren(dossiers: Sequence[Dossier], verzameld: Verzameld, *, data: Path) -> SamenLeren:
    """The page of these wijken; data is the folder with the shared menukaart."""
    kring = Kring.of(dossiers, verzameld)
    absent = tuple(wijk for wijk in find_wijken(data) if wijk not in kring.namen)
    cards = make_menukaart([wijk.dossier for wijk in kring.wijken], data=data, dag=kring.peildatum)
    ours = set(kring.namen) & set(programma().wijken)
    facts = tuple(
        entry
        for entry in load_register(data).values()
        if (entry.wijk == PROGRAMMA and ours) or (entry.vraag and entry.wijk in kring.namen)
    )
    samen = SamenLeren(kring, tuple(read_aanpak(wijk) for wijk in kring.wijken), cards, absent, facts)
    samen.check()
    return samen


def open_samen_leren(
    naam: str, *, keep: Callable[[Sequence[Dossier]], Sequence[Dossier]] = list, **alle: Unpack[Alle]
) -> SamenLeren:
    """The wijken side by side. keep: which of them. Raises ValueError in Dutch where no wijk has a report yet."""
    folder, day = open_data(**alle)
    known = read_verzameld(Path(alle["verzameld"])) if alle.get("verzameld") else None
    found, _ = load_all(folder, day, known.wijken if known else find_wijken(folder))
    dossiers = keep(found)
    if not dossiers:
        raise ValueError("Er is nog geen wijk met rapporten. Maak ze eerst: wijkmonitor run.")
    made, _ = make_readable(dossiers, lambda some: make_samen_leren(some, known or gather(naam, some), data=folder))
    return made
