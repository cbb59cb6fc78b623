"""Change in the density of a network: against the formula written out, and what must hold whatever the ties."""

from __future__ import annotations

import math
from itertools import combinations, product

import numpy as np
import pytest
from scipy.stats import t

from wijkmonitor.stats import density_change, proportion

LEDEN = list("abcdef")
PAREN = list(combinations(LEDEN, 2))
TOEN, NU = PAREN[:4], PAREN[2:9]


def by_hand(before, after, pairs):
    """The same interval by the definition: sum over all pairs of pairs that share a member (Fafchamps & Gubert 2007)."""
    shift = [(pair in after) - (pair in before) for pair in pairs]
    middle = sum(shift) / len(pairs)
    together = sum(
        (shift[i] - middle) * (shift[j] - middle)
        for i, j in product(range(len(pairs)), repeat=2)
        if set(pairs[i]) & set(pairs[j])
    )
    came, went = ((shift.count(side) + 1) / (len(pairs) + 2) for side in (1, -1))  # Bonett & Price 2012
    alone = (came + went - (came - went) ** 2) / (len(pairs) + 2)
    size = len({member for pair in pairs for member in pair})
    variance = max(alone, together / len(pairs) ** 2 * size * (size - 1) / (size - 2) ** 2)
    half = t.ppf(0.975, min(size - 2, max(5, (size - 2) / 2))) * math.sqrt(variance)
    return middle, max(-1, middle - half), min(1, middle + half)


def test_is_the_formula_written_out():
    found = density_change(TOEN, NU, PAREN)
    assert (found.value, found.low, found.high) == pytest.approx(by_hand(TOEN, NU, PAREN))
    assert found.n == 15


def test_value_is_the_difference_of_two_densities():
    found = density_change(TOEN, NU, PAREN)
    assert found.value == pytest.approx(proportion(7, 15).value - proportion(4, 15).value)


def test_direction_and_order_of_pairs_and_names_make_no_difference():
    turned = [(b, a) for a, b in reversed(PAREN)]
    new = dict(zip(LEDEN, "zyxwvu", strict=True))
    renamed = [[(new[a], new[b]) for a, b in ties] for ties in (TOEN, NU, PAREN)]
    for found in (density_change(TOEN, NU, turned), density_change(TOEN[::-1], NU, PAREN), density_change(*renamed)):
        assert found.low == pytest.approx(density_change(TOEN, NU, PAREN).low)


def test_exchanging_the_moments_turns_the_sign():
    one, other = density_change(TOEN, NU, PAREN), density_change(NU, TOEN, PAREN)
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))


def test_one_member_who_makes_all_new_ties_widens_the_margin():
    star = [pair for pair in PAREN if "a" in pair]
    spread = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")]
    wide, narrow = density_change([], star, PAREN), density_change([], spread, PAREN)
    assert wide.value == narrow.value
    assert wide.high - wide.low > narrow.high - narrow.low


def test_the_same_ties_twice_are_no_change_but_still_have_a_margin():
    found = density_change(TOEN, TOEN, PAREN)
    assert found.value == 0.0
    assert found.low < 0 < found.high


def test_every_possible_tie_that_came_has_a_margin():
    found = density_change([], PAREN, PAREN)
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low < 1.0


@pytest.mark.parametrize("count", [3, 9])
def test_fewer_than_ten_pairs_have_no_margin_and_say_why(count):
    found = density_change([], PAREN[:count], PAREN[:count])
    assert (found.low, found.high) == (None, None)
    assert found.reason == "Er zijn minder dan 10 lijnen mogelijk. Dan kunnen we geen marge berekenen."


def test_two_members_have_no_margin_and_say_why():
    found = density_change([], [("a", "b")], [("a", "b")])
    assert (found.value, found.low, found.high) == (1.0, None, None)
    assert found.reason is not None and "minder dan 3" in found.reason


@pytest.mark.parametrize(
    ("before", "after", "possible", "message"),
    [
        ([], [], [], "possible"),
        ([("a", "z")], [], PAREN, "before"),
        ([], [("a", "z")], PAREN, "after"),
        ([], [], [("a", "a")], "no pair"),
    ],
)
def test_bad_input_is_named(before, after, possible, message):
    with pytest.raises(ValueError, match=message):
        density_change(before, after, possible)


def test_confidence_widens_the_margin_and_must_be_a_share():
    assert density_change(TOEN, NU, PAREN, confidence=0.99).low < density_change(TOEN, NU, PAREN).low
    with pytest.raises(ValueError, match="confidence"):
        density_change(TOEN, NU, PAREN, confidence=95)


def test_few_redrawn_networks_of_members_that_differ_per_wave_claim_a_change():
    rng, claimed = np.random.default_rng(3), 0
    pairs = list(combinations(range(18), 2))
    ends = np.array(pairs)
    for _ in range(200):
        ties = []
        for _ in range(2):
            active = rng.normal(0, 0.5, 18)
            chance = 1 / (1 + np.exp(1.3 - active[ends[:, 0]] - active[ends[:, 1]]))
            ties.append([pair for pair, tied in zip(pairs, rng.random(len(pairs)) < chance, strict=True) if tied])
        found = density_change(*ties, pairs)
        claimed += found.low > 0 or found.high < 0
    assert claimed / 200 <= 0.05 + 3 * (0.05 * 0.95 / 200) ** 0.5
