"""A ratio of two periods: in words that are felt, and precisely in a table."""

from __future__ import annotations

from collections.abc import Mapping

from wijkmonitor import stats
from wijkmonitor.bevinding import Tabel
from wijkmonitor.taal.getallen import keer, op_de_100, tussen
from wijkmonitor.vragen.bouw import tabel
from wijkmonitor.vragen.teksten import Bevindingtekst


def ratio_words(ratio: stats.Estimate) -> dict[str, str]:
    """Words for a sentence: how many times, and how many now where there were 100 then, with the margin; "" if unknown."""
    return {
        "keer": "" if ratio.value is None else keer(ratio.value),
        "op_de_100": "" if ratio.value is None else op_de_100(ratio.value),
        "marge": "" if ratio.low is None or ratio.high is None else tussen(ratio.low * 100, ratio.high * 100),
    }


def ratio_table(tekst: Bevindingtekst, ratio: stats.Estimate, words: Mapping[str, str]) -> tuple[Tabel, ...]:
    """The ratio with its margin (1 = equal) as the table `vergelijking` of a finding; none where there is no ratio."""
    if not ratio.has_interval:
        return ()
    columns = (
        "Wat",
        ("Verhouding (1 = evenveel)", "verhouding"),
        ("Van", "verhouding"),
        ("Tot", "verhouding"),
        ("Geteld", "aantal"),
    )
    row = (tekst.zin("vergelijking.rij", **words), ratio.value, ratio.low, ratio.high, ratio.n)
    return (tabel(tekst["vergelijking.titel"], columns, [row]),)
