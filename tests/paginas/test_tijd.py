"""Door de tijd: the figures of one wijk over several peildata, as the reports gave them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.paginas.conftest import PEILDATUM

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.draaien.voorblad import TIJD, make_overzicht, write_tijd
from wijkmonitor.paginas import find_faults

EERDER, WIJK = "2022-09-30", "voorbeeldwijk"


@pytest.fixture(scope="module")
def twee_dagen(gemaakt: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The figures of the real run, beside those of a quarter before with one share that was other."""
    uit = tmp_path_factory.mktemp("tijd")
    rows = json.loads((gemaakt / "bevindingen.json").read_text(encoding="utf-8"))
    for day in (EERDER, PEILDATUM):
        (uit / day / WIJK).mkdir(parents=True)
        shutil.copy(gemaakt / "run.json", uit / day / "run.json")
        before = {"waarde": 0.1, "laag": 0.05, "hoog": 0.2, "n": 70} if day == EERDER else {}
        told = [row | (before if row["id"] == "bereik-doelgroep" else {}) for row in rows if row["wijk"] == WIJK]
        (uit / day / "bevindingen.json").write_text(json.dumps(told), encoding="utf-8")
    write_tijd(uit / PEILDATUM)
    return uit / PEILDATUM


def test_a_figure_stands_there_once_per_day_with_its_margin_and_what_it_rests_on(twee_dagen: Path) -> None:
    html = (twee_dagen / WIJK / TIJD).read_text(encoding="utf-8")
    (now,) = [row for row in json.loads((twee_dagen / "bevindingen.json").read_text()) if row["id"] == "bereik-doelgroep"]
    table = html.partition(f"<caption>{now['kop']}")[2].partition("</table>")[0]
    cells = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', table)
    assert cells[0] == ("30 september 2022", "10 van de 100, tussen 5 en 20", "70")
    assert cells[1][:2] == ("31 december 2022", Peilcijfer.of_record(now).in_woorden)
    assert html.count("<svg") == 1 and html.count("<li>") > 10 and find_faults(html) == []  # what did not change is one line


def test_the_front_page_links_it_and_one_day_has_no_such_page(twee_dagen: Path) -> None:
    (wijk,) = [wijk for wijk in make_overzicht(twee_dagen).wijken if wijk.slug == WIJK]
    assert f"{WIJK}/{TIJD}" in [link.adres for link in wijk.links]
    write_tijd(twee_dagen.parent / EERDER)
    assert not (twee_dagen.parent / EERDER / WIJK / TIJD).exists()
