"""Which heading in deliveries means which column: what a wijk agreed before, and a question for each heading that says nothing.

What was agreed stands in a file that people may change by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from wijkmonitor.gegevens.fouten import Fout, LeesFout, kies_uit
from wijkmonitor.gegevens.intake.bladen import needs_more
from wijkmonitor.gegevens.intake.kop import HOUDEN, WEGLATEN, Kolomkeuze, Kolomkop, choose_columns, find_kop, names, plain
from wijkmonitor.gegevens.intake.levering import load_sheets
from wijkmonitor.gegevens.intake.pseudoniemen import MAP
from wijkmonitor.gegevens.lezen import one_line, plain_heading
from wijkmonitor.gegevens.lezers import Werkblad
from wijkmonitor.gegevens.lezers.tekst import as_text, parse_toml, read_toml
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.privacy.screening import screen
from wijkmonitor.schrijven import change_file

BESTAND = "kolommen.toml"
_UITLEG = (
    "Welke kop in een geleverd bestand bij welke kolom hoort. De volgende keer gebruiken we dit weer.",
    "Klopt een regel niet? Verbeter hem en neem het bestand opnieuw op.",
    f"'{WEGLATEN}' laat een kolom weg. '{HOUDEN}' bewaart een kolom die niet bij de tabel hoort.",
)
VOORBEELDEN = 3
BEKEKEN = 200  # values of a column that are looked at for a person


def load_afspraken(folder: Path, tabel: str) -> dict[str, str]:
    """Heading -> column for this table; empty where nothing was agreed. LeesFout for a file with a wrong column."""
    path = folder / BESTAND
    if not path.exists():
        return {}
    given = parse_toml(BESTAND, read_toml(path)).get(tabel, {})
    if not isinstance(given, dict):
        raise _fault(tabel, "Hier staan geen regels.", 'Schrijf: "kop in bestand" = "kolom".')
    allowed = {*kolommen(tabel), WEGLATEN, HOUDEN}
    for heading, column in given.items():
        if column not in allowed:
            raise _fault(str(heading), f"De kolom '{column}' kennen we niet.", kies_uit(str(column), kolommen(tabel)))
    return {str(heading): str(column) for heading, column in given.items()}


def save_afspraken(folder: Path, tabel: str, kop: Kolomkop) -> bool:
    """Adds what was found out about headings that don't speak for themselves; whether anything was new."""
    if not _found_out(kop, load_afspraken(folder, tabel)):
        return False
    return change_file(folder / BESTAND, lambda before: _with_new(before, tabel, _found_out(kop, load_afspraken(folder, tabel))))


def save_choice(folder: Path, tabel: str, gekozen: Mapping[str, str]) -> bool:
    """Writes what somebody chose, heading -> column, in the place of what stood there; whether anything was new."""
    return bool(gekozen) and change_file(folder / BESTAND, lambda before: _with_new(before, tabel, gekozen))


def _found_out(kop: Kolomkop, before: Mapping[str, str]) -> dict[str, str]:
    """Heading -> column for the headings about which nothing was agreed yet.

    The number of a form is not remembered: nobody said that it means a person. Nor is it that a column was left out.
    """
    known = {plain_heading(heading) for heading in before}
    new = {choice.kop: choice.doel for choice in kop.keuzes if choice.hoe in ("andere naam", "lijkt op") and choice.doel}
    return {heading: column for heading, column in new.items() if plain_heading(heading) not in known}


def _with_new(before: bytes | None, tabel: str, new: Mapping[str, str]) -> str:
    document = _new_document() if before is None else tomlkit.parse(as_text(before))
    if tabel not in document:
        document.add(tomlkit.nl())
        document[tabel] = tomlkit.table()
    for heading, column in new.items():
        document[tabel][heading] = column
    return tomlkit.dumps(document)


def _new_document() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in _UITLEG:
        document.add(tomlkit.comment(line))
    return document


def _fault(heading: str, wat: str, doen: str) -> LeesFout:
    return LeesFout(Fout(BESTAND, 0, heading, wat, doen))


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
