"""Samen leren: alphabetical, nothing ranked, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.opdracht import ROOT
from tests.paginas.conftest import vondst
from tests.paginas.test_sessieverslag import words_of
from tests.proefdata import proefdata

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.bevinding import Bevinding, Gezegd
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.paginas import blokken
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.exporter import without_style
from wijkmonitor.paginas.pagina import GEBIEDEN, Paginakop, wrap
from wijkmonitor.paginas.samen_leren import VRAGEN, SamenLeren, make_samen_leren, open_samen_leren
from wijkmonitor.paginas.stuk import stuk_docx
from wijkmonitor.paginas.verslag import make_verslag, without_invented
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.taal.getallen import opsomming, opsomming_kort
from wijkmonitor.uitgevoerd import DOCUMENT_MIME

DATA = proefdata()
DELEN = (
    blokken.opening,
    blokken.naast_elkaar,
    blokken.koppels,
    blokken.lessen,
    blokken.open_punten,
    blokken.stappen,
    blokken.factoren,
    blokken.mix,
    blokken.duidingen,
    blokken.menukaart,
    blokken.gesprek,
    blokken.verantwoording,
)


@pytest.fixture
def samen(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> SamenLeren:
    """The three shipped wijken, given in another order than the alphabet."""
    return _make([dossiers[name] for name in ("voorbeeldwijk", "voorbeeldwijk-3", "voorbeeldwijk-2")], gather)


def _make(dossiers: Sequence[Dossier], gather: Callable[..., Verzameld], *findings: Bevinding) -> SamenLeren:
    parts = [gather(dossier.wijk.slug, *findings) for dossier in dossiers]
    return make_samen_leren(dossiers, replace(parts[0], rapporten=tuple(r for part in parts for r in part.rapporten)), data=DATA)


def test_wijken_stand_in_alphabetical_order_in_every_part(samen: SamenLeren) -> None:
    names = [f"{name} (verzonnen)" for name in ("Voorbeeldwijk", "Voorbeeldwijk 2", "Voorbeeldwijk 3")]
    assert [wijk.naam for wijk in samen.kring.wijken] == names
    assert [item.wijk for item in samen.aanpakken] == names
    for part in (blokken.naast_elkaar, blokken.stappen, blokken.factoren, blokken.mix):
        heads = re.findall(r"(?:<h4[^>]*>|<th scope=\"(?:col|row)\">)(Voorbeeldwijk[ 23]* \(verzonnen\))<", part(samen).html)
        assert heads[:3] == names


def test_every_wijk_has_its_answers_under_every_question(samen: SamenLeren) -> None:
    html = blokken.naast_elkaar(samen).html
    for number in range(1, 5):
        assert html.count(f"Antwoord op {number}.") == 3
    assert 'href="voorbeeldwijk/1-bereik.html"' in html


def test_what_goes_well_in_one_wijk_stands_beside_the_question_of_another(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    """Only about the same question, and never beside the wijk's own question."""
    asks, tells = dossiers["voorbeeldwijk"], dossiers["voorbeeldwijk-2"]
    quiet = replace(tells, agenda=Leeragenda(tells.agenda.wijk))
    well = vondst("samenwerking-netwerk", "Het netwerk ging van 3 naar 12 lijnen", weegt="voor", herkomst="eigen registratie")
    both = [gather(asks.wijk.slug), gather(quiet.wijk.slug, well)]
    found = make_samen_leren([asks, quiet], replace(both[0], rapporten=both[0].rapporten + both[1].rapporten), data=DATA)
    question = next(item.vraag for item in asks.agenda.open_vragen if item.monitorvraag == 3)
    html = blokken.koppels(found).html
    assert "Voorbeeldwijk 2 (verzonnen): Het netwerk ging van 3 naar 12 lijnen" in html and question in html
    assert html.count('class="naast-vraag') == 1 and html.count("Voorbeeldwijk (verzonnen) vraagt:") == 1
    told = "Voorbeeldwijk 2 (verzonnen) kan iets vertellen aan Voorbeeldwijk (verzonnen). Het netwerk ging van 3 naar 12 lijnen."
    assert found.antwoord[0] == f"Voorbeeld: {told}"  # the question is invented
    alone = _make([asks], gather, well)
    assert not alone.koppels and "nog niets naast elkaar gelegd" in blokken.koppels(alone).html


def test_no_match_is_claimed_where_both_ask_or_both_do_well_or_the_question_is_about_another_figure(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    asks, tells = dossiers["voorbeeldwijk"], dossiers["voorbeeldwijk-2"]
    question = next(item for item in asks.agenda.open_vragen if item.monitorvraag == 3)
    quiet = replace(tells, agenda=Leeragenda(tells.agenda.wijk))
    well = vondst("samenwerking-netwerk", "Het netwerk ging van 3 naar 12 lijnen", weegt="voor")
    other = vondst("samenwerking-zorg-welzijn", "Zorg en welzijn kennen elkaar", weegt="voor")

    def matches(teller: Dossier, here: Bevinding, *there: Bevinding) -> bool:
        found = replace(gather("voorbeeldwijk", *there), rapporten=())
        parts = [gather(asks.wijk.slug, *there), gather(teller.wijk.slug, here)]
        found = replace(found, rapporten=tuple(report for part in parts for report in part.rapporten))
        return bool(make_samen_leren([asks, teller], found, data=DATA).koppels)

    assert "samenwerking-netwerk" in question.indicatoren and matches(quiet, well)
    assert not matches(quiet, well, well) and not matches(quiet, other)
    same = Leeragenda(tells.agenda.wijk, sessies=asks.agenda.sessies, leervragen=(question,))
    assert not matches(replace(tells, agenda=same), well)


def _region(one: Dossier, number: int, *, own: bool) -> list[Dossier]:
    """Copies of a wijk in five municipalities. own: whether each wrote down something else."""
    made = []
    real = {"herkomst": "eigen registratie"} if own else {}  # as the records of hundreds of wijken would be
    for k in range(number):
        about = {"slug": f"wijk-{k:03}", "naam": f"Wijk {k:03}", "gemeente_naam": f"Stad {k % 5}"}
        agenda, tag = one.agenda, f" ({k:03})" if own else ""
        agenda = replace(
            agenda,
            afspraken=tuple(replace(item, wat=item.wat + tag, **real) for item in agenda.afspraken),
            terugblikken=tuple(replace(item, les=item.les and item.les + tag, **real) for item in agenda.terugblikken),
            leervragen=tuple(replace(item, vraag=item.vraag + tag, indicatoren=(), **real) for item in agenda.leervragen),
        )
        made.append(replace(one, wijk=one.wijk.model_copy(update=about), agenda=agenda))
    return made


def _wells(slug: str) -> tuple[Bevinding, ...]:
    """What goes well in a wijk: two things."""
    kop = f"Het netwerk van {slug} ging in een jaar van 3 naar 12 lijnen"
    return tuple(vondst(f"{soort.kort}-{slug}", kop, weegt="voor", document=soort.naam, wijk=slug) for soort in VRAGEN[2:])


def test_many_wijken_are_counted_and_listed_by_answer_and_four_hundred_fit_in_a_megabyte(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    """Also where no two wijken wrote down the same. The head and the style of the page take 60 kB."""
    many = _region(dossiers["voorbeeldwijk"], 26, own=True)
    found = [gather(each.wijk.slug, *_wells(each.wijk.slug)) for each in many]

    def parts_of(number: int) -> dict[str, str]:
        said = replace(found[0], rapporten=tuple(report for each in found[:number] for report in each.rapporten))
        made = make_samen_leren(many[:number], said, data=DATA)
        return {part.__name__: without_style(part(made).html) for part in DELEN}

    parts, fewer = parts_of(26), parts_of(13)
    size, less = (len("".join(each.values()).encode()) for each in (parts, fewer))
    print(size, less, size + (400 - 26) * (size - less) / 13, {n: (len(parts[n]) - len(fewer[n])) // 13 for n in parts})
    assert size + (400 - 26) * (size - less) / 13 < 940_000
    beside = parts["naast_elkaar"]
    assert beside.count("<b>Stad 3:</b>") == 4 and "(26)</summary>" in beside
    assert all(f'href="{wijk.wijk.slug}/2-gezondheid.html"' in beside for wijk in many)
    counted = [[int(n) for n in re.findall(r'<td class="n">(\d+)</td>', row)] for row in parts["stappen"].split("<tr>")[1:]]
    assert [sum(row) for row in counted if row] == [26] * 10
    for dossier in many:  # the last of the alphabet as well as the first
        tag = dossier.wijk.slug.replace("wijk-", " (") + ")"
        assert all(parts[part].count(tag) for part in ("lessen", "open_punten", "koppels"))
    assert not any("rapporten van de wijken zelf" in part for part in parts.values())


def test_what_many_wijken_wrote_down_alike_stands_there_once_with_their_names_and_can_be_searched(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    samen = _make(_region(dossiers["voorbeeldwijk"], 26, own=False), gather)
    told, still = blokken.lessen(samen).html, blokken.open_punten(samen).html
    assert told.count("Sluit aan bij een overleg dat er al is.") == 1 and "In meer gemeenten (1)" in told
    assert all(f"Wijk {number:03}" in told and f"Wijk {number:03}" in still for number in range(26))
    assert "<summary>26 wijken</summary>Stad 0: Wijk 000 (verzonnen), Wijk 005" in told  # so many names open by a click
    opening = blokken.opening(samen)
    assert 'type="search"' in opening.html and opening.data[DOCUMENT_MIME]["zoekt"]
    few = blokken.opening(_make([dossiers["voorbeeldwijk"]], gather))
    assert 'type="search"' not in few.html and not few.data[DOCUMENT_MIME]["zoekt"]


def test_of_many_wijken_what_was_said_of_a_figure_stands_beside_the_newest_reading(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    def read(slug: str) -> Bevinding:
        newest = Gezegd("Op 2 mei 2022 herkende de groep dit deels.", "deels", (("huisarts, binnenkring", "Dit zien wij ook."),))
        before = Gezegd("Op 3 mei 2021 herkende de groep dit.", "ja", (("bewoner", "Zo was het altijd."),))
        finding = vondst("samenwerking-netwerk", "Het netwerk groeide", document="3-samenwerking", wijk=slug)
        return replace(finding, gezegd=(newest, before))

    many = _region(dossiers["voorbeeldwijk"], 13, own=False)
    found = [gather(each.wijk.slug, read(each.wijk.slug)) for each in many]
    said = replace(found[0], rapporten=tuple(report for each in found for report in each.rapporten))
    html = blokken.duidingen(make_samen_leren(many, said, data=DATA)).html
    assert "Op 2 mei 2022 herkende de groep dit deels. Huisarts, binnenkring: Dit zien wij ook." in html
    assert "Zo was het altijd" not in html


def test_the_page_of_many_wijken_carries_the_search_field_of_the_front_page_and_passes_the_check(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    def page_of(number: int) -> str:
        samen = _make(_region(dossiers["voorbeeldwijk"], number, own=False), gather)
        said = dict(blokken.opening(samen).data[DOCUMENT_MIME])
        kop = Paginakop.of("6-samen-leren", "Wat leren we van elkaar?", "", said)
        parts = (blokken.naast_elkaar, blokken.koppels, blokken.lessen, blokken.open_punten, blokken.mix)
        told = [without_style(part(samen).html) for part in parts]
        names = ["De vier vragen, wijk naast wijk", "Wie kan van wie leren?", "Lessen", "Wat nog open staat", "De mix"]
        return wrap(kop, *(f"<h2>{name}</h2>{part}" for name, part in zip(names, told, strict=True)))

    many, few = page_of(13), page_of(2)
    assert GEBIEDEN in many and find_faults(many) == []
    assert "<script" not in few and find_faults(few) == []


def test_lessons_stand_at_their_level_the_newest_first(samen: SamenLeren) -> None:
    days = [line.dag for line in samen.kring.lessen if line.dag]
    assert days == sorted(days, reverse=True) and len(days) == len(samen.kring.lessen) > 0
    html = blokken.lessen(samen).html
    national, regional, local = (html.index(f'id="n-{level}"') for level in ("landelijk", "regionaal", "lokaal"))
    assert national < html.index("Vraag naast een cijfer ook om een verhaal.") < regional
    assert local < html.index("Sluit aan bij een overleg dat er al is.")


def test_a_lesson_of_a_real_wijk_is_no_example_and_examples_are_not_counted_with_it(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    wijk, other = dossiers["voorbeeldwijk"], dossiers["voorbeeldwijk-2"]
    [first, *_] = wijk.agenda.terugblikken
    back = replace(first, les="Bel eerst", herkomst="eigen registratie")
    plain = replace(wijk.agenda, terugblikken=(back, *wijk.agenda.terugblikken[1:]))
    lines = _make([replace(wijk, agenda=plain), other], gather).antwoord
    assert "De nieuwste les: Bel eerst. Op papier: 1 les." in lines
    assert any(line.startswith("Voorbeeld: De nieuwste les: ") for line in _make([wijk, other], gather).antwoord)


def test_open_agreements_and_requests_stand_apart(samen: SamenLeren) -> None:
    request = "De andere wijken vertellen hoe zij open activiteiten tellen."
    assert request in [line.tekst for line in samen.kring.verzoeken]
    assert request not in [line.tekst for line in samen.kring.afspraken]
    assert "Partners kiezen samen welke twee plannen eerst aandacht krijgen." in [line.tekst for line in samen.kring.afspraken]
    assert "Hoe komt er een plek om elkaar te ontmoeten?" in blokken.open_punten(samen).html


def test_a_wijk_that_wrote_nothing_down_has_no_zeros(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    """Nothing written is not the same as none: no column among the factors, and words in the table of the mix."""
    wijk = dossiers["voorbeeldwijk"]
    none = {name: wijk.tabel(name).iloc[:0] for name in ("interventies", "voortgang", "logboek")}
    samen = _make([replace(wijk, _tabellen={**wijk._tabellen, **none})], gather)
    told = blokken.factoren(samen).html
    assert (
        "Van Voorbeeldwijk (verzonnen) is niet per succesfactor opgeschreven wat hielp en wat hinderde." in told
        and "<table" not in told
    )
    assert blokken.mix(samen).html.count('<td class="leeg">niet opgeschreven</td>') == 3


def test_three_wijken_prove_no_relation_between_mix_and_approach(samen: SamenLeren) -> None:
    html = blokken.mix(samen).html
    assert "Of de mix de oorzaak is." in html and "te weinig" not in html
    assert "correlatie" not in html


def test_the_report_for_the_funder_answers_its_questions_in_order(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    reach = vondst("bereik-doelgroep", "We bereiken 4 van de 100", lees="Dat zijn 463 mensen.", waarde=0.04, herkomst="voorbeeld")
    stuk = make_verslag(_make([dossiers["voorbeeldwijk"]], gather, reach))
    assert [part.kop for part in stuk.onderdelen if not part.onder] == [
        "Wie bereiken we?",
        "Hoe verloopt de uitvoering?",
        "Hoe volgen we bereik en uitvoering?",
        "Wat veranderde er door corona?",
        "Wat komt er in plaats van focusgroepen?",
        "Wat leerden we, en hoe bewaren we dat?",
        "Past een mix van interventies bij een integrale aanpak?",
        "Uren van de procesbegeleider per onderdeel",
        "Wat is er bereikt, en wat loopt er?",
    ]
    assert stuk.onderdelen[0].punten == ("Voorbeeldwijk (verzonnen). Voorbeeld: We bereiken 4 van de 100. Dat zijn 463 mensen.",)


def test_an_invented_wijk_tells_the_funder_nothing_beside_a_real_one(dossiers: dict[str, Dossier]) -> None:
    invented = list(dossiers.values())
    real = load_dossier("stevenshof", data=ROOT / "wijkdata", peildatum="2022-12-31")
    assert without_invented([*invented, real]) == [real]
    assert without_invented(invented) == invented


def test_wijken_that_say_nothing_share_a_line_in_the_text_for_the_funder(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    full = dossiers["voorbeeldwijk"]
    silent = [name for name in ("interventies", "resultaten", "wensen", "themas", "menukaart") if full.heeft(name)]
    bare = full.met_tabellen({name: full.tabel(name).iloc[:0] for name in silent})
    others = [
        replace(
            bare,
            wijk=bare.wijk.model_copy(update={"slug": f"leeg-{n}", "naam": f"Leeg {n}", "mijlpaal": ()}),
            agenda=Leeragenda(f"leeg-{n}"),
        )
        for n in range(3)
    ]
    stuk = make_verslag(_make([full, *others], gather))
    names = "Leeg 0 (verzonnen), Leeg 1 (verzonnen) en Leeg 2 (verzonnen)."
    alone = [part for part in stuk.onderdelen if part.kop == "Hier is nog niets"]
    assert [part.zinnen for part in alone][0] == (f"{names} Een plan is niet geleverd.",) and len(alone) == 3
    reach, corona = stuk.onderdelen[0], next(part for part in stuk.onderdelen if "corona" in part.kop)
    assert len(reach.punten) <= 2 and [point for point in corona.punten if "Leeg" in point] == [
        f"{names} Hierover is niets opgeschreven. Vul het aan."
    ]


def test_an_invented_wijk_is_not_added_to_real_ones(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    full = dossiers["voorbeeldwijk"]
    real = load_dossier("stevenshof", data=ROOT / "wijkdata", peildatum="2022-12-31")
    made = _make([full, real], gather)
    assert made.aantal == "1 wijk en 1 verzonnen wijk" and made.aantal_geteld == "1 wijk"
    assert [item.wijk for item in made.geteld] == ["Stevenshof"] and not made.grootste_hinder
    assert (
        "vaakst in de weg" not in blokken.menukaart(made).html
        and "vaakst in de weg" in blokken.menukaart(_make([full], gather)).html
    )
    assert _make([full], gather).grootste_hinder and _make([full], gather).aantal == "1 wijk"
    many = [replace(full, wijk=full.wijk.model_copy(update={"slug": f"w-{n}", "naam": f"W {n}"})) for n in range(30)]
    page = blokken.factoren(_make([*many, real], gather)).html + blokken.stappen(_make([*many, real], gather)).html
    assert page.count("Verzonnen wijken tellen hier niet mee.") == 3 and "van de 1 wijk een stap" in page
    assert not re.search(r'<td class="n">([2-9]|\d\d+)</td>', page)


def test_every_intervention_has_its_plan_its_reach_and_whether_it_is_followed(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    plan = dossiers["voorbeeldwijk"].tabel("interventies")
    first = plan["interventie"].iloc[0]
    goals = {"titel": "Doel", "kolommen": [["a", "tekst"], ["b", "aantal"], ["c", "aantal"], ["d", "tekst"]]}
    goals["rijen"] = [[first, 60, "minder dan 5 mensen", "niet te zeggen"]]
    stuk = make_verslag(_make([dossiers["voorbeeldwijk"]], gather, vondst("interventies-doelen", "Doelen", tabel=goals)))
    table = next(part.tabel for part in stuk.onderdelen if part.tabel)
    rows = {row[0].removesuffix(" (voorbeeld)"): row for row in table.rijen}
    assert list(rows) == plan["interventie"].tolist() and rows[first][4] == "minder dan 5 mensen, van 60 die het doel waren"
    reasons = plan[plan["gevolgd"] == "nee"].set_index("interventie")["reden_niet_gevolgd"].dropna()
    assert len(reasons) and all(rows[name][5] == f"nee: {reason}" for name, reason in reasons.items())
    notes = dossiers["voorbeeldwijk"].tabel("voortgang").dropna(subset=["interventie", "toelichting"]).sort_values("datum")
    assert all(row[6].endswith(f": {notes[notes['interventie'] == name]['toelichting'].iloc[-1]}") for name, row in rows.items())
    assert first in words_of(stuk_docx(stuk, dag=date(2022, 12, 31)))


def test_hours_stand_beside_what_was_budgeted_and_a_blank_is_named(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    spent = {
        "titel": "Uren",
        "kolommen": [["a", "tekst"], ["b", "aantal"]],
        "rijen": [["coördinatie als LPB", 12.5], ["anders", 3]],
    }
    hours = vondst("samenwerking-lpb", "Uren", tabel=spent, waarde=15.5)
    stuk = make_verslag(_make([dossiers["voorbeeldwijk"]], gather, hours))
    table = next(
        part.tabel for part in stuk.onderdelen if part.tabel and part.tabel.titel == "Uren van de procesbegeleider per onderdeel"
    )
    rows = {row[0]: row[1:] for row in table.rijen}
    budget = dossiers["voorbeeldwijk"].tabel("begroting").set_index("item")["uren"]
    assert rows["coördinatie als LPB"][1] == str(budget["coördinatie als LPB"]) and rows["anders"][1] == "zelf invullen"
    assert len(rows) == 8 and rows["samen leren in WidW"] == ("0", str(budget["samen leren in WidW"]))


def test_a_few_cards_on_what_hinders_most_lead_to_the_menukaart(samen: SamenLeren) -> None:
    html = blokken.menukaart(samen).html
    counts = {
        name: sum(item.belemmerend for approach in samen.aanpakken for item in approach.factoren if item.factor == name)
        for name in FACTOREN
    }
    most = samen.grootste_hinder
    assert set(most) == {name for name, count in counts.items() if count == max(counts.values()) > 0}
    assert f"Dit stond het vaakst in de weg: {opsomming(most)} ({opsomming_kort(list(samen.hinder_in))})." in html
    cards = samen.menukaart.van_factor(most, blokken.MAX_KAARTEN)
    fitting = [card for card in samen.menukaart.kaarten if card.kaart.factor in most]
    assert len(cards) == min(blokken.MAX_KAARTEN, len(fitting)) > 0 and {card.kaart.factor for card in cards} <= set(most)
    assert re.findall(r'href="menukaart.html#([^"]+)"', html) == [card.anker for card in cards]
    assert "<article" not in html


def test_a_wijk_alone_and_one_without_an_agenda_make_a_page_too(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    bare = replace(dossiers["voorbeeldwijk"], agenda=Leeragenda("voorbeeldwijk"))
    alone = _make([bare], gather)
    assert alone.antwoord[0].startswith("Er doet één wijk mee: Voorbeeldwijk (verzonnen).")
    assert alone.antwoord[1] == "Er staan nog geen lessen op papier."
    for part in DELEN:
        assert part(alone).html
    assert set(alone.zonder) == {"voorbeeldwijk-2", "voorbeeldwijk-3"}
    assert "Van deze wijken zijn er geen rapporten: voorbeeldwijk-2, voorbeeldwijk-3." in blokken.verantwoording(alone).html


def test_hostile_text_in_answers_and_findings_shows_as_text(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    bad = '<img src=x onerror="alert(1)"> {0} {naam} \u202e'
    finding = vondst("samenwerking-netwerk", bad, lees=bad, waarde=1.0)
    made = gather("voorbeeldwijk", finding, antwoord=[{"regel": bad, "herkomst": "voorbeeld"}])
    samen = make_samen_leren([dossiers["voorbeeldwijk"]], made, data=DATA)
    html = "".join(part(samen).html for part in DELEN)
    assert "<img" not in html and "&lt;img" in html and "\u202e" not in html and "{naam}" in html


def test_no_wijk_with_reports_is_told_in_dutch(tmp_path: Path) -> None:
    gathered = tmp_path / "leeg.json"
    gathered.write_text('{"peildatum": "2022-12-31", "documenten": []}')
    with pytest.raises(ValueError, match="nog geen wijk met rapporten"):
        open_samen_leren("6-samen-leren", data=DATA, verzameld=str(gathered))
