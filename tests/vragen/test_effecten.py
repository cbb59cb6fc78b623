"""Built-in effects of the example records: found where they are, and nothing is claimed where there are none.

Only tests know where the effects stand. A few wijken here; many of them in benchmarks/beweringen.py.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from proefwijken import WIJKEN, load, numbers_in, numbers_of_headline
from tools.voorbeeld import generate
from tools.voorbeeld.effecten import Effect

from gelezen import KIJK, VRAGEN, claiming, claims, findings, places_found, rows_claimed, sentences_and_rows
from nagebootst import as_dossier, changed, hard, typed, unchanged
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier

NUMMERS, MET, ZAAD = range(18), range(6), 41


@pytest.fixture(scope="module")
def stil() -> list[dict[str, Bevinding]]:
    return [claiming(unchanged(number, ZAAD)) for number in NUMMERS]


@pytest.fixture(scope="module")
def rustig(stil: list[dict[str, Bevinding]]) -> list[dict[str, tuple[bool, bool]]]:
    return [sentences_and_rows(found) for found in stil]


@pytest.fixture(scope="module")
def veranderd() -> list[tuple[dict[str, Bevinding], Dossier, dict[str, Effect]]]:
    drawn = [changed(number, ZAAD) for number in MET]
    return [(findings(dossier), dossier, placed) for dossier, placed in drawn]


@pytest.mark.parametrize("slug", WIJKEN)
def test_generated_tables_are_the_ones_that_the_dossier_reads(slug: str, dossiers: dict[str, Dossier]) -> None:
    for naam, frame in generate(slug).tabellen.items():
        read = dossiers[slug].tabel(naam)
        made = typed(naam, frame)
        assert read[list(made.columns)].equals(made), naam


def test_without_any_change_few_sentences_claim_one(rustig: list[dict[str, tuple[bool, bool]]]) -> None:
    said = [sentence for wijk in rustig for sentence, _ in wijk.values()]
    assert len(said) == len(NUMMERS) * len(VRAGEN)
    assert sum(said) <= 6  # 234 sentences at 0.46 to 0.75%: 7 or more about once in 1,000
    assert sum(any(sentence for sentence, _ in wijk.values()) for wijk in rustig) <= 6  # of 18, goal 10%: about once in 300


def test_no_question_claims_much_more_often_than_the_others(rustig: list[dict[str, tuple[bool, bool]]]) -> None:
    counts: dict[str, int] = defaultdict(int)
    for wijk in rustig:
        for name, (sentence, _) in wijk.items():
            counts[name] += sentence
    assert max(counts.values()) <= 2, counts  # 3 or more of 18 at 0.75%: about once in 3,000


OMHOOG, OMLAAG = (
    re.compile(r"gestegen|steeg|stijging|dichter|omhoog$|: meer"),
    re.compile(r"gedaald|daalde|daling|losser|omlaag$|: minder"),
)
NUL = {"bereik-doorverwijzingen": 1.0, "bereik-verloop": 1.0}


def test_headline_table_alt_text_board_and_answer_tell_the_same(stil, veranderd) -> None:
    """Over wijken with and without change: what one of them claims the others do not contradict."""
    rough = [claiming(hard(number, ZAAD)) for number in range(2)]
    for found in [*stil, *rough, *(wijk for wijk, _, _ in veranderd)]:
        for name in VRAGEN:
            finding = found[name]
            assert numbers_of_headline(finding) <= numbers_in(finding), (name, finding.kop)
            assert claims(finding.antwoord or finding.kop) == claims(finding.kop), (name, finding.antwoord)
            assert not (claims(finding.kop) and "kan toeval zijn" in finding.lees), (name, finding.lees)
            told = claims(f"{finding.kop}. {finding.lees}") or bool(rows_claimed(finding))
            assert told or finding.figuur is None or not claims(finding.figuur.alt), (name, finding.figuur.alt)
            if claims(finding.kop) and (OMHOOG.search(finding.kop) or OMLAAG.search(finding.kop)):
                up = (finding.schatting.value or 0.0) > NUL.get(name, 0.0)
                assert up == bool(OMHOOG.search(finding.kop)), (name, finding.kop, finding.schatting)
        boards = {name: found[name].bord.onderwerp for name in ("bereik-wie-missen-we", "samenwerking-bevorderend")}
        assert all(bool(subject) == claims(found[name].kop) for name, subject in boards.items()), boards
        network, between = found["samenwerking-netwerk"].bord, found["samenwerking-zorg-welzijn"]
        assert network.getal in numbers_of_headline(between) and claims(network.tekst) == claims(between.kop), network


def test_effects_at_full_size_are_found_at_least_four_times_in_five(veranderd) -> None:
    seen: dict[str, list[bool]] = defaultdict(list)
    for wijk in veranderd:
        for name, places in places_found(*wijk).items():
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


def test_facts_of_the_plan_are_told_exactly(veranderd) -> None:
    for found, _, placed in veranderd[:3]:
        late, planned = len(placed["start-te-laat"].waar), found["interventies-planning"]
        assert planned.schatting.value == pytest.approx(late / (planned.schatting.n or 1))
        told = {str(row[0]): row[-1] for row in found["interventies-doelen"].tabel.rijen if row[-1] != "niet te zeggen"}
        assert {name for name, word in told.items() if word == "ja"} == set(placed["doel-gehaald"].waar) & set(told)
        assert found["samenwerking-zelfevaluatie"].schatting.value == len(placed["zelfevaluatie-stijging"].waar)


def test_one_wijk_alone_is_the_same_every_time() -> None:
    table = generate("voorbeeldwijk", 3).tabellen
    one, two = (findings(as_dossier("voorbeeldwijk", table))["bereik-wie-missen-we"].kop for _ in range(2))
    assert one == two
