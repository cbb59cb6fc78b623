"""The words of a drawing with their places, read from its SVG as a browser does."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from wijkmonitor.figuren.letters import text_width

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
    for element, look in _with_looks(root, rules):
        if element.tag == f"{_SVG}path" and "stroke-dasharray" in look:
            found += _standing(element.get("d") or "")
    return found


def _with_looks(element: ET.Element, rules: dict[str, str], look: str = "") -> Iterator[tuple[ET.Element, str]]:
    """Every element below this one with its style, its own or that of the group that it is in."""
    for part in element:
        own = rules.get(part.get("class") or "", part.get("style") or "") or look
        yield part, own
        yield from _with_looks(part, rules, own)


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
    for element, look in _with_looks(root, rules):
        if element.tag != f"{_SVG}text":
            continue
        style = dict(rule.split(":", 1) for rule in look.split(";") if rule)
        text, size = element.text or "", float(style["font-size"].removesuffix("px"))
        bold = style.get("font-weight") == "700"
        room, x = text_width(text, size, bold), float(element.get("x") or 0)
        start = x - {"end": room, "middle": room / 2}.get(style.get("text-anchor", ""), 0)
        found.append(Gezien(text, start, start + room, float(element.get("y") or 0), size, style["fill"], bold))
    return found


def text_of(svg: str) -> str:
    """The words of a drawing in one line, in the order in which they were drawn."""
    return " ".join(found.text for found in words_in(svg))
