"""What a reader stumbles over when a page is read aloud."""

from __future__ import annotations

import re

import pytest
from tests.wijken.conftest import Paginas

HAPERT = {
    "two numbers after each other": r"\bin (?:\w+ )?20\d\d \d|\ber \d+ \d",
    "a year and its number": r"20\d\d \d+(?:,\d+)?(?: van de|, 20\d\d \d)",
    "nothing between brackets": r"\(\s*\)",
    "a colon and a full stop": r":\s*\.",
    "the same word twice": r"\b(\w{4,}) \(\1\)",
    "one of many": r"\bmet 1 \w+en\b",
    "one is counted, where its name would do": r"Ook: [^.]*en nog 1\.",
    "nothing is counted": r"wens(?:en)?: [^.]*\b0 ",
    "what comes later seems to be about what nobody knows": r"weten we niet\. Dat kan straks",
    "a source that is none": r"Bron: geen gegevens",
    "more, and then one": r"\b(?:zijn|waren|staan) (?:het )?er 1\b(?! tot)|\b1 (?:mensen|verwijzingen|lijnen|stickers|dagen)\b",
    "a name of a table": r"niets nieuws in: [^.]*(?:kwalitatief|themas)",
}


@pytest.mark.parametrize("wat", HAPERT)
def test_no_sentence_of_a_page_makes_a_reader_stumble(wat: str, paginas: Paginas) -> None:
    found = {name: match[0] for name, text in paginas.items() if (match := re.search(HAPERT[wat], text))}
    assert found == {}
