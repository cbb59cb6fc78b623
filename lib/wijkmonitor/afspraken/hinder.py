"""What hinders, in sentences: since when, who works on it, what was agreed, and whether it is gone."""

from __future__ import annotations

from collections.abc import Iterator

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.items import Belemmering
from wijkmonitor.bevinding import Gezegd
from wijkmonitor.taal.getallen import as_sentence, datum

BEVINDING = "samenwerking-bevorderend"  # the finding that tells what hinders


def hindrances(agenda: Leeragenda, bevinding: str) -> tuple[Gezegd, ...]:
    """What hinders, under a finding that tells of it: what is open first."""
    if bevinding != BEVINDING:
        return ()
    return tuple(told_hinder(agenda, item) for item in sorted(agenda.belemmeringen, key=lambda item: item.afloop != "open"))


def told_hinder(agenda: Leeragenda, item: Belemmering) -> Gezegd:
    """One of them in sentences."""
    return Gezegd(
        kop=zin("hinder.kop", dag=datum(agenda.sessie(item.gezien_in).datum), wat=as_sentence(item.wat)),
        herkend="",
        regels=tuple(_agreed(agenda, item)),
        leidt_tot=zin("hinder.besluit", wat=as_sentence(item.besluit.wat)) if item.besluit else "",
        sindsdien=stand_line(agenda, item),
        herkomst=item.herkomst,
    )


def _agreed(agenda: Leeragenda, item: Belemmering) -> Iterator[tuple[str, str]]:
    owner = zin("hinder.eigenaar", wie=item.eigenaar) if item.eigenaar else zin("hinder.niemand").rstrip(".")
    made = [as_sentence(each.wat) for each in agenda.afspraken if each.id in item.afspraken]
    yield owner, " ".join(made) or zin("hinder.zonder_afspraak")


def stand_line(agenda: Leeragenda, item: Belemmering) -> str:
    """Where it stood the last time that a session looked."""
    if not item.stand:
        return zin("hinder.nog")
    last = item.stand[-1]
    day, why = datum(agenda.sessie(last.sessie).datum), as_sentence(last.waardoor) if last.waardoor else ""
    return zin(f"hinder.{last.is_}", dag=day, waardoor=why).rstrip()
