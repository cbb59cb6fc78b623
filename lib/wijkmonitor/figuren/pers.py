"""The press: marks of a sheet printed as SVG by matplotlib.

A figure without pyplot, under a lock and with settings of our own: what others set in matplotlib has no influence on
the bytes, and threads and forked processes can draw at the same time.
"""

from __future__ import annotations

import io
import math
import os
import re
import threading
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from wijkmonitor.figuren.stijl import LETTERS, RC
from wijkmonitor.figuren.teken import Plaats, Teken

_HALO = "paint-order: stroke; stroke: #fff; stroke-width: 3.5px; stroke-linejoin: round; "
_GAP = (math.nan, math.nan)  # lifts the pen between two lines of one mark
_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_lock = threading.RLock()


def _fresh_lock() -> None:
    global _lock
    _lock = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_fresh_lock)


class Letters(Text):
    """Text at its baseline without measuring it: needs no installed font and knows no formulas."""

    def draw(self, renderer: RendererBase) -> None:
        x, y = self.get_unitless_position()
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        height = renderer.get_canvas_width_height()[1]
        renderer.open_group("text", self.get_gid())
        prop = self.get_fontproperties()
        renderer.draw_text(gc, x, height - y, self.get_text(), prop, 0, ismath=False, mtext=self)
        renderer.close_group("text")
        gc.restore()


def print_sheet(marks: Sequence[Teken], *, width: float, height: float) -> str:
    """SVG text of marks on a sheet of width x height points; the same marks give the same bytes."""
    with _lock, mpl.rc_context(RC):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        figure.patch.set_visible(False)
        for mark in marks:
            artist = _MAKERS[mark.kind](mark, height)
            artist.set_zorder(1)
            artist.set_transform(IdentityTransform())
            figure.add_artist(artist)
        out = io.StringIO()
        FigureCanvasSVG(figure).print_svg(out, metadata=_METADATA)
    return _slim(out.getvalue())


def _make_line(mark: Teken, height: float) -> Artist:
    points = list(mark.rings[0])
    for ring in mark.rings[1:]:
        points += [_GAP, *ring]
    return Line2D([x for x, _ in points], [height - y for _, y in points], **mark.style)


def _make_area(mark: Teken, height: float) -> Artist:
    points: list[Plaats] = []
    codes: list[Any] = []
    for ring in mark.rings:
        points += [(x, height - y) for x, y in (*ring, ring[0])]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), **mark.style)


def _make_curves(mark: Teken, height: float) -> Artist:
    points = [(x, height - y) for curve in mark.rings for x, y in curve]
    codes: list[Any] = [Path.MOVETO, Path.CURVE3, Path.CURVE3] * len(mark.rings)
    return PathPatch(Path(points, codes), **mark.style)


def _make_round(mark: Teken, height: float) -> Artist:
    (left, top), (right, bottom) = mark.rings[0]
    return FancyBboxPatch((left, height - bottom), right - left, bottom - top, **mark.style)


def _make_text(mark: Teken, height: float) -> Artist:
    x, y = mark.rings[0][0]
    gid = "halo" if mark.halo else None
    return Letters(x, height - y, mark.text, va="baseline", parse_math=False, gid=gid, **mark.style)


_MAKERS: dict[str, Callable[[Teken, float], Artist]] = {
    "line": _make_line,
    "area": _make_area,
    "round": _make_round,
    "curves": _make_curves,
    "text": _make_text,
}


def _slim(svg: str) -> str:
    """The SVG without what a browser doesn't need, in the letter of the page. Only tags change, never text."""
    svg = re.sub(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r'<g id="halo">\s*<text style="', f'<g><text style="{_HALO}', svg)
    svg = re.sub(r"<[^>]+>", _slim_tag, svg)
    svg = re.sub(r">\s+<", "><", svg)
    return svg.replace("<svg ", f'<svg font-family="{LETTERS}" ', 1).strip()


def _slim_tag(found: re.Match[str]) -> str:
    tag = found.group()
    if tag.startswith("<text"):
        tag = re.sub(r"font-family: [^;\"]*; ?", "", tag)
        return re.sub(r' transform="rotate\(-?0 [^)]*\)"', "", tag)
    if tag.startswith("<g"):
        return re.sub(r' id="(?:figure|line2d|patch|text)_\d+"', "", tag)
    if " d=" in tag:
        tag = re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number.group()):.2f}", tag)
        return re.sub(r"\s+", " ", tag)
    return tag
