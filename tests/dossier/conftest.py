"""A data folder with two small wijken, written out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.proefdata import make_wijk

DEELNAME = """\
deelnemer;interventie;aanmelding;start;einde;status;leeftijdsgroep;geslacht;buurt;verwijzer
d01;GLI;12-4-2021;19-4-2021;1-12-2021;afgerond;45-64;v;;huisarts
d02;GLI;3-5-2021;17-5-2021;;gestart;65+;m;;huisarts
d03;GLI;1-6-2021;;1-2-2022;uitgevallen;25-44;v;;
d04;GLI;1-3-2022;8-3-2022;1-9-2022;uitgevallen;25-44;v;;
"""
INTERVENTIES = """\
interventie;thema;pijlers;doelgroep;erkend;gepland_start;gepland_einde;start;einde;trekker;doel;doelwaarde;gevolgd;reden_niet_gevolgd
Beweeglint;bewegen;;;onbekend;1-1-2021;31-12-2029;1-6-2021;1-7-2022;;;;ja;
"""
ZELFEVALUATIE = "meting;onderdeel;score;toelichting\n2021;startsituatie;2;\n2022-11;startsituatie;3,5;\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the wijken laak (deelname, interventies, zelfevaluatie) and moerwijk (no tables)."""
    tables = {"deelname.csv": DEELNAME, "interventies.csv": INTERVENTIES, "zelfevaluatie.csv": ZELFEVALUATIE}
    make_wijk(tmp_path / "laak", tables, gebied="WK051838")
    make_wijk(tmp_path / "moerwijk", naam="Moerwijk", gebied="WK051834")
    return tmp_path
