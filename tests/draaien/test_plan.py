"""The plan: pure, so every rule can be looked at without a file or a process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.draaien.bijwerken import wijk_by_wijk
from wijkmonitor.draaien.invoer import Bestanden, read_notebook
from wijkmonitor.draaien.plan import (
    Kennis,
    Opdracht,
    asked_for,
    is_current,
    make_plan,
    make_taak,
    make_toets,
    parameter_names,
    stages,
)
from wijkmonitor.draaien.staat import Documentstand

TEL = Documentsoort("1-tel", 1, "?", ("deelname",))
PLAAT = Documentsoort("5-plaat", 5, "?", ("leeragenda",), volgt=("1-tel",))
SAMEN = Documentsoort("6-samen", 6, "?", (), per_wijk=False, volgt=("1-tel",))
SOORTEN = {soort.naam: soort for soort in (TEL, PLAAT, SAMEN)}
FILES = {f"{wijk}/{name}": f"{wijk}-{name}" for wijk in "ab" for name in ("deelname.csv", "netwerk.xlsx", "wijk.toml")}


def kennis(**changes: Any) -> Kennis:
    """Two wijken, three kinds of document, nothing made yet."""
    per_wijk = {wijk: {name: value for name, value in FILES.items() if name[0] == wijk} for wijk in "ab"}
    names = ["wijk", "peildatum", "data", "verzameld"]
    known = Kennis(
        peildatum="2022-12-31",
        wijken=("a", "b"),
        gebieden=(),
        soorten=SOORTEN,
        bestanden=Bestanden(per_wijk, {"catalogus.toml": "c", "kerncijfers/x.csv": "k"}),
        notebooks={name: ("digest", names) for name in SOORTEN},
        omgeving="code",
        standen={},
    )
    return replace(known, **changes)


def made(known: Kennis, soort: Documentsoort = TEL) -> Kennis:
    """The same after all documents of this kind were made."""
    lines = make_plan(known, [soort], {(wijk, soort.naam) for wijk in ("a", "b", "")})
    standen = {
        line.sleutel: Documentstand(*line.sleutel, "klaar", basis=line.basis, invoer=line.invoer, plak="p") for line in lines
    }
    return replace(known, standen={**known.standen, **standen}, heel=known.heel | frozenset(standen))


def states(known: Kennis, soort: Documentsoort = TEL) -> list[str]:
    """What the plan says about each wijk."""
    return [line.staat for line in make_plan(known, [soort], {(wijk, soort.naam) for wijk in ("a", "b", "")})]


def with_file(name: str, value: str) -> Bestanden:
    """The files after one changed."""
    before = kennis().bestanden
    per_wijk = {wijk: {**files, **({name: value} if name[0] == wijk else {})} for wijk, files in before.per_wijk.items()}
    gedeeld = {**before.gedeeld, **({name: value} if name in before.gedeeld else {})}
    return Bestanden(per_wijk, gedeeld)


def test_documents_are_made_once() -> None:
    assert states(kennis()) == ["maken", "maken"]
    assert states(made(kennis())) == ["ongewijzigd", "ongewijzigd"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"bestanden": with_file("a/deelname.csv", "anders")}, ["maken", "ongewijzigd"]),
        ({"bestanden": with_file("b/wijk.toml", "anders")}, ["ongewijzigd", "maken"]),
        ({"bestanden": with_file("a/netwerk.xlsx", "anders")}, ["ongewijzigd", "ongewijzigd"]),
        ({"bestanden": with_file("kerncijfers/x.csv", "anders")}, ["ongewijzigd", "ongewijzigd"]),
        ({"bestanden": with_file("catalogus.toml", "anders")}, ["maken", "maken"]),
        ({"omgeving": "andere code"}, ["maken", "maken"]),
        ({"peildatum": "2022-12-30"}, ["maken", "maken"]),
        ({"notebooks": {"1-tel": ("ander", ["wijk", "peildatum", "data"])}}, ["maken", "maken"]),
        ({"heel": frozenset({("a", "1-tel")})}, ["ongewijzigd", "maken"]),
    ],
)
def test_each_kind_of_input_makes_again_what_reads_it(changes: dict, expected: list[str]) -> None:
    assert states(replace(made(kennis()), **changes)) == expected


def test_other_bytes_with_the_same_rows_are_no_change() -> None:
    changed = replace(made(kennis()), bestanden=with_file("a/deelname.csv", "anders"))
    assert states(replace(changed, plakken={("a", "1-tel"): "p"})) == ["ongewijzigd", "ongewijzigd"]
    assert states(replace(changed, plakken={("a", "1-tel"): "q"})) == ["maken", "ongewijzigd"]


def test_document_that_brings_others_together_follows_them() -> None:
    known = made(made(kennis()), PLAAT)
    assert states(known, PLAAT) == ["ongewijzigd", "ongewijzigd"]
    newer = replace(known.standen["a", "1-tel"], bestanden={"1-tel.html": ["nieuw", 1, 1]})
    assert states(replace(known, standen={**known.standen, ("a", "1-tel"): newer}), PLAAT) == ["maken", "ongewijzigd"]


def test_page_over_all_wijken_is_made_without_the_one_that_failed() -> None:
    known = made(kennis())
    failed = replace(known.standen["a", "1-tel"], status="mislukt")
    assert states(replace(known, standen={**known.standen, ("a", "1-tel"): failed}), SAMEN) == ["maken"]


def test_stages_follow_what_builds_on_what() -> None:
    assert [[soort.naam for soort in group] for group in stages(SOORTEN.values())] == [["1-tel"], ["5-plaat", "6-samen"]]
    round_about = [replace(TEL, volgt=("5-plaat",)), PLAAT]
    with pytest.raises(ValueError, match="build on each other"):
        stages(round_about)


def test_asking_for_a_plate_asks_for_what_it_shows() -> None:
    order = Opdracht(Path("d"), Path("u"), Path("n"), wijken=("a",), documenten=("5-plaat",))
    assert asked_for(order, SOORTEN.values(), ["a", "b"]) == {("a", "5-plaat"), ("a", "1-tel")}
    together = replace(order, documenten=("6-samen",))
    assert asked_for(together, SOORTEN.values(), ["a", "b"]) == {("", "6-samen"), ("a", "1-tel")}
    everyone = replace(together, wijken=())
    assert asked_for(everyone, SOORTEN.values(), ["a", "b"]) == {("", "6-samen"), ("a", "1-tel"), ("b", "1-tel")}


def test_areas_alone_ask_for_nothing_else() -> None:
    order = Opdracht(Path("d"), Path("u"), Path("n"), gebieden=("alle",))
    assert asked_for(order, DOCUMENTEN.values(), ["a"], ["WK1"]) == {("WK1", "0-wijkprofiel")}


def test_a_report_is_made_again_when_another_page_of_its_wijk_comes_beside_it_and_no_page_without_links_is() -> None:
    alone = made(kennis())
    both = {("a", "1-tel"), ("b", "1-tel"), ("a", "8-blad")}
    assert [line.staat for line in make_plan(alone, [TEL], both)] == ["maken", "ongewijzigd"]
    (first, _) = make_plan(alone, [TEL], both)
    assert first.naast == ("1-tel", "8-blad")
    assert [line.naast for line in make_plan(alone, [SAMEN], both)] == [()]


def test_a_page_beside_it_that_failed_makes_no_report_out_of_date() -> None:
    """Before, every report of a wijk with one that failed was called out of date as soon as something else was asked for."""
    blad = replace(TEL, naam="8-blad")
    both = [("a", "1-tel"), ("a", "8-blad")]
    (line, _) = make_plan(kennis(), [TEL], set(both))
    standen = {
        both[0]: Documentstand(*both[0], "klaar", basis=line.basis, invoer=line.invoer, plak="p"),
        both[1]: Documentstand(*both[1], "mislukt", "cel 3 geeft een fout"),
    }
    later = kennis(standen=standen, heel=frozenset(both[:1]), soorten={**SOORTEN, "8-blad": blad})
    for asked in ({both[0]}, {("b", "1-tel")}):
        (again, _) = make_plan(later, [TEL], asked)
        assert is_current(standen[both[0]], again) and again.naast == ("1-tel", "8-blad")


def test_misspelt_parameter_is_an_obstacle() -> None:
    known = kennis(notebooks={"1-tel": ("digest", ["wijjk", "peildatum", "data"])})
    (first, _) = make_plan(known, [TEL], {("a", "1-tel")})
    assert first.staat == "kan niet" and "kent de parameter 'wijk' niet" in first.reden


def test_parameters_are_read_from_the_tagged_cell_only(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(
        '{"cells": [{"cell_type": "code", "metadata": {}, "source": "x = 1"},'
        '{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": ["wijk: str = \\"a\\"\\n", "jaar = 2"]}]}'
    )
    known = read_notebook(path)
    assert known is not None and known[1] == ["wijk", "jaar"]
    assert read_notebook(tmp_path / "weg.ipynb") is None


@pytest.mark.parametrize("naam", DOCUMENTEN)
def test_every_notebook_has_the_parameters_that_a_run_gives(naam: str) -> None:
    known = read_notebook(Path(__file__).parents[2] / "notebooks" / DOCUMENTEN[naam].notebook)
    assert known is not None and set(parameter_names(DOCUMENTEN[naam])) <= set(known[1])


def test_unit_of_work_carries_no_folder_of_this_machine_into_the_notebook() -> None:
    order = Opdracht(Path("wijkdata"), Path("reports"), Path("notebooks"))
    (line, _) = make_plan(kennis(), [TEL], {("a", "1-tel")})
    taak = make_taak(order, line, "2022-12-31", "x")
    assert taak.parameters == {"wijk": "a", "peildatum": "2022-12-31", "data": "wijkdata"}
    assert Path(taak.map_uit).is_absolute() and Path(taak.notebook).is_absolute()


def test_a_run_goes_wijk_by_wijk_with_the_check_first_and_then_what_took_longest() -> None:
    order = Opdracht(Path("wijkdata"), Path("reports"), Path("notebooks"))
    lines = make_plan(kennis(), SOORTEN.values(), set())
    works = [*(make_toets(order, wijk, "") for wijk in "ab"), *(make_taak(order, line, "2022-12-31", "x") for line in lines)]
    took = {("a", "5-plaat"): Documentstand("a", "5-plaat", "klaar", seconden=9.0)}
    assert [werk.naam for werk in wijk_by_wijk(works, took)] == [
        *("6-samen", "a: gegevens", "a/5-plaat", "a/1-tel", "b: gegevens", "b/1-tel", "b/5-plaat")
    ]


def test_small_document_that_warms_the_process_can_be_made() -> None:
    import subprocess
    import sys

    code = """from wijkmonitor.draaien.bibliotheken import prepare
prepare()
from wijkmonitor.draaien.opwarming import taste
from wijkmonitor.paginas.opmaak import _parse, trim_style
page, read = taste(), _parse.cache_info().misses
trim_style(page)
print(len(page), _parse.cache_info().misses - read)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    length, read_again = map(int, done.stdout.split())
    assert length > 10_000 and read_again == 0
