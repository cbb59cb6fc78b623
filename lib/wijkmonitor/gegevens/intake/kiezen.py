"""Guided choosing: for each heading that says nothing, what stands under it, and which column of the table it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens.intake.afspraken import load_afspraken
from wijkmonitor.gegevens.intake.kop import HOUDEN, WEGLATEN, Kop, choose_columns, find_kop
from wijkmonitor.gegevens.intake.levering import make_ready
from wijkmonitor.gegevens.intake.pseudoniemen import MAP
from wijkmonitor.gegevens.lezen import one_line
from wijkmonitor.gegevens.lezers import read_file
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.privacy.screening import redact, screen

VOORBEELDEN = 3


@dataclass(frozen=True)
class Vraag:
    """A heading that nobody knows, examples of what stands under it (without persons), and the columns that are free."""

    kop: str
    voorbeelden: tuple[str, ...]
    kolommen: tuple[str, ...]


def choose(path: Path, folder: Path, tabel: str, ask: Callable[[Vraag], str], *, vandaag: date) -> dict[str, str]:
    """Heading -> column, as `ask` answers: the name of a column, `houden`, or "" to leave it out.

    Asked is what no agreement and no known name explains, and what only looks like a column. LeesFout as at reading.
    """
    agreed = load_afspraken(folder / MAP, tabel)
    chosen: dict[str, str] = {}
    for blad in map(make_ready, read_file(path, known=lambda heading: heading in agreed).bladen):
        kop = find_kop(blad, tabel, {**agreed, **chosen}) or _first_row(blad.rijen[0][1], tabel)
        free = [column for column in kolommen(tabel) if column not in kop.gevonden]
        for choice in (one for one in kop.keuzes if one.hoe in ("onbekend", "lijkt op")):
            cells = [cells[choice.plaats] for _, cells in blad.rijen[kop.regel + 1 :] if choice.plaats < len(cells)]
            examples = dict.fromkeys(one_line(cell)[:60] for cell in cells if cell is not None)
            shown = tuple(redact(text, screen(text)) for text in list(examples)[:VOORBEELDEN])
            answer = ask(Vraag(choice.kop, shown, tuple(free)))
            chosen[choice.kop] = answer or WEGLATEN
            free = [column for column in free if column != answer]
    return chosen


def read_answer(said: str, vraag: Vraag) -> str | None:
    """The column that somebody means with a number, a name or `h`; "" for leaving out; None for what we don't know.

    >>> read_answer("2", Vraag("x", (), ("datum", "plek"))), read_answer("h", Vraag("x", (), ()))
    ('plek', 'houden')
    """
    plain = said.strip().lower().replace(" ", "_")
    if plain in ("", WEGLATEN):
        return ""
    if plain in ("h", HOUDEN):
        return HOUDEN
    if plain.isdigit() and 1 <= int(plain) <= len(vraag.kolommen):
        return vraag.kolommen[int(plain) - 1]
    return plain if plain in vraag.kolommen else None


def _first_row(cells: tuple[object, ...], tabel: str) -> Kop:
    """The headings where none is known at all: those of the first row."""
    return Kop(0, choose_columns(cells, tabel, {}))
