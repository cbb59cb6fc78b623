"""What a reader reads is true: comparisons that hold, on the sentences of the reports themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.vragen.proefwijken import DATA, load, numbers_in, numbers_of_headline, without_drawing

from nagebootst import typed
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.items import Afspraak
from wijkmonitor.afspraken.stand import judge, zicht
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.dossier.dossier import make_dossier
from wijkmonitor.dossier.records import read_records
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.bereik.perioden import yearly


@pytest.fixture(scope="module")
def wijk() -> Dossier:
    return load("voorbeeldwijk")


def report(naam: str, dossier: Dossier) -> Document:
    with without_drawing():
        return make_document(naam, dossier)


def changed(dossier: Dossier, tabel: str, frame: pd.DataFrame, document: str = "1-bereik") -> Document:
    return report(document, dossier.met_tabellen({tabel: frame}))


# Who counts


def test_people_who_live_elsewhere_are_no_residents_that_are_reached_and_the_page_says_so(wijk):
    frame = wijk.tabel("deelname")
    people = sorted(frame["deelnemer"].unique())[:150]
    moved = frame.assign(buurt=frame["buurt"].mask(frame["deelnemer"].isin(people), "BU03630000"))
    before, after = (changed(wijk, "deelname", rows)["bereik-doelgroep"] for rows in (frame, moved))
    assert after.tabel.rijen[0][1] < before.tabel.rijen[0][1] - 100
    assert re.search(r"\d+ deelnemers wonen ergens anders\. Zij tellen niet mee bij de inwoners\.", after.let_op)


def test_children_do_not_count_among_people_of_15_and_older_in_any_row(wijk):
    frame = wijk.tabel("deelname")
    women = frame[frame["geslacht"] == "v"]["deelnemer"].unique()[:60]
    younger = frame.assign(leeftijdsgroep=frame["leeftijdsgroep"].mask(frame["deelnemer"].isin(women), "0-14"))
    before, after = (
        {row[0]: row[1] for row in changed(wijk, "deelname", rows)["bereik-doelgroep"].tabel.rijen} for rows in (frame, younger)
    )
    assert after["Vrouwen van 15 jaar en ouder"] < before["Vrouwen van 15 jaar en ouder"]


def test_a_person_in_two_interventions_of_a_target_group_counts_once(wijk):
    group = wijk.wijk.doelgroep[0].model_copy(update={"leeftijd": (), "interventies": ("Eten met de Buurt", "Samen Fit")})
    both = wijk.wijk.model_copy(update={"doelgroep": (group,)})
    frame = wijk.tabel("deelname")
    begun = frame[frame["status"].isin(["gestart", "afgerond", "uitgevallen"]) & frame["interventie"].isin(group.interventies)]
    inside = begun[begun["buurt"].isna() | begun["buurt"].str.startswith("BU9999")]
    grown = inside["leeftijdsgroep"].ne("0-14").fillna(True)
    found = report("1-bereik", replace(wijk, wijk=both))["bereik-doelgroep"]
    assert found.tabel.rijen[0][1] == inside[grown]["deelnemer"].nunique()


def test_who_is_in_the_total_and_in_no_row_is_told(wijk):
    """Before: a total of 4,1 stood over 3,8 and 4,0, and nothing said why."""
    found = report("1-bereik", wijk)["bereik-doelgroep"]
    told = re.search(r"Niet bekend: de leeftijd van (\d+) deelnemers,.* en de buurt van (\d+) deelnemers\.", found.let_op)
    rows = {str(row[0]): row[1] for row in found.tabel.rijen}
    ages = sum(count for name, count in rows.items() if name.startswith("Inwoners van ") and " tot " in name)
    assert told and ages + rows["Inwoners van 65 jaar en ouder"] + int(told[1]) == rows["Inwoners van 15 jaar en ouder"]
    assert (
        sum(count for name, count in rows.items() if name.startswith("Doelgroep in")) + int(told[2])
        == rows["Inwoners van 15 jaar en ouder"]
    )


# Drop-out


def courses(rng: np.random.Generator, lengths: dict[str, int]) -> pd.DataFrame:
    """The same chance to stop on any day everywhere; the interventions differ in how many months they take."""
    rows, last = [], pd.Timestamp("2022-12-31")
    for name, months in lengths.items():
        for number in range(60):
            start = pd.Timestamp("2020-02-01") + pd.Timedelta(days=int(rng.integers(0, 1000)))
            stop, done = start + pd.Timedelta(days=int(rng.exponential(600)) + 1), start + pd.Timedelta(days=30 * months)
            end, how = min((stop, "uitgevallen"), (done, "afgerond"))
            open_ = end > last
            rows.append(
                {"deelnemer": f"{name}{number}", "interventie": name, "aanmelding": start, "start": start}
                | {"einde": None if open_ else end, "status": "gestart" if open_ else how}
                | {"leeftijdsgroep": "25-44", "geslacht": "v", "buurt": "BU99990101", "herkomst": "voorbeeld"}
            )
    return typed("deelname", pd.DataFrame(rows, dtype=object))


def test_the_same_risk_everywhere_is_no_drop_out_that_stands_out_where_one_programme_takes_two_years(wijk):
    """Before: `100 tegen 23 van de 100, meer dan toeval`."""
    rng = np.random.default_rng(4)
    lengths = {"Lang": 24, "Kort": 3, "Korter": 3, "Middel": 5}
    said = [changed(wijk, "deelname", courses(rng, lengths))["bereik-trechter"].lees for _ in range(12)]
    assert sum("meer dan toeval" in text for text in said) <= 1


def test_an_intervention_that_began_late_does_not_seem_to_keep_more_people(wijk):
    """Most people of the new one are still busy, and can still stop."""
    rng, said = np.random.default_rng(6), 0
    for _ in range(8):
        frame = courses(rng, {"Oud": 4, "Ook oud": 4, "Nieuw": 4})
        late = frame["interventie"] == "Nieuw"
        shift = pd.Timestamp("2022-12-31") - pd.to_timedelta(rng.integers(10, 120, len(frame)), unit="D")
        moved = frame.assign(start=frame["start"].mask(late, shift), aanmelding=frame["aanmelding"].mask(late, shift))
        ended = moved["start"] + (frame["einde"] - frame["start"])
        busy = late & ~(ended <= pd.Timestamp("2022-12-31"))
        moved = moved.assign(einde=ended.mask(busy), status=moved["status"].mask(busy, "gestart"))
        said += "meer dan toeval" in changed(wijk, "deelname", moved)["bereik-trechter"].lees
    assert said <= 1


def test_where_more_people_stop_both_numbers_are_told_after_as_many_days(wijk):
    found = report("1-bereik", wijk)["bereik-trechter"]
    told = re.search(r"was na (\d+) dagen (\d+) van de 100 gestopt, bij de andere (\d+)\. Dat is meer dan toeval", found.lees)
    assert told and int(told[2]) > int(told[3])
    assert f"Gestopt binnen {told[1]} dagen" in [column.naam for column in found.extra_tabellen[0].kolommen]


# Missing is not zero


def test_a_month_that_was_not_delivered_is_named_and_no_zero(wijk):
    frame = wijk.tabel("doorverwijzingen")
    gone = frame[~((frame["van"] >= "2022-03-01") & (frame["tot"] <= "2022-04-30"))]
    before, after = (changed(wijk, "doorverwijzingen", rows)["bereik-verloop"] for rows in (frame, gone))
    assert "Niet geleverd: maart 2022 en april 2022. Dat is geen nul." in after.let_op
    assert "Niet geleverd" not in before.let_op
    cells = [cell for row in after.tabel.rijen for cell in row]
    assert 0 not in cells and cells.count("niet geleverd") == 2


@pytest.mark.parametrize(("until", "counts"), [("2021-09-30", False), ("2021-12-31", True)])
def test_a_year_of_which_a_part_was_delivered_is_no_whole_year(until, counts):
    spans = [("2021-01-01", until, "huisarts"), ("2021-01-01", "2021-06-30", "praktijkondersteuner")]
    rows = [{"interventie": "Iets", "van": van, "tot": tot, "aantal": 60, "verwijzer": who} for van, tot, who in spans]
    if counts:  # two halves make a year
        rows[0]["van"] = "2021-07-01"
    made = yearly(typed("doorverwijzingen", pd.DataFrame([row | {"herkomst": "voorbeeld"} for row in rows], dtype=object)))
    assert made["aantal"].tolist() == ([120] if counts else [])


def test_months_that_vary_by_chance_and_season_are_seldom_more_than_chance(wijk):
    rng, said = np.random.default_rng(5), 0
    frame = wijk.tabel("doorverwijzingen")
    months = pd.period_range("2020-01", "2022-12", freq="M")
    for _ in range(15):
        level = 20 * (1 + 0.3 * np.sin(np.arange(36) / 12 * 2 * np.pi))
        counts = rng.negative_binomial(level, 0.5)
        rows = [
            {"interventie": "Iets", "van": month.start_time, "tot": month.end_time.normalize(), "aantal": int(count)}
            | {"verwijzer": "huisarts", "herkomst": "voorbeeld"}
            for month, count in zip(months, counts, strict=True)
        ]
        made = typed("doorverwijzingen", pd.DataFrame(rows, dtype=object))
        found = changed(wijk, "doorverwijzingen", made)
        said += any("meer dan toeval" in found[id].kop for id in ("bereik-verloop", "bereik-doorverwijzingen"))
    assert len(frame) and said <= 1


# Waves


def test_one_row_without_a_date_does_not_erase_the_report(wijk):
    frame = wijk.tabel("vragenlijst")
    undated = frame.assign(datum=frame["datum"].mask(frame.index == frame.index[5]))
    found = changed(wijk, "vragenlijst", undated, "2-gezondheid")
    assert found["gezondheid-verandering"].schatting.value is not None


def test_a_wave_with_few_answers_is_not_used_and_the_page_says_so(wijk):
    frame = wijk.tabel("vragenlijst")
    extra = frame[frame["meting"] == "2020-10"].head(4).assign(meting="2022-11", datum=pd.Timestamp("2022-11-10"))
    found = changed(wijk, "vragenlijst", pd.concat([frame, extra], ignore_index=True), "2-gezondheid")["gezondheid-verandering"]
    assert "oktober 2022" in found.onderschrift
    assert "Aan de meting van november 2022 deden te weinig mensen mee" in found.let_op


def test_a_wave_that_is_still_running_is_not_used_and_the_page_says_so(wijk):
    records = read_records(DATA / "voorbeeldwijk")
    half = make_dossier(records, data=DATA, peildatum=pd.Timestamp("2022-10-15").date())
    found = report("2-gezondheid", half)
    assert "november 2021" in found["gezondheid-verandering"].onderschrift
    assert any("oktober 2022 is nog bezig" in sentence for sentence in found.weggelaten)


# Headline and table


def test_a_change_tells_both_directions(wijk):
    frame = wijk.tabel("vragenlijst")
    last = frame["meting"] == "2022-10"
    moved = frame.assign(
        meedoen=frame["meedoen"].where(~last, (frame["meedoen"] - 1.5).clip(lower=0)),
        zingeving=frame["zingeving"].where(~last, (frame["zingeving"] + 1.2).clip(upper=10)),
    )
    kop = changed(wijk, "vragenlijst", moved, "2-gezondheid")["gezondheid-verandering"].kop
    assert "scores stegen en een daalde; het meest" in kop and kop.endswith(("omhoog", "omlaag"))


def test_a_mark_that_changed_is_told_in_points_and_no_wave_has_two_marks(wijk):
    """The change rests on who answered twice, the marks on everybody: a heading with both gave October 2022 as 7,8 and as 7,7."""
    found = report("2-gezondheid", wijk)["gezondheid-tevredenheid"]
    told = re.search(r"steeg (\S+) punt,", found.kop)
    assert told and found.schatting.value == pytest.approx(float(told[1].replace(",", ".")), abs=0.05)
    marks = [row[2] for row in found.tabel.rijen if row[0].startswith("Bewoners")]
    assert found.figuur and all(f"{mark:.1f}".replace(".", ",") in found.figuur.alt for mark in marks)
    assert "In de figuur telt iedereen mee." in found.lees


def test_no_headline_judges_buurten_by_model_estimates(wijk):
    found = report("2-gezondheid", wijk)["gezondheid-ongelijkheid"]
    assert "naar schatting" in found.kop and "geldzorgen" not in found.kop


def test_a_trend_that_wijk_and_municipality_share_is_told_of_both_without_a_claim_on_their_gap():
    found = report("2-gezondheid", published("zuidwest"))["gezondheid-nulmeting"]
    assert found.lees.startswith(
        "Goede ervaren gezondheid: van 60 in 2016 naar 67 van de 100, in Den Haag van 71 naar 75. "
        "Of het verschil echt anders werd, weten we niet: de marge is onbekend."
    )
    assert "Eenzaamheid: van 60 naar 65 van de 100, in Den Haag van 52 naar 57." in found.lees


def published(slug: str) -> Dossier:
    """A wijk of the project that holds published facts."""
    return load_dossier(slug, data=Path(__file__).resolve().parents[2] / "wijkdata", peildatum="2022-12-31")


@pytest.mark.parametrize("slug", ["alphen-noord", "stevenshof", "zuidwest", "voorbeeldwijk"])
@pytest.mark.parametrize("naam", ["1-bereik", "2-gezondheid"])
def test_every_number_of_a_headline_stands_in_a_table_of_its_finding(slug, naam):
    for finding in report(naam, published(slug)).bevindingen:
        assert numbers_of_headline(finding) <= numbers_in(finding), (finding.id, finding.kop)


# Codes and counts


def test_a_subject_counts_only_where_every_coder_gave_it(wijk):
    frame = wijk.tabel("kwalitatief")
    found = report("1-bereik", wijk)["bereik-verhalen"]
    (top, count), *_ = found.tabel.rijen
    given = frame[frame["vraag"] == 1].groupby("fragment")["code"].agg(set)
    assert count == sum(codes == {top} for codes in given) < sum(top in codes for codes in given)
    second, told = found.tabel.rijen[1]
    assert (
        found.schatting.value == told and f"Over {second} ging het {told} keer." in found.lees
    )  # the first is the question itself
    assert "zegt een maat (alfa): 0," in found.lees


def test_coders_who_agree_too_little_give_no_subject_and_the_quote_stays(wijk):
    frame = wijk.tabel("kwalitatief")
    other = frame["codeur"] == frame["codeur"].dropna().iloc[0]
    codes = frame["code"].mask(other, pd.Series(np.random.default_rng(3).permutation(frame["code"]), index=frame.index))
    found = changed(wijk, "kwalitatief", frame.assign(code=codes))["bereik-verhalen"]
    assert found.kop == "De codeurs zijn het te weinig eens om een onderwerp te noemen"
    assert "Onder 0,67 noemen we geen onderwerp." in found.lees and "zei:" in found.lees and found.figuur is None


def test_a_self_evaluation_tells_how_many_parts_stand_lower_too(wijk):
    frame = wijk.tabel("zelfevaluatie")
    last = frame["meting"] == frame["meting"].max()
    down = last & frame["onderdeel"].isin(sorted(set(frame["onderdeel"]))[:3])
    kop = changed(wijk, "zelfevaluatie", frame.assign(score=frame["score"].mask(down, 0.0)), "3-samenwerking")[
        "samenwerking-zelfevaluatie"
    ].kop
    assert re.search(r"sta(?:at|an) er \d hoger en 3 lager dan", kop)


@pytest.mark.parametrize("id", ["samenwerking-netwerk", "samenwerking-zorg-welzijn"])
def test_an_agreement_made_at_the_first_wave_is_judged_on_the_change_and_not_on_the_number_of_ties(wijk, id):
    """With the same ties in the second wave as in the first nothing changed, however many there were."""
    frame = wijk.tabel("netwerk")
    first = frame[frame["meting"] == frame["meting"].min()]
    later = first.assign(meting=frame["meting"].max())
    one, same = (changed(wijk, "netwerk", rows, "3-samenwerking")[id] for rows in (first, pd.concat([first, later])))
    then, now = map(Peilcijfer.of_bevinding, (one, same))
    assert then.stand.startswith("Bij de eerste meting waren er ") and zicht(then, "hoger") == ""
    found = [
        judge(Afspraak("a", "s", "w", "r", "t", verwacht=way, bevindingen=(id,)), [now], [then]) for way in ("hoger", "lager")
    ]
    assert not {"zoals verwacht", "anders dan verwacht"} & set(found)
    built_in = Peilcijfer.of_bevinding(report("3-samenwerking", wijk)[id])
    assert judge(Afspraak("a", "s", "w", "r", "t", verwacht="hoger", bevindingen=(id,)), [built_in], [then]) == "zoals verwacht"


def test_a_network_in_which_nobody_answered_twice_says_so(wijk):
    frame = wijk.tabel("netwerk")
    first, last = frame["meting"] == frame["meting"].min(), frame["meting"] == frame["meting"].max()
    names = sorted({*frame["van"], *frame["naar"]})
    half = set(names[: len(names) // 2])
    kept = (first & frame["van"].isin(half)) | (last & ~frame["van"].isin(half))
    found = changed(wijk, "netwerk", frame[kept].reset_index(drop=True), "3-samenwerking")
    assert "geen twee organisaties die beide keren antwoordden" in found["samenwerking-netwerk"].lees


def test_a_network_tells_both_ends_of_the_pairs_that_it_compares(wijk):
    """Organisations that stayed away in the first wave make fewer ties then, but no denser network."""
    frame = wijk.tabel("netwerk")
    away = sorted(set(frame["van"]))[:6]
    rows = frame[~((frame["meting"] == frame["meting"].min()) & frame["van"].isin(away))].reset_index(drop=True)
    found = changed(wijk, "netwerk", rows, "3-samenwerking")["samenwerking-netwerk"]
    assert "antwoordden beide keren" in found.let_op
    told = re.search(r"van (\d+) naar (\d+) van de 100", found.kop)
    (then, now), compared = told.groups(), found.extra_tabellen[0].rijen
    assert [then, now] == [getal(100 * compared[0][3]), getal(100 * compared[-1][3])]


def test_the_lowest_score_is_told_apart_by_weighed_answers_as_it_is_itself_one(wijk):
    """Before, the answers of many people with a small weight decided: 4.9 was told as lower than 5.0."""
    frame, rng = wijk.tabel("vragenlijst").copy(), np.random.default_rng(1)
    newest = frame["meting"] == "2022-10"
    heavy, score = np.arange(newest.sum()) % 8 == 0, rng.normal(5, 1, newest.sum())
    frame.loc[newest, "meedoen"] = score
    frame.loc[newest, "zingeving"] = score + np.where(heavy, -0.15, 0.6) + rng.normal(0, 0.6, newest.sum())
    frame.loc[newest, "gewicht"] = np.where(heavy, 20.0, 1.0)
    found = changed(wijk, "vragenlijst", frame, "2-gezondheid")["gezondheid-dimensies"]
    assert found.kop == "Laagste scores: meedoen 4,9; zingeving 5,0" and "kan toeval zijn" in found.lees


def test_a_source_of_invented_results_wishes_and_events_says_that_they_are_invented(wijk):
    found = report("1-bereik", wijk)["bereik-tijdlijn"]
    own = [str(row[-1]) for row in found.tabel.rijen if not str(row[-1]).startswith("Rijksoverheid")]
    assert len(own) > 5 and all("(voorbeelddata" in source for source in own)


def test_times_at_which_nobody_counted_are_not_among_the_times_that_were_counted(wijk):
    found, frame = report("1-bereik", wijk)["bereik-activiteiten"], wijk.tabel("activiteiten")
    assert found.tabel.kolommen[1].naam == "Keren geteld" and frame["bezoekers"].isna().any()
    assert sum(int(row[1]) for row in found.tabel.rijen) == frame["bezoekers"].notna().sum()


def test_interventions_that_run_without_a_first_day_are_not_told_as_not_begun(wijk):
    found = changed(wijk, "interventies", wijk.tabel("interventies").assign(start=pd.NaT), "4-interventies")[
        "interventies-planning"
    ]
    assert "7 aan de gang" in found.lees and found.kop == "Plan en werkelijkheid zijn nog niet te vergelijken"


def test_what_is_as_often_is_named_together(wijk):
    """Factors, themes on the board and activities: of equals no first is picked."""
    notes, board, open_ = wijk.tabel("voortgang").copy(), wijk.tabel("stickerbord"), wijk.tabel("activiteiten")
    notes = notes[notes["factor"].notna()].head(60).assign(richting="belemmerend")
    notes["factor"] = np.resize(["regie en rollen", "gezamenlijk voordeel", "draagvlak en borging"], 60)
    told = changed(wijk, "voortgang", notes, "3-samenwerking")["samenwerking-bevorderend"]
    assert all(name in told.lees for name in ("regie en rollen", "gezamenlijk voordeel", "draagvlak en borging"))
    three = board[board["thema"].isin(["wonen", "taal", "geld"])].groupby("thema").head(8).assign(stickers=5)
    stickers = changed(wijk, "stickerbord", three, "0-wijkprofiel")["wijkprofiel-behoeften"]
    assert stickers.kop.startswith("De meeste stickers: ") and all(name in stickers.kop for name in ("wonen", "taal", "geld"))
    same = open_.drop_duplicates("activiteit").assign(bezoekers=20)
    assert changed(wijk, "activiteiten", same)["bereik-activiteiten"].kop == "Open activiteiten trokken samen 120 bezoeken"


def test_a_year_with_nothing_is_told_as_that_and_not_as_a_year_too_few(wijk):
    rows = wijk.tabel("doorverwijzingen").copy()
    rows.loc[rows["van"] >= "2022-01-01", "aantal"] = 0
    found = changed(wijk, "doorverwijzingen", rows)["bereik-verloop"]
    assert "is niets geteld" in found.lees and "twee hele jaren" not in found.lees


def test_one_intervention_has_no_half_and_without_anybody_none_came_far(wijk):
    plan, people = wijk.tabel("interventies"), wijk.tabel("deelname")
    alone = changed(wijk, "interventies", plan.head(1), "4-interventies")["interventies-planning"]
    assert alone.lees.startswith("Die begon 21 dagen na de geplande dag.")
    nobody = people.assign(status="aangemeld", start=pd.NaT, einde=pd.NaT)
    found = changed(wijk, "deelname", nobody, "4-interventies")["interventies-doelen"]
    assert "het verst" not in found.lees


def test_a_few_fragments_do_not_say_how_often_two_coders_agree(wijk):
    few = wijk.tabel("kwalitatief")
    few = few[few["fragment"].isin(sorted(few["fragment"].unique())[:6])]
    found = changed(wijk, "kwalitatief", few, "4-interventies")["interventies-codering"]
    assert found.kop == "Hoe goed de codes zijn, is nog niet te zeggen" and "Minder dan 10 fragmenten" in found.lees


def test_a_share_below_one_of_the_hundred_is_never_told_as_one_or_none(wijk):
    people = wijk.tabel("deelname")
    some = people[people["deelnemer"].isin(sorted(people["deelnemer"].unique())[:140])]
    found = changed(wijk, "deelname", some)["bereik-doelgroep"]
    assert 0.005 < found.schatting.value < 0.01 and found.kop.startswith("We bereiken minder dan 1 van de 100")
    assert found.bord.tekst.startswith("van de 1.000") and found.bord.getal == getal(1000 * found.schatting.value)
    low, high = map(float, re.findall(r"\d+", found.bord.voet))
    assert low < float(found.bord.getal) < high
