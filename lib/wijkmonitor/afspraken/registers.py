"""The registers that a wijk keeps besides its agenda: wishes of residents, what goes on after the programme, and who delivers which table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

import pandas as pd

from wijkmonitor.afspraken import zin
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.velden import Herkomst, Wensstand
from wijkmonitor.peildatum import last_day
from wijkmonitor.taal.getallen import moment

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Item = TypeVar("Item", bound="DataclassInstance")
WENSEN = "wensen"
SLEUTEL = TABELLEN[WENSEN].sleutel
STANDEN: tuple[str, ...] = get_args(get_args(Wensstand)[0])
GROEPEN = ("open", "in een plan", "bezig", "gedaan", "kan niet")
AFGEROND = ("gedaan", "kan niet")  # nobody waits for these
BINNENKORT = timedelta(days=365)
Levering = Literal["op tijd", "te laat", "nog niet geleverd", "loopt nog", "zonder datum"]


@dataclass(frozen=True)
class Wens:
    """One wish as the table `wensen` has it; "" where nobody wrote it. datum, klaar and teruggemeld are moments."""

    wens: str
    datum: str = ""
    plek: str = ""
    van: str = ""
    thema: str = ""
    opgepakt_door: str = ""
    stand: str = "open"
    uitkomst: str = ""
    klaar: str = ""
    teruggemeld: str = ""
    bron: str = ""
    herkomst: Herkomst = "eigen registratie"

    @property
    def groep(self) -> str:
        """`open`, `in een plan` (of which nobody works on it yet), `bezig`, `gedaan` or `kan niet`."""
        if self.stand in AFGEROND:
            return self.stand
        return "bezig" if self.stand in ("opgepakt", "loopt") or self.opgepakt_door else self.stand

    @property
    def wacht(self) -> bool:
        """Whether residents still have to hear what came of it."""
        return self.stand in AFGEROND and not self.teruggemeld


def read_rows(table: pd.DataFrame, kind: type[Item]) -> list[Item]:
    """Every row as one item of this kind: the columns have the names of its fields, and what is not written is ""."""
    columns = (table[field.name].tolist() for field in fields(kind))
    return [kind(*("" if pd.isna(value) else value for value in row)) for row in zip(*columns, strict=True)]


def read_wensen(table: pd.DataFrame) -> tuple[Wens, ...]:
    """The wishes, those that nobody works on first; within a group the one that waits longest comes first."""
    return tuple(sorted(read_rows(table, Wens), key=lambda wish: (GROEPEN.index(wish.groep), not wish.datum, wish.datum)))


def not_begun(table: pd.DataFrame) -> tuple[Wens, ...]:
    """The wishes of which nobody wrote down that somebody works on them, also where they are part of a plan."""
    return tuple(wish for wish in read_wensen(table) if wish.groep in ("open", "in een plan"))


def by_residents(wie: pd.Series) -> pd.Series:
    """Which of these wishes or choices are of residents."""
    return wie.astype("object").fillna("").str.contains("bewoner", case=False)


def per_groep(wensen: Sequence[Wens]) -> tuple[tuple[str, tuple[Wens, ...]], ...]:
    """The wishes of each group that has any, in the order of `GROEPEN`."""
    found = ((groep, tuple(wish for wish in wensen if wish.groep == groep)) for groep in GROEPEN)
    return tuple((groep, some) for groep, some in found if some)


def sleutel_van(rij: Mapping[str, str]) -> tuple[str, ...]:
    """What tells this row of the table apart: the wish, its moment and its place."""
    return tuple(rij.get(name, "") for name in SLEUTEL)


def find_wens(rijen: Sequence[Rij], gegeven: Mapping[str, str]) -> Rij | None:
    """The row with this wish, whatever its capitals; None where there is none.

    A moment or place that is given has to be that of the row, or to be missing there. ValueError in Dutch where more rows fit.
    """
    found = [row for row in rijen if row["wens"].casefold() == gegeven["wens"].casefold()]
    found = [
        row for row in found if all(gegeven.get(name, "") in ("", row.get(name)) or not row.get(name) for name in SLEUTEL[1:])
    ]
    if len(found) > 1:
        raise ValueError(zin("wensen.meer"))
    return found[0] if found else None


def add_wens(rijen: list[Rij], waarden: Mapping[str, str]) -> list[Rij]:
    """The rows with this wish at the end; as they were where it is there already. Somebody who takes it up makes it `opgepakt`."""
    state = "opgepakt" if waarden.get("opgepakt_door") else "open"
    row = {"stand": state, "herkomst": "eigen registratie", **waarden}
    return rijen if sleutel_van(row) in map(sleutel_van, rijen) else [*rijen, row]


def change_wens(rijen: list[Rij], sleutel: tuple[str, ...], waarden: Mapping[str, str]) -> list[Rij]:
    """The rows in which this wish has these values. ValueError in Dutch where it is not there any more.

    What a wijk writes itself in a published row makes it a row of its own; the source of the wish stays.
    """
    if sleutel not in map(sleutel_van, rijen):
        raise ValueError(zin("wensen.weg"))
    return [_changed(row, waarden) if sleutel_van(row) == sleutel else row for row in rijen]


def _changed(row: Rij, values: Mapping[str, str]) -> Rij:
    new = {**row, **values}
    own = new != row and row.get("herkomst") == "openbaar"
    return new | {"herkomst": "eigen registratie"} if own else new


@dataclass(frozen=True)
class Geborgd:
    """One activity of the register. eigenaar: a role or an organisation. geld_tot: a moment, "" where nobody said it.

    afgesproken: whether it is signed that the activity goes on, "" where unknown. zonder_geld: what stops without money.
    """

    activiteit: str
    eigenaar: str = ""
    geld_tot: str = ""
    afgesproken: str = ""
    zonder_geld: str = ""
    herkomst: Herkomst = "eigen registratie"

    @property
    def einde(self) -> date | None:
        """The last day with money; None where nobody said it."""
        return last_day(self.geld_tot) if self.geld_tot else None


def read_borging(table: pd.DataFrame) -> tuple[Geborgd, ...]:
    """The register in the order of its ends; what has no end comes last."""
    return tuple(
        sorted(read_rows(table, Geborgd), key=lambda item: (item.einde is None, item.einde or date.max, item.activiteit))
    )


def ends_soon(register: Sequence[Geborgd], peildatum: date) -> tuple[Geborgd, ...]:
    """What has money for less than a year from the peildatum, and no agreement that it goes on; what ended stays out."""
    return tuple(
        item for item in register if item.einde and peildatum <= item.einde <= peildatum + BINNENKORT and item.afgesproken != "ja"
    )


def name_ends(register: Sequence[Geborgd]) -> str:
    """The activities with the moment on which their money ends: `Wandelgroep (juni 2023); Buurthuis (2023)`."""
    return "; ".join(f"{item.activiteit} ({moment(item.geld_tot)})" for item in register)


@dataclass(frozen=True)
class Toezegging:
    """One line of the plan. laatste: newest day in the table; uiterlijk: the day on which more is expected."""

    tabel: str
    wie: str
    maanden: int
    laatste: date | None
    uiterlijk: date | None
    stand: Levering
    herkomst: Herkomst = "eigen registratie"


def compare_plan(
    plan: pd.DataFrame, newest: Mapping[str, pd.Timestamp | None], *, peildatum: date, lopend: Collection[str] = ()
) -> tuple[Toezegging, ...]:
    """The plan beside what was delivered, in the order of the plan.

    plan: the table `monitorplan`. newest: per table that has rows its newest day, None where its rows have no day. The next
    delivery is due so many months after the newest day. lopend: tables with a wave that is not over.
    """
    found = []
    for row in plan.to_dict("records"):
        tabel, months = str(row["tabel"]), int(row["maanden"])
        last = newest.get(tabel)
        due = (last + pd.DateOffset(months=months)).date() if last is not None else None
        state: Levering = "loopt nog" if tabel in lopend else _stand(tabel in newest, due, peildatum)
        newest_day = last.date() if last is not None else None
        found.append(Toezegging(tabel, str(row["wie"]), months, newest_day, due, state, row["herkomst"]))
    return tuple(found)


def _stand(delivered: bool, due: date | None, peildatum: date) -> Levering:
    if not delivered:
        return "nog niet geleverd"
    if due is None:
        return "zonder datum"
    return "te laat" if due < peildatum else "op tijd"
