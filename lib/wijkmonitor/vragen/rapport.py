"""The report that a notebook makes: what it shows, in its order, and the answer that it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from IPython.display import display

from wijkmonitor.afspraken.duiding import with_what_was_said
from wijkmonitor.afspraken.spoor import nothing_agreed
from wijkmonitor.afspraken.stand import afspraak_standen, is_about
from wijkmonitor.bevinding import Bevinding, Plaats, blokken
from wijkmonitor.bevinding.document import MAX_ANTWOORDEN, MAX_BEVINDINGEN, Antwoord, Document, Gesprek, Woord, decide
from wijkmonitor.documenten import DOCUMENTEN, find_document
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.taal.getallen import datum, getal, meervoud, meting, opsomming_kort, rond
from wijkmonitor.taal.oordeel import ALPHA
from wijkmonitor.vragen.cijfers import MARGE_ONBEKEND
from wijkmonitor.vragen.gaten import as_gat, rijen
from wijkmonitor.vragen.parameters import check_parameters
from wijkmonitor.vragen.tegenspraak import first_question
from wijkmonitor.vragen.teksten import load_teksten, rests_on

LEEG = ("niet geleverd", "te weinig")  # the marks of a finding that has nothing to tell
STIL = timedelta(days=400)  # a table that is delivered once a year may be a month late
Toon = Callable[[Any], object]


def open_rapport(
    naam: str, *, wijk: str, peildatum: date | str | None = None, data: Path | str = "wijkdata", toon: Toon = display
) -> Rapport:
    """The report `naam` (`1-bereik`) of one wijk, still empty, with the records of the wijk as `rapport.dossier`.

    toon: what shows its parts, by default the notebook. Raises DossierFout with every fault in the records, ValueError
    in Dutch for an unknown wijk or parameter.
    """
    check_parameters()
    soort = find_document(naam)
    if not soort.rekent:
        raise ValueError(_zin("rekent_niet", naam=soort.naam))
    toon(blokken.Blok(blokken.with_style(""), f"{soort.vraag}", stijl=False))
    return Rapport(soort.naam, load_dossier(wijk, data=data, peildatum=peildatum), toon=toon)


class Rapport:
    """One report while its notebook runs. What `show` shows is in it, in that order; all else stays in the notebook."""

    def __init__(self, naam: str, dossier: Dossier, *, toon: Toon = display) -> None:
        self.naam, self.dossier, self._toon = naam, dossier.voor(DOCUMENTEN[naam].leest), toon
        self._bevindingen: list[Bevinding] = []
        self._document: Document | None = None

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """The findings that were shown, in their order."""
        return tuple(self._bevindingen)

    @property
    def document(self) -> Document:
        """All that the report says; ValueError before it has its answer."""
        if self._document is None:
            raise ValueError(_zin("geen_antwoord"))
        return self._document

    def show(self, bevinding: Bevinding, *, plaats: Plaats = "rapport") -> None:
        """Put a finding in the report, or under *meer cijfers*, where it is smaller.

        Raises ValueError in Dutch for what is no finding, for a finding that is there already, for one after the answer,
        and for the eighth that isn't under *meer cijfers*.
        """
        if not isinstance(bevinding, Bevinding):
            raise ValueError(_zin("geen_bevinding", soort=type(bevinding).__name__))
        self._check_place(bevinding, plaats)
        named = replace(as_gat(bevinding, self.dossier), plaats=plaats, wijk=self.dossier.wijk.slug, document=self.naam)
        shown = with_what_was_said(self.dossier.agenda, named, op=self.dossier.peildatum)
        self._bevindingen.append(shown)
        self._toon(blokken.in_rapport(shown))

    def _check_place(self, bevinding: Bevinding, plaats: Plaats) -> None:
        if self._document is not None:
            raise ValueError(_zin("na_antwoord", id=bevinding.id))
        if any(shown.id == bevinding.id for shown in self._bevindingen):
            raise ValueError(_zin("dubbel", id=bevinding.id))
        here = sum(shown.plaats == "rapport" for shown in self._bevindingen)
        if plaats == "rapport" and here >= MAX_BEVINDINGEN:
            raise ValueError(_zin("te_veel", id=bevinding.id, hoogstens=MAX_BEVINDINGEN))

    def antwoord(self, *ids: str) -> None:
        """Answer the question with these findings: in one word and at most three lines; the answer stands first in the report.

        The lines of the findings that decide come first (`wijkmonitor.bevinding.antwoord.decide`), then the others in their
        order. An id that isn't shown (any more) is left out; where the first of the others has nothing to tell, the next
        finding that is shown takes its place. Raises
        ValueError in Dutch where no finding is shown, or where an id is no finding of this report.
        """
        if not self._bevindingen:
            raise ValueError(_zin("leeg"))
        shown = {finding.id: finding for finding in self._bevindingen}
        for id in ids:
            if id not in shown:
                self._check_known(id)
        named = decide([shown[id] for id in dict.fromkeys(ids) if id in shown])
        wanted = min(MAX_ANTWOORDEN, max(1, len(ids)))
        chosen = _each_hole_once(self._open_with_what_is_known(named.volgorde)[:wanted])
        word = named.woord if DOCUMENTEN[self.naam].monitorvraag else ""
        lines = [
            Antwoord(
                item.antwoord or f"{item.kop.rstrip('.')}.", item.herkomst, item.teken, _side(item, word), item.bord.tien or 0
            )
            for item in chosen
        ]
        self._document = replace(self._compose(tuple(lines), word), onbesproken=self._without_agreement(chosen))
        self._toon(blokken.opening(self._document))

    def _open_with_what_is_known(self, chosen: Sequence[Bevinding]) -> list[Bevinding]:
        """The chosen findings that have something to tell, then others of the report that have; holes come last."""
        others = [finding for finding in self._bevindingen if finding not in chosen]
        others.sort(key=lambda finding: finding.plaats != "rapport")
        return sorted([*chosen, *others], key=lambda finding: finding.teken in LEEG)

    def _without_agreement(self, chosen: Sequence[Bevinding]) -> tuple[str, ...]:
        """The headlines of what speaks against a yes, where no agreement of the last session is about it."""
        agreed = self.dossier.agenda.vorige_afspraken(self.dossier.peildatum)
        against = [finding for finding in chosen if finding.weegt in ("tegen", "beide")]
        return tuple(finding.kop.rstrip(".") for finding in against if not any(is_about(item, finding) for item in agreed))

    def _check_known(self, id: str) -> None:
        known = [name for name in load_teksten(self.naam).namen if name.startswith(f"{DOCUMENTEN[self.naam].kort}-")]
        if id not in known:
            near = get_close_matches(id, [*known, *(finding.id for finding in self._bevindingen)], n=1)
            raise ValueError(_zin("onbekend", id=id, bedoelt=f" Bedoelt u '{near[0]}'?" if near else ""))

    def gesprek(self, *, binnenkring: Sequence[str], buitenkring: Sequence[str]) -> None:
        """The questions for the conversation, per circle; where two findings pull apart, that is the first."""
        first = first_question(self._bevindingen)
        inner = (first, *binnenkring) if first else tuple(binnenkring)
        self._document = replace(self.document, gesprek=Gesprek(inner, tuple(buitenkring)))
        self._toon(blokken.gesprek(self._document))

    def verantwoording(self) -> None:
        """The account: how the report was made, what it can't show, the words and the sources of what was shown."""
        dossier = self.dossier
        account: dict[str, Any] = {part: account_of(self.naam, part, self._bevindingen) for part in ("methode", "wel", "niet")}
        account["methode"] += compared(self._bevindingen)
        account["methode"] += (str(load_teksten("gedeeld")["woorden"]),) if self.document.woord else ()
        account |= {"weggelaten": left_out(dossier, DOCUMENTEN[self.naam].leest)}
        account |= {"privacy": dossier.wijk.privacy.uitleg, "contact": dossier.wijk.contact or ""}
        self._document = replace(self.document, **account)
        self._toon(blokken.verantwoording(self._document))

    def _compose(self, antwoord: tuple[Antwoord, ...], woord: Woord | Literal[""]) -> Document:
        dossier, soort = self.dossier, DOCUMENTEN[self.naam]
        found = {finding.id: finding for finding in self._bevindingen}
        session = dossier.agenda.laatste_sessie(dossier.peildatum)
        return Document(
            naam=self.naam,
            nummer=soort.nummer,
            vraag=soort.vraag,
            wijk=dossier.wijk.slug,
            wijk_naam=dossier.wijk.naam,
            gemeente=dossier.plaats,
            plaats=dossier.gemeente,
            codes=tuple(dict.fromkeys((*dossier.wijk.gebieden, dossier.wijk.gemeente))),
            peildatum=dossier.peildatum,
            antwoord=antwoord,
            woord=woord,
            bevindingen=self.bevindingen,
            afspraken=afspraak_standen(dossier.agenda, found, peildatum=dossier.peildatum, document=self.naam),
            geen_afspraken=nothing_agreed(dossier.agenda, dossier.wijk.mijlpaal, peildatum=dossier.peildatum),
            sessie=datum(session.datum) if session is not None and session.datum is not None else "",
            beeld=dossier.wijk.beeldwoorden,
            verzonnen=dossier.verzonnen,
            versheid=f"{freshness(dossier, self.bevindingen)} {newer_figures(self.bevindingen, dossier.stand)}".strip(),
            stand=dossier.stand,
        )


def account_of(naam: str, deel: Literal["methode", "wel", "niet"], bevindingen: Sequence[Bevinding]) -> tuple[str, ...]:
    """The lines of one part of the account: those of every wijk, and those of findings that have something to tell.

    Of what was made with open figures and published facts alone, the first line of `methode` says so.
    """
    told, texts = [finding for finding in bevindingen if finding.teken not in LEEG], load_teksten(naam)["verantwoording"]
    ids, lines = {finding.id for finding in told}, list(texts.get(deel, ()))
    if deel == "methode" and DOCUMENTEN[naam].monitorvraag and told and all(item.herkomst == "openbaar" for item in told):
        lines.insert(0, _zin("alleen_openbaar"))
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
    told = [(finding, rests_on(finding.id)) for finding in bevindingen if finding.teken not in LEEG]
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


def _each_hole_once(findings: Sequence[Bevinding]) -> list[Bevinding]:
    """The findings without those that have nothing to tell for a reason that another already gave."""
    reasons = [finding.reden if finding.teken in LEEG else "" for finding in findings]
    return [finding for place, finding in enumerate(findings) if not reasons[place] or reasons[place] not in reasons[:place]]


def _side(finding: Bevinding, word: str) -> str:
    """Where the answer is *deels*: whether this finding goes well or not yet, so that nobody has to guess which part is which.

    Of an estimate whose margin nobody knows, neither is said.
    """
    known = finding.schatting.reason != MARGE_ONBEKEND
    return _zin(f"deels.{finding.weegt}") if word == "deels" and known and finding.weegt in ("voor", "tegen") else ""


def _zin(key: str, **values: object) -> str:
    return load_teksten("rapport").zin(key, **values)
