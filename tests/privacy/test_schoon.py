"""Texts of records come without persons, and otherwise as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest
from tests.proefdata import proefdata

from wijkmonitor.afspraken.agenda import load_agenda
from wijkmonitor.dossier.records import CODES_VAN_DE_AGENDA, DOOR_DE_POORT
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import read_tabel
from wijkmonitor.gegevens.wijk import load_wijk
from wijkmonitor.privacy.schoon import clean_frame, clean_item, clean_text

VANDAAG = date(2026, 11, 1)
WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-2", "voorbeeldwijk-3")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Koffie bij Truus Pietersen", "Koffie bij [naam]"),
        ("jan de vries", "[naam]"),
        ("Willem-Alexander van der Kwezelloo", "[naam]"),
        ("Aïsha Bouali", "[naam]"),
        ("familie Yildirim", "familie [naam]"),
        ("Bel mevrouw Zwartbol, 06-12345678.", "Bel mevrouw [naam], [telefoon]."),
        ("huisarts", "huisarts"),
        ("Buurtkamer Anna, met Anna", "Buurtkamer Anna, met [naam]"),
        ("Gezond en Gelukkig Den Haag", "Gezond en Gelukkig Den Haag"),
        ("Doelgroep in buurt BU05183480", "Doelgroep in buurt BU05183480"),
        ("ouders van jonge kinderen", "ouders van jonge kinderen"),
    ],
)
def test_a_person_is_taken_out_of_a_text(text: str, clean: str) -> None:
    assert clean_text(text) == clean


def test_columns_that_go_by_the_gate_stay_as_they_are() -> None:
    frame = pd.DataFrame({"verwijzer": ["Truus Pietersen"], "organisatie": ["Praktijk Truus"], "n": [3]}).astype({"n": "Int64"})
    clean = clean_frame(frame, behalve=["organisatie"])
    assert clean.iloc[0].to_list() == ["[naam]", "Praktijk Truus", 3]
    assert frame["verwijzer"].to_list() == ["Truus Pietersen"]


def test_texts_inside_items_are_cleaned() -> None:
    @dataclass(frozen=True)
    class Punt:
        id: str
        delen: tuple[str, ...]

    assert clean_item(Punt("Truus", ("Truus komt", "klaar")), behalve=frozenset({"id"})) == Punt(
        "Truus", ("[naam] komt", "klaar")
    )


@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_shipped_records_hold_no_persons(wijk: str) -> None:
    folder = proefdata() / wijk
    for path in sorted(folder.glob("*.*")):
        if path.stem in TABELLEN:
            frame = read_tabel(path, path.stem, vandaag=VANDAAG).frame
            assert clean_frame(frame, behalve=DOOR_DE_POORT.get(path.stem, ())) is frame, path.name
    agenda, _ = load_agenda(folder / "leeragenda.toml", wijk=wijk, vandaag=VANDAAG)
    assert clean_item(agenda, behalve=CODES_VAN_DE_AGENDA) == agenda
    given, _ = load_wijk(folder, vandaag=VANDAAG)
    assert clean_item(given) == given
