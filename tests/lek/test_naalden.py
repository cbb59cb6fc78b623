"""Nothing that was planted in the records stands in anything that a run leaves behind."""

from __future__ import annotations

import pytest
from tests.lek.conftest import GEBRUIKER, Gedraaid
from tests.lek.lezen import everything, find_needles

pytestmark = pytest.mark.traag


def test_the_run_makes_every_document_of_every_good_wijk(gedraaid: Gedraaid) -> None:
    assert gedraaid.code == 1, gedraaid.tekst
    assert "mislukt            0" in gedraaid.tekst and "foutenwijk" in gedraaid.tekst
    assert len(gedraaid.naalden) >= 200 and len(set(gedraaid.naalden)) == len(gedraaid.naalden)


def test_no_needle_stands_anywhere_under_reports(gedraaid: Gedraaid) -> None:
    found = find_needles(everything(gedraaid.uit), gedraaid.naalden)
    assert not found, "\n".join(f"{needle}: {', '.join(sorted(places)[:6])}" for needle, places in sorted(found.items()))


def test_no_needle_is_printed_by_a_run(gedraaid: Gedraaid) -> None:
    found = find_needles([("terminal", gedraaid.tekst)], gedraaid.naalden)
    assert not found, sorted(found)


def test_the_name_of_the_user_is_not_in_the_reports(gedraaid: Gedraaid) -> None:
    found = find_needles(everything(gedraaid.uit), [GEBRUIKER])
    assert not found, found
