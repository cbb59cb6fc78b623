"""Dossiers for tests: the shipped wijken, with tables exchanged, emptied or cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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
from wijkmonitor.taal.getallen import getal, pct
from wijkmonitor.vragen import make_document

DATA = proefdata()
WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-2", "voorbeeldwijk-3")
DOCUMENTEN = ("0-wijkprofiel", "1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies")
PEILDATUM = "2022-12-31"


def load(slug: str, peildatum: str = PEILDATUM) -> Dossier:
    """A shipped wijk."""
    return load_dossier(slug, data=DATA, peildatum=peildatum)


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


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers_of_headline(finding: Bevinding) -> set[str]:
    """The numbers that a headline tells."""
    return set(NUMBER.findall(finding.kop.replace("van de 100", "").replace("15 jaar", "")))


def numbers_in(finding: Bevinding) -> set[str]:
    """The numbers of the tables as readers may write them, and those in their words."""
    found: set[str] = set(NUMBER.findall(finding.onderschrift)) | {str(finding.schatting.n)}
    for table in tables_in(finding):
        for row in table.rijen:
            for cell in row:
                if isinstance(cell, str):
                    numbers = NUMBER.findall(cell)
                    told = [float(one.replace(".", "").replace(",", ".")) for one in numbers if one.count(",") < 2]
                    found |= set(numbers) | {
                        getal(value + more) for value in told for more in (-0.001, 0.0, 0.001)
                    }  # 30,5 may be 30,46
                    continue
                found |= {getal(cell, 0), getal(cell, 1), getal(abs(cell), 1), getal(100 * cell), pct(cell, 0).rstrip("%")}
        counted = sum(not isinstance(cell, str) for row in table.rijen for cell in row)
        found.add(str(counted))  # a year beside a year: of how many months it tells
        for place, column in enumerate(table.kolommen):
            if column.notatie == "tekst":  # how many rows are of one kind may be told as well
                kinds = Counter(str(row[place]).partition(" (")[0] for row in table.rijen)
                found |= {str(count) for count in kinds.values()} | {str(kinds["gebeurtenis"] + kinds["plan"])}
            values = [row[place] for row in table.rijen if not isinstance(row[place], str)]
            found |= {getal(sum(values)), getal(max(values))} if values and column.notatie == "aantal" else set()
    return found
