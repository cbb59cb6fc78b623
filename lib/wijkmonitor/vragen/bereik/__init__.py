"""Question 1: do we reach the (right) residents? What its notebook calls."""

from wijkmonitor.vragen.bereik.activiteiten import activiteiten, count_bezoeken
from wijkmonitor.vragen.bereik.bedoeld import bedoeld, compare_bedoeld
from wijkmonitor.vragen.bereik.doelgroep import compare_with_doelgroepen, doelgroep
from wijkmonitor.vragen.bereik.doorverwijzingen import doorverwijzingen
from wijkmonitor.vragen.bereik.nodig import compare_met_nodig, nodig
from wijkmonitor.vragen.bereik.perioden import count_per_jaar
from wijkmonitor.vragen.bereik.trechter import count_stappen, trechter
from wijkmonitor.vragen.bereik.verloop import count_per_periode, verloop
from wijkmonitor.vragen.bereik.verwijzers import count_verwijzers, verwijzers
from wijkmonitor.vragen.bereik.wie import compare_with_inwoners, wie_missen_we
from wijkmonitor.vragen.stappen import check_steps
from wijkmonitor.vragen.tellingen import count_deelnemers
from wijkmonitor.vragen.tijdlijn import collect_gebeurtenissen, tijdlijn
from wijkmonitor.vragen.verhalen import count_onderwerpen, verhalen

__all__ = [
    "activiteiten", "bedoeld", "collect_gebeurtenissen", "compare_bedoeld", "compare_met_nodig", "compare_with_doelgroepen",
    "compare_with_inwoners", "count_bezoeken", "count_deelnemers", "count_onderwerpen", "count_per_jaar", "count_per_periode",
    "count_stappen", "count_verwijzers", "doelgroep", "doorverwijzingen", "nodig", "tijdlijn", "trechter", "verhalen", "verloop",
    "verwijzers", "wie_missen_we",
]  # fmt: skip
check_steps(globals(), __all__)
