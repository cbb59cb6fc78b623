"""The visual language in one place: colours, letter, settings of matplotlib, contrast.

Every colour that carries text has at least 4.5:1 against the grounds it stands on, every mark at least 3:1
(WCAG 2.2, 1.4.3 and 1.4.11); `tests/figuren/test_stijl.py` measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

PAPIER, VEL, ZAND, LIJN, RASTER = "#FFFDF8", "#FFFFFF", "#F5EFE3", "#D8CFBE", "#E4DCCD"
INKT, GRIJS, SCHRIJFLIJN = "#24303A", "#5A646B", "#8F897B"
MINDER, MEER = "#B0412A", "#1C5E8C"
MINDER_LICHT, MEER_LICHT = "#FAE5DD", "#DDEBF4"
OKER, OKER_LICHT = "#7A5200", "#FFF0CC"
GRIJS_LICHT = "#E9EAEA"

Vraag = Literal[0, 1, 2, 3, 4]


@dataclass(frozen=True)
class Kleur:
    """The colour of a monitor question: `vol` for marks and words, `licht` for grounds."""

    vol: str
    licht: str


# 0 is for what belongs to no single question (profile, learning together)
VRAGEN: dict[int, Kleur] = {
    0: Kleur("#234A63", "#E7ECEF"),
    1: Kleur("#0F6E5A", "#DCEFE8"),
    2: Kleur("#B0412A", "#FAE5DD"),
    3: Kleur("#1C5E8C", "#DDEBF4"),
    4: Kleur("#74427E", "#EFE3F1"),
}

# Five steps from light to dark, one hue towards ink: safe for colour blindness and in print without colour.
KLASSEN = ("#EAF1F4", "#B9D3E0", "#7FADC6", "#35749B", "#14496E")

LETTERS = "'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

RC: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "wijkmonitor",
    "svg.id": None,
    "path.sketch": None,
    "path.effects": [],
    "path.simplify": False,
    "hatch.linewidth": 1.2,
    "font.family": ["Liberation Sans", "Arial", "DejaVu Sans"],
    "font.size": 11,
    "text.color": INKT,
    "text.parse_math": False,
    "axes.labelcolor": GRIJS,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": RASTER,
    "xtick.color": GRIJS,
    "ytick.color": INKT,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "lines.linewidth": 2.5,
    "lines.solid_capstyle": "round",
}


def colour_of(vraag: int) -> Kleur:
    """The colour pair of a question (0 to 4); raises ValueError for another number."""
    if vraag not in VRAGEN:
        raise ValueError(f"vraag={vraag!r} must be one of {sorted(VRAGEN)}")
    return VRAGEN[vraag]


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours `#RRGGBB`, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#FFFFFF"), 1)
    21.0
    """
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def text_on(ground: str) -> str:
    """The text colour with the most contrast on a ground: ink or white."""
    return INKT if contrast(INKT, ground) >= contrast(VEL, ground) else VEL
