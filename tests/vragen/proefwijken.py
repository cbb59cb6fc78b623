"""Dossiers for tests: the shipped wijken, with tables exchanged, emptied or cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

import pandas as pd
from tests.proefdata import proefdata

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.document import Document
from wijkmonitor.documenten import DOCUMENTEN as SOORTEN
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.figuren.blad import Blad
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.vragen import make_document

DATA = proefdata()
WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-2", "voorbeeldwijk-3")
DOCUMENTEN = ("0-wijkprofiel", "1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies")
PEILDATUM = "2022-12-31"


def load(slug: str, peildatum: str = PEILDATUM) -> Dossier:
    """A shipped wijk."""
    return load_dossier(slug, data=DATA, peildatum=peildatum)


def with_tables(dossier: Dossier, tables: Mapping[str, pd.DataFrame]) -> Dossier:
    """The dossier with these tables in the place of its own."""
    return dossier.met_tabellen(tables)


def tables_of(dossier: Dossier) -> dict[str, pd.DataFrame]:
    """All tables of a dossier."""
    return {naam: dossier.tabel(naam) for naam in TABELLEN}


@contextmanager
def without_drawing() -> Iterator[None]:
    """Figures are laid out but not printed: five times as fast."""
    with patch.object(Blad, "svg", lambda self: "<svg></svg>"):
        yield


def make_all(dossier: Dossier, *, draw: bool = False, leest: str = "") -> dict[str, Document]:
    """The documents of a wijk by name; `leest`: only those that read this table."""
    names = [naam for naam in DOCUMENTEN if not leest or leest in SOORTEN[naam].leest]
    if draw:
        return {naam: make_document(naam, dossier) for naam in names}
    with without_drawing():
        return {naam: make_document(naam, dossier) for naam in names}


def tables_in(finding: Bevinding) -> tuple[Tabel, ...]:
    """Every table of a finding."""
    return (finding.tabel, *finding.extra_tabellen)
