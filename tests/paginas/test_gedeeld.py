"""A folder that was shared, clicked through in a real browser: from its first page, and from the file that is mailed."""

from __future__ import annotations

import json
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from tests.conftest import OpenPage, axe_faults
from tests.eenmaal import make_once
from tests.opdracht import wijkmonitor
from tests.proefdata import WIJKEN as ALLE
from tests.proefdata import proefdata

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.paginas.index import Gedeeld, render_gedeeld
from wijkmonitor.paginas.overzicht import Link

DAG, ADRES = "2022-12-31", "https://monitor.voorbeeld.nl/zorg & meer"
WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-3")
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
IDS = "() => [...document.querySelectorAll('[id]')].map(e => e.id)"


@pytest.fixture(scope="session")
def gedeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the real command shares of two wijken, with notebooks and a sitemap."""

    def make(folder: Path) -> None:
        key = str(folder.with_name(f"{folder.name}-eigen") / "sleutel")
        asked = [part for wijk in WIJKEN for part in ("--wijk", wijk)]
        words = ("--data", proefdata(), *asked, "--notebooks", "--adres", ADRES)
        done = wijkmonitor("publiceer", folder, *words, WIJKMONITOR_SLEUTEL=key)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"Begin hier: {folder / 'index.html'}" in done.stdout

    return make_once(tmp_path_factory, "gedeeld", make)


def walk(page: Any, folder: Path) -> set[str]:
    """Every page that links lead to from index.html; fails at a dead link, and at anything from outside."""
    outside: list[str] = []
    ids, wanted, todo = dict[str, set[str]](), set[tuple[str, str, str]](), ["index.html"]
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
    page.on("pageerror", lambda error: outside.append(str(error)))
    while todo:
        name = todo.pop()
        page.goto((folder / name).as_uri())
        ids[name] = set(page.evaluate(IDS))
        for address in page.evaluate(LINKS):
            parts = urlsplit(address)
            if parts.scheme != "file":
                continue
            target = Path(unquote(parts.path))
            assert target.is_file(), f"{name}: {address}"
            known = target.relative_to(folder).as_posix()
            wanted.add((name, known, unquote(parts.fragment)))
            if target.suffix == ".html" and known not in ids and known not in todo:
                todo.append(known)
    assert outside == []
    dead = [(name, known, place) for name, known, place in wanted if place and known in ids and place not in ids[known]]
    assert [item for item in dead if not item[2].startswith("taal-")] == []
    return {known for _, known, _ in wanted} | set(ids)


@pytest.mark.browser
@pytest.mark.traag
def test_every_page_is_reached_from_the_first_and_no_link_is_dead(open_page: OpenPage, gedeeld: Path) -> None:
    reached = walk(open_page(), gedeeld)
    there = {path.relative_to(gedeeld).as_posix() for path in gedeeld.rglob("*") if path.suffix in (".html", ".pdf", ".zip")}
    assert reached >= there
    sitemap = [str(place.text) for place in ET.parse(gedeeld / "sitemap.xml").getroot().iter() if place.tag.endswith("loc")]
    assert sorted(sitemap) == sorted(f"{ADRES}/{name}" for name in there if not name.endswith(".zip"))


@pytest.mark.traag
def test_nothing_of_a_wijk_that_was_not_chosen_is_shared(gedeeld: Path) -> None:
    """Pages about several wijken are made of the records of every wijk of a data folder: lessons, agreements, requests."""
    [unchosen] = [name for name in ALLE if name not in WIJKEN]
    naam = tomllib.loads((proefdata() / unchosen / "wijk.toml").read_text(encoding="utf-8"))["naam"]
    shared = {path.name: path.read_text(encoding="utf-8") for path in (gedeeld / DAG).glob("*.html")}
    assert {"menukaart.html", "samen-leren.html", "index.html"} <= set(shared)
    assert not [name for name, page in shared.items() if naam in page]


@pytest.mark.browser
@pytest.mark.traag
@pytest.mark.parametrize("wijk", WIJKEN)
def test_the_file_to_mail_is_small_and_whole_when_it_is_unpacked(
    open_page: OpenPage, gedeeld: Path, tmp_path: Path, wijk: str
) -> None:
    packed = gedeeld / DAG / f"{wijk}.zip"
    assert packed.stat().st_size < 10e6
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    reached = walk(open_page(), tmp_path)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.suffix in (".html", ".pdf")}
    assert reached >= there
    pages = {path.name for path in (gedeeld / DAG / wijk).iterdir()}
    assert {path.name for path in (tmp_path / wijk).iterdir()} == pages
    other = next(name for name in WIJKEN if name != wijk)
    assert all(f'"{other}/' not in path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html"))


@pytest.mark.browser
@pytest.mark.traag
@pytest.mark.parametrize("width", [1280, 320])
def test_the_first_page_is_accessible_and_marks_what_is_invented(open_page: OpenPage, gedeeld: Path, width: int) -> None:
    page = open_page(gedeeld / "index.html", width=width)
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("section:has(h2) .badge").all_inner_texts() == ["voorbeelddata"] * len(WIJKEN)


@pytest.mark.traag
def test_notebooks_that_are_shared_tell_how_and_hold_no_result(gedeeld: Path) -> None:
    shared = sorted((gedeeld / DAG / "notebooks").iterdir())
    assert [path.stem for path in shared] == sorted(DOCUMENTEN)
    for path in shared:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert all(cell.get("outputs", []) == [] and cell.get("execution_count") is None for cell in cells)
    assert not list((gedeeld / DAG).glob("voorbeeldwijk*/*.ipynb"))


def test_many_wijken_open_by_a_click_and_names_are_made_safe() -> None:
    wijken = [
        Gedeeld(f"wijk-{n}", f"Wijk <{n}>", date(2022, 12, 31), (Link("Hoe staan we ervoor?", f"wijk-{n}/0.html"),))
        for n in range(40)
    ]
    html = render_gedeeld(wijken)
    assert html.count("<summary>De bladzijden van Wijk &lt;") == 40
    assert "<summary>" not in render_gedeeld(wijken[:1])


@pytest.mark.parametrize("adres", ["monitor.voorbeeld.nl", "ftp://voorbeeld.nl", "https://"])
def test_an_address_that_is_none_is_refused_before_anything_is_made(
    adres: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from wijkmonitor.cli import main

    with pytest.raises(SystemExit, match="2"):
        main(["publiceer", str(tmp_path / "delen"), "--adres", adres])
    assert f"'{adres}' is geen adres" in capsys.readouterr().err
    assert not (tmp_path / "delen").exists()
