"""The invented findings and documents of `tests/bevinding/voorbeelden.py`, as a fixture."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

WHERE = Path(__file__).resolve().parents[1] / "bevinding" / "voorbeelden.py"


@pytest.fixture(scope="session")
def voorbeelden() -> ModuleType:
    """Module with make_bevinding, make_document, make_tabel, make_figuur, HOSTILE."""
    spec = importlib.util.spec_from_file_location("tonen_voorbeelden", WHERE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
