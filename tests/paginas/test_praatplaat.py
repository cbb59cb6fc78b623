"""The plate says what the findings say, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from tests.paginas.conftest import BORDEN, VERHALEN, make_shipped_plaat, vondst

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.praatplaat import make_plaat, plaat_html
from wijkmonitor.paginas.verzameld import Verzameld

BEREIK = vondst(
    "bereik-doelgroep",
    "We bereiken 4 van de 100",
    waarde=0.04,
    herkomst="voorbeeld",
    bord={"getal": "4", "tekst": "van de 100 inwoners", "tien": 0, "voet": "Tussen 3 en 5."},
    bron="deelname (voorbeelddata)",
)
PLAN = vondst(
    "interventies-planning",
    "Plan",
    waarde=0.5,
    bord={
        "getal": "2",
        "tekst": "lopen nu",
        "bedden": [(name, "loopt") for name in "ABCD"] + [("E", "onbekend"), ("F", "gepland")],
    },
)


def test_a_board_without_a_report_shows_a_question_mark_and_says_so(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    plaat = make_shipped_plaat(dossiers["voorbeeldwijk"], Verzameld(dossiers["voorbeeldwijk"].peildatum))
    assert [bord.getal for bord in plaat.slots.borden] == [""] * 4
    html = plaat_html(plaat)
    assert html.count('<p class="feit geen">') == 4
    assert "Over deze vraag is nog geen rapport." in html


@pytest.mark.parametrize(
    ("teken", "told"), [("geen", "De wijk koos 7 thema's."), ("niet geleverd", "Er is geen tabel met deelname.")]
)
def test_a_board_without_a_figure_says_what_its_report_answers_and_otherwise_the_reason(
    teken: str, told: str, dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    missing = vondst("bereik-doelgroep", "Nog niet bekend", reden="Er is geen tabel met deelname.")
    line = {"tekst": "De wijk koos 7 thema's. En nog iets.", "herkomst": "openbaar", "teken": teken}
    bord = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", missing, antwoord=[line])).slots.borden[0]
    assert (bord.getal, bord.tekst) == ("", told)


def test_where_a_board_has_no_number_the_next_finding_of_its_report_takes_it(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    missing = vondst("bereik-doelgroep", "Nog niet bekend", reden="Er is geen tabel met deelname.")
    referred = vondst("bereik-doorverwijzingen", "Van 181 naar 244", bord={"getal": "244", "tekst": "verwijzingen in 2021"})
    bord = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", missing, referred)).slots.borden[0]
    assert (bord.getal, bord.tekst) == ("244", "verwijzingen in 2021")


@pytest.mark.parametrize(("weegt", "extra"), [("voor", "Twee scores stegen."), ("", "In de gemeente: 74.")])
def test_the_board_on_health_says_what_decides_its_answer_where_its_figure_does_not(
    weegt: str, extra: str, dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    felt = vondst(
        "gezondheid-nulmeting",
        "71 van de 100",
        bord={"getal": "71", "tekst": "voelen zich gezond", "extra": "In de gemeente: 74."},
    )
    rose = vondst("gezondheid-verandering", "Twee scores stegen; het meest meedoen: 0,9 punt omhoog", weegt=weegt)
    bord = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", felt, rose)).slots.borden[1]
    assert bord.extra == extra


def test_a_number_from_example_records_says_so_before_it_and_carries_the_badge(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    html = plaat_html(make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", BEREIK)))
    board = html.split('id="q1"')[1].split("</section>")[0]
    assert board.index("Voorbeeld: ") < board.index(">4<")
    assert "voorbeelddata" in board
    public = plaat_html(
        make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", replace(BEREIK, herkomst="openbaar")))
    )
    board = public.split('id="q1"')[1].split("</section>")[0]
    assert "Voorbeeld" not in board and "voorbeelddata" not in board


def test_a_share_too_small_for_ten_people_is_shown_in_a_hundred_dots(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    slots = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", BEREIK)).slots
    assert (slots.bereik, slots.honderd) == (0, 4)
    larger = replace(BEREIK, bord=replace(BEREIK.bord, getal="18", tien=2))
    slots = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", larger)).slots
    assert (slots.bereik, slots.honderd) == (2, None)


def test_a_quote_comes_only_from_a_finding_that_gives_one(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    silent = vondst("gezondheid-verhalen", "Verhalen", lees="“Dit mag niet op de muur.”", waarde=3)
    spoken = vondst("interventies-verhalen", "Verhalen", waarde=3, bord={"citaat": "Dit mag wel.", "rol": "bewoner"})
    assert make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", silent)).slots.quote == ""
    slots = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", silent, spoken)).slots
    assert (slots.quote, slots.quote_van) == ("Dit mag wel.", "bewoner")


def test_the_garden_shows_every_intervention_that_fits_with_its_name(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    slots = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", PLAN)).slots
    assert len(slots.bedden) == 6 and "van de 6 interventies" not in slots.noot


def test_the_plate_says_what_its_drawer_chose(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    plate = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", BEREIK, PLAN))
    assert plate.slots.noot.startswith("Tekening: ") and "Tekening: " in plaat_html(plate)


def test_the_garden_takes_of_each_state_in_turn_and_says_how_many_it_leaves_out(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkmonitor.paginas.praatplaat.MAX_BEDDEN", 4)
    slots = make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", PLAN)).slots
    assert [(bed.naam, bed.groei) for bed in slots.bedden] == [("A", "bloeit"), ("B", "bloeit"), ("F", "groeit"), ("E", "zaad")]
    assert "4 van de 6 interventies" in slots.noot


def test_agreements_are_those_of_the_last_session_with_what_we_see_now(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    dossier = dossiers["voorbeeldwijk-3"]
    stand = {
        "id": "voorbeeldwijk-3-2022-09-1",
        "oordeel": "kan toeval zijn",
        "nu": "Meer mensen doen mee. Het cijfer is 3.",
        "herkomst": "voorbeeld",
    }
    first, second, third = make_shipped_plaat(dossier, gather("voorbeeldwijk-3", afspraken=[stand])).slots.afspraken
    assert (first.wat, first.zien, first.stand) == (
        "Een van de groepen komt voortaan op een andere tijd bij elkaar.",
        "Meer mensen doen mee.",
        "toeval",
    )
    assert second.stand == third.stand == "niets"
    assert all(item.voorbeeld for item in (first, second, third))


def test_the_plate_says_of_an_agreement_what_the_reports_say_with_the_same_words(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    waits = {"id": "voorbeeldwijk-3-2022-09-1", "oordeel": "nog niet te vergelijken", "nu": "Het cijfer is 3."}
    html = plaat_html(
        make_shipped_plaat(dossiers["voorbeeldwijk-3"], gather("voorbeeldwijk-3", afspraken=[waits | {"herkomst": "voorbeeld"}]))
    )
    assert "– nog niet te vergelijken</em> Het cijfer is 3." in html
    assert "× hier meten we niets over</em>" in html and "nog open" not in html


def test_the_plate_has_links_to_the_reports_and_the_first_page(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    html = plaat_html(make_shipped_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", BEREIK)))
    assert '<a href="1-bereik.html">Vraag 1 van 4</a>' in html and '<a href="../index.html">Alle wijken</a>' in html


def test_the_inner_circle_first_asks_what_it_requested_of_the_outer_circle(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    slots = make_shipped_plaat(dossiers["voorbeeldwijk-3"], gather("voorbeeldwijk-3")).slots
    assert slots.binnen == ("Hoe bereiken we mensen van 65 jaar en ouder?",)


def test_the_inner_circle_is_asked_what_a_finding_raises_and_the_outer_circle_what_it_does_in_its_own_wijk(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    asked = [
        vondst("bereik-tijdlijn", "x", gespreksvraag="Wat hoort er ook bij dit rijtje?"),
        vondst("bereik-wie-missen-we", "x", gespreksvraag="Wie komt er niet?"),
        vondst("samenwerking-netwerk", "x", gespreksvraag="Wie kent wie niet?"),
    ]  # the timeline asks about its own list, which is not on the plate
    full = dossiers["voorbeeldwijk-3"]
    nothing = {naam: frame.iloc[:0] for naam, frame in full._tabellen.items()}
    fresh = replace(full, agenda=Leeragenda("voorbeeldwijk-3"), _tabellen=nothing)
    slots = make_shipped_plaat(fresh, gather("voorbeeldwijk-3", *asked)).slots
    assert slots.binnen == ("Wie komt er niet?",)
    assert slots.buiten == ("Wat werkt bij u om mensen te bereiken?",)


@pytest.mark.parametrize("wijk", ["voorbeeldwijk-2", "voorbeeldwijk", "voorbeeldwijk-3"])
def test_the_same_wijk_gives_the_same_bytes(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld], wijk: str) -> None:
    made = [plaat_html(make_shipped_plaat(dossiers[wijk], gather(wijk, BEREIK, PLAN))) for _ in range(2)]
    assert made[0] == made[1]
    assert len(made[0].encode()) < 1_000_000


def test_the_notebook_says_which_finding_stands_on_a_board_and_a_board_says_that_its_report_lacks_it(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    borden = ("bereik-verloop", *BORDEN[1:])
    slots = make_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", BEREIK), borden=borden, verhalen=VERHALEN).slots
    assert slots.borden[0].tekst == "Het rapport zegt hier niets over."
    with pytest.raises(ValueError, match="vier borden"):
        make_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk"), borden=BORDEN[:3], verhalen=())


@pytest.mark.parametrize("borden", [("bereik-trechte", *BORDEN[1:]), (BORDEN[1], BORDEN[0], *BORDEN[2:])])
def test_a_finding_of_another_question_or_of_none_is_refused_with_those_of_the_report(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld], borden: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=rf"hoort geen bevinding {borden[0]}. Kies uit: bereik-doelgroep"):
        make_plaat(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", BEREIK), borden=borden, verhalen=VERHALEN)


def test_the_plate_is_read_aloud_in_a_minute(gemaakt: Path) -> None:
    said = (gemaakt / "voorbeeldwijk" / "5-praatplaat.txt").read_text("utf-8")
    page = (gemaakt / "voorbeeldwijk" / "5-praatplaat.html").read_text("utf-8")
    page = unescape(page)
    lines = [line for line in said.split("\n\n")[1:] if line.strip()]
    assert len(said.split()) <= 170 and all(f"Bord {number}. " in said for number in (1, 2, 3, 4))
    assert [line for line in lines if line.strip() not in page] == []
    assert "inwoners van 15+ deden mee. " in said and "18 lijnen zijn er tussen zorg en welzijn. " in said


def test_no_board_of_the_plate_has_half_a_sentence(gemaakt: Path) -> None:
    pages = list(gemaakt.glob("*/5-praatplaat.html"))
    assert pages
    for page in pages:
        boards = re.findall(r'<section class="slot bord.*?</section>', page.read_text("utf-8"), re.DOTALL)
        assert len(boards) == 4 and not any("…" in board for board in boards), page.parent.name
        foot = re.search(r'class="voetregel"[^>]*>(.*?)</p>', page.read_text("utf-8"), re.DOTALL)
        assert foot and "Bronnen: " in foot[1] and "…" not in foot[1], page.parent.name
