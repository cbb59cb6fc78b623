"""What a report says of itself (its account, how fresh its records are, two findings that pull apart) and of what is not known: honest holes, and who usually has what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

from wijkmonitor.bevinding import Bevinding, Gat
from wijkmonitor.bevinding.omgeving import GEEN_GEGEVENS
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.taal.getallen import datum, getal, hoofdletter, meervoud, meting, opsomming_kort, rond
from wijkmonitor.taal.oordeel import ALPHA
from wijkmonitor.vragen.bouw import bronnen, geen_getal, herkomst_van, tabel_van_reden
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
    names = load_teksten("gaten")["bron"]
    told += [texts.zin("versheid.stil", tabellen=opsomming_kort([names.get(naam, naam) for naam in silent]))] if silent else []
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


def as_gat(bevinding: Bevinding, dossier: Dossier) -> Bevinding:
    """The finding as it is; with a hole that helps in its place where it has no figure because its table was not delivered, or
    because what was published, in its table or at all (`niet_gepubliceerd` in wijk.toml), doesn't say it. What was delivered is
    its source. Where all that was delivered came later, or is of a wave that is not over, that is the reason."""
    texts = load_teksten("gaten")
    if bevinding.teken != "te weinig" or not texts.heeft(f"bevinding.{bevinding.id}"):
        return bevinding
    part = texts[f"bevinding.{bevinding.id}"]
    tabel = next((naam for naam in (part["tabel"], *part.get("ook", ())) if not dossier.heeft(naam)), None)
    if tabel and (why := waarom_leeg(dossier, tabel)):
        return _with_reason(bevinding, why)
    rows = dossier.tabel(part["tabel"])
    only_public = tabel is None and set(rows["herkomst"]) == {"openbaar"}
    if tabel is None and not only_public:
        source = bronnen(rows, eigen=texts["bron"].get(part["tabel"], part["tabel"]))
        return replace(bevinding, bron=source, herkomst=herkomst_van(rows)) if bevinding.bron == GEEN_GEGEVENS else bevinding
    tabel = tabel or part["tabel"]
    only_public = only_public or tabel in dossier.wijk.niet_gepubliceerd
    return make_gat(bevinding, part["wat"], ask_for(tabel, kind="meer" if only_public else "vraag"))


def make_gat(bevinding: Bevinding, wat: str, hoe: str) -> Bevinding:
    """The finding as a gap: what is not known in a few words (wat), and how that can be had as a sentence (hoe)."""
    unknown = load_teksten("gaten").zin("onbekend", wat=wat)
    return replace(bevinding, teken="niet geleverd", lees=f"{unknown} {hoe}", mist=Gat(f"{hoofdletter(wat)}.", hoe))


def ask_for(tabel: str, *, kind: Literal["vraag", "meer", "reden"] = "vraag") -> str:
    """Who usually has this table, in the words of who reads a report; or only that it is not here."""
    return load_teksten("gaten").zin(kind, lijst=_for_readers(tabel), wie=TABELLEN[tabel].wie_heeft)


def niet_geleverd(dossier: Dossier) -> tuple[str, ...]:
    """The tables that any finding needs and of which nothing was delivered, each with its name for who reads a report."""
    parts = load_teksten("gaten")["bevinding"].values()
    needed = dict.fromkeys(tabel for part in parts for tabel in (part["tabel"], *part.get("ook", ())))
    absent = (tabel for tabel in needed if not dossier.heeft(tabel) and tabel not in dossier.wijk.niet_gepubliceerd)
    return tuple(tabel if tabel == (words := _for_readers(tabel)) else f"{tabel} ({words})" for tabel in absent)


def _for_readers(tabel: str) -> str:
    return str(load_teksten("gaten")["lijst"].get(tabel, f"lijst {tabel}"))


def waarom_leeg(dossier: Dossier, tabel: str) -> str:
    """Why a table that was delivered has no rows on the peildatum; "" where nothing of it was delivered."""
    texts, later = load_teksten("gedeeld"), dossier.weggelaten.get(tabel, 0)
    if waves := dossier.bezig.get(tabel):
        return texts.zin("meting.bezig", tabel=tabel, metingen=opsomming_kort([meting(wave) for wave in waves]))
    rows, lijst = rijen(tabel, later, dossier.wijk.privacy.min_cel), _for_readers(tabel)
    return texts.zin("meting.alles_later", lijst=lijst, dag=datum(dossier.peildatum), rijen=rows) if later else ""


def rijen(tabel: str, count: int, least: int) -> str:
    """A number of rows in words; a few rows about people are not counted out."""
    return "enkele rijen" if TABELLEN[tabel].gevoelig and count < least else meervoud(count, "rij", "rijen")


def _with_reason(bevinding: Bevinding, why: str) -> Bevinding:
    """A finding without a figure, with this reason in the place of its own wherever that stands."""
    old = bevinding.lees
    return replace(
        bevinding,
        lees=why,
        onderschrift=bevinding.onderschrift.replace(old, why),
        antwoord=bevinding.antwoord.replace(old, why),
        schatting=geen_getal(why),
        tabel=tabel_van_reden(bevinding.kop, why),
    )
