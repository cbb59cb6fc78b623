"""The koppelkaart: what one finding says, names only with consent, and a sheet to fill in where there are no ties."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from tests.paginas.conftest import vondst

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.koppelkaart import Domeinvak, Koppelkaart, Verbinder, koppelkaart_html, make_koppelkaart
from wijkmonitor.paginas.verzameld import Verzameld, VerzameldRapport
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.samenwerking.lijnen import Net, _depends, count_lijnen

DOMEINEN = ("bewoners", "gemeente", "medisch", "sociaal")
LINES = (
    ("Buurtteam", "sociaal", 2, 1, 3, 4),
    ("sociaal A", "sociaal", 0, 0, 1, 2),
    ("Praktijk", "medisch", 0, 0, 2, 0),
    ("Club", "sociaal", 1, 0, 0, 0),
)


def lines(rows: Sequence[Sequence[object]], domains: Sequence[str] = DOMEINEN) -> dict[str, object]:
    """The table of ties as it travels."""
    columns = [["Organisatie", "tekst"], ["Domein", "tekst"], *([domain, "aantal"] for domain in domains)]
    return {"titel": "Lijnen", "kolommen": columns, "rijen": rows}


def _finding(**more: object) -> Bevinding:
    parts = {
        "lees": "Valt Buurtteam weg, dan valt het netwerk uiteen.",
        "bron": "netwerk",
        "herkomst": "voorbeeld",
        "tabel": lines(LINES),
        "waarde": 4.0,
    }
    return vondst("samenwerking-koppelkaart", "Buurtteam heeft lijnen met alle 4 domeinen", **(parts | more))  # type: ignore[arg-type]


def _real(dossier: Dossier) -> Koppelkaart:
    rapport = VerzameldRapport.of_document(make_document("3-samenwerking", dossier))
    return make_koppelkaart(dossier, Verzameld(dossier.peildatum, (rapport,)))


def test_each_domain_has_its_linking_organisations_in_the_order_of_the_finding(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    kaart = make_koppelkaart(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", _finding()))
    assert [vak.domein for vak in kaart.vakken] == ["medisch", "sociaal", "gemeente", "bewoners", "sport", "overig"]
    buurtteam = Verbinder("Buurtteam", (("medisch", 3), ("bewoners", 2), ("gemeente", 1)))
    assert kaart.vakken[1] == Domeinvak("sociaal", (buurtteam, Verbinder("sociaal A", (("medisch", 1),))), ("Club",))
    assert kaart.vakken[0] == Domeinvak("medisch")  # ties inside its own domain link nothing
    assert kaart.los == (("bewoners", "gemeente"), ("bewoners", "medisch"), ("gemeente", "medisch"))
    assert kaart.antwoord.regel == "Voorbeeld: Buurtteam heeft lijnen met alle 4 domeinen."


def test_the_sheet_says_who_links_whom_and_leaves_room_in_every_domain(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    html = koppelkaart_html(make_koppelkaart(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", _finding())))
    assert find_faults(html) == []
    assert "<h1>Wie verbindt wie in Voorbeeldwijk?</h1>" in html and "Stand op 31 december 2022" in html
    assert html.count("Wie missen we?") == 6 and "Uit dit domein verbindt nog niemand" in html
    assert "medisch <b>3</b>" in html and "Nog geen enkele lijn tussen:</b> bewoners en gemeente" in html
    assert "Bron: netwerk" in html and "voorbeelddata" in html
    assert "Een naam staat er alleen als de organisatie dat goed vindt." in html


@pytest.mark.parametrize("wijk", ["voorbeeldwijk-2", "voorbeeldwijk", "voorbeeldwijk-3"])
def test_names_stand_on_it_only_with_consent(dossiers: dict[str, Dossier], wijk: str) -> None:
    kaart, table = _real(dossiers[wijk]), dossiers[wijk].tabel("organisaties")
    shown = {item.naam for vak in kaart.vakken for item in vak.verbinders} | {name for vak in kaart.vakken for name in vak.ook}
    agreed = set(table.loc[table["toon_naam"] == "ja", "organisatie"])
    assert shown & agreed
    assert all(re.fullmatch(r"(medisch|sociaal|gemeente|bewoners|sport|overig) [A-Z]+", name) for name in shown - agreed)
    closed = koppelkaart_html(_real(dossiers[wijk].met_tabellen({"organisaties": table.assign(toon_naam="nee")})))
    assert not [name for name in table["organisatie"] if name in closed]


def test_its_numbers_are_those_of_the_network(dossiers: dict[str, Dossier]) -> None:
    kaart, net = _real(dossiers["voorbeeldwijk-3"]), count_lijnen(dossiers["voorbeeldwijk-3"]).netten[-1]
    for vak in kaart.vakken:
        for item in vak.verbinders:
            ties = net.per_domein[item.naam]
            assert dict(item.lijnen) == {domain: n for domain, n in ties.items() if domain != net.domein[item.naam]}
    assert all(net.between(*pair)[0] == 0 for pair in kaart.los) and kaart.los


@pytest.mark.parametrize("name", ["netwerk", "organisaties"])
def test_without_ties_the_sheet_gives_the_reason_and_can_be_filled_in(dossiers: dict[str, Dossier], name: str) -> None:
    kaart = _real(dossiers["voorbeeldwijk"].met_tabellen({name: dossiers["voorbeeldwijk"].tabel(name).head(0)}))
    html = koppelkaart_html(kaart)
    assert kaart.reden.endswith(".") and kaart.reden in html and "Vul deze kaart samen in." in html
    assert html.count("Wie missen we?") == 6 and 'class="verbinders"' not in html
    assert find_faults(html) == []


def test_without_a_report_on_cooperation_the_sheet_says_so(
    dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]
) -> None:
    kaart = make_koppelkaart(dossiers["voorbeeldwijk"], gather("nergens"))
    assert "Het rapport over samenwerking is er nog niet." in koppelkaart_html(kaart)


def test_hostile_names_are_text(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    bad = '<script>alert("x")</script> {naam} ' + "w" * 300
    ties = lines([(bad, "sociaal", 1, 1, 1, 0)])
    html = koppelkaart_html(make_koppelkaart(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", _finding(tabel=ties))))
    assert "<script" not in html and "&lt;script" in html.lower() and find_faults(html) == []


def test_who_stands_alone_or_hangs_on_one_line_is_named(dossiers: dict[str, Dossier], gather: Callable[..., Verzameld]) -> None:
    rows = (*LINES, ("Loket", "gemeente", 0, 0, 0, 0))
    kaart = make_koppelkaart(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", _finding(tabel=lines(rows))))
    assert (kaart.alleen, kaart.een_lijn) == (("Loket",), ("Club",))
    html = koppelkaart_html(kaart)
    assert "<b>Zonder een enkele lijn:</b> Loket." in html and "<b>Met maar één lijn:</b> Club." in html
    assert "Zonder een enkele lijn" not in koppelkaart_html(
        make_koppelkaart(dossiers["voorbeeldwijk"], gather("voorbeeldwijk", _finding()))
    )


def test_who_has_one_tie_or_none_is_named_and_no_network_is_called_whole_that_would_break() -> None:
    domain = {"Praktijk": "medisch", "Welzijn": "sociaal", "Club": "sport", "Los": "overig"}
    net = Net("2022", domain, {("Praktijk", "Welzijn"): 1, ("Club", "Praktijk"): 1})
    told = _depends(net, ["Welzijn"])
    assert "Los heeft geen enkele lijn." in told and "2 organisaties hangen elk aan één lijn" in told
    assert "Valt Praktijk weg, dan valt het netwerk uiteen." in told and "heel" not in told
