"""Figures: every form takes plain rows and gives a `Figuur` (wide SVG, narrow SVG, alt text).

No form knows a wijk or a dossier. Rows are small frozen dataclasses; a missing value is None with a reason in words,
and the reason is what the figure shows. `vraag` (0 to 4) picks the colour of the monitor question.
"""

from wijkmonitor.figuren.balken import Balk, balken
from wijkmonitor.figuren.figuur import Figuur, compose_alt
from wijkmonitor.figuren.halter import Halter, halter
from wijkmonitor.figuren.punt import Groepslijn, Punt, punt_met_marge, vergelijking
from wijkmonitor.figuren.tijdas import Mijlpaal, jaarpunt
from wijkmonitor.figuren.trechter import Stap, trechter
from wijkmonitor.figuren.twee_kanten import Kant, twee_kanten
from wijkmonitor.figuren.verloop import Meetpunt, verloop

__all__ = [
    "Balk",
    "Figuur",
    "Groepslijn",
    "Halter",
    "Kant",
    "Meetpunt",
    "Mijlpaal",
    "Punt",
    "Stap",
    "balken",
    "compose_alt",
    "halter",
    "jaarpunt",
    "punt_met_marge",
    "trechter",
    "twee_kanten",
    "vergelijking",
    "verloop",
]
