"""The records of one wijk before a peildatum is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.leren.agenda import Leeragenda
from wijkmonitor.wijkdata.fouten import Fout
from wijkmonitor.wijkdata.wijk import Wijk


@dataclass(frozen=True)
class Records:
    """The checked records of one wijk folder, with every fault found in them."""

    map: Path
    wijk: Wijk | None
    tabellen: Mapping[str, pd.DataFrame]
    agenda: Leeragenda
    fouten: tuple[Fout, ...]
    nieuwste: date | None
