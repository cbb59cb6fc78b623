"""Every colour of the monitor, once: figures, pages, drawings and the site take them from here.

Red and green belong to *ongunstiger* and *gunstiger* alone, always with a sign and a word beside them. The four
questions have hues of their own, outside red, green and the blue of links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wijkmonitor.taal import raad

PAPIER, VEL, ZAND, LIJN, RASTER = "#FFFDF8", "#FFFFFF", "#F5EFE3", "#D8CFBE", "#E4DCCD"
INKT, GRIJS, SCHRIJFLIJN = "#24303A", "#5A646B", "#8F897B"
GUNSTIG, ONGUNSTIG = "#1A6B3C", "#B0412A"
GUNSTIG_LICHT, ONGUNSTIG_LICHT = "#E0F0E2", "#FAE5DD"
OKER, OKER_LICHT = "#6B5200", "#FFF0CC"
VERWIJZING, NADRUK = "#1C5E8C", "#FFE08A"  # a link, and the link that has the focus
BRIEFJE, BRIEFJE_RAND, BRIEFJE_LIJN, PUNAISE = "#FFF6D8", "#E5D49B", "#C9A94E", "#E0674C"
LUCHT = "#E2F0F3"

Vraag = Literal[0, 1, 2, 3, 4]


@dataclass(frozen=True)
class Kleur:
    """The colour of a monitor question: `vol` for marks and words, `licht` for grounds."""

    vol: str
    licht: str


# 0 is for what belongs to no single question (profile, learning together)
VRAGEN: dict[int, Kleur] = {
    0: Kleur("#44535E", "#E7ECEF"),
    1: Kleur("#00687A", "#DAEEF2"),
    2: Kleur("#97306E", "#F8E4F0"),
    3: Kleur("#553F9E", "#E8E4F6"),
    4: Kleur("#80490F", "#F7E8D8"),
}

# Five steps from light to dark, one hue towards ink: safe for colour blindness and in print without colour.
KLASSEN = ("#EAF1F4", "#B9D3E0", "#7FADC6", "#35749B", "#14496E")


class Verf:
    """The paints of the drawings. They mean nothing: they only show what a street looks like."""

    WIT, KORAAL, LOOF, ORANJE = "#FFFFFF", "#E0674C", "#8DB867", "#E7A24B"
    GRAS, STENGEL, ROOM, ZWART = "#7FAE5B", "#4F7F3C", "#F8E9D2", "#1F1A18"
    HOUT, BRUIN, CREME, PERZIK = "#8A5F45", "#B98B6B", "#FBF3E4", "#F2CDA6"
    ROODBRUIN, OKERGEEL, ZANDSTEEN, BAKSTEEN = "#8E4636", "#C98A1E", "#F6DFC0", "#E9BFA0"
    DAKPAN, DAKROOD, DAKBRUIN, LOOF_LICHT = "#D8694A", "#C25A3E", "#A9543F", "#A3C57A"
    LOOF_DONKER, HUID_1, HUID_2, HUID_3 = "#6FA05A", "#E9B98F", "#8D5A3B", "#F2D0AC"
    HUID_4, HUID_5, HUID_6, HAAR_BRUIN = "#C98F62", "#6E4630", "#DDA77B", "#4A3528"
    HAAR_GRIJS, HAAR_ROOD, HAAR_BLOND, MOSTERD = "#C9C4BD", "#7A4B2A", "#D9A441", "#D49A2A"
    STAALBLAUW, GLAS, LICHT, GEEL = "#4F6D8F", "#CFE6EA", "#FDEBB5", "#F9D36A"
    STAM, BETON, BROEK, INKT = "#A4774F", "#8A96A0", "#3B4658", "#2E2B33"
    ROOD, ZEEGROEN, LICHTBLAUW, TERRACOTTA = "#C9654A", "#7FA8A0", "#DDEBF4", "#C9785B"
    HEMELSBLAUW, STEENWIT, PLEIN, WATER = "#7FB3D5", "#DAD3C6", "#E9DCC6", "#BFDDE6"
    LINT_LICHT, STRAAT, VOEG, PADRAND = "#FFF3CF", "#C9CFD1", "#9AA3A8", "#B99A6A"
    PAD, LUCHT, ZON, HEUVEL_VER = "#E8D5AF", "#E2F0F3", "#E9B33B", "#DCE8C0"
    HEUVEL, DONKERBRUIN, KNOP, AARDE = "#CBDDA3", "#6B4A00", "#B9D08F", "#E4C9A8"
    ZAAD, STOEP, STOEPRAND, TAFEL = "#EAD9B5", "#F3E7D3", "#CBB896", "#D9A877"
    LEEG, WEIDE, LEISTEEN = "#CFC8BA", "#D5E5B4", "#7C8A93"


def colour_of(vraag: int) -> Kleur:
    """The colour pair of a question (0 to 4); raises ValueError for another number."""
    if vraag not in VRAGEN:
        raise ValueError(f"vraag={vraag!r} is no question\n{raad('keuze', kies=', '.join(map(str, sorted(VRAGEN))))}")
    return VRAGEN[vraag]


def css_colours() -> str:
    """The colours as custom properties of CSS, for the pages: `--inkt:#24303A;--v1:...;--v1l:...`."""
    plain = {
        "papier": PAPIER, "vel": VEL, "zand": ZAND, "lijn": LIJN, "schrijf": SCHRIJFLIJN, "inkt": INKT, "grijs": GRIJS,
        "gunstig": GUNSTIG, "gunstig-licht": GUNSTIG_LICHT, "ongunstig": ONGUNSTIG, "ongunstig-licht": ONGUNSTIG_LICHT,
        "oker": OKER, "oker-licht": OKER_LICHT, "link": VERWIJZING, "nadruk": NADRUK, "lucht": LUCHT,
        "briefje": BRIEFJE, "briefje-rand": BRIEFJE_RAND, "briefje-lijn": BRIEFJE_LIJN, "punaise": PUNAISE,
    }  # fmt: skip
    questions = {f"v{number}{end}": value for number, pair in VRAGEN.items()
                 for end, value in (("", pair.vol), ("l", pair.licht))}  # fmt: skip
    return "".join(f"--{name}:{value};" for name, value in (plain | questions).items())


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
