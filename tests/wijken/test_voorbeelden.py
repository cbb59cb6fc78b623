"""Two other published wijken: the page of instructions makes them out of files of StatLine, and they hold published rows only."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.docs.bladen import ROOT, commands
from tests.opendata.conftest import OPENDATA
from tests.wijken.test_openbaar import REGISTER, WIJKDATA, numbers, rows_of

from wijkmonitor.cli import main
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.vragen import make_document

VOORBEELDEN = ROOT / "docs" / "voorbeelden"
BLAD = ROOT / "docs" / "voorbeelden.md"
BESTANDEN = {
    "gezondheid.parquet": OPENDATA / "rivm_50090NED" / "nederland.parquet",
    "kerncijfers.csv": OPENDATA / "kwb_85984NED" / "nederland_gemeenten_wijken.csv",
}


@pytest.mark.parametrize("wijk", ["leidsche-rijn", "amersfoort"])
def test_every_row_names_an_entry_about_this_wijk_and_says_no_other_number(wijk: str) -> None:
    rows = [row for path in sorted((VOORBEELDEN / wijk).glob("*.csv")) for row in rows_of(path)]
    assert len(rows) >= 4
    for row in rows:
        entry = REGISTER[row["bron"]]
        assert (row["herkomst"], entry.wijk) == ("openbaar", wijk)
        said = " ".join(value for name, value in row.items() if name not in ("bron", "herkomst"))
        assert numbers(said) <= numbers(f"{entry.feit} {entry.datum or ''}"), row


@pytest.fixture(scope="module")
def gevolgd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which a reader followed the page as far as the reports."""
    absent = [str(path) for path in BESTANDEN.values() if not path.exists()]
    if absent:
        pytest.skip(
            f"the national files of StatLine are not here ({', '.join(absent)}); set WIJKMONITOR_OPENDATA to their folder"
        )
    root = tmp_path_factory.mktemp("voorbeelden")
    data = root / "wijkdata"
    data.mkdir()
    for name in ("catalogus.toml", "bronnen.toml", "menukaart.csv"):
        shutil.copy(WIJKDATA / name, data / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKMONITOR_OPSLAG", str(root / "opslag"))
        for command in commands(BLAD):
            name, *words = command.split()[1:]
            if name in ("fetch", "new"):
                assert main([name, *(str(BESTANDEN.get(word, word)) for word in words), "--data", str(data)]) == 0, command
    for path in VOORBEELDEN.glob("*/*"):
        shutil.copy(path, data / path.parent.name / path.name)
        (data / path.parent.name / f"{path.stem}.xlsx").unlink(missing_ok=True)
    return data


def read(data: Path, wijk: str) -> Dossier:
    return load_dossier(wijk, data=data, peildatum="2022-12-31")


def test_leidsche_rijn_has_its_profile_its_timeline_and_its_fourteen_projects(gevolgd: Path) -> None:
    dossier = read(gevolgd, "leidsche-rijn")
    profile, reach, health, plan = (
        make_document(naam, dossier) for naam in ("0-wijkprofiel", "1-bereik", "2-gezondheid", "4-interventies")
    )
    assert "Utrecht" in health["gezondheid-nulmeting"].kop and profile.antwoord[0].herkomst == "openbaar"
    told = {str(cell) for row in reach["bereik-tijdlijn"].tabel.rijen for cell in row}
    assert {"Gesprekken met 230 inwoners met een stickerbord", "Het Gezondste Festival, met 32 partners en 400 bezoekers"} <= told
    assert len(plan["interventies-gevolgd"].tabel.rijen) == 14
    assert "Het programma schreef" not in health["gezondheid-nulmeting"].lees  # it belongs to another programme


def test_amersfoort_opens_with_what_is_known_and_compares_with_its_municipality(gevolgd: Path) -> None:
    dossier = read(gevolgd, "amersfoort")
    reach, health = make_document("1-bereik", dossier), make_document("2-gezondheid", dossier)
    assert reach.antwoord[0].regel.startswith("Wat er gebeurde, staat in de tijdlijn.")  # none of it is about reach
    assert "Dit lukte: professionals van zorg en welzijn vinden elkaar beter" in reach["bereik-tijdlijn"].lees
    assert re.search(r"in Amersfoort \d\d", health["gezondheid-nulmeting"].kop)
