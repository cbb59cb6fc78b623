"""Guided choosing: for each heading that says nothing, what stands under it, and which column of the table it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wijkmonitor.gegevens.intake.afspraken import load_afspraken
from wijkmonitor.gegevens.intake.bladen import needs_more
from wijkmonitor.gegevens.intake.kop import HOUDEN, WEGLATEN, Kolomkeuze, Kolomkop, choose_columns, find_kop, names, plain
from wijkmonitor.gegevens.intake.levering import load_sheets
from wijkmonitor.gegevens.intake.pseudoniemen import MAP
from wijkmonitor.gegevens.lezen import one_line
from wijkmonitor.gegevens.lezers import Werkblad
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.privacy.screening import screen

VOORBEELDEN = 3
BEKEKEN = 200  # values of a column that are looked at for a person


@dataclass(frozen=True)
class Vraag:
    """A heading that nobody knows, examples of what stands under it, and the columns that are free.

    gok: the free column that it looks like; "" for none. van_mensen: what stands there points at people, so there are no examples. Where no column tells people apart, a name does: it becomes a code.
    """

    kop: str
    voorbeelden: tuple[str, ...]
    kolommen: tuple[str, ...]
    gok: str = ""
    van_mensen: bool = False


def find_questions(path: Path, folder: Path, tabel: str, gekozen: Mapping[str, str]) -> Iterator[Vraag]:
    """A question for each heading that no agreement and no known name explains, or that only looks like a column.

    gekozen: heading -> column, as answered so far; what is put there between two questions counts. LeesFout as at reading.
    """
    agreed = load_afspraken(folder / MAP, tabel)
    asked: set[str] = set()
    for blad in load_sheets(path, tabel, agreed):
        kop = find_kop(blad, tabel, agreed) or Kolomkop(0, choose_columns(blad.rijen[0][1], tabel, {}))
        certain = {choice.doel for choice in kop.gevonden.values() if choice.hoe != "lijkt op"}
        nobody = MENSEN.get(tabel) not in {None, *kop.gevonden}  # then a name can be the number of a person
        left_out = ["weglaten"] if needs_more(kop, tabel) else []  # a wrong answer of before is no dead end
        unsure = ("onbekend", "lijkt op", *left_out, *(["persoon"] if nobody else []))
        for choice in (one for one in kop.keuzes if one.hoe in unsure and one.kop not in asked):
            asked.add(choice.kop)
            taken = certain | {gekozen[other.kop] for other in kop.keuzes if other.kop in gekozen}
            free = tuple(column for column in kolommen(tabel) if column not in taken)
            guess = MENSEN[tabel] if choice.hoe == "persoon" and "naam" in plain(choice.kop) else choice.doel
            shown = _examples(blad, kop, choice)
            yield Vraag(choice.kop, shown or (), free, guess if guess in free else "", van_mensen=shown is None)


def _examples(blad: Werkblad, kop: Kolomkop, choice: Kolomkeuze) -> tuple[str, ...] | None:
    """The first values in a column that differ; None where the heading or a value points at a person."""
    cells = blad.kolom(choice.plaats, kop.regel)
    different = [*dict.fromkeys(one_line(cell)[:60] for cell in cells if cell is not None)]
    words = {*plain(choice.kop).split("_"), plain(choice.kop)}
    personal = words & {*map(plain, names()["persoon"]["namen"])} or any(screen(text) for text in different[:BEKEKEN])
    return None if personal else tuple(different[:VOORBEELDEN])


def read_answer(said: str, vraag: Vraag) -> str | None:
    """The column that somebody means with a number, a name or `h`; `weglaten` for leaving out; None for what we don't know.

    >>> vraag = Vraag("x", (), ("datum", "plek"), gok="plek")
    >>> read_answer("1", vraag), read_answer("h", vraag), read_answer("", vraag), read_answer("w", vraag)
    ('datum', 'houden', 'plek', 'weglaten')
    """
    plain = said.strip().lower().replace(" ", "_")
    if plain == "":
        return vraag.gok or WEGLATEN
    if plain in ("w", WEGLATEN):
        return WEGLATEN
    if plain in ("h", HOUDEN):
        return HOUDEN
    if plain.isdecimal() and 1 <= int(plain) <= len(vraag.kolommen):
        return vraag.kolommen[int(plain) - 1]
    return plain if plain in vraag.kolommen else None
