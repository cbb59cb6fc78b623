"""*U zei, wij deden*: every wish with who took it up and what came of it, those without an answer first, and one sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from tests.paginas.conftest import make_shipped_bestuur, make_shipped_plaat

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.registers import per_groep, read_wensen
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.paginas.wensen import OP_BLAD, make_wensenblad, wensen_html


def table(*rows: dict[str, str]) -> pd.DataFrame:
    """Wishes as a dossier holds them."""
    frame = pd.DataFrame([{"stand": "open", "herkomst": "eigen registratie"} | row for row in rows], columns=kolommen("wensen"))
    return frame.astype("object")


def test_a_wish_that_nobody_took_up_stands_first_and_the_longest_waiting_before_it() -> None:
    found = read_wensen(
        table(
            {"wens": "Klaar", "stand": "gedaan", "datum": "2019"},
            {"wens": "Bij iemand", "opgepakt_door": "gemeente", "datum": "2020"},
            {"wens": "Wacht kort", "datum": "2022-04"},
            {"wens": "Wacht lang", "datum": "2021"},
            {"wens": "Kan niet", "stand": "kan niet"},
            {"wens": "Zonder dag"},
        )
    )
    assert [wish.wens for wish in found] == ["Wacht lang", "Wacht kort", "Zonder dag", "Bij iemand", "Klaar", "Kan niet"]
    assert [groep for groep, _ in per_groep(found)] == ["open", "bezig", "gedaan", "kan niet"]


def test_the_sheet_of_a_wijk_tells_all_that_is_written_down(dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers["voorbeeldwijk"]
    page = wensen_html(make_wensenblad(dossier))
    assert find_faults(page) == []
    rows = dossier.tabel("wensen")
    for column in ("wens", "plek", "opgepakt_door", "uitkomst"):
        assert [cell for cell in rows[column].dropna() if cell not in page] == []
    assert page.index("Nog open") < page.index("Hier wordt aan gewerkt") < page.index("Dit kwam ervan")
    assert "Verteld aan bewoners: maart 2022." in page and "Dit is nog niet aan bewoners verteld." in page
    assert "6 wensen: 2 nog open, 1 in gang, 2 gedaan, 1 kan niet." in page


def test_what_has_no_room_on_paper_is_counted_there_and_stands_below_on_the_screen(dossiers: dict[str, Dossier]) -> None:
    many = table(*({"wens": f"Wens nummer {n}"} for n in range(OP_BLAD + 3)))
    page = wensen_html(make_wensenblad(dossiers["voorbeeldwijk"].met_tabellen({"wensen": many})))
    assert "Op het scherm staan er nog 3." in page and f"Wens nummer {OP_BLAD + 2}" in page


@pytest.mark.parametrize("text", ["<b>Licht</b>", "5 < 6 & meer"])
def test_what_people_type_is_shown_as_text(dossiers: dict[str, Dossier], text: str) -> None:
    page = wensen_html(make_wensenblad(dossiers["voorbeeldwijk"].met_tabellen({"wensen": table({"wens": text})})))
    assert "<b>Licht</b></b>" not in page and find_faults(page) == []


def test_a_wijk_without_wishes_is_told_what_to_do(dossiers: dict[str, Dossier]) -> None:
    full = dossiers["voorbeeldwijk"]
    page = wensen_html(make_wensenblad(full.met_tabellen({"wensen": full.tabel("wensen").iloc[:0]})))
    assert "Vertel ons wat u wenst." in page and find_faults(page) == []


def test_only_a_wish_without_an_answer_is_asked_of_the_board_and_on_the_plate(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    full = dossiers["voorbeeldwijk"]
    wishes = table({"wens": "Bredere stoepen", "van": "bewoners"}, {"wens": "Een speeltuin", "stand": "gedaan"})
    dossier = replace(full, agenda=Leeragenda("voorbeeldwijk")).met_tabellen(
        {"wensen": wishes, "borging": full.tabel("borging").iloc[:0]}
    )
    asked = [line.tekst for line in make_shipped_bestuur(dossier, gather("voorbeeldwijk")).vragen]
    assert "Gevraagd (bewoners): bredere stoepen. Wat kan het bestuur daaraan doen?" in asked
    plate = make_shipped_plaat(dossier, gather("voorbeeldwijk")).slots
    assert any("bredere stoepen" in question for question in plate.binnen)
    assert "speeltuin" not in " ".join((*asked, *plate.binnen))
