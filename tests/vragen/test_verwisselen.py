"""No interchangeable sentences: exchanging records that differ changes every line of every answer that rests on them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from tests.vragen.proefwijken import DOCUMENTEN, WIJKEN, make_all, tables_of

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier

PAREN = list(combinations(WIJKEN, 2))


def lines(documents: dict[str, Document], naam: str) -> list[str]:
    """The answer of a document, line by line, as readers see it."""
    return [line.regel for line in documents[naam].antwoord]


def numbers_behind(document: Document, regel: str) -> tuple[object, ...]:
    """The finding that gives this line of the answer, and its number as a sentence can tell it."""
    plain = regel.removeprefix("Voorbeeld: ").removeprefix("Dit gaat goed. ").removeprefix("Dit lukt nog niet. ")
    found = next(item for item in document.bevindingen if plain in (item.antwoord, f"{item.kop.rstrip('.')}."))
    told = 1 if found.eenheid == "score" else 2  # a score stands with one decimal in a sentence
    return found.id, None if found.schatting.value is None else round(found.schatting.value, told)


@pytest.mark.parametrize("pair", PAREN, ids="-".join)
def test_all_tables_exchanged_but_not_wijk_toml(
    dossiers: dict[str, Dossier], documenten: dict[tuple[str, str], Document], pair: tuple[str, str]
) -> None:
    one, other = (dossiers[slug] for slug in pair)
    for here, there in ((one, other), (other, one)):
        swapped = replace(here.met_tabellen(tables_of(there)), kerncijfers=there.kerncijfers, agenda=there.agenda)
        before, after = {naam: documenten[here.wijk.slug, naam] for naam in DOCUMENTEN}, make_all(swapped)
        for naam in DOCUMENTEN:
            changed = [old != new for old, new in zip(lines(before, naam), lines(after, naam), strict=True)]
            assert any(changed), naam
            for old, new in zip(lines(before, naam), lines(after, naam), strict=True):
                same = numbers_behind(before[naam], old) == numbers_behind(after[naam], new)
                assert old != new or same, (naam, old)  # generated wijken share a few numbers, such as open figures


@pytest.mark.parametrize("pair", PAREN, ids="-".join)
def test_everything_exchanged(documenten: dict[tuple[str, str], Document], pair: tuple[str, str]) -> None:
    for naam in DOCUMENTEN:
        one, other = (documenten[slug, naam] for slug in pair)
        for regel in {line.regel for line in one.antwoord} & {line.regel for line in other.antwoord}:
            assert numbers_behind(one, regel) == numbers_behind(other, regel), (naam, regel)


@pytest.mark.parametrize("pair", PAREN, ids="-".join)
def test_with_the_records_exchanged_a_wijk_says_what_the_other_said(
    dossiers: dict[str, Dossier], documenten: dict[tuple[str, str], Document], pair: tuple[str, str]
) -> None:
    one, other = (dossiers[slug] for slug in pair)
    swapped = make_all(one.met_tabellen(tables_of(other)))
    for naam in ("3-samenwerking", "4-interventies"):
        assert lines(swapped, naam) == [line.regel for line in documenten[other.wijk.slug, naam].antwoord]
