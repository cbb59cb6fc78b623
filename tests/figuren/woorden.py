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


@dataclass(frozen=True)
class Lijn:
    """A standing dashed line, as those of events and of groups: its place along x and its ends, the upper one first."""

    x: float
    top: float
    bottom: float


def standing_lines(svg: str) -> list[Lijn]:
    """Every standing dashed line in a drawing."""
    root = ET.fromstring(svg)
    rules = dict(re.findall(r"\.(\w+)\{([^}]*)\}", root.findtext(f"{_SVG}style") or ""))
    found = []
    for element in root.iter(f"{_SVG}path"):
        if "stroke-dasharray" in rules.get(element.get("class") or "", element.get("style") or ""):
            found += _standing(element.get("d") or "")
    return found


def _standing(data: str) -> list[Lijn]:
    x = y = 0.0
    found = []
    for step, text in re.findall(r"([mhvlz])([^mhvlz]*)", data):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", text)]
        if step in "ml":
            x, y = x + sum(numbers[::2]), y + sum(numbers[1::2])
        elif step == "h":
            x += sum(numbers)
        elif step == "v":
            end = y + sum(numbers)
            found.append(Lijn(x, min(y, end), max(y, end)))
            y = end
    return found


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
