"""The page with faults in a real browser: accessible and readable on a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import OpenPage, axe_faults

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.paginas.controle import make_delen, render_controle

FOUTEN = [
    *(Fout("deelname.csv", row, "status", "Dit woord kennen we hier niet.", "Kies uit: gestart.", "bezig") for row in (9, 4, 7)),
    Fout(
        "vragenlijst.xlsx",
        0,
        "buurt",
        "In meting 2021 is bij de helft of meer de buurt leeg.",
        "Vul de buurt aan.",
        ernst="let op",
    ),
    Fout("stickerbord.csv", 3, "stickers", "Dit is geen heel getal.", "Schrijf een aantal zonder komma.", "2,5"),
    Fout("stickerbord.csv", 4, "stickers", "Dit is geen heel getal.", "Schrijf een aantal zonder komma.", "Jan Jansen"),
    Fout("Jan Jansen.xlsx", 0, "", "Deze tabel kennen we niet. We lezen haar niet.", "Noem het anders.", ernst="let op"),
]


def test_equal_faults_are_one_line_with_all_rows() -> None:
    first = make_delen(FOUTEN)[0]
    assert (first.bestand, [line.plek for line in first.meldingen]) == ("deelname.csv", ["rijen 4, 7 en 9, kolom status"])


def test_a_value_shows_only_where_it_can_point_at_nobody() -> None:
    lines = {(part.bestand, line.rijen): line.gevonden for part in make_delen(FOUTEN) for line in part.meldingen}
    assert (
        lines["deelname.csv", (4, 7, 9)] == ""
        and lines["stickerbord.csv", (3,)] == "2,5"
        and lines["stickerbord.csv", (4,)] == ""
    )


def test_files_with_a_name_of_their_own_come_last_without_that_name() -> None:
    assert [part.bestand for part in make_delen(FOUTEN)] == ["deelname.csv", "stickerbord.csv", "vragenlijst.xlsx", ""]
    assert "Jansen" not in render_controle("Laak", FOUTEN)


def test_many_rows_are_counted_after_the_first_200() -> None:
    [part] = make_delen(
        [Fout("stickerbord.csv", row, "datum", "Dit is geen datum.", "Schrijf 2022-04-12.") for row in range(2, 302)]
    )
    assert part.meldingen[0].plek.endswith("200, 201 en nog 100 rijen, kolom datum")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_accessible_and_fits(open_page: OpenPage, tmp_path: Path, width: int) -> None:
    path = tmp_path / "laak.html"
    path.write_text(render_controle("Laak", FOUTEN), encoding="utf-8")
    page = open_page(path, width=width)
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
