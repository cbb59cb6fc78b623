"""The answer in one word: what decides, and what stands first."""

from __future__ import annotations

import pytest

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import decide


def _findings(*weights: str) -> list[Bevinding]:
    return [Bevinding.from_json({"id": f"b-{n}", "kop": f"Kop {n}", "weegt": weight}) for n, weight in enumerate(weights)]


@pytest.mark.parametrize(
    ("weights", "word"),
    [
        (("voor", "voor", ""), "ja"),
        (("voor", ""), "deels"),  # nothing else is known
        (("voor", "voor", "tegen"), "deels"),
        (("beide",), "deels"),
        (("tegen", ""), "nog niet"),
        (("", ""), "niet te zeggen"),
        ((), "niet te zeggen"),
    ],
)
def test_the_word_follows_from_what_speaks_for_and_against(weights: tuple[str, ...], word: str) -> None:
    assert decide(_findings(*weights)).woord == word


def test_what_speaks_against_stands_first_and_a_strength_second() -> None:
    order = decide(_findings("", "voor", "tegen", "tegen")).volgorde
    assert [finding.id for finding in order] == ["b-2", "b-1", "b-3", "b-0"]


def test_what_is_known_stands_before_what_was_not_delivered() -> None:
    hole = Bevinding.from_json({"id": "gat", "kop": "Nog geen cijfers", "teken": "niet geleverd"})
    order = decide([hole, *_findings("", "voor")]).volgorde
    assert [finding.id for finding in order] == ["b-1", "b-0", "gat"]


def test_the_weight_travels_with_the_finding() -> None:
    (finding,) = _findings("tegen")
    assert Bevinding.from_json(finding.as_json()).weegt == "tegen"
