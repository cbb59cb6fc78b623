"""The one figure on the page for the board: how many people feel healthy, then and now, beside the municipality."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmonitor.bevinding import Herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Halter, halter
from wijkmonitor.vragen.cijfers import GEZOND
from wijkmonitor.vragen.gezondheid.nulmeting import START
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.wijkprofiel.trend import first_and_last


@dataclass(frozen=True)
class Bestuurfiguur:
    """A figure with its heading."""

    kop: str
    figuur: Figuur
    herkomst: Herkomst


def draw_health(dossier: Dossier) -> Bestuurfiguur | None:
    """The start of the programme and the last comparable year of wijk and municipality; None where one of the four figures is not known."""
    move = first_and_last(dossier, GEZOND, vanaf=START) if GEZOND in dossier.kerncijfers.catalogus else None
    if move is None or move.gemeente is None:
        return None
    texts, town = load_teksten("7-bestuur"), dossier.kerncijfers.naam_van(dossier.wijk.gemeente)
    rows = [
        Halter(texts.zin("figuur.jaar", jaar=year), there, here)
        for year, there, here in ((move.toen, move.gemeente[0], move.van), (move.nu, move.gemeente[1], move.naar))
    ]
    drawn = halter(rows, toen=town, nu=dossier.wijk.naam, vraag=2, eenheid="van de 100")
    return Bestuurfiguur(texts.zin("figuur.kop", toen=move.toen, nu=move.nu), drawn, dossier.kerncijfers.herkomst)
