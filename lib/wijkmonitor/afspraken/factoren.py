"""What helped and what hindered, counted per success factor."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.gegevens.lijsten import FACTOREN

KANTEN = ("bevorderend", "belemmerend")


@dataclass(frozen=True)
class FactorTelling:
    """How often one success factor was noted as helping and as hindering: numbers of entries, not of people."""

    factor: str
    bevorderend: int
    belemmerend: int
    herkomst: Herkomst = "eigen registratie"

    @property
    def totaal(self) -> int:
        """All entries on this factor."""
        return self.bevorderend + self.belemmerend


def tel_factoren(*tabellen: pd.DataFrame) -> tuple[FactorTelling, ...]:
    """The six success factors in their fixed order, with their entries in these tables.

    tabellen: `voortgang`, and `logboek` where people added the columns `factor` and `richting` to it; a table without
    those columns adds nothing. Rows without a factor or direction are not counted.
    """
    rows = pd.concat([_entries(table) for table in tabellen], ignore_index=True)
    return tuple(_count(rows[rows["factor"] == factor], factor) for factor in FACTOREN)


def _entries(table: pd.DataFrame) -> pd.DataFrame:
    columns = ["factor", "richting", "herkomst"]
    if not {"factor", "richting"} <= set(table.columns):
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    origin = table.get("herkomst", "eigen registratie")
    entries = table.assign(herkomst=origin)[columns].dropna(subset=["factor", "richting"])
    return entries[entries["factor"].isin(FACTOREN) & entries["richting"].isin(KANTEN)].astype("object")


def _count(rows: pd.DataFrame, factor: str) -> FactorTelling:
    helps, hinders = (int((rows["richting"] == side).sum()) for side in KANTEN)
    return FactorTelling(factor, helps, hinders, weigh_herkomst(rows["herkomst"].tolist()))
