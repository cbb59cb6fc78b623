"""The page for the board: four answers, what is agreed, and at most three requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.paginas.conftest import make_shipped_bestuur, vondst

from wijkmonitor.afspraken.agenda import Leeragenda, parse_agenda
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.bestuur import bestuur_html, make_bestuur
from wijkmonitor.paginas.bestuurblad import INKORTINGEN, Bereiktgroep, Bestuur
from wijkmonitor.paginas.bestuurvragen import Zin
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.overzicht import RapportRegel
from wijkmonitor.paginas.pagina import first_sentences, shorten
from wijkmonitor.paginas.verzameld import Afgesproken, Verhaal, Verzameld

HOSTILE = '<script>alert("gehackt")</script> {{ 7*7 }} **vet** \u202eomgekeerd 😀 ' + "w" * 300
AGENDA = """
[sessie.s1]
datum = 2022-04-01
gesloten = true
[sessie.s1.afsluiting]
voorwaarden = "Steun van het bestuur"
[sessie.s2]
datum = 2022-09-01
gesloten = true
[sessie.s3]
datum = 2023-03-01
[leervraag.A]
vraag = "Hoe blijft dit bestaan?"
belemmering = "Het geld stopt"
gesteld_in = "s1"
[afspraak.a1]
sessie = "s2"
wat = "Er komt een vaste plek"
wie = "wethouder zorg"
terugkijk_in = "s3"
[afspraak.a2]
sessie = "s2"
wat = "De beleidsloze club belt rond"
wie = "sportclub"
terugkijk_in = "s3"
"""


def _agenda(text: str = AGENDA) -> Leeragenda:
    agenda, _ = parse_agenda(text, wijk="voorbeeldwijk", vandaag=date(2022, 12, 31))
    return agenda


def test_it_asks_for_needs_then_promises_then_questions_that_stick(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    text = AGENDA.replace("[sessie.s2]\n", '[sessie.s2.afsluiting]\nvoorwaarden = "Steun van het bestuur"\n[sessie.s2]\n')
    dossier = replace(dossiers["voorbeeldwijk"], agenda=_agenda(text))
    asked = [item.tekst for item in make_shipped_bestuur(dossier, gather("voorbeeldwijk")).vragen]
    assert asked == [
        "Dit is nodig om verder te kunnen: steun van het bestuur.",
        "Toegezegd door wethouder zorg: Er komt een vaste plek. Hoe staat het daarmee?",
        "Deze vraag blijft liggen: Hoe blijft dit bestaan? Het geld stopt.",
    ]


def test_what_is_asked_stands_first_then_what_goes_well_then_the_answers(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    page = bestuur_html(make_shipped_bestuur(dossiers["voorbeeldwijk"], gather("voorbeeldwijk")))
    heads = ["Dit vragen we aan u", "Dit is bereikt", "De drie doelen", "Vier vragen, vier antwoorden", "Dit is afgesproken"]
    assert sorted(heads, key=page.index) == heads


def test_where_there_is_room_a_figure_tells_then_and_now_beside_the_municipality(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    alone = replace(dossiers["voorbeeldwijk"], agenda=Leeragenda("voorbeeldwijk"))
    page = bestuur_html(make_shipped_bestuur(alone, gather("voorbeeldwijk")))
    assert re.search(r"Zich gezond voelen: 20\d\d en 20\d\d", page)
    assert re.search(r'alt="Puntfiguur met twee punten per rij, [^"]+ naast [^"]+20\d\d \(geschat\)', page)
    agreed = bestuur_html(make_shipped_bestuur(dossiers["voorbeeldwijk-3"], gather("voorbeeldwijk-3")))
    assert "Zich gezond voelen" not in agreed and agreed.count('class="wat"') > 1


def test_an_agreement_of_others_is_no_promise_of_the_board(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    dossier = replace(dossiers["voorbeeldwijk"], agenda=_agenda())
    assert not any("sportclub" in item.tekst for item in make_shipped_bestuur(dossier, gather("voorbeeldwijk")).vragen)


def test_what_stops_without_money_is_said_once(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    full = replace(dossiers["voorbeeldwijk"], agenda=Leeragenda("voorbeeldwijk"))
    same = full.tabel("borging").assign(zonder_geld="De groep stopt")
    asked = make_shipped_bestuur(full.met_tabellen({"borging": same}), gather("voorbeeldwijk")).vragen
    ending = next(item for item in asked if item.tekst.startswith("Binnen een jaar stopt"))
    assert ";" in ending.tekst and [told for _, told in ending.erbij].count("De groep stopt.") == 1


def test_without_an_agenda_the_figures_ask(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    full = replace(dossiers["voorbeeldwijk"], agenda=Leeragenda("voorbeeldwijk"))
    dossier = full.met_tabellen({"borging": full.tabel("borging").iloc[:0]})
    findings = [
        vondst(
            "samenwerking-bevorderend",
            "Dit stond het vaakst in de weg: regie en rollen",
            waarde=0.4,
            bord={"onderwerp": "regie en rollen"},
        ),
        vondst("interventies-gevolgd", "De monitor volgt 4 van de 12", waarde=4.0, n=12),
    ]
    asked = [item.tekst for item in make_shipped_bestuur(dossier, gather("voorbeeldwijk", *findings)).vragen]
    assert asked[0].startswith("Dit stond het vaakst in de weg: regie en rollen. Wat kan")
    assert asked[1].startswith("De monitor volgt 4 van de 12.")
    assert asked[2].startswith("Gevraagd (") and asked[2].endswith("Wat kan het bestuur daaraan doen?")
    silent = dossier.met_tabellen({name: dossier.tabel(name).iloc[:0] for name in ("resultaten", "wensen")})
    html = bestuur_html(make_shipped_bestuur(silent, gather("voorbeeldwijk")))
    assert "Er is nu geen vraag aan het bestuur opgeschreven." in html and "Er is nog geen afspraak opgeschreven." in html


@pytest.mark.parametrize("wijk", ["voorbeeldwijk-2", "voorbeeldwijk", "voorbeeldwijk-3"])
def test_the_page_is_without_faults(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld], wijk: str) -> None:
    assert find_faults(bestuur_html(make_shipped_bestuur(dossiers[wijk], gather(wijk)))) == []


def test_hostile_text_shows_as_text(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    wijk = dossiers["voorbeeldwijk"].wijk.model_copy(update={"naam": HOSTILE, "gemeente_naam": HOSTILE})
    said = [{"tekst": HOSTILE, "herkomst": "openbaar", "vooraf": before} for before in ("Wel:", "Nog niet:")]
    page = make_shipped_bestuur(replace(dossiers["voorbeeldwijk"], wijk=wijk), gather("voorbeeldwijk", antwoord=said))
    html = bestuur_html(make_hostile(page))
    assert find_faults(html) == []
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "\u202e" not in html and "{{ 7*7 }}" in html


def make_hostile(page: Bestuur) -> Bestuur:
    bad = Afgesproken(HOSTILE, HOSTILE, "kan toeval zijn", HOSTILE * 3, voorbeeld=True)
    return replace(page, afspraken=(bad,) * 3, vragen=(Zin(HOSTILE, True),) * 3)


def test_a_long_text_is_cut_at_a_word_and_sentences_stay_whole() -> None:
    assert shorten("een twee drie vier", 13) == "een twee…"
    assert first_sentences("Een zin. Een tweede zin die veel langer is dan past.", 20) == "Een zin."
    assert len(shorten("w" * 500, 40)) == 40


def test_where_the_sheet_is_full_rows_give_way_first_and_then_what_goes_with_a_decision(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    line = "Dit is een zin die op het blad staat. "
    made = make_shipped_bestuur(dossiers["voorbeeldwijk"], gather("voorbeeldwijk"))
    agreed = Afgesproken(line.strip(), "buurthuis", "kan toeval zijn", line * 2)
    asked = Zin(line.strip(), erbij=tuple((name, line * 2) for name in ("Wie", "Voor", "Hoeveel", "Anders")))
    kinds = tuple(Bereiktgroep(f"Kop {kind}", (Zin(line * 2),) * 5) for kind in range(4))
    short = replace(made, afspraken=(), vragen=(asked,), bereikt=kinds[:1])
    full = replace(made, afspraken=(agreed,) * 3, vragen=(asked,) * 3, bereikt=kinds, verhaal=Verhaal((line,) * 9))
    full = replace(full, doelen=tuple(replace(aim, regel=line, betekent=line * 7) for aim in made.doelen))
    shown = [bestuur_html(page) for page in (short, full)]
    assert [re.findall(r"En nog (\d+)", page) for page in shown] == [["2"], ["4"] * 4]
    assert [page.count(f"<dd>{(line * 2).strip()}</dd>") for page in shown] == [4, 0]
    assert shown[1].count(f'<p class="wat">{line.strip()}</p>') == 3 and "…" not in shown[1]


def test_the_notebook_says_what_is_asked_first(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    first = make_bestuur(
        dossiers["voorbeeldwijk"], gather("voorbeeldwijk"), gevraagd=["hardnekkige vragen", "voorwaarden"]
    ).vragen
    turned = make_bestuur(
        dossiers["voorbeeldwijk"], gather("voorbeeldwijk"), gevraagd=["voorwaarden", "hardnekkige vragen"]
    ).vragen
    assert {line.tekst for line in first} == {line.tekst for line in turned} and first[0] != turned[0]
    with pytest.raises(ValueError, match="Kies uit: voorwaarden"):
        make_bestuur(dossiers["voorbeeldwijk"], gather("voorbeeldwijk"), gevraagd=["dromen"])


def test_every_aim_says_what_its_number_means_or_that_nothing_is_known(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    found = gather("voorbeeldwijk", vondst("bereik-activiteiten", "Open activiteiten trokken samen 838 bezoeken"))
    html = bestuur_html(make_shipped_bestuur(dossiers["voorbeeldwijk"], found))
    aims = html.partition('id="doelen"')[2].partition("</section>")[0]
    assert "838 bezoeken. Het getal zegt of er mensen komen. Of bewoners zelf meer doen, weten we niet." in aims
    assert "Een cijfer is er niet. Wel: twee praktijken hebben een vast uur voor welzijn." in aims
    assert aims.count("Of we dit doel halen, weten we niet.") == 1


def test_what_a_figure_says_of_an_aim_stays_whole_as_long_as_what_is_asked(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    said = "Open activiteiten trokken samen 838 bezoeken, de meeste bij Gezondheidsmarkt"
    page = make_shipped_bestuur(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", vondst("bereik-activiteiten", said)))
    for inkorting in INKORTINGEN:
        assert (page.ingekort(inkorting).doelen[0].regel.rstrip(".") == said) == (inkorting.kern >= 1), inkorting


def test_an_answer_deels_shows_what_goes_well_beside_what_does_not(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    lines = [
        {"regel": f"Voorbeeld: {side} {what}", "tekst": what, "herkomst": "voorbeeld", "vooraf": side}
        for side, what in (("Dit lukt nog niet.", "We missen mannen."), ("Dit gaat goed.", "Er begonnen 448 mensen."))
    ]
    found = gather("voorbeeldwijk", woord="deels", antwoord=lines)
    html = bestuur_html(make_shipped_bestuur(dossiers["voorbeeldwijk"], found))
    answer = html.partition('class="antwoorden"')[2].partition("</li>")[0]
    said = "Dit lukt nog niet. We missen mannen. Dit gaat goed. Er begonnen 448 mensen."
    assert said in answer and "Voorbeeld:" not in html  # that stands once, above the answers
    assert 'Vier vragen, vier antwoorden <span class="badge">voorbeelddata</span>' in html
    assert (
        RapportRegel.of(
            found.van("voorbeeldwijk")[0].inhoud | {"naam": "1-bereik", "teken": "geen", "peildatum": "2022-12-31"}
        ).kop
        == f"Voorbeeld: {said}"
    )
