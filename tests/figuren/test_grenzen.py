"""Where forms refuse, and what they do at the edges."""

import concurrent.futures
import math
import os
import re
import sys
from collections.abc import Callable
from datetime import date

import pytest
from tests.figuren.woorden import words_in

from wijkmonitor import figuren as f
from wijkmonitor.figuren.figuur import Figuur, compose_alt, shorten_alt
from wijkmonitor.figuren.kaart import class_bounds
from wijkmonitor.figuren.kleuren import KLASSEN
from wijkmonitor.figuren.letters import round_top
from wijkmonitor.figuren.punt import spread_out


@pytest.mark.parametrize(
    "call",
    [
        lambda: f.Punt("GLI", None),
        lambda: f.Kant("Leeftijd", "65+", None),
        lambda: f.Stap("begonnen", None),
        lambda: f.Meetpunt("2020", None),
        lambda: f.Halter("Wijk", 3, None),
        lambda: f.Balk("Groen", None),
        lambda: f.Doos("meedoen", "2020", None),
        lambda: f.Factor("geld", None, 2),
        lambda: f.Netwerkmeting("2020", None),
    ],
)
def test_a_missing_value_needs_a_reason(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="reden=''"):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: f.Punt("GLI", math.nan),
        lambda: f.Punt("GLI", 3, math.inf, 4),
        lambda: f.Kant("Leeftijd", "65+", 3, 1, math.nan),
        lambda: f.Halter("Wijk", math.nan, 3),
        lambda: f.kaart({"WK1": [[[[4, 52], [5, 52], [5, 53]]]]}, {"WK1": math.nan}),
        lambda: f.spinnenweb("abc", [f.Weblijn("2020", (1, 2, math.nan))]),
    ],
)
def test_nan_never_reaches_a_figure(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="give None and a reason"):
        call()


def test_a_line_breaks_where_a_moment_is_missing() -> None:
    whole = f.verloop([f.Meetpunt("a", 1), f.Meetpunt("b", 2), f.Meetpunt("c", 3)]).breed
    broken = f.verloop([f.Meetpunt("a", 1), f.Meetpunt("b", None, reden="niet geteld"), f.Meetpunt("c", 3)]).breed
    assert "stroke-dasharray" in whole and "stroke-dasharray" not in broken


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: f.punt_met_marge([]), "rijen"),
        (lambda: f.verloop([f.Meetpunt("2020", 1)]), "2 to 11"),
        (lambda: f.verloop([f.Meetpunt("a", 1), f.Meetpunt("b", 2, x=1.0)]), "all points or for none"),
        (lambda: f.Balk("Groen", -1), "must not be negative"),
        (lambda: f.Doos("a", "2020", 5, q25=7), "must rise"),
        (lambda: f.Looptijd("GLI", "loopt", start=date(2022, 1, 1), einde=date(2021, 1, 1)), "before it begins"),
        (lambda: f.spinnenweb(["a", "b"], [f.Weblijn("2020", (1, 2))]), "at least 3"),
        (lambda: f.netwerk([f.Knoop("a", "medisch")], [f.Netwerkmeting("2020", (f.Band("a", "b"),))]), "unknown"),
        (lambda: f.kaart({}, {}), "at least one area"),
        (lambda: Figuur("<svg/>", "<svg/>", " "), "alt"),
        (lambda: Figuur("<svg/>", "<svg/>", "Afbeelding van balken"), "alt"),
        (lambda: f.punt_met_marge([f.Punt("a", 5)], schaal=(3, 3)), "must rise"),
    ],
)
def test_misuse_is_named(call: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


def test_alt_keeps_what_may_be_chance_when_facts_do_not_fit() -> None:
    alt = compose_alt("Balken", [f"Groep nummer {n}: {n} van de 100" for n in range(40)], chance="Groep 3 kan toeval zijn")
    assert len(alt) <= 300
    assert alt.endswith("De rest staat in de tabel. Groep 3 kan toeval zijn.")


def test_a_given_alt_that_is_too_long_is_cut_at_a_word() -> None:
    alt = shorten_alt("Puntfiguur. " + "woord " * 100)
    assert len(alt) <= 300 and alt.endswith("woord …")


def test_only_differences_larger_than_chance_carry_a_number() -> None:
    figure = f.twee_kanten([f.Kant("Leeftijd", "jong", -8, -12, -4), f.Kant("Leeftijd", "oud", 7, -1, 15)])
    assert "−8" in figure.breed and "+7" not in figure.breed
    assert "kan toeval" in figure.alt.lower()


def test_a_family_judgement_wins_over_the_margin() -> None:
    figure = f.twee_kanten([f.Kant("Leeftijd", "jong", -8, -12, -4, zeker=False)])
    assert "−8" not in figure.breed


def test_a_tie_named_twice_is_one_line() -> None:
    nodes = [f.Knoop("a", "medisch"), f.Knoop("b", "sociaal")]
    figure = f.netwerk(nodes, [f.Netwerkmeting("2022", (f.Band("a", "b"), f.Band("b", "a")))])
    assert "2022: 1 lijn" in figure.breed


def test_organisations_stand_in_the_same_place_in_both_waves() -> None:
    nodes = [f.Knoop(name, "medisch") for name in "abc"]
    one = f.Netwerkmeting("2020", (f.Band("a", "b"),))
    two = f.Netwerkmeting("2022", (f.Band("a", "b"),))
    alone = f.netwerk(nodes, [one]).smal
    both = f.netwerk(nodes, [one, two]).smal
    assert alone.count("<use") + 0 < both.count("<use") == 2 * 3 + 1


def test_map_bounds_hold_every_value_in_at_most_five_classes() -> None:
    values = [2.0, 8, 9, 9, 11, 12, 13, 15, 18, 21, 25, 33, 38, 52]
    bounds = class_bounds(values)
    assert bounds[0] <= 2 and bounds[-1] >= 52 and 3 <= len(bounds) <= 6
    assert list(bounds) == sorted(set(bounds))
    assert class_bounds([7.0]) and class_bounds([]) == ()


def test_a_map_puts_a_number_in_the_class_that_names_it_and_gives_no_colour_to_what_hardly_differs() -> None:
    square = [[[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]]]
    areas = {
        name: [[[[x + shift, y] for x, y in ring] for ring in polygon] for polygon in square] for shift, name in enumerate("abc")
    }
    key = f.kaart(areas, {"a": 30.4, "b": 31.6, "c": 32.4}, klein=2.0 - 0.1).breed
    assert [part in key for part in (">30<", ">31<", ">32<", "tot")] == [True, True, True, False]
    same = f.kaart(areas, {"a": 51.2, "b": 51.9, "c": 52.6}, klein=2.0).breed
    assert "51 tot en met 53" in same and sum(shade.lower() in same.lower() for shade in KLASSEN) == 1


def test_labels_beside_each_other_do_not_overlap() -> None:
    middles = spread_out([100, 102, 300], [40, 40, 40], 310)
    assert all(b - a >= 80 for a, b in zip(middles, middles[1:], strict=False))
    assert middles[0] - 40 >= 0 and middles[-1] + 40 <= 310


def test_values_outside_the_scale_stay_at_its_ends() -> None:
    inside = f.punt_met_marge([f.Punt("GLI", 10, 0, 10)], schaal=(0, 10))
    outside = f.punt_met_marge([f.Punt("GLI", 12, -1, 12)], schaal=(0, 10))
    marks = [re.findall(r"<(?:path|use)[^>]*>", figure.breed) for figure in (inside, outside)]
    assert marks[0] == marks[1] and marks[0]


@pytest.mark.parametrize(("values", "top"), [([18.2, 22.6], 25), ([0, None], 1), ([1234], 1500), ([0.3], 0.3), ([7], 8)])
def test_axes_end_at_round_numbers(values: list[float | None], top: float) -> None:
    assert math.isclose(round_top(values), top)


def draw_one(number: int) -> str:
    return f.balken([f.Balk("Groen", number % 3 + 1.0)]).breed


def test_threads_draw_the_same_as_one_after_the_other() -> None:
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert list(pool.map(draw_one, range(12))) == [draw_one(n) for n in range(12)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_forked_process_can_draw() -> None:
    expected = draw_one(1)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, b"same" if draw_one(1) == expected else b"other")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 10) == b"same"


def test_importing_the_forms_does_not_import_matplotlib() -> None:
    import subprocess

    code = "import sys, wijkmonitor.figuren; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_count_is_not_said_to_lie_around_itself() -> None:
    figure = f.punt_met_marge([f.Punt("GLI", 49, 49, 49, doel=70)], vraag=4, eenheid="mensen")
    assert "een telling" in figure.breed and "rond 49" not in figure.breed + figure.smal + figure.alt


def test_in_the_narrow_funnel_words_on_who_is_busy_stand_below_the_bar() -> None:
    figure = f.trechter([f.Stap("begonnen", 440), f.Stap("rondden het af", 194, bezig=169, bezig_woord="zijn nog bezig")])
    places = {found.text: found.y for found in words_in(figure.smal)}
    assert places["169 zijn nog bezig"] > places["194"] + 15


def test_a_map_of_buurten_says_which_is_which_and_one_with_a_wijk_that_stands_out_names_that() -> None:
    square = [[[[0, 0], [1, 0], [1, 1], [0, 1]]]]
    areas = {"b": square, "a": [[[[1, 0], [2, 0], [2, 1], [1, 1]]]]}
    drawn = f.kaart(areas, {"a": 31, "b": 52}, namen={"a": "De Hoek", "b": "Het Veld"})
    for svg in (drawn.breed, drawn.smal):
        assert ">A</text>" in svg and ">Het Veld: 52</text>" in svg and ">De Hoek: 31</text>" in svg
    assert ">A</text>" not in f.kaart(areas, {"a": 31, "b": 52}, held=["a"]).breed
