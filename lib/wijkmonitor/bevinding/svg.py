"""The same drawing in fewer bytes: an SVG text as it travels inside a page. What it shows stays equal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from string import ascii_lowercase

_XLINK = re.compile(r' (?:xlink(:href)|xmlns:xlink="[^"]*")')
_TAG = re.compile(r"<[^>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
_PATH = re.compile(r'( d=")([^"]*)"')
_PIECE = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_SIZES = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}


@lru_cache(maxsize=256)
def compact_svg(svg: str) -> str:
    """The SVG with groups that do nothing taken out, repeated styles as classes and paths in relative steps."""
    svg = _without_bare_groups(svg)
    svg = _in_tags(svg, _XLINK, lambda found: " href" if found[1] == ":href" else "")
    return _with_classes(shorten_paths(svg))


def shorten_paths(svg: str) -> str:
    """The SVG with every path in relative steps of at most two decimals."""
    return _in_tags(svg, _PATH, lambda found: f'{found[1]}{_relative(found[2])}"')


def _in_tags(svg: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    """The SVG with the pattern changed inside tags only, never in the words of the drawing."""
    return _TAG.sub(lambda tag: pattern.sub(change, tag[0]), svg)


def _without_bare_groups(svg: str) -> str:
    """Without `<g>` elements that have no attributes."""
    stack: list[bool] = []

    def keep(found: re.Match[str]) -> str:
        tag = found[0]
        if tag.startswith("</g"):
            return "" if stack.pop() else tag
        if re.match(r"<g[\s>]", tag):
            stack.append(tag == "<g>")
            return "" if stack[-1] else tag
        return tag

    return _TAG.sub(keep, svg)


def _with_classes(svg: str) -> str:
    styles = Counter(style for tag in _TAG.findall(svg) for style in _STYLE.findall(tag))
    names = dict(zip((style for style, number in sorted(styles.items()) if number > 1), _names(), strict=False))
    if not names:
        return svg
    rules = "".join(f".{name}{{{_tight(style)}}}" for style, name in names.items())
    svg = _in_tags(
        svg, _STYLE, lambda found: f' class="{names[found[1]]}"' if found[1] in names else f' style="{_tight(found[1])}"'
    )
    return re.sub(r"(<svg[^>]*>)", lambda found: f"{found[1]}<style>{rules}</style>", svg, count=1)


def _names() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (f"{letter}{number}" for number in count(1) for letter in ascii_lowercase)


def _tight(style: str) -> str:
    return re.sub(r"\s*([:;])\s+", r"\1", style).strip("; ")


def _relative(path: str) -> str:
    """The path in relative steps; a path with other commands than M, L, C, Q and Z stays as it is."""
    steps = list(_segments(path))
    if not steps or steps[0][0] != "M":
        return path
    at = start = (0.0, 0.0)
    out = ""
    for command, numbers in steps:
        if command == "Z":
            out, at = out + "z", start
            continue
        moved = [round(value - at[position % 2], 2) for position, value in enumerate(numbers)]
        at = (round(at[0] + moved[-2], 2), round(at[1] + moved[-1], 2))
        start = at if command == "M" else start
        out += command.lower() + _joined(moved)
    return out


def _segments(path: str) -> Iterator[tuple[str, list[float]]]:
    """Command and numbers of each step; nothing at all for a path that is not understood."""
    pieces = _PIECE.findall(path)
    found: list[tuple[str, list[float]]] = []
    command, numbers = "", list[float]()
    for piece in pieces:
        if piece.isalpha():
            if numbers or piece.upper() not in _SIZES or (piece.islower() and piece != "z"):
                return
            command = piece.upper()
            if command == "Z":
                found.append((command, []))
        else:
            numbers.append(float(piece))
            if len(numbers) == _SIZES.get(command, 0):
                found.append((command, numbers))
                command, numbers = "L" if command == "M" else command, []
    if not numbers:
        yield from found


def _joined(numbers: list[float]) -> str:
    text = ""
    for value in numbers:
        word = f"{value + 0.0:.2f}".rstrip("0").rstrip(".")
        word = re.sub(r"^(-?)0\.", r"\1.", word)
        text += word if not text or word.startswith("-") else f" {word}"
    return text
