"""The data dictionary in the docs is what the schema says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.woordenboek import woordenboek_markdown

GEGEVENS = Path(__file__).parents[2] / "docs" / "gegevens.md"


def test_the_page_in_the_docs_is_what_the_command_writes() -> None:
    done = subprocess.run([sys.executable, "-m", "wijkmonitor.gegevens.woordenboek"], capture_output=True, check=True)
    assert done.stdout == GEGEVENS.read_bytes(), "run: python -m wijkmonitor.gegevens.woordenboek > docs/gegevens.md"


def test_every_column_is_explained_with_an_example() -> None:
    for tabel, model in TABELLEN.items():
        assert model.uitleg and model.__doc__
        for name in kolommen(tabel):
            field = model.model_fields[name]
            assert field.description and field.examples, (tabel, name)


def test_the_example_in_every_column_is_a_value_that_the_column_takes() -> None:
    from datetime import date

    from wijkmonitor.gegevens.kolom import kolom_of

    for tabel, model in TABELLEN.items():
        for name in kolommen(tabel):
            assert kolom_of(tabel, name).read(model.model_fields[name].examples or [], vandaag=date(2023, 1, 1))[1] == {}


def test_limits_and_words_stand_in_the_page() -> None:
    page = woordenboek_markdown()
    assert "| `sterkte` | heel getal vanaf 0 tot en met 3 | ja |" in page
    assert "een van: aangemeld, gestart, afgerond, uitgevallen" in page
    assert "## wijk.toml" in page and "| `gemeente` | tekst | ja | Code van de gemeente. | `GM0546` |" in page
