"""The colours carry what they have to carry."""

import pytest

from wijkmonitor.figuren import stijl
from wijkmonitor.figuren.netwerk import DOMEINEN
from wijkmonitor.figuren.stijl import contrast, text_on

GROUNDS = (stijl.VEL, stijl.PAPIER, stijl.ZAND)


def test_contrast_follows_the_published_examples() -> None:
    # WCAG 2.2, relative luminance: black on white is 21, #767676 is the lightest grey with 4.5:1 on white
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert 4.5 <= contrast("#767676", "#FFFFFF") < 4.6


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", [stijl.INKT, stijl.GRIJS, *(k.vol for k in stijl.VRAGEN.values())])
def test_text_colours_reach_aa_on_every_ground(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("vraag", sorted(stijl.VRAGEN))
def test_a_question_colour_reads_on_its_own_light_ground_and_carries_white_text(vraag: int) -> None:
    pair = stijl.colour_of(vraag)
    assert contrast(pair.vol, pair.licht) >= 4.5
    assert contrast(pair.vol, "#FFFFFF") >= 4.5


def test_ochre_and_the_sides_read_on_their_own_grounds() -> None:
    assert contrast(stijl.OKER, stijl.OKER_LICHT) >= 4.5
    assert contrast(stijl.MINDER, stijl.MINDER_LICHT) >= 4.5
    assert contrast(stijl.MEER, stijl.MEER_LICHT) >= 4.5


def test_lines_that_mean_something_reach_3_to_1() -> None:
    assert contrast(stijl.SCHRIJFLIJN, stijl.VEL) >= 3
    assert all(contrast(colour, stijl.VEL) >= 4.5 for _, colour in DOMEINEN.values())


def test_domains_differ_in_shape_and_in_colour() -> None:
    assert len({shape for shape, _ in DOMEINEN.values()}) == len(DOMEINEN)
    assert len({colour for _, colour in DOMEINEN.values()}) == len(DOMEINEN)


def test_map_classes_darken_step_by_step_and_carry_their_numbers() -> None:
    lightness = [contrast(colour, "#000000") for colour in stijl.KLASSEN]
    assert all(a / b > 1.25 for a, b in zip(lightness, lightness[1:], strict=False))
    assert all(contrast(text_on(colour), colour) >= 4.5 for colour in stijl.KLASSEN)


def test_another_question_is_refused() -> None:
    with pytest.raises(ValueError, match="vraag=7"):
        stijl.colour_of(7)
