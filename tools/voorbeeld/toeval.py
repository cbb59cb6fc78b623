"""Chance that gives the same rows everywhere: one stream of numbers per wijk and table.

`numpy.random.RandomState` is used on purpose: its streams are frozen (NEP 19), so the committed tables can be
made again byte for byte under every later numpy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Toeval:
    """A stream of chance, known by its seed and its name.

    >>> Toeval(1, "a").pick(["x", "y", "z"]) == Toeval(1, "a").pick(["x", "y", "z"])
    True
    """

    def __init__(self, seed: int, *names: str) -> None:
        digest = hashlib.sha256("|".join([str(seed), *names]).encode()).digest()
        words = [int.from_bytes(digest[i : i + 4], "big") for i in range(0, 32, 4)]
        self._random = np.random.RandomState(words)

    def chance(self) -> float:
        """A number from 0 up to 1."""
        return float(self._random.random_sample())

    def happens(self, probability: float) -> bool:
        """True with this probability (0-1)."""
        return self.chance() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from low up to and including high."""
        return low + int(self.chance() * (high - low + 1))

    def normal(self, mean: float = 0.0, sd: float = 1.0) -> float:
        """A number from a normal distribution."""
        return mean + sd * float(self._random.standard_normal())

    def poisson(self, mean: float) -> int:
        """A count from a Poisson distribution."""
        return int(self._random.poisson(mean))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, all equally likely."""
        return options[self.whole(0, len(options) - 1)]

    def pick_by(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as likely as its weight."""
        point = self.chance() * sum(weights.values())
        for key, weight in weights.items():
            point -= weight
            if point < 0:
                return key
        return list(weights)[-1]

    def several(self, options: Sequence[T], count: int) -> list[T]:
        """Different options, in the order of drawing; at most as many as there are."""
        left = list(options)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(min(count, len(left)))]

    def day(self, first: date, last: date) -> date:
        """A day from first up to and including last; first when last lies before it."""
        return first + timedelta(days=self.whole(0, max(0, (last - first).days)))

    def code(self, letter: str) -> str:
        """A pseudonym: a letter and eight hexadecimal digits."""
        return letter + "".join(self.pick("0123456789abcdef") for _ in range(8))


def shares(weights: Mapping[T, float]) -> dict[T, float]:
    """The weights, made to add up to 1."""
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}
