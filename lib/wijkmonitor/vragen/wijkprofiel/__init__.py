"""Question 0: how is the wijk? What its notebook calls."""

from wijkmonitor.vragen.stappen import check_steps
from wijkmonitor.vragen.wijkprofiel.behoeften import behoeften, count_stickers
from wijkmonitor.vragen.wijkprofiel.blokken import blok, compare_with_gemeente, demografisch
from wijkmonitor.vragen.wijkprofiel.buurten import buurten, compare_buurten, compare_wijken, gemeentekaart
from wijkmonitor.vragen.wijkprofiel.themas import compare_themas, themas
from wijkmonitor.vragen.wijkprofiel.trend import compare_toen_en_nu, trend

__all__ = [
    "behoeften", "blok", "buurten", "compare_buurten", "compare_themas", "compare_toen_en_nu", "compare_wijken",
    "compare_with_gemeente", "count_stickers", "demografisch", "gemeentekaart", "themas", "trend",
]  # fmt: skip
check_steps(globals(), __all__)
