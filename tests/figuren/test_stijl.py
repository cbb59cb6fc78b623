"""The colours carry what they have to carry."""

import colorsys
import re
from pathlib import Path

import pytest

from wijkmonitor.figuren import kleuren
from wijkmonitor.figuren.kleuren import contrast, css_colours, text_on
from wijkmonitor.figuren.netwerk import DOMEINEN

GROUNDS = (kleuren.VEL, kleuren.PAPIER, kleuren.ZAND)


def test_contrast_follows_the_published_examples() -> None:
    # WCAG 2.2, relative luminance: black on white is 21, #767676 is the lightest grey with 4.5:1 on white
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert 4.5 <= contrast("#767676", "#FFFFFF") < 4.6


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", [kleuren.INKT, kleuren.GRIJS, *(k.vol for k in kleuren.VRAGEN.values())])
def test_text_colours_reach_aa_on_every_ground(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("vraag", sorted(kleuren.VRAGEN))
def test_a_question_colour_reads_on_its_own_light_ground_and_carries_white_text(vraag: int) -> None:
    pair = kleuren.colour_of(vraag)
    assert contrast(pair.vol, pair.licht) >= 4.5
    assert contrast(pair.vol, "#FFFFFF") >= 4.5


def test_the_colours_of_a_judgement_and_of_example_data_read_on_their_own_grounds() -> None:
    for text, ground in ((kleuren.OKER, kleuren.OKER_LICHT), (kleuren.OKER, kleuren.BRIEFJE),
                         (kleuren.GUNSTIG, kleuren.GUNSTIG_LICHT), (kleuren.ONGUNSTIG, kleuren.ONGUNSTIG_LICHT),
                         (kleuren.VERWIJZING, kleuren.PAPIER), (kleuren.VERWIJZING, kleuren.ZAND)):  # fmt: skip
        assert contrast(text, ground) >= 4.5


def test_lines_that_mean_something_reach_3_to_1() -> None:
    assert contrast(kleuren.SCHRIJFLIJN, kleuren.VEL) >= 3


def hue(colour: str) -> float:
    """The hue of a colour in degrees: 0 is red, 120 green, 240 blue."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[0] * 360


@pytest.mark.parametrize("vraag", [1, 2, 3, 4])
def test_no_question_is_red_or_green_or_the_blue_of_a_link(vraag: int) -> None:
    found = hue(kleuren.colour_of(vraag).vol)
    assert not (found < 20 or found > 340), "red belongs to ongunstiger"
    assert not 80 < found < 170, "green belongs to gunstiger"
    assert abs(found - hue(kleuren.VERWIJZING)) > 14


def test_the_hues_of_the_questions_lie_apart() -> None:
    hues = sorted(hue(kleuren.colour_of(vraag).vol) for vraag in (1, 2, 3, 4))
    assert all(b - a > 40 for a, b in zip(hues, [*hues[1:], hues[0] + 360], strict=True))


def test_domains_differ_in_shape() -> None:
    assert len(set(DOMEINEN.values())) == len(DOMEINEN)


def test_map_classes_darken_step_by_step_and_carry_their_numbers() -> None:
    lightness = [contrast(colour, "#000000") for colour in kleuren.KLASSEN]
    assert all(a / b > 1.25 for a, b in zip(lightness, lightness[1:], strict=False))
    assert all(contrast(text_on(colour), colour) >= 4.5 for colour in kleuren.KLASSEN)


def test_another_question_is_refused() -> None:
    with pytest.raises(ValueError, match="vraag=7"):
        kleuren.colour_of(7)


HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b(?![^<]*;&)")
REPO = Path(__file__).resolve().parents[2]


def test_every_colour_stands_in_one_file() -> None:
    files = [path for folder in ("lib", "notebooks") for path in (REPO / folder).rglob("*") if path.is_file()]
    files += [REPO / "docs" / "site.css"]
    spoken = {".py", ".css", ".j2", ".toml", ".ipynb", ".html"}
    found = {
        str(path.relative_to(REPO)): HEX.findall(re.sub(r"&#\w+;|href=.#[^\"']*|url\(#", "", path.read_text(encoding="utf-8")))
        for path in files
        if path.suffix in spoken and "__pycache__" not in path.parts
    }
    assert [name for name, colours in found.items() if colours] == ["lib/wijkmonitor/figuren/kleuren.py"]
    assert len(found["lib/wijkmonitor/figuren/kleuren.py"]) > 80


def test_pages_know_every_colour_that_their_style_names() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in (REPO / "lib").rglob("*.css")]
    named = {name for sheet in sheets for name in re.findall(r"var\(--([\w-]+)\)", sheet)}
    known = {name for sheet in [css_colours(), *sheets] for name in re.findall(r"--([\w-]+):", sheet)}
    assert named - known == set()
