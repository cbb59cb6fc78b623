"""The infrastructure, scored by those involved: then and now."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Halter, balken, halter
from wijkmonitor.gegevens.lijsten import ZELFEVALUATIE
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, meting, opsomming_kort
from wijkmonitor.vragen.bouw import balk, maak, ontbreekt, say_even, shared_first, tabel, uit
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("3-samenwerking", "samenwerking-zelfevaluatie")


@dataclass(frozen=True, repr=False)
class Zelfevaluaties(Tabelstap):
    """The scores (0-4) per part and round; scores has a column per round in which anything was scored."""

    dossier: Dossier
    rijen: pd.DataFrame
    scores: pd.DataFrame

    @property
    def tabel(self) -> Tabel:
        """A row per part."""
        rows = zip(self.scores.index, self.scores.to_numpy(dtype=float), strict=True)
        return tabel(
            "Zelfevaluatie",
            ("Onderdeel", *((meting(str(wave)), "score") for wave in self.scores.columns)),
            [(str(name), *("niet gescoord" if pd.isna(cell) else float(cell) for cell in row)) for name, row in rows],
        )


def compare_zelfevaluaties(dossier: Dossier) -> Zelfevaluaties:
    """The eight parts of the infrastructure, round beside round."""
    frame = dossier.tabel("zelfevaluatie")
    scores = frame.pivot(index="onderdeel", columns="meting", values="score").reindex(list(ZELFEVALUATIE)).dropna(how="all")
    return Zelfevaluaties(dossier, frame, scores.dropna(axis="columns", how="all"))


def zelfevaluatie(evaluaties: Zelfevaluaties) -> Bevinding:
    """How many of the eight parts stand higher in the last round than in the first, and how many lower."""
    frame, scores = evaluaties.rijen, evaluaties.scores
    if scores.empty:
        return ontbreekt(TEKST, TEKST["reden.geen_tabel"])
    first, last = str(scores.columns[0]), str(scores.columns[-1])
    change = (scores[last] - scores[first]).dropna()
    one = first == last or change.empty
    kind = "een" if one else "bekend" if change.any() else "gelijk"
    words = _words(scores, change, one)
    value = float(scores[last].max()) if one else float((change > 0).sum())
    over = TEKST.zin(f"maat.{'een' if one else 'meer'}", **words)
    count = int(scores[last].notna().sum()) if one else len(change)
    return maak(
        TEKST,
        kind,
        woorden=words,
        wijk=evaluaties.dossier.wijk.naam,
        maat=TEKST.maat(last, vergeleken="" if one else first, over=over, soort="stand" if one else "verandering"),
        schatting=Estimate(value, None, None, count, "score van betrokkenen", "geen marge: samen gescoord"),
        eenheid="score" if one else "aantal",
        figuur=_figuur(scores, one),
        tabel=evaluaties.tabel,
        teken="eerste" if one else "geen",
        **uit(frame, eigen="zelfevaluatie"),
    )


def _words(scores: pd.DataFrame, change: pd.Series, one: bool) -> dict[str, str]:
    first, last = str(scores.columns[0]), str(scores.columns[-1])
    sizes = {str(name): float(size) for name, size in (scores[last].dropna() if one else change.abs()).items()}
    main = max(sizes, key=lambda name: sizes[name])
    names = shared_first(main, sizes, lambda name: sizes[name])
    return {
        "hoger": getal(int((change > 0).sum())) if (change > 0).any() else "geen",
        "lager": getal(int((change < 0).sum())) if (change < 0).any() else "geen",
        "n": getal(len(change)),
        "toen": meting(first),
        "nu": meting(last),
        "meting": meting(last),
        "onderdeel": opsomming_kort(names) if one else main,
        "even": say_even([name for name in names if name != main]),
        "score": getal(float(scores[last].max()), 1),
        "van": getal(float(scores[first][main]), 1),
        "naar": getal(float(scores[last][main]), 1),
    }


def _figuur(scores: pd.DataFrame, one: bool) -> Figuur:
    first, last = scores.columns[0], scores.columns[-1]
    if one:
        rows = [balk(name, value, "niet gescoord") for name, value in scores[last].items()]
        return balken(rows, vraag=3, eenheid="punten", decimalen=1)
    both = [
        Halter(str(name), _number(scores[first][name]), _number(scores[last][name]), reden="niet beide keren gescoord")
        for name in scores.index
    ]
    return halter(
        both,
        toen=meting(str(first)),
        nu=meting(str(last)),
        vraag=3,
        eenheid="punten",
        decimalen=1,
        schaal=(0, 4),
        marge_bekend=True,
    )


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
