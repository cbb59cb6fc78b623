"""Where everything stands on the plate, in units of 0.1 mm: 4200 x 2970 is one A3 on its side."""

from __future__ import annotations

from dataclasses import dataclass

BREED, HOOG = 4200.0, 2970.0


@dataclass(frozen=True)
class Vak:
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


BORDEN = {
    1: Vak(1330, 1035, 650, 570),
    2: Vak(1995, 498, 775, 382),
    3: Vak(795, 655, 610, 365),
    4: Vak(2525, 1085, 622, 480),
}
QUOTE = Vak(2025, 1010, 460, 300, (2265, 1345))
TUIN = Vak(3165, 1300, 930, 335)
NOTA = Vak(110, 1702, 900, 800)
BALLONNEN = {
    "trots": Vak(2200, 76, 1330, 320, open=True),
    "binnen": Vak(1060, 1702, 760, 930, (1290, 2700)),
    "buiten": Vak(2790, 1702, 740, 930, (3370, 2695)),
    "afspraak": Vak(1870, 1702, 870, 1182, (1790, 2770), True),
    "opvalt": Vak(3580, 1702, 530, 680, (3596, 2455), True),
    "mist": Vak(3655, 2425, 455, 459, open=True),
    "toen": Vak(110, 2522, 900, 364, open=True),
}
