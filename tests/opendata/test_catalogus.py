"""The catalogue that the project ships, and faults in a catalogue of one's own."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from wijkmonitor.gegevens.opendata.catalogus import BLOKKEN, CatalogusFout, Indicator, load_catalogus
from wijkmonitor.gegevens.opendata.koppen import TopicFout, resolve, strip_number
from wijkmonitor.meegeleverd import read_toml

DATA = Path(__file__).parents[2] / "wijkdata"
VERBODEN = ("significant", "betrouwbaarheidsinterval", "procentpunt", "betekenisvol verschil")


@pytest.fixture(scope="module")
def catalogus():
    return load_catalogus(DATA)


def test_the_eight_baseline_indicators_are_named_in_the_order_of_the_programme(catalogus):
    assert [i.id for i in catalogus.values() if i.nulmeting] == [
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
    without = {i.id for i in catalogus.values() if i.nulmeting and not i.bronnen}
    assert without == {"vitaliteit", "overbelasting_mantelzorg"}
    assert all(catalogus[naam].geen_cijfer.startswith("Niet beschikbaar") for naam in without)


def test_giving_care_is_named_as_a_proxy_for_being_overburdened(catalogus):
    assert catalogus["mantelzorger"].proxy_voor == "overbelasting_mantelzorg"
    assert "te zwaar" in catalogus["mantelzorger"].let_op


@pytest.mark.parametrize("blok", BLOKKEN)
def test_every_block_of_the_wijkprofiel_has_indicators(catalogus, blok):
    assert sum(i.blok == blok for i in catalogus.values()) >= 5


def test_every_estimate_of_rivm_is_flagged(catalogus):
    rivm = [i for i in catalogus.values() if any(b.tabel in ("50090NED", "50120NED") for b in i.bronnen)]
    assert len(rivm) >= 14
    assert {i.schatting for i in rivm} == {"SMAP"}


def test_no_topic_in_the_catalogue_carries_a_column_number(catalogus):
    topics = {topic for i in catalogus.values() for b in i.bronnen for topic in b.topics}
    assert {topic for topic in topics if strip_number(topic) != topic} == set()


def _sentences(text: str) -> list[list[str]]:
    return [sentence.split() for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence.strip()]


def test_texts_are_short_sentences_in_plain_dutch(catalogus):
    fields = ("definitie", "waarom", "let_op", "teller", "noemer", "geen_cijfer", "verwerking")
    texts = [getattr(i, field) for i in catalogus.values() for field in fields if getattr(i, field)]
    texts += [
        text
        for part in ("reden", "toelichting")
        for text in read_toml("wijkmonitor.gegevens.opendata", "zinnen.toml")[part].values()
    ]
    lengths = [len(words) for text in texts for words in _sentences(text)]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 12
    assert [text for text in texts if any(word in text.lower() for word in VERBODEN)] == []


def test_unknown_indicator_comes_with_the_nearest_names(catalogus):
    with pytest.raises(ValueError, match=r"(?s)'eenzaamheid'.*Lijkt erop: eenzaam"):
        catalogus.find("eenzaamheid")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'naam = "Rokers"',
            'naam = "Rokers"\nrichting = "omhoog"',
            "Deze regel is niet goed geschreven",
        ),  # it stands there twice
        ('definitie = "Mensen die roken."', "definitie = ", "Deze regel is niet goed geschreven"),
        ('naam = "Rokers"', 'naam = ""', "Bij naam moet iets staan."),
        ('tabel = "50090NED", topic = "Roker"', 'tabel = "50091NED", topic = "Roker"', "50091NED.* erop lijken: 50090NED"),
        ('waarom = "Roken is', 'waarop = "Roken is', "waarop kennen we niet"),
        ('teller = "Mensen die roken."', 'teller = "Mensen die roken."\nx.x.x.x.x.x.x.x.x.x = 1', "niet goed geschreven"),
        ('teller = "Mensen die roken."', f"teller = {'[' * 5000}", "niet goed geschreven"),
    ],
)
def test_a_wrong_entry_blocks_that_indicator_only_and_is_named_with_its_line(tmp_path, catalogus, old, new, message):
    text = (DATA / "catalogus.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "catalogus.toml").write_text(text.replace(old, new), encoding="utf-8")
    left = load_catalogus(tmp_path)
    assert set(catalogus) - set(left) == {"roker"}
    assert {fault.kolom for fault in left.fouten} == {"indicator.roker"}
    assert re.search(message, " ".join(map(str, left.fouten)))
    begin = text[: text.index("[indicator.roker]")].count("\n") + 1
    assert all(begin <= fault.rij <= begin + 16 for fault in left.fouten)


@pytest.mark.parametrize("head", ["mijn_cijfer", "indicator", "cijfer.mijn"])
def test_a_block_with_a_wrong_head_takes_away_no_other(tmp_path, catalogus, head):
    text = (DATA / "catalogus.toml").read_text(encoding="utf-8")
    (tmp_path / "catalogus.toml").write_text(f'{text}[{head}]\nnaam = "Zelf"\n', encoding="utf-8")
    left = load_catalogus(tmp_path)
    assert set(left) == set(catalogus)
    assert [(fault.rij, fault.kolom) for fault in left.fouten] == [(text.count("\n") + 1, head)]
    assert "Begin met [tabel.naam] of [indicator.naam]." in left.fouten[0].wat


def test_a_wrong_table_takes_away_that_table_only(tmp_path, catalogus):
    text = (DATA / "catalogus.toml").read_text(encoding="utf-8").replace('server = "rivm"', 'server = "ggd"', 1)
    (tmp_path / "catalogus.toml").write_text(text, encoding="utf-8")
    left = load_catalogus(tmp_path)
    assert set(left) == set(catalogus) and set(catalogus.tabellen) - set(left.tabellen) == {"50120NED"}
    assert {bron.tabel for _, bron in left.references()} == set(left.tabellen)
    assert [fault.kolom for fault in left.fouten] == ["tabel.50120NED"]


@pytest.mark.parametrize("text", ["", "versie = 1", "[" * 100_000, "x." * 100_000 + "x = 1", "\n" * 900_000, "\0"])
def test_a_catalogue_without_any_entry_is_refused_at_once(tmp_path, text):
    (tmp_path / "catalogus.toml").write_text(text, encoding="utf-8")
    begin = time.process_time()
    with pytest.raises(CatalogusFout, match="staat geen cijfer dat te gebruiken is|is leeg"):
        load_catalogus(tmp_path)
    assert time.process_time() - begin < 2


def test_every_percentage_says_of_whom_it_is(catalogus):
    shares = [i for i in catalogus.values() if i.eenheid == "%"]
    assert {i.per for i in shares} == {
        "inwoners", "inwoners van 18 jaar en ouder", "inwoners van 15 tot 75 jaar", "woningen", "mensen met inkomen", "mantelzorgers",
        "mensen van 15 tot 75 jaar van wie de opleiding bekend is",
    }  # fmt: skip
    assert all((i.leeftijd == "18 jaar en ouder") == ("18 jaar" in i.per or i.per == "mantelzorgers") for i in shares)


def test_topic_that_occurs_twice_needs_its_group():
    keys = ["Nederland_17", "Nederland_20"]
    groepen = {"Nederland_17": "Herkomst > aantal", "Nederland_20": "Geboren buiten > aantal"}
    with pytest.raises(TopicFout, match="komt vaker voor"):
        resolve("Nederland", keys, tabel="85984NED", groepen=groepen)
    assert resolve("Nederland", keys, tabel="85984NED", groepen=groepen, groep="Geboren buiten") == "Nederland_20"


def test_the_block_of_the_docs_can_be_pasted_as_it_stands(tmp_path, catalogus):
    page = (DATA.parent / "docs" / "indicator-toevoegen.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    block = block.replace("[indicator.", "[indicator.nog_een_")  # also where somebody did so
    (tmp_path / "catalogus.toml").write_text((DATA / "catalogus.toml").read_text(encoding="utf-8") + block, encoding="utf-8")
    more = load_catalogus(tmp_path)
    assert (set(more) - set(catalogus), more.fouten) == ({"nog_een_ernstig_overgewicht"}, ())


def test_every_field_is_explained_in_the_docs():
    page = (DATA.parent / "docs" / "indicator-toevoegen.md").read_text(encoding="utf-8")
    own = {name for name in Indicator.model_fields if name not in ("id", "eerste")}
    assert {name for name in own if f"`{name}`" not in page} == set()


def test_a_catalogue_of_before_says_of_whom_a_percentage_is_by_its_denominator(tmp_path):
    text = (Path(__file__).resolve().parents[2] / "wijkdata" / "catalogus.toml").read_text(encoding="utf-8")
    (tmp_path / "catalogus.toml").write_text(re.sub(r"(?m)^per = .*\n", "", text), encoding="utf-8")
    old = load_catalogus(tmp_path)
    assert old.fouten == () and all(item.per for item in old.values() if item.eenheid == "%")


def test_an_entry_that_is_left_out_has_no_figure_and_says_why(tmp_path):
    text = (Path(__file__).resolve().parents[2] / "wijkdata" / "catalogus.toml").read_text(encoding="utf-8")
    (tmp_path / "catalogus.toml").write_text(
        text.replace('richting = "laag_is_gunstig"', 'richting = "omlaag"', 1), encoding="utf-8"
    )
    broken = load_catalogus(tmp_path)
    name = broken.fouten[0].kolom.split(".")[1]
    assert "opdracht check" in (broken.find(name).geen_cijfer or "")
