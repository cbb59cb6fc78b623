"""The words of a drawing with their places, read from its SVG as a browser does."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from wijkmonitor.figuren.maten import text_width

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Gezien:
    """A line of text: from start to end along x, its baseline at y, in points."""

    text: str
    start: float
    end: float
    y: float
    size: float
    colour: str
    bold: bool


def words_in(svg: str) -> list[Gezien]:
    """Every line of text in a drawing."""
    root = ET.fromstring(svg)
    rules = dict(re.findall(r"\.(\w+)\{([^}]*)\}", root.findtext(f"{_SVG}style") or ""))
    found = []
    for element in root.iter(f"{_SVG}text"):
        look = rules.get(element.get("class") or "", element.get("style") or "")
        style = dict(rule.split(":", 1) for rule in look.split(";") if rule)
        text, size = element.text or "", float(style["font-size"].removesuffix("px"))
        bold = style.get("font-weight") == "700"
        room, x = text_width(text, size, bold), float(element.get("x") or 0)
        start = x - {"end": room, "middle": room / 2}.get(style.get("text-anchor", ""), 0)
        found.append(Gezien(text, start, start + room, float(element.get("y") or 0), size, style["fill"], bold))
    return found
