"""Executed notebooks as they are kept: readable, valid, and without what the page beside them holds."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from tests.paginas.conftest import WIJKEN

from wijkmonitor.uitgevoerd import shown_findings


def test_a_kept_notebook_says_what_was_found_and_points_at_its_place_on_the_page(gemaakt: Path) -> None:
    kept = sorted(path for wijk in WIJKEN for path in (gemaakt / wijk).glob("*.ipynb"))
    told = 0
    for path in kept:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        page = path.with_suffix(".html").read_text(encoding="utf-8")
        shown = "".join(str(o["data"].get("text/html", "")) for c in notebook.cells for o in c.get("outputs", ()) if "data" in o)
        for link in re.findall(r'href="([^"#]*)#?([^"]*)" target', shown):
            assert link[0] == path.with_suffix(".html").name and (not link[1] or f'id="{link[1]}"' in page)
            told += 1
        assert all(finding["figuur"] is None and finding["lees"] for finding in shown_findings(notebook.cells))
    assert told > 60
    pages = sum(path.with_suffix(".html").stat().st_size for path in kept)
    assert sum(path.stat().st_size for path in kept) < 0.6 * pages
