"""What has to agree between tables, and what is possible but suspicious."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkmonitor.wijkdata.fouten import Fout
from wijkmonitor.wijkdata.schema import DIMENSIES
from wijkmonitor.wijkdata.wijk import Wijk

MIN_ZELFDE = 5
MIN_DEEL_BUURTEN = 0.5


def check_samenhang(tables: Mapping[str, pd.DataFrame], wijk: Wijk | None) -> list[Fout]:
    """Faults between tables, and a *let op* for what is suspicious. Row numbers are not known here."""
    faults = _unknown(tables, "samenwerking", "stelling", "stellingen", "stelling")
    for column in ("van", "naar"):
        faults += _unknown(tables, "netwerk", column, "organisaties", "organisatie")
    faults += _unknown(tables, "samenwerking", "organisatie", "organisaties", "organisatie")
    faults += _same_answers(tables["vragenlijst"]) + _missing_buurten(tables["vragenlijst"]) + _weights(tables["vragenlijst"])
    if wijk is not None:
        faults += _foreign_buurten(tables, wijk)
    return faults


def _unknown(tables: Mapping[str, pd.DataFrame], tabel: str, column: str, other: str, key: str) -> list[Fout]:
    frame, known = tables[tabel], set(tables[other][key])
    if frame.empty:
        return []
    strange = sorted(set(frame[column].dropna()) - known)
    return [
        Fout(f"{tabel}", 0, column, f"Dit staat niet in de tabel {other}.", f"Voeg het toe aan {other}, of verbeter de naam.", name)
        for name in strange
    ]


def _warn(tabel: str, column: str, what: str, todo: str, found: str = "") -> Fout:
    return Fout(tabel, 0, column, what, todo, found, ernst="let op")


def _same_answers(frame: pd.DataFrame) -> list[Fout]:
    scores = frame[list(DIMENSIES)]
    same = (scores.nunique(axis=1) == 1) & (scores.notna().sum(axis=1) >= MIN_ZELFDE)
    if not same.any():
        return []
    what = f"Bij {int(same.sum())} antwoorden is elke score gelijk."
    return [_warn("vragenlijst", "scores", what, "Kijk of deze mensen de vragen wel lazen.")]


def _missing_buurten(frame: pd.DataFrame) -> list[Fout]:
    found = []
    for wave, part in frame.groupby("meting"):
        share = part["buurt"].isna().mean()
        if share > MIN_DEEL_BUURTEN:
            found.append(_warn("vragenlijst", "buurt", f"In meting {wave} mist meer dan de helft van de buurten.", "Vul de buurt aan waar dat kan."))
    return found


def _weights(frame: pd.DataFrame) -> list[Fout]:
    found = []
    for wave, part in frame.groupby("meting"):
        weights = part["gewicht"]
        if weights.notna().any() and weights.isna().any():
            what = f"In meting {wave} missen {int(weights.isna().sum())} weegfactoren."
            found.append(_warn("vragenlijst", "gewicht", what, "Rijen zonder weegfactor tellen niet mee in de schatting."))
        if weights.notna().any() and (weights.max() / weights.median()) > 10:
            found.append(_warn("vragenlijst", "gewicht", f"In meting {wave} is een weegfactor meer dan tien keer de gewone.", "Kijk of de weging klopt."))
    return found


def _foreign_buurten(tables: Mapping[str, pd.DataFrame], wijk: Wijk) -> list[Fout]:
    found = []
    for tabel in ("deelname", "vragenlijst"):
        buurten = tables[tabel]["buurt"].dropna().unique()
        prefixes = tuple("BU" + code[2:] for code in wijk.gebieden)
        strange = sorted(code for code in buurten if code.startswith("BU") and not code.startswith(prefixes))
        if strange:
            what = f"{len(strange)} buurten liggen buiten de wijk."
            found.append(_warn(tabel, "buurt", what, "Kijk of de code klopt. Deze mensen tellen mee als 'buiten de wijk'.", ", ".join(strange[:5])))
    return found
