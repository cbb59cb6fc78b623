"""What happened in the wijk, in the order of time: milestones, results, wishes and what is under way, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wijkmonitor.afspraken.registers import AFGEROND, read_wensen
from wijkmonitor.bevinding import Bevinding, Bord, Herkomst, Tabel, Tabelstap, weigh_herkomst
from wijkmonitor.documenten import find_document
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Moment, Zonderdag, jaarpunt, zonder_data
from wijkmonitor.figuren import gebeurtenissen as draw_gebeurtenissen
from wijkmonitor.figuren.kleuren import Vraag
from wijkmonitor.taal.getallen import as_sentence, klein_begin, moment
from wijkmonitor.vragen.bouw import LEEG_BORD, bronregel, maak, ontbreekt, soort_bron, tabel, telling
from wijkmonitor.vragen.teksten import Bevindingtekst, Teksten, load_teksten, tussen_momenten

LUKTE = ("resultaat", "uitspraak", "inzet")  # what came of it, what somebody says of it, what was done
LOS = ("wens", *LUKTE)  # what stands below the timeline where nobody says when it was
GENOEMD = 2  # so many results or wishes stand in the sentence; all of them stand in the table
ZONDER_DATUM = "zonder datum"
PAD = ("achtergrond", "mijlpaal", "plan", "wens", "loopt", *reversed(LUKTE))  # from what was there to what came of it
VOLGORDE = ("mijlpaal", "plan", *LUKTE, "wens", "loopt", "achtergrond")  # of what has the same moment


@dataclass(frozen=True)
class Gebeurtenis:
    """One line of the timeline. sleutel: its moment as it sorts, "" where that is unknown. wanneer: the same for readers."""

    sleutel: str
    wanneer: str
    wat: str
    soort: str
    bron: str
    herkomst: str
    door: str = ""
    vervolg: str = ""
    vraag: int | None = None  # the monitor question that it is about


@dataclass(frozen=True, repr=False)
class Gebeurtenissen(Tabelstap):
    """The lines of the timeline, in its order. vraag: the monitor question they tell about; None is the whole wijk."""

    dossier: Dossier
    alle: tuple[Gebeurtenis, ...]
    vraag: Vraag | None = None

    @property
    def document(self) -> str:
        """The document that tells them: that of the question, or the first question for the whole wijk."""
        return find_document(str(self.vraag or 1)).naam

    @property
    def tabel(self) -> Tabel:
        """A row per line."""
        rows = [(event.wanneer, _wat(event), _soort(event), event.bron) for event in self.alle]
        return tabel("Tijdlijn", ("Wanneer", "Wat", "Soort", "Bron"), rows)

    def van(self, *soorten: str) -> tuple[Gebeurtenis, ...]:
        """The lines of these kinds."""
        return tuple(event for event in self.alle if event.soort in soorten)


def collect_gebeurtenissen(dossier: Dossier, *, vraag: Vraag | None = None) -> Gebeurtenissen:
    """Milestones, rows of `resultaten` and wishes, oldest first; those without a moment come last.

    With a `vraag` only the results and wishes that name that question; a milestone is about the whole wijk.
    """
    found = [*(_marks(dossier) if vraag is None else ()), *_results(dossier, vraag), *_wishes(dossier, vraag)]
    ordered = sorted(found, key=lambda event: (not event.sleutel, event.sleutel, VOLGORDE.index(event.soort)))
    return Gebeurtenissen(dossier, tuple(ordered), vraag)


def _marks(dossier: Dossier) -> list[Gebeurtenis]:
    return [
        Gebeurtenis(
            mark.datum,
            mark.wanneer,
            mark.wat,
            "plan" if mark.gepland == "ja" else "mijlpaal",
            _source(mark.bron, "gebeurtenissen", mark.herkomst),
            mark.herkomst,
        )
        for mark in dossier.wijk.mijlpaal
    ]


def _results(dossier: Dossier, vraag: Vraag | None) -> list[Gebeurtenis]:
    frame = dossier.tabel("resultaten").astype("object")
    if vraag is not None:
        frame = frame[frame["vraag"] == vraag]
    found = []
    for row in frame.where(frame.notna(), "").to_dict("records"):
        told = {name: row[name] for name in ("wat", "soort", "herkomst", "door", "vervolg")}
        when, source = _when(row["wanneer"]), _source(row["bron"], "resultaten", row["herkomst"])
        found.append(Gebeurtenis(row["wanneer"], when, bron=source, vraag=row["vraag"] or None, **told))
    return found


def _wishes(dossier: Dossier, vraag: Vraag | None) -> list[Gebeurtenis]:
    frame = dossier.tabel("wensen")
    kept = frame if vraag is None else frame[frame["vraag"] == vraag]
    return [
        Gebeurtenis(
            wish.datum,
            _when(wish.datum),
            wish.wens,
            "wens",
            _source(wish.bron, "wensen", wish.herkomst),
            wish.herkomst,
            wish.van,
            wish.uitkomst,
        )
        for wish in read_wensen(kept)
    ]


def _source(given: str | None, eigen: str, herkomst: Herkomst) -> str:
    """What a line says of its source; own records by name, with what they are."""
    return given if given and given.lower() != "voorbeeld" else soort_bron(eigen, herkomst)


def _when(code: str) -> str:
    return moment(code) if code else ZONDER_DATUM


def tijdlijn(gebeurtenissen: Gebeurtenissen, *, noem: int = GENOEMD) -> Bevinding:
    """What was written down: `noem` results and wishes in a sentence, and all of it in the table."""
    events, document = gebeurtenissen.alle, find_document(gebeurtenissen.document)
    tekst = Bevindingtekst(document.naam, f"{document.kort}-tijdlijn")
    if not events:
        return ontbreekt(tekst, tekst[f"reden.{'vraag' if gebeurtenissen.vraag else 'geen'}"])
    first = _over(gebeurtenissen, noem)
    over = opgeschreven(first)
    told = " ".join(part for part in (over, _lees(gebeurtenissen, noem, behalve=first)) if part)
    return maak(
        tekst,
        woorden={"wijk": gebeurtenissen.dossier.wijk.naam, "wat": over or told},
        lees=told,
        antwoord="bekend" if over or gebeurtenissen.vraag else "zonder",
        wijk=gebeurtenissen.dossier.wijk.naam,
        maat=tekst.maat(_tijdvak(gebeurtenissen)),
        schatting=telling(len(events), n=len(events)),
        figuur=_figuur(events, gebeurtenissen.vraag or 1),
        tabel=gebeurtenissen.tabel,
        bord=_bord(gebeurtenissen),
        bron=bronregel(event.bron for event in events),
        herkomst=weigh_herkomst(event.herkomst for event in events),
    )


def _tijdvak(gebeurtenissen: Gebeurtenissen) -> str:
    """From the first to the last moment of what happened; the day of the report where none of it has one."""
    moments = tussen_momenten(event.sleutel for event in gebeurtenissen.alle if event.soort != "plan")
    return moments or gebeurtenissen.dossier.peildatum.isoformat()


def vertel(dossier: Dossier, vraag: Vraag) -> tuple[Gebeurtenis, ...]:
    """What the table `resultaten` says about one monitor question, in the order of the timeline."""
    return tuple(event for event in collect_gebeurtenissen(dossier, vraag=vraag).alle if event.soort != "wens")


def opgeschreven(events: Sequence[Gebeurtenis]) -> str:
    """What was written down, in sentences with what is attached to it; "" where nothing was."""
    return _woorden().zin("lees.over", zinnen=" ".join(map(tell, events))) if events else ""


def tell(event: Gebeurtenis) -> str:
    """What it is, with what is attached to it, as sentences."""
    return as_sentence(_wat(event))


def _over(gebeurtenissen: Gebeurtenissen, noem: int) -> list[Gebeurtenis]:
    """Of the timeline of the whole wijk: what is about the question of the report that it stands in."""
    number = find_document(gebeurtenissen.document).nummer
    mine = [event for event in gebeurtenissen.alle if event.vraag == number and event.soort != "wens"]
    return [] if gebeurtenissen.vraag else mine[:noem]


def _bord(gebeurtenissen: Gebeurtenissen) -> Bord:
    """The first result of one question, else what was done or said, as a sentence for its board."""
    first = next((event for kind in LUKTE for event in gebeurtenissen.van(kind)), None)
    if first is None or gebeurtenissen.vraag is None:
        return LEEG_BORD
    return Bord(tekst=_woorden().zin(f"lees.{first.soort}", voorbeelden=klein_begin(first.wat.rstrip("."))))


def _lees(gebeurtenissen: Gebeurtenissen, noem: int, *, behalve: Sequence[Gebeurtenis] = ()) -> str:
    told = {event.wat for event in behalve}
    said, over = [], told | {wish.wens for wish in read_wensen(gebeurtenissen.dossier.tabel("wensen")) if wish.groep in AFGEROND}
    for kind in (*LUKTE, "wens"):
        if named := [event.wat for event in gebeurtenissen.van(kind) if event.wat not in (over if kind == "wens" else told)][
            :noem
        ]:
            said.append(_woorden().zin(f"lees.{kind}", voorbeelden="; ".join(klein_begin(what) for what in named)))
    return " ".join(said) or str(_woorden()["lees.zonder"])


def _figuur(events: Sequence[Gebeurtenis], vraag: Vraag) -> Figuur:
    """The events that have a date, as precise as that is known; where none has, all of them per kind."""
    kinds = {kind: str(_woorden()[f"soort.{kind}"]) for kind in VOLGORDE}
    moments = [
        Moment(event.wat, kinds[event.soort], event.wanneer, *_ends(event.sleutel), held=event.soort == "resultaat")
        for event in events
        if event.sleutel
    ]
    loose = {kind: [event.wat for event in events if not event.sleutel and event.soort == kind] for kind in LOS}
    undated = len(events) - len(moments) - sum(map(len, loose.values()))
    note = _woorden().zin("figuur.zonder", n=undated) if undated else ""
    if moments:
        lists = {str(_woorden()[f"figuur.{kind}"]): some for kind, some in loose.items() if some}
        return draw_gebeurtenissen(moments, voet=note, los=lists, vraag=vraag)
    order = sorted(events, key=lambda event: PAD.index(event.soort))
    points = [Zonderdag(event.wat, kinds[event.soort], held=event.soort == "resultaat") for event in order]
    return zonder_data(points, voet=str(_woorden()["figuur.geen_datum"]), vraag=vraag)


def _ends(code: str) -> tuple[float, float]:
    """First and last place in time of a year, a month or a day: 2022, 2022-04 or 2022-04-12.

    >>> _ends("2022"), _ends("2022-01-01")
    ((2022.0, 2023.0), (2022.0, 2022.0))
    """
    year, month, day = (int(part) for part in (*code.split("-"), "0", "0")[:3])
    if day:
        return (jaarpunt(date(year, month, day)),) * 2
    if month:
        return jaarpunt(date(year, month, 1)), jaarpunt(date(year + month // 12, month % 12 + 1, 1))
    return float(year), float(year + 1)


def _wat(event: Gebeurtenis) -> str:
    """What it is, with what came of it where that is told."""
    return f"{as_sentence(event.wat)} {as_sentence(event.vervolg)}" if event.vervolg else event.wat


def _soort(event: Gebeurtenis) -> str:
    """What kind of thing it is, and of whom where that is told."""
    words = _woorden()
    kind = str(words[f"soort.{event.soort}"])
    return words.zin("door", soort=kind, wie=event.door) if event.door else kind


def _woorden() -> Teksten:
    return load_teksten("tijdlijn")
