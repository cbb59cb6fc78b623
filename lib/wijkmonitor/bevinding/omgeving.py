"""The jinja environment of all fragments: everything from a record is escaped, made fit for a page, and named for an address."""

from __future__ import annotations

import base64
import math
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wijkmonitor.bevinding.tabel import lay_out
from wijkmonitor.figuren.kleuren import css_colours
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import datum

GEEN_GEGEVENS = "geen gegevens"  # the source of a finding for which nothing was delivered
# control and direction characters that break HTML or turn the text around them; tab and newline stay
_ONZICHTBAAR = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_VOLGENDE_BRON = re.compile(r";\s+(?=[^\W\d])")
_PLAATS = re.compile(r"(.+?) \(([^()]*)\)")
_AANDEEL = re.compile(r"\b\d[\d.]*(?:,\d+)? van de \d[\d.]*\b")


def clean_text(value: object) -> object:
    """The value, as text without characters that may not stand in HTML or that reverse what follows."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _ONZICHTBAAR.sub("", value)
    return value


def anker(name: str) -> str:
    """A name as an id in a page: letters, digits and dashes.

    >>> anker("Bereik doelgroep (GLI)")
    'bereik-doelgroep-gli'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def per_document(bron: str) -> list[str]:
    """A line of sources with each document once, and behind it the places in it; nothing where there is no source.

    >>> per_document("Brief, 2022 (vraag 1); Krant, 2020; Brief, 2022 (vraag 2)")
    ['Brief, 2022 (vraag 1; vraag 2)', 'Krant, 2020']
    >>> per_document(GEEN_GEGEVENS)
    []
    """
    found: dict[str, list[str]] = {}
    for part in _VOLGENDE_BRON.split(bron):
        match = _PLAATS.fullmatch(part.strip(" ."))
        name, place = match.groups() if match else (part.strip(" ."), "")
        places = found.setdefault(name, [])
        places += [place] if place and place not in places else []
    return [
        f"{name} ({'; '.join(places)})" if places else name for name, places in found.items() if name not in ("", GEEN_GEGEVENS)
    ]


def emphasise(text: str) -> Markup:
    """The text with its shares (*18 van de 100*) in bold; all else is escaped.

    >>> str(emphasise("Nu 10,4 van de 100 <mensen>."))
    'Nu <b>10,4 van de 100</b> &lt;mensen&gt;.'
    """
    return Markup(_AANDEEL.sub(r"<b>\g<0></b>", str(escape(clean_text(text)))))


def svg_uri(svg: str) -> Markup:
    """An SVG text as the address of an image; as an image it can't run anything."""
    return Markup("data:image/svg+xml;base64," + base64.b64encode(svg.encode("utf-8")).decode("ascii"))


def _ring(number: int, radius: float) -> list[tuple[float, float]]:
    angles = [2 * math.pi * k / number + 0.3 for k in range(number)]
    return [(round(50 + radius * math.cos(a), 1), round(50 + radius * math.sin(a), 1)) for a in angles]


@cache
def environment() -> Environment:
    """The environment with our filters; made once per process."""
    env = Environment(
        loader=PackageLoader("wijkmonitor.bevinding", "sjablonen"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=clean_text,
        auto_reload=False,
    )
    env.filters |= {
        "lay_out": lay_out,
        "anker": anker,
        "svg_uri": svg_uri,
        "datum": datum,
        "nadruk": emphasise,
        "per_document": per_document,
    }
    env.globals |= {"programma": programma(), "kring_binnen": _ring(6, 25), "kring_buiten": _ring(12, 44)}
    return env


def render(template: str, **context: Any) -> str:
    """The template filled in, without line breaks around it."""
    return environment().get_template(template).render(**context).strip()


@cache
def css(scope: str = ".wm") -> str:
    """The style sheet that belongs to the fragments, with the colours; scope: where those are known."""
    sheet = files("wijkmonitor.bevinding").joinpath("stijl.css").read_text(encoding="utf-8")
    return f"{scope}{{{css_colours()}}}\n{sheet}"
