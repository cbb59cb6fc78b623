"""Views of one session together give no group of a few people."""

from __future__ import annotations

from typing import Any

import pytest

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelkolom
from wijkmonitor.privacy import Regels
from wijkmonitor.stats import Estimate
from wijkmonitor.verkennen.kijken import Blik, Sessieboek

WAAR, SEKSEN = ("wijk", "bereik-verwijzers"), ("m", "v", "x")


def finding(people: int, huisarts: int = 0) -> Bevinding:
    table = Tabel("t", (Tabelkolom("Verwijzer"), Tabelkolom("Aanmeldingen", "aantal")), (("huisarts", huisarts),))
    given: dict[str, Any] = dict.fromkeys(("onderschrift", "lees", "gespreksvraag", "bron"), "")
    number = Estimate(None, None, None, people, "")
    return Bevinding(
        "bereik-verwijzers", "kop", schatting=number, tabel=table, herkomst="voorbeeld", document="1-bereik", **given
    )


def look(book: Sessieboek, blik: Blik, found: Bevinding) -> bool:
    return book.mag(WAAR, blik, found, Regels(), SEKSEN if blik.kenmerk else ())


def test_two_groups_that_leave_a_few_others_are_not_both_shown() -> None:
    book = Sessieboek()
    assert look(book, Blik("2022-12-31"), finding(100))
    assert look(book, Blik("2022-12-31", "geslacht", "v"), finding(60))
    assert not look(book, Blik("2022-12-31", "geslacht", "m"), finding(37))
    assert look(book, Blik("2022-12-31", "geslacht", "m"), finding(35))


def test_a_cell_that_follows_from_leaving_a_group_out_is_seen() -> None:
    book = Sessieboek()
    assert look(book, Blik("2022-12-31"), finding(100, 20))
    assert not look(book, Blik("2022-12-31", "geslacht", "m", alleen=False), finding(50, 18))


@pytest.mark.parametrize(("later", "shown"), [(101, False), (104, False), (110, True), (100, True)])
def test_two_days_are_compared_as_two_reports_are(later: int, shown: bool) -> None:
    book = Sessieboek()
    assert look(book, Blik("2022-12-30"), finding(100))
    assert look(book, Blik("2022-12-31"), finding(later)) is shown


def test_a_view_that_was_refused_is_not_held_against_the_next() -> None:
    book = Sessieboek()
    assert look(book, Blik("2022-12-31"), finding(100))
    assert not look(book, Blik("2022-12-31", "geslacht", "x", alleen=False), finding(97))
    assert look(book, Blik("2022-12-31", "geslacht", "v", alleen=False), finding(40))
