"""A sentence is right for one as well as for more."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import wijkmonitor
from wijkmonitor.meegeleverd import fill, read_toml
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.oordeel import beoordeel

LIB = Path(wijkmonitor.__file__).parent
VEEL = r"zijn|waren|staan|vallen|horen|komen|missen|lagen|begonnen|wonen|gaven|antwoordden|bestaan|stopten|startten|gingen"
FOUT = re.compile(rf"\b(?:{VEEL})(?: het)?(?: er)? 1\b(?! tot| en )")
NOOIT_EEN = {  # what is filled in is never one: a list of words, or a number that is shown from three or more
    "bereik-doelgroep.lees.stand", "bereik-doelgroep.lees.nieuw", "bereik-doorverwijzingen.lees.jaren",
    "bereik-doorverwijzingen.lees.stand", "bereik-verloop.lees.stand", "bereik-verhalen.lees.bekend",
    "gezondheid-verhalen.lees.bekend", "interventies-verhalen.lees.bekend", "samenwerking-verhalen.lees.bekend",
    "interventies-codering.lees.bekend", "wijkprofiel-demografisch.lees.bekend", "voet.tuin",
    "bereik-doelgroep.lees.bekend", "bereik-trechter.antwoord.bekend", "bereik-trechter.lees.bekend", "interventies-doelen.lees.een",
    "gezondheid-dimensies.lees.laagste", "gezondheid-dimensies.lees.lager", "gezondheid-dimensies.lees.samen",
    "gezondheid-tevredenheid.lees.professionals", "verdacht.gewicht_som.wat", "antwoord.gepubliceerd", "naast.veel", "menukaart.soorten", "andere_rijen",
}  # fmt: skip


def sentences(part: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its dotted name."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from sentences(value, f"{name}.{key}".lstrip("."))
    elif isinstance(part, str) and "{" in part:
        yield name, part


def filled(text: str, value: str) -> str:
    """The sentence with this value in every place."""
    return fill(text, **{field: value for _, field, _, _ in string.Formatter().parse(text) if field})


@pytest.mark.parametrize("room", ["vragen", "paginas", "gegevens"])
def test_no_sentence_has_a_verb_of_more_before_one(room: str) -> None:
    found = {
        name
        for path in (LIB / room).rglob("*.toml")
        for name, text in sentences(read_toml(f"wijkmonitor.{room}", path.relative_to(LIB / room).as_posix()))
        if re.search(r"\{\w+[:}]", text) and FOUT.search(filled(text, "1"))
    }
    assert found - NOOIT_EEN == set()


def test_one_and_more_are_told_apart_as_readers_see_numbers() -> None:
    text = "Er {n:was|waren} {n}"
    assert [filled(text, value) for value in ("1", "één", "1 van de 100", "1 meer")] == [
        "Er was 1", "Er was één", "Er was 1 van de 100", "Er was 1 meer",
    ]  # fmt: skip
    assert all(filled(text, value).startswith("Er waren") for value in ("0", "2", "1.204", "1,5", "11", "1 tot 3"))


def test_a_difference_that_reads_as_nothing_was_not_missed() -> None:
    oordeel = beoordeel(Estimate(0.01, -0.02, 0.04, 300, "t 95%"))
    assert oordeel.gemist(lambda size: "0,0 punt") == ""
    assert "dan 0,1 punt hadden" in oordeel.gemist(lambda size: "0,1 punt")
