"""A sheet to draw on: marks in points from the top left, kept as plain data until they are printed as SVG.

Names of any length get the room they need, because every mark has a place of its own: no axes, no pyplot.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from wijkmonitor.figuren.letters import clean, width
from wijkmonitor.figuren.stijl import INKT
from wijkmonitor.figuren.teken import Plaats, Teken

BREED, SMAL = 532.8, 230.4  # 7.4 and 3.2 inch in points
Anker = Literal["start", "midden", "eind"]
Streep = tuple[int, tuple[float, ...]]
STIPPEL: Streep = (0, (1.5, 2.5))
STREEP: Streep = (0, (4, 3))
CAP = 0.36  # half the height of a capital, in em


class Vel:
    """A sheet of `width` points wide; `height` may grow while drawing. Later marks lie on top."""

    def __init__(self, width: float, height: float = 0.0) -> None:
        self.width = width
        self.height = height
        self.marks: list[Teken] = []

    def line(self, points: Sequence[Plaats], **look: Any) -> None:
        """A line through points. look: colour, thick, dash, alpha, cap."""
        self.lines([points], **look)

    def lines(
        self,
        lines: Sequence[Sequence[Plaats]],
        *,
        colour: str = INKT,
        thick: float = 1.5,
        dash: Streep | None = None,
        alpha: float = 1,
        cap: Literal["round", "butt"] = "round",
    ) -> None:
        """Separate lines of one look, as one mark."""
        style: dict[str, Any] = {
            "color": colour,
            "linewidth": thick,
            "linestyle": dash or "-",
            "alpha": None if alpha == 1 else alpha,
            "solid_capstyle": cap,
            "dash_capstyle": "butt",
            "solid_joinstyle": "round",
            "marker": "",
        }
        self.marks.append(Teken("line", tuple(tuple(points) for points in lines), style))

    def band(self, start: Plaats, end: Plaats, *, colour: str, thick: float = 10, alpha: float = 0.3) -> None:
        """A margin: a light band with round ends, that says 'somewhere here'."""
        self.line([start, end], colour=colour, thick=thick, alpha=alpha)

    def dot(self, x: float, y: float, *, colour: str, size: float = 13, open_: bool = False, shape: str = "o") -> None:
        """A mark; filled with a white rim, or open (white with a coloured rim). shape as in matplotlib."""
        style: dict[str, Any] = {
            "marker": shape,
            "markersize": size,
            "markerfacecolor": "#FFFFFF" if open_ else colour,
            "markeredgecolor": colour if open_ else "#FFFFFF",
            "markeredgewidth": 2.1 if open_ else 1.5,
            "linestyle": "",
        }
        self.marks.append(Teken("line", (((x, y),),), style))

    def box(self, x: float, y: float, w: float, h: float, *, round_: float = 0, **look: Any) -> None:
        """A box with its top left corner at (x, y); look as in `polygon`, dash besides. round_: radius of corners."""
        if round_:
            style = _area_style(**look) | {"boxstyle": f"round,pad=0,rounding_size={round_}"}
            self.marks.append(Teken("round", (((x, y), (x + w, y + h)),), style))
        else:
            self.polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], **look)

    def polygon(self, points: Sequence[Plaats], **look: Any) -> None:
        """A closed shape. look: colour, edge, thick, dash, alpha, hatch."""
        self.rings([points], **look)

    def rings(self, rings: Sequence[Sequence[Plaats]], **look: Any) -> None:
        """One area of several rings (parts and holes); look as in `polygon`."""
        self.marks.append(Teken("area", tuple(tuple(ring) for ring in rings), _area_style(**look)))

    def curves(self, curves: Sequence[tuple[Plaats, Plaats, Plaats]], *, colour: str, thick: float, alpha: float = 1) -> None:
        """Bent lines of one look, each from its first to its third place, bent towards the second."""
        style = _area_style(edge=colour, thick=thick, alpha=alpha) | {"fill": False, "capstyle": "round"}
        self.marks.append(Teken("curves", tuple(tuple(curve) for curve in curves), style))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = INKT,
        size: float = 11,
        bold: bool = False,
        anchor: Anker = "start",
        halo: bool = False,
    ) -> None:
        """One line of text, vertically centred on y. halo: a white rim, for text over lines."""
        safe = clean(text)
        if not safe:
            return
        style: dict[str, Any] = {
            "color": colour,
            "fontsize": size,
            "fontweight": 700 if bold else 400,
            "ha": {"start": "left", "midden": "center", "eind": "right"}[anchor],
        }
        self.marks.append(Teken("text", (((x, y + CAP * size),),), style, safe, halo))

    def lines_of_text(
        self, x: float, y: float, rows: Sequence[str], *, size: float = 11, lead: float = 1.2, **style: Any
    ) -> None:
        """Several lines of text, together vertically centred on y."""
        first = y - (len(rows) - 1) * size * lead / 2
        for position, row in enumerate(rows):
            self.text(x, first + position * size * lead, row, size=size, **style)

    def svg(self) -> str:
        """The sheet as SVG text, the same for the same marks."""
        from wijkmonitor.figuren.pers import print_sheet  # matplotlib: only when something is drawn

        return print_sheet(self.marks, width=self.width, height=self.height)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Room that a text takes on a sheet, in points."""
    return width(clean(text), size, bold)


def _area_style(
    *,
    colour: str = "none",
    edge: str = "none",
    thick: float = 0,
    dash: Streep | None = None,
    alpha: float = 1,
    hatch: str | None = None,
) -> dict[str, Any]:
    return {
        "facecolor": colour,
        "edgecolor": edge,
        "linewidth": thick,
        "linestyle": dash or "-",
        "alpha": None if alpha == 1 else alpha,
        "hatch": hatch,
    }
