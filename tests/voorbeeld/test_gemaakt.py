"""What the generator makes: the same bytes each time, published rows untouched, the rest marked as example."""

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from wijkmonitor.voorbeeld import WIJKEN, generate
from wijkmonitor.voorbeeld.__main__ import main, make_files
from wijkmonitor.voorbeeld.maken import KOLOMMEN

WIJKDATA = Path(__file__).parents[2] / "wijkdata"
AGES = {"0-14", "15-24", "25-44", "45-64", "65+"}


@pytest.fixture(scope="module", params=WIJKEN)
def made(request):
    return generate(request.param)


@pytest.mark.parametrize("slug", WIJKEN)
def test_the_committed_tables_are_what_the_generator_makes(slug):
    for name, content in make_files(slug).items():
        assert (WIJKDATA / slug / name).read_bytes() == content, f"{slug}/{name}: python -m wijkmonitor.voorbeeld --uit wijkdata"


def test_the_command_leaves_files_that_people_keep_by_hand_alone(tmp_path):
    folder = tmp_path / "stevenshof"
    folder.mkdir()
    (folder / "wijk.toml").write_text("naam = 'eigen'", encoding="utf-8")
    assert main(["--uit", str(tmp_path)]) == 0
    assert (folder / "wijk.toml").read_text(encoding="utf-8") == "naam = 'eigen'"
    assert (tmp_path / "zuidwest" / "logboek.xlsx").read_bytes() == (WIJKDATA / "zuidwest" / "logboek.xlsx").read_bytes()


def test_another_seed_gives_other_records_but_the_same_published_rows():
    one, two = generate("stevenshof", 1).tabellen, generate("stevenshof", 2).tabellen
    assert not one["vragenlijst"].equals(two["vragenlijst"])
    for name in ("doorverwijzingen", "interventies"):
        published = [frame[frame["herkomst"] == "openbaar"].reset_index(drop=True) for frame in (one[name], two[name])]
        assert len(published[0]) > 0
        assert_frame_equal(published[0], published[1])


def test_one_table_does_not_depend_on_how_much_chance_another_used(monkeypatch):
    from wijkmonitor.voorbeeld import partners

    before = generate("zuidwest").tabellen["netwerk"]
    monkeypatch.setattr(partners, "make_logboek", lambda *args: [])
    assert_frame_equal(generate("zuidwest").tabellen["netwerk"], before)


def test_an_unknown_wijk_is_refused_by_name():
    with pytest.raises(ValueError, match="'laak'"):
        generate("laak")


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("stevenshof", [("2019", 16), ("2020", 19), ("2021", 11)]),
        ("alphen-noord", [("2020", 181), ("2021", 244)]),
        ("zuidwest", []),
    ],
)
def test_published_referrals_stand_as_they_were_published(slug, expected):
    rows = generate(slug).tabellen["doorverwijzingen"].query("herkomst == 'openbaar'")
    assert [(str(row.van.year), row.aantal) for row in rows.itertuples()] == expected
    assert set(rows["interventie"]) <= {"Welzijn op Recept"}


def test_example_referrals_never_mix_with_a_published_series(made):
    table = made.tabellen["doorverwijzingen"]
    by_origin = table.groupby("herkomst")["interventie"].agg(set)
    assert not by_origin.get("openbaar", set()) & by_origin["voorbeeld"]


def test_alphen_says_that_its_figure_is_not_of_noord_alone():
    rows = generate("alphen-noord").tabellen["doorverwijzingen"].query("herkomst == 'openbaar'")
    assert rows["bron"].str.contains("niet alleen Noord").all()


def test_only_rows_without_an_invented_cell_are_called_public(made):
    for name, table in made.tabellen.items():
        public = table[table["herkomst"] == "openbaar"]
        assert set(table["herkomst"]) <= {"openbaar", "voorbeeld"}
        if name not in ("doorverwijzingen", "interventies"):
            assert public.empty, name
    public = made.tabellen["interventies"].query("herkomst == 'openbaar'")
    assert public[["gepland_start", "start", "einde", "doelwaarde", "pijlers", "gevolgd"]].isna().all().all()
    assert made.tabellen["interventies"]["bron"].notna().all()


def test_an_intervention_without_a_published_name_is_called_an_example(made):
    rows = made.tabellen["interventies"]
    invented = rows[rows["bron"].str.startswith("Voorbeeld")]
    assert invented["interventie"].str.fullmatch(r"Voorbeeldinterventie \d").all()
    assert set(made.tabellen["deelname"]["interventie"]) <= set(rows["interventie"])


def test_the_published_counts_of_interventions_hold():
    assert len(generate("alphen-noord").tabellen["interventies"]) == 6
    groups = generate("stevenshof").tabellen["interventies"].query("trekker == 'bewoners'")
    assert len(groups) == 7


def test_tables_have_the_columns_of_the_contract_and_a_realistic_size(made):
    size = {name: len(table) for name, table in made.tabellen.items()}
    assert {name: tuple(table.columns) for name, table in made.tabellen.items()} == KOLOMMEN
    assert 560 <= size["deelname"] <= 660
    assert made.tabellen["vragenlijst"].groupby("meting").size().between(280, 320).all()
    assert 12 <= size["organisaties"] <= 25
    assert 200 <= made.tabellen["stickerbord"]["stickers"].sum() <= 450
    assert made.tabellen["kwalitatief"]["fragment"].nunique() == 150
    assert set(made.tabellen["samenwerking"]["meting"]) == {"2020", "2021", "2022"}


def test_records_have_the_gaps_of_real_records(made):
    people = made.tabellen["deelname"]
    assert people["buurt"].isna().mean() == pytest.approx(0.07, abs=0.04)
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
    assert 80 <= len(waves["2020"] & waves["2022"]) <= 170


def test_weights_of_a_wave_add_up_to_the_inhabitants_per_stratum(made):
    from wijkmonitor.voorbeeld.opzet import read_opzet

    people = sum(read_opzet(made.slug).inwoners["buurt"].values())
    totals = made.tabellen["vragenlijst"].groupby("meting")["gewicht"].sum()
    assert totals.astype(float).to_list() == pytest.approx([people] * 3, rel=0.001)


def test_consent_and_text_are_those_of_the_fragment_not_of_the_coder(made):
    per_fragment = made.tabellen["kwalitatief"].groupby("fragment")[["tekst", "mag_getoond", "rol", "bron"]].nunique()
    assert (per_fragment == 1).all().all()


def test_zuidwest_has_the_six_interviews_with_intervention_leaders():
    rows = generate("zuidwest").tabellen["kwalitatief"].query("rol == 'interventiebegeleider'")
    assert rows["bron"].nunique() == 6


def test_somebody_starts_after_signing_up_and_ends_after_starting(made):
    people = made.tabellen["deelname"].apply(
        lambda column: pd.to_datetime(column) if column.name in ("aanmelding", "start", "einde") else column
    )
    begun = people.dropna(subset=["start"])
    ended = begun.dropna(subset=["einde"])
    assert (begun["start"] > begun["aanmelding"]).all() and (ended["einde"] > ended["start"]).all()
    assert people.loc[people["status"] == "aangemeld", "start"].isna().all()
    assert (ended["einde"] <= pd.Timestamp(2022, 12, 31)).all()
