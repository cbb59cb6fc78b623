"""Positive Health per dimension and wave: means with margin, spread, and the web for the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wijkmonitor.bevinding import Bevinding, Cel, Tabel, Tabelstap
from wijkmonitor.figuren import Doos, Figuur, Stelling, Weblijn, spinnenweb, spreiding, stellingen
from wijkmonitor.gegevens.lijsten import DIMENSIES
from wijkmonitor.stats import Estimate, survey_mean
from wijkmonitor.taal.getallen import getal, hoofdletter, meting, opsomming, punten, rond, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel, niveau
from wijkmonitor.vragen.bouw import cellen, grenzen, herkomst_van, maak, meetpunt, ontbreekt, tabel, uit
from wijkmonitor.vragen.gezondheid.vragenlijst import NAMEN, Antwoorden, dimensie_deel, strata_of, weighted_mean
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("2-gezondheid", "gezondheid-dimensies")
MERKBAAR = 0.5  # points of ten between the lowest and the highest score, before one is told apart


@dataclass(frozen=True, repr=False)
class Dimensiescores(Tabelstap):
    """Weighted mean (0-10) per dimension and wave. laagste: the two lowest of the newest wave, the lowest first."""

    antwoorden: Antwoorden
    per_meting: Mapping[tuple[str, str], Estimate]
    laagste: tuple[str, ...]
    oordeel: Oordeel

    @property
    def tabel(self) -> Tabel:
        """A row per dimension and wave."""
        return tabel(
            "Scores per onderdeel en meting",
            ("Onderdeel", "Meting", ("Score", "score"), ("Van", "score"), ("Tot", "score"), ("Mensen", "aantal")),
            [(hoofdletter(NAMEN[name]), meting(wave), *cellen(item)) for (name, wave), item in self.per_meting.items()],
        )

    @property
    def uitersten(self) -> tuple[float, float]:
        """The lowest and the highest score of the newest wave."""
        found = [score.value for name in DIMENSIES if (score := self.nu(name)).has_interval and score.value is not None]
        return min(found), max(found)

    @property
    def gelijk(self) -> bool:
        """Whether all six lie so close together that none stands out for a reader, certain or not."""
        low, high = self.uitersten
        return all(self.nu(name).has_interval for name in DIMENSIES) and high - low < MERKBAAR

    def nu(self, name: str) -> Estimate:
        """The score of a dimension in the newest wave."""
        return self.per_meting[name, self.antwoorden.metingen[-1]]


def estimate_scores(antwoorden: Antwoorden) -> Dimensiescores:
    """The scores of all waves, and whether the lowest of the newest is lower than the runner-up, more than chance.

    The two are compared among people who scored both, the lowest against the runner-up: that they were picked afterwards
    needs no correction then (Gutmann & Maymin, Ann Stat 15 (1987), p. 456).
    """
    waves = antwoorden.metingen
    scores = {(name, wave): weighted_mean(antwoorden, wave, name) for name in DIMENSIES for wave in waves}
    known = [name for name in DIMENSIES if waves and scores[name, waves[-1]].has_interval]
    lowest = tuple(sorted(known, key=lambda name: scores[name, waves[-1]].value or 0.0)[:2])
    return Dimensiescores(antwoorden, scores, lowest, compare(antwoorden, *lowest) if len(lowest) > 1 else Oordeel("te weinig"))


def compare(antwoorden: Antwoorden, lowest: str, second: str) -> Oordeel:
    """Whether people of the newest wave score the first dimension lower than the second, weighed as the scores are."""
    rows = antwoorden.gewogen[antwoorden.metingen[-1]]
    rows = rows.assign(verschil=rows[lowest] - rows[second])
    gap = survey_mean(rows, "verschil", "gewicht", strata=strata_of(rows))
    return beoordeel(gap, alpha=niveau(TEKST.id, keer=len(antwoorden.metingen)), vrij=gap.df)


def dimensies(scores: Dimensiescores) -> Bevinding:
    """The means of all waves; the lowest score of the newest wave is the main number."""
    answers = scores.antwoorden
    frame, dossier = answers.frame, answers.dossier
    if answers.alle.empty:
        return ontbreekt(TEKST, TEKST["reden.geen_tabel"])
    if not scores.laagste:
        reasons = [score.reason or "" for score in scores.per_meting.values()] or [answers.let_op]
        return ontbreekt(TEKST, reasons[-1], herkomst=herkomst_van(answers.alle))
    lowest, wave = scores.laagste[0], answers.metingen[-1]
    words, boxes = _words(scores, wave), _boxes(scores)
    lower = scores.oordeel.richting == "omlaag"
    kind = "gelijk" if scores.gelijk else "lager" if lower else "samen" if len(scores.laagste) > 1 else "laagste"
    return maak(
        TEKST,
        kind,
        woorden=words,
        wijk=dossier.wijk.naam,
        antwoord="bekend",
        maat=TEKST.maat(wave, over=NAMEN[lowest], peilen={NAMEN[name]: scores.nu(name) for name in DIMENSIES}),
        schatting=scores.nu(lowest),
        eenheid="score",
        figuur=_dots(scores),
        extra_figuren=(spreiding(boxes, vraag=2), _web(scores)),
        tabel=scores.tabel,
        extra_tabellen=(_boxes_table(boxes),),
        let_op=answers.let_op,
        delen={name: dimensie_deel(TEKST, name, scores.nu(name)) for name in DIMENSIES},
        vergelijkingen=len(scores.laagste) - 1,
        **uit(frame, eigen="vragenlijst bewoners"),
    )


def _words(scores: Dimensiescores, wave: str) -> dict[str, str]:
    lowest, second = scores.laagste[0], scores.laagste[-1]
    value, low, high = grenzen(scores.nu(lowest))
    return {
        "dimensie": NAMEN[lowest],
        "tweede": NAMEN[second],
        "en_tweede": _even_low(scores, wave),
        "score": getal(value, 1),
        "score_tweede": getal(scores.nu(second).value or 0.0, 1),
        "meting": meting(wave),
        "n": getal(scores.nu(lowest).n or 0),
        "marge": tussen(low, high, 1),
        "uitersten": " en ".join(getal(score, 1) for score in scores.uitersten),
        "gemist": scores.oordeel.gemist(punten),
    }


def _even_low(scores: Dimensiescores, wave: str) -> str:
    """The second lowest, and those that read as the same score."""
    lowest, second = scores.laagste[0], scores.laagste[-1]
    told = {name: getal(score.value or 0.0, 1) for name in DIMENSIES if (score := scores.per_meting[name, wave]).has_interval}
    others = [name for name, score in told.items() if score == told[second] and name != lowest]
    return opsomming([str(NAMEN[name]) for name in others])


def _dots(scores: Dimensiescores) -> Figuur:
    waves = scores.antwoorden.metingen
    points = {name: tuple(meetpunt(wave, scores.per_meting[name, wave]) for wave in waves) for name in DIMENSIES}
    rows = [Stelling(hoofdletter(NAMEN[name]), scored) for name, scored in points.items()]
    return stellingen(rows, vraag=2, schaal=(0, 10), einden=("laag", "hoog"))


def _web(scores: Dimensiescores) -> Figuur:
    names = [hoofdletter(NAMEN[name]) for name in DIMENSIES]
    waves = scores.antwoorden.metingen
    lines = [Weblijn(meting(wave), tuple(scores.per_meting[name, wave].value for name in DIMENSIES)) for wave in waves]
    return spinnenweb(names, lines, vraag=2, reden="te weinig antwoorden")


def _boxes(scores: Dimensiescores) -> list[Doos]:
    answers = scores.antwoorden
    ends = dict.fromkeys((answers.metingen[0], answers.metingen[-1]))
    return [_box(answers, name, wave) for name in DIMENSIES for wave in ends]


def _box(antwoorden: Antwoorden, name: str, wave: str) -> Doos:
    poort, title = antwoorden.dossier.poort, hoofdletter(NAMEN[name])
    values = antwoorden.gewogen[wave][name].dropna()
    allowed = poort.gemiddelde(values) and poort.percentiel(len(values), 0.1)
    if not allowed:
        return Doos(title, meting(wave), None, reden=allowed.reason or "")
    q10, q25, half, q75, q90 = (rond(float(value), 1) for value in values.quantile([0.1, 0.25, 0.5, 0.75, 0.9]))
    return Doos(title, meting(wave), half, q25, q75, q10, q90, n=antwoorden.respondenten.bij(name, wave))


def _boxes_table(boxes: list[Doos]) -> Tabel:
    rows: list[tuple[Cel | None, ...]] = []
    for box in boxes:
        parts = [part if part is not None else box.reden for part in (box.q10, box.q25, box.mediaan, box.q75, box.q90)]
        rows.append((box.dimensie, box.meting, *parts, box.n if box.n is not None else box.reden))
    columns = (
        "Onderdeel", "Meting", ("10 van de 100 scoren hooguit", "score"), ("25 van de 100", "score"), ("50 van de 100", "score"),
        ("75 van de 100", "score"), ("90 van de 100", "score"), ("Mensen", "aantal"),
    )  # fmt: skip
    return tabel("Spreiding van de scores", columns, rows)
