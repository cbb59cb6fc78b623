"""Built-in effects of the example records: found where they are, and nothing is claimed where there are none.

Only tests know where the effects stand. A few wijken here; many of them in benchmarks/beweringen.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from tests.vragen.proefwijken import DOCUMENTEN, WIJKEN
from tools.voorbeeld import generate
from tools.voorbeeld.effecten import Effect

from beweringen import goals, years_found
from eens import disagreements
from gelezen import KIJK, VRAGEN, by_id, claiming, claims, findings, places_found, reports, sentences_and_rows, short_reports
from nagebootst import as_dossier, changed, eight_years, hard, typed, unchanged
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier

NUMMERS, MET, ZAAD = range(18), range(6), 41


@pytest.fixture(scope="module")
def stil() -> list[list[Document]]:
    return [short_reports(unchanged(number, ZAAD)) for number in NUMMERS]


@pytest.fixture(scope="module")
def rustig(stil: list[list[Document]]) -> list[dict[str, tuple[bool, bool]]]:
    return [sentences_and_rows(by_id(documents)) for documents in stil]


@pytest.fixture(scope="module")
def veranderd() -> list[tuple[list[Document], Dossier, dict[str, Effect]]]:
    drawn = [changed(number, ZAAD) for number in MET]
    return [(reports(dossier), dossier, placed) for dossier, placed in drawn]


@pytest.mark.parametrize("slug", WIJKEN)
def test_generated_tables_are_the_ones_that_the_dossier_reads(slug: str, dossiers: dict[str, Dossier]) -> None:
    for naam, frame in generate(slug).tabellen.items():
        read = dossiers[slug].tabel(naam)
        made = typed(naam, frame)
        assert read[list(made.columns)].equals(made), naam


def test_a_year_without_a_board_with_stickers_has_no_other_finding_in_its_place() -> None:
    """The eight yearly reports of benchmarks/beweringen.py are read by question; what residents said otherwise is none of them."""
    first = next(eight_years(0, ZAAD))
    assert first.tabel("stickerbord").empty and set(claiming(first)) < set(VRAGEN)


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


def test_headline_table_alt_text_board_answer_and_index_line_tell_the_same(stil, veranderd) -> None:
    """Over wijken with and without change: what one of them claims the others do not contradict."""
    rough = [short_reports(hard(number, ZAAD)) for number in range(2)]
    for documents in [*stil, *rough, *(documents for documents, _, _ in veranderd)]:
        assert disagreements(documents) == []


def test_a_place_that_claims_what_the_headline_does_not_is_seen(stil) -> None:
    documents = stil[0]
    health = next(document for document in documents if document.naam == "2-gezondheid")
    at = next(k for k, item in enumerate(health.bevindingen) if item.id == "gezondheid-verandering")
    told = replace(health.bevindingen[at], antwoord="Meedoen is gestegen.")
    others = [document for document in documents if document is not health]
    changed_one = replace(health, bevindingen=(*health.bevindingen[:at], told, *health.bevindingen[at + 1 :]))
    seen = disagreements([*others, changed_one])
    assert any(fault.startswith("gezondheid-verandering: antwoord") for fault in seen)
    assert any(fault.startswith("2-gezondheid: regel op de voorpagina van geen bevinding") for fault in seen)


def test_effects_at_full_size_are_found_at_least_four_times_in_five(veranderd) -> None:
    seen: dict[str, list[bool]] = defaultdict(list)
    for documents, dossier, placed in veranderd:
        for name, places in places_found(by_id(documents), dossier, placed).items():
            seen[name] += places
    assert set(seen) == set(KIJK)
    every = [place for places in seen.values() for place in places]
    assert sum(every) / len(every) >= 0.8
    assert all(any(places) for places in seen.values()), seen


@pytest.mark.parametrize("slug", WIJKEN)
def test_the_shipped_records_show_their_effects_and_claim_no_others(
    slug: str, dossiers: dict[str, Dossier], documenten: dict[tuple[str, str], Document]
) -> None:
    found, made = by_id(documenten[slug, naam] for naam in DOCUMENTEN), generate(slug)
    for name, look in KIJK.items():
        effect = made.effecten[name]
        assert bool(effect.waar) == effect.aanwezig, name
        assert all(look(found, dossiers[slug], effect, where) for where in effect.waar), name
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
    for documents, _, placed in veranderd[:3]:
        found = by_id(documents)
        late, planned = len(placed["start-te-laat"].waar), found["interventies-planning"]
        assert planned.schatting.value == pytest.approx(late / (planned.schatting.n or 1))
        told = {str(row[0]): row[-1] for row in found["interventies-doelen"].tabel.rijen if row[-1] != "niet te zeggen"}
        assert {name for name, word in told.items() if word == "ja"} == set(placed["doel-gehaald"].waar) & set(told)
        assert found["samenwerking-zelfevaluatie"].schatting.value == len(placed["zelfevaluatie-stijging"].waar)


def test_one_wijk_alone_is_the_same_every_time() -> None:
    table = generate("voorbeeldwijk", 3).tabellen
    one, two = (findings(as_dossier("voorbeeldwijk", table))["bereik-wie-missen-we"].kop for _ in range(2))
    assert one == two


def test_a_page_on_claims_without_wijken_of_a_kind_says_that_there_are_none() -> None:
    rows = goals({"rustig": [], "lastig": [], "acht": []})
    assert [row.split(" | ")[2:] for row in rows] == [["geen", "geen", "0 |"]] * 4
    assert all(line.endswith("zijn niet nagemeten.") for line in years_found([]))
