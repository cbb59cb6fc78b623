"""The praatplaat as it hung on the wall, once more, with what people wrote in its clouds."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from wijkmonitor.figuren.letters import clean, wrap
from wijkmonitor.figuren.tekening.praatplaat import KLEIN
from wijkmonitor.figuren.tekening.slots import BALLONNEN, NOTA

# lines of the usual letter that each cloud has room for below its heading, with what is printed in it
REGELS: dict[str, float] = {"terug": 3, "binnen": 5, "buiten": 5, "nu": 11, "opvalt": 5, "mist": 4, "trots": 1.2}
MATEN = (1.0, 0.85, 0.72)  # of the usual letter of 14 points: the smallest is 10 points
_VAK = re.compile(r'<div class="schrijf[^"]*" data-vak="(\w+)">.*?</div>', re.DOTALL)
_EINDE = "</main>"


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
    filled = filled.replace("</style>", f"{_css()}\n</style>", 1).replace("<title>Praatplaat", "<title>Praatplaat met oogst", 1)
    return filled.replace("<body>", '<body class="met-oogst">', 1).replace(_EINDE, f"{_EINDE}\n{whole}", 1)


@cache
def _css() -> str:
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
