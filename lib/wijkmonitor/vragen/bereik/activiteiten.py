"""Open activities without a register: reach of its own kind."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import balken
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, meervoud, opsomming_kort
from wijkmonitor.vragen.bouw import balk, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import Bevindingtekst, tijdvak

TEKST = Bevindingtekst("1-bereik", "bereik-activiteiten")
WIE_TELT = "telling of schatting van de organisatie"
TREDEN = ("informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen")
MAX_BALKEN = 12


@dataclass(frozen=True, repr=False)
class Bezoeken(Tabelstap):
    """Open activities that were held, and their visits by name, most first; a count that may not be shown is missing."""

    dossier: Dossier
    keren: pd.DataFrame
    per_naam: pd.Series

    @property
    def geteld(self) -> pd.DataFrame:
        """The times at which visitors were counted."""
        return self.keren.dropna(subset=["bezoekers"])

    @property
    def tabel(self) -> Tabel:
        """A row per activity."""
        counted, hidden = self.geteld, self.dossier.poort.verborgen
        rows = [
            _row(str(name), hidden if pd.isna(count) else int(count), counted[counted["activiteit"] == name])
            for name, count in self.per_naam.items()
        ]
        return tabel(
            "Open activiteiten", ("Activiteit", ("Keren geteld", "aantal"), ("Bezoeken", "aantal"), "Trede van meedoen"), rows
        )


def count_bezoeken(dossier: Dossier) -> Bezoeken:
    """Visits per open activity; somebody who came twice is two visits."""
    frame = dossier.tabel("activiteiten")
    counted = frame.dropna(subset=["bezoekers"])
    visits = counted.groupby("activiteit")["bezoekers"].sum().astype("int64").sort_values(ascending=False, kind="stable")
    return Bezoeken(dossier, frame, pd.Series(dossier.poort.tel(visits)))


def activiteiten(bezoeken: Bezoeken, *, hoogstens: int = MAX_BALKEN) -> Bevinding:
    """Visits per activity; a count of visits is a count, not an estimate of people. hoogstens: bars in the figure."""
    dossier, frame = bezoeken.dossier, bezoeken.keren
    counted, per_name = bezoeken.geteld, bezoeken.per_naam
    if per_name.isna().all():
        unknown = TEKST[f"reden.{'geen_tabel' if frame.empty else 'niet_geteld'}"]
        return ontbreekt(TEKST, unknown if per_name.empty else dossier.poort.verborgen, herkomst=herkomst_van(frame))
    total = int(counted["bezoekers"].sum())
    words = {
        "bezoekers": getal(total),
        "grootste": opsomming_kort(per_name.index[per_name == per_name.max()].tolist()),
        "aantal": meervoud(len(frame), "activiteit", "activiteiten"),
        "waar": _waar(frame),
        "zonder": _zonder(frame),
        "trede": _trede(frame),
    }
    return maak(
        TEKST,
        "gelijk" if len(per_name) > 1 and per_name.nunique() == 1 and per_name.notna().all() else "bekend",
        woorden=words,
        lees=TEKST.zin(f"lees.{'een' if len(frame) == 1 else 'meer'}", **words),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(tijdvak(counted["datum"])),
        schatting=Estimate(float(total), None, None, len(counted), WIE_TELT, "de organisatie gaf alleen een getal"),
        figuur=balken(
            [balk(name, count, dossier.poort.verborgen) for name, count in per_name.head(hoogstens).items()],
            vraag=1,
            eenheid="bezoeken",
        ),
        tabel=bezoeken.tabel,
        bron=bronnen(frame, eigen="activiteiten"),
        herkomst=herkomst_van(counted),
    )


def _row(name: str, visits: Cel, rows: pd.DataFrame) -> tuple[str, int, Cel, str]:
    return name, len(rows), visits, ", ".join(_steps(rows)) or "niet opgeschreven"


def _waar(frame: pd.DataFrame) -> str:
    """At how many places, as far as they are written down; "" where none is."""
    count = int(frame["setting"].nunique())
    return f" {TEKST.zin('lees.waar', settings=meervoud(count, 'plek', 'plekken'))}" if count else ""


def _zonder(frame: pd.DataFrame) -> str:
    count = int(frame["bezoekers"].isna().sum())
    return f" {TEKST.zin('lees.zonder', n=meervoud(count, 'activiteit', 'activiteiten'))}" if count else ""


def _steps(frame: pd.DataFrame) -> list[str]:
    """The steps of taking part that occur, the lowest first."""
    return [step for step in TREDEN if (frame["participatie"] == step).any()]


def _trede(frame: pd.DataFrame) -> str:
    if not (found := _steps(frame)):
        return ""
    count = int((frame["participatie"] == found[-1]).sum())
    return f" {TEKST.zin('lees.trede', trede=found[-1], n=meervoud(count, 'activiteit', 'activiteiten'))}"
