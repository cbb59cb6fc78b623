"""The residents' survey: how many people answered, which waves can be used, weighted means, and change between waves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Deel, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import DIMENSIES
from wijkmonitor.geheugen import Eens
from wijkmonitor.privacy import Poort
from wijkmonitor.privacy.feiten import Bedekt, Feiten, cel
from wijkmonitor.privacy.grootboek import Cijfers
from wijkmonitor.privacy.regels import digits
from wijkmonitor.stats import Estimate
from wijkmonitor.stats.means import LEAST, ChangeEstimate
from wijkmonitor.taal.getallen import getal, hoofdletter, meting, opsomming_kort, tussen
from wijkmonitor.vragen.bouw import geen_getal, grenzen, tabel
from wijkmonitor.vragen.teksten import Bevindingtekst, load_teksten

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


@dataclass(frozen=True, repr=False)
class Antwoorden(Eens, Tabelstap):
    """The answers of residents in the waves that are over and in which enough people took part.

    metingen: those waves, in order. te_klein: waves with too few answers to show. alle: the answers of all waves that are
    over, for the response. respondenten: how many people the documents say that answered.
    """

    dossier: Dossier
    frame: pd.DataFrame
    metingen: tuple[str, ...]
    te_klein: tuple[str, ...]
    alle: pd.DataFrame
    respondenten: Respondenten

    @property
    def let_op(self) -> str:
        """Which waves are not used, and why; "" where all are."""
        texts = load_teksten("gedeeld")
        kinds = {"klein": self.te_klein, "bezig": self.dossier.bezig.get("vragenlijst", ())}
        told = [
            texts.zin(f"meting.{kind}", metingen=opsomming_kort([meting(wave) for wave in waves]), tabel="vragenlijst")
            for kind, waves in kinds.items()
            if waves
        ]
        return " ".join(told)

    @property
    def keer(self) -> int:
        """The how manyeth time the newest wave is compared with the first."""
        return max(1, len(self.metingen) - 1)

    def wave(self, name: str) -> pd.DataFrame:
        """The answers of one wave."""
        return self.frame[self.frame["meting"] == name]

    @cached_property
    def gewogen(self) -> dict[str, pd.DataFrame]:
        """The answers of each wave that have a weight, see `with_weight`."""
        return {wave: with_weight(self.wave(wave)) for wave in self.metingen}

    @cached_property
    def naast_elkaar(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The weighted answers of the first and of the last wave, a row per person who answered in either."""
        then, now = (self.gewogen[wave].set_index("respondent") for wave in (self.metingen[0], self.metingen[-1]))
        people = then.index.union(now.index)
        return then.reindex(people), now.reindex(people)

    @property
    def tabel(self) -> Tabel:
        """A row per wave that is used."""
        words = load_teksten("2-gezondheid")["antwoorden"]
        rows = [(meting(wave), self.respondenten.antwoorden(wave)) for wave in self.metingen]
        return tabel(words["titel"], (words["meting"], (words["aantal"], "aantal")), rows)


def select_metingen(dossier: Dossier) -> Antwoorden:
    """The waves of the survey that may be shown: those that are over, with enough answers to show a spread."""
    frame = dossier.tabel("vragenlijst")
    counts = frame["meting"].value_counts().sort_index()
    enough = tuple(str(wave) for wave, count in counts.items() if dossier.poort.spreiding(int(count)))
    people = count_respondenten(dossier.poort, frame, enough, dossier.wijk.uitgenodigd)
    used = people.metingen
    small = tuple(str(wave) for wave in counts.index if str(wave) not in used)
    return Antwoorden(dossier, frame[frame["meting"].isin(used)], used, small, frame, people)


def weighted_mean(antwoorden: Antwoorden, wave: str, variable: str) -> Estimate:
    """Design based mean of one wave; without weights every respondent counts the same. Too few: the reason.

    n is the number of respondents with a value, or of the whole wave (`Respondenten`); decimals are as many as they support.
    """
    return antwoorden.eens(_weigh, wave, variable)


def _weigh(antwoorden: Antwoorden, wave: str, variable: str) -> Estimate:
    rows = antwoorden.gewogen[wave]
    allowed = antwoorden.dossier.poort.gemiddelde(rows[variable])
    if not allowed:
        return geen_getal(allowed.reason or "")
    found = stats.survey_mean(rows, variable, "gewicht", strata=strata_of(rows))
    return replace(found.rounded(digits(found.n or 0)), n=antwoorden.respondenten.bij(variable, wave))


def dimensie_deel(tekst: Bevindingtekst, name: str, score: Estimate) -> Deel:
    """The score of one dimension in the newest wave, for an agreement that is about it, in the words of its finding."""
    if not score.has_interval:
        return Deel(score, score.reason or "")
    value, low, high = grenzen(score)
    said = tekst.zin("lees.deel", dimensie=NAMEN[name], score=getal(value, 1), marge=tussen(low, high, 1))
    return Deel(score, said, naam=NAMEN[name])


def strata_of(rows: pd.DataFrame) -> str | None:
    """The column with the strata of these answers; None where one is unknown or has a single answer."""
    strata = rows["stratum"]
    return "stratum" if strata.notna().all() and (strata.value_counts() >= 2).all() else None


def twee_metingen(antwoorden: Antwoorden, variable: str) -> pd.DataFrame:
    """One row per person of the first and the last wave: toen, nu, and the weight and stratum of each answer.

    The mean of each wave is published too. Where fewer people than the least count stand in a wave alone, a few others are
    left out here (always the same ones): otherwise the answer of those few could be computed.
    """
    return antwoorden.eens(_link, variable)


def _link(antwoorden: Antwoorden, variable: str) -> pd.DataFrame:
    minstens = antwoorden.dossier.poort.regels.min_cel
    parts: dict[str, pd.Series] = {}
    for name, rows in zip(("toen", "nu"), antwoorden.naast_elkaar, strict=True):
        parts |= {name: rows[variable].astype("float64"), f"gewicht_{name}": rows["gewicht"].astype("float64")}
        parts[f"stratum_{name}"] = rows["stratum"]
    frame = pd.DataFrame(parts).dropna(subset=["toen", "nu"], how="all")
    both = frame["toen"].notna() & frame["nu"].notna()
    alone = [int((frame[name].notna() & ~both).sum()) for name in ("toen", "nu")]
    if any(0 < count < minstens for count in alone):
        chance = sorted(frame.index[both], key=lambda code: hashlib.sha256(str(code).encode()).digest())
        frame = frame.drop(chance[: minstens - min(alone)])
    return frame.assign(stratum=frame["stratum_toen"].fillna(frame["stratum_nu"]))


def change(antwoorden: Antwoorden, variable: str, *, confidence: float = 0.95) -> ChangeEstimate:
    """Change from the first to the last wave over all who answered, the same people linked; too few: the reason."""
    frame = twee_metingen(antwoorden, variable)
    for name in ("toen", "nu"):
        allowed = antwoorden.dossier.poort.gemiddelde(frame[name])
        if not allowed:
            return ChangeEstimate(None, None, None, None, "gewogen verandering", allowed.reason)
    weights = {"weight_before": "gewicht_toen", "weight_after": "gewicht_nu"}
    return stats.linked_change(frame, "toen", "nu", strata=strata_of(frame), confidence=confidence, **weights)


def told(antwoorden: Antwoorden, variable: str, found: ChangeEstimate) -> ChangeEstimate:
    """The change as documents print it: decimals that the answers support, and a number of people that may be shown."""
    shown = found.rounded(digits(found.n or 0))
    return replace(shown, n=None if shown.value is None else antwoorden.respondenten.bij_verandering(variable))
