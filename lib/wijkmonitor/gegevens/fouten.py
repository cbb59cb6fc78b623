"""Faults in records: where, what was found, what to do. All of them at once, in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from typing import Literal

from wijkmonitor.meegeleverd import meldingen
from wijkmonitor.taal.woordelijk import VOEG

Ernst = Literal["fout", "let op"]


@dataclass(frozen=True, order=True)
class Fout:
    """One fault: file, row (as Excel counts; 0 = the whole file), column, what is wrong, what to do.

    `wat` and `doen` are our own words and hold nothing out of a cell; `gevonden` holds what stood there.
    """

    bestand: str
    rij: int
    kolom: str
    wat: str
    doen: str
    gevonden: str = ""
    blad: str = ""
    ernst: Ernst = "fout"

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.bestand, self.plek) if part)
        return f"{printable(where)}: {self.zin}"

    @property
    def plek(self) -> str:
        """Sheet, row and column, as far as they are known."""
        parts = (("blad", self.blad), ("rij", self.rij), ("kolom", self.kolom))
        return printable(", ".join(f"{word} {value}" for word, value in parts if value))

    @property
    def zin(self) -> str:
        """What is wrong, what was found and what to do, safe to print."""
        found = f"Gevonden: '{cut(self.gevonden)}'." if self.gevonden else ""
        return printable(" ".join(part for part in (self.wat, found, self.doen) if part))

    @property
    def zonder_waarde(self) -> str:
        """The fault as reports show it: without what stood in the cell, and without the title of a sheet."""
        return str(replace(self, gevonden="", blad=""))

    def as_record(self) -> dict[str, str | int]:
        """The fault as one object of `check --json`."""
        return asdict(self)


def printable(text: str) -> str:
    """The text on one line, with a question mark for every sign that steers a terminal or can't be seen.

    >>> printable("rood" + chr(27) + "[31m")
    'rood?[31m'
    """
    flat = " ".join(str(text).replace(VOEG, "").split())
    return "".join(char if char.isprintable() else "?" for char in flat)


def cut(text: str, width: int = 60) -> str:
    """The text on one line, at most `width` characters.

    >>> cut("een  twee"), cut("een twee drie", 8)
    ('een twee', 'een twe…')
    """
    flat = printable(str(text)[: 4 * width])
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def describe(value: object) -> str:
    """A cell as a fault shows it.

    >>> describe(4.0)
    '4'
    """
    return cut(cell_text(value))


def cell_text(cell: object) -> str:
    """A cell as text: a whole number has no tail, and nothing is empty.

    >>> cell_text(4.0), cell_text(None)
    ('4', '')
    """
    whole = isinstance(cell, float) and cell.is_integer()
    return "" if cell is None else str(int(cell) if whole else cell)  # type: ignore[call-overload]


def kies_uit(found: str, known: Collection[str]) -> str:
    """What to do about a name that is not known: which one may be meant, and which there are.

    >>> kies_uit("lak", ["laak", "moerwijk"])
    "Bedoelt u 'laak'? Kies uit: laak, moerwijk."
    """
    near = get_close_matches(found, list(known), n=1)
    return (f"Bedoelt u '{near[0]}'? " if near else "") + f"Kies uit: {', '.join(known)}."


class LeesFout(ValueError):
    """A file that can't be used as it is; holds its faults. koppen: plain heading of the file -> column of the table."""

    def __init__(self, *fouten: Fout, koppen: Mapping[str, str] | None = None) -> None:
        self.fouten, self.koppen = fouten, dict(koppen or {})
        super().__init__("\n".join(map(str, fouten)))


def weigeringen(kamer: str) -> Callable[..., LeesFout]:
    """A function that gives the refusal of a file, to be raised: what is wrong and what to do, under a name in `zinnen.toml`
    of that room. `rij`, `blad` and `gevonden` say where it is and what stands there, other words are filled in."""
    meld = meldingen(kamer)

    def refuse(bestand: str, naam: str, /, *, rij: int = 0, blad: str = "", gevonden: str = "", **velden: object) -> LeesFout:
        return LeesFout(Fout(bestand, rij, "", *meld(naam, **velden), gevonden, blad))

    return refuse


class DossierFout(ValueError):
    """The records of one wijk can't be used; `fouten` holds every fault, the message prints them all."""

    def __init__(self, wijk: str, fouten: Iterable[Fout]) -> None:
        self.wijk = wijk
        self.fouten = tuple(sorted(fouten))
        lines = "\n".join(f"- {fault}" for fault in self.fouten)
        super().__init__(f"De gegevens van {wijk} kloppen niet ({len(self.fouten)} keer):\n{lines}")

    def __reduce__(self) -> tuple[type[DossierFout], tuple[str, tuple[Fout, ...]]]:
        return DossierFout, (self.wijk, self.fouten)
