"""What the notebook of samen leren calls: each part of the page as something that shows itself.

Of many wijken it has counts and lists per municipality in the place of one column per wijk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Literal, NamedTuple, get_args

from wijkmonitor.afspraken.pdca import Staat
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Woord
from wijkmonitor.bevinding.fragmenten import Blok, find_begrippen
from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.paginas.kring import NIVEAUS, Aanpak, Agendaregel, Deelnemer, Kring
from wijkmonitor.paginas.openen import about_page
from wijkmonitor.paginas.overzicht import alphabetical
from wijkmonitor.paginas.pagina import render, resource
from wijkmonitor.paginas.samen_leren import GENOEMD, NAAM, TEKST, VRAGEN, SamenLeren
from wijkmonitor.taal.getallen import hoofdletter, meervoud, opsomming, opsomming_kort
from wijkmonitor.uitgevoerd import DOCUMENT_MIME

VEEL = 12  # more wijken than this have no column of their own
STATEN: tuple[str, ...] = get_args(Staat)
Plaats = tuple[str, list[Deelnemer], int]


class PerGemeente(NamedTuple):
    """Lines to open per municipality. naam: its words in `veel.delen`; groepen: municipality ("": several) -> lines that say the same."""

    naam: str
    groepen: list[tuple[str, list[list[Agendaregel]]]]


def is_veel(samen: SamenLeren) -> bool:
    """Whether there are too many wijken to stand side by side."""
    return len(samen.kring.wijken) > VEEL


def per_gemeente(naam: str, lines: Iterable[Agendaregel], *same: str) -> PerGemeente:
    """The lines of which these parts are the same once, with all their wijken; what stands in several municipalities comes first."""
    alike: defaultdict[tuple[object, ...], list[Agendaregel]] = defaultdict(list)
    for line in lines:
        alike[tuple(getattr(line, part) for part in same)].append(line)
    places: defaultdict[str, list[list[Agendaregel]]] = defaultdict(list)
    for together in alike.values():
        names = {line.plaats for line in together}
        places[names.pop() if len(names) == 1 else ""].append(together)
    return PerGemeente(naam, sorted(places.items(), key=lambda item: alphabetical(item[0])))


def lesson_parts(samen: SamenLeren) -> list[PerGemeente]:
    """The lessons per level, those that were published, and what the last sessions saw."""
    per_level = [per_gemeente(level, [line for line in samen.kring.lessen if line.niveau == level], "tekst") for level in NIVEAUS]
    published = [
        wijk.regel(card.les, erbij=card.bron)
        for wijk in samen.kring.wijken
        for card in samen.gepubliceerd.get(wijk.naam, ())[:GENOEMD]
    ]
    seen = per_gemeente("inzichten", samen.kring.inzichten, "tekst", "erbij")
    return [*per_level, per_gemeente("gepubliceerd", published, "tekst"), seen]


def open_parts(samen: SamenLeren) -> list[PerGemeente]:
    """The agreements, requests and questions that are still open."""
    whole = ("tekst", "wie", "erbij", "dag")
    parts = {"afspraken": samen.kring.afspraken, "verzoeken": samen.kring.verzoeken, "hardnekkig": samen.kring.hardnekkig}
    return [per_gemeente(naam, lines, *whole) for naam, lines in parts.items()]


def match_parts(samen: SamenLeren) -> list[tuple[Documentsoort, list[PerGemeente]]]:
    """Per monitor question what is asked and where something goes well, each as far as there is a match."""
    made = []
    for soort in VRAGEN:
        found = [koppel for koppel in samen.koppels if koppel.soort is soort]
        asked = {(wijk.slug, one.letter): (wijk, one) for koppel in found for wijk, one in koppel.vragen}
        asks = [wijk.regel(one.vraag, one.herkomst) for wijk, one in asked.values()]
        goes = [_line(koppel.wijk, koppel.lukt, koppel.lukt.herkomst) for koppel in found]
        if found:
            made.append((soort, [per_gemeente("vraagt", asks, "tekst"), per_gemeente("lukt", goes, "tekst")]))
    return made


def reading_parts(samen: SamenLeren) -> list[tuple[Documentsoort, list[PerGemeente]]]:
    """Per question what groups made of its figures, and what was said of them; the whole of it stands in the report."""
    lines: defaultdict[str, list[Agendaregel]] = defaultdict(list)
    wijken = {wijk.slug: wijk for wijk in samen.kring.wijken}
    for topic in samen.kring.gelezen:
        for _, finding in topic.wijken:
            kind = "voorbeeld" if any(said.herkomst == "voorbeeld" for said in finding.gezegd) else ""
            lines[finding.document].append(_line(wijken[finding.wijk], finding, kind, erbij=_newest(finding)))
    return [(DOCUMENTEN[naam], [per_gemeente("gelezen", found, "tekst", "erbij")]) for naam, found in lines.items()]


def _newest(finding: Bevinding) -> str:
    """What the newest session made of a finding, with who said what."""
    said = next((each for each in finding.gezegd if each.herkend), finding.gezegd[-1])
    return " ".join([said.kop, *(f"{hoofdletter(who)}: {what}" for who, what in said.regels)])


def _line(wijk: Deelnemer, finding: Bevinding, herkomst: str, *, erbij: str = "") -> Agendaregel:
    """The headline of a finding, with the way to its report."""
    return wijk.regel(f"{finding.kop}.", herkomst, erbij=erbij, adres=f"{wijk.slug}/{finding.document}.html")


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


MAX_KAARTEN = 4
_VEEL = {"les": "lessen", "tip": "tips", "instrument": "instrumenten", "goed voorbeeld": "goede voorbeelden"}


def opening(samen: SamenLeren) -> Blok:
    """The first screen: the answer in three lines, what is on the page, date and badge."""
    many = is_veel(samen)
    day = samen.kring.peildatum.isoformat()
    about = about_page(NAAM, day, herkomst=samen.herkomst, beeld=list(samen.beeld), zoekt=many)
    return _blok("opening.j2", "Samen leren", samen, data={DOCUMENT_MIME: about}, veel=many)


def naast_elkaar(samen: SamenLeren) -> Blok:
    """The answers of every wijk side by side, per question; of many wijken which gave which answer. No ranking."""
    if is_veel(samen):
        asked = [(soort, by_answer(samen.kring, soort.naam)) for soort in VRAGEN]
        return _blok("naast_veel.j2", "De vier vragen", samen, vragen=asked)
    return _blok("naast.j2", "De vier vragen", samen, vragen=VRAGEN)


def koppels(samen: SamenLeren) -> Blok:
    """What goes well in one wijk beside what others ask about the same question; of many per municipality."""
    if is_veel(samen):
        return _vindbaar("Wie kan van wie leren?", samen, match_parts(samen), leeg="koppels.geen", wat="koppels.veel")
    return _blok("koppels.j2", "Wie kan van wie leren?", samen)


def duidingen(samen: SamenLeren) -> Blok:
    """What groups made of the same finding, wijk beside wijk; of many per municipality."""
    if is_veel(samen):
        return _vindbaar("Wat groepen van de cijfers vonden", samen, reading_parts(samen), leeg="duidingen.geen")
    return _blok("duidingen.j2", "Wat groepen van de cijfers vonden", samen)


def lessen(samen: SamenLeren) -> Blok:
    """The lessons by level, and what the last sessions saw; of many per municipality."""
    if is_veel(samen):
        return _vindbaar("Lessen", samen, [(None, lesson_parts(samen))])
    groups = [(level, [line for line in samen.kring.lessen if line.niveau == level]) for level in NIVEAUS]
    published = {wijk: cards[:GENOEMD] for wijk, cards in samen.gepubliceerd.items()}
    return _blok("lessen.j2", "Lessen", samen, niveaus=groups, gepubliceerd=published)


def open_punten(samen: SamenLeren) -> Blok:
    """Agreements, requests to the outer circle and questions that are still open; of many per municipality."""
    if is_veel(samen):
        return _vindbaar("Wat open staat", samen, [(None, open_parts(samen))])
    return _blok("open.j2", "Wat open staat", samen)


def stappen(samen: SamenLeren) -> Blok:
    """Where each wijk stands in the steps of the two approaches; of many how many stand where."""
    if is_veel(samen):
        tables = [(TEKST["stappen.gwa"], count_steps(samen.geteld, "gwa")),
                  (TEKST["stappen.infra"], count_steps(samen.geteld, "infra"))]  # fmt: skip
        return _blok("stappen_veel.j2", "De stappen", samen, tabellen=tables, staten=STATEN)
    return _blok("stappen.j2", "De stappen", samen)


def factoren(samen: SamenLeren) -> Blok:
    """What helps and what hinders, per success factor and wijk; of many in all and in how many wijken."""
    if is_veel(samen):
        return _blok("factoren_veel.j2", "Wat helpt en hindert", samen, rijen=count_factors(samen.geteld))
    most = max((max(c.bevorderend, c.belemmerend) for item in samen.aanpakken for c in item.factoren), default=0)
    return _blok("factoren.j2", "Wat helpt en hindert", samen, factoren=FACTOREN, most=max(most, 1))


def mix(samen: SamenLeren) -> Blok:
    """What the records can and can't say about a mix of interventions and an integral approach."""
    return _blok("mix.j2", "De mix", samen, veel=is_veel(samen))


def menukaart(samen: SamenLeren) -> Blok:
    """The way to the menukaart, with a few of its cards: on what hinders most, of each wijk in turn; none where that is not known."""
    factors = samen.grootste_hinder
    kinds = [meervoud(len(cards), kind, _VEEL.get(kind, kind)) for kind, cards in samen.menukaart.soorten]
    cards = samen.menukaart.van_factor(factors, MAX_KAARTEN)
    return _blok(
        "menukaart_kort.j2",
        "Menukaart",
        samen,
        factor=opsomming(factors),
        wijken=opsomming_kort(list(samen.hinder_in)),
        kaarten=cards,
        soorten=opsomming(kinds),
    )


def gesprek(samen: SamenLeren) -> Blok:
    """Questions for the conversation between the wijken."""
    return _blok("gesprek.j2", "Het gesprek", samen)


def verantwoording(samen: SamenLeren) -> Blok:
    """How the page was made, and the words that it uses."""
    said = [line for wijk in samen.kring.wijken for soort in VRAGEN for line, _ in wijk.antwoord(soort.naam)]
    said += [*TEKST["verantwoording.methode"], *FACTOREN, *(soort.vraag for soort in VRAGEN)]
    return _blok("verantwoording.j2", "Verantwoording", samen, woorden=find_begrippen(said))


def _vindbaar(
    name: str,
    samen: SamenLeren,
    vakken: Sequence[tuple[Documentsoort | None, list[PerGemeente]]],
    *,
    leeg: str = "",
    wat: str = "",
) -> Blok:
    """Parts that are opened and searched per municipality. leeg, wat: the words where there is nothing, and above it."""
    return _blok("vindbaar.j2", name, samen, vakken=vakken, leeg=leeg, wat=wat, veel=VEEL)


def _blok(template: str, name: str, samen: SamenLeren, *, data: dict[str, Any] | None = None, **more: Any) -> Blok:
    """The part of the page; in a notebook it brings its own style along."""
    html = render(template, s=samen, x=TEKST, **more)
    return Blok(f"<style data-wijkmonitor>{resource('samen.css')}</style>\n{html}", name, data or {})
