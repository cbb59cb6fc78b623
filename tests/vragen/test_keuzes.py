"""A choice that somebody changes in a notebook: the sentences, the tables and the verdicts follow it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wijkmonitor import stats
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.stand import shift
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.vragen import bereik, gezondheid, interventies, samenwerking, wijkprofiel
from wijkmonitor.vragen.bereik.perioden import Periode, compare
from wijkmonitor.vragen.eigen import maak_bevinding

DATA = Path(__file__).resolve().parents[2] / "wijkdata"
WAARDEN = (0.5, 0.8, 0.99)


@cache
def dossier(wijk: str = "voorbeeldwijk") -> Dossier:
    return load_dossier(wijk, data=DATA)


def _nodig(kenmerken: list[str], **keuze: Any) -> Bevinding:
    nood = {"gezondheid": "ervaren_gezondheid_goed"}
    deelnemers = bereik.count_deelnemers(dossier())
    inwoners = bereik.compare_with_inwoners(deelnemers, kenmerken=kenmerken)
    return bereik.nodig(bereik.compare_met_nodig(inwoners, nood=nood, **keuze))


def _tijdlijn() -> Bevinding:
    return bereik.tijdlijn(bereik.collect_gebeurtenissen(dossier(), vraag=1))


def _verhalen(tekens: int) -> Bevinding:
    return bereik.verhalen(bereik.count_onderwerpen(dossier(), vraag=1), langste_citaat=tekens)


def _themas() -> Any:
    return wijkprofiel.compare_themas(dossier("stevenshof"))


GEKOZEN: dict[str, tuple[Callable[[], Bevinding], str]] = {
    "buurten": (lambda: wijkprofiel.buurten(wijkprofiel.compare_buurten(_themas(), minstens=400)), "minstens 400 buurten"),
    "jaren": (lambda: wijkprofiel.trend(wijkprofiel.compare_toen_en_nu(dossier(), minstens_jaren=80)), "minstens 80 jaar"),
    "nodig": (lambda: _nodig(["buurt"], minstens=99), "minstens 99 buurten"),
    "kenmerken": (lambda: _nodig(["geslacht"]), "vergelijkt de deelnemers niet per buurt"),
    "vraag": (_tijdlijn, "Bij deze vraag is nog niets opgeschreven"),
    "citaat": (lambda: _verhalen(10), "geen citaat van hooguit 10 tekens"),
    "thema": (
        lambda: interventies.sociale_kaart(interventies.compare_aanbod(interventies.compare_wensen(dossier()), thema="bewegen")),
        "Bij het thema bewegen is nog geen aanbod",
    ),
    "codeurs": (
        lambda: interventies.codering(interventies.compare_codeurs(dossier()), goed=0.9, onzeker=0.85),
        "Vanaf 0,9 heet het goed, onder 0,85 onzeker",
    ),
    "sterkte": (
        lambda: samenwerking.netwerk(samenwerking.compare_netten(samenwerking.count_lijnen(dossier(), minstens_sterkte=3))),
        "pas mee vanaf sterkte 3",
    ),
    "doorverwijzingen": (
        lambda: bereik.doorverwijzingen(bereik.count_per_jaar(dossier()), zekerheid=0.8),
        "klopt hier in 80 van de 100 gevallen",
    ),
}


@pytest.mark.parametrize("naam", GEKOZEN)
def test_a_finding_tells_the_choice_that_was_made(naam: str) -> None:
    maak, zin = GEKOZEN[naam]
    finding = maak()
    assert zin in f"{finding.lees} {finding.let_op}"


def test_the_first_year_of_the_baseline_stands_in_every_heading_and_sentence() -> None:
    step = gezondheid.compare_with_gemeente(dossier("stevenshof"), start=2012)
    finding = gezondheid.nulmeting(step)
    told = " ".join([finding.lees, finding.onderschrift, *(kolom.naam for kolom in finding.tabel.kolommen)])
    assert "2012" in told and "2016" not in told


def test_the_sentence_and_the_table_of_referrals_have_the_same_margin() -> None:
    finding = bereik.doorverwijzingen(bereik.count_per_jaar(dossier()), zekerheid=0.8)
    low, high = (round(100 * (limit or 0.0)) for limit in (finding.schatting.low, finding.schatting.high))
    assert f"tussen {low} en {high}" in finding.lees and f"tussen {low} en {high}" in finding.stand
    row = finding.extra_tabellen[-1].rijen[0]
    assert (row[2], row[3]) == (finding.schatting.low, finding.schatting.high)


def test_no_headline_on_need_is_cut() -> None:
    assert not _nodig(["buurt"]).kop.endswith("…")


@pytest.mark.parametrize("zekerheid", WAARDEN)
def test_the_margin_that_somebody_chooses_changes_no_verdict(zekerheid: float) -> None:
    netten = samenwerking.count_lijnen(dossier())
    jaren = [Periode(str(year), date(year, 1, 1), date(year, 12, 31), count) for year, count in ((2021, 100), (2022, 124))]
    per_maand = [
        Periode(str(year), date(year, 1, 1), date(year, 12, 31), 12 * mean, (mean - 3, mean + 3) * 6)
        for year, mean in ((2021, 10), (2022, 13))
    ]
    for tussen in ((), ("medisch", "sociaal"), ("medisch", "sport")):
        usual, chosen = (samenwerking.compare_netten(netten, tussen=tussen, zekerheid=sure) for sure in (0.95, zekerheid))
        assert usual.oordeel == chosen.oordeel
        assert usual.oordeel.mist == pytest.approx(chosen.oordeel.mist) if usual.oordeel.mist else True
    for periods in (jaren, per_maand):
        (_, usual_verdict), (_, verdict) = (compare(periods, sure) for sure in (0.95, zekerheid))
        assert usual_verdict == verdict
        assert usual_verdict.mist == verdict.mist


def test_an_agreement_compares_margins_of_the_same_kind() -> None:
    finding = {
        zekerheid: bereik.trechter(bereik.count_stappen(bereik.count_deelnemers(dossier()), zekerheid=zekerheid))
        for zekerheid in (0.95, 0.5)
    }
    then, usual, narrow = (Peilcijfer.of_bevinding(finding[zekerheid]) for zekerheid in (0.95, 0.95, 0.5))
    assert finding[0.5].schatting.method == "Wilson 50%"
    fair, chosen = (shift(then, now) for now in (usual, narrow))
    assert (chosen.low, chosen.high) == (pytest.approx(fair.low, abs=0.002), pytest.approx(fair.high, abs=0.002))


def test_an_own_finding_with_another_margin_says_so() -> None:
    verwezen = dossier().tabel("doorverwijzingen")
    telling = dossier().poort.tel(verwezen.groupby("verwijzer")["aantal"].sum())
    half, usual = (
        maak_bevinding(
            "eigen", dossier(), stats.proportion(78, 100, confidence=sure), telling, bron="doorverwijzingen", kop="Zoveel"
        )
        for sure in (0.5, 0.95)
    )
    assert "in 50 van de 100 gevallen" in half.let_op and usual.let_op == ""


@pytest.mark.parametrize("tussen", [("medisch",), ("zorg", "welzijn"), ("medisch", "medisch"), ("medisch", "sociaal", "sport")])
def test_other_than_two_domains_are_refused_with_the_choices(tussen: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="Zet bij tussen twee verschillende domeinen. Kies uit: medisch, sociaal"):
        samenwerking.compare_netten(samenwerking.count_lijnen(dossier()), tussen=tussen)


@pytest.mark.parametrize("zekerheid", [0, 1, 0.0, 1.0, 95])
def test_a_margin_is_never_sure_of_none_or_all(zekerheid: float) -> None:
    with pytest.raises(ValueError, match=r"zekerheid=.* kan niet. Kies een getal tussen 0 en 1. 95% schrijft u als 95/100"):
        bereik.count_verwijzers(bereik.count_deelnemers(dossier()), zekerheid=zekerheid)


def test_the_notebooks_repeat_no_number_that_is_a_choice() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (DATA.parent / "notebooks").glob("*.ipynb")}
    for name, text in texts.items():
        assert not re.search(r"15 jaar en ouder|0,67|95 van de 100|leeg: alle samen", text), name


def test_groups_by_yes_and_no_or_by_a_number_are_called_as_people_write_them() -> None:
    rijen = dossier().tabel("activiteiten").dropna(subset=["bezoekers"])
    veel = rijen.assign(veel=rijen["bezoekers"] > 30, deel=rijen["bezoekers"].gt(30).map({True: 0.5, False: 2.0}))
    gemiddeld = stats.mean(rijen["bezoekers"].astype(float))
    namen = {}
    for kolom in ("veel", "deel", ["veel", "deel"]):
        telling = dossier().poort.tel(veel.groupby(kolom)["bezoekers"].sum())
        eigen = maak_bevinding("eigen", dossier(), gemiddeld, telling, bron="activiteiten", eenheid="getal", kop="Zoveel")
        namen[str(kolom)] = [row[0] for row in eigen.tabel.rijen]
    assert namen == {"veel": ["nee", "ja"], "deel": ["0,5", "2"], "['veel', 'deel']": ["nee en 2", "ja en 0,5"]}
