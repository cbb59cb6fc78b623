"""The check names every column in which people seem to stand, and nothing of what stands in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wijkmonitor.dossier.personen import check_personen
from wijkmonitor.gegevens.tabel import read_tabel

LOGBOEK = """datum;item;uren;toelichting;telefoon
2022-01-03;coördinatie als LPB;2;Gebeld met Fatima Jansen.;0612345678
2022-01-04;coördinatie als LPB;1;Gesprek over het park.;0687654321
2022-01-05;coördinatie als LPB;1;Mail naar qx7@voorbeeld.nl;
"""


def test_each_column_with_people_is_named_with_kind_and_number_and_without_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "logboek.csv"
    path.write_text(LOGBOEK, encoding="utf-8")
    faults = check_personen({"logboek": read_tabel(path, "logboek", vandaag=date(2026, 1, 1))}, {})
    told = {fault.kolom: fault for fault in faults}
    assert set(told) == {"toelichting", "telefoon"} and {fault.ernst for fault in faults} == {"let op"}
    assert "naam (1 rij), e-mail (1 rij)" in told["toelichting"].wat and "telefoon (2 rijen)" in told["telefoon"].wat
    assert not any(word in str(fault) for fault in faults for word in ("Fatima", "qx7", "0612345678"))


def test_columns_of_codes_are_never_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "logboek.csv"
    path.write_text(LOGBOEK, encoding="utf-8")
    table = read_tabel(path, "logboek", vandaag=date(2026, 1, 1))
    assert [fault.kolom for fault in check_personen({"logboek": table}, {"logboek": ("toelichting",)})] == ["telefoon"]
