"""Axes say what they count and where they end; the lines of events keep off words; no word is cut off."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import product

import numpy as np
import pytest
from tests.figuren.test_vormen import VORMEN
from tests.figuren.woorden import standing_lines, text_of, words_in

from wijkmonitor import figuren as f
from wijkmonitor import stats
from wijkmonitor.figuren import Figuur
from wijkmonitor.figuren.letters import tick_labels
from wijkmonitor.figuren.regelkaart import lange_reeksen

EVENTS = ("Corona: eerste landelijke maatregelen", "Wissel van medewerkers", "Een nieuwe partij voor welzijn in de wijk")


def both(figure: Figuur) -> list[str]:
    return [figure.breed, figure.smal]


def crossed(svg: str) -> list[tuple[str, float]]:
    """Words that a standing dashed line runs through."""
    return [
        (word.text, line.x)
        for word in words_in(svg)
        for line in standing_lines(svg)
        if word.start < line.x < word.end and line.top < word.y and line.bottom > word.y - 0.7 * word.size
    ]


def verloop(shift: float, last: float = 244, unit: str = "verwijzingen") -> Figuur:
    points = [f.Meetpunt(str(year), value, value - 30, value + 30, year + 0.5) for year, value in ((2020, 181), (2021, last))]
    return f.verloop(
        points, eenheid=unit, mijlpalen=[f.Mijlpaal(2020.6 + shift + place * 0.4, name) for place, name in enumerate(EVENTS)]
    )


def regelkaart(shift: float) -> Figuur:
    values = np.array([14.0, 9, 17, 11, 15, 12, 16, 10, 13, 11, 14, 12, 38, 36, 35, 31, 34, 36, 39, 33, 35, 31, 36, 28])
    chart = stats.xmr_chart(values, baseline=12, improvement="neutral")
    marks = [f.Mijlpaal(shift * 10 + place * 4, name) for place, name in enumerate(EVENTS)]
    return f.regelkaart(
        chart, [f"maand {n}" for n in range(24)], eenheid="verwijzingen per maand", stappen="maanden", mijlpalen=marks
    )


def tijdlijn(shift: float) -> Figuur:
    rows = [f.Looptijd("Samen Fit", "loopt", date(2020, 3, 1), date(2021, 6, 1), date(2020, 5, 1))]
    marks = [(date(2020, 1 + round(shift * 10), 12), EVENTS[0]), (date(2021, 4, 1), EVENTS[1])]
    return f.tijdlijn(rows, peildatum=date(2022, 12, 31), mijlpalen=marks)


def lijnen(shift: float) -> Figuur:
    rows = [f.Punt(f"Buurt {n}", 20.0 + n * 3, None, None) for n in range(6)]
    return f.buurten(
        rows, lijnen=[f.Groepslijn("Wijk", 20 + shift * 10), f.Groepslijn("Gemeente", 22 + shift * 10)], eenheid="van de 100"
    )


@pytest.mark.parametrize(
    ("draw", "shift"), list(product((verloop, regelkaart, tijdlijn, lijnen), (0.0, 0.07, 0.13, 0.4, 0.61, 0.83)))
)
def test_a_standing_line_never_runs_through_words(draw, shift: float) -> None:  # type: ignore[no-untyped-def]
    figure = draw(shift)
    assert standing_lines(figure.breed) and standing_lines(figure.smal)
    assert [hit for svg in both(figure) for hit in crossed(svg)] == []


@pytest.mark.parametrize("name", sorted(VORMEN))
def test_no_word_is_cut_off_by_the_edge_of_the_sheet(name: str) -> None:
    for svg in both(VORMEN[name].draw(str)):
        _, _, width, height = map(float, (ET.fromstring(svg).get("viewBox") or "").split())
        outside = [w.text for w in words_in(svg) if w.start < -1 or w.end > width + 1 or w.y - 0.7 * w.size < 0 or w.y > height]
        assert outside == []


@pytest.mark.parametrize("counts", [(8, 8, 8, 8, 7), (7, 8, 8, 8, 8), (1, 1, 1, 1, 1), (0, 0, 0, 0, 8)])
def test_numbers_above_the_highest_points_stand_on_the_sheet(counts: tuple[int, ...]) -> None:
    points = [f.Meetpunt(f"kwartaal {n}", float(count), float(count), float(count)) for n, count in enumerate(counts)]
    for svg in both(f.verloop(points, vraag=4, eenheid="interventies")):
        assert all(word.y - 0.7 * word.size >= 0 for word in words_in(svg))
        unit, *numbers = sorted(words_in(svg), key=lambda word: word.y)
        assert unit.text == "interventies"
        assert not any(abs(word.y - unit.y) < 8 and word.start < unit.end for word in numbers)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (f.punt_met_marge([f.Punt("Wijk", 40, 30, 52)], eenheid="van de 100"), "De as laat zien hoeveel van de 100."),
        (f.punt_met_marge([f.Punt("Wijk", 3, 2, 4)], eenheid="van de 100"), "De as loopt tot 4 van de 100."),
        (f.punt_met_marge([f.Punt("Wijk", 31, 28, 34)], eenheid="van de 1.000"), "De as loopt tot 40 van de 1.000."),
        (f.punt_met_marge([f.Punt("GLI", 49, 49, 49)], eenheid="mensen"), "De as telt mensen."),
        (
            f.punt_met_marge([f.Punt("Meedoen", 0.4, 0.1, 0.7)], eenheid="punt", schaal=(-1, 1)),
            "De as loopt van −1 tot 1 punten.",
        ),
        (
            f.halter([f.Halter("Lindeveld", 19, 2)], toen="inwoners", nu="deelnemers", eenheid="van de 100"),
            "De as loopt tot 20 van de 100.",
        ),
        (
            f.halter([f.Halter("Start", 0.5, 2)], toen="2020", nu="2022", eenheid="punten", schaal=(0, 4)),
            "De as loopt van 0 tot 4 punten.",
        ),
        (
            f.stellingen([f.Stelling("Ik ken mijn partners", (f.Meetpunt("2022", 3.4, 3.1, 3.7),))]),
            "De as loopt van 1 tot 5 punten.",
        ),
        (f.spreiding([f.Doos("Meedoen", "2022", 6.8, 5.7, 7.9, 4.6, 8.5, 290)]), "De as loopt van 0 tot 10 punten."),
        (f.verloop([f.Meetpunt("2020", 7.2), f.Meetpunt("2022", 7.7)], eenheid="punten", schaal=(1, 10)), "punten, van 1 tot 10"),
        (verloop(0.0), "verwijzingen"),
        (regelkaart(0.0), "verwijzingen per maand"),
    ],
)
def test_an_axis_names_what_it_counts_and_ends_where_it_says(figure: Figuur, said: str) -> None:
    for svg in both(figure):
        assert said in text_of(svg)
        if "tot" in said:
            end = said.removesuffix(" punten.").partition("tot ")[2].split()[0].rstrip(".")
            assert end in [word.text.removesuffix(",0") for word in words_in(svg)]


def test_an_axis_of_shares_in_time_ends_at_100_at_most() -> None:
    figure = f.verloop([f.Meetpunt("2012", 88, 80, 96), f.Meetpunt("2020", 91, 84, 98)], eenheid="van de 100")
    assert {word.text for word in words_in(figure.breed)} >= {"100"} and "150" not in text_of(figure.breed)


def test_a_long_run_is_told_in_months_and_as_long_as_the_marks_show_it() -> None:
    values = np.array([14.0, 9, 17, 11, 15, 12, 16, 10, 13, 11, 14, 12, 9, *[30.0] * 18])
    chart, names = stats.xmr_chart(values, baseline=12, improvement="neutral"), [f"maand {n}" for n in range(31)]
    assert [run.zin for run in lange_reeksen(chart, names, stappen="maanden")] == [
        "Al 18 maanden op rij boven het midden, sinds maand 13."
    ]
    for svg in both(f.regelkaart(chart, names, stappen="maanden")):
        assert "Al 18 maanden op rij boven het midden, sinds maand 13." in text_of(svg) and "buiten de grenzen" in text_of(svg)


def test_the_grid_of_statements_lies_behind_their_marks_and_not_behind_their_words() -> None:
    waves = tuple(f.Meetpunt(year, 3.0, 2.8, 3.2) for year in ("2020", "2021", "2022"))
    root = ET.fromstring(f.stellingen([f.Stelling("Burgerparticipatie", waves)]).smal)
    grid = root.findall("{http://www.w3.org/2000/svg}path")[0].get("d") or ""
    top = float(re.split(r"[ v]", grid.removeprefix("m"))[1])
    low = max(word.y for word in words_in(ET.tostring(root, encoding="unicode")) if word.text.startswith("tussen"))
    high = min(y for mark in root.iter("{http://www.w3.org/2000/svg}use") if (y := float(mark.get("y") or 0)) > 20)  # not the key
    assert low < top < high


def test_the_words_of_two_dots_stand_below_each_other_where_they_do_not_fit() -> None:
    figure = f.halter(
        [f.Halter("Lindeveld", 19, 2)], toen="deel van de inwoners", nu="deel van de deelnemers", eenheid="van de 100"
    )
    heads = [word for word in words_in(figure.smal) if word.text.startswith("deel")]
    assert [word.text for word in heads] == ["deel van de inwoners", "deel van de deelnemers"]
    assert heads[0].y < heads[1].y and all(word.end <= 230.4 for word in heads)


def test_letters_of_columns_are_explained_before_the_rows() -> None:
    figure = f.koppelkaart([("medisch", "Praktijk 1")], ["bewoners", "gemeente", "medisch"], {("Praktijk 1", "bewoners"): 2})
    places = {word.text: word.y for word in words_in(figure.smal)}
    assert places["A: bewoners"] < places["A"] < places["Praktijk 1"]


def test_events_are_numbered_in_the_order_of_time_and_drawn_as_precisely_as_they_are_known() -> None:
    moments = [
        f.Moment("Het buurthuis is open", "bereikt", "2022", 2022, 2023, held=True),
        f.Moment("Corona", "gebeurtenis", "12 maart 2020", 2020.2, 2020.2),
        f.Moment("Wissel", "gebeurtenis", "april 2021", 2021.25, 2021.33),
    ]
    figure = f.gebeurtenissen(moments, voet="Van 2 punten is de datum niet bekend.")
    said = text_of(figure.breed)
    assert said.index("1. Corona (12 maart 2020)") < said.index("2. Wissel (april 2021)") < said.index("3. Het buurthuis")
    lists = f.gebeurtenissen(moments, los={"Gevraagd:": ["Licht"], "Bereikt:": ["Bomen"]})
    for svg in both(lists):
        below = sorted((float(y), said) for y, said in re.findall(r'<text[^>]* y="([\d.]+)"[^>]*>([^<]+)', svg))
        assert [said for _, said in below][-4:] == ["Gevraagd:", "• Licht", "Bereikt:", "• Bomen"]
    assert "Van 2 punten" in said and figure.breed.count("stroke-width:3;") == 1
    assert figure.alt.startswith("Tijdlijn met 3 punten")


def test_without_dates_there_is_no_time_and_the_figure_says_so() -> None:
    points = [f.Zonderdag("Eén voordeur", "gevraagd"), *(f.Zonderdag(f"Ding {n}", "bereikt", held=True) for n in range(12))]
    figure = f.zonder_data(points, voet="De bron noemt geen data.")
    assert figure.alt.startswith("Lijst zonder data, met 13 punten. Gevraagd: 1. Bereikt: 12.")
    for svg in both(figure):
        said = text_of(svg)
        assert said.index("1. Eén voordeur") < said.index("13. Ding 11") < said.index("De bron noemt geen data.")
        assert not re.search(r"\b20\d\d\b", said)
    assert f.gebeurtenissen([f.Moment("Iets", "bereikt", "2022", 2022, 2023)]).alt.startswith("Tijdlijn met 1 punt:")


def test_what_is_known_of_each_row_stands_there_in_its_own_words() -> None:
    told = {("groen", "Doel"): "meer bomen", ("groen", "Wie koos"): "bewoners", ("geld", "Doel"): "minder zorgen"}
    figure = f.opgeschreven(["groen", "geld"], ["Doel", "Wie koos", "Waarom"], told)
    for svg in both(figure):
        said = text_of(svg)
        assert "Doel: meer bomen" in said and "Wie koos: bewoners" in said and "Niet bekend: waarom." in said
        assert "ja" not in said.split() and "?" not in said
    assert "Groen: Doel: meer bomen; Wie koos: bewoners." in figure.alt


def test_marks_of_one_kind_never_stand_on_each_other() -> None:
    moments = [f.Moment(f"Ding {n}", "bereikt", "mei 2022", 2022.33, 2022.41) for n in range(6)]
    for svg in both(f.gebeurtenissen(moments)):
        places = [
            (float(mark.get("x") or 0), float(mark.get("y") or 0))
            for mark in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}use")
        ]
        assert len(places) == 6
        assert all(abs(a[0] - b[0]) >= 15 or abs(a[1] - b[1]) >= 15 for i, a in enumerate(places) for b in places[i + 1 :])


def test_reasons_on_two_lines_keep_apart_where_rows_stand_close() -> None:
    known = [f.Punt(f"Groep {n}", 31.0 + n, 28.0 + n, 34.0 + n) for n in range(8)]
    unknown = [
        f.Punt(name, None, reden="de omvang van de doelgroep is niet bekend")
        for name in ("Wie Nederlands leert", "Mantelzorgers")
    ]
    found = [word for word in words_in(f.punt_met_marge([*known, *unknown], eenheid="van de 1.000").breed) if word.size == 10]
    told = sorted(word.y for word in found if word.text.split()[0] in ("de", "bekend", "niet", "doelgroep"))
    assert len(told) == 4 and all(later - earlier >= 11 for earlier, later in zip(told, told[1:], strict=False))


def test_marks_from_one_to_ten_stand_at_even_steps() -> None:
    assert [tick for tick, _ in tick_labels(1, 10, about=4)] == [1, 4, 7, 10]
    assert [tick for tick, _ in tick_labels(0, 10)] == [0, 2, 4, 6, 8, 10]
