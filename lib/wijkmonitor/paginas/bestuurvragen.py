"""What a wijk can ask of the board: each kind of question under the name by which the notebook chooses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from wijkmonitor.afspraken.items import Gevraagd
from wijkmonitor.afspraken.menukaart import published_lessons
from wijkmonitor.afspraken.registers import ends_soon, name_ends, not_begun, read_borging
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.taal.getallen import as_sentence, datum, klein_begin
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "7-bestuur"
TEKST = load_teksten(NAAM)
MAX_WENSEN = 3  # of one party


@dataclass(frozen=True)
class Zin:
    """A sentence on the page and whether it rests on example records. erbij: what is known of a decision, name and words."""

    tekst: str
    voorbeeld: bool = False
    erbij: tuple[tuple[str, str], ...] = ()


def _conditions(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What the last session said that is needed to go on."""
    last = dossier.agenda.laatste_sessie(dossier.peildatum)
    if last is not None and last.afsluiting.voorwaarden:
        line = TEKST.zin("vraag.voorwaarden", wat=klein_begin(as_sentence(last.afsluiting.voorwaarden)))
        yield Zin(line, last.herkomst == "voorbeeld")


def _promises(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """Open agreements of somebody who belongs to the municipality."""
    for item in dossier.agenda.open_afspraken:
        if any(word in re.findall(r"\w+", item.wie.lower()) for word in TEKST["bestuur.wie"]):
            yield Zin(TEKST.zin("vraag.belofte", wie=item.wie, wat=as_sentence(item.wat)), item.herkomst == "voorbeeld")


def _stuck(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """Questions that come back session after session."""
    for question in dossier.agenda.hardnekkig(dossier.peildatum):
        words = {"vraag": as_sentence(question.vraag), "belemmering": as_sentence(question.belemmering)}
        yield Zin(TEKST.zin("vraag.hardnekkig", **words), question.herkomst == "voorbeeld")


def _hard_to_move(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What still hinders after two sessions, with the decision that is asked: of whom, when, how much, what happens without."""
    for item in dossier.agenda.taai(dossier.peildatum):
        asked = item.besluit or Gevraagd("")
        what = as_sentence(asked.wat) if asked.wat else TEKST["vraag.geen_besluit"]
        words = {"hinder": as_sentence(item.wat), "wat": what}
        yield Zin(
            TEKST.zin("vraag.hinder", **words),
            item.herkomst == "voorbeeld",
            _terms(asked.wie, asked.voor, asked.hoeveel, asked.anders),
        )


def _terms(wie: str = "", voor: date | None = None, hoeveel: str = "", anders: str = "") -> tuple[tuple[str, str], ...]:
    """What a board has to know of a decision; what nobody wrote down says so."""
    names, known = TEKST["besluit"], (wie, datum(voor) if voor else "", hoeveel, anders)
    return tuple((str(name), said or names["onbekend"]) for name, said in zip(names["namen"], known, strict=True))


def _hindering(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """The factor that hinders most, where a board can change it."""
    found = verzameld.bevinding(dossier.wijk.slug, "samenwerking-bevorderend")
    if found and found.bord.onderwerp in TEKST["bestuur.factoren"]:
        yield Zin(TEKST.zin("vraag.factor", kop=found.kop), found.voorbeeld)


def _ending(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What has money for less than a year, in one line."""
    if ending := ends_soon(read_borging(dossier.tabel("borging")), dossier.peildatum):
        line = TEKST.zin("vraag.stopt", wat=name_ends(ending))
        stops = " ".join(dict.fromkeys(as_sentence(item.zonder_geld) for item in ending if item.zonder_geld))
        yield Zin(line, any(item.herkomst == "voorbeeld" for item in ending), _terms(voor=ending[0].einde, anders=stops))


def _followed(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """Whether it is right that part of the interventions is not followed."""
    found = verzameld.bevinding(dossier.wijk.slug, "interventies-gevolgd")
    if found and found.schatting.value is not None and found.schatting.value < (found.schatting.n or 0):
        yield Zin(TEKST.zin("vraag.gevolgd", kop=found.kop), found.voorbeeld)


def _wishes(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """What was asked for in the wijk and nobody works on yet, the wishes of one party together."""
    wishes = not_begun(dossier.tabel("wensen"))
    for party in dict.fromkeys(wish.van for wish in wishes):
        mine = [wish for wish in wishes if wish.van == party]
        named = "; ".join(klein_begin(wish.wens) for wish in mine[:MAX_WENSEN])
        left = len(mine) - MAX_WENSEN
        told = TEKST.zin("vraag.wens_meer", wat=named, n=left) if left > 0 else named
        kind = "wens_plan" if all(wish.groep == "in een plan" for wish in mine) else "wens"
        line = TEKST.zin(f"vraag.{kind}", wie=party or TEKST["vraag.wens_wijk"], wat=told)
        yield Zin(line, any(wish.herkomst == "voorbeeld" for wish in mine))


def _lessons(dossier: Dossier, verzameld: Verzameld) -> Iterator[Zin]:
    """The published lesson of the wijk that names the board, else the first on what a board can change."""
    mine = published_lessons(dossier.tabel("menukaart"), wijk=dossier.wijk.slug)
    about = [card for card in mine if card.factor in TEKST["bestuur.factoren"]]
    named = (card for card in about if set(re.findall(r"\w+", card.les.lower())) & set(TEKST["bestuur.wie"]))
    if lesson := next(named, next((card for card in about if card.factor != TEKST["bestuur.factoren"][0]), None)):
        yield Zin(TEKST.zin("vraag.les", les=as_sentence(lesson.les)), False)


VRAGEN: dict[str, Callable[[Dossier, Verzameld], Iterator[Zin]]] = {
    "voorwaarden": _conditions,
    "beloften": _promises,
    "hardnekkige belemmeringen": _hard_to_move,
    "hardnekkige vragen": _stuck,
    "wat stopt": _ending,
    "wat hindert": _hindering,
    "wat niet wordt gevolgd": _followed,
    "wensen": _wishes,
    "lessen": _lessons,
}
