"""What the printer writes is what matplotlib drew, in few bytes."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from wijkmonitor.figuren.svg import Drukker, path_data, print_drawing

numbers = st.floats(-5000, 5000).map(lambda value: round(value, 2))


def ends(path: str) -> list[tuple[float, float]]:
    """End points of a relative path, walked independently of the code under test."""
    at, start, points = (0.0, 0.0), (0.0, 0.0), []
    for command, rest in re.findall(r"([mlhvcqz])([^a-z]*)", path):
        steps = [float(word) for word in re.findall(r"-?\d*\.?\d+", rest)]
        wide = {"h": 1, "v": 1, "q": 4, "c": 6}.get(command, 2)
        for place in range(0, len(steps), wide) if steps else [0]:
            step = {"h": (*steps, 0), "v": (0, *steps)}.get(command, steps[place : place + wide])
            at = start if command == "z" else (at[0] + step[-2], at[1] + step[-1])
            start = at if command == "m" else start
            points.append(at)
    return points


@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=40))
def test_a_path_in_steps_ends_where_it_ended(points: list[tuple[float, float]]) -> None:
    found = ends(path_data(Path(points)))
    assert len(found) == len(points)
    for (x, y), (u, v) in zip(points, found, strict=True):
        assert abs(x - u) < 0.051 and abs(y - v) < 0.051


def test_curves_and_closed_parts_begin_again_where_they_began() -> None:
    codes = [Path.MOVETO, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY, Path.MOVETO, *[Path.CURVE3] * 2]
    places = [(10, 10), (20, 10), (1, 2), (3, 4), (5.5, 6), (0, 0), (12, 10), (0, 0), (0.5, -3)]
    assert path_data(Path(places, codes)) == "m10 10h10c-19-8-17-6-14.5-4zm2 0q-12-10-11.5-13"


def test_the_pen_is_lifted_where_a_place_is_missing() -> None:
    assert path_data(Path([(0, 0), (1, 1), (float("nan"), 2), (3, 3), (4, 4)])) == "m0 0l1 1m2 2l1 1"


def test_words_of_one_look_share_it_and_text_is_never_touched() -> None:
    drawing = Figure(figsize=(1, 1), dpi=72)
    words = 'M 1 1 <g> style="a: b" d="M 1 1"'
    svg = print_drawing(drawing, [(1, 2, words, "fill:#123"), (1, 9, "drie", "fill:#000"), (1, 9, "twee", "fill:#123")])
    assert svg.count("fill:#123") == 1 and '<text x="1" y="9">twee</text></g><text' in svg
    assert '>M 1 1 &lt;g&gt; style="a: b" d="M 1 1"</text>' in svg and 'style="fill:#000">drie' in svg


def test_a_look_that_returns_becomes_a_class() -> None:
    printer = Drukker(72, 72)
    for look in ("fill:#123", "fill:#000", "fill:#123"):
        printer.write(1, 1, "een", look)
    svg = printer.svg()
    assert "<style>.a{fill:#123}</style>" in svg and svg.count('class="a"') == 2 and 'style="fill:#000"' in svg


@pytest.mark.parametrize(("shape", "element"), [("o", "circle"), ("D", "path"), ("^", "path"), ("s", "path")])
def test_a_mark_is_drawn_once_and_used_in_every_place(shape: str, element: str) -> None:
    drawing = Figure(figsize=(1, 1), dpi=72)
    drawing.add_artist(Line2D([0.1, 0.5, 0.9], [0.1, 0.5, 0.9], linestyle="", marker=shape, markersize=10))
    svg = print_drawing(drawing)
    assert svg.count(f'<{element} id="d0"') == 1 and svg.count('<use href="#d0"') == 3
    assert shape != "o" or '<circle id="d0" r="5"/>' in svg


def test_a_mark_that_was_stretched_stays_so() -> None:
    drawing = Figure(figsize=(1, 1), dpi=72)
    stretched = MarkerStyle("o", transform=Affine2D().scale(2, 1))
    drawing.add_artist(Line2D([0.5], [0.5], linestyle="", marker=stretched, markersize=10))
    svg = print_drawing(drawing)
    assert "<circle" not in svg and '<path id="d0"' in svg


def test_colours_come_as_arrays_too() -> None:
    """As seaborn gives them for `hue`, a heat map or the band of a regression."""
    drawing = Figure(figsize=(2, 2), dpi=72)
    axes = drawing.add_axes((0.2, 0.2, 0.6, 0.6))
    axes.scatter([1, 2, 3], [1, 2, 3], c=[1, 2, 3])
    axes.pcolormesh(np.arange(4).reshape(2, 2))
    axes.fill_between([1, 2, 3], [0, 1, 0], [1, 2, 1])
    assert len(set(re.findall("fill:(#[0-9a-f]+)", print_drawing(drawing)))) >= 7


def test_what_others_draw_is_cut_off_at_the_axes() -> None:
    drawing = Figure(figsize=(2, 2), dpi=72)
    drawing.add_axes((0.2, 0.2, 0.6, 0.6)).plot([0, 1], [0, 1])
    assert 'clip-path="url(#' in print_drawing(drawing, cut=True)
    assert "clip-path" not in print_drawing(drawing)


def test_a_picture_of_dots_is_refused() -> None:
    drawing = Figure(figsize=(2, 2), dpi=72)
    drawing.add_axes((0.2, 0.2, 0.6, 0.6)).imshow([[0, 1], [1, 0]])
    with pytest.raises(ValueError, match="heatmap"):
        print_drawing(drawing)
