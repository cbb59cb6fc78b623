"""Each row of the table *which rule for which record*, seen in the documents themselves."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.lek.wereld import shipped
from tests.proefdata import proefdata
from tests.vragen.proefwijken import make_all, without_drawing

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier, DossierFout, load_dossier
from wijkmonitor.dossier.records import read_records
from wijkmonitor.privacy import Regels
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.gezondheid.vragenlijst import select_metingen, twee_metingen

WIJK = "voorbeeldwijk"
METINGEN = ("2020-10", "2021-11", "2022-10")
EERST, LAATST = METINGEN[0], METINGEN[-1]


def ask(dossier: Dossier, document: str, id: str) -> Bevinding:
    """One finding of one document."""
    with without_drawing():
        return make_document(document, dossier)[id]


def numbers_in(finding: Bevinding) -> list[float]:
    """All numbers in the tables of a finding."""
    tables = (finding.tabel, *finding.extra_tabellen)
    return [cell for table in tables for row in table.rijen for cell in row if not isinstance(cell, str)]


def text_of(dossier: Dossier) -> str:
    """All that the documents of the wijk hold, figures included, and its praatplaat."""
    return repr(make_all(dossier, draw=True))


def first_respondents(count: int) -> Dossier:
    """The wijk with so many respondents, the same in every wave, all with a score on everything."""
    frame = shipped(WIJK).tabel("vragenlijst")
    scores = list(frame.columns[frame.columns.get_loc("lichaamsfuncties") : frame.columns.get_loc("tevredenheid") + 1])
    whole = frame.dropna(subset=scores)
    waves = whole.groupby("respondent")["meting"].nunique()
    chosen = waves[waves == 3].index[:count]
    if len(chosen) < count:
        extra = whole[whole["meting"] == LAATST].drop_duplicates("respondent").head(count)
        parts = [extra.assign(meting=wave, datum=pd.Timestamp(f"{wave}-01")) for wave in METINGEN]
        return shipped(WIJK).met_tabellen({"vragenlijst": pd.concat(parts, ignore_index=True)})
    return shipped(WIJK).met_tabellen({"vragenlijst": whole[whole["respondent"].isin(chosen)].reset_index(drop=True)})


@pytest.mark.parametrize("id", ["gezondheid-dimensies", "gezondheid-tevredenheid", "gezondheid-verandering"])
def test_below_thirty_respondents_there_is_a_reason_and_from_thirty_on_a_number(id: str) -> None:
    few, enough = ask(first_respondents(29), "2-gezondheid", id), ask(first_respondents(30), "2-gezondheid", id)
    assert few.schatting.value is None and few.schatting.reason
    assert numbers_in(few) == []
    assert enough.schatting.value is not None and enough.schatting.n == 30


def test_a_spread_needs_thirty_values_of_its_own() -> None:
    dossier = first_respondents(110)
    frame = dossier.tabel("vragenlijst")
    here = (frame["meting"] == LAATST).to_numpy().nonzero()[0][29:]
    assert len(here) > 70
    frame["zingeving"] = frame["zingeving"].mask(pd.Series(range(len(frame))).isin(here))
    finding = ask(dossier.met_tabellen({"vragenlijst": frame}), "2-gezondheid", "gezondheid-dimensies")
    spread = next(table for table in finding.extra_tabellen if table.titel.startswith("Spreiding"))
    rows = {(row[0], row[1]): row[2:] for row in spread.rijen}
    wanted = [cells for (name, wave), cells in rows.items() if name == "Zingeving" and "2022" in str(wave)]
    assert wanted and all(isinstance(cell, str) for cells in wanted for cell in cells)
    assert any(not isinstance(cell, str) for cells in rows.values() for cell in cells)


def test_the_answer_of_few_who_left_cannot_be_taken_from_waves_and_change() -> None:
    """A few who answered twice are left out of the change, so that it is of at least five fewer people than each wave; how many
    is not told: the number of the first wave stands there."""
    dossier = first_respondents(40)
    frame = dossier.tabel("vragenlijst").assign(gewicht=float("nan"), stratum=None).astype({"stratum": "str"})
    gone = frame["respondent"].unique()[:2]
    frame = frame[~(frame["respondent"].isin(gone) & (frame["meting"] == LAATST))].reset_index(drop=True)
    dossier = dossier.met_tabellen({"vragenlijst": frame})
    change, waves = (ask(dossier, "2-gezondheid", f"gezondheid-{name}") for name in ("verandering", "dimensies"))
    counts = {row[-1] for row in waves.tabel.rijen}
    assert counts == {40, 38} and change.schatting.n == 40
    assert len(twee_metingen(select_metingen(dossier), "meedoen")) <= 40 - 5


@pytest.mark.parametrize("silent", [0, 1, 5])
def test_where_nearly_all_answered_nobody_can_tell_how_many_did_not(silent: int) -> None:
    dossier = shipped(WIJK)
    answered = int((dossier.tabel("vragenlijst")["meting"] == LAATST).sum())
    wijk = dossier.wijk.model_copy(update={"uitgenodigd": {**dossier.wijk.uitgenodigd, LAATST: answered + silent}})
    finding = ask(replace(dossier, wijk=wijk), "2-gezondheid", "gezondheid-respons")
    assert finding.schatting.value is None and "bijna iedereen" in finding.kop
    assert [cell for cell in finding.tabel.rijen[-1] if not isinstance(cell, str)] == [answered]
    enough = dossier.wijk.model_copy(update={"uitgenodigd": {LAATST: answered + 6}})
    assert ask(replace(dossier, wijk=enough), "2-gezondheid", "gezondheid-respons").schatting.n == answered + 6


def partners(respondents: int, organisations: int) -> Dossier:
    """The wijk with so many partners, in both waves."""
    frame = shipped(WIJK).tabel("samenwerking")
    both = frame[frame["meting"].isin([EERST, LAATST])]
    pairs = both.drop_duplicates(["organisatie", "respondent"])
    names = list(pairs["organisatie"].unique()[:organisations])
    rows = []
    for wave in (EERST, LAATST):
        template = both[both["respondent"] == pairs["respondent"].iloc[0]].drop_duplicates("stelling").assign(meting=wave)
        rows += [template.assign(respondent=f"p{k}", organisatie=names[k % len(names)], score=4) for k in range(respondents)]
    scored = pd.concat(rows, ignore_index=True)
    scored["score"] = np.random.default_rng(5).integers(1, 6, len(scored))
    return shipped(WIJK).met_tabellen({"samenwerking": scored.astype({"score": "Int64"})})


@pytest.mark.parametrize(("respondents", "organisations"), [(4, 4), (12, 2)])
def test_few_partners_or_few_organisations_show_no_score(respondents: int, organisations: int) -> None:
    dossier = partners(respondents, organisations)
    factors = ask(dossier, "3-samenwerking", "samenwerking-factoren")
    assert factors.schatting.value is None and numbers_in(factors) == []
    satisfied = ask(dossier, "2-gezondheid", "gezondheid-tevredenheid").tabel.rijen[-1]
    assert "rofessional" in str(satisfied[0]) and all(isinstance(cell, str) for cell in satisfied)


def test_partners_are_shown_from_enough_organisations_on_and_never_one_by_one() -> None:
    dossier = partners(24, 12)
    finding = ask(dossier, "3-samenwerking", "samenwerking-factoren")
    assert finding.schatting.value is not None
    names = set(dossier.tabel("samenwerking")["organisatie"])
    assert not [name for name in names if name in repr(finding)]


def test_the_score_of_one_organisation_that_left_cannot_be_computed() -> None:
    dossier = partners(24, 12)
    frame = dossier.tabel("samenwerking")
    leaver = frame["organisatie"].iloc[0]
    frame = frame[~((frame["organisatie"] == leaver) & (frame["meting"] == LAATST))].reset_index(drop=True)
    finding = ask(dossier.met_tabellen({"samenwerking": frame}), "3-samenwerking", "samenwerking-factoren")
    assert {row[-1] for row in finding.tabel.rijen} == {11}, "the mean then is that of the eleven who stayed"


def test_a_code_counts_from_three_fragments_of_two_conversations() -> None:
    frame = shipped(WIJK).tabel("kwalitatief")
    base = frame[frame["vraag"] == 4].drop_duplicates("fragment").head(9).assign(codeur="A")
    codes = ["vaak"] * 4 + ["zelden"] * 2 + ["een gesprek"] * 3
    talks = ["g1", "g2", "g1", "g2", "g1", "g2", "g3", "g3", "g3"]
    finding = ask(
        shipped(WIJK).met_tabellen({"kwalitatief": base.assign(code=codes, bron=talks)}),
        "4-interventies",
        "interventies-verhalen",
    )
    assert [row[0] for row in finding.tabel.rijen] == ["vaak"]
    assert "zelden" not in repr(finding) and "een gesprek" not in repr(finding)


def test_an_organisation_without_consent_is_a_domain_and_a_letter_in_every_document() -> None:
    dossier = shipped(WIJK)
    hidden = dossier.met_tabellen({"organisaties": dossier.tabel("organisaties").assign(toon_naam="nee")})
    text = text_of(hidden)
    assert "medisch A" in text
    assert not [name for name in dossier.tabel("organisaties")["organisatie"] if name in text]


def test_the_order_of_organisations_does_not_tell_who_a_letter_is() -> None:
    dossier = shipped(WIJK)
    organisations = dossier.tabel("organisaties").assign(toon_naam="nee")
    turned = organisations[::-1].reset_index(drop=True)
    with without_drawing():
        one, other = (
            make_document("3-samenwerking", dossier.met_tabellen({"organisaties": table})) for table in (organisations, turned)
        )
    assert repr(one) == repr(other)


def test_a_quote_needs_consent_in_every_row_of_its_fragment_and_no_person() -> None:
    """The quote that may be shown is the longest, so that any other would be chosen before it."""
    frame = shipped(WIJK).tabel("kwalitatief")
    frame = frame[(frame["vraag"] == 4) & (frame.groupby("fragment")["codeur"].transform("nunique") == 2)].assign(rol="bewoner")
    may = "Dit mag iedereen lezen: van ons, van de buren en van de rest."
    texts = ("Zin zonder toestemming.", "Half toegestaan.", "Truus zegt dit zelf.", "Bel mij op 06-12345678.", may)
    fragment = frame["fragment"].map({name: place % 5 for place, name in enumerate(frame["fragment"].unique())})
    refused = (fragment == 0) | ((fragment == 1) & (frame["codeur"] == "B"))
    frame = frame.assign(tekst=fragment.map(dict(enumerate(texts))), mag_getoond=refused.map({True: "nee", False: "ja"}))
    finding = ask(shipped(WIJK).met_tabellen({"kwalitatief": frame}), "4-interventies", "interventies-verhalen")
    assert [text for text in texts if text in repr(finding)] == [may]


def test_toelichtingen_of_log_progress_and_evaluation_are_never_printed() -> None:
    dossier = shipped(WIJK)
    tables = {name: dossier.tabel(name) for name in ("logboek", "voortgang", "zelfevaluatie")}
    planted = {name: frame.assign(toelichting="Zevenblad met pindasaus") for name, frame in tables.items()}
    assert "Zevenblad" not in text_of(dossier.met_tabellen(planted))


def test_codes_of_people_are_never_printed() -> None:
    dossier = shipped(WIJK)
    text = text_of(dossier)
    codes = [("deelname", "deelnemer"), ("vragenlijst", "respondent"), ("samenwerking", "respondent"), ("kwalitatief", "bron")]
    for table, column in codes:
        assert not [code for code in dossier.tabel(table)[column].dropna().unique() if str(code) in text]


def referrals(counts: list[int], herkomst: str) -> Dossier:
    """The wijk with one series of referrals, a row per year."""
    frame = shipped(WIJK).tabel("doorverwijzingen").head(1)
    rows = [
        frame.assign(van=pd.Timestamp(f"{year}-01-01"), tot=pd.Timestamp(f"{year}-12-31"), aantal=count, herkomst=herkomst)
        for year, count in zip((2020, 2021, 2022), counts, strict=True)
    ]
    return shipped(WIJK).met_tabellen({"doorverwijzingen": pd.concat(rows, ignore_index=True).astype({"aantal": "Int64"})})


def test_small_counts_of_referrals_show_only_where_they_were_published() -> None:
    own = ask(referrals([12, 3, 9], "eigen registratie"), "1-bereik", "bereik-doorverwijzingen")
    published = ask(referrals([12, 3, 9], "openbaar"), "1-bereik", "bereik-doorverwijzingen")
    assert own.schatting.value is None and numbers_in(own) == []
    assert 3 in numbers_in(published)


def test_months_and_their_year_together_give_no_quarter_away() -> None:
    """A series that stops halfway its last month: the year less eleven months is what came in that month."""
    frame = shipped(WIJK).tabel("doorverwijzingen").head(1).assign(herkomst="eigen registratie")
    months = pd.period_range("2021-01", "2022-12", freq="M")
    rows = [frame.assign(van=month.start_time.floor("D"), tot=month.end_time.floor("D"), aantal=20) for month in months]
    rows[-1] = rows[-1].assign(tot=pd.Timestamp("2022-12-28"), aantal=3)
    table = pd.concat(rows, ignore_index=True).astype({"aantal": "Int64", "van": "datetime64[s]", "tot": "datetime64[s]"})
    dossier = shipped(WIJK).met_tabellen({"doorverwijzingen": table})
    years = ask(dossier, "1-bereik", "bereik-doorverwijzingen")
    assert 223 in numbers_in(years)
    assert numbers_in(ask(dossier, "1-bereik", "bereik-verloop")) == []


def test_open_statistics_know_no_rule() -> None:
    strict = shipped(WIJK).wijk.model_copy(update={"privacy": Regels(min_cel=50, min_groep=5000, max_aandeel=0.6)})
    with without_drawing():
        one, other = (make_document("0-wijkprofiel", dossier) for dossier in (shipped(WIJK), replace(shipped(WIJK), wijk=strict)))
    shown, strictly = ([item.tabel for item in made.bevindingen if item.id != "wijkprofiel-behoeften"] for made in (one, other))
    assert shown and shown == strictly


def test_few_rows_about_people_after_the_peildatum_are_not_counted_out() -> None:
    dossier = shipped(WIJK)
    few = replace(dossier, weggelaten={"deelname": 3, "activiteiten": 3})
    with without_drawing():
        lines = make_document("1-bereik", few).weggelaten
    assert [line for line in lines if "deelname" in line and "enkele rijen" in line]
    assert [line for line in lines if "activiteiten" in line and "3 rijen" in line]


TEKSTEN = ["Jan Jansen belt iedereen.", "Mevrouw Zwartbol regelt het.", "Mail naar truus@voorbeeld.nl.", "Dit doen we bij Truus."]


@pytest.mark.parametrize("text", TEKSTEN)
@pytest.mark.parametrize("veld", ["wat", "vraag", "doel", "belemmering", "verwachting", "les", "wat_gebeurde", "inzicht"])
def test_a_learning_agenda_with_a_person_is_refused(tmp_path: Path, veld: str, text: str) -> None:
    folder = tmp_path / WIJK
    shutil.copytree(proefdata() / WIJK, folder)
    agenda = folder / "leeragenda.toml"
    planted, count = re.subn(rf'^{veld} = "[^"]*"', f'{veld} = "{text}"', agenda.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    agenda.write_text(planted, "utf-8")
    faults = [fault for fault in read_records(folder).ernstig if fault.bestand == "leeragenda.toml"]
    assert len(faults) == 1 and "naam" in faults[0].wat
    assert not [word for word in ("Jansen", "Zwartbol", "truus", "Truus") if word in str(faults[0])]


def test_a_wijk_with_a_first_name_in_its_learning_agenda_has_no_documents(tmp_path: Path) -> None:
    shutil.copytree(proefdata(), tmp_path / "wijkdata")
    agenda = tmp_path / "wijkdata" / WIJK / "leeragenda.toml"
    text = agenda.read_text("utf-8")
    assert text.count("een bekende van 15 tot 25 jaar mee.") == 1
    agenda.write_text(text.replace("een bekende van 15 tot 25 jaar mee.", "Truus mee."), encoding="utf-8")
    with pytest.raises(DossierFout) as refused:
        load_dossier(WIJK, data=tmp_path / "wijkdata", peildatum="2022-12-31")
    assert "leeragenda.toml" in str(refused.value) and "Truus" not in str(refused.value)
