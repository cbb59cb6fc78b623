"""Samen leren with many wijken: counts and lists per municipality in the place of one column per wijk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, get_args

from wijkmonitor.afspraken.pdca import Staat
from wijkmonitor.bevinding.antwoord import Woord
from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.paginas.aanpak import Aanpak
from wijkmonitor.paginas.agendas import NIVEAUS, Agendaregel, insights, readings, stuck_questions
from wijkmonitor.paginas.deelnemers import Deelnemer, Kring
from wijkmonitor.paginas.overzicht import alphabetical
from wijkmonitor.paginas.samen_leren import GENOEMD, VRAGEN, SamenLeren

VEEL = 12  # more wijken than this have no column of their own
STATEN: tuple[str, ...] = get_args(Staat)
Plaats = tuple[str, list[Deelnemer], int]


class Deel(NamedTuple):
    """Lines to open per municipality. naam: its words in `veel.delen`; groepen: municipality ("": several) -> lines that say the same."""

    naam: str
    groepen: list[tuple[str, list[list[Agendaregel]]]]


def is_veel(samen: SamenLeren) -> bool:
    """Whether there are too many wijken to stand side by side."""
    return len(samen.kring.wijken) > VEEL


def make_deel(naam: str, lines: Iterable[Agendaregel], *same: str) -> Deel:
    """The lines of which these parts are the same once, with all their wijken; what stands in several municipalities comes first."""
    alike: defaultdict[tuple[object, ...], list[Agendaregel]] = defaultdict(list)
    for line in lines:
        alike[tuple(getattr(line, part) for part in same)].append(line)
    places: defaultdict[str, list[list[Agendaregel]]] = defaultdict(list)
    for together in alike.values():
        names = {line.plaats for line in together}
        places[names.pop() if len(names) == 1 else ""].append(together)
    return Deel(naam, sorted(places.items(), key=lambda item: alphabetical(item[0])))


def lesson_parts(samen: SamenLeren) -> list[Deel]:
    """The lessons per level, those that were published, and what the last sessions saw."""
    per_level = [make_deel(level, [line for line in samen.lessen if line.niveau == level], "tekst") for level in NIVEAUS]
    published = [
        Agendaregel(wijk.naam, card.les, erbij=card.bron, plaats=wijk.plaats)
        for wijk in samen.kring.wijken
        for card in samen.gepubliceerd.get(wijk.naam, ())[:GENOEMD]
    ]
    seen = insights(samen.kring)
    return [*per_level, make_deel("gepubliceerd", published, "tekst"), make_deel("inzichten", seen, "tekst", "erbij")]


def open_parts(samen: SamenLeren) -> list[Deel]:
    """The agreements, requests and questions that are still open."""
    whole = ("tekst", "wie", "erbij", "dag")
    parts = {"afspraken": samen.afspraken, "verzoeken": samen.verzoeken, "hardnekkig": stuck_questions(samen.kring)}
    return [make_deel(naam, lines, *whole) for naam, lines in parts.items()]


def match_parts(samen: SamenLeren) -> list[tuple[Documentsoort, list[Deel]]]:
    """Per monitor question what is asked and where something goes well, each as far as there is a match."""
    made = []
    for soort in VRAGEN:
        found = [koppel for koppel in samen.koppels if koppel.soort is soort]
        asked = {(wijk.slug, one.letter): (wijk, one) for koppel in found for wijk, one in koppel.vragen}
        asks = [
            Agendaregel(wijk.naam, one.vraag, voorbeeld=one.herkomst == "voorbeeld", plaats=wijk.plaats)
            for wijk, one in asked.values()
        ]
        goes = [_line(koppel.wijk, koppel.lukt.kop, soort, voorbeeld=koppel.lukt.herkomst == "voorbeeld") for koppel in found]
        if found:
            made.append((soort, [make_deel("vraagt", asks, "tekst"), make_deel("lukt", goes, "tekst")]))
    return made


def reading_parts(samen: SamenLeren) -> list[tuple[Documentsoort, list[Deel]]]:
    """Per question what groups made of its figures, in one sentence each; the whole of it stands in the report."""
    lines: defaultdict[str, list[Agendaregel]] = defaultdict(list)
    wijken = {wijk.slug: wijk for wijk in samen.kring.wijken}
    for topic in readings(samen.kring):
        for _, finding in topic.wijken:
            soort = DOCUMENTEN[finding.document]
            example = any(said.herkomst == "voorbeeld" for said in finding.gezegd)
            said = finding.gezegd[-1].kop
            lines[soort.naam].append(_line(wijken[finding.wijk], finding.kop, soort, voorbeeld=example, erbij=said))
    return [(DOCUMENTEN[naam], [make_deel("gelezen", found, "tekst", "erbij")]) for naam, found in lines.items()]


def _line(wijk: Deelnemer, kop: str, soort: Documentsoort, *, voorbeeld: bool, erbij: str = "") -> Agendaregel:
    address = f"{wijk.slug}/{soort.naam}.html"
    return Agendaregel(wijk.naam, f"{kop}.", erbij=erbij, voorbeeld=voorbeeld, plaats=wijk.plaats, adres=address)


def by_answer(kring: Kring, document: str) -> list[tuple[str, list[Plaats]]]:
    """Answer in one word -> municipality -> its wijken and how many; "" where a wijk has no report. Empty answers are left out."""
    words = {word: [wijk for wijk in kring.wijken if wijk.woord(document) == word] for word in (*get_args(Woord), "")}
    return [(word, _by_place(found)) for word, found in words.items() if found]


def _by_place(wijken: Sequence[Deelnemer]) -> list[Plaats]:
    ordered = sorted(wijken, key=lambda wijk: alphabetical(wijk.plaats))
    return [(name, group := list(found), len(group)) for name, found in groupby(ordered, lambda wijk: wijk.plaats)]


def count_steps(aanpakken: Sequence[Aanpak], deel: Literal["gwa", "infra"]) -> list[tuple[str, list[int]]]:
    """Per step of an approach in how many wijken it stands so, in the order of `STATEN`."""
    paths = [getattr(each, deel).stappen for each in aanpakken]
    return [
        (steps[0].naam, [sum(step.staat == state for step in steps) for state in STATEN]) for steps in zip(*paths, strict=True)
    ]


def count_factors(aanpakken: Sequence[Aanpak]) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Per success factor how often it was noted as helping and in how many wijken, and the same as hindering."""
    columns = zip(*(each.factoren for each in aanpakken), strict=True)
    pairs = [([count.bevorderend for count in column], [count.belemmerend for count in column]) for column in columns]
    return [
        (factor, (sum(plus), sum(map(bool, plus)), sum(minus), sum(map(bool, minus))))
        for factor, (plus, minus) in zip(FACTOREN, pairs, strict=True)
    ]
