"""What somebody else wrote, as a page may show it: the same to the eye, and never taken for a fault of the page itself."""

from __future__ import annotations

import re

# Not behind `--wijk `: there it is the folder of a wijk, in a command that people copy.
LEEG = re.compile(r"(?<![\w-])(?<!--wijk )(?:NaN|nan|None|NaT|<NA>|undefined)(?![\w-])")
ENGELS_GETAL = re.compile(r"\d\.\d+\s?%|\d,\d{3}\.\d")
VOEG = "\u200d"  # a joint that nobody sees


def woordelijk(text: str) -> str:
    """The text with an invisible joint in a word that stands for a missing value, and in a number in English notation.

    A page with such a word or number of its own is wrong; in words of people, and in an error of Python, it is what they said.

    >>> woordelijk("12.5% meer") == "12.5% meer", woordelijk("12.5% meer").replace(chr(0x200d), "")
    (False, '12.5% meer')
    >>> woordelijk("nan") == "nan", woordelijk("wijkmonitor run --wijk nan")
    (False, 'wijkmonitor run --wijk nan')
    """
    for pattern in (LEEG, ENGELS_GETAL):
        text = pattern.sub(lambda found: VOEG.join((found[0][:2], found[0][2:])), text)
    return text
