"""What a wijk looks like: the words from which its drawings are made."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args, get_type_hints

Huizen = Literal["rijtjes", "hoogbouw", "portiekflats", "dorps", "gemengd"]
Pad = Literal["pad", "lint", "stenen"]
Groen = Literal["park", "kinderboerderij", "beweegpark", "dorpskern"]


@dataclass(frozen=True)
class Beeld:
    """What the drawings of a wijk show; the defaults are a neutral wijk.

    huizen: kind of houses. pad, pad_naam: the way through the plate and the word on it. zorg, loket: name of the
    place of care and of a second desk in it. ontmoeting: name of the meeting place. groen, groen_naam: the green
    place and its name. winkel: name of the shop. kar: words on the cart.
    """

    huizen: Huizen = "rijtjes"
    pad: Pad = "pad"
    pad_naam: str = ""
    zorg: str = "Huisarts"
    loket: str = ""
    ontmoeting: str = "Buurthuis"
    groen: Groen = "park"
    groen_naam: str = "Park"
    winkel: str = "Winkel"
    kar: str = "Koffie en thee"


def make_beeld(words: Mapping[str, Any]) -> Beeld:
    """A `Beeld` from a table of words (`[beeld]` in wijk.toml); raises ValueError for an unknown word or kind."""
    hints = get_type_hints(Beeld)
    known = {field.name for field in fields(Beeld)}
    for name, value in words.items():
        if name not in known:
            raise ValueError(f"beeld.{name} is unknown; possible are {', '.join(sorted(known))}")
        choices = get_args(hints[name])
        if not isinstance(value, str) or (choices and value not in choices):
            raise ValueError(f"beeld.{name}={value!r} must be {'one of ' + ', '.join(choices) if choices else 'text'}")
    return Beeld(**dict(words))


def beeld_of(slug: str) -> Beeld:
    """The `Beeld` that stands in `beelden.toml` under a slug, or the neutral one."""
    return make_beeld(_known().get(slug, {}))


@lru_cache(maxsize=1)
def _known() -> dict[str, dict[str, Any]]:
    text = files("wijkmonitor.figuren.tekening").joinpath("beelden.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
