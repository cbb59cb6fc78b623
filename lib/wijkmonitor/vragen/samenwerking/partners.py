"""The six success factors as partners score them, per wave; change per organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Bord, Deel, Tabel, Tabelstap, weigh_signs
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Stelling, stellingen
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.privacy import Poort
from wijkmonitor.privacy.regels import MIN_MARGE, MIN_ORGANISATIES, MIN_PARTNERS, digits
from wijkmonitor.stats import Estimate, mean, paired_change
from wijkmonitor.taal.getallen import getal, hoofdletter, meting, punten, telwoord, tussen
from wijkmonitor.taal.oordeel import Marges, Oordeel, beoordeel_familie, niveau, schijn
from wijkmonitor.vragen.bouw import cellen, even_groot, geen_getal, grenzen, herkomst_van, maak, meetpunt, ontbreekt, tabel, uit
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("3-samenwerking", "samenwerking-factoren")


PARTNER = ["organisatie", "respondent"]  # what tells people of the partner survey apart


@dataclass(frozen=True, repr=False)
class Partnerscores(Tabelstap):
    """The scores of partners per success factor: one row per respondent and wave, from 1 to 5."""

    dossier: Dossier
    antwoorden: pd.DataFrame
    stellingen: pd.DataFrame
    scores: pd.DataFrame

    @property
    def metingen(self) -> list[str]:
        """The waves, in order."""
        return sorted(self.scores["meting"].unique())

    @property
    def genoeg(self) -> bool:
        """Whether enough partners of enough organisations answered in every wave."""
        return all(allowed for _, _, allowed in self._per_meting())

    @property
    def tabel(self) -> Tabel:
        """Who answered, per wave."""
        few, columns = TEKST["reden.klein"], ("Meting", ("Mensen", "aantal"), ("Organisaties", "aantal"))
        rows = [(meting(wave), *(sizes if allowed else (few, few))) for wave, sizes, allowed in self._per_meting()]
        return tabel(TEKST["tussenstap.scores"], columns, rows)

    def _per_meting(self) -> list[tuple[str, tuple[int, int], bool]]:
        found = []
        for wave, part in self.scores.groupby("meting"):
            people, places = len(part), int(part["organisatie"].nunique())
            shown = self.dossier.poort.aantal(people, max(people, count_partners(self.antwoorden, str(wave)))), places
            found.append((str(wave), shown, bool(self.dossier.poort.groep(people, places))))
        return found


@dataclass(frozen=True, repr=False)
class Verandering(Tabelstap):
    """The change per factor between the first and the last wave, the six judged together (Holm)."""

    scores: Partnerscores
    schattingen: Mapping[str, Estimate]
    oordelen: Mapping[str, Oordeel]
    gemiddelden: Mapping[tuple[str, str], Estimate]
    minstens: int

    @property
    def tabel(self) -> Tabel:
        """The change: a row per factor."""
        columns = (
            "Succesfactor", ("Verandering", "score"), ("Van", "score"), ("Tot", "score"), ("Organisaties", "aantal"), "Wat we mogen zeggen",
        )  # fmt: skip
        rows = [(hoofdletter(name), *cellen(item), self.oordelen[name].verandering) for name, item in self.schattingen.items()]
        return tabel("Verandering bij organisaties die beide keren meededen", columns, rows)

    @property
    def per_meting(self) -> Tabel:
        """The means: a row per factor and wave."""
        columns = ("Succesfactor", "Meting", ("Score", "score"), ("Van", "score"), ("Tot", "score"), ("Organisaties", "aantal"))
        keys = [(name, wave) for name in FACTOREN for wave in self.scores.metingen]
        rows = [(hoofdletter(name), meting(wave), *cellen(self.gemiddelden[name, wave])) for name, wave in keys]
        return tabel("Succesfactoren per meting", columns, rows)


def score_factoren(dossier: Dossier, *, minstens_beantwoord: float = 0.5) -> Partnerscores:
    """The score of every respondent per factor and wave; reversed statements are turned.

    A factor's score is the mean of the answered statements, if at least the share `minstens_beantwoord` (0-1) of them is
    answered.
    """
    answers, statements = dossier.tabel("samenwerking"), dossier.tabel("stellingen")
    return Partnerscores(dossier, answers, statements, mean_scores(answers, statements, minstens_beantwoord))


def mean_scores(answers: pd.DataFrame, statements: pd.DataFrame, least: float = 0.5) -> pd.DataFrame:
    """One row per respondent and wave with a score from 1 to 5 per factor; see `score_factoren`."""
    factor = statements.set_index("stelling")["factor"]
    rows = answers[answers["score"].notna() & answers["stelling"].isin(factor.index)]
    rows = rows.assign(score=turn(rows, statements), factor=rows["stelling"].map(factor))
    keys = ["meting", "organisatie", "respondent", "factor"]
    grouped = rows.groupby(keys)["score"].agg(["mean", "count"]).reset_index()
    enough = grouped["count"] >= least * grouped["factor"].map(factor.value_counts()).astype("float64")
    wide = grouped[enough].pivot(index=keys[:3], columns="factor", values="mean")
    return wide.reindex(columns=list(FACTOREN)).reset_index()


def compare_metingen(scores: Partnerscores, *, minstens_organisaties: int = MIN_MARGE, zekerheid: float = 0.95) -> Verandering:
    """The first wave beside the last, per factor: the same organisations then and now.

    The organisation is the unit: colleagues answer alike, so respondents are not independent. A factor that fewer than
    `minstens_organisaties` (never below the gate's) scored both times is left out. zekerheid: confidence of the margins (0-1).
    """
    least = max(minstens_organisaties, MIN_MARGE)
    if scores.scores["meting"].nunique() < 2:
        return Verandering(scores, {}, {}, {}, least)
    per_org = scores.scores.groupby(["meting", "organisatie"])[list(FACTOREN)].mean()
    family = changes(per_org, least)
    found = {name: make(confidence=zekerheid) for name, make in family.items()}
    estimates = {name: item.rounded(digits(item.n or 0)) for name, item in found.items()}
    level = niveau(TEKST.id, keer=scores.scores["meting"].nunique() - 1)
    verdicts = beoordeel_familie(family, gunstig="hoog", alpha=level) if family else {}
    return Verandering(scores, estimates, verdicts, wave_means(per_org), least)


def changes(per_org: pd.DataFrame, least: int) -> dict[str, Marges]:
    """Per factor the change in the mean of an organisation, first to last wave, as function of the confidence level."""
    waves = sorted(per_org.index.unique("meting"))
    family: dict[str, Marges] = {}
    for name in FACTOREN:
        pair = pd.DataFrame({"toen": per_org.loc[waves[0], name], "nu": per_org.loc[waves[-1], name]}).dropna()
        if len(pair) >= least and Poort().verschil(pair["nu"] - pair["toen"]):
            family[name] = partial(paired_change, pair["toen"], pair["nu"])
    return family


def _mean(values: pd.Series) -> Estimate:
    """The mean of organisations, of few without margin: mean and margin together give the scores back."""
    different, margin = Poort().verschil(values), Poort().marge(len(values))
    if not different:
        return geen_getal(different.reason or "")
    estimate = mean(values).rounded(digits(len(values)))
    return estimate if margin else replace(estimate, low=None, high=None, reason=margin.reason)


def factoren(veranderd: Verandering) -> Bevinding:
    """The factors that changed more than chance, the six judged together."""
    scores = veranderd.scores
    dossier, answers = scores.dossier, scores.antwoorden
    if answers.empty or scores.stellingen.empty:
        return ontbreekt(TEKST, TEKST[f"reden.{'geen_tabel' if answers.empty else 'geen_stellingen'}"])
    kind, waves = herkomst_van(answers), scores.metingen
    if len(waves) < 2:
        return ontbreekt(TEKST, TEKST["reden.een_meting"], herkomst=kind)
    estimates, verdicts, means = veranderd.schattingen, veranderd.oordelen, veranderd.gemiddelden
    if not scores.genoeg:
        return ontbreekt(TEKST, TEKST["reden.klein"].capitalize() + ".", herkomst=kind)
    if not estimates:
        return _only_means(veranderd)
    moved = [name for name in estimates if verdicts[name].zeker]
    main = max(moved or list(estimates), key=lambda name: abs(estimates[name].value or 0.0))
    words = _words(main, estimates[main], verdicts, moved)
    levels = {factor: mean for (factor, wave), mean in means.items() if wave == waves[-1]}
    words |= {"even": even_groot(main, moved or estimates, lambda name: abs(estimates[name].value or 0.0), str)} | _van_tot(waves)
    return maak(
        TEKST,
        "geen" if not moved else "een" if len(moved) == 1 else "meer",
        woorden=words,
        lees=_lees(words, estimates[main], verdicts[main]),
        wijk=dossier.wijk.naam,
        antwoord="toeval" if verdicts[main].teken == "toeval" else "bekend",
        maat=TEKST.maat(waves[-1], vergeleken=waves[0], over=main, soort="verandering", peil=levels[main], peilen=levels),
        schatting=estimates[main],
        eenheid="score",
        figuur=_figuur(means, waves),
        tabel=veranderd.per_meting,
        extra_tabellen=(veranderd.tabel,),
        teken=verdicts[main].teken,
        weegt=weigh_signs(verdict.teken for verdict in verdicts.values()),
        bord=Bord(getal=getal(len(moved)), tekst=TEKST["bord.tekst"], voet=TEKST.zin("bord.voet", **words), onderwerp=main),
        delen={
            name: Deel(item, TEKST.zin("lees.stand", **_words(name, item, verdicts, [])), naam=name)
            for name, item in estimates.items()
        },
        vergelijkingen=len(verdicts),
        **uit(answers, eigen="vragenlijst partners"),
    )


def _only_means(veranderd: Verandering) -> Bevinding:
    """The means of the waves where too few organisations took part twice for a change."""
    scores, means = veranderd.scores, veranderd.gemiddelden
    reason, waves = TEKST.zin("reden.weinig", minstens=veranderd.minstens), scores.metingen
    return maak(
        TEKST,
        "ontbreekt",
        woorden={"reden": reason} | _van_tot(waves),
        lees=reason,
        wijk=scores.dossier.wijk.naam,
        schatting=geen_getal(reason),
        figuur=_figuur(means, waves) if any(item.value is not None for item in means.values()) else None,
        tabel=veranderd.per_meting,
        teken="te weinig",
        **uit(scores.antwoorden, eigen="vragenlijst partners"),
    )


def _van_tot(waves: Sequence[str]) -> dict[str, str]:
    """The first and the last wave, for a sentence."""
    return {"van": meting(waves[0]), "naar": meting(waves[-1])}


def _lees(words: dict[str, str], estimate: Estimate, verdict: Oordeel) -> str:
    first = TEKST.zin(f"lees.{'zeker' if verdict.zeker else 'geen'}", **words)
    why = TEKST["lees.schijn"] if schijn(estimate, verdict) else ""
    return " ".join(part for part in (first, verdict.gemist(punten), why) if part)


def _words(main: str, estimate: Estimate, verdicts: Mapping[str, Oordeel], moved: list[str]) -> dict[str, str]:
    verdict = verdicts[main]
    value, low, high = grenzen(estimate)
    return {
        "factor": main,
        "richting": verdict.verandering,
        "grootte": getal(abs(value), 1),
        "getekend": getal(value, 1),
        "kant": "omhoog" if value > 0 else "omlaag",
        "marge": tussen(low, high, 1),
        "aantal": telwoord(len(moved)),
        "hoe": "veranderden" if len({verdicts[name].richting for name in moved}) > 1 else f"gingen {verdict.richting}",
        "n": getal(estimate.n or 0),
    }


def turn(rows: pd.DataFrame, statements: pd.DataFrame) -> pd.Series:
    """The scores of these answers, those on a reversed statement turned, so that 5 is always the best."""
    reversed_ = set(statements.loc[statements["omgekeerd"] == "ja", "stelling"])
    score = rows["score"].astype("float64")
    return score.where(~rows["stelling"].isin(reversed_), 6 - score)


def count_partners(antwoorden: pd.DataFrame, wave: str) -> int:
    """How many people answered any statement of the partner survey in a wave."""
    rows = antwoorden[(antwoorden["meting"] == wave) & antwoorden["score"].notna()]
    return len(rows.drop_duplicates(PARTNER))


def wave_means(per_org: pd.DataFrame) -> dict[tuple[str, str], Estimate]:
    """Mean over organisations per factor and wave; the margin is that of organisations.

    Fewer than three organisations that took part in the first or the last wave only are left out of its mean: with the
    change of the others, their score could be computed.
    """
    few = TEKST.zin("reden.meting", minstens=MIN_PARTNERS)
    wide = {name: per_org[name].unstack("meting") for name in FACTOREN}
    found = {}
    for wave in sorted(per_org.index.unique("meting")):
        for name in FACTOREN:
            values = _without_few(wide[name], wave)
            found[name, wave] = _mean(values) if len(values) >= MIN_PARTNERS else geen_getal(few)
    return found


def _without_few(scores: pd.DataFrame, wave: str) -> pd.Series:
    values, both = scores[wave].dropna(), scores.iloc[:, [0, -1]].dropna().index
    outer = wave in (scores.columns[0], scores.columns[-1]) and len(both) >= MIN_PARTNERS
    return values[both] if outer and 0 < len(values) - len(both) < MIN_ORGANISATIES else values


def _figuur(means: Mapping[tuple[str, str], Estimate], waves: list[str]) -> Figuur:
    points = {name: tuple(meetpunt(wave, means[name, wave]) for wave in waves) for name in FACTOREN}
    rows = [Stelling(name.capitalize(), scored) for name, scored in points.items()]
    return stellingen(rows, vraag=3)
