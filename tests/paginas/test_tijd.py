"""Door de tijd: the figures of one wijk over several peildata, as the reports gave them, one measure on a line."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.paginas.conftest import PEILDATUM

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.draaien.voorblad import TIJD, make_overzicht, write_tijd
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.vragen.teksten import load_teksten

EERDER, WIJK = "2022-09-30", "voorbeeldwijk"
Rij = dict[str, Any]


def eerder(row: Rij) -> Rij:
    """A quarter before: less reached, another mark, and the theme that stood out was another."""
    maat = row["maat"]
    changed: dict[str, Rij] = {
        "bereik-doelgroep": {"waarde": 0.1, "laag": 0.05, "hoog": 0.2, "n": 70, "kop": "We bereiken 10 van de 100"},
        "gezondheid-tevredenheid": {
            "waarde": 7.37,
            "laag": 7.17,
            "hoog": 7.57,
            "n": 261,
            "maat": maat | {"soort": "stand", "periode": "2021-11"},
        },
        "wijkprofiel-gezondheid": {"waarde": 0.3, "maat": maat | {"over": "Rokers"}},
        "bereik-trechter": {"waarde": 0.5},
    }
    changed["gezondheid-tevredenheid"]["maat"].pop("peil", None)
    return row | changed.get(row["id"], {})


@pytest.fixture(scope="module")
def maak_dagen(gemaakt: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable[[Rij], Rij]], Path]:
    """Writes the page over the figures of the real run and those of a quarter before."""

    def make(before: Callable[[Rij], Rij]) -> Path:
        uit = tmp_path_factory.mktemp("tijd")
        rows = [row for row in json.loads((gemaakt / "bevindingen.json").read_text(encoding="utf-8")) if row["wijk"] == WIJK]
        for day in (EERDER, PEILDATUM):
            (uit / day / WIJK).mkdir(parents=True)
            shutil.copy(gemaakt / "run.json", uit / day / "run.json")
            told = [before(row) if day == EERDER and "maat" in row else row for row in rows]
            (uit / day / "bevindingen.json").write_text(json.dumps(told), encoding="utf-8")
        write_tijd(uit / PEILDATUM)
        return uit / PEILDATUM

    return make


@pytest.fixture(scope="module")
def twee_dagen(maak_dagen: Callable[[Callable[[Rij], Rij]], Path]) -> Path:
    return maak_dagen(eerder)


def read_rows(folder: Path, id: str) -> Rij:
    (row,) = [row for row in json.loads((folder / "bevindingen.json").read_text()) if (row["wijk"], row["id"]) == (WIJK, id)]
    return dict(row)


def read_table(folder: Path, id: str) -> list[tuple[str, ...]]:
    """The cells of the table of one finding, per day."""
    html = (folder / WIJK / TIJD).read_text(encoding="utf-8")
    table = html.partition(f"<caption>{read_rows(folder, id)['maat']['naam']}</caption>")[2].partition("</table>")[0]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", table)
    return [tuple(re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)) for row in rows]


def test_a_figure_stands_there_once_per_day_with_its_margin_and_what_the_report_said(twee_dagen: Path) -> None:
    first, second = read_table(twee_dagen, "bereik-doelgroep")
    now = read_rows(twee_dagen, "bereik-doelgroep")
    assert first[:3] == ("30 september 2022", "10 van de 100, tussen 5 en 20", "70")
    assert first[-1] == "We bereiken 10 van de 100"  # the words of that day stand beside its own figure
    assert second[:2] == ("31 december 2022", Peilcijfer.of_record(now).in_woorden) and second[-1] == now["kop"]
    html = (twee_dagen / WIJK / TIJD).read_text(encoding="utf-8")
    assert find_faults(html) == []
    assert f"<h3>{now['kop']}" not in html and now["onderschrift"] not in html  # nothing of the newest day above all rows


def test_of_a_change_the_level_stands_on_the_line(twee_dagen: Path) -> None:
    now = read_rows(twee_dagen, "gezondheid-tevredenheid")
    assert now["maat"]["soort"] == "verandering" and now["waarde"] < 1
    first, second = read_table(twee_dagen, "gezondheid-tevredenheid")
    assert first[1] == "7,4, tussen 7,2 en 7,6" and first[3] == "november 2021"
    assert second[1].startswith("7,7, tussen") and second[3] == "oktober 2022"


def test_another_subject_is_another_line(twee_dagen: Path) -> None:
    assert read_table(twee_dagen, "wijkprofiel-gezondheid") == []
    assert "Rokers" not in (twee_dagen / WIJK / TIJD).read_text(encoding="utf-8").partition("<h2")[0]


def test_what_was_not_measured_again_did_not_stay_the_same(twee_dagen: Path) -> None:
    html = (twee_dagen / WIJK / TIJD).read_text(encoding="utf-8")
    themas = read_rows(twee_dagen, "wijkprofiel-themas")["maat"]
    assert re.search(rf"{themas['naam']}\. Het cijfer is [^<]*\. Geen nieuw cijfer sinds {themas['periode']}\.", html)
    assert "elijk gebleven" not in html


def test_what_counts_all_since_the_start_says_that_it_grows_by_itself(twee_dagen: Path) -> None:
    html = (twee_dagen / WIJK / TIJD).read_text(encoding="utf-8")
    for id, said in (
        ("bereik-doelgroep", "Het wordt dus elke keer groter"),
        ("bereik-trechter", "Dit gaat over alles sinds het begin"),
    ):
        assert said in html.partition(f"<h3>{read_rows(twee_dagen, id)['maat']['naam']}</h3>")[2].partition("<svg")[0]


def test_rows_of_before_the_measure_was_kept_only_join_by_their_method(
    maak_dagen: Callable[[Callable[[Rij], Rij]], Path],
) -> None:
    def old(row: Rij) -> Rij:
        row = eerder(row)
        method = {"gezondheid-tevredenheid": "gewogen gemiddelde, t 95%"}.get(row["id"], row["methode"])
        return {name: value for name, value in row.items() if name != "maat"} | {"methode": method}

    folder = maak_dagen(old)
    assert [row[1] for row in read_table(folder, "gezondheid-tevredenheid")][0] == "7,4, tussen 7,2 en 7,6"
    assert read_table(folder, "samenwerking-netwerk") == []  # a change beside the level of later


def test_the_front_page_links_it_and_one_day_has_no_such_page(twee_dagen: Path) -> None:
    (wijk,) = [wijk for wijk in make_overzicht(twee_dagen).wijken if wijk.slug == WIJK]
    assert f"{WIJK}/{TIJD}" in [link.adres for link in wijk.links]
    write_tijd(twee_dagen.parent / EERDER)
    assert not (twee_dagen.parent / EERDER / WIJK / TIJD).exists()


def test_every_figure_has_a_measure_that_says_of_when_it_is(gemaakt: Path) -> None:
    rows = [row for row in json.loads((gemaakt / "bevindingen.json").read_text(encoding="utf-8")) if row["waarde"] is not None]
    rows = [row for row in rows if row["document"][0] in "01234"]
    assert len(rows) > 60 and [row["id"] for row in rows if not row.get("maat", {}).get("periode")] == []
    assert [row["id"] for row in rows if "{" in row["maat"]["naam"] or row["maat"]["naam"].endswith(": ")] == []


def test_every_finding_of_the_library_has_words_for_its_measure() -> None:
    known = load_teksten("maten")
    kinds = [soort for soort in DOCUMENTEN.values() if soort.rekent]
    ids = [id for soort in kinds for id in load_teksten(soort.naam).namen if id.startswith(f"{soort.kort}-")]
    assert len(ids) > 40 and [id for id in ids if not known.heeft(id)] == []
