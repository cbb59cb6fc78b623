"""One page of a wijk for the board: the decision asked, what goes well, the three aims, four answers, and what is agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Unpack

from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Halter, halter
from wijkmonitor.paginas.bestuurblad import Bereiktgroep, Bestuur, Bestuurfiguur, Doel, Vraagantwoord, fit_on_sheet
from wijkmonitor.paginas.bestuurvragen import NAAM, TEKST, VRAGEN, Zin
from wijkmonitor.paginas.openen import Pagina, Parameters, open_wijk
from wijkmonitor.paginas.pagina import render_page, strip
from wijkmonitor.paginas.verzameld import Verzameld, VerzameldRapport, last_agreements
from wijkmonitor.taal.getallen import as_sentence, klein_begin, moment
from wijkmonitor.vragen.cijfers import GEZOND
from wijkmonitor.vragen.gezondheid.nulmeting import START
from wijkmonitor.vragen.tijdlijn import LUKTE, Gebeurtenis, Gebeurtenissen, collect_gebeurtenissen, tell
from wijkmonitor.vragen.wijkprofiel.trend import first_and_last

MAX_VRAGEN, MAX_AFSPRAKEN = 3, 3
_PLANNEN = {"komt": False, "gepland": True}  # under which heading a plan stands, by whether its day is over


def bestuur_html(bestuur: Bestuur) -> str:
    """The page as HTML, that prints on one A4."""
    wijk, page = bestuur.dossier.wijk, fit_on_sheet(bestuur)
    drawing = strip(wijk.beeldwoorden, seed=wijk.slug) if page.straat else ""
    return render_page("bestuur", b=page, d=page.dossier, x=TEKST, strook=drawing)


def make_bestuur(dossier: Dossier, verzameld: Verzameld, *, gevraagd: Sequence[str]) -> Bestuur:
    """The page of a wijk from what its documents found and what its agenda holds; gevraagd: names of `VRAGEN`, in order.

    Raises ValueError in Dutch for a name that is not there.
    """
    if unknown := [naam for naam in gevraagd if naam not in VRAGEN]:
        raise ValueError(TEKST.zin("onbekend", naam=", ".join(unknown), bekend=", ".join(VRAGEN)))
    wijk, events, story = dossier.wijk.slug, collect_gebeurtenissen(dossier), verzameld.verhaal(dossier.wijk.slug)
    agreements = last_agreements(dossier, verzameld)[:MAX_AFSPRAKEN]
    return Bestuur(
        dossier,
        doelen=tuple(_aim(aim, wijk, verzameld, events) for aim in TEKST["doel"]),
        antwoorden=tuple(_answer(DOCUMENTEN[naam], verzameld.rapport(wijk, naam)) for naam in DOCUMENTEN[NAAM].volgt),
        afspraken=agreements,
        vragen=tuple(line for naam in gevraagd for line in VRAGEN[naam](dossier, verzameld))[:MAX_VRAGEN],
        bereikt=tuple(_reached(events)),
        verhaal=story,
        figuur=None if story or len(agreements) > 1 else draw_health(dossier),
    )


def _answer(soort: Documentsoort, rapport: VerzameldRapport | None) -> Vraagantwoord:
    """What the report of a question answers, or that there is none yet."""
    if rapport is None:
        return Vraagantwoord(soort, (TEKST["geen_rapport"],))
    return Vraagantwoord(soort, rapport.kort.regels, rapport.woord, rapport.teken, rapport.kort.voorbeeld)


def _aim(aim: Mapping[str, Any], wijk: str, verzameld: Verzameld, events: Gebeurtenissen) -> Doel:
    """One of the aims, answered by the first of its findings that has something to tell, else by what was written down."""
    found = (verzameld.bevinding(wijk, id) for id in aim["bevindingen"])
    known = next((item for item in found if item and not item.leeg), None)
    if known is not None:
        plan = [tell(event) for event in events.van("achtergrond") if "plan" in aim and event.vraag == aim["plan"]]
        means = " ".join(part for part in (*plan, aim.get("telt", {}).get(known.id, ""), aim.get("betekent", "")) if part)
        return Doel(aim["naam"], f"{known.kop.rstrip('.')}.", known.voorbeeld, means)
    if (told := _written_down(aim, events)) is None:
        return Doel(aim["naam"], "")
    what, more = told.wat, sum(event.door == told.door for event in events.van("wens")) - 1
    if told.soort == "wens" and more:
        what = TEKST.zin("vraag.wens_meer", wat=what, n=more)
    kind = "gevraagd" if told.soort == "wens" else "geen_cijfer"
    line = TEKST.zin(kind, wie=told.door, wat=klein_begin(as_sentence(what)))
    return Doel(aim["naam"], line, told.herkomst == "voorbeeld")


def _written_down(aim: Mapping[str, Any], events: Gebeurtenissen) -> Gebeurtenis | None:
    """What happened that is about this aim: a result of its question, or what residents did or asked, or else what names them."""
    told = events.van(*LUKTE, "mijlpaal")
    if "vraag" in aim:
        return next((event for event in told if event.vraag == aim["vraag"]), None)
    word = aim.get("woord")
    named = [event for event in (*told, *events.van("wens")) if word and word in f"{event.wat} {event.door}".lower()]
    return min(named, key=lambda event: event.door != word, default=None)


def _reached(events: Gebeurtenissen) -> Iterator[Bereiktgroep]:
    """What was reached, what is under way, and what was planned for a day that is over."""
    marks, today = events.dossier.wijk.mijlpaal, events.dossier.peildatum
    over = {mark.wat for mark in marks if mark.gepland == "ja" and mark.laatste <= today}
    plans = {name: [event for event in events.van("plan") if (event.wat in over) == past] for name, past in _PLANNEN.items()}
    for kind, heading in TEKST["bereikt"].items():
        if found := (*events.van(kind), *plans.get(kind, ())):
            yield Bereiktgroep(
                str(heading), tuple(Zin(_with_date(event, kind), event.herkomst == "voorbeeld") for event in found)
            )


def _with_date(event: Gebeurtenis, kind: str) -> str:
    """What it is and when; under the heading of plans that day is enough."""
    when = moment(event.sleutel) if kind == "gepland" else event.wanneer
    return f"{event.wat} ({when})" if event.sleutel else event.wat


def draw_health(dossier: Dossier) -> Bestuurfiguur | None:
    """The start of the programme and the last comparable year of wijk and municipality; None where one of the four figures is not known."""
    move = first_and_last(dossier, GEZOND, vanaf=START) if GEZOND in dossier.kerncijfers.catalogus else None
    if move is None or move.gemeente is None:
        return None
    town = dossier.kerncijfers.naam_van(dossier.wijk.gemeente)
    rows = [
        Halter(TEKST.zin("figuur.jaar", jaar=year), there, here)
        for year, there, here in ((move.toen, move.gemeente[0], move.van), (move.nu, move.gemeente[1], move.naar))
    ]
    drawn = halter(rows, toen=town, nu=dossier.wijk.naam, vraag=2, eenheid="van de 100")
    return Bestuurfiguur(TEKST.zin("figuur.kop", toen=move.toen, nu=move.nu), drawn, dossier.kerncijfers.herkomst)


def open_bestuur(naam: str, *, gevraagd: Sequence[str], **wijk: Unpack[Parameters]) -> Pagina:
    """The page of a wijk for the board of the municipality; gevraagd: names of `VRAGEN`, the most direct first."""
    dossier, found = open_wijk(naam, **wijk)
    bestuur = make_bestuur(dossier, found, gevraagd=gevraagd)
    return Pagina.of(naam, bestuur_html(bestuur), dossier, herkomst=bestuur.herkomst)
