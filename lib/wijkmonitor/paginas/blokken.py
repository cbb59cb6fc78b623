"""What the notebook of samen leren calls: each part of the page as something that shows itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wijkmonitor.bevinding.begrippen import find_begrippen
from wijkmonitor.bevinding.blokken import Blok
from wijkmonitor.documenten import Documentsoort
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.paginas import agendas
from wijkmonitor.paginas.hele_pagina import about_page
from wijkmonitor.paginas.pagina import render, resource
from wijkmonitor.paginas.regio import (
    STATEN,
    VEEL,
    Deel,
    by_answer,
    count_factors,
    count_steps,
    is_veel,
    lesson_parts,
    match_parts,
    open_parts,
    reading_parts,
)
from wijkmonitor.paginas.samen_leren import GENOEMD, NAAM, VRAGEN, SamenLeren
from wijkmonitor.taal.getallen import meervoud, opsomming, opsomming_kort
from wijkmonitor.uitgevoerd import DOCUMENT_MIME
from wijkmonitor.vragen.teksten import load_teksten

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
    return _blok("koppels.j2", "Wie kan van wie leren?", samen, koppels=samen.koppels)


def duidingen(samen: SamenLeren) -> Blok:
    """What groups made of the same finding, wijk beside wijk; of many per municipality."""
    if is_veel(samen):
        return _vindbaar("Wat groepen van de cijfers vonden", samen, reading_parts(samen), leeg="duidingen.geen")
    return _blok("duidingen.j2", "Wat groepen van de cijfers vonden", samen, onderwerpen=agendas.readings(samen.kring))


def lessen(samen: SamenLeren) -> Blok:
    """The lessons by level, and what the last sessions saw; of many per municipality."""
    if is_veel(samen):
        return _vindbaar("Lessen", samen, [(None, lesson_parts(samen))])
    groups = [(level, [line for line in samen.lessen if line.niveau == level]) for level in agendas.NIVEAUS]
    seen = agendas.insights(samen.kring)
    published = {wijk: cards[:GENOEMD] for wijk, cards in samen.gepubliceerd.items()}
    return _blok("lessen.j2", "Lessen", samen, niveaus=groups, inzichten=seen, gepubliceerd=published)


def open_punten(samen: SamenLeren) -> Blok:
    """Agreements, requests to the outer circle and questions that are still open; of many per municipality."""
    if is_veel(samen):
        return _vindbaar("Wat open staat", samen, [(None, open_parts(samen))])
    return _blok("open.j2", "Wat open staat", samen, hardnekkig=agendas.stuck_questions(samen.kring))


def stappen(samen: SamenLeren) -> Blok:
    """Where each wijk stands in the steps of the two approaches; of many how many stand where."""
    if is_veel(samen):
        texts = load_teksten(NAAM)
        tables = [(texts["stappen.gwa"], count_steps(samen.geteld, "gwa")),
                  (texts["stappen.infra"], count_steps(samen.geteld, "infra"))]  # fmt: skip
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
    """The way to the menukaart, with a few of its cards: on the factor that hinders most, of each wijk in turn."""
    factor = samen.grootste_hinder
    kinds = [meervoud(len(cards), kind, _VEEL.get(kind, kind)) for kind, cards in samen.menukaart.soorten]
    cards = samen.menukaart.van_factor(factor, MAX_KAARTEN)
    return _blok(
        "menukaart_kort.j2",
        "Menukaart",
        samen,
        factor=factor,
        wijken=opsomming_kort(list(samen.hinder_in)),
        kaarten=cards,
        soorten=opsomming(kinds),
    )


def gesprek(samen: SamenLeren) -> Blok:
    """Questions for the conversation between the wijken."""
    return _blok("gesprek.j2", "Het gesprek", samen)


def verantwoording(samen: SamenLeren) -> Blok:
    """How the page was made, and the words that it uses."""
    texts = load_teksten(NAAM)
    said = [line for wijk in samen.kring.wijken for soort in VRAGEN for line, _ in wijk.antwoord(soort.naam)]
    said += [*texts["verantwoording.methode"], *FACTOREN, *(soort.vraag for soort in VRAGEN)]
    return _blok("verantwoording.j2", "Verantwoording", samen, woorden=find_begrippen(said))


def _vindbaar(
    name: str, samen: SamenLeren, vakken: Sequence[tuple[Documentsoort | None, list[Deel]]], *, leeg: str = "", wat: str = ""
) -> Blok:
    """Parts that are opened and searched per municipality. leeg, wat: the words where there is nothing, and above it."""
    return _blok("vindbaar.j2", name, samen, vakken=vakken, leeg=leeg, wat=wat, veel=VEEL)


def _blok(template: str, name: str, samen: SamenLeren, *, data: dict[str, Any] | None = None, **more: Any) -> Blok:
    """The part of the page; in a notebook it brings its own style along."""
    html = render(template, s=samen, x=load_teksten(NAAM), **more)
    return Blok(f"<style data-wijkmonitor>{resource('samen.css')}</style>\n{html}", name, data or {})
