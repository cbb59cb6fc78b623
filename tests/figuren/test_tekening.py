"""The drawings follow what a wijk has, are the same every time, and let no text from outside through."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest

from wijkmonitor.figuren.tekening import Bed, Plaatafspraak, Plaatbord, Slots, draw_scene, make_beeld, praatplaat_html, strook
from wijkmonitor.figuren.tekening.slots import fill

WIJKEN = {
    "stevenshof": ("rijtjes", "kinderboerderij", "beweeglint", "groen", "centrale ontmoetingsplek"),
    "alphen-noord": ("rijtjes", "hoogbouw", "huisartsenpraktijk met welzijnsspreekuur", "plein"),
    "zuidwest": ("portiek", "beweegpark (komt nog)"),
    "ergens": ("portiek", "beweegpark", "koffie- en theekar"),
    "elders": (),
}
HOSTILE = '<script>alert(1)</script>" onload="alert(2) {{ 7*7 }} 😀 \u202eomgekeerd &amp; \' '
BORD = Plaatbord(
    "Bereiken we de juiste inwoners?", "10", "van de 100 mensen", "Vooral mannen missen we.", "Tussen 9 en 12.", True
)
PLAAT = Slots(
    wijk="Stevenshof",
    gemeente="Leiden",
    datum="1 oktober 2022",
    slug="stevenshof",
    beeld=make_beeld(WIJKEN["stevenshof"]),
    borden=(BORD, replace(BORD, voorbeeld=False), replace(BORD, getal="", tekst="Te weinig antwoorden."), BORD),
    bereik=1,
    bloei=8,
    lijnen=9,
    bedden=(Bed("Welzijn op Recept", "bloeit"), Bed("GLI", "groeit"), Bed("Gezond eten", "zaad")),
    quote="Nu ken ik mijn buren.",
    quote_van="Bewoner, 67 jaar",
    afspraken=(Plaatafspraak("Bellen met wie niet begon", "Nu 83 van de 100. Eerst 78.", "toeval", True),),
    binnen=("Waarom komen mannen minder?",),
    buiten=("Wat werkt bij jullie?",),
)


def hostile_plate() -> Slots:
    bad = Plaatbord(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, True)
    return replace(
        PLAAT,
        wijk=HOSTILE,
        gemeente=HOSTILE,
        borden=(bad, bad, bad, bad),
        bedden=(Bed(HOSTILE, "bloeit", HOSTILE),),
        quote=HOSTILE,
        quote_van=HOSTILE,
        afspraken=(Plaatafspraak(HOSTILE, HOSTILE, "open"),),
        binnen=(HOSTILE,),
        buiten=(HOSTILE,),
        trots=(HOSTILE,),
        bronnen=(HOSTILE,),
    )


@pytest.mark.parametrize("slug", WIJKEN)
def test_a_street_is_the_same_every_time_and_well_formed(slug: str) -> None:
    drawn = strook(WIJKEN[slug], seed=slug)
    assert drawn == strook(WIJKEN[slug], seed=slug)
    assert ET.fromstring(drawn).get("aria-hidden") == "true"
    assert len(drawn) < 100_000


def test_every_wijk_has_a_street_of_its_own() -> None:
    drawn = [strook(words, seed=slug) for slug, words in WIJKEN.items()]
    assert all(a != b for a, b in combinations(drawn, 2))


def test_words_decide_what_is_drawn() -> None:
    beeld = make_beeld(WIJKEN["ergens"])
    assert (beeld.huizen, beeld.pad, beeld.groen) == (("portiekflats",), "stenen", "beweegpark")
    beeld = make_beeld(WIJKEN["stevenshof"])
    assert (beeld.pad, beeld.groen_naam, beeld.ontmoeting) == ("lint", "Kinderboerderij", "Ontmoetingsplek")
    beeld = make_beeld(WIJKEN["alphen-noord"])
    assert (beeld.huizen, beeld.loket, beeld.groen) == (("rijtjes", "hoogbouw"), "Welzijn", "plein")


def test_a_place_that_comes_later_is_a_sign_and_nobody_is_in_it() -> None:
    later = draw_scene(replace(PLAAT, beeld=make_beeld(["beweegpark (gepland)"])))
    there = draw_scene(replace(PLAAT, beeld=make_beeld(["beweegpark"])))
    assert ">komt nog</text>" in later and ">Beweegpark</text>" in later
    assert ">komt nog</text>" not in there and len(there) > len(later)


def test_unknown_words_leave_a_neutral_wijk() -> None:
    assert make_beeld(["kasteel", "<b>"]) == make_beeld([])


@pytest.mark.parametrize("slug", WIJKEN)
def test_the_scene_follows_what_a_wijk_has(slug: str) -> None:
    scene = draw_scene(replace(PLAAT, slug=slug, beeld=make_beeld(WIJKEN[slug])))
    label = ET.fromstring(scene).get("aria-label") or ""
    for word, present in (("Kinderboerderij", slug == "stevenshof"), ("beweeglint", slug == "stevenshof"),
                          ("loket Welzijn", slug == "alphen-noord"), ("Plein", slug == "alphen-noord"),
                          ("bord Beweegpark, komt nog", slug == "zuidwest"), ("koffie", slug == "ergens")):  # fmt: skip
        assert (word in label) == present
    for name in ("Huisarts", "Buurthuis", "Winkel", "Koffie"):
        assert (name in scene) == any(name.lower() in word for word in WIJKEN[slug]), "a place that nobody named"
    assert ("beweeglint" in scene) == (slug == "stevenshof")


def test_the_plate_is_the_same_every_time() -> None:
    assert praatplaat_html(PLAAT) == praatplaat_html(PLAAT)
    assert len(praatplaat_html(PLAAT).encode()) < 400_000


def test_every_slot_stands_on_the_plate_as_text() -> None:
    page = praatplaat_html(PLAAT)
    for word in ("Stevenshof", "Leiden", "1 oktober 2022", "van de 100 mensen", "Tussen 9 en 12.", "Welzijn op Recept",
                 "start later", "staat stil", "Nu ken ik mijn buren.", "Bewoner, 67 jaar", "Bellen met wie niet begon",
                 "~ kan toeval zijn", "Waarom komen mannen minder?", "Wat werkt bij jullie?"):  # fmt: skip
        assert word in page


def test_what_the_wijk_is_proud_of_stands_there_as_far_as_three_lines_hold_it() -> None:
    few = praatplaat_html(replace(PLAAT, trots=("meer bomen", "een hangplek")))
    assert '<p class="bereikt">Meer bomen; een hangplek</p>' in few
    many = praatplaat_html(replace(PLAAT, trots=("een plan voor de verbouw van het buurthuis",) * 9, trots_voorbeeld=True))
    shown = re.search(r'<p class="bereikt">(.*?) <span class="badge">voorbeeld</span></p>', many)
    assert shown and shown[1].endswith(f"(en nog {9 - shown[1].count('buurthuis')})") and "…" not in shown[1]


def test_a_board_without_a_number_shows_a_question_mark_and_the_reason() -> None:
    board = re.search(r'<section class="slot bord v3.*?</section>', praatplaat_html(PLAAT), re.S)
    assert board and ">?</strong>" in board.group() and "Te weinig antwoorden." in board.group()


def test_example_data_is_marked_on_each_board_that_rests_on_it() -> None:
    boards = re.findall(r'<section class="slot bord.*?</section>', praatplaat_html(PLAAT), re.S)
    assert [("voorbeelddata" in board) for board in boards] == [True, False, True, True]
    assert "= verzonnen cijfer" in praatplaat_html(PLAAT)


def test_without_example_data_no_badge_and_no_warning() -> None:
    real = replace(BORD, voorbeeld=False)
    page = praatplaat_html(replace(PLAAT, borden=(real, real, real, real), afspraken=(), geen_afspraken="Niets bekend."))
    assert "voorbeelddata" not in page and "verzonnen" not in page
    assert "Niets bekend." in page


def test_hostile_text_is_text() -> None:
    page = praatplaat_html(hostile_plate())
    found = [word for word in ("<script", 'onload="', "\u202e") if word in page]
    assert found == [] and "&lt;script&gt;" in page and "7*7" in page


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = praatplaat_html(PLAAT)
    assert set(re.findall(r"https?://[^\"'\s)]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\((?!#)", page)


def test_counts_outside_the_drawing_are_refused() -> None:
    with pytest.raises(ValueError, match="bloei=11"):
        replace(PLAAT, bloei=11)


def test_text_is_shortened_to_its_lines() -> None:
    short = fill("woord " * 60, 400, 46, 3)
    assert short.endswith("…") and len(short) < 80
    assert fill("past wel", 400, 46, 1) == "past wel"
    assert fill("x" * 400, 100, 46, 1).endswith("…")
    assert fill("", 100, 46, 1) == ""
