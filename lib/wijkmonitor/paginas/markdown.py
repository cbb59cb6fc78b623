"""Markdown of a notebook as HTML."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAG = re.compile(r"<[^>]*>")


class _Renderer(IPythonRenderer):
    """Headings with the id that JupyterLab gives them too, so that links in the page work in both."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        name = _TAG.sub("", text).strip().replace(" ", "-")
        return f'<h{level} id="{name}">{text}</h{level}>\n'


def markdown_html(source: str) -> str:
    """Markdown of a notebook as HTML; HTML inside it shows as text."""
    renderer = _Renderer(escape=True, attachments={}, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(source)).strip()
