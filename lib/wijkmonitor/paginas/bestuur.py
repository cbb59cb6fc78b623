"""One page of a wijk for the board: the decision asked, what goes well, the three aims, four answers, and what is agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from wijkmonitor.afspraken.leersessies import nothing_agreed
from wijkmonitor.bevinding import Herkomst
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.afspraken import Afgesproken, last_agreements
from wijkmonitor.paginas.bestuurfiguur import Bestuurfiguur, draw_health
from wijkmonitor.paginas.bestuurvragen import MAX_BEREIKT, VRAGEN, Zin
from wijkmonitor.paginas.hele_pagina import Pagina
from wijkmonitor.paginas.omgeving import render
from wijkmonitor.paginas.openen import Parameters, open_wijk
from wijkmonitor.paginas.pagina import page_css
from wijkmonitor.paginas.strook import strip
from wijkmonitor.paginas.verhaal import Verhaal
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.taal.getallen import as_sentence, moment, split_sentences
from wijkmonitor.vragen.bouw import klein_begin
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import LUKTE, Gebeurtenis, Gebeurtenissen, collect_gebeurtenissen, tell

NAAM = "7-bestuur"
MAX_VRAGEN, MAX_AFSPRAKEN = 3, 3
WEINIG_BEREIKT = 1  # of what was reached, where agreements need the room of the sheet


@dataclass(frozen=True)
class Vraagantwoord:
    """One of the four questions with its first answer lines."""

    nummer: int
    vraag: str
    document: str
    regels: tuple[str, ...]
    teken: str = "geen"
    woord: str = ""
    voorbeeld: bool = False


@dataclass(frozen=True)
class Doel:
    """One of the three aims of the programme with what a finding says of it; regel is "" where no finding does.

    betekent: what such a number says of the aim, and what not.
    """

    naam: str
    regel: str
    document: str = ""
    voorbeeld: bool = False
    betekent: str = ""


@dataclass(frozen=True)
class Bestuur:
    """All that the page shows. bereikt: heading, what was reached or is under way, and how many there are more. figuur: where
    a story and agreements leave the room for it."""

    wijk: str
    wijk_naam: str
    gemeente: str
    peildatum: date
    doelen: tuple[Doel, ...]
    antwoorden: tuple[Vraagantwoord, ...]
    afspraken: tuple[Afgesproken, ...]
    vragen: tuple[Zin, ...]
    bereikt: tuple[tuple[str, tuple[Zin, ...], int], ...]
    herkomst: Herkomst
    geen_afspraken: str = ""
    beeld: tuple[str, ...] = ()
    verhaal: Verhaal | None = None
    figuur: Bestuurfiguur | None = None

    @property
    def voorbeeldantwoord(self) -> bool:
        """Whether every answer rests on example records: then that stands once, above them."""
        return all(answer.voorbeeld for answer in self.antwoorden)


def bestuur_html(bestuur: Bestuur) -> str:
    """The page as HTML, that prints on one A4."""
    texts = load_teksten(NAAM)
    style = page_css("bestuur.css")
    full = bestuur.verhaal or bestuur.figuur or len(bestuur.bereikt) > 2
    drawing = "" if full else strip(bestuur.beeld, seed=bestuur.wijk)  # these have its place
    page = render("bestuur.j2", b=bestuur, x=texts, strook=drawing, css=style, kort=shorten, zinnen=first_sentences)
    return f"{page}\n"


def make_bestuur(dossier: Dossier, verzameld: Verzameld, *, gevraagd: Sequence[str]) -> Bestuur:
    """The page of a wijk from what its documents found and what its agenda holds; gevraagd: names of `VRAGEN`, in order.

    Raises ValueError in Dutch for a name that is not there.
    """
    if unknown := [naam for naam in gevraagd if naam not in VRAGEN]:
        raise ValueError(load_teksten(NAAM).zin("onbekend", naam=", ".join(unknown), bekend=", ".join(VRAGEN)))
    wijk = dossier.wijk
    answers = tuple(_antwoord(naam, wijk.slug, verzameld) for naam in DOCUMENTEN[NAAM].volgt)
    agreements = last_agreements(dossier, verzameld)[:MAX_AFSPRAKEN]
    asked = tuple(line for naam in gevraagd for line in VRAGEN[naam](dossier, verzameld))[:MAX_VRAGEN]
    most = WEINIG_BEREIKT if len(agreements) > 1 else MAX_BEREIKT
    events = collect_gebeurtenissen(dossier)
    reached = tuple(_reached(events, most))
    lines = (*asked, *(line for _, some, _ in reached for line in some))
    example = any(item.voorbeeld for item in agreements) or any(line.voorbeeld for line in lines)
    room = len(agreements) < 2 and len(asked) + len(reached) <= MAX_VRAGEN + 1
    aims = _aims(wijk.slug, verzameld, events)
    example = example or any(aim.voorbeeld for aim in aims) or any(answer.voorbeeld for answer in answers)
    return Bestuur(
        wijk=wijk.slug,
        wijk_naam=wijk.naam,
        gemeente=dossier.plaats,
        peildatum=dossier.stand,
        doelen=aims,
        antwoorden=answers,
        afspraken=agreements,
        vragen=asked,
        bereikt=reached,
        herkomst="voorbeeld" if example else "eigen registratie",
        geen_afspraken=nothing_agreed(dossier.agenda, wijk.mijlpaal, peildatum=dossier.peildatum),
        beeld=dossier.wijk.beeldwoorden,
        verhaal=verzameld.verhaal(wijk.slug),
        figuur=draw_health(dossier) if room and not verzameld.verhaal(wijk.slug) else None,
    )


def _aims(wijk: str, verzameld: Verzameld, events: Gebeurtenissen) -> tuple[Doel, ...]:
    """The three aims, each answered by the first of its findings that has something to tell, else by what was written down."""
    return tuple(_aim(aim, wijk, verzameld, events) for aim in load_teksten(NAAM)["doel"])


def _aim(aim: Mapping[str, Any], wijk: str, verzameld: Verzameld, events: Gebeurtenissen) -> Doel:
    found = (verzameld.bevinding(wijk, id) for id in aim["bevindingen"])
    known = next((item for item in found if item and item.teken not in ("niet geleverd", "te weinig")), None)
    if known is not None:
        plan = [tell(event) for event in events.van("achtergrond") if "plan" in aim and event.vraag == aim["plan"]]
        means = " ".join(part for part in (*plan, aim.get("telt", {}).get(known.id, ""), aim.get("betekent", "")) if part)
        return Doel(aim["naam"], f"{known.kop.rstrip('.')}.", known.document, known.voorbeeld, means)
    if (told := _written_down(aim, events)) is None:
        return Doel(aim["naam"], "")
    what, more = told.wat, sum(event.door == told.door for event in events.van("wens")) - 1
    if told.soort == "wens" and more:
        what = load_teksten(NAAM).zin("vraag.wens_meer", wat=what, n=more)
    kind = "gevraagd" if told.soort == "wens" else "geen_cijfer"
    line = load_teksten(NAAM).zin(kind, wie=told.door, wat=klein_begin(as_sentence(what)))
    return Doel(aim["naam"], line, events.document, told.herkomst == "voorbeeld")


def _written_down(aim: Mapping[str, Any], events: Gebeurtenissen) -> Gebeurtenis | None:
    """What happened that is about this aim: a result of its question, or what residents did or asked, or else what names them."""
    told = events.van(*LUKTE, "mijlpaal")
    if "vraag" in aim:
        return next((event for event in told if event.vraag == aim["vraag"]), None)
    word = aim.get("woord")
    named = [event for event in (*told, *events.van("wens")) if word and word in f"{event.wat} {event.door}".lower()]
    return min(named, key=lambda event: event.door != word, default=None)


def _antwoord(naam: str, wijk: str, verzameld: Verzameld) -> Vraagantwoord:
    soort, rapport = DOCUMENTEN[naam], verzameld.rapport(wijk, naam)
    lines, example = rapport.kort if rapport else ((load_teksten(NAAM)["geen_rapport"],), False)
    sign = str(rapport.inhoud.get("teken", "geen")) if rapport else "geen"
    return Vraagantwoord(soort.nummer, soort.vraag, naam, lines, sign, rapport.woord if rapport else "", example)


_PLANNEN = {"komt": False, "gepland": True}  # under which heading a plan stands, by whether its day is over


def _reached(events: Gebeurtenissen, most: int) -> Iterator[tuple[str, tuple[Zin, ...], int]]:
    """What was reached, what is under way, and what was planned for a day that is over: the first few of each."""
    marks, today = events.dossier.wijk.mijlpaal, events.dossier.peildatum
    over = {mark.wat for mark in marks if mark.gepland == "ja" and mark.laatste <= today}
    plans = {name: [event for event in events.van("plan") if (event.wat in over) == past] for name, past in _PLANNEN.items()}
    for kind, heading in load_teksten(NAAM)["bereikt"].items():
        if found := (*events.van(kind), *plans.get(kind, ())):
            lines = tuple(Zin(_with_date(event, kind), event.herkomst == "voorbeeld") for event in found[:most])
            yield str(heading), lines, len(found) - len(lines)


def _with_date(event: Gebeurtenis, kind: str) -> str:
    """What it is and when; under the heading of plans that day is enough."""
    when = moment(event.sleutel) if kind == "gepland" else event.wanneer
    return f"{event.wat} ({when})" if event.sleutel else event.wat


def first_sentences(text: str, most: int) -> str:
    """The first sentences that fit; where not even one fits, that one cut at a word.

    >>> first_sentences("Een zin. Nog een zin.", 12)
    'Een zin.'
    """
    kept = ""
    for sentence in split_sentences(" ".join(text.split())):
        if kept and len(kept) + len(sentence) >= most:
            break
        kept = f"{kept} {sentence}".strip()
    return shorten(kept, most)


def shorten(text: str, most: int) -> str:
    """The text as far as it fits, so that the page keeps to one sheet: whole sentences, or parts up to a semicolon; else cut at a word.

    >>> shorten("een twee drie", 9), shorten("De groep stopt. Het huis sluit.", 25), shorten("Bomen; bloemen; een pad", 18)
    ('een twee…', 'De groep stopt.', 'Bomen; bloemen.')
    """
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    kept = plain[:most]
    ends = [end for mark in (". ", "? ", "! ", "; ") if (end := kept.rfind(mark)) >= most * 0.3]
    if ends:
        whole = kept[: max(ends) + 1]
        return f"{whole[:-1]}." if whole.endswith(";") else whole
    return (kept[: kept.rindex(" ")] if " " in kept else kept[:-1]).rstrip(" .,;:") + "…"


def open_bestuur(naam: str, *, gevraagd: Sequence[str], **wijk: Unpack[Parameters]) -> Pagina:
    """The page of a wijk for the board of the municipality; gevraagd: names of `VRAGEN`, the most direct first."""
    dossier, found = open_wijk(naam, **wijk)
    bestuur = make_bestuur(dossier, found, gevraagd=gevraagd)
    return Pagina.of(naam, bestuur_html(bestuur), dossier, herkomst=bestuur.herkomst)
