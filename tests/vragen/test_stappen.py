"""A step that gets something else than it asks for says so in Dutch, before it computes anything."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from tests.vragen.proefwijken import load

from wijkmonitor.vragen import bereik, gezondheid, interventies, samenwerking, wijkprofiel

STAPPEN = [
    pytest.param(vraag, naam, id=f"{vraag.__name__.rpartition('.')[2]}.{naam}")
    for vraag in (wijkprofiel, bereik, gezondheid, samenwerking, interventies)
    for naam in vraag.__all__
]


@pytest.mark.parametrize(("vraag", "naam"), STAPPEN)
@pytest.mark.parametrize("anders", ["voorbeeldwijk", None, pd.DataFrame({"a": [1]})], ids=["tekst", "niets", "tabel"])
def test_a_step_tells_what_it_works_with(vraag: Any, naam: str, anders: object) -> None:
    step = getattr(vraag, naam)
    room = vraag.__name__.rpartition(".")[2]
    first, *rest = inspect.signature(step).parameters.values()
    needed = {item.name: {"vraag": 1}.get(item.name, "gezondheid") for item in rest if item.default is item.empty}
    with pytest.raises(ValueError, match=rf"^{room}\.{naam}: deze stap rekent met (de uitkomst van {room}\.\w+\(|een dossier)"):
        step(**{first.name: anders}, **needed)


def test_a_step_says_which_one_it_wants_and_which_one_it_got() -> None:
    people = bereik.count_deelnemers(load("voorbeeldwijk"))
    with pytest.raises(
        ValueError, match=r"uitkomst van bereik\.compare_with_doelgroepen\(.+U gaf: de uitkomst van bereik\.count_deel"
    ):
        bereik.doelgroep(people)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda d: bereik.count_onderwerpen(d, vraag=7), "vraag=7 kan niet. Kies uit: 0, 1, 2, 3, 4."),
        (lambda d: bereik.count_onderwerpen(d, vraag="1"), "vraag='1' kan niet. Kies uit: 0, 1, 2, 3, 4."),
        (
            lambda d: bereik.count_deelnemers(d, leeftijd=15),
            "Schrijf het zo: bereik.count_deelnemers(dossier, vanaf_leeftijd=15).",
        ),
        (lambda d: bereik.count_onderwerpen(d), "Schrijf het zo: bereik.count_onderwerpen(dossier, vraag=...)."),
        (lambda d: bereik.activiteiten(bereik.count_bezoeken(d), hoogstens=0), "hoogstens=0 kan niet. Kies een heel getal"),
        (lambda d: bereik.count_per_periode(d, minstens=1.5), "minstens=1.5 kan niet. Kies een heel getal"),
        (lambda d: bereik.count_per_periode(d, minstens=math.inf), "minstens=inf kan niet. Kies een heel getal"),
        (
            lambda d: bereik.compare_bedoeld(bereik.count_deelnemers(d), grens=50),
            "grens=50 kan niet. Kies een deel van het geheel",
        ),
        (lambda d: bereik.count_stappen(bereik.count_deelnemers(d), zekerheid="0.95"), "zekerheid='0.95' kan niet."),
    ],
)
def test_an_argument_that_can_not_be_is_told_in_dutch(call: Callable[[Any], object], told: str) -> None:
    with pytest.raises(ValueError) as wrong:
        call(load("voorbeeldwijk"))
    assert told in str(wrong.value)


def test_a_step_keeps_its_name_its_help_and_its_arguments() -> None:
    assert bereik.count_deelnemers.__name__ == "count_deelnemers"
    assert "vanaf_leeftijd" in inspect.signature(bereik.count_deelnemers).parameters
    assert (bereik.count_deelnemers.__doc__ or "").startswith("All counts of participation")
