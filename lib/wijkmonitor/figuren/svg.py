"""The printer: what matplotlib draws, as a small SVG text. The same drawing gives the same bytes on every machine.

Text stays text in the letter of the page and is measured with the table of `letters`, not with an installed font.
Places are on a tenth of a point, 0.04 mm; a look that occurs more than once becomes a class.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from string import ascii_lowercase
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure as Tekening
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from wijkmonitor.figuren.kleuren import VEL
from wijkmonitor.figuren.letters import clean, width
from wijkmonitor.figuren.stijl import LETTERS
from wijkmonitor.taal import raad

_HALO = f"paint-order:stroke;stroke:{VEL};stroke-width:3.5px;"
_STEPS: dict[int, str] = {int(Path.MOVETO): "m", int(Path.LINETO): "l", int(Path.CURVE3): "q", int(Path.CURVE4): "c"}
_MOVE, _LINE = int(Path.MOVETO), int(Path.LINETO)
_ANCHORS = {"center": "text-anchor:middle;", "right": "text-anchor:end;"}


class Drukker(RendererBase):
    """Collects elements as (start, look, rest); `svg()` gives the text."""

    def __init__(self, width: float, height: float, *, cut: bool = False) -> None:
        super().__init__()
        self.width, self.height, self.cut = width, height, cut
        self._parts: list[tuple[str, str, str]] = []
        self._defs: dict[str, str] = {}

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        size = prop.get_size_in_points()
        return width(clean(s), size, _is_bold(prop)), size * 0.93, size * 0.21

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None) -> None:
        data = path_data(self._flipped(path, transform))
        if data:
            self._parts.append((f'<path d="{data}"', self._look(gc, rgbFace), self._cut(gc) + "/>"))

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,
    ) -> None:
        name = self._define(_mark(marker_path.transformed(marker_trans + Affine2D().scale(1, -1))))
        look, cut = self._look(gc, rgbFace), self._cut(gc)
        for x, y in np.asarray(self._flipped(path, trans).vertices).tolist():
            if math.isfinite(x) and math.isfinite(y):
                self._parts.append((f'<use href="#{name}" x="{_tenth(x)}" y="{_tenth(y)}"', look, cut + "/>"))

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        """Refused: dots can't be read by who enlarges them; a heatmap of boxes can."""
        raise ValueError("an image can't stand in a figure: draw boxes instead\n" + raad("beeld"))

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Text | None = None,
    ) -> None:  # fmt: skip
        anchor = "left"
        if mtext is not None and "\n" not in mtext.get_text() and not angle:
            x, anchor = mtext.get_transform().transform(mtext.get_unitless_position())[0], mtext.get_horizontalalignment()
        look = text_look(prop.get_size_in_points(), bold=_is_bold(prop), colour=to_hex(gc.get_rgb()), anchor=anchor)
        self.write(x, y, clean(s), look, turn=angle)

    def write(self, x: float, y: float, words: str, look: str, *, turn: float = 0.0) -> None:
        """One line of text with its baseline at (x, y) points from the top left; look as `text_look` gives it."""
        if words:
            rotate = f' transform="rotate({_short(-turn)} {_tenth(x)} {_tenth(y)})"' if turn else ""
            start = f'<text x="{_tenth(x)}" y="{_tenth(y)}"'
            self._parts.append((start, look, f"{rotate}>{escape(words, quote=False)}</text>"))

    def svg(self) -> str:
        """All that was drawn, as SVG text; marks of one look that follow each other share it in a group."""
        groups = [(look, list(parts)) for look, parts in groupby(self._parts, key=lambda part: part[1])]
        looks = Counter(look for look, _ in groups)
        often = [look for look, number in looks.items() if number > 1 and look]
        names = {look: ascii_lowercase[i % 26] + (str(i // 26) if i >= 26 else "") for i, look in enumerate(often)}
        rules = "".join(f".{name}{{{look}}}" for look, name in names.items())
        defs = "".join(self._defs.values())
        marks = {look: f' class="{names[look]}"' if look in names else f' style="{look}"' if look else "" for look in looks}
        body = "".join(_group(marks[look], parts) for look, parts in groups)
        size = f'width="{_short(self.width)}pt" height="{_short(self.height)}pt"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{LETTERS}" {size} '
            f'viewBox="0 0 {_short(self.width)} {_short(self.height)}" fill="none" stroke-linejoin="round">'
            + (f"<style>{rules}</style>" if rules else "")
            + (f"<defs>{defs}</defs>" if defs else "")
            + body
            + "</svg>"
        )

    def _flipped(self, path: Path, transform: Transform) -> Path:
        return path.transformed(transform + Affine2D().scale(1, -1).translate(0, self.height))

    def _define(self, element: str) -> str:
        """The id of something that is drawn more often, e.g. a mark."""
        if element not in self._defs:
            self._defs[element] = element.format(f"d{len(self._defs)}")
        return f"d{list(self._defs).index(element)}"

    def _look(self, gc: GraphicsContextBase, face: Any) -> str:
        """The style of a mark, without what the whole drawing starts from."""
        look = list[str]()
        if gc.get_hatch():
            look.append(f"fill:url(#{self._hatch(gc, face)})")
        elif face is not None:
            look.append(f"fill:{_hex(face)}")
            look += _opacity("fill-opacity", gc.get_alpha() if gc.get_forced_alpha() else face[3] if len(face) > 3 else 1.0)
        if gc.get_linewidth() > 0 and (len(gc.get_rgb()) <= 3 or gc.get_rgb()[3]):
            look += _line(gc)
        return ";".join(look)

    def _hatch(self, gc: GraphicsContextBase, face: Any) -> str:
        """Slanted lines: what has no number, is busy, or hinders."""
        ground = f'<rect width="6" height="6" fill="{_hex(face)}"/>' if face is not None else ""
        lines = f'<path d="M0 6L6 0M-1.5 1.5L1.5-1.5M4.5 7.5L7.5 4.5" stroke="{_hex(gc.get_hatch_color())}" stroke-width="1.1"/>'
        return self._define(f'<pattern id="{{}}" width="6" height="6" patternUnits="userSpaceOnUse">{ground}{lines}</pattern>')

    def _cut(self, gc: GraphicsContextBase) -> str:
        """What lies outside the axes of somebody else's figure is cut off; our own forms stay inside by themselves."""
        box = gc.get_clip_rectangle() if self.cut else None
        if box is None:
            return ""
        x, y, w, h = box.bounds
        corner = f'x="{_short(x)}" y="{_short(self.height - y - h)}" width="{_short(w)}" height="{_short(h)}"'
        return f' clip-path="url(#{self._define(f"""<clipPath id="{{}}"><rect {corner}/></clipPath>""")})"'


def print_drawing(drawing: Tekening, words: Sequence[tuple[float, float, str, str]] = (), *, cut: bool = False) -> str:
    """SVG text of a matplotlib figure at 72 dots per inch, with words on top. cut: cut off what lies outside its axes."""
    wide, high = (float(side) * 72 for side in drawing.get_size_inches())
    printer = Drukker(wide, high, cut=cut)
    drawing.draw(printer)
    order = {look: place for place, look in enumerate(dict.fromkeys(look for *_, look in words))}
    for x, y, text, look in sorted(words, key=lambda word: order[word[3]]):
        printer.write(x, y, text, look)
    return printer.svg()


@lru_cache(maxsize=512)
def text_look(size: float, *, bold: bool = False, colour: str, anchor: str = "left", halo: bool = False) -> str:
    """The style of a text. halo: a white rim, for text over lines."""
    weight = "font-weight:700;" if bold else ""
    return f"{_HALO if halo else ''}font-size:{_short(size)}px;{weight}{_ANCHORS.get(anchor, '')}fill:{_hex(colour)}"


def path_data(path: Path, fine: int = 1) -> str:
    """The data of a path in relative steps of so many decimals of a point; nothing where it has no points."""
    out, at = list[str](), (0.0, 0.0)
    start = at
    places: list[list[float]] = np.asarray(path.vertices).tolist()
    known = path.codes is not None
    codes: list[int] = np.asarray(path.codes).tolist() if known else [_MOVE, *[_LINE] * (len(places) - 1)]
    step, lifted, last = 0, True, 0
    while step < len(codes):
        code = codes[step]
        if code == Path.CLOSEPOLY:
            out.append("z")
            at, lifted, last = start, False, 0
            step += 1
            continue
        size = 2 if code == Path.CURVE3 else 3 if code == Path.CURVE4 else 1
        points = places[step : step + size]
        step += size
        if code == Path.STOP or not all(map(math.isfinite, points[-1])):
            lifted = True
            continue
        code = _MOVE if lifted and size == 1 else code
        moved = [round(point[axis] - at[axis], fine) for point in points for axis in (0, 1)]
        at = (at[0] + moved[-2], at[1] + moved[-1])
        if code == _MOVE:
            start = at
            out.append("m" + _joined([round(at[0], fine), round(at[1], fine)] if not out else moved))
        else:
            out.append(_step(code, moved, last))
        last = code
        lifted = False
    return "".join(out) if len(out) > 1 else ""


def _step(code: int, moved: list[float], last: int) -> str:
    """One step, as short as it can be written: a letter that is the same as before is left out."""
    if code == _LINE and not all(moved):
        return ("v" + _short(moved[1])) if moved[1] else ("h" + _short(moved[0]))
    words = _joined(moved)
    if code != last or code == _LINE:
        return _STEPS[code] + words
    return words if words.startswith("-") else f" {words}"


def _joined(numbers: Sequence[float]) -> str:
    text = ""
    for value in numbers:
        word = _short(value)
        text += word if not text or word.startswith("-") else f" {word}"
    return text


@lru_cache(maxsize=8192)
def _short(value: float) -> str:
    word = f"{value + 0.0:.2f}".rstrip("0").rstrip(".")
    if word in ("-0", ""):
        return "0"
    return word.replace("0.", ".", 1) if word.startswith(("0.", "-0.")) else word


def _tenth(value: float) -> str:
    """A place on the paper, to a tenth of a point."""
    return _short(round(value, 1))


def _line(gc: GraphicsContextBase) -> list[str]:
    """How a line looks; 1 point wide with round joins goes without saying."""
    look = [f"stroke:{_hex(gc.get_rgb())}"]
    if gc.get_linewidth() != 1:
        look.append(f"stroke-width:{_short(gc.get_linewidth())}")
    look += _opacity("stroke-opacity", gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3])
    if gc.get_capstyle() != "butt":
        look.append(f"stroke-linecap:{'square' if gc.get_capstyle() == 'projecting' else 'round'}")
    if gc.get_joinstyle() != "round":
        look.append(f"stroke-linejoin:{gc.get_joinstyle()}")
    dashes: Any
    offset, dashes = gc.get_dashes()
    if dashes is not None:
        look.append(f"stroke-dasharray:{','.join(_short(dash) for dash in dashes)}")
        look += [f"stroke-dashoffset:{_short(offset)}"] if offset else []
    return look


def _opacity(name: str, value: float | None) -> list[str]:
    return [f"{name}:{_short(value)}"] if value is not None and value < 1 else []


def _mark(shape: Path) -> str:
    """The element of a mark, with room for its id."""
    round_ = Path.unit_circle()
    wide, high = np.abs(np.asarray(shape.vertices)).max(axis=0).tolist()
    if np.array_equal(np.asarray(shape.codes), np.asarray(round_.codes)) and math.isclose(wide, high):
        return f'<circle id="{{}}" r="{_short(wide)}"/>'
    return f'<path id="{{}}" d="{path_data(shape, fine=2)}"/>'


def _group(look: str, parts: Sequence[tuple[str, str, str]]) -> str:
    """Elements of one look, which is an attribute of the element itself, or of the group that they are in."""
    if len(parts) == 1:
        return parts[0][0] + look + parts[0][2]
    return f"<g{look}>{''.join(start + rest for start, _, rest in parts)}</g>"


def _hex(colour: Any) -> str:
    word = to_hex(colour)
    return f"#{word[1]}{word[3]}{word[5]}" if word[1] == word[2] and word[3] == word[4] and word[5] == word[6] else word


def _is_bold(prop: FontProperties) -> bool:
    weight = prop.get_weight()
    return weight in ("bold", "semibold", "heavy", "black") or isinstance(weight, int) and weight >= 600
