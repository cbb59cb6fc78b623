"""A figure of one's own reads like the others."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import pytest
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from tests.figuren.woorden import words_in

from wijkmonitor.figuren import figuur_van, use_stijl
from wijkmonitor.figuren.kleuren import GRIJS, colour_of

ALT = "Balken per verwijzer. Huisarts: 12, wijkteam: 7."


@pytest.fixture
def ax() -> Iterator[Axes]:
    with mpl.rc_context():
        use_stijl(vraag=2)
        axes = Figure(figsize=(6, 4)).add_subplot()
        sns.barplot(x=[12.0, 7.0], y=["huisarts", "wijkteam"], ax=axes)
        axes.set(xlabel="aanmeldingen", ylabel="")
        yield axes


def test_seaborn_axes_become_a_figure_in_both_sizes_with_text_as_text(ax: Axes) -> None:
    figure = figuur_van(ax, alt=ALT)
    for svg, width in ((figure.breed, 532.8), (figure.smal, 230.4)):
        assert f'width="{width}pt"' in svg and "<image" not in svg
        found = words_in(svg)
        assert {"huisarts", "wijkteam", "aanmeldingen"} <= {word.text for word in found}
        assert all(word.start >= -1 and word.end <= width + 1 for word in found)
    assert figure.alt == ALT


def test_the_style_gives_the_colour_of_the_question_first_and_grey_next(ax: Axes) -> None:
    cycle = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    assert cycle[:2] == [colour_of(2).vol, GRIJS]


def test_the_same_axes_give_the_same_bytes_and_keep_their_size(ax: Axes) -> None:
    first = figuur_van(ax, alt=ALT)
    assert figuur_van(ax, alt=ALT) == first
    assert list(ax.get_figure(root=True).get_size_inches()) == [6, 4]  # type: ignore[union-attr]


def test_axes_without_an_alt_text_are_refused(ax: Axes) -> None:
    with pytest.raises(ValueError, match="alt"):
        figuur_van(ax, alt=" ")


def test_letters_too_small_for_print_are_refused(ax: Axes) -> None:
    ax.set_title("klein", fontsize=6)
    with pytest.raises(ValueError, match="klein.*smaller than 9"):
        figuur_van(ax, alt=ALT)


def test_other_axes_can_be_drawn_for_a_telephone(ax: Axes) -> None:
    narrow = Figure(figsize=(3, 4)).add_subplot()
    narrow.plot([1, 2], [3, 4])
    narrow.set_xlabel("voor de telefoon")
    figure = figuur_van(ax, alt=ALT, smal=narrow)
    assert "voor de telefoon" in figure.smal and "voor de telefoon" not in figure.breed


def test_a_figure_shows_itself_in_a_notebook_with_its_alt_text(ax: Axes) -> None:
    shown = figuur_van(ax, alt='Balken. "Huisarts": 12.')._repr_html_()
    assert shown.startswith('<img alt="Balken. &quot;Huisarts&quot;: 12." src="data:image/svg+xml;base64,')
