"""The dossiers of the shipped records, and their documents, made once."""

from __future__ import annotations

import pytest
from tests.vragen.proefwijken import DOCUMENTEN, WIJKEN, load, make_all

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier


@pytest.fixture(scope="session")
def dossiers() -> dict[str, Dossier]:
    """The three shipped wijken on the newest date of their records."""
    return {slug: load(slug) for slug in WIJKEN}


@pytest.fixture(scope="session")
def documenten(dossiers: dict[str, Dossier]) -> dict[tuple[str, str], Document]:
    """Every document of every shipped wijk, drawn in full."""
    made = {slug: make_all(dossier, draw=True) for slug, dossier in dossiers.items()}
    return {(slug, naam): made[slug][naam] for slug in WIJKEN for naam in DOCUMENTEN}
