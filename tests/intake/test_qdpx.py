"""REFI-QDA projects: codes, coders and fragments, whatever way of counting the program used."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.conftest import TEKST

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.fragmenten import read_codebook, save_codebook
from wijkmonitor.gegevens.intake.qdpx import read_qdpx

GEZOCHT = "Eerst durfde ik niet zo goed"
REFERENTIE = Path(__file__).parents[3] / "shared" / "reference" / "qualitative"


def read(path: Path) -> tuple[str, dict[str, tuple[str, ...]]]:
    (selection,) = read_qdpx(path.name, path.read_bytes()).selecties
    return selection.tekst, selection.codes


def test_a_fragment_is_cut_by_code_points(qdpx_file: Callable[..., Path]) -> None:
    start = TEKST.index(GEZOCHT)
    found = read(qdpx_file(van=start, tot=start + len(GEZOCHT)))
    assert found == (GEZOCHT, {"Karin": ("Drempels",), "Ad": ("Bereik",)})


def test_other_ways_of_counting_are_recognised_by_the_name_of_the_selection(qdpx_file: Callable[..., Path]) -> None:
    units = len(TEKST[: TEKST.index(GEZOCHT)].encode("utf-16-le")) // 2
    assert read(qdpx_file(van=units, tot=units + len(GEZOCHT)))[0] == GEZOCHT
    windows = TEKST.replace("\n", "\r\n")
    start = windows.index(GEZOCHT)
    assert read(qdpx_file(windows, van=start, tot=start + len(GEZOCHT)))[0] == GEZOCHT
    start = TEKST.index(GEZOCHT)
    assert read(qdpx_file(windows, van=start, tot=start + len(GEZOCHT)))[0] == GEZOCHT


@pytest.mark.parametrize(
    "path", ["internal://../../etc/passwd", "relative://s1.txt", "/etc/passwd", "file:///etc/passwd", "internal://weg.txt"]
)
def test_a_path_that_leads_elsewhere_gives_no_text(qdpx_file: Callable[..., Path], path: str) -> None:
    project = read_qdpx("x", qdpx_file(pad=path).read_bytes())
    assert project.selecties == ()
    assert project.overgeslagen == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 4), (0, 10_000), (10**30, 10**31)])
def test_a_selection_outside_the_text_is_counted_not_guessed(qdpx_file: Callable[..., Path], start: int, end: int) -> None:
    project = read_qdpx("x", qdpx_file(van=start, tot=end).read_bytes())
    assert (project.selecties, project.overgeslagen) == ((), 1)


def test_nothing_is_unpacked(qdpx_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = qdpx_file()
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    read_qdpx("x", path.read_bytes())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "text", ["", "<Project", "<!DOCTYPE a [<!ENTITY b 'c'>]><Project/>", "<Project/>", "<a>" * 200 + "</a>" * 200]
)
def test_a_project_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", text)
    with pytest.raises(LeesFout):
        read_qdpx("x.qdpx", path.read_bytes())


def test_a_codebook_is_kept_beside_the_records(tmp_path: Path) -> None:
    path = tmp_path / "boek.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="1" name="Bereik"><Code guid="2" name="Drempels"/></Code>'
        "</Codes></CodeBook>",
        encoding="utf-8",
    )
    codes = read_codebook(path)
    assert save_codebook(tmp_path, codes)
    assert not save_codebook(tmp_path, codes)
    assert (tmp_path / "codeboek.csv").read_text(encoding="utf-8-sig") == "code;valt onder\nBereik;\nDrempels;Bereik\n"


def test_the_reference_project_is_read_to_the_letter() -> None:
    # synthetic fixture of the reference cases: codebook hierarchy, selections, two coders
    if not REFERENTIE.exists():
        pytest.skip("the reference cases are not on this computer")
    expected = json.loads((REFERENTIE / "fixture_expected.json").read_text(encoding="utf-8"))["expected"]
    project = read_qdpx("fixture", (REFERENTIE / "fixture_project.qdpx").read_bytes())
    names = {document.guid: document.naam for document in project.documenten}
    assert list(project.codeurs) == expected["users"]
    assert [{"name": code.naam, "parent": code.boven} for code in project.codes] == expected["codes"]
    assert [{"name": d.naam, "characters": d.tekens} for d in project.documenten] == expected["documents"]
    found = [
        {
            "document": names[selection.document],
            "start": selection.van,
            "end": selection.tot,
            "text": selection.tekst,
            "codes": {coder: list(codes) for coder, codes in selection.codes.items()},
        }
        for selection in project.selecties
    ]
    assert found == expected["selections"]
