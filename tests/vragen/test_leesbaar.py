"""What a resident needs to read a number rightly: the period, the decimals of the source, who is compared with whom."""

from __future__ import annotations

import re

import pytest
from proefwijken import WIJKEN

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
