"""What people said of a figure before they saw it: the guess of a group, and what an agreement expects, beside what is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer, schrijf
from wijkmonitor.afspraken.items import Afspraak, Duiding
from wijkmonitor.afspraken.stand import same_figure, shift, smallest_seen
from wijkmonitor.bevinding import Bevinding, Gezegd, Tabel, Tabelkolom
from wijkmonitor.documenten import number_in
from wijkmonitor.figuren import Figuur, Punt, punt_met_marge
from wijkmonitor.figuren.kleuren import Vraag
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.taal.getallen import as_sentence, datum, tussen
from wijkmonitor.taal.oordeel import beoordeel, niveau_afspraak

MAX_RIJEN = 6  # of the figure


@dataclass(frozen=True)
class Gok:
    """A number that a group said of a finding before it saw it, in the unit of the finding: a guess. And the figures then and now."""

    dag: str
    nu: Peilcijfer
    toen: Peilcijfer | None
    getal: float

    @property
    def vernieuwd(self) -> bool:
        """Whether there is another figure than when it was said."""
        return self.toen is None or not same_figure(self.toen, self.nu)


@dataclass(frozen=True)
class Verwachting(Gok):
    """The number that an agreement expects of a finding, or of the part that it is about.

    wacht_op: the day on which the group looks back, while that has not come.
    """

    afspraak: Afspraak
    wacht_op: str = ""

    @property
    def te_weten(self) -> bool | None:
        """Whether a change as expected would be seen with these numbers; None where no margin is known."""
        then = self.toen or self.nu
        size = smallest_seen(then, self.nu)
        if size is None or then.schatting.value is None or self.nu.eenheid == "verhouding":
            return None
        return abs(self.getal - then.schatting.value) >= size


def guess_line(item: Duiding, nu: Peilcijfer | None) -> str:
    """What the group guessed, beside the figure that it saw then; "" where nobody guessed."""
    if item.geraden is None:
        return ""
    if nu is None:
        return zin("vooraf.geraden", gok=f"{item.geraden:g}".replace(".", ","))
    guess, then = _in_unit(item.geraden, nu), Peilcijfer.of_toen(item.toen, like=nu) if item.toen else None
    told = zin("vooraf.geraden", gok=schrijf(guess, nu.notatie))
    if then is None or then.schatting.value is None or nu.los:  # what is recorded is not what the headline says
        return told
    return f"{told} {zin(f'vooraf.gok.{_beside(guess, then)}', cijfer=then.in_woorden)}"


def guesses_of(agenda: Leeragenda, bevinding: Bevinding) -> tuple[Gok, ...]:
    """What groups guessed of this finding, the newest first.

    None of a finding whose number is that of another group each time, or whose level is not what its headline says.
    """
    now = Peilcijfer.of_bevinding(bevinding)
    if now.schatting.value is None or now.delen or now.los:
        return ()
    mine = [item for item in agenda.duidingen if item.bevinding == bevinding.id and item.geraden is not None]
    mine.sort(key=lambda item: agenda.sessie(item.sessie).datum, reverse=True)
    found = []
    for item in mine:
        then = Peilcijfer.of_toen(item.toen, like=now) if item.toen and item.toen.waarde is not None else None
        found.append(Gok(datum(agenda.sessie(item.sessie).datum), now, then, _in_unit(item.geraden or 0.0, now)))
    return tuple(found)


def expected_of(agenda: Leeragenda, bevinding: Bevinding, *, op: date | None = None) -> tuple[Verwachting, ...]:
    """What agreements expect of this finding as a number, the newest first; parts that are not shown are left out.

    op: the day of the report; what is looked back on later is not judged yet.
    """
    whole = Peilcijfer.of_bevinding(bevinding)
    mine = [item for item in agenda.afspraken if item.verwacht_cijfer is not None and item.bevindingen == (bevinding.id,)]
    mine.sort(key=lambda item: agenda.sessie(item.sessie).datum, reverse=True)
    return tuple(found for item in mine if (found := _expected(agenda, item, whole.deel(item.deel), op)) is not None)


def _expected(agenda: Leeragenda, item: Afspraak, now: Peilcijfer, op: date | None) -> Verwachting | None:
    if now.schatting.value is None or now.delen or item.verwacht_cijfer is None:
        return None
    then = next((Peilcijfer.of_toen(old, like=now) for old in item.toen if old.waarde is not None), None)
    day = datum(agenda.sessie(item.sessie).datum)
    back = agenda.sessie(item.terugkijk_in).datum
    waits = datum(back) if op and op < back and agenda.terugblik(item.id) is None else ""
    return Verwachting(day, now, then, _in_unit(item.verwacht_cijfer, now), item, waits)


def expected_lines(found: Sequence[Verwachting]) -> tuple[Gezegd, ...]:
    """Each expectation in sentences: what was expected, what is found, and whether that could be known at all."""
    return tuple(
        Gezegd(
            kop=zin(
                f"vooraf.{'verwacht_deel' if item.afspraak.deel else 'verwacht'}",
                dag=item.dag,
                deel=item.nu.naam or item.afspraak.deel,
                cijfer=schrijf(item.getal, item.nu.notatie),
            ),
            herkend="",
            regels=((item.afspraak.wie, as_sentence(item.afspraak.wat)),),
            sindsdien=" ".join(_found(item)),
            herkomst=item.afspraak.herkomst,
        )
        for item in found
    )


def _found(item: Verwachting) -> Iterator[str]:
    beside, own = _beside(item.getal, item.nu), item.nu.stand if item.afspraak.deel else ""
    if not item.vernieuwd:
        yield zin("vooraf.nog_niet")
    elif item.wacht_op:
        yield zin("vooraf.echt.tot_nu_toe", cijfer=own.rstrip(".") or item.nu.in_woorden)
    else:
        yield f"{own or zin('vooraf.echt.nu', cijfer=item.nu.in_woorden)} {zin(f'vooraf.echt.{beside}')}"
    if item.wacht_op:
        yield zin("vooraf.echt.terug", dag=item.wacht_op)
    over = item.vernieuwd and not item.wacht_op
    if item.te_weten is None:
        yield zin("vooraf.weten.onbekend")
    elif over and beside != "past":
        yield zin("vooraf.weten.zeker")
    else:
        yield zin(f"vooraf.weten.{'geweest' if over else 'straks'}_{'wel' if item.te_weten else 'niet'}")


def draw_beside(bevinding: Bevinding, said: Sequence[Gok]) -> tuple[tuple[Figuur, ...], tuple[Tabel, ...]]:
    """Real beside what was said: a dot with its margin now and then, an open dot for the number that people said. And the same in a table."""
    rows = list(dict.fromkeys(row for item in said for row in _rows(item)))[:MAX_RIJEN]
    if not any(row.gezegd for row in rows):
        return (), ()
    return (_figure(rows, bevinding, said[0].nu),), (_table(rows, said[0].nu),)


def _rows(item: Gok) -> Iterator[Punt]:
    now, part = zin("vooraf.rij.nu"), (item.nu.naam or item.afspraak.deel) if isinstance(item, Verwachting) else ""
    yield _measured(f"{now}: {part}" if part else now, item.nu, held=True)
    if item.toen is not None and item.vernieuwd:
        yield _measured(zin("vooraf.rij.toen", dag=item.dag), item.toen, held=False)
    top = {"pct": 1.0, "score": 10.0}.get(item.nu.eenheid, float("inf"))
    if item.getal <= top and (item.getal >= 0 or (item.nu.schatting.value or 0) < 0):  # else it can't stand on the axis
        name, word = ("verwacht", "hoop") if isinstance(item, Verwachting) else ("geraden", "gok")
        yield Punt(
            zin(f"vooraf.rij.{name}", dag=item.dag), _drawn(item.getal, item.nu), held=False, gezegd=zin(f"vooraf.rij.{word}")
        )


def _table(rows: Sequence[Punt], now: Peilcijfer) -> Tabel:
    """Every row of the figure in words."""
    unit = 100 if now.eenheid == "pct" else 1
    cells = [
        (row.naam, row.reden if row.waarde is None else schrijf(row.waarde / unit, now.notatie), row.gezegd or _margin(row, now))
        for row in rows
    ]
    columns = tuple(Tabelkolom(zin(f"vooraf.tabel.{name}")) for name in ("wat", "cijfer", "marge"))
    return Tabel(zin("vooraf.tabel.titel"), columns, tuple(cells))


def _margin(row: Punt, now: Peilcijfer) -> str:
    if row.laag is None or row.hoog is None:
        return zin("vooraf.tabel.geen_marge")
    return zin("vooraf.tabel.telling") if row.laag == row.hoog else tussen(row.laag, row.hoog, _digits(now))


def _digits(now: Peilcijfer) -> int:
    return {"score": 1, "verhouding": 2}.get(now.notatie, 0)


def _measured(name: str, figure: Peilcijfer, *, held: bool) -> Punt:
    known = figure.schatting
    ends = (known.value,) * 3 if figure.eenheid == "aantal" else (known.value, known.low, known.high)  # a count has no margin
    value, low, high = (None if end is None else _drawn(end, figure) for end in ends)
    return Punt(name, value, low, high, reden=known.reason or "", held=held)


def _figure(rows: Sequence[Punt], bevinding: Bevinding, now: Peilcijfer) -> Figuur:
    unit = {"pct": "van de 100", "verhouding": "keer", "euro": "euro"}.get(now.notatie, "")
    number = number_in(bevinding.id if not bevinding.document else bevinding.document)
    question = cast(Vraag, number if number in get_args(Vraag) else 1)
    return punt_met_marge(
        rows, vraag=question, eenheid=unit, decimalen=_digits(now), schaal=(0, 10) if now.eenheid == "score" else None
    )


def _beside(said: float, figure: Peilcijfer) -> str:
    """Whether the figure is `meer` or `minder` than what was said, or `past` where that may be chance or its margin is unknown."""
    known = figure.schatting
    if not known.has_interval:
        known = Estimate(known.value, known.value, known.value, known.n, known.method)
    exact = Peilcijfer(figure.id, Estimate(said, said, said, known.n, "gezegd"), figure.eenheid)
    found = beoordeel(shift(exact, Peilcijfer(figure.id, known, figure.eenheid)).at(1 - niveau_afspraak(1)))
    return {"omhoog": "meer", "omlaag": "minder"}.get(found.richting, "past")


def _in_unit(said: float, figure: Peilcijfer) -> float:
    """What people say in the unit of the finding: a share of 100 is 0-1 there."""
    return said / 100 if figure.eenheid == "pct" else said


def _drawn(value: float, figure: Peilcijfer) -> float:
    return value * 100 if figure.eenheid == "pct" else value
