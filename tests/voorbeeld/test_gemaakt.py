"""What the generator makes: the same bytes each time, all of it marked as example."""

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from tools.voorbeeld import generate
from tools.voorbeeld.__main__ import main, make_files
from tools.voorbeeld.maken import KOLOMMEN
from tools.voorbeeld.opzet import VOORBEELDWIJK, read_opzet, slug_of

WIJKDATA = Path(__file__).parents[2] / "wijkdata"
WIJKEN = [slug_of(number) for number in (1, 2, 3)]
AGES = {"0-14", "15-24", "25-44", "45-64", "65+"}


@pytest.fixture(scope="module", params=WIJKEN)
def made(request):
    return generate(request.param)


def test_the_committed_wijk_is_what_the_generator_makes():
    for name, content in make_files(VOORBEELDWIJK).items():
        assert (WIJKDATA / name).read_bytes() == content, f"{name}: python -m tools.voorbeeld --uit wijkdata"


def test_the_command_makes_as_many_wijken_as_asked_and_leaves_other_folders_alone(tmp_path):
    (tmp_path / "stevenshof").mkdir()
    (tmp_path / "stevenshof" / "wijk.toml").write_text("naam = 'eigen'", encoding="utf-8")
    assert main(["--uit", str(tmp_path), "--wijken", "2"]) == 0
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "stevenshof").iterdir()] == ["naam = 'eigen'"]
    assert (tmp_path / "voorbeeldwijk" / "logboek.xlsx").read_bytes() == (WIJKDATA / VOORBEELDWIJK / "logboek.xlsx").read_bytes()
    assert len(list((tmp_path / "voorbeeldwijk-2").iterdir())) == len(list((WIJKDATA / VOORBEELDWIJK).iterdir()))


def test_a_larger_size_gives_more_people_in_the_same_buurten(tmp_path):
    small, large = (generate(VOORBEELDWIJK, grootte=size) for size in (1, 3))
    for table in ("deelname", "vragenlijst"):
        assert len(large.tabellen[table]) == pytest.approx(3 * len(small.tabellen[table]), rel=0.02)
    assert set(large.tabellen["deelname"]["buurt"].dropna()) == set(small.tabellen["deelname"]["buurt"].dropna())


def test_no_wijk_has_the_codes_of_another_or_of_the_cbs():
    codes = [code for number in (1, 2, 90, 91, 180) for code in read_opzet(slug_of(number)).buurten]
    assert len(set(codes)) == len(codes)
    assert min(int(code[2:6]) for code in codes) > 9000


def test_another_seed_gives_other_records():
    one, two = generate(VOORBEELDWIJK, 1).tabellen, generate(VOORBEELDWIJK, 2).tabellen
    assert not one["vragenlijst"].equals(two["vragenlijst"])


def test_one_table_does_not_depend_on_how_much_chance_another_used(monkeypatch):
    from tools.voorbeeld import partners

    before = generate(VOORBEELDWIJK).tabellen["netwerk"]
    monkeypatch.setattr(partners, "make_logboek", lambda *args: [])
    assert_frame_equal(generate(VOORBEELDWIJK).tabellen["netwerk"], before)


def test_an_unknown_wijk_is_refused_by_name():
    with pytest.raises(ValueError, match="'laak'"):
        generate("laak")


def test_every_row_is_marked_as_an_example(made):
    for name, table in made.tabellen.items():
        assert set(table["herkomst"]) == {"voorbeeld"}, name


def test_participants_and_referrals_are_of_interventions_in_the_plan(made):
    plan = set(made.tabellen["interventies"]["interventie"])
    assert set(made.tabellen["deelname"]["interventie"]) <= plan
    assert set(made.tabellen["doorverwijzingen"]["interventie"]) <= plan


def test_tables_have_the_columns_of_the_contract_and_a_realistic_size(made):
    size = {name: len(table) for name, table in made.tabellen.items()}
    assert {name: tuple(table.columns) for name, table in made.tabellen.items()} == KOLOMMEN
    assert 560 <= size["deelname"] <= 660
    assert made.tabellen["vragenlijst"].groupby("meting").size().between(280, 320).all()
    assert 12 <= size["organisaties"] <= 25
    assert 200 <= made.tabellen["stickerbord"]["stickers"].sum() <= 450
    assert made.tabellen["kwalitatief"]["fragment"].nunique() == 150
    assert set(made.tabellen["samenwerking"]["meting"]) == {"2020-10", "2021-11", "2022-10"}


def test_records_have_the_gaps_of_real_records(made):
    people = made.tabellen["deelname"]
    assert people["buurt"].isna().mean() == pytest.approx(0.07, abs=0.04)
    assert people["leeftijdsgroep"].eq("0-14").sum() >= 5 and people["buurt"].eq("buiten de wijk").sum() >= 5
    assert {"onbekend"} <= set(people["geslacht"]) and set(people["leeftijdsgroep"].dropna()) <= AGES
    assert 0 < made.tabellen["samenwerking"]["score"].isna().mean() < 0.08
    assert made.tabellen["activiteiten"]["bezoekers"].isna().any()
    assert (made.tabellen["netwerk"]["sterkte"] == 0).any()
    assert made.tabellen["kwalitatief"].groupby("fragment").size().isin([1, 2]).all()
    assert set(made.tabellen["organisaties"]["toon_naam"]) == {"ja", "nee"}


def test_part_of_the_respondents_answers_more_than_one_wave_once_each(made):
    table = made.tabellen["vragenlijst"]
    assert not table.duplicated(["respondent", "meting"]).any()
    waves = table.groupby("meting")["respondent"].agg(set)
    assert 80 <= len(waves["2020-10"] & waves["2022-10"]) <= 170


def test_weights_of_a_wave_add_up_to_the_inhabitants_per_stratum(made):
    people = sum(read_opzet(made.slug).inwoners["buurt"].values())
    totals = made.tabellen["vragenlijst"].groupby("meting")["gewicht"].sum()
    assert totals.astype(float).to_list() == pytest.approx([people] * 3, rel=0.001)


def test_consent_and_text_are_those_of_the_fragment_not_of_the_coder(made):
    per_fragment = made.tabellen["kwalitatief"].groupby("fragment")[["tekst", "mag_getoond", "rol", "bron"]].nunique()
    assert (per_fragment == 1).all().all()


def test_somebody_starts_after_signing_up_and_ends_after_starting(made):
    people = made.tabellen["deelname"].apply(
        lambda column: pd.to_datetime(column) if column.name in ("aanmelding", "start", "einde") else column
    )
    begun = people.dropna(subset=["start"])
    ended = begun.dropna(subset=["einde"])
    assert (begun["start"] > begun["aanmelding"]).all() and (ended["einde"] > ended["start"]).all()
    assert people.loc[people["status"] == "aangemeld", "start"].isna().all()
    assert (ended["einde"] <= pd.Timestamp(2022, 12, 31)).all()
