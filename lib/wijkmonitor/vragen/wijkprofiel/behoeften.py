"""What residents name: stickers per theme, beside the themes that the figures show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.taal.getallen import getal, tussen, van_de_100
from wijkmonitor.taal.oordeel import beoordeel
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, klein_begin, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "wijkprofiel-behoeften"
MIN_STICKERS = 30


def count_themas(frame: pd.DataFrame) -> pd.Series:
    """Stickers per theme, most first."""
    counts: pd.Series = frame.groupby("thema")["stickers"].sum().astype("int64")
    return counts.sort_values(ascending=False, kind="stable")


def behoeften(dossier: Dossier) -> Bevinding:
    """The theme with most stickers, and whether that is more than the second by more than chance."""
    texts = load_teksten("0-wijkprofiel")
    frame = dossier.tabel("stickerbord")
    counts = count_themas(frame)
    total = int(counts.sum())
    if total < MIN_STICKERS:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.{'geen_tabel' if frame.empty else 'weinig'}"])
    shares = {str(theme): stats.proportion(int(count), total) for theme, count in counts.items()}
    top, first = next(iter(shares.items()))
    assert first.value is not None and first.low is not None and first.high is not None
    second = str(counts.index[1]) if len(counts) > 1 else ""
    sure = bool(second) and beoordeel(largest_share(int(counts.iloc[0]), int(counts.iloc[1]), len(counts))).zeker
    words = {
        "n": getal(total),
        "plekken": getal(frame["plek"].nunique()),
        "marge": tussen(first.low * 100, first.high * 100),
        "tweede": klein_begin(second),
    }
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", thema=klein_begin(top), aandeel=van_de_100(first.value)),
        lees=texts.zin(f"{ID}.lees.{'zeker' if sure else 'toeval' if second else 'alleen'}", **words),
        onderschrift=f"Stickers per thema, per 100 stickers, {dossier.wijk.naam}.",
        schatting=first,
        eenheid="pct",
        figuur=punt_met_marge([_punt(name, share) for name, share in shares.items()], vraag=0, eenheid="van de 100"),
        tabel=tabel(
            "Stickers per thema",
            ("Thema", ("Stickers", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct")),
            [(name, int(counts[name]), share.value, share.low, share.high) for name, share in shares.items()],
        ),
        bron=bronnen(frame, eigen="stickerbord"),
        herkomst=herkomst_van(frame),
        verrassing=1.6 if sure else 0.7,
        bord=bord(thema=top),
    )


def largest_share(first: int, second: int, themes: int) -> stats.Estimate:
    """Share of the largest among the two largest (0-1), less one half, at a level for having picked the largest.

    Picking the largest of k themes is k comparisons: the margin is at 1 - 0.05/k (Bonferroni).
    """
    make: Callable[[float], stats.Estimate] = partial(_share, first, first + second)
    estimate = make(1 - 0.05 / max(themes, 1))
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return estimate
    return stats.Estimate(estimate.value - 0.5, estimate.low - 0.5, estimate.high - 0.5, estimate.n, estimate.method)


def _share(numerator: int, denominator: int, confidence: float) -> stats.Estimate:
    return stats.proportion(numerator, denominator, confidence=confidence)


def _punt(name: str, share: stats.Estimate) -> Punt:
    assert share.value is not None and share.low is not None and share.high is not None
    return Punt(name, share.value * 100, share.low * 100, share.high * 100)
