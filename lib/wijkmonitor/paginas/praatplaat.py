"""The praatplaat of one wijk: what the findings and the learning agenda say, put into the slots of the drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal, Unpack

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.registers import ends_soon, name_ends, not_begun, read_borging
from wijkmonitor.afspraken.spoor import nothing_agreed
from wijkmonitor.bevinding import Bevinding, Herkomst
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren.tekening.beeld import make_beeld
from wijkmonitor.figuren.tekening.praatplaat import praatplaat_html
from wijkmonitor.figuren.tekening.slots import MAX_BEDDEN, MAX_VRAGEN, Bed, Groei, Plaatafspraak, Plaatbord, Slots, Stand
from wijkmonitor.paginas.openen import Pagina, Parameters, open_wijk
from wijkmonitor.paginas.pagina import render
from wijkmonitor.paginas.talen import Vertaling, translate_boards
from wijkmonitor.paginas.verzameld import Afgesproken, Verzameld, last_agreements
from wijkmonitor.taal.getallen import as_sentence, datum, klein_begin, split_sentences
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import Gebeurtenis, collect_gebeurtenissen

TEKST = load_teksten("5-praatplaat")
MAX_VLAGGEN = 14
MAX_WOORDEN = 160  # a minute at the pace of somebody who reads aloud
VRAGEN = DOCUMENTEN["5-praatplaat"].volgt  # the reports of the four boards
_STAND: dict[str, Stand] = {"zoals verwacht": "verwacht", "anders dan verwacht": "anders", "kan toeval zijn": "toeval"}
_GROEI: dict[str, Groei] = {"loopt": "bloeit", "klaar": "bloeit", "gepland": "groeit", "laat": "groeit"}


@dataclass(frozen=True)
class Plaat:
    """The slots of one plate and where what stands in them comes from. documenten: the reports that it has links to."""

    slots: Slots
    herkomst: Herkomst
    talen: tuple[Vertaling, ...] = ()
    documenten: tuple[str, ...] = ()


def spoken_plate(slots: Slots, verhaal: Sequence[str] = ()) -> tuple[str, ...]:
    """One minute to read aloud: the story of the wijk, the four boards, what was agreed, and what to do now."""
    example = any(board.voorbeeld for board in slots.borden)
    lines = [TEKST.zin("voorlezen.begin", wijk=slots.wijk, datum=slots.datum), TEKST["voorlezen.verzonnen"] if example else ""]
    lines += verhaal
    lines += [
        TEKST.zin(
            "voorlezen.bord",
            nummer=number,
            vraag=" ".join(as_sentence(part) for part in (board.kop, board.antwoord) if part),
            tekst=" ".join(
                as_sentence(text) for text in (f"{board.getal} {board.tekst}".strip(), board.extra, _aloud(board.voet)) if text
            ),
        )
        for number, board in enumerate(slots.borden, 1)
    ]
    for item in slots.afspraken:
        told = TEKST.zin("voorlezen.afspraak", wat=as_sentence(item.wat), zien=item.zien or TEKST["zien.niets"])
        if len(" ".join([*lines, told, TEKST["voorlezen.eind"]]).split()) <= MAX_WOORDEN:
            lines.append(told)
    return tuple(line for line in (*lines, TEKST["voorlezen.eind"]) if line)


def _aloud(voet: str) -> str:
    """What stands below a board, without the margin of its number."""
    return " ".join(text for text in split_sentences(voet) if not text.startswith("Tussen "))


def plaat_html(plaat: Plaat) -> str:
    """The plate as one HTML page, that prints on one A3."""
    other = render("talen.j2", talen=plaat.talen, wijk=plaat.slots.wijk, x=load_teksten("tafelblad")) if plaat.talen else ""
    links = render("plaatlinks.j2", documenten=plaat.documenten, x=TEKST)
    return praatplaat_html(plaat.slots, onder=other, verder=links).rstrip() + "\n"


def make_plaat(
    dossier: Dossier, verzameld: Verzameld, *, borden: Sequence[str], verhalen: Sequence[str], buitenkring: str = ""
) -> Plaat:
    """The plate of a wijk from what its documents found; a board without a number says why.

    borden: per question the finding on its board; the people, flowers, lines and garden of the drawing come from them as
    well; one without a number gives way to the first of its report that has one; where the reports lack one, its board says so. verhalen: the findings that may give the quote, the first that has
    one. buitenkring: the question for the outer circle, that knows its own wijk. Raises ValueError in Dutch where there are not four boards,
    and for a board of another question.
    """
    if len(borden) != len(VRAGEN):
        raise ValueError(TEKST.zin("vier_borden", aantal=len(borden)))
    for naam, id in zip(VRAGEN, borden, strict=True):
        verzameld.check_known(dossier.wijk.slug, naam, id)
    wijk = dossier.wijk
    reach, health, network, plan = (_with_number(wijk.slug, verzameld, number, id) for number, id in enumerate(borden, 1))
    stories = [verzameld.bevinding(wijk.slug, id) for id in verhalen]
    found = [reach, health, network, plan, *stories]
    quote = next((story for story in stories if story and story.bord.citaat), None)
    agreements = last_agreements(dossier, verzameld)
    beds = plan.bord.bedden if plan else ()
    garden = _pick_beds(beds, plan.bord.voet if plan and not plan.bord.getal else "")
    flowers, chosen = _count(health, "bloei", 10), str(wijk.beeld.get("bron", ""))
    turned = flowers != _count(health, "tien", 10)
    events = collect_gebeurtenissen(dossier)
    results, story = events.van("resultaat"), verzameld.verhaal(wijk.slug)
    slots = Slots(
        wijk=wijk.naam,
        gemeente=dossier.plaats,
        datum=datum(dossier.stand),
        slug=wijk.slug,
        vraag=TEKST["vraag"],
        beeld=make_beeld(dossier.wijk.beeldwoorden),
        borden=_boards(wijk.slug, verzameld, borden),
        bereik=_count(reach, "tien", 10),
        honderd=_hundred(reach),
        bloei=flowers,
        lijnen=_count(network, "lijnen", MAX_VLAGGEN),
        bedden=garden,
        quote=quote.bord.citaat if quote else "",
        quote_van=quote.bord.rol if quote else "",
        quote_voorbeeld=bool(quote and quote.voorbeeld),
        afspraken=tuple(_afspraak(item) for item in agreements),
        geen_afspraken=nothing_agreed(dossier.agenda, wijk.mijlpaal, peildatum=dossier.peildatum),
        binnen=(*_asked_inside(dossier.agenda, dossier), *_raised(verzameld, wijk.slug))[:MAX_VRAGEN],
        buiten=(buitenkring,) if buitenkring else (),
        trots=tuple(klein_begin(event.wat) for event in results),
        trots_voorbeeld=(proud := any(event.herkomst == "voorbeeld" for event in results)),
        bronnen=plate_sources(found, events.van("resultaat", "wens")),
        verhaal=story.zinnen[0] if story else "",
        verhaal_voorbeeld=bool(story and story.voorbeeld),
        noot=" ".join(plate_notes(flowers, len(beds), len(garden), chosen, turned=turned)),
    )
    slots = replace(slots, voorlezen=spoken_plate(slots, story.zinnen[:1] if story else ()))
    parts = [finding.voorbeeld for finding in found if finding] + [item.voorbeeld for item in agreements] + [proud]
    words = [report.woord if report else "" for report in (verzameld.rapport(wijk.slug, naam) for naam in VRAGEN)]
    other = translate_boards(list(zip(words, (reach, health, network, _goals(wijk.slug, verzameld) or plan), strict=True)))
    reports = sorted(report.document for report in verzameld.van(wijk.slug))
    return Plaat(slots, "voorbeeld" if any(parts) else "eigen registratie", other, tuple(reports))


def _boards(wijk: str, verzameld: Verzameld, borden: Sequence[str]) -> tuple[Plaatbord, Plaatbord, Plaatbord, Plaatbord]:
    missing = _missing(verzameld.bevinding(wijk, "bereik-wie-missen-we"))
    a, b, c, d = (_board(number, wijk, verzameld, id) for number, id in enumerate(borden, start=1))
    goals = _goals(wijk, verzameld)
    decides = _decides(wijk, verzameld, VRAGEN[1]) if b.getal else ""
    return (
        replace(a, extra=missing or a.extra),
        replace(b, extra=decides or b.extra),
        c,
        replace(d, extra=goals.bord.extra) if goals and d.getal else d,
    )


def _decides(wijk: str, verzameld: Verzameld, naam: str) -> str:
    """What decides the answer of a report, as its headline begins; the figure on a board may be another. "" where nothing does."""
    rapport = verzameld.rapport(wijk, naam)
    decisive = [finding for finding in rapport.bevindingen if finding.weegt] if rapport else []
    return as_sentence(re.split(r"[;:,]", decisive[0].kop)[0]) if decisive else ""


def _goals(wijk: str, verzameld: Verzameld) -> Bevinding | None:
    """The finding on goals, where it has something to tell: with it the fourth question is answered in its report."""
    found = verzameld.bevinding(wijk, "interventies-doelen")
    return found if found and found.bord.extra else None


def _with_number(wijk: str, verzameld: Verzameld, number: int, id: str) -> Bevinding | None:
    """The finding that was chosen for a board; where it has no number, the first of its report that has one, or that tells."""
    finding, rapport = verzameld.bevinding(wijk, id), verzameld.rapport(wijk, VRAGEN[number - 1])
    if finding is None or rapport is None or finding.bord.getal:
        return finding
    told = sorted(rapport.bevindingen, key=lambda other: not other.bord.getal)
    return next((other for other in told if other.bord.getal or other.bord.tekst), finding)


def _board(number: int, wijk: str, verzameld: Verzameld, id: str) -> Plaatbord:
    naam = VRAGEN[number - 1]
    rapport = verzameld.rapport(wijk, naam)
    word = rapport.woord.capitalize() if rapport else ""
    question, finding = DOCUMENTEN[naam].vraag, _with_number(wijk, verzameld, number, id)
    if finding is None or rapport is None:
        return Plaatbord(question, tekst=TEKST["geen_bevinding" if rapport else "geen_rapport"], antwoord=word)
    shown, known = finding.bord, rapport.bekend
    if shown.getal:
        return Plaatbord(question, shown.getal, shown.tekst, shown.extra, shown.voet, finding.voorbeeld, word)
    if known and not shown.tekst:
        return Plaatbord(question, tekst=split_sentences(known.tekst)[0], voorbeeld=known.herkomst == "voorbeeld", antwoord=word)
    hole = split_sentences(finding.lees)[0] if finding.teken == "niet geleverd" else finding.reden or finding.lees
    return Plaatbord(question, tekst=shown.tekst or hole, voorbeeld=finding.voorbeeld, antwoord=word)


def _missing(finding: Bevinding | None) -> str:
    if finding is None or not finding.bord.onderwerp:
        return ""
    return TEKST.zin("wie_missen", kop=finding.kop)


def _hundred(finding: Bevinding | None) -> int | None:
    """The share in dots, where it is too small to show with ten people."""
    if finding is None or finding.bord.tien != 0 or finding.schatting.value is None:
        return None
    return round(100 * finding.schatting.value)


def _count(finding: Bevinding | None, name: Literal["tien", "bloei", "lijnen"], most: int) -> int | None:
    """A number of things to draw; None where there is no figure."""
    found: int | None = getattr(finding.bord, name) if finding else None
    return None if found is None else min(found, most)


def _pick_beds(beds: Sequence[tuple[str, str]], since: str = "") -> tuple[Bed, ...]:
    """A few interventions: of each state in turn, so that what runs does not hide what nobody knows.

    since: what is said of those that run, where nobody knows since when they do.
    """
    words = dict(TEKST["stand"])
    words["loopt"] = since or words["loopt"]
    states: dict[str, list[str]] = {state: [] for state in words}
    for name, state in beds:
        states[state if state in states else "onbekend"].append(name)
    named = {state: sorted(names, key=lambda name: name.startswith("Voorbeeld")) for state, names in states.items()}
    rounds = zip_longest(*([(name, state) for name in names] for state, names in named.items()))
    picked = [pair for group in rounds for pair in group if pair is not None][:MAX_BEDDEN]
    order = list(states)
    picked.sort(key=lambda pair: order.index(pair[1]))
    return tuple(
        Bed(name.replace("Voorbeeldinterventie", "Voorbeeld"), _GROEI.get(state, "zaad"), words[state]) for name, state in picked
    )


def _afspraak(item: Afgesproken) -> Plaatafspraak:
    if item.gedaan:
        return Plaatafspraak(item.wat, item.gedaan, "gedaan", item.voorbeeld)
    if item.oordeel == "hier meten we niets over":
        return Plaatafspraak(item.wat, "", "niets", item.voorbeeld)
    seen = re.split(r"[.;] ", item.nu)[0].rstrip(".")
    return Plaatafspraak(
        item.wat, f"{seen}." if seen else TEKST["zien.nog_niet"], _STAND.get(item.oordeel, "open"), item.voorbeeld
    )


def _asked_inside(agenda: Leeragenda, dossier: Dossier) -> Iterator[str]:
    """What is asked of the inner circle: the question behind its requests to the outer circle, its other open questions, open wishes."""
    asked = {item.leervraag for item in agenda.verzoeken_buiten}
    stuck = {item.letter for item in agenda.hardnekkig(dossier.peildatum)}
    open_ = agenda.open_vragen
    yield from (item.vraag for item in open_ if item.letter in asked)
    yield from (item.vraag for item in open_ if item.letter in stuck - asked)
    yield from (item.vraag for item in open_ if item.letter not in asked | stuck)
    if ending := ends_soon(read_borging(dossier.tabel("borging")), dossier.peildatum):
        yield TEKST.zin("stopt", wat=name_ends(ending))
    if wishes := not_begun(dossier.tabel("wensen")):
        kind = "wensen_meer" if len(wishes) > 1 else "wensen"
        yield TEKST.zin(kind, wens=klein_begin(wishes[0].wens), n=len(wishes) - 1)


def _raised(verzameld: Verzameld, wijk: str) -> Iterator[str]:
    """What the first findings of the reports raise, one per report. The timeline asks about its own list, which is not on the plate."""
    for number in (1, 3, 2, 4):
        for rapport in verzameld.van(wijk):
            told = [finding for finding in rapport.bevindingen if not finding.leeg]
            told = [finding for finding in told if not finding.id.endswith("-tijdlijn")]
            if rapport.inhoud["nummer"] == number and told:
                yield told[0].gespreksvraag


def plate_sources(found: Iterable[Bevinding | None], told: Iterable[Gebeurtenis]) -> tuple[str, ...]:
    """The sources of the boards with those of what was reached and asked, then those of the boards alone; each once, short."""
    boards = [finding.bron for finding in found if finding and finding.bord.getal]
    both = [*boards, *(event.bron for event in told if event.herkomst == "openbaar")]
    return tuple(dict.fromkeys(line for lines in (both, boards) if (line := _short(lines))))


def _short(lines: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(re.split(r" \(|, Gezondheid|; ", line)[0] for line in lines))


def plate_notes(flowers: int | None, beds: int, shown: int, chosen: str, *, turned: bool) -> Iterable[str]:
    """What a reader must know about the drawing. shown: of so many beds. chosen: what the records say of where it comes from.

    turned: the flowers are those that the number of board 2 leaves out.
    """
    yield TEKST.zin("voet.tekening", bron=chosen.rstrip(".")) if chosen else TEKST["voet.tekenaar"]
    if beds > shown:
        yield TEKST.zin("voet.tuin", getoond=shown, alle=beds)
    if flowers is not None:
        yield TEKST["voet.bloemen_om" if turned else "voet.bloemen"]


def open_praatplaat(
    naam: str, *, borden: Sequence[str], verhalen: Sequence[str], buitenkring: str = "", **wijk: Unpack[Parameters]
) -> Pagina:
    """The praatplaat of a wijk, with the findings on its four boards, those that may give the quote, and what the outer
    circle is asked."""
    dossier, found = open_wijk(naam, **wijk)
    plaat = make_plaat(dossier, found, borden=borden, verhalen=verhalen, buitenkring=buitenkring)
    return Pagina.of(naam, plaat_html(plaat), dossier, herkomst=plaat.herkomst, voorlezen=plaat.slots.voorlezen)
