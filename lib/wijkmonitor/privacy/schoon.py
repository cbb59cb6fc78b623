"""Free text of the records without persons: what may point at somebody is replaced by its kind, `[naam]`.

Everything that documents show of a record passes here once, when the records are read: names of activities, reasons,
referrers, agreements. What may be shown only as a whole (a quote) or by agreement (an organisation) goes by the gate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

import pandas as pd
from pydantic import BaseModel

from wijkmonitor.privacy.screening import redact, screen
from wijkmonitor.taal.woordelijk import woordelijk

Item = TypeVar("Item")

_TWICE = re.compile(r"(\[[\w-]+\])(?:[ ,]*\1)+")


@lru_cache(maxsize=50_000)
def clean_text(text: str, geen_mens: tuple[str, ...] = ()) -> str:
    """The text without persons; geen_mens are names of places and organisations that stay.

    >>> clean_text("Koffie bij Truus Pietersen, 06-12345678"), clean_text("jan de vries"), clean_text("huisarts")
    ('Koffie bij [naam], [telefoon]', '[naam]', 'huisarts')
    """
    return woordelijk(_TWICE.sub(r"\1", redact(text, found)) if (found := screen(text, geen_mens)) else text)


def clean_frame(frame: pd.DataFrame, *, behalve: Iterable[str] = (), geen_mens: tuple[str, ...] = ()) -> pd.DataFrame:
    """The table with its text columns without persons; `behalve` names columns that stay as they are."""
    kept = set(behalve)
    changed = {}
    for name, column in frame.items():
        if name in kept or not isinstance(column.dtype, pd.StringDtype):
            continue
        clean = {text: better for text in column.dropna().unique().tolist() if (better := clean_text(text, geen_mens)) != text}
        if clean:
            changed[str(name)] = column.replace(clean)
    return frame.assign(**changed) if changed else frame


def clean_item(item: Item, *, behalve: frozenset[str] = frozenset(), geen_mens: tuple[str, ...] = ()) -> Item:
    """A dataclass or model (or a tuple, list, dict or text) with all texts in it without persons; fields in `behalve` stay."""

    def clean(part: Any) -> Any:
        return clean_item(part, behalve=behalve, geen_mens=geen_mens)

    made: Any = item
    if isinstance(item, str):
        made = clean_text(item, geen_mens)
    elif isinstance(item, tuple | list):
        made = type(item)(map(clean, item))
    elif isinstance(item, dict):
        made = {clean_item(key, geen_mens=geen_mens): clean(part) for key, part in item.items()}
    elif isinstance(item, BaseModel):
        names = [name for name in type(item).model_fields if name not in behalve]
        made = item.model_copy(update={name: clean(getattr(item, name)) for name in names})
    elif is_dataclass(item) and not isinstance(item, type):
        names = [part.name for part in fields(item) if part.init and part.name not in behalve]
        made = replace(item, **{name: clean(getattr(item, name)) for name in names})
    return cast("Item", made)
