"""The glossary: in B1, with a source, and the same in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wijkmonitor.bevinding.fragmenten import Begrip, begrippen_markdown, find_begrippen, load_begrippen

DOCS = Path(__file__).resolve().parents[2] / "docs" / "begrippen.md"


def test_the_documentation_has_the_same_glossary() -> None:
    assert DOCS.read_text(encoding="utf-8") == begrippen_markdown()


@pytest.mark.parametrize("begrip", load_begrippen(), ids=lambda begrip: begrip.term)
def test_an_explanation_is_short_and_has_a_source(begrip: Begrip) -> None:
    sentences = [sentence.split() for sentence in re.split(r"[.!?]\s", begrip.uitleg + " ") if sentence.strip()]
    assert max(len(words) for words in sentences) <= 20
    assert sum(len(words) for words in sentences) / len(sentences) <= 13
    assert begrip.bron


def test_terms_are_there_once_and_found_as_whole_words() -> None:
    names = [begrip.term.casefold() for begrip in load_begrippen()]
    assert len(set(names)) == len(names)
    assert [begrip.term for begrip in find_begrippen(["De gli is geen afkorting; de marges wel."])] == ["marge"]
    assert [begrip.term for begrip in find_begrippen(["De GLI en de omgeving."])] == ["GLI"]
