"""What has to agree within `wijk.toml`, after each value was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout, check_gebieden
from wijkmonitor.gegevens.tomlregel import line_of

if TYPE_CHECKING:
    from wijkmonitor.gegevens.wijk import Wijk


def check_areas(wijk: Wijk, text: str) -> list[Fout]:
    """Faults in the codes of the areas: of another municipality, or one that lies in another."""
    where = line_of(text, ("gebieden",))
    todo = f"Kies codes van {wijk.gemeente}."
    wrong = [code for code in wijk.gebieden if code[2:6] != wijk.gemeente[2:]]
    if wrong:
        return [Fout("wijk.toml", where, "gebieden", "Dit gebied hoort niet bij de gemeente.", todo, code) for code in wrong]
    try:
        check_gebieden(wijk.gebieden, wijk.gemeente)
    except GebiedFout as error:
        what, _, todo = str(error).partition(". ")
        return [Fout("wijk.toml", where, "gebieden", f"{what}.", todo, ", ".join(wijk.gebieden))]
    return []


def check_twice(wijk: Wijk, given: Mapping[str, Any], text: str) -> list[Fout]:
    """A *let op* for an area that is named twice, and for two target groups of one name."""
    last = {group.naam: ("doelgroep", k, "naam") for k, group in enumerate(wijk.doelgroep)}
    areas = [
        _mind(line_of(text, ("gebieden",)), "gebieden", "Dit gebied staat er twee keer.", "Haal er een weg.", code)
        for code in _again(given["gebieden"])
    ]
    what, todo = "Deze doelgroep staat er twee keer.", "Geef elke groep een eigen naam."
    names = _again(group.naam for group in wijk.doelgroep)
    return areas + [_mind(line_of(text, last[name]), "doelgroep.naam", what, todo, name) for name in names]


def unknown_areas(wijk: Wijk, known: Collection[str]) -> list[Fout]:
    """A *let op* for each area without any open figure, where its municipality has some. known: the codes that have."""
    if wijk.gemeente not in known:
        return []
    what = "Dit gebied staat niet in de open cijfers."
    todo = "Kijk of de code klopt. Klopt zij, haal de cijfers dan op: wijkmonitor fetch."
    return [_mind(0, "gebieden", what, todo, code) for code in wijk.gebieden if code not in known]


def _again(items: Iterable[str]) -> list[str]:
    """What stands there more than once."""
    return [item for item, count in Counter(items).items() if count > 1]


def _mind(line: int, place: str, what: str, todo: str, found: str) -> Fout:
    return Fout("wijk.toml", line, place, what, todo, found, ernst="let op")


def check_dates(wijk: Wijk, text: str, today: date) -> list[Fout]:
    """Faults in milestones and waves that lie after today."""
    what, todo = "Deze datum ligt na vandaag.", "Kijk of het jaar klopt."
    faults = [
        Fout("wijk.toml", line_of(text, ("mijlpaal", k, "datum")), "mijlpaal.datum", what, todo, str(mark.datum))
        for k, mark in enumerate(wijk.mijlpaal)
        if mark.dag > today and mark.gepland == "nee"
    ]
    late = [wave for wave in wijk.uitgenodigd if wave[:7] > today.isoformat()[: len(wave)]]
    where = line_of(text, ("uitgenodigd",))
    return faults + [Fout("wijk.toml", where, "uitgenodigd", "Deze meting ligt na vandaag.", todo, wave) for wave in late]
