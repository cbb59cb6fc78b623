"""The account of one leersessie and of all sessions in a quarter, made from the agendas alone; and the plate that hung there, with its harvest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.duiding import told, told_hinder
from wijkmonitor.afspraken.invullen import clouds
from wijkmonitor.afspraken.items import Afspraak, Sessie
from wijkmonitor.figuren.tekening.praatplaat import harvest_plate
from wijkmonitor.paginas.checks import check_page
from wijkmonitor.paginas.stuk import Onderdeel, Stuk, Tafel, table_or_none
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import as_sentence, datum, hoofdletter, meervoud
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "sessieverslag"
PLAAT = "5-praatplaat.html"
TEKST = load_teksten(NAAM)


def make_verslag(agenda: Leeragenda, sessie: Sessie, *, wijk_naam: str, cijfers: Mapping[str, Peilcijfer]) -> Stuk:
    """The account of a session. cijfers: each finding in the newest report, by id."""
    koppen = {id: figure.kop for id, figure in cijfers.items()}
    parts = (
        _present(sessie),
        Onderdeel(TEKST["kop.getoond"], punten=tuple(koppen.get(id, id) for id in sessie.besproken)),
        *_readings(agenda, sessie, cijfers),
        Onderdeel(TEKST["kop.terug"], tabel=_look_backs(agenda, sessie)),
        Onderdeel(TEKST["kop.vragen"], punten=tuple(_questions(agenda, sessie))),
        Onderdeel(TEKST["kop.afspraken"], tabel=_agreements(agenda, _made(agenda, sessie))),
        Onderdeel(TEKST["kop.verzoeken"], punten=tuple(_requests(agenda, sessie))),
        Onderdeel(TEKST["kop.belemmeringen"], punten=tuple(_hindered(agenda, sessie))),
        *_harvest(sessie),
        Onderdeel(TEKST["kop.geleerd"], punten=tuple(_learned(agenda, sessie))),
        Onderdeel(TEKST["kop.beter"], tuple(as_sentence(line) for line in [sessie.afsluiting.beter] if line)),
    )
    return Stuk(
        titel=TEKST.zin("titel", wijk=wijk_naam),
        label=TEKST["label"],
        onderkop=datum(sessie.datum) + ".",
        onderdelen=tuple(_told_empty(part) for part in parts),
        voorbeeld=sessie.herkomst == "voorbeeld",
        voet=f"{programma().maker} · {wijk_naam} · {datum(sessie.datum)}",
    )


def make_kwartaal(wijken: Sequence[tuple[str, str, Leeragenda]], *, jaar: int, kwartaal: int) -> Stuk:
    """What the sessions of all wijken brought in a quarter. wijken: name, municipality and agenda of each."""
    example = False
    parts: list[Onderdeel] = []
    for gemeente in sorted({gemeente for _, gemeente, _ in wijken}):
        for naam, town, agenda in sorted(wijken, key=lambda item: item[0]):
            for session in agenda.sessies if town == gemeente else ():
                if (session.datum.year, (session.datum.month + 2) // 3) == (jaar, kwartaal) and session.beschreven:
                    parts += _in_short(agenda, session, f"{naam}, {gemeente}" if gemeente not in ("", naam) else naam)
                    example = example or session.herkomst == "voorbeeld"
    held = sum(not part.onder for part in parts)
    return Stuk(
        titel=TEKST.zin("kwartaal.titel", kwartaal=kwartaal, jaar=jaar),
        label=TEKST["kwartaal.label"],
        onderkop=TEKST.zin("kwartaal.onderkop", sessies=meervoud(held, "sessie", "sessies")),
        onderdelen=tuple(parts) or (Onderdeel(TEKST["kwartaal.kop"], (TEKST["kwartaal.geen"],)),),
        voorbeeld=example,
        voet=f"{programma().maker} · {TEKST['kwartaal.label']}",
    )


def _in_short(agenda: Leeragenda, sessie: Sessie, waar: str) -> Iterator[Onderdeel]:
    """What one session brought, as parts of a digest: who was there, what was learned, agreed and asked."""
    present = _present(sessie)
    yield Onderdeel(f"{waar}: {datum(sessie.datum)}", present.zinnen)
    parts = (
        Onderdeel(TEKST["kop.geleerd"], punten=tuple(_learned(agenda, sessie)), onder=True),
        Onderdeel(TEKST["kop.afspraken"], punten=tuple(_short(item) for item in _made(agenda, sessie)), onder=True),
        Onderdeel(TEKST["kop.verzoeken"], punten=tuple(_requests(agenda, sessie)), onder=True),
        Onderdeel(
            TEKST["kop.duidingen"],
            punten=tuple(" ".join(_in_sentences(agenda, item.nummer)) for item in agenda.duidingen if item.sessie == sessie.id),
            onder=True,
        ),
    )
    yield from (part for part in parts if part.punten)


def _told_empty(part: Onderdeel) -> Onderdeel:
    """The part; where it holds nothing it says so."""
    empty = not (part.zinnen or part.punten or part.tabel)
    return Onderdeel(part.kop, (TEKST["niets"],), onder=part.onder) if empty else part


def _present(sessie: Sessie) -> Onderdeel:
    circles = (("binnenkring", sessie.binnenkring), ("buitenkring", sessie.buitenkring))
    lines = tuple(
        TEKST.zin(
            f"aanwezig.{name}",
            wie=", ".join(f"{role} {number}" for role, number in circle.items()),
            mensen=meervoud(sum(circle.values()), "mens", "mensen"),
        )
        for name, circle in circles
        if circle
    )
    return Onderdeel(TEKST["kop.aanwezig"], lines or (TEKST["aanwezig.onbekend"],))


def _readings(agenda: Leeragenda, sessie: Sessie, cijfers: Mapping[str, Peilcijfer]) -> Iterator[Onderdeel]:
    mine = [item for item in agenda.duidingen if item.sessie == sessie.id]
    spoken = TEKST.zin("besproken", n=meervoud(len(mine), "bevinding", "bevindingen"))
    yield Onderdeel(TEKST["kop.duidingen"], (spoken,) if mine else ())
    for item in mine:
        figure = cijfers.get(item.bevinding)
        said = told(agenda, item, figure)
        first = (figure.kop if figure else "") or (item.toen.tekst if item.toen else "") or item.bevinding
        lines = tuple(f"{hoofdletter(who)}: {what}" for who, what in said.regels)
        then = [TEKST.zin("cijfer_toen", cijfer=as_sentence(item.toen.tekst))] if item.toen and item.toen.tekst else []
        yield Onderdeel(
            first.rstrip("."),
            (said.kop, *([said.geraden] if said.geraden else []), *then, *([said.leidt_tot] if said.leidt_tot else [])),
            lines,
            onder=True,
        )


def _in_sentences(agenda: Leeragenda, nummer: str) -> Iterator[str]:
    item = next(each for each in agenda.duidingen if each.nummer == nummer)
    said = told(agenda, item)
    yield f"{item.bevinding}. {said.kop} {said.geraden}".rstrip()
    yield from (f"{hoofdletter(who)}: {what}" for who, what in said.regels)


def _look_backs(agenda: Leeragenda, sessie: Sessie) -> Tafel | None:
    made = {item.id: item for item in agenda.afspraken}
    rows = [
        (made[item.afspraak].wat, as_sentence(item.wat_gebeurde), as_sentence(item.verschil_waardoor), item.besluit)
        for item in agenda.terugblikken
        if item.sessie == sessie.id
    ]
    return table_or_none(TEKST["kop.terug"], TEKST["kolom.terug"], rows)


def _questions(agenda: Leeragenda, sessie: Sessie) -> Iterator[str]:
    words = TEKST["staat"]
    for item in agenda.leervragen:
        state = next((stand for stand in item.stand if stand.sessie == sessie.id), None)
        if state is not None or item.gesteld_in == sessie.id:
            word = words[state.is_] if state else words["nieuw"]
            yield TEKST.zin(
                "vraag", letter=item.letter, vraag=item.vraag, staat=word, antwoord=as_sentence(state.antwoord) if state else ""
            )


def _hindered(agenda: Leeragenda, sessie: Sessie) -> Iterator[str]:
    """What the session named as hindering, and what it looked back on."""
    for item in agenda.belemmeringen:
        if item.gezien_in == sessie.id or any(stand.sessie == sessie.id for stand in item.stand):
            said = told_hinder(agenda, item)
            lines = (f"{hoofdletter(who)}: {what}" for who, what in said.regels)
            yield " ".join(part for part in (said.kop, *lines, said.leidt_tot, said.sindsdien) if part)


def _harvest(sessie: Sessie) -> Iterator[Onderdeel]:
    """What was written on the plate, cloud by cloud."""
    notes, questions = sessie.oogst.notities, clouds()
    yield Onderdeel(
        TEKST["kop.oogst"],
        (TEKST.zin("oogst", n=meervoud(sum(map(len, notes.values())), "briefje", "briefjes")),) if notes else (),
    )
    yield from (Onderdeel(questions[name].rstrip("."), punten=notes[name], onder=True) for name in questions if name in notes)


def _made(agenda: Leeragenda, sessie: Sessie, *, buiten: bool = False) -> list[Afspraak]:
    """What a session agreed; buiten: what it asked of the outer circle."""
    return [item for item in agenda.afspraken_van(sessie.id) if (item.naar_kring == "buiten") == buiten]


def _agreements(agenda: Leeragenda, made: Iterable[Afspraak]) -> Tafel | None:
    rows = [(item.wat, item.wie, item.verwachting, datum(agenda.sessie(item.terugkijk_in).datum)) for item in made]
    return table_or_none(TEKST["kop.afspraken"], TEKST["kolom.afspraken"], rows)


def _short(item: Afspraak) -> str:
    return f"{as_sentence(item.wat)} ({item.wie})"


def _requests(agenda: Leeragenda, sessie: Sessie) -> Iterator[str]:
    """What was asked of the outer circle, and what earlier sessions asked and this one heard the answer to."""
    for item in _made(agenda, sessie, buiten=True):
        answer = as_sentence(item.antwoord) if item.antwoord else TEKST["geen_antwoord"]
        yield TEKST.zin("verzoek", wat=as_sentence(item.wat), wie=item.wie, antwoord=answer)
    for item in agenda.antwoorden_van(sessie.id):
        words = {"dag": datum(agenda.sessie(item.sessie).datum), "wat": as_sentence(item.wat), "wie": item.wie}
        yield TEKST.zin("beantwoord", antwoord=as_sentence(item.antwoord), **words)


def _learned(agenda: Leeragenda, sessie: Sessie) -> Iterator[str]:
    yield from (f"{as_sentence(les.les)} ({les.niveau})" for les in agenda.lessen if les.sessie.id == sessie.id)
    closing = sessie.afsluiting
    for name in ("groep", "inzicht", "voorwaarden"):
        if said := getattr(closing, name):
            yield TEKST.zin(f"slot.{name}", wat=as_sentence(said))


def quarter_of(text: str) -> tuple[int, int]:
    """Year and quarter in what people type: `2022-3`. ValueError where it is none.

    >>> quarter_of("2022-3")
    (2022, 3)
    """
    year, _, quarter = text.partition("-")
    if not (year.isdecimal() and len(year) == 4 and quarter in ("1", "2", "3", "4")):
        raise ValueError(text)
    return int(year), int(quarter)


def first_day(jaar: int, kwartaal: int) -> date:
    """The first day of a quarter."""
    return date(jaar, 3 * kwartaal - 2, 1)


def find_plate(uit: Path, wijk: str, dag: date) -> Path | None:
    """The plate as it hung on that day: the newest made for a peildatum up to then, else the first one after; None without any."""
    found = sorted(path for path in uit.glob(f"????-??-??/{wijk}/{PLAAT}") if path.is_file())
    before = [path for path in found if path.parents[1].name <= dag.isoformat()]
    return next(iter([*reversed(before), *found]), None)


def harvested(plate: Path, sessie: Sessie, *, wijk_naam: str, foto: bytes | None = None) -> str:
    """The page of that plate with what was written on it in the session."""
    title = zin("oogst.titel", wijk=wijk_naam, datum=datum(sessie.datum))
    mark = "voorbeeld" if sessie.herkomst == "voorbeeld" else ""
    page = plate.read_text(encoding="utf-8")
    return check_page(harvest_plate(page, sessie.oogst.notities, koppen=clouds(), titel=title, foto=foto, merk=mark))
