"""What in the texts of the tables may point at a person: a *let op* per column, without what stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.tabel import Gelezen
from wijkmonitor.privacy.schoon import clean_text
from wijkmonitor.privacy.screening import SOORTEN, screen
from wijkmonitor.taal.getallen import meervoud


def check_personen(
    tables: Mapping[str, Gelezen], codes: Mapping[str, tuple[str, ...]], geen_mens: tuple[str, ...] = ()
) -> list[Fout]:
    """A *let op* for each column in which names, mails, phones or numbers of people seem to stand.

    codes: per table the columns that hold codes, or organisations by agreement, which are never screened. geen_mens: names of places and
    organisations of the wijk.
    """
    return [fault for naam, table in tables.items() for fault in _check_table(table, codes.get(naam, ()), geen_mens)]


def _check_table(table: Gelezen, codes: tuple[str, ...], geen_mens: tuple[str, ...]) -> Iterator[Fout]:
    for name, column in table.frame.items():
        if name in codes or not isinstance(column.dtype, pd.StringDtype):
            continue
        found: Counter[str] = Counter()
        counts = column.value_counts()
        for text, times in zip(counts.index.tolist(), counts.tolist(), strict=True):
            if clean_text(text, geen_mens) != text:
                found.update(dict.fromkeys({hit.soort for hit in screen(text, geen_mens)}, times))
        if told := [f"{kind} ({meervoud(found[kind], 'rij', 'rijen')})" for kind in SOORTEN if found[kind]]:
            what = f"Hier staan misschien gegevens van mensen: {', '.join(told)}."
            todo = "Haal weg wie dit is. In een rapport staat alleen de soort, zoals [naam]."
            if found["naam"]:
                todo += " Is het de naam van een plek of organisatie? Zet die dan in wijk.toml, bij geen_mens."
            yield table.fout(None, str(name), what, todo, ernst="let op")
