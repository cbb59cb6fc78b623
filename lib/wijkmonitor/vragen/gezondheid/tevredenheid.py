"""Satisfaction of residents (a mark from 1 to 10) and of professionals (statements from 1 to 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Deel, Maat, Tabel, Tabelstap, weigh_herkomst, weigh_signs
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Punt, punt_met_marge, verloop
from wijkmonitor.privacy.regels import digits
from wijkmonitor.stats import Estimate, survey_mean
from wijkmonitor.stats.means import ChangeEstimate
from wijkmonitor.taal.getallen import getal, meting, punten, rond, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel, niveau, schijn
from wijkmonitor.vragen.bouw import bronregel, cellen, geen_getal, grenzen, herkomst_van, maak, meetpunt, ontbreekt, tabel, uit
from wijkmonitor.vragen.gezondheid.vragenlijst import CIJFER, Antwoorden, change, told, weighted_mean
from wijkmonitor.vragen.samenwerking.partners import PARTNER, count_partners, turn
from wijkmonitor.vragen.teksten import Bevindingtekst, load_teksten
from wijkmonitor.vragen.tijdlijn import opgeschreven, vertel

TEKST = Bevindingtekst("2-gezondheid", "gezondheid-tevredenheid")


@dataclass(frozen=True)
class Professionals:
    """The mean of partners (1-5) in their newest wave, and which wave that is, "" where nobody was asked."""

    schatting: Estimate
    meting: str = ""


@dataclass(frozen=True, repr=False)
class Tevredenheid(Tabelstap):
    """The mean mark per wave; the change from the first to the last and what may be said of it; and the professionals."""

    antwoorden: Antwoorden
    cijfers: Mapping[str, Estimate]
    verschil: Estimate
    oordeel: Oordeel
    professionals: Professionals

    @property
    def tabel(self) -> Tabel:
        """Residents per wave, and professionals, where residents gave a mark."""
        who = TEKST["wie"]
        rows: list[tuple[Cel, ...]] = [(who["bewoners"], meting(wave), *cellen(item)) for wave, item in self.cijfers.items()]
        if self.verschil.has_interval:
            words = _words(self, list(self.cijfers.values())[-1])
            rows.append(("Verandering", f"{words['van']} tot {words['naar']}", *cellen(self.verschil)))
        asked = self.professionals
        rows.append((who["professionals"], meting(asked.meting) if asked.meting else "-", *cellen(asked.schatting)))
        columns = ("Wie", "Meting", ("Gemiddeld", "score"), ("Van", "score"), ("Tot", "score"), ("Mensen", "aantal"))
        return tabel("Tevredenheid", columns, rows if self.cijfers else [])


def estimate_tevredenheid(antwoorden: Antwoorden) -> Tevredenheid:
    """The marks of residents per wave with their change, and what professionals say."""
    dossier = antwoorden.dossier
    marks = {
        wave: weighted_mean(antwoorden, wave, CIJFER)
        for wave in antwoorden.metingen
        if antwoorden.wave(wave)[CIJFER].notna().any()
    }
    shown = [wave for wave, mark in marks.items() if mark.has_interval]
    alone = geen_getal(TEKST.document["gezondheid-verandering.reden.een_meting"])
    both = len(shown) > 1 and shown[0] == antwoorden.metingen[0] and shown[-1] == antwoorden.metingen[-1]
    shift = change(antwoorden, CIJFER) if both else alone
    verdict = beoordeel(shift, gunstig="hoog", alpha=niveau(TEKST.id, keer=antwoorden.keer))
    shift = told(antwoorden, CIJFER, shift) if isinstance(shift, ChangeEstimate) else shift
    return Tevredenheid(antwoorden, marks, shift, verdict, professionals(dossier))


def tevredenheid(tevreden: Tevredenheid) -> Bevinding:
    """The mean mark of the newest wave; where it changed more than chance, from what to what."""
    answers, verdict = tevreden.antwoorden, tevreden.oordeel
    if not tevreden.cijfers:
        asked, given = not answers.alle.empty, answers.alle[CIJFER].notna().any()
        none = TEKST["reden.geen_cijfer"] if asked else TEKST.document["gezondheid-dimensies.reden.geen_tabel"]
        reason = answers.let_op if given else none
        said = vertel(answers.dossier, 2)
        why = f"{reason} {opgeschreven(said)}"
        kinds = [*answers.alle["herkomst"].unique(), *(event.herkomst for event in said)]
        return ontbreekt(TEKST, why, bron=bronregel(event.bron for event in said), herkomst=weigh_herkomst(kinds))
    now = list(tevreden.cijfers.values())[-1]
    if not now.has_interval:
        return ontbreekt(TEKST, now.reason or "", herkomst=herkomst_van(answers.frame))
    words = _words(tevreden, now)
    kind = verdict.richting if tevreden.verschil.has_interval else "een"
    return maak(
        TEKST,
        kind,
        woorden=words,
        lees=" ".join([TEKST.zin("lees.bekend", **words), _verschil(tevreden, words), _professionals(tevreden.professionals)]),
        wijk=answers.dossier.wijk.naam,
        maat=_maat(tevreden, now),
        schatting=tevreden.verschil if verdict.zeker else now,
        peil=Deel(now, TEKST.zin("lees.stand", **words)),
        eenheid="score",
        figuur=_figuur(tevreden.cijfers),
        tabel=tevreden.tabel,
        weegt=weigh_signs([verdict.teken]),
        teken=verdict.teken if tevreden.verschil.has_interval else "eerste",
        let_op=answers.let_op,
        vergelijkingen=int(tevreden.verschil.has_interval),
        **uit(answers.frame, eigen="vragenlijst bewoners en partners"),
    )


def _maat(tevreden: Tevredenheid, now: Estimate) -> Maat | None:
    """The newest mark; where that changed more than chance, the change with the mark as its level."""
    waves = tevreden.antwoorden.metingen
    if tevreden.oordeel.zeker:
        return TEKST.maat(waves[-1], vergeleken=waves[0], soort="verandering", peil=now)
    return TEKST.maat(list(tevreden.cijfers)[-1])


def professionals(dossier: Dossier) -> Professionals:
    """Mean over partners of the statements that speak of being satisfied; too few: the reason.

    Colleagues answer alike: the margin is that of organisations. n is everybody of the wave where few skipped these statements.
    """
    statements, answers = dossier.tabel("stellingen"), dossier.tabel("samenwerking")
    about = statements[statements["tekst"].str.contains("tevreden", case=False)]
    rows = answers[answers["stelling"].isin(about["stelling"]) & answers["score"].notna()]
    if rows.empty:
        return Professionals(geen_getal(TEKST["reden.geen_stelling"]))
    wave = str(rows["meting"].max())
    return Professionals(_mean_of(dossier, rows[rows["meting"] == wave], about, count_partners(answers, wave)), wave)


def _mean_of(dossier: Dossier, rows: pd.DataFrame, about: pd.DataFrame, everyone: int) -> Estimate:
    rows = rows.assign(score=turn(rows, about), gewicht=1.0)
    people = rows.groupby(PARTNER, as_index=False)[["score", "gewicht"]].mean()
    allowed = dossier.poort.groep(len(people), people["organisatie"].nunique())
    if not allowed:
        return geen_getal(allowed.reason or "")
    if not (different := dossier.poort.verschil(people["score"])):
        return geen_getal(different.reason or "")
    found, margin = survey_mean(people, "score", "gewicht", clusters="organisatie"), dossier.poort.marge(len(people))
    found = replace(found.rounded(digits(len(people))), n=dossier.poort.aantal(len(people), everyone))
    return found if margin else replace(found, low=None, high=None, reason=margin.reason)


def _words(tevreden: Tevredenheid, now: Estimate) -> dict[str, str]:
    value, low, high = grenzen(now)
    shift = tevreden.verschil.value or 0.0
    first, last = tevreden.antwoorden.metingen[0], tevreden.antwoorden.metingen[-1]
    return {
        "cijfer": getal(value, 1),
        "marge": tussen(low, high, 1),
        "n": getal(now.n or 0),
        "van": meting(first),
        "naar": meting(last),
        "grootte": getal(abs(shift), 1),
        "kant": "" if rond(shift, 1) == 0 else "omhoog" if shift > 0 else "omlaag",
    }


def _verschil(tevreden: Tevredenheid, words: Mapping[str, str]) -> str:
    """The change with its margin, or how small a change could have stayed unseen."""
    shift, verdict = tevreden.verschil, tevreden.oordeel
    if shift.low is None or shift.high is None:
        return shift.reason or ""
    margin = tussen(shift.low, shift.high, 1)
    if verdict.zeker:
        return TEKST.zin("lees.zeker", **(dict(words) | {"marge": margin}))
    parts = [TEKST.zin("lees.toeval", **(dict(words) | {"marge": margin}))]
    parts.append(verdict.gemist(punten))
    parts.append(load_teksten("gedeeld").zin("schijn") if schijn(shift, verdict) else "")
    return " ".join(part for part in parts if part)


def _professionals(asked: Professionals) -> str:
    partners = asked.schatting
    if partners.value is None:
        return TEKST.zin("lees.geen_professionals", reden=partners.reason)
    words = {"score": getal(partners.value, 1), "n": getal(partners.n or 0), "meting": meting(asked.meting)}
    if partners.low is None or partners.high is None:
        return TEKST.zin("lees.professionals_zonder", reden=partners.reason, **words)
    return TEKST.zin("lees.professionals", marge=tussen(partners.low, partners.high, 1), **words)


def _figuur(marks: Mapping[str, Estimate]) -> Figuur:
    if len(marks) < 2:
        points = [Punt(meting(wave), item.value, item.low, item.high) for wave, item in marks.items()]
        return punt_met_marge(points, vraag=2, decimalen=1, schaal=(1, 10))
    series = [meetpunt(wave, item) for wave, item in marks.items()]
    return verloop(series[-11:], vraag=2, eenheid="punten", decimalen=1, schaal=(1, 10))
