"""Question 1: do we reach the (right) residents? One module per finding."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.document import Antwoord, Document
from wijkmonitor.stats import representativeness  # noqa: F401  (kept importable for exploring)
from wijkmonitor.vragen.bereik.activiteiten import activiteiten
from wijkmonitor.vragen.bereik.doelgroep import doelgroep
from wijkmonitor.vragen.bereik.doorverwijzingen import doorverwijzingen, verloop
from wijkmonitor.vragen.bereik.trechter import trechter
from wijkmonitor.vragen.bereik.verwijzers import verwijzers
from wijkmonitor.vragen.bereik.wie import wie_missen_we
from wijkmonitor.vragen.compositie import compose
from wijkmonitor.vragen.tellingen import tel_deelname
from wijkmonitor.dossier import Dossier
