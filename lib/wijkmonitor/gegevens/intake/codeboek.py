"""The codebook of an analysis program, kept beside the records so that coders and readers use the same codes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from wijkmonitor.gegevens.fouten import refuse
from wijkmonitor.gegevens.intake.qdpx import Code, read_qdc
from wijkmonitor.gegevens.lezers.soorten import kind_of
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes
from wijkmonitor.meegeleverd import meldingen
from wijkmonitor.schrijven import change_file

meld = meldingen("wijkmonitor.gegevens.intake")

BESTAND = "codeboek.csv"
_FORMULE = ("=", "+", "-", "@")


def read_codebook(path: Path) -> tuple[Code, ...]:
    """The codes of a .qdc file. LeesFout for anything else, and for a code that begins as a formula."""
    data, name = read_bytes(path), printable_name(path)
    if kind_of(name, data) != "qdc":
        raise refuse(name, *meld("codeboek.geen_codeboek"))
    codes = read_qdc(name, data)
    if not codes:
        raise refuse(name, *meld("codeboek.leeg"))
    for code in codes:
        if code.naam.startswith(_FORMULE):
            raise refuse(name, *meld("codeboek.formule"), gevonden=code.naam)
    return codes


def save_codebook(folder: Path, codes: Sequence[Code]) -> bool:
    """Writes `codeboek.csv` (code;valt onder) in the folder; whether it differs from what was there."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(["code", "valt onder"])
    writer.writerows([code.naam, code.boven or ""] for code in codes)
    return change_file(folder / BESTAND, lambda before: text.getvalue().encode("utf-8-sig"))
