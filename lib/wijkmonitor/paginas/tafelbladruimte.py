"""How much room the words and figures of a tafelblad take on its two printed pages, in points.

The page is an A4 with margins of 12 mm. The sizes are those of `tafelblad.css`; `maat` is how many times as large as usual
the letters are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import AfspraakStand, Gesprek
from wijkmonitor.figuren.letters import wrap

BREED = 527.0
VOOR, ACHTER = 712.0, 749.0  # room of the front below its head, and of the back above its foot
LETTER = 8.02  # the smallest of a figure; a browser rounds it down a little
SCHRIJF = 52.0  # two lines to write on, where the figures leave no more
MAX_REGELS = (18, 12, 6)  # of a list in the place of a figure, the most first
_HALF, _BRIEF = 235.0, 232.0  # widths of the questions and of the note
_MAAT = re.compile(r'<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LETTER = re.compile(r"font-size:([\d.]+)px")


def figure_size(finding: Bevinding) -> tuple[float, float]:
    """Height of its figure at full width, and with the smallest letter allowed; zeros where it has none."""
    size = _MAAT.search(finding.figuur.breed) if finding.figuur else None
    if finding.figuur is None or size is None:
        return 0.0, 0.0
    scale = BREED / float(size[1])
    smallest = min(map(float, _LETTER.findall(finding.figuur.breed)), default=LETTER)
    high = float(size[2]) * scale
    return high, high * min(1.0, LETTER / (smallest * scale))


def room_of_words(finding: Bevinding, lees: str, maat: float) -> float:
    """Room of a finding without its figure: its headline, what is measured, what it says and what to talk about."""
    below = "" if finding.onderschrift == finding.schatting.reason else f"{finding.onderschrift} voorbeelddata"
    head = (
        16.6 * maat * count_lines(finding.kop, 500, 14 * maat, bold=True) + 1.5 + 13.1 * maat * count_lines(below, 500, 10 * maat)
    )
    said = 4.3 + 14.5 * maat * count_lines(lees, BREED, 10.5 * maat)
    lines = count_lines(finding.gespreksvraag, BREED - 60, 10.5 * maat, bold=True)
    asked = 10 + max(22.8, 5.7 + 14.2 * maat * lines) if lines else 0
    return 18 + head + said + asked


def room_of_list(rows: Sequence[str], maat: float) -> float:
    """Room of a list over two columns; the longer column is the longest entry longer at most."""
    high = [2.3 + 13.7 * maat * count_lines(text, BREED / 2 - 18, 10.6 * maat) for text in rows]
    return sum(high) / 2 + max(high, default=0.0) / 2 + 2


def room_of_answer(lines: Sequence[Mapping[str, str]], maat: float, *, woord: bool) -> float:
    """Room of the short answer above the findings."""
    told = sum(max(25.5, 15.7 * maat * count_lines(line["tekst"], 485, 12.5 * maat)) + 4.3 for line in lines)
    return 11 + 12.5 * maat + (2.8 + 19.6 * maat if woord else 0) + told


def room_of_talk(afspraken: Sequence[AfspraakStand], onder: str, gesprek: Gesprek | None, maat: float, *, vragen: int) -> float:
    """Room of what was agreed beside what to talk about. onder: what stands below the agreements."""
    line, size = 13.7 * maat, 10.5 * maat
    note = 20 + 12.5 * maat + line * count_lines(onder, _BRIEF, size)
    for item in afspraken:
        texts = [f"{item.wie} voorbeelddata", f"Nu: {item.nu}" if item.nu else ""]
        note += 7.5 + line * (
            count_lines(item.wat, _BRIEF, size, bold=True) + sum(count_lines(text, _BRIEF, size) for text in texts) + 1.2
        )
    circles = (gesprek.binnenkring[:vragen], gesprek.buitenkring[:vragen]) if gesprek else ()
    asked = (
        3
        + 12.5 * maat
        + sum(3 + 11.8 * maat + line * sum(count_lines(text, _HALF, size) for text in circle) for circle in circles)
    )
    return 6 + max(note, asked)


def room_to_write(maat: float) -> float:
    """Room of the heading of new agreements and the least lines to write on."""
    return 9 + 28 * maat + SCHRIJF


@lru_cache(maxsize=512)  # the same words are placed in more than a hundred ways
def count_lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """On how many lines the text stands."""
    return len(wrap(text, room, size, bold, lines=40)) if text else 0
