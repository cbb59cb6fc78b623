"""The glossary: terms with their explanation, of which a document shows those that occur in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.programma import programma


@dataclass(frozen=True)
class Begrip:
    """A term, its explanation in B1, its source, and other forms in which it is written."""

    term: str
    uitleg: str
    bron: str
    vormen: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What recognises the term in a text; an abbreviation only in capitals."""
        forms = "|".join(re.escape(form) for form in (self.term, *self.vormen))
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", 0 if self.term.isupper() else re.IGNORECASE)

    @cached_property
    def in_small(self) -> tuple[str, ...]:
        """Its forms in small letters: a text that has none of them need not be searched."""
        return tuple(form.lower() for form in (self.term, *self.vormen))


@cache
def load_begrippen() -> tuple[Begrip, ...]:
    """All terms, those of the programme included, in alphabetical order."""
    raw = read_toml("wijkmonitor.bevinding", "begrippen.toml")
    known = [*raw["begrip"], *programma().begrip]
    terms = [
        Begrip(row["term"], row["uitleg"], row["bron"].replace("{programma}", programma().naam), tuple(row.get("vormen", ())))
        for row in known
    ]
    return tuple(sorted(terms, key=lambda begrip: begrip.term.casefold()))


def find_begrippen(texts: Iterable[str]) -> list[Begrip]:
    """The terms that occur in the texts, in alphabetical order."""
    together = "\n".join(texts)
    small = together.lower()
    likely = (begrip for begrip in load_begrippen() if any(form in small for form in begrip.in_small))
    return [begrip for begrip in likely if begrip.pattern.search(together)]


def begrippen_markdown() -> str:
    """The whole glossary as the page `docs/begrippen.md`."""
    head = "# Begrippen\n\nDe woorden die de monitor gebruikt. Deze lijst komt uit `begrippen.toml` in `lib/wijkmonitor/bevinding` en uit `lib/wijkmonitor/programma.toml`.\n\n"
    rows = [f"| {begrip.term} | {begrip.uitleg} | {begrip.bron} |" for begrip in load_begrippen()]
    return head + "| woord | uitleg | bron |\n|---|---|---|\n" + "\n".join(rows) + "\n"
