"""The one style of every figure: letter, lines and settings of matplotlib and seaborn.

Settings are laid over matplotlib's own defaults, under a lock: what others set has no influence on the bytes, and
threads and forked processes can draw at the same time.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from wijkmonitor.figuren.kleuren import GRIJS, INKT, KLASSEN, RASTER, VEL, VRAGEN, Vraag, colour_of

LETTERS = "Segoe UI,Helvetica Neue,Arial,Liberation Sans,sans-serif"
_lock = threading.RLock()

RC: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "wijkmonitor",
    "path.simplify": False,
    "hatch.linewidth": 1.2,
    "font.family": "DejaVu Sans",  # comes with matplotlib; the letter of the page is in the SVG
    "font.size": 11,
    "text.color": INKT,
    "text.parse_math": False,
    "axes.labelcolor": GRIJS,
    "axes.edgecolor": GRIJS,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.titlesize": 12,
    "axes.labelsize": 11,
    "grid.color": RASTER,
    "grid.linewidth": 1,
    "xtick.color": GRIJS,
    "ytick.color": INKT,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "legend.frameon": False,
    "legend.fontsize": 10.5,
    "figure.facecolor": VEL,
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "figure.dpi": 72,
    "lines.linewidth": 2.5,
    "lines.solid_capstyle": "round",
    "patch.force_edgecolor": False,
    "image.cmap": "Blues",
}


def _fresh_lock() -> None:
    global _lock
    _lock = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_fresh_lock)


@cache
def _settings() -> dict[Any, Any]:
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(RC)
        return {name: value for name, value in mpl.rcParams.copy().items() if not name.startswith("backend")}


@contextmanager
def own_settings() -> Iterator[None]:
    """Matplotlib with our settings alone, for as long as a figure is drawn."""
    import matplotlib as mpl

    with _lock, mpl.rc_context():
        settings: Any = mpl.rcParams
        dict.update(settings, _settings())  # not one by one: they are valid already
        yield


def use_stijl(vraag: Vraag = 1) -> None:
    """Make matplotlib and seaborn draw as the reports do, from here on: letter, grid, and the colours of a question.

    For figures of your own in a notebook; `figuur_van` turns such a figure into one of a finding.
    """
    import matplotlib as mpl
    from cycler import cycler

    others = [pair.vol for number, pair in VRAGEN.items() if number not in (0, vraag)]
    mpl.rcParams.update(RC | {"axes.prop_cycle": cycler(color=[colour_of(vraag).vol, GRIJS, *others, KLASSEN[2]])})
