"""Where everything stands on the plate, in units of 0.1 mm: 4200 x 2970 is one A3 on its side."""

from __future__ import annotations

from dataclasses import dataclass

BREED, HOOG = 4200.0, 2970.0


@dataclass(frozen=True)
class Kader:
    """A box on the plate; naar: where its tail points, if it is a balloon."""

    x: float
    y: float
    w: float
    h: float
    naar: tuple[float, float] | None = None
    open: bool = False

    @property
    def css(self) -> str:
        """The place as style."""
        return "".join(
            f"{name}:calc({value:g}*var(--u));"
            for name, value in (("left", self.x), ("top", self.y), ("width", self.w), ("height", self.h))
        )


# the four boards in the order of the questions, along the path
BORDEN = {number: Kader(110 + 1003 * (number - 1), 888, 971, 744) for number in (1, 2, 3, 4)}
QUOTE = Kader(2340, 470, 600, 405, (2290, 905))
TUIN = Kader(110, 1650, 3980, 270)
NOTA = Kader(110, 1945, 1010, 880)
BALLONNEN = {
    "trots": Kader(2200, 76, 1330, 320, open=True),
    "binnen": Kader(1160, 1945, 790, 640, (1390, 2650)),
    "buiten": Kader(2780, 1945, 760, 640, (3370, 2645)),
    "afspraak": Kader(1990, 1945, 750, 880, (1890, 2735), True),
    "opvalt": Kader(3580, 1945, 530, 430, (3596, 2540), True),
    "mist": Kader(3650, 2405, 460, 420, open=True),
}
