"""The invented documents of `tests/bevinding/voorbeelden.py`, the pages made of them, and a browser to look at them."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wijkmonitor.bevinding.document import Document

HERE = Path(__file__).resolve().parent
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tests_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def voorbeelden() -> ModuleType:
    """Module with make_bevinding, make_document, make_hostile_document and HOSTILE."""
    return _load(HERE.parent / "bevinding" / "voorbeelden.py")


@pytest.fixture(scope="session")
def execute() -> Callable[[Document], Any]:
    """Function that fills the notebook of a document with the outputs of a run."""
    function: Callable[[Document], Any] = _load(HERE / "maken.py").execute
    return function


@pytest.fixture(scope="session")
def overzichten() -> ModuleType:
    """Module with make_overzicht."""
    return _load(HERE / "overzichten.py")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window; skips where there is none."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
