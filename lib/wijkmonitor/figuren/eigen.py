"""A figure of one's own: axes of seaborn or matplotlib as the figure of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkmonitor.figuren.figuur import Figuur, shorten_alt
from wijkmonitor.figuren.maten import BREED, KLEIN, SMAL
from wijkmonitor.figuren.stijl import own_settings
from wijkmonitor.taal.raad import raad

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

_MOST = 6.5  # inch: higher doesn't fit a page with its words


def figuur_van(ax: Axes, *, alt: str, smal: Axes | None = None) -> Figuur:
    """The figure that these axes are part of, in both sizes, for a finding of your own.

    alt: form, numbers from most to least important, what may be chance; 1 to 300 characters. smal: axes drawn for a
    telephone; without it the same axes are laid out again on a narrow sheet. Raises ValueError for letters that nobody
    can read in print, for a picture of dots, and for an alt text that says nothing.
    """
    return Figuur(_print(ax, BREED), _print(ax if smal is None else smal, SMAL), shorten_alt(alt))


def _print(ax: Axes, width: float) -> str:
    """SVG text of the figure around the axes at this width in points; the figure itself keeps its size."""
    from wijkmonitor.figuren.svg import print_drawing  # matplotlib: only when something is drawn

    drawing = ax.get_figure(root=True)
    if drawing is None:
        raise ValueError("ax is in no figure\n" + raad("los_vlak"))
    _check_letters(drawing.findobj(match=_text_class()))
    (old_wide, old_high), dpi, engine = drawing.get_size_inches().tolist(), drawing.dpi, drawing.get_layout_engine()
    wide = width / 72
    with own_settings():
        try:
            drawing.set_dpi(72)
            drawing.set_size_inches(wide, min(max(wide * old_high / old_wide, 2.6), _MOST))
            drawing.set_layout_engine("tight")
            return print_drawing(drawing, cut=True)
        finally:
            drawing.set_layout_engine(engine)
            drawing.set_size_inches(old_wide, old_high)
            drawing.set_dpi(dpi)


def _text_class() -> type[Text]:
    from matplotlib.text import Text

    return Text


def _check_letters(texts: list[Text]) -> None:
    small = [text.get_text() for text in texts if text.get_text().strip() and text.get_fontsize() < KLEIN]  # type: ignore[operator]
    if small:
        raise ValueError(f"letters of {small[:3]!r} are smaller than {KLEIN:g} points\n{raad('kleine_letters')}")
