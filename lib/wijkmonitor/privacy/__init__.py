"""Privacy: what may be shown, and the one gate through which it goes."""

from wijkmonitor.privacy.dekking import NietTeDekken
from wijkmonitor.privacy.onderdrukken import suppress
from wijkmonitor.privacy.poort import Poort
from wijkmonitor.privacy.regels import Mag, Regels, may_show
from wijkmonitor.privacy.screening import Vondst, screen

__all__ = ["Mag", "NietTeDekken", "Poort", "Regels", "Vondst", "may_show", "screen", "suppress"]
