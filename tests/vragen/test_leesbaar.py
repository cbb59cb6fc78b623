"""What a resident needs to read a number rightly: the period, the decimals of the source, who is compared with whom."""

from __future__ import annotations

import re

import pytest
from tests.vragen.proefwijken import WIJKEN

from wijkmonitor.bevinding.document import Document

Documenten = dict[tuple[str, str], Document]


@pytest.mark.parametrize("slug", WIJKEN)
def test_a_share_reached_says_over_which_years_it_adds_up(documenten: Documenten, slug: str) -> None:
    found = documenten[slug, "1-bereik"]["bereik-doelgroep"]
    assert "van 2020 tot en met 2022" in found.onderschrift and "van 2020 tot en met 2022" in found.lees


@pytest.mark.parametrize("slug", WIJKEN)
def test_percentages_have_the_decimals_of_their_source(documenten: Documenten, slug: str) -> None:
    rows = {row[0]: row for row in documenten[slug, "0-wijkprofiel"]["wijkprofiel-demografisch"].tabel.rijen}
    assert all(re.fullmatch(r"\d+%", str(cell)) for cell in rows["65 jaar en ouder"][3:5])  # CBS rounds to whole numbers


@pytest.mark.parametrize("slug", WIJKEN)
def test_a_ratio_is_told_as_it_is_felt_and_stands_precisely_in_a_table(documenten: Documenten, slug: str) -> None:
    report = documenten[slug, "1-bereik"]
    for id in ("bereik-doorverwijzingen", "bereik-verloop"):
        found = report[id]
        assert not re.search(r"\d,\d\d keer", f"{found.kop} {found.lees} {found.stand}")
        (table,) = [item for item in found.extra_tabellen if item.titel == "De vergelijking"]
        assert table.rijen[0][1:5] == (found.schatting.value, found.schatting.low, found.schatting.high, found.schatting.n)
        assert found.schatting.has_interval and re.search(r"Waar het er 100 waren .+, zijn het er \d", found.stand)


@pytest.mark.parametrize("slug", WIJKEN)
def test_a_share_that_would_read_as_0_of_the_100_is_drawn_of_the_1000(documenten: Documenten, slug: str) -> None:
    found = documenten[slug, "1-bereik"]["bereik-doelgroep"]
    shares = [row[3] for row in found.tabel.rijen if isinstance(row[3], float)]
    small = any(0 < share < 0.005 for share in shares)
    assert found.figuur is not None
    assert (
        ("van de 1.000" in found.figuur.breed) == ("van de 1.000" in found.figuur.smal) == ("van de 1.000" in found.lees) == small
    )
    assert ">0 van de 100<" not in found.figuur.breed


@pytest.mark.parametrize("slug", WIJKEN)
def test_the_first_finding_that_knows_something_has_a_figure(documenten: Documenten, slug: str) -> None:
    for naam in ("0-wijkprofiel", "1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies"):
        first = next(found for found in documenten[slug, naam].hoofd if found.teken != "niet geleverd")
        assert first.figuur is not None, (naam, first.id)
