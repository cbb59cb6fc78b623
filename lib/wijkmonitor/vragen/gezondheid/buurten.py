"""Health and money worries per buurt, side by side: model estimates without a margin, so without a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Raakt, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, buurten
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, van_de_100
from wijkmonitor.vragen.bouw import bronregel, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import GEZOND, KLEIN, MARGE_ONBEKEND, compare_areas, wanneer
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("2-gezondheid", "gezondheid-ongelijkheid")
GELDZORGEN = "moeite_met_rondkomen"
MIN_BUURTEN = 5


@dataclass(frozen=True, repr=False)
class Buurten(Tabelstap):
    """Buurten with good perceived health and money worries (per 100), the most worries first.

    The model that makes these estimates uses incomes: how they go together was put in, so a slope would tell nothing new
    (Van de Kassteele et al., Int J Health Geogr 16 (2017), article 23).
    """

    dossier: Dossier
    frame: pd.DataFrame
    jaar: int

    @property
    def tabel(self) -> Tabel:
        """A row per buurt."""
        columns = ("Buurt", ("Moeite met rondkomen", "pct"), ("Goede ervaren gezondheid", "pct"))
        rows = [(str(row["naam"]), row["zorgen"] / 100, row["gezond"] / 100) for _, row in self.frame.iterrows()]
        return tabel("Buurten, de meeste geldzorgen eerst", columns, rows)


def compare_buurten(dossier: Dossier) -> Buurten:
    """The buurten with both figures in the newest common year."""
    year = min(dossier.kerncijfers.laatste_jaar(GEZOND), dossier.kerncijfers.laatste_jaar(GELDZORGEN))
    healthy = dossier.kerncijfers.buurten(GEZOND, year).set_index("gebied")
    worries = dossier.kerncijfers.buurten(GELDZORGEN, year).set_index("gebied")
    frame = pd.DataFrame({"naam": healthy["naam"], "gezond": healthy["waarde"], "zorgen": worries["waarde"]}).dropna()
    return Buurten(dossier, frame.sort_values(["zorgen", "naam"], ascending=[False, True], kind="stable"), year)


def gezondheid_per_buurt(vergeleken: Buurten) -> Bevinding:
    """From which buurt to which good health goes, in words that claim nothing of the buurten."""
    dossier, frame = vergeleken.dossier, vergeleken.frame
    if len(frame) < MIN_BUURTEN:
        return ontbreekt(TEKST, TEKST.zin("reden.weinig", minstens=MIN_BUURTEN), herkomst=dossier.kerncijfers.herkomst)
    low, high = (float(frame["gezond"].agg(end)) for end in ("min", "max"))
    healthy = compare_areas(dossier, GEZOND, vergeleken.jaar)
    words = {"laag": getal(low), "hoog": getal(high), "n": getal(len(frame)), "jaar": wanneer(healthy, dossier)}
    return maak(
        TEKST,
        woorden=words,
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(str(vergeleken.jaar), soort="verschil"),
        schatting=Estimate((high - low) / 100, None, None, len(frame), "hoogste min laagste buurt", MARGE_ONBEKEND),
        eenheid="pct",
        figuur=buurten(
            [
                Punt(TEKST.zin("rij", buurt=row["naam"], zorgen=getal(row["zorgen"])), float(row["gezond"]))
                for _, row in frame.iterrows()
            ],
            vraag=2,
            eenheid="van de 100",
        ),
        tabel=vergeleken.tabel,
        open_jaar=vergeleken.jaar,
        bron=bronregel([healthy.wijk.bron]),
        herkomst=dossier.kerncijfers.herkomst,
        raakt=tuple(_touches(vergeleken)),
    )


def _touches(vergeleken: Buurten) -> Iterator[Raakt]:
    """Per buurt how many people feel healthy, beside the whole wijk."""
    whole = vergeleken.dossier.kerncijfers.cijfer(GEZOND, "wijk", vergeleken.jaar).waarde
    if whole is None:
        return
    for code, row in vergeleken.frame.iterrows():
        words = {"buurt": row["naam"], "daar": van_de_100(row["gezond"] / 100), "wijk": van_de_100(whole / 100)}
        key = "verhaal_gelijk" if abs(row["gezond"] - whole) < KLEIN else "verhaal"
        yield Raakt(TEKST.zin(f"{key}", **words), buurt=str(code))
