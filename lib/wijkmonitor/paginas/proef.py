"""The mark on every page that `run` makes: a proef, until it is published."""

from __future__ import annotations

import re
from functools import cache

from wijkmonitor.paginas.pagina import render

_BODY = re.compile(r"<body[^>]*>")


def mark(page: str) -> str:
    """The page with the mark at its top; a page that has it stays as it is. A plain text begins with the words of it."""
    if not _BODY.search(page):
        return page if page.startswith(_words()) else _words() + page
    return page if _mark() in page else _BODY.sub(lambda match: match[0] + _mark(), page, count=1)


def unmark(page: str) -> str:
    """The page without the mark."""
    return page.removeprefix(_words()).replace(_mark(), "")


@cache
def _words() -> str:
    return re.sub(r"<style>.*?</style>|<[^>]+>", "", _mark()).strip() + "\n\n"


@cache
def _mark() -> str:
    return "\n" + render("proef.j2")
