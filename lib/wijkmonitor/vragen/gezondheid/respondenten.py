"""Counts of people in the residents' survey, as one set of facts: who answered, who skipped a question, who came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.gegevens.lijsten import DIMENSIES
from wijkmonitor.privacy import Poort
from wijkmonitor.privacy.feiten import Bedekt, Feiten, cel
from wijkmonitor.privacy.grootboek import Cijfers
from wijkmonitor.stats.linked import LEAST
from wijkmonitor.taal.getallen import meting
from wijkmonitor.vragen.bouw import hoofdletter
from wijkmonitor.vragen.teksten import Bevindingtekst

NAMEN = Bevindingtekst("2-gezondheid", "dimensie")  # the dimensions, as readers call them
CIJFER = "tevredenheid"
VRAGEN = (*DIMENSIES, CIJFER)
GOEDKOOP = 0.1  # what hiding a number of a question costs beside that of a whole wave


@dataclass(frozen=True)
class Respondenten:
    """How many people the documents say that answered, proven together (`Feiten`).

    Where so few skipped a question that they may not be told, the number of the whole wave stands; where few answered in
    both waves or in one alone, a change has the number of the first wave. nauwelijks: waves that nearly all answered.
    """

    bedekt: Bedekt
    metingen: tuple[str, ...]
    nauwelijks: frozenset[str]

    def antwoorden(self, meting: str) -> int | None:
        """Who answered anything in a wave; None where that may not be shown."""
        name = cel(f"antwoorden {meting}")
        return self.bedekt.aantal(name) if name in self.bedekt.feiten.aantallen else None

    def bij(self, vraag: str, meting: str) -> int | None:
        """Who answered a question in a wave, or the whole wave."""
        return self._shown(f"{vraag} {meting}") or self.antwoorden(meting)

    def bij_verandering(self, vraag: str) -> int | None:
        """Who counts in the change from the first to the last wave, or who answered in the first."""
        return self._shown(f"verandering {vraag}") or self.bij(vraag, self.metingen[0])

    def _shown(self, name: str) -> int | None:
        known = cel(name) in self.bedekt.feiten.aantallen and cel(name) not in self.bedekt.feiten.nooit
        return self.bedekt.aantal(cel(name)) if known else None

    @property
    def getoond(self) -> Cijfers:
        """Every number that a document may print, by the words that a table has for it."""
        shown = self.bedekt.getoond
        found = {name: count for name, count in shown.items() if name.startswith(("antwoorden ", "gevraagd "))}
        told = {f"{word.partition(' ')[0]} {meting(word.partition(' ')[2])}": count for word, count in found.items()}
        for name in VRAGEN:
            word = _word(name)
            numbers = {f"{word}, {meting(wave)}": self.bij(name, wave) for wave in self.metingen}
            if len(self.metingen) > 1:
                span = f"{meting(self.metingen[0])} tot {meting(self.metingen[-1])}"
                numbers[f"Verandering, {span}" if name == CIJFER else f"verandering {word}"] = self.bij_verandering(name)
            told |= {key: float(count) for key, count in numbers.items() if count is not None}
        return told


def count_respondenten(poort: Poort, frame: pd.DataFrame, metingen: Sequence[str], gevraagd: Mapping[str, int]) -> Respondenten:
    """The counts of a survey after suppression.

    frame: all answers, a row per person and wave. metingen: waves that are used for scores. gevraagd: people invited per wave.
    """
    least = poort.regels.min_cel
    facts = Feiten()
    sizes = {str(wave): int(count) for wave, count in frame["meting"].value_counts().sort_index().items()}
    nearly = frozenset(wave for wave, size in sizes.items() if 0 <= gevraagd.get(wave, -1) - size <= least)
    for wave, size in sizes.items():
        facts.tel(f"antwoorden {wave}", size, getoond=size >= least)
        silent = gevraagd.get(wave, -1) - size
        if silent >= 0:
            facts.tel(f"gevraagd {wave}", gevraagd[wave], getoond=wave not in nearly, kosten=GOEDKOOP)
            facts.tel(f"niet geantwoord {wave}", silent, getoond=False)
            facts.som(cel(f"gevraagd {wave}"), [cel(f"antwoorden {wave}"), cel(f"niet geantwoord {wave}")])
    for name in VRAGEN:
        for wave in metingen:
            _count_question(facts, name, wave, with_weight(frame[frame["meting"] == wave]), least)
        if len(metingen) > 1:
            _count_change(facts, name, frame, (metingen[0], metingen[-1]), least)
    shown = poort.samen(facts)
    used = tuple(wave for wave in metingen if shown.aantal(cel(f"antwoorden {wave}")) is not None)
    hidden = {
        wave for wave in sizes if cel(f"gevraagd {wave}") in facts.aantallen and shown.aantal(cel(f"gevraagd {wave}")) is None
    }
    return Respondenten(shown, used, nearly | hidden)


def _count_question(facts: Feiten, name: str, wave: str, rows: pd.DataFrame, least: int) -> None:
    answered, size = int(rows[name].notna().sum()), facts.aantallen[cel(f"antwoorden {wave}")]
    facts.tel(f"{name} {wave}", answered, getoond=size - answered > least, kosten=GOEDKOOP)
    facts.tel(f"{name} {wave} niet", size - answered, getoond=False)
    facts.som(cel(f"antwoorden {wave}"), [cel(f"{name} {wave}"), cel(f"{name} {wave} niet")])


def _count_change(facts: Feiten, name: str, frame: pd.DataFrame, ends: tuple[str, str], least: int) -> None:
    """Who answered in both waves and who in one alone; a change tells how many in all, where none of the three are few."""
    first, last = (_who(frame[frame["meting"] == wave], name) for wave in ends)
    both, alone = len(first & last), (len(first - last), len(last - first))
    open_ = all(count == 0 or count > least for count in (both, *alone)) and alone[1] >= LEAST
    parts = {"beide": both, "eerst": alone[0], "laatst": alone[1]}
    for part, count in parts.items():
        facts.tel(f"{name} {part}", count, getoond=False)
    facts.tel(f"verandering {name}", sum(parts.values()), getoond=open_, kosten=GOEDKOOP)
    facts.som(cel(f"verandering {name}"), [cel(f"{name} {part}") for part in parts])
    for wave, part in zip(ends, ("eerst", "laatst"), strict=True):
        facts.som(cel(f"{name} {wave}"), [cel(f"{name} beide"), cel(f"{name} {part}")])


def _who(wave: pd.DataFrame, name: str) -> set[str]:
    rows = with_weight(wave)
    return set(rows.loc[rows[name].notna(), "respondent"])


def with_weight(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with a weight; all of them with weight 1 where nobody has one."""
    return frame[frame["gewicht"].notna()] if frame["gewicht"].notna().any() else frame.assign(gewicht=1.0)


def _word(name: str) -> str:
    """A question as the tables call it."""
    return str(NAMEN.document["gezondheid-tevredenheid.wie.bewoners"]) if name == CIJFER else hoofdletter(NAMEN[name])
