"""The sheet of a figure: matplotlib axes on a page of a known width, and words in points from its top left.

Along x the axes have the unit of the figure; along y they run in points downwards, so that every row gets the room that
its name needs. `x_points=True` gives x in points too, for names beside the axes and for what has no axis at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from wijkmonitor.figuren.kleuren import GRIJS, INKT, RASTER, VEL
from wijkmonitor.figuren.letters import BREED, SMAL, Anker, Plaats, clean, round_words, tick_labels, wrap

if TYPE_CHECKING:  # matplotlib is loaded when a sheet is printed
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Tekening

_MOVE, _LINE, _CURVE, _CLOSE = 1, 2, 3, 79  # the codes of matplotlib.path.Path
_CAP = 0.36  # half the height of a capital, in em
_NUMBER, _HALF, _BELOW = 10.5, 4.0, 13.0  # the numbers of an axis: their size, half their height, their line below the axes
_ORDER = {"area": 1, "line": 2, "dots": 3}


@lru_cache(maxsize=1)
def _page() -> tuple[Tekening, Axes]:
    """One matplotlib figure with its axes: making them takes as long as drawing on them, so every sheet is printed on it."""
    from matplotlib.figure import Figure

    drawing = Figure(dpi=72)
    drawing.patch.set_visible(False)
    ax = drawing.add_axes((0, 0, 1, 1), autoscale_on=False)
    ax.set_axis_off()  # its numbers are words of the sheet: that takes a fifth of the time of matplotlib's ticks
    return drawing, ax


class Blad:
    """A sheet, wide or narrow; its axes run from `left` to `right` and from `top` to `bottom` in points."""

    def __init__(self, smal: bool) -> None:
        self.smal, self.width = smal, SMAL if smal else BREED
        self.left, self.right, self.top, self.bottom = 0.0, self.width, 0.0, 0.0
        self.low, self.high, self.height = 0.0, self.width, 0.0
        self.floor = self.ceiling = self._inset = 0.0
        self._xticks: Sequence[tuple[float, str]] = ()
        self._yticks: Sequence[tuple[float, str]] = ()
        self._marks: dict[tuple[str, bool, bool, tuple[tuple[str, Any], ...]], list[Any]] = {}
        self._words: list[tuple[float, float, str, dict[str, Any]]] = []

    def set_scale(self, low: float, high: float, *, inset: float = 0.0) -> None:
        """The ends of the axis, `inset` points within its sides."""
        if not (math.isfinite(low) and math.isfinite(high) and high > low):
            raise ValueError(f"scale from low={low!r} to high={high!r} must rise and be finite")
        self.low, self.high, self._inset = low, high, inset
        self.left, self.right = self.left + inset, self.right - inset

    def x(self, value: float) -> float:
        """The place of a value in points; values outside the scale stay at its ends."""
        inside = min(max(value, self.low), self.high)
        return self.left + (inside - self.low) / (self.high - self.low) * (self.right - self.left)

    def line(
        self, *lines: Sequence[Plaats], colour: str = INKT, thick: float = 1.5, dash: Any = "-", alpha: float | None = None,
        cap: Literal["round", "butt"] = "butt", x_points: bool = False, under: bool = False,
    ) -> None:  # fmt: skip
        """Lines, each through its places; places that are not a number lift the pen."""
        look = {"color": colour, "linewidth": thick, "linestyle": dash, "alpha": alpha, "solid_capstyle": cap}
        self._add("line", [place for line in lines for place in (*line, (math.nan, math.nan))], look, x_points, under)

    def band(self, low: float, high: float, y: float, *, colour: str, thick: float = 10, alpha: float = 0.3) -> None:
        """A margin: a light band with round ends, that says 'somewhere here'."""
        start, end = (min(max(value, self.low), self.high) for value in (low, high))
        self.line([(start, y), (end, y)], colour=colour, thick=thick, alpha=alpha, cap="round")

    def dots(
        self, places: Sequence[Plaats], *, colour: str, size: float = 13, open_: bool = False, shape: str = "o",
        x_points: bool = False,
    ) -> None:  # fmt: skip
        """Marks; filled with a white rim, or open (white with a coloured rim). shape as in matplotlib."""
        inside = [(x if x_points else min(max(x, self.low), self.high), y) for x, y in places]
        look = {"linestyle": "", "marker": shape, "markersize": size, "markerfacecolor": VEL if open_ else colour,
                "markeredgecolor": colour if open_ else VEL, "markeredgewidth": 2.1 if open_ else 1.5}  # fmt: skip
        self._add("dots", inside, look, x_points)

    def bar(self, start: float, end: float, y: float, *, high: float, **look: Any) -> None:
        """A bar from start to end around the height y; look as in `area`."""
        top, bottom = y - high / 2, y + high / 2
        self.area([(start, top), (end, top), (end, bottom), (start, bottom)], **look)

    def box(self, x: float, y: float, w: float, h: float, *, round_: float = 4, **look: Any) -> None:
        """A box with round corners, its top left corner at (x, y), in points."""
        right, bottom = x + w, y + h
        places = [(x + round_, y), (right - round_, y), (right, y), (right, y + round_), (right, bottom - round_),
                  (right, bottom), (right - round_, bottom), (x + round_, bottom), (x, bottom), (x, bottom - round_),
                  (x, y + round_), (x, y), (x + round_, y)]  # fmt: skip
        self._shape(places, [_MOVE, *[_LINE, _CURVE, _CURVE] * 4], look | {"x_points": True})

    def area(self, *rings: Sequence[Plaats], **look: Any) -> None:
        """One area of several rings (parts and holes). look: colour, edge, thick, dash, alpha, hatch, x_points, under."""
        for ring in rings:
            self._shape([*ring, ring[0]], [_MOVE, *[_LINE] * (len(ring) - 1), _CLOSE], look)

    def curves(self, curves: Sequence[tuple[Plaats, Plaats, Plaats]], *, colour: str, thick: float, alpha: float = 1) -> None:
        """Bent lines in points, each from its first to its third place, bent towards the second."""
        for curve in curves:
            look = {"edge": colour, "thick": thick, "alpha": alpha, "capstyle": "round"}
            self._shape(curve, [_MOVE, _CURVE, _CURVE], look)

    def write(
        self, x: float, y: float, *lines: str, size: float = 11, bold: bool = False, colour: str = INKT,
        anchor: Anker = "left", halo: bool = False, lead: float = 1.2,
    ) -> None:  # fmt: skip
        """Lines of text at x points, together vertically centred on y. halo: a white rim, for text over lines."""
        first = y - (len(lines) - 1) * size * lead / 2 + _CAP * size
        look = {"size": size, "bold": bold, "colour": colour, "anchor": anchor, "halo": halo}
        self._words += [(x, first + place * size * lead, clean(line), look) for place, line in enumerate(lines)]

    def show_axis(
        self, ticks: Sequence[tuple[float, str]] | None = None, *, zones: Sequence[Plaats] = (), unit: str = ""
    ) -> None:
        """Grid lines with their numbers below the axes, and the unit below those. zones: where the grid runs, in points."""
        places = list(ticks) if ticks is not None else tick_labels(self.low, self.high)
        grid = [[(value, top), (value, bottom)] for value, _ in places for top, bottom in zones or [(self.top, self.bottom)]]
        self.line(*grid, colour=RASTER, thick=1, under=True)
        self._xticks = places
        self.height = self.bottom + 20
        if unit:
            for line in wrap(unit, self.width - max(self.left - 6, 0), 9.5, lines=3):
                self.write(max(self.left - 6, 0), self.height + 6, line, size=9.5, colour=GRIJS)
                self.height += 13

    def show_values(self, low: float, high: float, unit: str = "", *, above: float = 14) -> None:
        """A standing axis of values from low to high: y of every mark is a value from here on. The unit stands `above` it."""
        self.floor, self.ceiling = low, high
        ticks = tick_labels(low, high, about=4)
        if low > 0 and (not ticks or ticks[0][0] > low):
            ticks = [(low, round_words(low)), *ticks]
        edge = self._inset / (self.right - self.left) * (self.high - self.low)
        ends = self.low - edge, self.high + edge
        self.line(*[[(end, value) for end in ends] for value, _ in ticks], colour=RASTER, thick=1, under=True)
        self._yticks = ticks
        if unit:
            self.write(0, self.top - above, unit, size=9.5, colour=GRIJS)

    @property
    def span(self) -> Plaats:
        """Where a standing line through the axes runs: in values, or in points where there is no axis of values."""
        return (self.floor, self.ceiling) if self.floor < self.ceiling else (self.top, self.bottom)

    def y(self, value: float) -> float:
        """The height of a value in points."""
        return self.bottom - (value - self.floor) / (self.ceiling - self.floor) * (self.bottom - self.top)

    def svg(self) -> str:
        """The sheet as SVG text, the same for the same marks. Marks of one look are one artist; words lie on top."""
        from matplotlib.transforms import Affine2D

        from wijkmonitor.figuren.svg import print_drawing, text_look

        drawing, ax = _page()
        high = max(self.height, 1.0)
        drawing.set_size_inches(self.width / 72, high / 72)
        self._set_axes(ax, high)
        points = Affine2D().scale(1, -1).translate(0, high)
        marks = [(key, _artist(key[0], places, dict(key[3]))) for key, places in self._marks.items()]
        for (kind, under, x_points, _), mark in marks:
            mark.set_transform(points if x_points else ax.transData)
            mark.set_zorder(0 if under else _ORDER[kind])
            drawing.add_artist(mark)
        try:
            words = [(x, y, text, text_look(**look)) for x, y, text, look in (*self._numbers(), *self._words)]
            return print_drawing(drawing, words)
        finally:
            for _, mark in marks:
                mark.remove()

    def _set_axes(self, ax: Axes, high: float) -> None:
        """Put the axes of the page where those of this sheet are."""
        bottom = self.bottom or high
        wide, inset = self.right - self.left, self._inset
        size = (wide + 2 * inset) / self.width, (bottom - self.top) / high
        ax.set_position(((self.left - inset) / self.width, 1 - bottom / high, *size))
        edge = inset / wide * (self.high - self.low)
        ax.set_xlim(self.low - edge, self.high + edge)
        ax.set_ylim(*(self.span if self.floor < self.ceiling else (bottom, self.top)))

    def _numbers(self) -> Iterator[tuple[float, float, str, dict[str, Any]]]:
        """The numbers of the axes, as words: those below the grid in the middle of their line, those beside it to its left."""
        below, beside = ({"size": _NUMBER, "colour": GRIJS, "anchor": anchor} for anchor in ("center", "right"))
        hair = 1e-9  # of the scale: so much a number may be beside it by rounding
        edge = (self._inset / (self.right - self.left) + hair) * (self.high - self.low)
        for value, word in self._xticks:
            if self.low - edge <= value <= self.high + edge:
                yield self.x(value), self.bottom + _BELOW, clean(word), below
        edge = hair * (self.ceiling - self.floor)
        for value, word in self._yticks:
            if self.floor - edge <= value <= self.ceiling + edge:
                yield self.left - self._inset - 8, self.y(value) + _HALF, clean(word), beside

    def _shape(self, places: Sequence[Plaats], codes: Sequence[Any], look: dict[str, Any]) -> None:
        self._add("area", list(zip(places, codes, strict=True)), *_area(**look))

    def _add(self, kind: str, places: Sequence[Any], look: dict[str, Any], x_points: bool, under: bool = False) -> None:
        if places:
            self._marks.setdefault((kind, under, x_points, tuple(look.items())), []).extend(places)


def _artist(kind: str, places: Sequence[Any], look: dict[str, Any]) -> Artist:
    from matplotlib.lines import Line2D
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if kind == "area":
        return PathPatch(Path([place for place, _ in places], [code for _, code in places]), **look)
    xs, ys = zip(*(places[:-1] if kind == "line" else places), strict=True)
    return Line2D(xs, ys, **look)


def _area(
    *, colour: str = "none", edge: str = "none", thick: float = 0, dash: Any = "-", alpha: float | None = None,
    hatch: str | None = None, capstyle: str = "butt", x_points: bool = False, under: bool = False,
) -> tuple[dict[str, Any], bool, bool]:  # fmt: skip
    look = {"facecolor": colour, "edgecolor": edge, "linewidth": thick, "linestyle": dash, "alpha": alpha, "hatch": hatch}
    return look | {"capstyle": capstyle}, x_points, under
