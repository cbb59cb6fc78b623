"""Every test of exploring is a session of its own."""

from __future__ import annotations

import pytest

from wijkmonitor.verkennen import kijken


@pytest.fixture(autouse=True)
def new_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was looked at yet."""
    monkeypatch.setattr(kijken, "_BOEK", kijken.Sessieboek())
