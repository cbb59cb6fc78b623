"""One page of a wijk for the board: the decision asked, what goes well, the three aims, four answers, and what is agreed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from wijkmonitor.afspraken.borging import ends_soon, name_ends, read_borging
from wijkmonitor.afspraken.items import Gevraagd
from wijkmonitor.afspraken.wensen import unanswered
from wijkmonitor.bevinding import Herkomst
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.afspraken import Afgesproken, last_agreements
from wijkmonitor.paginas.bestuurfiguur import Bestuurfiguur, draw_health
from wijkmonitor.paginas.hele_pagina import Pagina
from wijkmonitor.paginas.omgeving import render
from wijkmonitor.paginas.openen import Parameters, open_wijk
from wijkmonitor.paginas.pagina import page_css
from wijkmonitor.paginas.strook import strip
from wijkmonitor.paginas.verhaal import Verhaal
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.taal.getallen import as_sentence, datum, split_sentences
from wijkmonitor.vragen.bouw import klein_begin
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import Gebeurtenis, Gebeurtenissen, collect_gebeurtenissen

NAAM = "7-bestuur"
MAX_VRAGEN, MAX_AFSPRAKEN = 3, 3
MAX_BEREIKT, WEINIG_BEREIKT = 3, 1  # of each kind; fewer where agreements need the room of the sheet


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
class Zin:
    """A sentence on the page and whether it rests on example records. erbij: what is known of a decision, name and words."""

    tekst: str
    voorbeeld: bool = False
    erbij: tuple[tuple[str, str], ...] = ()


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
    drawing = "" if bestuur.verhaal or bestuur.figuur else strip(bestuur.beeld, seed=bestuur.wijk)  # these have its place
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
    reached = tuple(_reached(collect_gebeurtenissen(dossier), most))
    lines = (*asked, *(line for _, some, _ in reached for line in some))
    example = any(item.voorbeeld for item in agreements) or any(line.voorbeeld for line in lines)
    aims = _aims(wijk.slug, verzameld)
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
        beeld=dossier.wijk.beeldwoorden,
        verhaal=verzameld.verhaal(wijk.slug),
        figuur=draw_health(dossier) if len(agreements) < 2 and not verzameld.verhaal(wijk.slug) else None,
    )


def _aims(wijk: str, verzameld: Verzameld) -> tuple[Doel, ...]:
    """The three aims, each answered by the first of its findings that has something to tell."""
    return tuple(_aim(aim, wijk, verzameld) for aim in load_teksten(NAAM)["doel"])


def _aim(aim: Mapping[str, Any], wijk: str, verzameld: Verzameld) -> Doel:
    found = (verzameld.bevinding(wijk, id) for id in aim["bevindingen"])
    known = next((item for item in found if item and item.teken not in ("niet geleverd", "te weinig")), None)
    if known is None:
        return Doel(aim["naam"], "")
    means = f"{aim.get('telt', {}).get(known.id, '')} {aim['betekent']}".strip()
    return Doel(aim["naam"], f"{known.kop.rstrip('.')}.", known.document, known.voorbeeld, means)


def _antwoord(naam: str, wijk: str, verzameld: Verzameld) -> Vraagantwoord:
    soort, rapport = DOCUMENTEN[naam], verzameld.rapport(wijk, naam)
    lines, example = rapport.kort if rapport else ((load_teksten(NAAM)["geen_rapport"],), False)
    sign = str(rapport.inhoud.get("teken", "geen")) if rapport else "geen"
    return Vraagantwoord(soort.nummer, soort.vraag, naam, lines, sign, rapport.woord if rapport else "", example)


def _conditions(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What the last session said that is needed to go on."""
    last = dossier.agenda.laatste_sessie(dossier.peildatum)
    if last is not None and last.afsluiting.voorwaarden:
        line = load_teksten(NAAM).zin("vraag.voorwaarden", wat=klein_begin(as_sentence(last.afsluiting.voorwaarden)))
        yield Zin(line, last.herkomst == "voorbeeld")


def _promises(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """Open agreements of somebody who belongs to the municipality."""
    texts = load_teksten(NAAM)
    for item in dossier.agenda.open_afspraken:
        if any(word in re.findall(r"\w+", item.wie.lower()) for word in texts["bestuur.wie"]):
            yield Zin(texts.zin("vraag.belofte", wie=item.wie, wat=as_sentence(item.wat)), item.herkomst == "voorbeeld")


def _stuck(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """Questions that come back session after session."""
    for question in dossier.agenda.hardnekkig(dossier.peildatum):
        words = {"vraag": as_sentence(question.vraag), "belemmering": as_sentence(question.belemmering)}
        yield Zin(load_teksten(NAAM).zin("vraag.hardnekkig", **words), question.herkomst == "voorbeeld")


def _hard_to_move(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What still hinders after two sessions, with the decision that is asked: of whom, when, how much, what happens without."""
    texts = load_teksten(NAAM)
    for item in dossier.agenda.taai(dossier.peildatum):
        asked = item.besluit or Gevraagd("")
        what = as_sentence(asked.wat) if asked.wat else texts["vraag.geen_besluit"]
        words = {"hinder": as_sentence(item.wat), "wat": what}
        yield Zin(
            texts.zin("vraag.hinder", **words),
            item.herkomst == "voorbeeld",
            _terms(asked.wie, asked.voor, asked.hoeveel, asked.anders),
        )


def _terms(wie: str = "", voor: date | None = None, hoeveel: str = "", anders: str = "") -> tuple[tuple[str, str], ...]:
    """What a board has to know of a decision; what nobody wrote down says so."""
    names, known = load_teksten(NAAM)["besluit"], (wie, datum(voor) if voor else "", hoeveel, anders)
    return tuple((str(name), said or names["onbekend"]) for name, said in zip(names["namen"], known, strict=True))


def _hindering(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """The factor that hinders most, where a board can change it."""
    texts, found = load_teksten(NAAM), verzameld.bevinding(dossier.wijk.slug, "samenwerking-bevorderend")
    if found and found.bord.onderwerp in texts["bestuur.factoren"]:
        yield Zin(texts.zin("vraag.factor", kop=found.kop), found.voorbeeld)


def _ending(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What has money for less than a year, in one line."""
    if ending := ends_soon(read_borging(dossier.tabel("borging")), dossier.peildatum):
        line = load_teksten(NAAM).zin("vraag.stopt", wat=name_ends(ending))
        stops = " ".join(as_sentence(item.zonder_geld) for item in ending if item.zonder_geld)
        yield Zin(line, any(item.herkomst == "voorbeeld" for item in ending), _terms(voor=ending[0].einde, anders=stops))


def _followed(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """Whether it is right that part of the interventions is not followed."""
    found = verzameld.bevinding(dossier.wijk.slug, "interventies-gevolgd")
    if found and found.schatting.value is not None and found.schatting.value < (found.schatting.n or 0):
        yield Zin(load_teksten(NAAM).zin("vraag.gevolgd", kop=found.kop), found.voorbeeld)


def _wishes(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What was asked for in the wijk and has no answer yet, the wishes of one party together."""
    texts, wishes = load_teksten(NAAM), unanswered(dossier.tabel("wensen"))
    for party in dict.fromkeys(wish.van for wish in wishes):
        mine = [wish for wish in wishes if wish.van == party]
        named = "; ".join(klein_begin(wish.wens) for wish in mine[:MAX_BEREIKT])
        left = len(mine) - MAX_BEREIKT
        told = texts.zin("vraag.wens_meer", wat=named, n=left) if left > 0 else named
        line = texts.zin("vraag.wens", wie=party or texts["vraag.wens_wijk"], wat=told)
        yield Zin(line, any(wish.herkomst == "voorbeeld" for wish in mine))


VRAGEN: dict[str, Callable[[Dossier, Verzameld], Iterator[Zin]]] = {
    "voorwaarden": _conditions,
    "beloften": _promises,
    "hardnekkige belemmeringen": _hard_to_move,
    "hardnekkige vragen": _stuck,
    "wat stopt": _ending,
    "wat hindert": _hindering,
    "wat niet wordt gevolgd": _followed,
    "wensen": _wishes,
}


def _reached(events: Gebeurtenissen, most: int) -> Iterator[tuple[str, tuple[Zin, ...], int]]:
    """What was reached and what is under way: the first few of each."""
    for kind, heading in load_teksten(NAAM)["bereikt"].items():
        if found := (*events.van(kind), *(events.van("plan") if kind == "loopt" else ())):
            lines = tuple(Zin(_with_date(event), event.herkomst == "voorbeeld") for event in found[:most])
            yield str(heading), lines, len(found) - len(lines)


def _with_date(event: Gebeurtenis) -> str:
    return f"{event.wat} ({event.wanneer})" if event.sleutel else event.wat


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
