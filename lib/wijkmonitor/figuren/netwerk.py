"""Who works with whom, then and now: the same places in both, so that only the ties differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, VEL, Vraag, colour_of
from wijkmonitor.figuren.letters import BREED, KLEIN, SMAL, STREEP, Plaats, cut_to_room, fit, text_width, wrap
from wijkmonitor.taal.getallen import meervoud

# the shape of a domain: its mark says which it is, colour says only what the figure is about
DOMEINEN = {"medisch": "s", "sociaal": "o", "gemeente": "D", "bewoners": "^", "sport": "p", "overig": "h"}
_NADRUK = {"medisch", "sociaal"}  # their mutual ties are in the colour of the question


@dataclass(frozen=True)
class Knoop:
    """One organisation by the name that may be shown, and its domain."""

    naam: str
    domein: str


@dataclass(frozen=True)
class Band:
    """One tie, strength 1 to 3; a tie of strength 0 is no tie."""

    van: str
    naar: str
    sterkte: int = 1


@dataclass(frozen=True)
class Netwerkmeting:
    """All ties of one wave. banden None: `reden` says why nothing is shown. deel: words after the number of ties."""

    meting: str
    banden: tuple[Band, ...] | None
    reden: str = ""
    deel: str = ""

    def __post_init__(self) -> None:
        if self.banden is None and not self.reden.strip():
            raise ValueError(f"reden={self.reden!r} must say why {self.meting!r} has no ties")


Banden = dict[tuple[str, str], int]


def netwerk(knopen: Sequence[Knoop], metingen: Sequence[Netwerkmeting], *, vraag: Vraag = 3) -> Figuur:
    """The first and the last wave beside each other; organisations stand in a circle, per domain.

    Ties between medical and social organisations are in the colour of the question. A tie is drawn once, at its greatest
    strength. Raises ValueError for an unknown organisation in a tie.
    """
    if not knopen or not metingen:
        raise ValueError("knopen and metingen must have at least one item each")
    if len({node.naam for node in knopen}) != len(knopen):
        raise ValueError(f"knopen={[node.naam for node in knopen]!r} must have different names")
    order = list(DOMEINEN)
    nodes = tuple(sorted(knopen, key=lambda k: (order.index(k.domein) if k.domein in order else 99, k.domein, k.naam)))
    waves = (metingen[0], metingen[-1]) if len(metingen) > 1 else (metingen[0],)
    ties = tuple(_merged(wave, {node.naam for node in nodes}) for wave in waves)
    return draw_both(partial(_draw, nodes, waves, ties, colour_of(vraag).vol), _alt(nodes, waves, ties))


def _mark(domein: str, colour: str) -> tuple[str, str]:
    """Shape and colour of the marks of a domain."""
    return DOMEINEN.get(domein, DOMEINEN["overig"]), colour if domein in _NADRUK else INKT


def _merged(wave: Netwerkmeting, names: set[str]) -> Banden:
    ties: Banden = {}
    for tie in wave.banden or ():
        if tie.van not in names or tie.naar not in names:
            raise ValueError(f"tie {tie.van!r} - {tie.naar!r} in {wave.meting!r} names an unknown organisation")
        if tie.sterkte > 0 and tie.van != tie.naar:
            pair = (min(tie.van, tie.naar), max(tie.van, tie.naar))
            ties[pair] = max(ties.get(pair, 0), tie.sterkte)
    return ties


def _draw(nodes: tuple[Knoop, ...], waves: tuple[Netwerkmeting, ...], ties: tuple[Banden, ...], colour: str, blad: Blad) -> None:
    size = SMAL if blad.smal else min(256.0, BREED / len(waves))
    y = 0.0
    for position, (wave, found) in enumerate(zip(waves, ties, strict=True)):
        x = 0.0 if blad.smal or len(waves) == 1 else position * (BREED - size)
        y = position * (size + 12) if blad.smal else 0.0
        _draw_wave(blad, nodes, wave, found, colour, (x, y), size)
    blad.height = _draw_key(blad, nodes, colour, y + size + 14, columns=1 if blad.smal else 2)


def _draw_wave(
    blad: Blad, nodes: Sequence[Knoop], wave: Netwerkmeting, ties: Banden, colour: str, corner: Plaats, size: float
) -> None:
    left, top = corner
    words = f": {meervoud(len(ties), 'lijn', 'lijnen')}" if wave.banden is not None else ""
    head, letters = fit(f"{wave.meting}{words}{f', {wave.deel}' if wave.deel else ''}", size, 11, True, least=KLEIN)
    blad.write(left, top + 9, head, size=letters, bold=True)
    middle, radius = (left + size / 2, top + 22 + (size - 22) / 2), (size - 22) / 2 - 12
    if wave.banden is None:
        _draw_missing(blad, wave.reden, middle, radius)
        return
    places = _places(nodes, middle, radius)
    domains = {node.naam: node.domein for node in nodes}
    _draw_ties(blad, ties, places, domains, colour, middle)
    tied = {name for pair in ties for name in pair}
    for number, node in enumerate(nodes, start=1):
        shape, tint = _mark(node.domein, colour)
        x, y = places[node.naam]
        alone = wave.banden is not None and node.naam not in tied
        blad.dots([(x, y)], colour=tint, size=18, shape=shape, open_=alone)
        ink = tint if alone else VEL
        blad.write(x, y + (1.5 if shape == "^" else 0), str(number), size=KLEIN, bold=True, colour=ink, anchor="center")


def _draw_missing(blad: Blad, reason: str, middle: Plaats, radius: float) -> None:
    """An open circle with the reason: no ties shown is not the same as no ties."""
    turns = [2 * math.pi * step / 48 for step in range(48)]
    ring = [(middle[0] + radius * math.cos(t), middle[1] + radius * math.sin(t)) for t in turns]
    blad.area(ring, edge=GRIJS, thick=1.2, dash=STREEP)
    rows = wrap(reason, radius * 1.5, 11, lines=4)
    blad.write(*middle, *rows, colour=GRIJS, anchor="center")


def _places(nodes: Sequence[Knoop], middle: Plaats, radius: float) -> dict[str, Plaats]:
    """Places in a circle, with a gap between domains."""
    groups = len({node.domein for node in nodes})
    gap = 0.7 if groups > 1 else 0.0
    total = len(nodes) + gap * groups
    turn, before = 0.0, nodes[0].domein
    places = {}
    for node in nodes:
        turn += gap if node.domein != before else 0.0
        before = node.domein
        angle = 2 * math.pi * turn / total - math.pi / 2
        places[node.naam] = (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
        turn += 1
    return places


def _draw_ties(blad: Blad, ties: Banden, places: dict[str, Plaats], domains: dict[str, str], colour: str, middle: Plaats) -> None:
    """Ties as lines bent to the middle: within a domain light, between domains dark, the emphasis in colour on top."""
    looks: dict[tuple[int, str, int], list[tuple[Plaats, Plaats, Plaats]]] = {}
    for (a, b), strength in sorted(ties.items()):
        level, tint = (
            (2, colour) if {domains[a], domains[b]} == _NADRUK else (1, INKT) if domains[a] != domains[b] else (0, GRIJS)
        )
        start, end = places[a], places[b]
        bend = tuple((s + e) / 2 * 0.45 + m * 0.55 for s, e, m in zip(start, end, middle, strict=True))
        looks.setdefault((level, tint, min(strength, 3)), []).append((start, (bend[0], bend[1]), end))
    for (level, tint, strength), curves in sorted(looks.items()):
        thick = (0.9, 1.9, 3.2)[strength - 1]
        blad.curves(curves, colour=tint, thick=thick, alpha=(0.55, 0.7, 1.0)[level])


def _draw_key(blad: Blad, nodes: Sequence[Knoop], colour: str, y: float, *, columns: int) -> float:
    """Every number with its name, per domain, and what the lines mean; gives back where it ends."""
    blad.line([(0, y), (22, y)], colour=colour, thick=3)
    blad.write(28, y, "lijn tussen medisch en sociaal", size=10, colour=colour, bold=True)
    y += 15
    blad.write(0, y, "Dikkere lijn: vaker samen. Open teken: geen lijn.", size=10, colour=GRIJS)
    y += 20
    wide = blad.width / columns
    entries: list[tuple[str, Knoop, int] | tuple[str, None, int]] = []
    before = ""
    for number, node in enumerate(nodes, start=1):
        if node.domein != before:
            entries.append((node.domein, None, 0))
            before = node.domein
        entries.append((node.domein, node, number))
    per_column = -(-len(entries) // columns)
    for position, (domain, named, number) in enumerate(entries):
        x, row = wide * (position // per_column), y + (position % per_column) * 15
        shape, tint = _mark(domain, colour)
        if named is None:
            blad.dots([(x + 6, row)], colour=tint, size=11, shape=shape)
            blad.write(x + 16, row, cut_to_room(domain, wide - 24, 10.5, True), size=10.5, bold=True, colour=tint)
        else:
            start = x + 16 + text_width("88", 10, True) + 6
            blad.write(start - 6, row, str(number), size=10, bold=True, colour=tint, anchor="right")
            blad.write(start, row, cut_to_room(named.naam, x + wide - 8 - start, 10), size=10, colour=INKT)
    return y + per_column * 15 - 4


def _alt(nodes: Sequence[Knoop], waves: Sequence[Netwerkmeting], ties: Sequence[Banden]) -> str:
    domains = {node.naam: node.domein for node in nodes}
    facts = []
    for wave, found in reversed(list(zip(waves, ties, strict=True))):
        if wave.banden is None:
            facts.append(f"{wave.meting}: {wave.reden}")
            continue
        between = sum({domains[a], domains[b]} == _NADRUK for a, b in found)
        facts.append(f"{wave.meting}: {meervoud(len(found), 'lijn', 'lijnen')}, {between} tussen medisch en sociaal")
    return compose_alt(f"Netwerk van {meervoud(len(nodes), 'organisatie', 'organisaties')} in een kring", facts)
