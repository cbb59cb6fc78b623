"""The mapping file of a wijk: which heading in deliveries means which column. People may change it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import tomlkit

from wijkmonitor.gegevens.fouten import Fout, LeesFout, kies_uit
from wijkmonitor.gegevens.intake.kop import HOUDEN, WEGLATEN, Kolomkop
from wijkmonitor.gegevens.lezen import plain_heading
from wijkmonitor.gegevens.lezers.toml import as_text, parse_toml, read_toml
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.schrijven import change_file

BESTAND = "kolommen.toml"
_UITLEG = (
    "Welke kop in een geleverd bestand bij welke kolom hoort. De volgende keer gebruiken we dit weer.",
    "Klopt een regel niet? Verbeter hem en neem het bestand opnieuw op.",
    f"'{WEGLATEN}' laat een kolom weg. '{HOUDEN}' bewaart een kolom die niet bij de tabel hoort.",
)


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
