"""Question 3: has co-operation improved? What its notebook calls."""

from wijkmonitor.vragen.samenwerking.bevorderend import count_factoren, count_uren, help_en_hinder, lpb
from wijkmonitor.vragen.samenwerking.lijnen import count_lijnen, count_schakels, koppelkaart
from wijkmonitor.vragen.samenwerking.netwerk import compare_netten, netwerk, zorg_welzijn
from wijkmonitor.vragen.samenwerking.partners import compare_metingen, factoren, score_factoren
from wijkmonitor.vragen.samenwerking.zelfevaluatie import compare_zelfevaluaties, zelfevaluatie
from wijkmonitor.vragen.stappen import check_steps
from wijkmonitor.vragen.tijdlijn import collect_gebeurtenissen, tijdlijn
from wijkmonitor.vragen.verhalen import count_onderwerpen, verhalen

__all__ = [
    "collect_gebeurtenissen", "compare_metingen", "compare_netten", "compare_zelfevaluaties", "count_factoren", "count_lijnen",
    "count_onderwerpen", "count_schakels", "count_uren", "factoren", "help_en_hinder", "koppelkaart", "lpb", "netwerk",
    "score_factoren", "tijdlijn", "verhalen", "zelfevaluatie", "zorg_welzijn",
]  # fmt: skip
check_steps(globals(), __all__)
