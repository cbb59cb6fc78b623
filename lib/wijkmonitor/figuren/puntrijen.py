"""How rows of dots with margins are drawn, in both sizes."""

from __future__ import annotations

from collections.abc import Sequence

from wijkmonitor.figuren.letters import fit, wrap
from wijkmonitor.figuren.punt import Punt, Puntopmaak
from wijkmonitor.figuren.rooster import Plek, Rooster, draw_axis, draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, INKT, ZAND, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, STIPPEL, STREEP, Vel, text_width
from wijkmonitor.taal.getallen import getal

_NO_MARGINS = "De marges zijn niet bekend."


def draw_rows(rijen: tuple[Punt, ...], look: Puntopmaak, smal: bool) -> str:
    """The figure as SVG. Many rows of which no margin is known stand closer, and say it once, below."""
    vel = Vel(SMAL if smal else BREED)
    bare = len(rijen) > 3 and not any(row.has_margin for row in rijen)
    goals = any(row.doel is not None for row in rijen)
    height = 46 if goals else (20 if bare else 26) if smal else (24 if bare else 38)
    top = 24 if look.lijnen else 6
    rooster = make_rooster([row.naam for row in rijen], smal=smal, row=height, top=top, words_below=1)
    scale = Schaal(*look.schaal, rooster.left + 6, rooster.right - 6)
    draw_axis(vel, rooster, scale, caption=" ".join(part for part in (look.end_words, _NO_MARGINS if bare else "") if part))
    _draw_lines(vel, rooster, scale, look)
    heroes = [row.held for row in rijen]
    draw_names(vel, rooster, bold=heroes if not all(heroes) else ())
    for row, plek in zip(rijen, rooster.plekken, strict=True):
        colour = colour_of(look.vraag).vol if row.held else GRIJS
        _draw_mark(vel, scale, row, plek, colour, size=10.5 if bare else 13)
        margin = "" if bare else look.margin_words(row)
        _draw_words(vel, rooster, row, plek, colour, look.value_words(row), margin)
    return vel.svg()


def _draw_lines(vel: Vel, rooster: Rooster, scale: Schaal, look: Puntopmaak) -> None:
    """Lines of groups through the plot, with their words above it, beside each other."""
    ordered = sorted(look.lijnen, key=lambda line: line.waarde)
    words = [fit(f"{line.naam}: {getal(line.waarde, look.decimalen)}", rooster.width / len(ordered) - 6, 10)
             for line in ordered]  # fmt: skip
    halves = [text_width(text, size) / 2 for text, size in words]
    middles = spread_out([scale(line.waarde) for line in ordered], halves, rooster.width)
    for line, (text, size), middle in zip(ordered, words, middles, strict=True):
        x, first = scale(line.waarde), line is look.lijnen[0]
        colour, dash = (GRIJS, STIPPEL) if first else (INKT, STREEP)
        zones = rooster.zones()
        if line.laag is not None and line.hoog is not None:
            left, right = scale(line.laag), max(scale(line.hoog), scale(line.laag) + 2)
            vel.rings([[(left, t), (right, t), (right, b), (left, b)] for t, b in zones], colour=ZAND)
        vel.lines([[(x, top), (x, bottom)] for top, bottom in zones], colour=colour, thick=1.5, dash=dash, cap="butt")
        vel.line([(middle, 15), (x, rooster.top)], colour=colour, thick=1)
        vel.text(middle, 8, text, size=size, colour=colour, anchor="midden")


def spread_out(places: Sequence[float], halves: Sequence[float], width: float, *, gap: float = 10) -> list[float]:
    """Middles of labels as close to their rising places as fits without overlap between 0 and width."""
    middles: list[float] = []
    edge = 0.0
    for place, half in zip(places, halves, strict=True):
        middles.append(max(place, edge + half))
        edge = middles[-1] + half + gap
    edge = width
    for position in range(len(middles) - 1, -1, -1):
        middles[position] = min(middles[position], edge - halves[position])
        edge = middles[position] - halves[position] - gap
    return middles


def _draw_mark(vel: Vel, scale: Schaal, row: Punt, plek: Plek, colour: str, *, size: float) -> None:
    if row.waarde is not None:
        if row.laag is not None and row.hoog is not None:
            vel.band((scale(row.laag), plek.y), (scale(row.hoog), plek.y), colour=colour)
        vel.dot(scale(row.waarde), plek.y, colour=colour, size=size)
    if row.doel is not None:
        x = scale(row.doel)
        vel.line([(x, plek.y - 11), (x, plek.y + 11)], thick=2.6, cap="butt")
        words = f"doel {getal(row.doel, 0 if row.doel == round(row.doel) else 1)}"
        vel.text(x, plek.y + 17, words, size=9.5, anchor="midden", halo=True)


def _draw_words(vel: Vel, rooster: Rooster, row: Punt, plek: Plek, colour: str, value: str, margin: str) -> None:
    if row.waarde is None:
        _draw_reason(vel, rooster, plek, row.reden)
    elif rooster.smal:
        text, size = fit(value, rooster.width, 12, True)
        vel.text(0, plek.words_y, text, size=size, bold=True, colour=colour)
        start = text_width(text, size, True) + 6
        rest, size = fit(margin, max(rooster.width - start, 10), 10)
        vel.text(start, plek.words_y, rest, size=size, colour=GRIJS)
    else:
        x = rooster.right + 12
        text, size = fit(value, rooster.width - x, 13, True)
        vel.text(x, plek.y - (7.5 if margin else 0), text, size=size, bold=True, colour=colour)
        vel.text(x, plek.y + 7.5, margin, size=10.5, colour=GRIJS)


def _draw_reason(vel: Vel, rooster: Rooster, plek: Plek, reason: str) -> None:
    x = 0 if rooster.smal else rooster.right + 12
    rows: Sequence[str] = wrap(reason, rooster.width - x, 10, lines=2)
    y = plek.words_y + (len(rows) - 1) * 6 if rooster.smal else plek.y
    vel.lines_of_text(x, y, rows, size=10, colour=GRIJS, halo=rooster.smal)
