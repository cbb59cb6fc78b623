"""The tables that people deliver: one model per table, by subject; `Rij` is what they share."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from wijkmonitor.gegevens.velden import Herkomst, Tekst, mag


class Rij(BaseModel):
    """One row of a table.

    `sleutel` names the columns that may occur only once together, `moment` the column that says when a row became
    known, `uitleg` says in Dutch what a row is, `wie_heeft` who in this field usually has such records. `gevoelig`: the rows are about people, so no page repeats a cell.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    sleutel: ClassVar[tuple[str, ...]] = ()
    moment: ClassVar[str] = ""
    uitleg: ClassVar[str] = ""
    gevoelig: ClassVar[bool] = False
    wie_heeft: ClassVar[str] = ""

    herkomst: Herkomst = mag("Waar de rij vandaan komt.", "eigen registratie", leeg="eigen registratie")
    bron: Tekst | None = mag("De bron van de rij, als die er is.", "jaarverslag 2021")
