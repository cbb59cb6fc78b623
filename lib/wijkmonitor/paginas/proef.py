"""The mark on every page that `run` makes: a proef, until it is published."""

from __future__ import annotations

import re
from functools import cache

from wijkmonitor.paginas.omgeving import render

_BODY = re.compile(r"<body[^>]*>")


def mark(page: str) -> str:
    """The page with the mark at its top; a page that has it stays as it is."""
    return page if _mark() in page else _BODY.sub(lambda match: match[0] + _mark(), page, count=1)


def unmark(page: str) -> str:
    """The page without the mark."""
    return page.replace(_mark(), "")


@cache
def _mark() -> str:
    return "\n" + render("proef.j2")
