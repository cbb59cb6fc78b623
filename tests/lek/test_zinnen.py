"""No sentence tells a number of people that its finding does not hold, so that the audit knows all that is told."""

from __future__ import annotations

from typing import Any

import pytest
from tests.lek.blokken import make_small
from tests.lek.wereld import make_world, shipped
from tests.vragen.proefwijken import PEILDATUM, WIJKEN, make_all

from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.privacy.nagerekend import proven_of, sentences, untold
from wijkmonitor.vragen.bewezen import proven_counts
from wijkmonitor.vragen.tellingen import count_deelnemers

ECHT = ("alphen-noord", "stevenshof", "zuidwest")
KLEIN = [("voorbeeldwijk-3", 2)]


def told_besides(dossier: Dossier) -> list[str]:
    """Numbers in sentences of all documents that are no facts; of records of people every number is looked at."""
    tables = {**proven_counts(dossier), "deelname": count_deelnemers(dossier).getoond}
    proven = {name: count for counts in tables.values() for name, count in counts.items()}
    return [
        f"{finding.id}, {place}"
        for document in make_all(dossier).values()
        for finding in document.bevindingen
        if finding.herkomst != "openbaar"
        for place in untold(finding.as_json(), proven, streng=proven_of(finding.as_json(), tables) is not None)
    ]


@pytest.mark.parametrize("wijk", WIJKEN)
def test_every_number_in_the_sentences_of_an_example_is_a_fact(wijk: str) -> None:
    assert told_besides(shipped(wijk)) == []


@pytest.mark.parametrize("wijk", ECHT)
def test_every_number_in_the_sentences_of_a_real_wijk_is_a_fact(wijk: str) -> None:
    assert told_besides(load_dossier(wijk, data="wijkdata", peildatum=PEILDATUM)) == []


@pytest.mark.parametrize(("wijk", "seed"), KLEIN)
def test_every_number_in_the_sentences_of_a_small_wijk_is_a_fact(wijk: str, seed: int) -> None:
    assert told_besides(make_small(wijk, seed)) == []
    assert told_besides(make_world(wijk, seed, 40 + 20 * seed)) == []


def finding(**texts: Any) -> dict[str, Any]:
    table = {"titel": "Wie", "kolommen": [["Groep", "tekst"], ["Begonnen", "aantal"], ["Deel", "pct"]]}
    rows = [["oost", 25, 0.41], ["west", "verborgen", "verborgen"]]
    return {
        "onderschrift": "Mensen in 2022",
        "n": 61,
        "eenheid": "pct",
        "waarde": 0.41,
        "tabel": {**table, "rijen": rows},
        **texts,
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Uit oost kwamen 25 van de 61 mensen: 41 van de 100.", []),
        ("Uit west kwamen 3 mensen.", ["3"]),
        ("Uit west kwamen drie mensen.", ["3"]),
        ("Van de 61 kwamen er 36 niet uit oost.", ["36"]),
        ("Vooral 41 vrouwen kwamen.", ["41"]),  # a share is no count
        ("We tonen een cijfer vanaf 30 mensen. Minder dan 5 mensen staan er niet.", []),
        ("Op 3 maart 2022 waren er 2 groepen van 15 tot 25 jaar. 3 van de 100 mensen kwamen.", []),
        ("De 377 van vorig jaar en 1.040 inwoners.", ["377", "1040"]),
        ("Dertien kwamen, en 98 deelnemers uit oost.", ["98"]),
    ],
)
def test_a_number_of_people_that_is_no_fact_is_named(text: str, found: list[str]) -> None:
    proven = {"alle": 61.0}
    assert untold(finding(lees=text), proven, streng=True) == [f"lees: {number}" for number in found]
    assert untold(finding(figuur={"alt": text}), {**proven, **{n: float(n) for n in found}}, streng=True) == []


def test_every_text_of_a_finding_is_read() -> None:
    texts = {"kop": "a", "lees": "b", "antwoord": "c", "stand": "d", "wat": "e", "waarom": "f", "let_op": "g"}
    more = {"bord": {"tekst": "h"}, "delen": {"x": {"stand": "i"}}, "peil": {"stand": "j"}, "raakt": [{"zin": "k"}]}
    figures = {"figuur": {"alt": "l"}, "extra_figuren": [{"alt": "m"}]}
    assert "".join(text for _, text in sentences(finding(**texts, **more, **figures))) == "abcdefghijklm"
