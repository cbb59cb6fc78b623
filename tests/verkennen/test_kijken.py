"""Exploring calls the same functions as the reports, with the same gate."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jedi
import pandas as pd
import pytest
from tests.proefdata import make_wijk, proefdata

import wijkmonitor
from wijkmonitor import geen_bevinding, maak_bevinding, stats
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier, load_dossier, read_records
from wijkmonitor.dossier.peil import moments
from wijkmonitor.paginas.sessie import make_draaiboek, read_bewaard, render_sessie
from wijkmonitor.verkennen import bekijk, bewaar, groepen, kijk, kijken, lees_citaten, vul_in
from wijkmonitor.verkennen.kijken import Keuze, open_met_groep, year_ends
from wijkmonitor.verkennen.paneel import Paneel
from wijkmonitor.vragen import make_document

DATA = proefdata()
DAG = "2022-12-31"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load_dossier("voorbeeldwijk", peildatum=DAG, data=DATA)


def test_what_is_explored_is_what_is_published(dossier: Dossier) -> None:
    published = make_document("1-bereik", dossier)["bereik-doelgroep"]
    assert bekijk("voorbeeldwijk", "bereik", "bereik-doelgroep", peildatum=DAG, data=DATA) == published


def test_the_line_gives_the_same_finding_again() -> None:
    chosen = Keuze("voorbeeldwijk", "bereik", "bereik-doelgroep", DAG, zonder="geslacht: v")
    assert chosen.regel == "bekijk('voorbeeldwijk', 'bereik', 'bereik-doelgroep', peildatum='2022-12-31', zonder='geslacht: v')"


def test_a_group_can_be_left_out_or_taken_alone() -> None:
    women, rest = (
        bekijk("voorbeeldwijk", "bereik", "bereik-verwijzers", peildatum=DAG, data=DATA, **{how: "geslacht: v"}).schatting.n
        for how in ("alleen", "zonder")
    )
    everyone = bekijk("voorbeeldwijk", "bereik", "bereik-verwijzers", peildatum=DAG, data=DATA).schatting.n
    assert women and rest and everyone and women + rest == everyone


def test_a_group_left_out_is_left_out_of_the_residents_too() -> None:
    no_women, no_elderly = (
        open_met_groep("voorbeeldwijk", "bereik", peildatum=DAG, data=str(DATA), zonder=group)
        for group in ("geslacht: v", "leeftijdsgroep: 65+")
    )
    without, young = no_women["bereik-wie-missen-we"], no_elderly["bereik-wie-missen-we"]
    assert (
        "vrouwen" not in without.kop and without.schatting.value is None and "gekozen groep" in (without.schatting.reason or "")
    )
    shares = {row[1]: row[6] for row in young.tabel.rijen if row[0] == "Leeftijd"}
    assert "mensen van 65 jaar en ouder" not in shares and sum(shares.values()) == pytest.approx(1)
    others = [str(row[6]) for row in young.tabel.rijen if row[0] != "Leeftijd"]
    assert any("gekozen groep" in cell for cell in others) and not any(cell[:1].isdigit() for cell in others)
    assert not no_elderly["bereik-doelgroep"].schatting.has_interval


def test_days_are_those_of_this_wijk_and_an_unknown_wijk_stops_with_the_known_names() -> None:
    rows = read_records(DATA / "voorbeeldwijk").tabellen
    newest = max(moments(frame, name).max().year for name, frame in rows.items() if "datum" in frame and len(frame))
    assert max(year_ends("voorbeeldwijk", data=str(DATA))) <= f"{newest}-12-31"
    for open_screen in (kijk, vul_in, lees_citaten):
        with pytest.raises(ValueError, match="'voorbeldwijk' kennen we niet. Bedoelt u 'voorbeeldwijk"):
            open_screen("voorbeldwijk", data=str(DATA))


def test_a_group_that_is_small_or_leaves_few_others_cannot_be_looked_at_apart(dossier: Dossier) -> None:
    offered = groepen(dossier, ("deelname",))
    people = dossier.tabel("deelname").groupby("geslacht")["deelnemer"].nunique()
    least = dossier.wijk.privacy.min_groep
    assert {f"geslacht: {name}" for name, count in people.items() if count < least}.isdisjoint(offered)
    assert "geslacht: v" in offered
    with pytest.raises(ValueError, match="te klein"):
        bekijk("voorbeeldwijk", "bereik", "bereik-trechter", peildatum=DAG, data=DATA, alleen="buurt: BU00000000")


def test_both_ways_at_once_is_refused() -> None:
    with pytest.raises(ValueError, match="niet allebei"):
        bekijk("voorbeeldwijk", "bereik", "bereik-trechter", data=DATA, alleen="geslacht: v", zonder="geslacht: m")


def test_an_unknown_finding_names_those_that_exist() -> None:
    with pytest.raises(KeyError, match="bereik-doelgroep"):
        bekijk("voorbeeldwijk", "bereik", "weg", peildatum=DAG, data=DATA)


def test_a_finding_is_kept_with_its_note_and_once(tmp_path: Path) -> None:
    chosen = Keuze("voorbeeldwijk", "bereik", "bereik-doelgroep", DAG)
    found = bekijk("voorbeeldwijk", "bereik", "bereik-doelgroep", peildatum=DAG, data=DATA)
    bewaar(found, "Eerste indruk", keuze=chosen, uit=tmp_path)
    path = bewaar(found, "Dit valt op: <b>weinig</b>", keuze=chosen, uit=tmp_path)
    [row] = json.loads(path.read_text(encoding="utf-8"))
    assert (row["id"], row["notitie"], row["regel"]) == ("bereik-doelgroep", "Dit valt op: <b>weinig</b>", chosen.regel)


@pytest.mark.parametrize("note", ["", "  ", "Vraag het aan Jan Jansen"])
def test_an_empty_note_or_one_with_a_name_is_refused(tmp_path: Path, note: str) -> None:
    found = bekijk("voorbeeldwijk", "bereik", "bereik-doelgroep", peildatum=DAG, data=DATA)
    with pytest.raises(ValueError, match="Schrijf"):
        bewaar(found, note, keuze=Keuze("voorbeeldwijk", "bereik", "bereik-doelgroep"), uit=tmp_path)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Paneel:
    return Paneel("voorbeeldwijk", data=str(DATA), uit=str(tmp_path_factory.mktemp("reports")))


def test_the_panel_shows_the_finding_and_the_line(panel: Paneel) -> None:
    panel.document.value = "bereik"
    panel.bevinding.value = "bereik-doelgroep"
    [picture] = panel.beeld.children
    assert "We bereiken" in picture.value and "bereik-doelgroep" in panel.regel.value


def test_the_panel_changes_with_every_control(panel: Paneel) -> None:
    seen = []
    for control, value in (
        (panel.document, "bereik"),
        (panel.bevinding, "bereik-verwijzers"),
        (panel.groep, "geslacht: v"),
        (panel.hoe, "alleen"),
        (panel.groep, ""),
        (panel.naast, "2021-12-31"),
        (panel.als_tabel, True),
    ):
        control.value = value
        assert panel.melding.value == ""
        seen.append("".join(part.value for part in panel.beeld.children))
        assert ("alleen geslacht: v" in panel.regel.value) == (control is panel.hoe)
    assert len(set(seen)) >= 5 and len(panel.beeld.children) == 2
    assert "<svg" not in seen[-1]
    panel.groep.value, panel.naast.value, panel.als_tabel.value = "", "", False


def test_the_panel_keeps_a_note_and_says_so(panel: Paneel) -> None:
    panel.document.value = "bereik"
    panel.notitie.value = "Dit valt op"
    panel.knop.click()
    assert "Bewaard" in panel.melding.value and panel.notitie.value == ""
    panel.knop.click()
    assert "Schrijf eerst" in panel.melding.value


def test_a_view_that_gives_few_people_by_subtraction_is_refused(dossier: Dossier) -> None:
    whole = make_document("1-bereik", dossier)["bereik-trechter"]
    seen = 0
    for group in groepen(dossier, ("deelname",)):
        try:
            part = bekijk("voorbeeldwijk", "bereik", "bereik-trechter", peildatum=DAG, zonder=group, data=DATA)
        except ValueError as error:
            assert "uit te rekenen" in str(error)
            seen += 1
            continue
        rest = [
            abs(a - b)
            for left, right in zip(whole.tabel.rijen, part.tabel.rijen, strict=True)
            for a, b in zip(left, right, strict=True)
            if isinstance(a, int) and isinstance(b, int)
        ]
        assert rest and not any(0 < count < 5 for count in rest)
    assert seen, "the table of steps per intervention has small cells in some group"


def test_a_view_of_a_group_is_not_kept(dossier: Dossier, tmp_path: Path) -> None:
    finding = make_document("1-bereik", dossier)["bereik-doelgroep"]
    with pytest.raises(ValueError, match="over iedereen"):
        bewaar(finding, "Dit valt op", keuze=Keuze("voorbeeldwijk", "1-bereik", finding.id, zonder="geslacht: v"), uit=tmp_path)


def test_every_control_has_a_label(panel: Paneel) -> None:
    row = panel.widget.children[0].children
    assert len(row) == 8 and all(control.description for control in row)


def test_the_size_of_a_group_counts_people_not_rows(dossier: Dossier) -> None:
    frame, least = dossier.tabel("deelname"), dossier.wijk.privacy.min_groep
    one = frame.drop_duplicates("deelnemer")
    few, more = (one.head(count).assign(geslacht="x") for count in (least - 1, least))
    others = one.tail(2 * least).assign(geslacht="v")

    def offered(people: pd.DataFrame) -> bool:
        return "geslacht: x" in groepen(dossier.met_tabellen({"deelname": pd.concat([people, others])}), ("deelname",))

    assert offered(more) and not offered(pd.concat([few, few]))
    assert groepen(dossier, ("kerncijfers",)) == []


def own(dossier: Dossier, schatting: stats.Estimate, **more: Any) -> Bevinding:
    counts = more.pop("telling", None)
    if counts is None:
        counts = dossier.poort.tel(dossier.tabel("deelname")["geslacht"].value_counts().loc[["v", "m"]])
    return maak_bevinding("eigen", dossier, schatting, counts, **{"bron": "deelname", "kop": "Zo is het"} | more)


def test_an_own_finding_refuses_few_people_a_mean_as_percent_and_an_unknown_unit(dossier: Dossier) -> None:
    for schatting, more, said in (
        (stats.proportion(3, 14), {}, "minder dan"),
        (stats.Estimate(7.86, 7.5, 8.2, 200, "t 95%"), {}, "7,9 is geen deel van het geheel"),
        (stats.proportion(30, 100), {"eenheid": "punt"}, "eenheid 'punt' kennen we niet. Kies uit: aantal, pct, score"),
    ):
        with pytest.raises(ValueError, match=said):
            own(dossier, schatting, **more)


def answers(dossier: Dossier) -> pd.DataFrame:
    frame = dossier.tabel("vragenlijst")
    return frame[frame["meting"] == frame["meting"].max()].dropna(subset=["kwaliteit_van_leven"])


def partners(dossier: Dossier) -> pd.DataFrame:
    frame = dossier.tabel("samenwerking")
    return frame[frame["meting"] == frame["meting"].max()].dropna(subset=["score"])


def test_a_number_of_answers_needs_the_rows_of_enough_people_each_of_whom_counts_once(dossier: Dossier) -> None:
    asked, said = answers(dossier), partners(dossier)
    one = said[said["respondent"] == said["respondent"].iloc[0]]
    place = said[said["organisatie"] == said["organisatie"].iloc[0]]
    many = stats.mean(one["score"].astype(float))
    few = asked.head(12)
    for schatting, more, why in (
        (many, {"bron": "samenwerking"}, "Geef de rijen van samenwerking mee"),
        (many, {"bron": "samenwerking", "rijen": one}, "zijn van 1 mensen. De marge is dan te klein"),
        (stats.mean([4.0, 3.0]), {"bron": "samenwerking", "rijen": one.head(0)}, "2 antwoorden, maar die zijn van 0"),
        (stats.mean([4.0]), {"bron": "samenwerking", "rijen": one}, "vanaf 5 mensen van 3 organisaties"),
        (stats.mean([4.0]), {"bron": "samenwerking", "rijen": place}, "vanaf 5 mensen van 3 organisaties"),
        (stats.mean(few["kwaliteit_van_leven"]), {"bron": "vragenlijst", "rijen": few}, "vanaf 30 mensen"),
        (stats.mean([7.0] * 40), {"bron": "vragenlijst", "rijen": asked.head(40)}, "Bijna iedereen gaf hetzelfde"),
        (stats.proportion(2, 100), {"bron": "vragenlijst", "rijen": asked.head(100), "eenheid": "pct"}, "Minder dan 5 mensen"),
        (
            stats.mean(few["kwaliteit_van_leven"]),
            {"bron": "vragenlijst", "rijen": asked},
            "Geef alleen de rijen waar het cijfer op",
        ),
        (stats.mean([3.0, 4.0]), {"bron": "samenwerking", "rijen": said}, "Geef alleen de rijen waar het cijfer op"),
        (stats.mean([4.0]), {"bron": "vragenlijst", "rijen": said.drop(columns="respondent")}, "de kolom respondent"),
    ):
        with pytest.raises(ValueError, match=why):
            own(dossier, schatting, **{"eenheid": "score"} | more)
    per_person = said.assign(score=said["score"].astype(float)).groupby("respondent")["score"].mean()
    found = own(dossier, stats.mean(per_person), bron="samenwerking", rijen=said, eenheid="score")
    assert found.schatting.n == said["respondent"].nunique()


def test_of_few_organisations_the_mean_stands_without_margin(dossier: Dossier) -> None:
    said = partners(dossier)
    places = said["organisatie"].unique()[:6]
    some = said[said["organisatie"].isin(places)]
    per_place = some.assign(score=some["score"].astype(float)).groupby("organisatie")["score"].mean()
    found = own(dossier, stats.mean(per_place), bron="samenwerking", rijen=some, eenheid="score")
    assert found.schatting.value is not None and not found.schatting.has_interval
    assert "Minder dan 10 organisaties" in (found.schatting.reason or "")


def test_a_difference_between_groups_shows_no_small_group_and_reads_as_a_difference(dossier: Dossier) -> None:
    asked = answers(dossier)
    few, rest = asked.head(3), asked.iloc[3:]
    told = {"bron": "vragenlijst", "eenheid": "score", "telling": dossier.poort.tel(pd.Series({"samen": len(asked)}))}
    change = stats.unpaired_change(rest["kwaliteit_van_leven"], few["kwaliteit_van_leven"])
    for more, why in (({"rijen": asked}, "Geef per groep haar rijen mee"), ({"rijen": (rest, few)}, "vanaf 30 mensen")):
        with pytest.raises(ValueError, match=why):
            own(dossier, change, **told | more)
    half, other = asked.iloc[::2], asked.iloc[1::2]
    change = stats.unpaired_change(half["kwaliteit_van_leven"], other["kwaliteit_van_leven"])
    assert own(dossier, change, **told, rijen=(half, other)).lees.startswith("Het verschil is")
    shares = stats.proportion_difference(30, 100, 21, 100)
    counts = dossier.poort.tel(pd.Series({"m": 100, "v": 100}))
    assert own(dossier, shares, telling=counts).lees.startswith("Het verschil is 9 van de 100")
    for groups, why in (
        ({"m": 300, "v": 280, "x": 3}, "te klein om te laten zien"),
        ({"m": 300, "v": 280}, "telling gaat over 580"),
    ):
        with pytest.raises(ValueError, match=why):
            own(dossier, shares, telling=dossier.poort.tel(pd.Series(groups)))


def test_the_table_of_a_finding_names_nobody_and_its_figure_shows_no_small_count(dossier: Dossier) -> None:
    import seaborn as sns

    said, people = partners(dossier), dossier.tabel("deelname")
    per_place = said.assign(score=said["score"].astype(float)).groupby("organisatie")["score"].mean()
    names = dossier.poort.tel(said.groupby("organisatie").size())
    with pytest.raises(ValueError, match="organisatie apart"):
        own(dossier, stats.mean(per_place), bron="samenwerking", rijen=said, eenheid="score", telling=names)
    share = stats.proportion(30, 100)
    ax = sns.countplot(data=people, x="geslacht")
    with pytest.raises(ValueError, match="klein aantal mensen"):
        own(dossier, share, figuur=ax, alt="Balken per geslacht. Vrouwen: 445.")
    drawn = sns.barplot(x=[445, 150], y=["v", "m"])
    drawn.clear()
    drawn = sns.barplot(x=[445, 150], y=["v", "m"])
    with pytest.raises(ValueError, match="klein aantal mensen"):
        own(dossier, share, figuur=drawn, alt="Balken per geslacht. Vrouwen: 445, x: 2 mensen.")
    assert own(dossier, share, figuur=drawn, alt="Balken per geslacht. Vrouwen: 445, mannen: 150.").figuur is not None


def test_a_finding_of_ones_own_says_what_is_wrong_with_its_name_its_unit_and_its_number(dossier: Dossier) -> None:
    share, ratio = stats.proportion(30, 100), stats.rate_ratio(30, 1, 42, 1)
    for schatting, more, why in (
        (ratio, {}, "Geef de eenheid verhouding"),
        (0.3, {}, "Geef een cijfer uit stats"),
        (share, {"weegt": "ja"}, "Bij weegt past: voor, tegen, beide"),
        (share, {"bron": "vragenlijst", "rijen": None}, "Geef de rijen van vragenlijst"),
    ):
        with pytest.raises(ValueError, match=why):
            own(dossier, schatting, **more)  # type: ignore[arg-type]
    counts = dossier.poort.tel(pd.Series({"m": 100, "v": 100}))
    with pytest.raises(ValueError, match="kleine letters"):
        maak_bevinding("Mijn vraag!", dossier, share, counts, bron="deelname", kop="Zo is het")


def test_where_nothing_was_counted_an_own_finding_says_why_in_sentence_and_table(dossier: Dossier) -> None:
    nobody = dossier.poort.tel(pd.Series(dtype=int))
    why = "Niemand deed mee."
    found = own(dossier, stats.Estimate(None, None, None, None, "niet berekend", why), telling=nobody)
    assert found.tabel.rijen == (("-", why),) and why in found.lees


def test_where_an_own_question_has_no_answer_the_reason_is_a_missing_table_or_given(dossier: Dossier) -> None:
    empty = dossier.met_tabellen({"deelname": dossier.tabel("deelname").head(0)})
    found = geen_bevinding("eigen", empty, bron="deelname", wat="welk deel het afrondt")
    assert found.teken == "niet geleverd" and "de uitvoerder van de interventie" in found.lees
    with pytest.raises(ValueError, match="De tabel deelname is er wel. Zeg met reden"):
        geen_bevinding("eigen", dossier, bron="deelname", wat="")
    why = "Het aantal van de huisarts is te klein."
    given = geen_bevinding("eigen", dossier, bron="deelname", wat="", reden=why)
    assert given.teken == "te weinig" and given.lees == given.tabel.rijen[0][0] == why


def test_a_small_count_is_no_finding_either(dossier: Dossier) -> None:
    with pytest.raises(ValueError, match="minder dan 5 mensen"):
        own(dossier, stats.Estimate(2.0, None, None, 300, "telling"), eenheid="aantal")
    assert own(dossier, stats.Estimate(12.0, None, None, 300, "telling"), eenheid="aantal").schatting.value == 12


def test_no_text_of_an_own_finding_tells_or_gives_back_a_small_count(dossier: Dossier) -> None:
    share = stats.proportion(30, 100)
    for text in (
        "Dat is 21% van 14",
        "Van de 14 mensen is 21% man",
        "21 van de 100 (n = 14)",
        "3 van de 14 zeiden nee",
        "11 van de 14 zeiden ja",
        "Van de 14 deelnemers waren er 3 man",
        "14 mensen, waarvan 21% man",
        "Eén op de 14 stopte",
        "Er waren 3 mannen",
    ):
        for field in ("kop", "let_op", "gespreksvraag", "wat"):
            with pytest.raises(ValueError, match="noemt een klein aantal mensen"):
                own(dossier, share, **{field: text})
        with pytest.raises(ValueError, match="noemt een klein aantal mensen"):
            geen_bevinding("eigen", dossier, bron="deelname", wat="", reden=text)
    with pytest.raises(ValueError, match="noemt een klein aantal mensen"):
        own(dossier, share, kop="97% zei ja")  # of the 100 behind the finding
    for text in (
        "21% van 140",
        "3 van de 100 inwoners",
        "2 van de 5 interventies",
        "60 van de 166 deelnemers",
        "21% is 65 jaar",
        "7 op de 10",
    ):
        assert own(dossier, stats.proportion(50, 166), kop=text, let_op=text).kop == text


def test_the_smallest_month_of_referrals_is_no_margin(dossier: Dossier) -> None:
    counts = dossier.poort.tel(pd.Series({"huisarts": 60, "wijkteam": 40}))
    for unit in ("aantal", "getal"):
        with pytest.raises(ValueError, match="minder dan 5 mensen"):
            months = stats.Estimate(20.0, 3.0, 41.0, 36, "kleinste en grootste maand")
            own(dossier, months, bron="doorverwijzingen", eenheid=unit, telling=counts)


def test_the_sum_of_counts_with_a_hidden_one_is_missing_and_no_smaller_whole(dossier: Dossier) -> None:
    counts = dossier.poort.tel(pd.Series({"a": 40, "b": 30, "c": 2, "d": 6}))
    assert counts.isna().sum() >= 2 and pd.isna(counts.sum())
    with pytest.raises(ValueError, match="Is een telling verborgen"):
        stats.proportion(int(counts.max()), counts.sum())
    assert dossier.poort.tel(pd.Series({"a": 40, "b": 30})).sum() == 70


def test_an_own_finding_reaches_the_page_of_the_next_session(dossier: Dossier, tmp_path: Path) -> None:
    bewaar(own(dossier, stats.proportion(30, 100)), "Dit viel ons op", uit=tmp_path)
    bekeken = read_bewaard(tmp_path / "sessies" / "verkend-voorbeeldwijk.json")
    plan = make_draaiboek(dossier.agenda, dossier.agenda.sessies[-1], wijk_naam="Voorbeeldwijk", bekeken=bekeken)
    page = render_sessie(plan)
    assert "Zo is het" in page and "Dit viel ons op" in page


def test_from_a_folder_of_ones_own_the_note_lands_beside_the_reports_of_the_project(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wijkdata").symlink_to(DATA)
    (tmp_path / "eigen" / "voorbeeldwijk").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "eigen" / "voorbeeldwijk")
    kept = bewaar(own(dossier, stats.proportion(30, 100)), "Dit viel ons op")
    assert kept == tmp_path / "reports" / "sessies" / "verkend-voorbeeldwijk.json"
    assert not (tmp_path / "eigen" / "voorbeeldwijk" / "reports").exists()
    assert "voorbeeldwijk" in wijkmonitor.find_wijken() == wijkmonitor.find_wijken(Path("wijkdata"))


def test_a_merge_with_an_own_table_stays_behind_the_gate_and_a_dossier_tells_itself_in_one_line(dossier: Dossier) -> None:
    kinds = pd.DataFrame({"verwijzer": ["huisarts"], "soort": ["zorg"]})
    merged = dossier.tabel("deelname").merge(kinds, on="verwijzer")
    with pytest.raises(ValueError, match="poort"):
        merged._repr_html_()
    assert dossier.poort.tel(merged["soort"].value_counts())["zorg"] == len(merged)
    assert len(repr(dossier)) < 400 and "voorbeeldwijk" in repr(dossier)


def test_a_merge_with_a_table_that_keeps_its_text_in_another_way_still_counts(dossier: Dossier) -> None:
    from wijkmonitor.vragen.bereik import count_deelnemers

    people = dossier.tabel("deelname")
    other = pd.DataFrame(
        {"buurt": pd.array(["BU99990101"], dtype=pd.StringDtype("pyarrow", na_value=float("nan"))), "naam": ["Oost"]}
    )
    merged = people.merge(other, on="buurt", how="left")
    assert merged["buurt"].dtype == people["buurt"].dtype
    again = dossier.met_tabellen({"deelname": merged})
    assert count_deelnemers(again).getoond == count_deelnemers(dossier).getoond


def test_what_a_student_needs_comes_from_one_place_and_an_error_says_what_to_do() -> None:
    offered = set(dir(wijkmonitor))
    assert {
        "stats",
        "load_dossier",
        "open_rapport",
        "maak_bevinding",
        "geen_bevinding",
        "bekijk",
        "bewaar",
        "kijk",
        "use_stijl",
        "figuur_van",
    } <= offered
    assert all(getattr(wijkmonitor, name).__doc__ for name in wijkmonitor.__all__ if name != "__version__")
    completed = [found.name for found in jedi.Script("from wijkmonitor import ").complete()]
    assert set(dir(wijkmonitor)) - {"__version__"} <= set(completed), "what completion offers before anything is run"
    with pytest.raises(ValueError, match=r"kolom\.dropna\(\)"):
        stats.mean([7.0, None, 8.0])
    with pytest.raises(ValueError, match="pd.to_numeric"):
        stats.mean(["zeven", "acht"])


def test_looking_at_a_wijk_reads_no_other_wijk_and_no_other_moves_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug, moment in (("een", "2022-02-03"), ("twee", "2025-02-03")):
        make_wijk(tmp_path / slug, {"stickerbord.csv": f"datum;plek;thema;stickers\n{moment};markt;groen;12\n"}, naam=slug)
    read, real = [], kijken.read_records
    monkeypatch.setattr(kijken, "read_records", lambda folder: read.append(folder.name) or real(folder))
    monkeypatch.setattr("wijkmonitor.dossier.dossier.newest_peildatum", lambda data: pytest.fail("all wijken were read"))
    assert kijken.open_dossier("een", data=str(tmp_path)).peildatum == date(2022, 3, 31)
    assert set(read) == {"een"}
