"""Text is cleaned, measured, wrapped and shortened the same way everywhere."""

import pytest

from wijkmonitor.figuren.letters import clean, cut_to_room, fit, short_moment, width, wrap


def test_invisible_and_control_characters_go() -> None:
    assert clean("a\u202eb\x00c\u200bd\n e\ud800") == "abcd e"


def test_emoji_and_other_scripts_stay() -> None:
    assert clean("👩‍👩‍👧 مرحبا") == "👩‍👩‍👧 مرحبا"


def test_width_follows_helvetica() -> None:
    # Adobe Font Metrics of Helvetica: W is 944, i is 222 units of 1/1000 em
    assert width("W", 1000) == pytest.approx(944 * 1.03)
    assert width("ëi", 1000) == pytest.approx((556 + 222) * 1.03)


def test_wrapped_lines_fit_and_lose_nothing_when_there_is_room() -> None:
    text = "Wandelgroep voor ouders met jonge kinderen in de Stevenshof"
    rows = wrap(text, 120, 11, lines=9)
    assert " ".join(rows) == text
    assert all(width(row, 11) <= 120 for row in rows)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    rows = wrap("een twee drie vier vijf zes zeven acht negen tien", 60, 11, lines=2)
    assert len(rows) == 2 and rows[-1].endswith("…")


def test_a_word_wider_than_the_room_is_broken() -> None:
    rows = wrap("Hottentottententententoonstelling", 60, 11, lines=6)
    assert "".join(row.rstrip("-") for row in rows) == "Hottentottententententoonstelling"


@pytest.mark.parametrize("room", [0, 5, 30])
def test_shortening_ends_for_any_room(room: float) -> None:
    assert cut_to_room("Stevenshof", room, 11).endswith("…")


def test_fit_makes_letters_smaller_before_it_shortens() -> None:
    text, size = fit("Gezondheidscentrum", 90, 13)
    assert text == "Gezondheidscentrum" and 9 <= size < 13


def test_months_are_abbreviated() -> None:
    assert short_moment("september 2022") == "sep 2022" and short_moment("mei 2022") == "mei 2022"
