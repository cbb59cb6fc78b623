"""Which buurt a postcode lies in, as the wijk wrote it down."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.intake.waarden import plain_postcode
from wijkmonitor.gegevens.lezen import decode
from wijkmonitor.gegevens.lezers import read_bytes
from wijkmonitor.meegeleverd import meldingen

meld = meldingen("wijkmonitor.gegevens.intake")

POSTCODES = "postcodes.csv"


def load_postcodes(folder: Path) -> dict[str, str]:
    """Postcode (6 or 4 signs) -> buurt, from `postcodes.csv` in the intake folder of the wijk; empty where there is none."""
    path = folder / POSTCODES
    if not path.exists():
        return {}
    rows = list(csv.reader(io.StringIO(decode(read_bytes(path))), delimiter=";"))
    found = {plain_postcode(row[0]): row[1].strip() for row in rows[1:] if len(row) >= 2}
    if not rows or [cell.strip().lower() for cell in rows[0][:2]] != ["postcode", "buurt"] or None in found:
        raise LeesFout(Fout(POSTCODES, 0, "", *meld("bewerken.postcodes")))
    return {str(postcode): buurt for postcode, buurt in found.items()}
