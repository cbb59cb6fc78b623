"""A loose pen: simple shapes with a slightly trembling line, and colour that falls just beside it.

Units are those of the drawing (on the A3 plate 0.1 mm), y runs down. The same seed and the same calls give the same
SVG.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from html import escape

from wijkmonitor.figuren.kleuren import Verf
from wijkmonitor.figuren.letters import clean

INKT = Verf.INKT
Plek = tuple[float, float]
_LETTERS = "Segoe UI,Helvetica Neue,Arial,Liberation Sans,sans-serif"


class Pen:
    """Collects marks; `thick` is the width of the line, `tremble` how far it strays, `beside` where colour falls."""

    def __init__(self, seed: int, *, thick: float = 7, tremble: float = 3.2, beside: tuple[float, float] = (7, 6)) -> None:
        self.random = random.Random(seed)
        self.thick = thick
        self.tremble = tremble
        self.beside = beside
        self._marks: list[str] = []

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
            curves.append((first, second, end))
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

    def raw(self, data: str, *, fill: str = "none", line: str | None = None, thick: float | None = None, dash: str = "") -> None:
        """A path as it is."""
        stroke = f' stroke="{line}" stroke-width="{thick or self.thick:g}"' if line else ""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._marks.append(f'<path d="{data}" fill="{fill}"{stroke}{dashes}/>')

    def area(
        self,
        points: Sequence[Plek],
        fill: str | None,
        *,
        line: str | None = INKT,
        thick: float | None = None,
        flow: bool = False,
    ) -> None:
        """A closed shape; with a line its colour lies a little beside it. flow: round instead of straight sides."""
        trace = self.smooth if flow else self.straight
        dx, dy = self.beside if line else (0, 0)
        if fill:
            self.raw(trace([(x + dx, y + dy) for x, y in points], True), fill=fill)
        if line:
            self.raw(trace(points, True), line=line, thick=thick)

    def line(self, points: Sequence[Plek], colour: str = INKT, thick: float | None = None, *, flow: bool = False) -> None:
        """A line through points."""
        self.raw((self.smooth if flow else self.straight)(points), line=colour, thick=thick)

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
        corners: int = 10,
    ) -> None:
        """An almost round shape around (x, y)."""
        tall, off = ry or rx, min(0.05, 2.5 / max(rx, 1))
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

    def text(self, x: float, y: float, text: str, size: float, *, colour: str = INKT, turn: float = 0) -> None:
        """Bold text with its middle at x and its baseline at y; made safe."""
        rotate = f' transform="rotate({turn:g} {x:.0f} {y:.0f})"' if turn else ""
        safe = escape(clean(text))
        self._marks.append(
            f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:g}" font-weight="700" fill="{colour}" '
            f'text-anchor="middle"{rotate}>{safe}</text>'
        )

    def open_clip(self, x: float, y: float, w: float, h: float) -> None:
        """From here on marks are cut off outside a box, until `close_clip`."""
        name = f"kader{len(self._marks)}"
        self._marks.append(f'<clipPath id="{name}"><path d="M{x} {y}h{w}v{h}h{-w}Z"/></clipPath><g clip-path="url(#{name})">')

    def close_clip(self) -> None:
        """Marks are no longer cut off."""
        self._marks.append("</g>")

    def svg(self, width: float, height: float, *, name: str = "", label: str = "", slice_: bool = False) -> str:
        """The drawing as SVG. label: what is drawn, for who can't see it; without it the drawing is decoration.

        slice_: fill the room and cut off at the sides, standing on the ground.
        """
        role = f'role="img" aria-label="{escape(clean(label))}"' if label else 'aria-hidden="true" focusable="false"'
        fit = ' preserveAspectRatio="xMidYMax slice"' if slice_ else ""
        return (
            f'<svg class="{name}" viewBox="0 0 {width:g} {height:g}"{fit} {role} xmlns="http://www.w3.org/2000/svg" '
            f'stroke-linecap="round" stroke-linejoin="round" font-family="{_LETTERS}">{"".join(self._marks)}</svg>'
        )


def _path(begin: Plek, curves: Sequence[Sequence[Plek]]) -> str:
    """Path data of curves in whole units, each number as a step from where the curve begins: that is shortest."""
    at = (round(begin[0]), round(begin[1]))
    data = f"M{at[0]} {at[1]}"
    for curve in curves:
        steps = [str(round(place[axis]) - at[axis]) for place in curve for axis in (0, 1)]
        data += "c" + "".join(step if step[0] == "-" or not place else f" {step}" for place, step in enumerate(steps))
        at = (round(curve[-1][0]), round(curve[-1][1]))
    return data
