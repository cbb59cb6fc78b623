"""The pages of the three real wijken as the command makes them, in one run, and what a reader sees on each."""

from __future__ import annotations

import base64
import html
import re
from pathlib import Path

import pytest
from tests.eenmaal import make_once
from tests.opdracht import wijkmonitor
from tests.paginas.conftest import PEILDATUM

WIJKDATA = Path(__file__).resolve().parents[2] / "wijkdata"
WIJKEN = ("alphen-noord", "stevenshof", "zuidwest")
Paginas = dict[str, str]  # `stevenshof/1-bereik` -> what a reader sees

_SVG = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_NOT_SHOWN = re.compile(r"<(style|script)\b.*?</\1>|\b(?:href|src)=\"data:[^\"]*\"", re.DOTALL)
_SPOKEN = re.compile(r"\b(?:alt|title|aria-label)=\"([^\"]*)\"")


@pytest.fixture(scope="session")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the peildatum, without PDF."""
    return make_once(tmp_path_factory, "echt", _run_three) / PEILDATUM


def _run_three(root: Path) -> None:
    chosen = [word for wijk in WIJKEN for word in ("--wijk", wijk)]
    result = wijkmonitor("run", *chosen, "--uit", root, "--peildatum", PEILDATUM, CHROMIUM="geen")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def paginas(gemaakt: Path) -> Paginas:
    """Every page, by its address without `.html`."""
    return {str(path.relative_to(gemaakt))[:-5]: visible(path.read_text("utf-8")) for path in sorted(gemaakt.rglob("*.html"))}


def visible(page: str) -> str:
    """All words of a page: its text, that in its pictures, and what a screen reader says. Not what can be downloaded."""
    pictures = [base64.b64decode(code).decode("utf-8") for code in _SVG.findall(page)]
    shown = _NOT_SHOWN.sub(" ", page)
    words = [*(re.sub(r"<[^>]+>", " ", part) for part in (shown, *pictures)), *_SPOKEN.findall(shown)]
    return " ".join(html.unescape(" ".join(words)).split())
