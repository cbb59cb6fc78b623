"""What happened in the wijk, in the order of time: milestones, results, wishes and what is under way, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.taal.getallen import meervoud, moment
from wijkmonitor.vragen.bouw import bronregel, klein_begin, maak, ontbreekt, tabel, telling, zwaarste
from wijkmonitor.vragen.teksten import load_teksten

ID = "bereik-tijdlijn"
GENOEMD = 2  # so many results or wishes stand in the sentence; all of them stand in the table
ZONDER_DATUM = "zonder datum"
VOLGORDE = ("mijlpaal", "plan", "resultaat", "wens", "loopt", "achtergrond")  # of what has the same moment


@dataclass(frozen=True)
class Gebeurtenis:
    """One line of the timeline. sleutel: its moment as it sorts, "" where that is unknown. wanneer: the same for readers."""

    sleutel: str
    wanneer: str
    wat: str
    soort: str
    door: str
    vervolg: str
    bron: str
    herkomst: str


@dataclass(frozen=True, repr=False)
class Gebeurtenissen(Tussenstap):
    """All lines of the timeline, in its order."""

    dossier: Dossier
    alle: tuple[Gebeurtenis, ...]

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per line."""
        return (_tabel(self.alle),) if self.alle else ()

    def van(self, *soorten: str) -> tuple[Gebeurtenis, ...]:
        """The lines of these kinds."""
        return tuple(event for event in self.alle if event.soort in soorten)


def collect_gebeurtenissen(dossier: Dossier) -> Gebeurtenissen:
    """Milestones and rows of `resultaten`, oldest first; those without a moment come last."""
    found = [*_marks(dossier), *_results(dossier)]
    ordered = sorted(found, key=lambda event: (not event.sleutel, event.sleutel, VOLGORDE.index(event.soort)))
    return Gebeurtenissen(dossier, tuple(ordered))


def _marks(dossier: Dossier) -> list[Gebeurtenis]:
    return [
        Gebeurtenis(
            mark.datum,
            mark.wanneer,
            mark.wat,
            "plan" if mark.gepland == "ja" else "mijlpaal",
            "",
            "",
            mark.bron or "wijk.toml",
            mark.herkomst,
        )
        for mark in dossier.wijk.mijlpaal
    ]


def _results(dossier: Dossier) -> list[Gebeurtenis]:
    frame = dossier.tabel("resultaten").astype("object")
    rows = frame.where(frame.notna(), "").to_dict("records")
    return [
        Gebeurtenis(
            row["wanneer"],
            moment(row["wanneer"]) if row["wanneer"] else ZONDER_DATUM,
            row["wat"],
            row["soort"],
            row["door"],
            row["vervolg"],
            row["bron"] or "resultaten",
            row["herkomst"],
        )
        for row in rows
    ]


def tijdlijn(gebeurtenissen: Gebeurtenissen, *, noem: int = GENOEMD) -> Bevinding:
    """How much was written down, `noem` results and wishes in a sentence, and all of it in the table."""
    texts, events = load_teksten("1-bereik"), gebeurtenissen.alle
    if not events:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen"])
    results, wijk = gebeurtenissen.van("resultaat"), gebeurtenissen.dossier.wijk.naam
    words = {
        "wijk": wijk,
        "resultaten": meervoud(len(results), "resultaat", "resultaten"),
        "mijlpalen": meervoud(len(gebeurtenissen.van("mijlpaal", "plan")), "mijlpaal", "mijlpalen"),
    }
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{'bekend' if results else 'zonder'}", **words),
        lees=(told := _lees(gebeurtenissen, noem)),
        antwoord="bekend",
        woorden={"wat": told},
        onderschrift=texts.zin(f"{ID}.onderschrift", **words),
        schatting=telling(len(events), n=len(events)),
        tabel=_tabel(events),
        bron=bronregel(event.bron for event in events),
        herkomst=zwaarste(event.herkomst for event in events),
    )


def _lees(gebeurtenissen: Gebeurtenissen, noem: int) -> str:
    texts = load_teksten("1-bereik")
    said = []
    for kind, key in (("resultaat", "bekend"), ("wens", "wensen")):
        if named := [event.wat for event in gebeurtenissen.van(kind)][:noem]:
            said.append(texts.zin(f"{ID}.lees.{key}", voorbeelden="; ".join(klein_begin(what) for what in named)))
    return " ".join(said) or str(texts[f"{ID}.lees.zonder"])


def _tabel(events: Sequence[Gebeurtenis]) -> Tabel:
    words = load_teksten("1-bereik")[f"{ID}.soort"]
    rows = [(event.wanneer, event.wat, str(words[event.soort]), event.door, event.vervolg, event.bron) for event in events]
    return tabel("Tijdlijn", ("Wanneer", "Wat", "Soort", "Door", "Wat eraan vastzit", "Bron"), rows)
