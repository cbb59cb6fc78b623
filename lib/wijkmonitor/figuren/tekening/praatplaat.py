"""The praatplaat: one A3 for the wall, drawn, to start a conversation."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup

from wijkmonitor.figuren.letters import clean, width, wrap
from wijkmonitor.figuren.tekening.indeling import BALLONNEN, BORDEN, NOTA, QUOTE, TUIN, Vak
from wijkmonitor.figuren.tekening.scene import draw_scene
from wijkmonitor.figuren.tekening.slots import (
    MAX_AFSPRAKEN,
    MAX_BEDDEN,
    MAX_VRAGEN,
    NIETS,
    Afspraak,
    Bed,
    Bord,
    Passend,
    Slots,
    fill,
    fit,
)
from wijkmonitor.programma import programma

_STAND = {
    "gedaan": "✔ gedaan",
    "verwacht": "✔ zoals verwacht",
    "anders": "≠ anders dan verwacht",
    "toeval": "? kan toeval zijn",
    "open": "○ nog open",
}
_GROEI = {"bloeit": "loopt", "groeit": "start later", "zaad": "staat stil"}
_VERZONNEN = "‘voorbeelddata’ = verzonnen cijfer"
_GEEN = "Hier kunnen we nog niets over zeggen."


def praatplaat_html(slots: Slots) -> str:
    """One HTML page that prints on exactly one A3 on its side, and stacks on screens under 56rem.

    Text from outside is escaped and shortened to its room; a board without a number shows `?` and the reason. The same
    slots give the same bytes. Nothing is loaded from elsewhere.
    """
    boxes = SimpleNamespace(borden=BORDEN, quote=QUOTE, nota=NOTA, ballonnen=BALLONNEN)
    return _template().render(s=_page(slots), scene=Markup(draw_scene(slots)), css=Markup(_css()), vakken=boxes)


def _page(slots: Slots) -> SimpleNamespace:
    """The slots, cleaned and cut to their room."""
    agreed = slots.afspraken[:MAX_AFSPRAKEN]
    boards = [_bord(bord, BORDEN[number]) for number, bord in enumerate(slots.borden, start=1)]
    example = any(b.voorbeeld for b in boards) or slots.quote_voorbeeld or any(a.voorbeeld for a in agreed)
    return SimpleNamespace(
        wijk=fill(slots.wijk, 1900, 92, 1, bold=True),
        naam_maat=_name_size(slots.wijk),
        vraag=fill(slots.vraag, 1900, 62, 1),
        datum=fill(slots.datum, 500, 29, 1),
        borden=boards,
        quote=fit(slots.quote, QUOTE.w - 72, 44, (1, 4), (0.88, 4), (0.8, 5), bold=True),
        quote_van=fill(slots.quote_van, QUOTE.w - 80, 33, 1),
        quote_voorbeeld=slots.quote_voorbeeld,
        afspraken=[_afspraak(item) for item in agreed],
        afspraken_voorbeeld=any(item.voorbeeld for item in agreed),
        binnen=_vragen(slots.binnen, BALLONNEN["binnen"]),
        buiten=_vragen(slots.buiten, BALLONNEN["buiten"]),
        bedden=[_bed(bed, place, len(slots.bedden[:MAX_BEDDEN])) for place, bed in enumerate(slots.bedden[:MAX_BEDDEN])],
        voetregel=_foot(slots, example),
    )


def _foot(slots: Slots, example: bool) -> str:
    """One line: what this is, what must be known, and the sources."""
    place = f"{fill(slots.wijk, 700, 29, 1)}, {fill(slots.gemeente, 1300, 29, 1)}"
    parts = [programma()["naam"], place, f"stand op {slots.datum}", _VERZONNEN if example else "", slots.noot]
    parts.append(f"Bronnen: {slots.bronnen}" if slots.bronnen else "")
    return fill(" · ".join(part for part in parts if part), 3960, 29, 1)


def _name_size(name: str) -> str:
    room = 1900
    if width(clean(name), 200, True) <= room:
        return "naam"
    return "lang" if width(clean(name), 140, True) <= room else "langer"


def _bord(bord: Bord, box: Vak) -> SimpleNamespace:
    """One board. What is left of its height after heading, people and foot decides how many lines fit."""
    number = clean(bord.getal) or NIETS
    number = number if len(number) <= 6 else NIETS
    size, name = (180, "groot") if len(number) <= 3 else (118, "klein") if len(number) <= 4 else (84, "kleiner")
    inner, text = box.w - 60, bord.tekst or (_GEEN if number == NIETS else "")
    people = 210 if box is BORDEN[1] and number != NIETS else 0
    tall = box.h > 420 and not people
    kop = fit(bord.kop, inner - 110, 50, (1, 2), (0.88, 2), (0.78, 2), *([(0.88, 3)] if tall else []), bold=True)
    left = box.h - 48 - max(83, 53 * kop.maat * len(wrap(kop.tekst, inner - 110, 50 * kop.maat, True))) - 65 - people
    extra = fit(bord.extra, inner, 43, (1, 1), (0.8, 2 if people else 1), bold=True) if people or left >= 220 else Passend("")
    rows = min(max(int((left - (60 if extra.tekst and not people else 0)) / 52.5), 3), 4)
    return SimpleNamespace(
        kop=kop,
        getal=number,
        leeg=number == NIETS,
        maat=name,
        tekst=fit(
            text, inner - width(number, size, True) - 24, 46, (1, rows), (0.9, rows), (0.8, rows + 1 if rows > 3 else rows)
        ),
        extra=extra,
        voet=fit(bord.voet, inner - (270 if bord.voorbeeld else 0), 34, (1, 1), (0.88, 1)),
        voorbeeld=bord.voorbeeld,
    )


def _afspraak(item: Afspraak) -> SimpleNamespace:
    """One agreement: what on two lines at most, then its sign and what we see, on two lines."""
    sign, room = _STAND[item.stand], NOTA.w - 104
    seen = fit(f"{sign} {item.zien}", room - 12, 38, (1, 2), (0.9, 2), (0.82, 2), bold=True)
    what = fit(item.wat, room, 42, (1, 2), (0.9, 2), bold=True)
    return SimpleNamespace(wat=what, zien=Passend(seen.tekst[len(sign) :].strip(), seen.maat), teken=sign)


def _vragen(questions: tuple[str, ...], box: Vak) -> list[Passend]:
    kept = [question for question in questions if clean(question)][:MAX_VRAGEN]
    return [fit(question, box.w - 130, 47, (1, 3), (0.88, 3), (0.88, 2)) for question in kept]


def _bed(bed: Bed, place: int, count: int) -> SimpleNamespace:
    step = TUIN.w / count
    box = Vak(TUIN.x + place * step + 3, TUIN.y + 226, step - 6, 116)
    named = replace(bed, woord=bed.woord or _GROEI[bed.groei])
    name = fit(named.naam, box.w - 6, 30, (1, 2), (0.87, 2), (0.8, 3), bold=True)
    return SimpleNamespace(naam=name, woord=fit(named.woord, box.w - 6, 26, (1, 1), (0.85, 1)), css=box.css)


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = PackageLoader("wijkmonitor.figuren.tekening", "sjablonen")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("praatplaat.html.j2")


@lru_cache(maxsize=1)
def _css() -> str:
    folder = files("wijkmonitor.figuren.tekening").joinpath("sjablonen")
    return folder.joinpath("praatplaat.css").read_text(encoding="utf-8")
