"""The catalogue that the project ships, and faults in a catalogue of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wijkmonitor.gegevens.opendata.catalogus import BLOKKEN, load_catalogus
from wijkmonitor.gegevens.opendata.topics import TopicFout, resolve, strip_number
from wijkmonitor.gegevens.opendata.zinnen import _zinnen

DATA = Path(__file__).parents[2] / "wijkdata"
VERBODEN = ("significant", "betrouwbaarheidsinterval", "procentpunt", "betekenisvol verschil")


@pytest.fixture(scope="module")
def catalogus():
    return load_catalogus(DATA)


def test_the_eight_baseline_indicators_are_named_in_the_order_of_the_programme(catalogus):
    assert [i.id for i in catalogus.nulmeting()] == [
        "ervaren_gezondheid_goed",
        "vitaliteit",
        "regie_over_eigen_leven",
        "overbelasting_mantelzorg",
        "eenzaam",
        "netto_arbeidsparticipatie_pct",
        "vrijwilligerswerk",
        "pct_65plus",
    ]


def test_baseline_indicators_without_a_published_figure_say_so(catalogus):
    without = {i.id for i in catalogus.nulmeting() if not i.bronnen}
    assert without == {"vitaliteit", "overbelasting_mantelzorg"}
    assert all(catalogus[naam].geen_cijfer.startswith("Niet beschikbaar") for naam in without)


def test_giving_care_is_named_as_a_proxy_for_being_overburdened(catalogus):
    assert catalogus["mantelzorger"].proxy_voor == "overbelasting_mantelzorg"
    assert "te zwaar" in catalogus["mantelzorger"].let_op


@pytest.mark.parametrize("blok", BLOKKEN)
def test_every_block_of_the_wijkprofiel_has_indicators(catalogus, blok):
    assert len(catalogus.blok(blok)) >= 5


def test_every_estimate_of_rivm_is_flagged(catalogus):
    rivm = [i for i in catalogus.values() if any(b.tabel in ("50090NED", "50120NED") for b in i.bronnen)]
    assert len(rivm) == 14
    assert {i.schatting for i in rivm} == {"SMAP"}


def test_no_topic_in_the_catalogue_carries_a_column_number(catalogus):
    topics = {topic for i in catalogus.values() for b in i.bronnen for topic in b.topics}
    assert {topic for topic in topics if strip_number(topic) != topic} == set()


def _sentences(text: str) -> list[list[str]]:
    return [sentence.split() for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence.strip()]


def test_texts_are_short_sentences_in_plain_dutch(catalogus):
    fields = ("definitie", "waarom", "let_op", "teller", "noemer", "geen_cijfer", "verwerking")
    texts = [getattr(i, field) for i in catalogus.values() for field in fields if getattr(i, field)]
    texts += [text for part in ("reden", "toelichting") for text in _zinnen()[part].values()]
    lengths = [len(words) for text in texts for words in _sentences(text)]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 12
    assert [text for text in texts if any(word in text.lower() for word in VERBODEN)] == []


def test_unknown_indicator_comes_with_the_nearest_names(catalogus):
    with pytest.raises(ValueError, match=r"'eenzaamheid'.*eenzaam"):
        catalogus.find("eenzaamheid")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('richting = "neutraal"', 'richting = "omhoog"', "richting='omhoog' must be one of"),
        ('tabel = "50090NED", topic = "Roker"', 'tabel = "50091NED", topic = "Roker"', "50091NED.*nearest: 50090NED"),
        ('waarom = "Roken is', 'waarop = "Roken is', "indicator.roker: field missing or unknown"),
        ("versie = 1", "versie = ", "is not valid TOML"),
    ],
)
def test_fault_in_a_catalogue_names_entry_and_field(tmp_path, old, new, message):
    text = (DATA / "catalogus.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "catalogus.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load_catalogus(tmp_path)


def test_topic_that_occurs_twice_needs_its_group():
    keys = ["Nederland_17", "Nederland_20"]
    groepen = {"Nederland_17": "Herkomst > aantal", "Nederland_20": "Geboren buiten > aantal"}
    with pytest.raises(TopicFout, match="komt vaker voor"):
        resolve("Nederland", keys, tabel="85984NED", groepen=groepen)
    assert resolve("Nederland", keys, tabel="85984NED", groepen=groepen, groep="Geboren buiten") == "Nederland_20"
