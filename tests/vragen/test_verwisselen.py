"""No interchangeable sentences: exchanging the records of two wijken changes every line of every answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from proefwijken import DOCUMENTEN, WIJKEN, make_all, tables_of, with_tables

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier

PAREN = list(combinations(WIJKEN, 2))


def lines(documents: dict[str, Document], naam: str) -> list[str]:
    """The answer of a document, line by line, as readers see it."""
    return [line.regel for line in documents[naam].antwoord]


@pytest.mark.parametrize("pair", PAREN, ids="-".join)
def test_all_tables_exchanged_but_not_wijk_toml(dossiers: dict[str, Dossier], pair: tuple[str, str]) -> None:
    one, other = (dossiers[slug] for slug in pair)
    for here, there in ((one, other), (other, one)):
        swapped = replace(with_tables(here, tables_of(there)), kerncijfers=there.kerncijfers, agenda=there.agenda)
        before, after = make_all(here), make_all(swapped)
        for naam in DOCUMENTEN:
            pairs = zip(lines(before, naam), lines(after, naam), strict=True)
            assert all(old != new for old, new in pairs), naam


@pytest.mark.parametrize("pair", PAREN, ids="-".join)
def test_everything_exchanged(documenten: dict[tuple[str, str], Document], pair: tuple[str, str]) -> None:
    for naam in DOCUMENTEN:
        one, other = ({line.regel for line in documenten[slug, naam].antwoord} for slug in pair)
        assert not one & other, naam


@pytest.mark.parametrize("pair", PAREN, ids="-".join)
def test_with_the_records_exchanged_a_wijk_says_what_the_other_said(dossiers: dict[str, Dossier], pair: tuple[str, str]) -> None:
    one, other = (dossiers[slug] for slug in pair)
    swapped = make_all(with_tables(one, tables_of(other)))
    for naam in ("3-samenwerking", "4-interventies"):
        assert lines(swapped, naam) == lines(make_all(other), naam)
