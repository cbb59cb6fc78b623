"""A smaller SVG shows the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from wijkmonitor.bevinding.svg import compact_svg, shorten_paths


def _points(path: str) -> list[tuple[float, float]]:
    """End points of a relative path, walked independently of the code under test."""
    at, start, points = (0.0, 0.0), (0.0, 0.0), []
    for command, rest in re.findall(r"([mlcqz])([^a-z]*)", path):
        numbers = [float(word) for word in re.findall(r"-?\d*\.?\d+", rest)]
        at = start if command == "z" else (at[0] + numbers[-2], at[1] + numbers[-1])
        start = at if command == "m" else start
        points.append(at)
    return points


numbers = st.floats(-5000, 5000).map(lambda value: round(value, 2))


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=40))
def test_a_path_in_steps_ends_where_it_ended(points: list[tuple[float, float]]) -> None:
    path = " L ".join(f"{x} {y}" for x, y in points)
    found = re.search(r'd="([^"]*)"', shorten_paths(f'<path d="M {path} z"/>'))
    assert found
    for (x, y), (u, v) in zip(points, _points(found[1]), strict=False):
        assert abs(x - u) < 0.011
        assert abs(y - v) < 0.011


def test_curves_and_closed_parts_start_again_where_they_began() -> None:
    assert (
        shorten_paths('<path d="M 10 10 L 20 10 C 1 2 3 4 5.50 6 z M 12 10 Q 0 0 0.5 -3"/>')
        == '<path d="m10 10l10 0c-19-8-17-6-14.5-4zm2 0q-12-10-11.5-13"/>'
    )


def test_a_path_with_other_commands_stays() -> None:
    path = '<path d="M 1 1 A 5 5 0 0 1 3 3"/>'
    assert shorten_paths(path) == path


def test_empty_groups_go_and_repeated_styles_become_classes() -> None:
    text = '<text style="font-size: 11px; fill: #24303a" x="1" y="2">{}</text>'
    svg = f'<svg viewBox="0 0 9 9"><g><g id="a"><g>{text.format("een")}</g></g></g>{text.format("twee")}<path style="fill: none" d="M 1 1"/></svg>'
    small = compact_svg(svg)
    assert small == (
        '<svg viewBox="0 0 9 9"><style>.a{font-size:11px;fill:#24303a}</style><g id="a"><text class="a" x="1" y="2">een</text></g>'
        '<text class="a" x="1" y="2">twee</text><path style="fill: none" d="m1 1"/></svg>'
    ).replace("fill: none", "fill:none")


def test_text_is_never_touched() -> None:
    words = 'M 1 1 &lt;g&gt; xlink:href style="a: b" style="a: b" d="M 1 1"'
    assert compact_svg(f'<svg><text x="1" y="1">{words}</text></svg>') == f'<svg><text x="1" y="1">{words}</text></svg>'
