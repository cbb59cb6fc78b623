"""Faults in records: where, what was found, what to do. All of them at once, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Ernst = Literal["fout", "let op"]


@dataclass(frozen=True, order=True)
class Fout:
    """One fault: file, row (as Excel counts; 0 = the whole file), column, what is wrong, what to do."""

    bestand: str
    rij: int
    kolom: str
    wat: str
    doen: str
    gevonden: str = ""
    blad: str = ""
    ernst: Ernst = "fout"

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (
                self.bestand,
                f"blad {self.blad}" if self.blad else "",
                f"rij {self.rij}" if self.rij else "",
                f"kolom {self.kolom}" if self.kolom else "",
            )
            if part
        )
        found = f" Gevonden: {shorten(self.gevonden)}." if self.gevonden else ""
        return f"{where}: {self.wat}{found} {self.doen}"

    def as_record(self) -> dict[str, str | int]:
        """The fault as one object of `check --json`."""
        return asdict(self)


def shorten(text: str, width: int = 60) -> str:
    """The text on one line, at most `width` characters, in quotes.

    >>> shorten("een  twee")
    "'een twee'"
    """
    flat = " ".join(str(text).split())
    flat = "".join(char if char.isprintable() else "?" for char in flat)
    return f"'{flat if len(flat) <= width else flat[: width - 1] + '…'}'"


class DossierFout(ValueError):
    """The records of one wijk can't be used; `fouten` holds every fault, the message prints them all."""

    def __init__(self, wijk: str, fouten: Iterable[Fout]) -> None:
        self.wijk = wijk
        self.fouten = tuple(sorted(fouten))
        lines = "\n".join(f"- {fault}" for fault in self.fouten)
        super().__init__(f"De gegevens van {wijk} kloppen niet ({len(self.fouten)} keer):\n{lines}")

    def __reduce__(self) -> tuple[type[DossierFout], tuple[str, tuple[Fout, ...]]]:
        return DossierFout, (self.wijk, self.fouten)
