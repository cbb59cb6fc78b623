"""The fixed texts of these pages are short and plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from wijkmonitor.vragen.teksten import load_teksten

FORBIDDEN = re.compile(r"significant|betrouwbaarheidsinterval|procentpunt|correlatie|\b\d+[.]\d+%", re.IGNORECASE)
PARTS = {
    "5-praatplaat": ("stand", "zien", "voet"),
    "6-samen-leren": (
        "antwoord",
        "naast",
        "lessen",
        "open",
        "stappen",
        "factoren",
        "mix",
        "menukaart",
        "gesprek",
        "verantwoording",
    ),
    "7-bestuur": ("vraag",),
    "8-koppelkaart": ("geen_cijfers", "zo_leest_u", "namen", "leeg", "los_geen", "los_vraag", "geen_rapport", "missen"),
    "9-menukaart": ("intro", "geen", "zonder", "weggelaten", "zonder_script", "zoek", "niveau"),
    "12-verslag": ("verslag",),
}


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    else:
        for item in part.values() if isinstance(part, dict) else part:
            yield from _texts(item)


@pytest.mark.parametrize("naam", PARTS)
def test_sentences_are_short_and_plain(naam: str) -> None:
    texts = [text for part in PARTS[naam] for text in _texts(load_teksten(naam)[part])]
    counts = [len(sentence.split()) for text in texts for sentence in re.split(r"(?<=[.?!:])\s", text) if sentence.strip()]
    assert max(counts) <= 20
    assert sum(counts) / len(counts) <= 12
    assert not [text for text in texts if FORBIDDEN.search(text)]
