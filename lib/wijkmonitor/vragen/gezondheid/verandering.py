"""Change in Positive Health from the first wave to the last, over all who answered; the same people are linked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from wijkmonitor.bevinding import Bevinding, Maat, Tabel, Tabelstap, weigh_signs
from wijkmonitor.figuren import Figuur, punt_met_marge
from wijkmonitor.gegevens.lijsten import DIMENSIES
from wijkmonitor.stats.means import ChangeEstimate
from wijkmonitor.taal.getallen import getal, hoofdletter, meting, opsomming_kort, punten, rond, telwoord, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie, niveau, schijn
from wijkmonitor.vragen.bouw import cellen, even_groot, grenzen, herkomst_van, maak, ontbreekt, punt, tabel, uit
from wijkmonitor.vragen.gezondheid.vragenlijst import NAMEN, Antwoorden, change, dimensie_deel, told, weighted_mean
from wijkmonitor.vragen.teksten import Bevindingtekst, load_teksten

TEKST = Bevindingtekst("2-gezondheid", "gezondheid-verandering")
KANT = {"omhoog": ("steeg", "stegen"), "omlaag": ("daalde", "daalden")}


@dataclass(frozen=True, repr=False)
class Veranderingen(Tabelstap):
    """Per dimension the change from the first to the last wave, and what may be said of it; empty with one wave."""

    antwoorden: Antwoorden
    schattingen: Mapping[str, ChangeEstimate]
    oordelen: Mapping[str, Oordeel]

    @property
    def zeker(self) -> list[str]:
        """The dimensions that changed more than chance."""
        return [name for name, verdict in self.oordelen.items() if verdict.zeker]

    @property
    def grootste(self) -> str:
        """The dimension of the headline: that with the largest change, among the certain ones where there are any."""
        return max(self.zeker or list(self.schattingen), key=lambda name: abs(self.schattingen[name].value or 0.0))

    @property
    def tabel(self) -> Tabel:
        """A row per dimension."""
        columns = (
            "Onderdeel", ("Verandering", "score"), ("Van", "score"), ("Tot", "score"), ("Mensen", "aantal"), "Wat we mogen zeggen",
        )  # fmt: skip
        verdicts = self.oordelen
        rows = [
            (hoofdletter(NAMEN[name]), *cellen(item), verdicts[name].verandering if name in verdicts else "niet te zeggen")
            for name, item in self.schattingen.items()
        ]
        return tabel(TEKST["titel"], columns, rows)


def compare_metingen(antwoorden: Antwoorden) -> Veranderingen:
    """The change of each dimension from the first to the last wave, the six judged together (Holm)."""
    if len(antwoorden.metingen) < 2:
        return Veranderingen(antwoorden, {}, {})
    known = {name: change(antwoorden, name) for name in DIMENSIES}
    rows = {name: partial(change, antwoorden, name) for name, item in known.items() if item.has_interval}
    level = niveau(TEKST.id, keer=antwoorden.keer)
    known = {name: told(antwoorden, name, item) for name, item in known.items()}
    return Veranderingen(antwoorden, known, beoordeel_familie(rows, gunstig="hoog", alpha=level))


def verandering(veranderingen: Veranderingen) -> Bevinding:
    """The dimensions that changed more than chance, and which way."""
    answers = veranderingen.antwoorden
    if len(answers.metingen) < 2:
        none = TEKST.document["gezondheid-dimensies.reden.geen_tabel"] if answers.alle.empty else ""
        reason = TEKST["reden.een_meting"] if answers.metingen else none
        return ontbreekt(TEKST, f"{reason} {answers.let_op}".strip(), herkomst=herkomst_van(answers.alle))
    if not veranderingen.oordelen:
        return ontbreekt(TEKST, TEKST["reden.weinig"], herkomst=herkomst_van(answers.frame))
    moved, main = veranderingen.zeker, veranderingen.grootste
    waves = {"van": meting(answers.metingen[0]), "naar": meting(answers.metingen[-1])}
    words = _words(veranderingen) | waves
    kind = "geen" if not moved else "een" if len(moved) == 1 else "meer"
    of_first = veranderingen.schattingen[main].n == answers.respondenten.bij(main, answers.metingen[0])
    return maak(
        TEKST,
        kind,
        woorden=words,
        lees=_lees(veranderingen, words),
        wijk=answers.dossier.wijk.naam,
        antwoord="toeval" if not moved else "zeker_eerst" if of_first else "zeker",
        maat=_maat(answers, main),
        schatting=veranderingen.schattingen[main],
        eenheid="score",
        figuur=_figuur(veranderingen),
        tabel=veranderingen.tabel,
        teken=veranderingen.oordelen[main].teken,
        weegt=weigh_signs(verdict.teken for verdict in veranderingen.oordelen.values()),
        let_op=answers.let_op,
        delen={name: dimensie_deel(TEKST, name, weighted_mean(answers, answers.metingen[-1], name)) for name in DIMENSIES},
        vergelijkingen=len(veranderingen.oordelen),
        **uit(answers.frame, eigen="vragenlijst bewoners"),
    )


def _maat(antwoorden: Antwoorden, main: str) -> Maat | None:
    """The change of the largest, with the level of every dimension in the newest wave."""
    waves = antwoorden.metingen
    levels = {NAMEN[name]: weighted_mean(antwoorden, waves[-1], name) for name in DIMENSIES}
    over = NAMEN[main]
    return TEKST.maat(waves[-1], vergeleken=waves[0], over=over, soort="verandering", peil=levels[over], peilen=levels)


def _words(veranderingen: Veranderingen) -> dict[str, str]:
    main, moved = veranderingen.grootste, veranderingen.zeker
    estimate, verdict = veranderingen.schattingen[main], veranderingen.oordelen[main]
    value, low, high = grenzen(estimate)
    ways = {way: [name for name in moved if veranderingen.oordelen[name].richting == way] for way in KANT}
    said: list[str] = []
    for way, names in ways.items():
        if names:
            what = "" if said else " score" if len(names) == 1 else " scores"
            said.append(f"{telwoord(len(names))}{what} {KANT[way][len(names) > 1]}")
    return {
        "dimensie": NAMEN[main],
        "richting": verdict.verandering,
        "grootte": getal(abs(value), 1),
        "getekend": getal(value, 1),
        "even": even_groot(
            main, moved or veranderingen.schattingen, lambda name: abs(veranderingen.schattingen[name].value or 0.0), NAMEN.zin
        ),
        "kant": "" if rond(value, 1) == 0 else "omhoog" if value > 0 else "omlaag",
        "hoeveel": hoofdletter(opsomming_kort(said)),
        "n": getal(estimate.n or 0),
        "marge": tussen(low, high, 1),
    }


def _lees(veranderingen: Veranderingen, words: Mapping[str, str]) -> str:
    main = veranderingen.grootste
    estimate, verdict = veranderingen.schattingen[main], veranderingen.oordelen[main]
    if verdict.zeker:
        return TEKST.zin("lees.zeker", **words)
    parts = [TEKST.zin("lees.geen", **words), verdict.gemist(punten)]
    if schijn(estimate, verdict):
        parts.append(load_teksten("gedeeld").zin("schijn"))
    return " ".join(part for part in parts if part)


def _figuur(veranderingen: Veranderingen) -> Figuur:
    changes = veranderingen.schattingen.items()
    rows = [punt(hoofdletter(NAMEN[name]), item, keer=1, held=name in veranderingen.zeker) for name, item in changes]
    most = max(abs(end) for item in veranderingen.schattingen.values() for end in (item.low or 0.0, item.high or 0.0))
    edge = max(0.5, math.ceil(most * 2 + 1e-9) / 2)  # the axis ends at a number that it shows
    return punt_met_marge(rows, vraag=2, eenheid="punt", decimalen=1, schaal=(-edge, edge))
