"""Question 4: do the interventions run well, is there more focus? What its notebook calls."""

from wijkmonitor.vragen.interventies.behoeften import behoeften, compare_aanbod, compare_wensen, sociale_kaart
from wijkmonitor.vragen.interventies.gevolgd import count_gevolgd, count_lopend, focus, gevolgd
from wijkmonitor.vragen.interventies.planning import compare_doelen, compare_plan, doelen, planning
from wijkmonitor.vragen.interventies.themas import compare_themas, count_vakken, dekking, themas
from wijkmonitor.vragen.stappen import check_steps
from wijkmonitor.vragen.tellingen import count_deelnemers
from wijkmonitor.vragen.verhalen import codering, compare_codeurs, count_onderwerpen, verhalen

__all__ = [
    "behoeften", "codering", "compare_aanbod", "compare_codeurs", "compare_doelen", "compare_plan", "compare_themas",
    "compare_wensen", "count_deelnemers", "count_gevolgd", "count_lopend", "count_onderwerpen", "count_vakken", "dekking",
    "doelen", "focus", "gevolgd", "planning", "sociale_kaart", "themas", "verhalen",
]  # fmt: skip
check_steps(globals(), __all__)
