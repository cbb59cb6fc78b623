"""A whole run: what it writes, and that it makes only what changed."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from wijkmonitor.draaien import bijwerken, run
from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.run import GeenWijk, choose_areas
from wijkmonitor.draaien.staat import AlBezig, lock
from wijkmonitor.draaien.taak import ToetsUitkomst
from wijkmonitor.draaien.voorblad import make_regels

if TYPE_CHECKING:
    from conftest import Wereld

ALL = ["aa/1-tel", "aa/2-kop", "bb/1-tel", "bb/2-kop"]


def test_run_writes_the_output_of_the_contract(wereld: Wereld) -> None:
    verslag = wereld.run()
    assert (verslag.code, sorted(verslag.klaar), verslag.peildatum) == (0, ALL, "2022-12-31")
    files = {path.relative_to(wereld.uit).as_posix() for path in wereld.uit.rglob("*") if path.is_file()}
    documents = {f"{name}{suffix}" for name in ALL for suffix in (".html", ".ipynb")}
    assert files == documents | {"index.html", "bevindingen.json", "run.json"}


def test_findings_come_from_the_executed_notebooks(wereld: Wereld) -> None:
    wereld.run()
    rows = [row for row in wereld.read("bevindingen.json") if row["document"] == "1-tel"]
    assert [(row["wijk"], row["kop"], row["waarde"]) for row in rows] == [("aa", "aa telt 2", 2), ("bb", "bb telt 1", 1)]
    assert set(rows[0]) == {
        "wijk", "document", "id", "kop", "onderschrift", "waarde", "laag", "hoog", "n", "methode", "bron", "herkomst", "reden",
        "eenheid", "peildatum",
    }  # fmt: skip


def test_run_json_tells_inputs_versions_and_seconds(wereld: Wereld) -> None:
    wereld.run()
    found = wereld.read("run.json")
    assert found["peildatum"] == "2022-12-31" and found["versies"]["papermill"]
    first = found["documenten"][0]
    assert (first["wijk"], first["document"], first["status"]) == ("aa", "1-tel", "klaar")
    assert first["seconden"] > 0 and len(first["invoer"]) == 64 and set(first["bestanden"]) == {"1-tel.html", "1-tel.ipynb"}


def test_executed_notebook_is_valid_and_has_no_times(wereld: Wereld) -> None:
    wereld.run()
    path = wereld.uit / "aa" / "1-tel.ipynb"
    nbformat.validate(nbformat.read(path, as_version=4))
    first = path.read_bytes()
    wereld.run(opnieuw=True)
    assert path.read_bytes() == first


def test_second_run_does_no_work_and_touches_no_file(wereld: Wereld) -> None:
    wereld.run()
    times = {path: path.stat().st_mtime_ns for path in wereld.uit.rglob("*")}
    given = wereld.pool.given
    verslag = wereld.run()
    assert sorted(verslag.ongewijzigd) == ALL and wereld.pool.given == given
    assert times == {path: path.stat().st_mtime_ns for path in wereld.uit.rglob("*")}


def test_changed_row_reruns_only_documents_that_read_the_table(wereld: Wereld) -> None:
    wereld.run()
    wereld.wijk("aa", "2022-01-01", "2022-02-02", "2022-12-31")
    verslag = wereld.run()
    assert verslag.klaar == ["aa/1-tel"]
    assert wereld.read("bevindingen.json")[0]["waarde"] == 3


def test_row_after_the_peildatum_reruns_nothing(wereld: Wereld) -> None:
    wereld.run(peildatum="2022-12-31")
    wereld.wijk("aa", "2022-01-01", "2022-12-31", "2023-04-04")
    for _ in range(2):
        assert sorted(wereld.run(peildatum="2022-12-31").ongewijzigd) == ALL


def test_a_wijk_is_checked_once_and_again_where_the_day_turns_out_another(wereld: Wereld) -> None:
    """The first check looks at the day that its own records ask for."""

    def checks(**options: Any) -> int:
        before = wereld.pool.given
        made = wereld.run(**options)
        return wereld.pool.given - before - len(made.klaar) - 1  # and the front page

    for wijk in ("aa", "bb"):
        wereld.wijk(wijk, "2022-01-01", "2022-12-31")
    assert checks() == 2
    wereld.wijk("bb", "2022-01-01", "2023-02-01")
    assert checks(opnieuw=True) == 2, "bb anew, and aa on the day of bb"


def test_changed_notebook_reruns_its_documents(wereld: Wereld) -> None:
    wereld.run()
    wereld.notebook("2-kop", "rows = [1]", wereld.MELD)
    assert sorted(wereld.run().klaar) == ["aa/2-kop", "bb/2-kop"]


def test_changed_module_beside_the_notebooks_reruns_everything(wereld: Wereld) -> None:
    own = wereld.root / "notebooks" / "hulp.py"
    for number in (1, 2):
        own.write_text("rows = [" + "1, " * number + "]")  # not as long as before: Python looks at seconds and size
        wereld.notebook("2-kop", "import sys\nsys.path.insert(0, 'notebooks')\nfrom hulp import rows", wereld.MELD)
        assert sorted(wereld.run().klaar) == ALL
        assert {row["waarde"] for row in wereld.read("bevindingen.json") if row["document"] == "2-kop"} == {number}
    assert sorted(wereld.run().ongewijzigd) == ALL


@pytest.mark.parametrize("what", ["digest_library", "versions"])
def test_changed_code_or_versions_rerun_everything(what: str, wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    wereld.run()
    monkeypatch.setattr(bijwerken, what, lambda: "anders")
    assert sorted(wereld.run().klaar) == ALL


def test_other_peildatum_makes_other_reports(wereld: Wereld) -> None:
    wereld.run()
    verslag = wereld.run(peildatum="2022-06-30")
    assert sorted(verslag.klaar) == ALL and verslag.folder.name == "2022-06-30"
    assert (wereld.uit / "aa" / "1-tel.html").exists()


def test_a_day_that_is_made_later_but_lies_earlier_comes_into_the_newest_overview(wereld: Wereld) -> None:
    """Who fills in the past sees it at the next run of today, and not before; after that nothing is to do."""
    wereld.run()
    index = wereld.uit / "index.html"
    assert "2022-06-30" not in index.read_text(encoding="utf-8")
    wereld.run(peildatum="2022-06-30")
    assert sorted(wereld.run().ongewijzigd) == ALL
    assert "2022-06-30" in (told := index.read_text(encoding="utf-8"))
    index.write_text(f"{told}<!-- -->", encoding="utf-8")
    wereld.run()
    assert index.read_text(encoding="utf-8").endswith("<!-- -->")


def test_damaged_or_missing_report_is_made_again(wereld: Wereld) -> None:
    wereld.run()
    (wereld.uit / "aa" / "1-tel.html").write_text("half")
    (wereld.uit / "bb" / "2-kop.ipynb").unlink()
    assert sorted(wereld.run().klaar) == ["aa/1-tel", "bb/2-kop"]


def test_copied_reports_are_not_made_again(wereld: Wereld) -> None:
    wereld.run()
    for path in wereld.uit.rglob("*.html"):
        os.utime(path, (1, 1))
    assert sorted(wereld.run().ongewijzigd) == ALL


def test_document_that_was_not_asked_for_is_marked_as_old(wereld: Wereld) -> None:
    wereld.run()
    wereld.wijk("aa", "2022-12-31")
    wereld.notebook("2-kop", "rows = [1]", wereld.MELD)
    assert sorted(wereld.run(documenten=("2-kop",)).klaar) == ["aa/2-kop", "bb/2-kop"]
    status = {(entry["wijk"], entry["document"]): entry["status"] for entry in wereld.read("run.json")["documenten"]}
    assert status == {("aa", "1-tel"): "verouderd", ("aa", "2-kop"): "klaar", ("bb", "1-tel"): "klaar", ("bb", "2-kop"): "klaar"}
    assert wereld.run().klaar == ["aa/1-tel"]


def test_wijk_and_document_choose_what_is_made(wereld: Wereld) -> None:
    assert wereld.run(wijken=("bb",), documenten=("1-tel",)).klaar == ["bb/1-tel"]


def test_wijk_with_faults_is_left_out_and_named(wereld: Wereld) -> None:
    wereld.wijk("bb", "2022-01-01", "fout", "fout")
    verslag = wereld.run()
    assert verslag.code == 1 and sorted(verslag.klaar) == ["aa/1-tel", "aa/2-kop"]
    assert verslag.fouten == {"bb": ["bb: deelname.csv, rij 2: geen getal", "bb: deelname.csv, rij 3: geen getal"]}
    assert wereld.read("run.json")["wijken"]["bb"] == verslag.fouten["bb"]


def test_repaired_wijk_joins_again(wereld: Wereld) -> None:
    wereld.wijk("bb", "2022-01-01", "fout")
    wereld.run()
    wereld.wijk("bb", "2022-01-01")
    verslag = wereld.run()
    assert (verslag.code, sorted(verslag.klaar)) == (0, ["bb/1-tel", "bb/2-kop"])


def test_no_usable_wijk_is_an_error(wereld: Wereld) -> None:
    wereld.wijk("bb", "2022-01-01", "fout")
    with pytest.raises(GeenWijk) as caught:
        wereld.run(wijken=("bb",))
    assert list(caught.value.fouten) == ["bb"]


def test_records_without_any_date_give_the_reports_of_today() -> None:
    assert run.newest([ToetsUitkomst("aa", wijk="aa", nieuwste="2022-06-30"), ToetsUitkomst("bb", wijk="bb")]) == "2022-06-30"
    assert run.newest([ToetsUitkomst("aa", wijk="aa")]) == date.today().isoformat()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"wijken": ("a",)}, "De wijk 'a' kennen we niet. Bedoelt u 'aa'? Kies uit: aa, bb."),
        ({"peildatum": "31-12-2022"}, "De peildatum '31-12-2022' is geen datum."),
        ({"peildatum": "2999-01-01"}, "De peildatum 2999-01-01 ligt na vandaag."),
    ],
)
def test_wrong_question_is_told_in_dutch(options: dict, words: str, wereld: Wereld) -> None:
    with pytest.raises(OpdrachtFout, match=words.replace("?", r"\?").split(" Kies")[0]):
        wereld.run(**options)


def test_missing_or_empty_data_folder_is_told_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(OpdrachtFout, match="bestaat niet"):
        run.wijken_in(tmp_path / "weg")
    with pytest.raises(OpdrachtFout, match="staat geen wijk"):
        run.wijken_in(tmp_path)


def test_two_runs_to_one_folder_do_not_mix(wereld: Wereld) -> None:
    with lock(Path("reports")), pytest.raises(AlBezig):
        wereld.run()


def test_document_that_builds_on_others_gets_what_they_found(wereld: Wereld) -> None:
    parameters = 'wijk: str = ""\npeildatum: str = ""\ndata: str = ""\nverzameld: str = ""'
    read = "import json\nfrom pathlib import Path\nrows = json.loads(Path(verzameld).read_text())['documenten']"
    check = f"assert [(each['document'], each['bevindingen'][0]['kop']) for each in rows] == {[('1-tel', 'aa telt 2'), ('2-kop', 'aa telt 0')]}"
    wereld.document("5-plaat", read, check, wereld.MELD, parameters=parameters, volgt=("1-tel", "2-kop"))
    verslag = wereld.run(documenten=("5-plaat",), wijken=("aa",))
    assert sorted(verslag.klaar) == ["aa/1-tel", "aa/2-kop", "aa/5-plaat"]
    assert not (wereld.uit / ".verzameld").exists()
    assert sorted(wereld.run(documenten=("5-plaat",), wijken=("aa",)).ongewijzigd) == sorted(verslag.klaar)
    wereld.document("5-plaat", read, wereld.MELD, parameters=parameters, volgt=("1-tel", "2-kop"))
    wereld.wijk("aa", "2022-12-31")
    assert wereld.run(documenten=("5-plaat",), wijken=("aa",)).klaar == ["aa/1-tel", "aa/5-plaat"]


def test_document_waits_for_the_one_it_builds_on(wereld: Wereld) -> None:
    parameters = 'wijk: str = ""\npeildatum: str = ""\ndata: str = ""\nverzameld: str = ""'
    wereld.document("5-plaat", "rows = []", wereld.MELD, parameters=parameters, volgt=("1-tel",))
    wereld.notebook("1-tel", wereld.TEL, "1 / 0")
    verslag = wereld.run(wijken=("aa",))
    assert "bouwt op 1-tel" in verslag.mislukt["aa/5-plaat"]


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        (("wk000001",), ["WK000001"]),
        (("BU00000101", "WK000002"), ["BU00000101", "WK000002"]),
        (("alle",), ["WK000001", "WK000002"]),
    ],
)
def test_areas_get_a_profile_without_a_folder(asked: tuple, made: list, wereld: Wereld) -> None:
    wereld.document("0-wijkprofiel", "rows = [1]", wereld.MELD, leest=("kerncijfers",))
    verslag = wereld.run(gebieden=asked)
    assert sorted(verslag.klaar) == [f"{code}/0-wijkprofiel" for code in made]
    assert sorted(wereld.run(gebieden=asked).ongewijzigd) == sorted(verslag.klaar)
    assert len(wereld.run().klaar) == 6 and (wereld.uit / made[0] / "0-wijkprofiel.html").exists()
    assert {row["wijk"] for row in wereld.read("bevindingen.json")} == {"aa", "bb", *made}


def test_an_area_gets_its_profile_where_no_wijk_has_a_folder(wereld: Wereld) -> None:
    wereld.document("0-wijkprofiel", "rows = [1]", wereld.MELD, leest=("kerncijfers",))
    shutil.rmtree(wereld.root / "wijkdata")
    with pytest.raises(OpdrachtFout, match="bestaat niet"):
        wereld.run(gebieden=("WK000001",))
    (wereld.root / "wijkdata").mkdir()
    assert wereld.run(gebieden=("WK000001",), peildatum="2022-12-31").klaar == ["WK000001/0-wijkprofiel"]


def test_new_open_figures_make_the_profiles_again(wereld: Wereld, speelgoed: Path) -> None:
    store = speelgoed / "opslag" / "50090NED"
    wereld.document("0-wijkprofiel", "rows = [1]", wereld.MELD, leest=("kerncijfers",))
    wereld.run(gebieden=("WK000001",))
    store.mkdir(parents=True)
    (store / "record.json").write_text("{}")
    assert wereld.run(gebieden=("WK000001",)).klaar == ["WK000001/0-wijkprofiel"]
    shutil.rmtree(store)


def test_unknown_area_is_told_with_codes_that_look_like_it(wereld: Wereld) -> None:
    with pytest.raises(OpdrachtFout, match="Het gebied 'WK000003' staat niet in de cijfers. Codes die erop lijken: WK00000"):
        wereld.run(gebieden=("WK000003",))
    with pytest.raises(OpdrachtFout) as told:  # all of them at once, before any record is read
        wereld.run(gebieden=("GM0546", "WK000001", "stevenshof"))
    assert "Het gebied 'GM0546' staat niet in de cijfers." in str(told.value)
    assert (
        "Het gebied 'STEVENSHOF' is geen code van een gebied." in str(told.value) and not (wereld.uit / ".gegevens.json").exists()
    )
    with pytest.raises(OpdrachtFout, match="alleen het wijkprofiel"):
        wereld.run(gebieden=("WK000001",), documenten=("1-tel",))


def test_codes_that_begin_alike_come_first() -> None:
    known = dict.fromkeys(("WK034401", "WK034402", "WK098344", "WK053404", "GM0344"), True)
    with pytest.raises(OpdrachtFout, match="Codes die erop lijken: WK034401, WK034402."):
        choose_areas(["WK0344"], known)


def test_front_page_leaves_out_a_wijk_without_documents_or_faults(tmp_path: Path) -> None:
    made = {"wijk": "aa", "document": "1-tel", "status": "mislukt", "reden": "het notebook is er niet", "inhoud": {}}
    run = {"wijken": {"aa": [], "bb": [], "cc": ["cc: rij 2"]}, "documenten": [made]}
    assert [regel.slug for regel in make_regels(run, tmp_path)] == ["aa", "cc"]
