"""The jinja environment of all fragments: everything from a record is escaped, whatever stands in it."""

from __future__ import annotations

import base64
import math
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wijkmonitor.bevinding.tabel import lay_out
from wijkmonitor.bevinding.tekst import anker, clean_text, emphasise, per_document
from wijkmonitor.figuren.kleuren import css_colours
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import datum


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
