"""What is shared went past the ledger; what `run` makes says that it is a proef."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from wijkmonitor.dossier.dossier import GEPUBLICEERD
from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.keuring import Tegengehouden, Telling
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien.publiceren import Resultaat, book_of, ledger_path, publish
from wijkmonitor.paginas.pagina import mark, unmark
from wijkmonitor.privacy.grootboek import Grootboek, Onthulling
from wijkmonitor.privacy.nagerekend import unproven
from wijkmonitor.uitgevoerd import BEVINDING_MIME, GETOOND

PAGE = '<!doctype html><html lang="nl"><body class="wm">\n<main>{}</main></body></html>'
MARK = 'class="proef"'


def finding(people: int) -> dict[str, Any]:
    table = {"titel": "Stappen", "kolommen": [["Stap", "tekst"], ["Aantal", "aantal"]], "rijen": [["begonnen", people]]}
    about = {
        "id": "bereik-trechter",
        "document": "1-bereik",
        "onderschrift": "",
        "herkomst": "voorbeeld",
        "bron": "deelname (voorbeelddata)",
        "n": people,
        "waarde": None,
    }
    return about | {"tabel": table, GETOOND: True}


def fake_run(people: dict[str, int]) -> Callable[[Opdracht], Verslag]:
    """A run that makes one page per wijk, and an index that names them."""

    def run(opdracht: Opdracht) -> Verslag:
        folder = opdracht.uit / "2022-12-31"
        asked = opdracht.wijken or tuple(people)
        for wijk in asked:
            (folder / wijk).mkdir(parents=True)
            (folder / wijk / "1-bereik.html").write_text(mark(PAGE.format(f"{wijk} {people[wijk]}")), encoding="utf-8")
            cells = [{"outputs": [{"data": {BEVINDING_MIME: finding(people[wijk])}}]}]
            (folder / wijk / "1-bereik.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
        (folder / "index.html").write_text(mark(PAGE.format(" ".join(asked))), encoding="utf-8")
        (folder / "run.json").write_text("{}", encoding="utf-8")
        return Verslag("2022-12-31", folder)

    return run


COUNT = "wijkmonitor.draaien.keuring.count_people"


@pytest.fixture(autouse=True)
def wijken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wijken that are published here, without records: nobody is counted in them."""
    monkeypatch.setattr(COUNT, lambda *_: (Telling({}, ()), []))
    for name in ("laak", "moerwijk"):
        (tmp_path / "data" / name).mkdir(parents=True)
        (tmp_path / "data" / name / "wijk.toml").touch()


@pytest.fixture
def publiceer(tmp_path: Path) -> Callable[[dict[str, int]], Resultaat]:
    opdracht = Opdracht(data=tmp_path / "data", uit=tmp_path / "delen", notebooks=tmp_path)

    def once(people: dict[str, int], *wijken: str) -> Resultaat:
        today = date(2023, 1, 9)
        ledger = ledger_path(opdracht.data, tmp_path / "eigen" / "sleutel")
        asked = replace(opdracht, wijken=wijken, peildatum="2022-12-31")
        return publish(asked, ledger=ledger, run=fake_run(people), vandaag=today)

    return once


def test_only_pages_are_shared_and_without_the_mark(publiceer: Any, tmp_path: Path) -> None:
    result = publiceer({"laak": 40})
    files = sorted(path.relative_to(tmp_path / "delen").as_posix() for path in (tmp_path / "delen").rglob("*") if path.is_file())
    assert files == ["2022-12-31/index.html", "2022-12-31/laak.zip", "2022-12-31/laak/1-bereik.html", "index.html"]
    assert (result.code, result.nieuw) == (0, ["laak"])
    assert MARK not in (tmp_path / "delen" / "2022-12-31" / "laak" / "1-bereik.html").read_text(encoding="utf-8")


def test_the_ledger_names_every_page_with_counts_of_a_wijk(publiceer: Any, tmp_path: Path) -> None:
    """Who asks to be forgotten stands in pages about several wijken too; those of another wijk are not named."""
    publiceer({"laak": 40, "moerwijk": 50})
    book = Grootboek.read(ledger_path(tmp_path / "data", tmp_path / "eigen" / "sleutel"))
    shared = {publication.wijk: set(publication.bestanden) for publication in book.publicaties}
    assert shared["laak"] == {f"2022-12-31/{name}" for name in ("index.html", "laak.zip", "laak/1-bereik.html")}


def test_the_file_to_mail_is_the_same_again_and_has_no_link_to_itself(publiceer: Any, tmp_path: Path) -> None:
    mail, made = tmp_path / "delen" / "2022-12-31" / "laak.zip", list[bytes]()
    for _ in range(2):
        publiceer({"laak": 40})
        made.append(mail.read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(mail) as packed:
        assert "laak.zip" not in packed.read("index.html").decode()


def test_a_file_in_the_place_of_the_folder_is_said_at_once(publiceer: Any, tmp_path: Path) -> None:
    (tmp_path / "delen").write_text("tekst", encoding="utf-8")
    with pytest.raises(OpdrachtFout, match="delen' is een bestand. Geef een map om te delen"):
        publiceer({"laak": 40})


def test_one_person_more_is_held_back_and_the_earlier_page_stays(publiceer: Any, tmp_path: Path) -> None:
    publiceer({"laak": 40, "moerwijk": 50})
    result = publiceer({"laak": 41, "moerwijk": 60})
    assert [held.wijk for held in result.tegengehouden] == ["laak"] and (result.nieuw, result.code) == (["moerwijk"], 1)
    assert result.tegengehouden[0].vanaf == date(2023, 4, 1)
    page = tmp_path / "delen" / "2022-12-31"
    assert "laak 40" in (page / "laak" / "1-bereik.html").read_text(encoding="utf-8")
    assert "moerwijk 60" in (page / "moerwijk" / "1-bereik.html").read_text(encoding="utf-8")
    assert "laak moerwijk" in (page / "index.html").read_text(encoding="utf-8") and result.anders == ("laak",)


def test_a_wijk_beside_another_of_that_day_joins_it_on_the_pages_about_several(publiceer: Any, tmp_path: Path) -> None:
    publiceer({"laak": 40, "moerwijk": 50}, "laak")
    assert publiceer({"laak": 40, "moerwijk": 50}, "moerwijk").nieuw == ["moerwijk"]
    page = tmp_path / "delen" / "2022-12-31"
    assert "laak moerwijk" in (page / "index.html").read_text(encoding="utf-8")
    assert "laak 40" in (page / "laak" / "1-bereik.html").read_text(encoding="utf-8")


def test_what_changed_of_a_wijk_that_was_not_asked_for_stands_nowhere(
    publiceer: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from wijkmonitor.cli.publiceer import _tell

    publiceer({"laak": 40, "moerwijk": 50})
    result = publiceer({"laak": 60, "moerwijk": 70}, "moerwijk")
    page = tmp_path / "delen" / "2022-12-31"
    assert result.nieuw == ["moerwijk"] and result.anders == ("laak",)
    assert "laak 40" in (page / "laak" / "1-bereik.html").read_text(encoding="utf-8")
    assert "moerwijk 70" in (page / "moerwijk" / "1-bereik.html").read_text(encoding="utf-8")
    assert "laak moerwijk" in (page / "index.html").read_text(encoding="utf-8"), "the earlier page about several wijken stays"
    _tell(result)
    assert "zijn niet vernieuwd. Daar staat ook op: laak." in capsys.readouterr().out


def test_the_same_again_is_published(publiceer: Any) -> None:
    publiceer({"laak": 40})
    assert publiceer({"laak": 40}).code == 0


class Geteld:
    """Publishing with counts of people beside the pages, and what each run found beside its records."""

    def __init__(self, folder: Path) -> None:
        self.opdracht = Opdracht(data=folder / "data", uit=folder / "delen", notebooks=folder)
        self.ledger = ledger_path(self.opdracht.data, folder / "eigen" / "sleutel")
        self.gezien: list[Any] = []

    def __call__(self, people: int, telling: Telling) -> Resultaat:
        def run(opdracht: Opdracht) -> Verslag:
            path = opdracht.data / GEPUBLICEERD
            self.gezien.append(json.loads(path.read_text(encoding="utf-8")) if path.exists() else None)
            assert (opdracht.data / "laak").is_dir()
            return fake_run({"laak": people})(opdracht)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(COUNT, lambda *_: (telling, []))
            return publish(self.opdracht, ledger=self.ledger, run=run, vandaag=date(2023, 1, 9))


def test_documents_are_made_beside_the_counts_of_every_earlier_publication(tmp_path: Path) -> None:
    geteld = Geteld(tmp_path)
    geteld(40, Telling({"mensen": 40.0}, ()))
    geteld(60, Telling({"mensen": 60.0}, ()))
    geteld(80, Telling({"mensen": 80.0}, ()))
    before = [{"mensen": 40.0}, {"mensen": 60.0}]
    assert geteld.gezien == [{}, *({"laak": {"eerder": before[:known], "deelname_tot": ""}} for known in (1, 2))]
    assert not (geteld.opdracht.data / GEPUBLICEERD).exists(), "the records stay as they are"


@pytest.mark.parametrize("weg", [("mensen",), ("a", "b", "c")])
def test_where_a_total_or_too_many_counts_would_be_hidden_the_earlier_pages_stay(tmp_path: Path, weg: tuple[str, ...]) -> None:
    geteld = Geteld(tmp_path)
    geteld(40, Telling({"mensen": 40.0}, ()))
    shown = {f"mensen | buurt | {number}": 9.0 for number in range(9)}
    result = geteld(60, Telling(shown, weg))
    assert [found.waar for found in result.tegengehouden[0].verschillen] == list(weg)


def test_a_wijk_with_a_count_of_participants_that_is_not_proven_with_the_others_is_not_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from wijkmonitor.cli.publiceer import _tell

    def tel(data: Path, wijk: str, day: str, findings: Any) -> tuple[Telling, list[str]]:
        return Telling({"begonnen": 40.0}, ()), unproven(findings, {"deelname": {"begonnen": 40.0}})

    monkeypatch.setattr(COUNT, tel)
    opdracht = Opdracht(data=tmp_path / "data", uit=tmp_path / "delen", notebooks=tmp_path)
    ledger = ledger_path(opdracht.data, tmp_path / "eigen" / "sleutel")
    runs = fake_run({"laak": 41, "moerwijk": 40})
    result = publish(opdracht, ledger=ledger, run=runs, vandaag=date(2023, 1, 9))
    assert (result.code, result.nieuw) == (1, ["moerwijk"]) and not (tmp_path / "delen" / "2022-12-31" / "laak").exists()
    _tell(result)
    told = capsys.readouterr().out
    assert "1-bereik | bereik-trechter | Stappen | begonnen | Aantal" in told and "vanaf dezelfde leeftijd" in told
    assert "blijven staan" not in told, "there is no earlier page"


def test_a_step_over_two_publications_is_seen(publiceer: Any) -> None:
    for people in (40, 50):
        assert publiceer({"laak": people}).code == 0
    assert publiceer({"laak": 41}).code == 1


def test_a_data_folder_that_moved_keeps_its_ledger(publiceer: Any, tmp_path: Path) -> None:
    """Also where the pages moved with it, as when somebody renames the folder of a whole project."""
    assert publiceer({"laak": 40}).code == 0
    for name in ("data", "delen"):
        (tmp_path / name).rename(tmp_path / f"{name}-2")
    moved = Opdracht(data=tmp_path / "data-2", uit=tmp_path / "delen-2", notebooks=tmp_path)

    def publish_there(people: int) -> int:
        ledger = ledger_path(moved.data, tmp_path / "eigen" / "sleutel")
        return publish(moved, ledger=ledger, run=fake_run({"laak": people}), vandaag=date(2023, 1, 9)).code

    assert [publish_there(people) for people in (41, 60, 41, 61)] == [1, 0, 1, 1]
    assert not book_of(tmp_path / "eigen" / "grootboek" / "nieuw.json", tmp_path / "leeg").publicaties, "no pages stand there"


def test_a_marked_page_says_so_once_and_loses_it_whole() -> None:
    page = PAGE.format("x")
    assert mark(mark(page)).count(MARK) == 1 and unmark(mark(page)) == page


def test_a_run_that_fails_writes_nothing(tmp_path: Path) -> None:
    def broken(opdracht: Opdracht) -> Verslag:
        raise OSError("vol")

    ledger = tmp_path / "grootboek" / "a.json"
    with pytest.raises(OSError, match="vol"):
        publish(Opdracht(data=tmp_path / "data", uit=tmp_path / "d", notebooks=tmp_path), ledger=ledger, run=broken)
    assert not ledger.exists() and not (tmp_path / "d").exists()


@pytest.mark.parametrize("where", ["wijkdata", ".", "wijkdata/laak", "reports", "vol"])
def test_nothing_is_shared_in_a_folder_with_records_or_work(where: str, tmp_path: Path) -> None:
    (tmp_path / "wijkdata" / "laak").mkdir(parents=True)
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "Deelname 2022.XLSX").write_bytes(b"")
    (tmp_path / "reports" / "eigen").mkdir(parents=True)
    goal = Opdracht(data=tmp_path / "wijkdata", uit=tmp_path / where, notebooks=tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OpdrachtFout, match="Geef een lege map, of die van een eerdere keer"):
        publish(goal, ledger=tmp_path / "g.json", run=lambda _: pytest.fail("it ran"))
    assert sorted(tmp_path.rglob("*")) == before


def test_the_ledger_lies_beside_the_key_and_belongs_to_one_data_folder(tmp_path: Path) -> None:
    key = tmp_path / "eigen" / "sleutel"
    one, other = ledger_path(tmp_path / "a", key), ledger_path(tmp_path / "b", key)
    assert one.parent == other.parent == key.parent / "grootboek" and one != other


def test_every_page_of_a_run_is_marked(wereld: SimpleNamespace) -> None:
    wereld.run()
    pages = [path.read_text(encoding="utf-8") for path in wereld.uit.rglob("*-*.html")]
    assert len(pages) == 4 and all(page.count(MARK) == 1 for page in pages)


def test_a_figure_that_differs_from_two_publications_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from wijkmonitor.cli.publiceer import _tell

    twice = tuple(Onthulling("1-bereik | Stappen | begonnen", day) for day in ("2022-09-30", "2022-12-31"))
    held = Tegengehouden("laak", twice, "2022-12-31", date(2023, 4, 1))
    _tell(Resultaat(Verslag("2022-12-31", tmp_path), tegengehouden=[held]))
    assert capsys.readouterr().out.count("1-bereik | Stappen | begonnen") == 1
