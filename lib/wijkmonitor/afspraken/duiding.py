"""What groups made of the figures and what hinders, in sentences, as a finding and other pages show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.items import Belemmering, Duiding, Toen
from wijkmonitor.afspraken.stand import now_line, same_figure, shift
from wijkmonitor.afspraken.vooraf import draw_beside, expected_lines, expected_of, guess_line, guesses_of
from wijkmonitor.bevinding import Bevinding, Gezegd
from wijkmonitor.taal.getallen import as_sentence, datum
from wijkmonitor.taal.oordeel import beoordeel, niveau_afspraak

BELEMMERT = "samenwerking-bevorderend"  # the finding that tells what hinders
NIETS = "niets"  # what is written at `leidt_tot` where nothing came of it


def said_about(agenda: Leeragenda, bevinding: Bevinding) -> tuple[Gezegd, ...]:
    """What each session made of this finding, the newest first."""
    found = [item for item in agenda.duidingen if item.bevinding == bevinding.id]
    found.sort(key=lambda item: agenda.sessie(item.sessie).datum, reverse=True)
    now = Peilcijfer.of_bevinding(bevinding)
    return tuple(told(agenda, item, now) for item in found)


def with_what_was_said(agenda: Leeragenda, bevinding: Bevinding, *, op: date | None = None) -> Bevinding:
    """The finding with what each session made and expected of it, and a figure of that beside what is found. op: the day of the report."""
    expected = expected_of(agenda, bevinding, op=op)
    said = (*expected_lines(expected), *hindrances(agenda, bevinding.id), *said_about(agenda, bevinding))
    drawn, tables = draw_beside(bevinding, (*expected, *guesses_of(agenda, bevinding)))
    figures, listed = (*bevinding.extra_figuren, *drawn), (*bevinding.extra_tabellen, *tables)
    return replace(bevinding, gezegd=said, extra_figuren=figures, extra_tabellen=listed)


def told(agenda: Leeragenda, item: Duiding, nu: Peilcijfer | None = None) -> Gezegd:
    """One account in sentences; with the figure of now it says whether that moved since."""
    return Gezegd(
        kop=zin(f"duiding.kop.{item.herkend or 'geraden'}", dag=datum(agenda.sessie(item.sessie).datum)),
        herkend=item.herkend,
        regels=tuple((zin(f"duiding.kring.{line.kring}", rol=line.rol), as_sentence(line.tekst)) for line in item.gezegd),
        geraden=guess_line(item, nu),
        leidt_tot=_leads_to(agenda, item),
        sindsdien=" ".join(_moved(item.toen, nu)) if item.toen and nu else "",
        herkomst=item.herkomst,
    )


def _leads_to(agenda: Leeragenda, item: Duiding) -> str:
    if not item.leidt_tot or item.leidt_tot == NIETS:
        return zin(f"duiding.leidt_tot.{NIETS}") if item.leidt_tot else ""
    agreed = next((each for each in agenda.afspraken if each.id == item.leidt_tot), None)
    if agreed is not None:
        return zin("duiding.leidt_tot.afspraak", wat=as_sentence(agreed.wat), wie=agreed.wie)
    asked = next((each for each in agenda.leervragen if each.letter == item.leidt_tot), None)
    return zin("duiding.leidt_tot.vraag", letter=asked.letter, vraag=asked.vraag) if asked else ""


def _moved(toen: Toen, nu: Peilcijfer) -> Iterator[str]:
    """The figure then where it is another one now, and whether that is more than chance, as far as the two can be compared."""
    then = Peilcijfer.of_toen(toen, like=nu)
    was = as_sentence(toen.tekst or then.in_woorden)
    if same_figure(then, nu) or (toen.tekst and was == as_sentence(now_line(nu))):
        return
    yield zin("duiding.sindsdien.toen", cijfer=was)
    later = nu.since(then)
    if nu.delen or then.schatting.value is None or later.schatting.value is None:
        return
    found = beoordeel(shift(then, later).at(1 - niveau_afspraak(1)))
    if found.richting != "te weinig":
        yield zin(f"duiding.sindsdien.{'zeker' if found.zeker else 'toeval'}")


def record_figure(record: Mapping[str, Any], *, op: date | None) -> Toen | None:
    """The figure to write beside what a group said of it; None where the finding has none."""
    figure = Peilcijfer.of_record(record)
    known = figure.schatting
    if known.value is None:
        return None
    return Toen("", known.value, known.low, known.high, known.n, op, now_line(figure))


def hindrances(agenda: Leeragenda, bevinding: str) -> tuple[Gezegd, ...]:
    """What hinders, under a finding that tells of it: what is open first."""
    if bevinding != BELEMMERT:
        return ()
    return tuple(told_hinder(agenda, item) for item in sorted(agenda.belemmeringen, key=lambda item: item.afloop != "open"))


def told_hinder(agenda: Leeragenda, item: Belemmering) -> Gezegd:
    """One of them in sentences."""
    owner = zin("hinder.eigenaar", wie=item.eigenaar) if item.eigenaar else zin("hinder.niemand").rstrip(".")
    made = " ".join(as_sentence(each.wat) for each in agenda.afspraken if each.id in item.afspraken)
    return Gezegd(
        kop=zin("hinder.kop", dag=datum(agenda.sessie(item.gezien_in).datum), wat=as_sentence(item.wat)),
        herkend="",
        regels=((owner, made or zin("hinder.zonder_afspraak")),),
        leidt_tot=zin("hinder.besluit", wat=as_sentence(item.besluit.wat)) if item.besluit else "",
        sindsdien=stand_line(agenda, item),
        herkomst=item.herkomst,
    )


def stand_line(agenda: Leeragenda, item: Belemmering) -> str:
    """Where it stood the last time that a session looked."""
    if not item.stand:
        return zin("hinder.nog")
    last = item.stand[-1]
    day, why = datum(agenda.sessie(last.sessie).datum), as_sentence(last.waardoor) if last.waardoor else ""
    return zin(f"hinder.{last.is_}", dag=day, waardoor=why).rstrip()
