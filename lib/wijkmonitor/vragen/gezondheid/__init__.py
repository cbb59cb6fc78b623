"""Question 2: do they feel (positively) healthy? What its notebook calls."""

from wijkmonitor.vragen.gezondheid.buurten import compare_buurten, gezondheid_per_buurt
from wijkmonitor.vragen.gezondheid.dimensies import dimensies, estimate_scores
from wijkmonitor.vragen.gezondheid.nulmeting import compare_with_gemeente, nulmeting
from wijkmonitor.vragen.gezondheid.respons import count_respons, respons
from wijkmonitor.vragen.gezondheid.tevredenheid import estimate_tevredenheid, tevredenheid
from wijkmonitor.vragen.gezondheid.verandering import compare_metingen, verandering
from wijkmonitor.vragen.gezondheid.vragenlijst import select_metingen
from wijkmonitor.vragen.stappen import check_steps
from wijkmonitor.vragen.verhalen import count_onderwerpen, verhalen

__all__ = [
    "compare_buurten", "compare_metingen", "compare_with_gemeente", "count_onderwerpen", "count_respons", "dimensies",
    "estimate_scores", "estimate_tevredenheid", "gezondheid_per_buurt", "nulmeting", "respons", "select_metingen", "tevredenheid",
    "verandering", "verhalen",
]  # fmt: skip
check_steps(globals(), __all__)
