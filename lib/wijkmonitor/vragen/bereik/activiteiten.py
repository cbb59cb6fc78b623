"""Open activities without a register: reach of its own kind."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, meervoud
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "bereik-activiteiten"
TREDEN = ("informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen")
MAX_BALKEN = 12


def activiteiten(dossier: Dossier) -> Bevinding:
    """Visits per activity; a count of visits is a count, not an estimate of people."""
    texts = load_teksten("1-bereik")
    frame = dossier.tabel("activiteiten")
    counted = frame.dropna(subset=["bezoekers"])
    if counted.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    per_name = counted.groupby("activiteit")["bezoekers"].sum().sort_values(ascending=False, kind="stable")
    total = int(per_name.sum())
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", bezoekers=getal(total), grootste=per_name.index[0]),
        lees=texts.zin(
            f"{ID}.lees.bekend",
            aantal=meervoud(len(frame), "activiteit", "activiteiten"),
            settings=meervoud(frame["setting"].nunique(), "plek", "plekken"),
            zonder=_zonder(frame),
            trede=_trede(frame),
        ),
        onderschrift=f"Bezoeken aan open activiteiten, {dossier.wijk.naam}.",
        schatting=Estimate(
            float(total), None, None, len(counted), "telling of schatting van de organisatie", "een telling heeft geen marge"
        ),
        figuur=balken(
            [Balk(str(name), float(count)) for name, count in per_name.head(MAX_BALKEN).items()], vraag=1, eenheid="bezoeken"
        ),
        tabel=tabel(
            "Open activiteiten",
            ("Activiteit", ("Keren", "aantal"), ("Bezoeken", "aantal"), "Trede van meedoen"),
            [_row(str(name), counted[counted["activiteit"] == name]) for name in per_name.index],
        ),
        bron=bronnen(frame, eigen="activiteiten"),
        herkomst=herkomst_van(counted),
        verrassing=0.8,
    )


def _row(name: str, rows: pd.DataFrame) -> tuple[str, int, int, str]:
    steps = [step for step in TREDEN if (rows["participatie"] == step).any()]
    return name, len(rows), int(rows["bezoekers"].sum()), ", ".join(steps) or "niet opgeschreven"


def _zonder(frame: pd.DataFrame) -> str:
    count = int(frame["bezoekers"].isna().sum())
    if not count:
        return ""
    return f" {load_teksten('1-bereik').zin(f'{ID}.lees.zonder', n=meervoud(count, 'activiteit', 'activiteiten'))}"


def _trede(frame: pd.DataFrame) -> str:
    found = [step for step in TREDEN if (frame["participatie"] == step).any()]
    if not found:
        return ""
    count = int((frame["participatie"] == found[-1]).sum())
    return (
        f" {load_teksten('1-bereik').zin(f'{ID}.lees.trede', trede=found[-1], n=meervoud(count, 'activiteit', 'activiteiten'))}"
    )
