"""The praatplaat: one A3 for the wall, drawn, to start a conversation; and as it hung there, with what people wrote in its clouds."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup, escape

from wijkmonitor.figuren.kleuren import css_colours
from wijkmonitor.figuren.letters import clean, width, wrap
from wijkmonitor.figuren.tekening.scene import draw_scene
from wijkmonitor.figuren.tekening.slots import (
    BALLONNEN,
    BORDEN,
    MAX_AFSPRAKEN,
    MAX_BEDDEN,
    MAX_VRAGEN,
    NIETS,
    NOTA,
    QUOTE,
    TUIN,
    Bed,
    Kader,
    Passend,
    Plaatafspraak,
    Plaatbord,
    Slots,
    fill,
    fit,
)
from wijkmonitor.programma import programma

# sizes in units of 0.1 mm: 60, 24 and 14 points
GETAL, BETEKENIS, KLEIN = 212.0, 85.0, 50.0
NOTA_REGELS = 12  # lines of agreements that the note has room for
# lines of the usual letter that each cloud has room for below its heading, with what is printed in it
REGELS: dict[str, float] = {"terug": 3, "binnen": 5, "buiten": 5, "nu": 11, "opvalt": 5, "mist": 4, "trots": 1.2}
MATEN = (1.0, 0.85, 0.72)  # of the usual letter of 14 points: the smallest is 10 points
_VAK = re.compile(r'<div class="schrijf[^"]*" data-vak="(\w+)">.*?</div>', re.DOTALL)
_EINDE = "</main>"
_STAND = {
    "gedaan": "✔ gedaan",
    "verwacht": "✔ zoals verwacht",
    "anders": "≠ anders dan verwacht",
    "toeval": "~ kan toeval zijn",
    "open": "– nog niet te vergelijken",
    "niets": "× hier meten we niets over",
}
_GROEI = {"bloeit": "loopt", "groeit": "start later", "zaad": "staat stil"}
_VERZONNEN = "‘voorbeelddata’ = verzonnen cijfer"
_GEEN = "Hier kunnen we nog niets over zeggen."


def praatplaat_html(slots: Slots, *, onder: str = "", verder: str = "") -> str:
    """One HTML page that prints on exactly one A3 on its side, and stacks on screens under 56rem.

    Text from outside is escaped and shortened to its room; a board without a number shows `?` and the reason. The same
    slots give the same bytes. Nothing is loaded from elsewhere. onder and verder: HTML for below the plate on a screen: other
    languages, and where to read on.
    """
    boxes = SimpleNamespace(borden=BORDEN, quote=QUOTE, nota=NOTA, ballonnen=BALLONNEN)
    below = {"onder": Markup(onder), "verder": Markup(verder)}
    return _template().render(s=_page(slots), scene=Markup(draw_scene(slots)), css=Markup(_css()), vakken=boxes, **below)


def _page(slots: Slots) -> SimpleNamespace:
    """The slots, cleaned and cut to their room."""
    agreed = slots.afspraken[:MAX_AFSPRAKEN]
    boards = [_bord(bord, BORDEN[number]) for number, bord in enumerate(slots.borden, start=1)]
    example = any(each.voorbeeld for each in boards) or any(each.voorbeeld for each in agreed)
    example = example or slots.quote_voorbeeld or slots.trots_voorbeeld or slots.verhaal_voorbeeld
    beds = slots.bedden[:MAX_BEDDEN]
    return SimpleNamespace(
        wijk=fill(slots.wijk, 1900, 92, 1, bold=True),
        naam_maat=_name_size(slots.wijk),
        vraag=fill(slots.vraag, 1900, 62, 1),
        verhaal=fill(slots.verhaal, 1650 - (300 if slots.verhaal_voorbeeld else 0), KLEIN, 2, bold=True),
        verhaal_voorbeeld=slots.verhaal_voorbeeld,
        datum=fill(slots.datum, 500, KLEIN, 1),
        borden=boards,
        quote=fit(slots.quote, QUOTE.w - 72, KLEIN, (1, 4), bold=True),
        quote_van=fill(slots.quote_van, QUOTE.w - 80, KLEIN, 1),
        quote_voorbeeld=slots.quote_voorbeeld,
        afspraken=(notes := _afspraken(agreed)),
        geen_afspraken=fill(slots.geen_afspraken, NOTA.w - 104, KLEIN, 5),
        terugkijken=sum(note.regels for note in notes) <= 9,
        afspraken_voorbeeld=any(item.voorbeeld for item in agreed),
        binnen=_vragen(slots.binnen, BALLONNEN["binnen"]),
        buiten=_vragen(slots.buiten, BALLONNEN["buiten"]),
        trots=_trots(slots.trots, BALLONNEN["trots"]),
        trots_voorbeeld=slots.trots_voorbeeld,
        bedden=[_bed(bed, place, len(beds)) for place, bed in enumerate(beds)],
        voetregel=_foot(slots, example),
        voorlezen=[clean(line) for line in slots.voorlezen],
    )


def _foot(slots: Slots, example: bool) -> str:
    """Two lines: what this is, what must be known, what the drawer chose, and the sources."""
    place = f"{fill(slots.gemeente, 2600, KLEIN, 1)}, {slots.datum}"
    parts = [programma().kop(slots.slug), place, _VERZONNEN if example else "", slots.noot]
    sources = [f"Bronnen: {source}" for source in (*slots.bronnen, "in de rapporten")] if slots.bronnen else [""]
    whole = [" · ".join(part for part in (*parts, source) if part) for source in sources]
    fitted = [fill(text, 3960, KLEIN, 2) for text in whole]
    return next((text for text, full in zip(fitted, whole, strict=True) if text == clean(full)), fitted[-1])


def _name_size(name: str) -> str:
    room = 1900
    if width(clean(name), 200, True) <= room:
        return "naam"
    return "lang" if width(clean(name), 140, True) <= room else "langer"


def _bord(bord: Plaatbord, box: Kader) -> SimpleNamespace:
    """One board: heading, number, what it means, and where room is left one sentence; margin and source at the foot."""
    number = clean(bord.getal) or NIETS
    number = number if len(number) <= 6 else NIETS
    inner, text = box.w - 52, bord.tekst or (_GEEN if number == NIETS else "")
    kop = fit(bord.kop, inner - 106, 56, (1, 1), (KLEIN / 56, 1), (KLEIN / 56, 2), bold=True)
    above = _lines(kop.tekst, inner - 106, 56 * kop.maat, bold=True) + bool(bord.antwoord)
    room = box.h - 82 - GETAL * 0.88 - 60 * kop.maat * above - (66 if bord.voet or bord.voorbeeld else 0)
    meaning, extra = _meaning(_whole(text, inner), bord.extra, inner, room)
    return SimpleNamespace(
        kop=kop,
        antwoord=clean(bord.antwoord),
        getal=number,
        leeg=number == NIETS,
        tekst=meaning,
        extra=extra,
        voet=fit(bord.voet, inner - (400 if bord.voorbeeld else 0), KLEIN, (1, 1)),
        voorbeeld=bord.voorbeeld,
    )


def _meaning(text: str, extra: str, inner: float, room: float) -> tuple[Passend, Passend]:
    """What the number means, in the largest letters that leave room for the whole sentence under it; else as large as can be."""
    steps, found = ((1, 1), (1, 2), (1, 3), (0.9, 2), (0.8, 2), (0.7, 2), (KLEIN / BETEKENIS, 3)), list[tuple[Passend, Passend]]()
    for place in range(len(steps)):
        meaning = fit(text, inner, BETEKENIS, *steps[place:])
        used = BETEKENIS * 1.12 * meaning.maat * _lines(meaning.tekst, inner, BETEKENIS * meaning.maat)
        rows = int((room - used) / 58)
        found.append((meaning, fit(extra, inner, KLEIN, (1, min(rows, 2)), bold=True) if rows > 0 else Passend("")))
        if found[-1][1].tekst == clean(extra):
            return found[-1]
    return found[0]


def _lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    return len(wrap(text, room, size, bold, lines=9))


def _afspraken(items: tuple[Plaatafspraak, ...]) -> list[SimpleNamespace]:
    """The agreements; lines that are left on the note go to what we see of them, the first agreement first."""
    notes = [_afspraak(item, 2) for item in items]
    for place, item in enumerate(items):
        spare = NOTA_REGELS - sum(note.regels for note in notes)
        notes[place] = _afspraak(item, 2 + max(spare, 0))
    return notes


def _afspraak(item: Plaatafspraak, lines: int) -> SimpleNamespace:
    """One agreement: what on two lines at most, then its sign and what we see, on at most this number of lines."""
    sign, room = _STAND[item.stand], NOTA.w - 104
    beside = room - 12 - (width(sign, KLEIN, True) - width(sign, KLEIN))  # the sign alone is bold
    seen = fit(f"{sign} {item.zien}", beside, KLEIN, (1, lines))
    what = fit(item.wat, room, KLEIN, (1, 2), bold=True)
    rows = _lines(seen.tekst, beside, KLEIN) + _lines(what.tekst, room, KLEIN, bold=True)
    return SimpleNamespace(wat=what, zien=Passend(seen.tekst[len(sign) :].strip(), seen.maat), teken=sign, regels=rows)


def _vragen(questions: tuple[str, ...], box: Kader) -> list[Passend]:
    kept = [question for question in questions if clean(question)][:MAX_VRAGEN]
    return [fit(_whole(question, box.w - 130), box.w - 130, KLEIN, (1, 3)) for question in kept]


def _whole(text: str, room: float) -> str:
    """The text where three lines hold it, else its parts up to a semicolon that they hold; the text where there are none."""
    parts, end = clean(text).split("; "), "?" if clean(text).endswith("?") else "."
    ways = [clean(text), *(f"{'; '.join(parts[:count])}{end}" for count in range(len(parts) - 1, 0, -1))]
    return next((way for way in ways if fill(way, room, KLEIN, 3) == way), text)


def _trots(results: tuple[str, ...], box: Kader) -> str:
    """As many results as three lines hold, and how many there are more; the rest of the balloon is to write in."""
    for count in range(len(results), 0, -1):
        more = f" (en nog {len(results) - count})" if count < len(results) else ""
        text = clean("; ".join(results[:count]) + more)
        text = text[:1].upper() + text[1:]
        if fill(text, box.w - 200, KLEIN, 3) == text:
            return text
    return ""


def _bed(bed: Bed, place: int, count: int) -> SimpleNamespace:
    step = TUIN.w / count
    box = Kader(TUIN.x + place * step + 8, TUIN.y + 102, step - 16, 166)
    word = bed.woord or _GROEI[bed.groei]
    return SimpleNamespace(
        naam=fit(bed.naam, box.w - 6, KLEIN, (1, 2), bold=True), woord=fit(word, box.w - 6, KLEIN, (1, 1)), css=box.css
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = PackageLoader("wijkmonitor.figuren.tekening", "sjablonen")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("praatplaat.html.j2")


@lru_cache(maxsize=1)
def _css() -> str:
    folder = files("wijkmonitor.figuren.tekening").joinpath("sjablonen")
    return f":root{{{css_colours()}}}\n" + folder.joinpath("praatplaat.css").read_text(encoding="utf-8")


def harvest_plate(
    page: str, notities: Mapping[str, Sequence[str]], *, koppen: Mapping[str, str], titel: str, foto: bytes | None, merk: str = ""
) -> str:
    """The page of a plate with the notes in its clouds, and below it all of them in full, with the photo.

    notities: per cloud what was written, a note each. koppen: the heading of each cloud. A cloud that has no room for a
    note says how many more there are; a plate of before clouds had names keeps them empty, and has the list alone. merk: the
    badge of what is invented.
    """
    filled = _VAK.sub(lambda found: _filled(found[1], notities.get(found[1], ()), merk) or found[0], page)
    whole = _listed(notities, koppen, titel, foto, merk)
    filled = filled.replace("</style>", f"{_harvest_css()}\n</style>", 1).replace(
        "<title>Praatplaat", "<title>Praatplaat met oogst", 1
    )
    return filled.replace("<body>", '<body class="met-oogst">', 1).replace(_EINDE, f"{_EINDE}\n{whole}", 1)


@cache
def _harvest_css() -> str:
    return files("wijkmonitor.figuren.tekening").joinpath("sjablonen", "oogst.css").read_text(encoding="utf-8")


def _filled(vak: str, notes: Sequence[str], merk: str) -> str:
    """The cloud with as many notes as it has room for; "" where nothing was written in it."""
    texts = [clean(note) for note in notes if clean(note)]
    if not texts or vak not in REGELS:
        return ""
    room = (NOTA.w if vak == "terug" else BALLONNEN["afspraak" if vak == "nu" else vak].w) - 110
    for scale in MATEN:
        if (most := _fitting(texts, room, REGELS[vak], scale)) == len(texts):
            break
    *first, last = [*texts[:most], *([f"en nog {len(texts) - most}"] if most < len(texts) else [])]
    shown = "".join(f"<p>{escape(text)}</p>" for text in first)
    return f'<div class="schrijf geoogst" style="--m:{scale}">{shown}<p>{escape(last)} {_badge(merk)}</p></div>'


def _badge(merk: str) -> Markup:
    return Markup('<span class="badge">{}</span>').format(merk) if merk else Markup("")


def _fitting(texts: Sequence[str], room: float, lines: float, scale: float) -> int:
    """How many of the notes fit, with a line for the rest where not all do."""
    needs = [len(wrap(text, room - 40, KLEIN * scale, lines=20)) for text in texts]
    most = lines / scale
    if sum(needs) <= most:
        return len(texts)
    return max((n for n in range(len(texts)) if sum(needs[:n]) + 1 <= most), default=0)


def _listed(notes: Mapping[str, Sequence[str]], koppen: Mapping[str, str], titel: str, foto: bytes | None, merk: str) -> Markup:
    """All that was written, cloud by cloud, on a page of its own in print."""
    parts = [Markup('<aside class="oogst" aria-labelledby="oogst"><h2 id="oogst">{} {}</h2>').format(titel, _badge(merk))]
    for name, heading in koppen.items():
        if texts := [clean(note) for note in notes.get(name, ()) if clean(note)]:
            rows = Markup("").join(Markup("<li>{}</li>").format(text) for text in texts)
            parts.append(Markup("<div><h3>{}</h3><ul>{}</ul></div>").format(heading, rows))
    if foto is not None:
        source = base64.b64encode(foto).decode("ascii")
        parts.append(
            Markup(
                '<img alt="Foto van de praatplaat met wat erop is geschreven. De tekst staat hierboven." src="data:image/jpeg;base64,{}">'
            ).format(source)
        )
    return Markup("").join([*parts, Markup("</aside>")])
