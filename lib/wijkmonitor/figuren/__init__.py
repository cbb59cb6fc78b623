"""Figures: every form takes plain rows and gives a `Figuur` (wide SVG, narrow SVG, alt text).

No form knows a wijk or a dossier. Rows are small frozen dataclasses; a missing value is None with a reason in words,
and the reason is what the figure shows. `vraag` (0 to 4) picks the colour of the monitor question. The form makes the alt
text from its numbers.

| question | form | rows |
|---|---|---|
| how much, against goal and group | `punt_met_marge(rijen, eenheid=, schaal=, lijnen=)` | `Punt`, `Groepslijn` |
| beside gemeente and Nederland | `vergelijking(rijen, eenheid=, schaal=)` | `Punt` with held |
| differences between buurten | `buurten(rijen, lijnen=)`, `kaart(vlakken, waarden, namen=, held=)` | `Punt`; polygons |
| who is missing | `twee_kanten(rijen)` | `Kant` |
| where people drop out | `trechter(stappen)` | `Stap` |
| up or down, 2 to 11 moments | `verloop(punten, mijlpalen=, opmerking=)` | `Meetpunt`, `Mijlpaal` |
| up or down, from 12 moments | `regelkaart(kaart, momenten, mijlpalen=)` | frame of `stats.xmr_chart` |
| two numbers beside each other: then and now, wijk and gemeente | `halter(rijen, toen=, nu=)` | `Halter` |
| statements and factors per wave | `stellingen(rijen, einden=)` | `Stelling` of `Meetpunt` |
| spread of scores | `spreiding(dozen)`, beside it `spinnenweb(dimensies, lijnen)` | `Doos`; `Weblijn` |
| who works with whom | `netwerk(knopen, metingen)` | `Knoop`, `Netwerkmeting` of `Band` |
| linking pins, coverage | `koppelkaart(koppelaars, domeinen, lijnen)`, `dekking(rijen, kolommen, aantallen)` | counts |
| what is known of each | `opgeschreven(rijen, kolommen, bekend)` | names, words |
| what happened when; or without dates | `gebeurtenissen(momenten)`, `zonder_data(punten)` | `Moment`; `Zonderdag` |
| plan against reality | `tijdlijn(rijen, peildatum=, mijlpalen=)` | `Looptijd` |
| what helps and hinders | `factoren(rijen)` | `Factor` |
| simple counts | `balken(rijen, eenheid=)` | `Balk` |
| anything else, with seaborn or matplotlib | `use_stijl()`, then `figuur_van(ax, alt=)` | your own axes |
"""

from wijkmonitor.figuren.balken import Balk, Stap, balken, trechter
from wijkmonitor.figuren.figuur import Figuur, compose_alt, figuur_van
from wijkmonitor.figuren.halter import Halter, halter
from wijkmonitor.figuren.kaart import kaart
from wijkmonitor.figuren.matrix import dekking, koppelkaart, opgeschreven
from wijkmonitor.figuren.netwerk import DOMEINEN, Band, Knoop, Netwerkmeting, netwerk
from wijkmonitor.figuren.punt import Groepslijn, Punt, buurten, punt_met_marge, vergelijking
from wijkmonitor.figuren.regelkaart import regelkaart
from wijkmonitor.figuren.rijen import Mijlpaal, jaarpunt
from wijkmonitor.figuren.spreiding import Doos, Weblijn, spinnenweb, spreiding
from wijkmonitor.figuren.stijl import use_stijl
from wijkmonitor.figuren.tijdlijn import Looptijd, Moment, Zonderdag, gebeurtenissen, tijdlijn, zonder_data
from wijkmonitor.figuren.twee_kanten import Factor, Kant, factoren, twee_kanten
from wijkmonitor.figuren.verloop import Meetpunt, Stelling, stellingen, verloop

__all__ = [
    "Balk", "Band", "DOMEINEN", "Doos", "Factor", "Figuur", "Groepslijn", "Halter", "Kant", "Knoop", "Looptijd", "Meetpunt",
    "Mijlpaal", "Moment", "Netwerkmeting", "Punt", "Stap", "Stelling", "Weblijn", "Zonderdag", "balken", "buurten",
    "compose_alt", "dekking", "factoren", "figuur_van", "gebeurtenissen", "halter", "jaarpunt", "kaart", "koppelkaart", "netwerk",
    "opgeschreven", "punt_met_marge", "regelkaart", "spinnenweb", "spreiding", "stellingen", "tijdlijn", "trechter",
    "twee_kanten", "use_stijl", "vergelijking", "verloop", "zonder_data",
]  # fmt: skip
