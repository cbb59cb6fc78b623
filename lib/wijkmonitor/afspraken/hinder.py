"""What hinders, in sentences: since when, who works on it, what was agreed, and whether it is gone."""

from __future__ import annotations

from collections.abc import Iterator

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import zinnen
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
    texts = zinnen("hinder")
    return Gezegd(
        kop=str(texts["kop"]).format(dag=datum(agenda.sessie(item.gezien_in).datum), wat=as_sentence(item.wat)),
        herkend="",
        regels=tuple(_agreed(agenda, item)),
        leidt_tot=str(texts["besluit"]).format(wat=as_sentence(item.besluit.wat)) if item.besluit else "",
        sindsdien=stand_line(agenda, item),
        herkomst=item.herkomst,
    )


def _agreed(agenda: Leeragenda, item: Belemmering) -> Iterator[tuple[str, str]]:
    texts = zinnen("hinder")
    owner = str(texts["eigenaar"]).format(wie=item.eigenaar) if item.eigenaar else str(texts["niemand"]).rstrip(".")
    made = [as_sentence(each.wat) for each in agenda.afspraken if each.id in item.afspraken]
    yield owner, " ".join(made) or str(texts["zonder_afspraak"])


def stand_line(agenda: Leeragenda, item: Belemmering) -> str:
    """Where it stood the last time that a session looked."""
    texts = zinnen("hinder")
    if not item.stand:
        return str(texts["nog"])
    last = item.stand[-1]
    day, why = datum(agenda.sessie(last.sessie).datum), as_sentence(last.waardoor) if last.waardoor else ""
    return str(texts[last.is_]).format(dag=day, waardoor=why).rstrip()
