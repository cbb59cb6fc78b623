"""What the project says about real wijken: every row stands in the register of sources, and every fact of the register is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from tests.opendata.conftest import OPENDATA

from wijkmonitor.afspraken.menukaart import load_menukaart
from wijkmonitor.bevinding.document import Document
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import load_dossier
from wijkmonitor.gegevens.bronregister import Vermelding, load_register
from wijkmonitor.gegevens.lezen import read_table
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.wijk import Wijk, load_wijk
from wijkmonitor.vragen import make_document

WIJKDATA = Path(__file__).resolve().parents[2] / "wijkdata"
WIJKEN = ("alphen-noord", "stevenshof", "zuidwest")
PEILDATUM = "2022-12-31"
REGISTER = load_register(WIJKDATA)
GEEN_FEIT = {"herkomst", "bron", "titel", "soort", "stap", "factor", "link", "erkend", "opmerking"}
ANDERE_BRON = ("Rijksoverheid, ", "CBS Kerncijfers ")  # a source outside the programme is named in full


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    raw = read_table(path, kolommen=kolommen(path.stem))
    for row in raw.rijen:
        yield {name: str(cell) for name, cell in zip(raw.kop, row, strict=True) if name and cell is not None}


def own(wijk: str) -> Wijk:
    found, faults = load_wijk(WIJKDATA / wijk, vandaag=pd.Timestamp("2026-11-28").date())
    assert found is not None, faults
    return found


def told(wijk: str) -> list[dict[str, str]]:
    """Every row of the wijk about the programme: of its tables, and its milestones."""
    tables = [path for path in sorted((WIJKDATA / wijk).glob("*.*")) if path.stem in TABELLEN]
    rows = [row for path in tables for row in rows_of(path)]
    marks = [mark.model_dump(include={"datum", "wat", "bron", "herkomst"}, exclude_none=True) for mark in own(wijk).mijlpaal]
    return [row for row in [*rows, *marks] if not row.get("bron", "").startswith(ANDERE_BRON)]


CARDS = list(rows_of(WIJKDATA / "menukaart.csv"))


@pytest.mark.parametrize("wijk", WIJKEN)
def test_a_real_wijk_holds_published_rows_only(wijk: str) -> None:
    assert {row["herkomst"] for row in told(wijk)} == {"openbaar"}
    assert {group.herkomst for group in own(wijk).doelgroep} == {"openbaar"}
    assert not own(wijk).uitgenodigd
    agenda = load_dossier(wijk, data=WIJKDATA, peildatum=PEILDATUM).agenda
    assert not agenda.sessies and not agenda.afspraken


@pytest.mark.parametrize("wijk", WIJKEN)
def test_every_row_names_an_entry_about_this_wijk_or_about_the_programme(wijk: str) -> None:
    for row in told(wijk):
        assert row.get("bron") in REGISTER, row
        assert REGISTER[row["bron"]].wijk in (wijk, "programma"), row


def test_every_card_of_the_shared_menukaart_names_an_entry() -> None:
    assert [card for card in CARDS if card.get("bron") not in REGISTER] == []


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text.replace(".", "")))


@pytest.mark.parametrize("wijk", [*WIJKEN, ""])
def test_every_number_and_date_in_a_row_stands_in_its_entry(wijk: str) -> None:
    for row in told(wijk) if wijk else CARDS:
        entry = REGISTER[row["bron"]]
        known = numbers(f"{entry.feit} {entry.datum or ''}")
        said = " ".join(value for name, value in row.items() if name not in GEEN_FEIT | {"van", "tot"})
        said += f" {row['van'][:4]}" if "van" in row else ""
        assert {str(int(number)) for number in numbers(said)} <= {str(int(number)) for number in known}, (row, entry.feit)


@cache
def documents(wijk: str) -> tuple[Document, ...]:
    dossier = load_dossier(wijk, data=WIJKDATA, peildatum=PEILDATUM)
    return tuple(make_document(naam, dossier) for naam, soort in DOCUMENTEN.items() if soort.rekent)


def where(wijk: str, entry: Vermelding) -> set[str]:
    """The documents that tell what rests on this entry: the text of a row of it stands in one of their tables."""
    rows = [row for row in told(wijk) if row["bron"] == entry.naam]
    texts = {row.get("wat") or row.get("les") or row.get("interventie", "") for row in rows}
    cards = {card.les for card in load_menukaart(WIJKDATA, (wijk,), vandaag=pd.Timestamp("2026-11-28").date())[0]}
    found = {"9-menukaart"} if texts & cards else set()
    for document in documents(wijk):
        cells = {
            str(cell)
            for item in document.bevindingen
            for table in (item.tabel, *item.extra_tabellen)
            for row in table.rijen
            for cell in row
        }
        if any(text in cells for text in texts):
            found.add(document.naam)
    return found


@pytest.mark.parametrize("wijk", WIJKEN)
def test_no_published_fact_about_a_wijk_is_missing_from_its_pages(wijk: str) -> None:
    facts = [entry for entry in REGISTER.values() if entry.wijk == wijk]
    assert len(facts) >= 10
    assert [entry.naam for entry in facts if not where(wijk, entry)] == []


@pytest.mark.parametrize("wijk", WIJKEN)
def test_no_finding_about_a_real_wijk_is_an_example(wijk: str) -> None:
    for document in documents(wijk):
        assert [item.id for item in document.bevindingen if item.herkomst == "voorbeeld"] == [], document.naam


@pytest.mark.parametrize("wijk", WIJKEN)
def test_a_report_opens_with_what_is_known_and_a_hole_names_table_owner_and_command(wijk: str) -> None:
    for document in documents(wijk):
        holes = [item for item in document.bevindingen if item.teken == "niet geleverd"]
        for hole in holes:
            assert f"--wijk {wijk} --soort " in hole.lees and "meestal" in hole.lees
        if len(holes) < len(document.bevindingen):
            assert document.antwoord[0].teken != "niet geleverd", document.naam


@pytest.mark.parametrize(("naam", "waarde"), [("gezondheid", "pct"), ("bevolking", "waarde")])
def test_shipped_open_figures_are_those_that_were_published(naam: str, waarde: str) -> None:
    published = OPENDATA / f"kerncijfers_{naam}.csv"
    if not published.exists():
        pytest.skip(f"the published table is not here ({published}); set WIJKMONITOR_OPENDATA to its folder")
    keys = ["gebied", "jaar", "indicator" if naam == "gezondheid" else "kenmerk"]
    mine, theirs = (
        pd.read_csv(path).set_index(keys)[waarde].sort_index() for path in (WIJKDATA / "kerncijfers" / f"{naam}.csv", published)
    )
    pd.testing.assert_series_equal(mine, theirs)
