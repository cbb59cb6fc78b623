"""Built-in effects of the example records: found where they are, and nothing is claimed where there are none.

Only tests know where the effects stand. A few wijken here; 1,000 of them in benchmarks/beweringen.py.
"""

from __future__ import annotations

from collections import defaultdict

import pytest
from proefwijken import WIJKEN, load
from tools.voorbeeld import generate

from beweringen import KIJK, VRAGEN, claims, findings, read_changed, read_unchanged
from nagebootst import as_dossier, changed, typed
from wijkmonitor.dossier import Dossier

NUMMERS, MET, ZAAD = range(18), range(6), 41


@pytest.fixture(scope="module")
def rustig() -> list[dict[str, tuple[bool, bool]]]:
    return [read_unchanged(number, ZAAD) for number in NUMMERS]


@pytest.mark.parametrize("slug", WIJKEN)
def test_generated_tables_are_the_ones_that_the_dossier_reads(slug: str, dossiers: dict[str, Dossier]) -> None:
    for naam, frame in generate(slug).tabellen.items():
        read = dossiers[slug].tabel(naam)
        made = typed(naam, frame)
        assert read[list(made.columns)].equals(made), naam


def test_without_any_change_few_sentences_claim_one(rustig: list[dict[str, tuple[bool, bool]]]) -> None:
    said = [sentence for wijk in rustig for sentence, _ in wijk.values()]
    assert len(said) == len(NUMMERS) * len(VRAGEN)
    allowed = 0.05 + 3 * (0.05 * 0.95 / len(said)) ** 0.5
    assert sum(said) / len(said) <= allowed


def test_no_question_claims_much_more_often_than_the_others(rustig: list[dict[str, tuple[bool, bool]]]) -> None:
    counts: dict[str, int] = defaultdict(int)
    for wijk in rustig:
        for name, (sentence, _) in wijk.items():
            counts[name] += sentence
    assert max(counts.values()) <= 5, counts  # 6 or more of 18 at 5%: about once in 5,000


def test_effects_at_full_size_are_found_at_least_four_times_in_five() -> None:
    seen: dict[str, list[bool]] = defaultdict(list)
    for number in MET:
        for name, places in read_changed(number, ZAAD, 1.0).items():
            seen[name] += places
    assert set(seen) == set(KIJK)
    every = [place for places in seen.values() for place in places]
    assert sum(every) / len(every) >= 0.8
    assert all(any(places) for places in seen.values()), seen


@pytest.mark.parametrize("slug", WIJKEN)
def test_the_shipped_records_show_their_effects_and_claim_no_others(slug: str) -> None:
    found, made = findings(load(slug)), generate(slug)
    for name, look in KIJK.items():
        effect = made.effecten[name]
        places = [look(found, load(slug), effect, where) for where in effect.waar]
        assert all(places) or not effect.aanwezig, name
    for name, id in {
        "netwerk-dichtheid": "samenwerking-netwerk",
        "netwerk-medisch-sociaal": "samenwerking-zorg-welzijn",
        "gezondheid-stijging": "gezondheid-verandering",
        "tevredenheid-stijging": "gezondheid-tevredenheid",
        "samenwerking-stijging": "samenwerking-factoren",
        "behoefte-voorop": "wijkprofiel-behoeften",
        "factor-hindert": "samenwerking-bevorderend",
        "verwijzingen-stap": "bereik-verloop",
    }.items():
        if name == "netwerk-dichtheid" and made.effecten["netwerk-medisch-sociaal"].aanwezig:
            continue  # the ties between two domains are part of the whole
        assert claims(found[id].kop) == made.effecten[name].aanwezig, (id, found[id].kop)


def test_facts_of_the_plan_are_told_exactly() -> None:
    for number in range(3):
        dossier, placed = changed(number, ZAAD)
        found = findings(dossier)
        late, planned = len(placed["start-te-laat"].waar), found["interventies-planning"]
        assert planned.schatting.value == pytest.approx(late / (planned.schatting.n or 1))
        told = {str(row[0]): row[-1] for row in found["interventies-doelen"].tabel.rijen if row[-1] != "niet te zeggen"}
        assert {name for name, word in told.items() if word == "ja"} == set(placed["doel-gehaald"].waar) & set(told)
        assert found["samenwerking-zelfevaluatie"].schatting.value == len(placed["zelfevaluatie-stijging"].waar)


def test_one_wijk_alone_is_the_same_every_time() -> None:
    table = generate("voorbeeldwijk", 3).tabellen
    one, two = (findings(as_dossier("voorbeeldwijk", table))["bereik-wie-missen-we"].kop for _ in range(2))
    assert one == two
