"""What every form promises: same bytes, well-formed SVG, Dutch numbers as text, alt text, reasons instead of holes."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import matplotlib as mpl
import pandas as pd
import pytest
from tests.figuren.woorden import text_of, words_in

from wijkmonitor import figuren as f
from wijkmonitor.figuren.figuur import Figuur

LONG = "Wandelgroep voor ouders met jonge kinderen (30)"
HOSTILE = (
    "<script>alert(1)</script>",
    "$x_1^2$ & 'quoted' \"text\"",
    "😀 \u202eomgekeerd\u202c مرحبا \x00\x07",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ']]> --> &amp; font-family: x; d="1.23456"',
)


@dataclass(frozen=True)
class Vorm:
    """A form with an example call: the words that must be read in both sizes, and the same call with other names."""

    draw: Callable[[Callable[[str], str]], Figuur]
    words: tuple[str, ...]
    alt_words: tuple[str, ...]


def punt(name: Callable[[str], str]) -> Figuur:
    rows = [
        f.Punt(name("GLI"), 7.1, 5.5, 9.0, 10),
        f.Punt(name(LONG), 1234.0, 1102.0, 1378.0),
        f.Punt(name("Stevit"), None, reden="minder dan 5 mensen"),
    ]
    return f.punt_met_marge(rows, eenheid="mensen", lijnen=[f.Groepslijn("samen", 502, 480, 530)])


def vergelijking(name: Callable[[str], str]) -> Figuur:
    rows = [
        f.Punt(name("Wijk"), 18.2, 15.1, 21.6),
        f.Punt(name("Gemeente"), 16.4, held=False),
        f.Punt(name("Nederland"), None, reden="niet beschikbaar", held=False),
    ]
    return f.vergelijking(rows, eenheid="%", decimalen=1, schaal=(0, 100))


def twee_kanten(name: Callable[[str], str]) -> Figuur:
    rows = [
        f.Kant("Geslacht", name("Vrouwen"), 16.2, 9, 23),
        f.Kant("Geslacht", name("Mannen"), -16.2, -23, -9),
        f.Kant("Leeftijd", name("45 tot 65 jaar"), 5, -2, 12),
        f.Kant("Buurt", name("Kloosterhof"), None, reden="minder dan 5 mensen"),
    ]
    return f.twee_kanten(rows)


def trechter(name: Callable[[str], str]) -> Figuur:
    steps = [
        f.Stap(name("meldden zich aan"), 1214, "1.043 mensen begonnen niet"),
        f.Stap(name("begonnen"), 171, "32 stopten eerder"),
        f.Stap(name("rondden het af"), 118, bezig=21),
        f.Stap(name("kwamen terug"), None, reden="niet bijgehouden"),
    ]
    return f.trechter(steps)


def verloop(name: Callable[[str], str]) -> Figuur:
    points = [
        f.Meetpunt("2019", 16, 9.1, 26, 2019.5),
        f.Meetpunt("2020", 19, 11.4, 29.7, 2020.5),
        f.Meetpunt("2021", None, x=2021.5, reden=name("niet geteld")),
    ]
    return f.verloop(points, mijlpalen=[f.Mijlpaal(2020.2, name("corona"))], opmerking="Dit kan toeval zijn.")


def halter(name: Callable[[str], str]) -> Figuur:
    rows = [
        f.Halter(name("Wijk"), 49.1, 51.4),
        f.Halter(name("Gemeente"), 42.2, 41.0, held=False),
        f.Halter(name("Nederland"), None, 50.8, held=False, reden="alleen 2020"),
    ]
    return f.halter(rows, toen="2012", nu="2020", decimalen=1)


def balken(name: Callable[[str], str]) -> Figuur:
    rows = [f.Balk(name("Groen"), 1234.5), f.Balk(name("Sport"), 0), f.Balk(name("Eten"), None, reden="niet gevraagd")]
    return f.balken(rows, eenheid="uur", decimalen=1)


def buurten(name: Callable[[str], str]) -> Figuur:
    rows = [f.Punt(name(f"Buurt {n}"), 40.4 + n) for n in range(5)]
    rows.append(f.Punt(name("Zuiderpark"), None, reden="te weinig inwoners"))
    lines = [f.Groepslijn(name("Wijk"), 46), f.Groepslijn("Gemeente", 44)]
    return f.buurten(rows, lijnen=lines, eenheid="van de 100")


def regelkaart(name: Callable[[str], str]) -> Figuur:
    values = [5, 7, 6, 8, float("nan"), 6, 7, 6, 5, 7, 6, 8, 1919]
    frame = pd.DataFrame({"value": values, "centre": 7.0, "lower": 2.0, "upper": 12.0,
                          "meaning": ["common_cause"] * 12 + ["special_cause_improvement"]})  # fmt: skip
    moments = [f"maand {n}" for n in range(13)]
    return f.regelkaart(frame, moments, mijlpalen=[f.Mijlpaal(2.5, name("corona"))])


def stellingen(name: Callable[[str], str]) -> Figuur:
    scores = (
        f.Meetpunt("november 2020", 3.1, 2.7, 3.5),
        f.Meetpunt("november 2021", None, reden="te weinig antwoorden"),
        f.Meetpunt("september 2022", 3.8, 3.4, 4.2),
    )
    return f.stellingen([f.Stelling(name("draagvlak"), scores), f.Stelling(name("regie"), scores[:1])])


def spreiding(name: Callable[[str], str]) -> Figuur:
    boxes = [
        f.Doos(name("meedoen"), "2020", 6.1, 5, 7, 3, 9, 1234),
        f.Doos(name("meedoen"), "2022", 6.6, 5, 8, 4, 9, 88),
        f.Doos(name("zingeving"), "2022", None, reden="te weinig antwoorden"),
    ]
    return f.spreiding(boxes)


def spinnenweb(name: Callable[[str], str]) -> Figuur:
    names = [name(n) for n in ("lichaamsfuncties", "mentaal welbevinden", "zingeving", "meedoen")]
    return f.spinnenweb(names, [f.Weblijn("2020", (6.4, 7, 7.4, 6.9)), f.Weblijn("2022", (6.6, None, 7.2, 10))])


def netwerk(name: Callable[[str], str]) -> Figuur:
    a, b, c = name("Huisarts"), name("Wijkteam"), name("Sportclub")
    nodes = [f.Knoop(a, "medisch"), f.Knoop(b, "sociaal"), f.Knoop(c, "sport")]
    waves = [
        f.Netwerkmeting("2020", None, reden="te weinig antwoorden"),
        f.Netwerkmeting("2022", (f.Band(a, b, 2), f.Band(b, a, 3), f.Band(a, c, 0))),
    ]
    return f.netwerk(nodes, waves)


def koppelkaart(name: Callable[[str], str]) -> Figuur:
    a, b = name("Huisarts"), name("Wijkteam")
    ties = {(a, "sociaal"): 4, (b, "medisch"): 1, (b, "sport"): None}
    return f.koppelkaart([("medisch", a), ("sociaal", b)], ["medisch", "sociaal", "sport"], ties)


def dekking(name: Callable[[str], str]) -> Figuur:
    rows, columns = [name("eenzaamheid"), name("overgewicht")], ["voorlichting en educatie", name("omgeving")]
    return f.dekking(rows, columns, {(rows[0], columns[0]): 3, (rows[1], columns[1]): None})


def tijdlijn(name: Callable[[str], str]) -> Figuur:
    rows = [
        f.Looptijd(name("GLI"), "loopt", date(2020, 1, 1), date(2022, 12, 31), date(2020, 4, 1)),
        f.Looptijd(name("Beweeglint"), "nog niet gestart", date(2022, 1, 1), None),
    ]
    return f.tijdlijn(rows, peildatum=date(2022, 10, 1), mijlpalen=[(date(2020, 3, 15), name("corona"))])


def factoren(name: Callable[[str], str]) -> Figuur:
    rows = [f.Factor(name("regie en rollen"), 12, 3), f.Factor(name("geld"), None, 4, reden="te weinig fragmenten")]
    return f.factoren(rows)


def square(x: float, y: float) -> list[list[list[list[float]]]]:
    return [[[[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]]]


def kaart(name: Callable[[str], str]) -> Figuur:
    areas = {code: square(4.4 + 0.1 * n, 52.1) for n, code in enumerate(("WK1", "WK2", "WK3"))}
    names = {"WK1": name("Stevenshof"), "WK2": name("Merenwijk"), "WK3": name("Zuid")}
    return f.kaart(areas, {"WK1": 41.2, "WK2": 55}, namen=names, held=["WK1"], eenheid="van de 100")


VORMEN: dict[str, Vorm] = {
    "buurten": Vorm(
        buurten,
        ("40 van de 100", "44 van de 100", "Wijk: 46", "Gemeente: 44", "te weinig inwoners", "marges zijn niet bekend"),
        ("Wijk: 46 van de 100", "Buurt 0: 40 van de 100", "Zuiderpark: geen cijfer, te weinig inwoners"),
    ),
    "regelkaart": Vorm(
        regelkaart,
        ("1.919", "corona", "gunstiger dan toeval", "Geen cijfer: maand 4"),
        ("13 punten", "gunstiger dan toeval: maand 12 (1.919)", "midden 7"),
    ),
    "stellingen": Vorm(
        stellingen,
        ("3,1", "tussen 2,7 en 3,5", "3,8", "te weinig antwoorden", "← oneens", "eens →"),
        ("schaal 1 tot 5", "draagvlak: september 2022: 3,8, november 2021: te weinig antwoorden, november 2020: 3,1"),
    ),
    "spreiding": Vorm(
        spreiding,
        ("midden 6,1, 1.234 mensen", "midden 6,6, 88 mensen", "te weinig antwoorden"),
        ("meedoen 2022: midden 6,6, 88 mensen, helft van 5,0 tot 8,0", "zingeving 2022: te weinig antwoorden"),
    ),
    "spinnenweb": Vorm(
        spinnenweb,
        ("6,4", "6,6", "7,4", "10,0", "geen", "cijfer"),
        ("2022", "lichaamsfuncties: 6,6, in 2020: 6,4", "mentaal welbevinden: geen cijfer, in 2020: 7,0"),
    ),
    "netwerk": Vorm(
        netwerk,
        ("2022: 1 lijn", "te weinig", "antwoorden", "medisch", "Huisarts", "Sportclub"),
        ("3 organisaties", "2022: 1 lijn, 1 tussen medisch en sociaal", "2020: te weinig antwoorden"),
    ),
    "koppelkaart": Vorm(
        koppelkaart,
        ("4", "1", "Huisarts", "×", "te klein om te tonen"),
        ("Huisarts (medisch) sociaal 4", "Wijkteam (sociaal) medisch 1 en 1 niet getoond"),
    ),
    "dekking": Vorm(
        dekking,
        ("3", "niets", "×", "te klein om te tonen", "eenzaamheid"),
        ("eenzaamheid: voorlichting en educatie 3", "overgewicht: 1 niet getoond", "Leeg: 2 van de 4 vakken"),
    ),
    "tijdlijn": Vorm(
        tijdlijn,
        ("loopt", "nog niet gestart", "stand 1 oktober 2022", "corona", "2021", "gepland", "echt"),
        ("GLI: loopt, sinds april 2020, gepland januari 2020", "Beweeglint: nog niet gestart"),
    ),
    "factoren": Vorm(
        factoren,
        ("12", "3", "4", "te weinig", "← belemmerend", "bevorderend →"),
        ("regie en rollen: 12 keer bevorderend, 3 keer belemmerend", "geld: 4 keer belemmerend, te weinig fragmenten"),
    ),
    "kaart": Vorm(
        kaart,
        ("41", "55", "geen cijfer", "Stevenshof"),
        ("3 gebieden", "Stevenshof: 41 van de 100", "Hoogste: Merenwijk 55", "Geen cijfer: 1 gebied"),
    ),
    "punt_met_marge": Vorm(
        punt,
        ("7 mensen", "tussen 6 en 9", "1.234 mensen", "tussen 1.102 en 1.378", "doel 10", "samen: 502", "minder dan 5 mensen"),
        ("GLI: 7 mensen, tussen 6 en 9, doel 10", "Samen: 502 mensen", "Stevit: geen cijfer, minder dan 5 mensen"),
    ),
    "vergelijking": Vorm(
        vergelijking,
        ("18,2%", "tussen 15,1 en 21,6", "16,4%", "marge onbekend", "niet beschikbaar"),
        ("Wijk: 18,2%, tussen 15,1 en 21,6", "Gemeente: 16,4%", "Niet elke marge is bekend"),
    ),
    "twee_kanten": Vorm(
        twee_kanten,
        ("+16", "−16", "minder dan 5 mensen", "← minder", "meer →", "van de 100 deelnemers"),
        ("Minder, van de 100 deelnemers: Mannen 16", "Meer, van de 100 deelnemers: Vrouwen 16", "Kan toeval zijn: 45 tot 65"),
    ),
    "trechter": Vorm(
        trechter,
        ("1.214", "171", "118", "21 nog bezig", "niet bijgehouden", "1.043 mensen begonnen niet"),
        ("Meldden zich aan: 1.214", "32 stopten eerder", "Rondden het af: 118, en 21 nog bezig"),
    ),
    "verloop": Vorm(
        verloop,
        ("16", "19", "2019", "2020", "niet geteld", "corona", "kan toeval zijn"),
        ("2021: geen cijfer, niet geteld", "2020: 19, tussen 11 en 30", "Gemarkeerd: corona", "Dit kan toeval zijn"),
    ),
    "halter": Vorm(
        halter,
        ("49,1", "51,4", "42,2", "41,0", "50,8", "alleen 2020", "marges zijn niet bekend"),
        ("2020 naast 2012", "Wijk: 2020: 51,4, 2012: 49,1", "Nederland: 2020: 50,8, alleen 2020"),
    ),
    "balken": Vorm(
        balken, ("1.234,5 uur", "0,0 uur", "niet gevraagd"), ("3 balken", "Groen: 1.234,5 uur", "Eten: niet gevraagd")
    ),
}


def same(name: str) -> str:
    return name


@pytest.fixture(params=sorted(VORMEN))
def vorm(request: pytest.FixtureRequest) -> Vorm:
    return VORMEN[request.param]


def test_the_same_rows_give_the_same_bytes(vorm: Vorm) -> None:
    assert vorm.draw(same) == vorm.draw(same)


def test_settings_of_others_do_not_change_the_bytes(vorm: Vorm) -> None:
    before = vorm.draw(same)
    with mpl.rc_context({"lines.linewidth": 9, "svg.fonttype": "path", "text.parse_math": True, "patch.linewidth": 5}):
        assert vorm.draw(same) == before


def test_numbers_and_reasons_stand_in_both_sizes_in_dutch(vorm: Vorm) -> None:
    figure = vorm.draw(same)
    wide, narrow = text_of(figure.breed), text_of(figure.smal)
    for word in vorm.words:
        assert word in wide, f"{word!r} not in the wide size: {wide}"
        assert word in narrow, f"{word!r} not in the narrow size: {narrow}"


def test_a_hole_is_never_a_number(vorm: Vorm) -> None:
    figure = vorm.draw(same)
    for svg in (figure.breed, figure.smal):
        assert not re.search(r"\bnan\b|\binf\b", svg) and "None" not in text_of(svg)
        assert not re.search(r"\d\.\d(?!\d\d)", text_of(svg)), "a number in English notation"


def test_sizes_are_as_agreed(vorm: Vorm) -> None:
    figure = vorm.draw(same)
    assert ET.fromstring(figure.breed).get("width") == "532.8pt"
    assert ET.fromstring(figure.smal).get("width") == "230.4pt"
    assert max(len(figure.breed), len(figure.smal)) < 25_000


def test_text_stays_text_and_nothing_is_loaded(vorm: Vorm) -> None:
    figure = vorm.draw(same)
    for svg in (figure.breed, figure.smal):
        addresses = set(re.findall(r"https?://[^\"\s]+", svg))
        assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
        assert "<text" in svg and "<image" not in svg


def test_alt_names_the_form_and_its_numbers_in_at_most_300_characters(vorm: Vorm) -> None:
    alt = vorm.draw(same).alt
    assert 20 < len(alt) <= 300
    assert not alt.lower().startswith(("afbeelding", "grafiek", "plaatje"))
    assert re.search(r"\d", alt) and alt[0] == alt[0].upper()
    assert [word for word in vorm.alt_words if word.lower() not in alt.lower()] == [], alt


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(vorm: Vorm, hostile: str) -> None:
    figure = vorm.draw(lambda name: f"{hostile} {name[:3]}")
    for svg in (figure.breed, figure.smal):
        root = ET.fromstring(svg)
        assert "script" not in {element.tag.rpartition("}")[2] for element in root.iter()}
        assert "\u202e" not in svg and "\x00" not in svg
    assert "\u202e" not in figure.alt and len(figure.alt) <= 300


@pytest.mark.parametrize("hostile", HOSTILE)
def test_names_stay_within_the_sheet(vorm: Vorm, hostile: str) -> None:
    figure = vorm.draw(lambda name: f"{hostile} {LONG} {name}")
    for svg, width in ((figure.breed, 532.8), (figure.smal, 230.4)):
        for found in words_in(svg):
            assert found.start >= -2 and found.end <= width + 4, found


def test_no_letter_is_smaller_than_8_points_on_a_printed_page(vorm: Vorm) -> None:
    # the wide drawing is as wide as the text of an A4: 176 mm of 188, see `@media print` in stijl.css
    figure = vorm.draw(same)
    on_paper = 176 / 25.4 * 72 / 532.8
    assert min(found.size for found in words_in(figure.breed)) * on_paper >= 8
    assert min(found.size for found in words_in(figure.smal)) >= 8.5


def test_words_do_not_lie_over_each_other(vorm: Vorm) -> None:
    figure = vorm.draw(same)
    for svg in (figure.breed, figure.smal):
        found = words_in(svg)
        touching = [
            (a.text, b.text)
            for place, a in enumerate(found)
            for b in found[place + 1 :]
            if min(a.end, b.end) - max(a.start, b.start) > 1 and abs(a.y - b.y) < 0.62 * min(a.size, b.size)
        ]
        assert touching == []
