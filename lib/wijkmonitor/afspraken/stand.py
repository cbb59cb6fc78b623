"""What the figures say about an agreement: then, now, whether it went as expected, and whether that can be known by the next session."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer, schrijf
from wijkmonitor.afspraken.items import Afspraak, Toen, Verwacht
from wijkmonitor.bevinding import Bevinding, weigh_herkomst
from wijkmonitor.bevinding.document import AfspraakStand, Oordeel
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.stats.difference import Verschil, detectable, difference
from wijkmonitor.stats.rates import in_bunches
from wijkmonitor.taal.getallen import as_sentence, datum, keer
from wijkmonitor.taal.oordeel import Richting, afgesproken, beoordeel_familie, niveau_afspraak

AFGEROND = 0.0001  # figures in an agenda are rounded by hand
_NIETS: Oordeel = "hier meten we niets over"
_PAST: dict[Verwacht, Richting] = {"hoger": "omhoog", "lager": "omlaag"}
# what a group of figures says together: the first of these that one of them says
_VOLGORDE: tuple[Oordeel, ...] = ("anders dan verwacht", "kan toeval zijn", "zoals verwacht", "nog niet te vergelijken", _NIETS)


def afspraak_standen(
    agenda: Leeragenda, bevindingen: Mapping[str, Bevinding], *, peildatum: date, document: str
) -> tuple[AfspraakStand, ...]:
    """The agreements of the last session that belong to this document, with what its findings say now.

    bevindingen: the findings of the document by id. An agreement belongs to the document that has its findings; without findings
    to the document of the monitor question of its leervraag; without that to every document. A document that brings others together has all of them.
    """
    known = agenda.tot(peildatum)
    now = {name: Peilcijfer.of_bevinding(finding) for name, finding in bevindingen.items()}
    agreed = known.vorige_afspraken(peildatum)
    return tuple(make_stand(known, item, now, samen=len(agreed)) for item in agreed if belongs(known, item, document, now))


def belongs(agenda: Leeragenda, afspraak: Afspraak, document: str, bekend: Mapping[str, object]) -> bool:
    """Whether an agreement stands on the first screen of this document."""
    if document not in DOCUMENTEN or not DOCUMENTEN[document].rekent:
        return True
    homes = {naam for naam, soort in DOCUMENTEN.items() for id in afspraak.bevindingen if id.startswith(f"{soort.kort}-")}
    if document in homes or any(id in bekend for id in afspraak.bevindingen):
        return True
    if homes:
        return False
    question = next((item for item in agenda.leervragen if item.letter == afspraak.leervraag), None)
    return question is None or question.monitorvraag in (None, DOCUMENTEN[document].nummer)


def is_about(afspraak: Afspraak, bevinding: Bevinding) -> bool:
    """Whether an agreement is about what a finding says first: one about a part of it is where that is the same group."""
    if bevinding.id not in afspraak.bevindingen:
        return False
    part, subject = bevinding.delen.get(afspraak.deel), bevinding.bord.onderwerp
    return part is None or not subject or part.naam.lower() == subject.lower()


def make_stand(agenda: Leeragenda, afspraak: Afspraak, nu: Mapping[str, Peilcijfer], *, samen: int = 1) -> AfspraakStand:
    """One agreement with what the figures say; `samen`: how many agreements are looked back on together."""
    now = [nu[id].deel(afspraak.deel) for id in afspraak.bevindingen if id in nu]
    then = [_then(afspraak, figure) for figure in now]
    verdict = judge(afspraak, now, [figure for figure, _ in then], samen=samen)
    lines = [now_line(figure) for figure in now]
    if lines and verdict == _NIETS and any(figure.schatting.value is not None for figure in now):
        lines.append(zin("stand.geen_richting"))
    if verdict == "nog niet te vergelijken":
        lines.append(_why_not(now, [figure for figure, _ in then]))
    told = [item.tekst for item in afspraak.toen if item.tekst] if not now else []  # before any report was made
    recorded = [as_sentence(text) for text in told] or [line for _, line in then if line]
    return AfspraakStand(
        id=afspraak.id,
        wat=afspraak.wat,
        wie=afspraak.wie,
        verwachting=afspraak.verwachting,
        oordeel=verdict,
        toen=" ".join(recorded) or (zin("stand.niet_vastgelegd") if now else ""),
        nu=" ".join(line for line in lines if line),
        terugkijk=_look_back_line(agenda, afspraak, judged=verdict not in (_NIETS, "nog niet te vergelijken")),
        antwoord=as_sentence(afspraak.antwoord) if afspraak.antwoord else "",
        herkomst=weigh_herkomst([afspraak.herkomst, *(figure.herkomst for figure in now)]),
    )


def _then(afspraak: Afspraak, now: Peilcijfer) -> tuple[Peilcijfer | None, str]:
    """The figure that the agreement recorded, and its sentence."""
    recorded = next((item for item in afspraak.toen if item.bevinding in ("", now.id)), None)
    if recorded is None or (recorded.waarde is None and not recorded.tekst):
        return None, ""
    figure = Peilcijfer.of_toen(recorded, like=now)
    if recorded.tekst:
        return figure, as_sentence(recorded.tekst)
    line = zin("stand.toen", cijfer=figure.in_woorden, wanneer=figure.wanneer)
    return figure, line[:1].upper() + line[1:]


def _why_not(nu: Sequence[Peilcijfer], toen: Sequence[Peilcijfer | None]) -> str:
    """Why figures that have a value now are not compared with then; "" where the line of then says so already."""
    pairs = list(zip(nu, toen, strict=True))
    if any(now.delen for now in nu):
        return zin("stand.geen_deel")
    if any(then and same_figure(then, now) for now, then in pairs):
        return zin("stand.nog_hetzelfde")
    return zin("stand.niets_nieuw") if any(then and now.since(then).schatting.value is None for now, then in pairs) else ""


def judge(afspraak: Afspraak, nu: Sequence[Peilcijfer], toen: Sequence[Peilcijfer | None], *, samen: int = 1) -> Oordeel:
    """The verdict on an agreement. Its figures are one family (Holm); the words come from `taal.oordeel` alone.

    The number of a finding with parts is that of the part that stands out today, which may be another one than then:
    it is compared only where the agreement names the part. A figure that counts everybody since the start compares who
    came since with who was there. samen: how many agreements share the chance of a false verdict.
    """
    wanted = expected_direction(afspraak)
    pairs = [(now, then) for now, then in zip(nu, toen, strict=True) if now.schatting.value is not None]
    if not pairs or not wanted:
        return _NIETS
    old = [(now, then) for now, then in pairs if then is not None and not now.delen and not same_figure(then, now)]
    shifts = {now.id: shift(then, since) for now, then in old if (since := now.since(then)).schatting.value is not None}
    if not shifts:
        return "nog niet te vergelijken"
    verdicts = beoordeel_familie({id: moved.at for id, moved in shifts.items()}, alpha=niveau_afspraak(samen))
    found = {_verdict(item.richting, wanted) for item in verdicts.values()}
    return next(verdict for verdict in _VOLGORDE if verdict in found)


def expected_direction(afspraak: Afspraak) -> Verwacht:
    """Which way the figure should go: as written in `verwacht`, else the one direction that the words name.

    >>> words = Afspraak("a", "s", "w", "r", "t", verwachting="Minder rook, niet minder bezoekers.")
    >>> expected_direction(words)
    'lager'
    """
    if afspraak.verwacht:
        return afspraak.verwacht
    table = read_toml("wijkmonitor.afspraken", "zinnen.toml")["richting"]
    words = re.findall(r"\w+", afspraak.verwachting.lower())
    found: set[Verwacht] = {
        way
        for way in ("hoger", "lager", "gelijk")
        for before, word in zip(["", *words], words, strict=False)
        if word in table[way] and before not in table["ontkenning"]
    }
    return found.pop() if len(found) == 1 else ""


def shift(then: Peilcijfer, now: Peilcijfer) -> Verschil:
    """The difference between two figures of one finding. Counts come in bunches, and have no degrees of freedom to spend."""
    if now.telt:
        old, new = (replace(in_bunches(figure.schatting), n=None) for figure in (then, now))
        return difference(old, new, ratio=True)
    return difference(then.schatting, now.schatting, ratio=now.eenheid == "verhouding")


def same_figure(then: Peilcijfer, now: Peilcijfer) -> bool:
    """Whether value and margin are the same, as far as an agenda writes them."""
    a, b = then.schatting, now.schatting
    pairs = zip((a.value, a.low, a.high), (b.value, b.low, b.high), strict=True)
    return a.value is not None and all(x == y or (x is not None and y is not None and abs(x - y) < AFGEROND) for x, y in pairs)


def _verdict(found: Richting, wanted: Verwacht) -> Oordeel:
    """An unknown margin may be chance too."""
    if found in ("toeval", "te weinig"):
        return "kan toeval zijn"
    return "zoals verwacht" if _PAST.get(wanted) == found else "anders dan verwacht"


def now_line(figure: Peilcijfer) -> str:
    """What a finding says now: its headline, and its own sentence with the margin where it has one."""
    claim = figure.kop.rstrip(".")
    if not claim and figure.stand:
        return figure.stand
    if not claim:
        return zin("stand.nu_zonder_kop", cijfer=figure.in_woorden)
    form = "nu" if figure.stand else "nu_cijfer" if figure.schatting.has_interval else "alleen_kop"
    return zin(f"stand.{form}", kop=claim, stand=figure.stand, cijfer=figure.in_woorden)


def _look_back_line(agenda: Leeragenda, afspraak: Afspraak, *, judged: bool) -> str:
    """When the group looks back, or what it saw; a verdict before that day is one up to now."""
    done = agenda.terugblik(afspraak.id)
    if done is not None:
        return zin("stand.teruggekeken", wat=as_sentence(done.wat_gebeurde))
    day = agenda.sessie(afspraak.terugkijk_in).datum
    return zin(f"stand.{'tot_nu_toe' if judged else 'terugkijk'}", datum=datum(day))


def record_toen(afspraak: Afspraak, records: Mapping[str, Mapping[str, Any]], *, op: date) -> tuple[Toen, ...]:
    """The figures to write beside an agreement when its session closes: one per finding that has a value."""
    mine = [{"id": id, **records[id]} for id in afspraak.bevindingen if id in records]
    figures = [Peilcijfer.of_record(record).deel(afspraak.deel) for record in mine]
    return tuple(
        Toen(figure.id, known.value, known.low, known.high, known.n, op, now_line(figure) if figure.kop or figure.stand else "")
        for figure in figures
        if (known := figure.schatting).value is not None
    )


def zicht(figure: Peilcijfer, verwacht: Verwacht) -> str:
    """What can be seen by the next look at this figure, if it is as precise then as it is now: one sentence.

    A change that would pass the end of the scale can't come; without a margin nothing is known and nothing is said.
    """
    known, texts = figure.schatting, afgesproken("zinnen")
    size = smallest_seen(figure, figure)
    if size is None or known.value is None:
        return ""
    end = {"pct": 1.0, "score": 10.0}.get(figure.eenheid, math.inf)
    if figure.eenheid == "verhouding":
        return str(texts["gezien_keer"]).format(grootte=keer(math.exp(size)))
    if (verwacht == "lager" and known.value < size) or (verwacht == "hoger" and known.value + size > end):
        return str(texts["niet_te_zien"])
    unit = " punt" if figure.eenheid == "score" else ""
    return str(texts["gezien"]).format(grootte=schrijf(size, figure.eenheid) + unit)


def smallest_seen(then: Peilcijfer, now: Peilcijfer) -> float | None:
    """The smallest change between two looks that would probably be seen (a ratio as its logarithm); None without a margin.

    Two first waves have no change yet, exactly: that tells nothing of the margin of the next.
    """
    moved = shift(then, now)
    if not moved.has_interval or moved.low == moved.high:
        return None
    return detectable(moved, confidence=1 - niveau_afspraak(1), freedom=moved.vrij)


def zicht_per_bevinding(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Per finding with a margin, what can be known of it by the next session, after its id."""
    found = {str(row["id"]): zicht(Peilcijfer.of_record(row), "") for row in rows}
    return [f"{id}: {sentence}" for id, sentence in found.items() if sentence]


def zicht_per_afspraak(afspraken: Iterable[Afspraak], records: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Per agreement and finding, the same for the direction that was expected."""
    for item in afspraken:
        for id in item.bevindingen:
            figure = Peilcijfer.of_record({"id": id, **records[id]}).deel(item.deel) if id in records else None
            if figure and (sentence := zicht(figure, expected_direction(item))):
                yield f"{item.id}, {id}: {sentence}"
