"""The style of a page with only the rules that something in the page uses: a page stays one file, and a small one.

Read by rules of our own: tinycss2 gives the same rules for these sheets in nine times as long, for every page of a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_LATER = frozenset({"proef", "aside"})  # what `pagina.mark` adds to a page afterwards
_STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL)
_NAMES = re.compile(r"""\b(?:class|id)=["']([^"']*)""")
_TAGS = re.compile(r"<([a-z][a-z0-9]*)")
_UNSURE = re.compile(r"::?[\w-]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?|\[[^\]]*\]")  # states, and what stands between brackets
_WORD = re.compile(r"([.#]?)(-?[A-Za-z][\w-]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACKET = re.compile(r"[{}]")
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"""("[^"]*")|\s*([{};,>])\s*""")  # text between quotes stays as it is


@dataclass(frozen=True)
class _Regel:
    """A rule: what it goes for, and what it says, or the rules within it (`@media`)."""

    head: str
    body: str = ""
    within: tuple[_Regel, ...] = ()


def trim_style(html: str) -> str:
    """The page without the rules of its style that nothing in it uses. A page with a script keeps all: it may need more.

    >>> trim_style('<style>.a{x:1}.b{x:2}@media print{.b i{x:3}}</style><p class="a">')
    '<style>.a{x:1}</style><p class="a">'
    """
    if "<script" in html:
        return html
    rest = _STYLE.sub("", html)
    names = _LATER.union(name for names in _NAMES.findall(rest) for name in names.split())
    tags = _LATER.union(_TAGS.findall(rest))
    return _STYLE.sub(lambda found: found[1] + "".join(_written(_parse(found[2]), names, tags)) + found[3], html)


def _written(rules: tuple[_Regel, ...], names: frozenset[str], tags: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.within:
            if inside := "".join(_written(rule.within, names, tags)):
                yield f"{rule.head}{{{inside}}}"
        elif rule.head.startswith("@") or not rule.body:
            yield f"{rule.head}{{{rule.body}}}" if rule.body else f"{rule.head};"
        elif kept := [one for one in _selectors(rule.head) if _is_used(one, names, tags)]:
            yield f"{','.join(kept)}{{{rule.body}}}"


@cache
def _selectors(head: str) -> tuple[str, ...]:
    """The selectors of a rule; a comma between brackets parts nothing."""
    return tuple(re.split(r",(?![^()]*\))", head))


def _is_used(selector: str, names: frozenset[str], tags: frozenset[str]) -> bool:
    """Whether all classes, ids and elements that a selector surely needs are in the page."""
    return all(word in (names if mark else tags) for mark, word in _wanted(selector))


@cache
def _wanted(selector: str) -> tuple[tuple[str, str], ...]:
    """The mark (`.`, `#` or none) and name of what a selector surely needs."""
    return tuple(_WORD.findall(_UNSURE.sub("", selector)))


@cache
def _parse(sheet: str) -> tuple[_Regel, ...]:
    """The rules of a style sheet, without comments and needless spaces."""
    text = _AROUND.sub(r"\1\2", _SPACE.sub(" ", _COMMENT.sub("", sheet))).strip()
    rules, at = list[_Regel](), 0
    while at < len(text):
        opened, ended = text.find("{", at), text.find(";", at)
        if ended != -1 and (opened == -1 or ended < opened):  # `@import x;`, or a stray mark
            rules += [_Regel(text[at:ended])] if text[at:ended] else []
            at = ended + 1
            continue
        if opened == -1:
            break
        closed = _close(text, opened)
        head, body = text[at:opened], text[opened + 1 : closed]
        nested = head.startswith(("@media", "@supports"))
        rules.append(_Regel(head, "" if nested else body.removesuffix(";"), _parse(body) if nested else ()))
        at = closed + 1
    return tuple(rules)


def _close(text: str, opened: int) -> int:
    """Where the bracket that opens here is closed."""
    depth = 0
    for found in _BRACKET.finditer(text, opened):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.start()
    return len(text)
