"""Two worlds that differ only in what is hidden give the same documents, to the last coordinate of the last figure."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from tests.lek.wereld import documents, make_world

from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen.tellingen import Deelnemers, count_deelnemers

KENMERKEN = {"leeftijd": "leeftijdsgroep", "geslacht": "geslacht"}
WERELDEN = [("voorbeeldwijk", 31, 45), ("voorbeeldwijk-3", 32, 70)]


def hidden(counts: pd.Series) -> list[str]:
    """Categories that are hidden, and occur as such in the records."""
    return [str(name) for name in counts.index[counts.isna()] if name not in ("onbekend", "buiten de wijk")]


def same(one: Deelnemers, other: Deelnemers) -> bool:
    """Whether exactly the same is shown."""
    tables = [(one.status, other.status), (one.stappen, other.stappen), (one.verwijzers, other.verwijzers)]
    tables += [(one.per_kenmerk[name], other.per_kenmerk[name]) for name in one.per_kenmerk]
    return one.mensen == other.mensen and all(a.equals(b) for a, b in tables)


def neighbours(dossier: Dossier) -> Iterator[Dossier]:
    """Worlds in which one person, or one sign-up, stands in another hidden group, and all that is shown is the same."""
    shown, rows = count_deelnemers(dossier), dossier.tabel("deelname")
    groups = [(KENMERKEN[name], hidden(shown.per_kenmerk[name]), "deelnemer") for name in KENMERKEN]
    groups.append(("verwijzer", hidden(shown.verwijzers), ""))
    for column, names, who in groups:
        for here, there in zip(names, names[1:] + names[:1], strict=True):
            for place in rows.index[rows[column] == here][:4]:
                moved = rows[who] == rows.loc[place, who] if who else rows.index == place
                other = dossier.met_tabellen({"deelname": rows.assign(**{column: rows[column].mask(moved, there)})})
                if here != there and same(shown, count_deelnemers(other)):
                    yield other
                    break


@pytest.mark.parametrize(("wijk", "seed", "people"), WERELDEN)
def test_what_is_hidden_has_no_influence_on_any_document(wijk: str, seed: int, people: int) -> None:
    dossier = make_world(wijk, seed, people)
    others = list(neighbours(dossier))
    assert others, "this world hides nothing that can be exchanged: choose another seed"
    first = repr(documents(dossier, draw=True))
    for other in others[:1]:
        assert repr(documents(other, draw=True)) == first
