"""Good rows come in as they are, and persons in free text do not."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.schade import VANDAAG, count_damage, make_rows

from wijkmonitor.gegevens.intake.opnemen import prepare
from wijkmonitor.gegevens.schema import TABELLEN

PERSONEN = (
    "111222333",
    "06-12345678",
    "fatima@voorbeeld.nl",
    "NL91ABNA0417164300",
    "geboren op 3-4-1961",
    "Dorpsstraat 12",
    "mevrouw Jansen",
)


@pytest.mark.parametrize("tabel", list(TABELLEN))
def test_no_value_of_any_table_is_damaged(folder: Path, tabel: str) -> None:
    assert count_damage(tabel, make_rows(tabel, 150, random.Random(7)), folder) == {}


@pytest.mark.parametrize("person", PERSONEN)
@pytest.mark.parametrize("tabel", ["logboek", "voortgang"])
def test_a_person_in_free_text_never_comes_in(folder: Path, csv_file: Callable[..., Path], person: str, tabel: str) -> None:
    line = {"logboek": ("datum;item;uren;toelichting", "2022-01-07;samen leren in WidW;1;"), "voortgang": ("datum;interventie;toelichting", "2022-01-07;GLI;")}[tabel]  # fmt: skip
    proposal = prepare(csv_file(line[0], f"{line[1]}Gesproken met {person} over het park."), folder, tabel, vandaag=VANDAAG)
    assert person not in proposal.rijen[0]["toelichting"] and proposal.vervangen
