"""A loose pen: simple shapes with a slightly trembling line, and colour that falls just beside it.

Units are those of the drawing (on the A3 plate 0.1 mm), y runs down. The same seed and the same calls give the same
SVG.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from wijkmonitor.figuren.kleuren import Verf
from wijkmonitor.figuren.letters import clean
from wijkmonitor.figuren.stijl import LETTERS

INKT = Verf.INKT
Plek = tuple[float, float]
_KORT = 150.0  # a side up to this long is drawn without a bend: on paper nobody sees it
_TERUG = 80  # marks that are looked at for one with the same look


Vlak = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass
class _Streek:
    """A mark of the pen: where its paths go, how they look, and the room of each."""

    data: str
    look: str
    vlakken: list[Vlak] = field(default_factory=list)

    def touches(self, room: Vlak) -> bool:
        return not self.vlakken or any(
            left < room[2] and right > room[0] and top < room[3] and bottom > room[1] for left, top, right, bottom in self.vlakken
        )


class Pen:
    """Collects marks; `thick` is the width of the line, `tremble` how far it strays, `beside` where colour falls."""

    def __init__(self, seed: int, *, thick: float = 7, tremble: float = 3.2, beside: tuple[float, float] = (7, 6)) -> None:
        self.random = random.Random(seed)
        self.thick = thick
        self.tremble = tremble
        self.beside = beside
        self._marks: list[_Streek | str] = []

    def stray(self, much: float = 1) -> float:
        """How far the hand strays from the line, by chance."""
        return self.random.uniform(-1, 1) * self.tremble * much

    def straight(self, points: Sequence[Plek], closed: bool = False) -> str:
        """Path data of trembling lines from point to point."""
        track = [*points, points[0]] if closed else list(points)
        x, y = track[0]
        begin, curves = (x + self.stray(0.5), y + self.stray(0.5)), list[Sequence[Plek]]()
        for (ax, ay), (bx, by) in zip(track, track[1:], strict=False):
            much = min(1.6, 0.4 + math.hypot(bx - ax, by - ay) / 400)
            first = (ax + (bx - ax) * 0.33 + self.stray(much), ay + (by - ay) * 0.33 + self.stray(much))
            second = (ax + (bx - ax) * 0.67 + self.stray(much), ay + (by - ay) * 0.67 + self.stray(much))
            end = (bx + self.stray(0.6), by + self.stray(0.6))
            curves.append((first, second, end) if math.hypot(bx - ax, by - ay) > _KORT else (end,))
        return _path(begin, curves)

    def smooth(self, points: Sequence[Plek], closed: bool = False) -> str:
        """Path data of a flowing line through points (Catmull-Rom)."""
        last = len(points) - 1

        def at(position: int) -> Plek:
            return points[position % len(points)] if closed else points[max(0, min(last, position))]

        curves = list[Sequence[Plek]]()
        for position in range(len(points) if closed else last):
            a, b, c, d = (at(position + step) for step in (-1, 0, 1, 2))
            first = b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6
            curves.append((first, (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6), c))
        return _path(points[0], curves) + ("Z" if closed else "")

    def raw(
        self,
        data: str,
        *,
        fill: str = "none",
        line: str | None = None,
        thick: float | None = None,
        dash: str = "",
        through: Sequence[Plek] = (),
    ) -> None:
        """A path as it is. through: the points it goes through; then it may be kept with earlier paths that look the same."""
        thick = thick or self.thick
        stroke = f' stroke="{line}" stroke-width="{round(thick, 1):g}"' if line else ""
        dashes = f' stroke-dasharray="{dash}" stroke-linecap="butt"' if dash else ""  # a round end is a path of its own in print
        paint = "" if fill == "none" else f' fill="{fill}"'  # none is what the whole drawing starts from
        mark = _Streek(data, f"{paint}{stroke}{dashes}/>", [_room(through, thick + self.tremble)] if through else [])
        if not self._joined(mark):
            self._marks.append(mark)

    def _joined(self, mark: _Streek) -> bool:
        """Whether the mark went to an earlier one with the same look; nothing that touches it lies between."""
        for earlier in reversed(self._marks[-_TERUG:] if mark.vlakken else []):
            if isinstance(earlier, str) or earlier.touches(mark.vlakken[0]):
                return False
            if earlier.look == mark.look:
                earlier.data += mark.data
                earlier.vlakken += mark.vlakken
                return True
        return False

    def area(
        self, points: Sequence[Plek], fill: str | None, *, line: str | None = INKT, thick: float | None = None, flow: bool = False
    ) -> None:
        """A closed shape; with a line its colour lies a little beside it. flow: round instead of straight sides."""
        trace = self.smooth if flow else self.straight
        dx, dy = self.beside if line else (0, 0)
        if fill:
            beside = [(x + dx, y + dy) for x, y in points]
            self.raw(trace(beside, True), fill=fill, through=beside)
        if line:
            self.raw(trace(points, True), line=line, thick=thick, through=points)

    def line(self, points: Sequence[Plek], colour: str = INKT, thick: float | None = None, *, flow: bool = False) -> None:
        """A line through points."""
        self.raw((self.smooth if flow else self.straight)(points), line=colour, thick=thick, through=points)

    def lines(self, *lines: Sequence[Plek], colour: str = INKT, thick: float | None = None) -> None:
        """Straight lines that look the same, as one path: a page of drawn people stays small."""
        points = [point for line in lines for point in line]
        self.raw("".join(self.straight(line) for line in lines), line=colour, thick=thick, through=points)

    def circle(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float | None = None,
        *,
        fill: str | None = None,
        line: str | None = INKT,
        thick: float | None = None,
        corners: int = 0,
    ) -> None:
        """An almost round shape around (x, y); without corners as many as its size asks for."""
        tall, off = ry or rx, min(0.05, 2.5 / max(rx, 1))
        corners = corners or (4 if max(rx, tall) < 12 else 7 if max(rx, tall) < 50 else 10)
        points = []
        for step in range(corners):
            turn = 2 * math.pi * step / corners
            wide = rx * (1 + self.random.uniform(-off, off))
            high = tall * (1 + self.random.uniform(-off, off))
            points.append((x + wide * math.cos(turn), y + high * math.sin(turn)))
        self.area(points, fill, line=line, thick=thick, flow=True)

    def box(
        self, x: float, y: float, w: float, h: float, fill: str | None, *, line: str | None = INKT, thick: float | None = None
    ) -> None:
        """A box with its top left corner at (x, y)."""
        self.area([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, line=line, thick=thick)

    def text(self, x: float, y: float, text: str, size: float, *, colour: str = INKT) -> None:
        """Bold text with its middle at x and its baseline at y; made safe."""
        look = f'font-size="{size:g}" font-weight="700" fill="{colour}" text-anchor="middle"'
        self._marks.append(f'<text x="{x:.0f}" y="{y:.0f}" {look}>{escape(clean(text))}</text>')

    def open_clip(self, x: float, y: float, w: float, h: float) -> None:
        """From here on marks are cut off outside a box, until `close_part`."""
        name = f"kader{len(self._marks)}"
        self._marks.append(f'<clipPath id="{name}"><path d="M{x} {y}h{w}v{h}h{-w}Z"/></clipPath><g clip-path="url(#{name})">')

    def open_part(self, name: str) -> None:
        """From here on marks are a part that a page may hide, until `close_part`."""
        self._marks.append(f'<g class="{name}">')

    def close_part(self) -> None:
        """Marks are of the whole drawing again, and no longer cut off."""
        self._marks.append("</g>")

    def open_mirror(self, name: str) -> None:
        """From here on marks are drawn once more in a mirror, until `close_mirror`; name: unlike any other in the page."""
        self._marks.append(f'<g id="{name}">')
        self._mirror = name

    def close_mirror(self, width: float) -> None:
        """Marks are drawn once again; the mirror stands in the middle of `width`."""
        self._marks.append(f'</g><use href="#{self._mirror}" transform="matrix(-1 0 0 1 {width:g} 0)"/>')

    def svg(self, width: float, height: float, *, name: str = "", label: str = "", hoek: str = "") -> str:
        """The drawing as SVG. label: what is drawn, for who can't see it; without it the drawing is decoration.

        hoek: fill the room and cut off what does not fit; what of it stays, as SVG says it: `xMidYMax` stands on the ground.
        """
        role = f'role="img" aria-label="{escape(clean(label))}"' if label else 'aria-hidden="true" focusable="false"'
        fit = f' preserveAspectRatio="{hoek} slice"' if hoek else ""
        marks = "".join(mark if isinstance(mark, str) else f'<path d="{mark.data}"{mark.look}' for mark in self._marks)
        letters = f' font-family="{LETTERS}"' if "<text" in marks else ""
        return (
            f'<svg class="{name}" viewBox="0 0 {width:g} {height:g}"{fit} {role} xmlns="http://www.w3.org/2000/svg" '
            f'fill="none" stroke-linecap="round" stroke-linejoin="round"{letters}>{marks}</svg>'
        )


def _room(points: Sequence[Plek], more: float) -> Vlak:
    """The room that a mark through these points takes, with `more` around it and a bit for what bends outwards."""
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*points, strict=True))
    more += 0.05 * max(right - left, bottom - top)
    return left - more, top - more, right + more, bottom + more


def _path(begin: Plek, curves: Sequence[Sequence[Plek]]) -> str:
    """Path data of lines (one place) and curves (three) in whole units, each number as a step: that is shortest."""
    at, before = (round(begin[0]), round(begin[1])), ""
    data = f"M{at[0]} {at[1]}"
    for curve in curves:
        steps = [str(round(place[axis]) - at[axis]) for place in curve for axis in (0, 1)]
        kind = "l" if len(curve) == 1 else "c"
        again = kind == before
        data += "" if again else kind
        data += "".join(step if step[0] == "-" or not (place or again) else f" {step}" for place, step in enumerate(steps))
        at, before = (round(curve[-1][0]), round(curve[-1][1])), kind
    return data
