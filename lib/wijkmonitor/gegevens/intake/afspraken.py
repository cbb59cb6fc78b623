"""The mapping file of a wijk: which heading in deliveries means which column. People may change it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.kop import HOUDEN, WEGLATEN, Kop
from wijkmonitor.gegevens.intake.schrijven import write_atomic
from wijkmonitor.gegevens.lezen import LeesFout
from wijkmonitor.gegevens.schema import kolommen

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
    try:
        given = tomlkit.parse(path.read_text(encoding="utf-8-sig")).unwrap().get(tabel, {})
    except (TOMLKitError, UnicodeDecodeError, OSError):
        raise _fault("", "Dit bestand is niet te lezen.", "Kijk naar de aanhalingstekens, of haal het bestand weg.") from None
    if not isinstance(given, dict):
        raise _fault(tabel, "Hier staan geen regels.", 'Schrijf: "kop in bestand" = "kolom".')
    allowed = {*kolommen(tabel), WEGLATEN, HOUDEN}
    for heading, column in given.items():
        if column not in allowed:
            raise _fault(str(heading), f"De kolom '{column}' kennen we niet.", f"Kies uit: {', '.join(kolommen(tabel))}.")
    return {str(heading): str(column) for heading, column in given.items()}


def save_afspraken(folder: Path, tabel: str, kop: Kop, before: Mapping[str, str]) -> bool:
    """Adds what was found out about headings that don't speak for themselves; whether anything was new."""
    new = {
        choice.kop: choice.doel
        for choice in kop.keuzes
        if choice.hoe in ("andere naam", "lijkt op") and choice.doel and choice.kop not in before
    }
    new |= {choice.kop: WEGLATEN for choice in kop.keuzes if choice.hoe == "onbekend" and choice.kop not in before}
    if not new:
        return False
    path = folder / BESTAND
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else _new_document()
    if tabel not in document:
        document.add(tomlkit.nl())
        document[tabel] = tomlkit.table()
    for heading, column in new.items():
        document[tabel][heading] = column
    folder.mkdir(exist_ok=True)
    write_atomic(path, tomlkit.dumps(document).encode())
    return True


def _new_document() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in _UITLEG:
        document.add(tomlkit.comment(line))
    return document


def _fault(heading: str, wat: str, doen: str) -> LeesFout:
    return LeesFout(Fout(BESTAND, 0, heading, wat, doen))
