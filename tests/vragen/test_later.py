"""A table that was delivered is never called missing: the report says why its rows don't count yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from tests.vragen.proefwijken import load, without_drawing

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.bereik import count_deelnemers, count_per_periode, doelgroep, verloop
from wijkmonitor.vragen.bereik.doelgroep import compare_with_doelgroepen
from wijkmonitor.vragen.eigen import geen_bevinding
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.verantwoording import freshness, newer_figures

VROEG = "2020-01-15"  # before nearly all that the voorbeeldwijk wrote down
LEEG = {"deelname": "1-bereik", "doorverwijzingen": "1-bereik", "vragenlijst": "2-gezondheid", "netwerk": "3-samenwerking"}


def made(naam: str, dossier: Dossier) -> Document:
    with without_drawing():
        return make_document(naam, dossier)


def reasons(document: Document, tabel: str) -> list[str]:
    """All that readers see of the findings that rest on this table."""
    of_table = {id for id, part in load_teksten("gaten")["bevinding"].items() if part["tabel"] == tabel}
    found = [finding for finding in document.bevindingen if finding.id in of_table]
    return [f"{item.teken}: {item.lees} {item.antwoord} {item.onderschrift} {item.tabel.rijen}" for item in found]


@pytest.mark.parametrize(("tabel", "naam"), LEEG.items())
def test_rows_after_the_day_are_delivered_and_said_to_be_later(tabel: str, naam: str) -> None:
    told = reasons(made(naam, load("voorbeeldwijk", peildatum=VROEG)), tabel)
    assert told and all("is er wel. Maar alles daarin is van na 15 januari 2020" in text for text in told)
    assert not any("geleverd" in text for text in told)


def test_the_year_of_open_figures_is_that_of_the_figures_and_not_of_a_title() -> None:
    """Before, years were read out of 'Gezondheid per wijk en buurt; 2012/2016/2020/2022': of a figure of 2020 nothing was said."""
    report = made("2-gezondheid", load("voorbeeldwijk", peildatum="2022-12-31"))
    health = next(finding for finding in report.bevindingen if finding.id == "gezondheid-ongelijkheid")
    assert health.open_jaar == 2020
    assert newer_figures([health], date(2019, 12, 31)) == "Open cijfers zijn er tot en met 2020."
    assert newer_figures([health], date(2020, 12, 31)) == ""
    titled = replace(health, bron="verslag van de leersessie 2025", open_jaar=0)
    assert newer_figures([titled], date(2019, 12, 31)) == ""


def test_a_source_of_open_figures_is_one_source_also_where_its_title_holds_a_semicolon() -> None:
    found = made("2-gezondheid", load_dossier("zuidwest", data="wijkdata", peildatum="2022-12-31")).bevindingen
    sources = {part for finding in found if finding.open_jaar for part in finding.bron.split("; ")}
    assert sources and all(part.startswith(("RIVM", "CBS")) and "(StatLine " in part for part in sources)


def test_the_profile_of_a_real_wijk_says_up_to_when_its_open_figures_go() -> None:
    with without_drawing():
        document = make_document("0-wijkprofiel", load_dossier("zuidwest", data="wijkdata", peildatum="2022-12-31"))
    years = [item.open_jaar for item in document.bevindingen]
    assert (max(years) > 2022) == ("Open cijfers zijn er tot en met" in document.versheid)


def test_a_wave_that_is_not_over_is_named() -> None:
    told = reasons(made("2-gezondheid", load("voorbeeldwijk", peildatum="2020-10-05")), "vragenlijst")
    assert told and all("De meting van oktober 2020 is nog bezig" in text and "geleverd" not in text for text in told)


def test_a_table_with_a_wave_that_is_not_over_got_something_new() -> None:
    wijk = load("voorbeeldwijk", peildatum="2022-12-31")
    old = wijk.tabel("vragenlijst").assign(datum=pd.Timestamp("2020-10-01"))
    cut = replace(wijk.met_tabellen({"vragenlijst": old}).voor(["vragenlijst"]), bezig={})
    assert freshness(cut, ()).endswith("kwam er niets nieuws in: vragenlijst bewoners.")
    assert "niets nieuws" not in freshness(replace(cut, bezig={"vragenlijst": ("2022",)}), ())


def test_the_newest_data_are_those_of_what_the_page_shows() -> None:
    wijk = load("voorbeeldwijk", peildatum="2022-12-31")
    no_one = wijk.met_tabellen(
        {name: wijk.tabel(name).iloc[:0] for name in ("deelname", "doorverwijzingen", "activiteiten", "kwalitatief")}
    )
    assert no_one.heeft("stickerbord")  # newer, but only shown beside who began
    wishes = no_one.met_tabellen({"resultaten": wijk.tabel("resultaten").iloc[:0]})
    told = made("1-bereik", wishes)
    timeline = told["bereik-tijdlijn"].maat
    assert timeline is not None and timeline.periode.endswith("/2022-05") and "van mei 2022." in told.versheid
    assert "De nieuwste gegevens zijn van december 2022." in made("1-bereik", wijk).versheid


def test_a_few_rows_of_people_are_not_counted_out() -> None:
    wijk = load("voorbeeldwijk", peildatum=VROEG)
    few = replace(wijk, weggelaten={"deelname": 3})
    assert "enkele rijen" in " ".join(reasons(made("1-bereik", few), "deelname"))


def test_a_table_with_only_younger_people_is_not_called_missing() -> None:
    wijk = load("voorbeeldwijk")
    young = wijk.tabel("deelname").assign(leeftijdsgroep=pd.array(["0-14"] * len(wijk.tabel("deelname")), dtype="string"))
    counted = count_deelnemers(wijk.met_tabellen({"deelname": young}))
    assert doelgroep(compare_with_doelgroepen(counted)).lees.startswith(
        "Iedereen op de lijst van wie meedoet is jonger dan 15 jaar."
    )


def test_an_own_finding_says_so_as_well() -> None:
    found = geen_bevinding("eigen-x", load("voorbeeldwijk", peildatum=VROEG), bron="deelname", wat="iets")
    assert found.teken == "te weinig" and "is er wel" in found.lees


def test_a_last_month_that_is_not_whole_is_named() -> None:
    wijk = load("voorbeeldwijk")
    months = pd.period_range("2021-01", periods=12, freq="M").to_timestamp()
    rows = pd.DataFrame({"interventie": "Wandelen", "van": months, "tot": months + pd.Timedelta(days=27), "aantal": 10})
    table = pd.concat([wijk.tabel("doorverwijzingen").iloc[:0], rows.assign(herkomst="eigen registratie")])
    found = verloop(count_per_periode(wijk.met_tabellen({"doorverwijzingen": table})))
    assert "De laatste maand is geleverd tot en met 28 december 2021. Die maand is niet heel, en telt niet mee." in found.lees


def test_one_of_a_hundred_is_one() -> None:
    wijk = load("voorbeeldwijk", peildatum="2022-12-31")
    asked = {wave: 25 * number for wave, number in wijk.wijk.uitgenodigd.items()}
    few = replace(wijk, wijk=wijk.wijk.model_copy(update={"uitgenodigd": asked}))
    kop = next(item.kop for item in made("2-gezondheid", few).bevindingen if item.id == "gezondheid-respons")
    assert kop == "1 van de 100 gevraagde mensen vulde de vragenlijst in"
