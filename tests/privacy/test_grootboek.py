"""Two reports together give nobody away: what was published is remembered, and small differences are seen."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wijkmonitor.privacy.grootboek import Grootboek, Publicatie, identifying, people_figures, take_out, thresholds
from wijkmonitor.privacy.regels import Regels

N = "1-bereik | bereik-trechter | n"
CEL = "1-bereik | bereik-trechter | Stappen | begonnen | Aantal"
WAARDE = "2-gezondheid | gezondheid-dimensies | waarde"
N_SCORE = "2-gezondheid | gezondheid-dimensies | n"


@pytest.mark.parametrize(
    ("before", "now", "seen"),
    [
        ({N: 385}, {N: 386}, [N]),  # one person joined: the subtraction tells all about him
        ({N: 386}, {N: 385}, [N]),  # one person left
        ({N: 385}, {N: 389}, [N]),
        ({N: 385}, {N: 390}, []),
        ({N: 385}, {N: 385}, []),
        ({N: 385, CEL: 40}, {N: 395, CEL: 42}, [CEL]),  # of ten who came, two began
        ({N: 385, CEL: 40}, {N: 395, CEL: 50}, []),
        ({N: 385, CEL: 40}, {N: 415, CEL: 42}, [CEL]),  # of the thirty who came, two
        ({WAARDE: 6.5, N_SCORE: 60}, {WAARDE: 6.6, N_SCORE: 60}, [WAARDE]),  # somebody's answer was corrected
        ({WAARDE: 6.5, N_SCORE: 60}, {WAARDE: 6.6, N_SCORE: 90}, []),
        ({}, {N: 3}, []),
    ],
)
def test_a_difference_of_a_few_people_is_seen(before: dict[str, float], now: dict[str, float], seen: list[str]) -> None:
    assert identifying(before, now, Regels()) == seen


def test_a_stricter_threshold_of_the_wijk_counts() -> None:
    assert identifying({N: 385}, {N: 392}, Regels()) == []
    assert identifying({N: 385}, {N: 392}, Regels(min_cel=10)) == [N]


def publication(day: str, figures: dict[str, float], rules: Regels | None = None) -> Publicatie:
    return Publicatie(
        "laak", day, "2022-12-31", "/delen", ("2022-12-31/laak/1-bereik.html",), thresholds(rules or Regels()), figures
    )


def test_every_earlier_publication_counts_not_only_the_last() -> None:
    book = Grootboek((publication("2022-01-02", {N: 100}), publication("2022-04-02", {N: 120})))
    assert [found.datum for found in book.verschillen("laak", {N: 101}, Regels())] == ["2022-01-02"]
    assert book.verschillen("moerwijk", {N: 101}, Regels()) == []


def test_copies_under_other_thresholds_are_named() -> None:
    book = Grootboek((publication("2022-01-02", {N: 100}),))
    assert book.andere_regels("laak", Regels()) == ()
    assert [old.bestanden for old in book.andere_regels("laak", Regels(min_cel=10))] == [("2022-12-31/laak/1-bereik.html",)]


def test_the_ledger_is_kept_for_the_owner_alone_and_reads_back(tmp_path: Path) -> None:
    book, path = Grootboek((publication("2022-01-02", {N: 100}),)), tmp_path / "grootboek" / "a.json"
    book.write(path)
    assert Grootboek.read(path) == book
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert Grootboek.read(tmp_path / "geen.json") == Grootboek()
    json.loads(path.read_text(encoding="utf-8"))


def finding(**more: Any) -> dict[str, Any]:
    columns = [["Groep", "tekst"], ["Begonnen", "aantal"], ["Deel", "pct"]]
    rows = [["vrouwen", 41, 0.4], ["mannen", "te weinig", "te weinig"]]
    table = {"titel": "Wie", "kolommen": columns, "rijen": rows}
    return {"id": "bereik-wie", "document": "1-bereik", "herkomst": "eigen registratie", "onderschrift": "2022", "n": 99, "waarde": 0.4} | more | {
        "tabel": table
    }  # fmt: skip


def test_figures_about_people_are_the_counts_the_number_and_the_value() -> None:
    place = "1-bereik | bereik-wie"
    assert people_figures([finding()]) == {
        f"{place} | n": 99,
        f"{place} | 2022 | waarde": 0.4,
        f"{place} | Wie | vrouwen | Begonnen": 41,
    }


def test_open_figures_and_counts_of_other_things_are_left_out() -> None:
    assert people_figures([finding(herkomst="openbaar"), finding(id="bereik-activiteiten")]) == {}


def test_publications_that_have_to_go_leave_the_ledger_and_those_of_others_stay(tmp_path: Path) -> None:
    path, other = tmp_path / "a.json", replace(publication("2022-01-02", {N: 1}), wijk="moerwijk")
    Grootboek((publication("2022-01-02", {N: 100}), other)).write(path)
    assert [old.wijk for old in take_out(path, "laak")] == ["laak"]
    assert Grootboek.read(path) == Grootboek((other,)) and take_out(path, "laak") == ()
