"""No person comes in by any column in which people write what they like, of any table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wijkmonitor.cli import main
from wijkmonitor.dossier.records import DOOR_DE_POORT, _clean_table
from wijkmonitor.gegevens.intake.schoonmaken import Schoonmaak, is_free, may_name
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import empty_frame

VRIJ = [
    (table, name) for table, model in TABELLEN.items() for name in (*model.model_fields, "eigen kolom") if is_free(table, name)
]
MENS = "Bel Fatima Yildirim, 06-12345678 of f.yildirim@voorbeeld.nl"
DING = {"interventie", "thema", "buurt", "stelling", "organisatie", "van", "naar"}


@pytest.mark.parametrize(("table", "column"), VRIJ, ids=[".".join(place) for place in VRIJ])
def test_a_name_a_phone_and_a_mail_are_taken_out_of_every_free_column(table: str, column: str) -> None:
    came_in = Schoonmaak(table).clean("levering.csv", 2, column, MENS)
    assert "06-12345678" not in came_in and "@" not in came_in
    if may_name(table, column):
        assert came_in == "Bel [naam], [telefoon] of [e-mail]"
    if column in TABELLEN[table].model_fields and column not in DOOR_DE_POORT.get(
        table, ()
    ):  # what was put in the folder by hand
        frame = empty_frame(table).reindex([0]).astype({column: "str"}).assign(**{column: [MENS]}).astype({column: "str"})
        read = _clean_table(table, frame, {MENS: "Bel [naam], [telefoon] of [e-mail]"}, ())
        assert read[column].to_list() == ["Bel [naam], [telefoon] of [e-mail]"]


def test_every_table_has_such_columns_and_only_names_of_things_stay() -> None:
    assert {table for table, _ in VRIJ} == set(TABELLEN)
    assert {column for table, column in VRIJ if not may_name(table, column)} == DING
    assert not {(table, column) for table, column in MENSEN.items()} & set(VRIJ), "a code of a person is made by the key"


def test_a_delivered_table_of_wishes_holds_no_person(folder: Path, csv_file: Callable[..., Path]) -> None:
    delivered = csv_file(
        "wens;datum;van;thema;opgepakt_door;stand;uitkomst",
        "Fatima Yildirim wil meer licht;2022-04;mevrouw Zwartbol;veiligheid;Truus Pietersen;opgepakt;Bel 06-12345678",
    )
    assert main(["intake", str(delivered), "--wijk", "proef", "--soort", "wensen", "--data", str(folder.parent)]) == 0
    (stored,) = folder.glob("wensen.*")
    text = stored.read_text(encoding="utf-8-sig")
    assert "licht" in text and not [name for name in ("Fatima", "Yildirim", "Zwartbol", "Truus", "06-1234") if name in text]
