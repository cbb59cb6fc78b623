"""What a report says of itself: its account, how fresh its records are, and the first question where two findings pull apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.taal.getallen import datum, getal, meervoud, meting, opsomming_kort, rond
from wijkmonitor.taal.oordeel import ALPHA
from wijkmonitor.vragen.gaten import rijen
from wijkmonitor.vragen.teksten import load_teksten, rests_on

STIL = timedelta(days=400)  # a table that is delivered once a year may be a month late


def account_of(naam: str, deel: Literal["methode", "wel", "niet"], bevindingen: Sequence[Bevinding]) -> tuple[str, ...]:
    """The lines of one part of the account: those of every wijk, and those of findings that have something to tell.

    Of what was made with open figures and published facts alone, the first line of `methode` says so.
    """
    told, texts = [finding for finding in bevindingen if not finding.leeg], load_teksten(naam)["verantwoording"]
    ids, lines = {finding.id for finding in told}, list(texts.get(deel, ()))
    if deel == "methode" and DOCUMENTEN[naam].monitorvraag and told and all(item.herkomst == "openbaar" for item in told):
        lines.insert(0, load_teksten("rapport")["alleen_openbaar"])
    for part in texts.get("bij", ()):
        if ids.intersection(part["bevindingen"]):
            lines += part.get(deel, ())
    return tuple(dict.fromkeys(lines))


def freshness(dossier: Dossier, bevindingen: Sequence[Bevinding]) -> str:
    """Of which month the newest rows are that these findings show, which tables that the report reads got none for over a
    year, and up to which day participants count where that is earlier; "" without dates.

    A table with a wave that is not over got something.
    """
    newest, texts = dossier.nieuwste, load_teksten("gedeeld")
    silent = [naam for naam, day in sorted(newest.items()) if dossier.peildatum - day > STIL and naam not in dossier.bezig]
    last = max(_ends(dossier, bevindingen), default="")
    told = [texts.zin("versheid.nieuwste", maand=meting(last))] if last else []
    told += [texts.zin("versheid.stil", tabellen=opsomming_kort(silent))] if silent else []
    told += [texts.zin("versheid.deelname_later", dag=datum(dossier.later))] if dossier.later and "deelname" in newest else []
    return " ".join(told)


def _ends(dossier: Dossier, bevindingen: Sequence[Bevinding]) -> Iterator[str]:
    """The newest month or year behind what these findings tell: of each table with days, and of what has a moment of its own.

    All tables of the report where it can't be said on which a finding rests.
    """
    told = [(finding, rests_on(finding.id)) for finding in bevindingen if not finding.leeg]
    unknown = any(tables is None for _, tables in told)
    shown = {naam for _, tables in told for naam in tables or ()}
    yield from (f"{day:%Y-%m}" for naam, day in dossier.nieuwste.items() if unknown or naam in shown)
    for finding, tables in told:
        period = finding.maat.periode if finding.maat and tables else ""
        if period and period != dossier.peildatum.isoformat():
            yield period.rpartition("/")[2][:7]


def newer_figures(bevindingen: Sequence[Bevinding], stand: date) -> str:
    """Up to which year the open figures go, where that is after the day of the report; "" where it is not."""
    newest = max((finding.open_jaar for finding in bevindingen), default=0)
    return load_teksten("gedeeld").zin("versheid.open", jaar=newest) if newest > stand.year else ""


def left_out(dossier: Dossier, leest: Sequence[str]) -> tuple[str, ...]:
    """Sentences on waves that were not over and on rows after the peildatum; a few rows about people are not counted out."""
    least, sentences = dossier.wijk.privacy.min_cel, load_teksten("gedeeld")
    running = [
        sentences.zin("meting.bezig", tabel=naam, metingen=opsomming_kort([meting(wave) for wave in dossier.bezig[naam]]))
        for naam in sorted(dossier.bezig)
        if naam in leest
    ]
    later = [
        sentences.zin("meting.later", tabel=naam, rijen=rijen(naam, count, least))
        for naam, count in sorted(dossier.weggelaten.items())
        if naam in leest and naam not in dossier.bezig
    ]
    return (*running, *later)


def compared(bevindingen: Sequence[Bevinding]) -> tuple[str, ...]:
    """How many comparisons the report makes, and how many would stand out by chance with the usual limit."""
    count = sum(finding.vergelijkingen for finding in bevindingen)
    if not count:
        return ()
    expected = int(rond(ALPHA * count))
    by_chance = f"ongeveer {getal(expected)}" if expected else "minder dan 1"
    return (
        load_teksten("gedeeld").zin(
            "vergelijking" if count == 1 else "vergelijkingen",
            aantal=meervoud(count, "vergelijking", "vergelijkingen"),
            toeval=by_chance,
        ),
    )


def first_question(bevindingen: Sequence[Bevinding]) -> str:
    """The question about two findings that don't go together, of the first such pair that the texts name; "" without one."""
    found = {finding.id: finding for finding in bevindingen}
    for pair in load_teksten("gedeeld")["gesprek.tegenspraak"]:
        one, other = (_matching(found, pair[side]) for side in ("een", "ander"))
        if one is None or other is None or (pair.get("zelfde") and one.bord.onderwerp != other.bord.onderwerp):
            continue
        about = other.bord.onderwerp
        if about or "{onderwerp}" not in pair["vraag"]:
            return str(pair["vraag"]).format(onderwerp=about)
    return ""


def _matching(found: Mapping[str, Bevinding], side: Mapping[str, Any]) -> Bevinding | None:
    """The finding of one side of a pair, where it has that sign, or weighs that way."""
    finding = found.get(side["id"])
    fits = finding is not None and all(getattr(finding, name) == value for name, value in side.items())
    return finding if fits else None
