"""The six success factors as partners score them, per wave; change per organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Deel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Meetscore, Stelling, stellingen
from wijkmonitor.gegevens.schema import FACTOREN
from wijkmonitor.privacy.regels import MIN_ORGANISATIES as MIN_APART
from wijkmonitor.stats import Estimate, mean, paired_change
from wijkmonitor.taal.getallen import getal, meting, telwoord, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie, schijn
from wijkmonitor.vragen.bouw import bord, bronnen, cellen, geen_getal, grenzen, herkomst_van, hoofdletter, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "samenwerking-factoren"
MIN_ORGANISATIES = 5


def score_factoren(answers: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """One row per respondent and wave with a score from 1 to 5 per factor; reversed statements are turned.

    A factor's score is the mean of the answered statements, if at least half of them are answered.
    """
    turned = set(statements.loc[statements["omgekeerd"] == "ja", "stelling"])
    factor = statements.set_index("stelling")["factor"]
    rows = answers[answers["score"].notna() & answers["stelling"].isin(factor.index)]
    score = rows["score"].astype("float64")
    rows = rows.assign(score=score.where(~rows["stelling"].isin(turned), 6 - score), factor=rows["stelling"].map(factor))
    keys = ["meting", "organisatie", "respondent", "factor"]
    grouped = rows.groupby(keys)["score"].agg(["mean", "count"]).reset_index()
    enough = grouped["count"] * 2 >= grouped["factor"].map(factor.value_counts()).astype("float64")
    wide = grouped[enough].pivot(index=keys[:3], columns="factor", values="mean")
    return wide.reindex(columns=list(FACTOREN)).reset_index()


def changes(scores: pd.DataFrame) -> dict[str, Callable[[float], Estimate]]:
    """Per factor the change in the mean of an organisation, first to last wave, as function of the confidence level.

    The organisation is the unit: colleagues answer alike, so respondents are not independent.
    """
    waves = sorted(scores["meting"].unique())
    per_org = scores.groupby(["meting", "organisatie"])[list(FACTOREN)].mean()
    family: dict[str, Callable[[float], Estimate]] = {}
    for name in FACTOREN:
        pair = pd.DataFrame({"toen": per_org.loc[waves[0], name], "nu": per_org.loc[waves[-1], name]}).dropna()
        if len(pair) >= MIN_ORGANISATIES:
            family[name] = partial(_change, pair["toen"], pair["nu"])
    return family


def _change(before: pd.Series, after: pd.Series, confidence: float = 0.95) -> Estimate:
    return paired_change(before, after, confidence=confidence)


def factoren(dossier: Dossier) -> Bevinding:
    """The factors that changed more than chance, the six judged together."""
    texts = load_teksten("3-samenwerking")
    answers, statements = dossier.tabel("samenwerking"), dossier.tabel("stellingen")
    if answers.empty or statements.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    kind, scores = herkomst_van(answers), score_factoren(answers, statements)
    if scores["meting"].nunique() < 2:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.een_meting"], herkomst=kind)
    allowed = {wave: dossier.poort.groep(len(part), part["organisatie"].nunique()) for wave, part in scores.groupby("meting")}
    family = changes(scores)
    if not family or not all(allowed.values()):
        return ontbreekt(texts, ID, texts[f"{ID}.reden.weinig"], herkomst=kind)
    estimates = {name: make(0.95) for name, make in family.items()}
    verdicts = beoordeel_familie(family, gunstig="hoog")
    moved = [name for name in estimates if verdicts[name].zeker]
    main = max(moved or list(estimates), key=lambda name: abs(estimates[name].value or 0.0))
    words = _words(main, estimates[main], verdicts[main], moved)
    waves = sorted(scores["meting"].unique())
    means = wave_means(scores)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{'geen' if not moved else 'een' if len(moved) == 1 else 'meer'}", **words),
        lees=_lees(words, estimates[main], verdicts[main]),
        stand=texts.zin(f"{ID}.lees.stand", **words),
        onderschrift=f"Score van 1 tot 5, partners in {dossier.wijk.naam}, {meting(waves[0])} tot {meting(waves[-1])}.",
        schatting=estimates[main],
        eenheid="score",
        figuur=_figuur(means, waves),
        tabel=_tabel(means, waves),
        extra_tabellen=(_change_table(estimates, verdicts),),
        bron=bronnen(answers, eigen="vragenlijst partners"),
        herkomst=kind,
        teken=verdicts[main].teken,
        verrassing=2.4 if moved else 0.9,
        bord=_bord(words, waves, len(moved)),
        delen={name: _deel(name, estimates[name], verdicts[name]) for name in estimates},
    )


def _deel(name: str, estimate: Estimate, verdict: Oordeel) -> Deel:
    """The change of one factor, for an agreement that is about this factor."""
    return Deel(estimate, load_teksten("3-samenwerking").zin(f"{ID}.lees.stand", **_words(name, estimate, verdict, [])))


def _bord(words: dict[str, str], waves: list[str], moved: int) -> Mapping[str, str]:
    return bord(
        n=words["n"],
        factor=words["factor"],
        grootte=words["grootte"],
        getal=getal(moved),
        tekst="van de 6 succesfactoren veranderden meer dan door toeval.",
        voet=f"{meting(waves[0])} en {meting(waves[-1])}, {words['n']} organisaties.",
    )


def _lees(words: dict[str, str], estimate: Estimate, verdict: Oordeel) -> str:
    texts = load_teksten("3-samenwerking")
    first = texts.zin(f"{ID}.lees.{'zeker' if verdict.zeker else 'geen'}", **words)
    return f"{first} {texts[f'{ID}.lees.schijn']}" if schijn(estimate, verdict) else first


def _words(main: str, estimate: Estimate, verdict: Oordeel, moved: list[str]) -> dict[str, str]:
    value, low, high = grenzen(estimate)
    return {
        "factor": main,
        "richting": verdict.verandering,
        "grootte": getal(abs(value), 1),
        "getekend": getal(value, 1),
        "kant": "omhoog" if value > 0 else "omlaag",
        "marge": tussen(low, high, 1),
        "aantal": telwoord(len(moved)),
        "n": getal(estimate.n or 0),
    }


def wave_means(scores: pd.DataFrame) -> dict[tuple[str, str], Estimate]:
    """Mean over organisations per factor and wave; the margin is that of organisations.

    Fewer than three organisations that took part in the first or the last wave only are left out of its mean: with the
    change of the others, their score could be computed.
    """
    per_org = scores.groupby(["meting", "organisatie"])[list(FACTOREN)].mean()
    few = load_teksten("3-samenwerking")[f"{ID}.reden.weinig"]
    found = {}
    for wave in sorted(scores["meting"].unique()):
        for name in FACTOREN:
            values = _without_few(per_org[name].unstack("meting"), wave)
            found[name, wave] = mean(values) if len(values) >= MIN_ORGANISATIES else geen_getal(few)
    return found


def _without_few(scores: pd.DataFrame, wave: str) -> pd.Series:
    values, both = scores[wave].dropna(), scores.iloc[:, [0, -1]].dropna().index
    outer = wave in (scores.columns[0], scores.columns[-1]) and len(both) >= MIN_ORGANISATIES
    return values[both] if outer and 0 < len(values) - len(both) < MIN_APART else values


def _figuur(means: dict[tuple[str, str], Estimate], waves: list[str]) -> Figuur:
    rows = []
    for name in FACTOREN:
        points = [(meting(wave), means[name, wave]) for wave in waves]
        scores = tuple(Meetscore(word, item.value, item.low, item.high, reden=item.reason or "") for word, item in points)
        rows.append(Stelling(name.capitalize(), scores))
    return stellingen(rows, vraag=3)


def _tabel(means: dict[tuple[str, str], Estimate], waves: list[str]) -> Tabel:
    columns = ("Succesfactor", "Meting", ("Score", "score"), ("Van", "score"), ("Tot", "score"), ("Organisaties", "aantal"))
    keys = [(name, wave) for name in FACTOREN for wave in waves]
    rows = [(hoofdletter(name), meting(wave), *cellen(means[name, wave])) for name, wave in keys]
    return tabel("Succesfactoren per meting", columns, rows)


def _change_table(estimates: dict[str, Estimate], verdicts: dict[str, Oordeel]) -> Tabel:
    columns = (
        "Succesfactor", ("Verandering", "score"), ("Van", "score"), ("Tot", "score"), ("Organisaties", "aantal"), "Wat we mogen zeggen",
    )  # fmt: skip
    rows = [(hoofdletter(name), *cellen(item), verdicts[name].verandering) for name, item in estimates.items()]
    return tabel("Verandering bij organisaties die beide keren meededen", columns, rows)
