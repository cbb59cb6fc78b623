"""Which share of each target group began."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Bord, Cel, Deel, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import punt_met_marge
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.wijk import Doelgroep
from wijkmonitor.taal.getallen import as_sentence, getal, klein_begin, maand, rond, tussen, van_de_100
from wijkmonitor.vragen.bouw import cellen, deel_woorden, geen_getal, grenzen, in_tien, maak, ontbreekt, punt, tabel, uit
from wijkmonitor.vragen.kruising import chosen_by
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import AGE_SHARES, Deelnemers, newest_day

TEKST = Bevindingtekst("1-bereik", "bereik-doelgroep")
_VANAF = re.compile(r"\bvan (\d+) jaar en ouder\b")  # on a board it is said shorter


@dataclass(frozen=True)
class Bereikt:
    """One target group: who began, how many it holds, and the share as estimate (0-1)."""

    naam: str
    begonnen: int | None
    omvang: int | None
    schatting: stats.Estimate


@dataclass(frozen=True, repr=False)
class Doelgroepen(Tabelstap):
    """The target groups of the wijk beside the people who began."""

    deelnemers: Deelnemers
    rijen: tuple[Bereikt, ...]

    @property
    def tabel(self) -> Tabel:
        """A row per target group."""
        columns = ("Doelgroep", ("Begonnen", "aantal"), ("Omvang", "aantal"), ("Aandeel", "pct"), ("Van", "pct"), ("Tot", "pct"))
        return tabel("Bereik per doelgroep", columns, [_cells(row) for row in self.rijen])


def compare_with_doelgroepen(deelnemers: Deelnemers, *, zekerheid: float = 0.95) -> Doelgroepen:
    """Who began beside how many people each target group of `wijk.toml` holds. zekerheid: of the margins, 0-1."""
    rows = (_row(deelnemers, group, zekerheid) for group in deelnemers.dossier.wijk.doelgroep)
    return Doelgroepen(deelnemers, tuple(rows))


def doelgroep(doelgroepen: Doelgroepen) -> Bevinding:
    """The share reached per target group; the group that wijk.toml names first is the main number."""
    deelnemers, rows = doelgroepen.deelnemers, doelgroepen.rijen
    dossier, deelname = deelnemers.dossier, deelnemers.deelname
    if deelname.empty:
        return ontbreekt(TEKST, deelnemers.waarom_leeg)
    main = next((row for row in rows if row.schatting.value is not None and (row.begonnen or row is rows[0])), None)
    period = _since(deelnemers)
    if main is None:
        return _only_count(deelnemers, rows, period)
    share, low, high = grenzen(main.schatting)
    tiny = any(0 < (row.schatting.value or 0.0) < 0.005 for row in rows)  # it would read as 0 of the 100
    per, board = (1000 if small else 100 for small in (tiny, 0 < share < 0.01))
    thousand = [TEKST.zin("lees.duizend", aandeel=getal(share * per))] if tiny else []
    words = deel_woorden(main.schatting) | {
        "naam": klein_begin(main.naam),
        "aantal": getal(main.begonnen or 0),
        "omvang": getal(main.omvang or 0),
        "periode": period,
    }
    return maak(
        TEKST,
        woorden=words,
        lees=" ".join([TEKST.zin("lees.bekend", **words), *thousand, *_unknown(rows[: rows.index(main)])]),
        onderschrift=TEKST.zin("onderschrift.bekend", periode=period, wijk=dossier.wijk.naam),
        maat=TEKST.maat(deelnemers.tijdvak, over=main.naam),
        schatting=main.schatting,
        eenheid="pct",
        figuur=punt_met_marge([punt(row.naam, row.schatting, keer=per) for row in rows], vraag=1, eenheid=f"van de {getal(per)}"),
        tabel=doelgroepen.tabel,
        bord=Bord(
            getal=getal(share * board),
            tekst=TEKST.zin("bord.bekend", per=getal(board), naam=_VANAF.sub(r"van \1+", words["naam"])),
            voet=f"{tussen(low * board, high * board).capitalize()}.",
            tien=in_tien(share),
        ),
        let_op=deelnemers.let_op,
        peil=_newcomers(deelnemers, main),
        **uit(deelname, eigen="deelname", ook=(group.herkomst for group in dossier.wijk.doelgroep)),
    )


def _newcomers(deelnemers: Deelnemers, main: Bereikt) -> Deel | None:
    """The share of the group that began in the last twelve months: the share since the start can only grow by itself.

    None where the first group is not everybody. Without a value where it may not be shown or nothing was delivered over those
    months: the share since the start is no stand-in for it.
    """
    new = deelnemers.nieuw
    if main.begonnen is None or main.begonnen != deelnemers.mensen or not main.omvang:
        return None
    if new is None:
        reason = TEKST["reden.geen_nieuw"]
        return Deel(
            replace(main.schatting, value=None, low=None, high=None, n=None, reason=reason), as_sentence(reason.capitalize())
        )
    estimate = stats.proportion(new, main.omvang)
    value, low, high = grenzen(estimate)
    words = {"aantal": getal(new), "aandeel": van_de_100(value), "marge": tussen(low * 100, high * 100, 1)}
    return Deel(estimate, TEKST.zin("lees.nieuw", **words))


def _unknown(rows: Sequence[Bereikt]) -> list[str]:
    """Of each of these groups why there is no share."""
    return [TEKST.zin("lees.geen_aandeel", naam=row.naam, reden=as_sentence(row.schatting.reason or "")) for row in rows]


def _since(deelnemers: Deelnemers) -> str:
    """The period over which people are counted together: from the year of the first sign-up to that of the newest day, or to
    the month up to which participation is told."""
    first = int(deelnemers.deelname["aanmelding"].min().year)
    later = deelnemers.dossier.later
    last = maand(later) if later else newest_day(deelnemers.deelname).year
    return TEKST.zin(f"periode.{'een' if first == last else 'meer'}", van=first, tot=last)


def _row(deelnemers: Deelnemers, group: Doelgroep, zekerheid: float) -> Bereikt:
    dossier = deelnemers.dossier
    if set(group.leeftijd) - set(deelnemers.leeftijden):
        reason = TEKST.zin("reden.te_jong", vanaf=deelnemers.vanaf_leeftijd)
        return Bereikt(group.naam, None, group.omvang, geen_getal(reason))
    begun = count_reached(group, deelnemers)
    size = group.omvang if group.omvang is not None else selected_size(dossier, group)
    if begun is None:
        return Bereikt(group.naam, None, size, geen_getal(TEKST[f"reden.{_why_not(group, deelnemers)}"]))
    if dossier.groep:
        return Bereikt(group.naam, begun, None, geen_getal(TEKST.document["bereik-wie-missen-we.reden.groep"]))
    if not size or begun > size:
        return Bereikt(group.naam, begun, size, geen_getal(TEKST["reden.geen_omvang"]))
    allowed = dossier.poort.aandeel(begun, size)
    if not allowed:
        return Bereikt(group.naam, None, None, geen_getal(allowed.reason or ""))
    return Bereikt(group.naam, begun, size, stats.proportion(begun, size, confidence=zekerheid))


def count_reached(group: Doelgroep, deelnemers: Deelnemers) -> int | None:
    """People of the group who began, from counts that may be shown; None where that can't be told.

    A group is selected by its interventions, or by one kenmerk. Crossings are not counted.
    """
    chosen = chosen_by(group, deelnemers.leeftijden)
    if group.interventies:
        return None if set(chosen) & set(OMSTANDIGHEDEN) else deelnemers.groepen.get(tuple(group.interventies))
    if len(chosen) != 1:
        return None if chosen else deelnemers.mensen
    ((kenmerk, values),) = chosen.items()
    return deelnemers.count_of(kenmerk, values)


def _why_not(group: Doelgroep, deelnemers: Deelnemers) -> str:
    """Why the people of a group are not counted: a crossing, something that nobody wrote down, or too few of them."""
    chosen = chosen_by(group, deelnemers.leeftijden)
    told = set(chosen) & set(OMSTANDIGHEDEN)
    crossed = len(chosen) > 1 or (told and group.interventies)
    return "kruising" if crossed else "niet_opgeschreven" if told - set(deelnemers.per_kenmerk) else "klein"


def selected_size(dossier: Dossier, group: Doelgroep) -> int | None:
    """Size of the group by its ages, from the population of the wijk; None where no figure says it."""
    if set(group.kiest) != {"leeftijd"}:
        return None
    people = dossier.kerncijfers.cijfer("inwoners").waarde
    shares = [dossier.kerncijfers.cijfer(AGE_SHARES[age]).waarde for age in group.leeftijd if age in AGE_SHARES]
    if people is None or not shares or any(share is None for share in shares):
        return None
    return int(rond(people * sum(share or 0.0 for share in shares) / 100))


def _only_count(deelnemers: Deelnemers, rows: Sequence[Bereikt], period: str) -> Bevinding:
    dossier = deelnemers.dossier
    if not deelnemers.mensen:
        reason = dossier.poort.verborgen if deelnemers.mensen is None else TEKST["reden.niemand"]
        return ontbreekt(TEKST, reason, **uit(deelnemers.deelname, eigen="deelname"))
    people = getal(deelnemers.mensen)
    hidden = bool(rows) and rows[0].begonnen is None
    kind = "zonder_aandeel" if hidden else "alleen_aantal"
    return maak(
        TEKST,
        kind,
        woorden={"aantal": people},
        lees=" ".join(_unknown(rows[:1])) if hidden else TEKST["lees.alleen_aantal"],
        onderschrift=TEKST.zin("onderschrift.alleen_aantal", periode=period, wijk=dossier.wijk.naam),
        antwoord="alleen_aantal",
        schatting=stats.Estimate(float(deelnemers.mensen), None, None, deelnemers.mensen, "telling", "dit is een telling"),
        tabel=tabel("Mensen die begonnen", ("Wat", ("Aantal", "aantal")), [("mensen die begonnen", deelnemers.mensen)]),
        bord=Bord(getal="?", tekst=TEKST.zin(f"bord.{kind}", aantal=people)),
        **uit(deelnemers.deelname, eigen="deelname"),
    )


def _cells(row: Bereikt) -> tuple[Cel | None, ...]:
    begun = row.schatting.reason if row.begonnen is None else row.begonnen
    size = row.schatting.reason if row.omvang is None else row.omvang
    return row.naam, begun, size, *cellen(row.schatting)[:3]
