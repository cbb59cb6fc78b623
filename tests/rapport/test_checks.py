"""The check finds each kind of fault, and nothing in a good page."""

from __future__ import annotations

import base64
import re

import pytest

from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.pagina import AFGESLOTEN, GEBIEDEN, SCRIPT, toegestaan

SVG = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><text>Leiden 12,5%</text></svg>').decode()
POLICY = f'<meta http-equiv="Content-Security-Policy" content="{AFGESLOTEN}">'
GOOD = f"""<!DOCTYPE html><html lang="nl"><head>{POLICY}<title>Bereik</title><style>a{{color:red}}</style></head><body>
<a href="#in">Naar de inhoud</a><main id="in"><h1>Vraag</h1><section aria-labelledby="k"><h2 id="k">Kop</h2>
<figure><img src="data:image/svg+xml;base64,{SVG}" alt="Twee balken. Leiden: 12."></figure>
<table><tr><th scope="row">Leiden</th><td class="n">1.234</td><td class="n">12,5%</td><td class="n">−16</td></tr></table></section>
<p>WCAG 2.2 en CC BY 4.0, versie 0.1.0</p><svg aria-hidden="true"></svg></main></body></html>"""


def _svg_page(svg: str) -> str:
    return GOOD.replace(SVG, base64.b64encode(svg.encode()).decode())


def test_a_good_page_has_no_faults() -> None:
    assert find_faults(GOOD) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (GOOD.replace('lang="nl"', 'lang="en"'), "De taal"),
        (GOOD.replace("<title>Bereik</title>", "<title> </title>"), "geen titel"),
        (GOOD.replace("<h1>Vraag</h1>", ""), "0 koppen van niveau 1"),
        (GOOD.replace("<h2 id", "<h3 id").replace("Kop</h2>", "Kop</h3>"), "slaat een niveau over"),
        (GOOD.replace('alt="Twee balken. Leiden: 12."', ""), "geen echte beschrijving"),
        (GOOD.replace('alt="Twee balken. Leiden: 12."', 'alt="Kop"'), "gelijk aan de kop"),
        (GOOD.replace("Twee balken. Leiden: 12.", "No description has been provided for this image"), "geen echte beschrijving"),
        (GOOD.replace("<table>", "<div>").replace("</table>", "</div>"), "geen tabel"),
        (GOOD.replace("</main>", '<p id="in"></p></main>'), "staat 2 keer"),
        (GOOD.replace('href="#in"', 'href="#weg"'), "wijst nergens heen"),
        (GOOD.replace("</main>", '<img alt="Kaart van Leiden." src="https://tiles.nl/1.png"></main>'), "verwijst naar buiten"),
        (GOOD.replace("</main>", '<a href="//cdn.nl">x</a></main>'), "verwijst naar buiten"),
        (GOOD.replace("</main>", '<a href="javascript:alert(1)">x</a></main>'), "verwijst naar buiten"),
        (GOOD.replace("a{color:red}", "a{background:url(http://x.nl/a.png)}"), "stijl haalt"),
        (GOOD.replace("a{color:red}", "@import 'x.css';"), "stijl haalt"),
        (GOOD.replace("</main>", "<script>1</script></main>"), "geen <script>"),
        (GOOD.replace("</main>", "<!--><script>1</script>--></main>"), "geen <script>"),
        (GOOD.replace("</main>", "<body onload='x()'></main>"), "geen tweede <html> of <body>"),
        (GOOD.replace("<main id", "<main onclick='x()' id"), "geen code in 'onclick'"),
        (GOOD.replace("versie", "waarde nan"), "een lege waarde"),
        (GOOD.replace("versie", "waarde None"), "een lege waarde"),
        (GOOD.replace("versie", "ruim 12.5% van"), "Engelse notatie"),
        (GOOD.replace("12,5%</td>", "12.5</td>"), "niet in Nederlandse notatie: '12.5'"),
        (GOOD.replace('<svg aria-hidden="true">', "<svg>"), "Een tekening heeft geen tekst"),
        (_svg_page('<svg><image href="http://x.nl/a.png"/></svg>'), "Een figuur haalt iets van buiten"),
        (_svg_page("<svg><script>1</script></svg>"), "bevat code"),
        (_svg_page("<svg><text>nan</text></svg>"), "een lege waarde"),
        (_svg_page("<svg><text>12.5%</text></svg>"), "Engelse notatie"),
    ],
)
def test_a_fault_is_found_and_named(page: str, fault: str) -> None:
    assert page != GOOD
    assert any(fault in found for found in find_faults(page)), find_faults(page)


def test_a_page_that_is_too_large_says_how_large() -> None:
    assert find_faults(GOOD + " " * 400_000) == ["Het bestand is 400 kB. Het mag hooguit 400 kB zijn."]


def _with_search(script: str = "", policy: str = "") -> str:
    return GOOD.replace(AFGESLOTEN, policy or toegestaan(SCRIPT)).replace(
        "</main>", f"<script>{script or SCRIPT}</script></main>"
    )


def test_our_own_search_script_is_the_only_script_that_may_stand_in_a_page() -> None:
    assert find_faults(_with_search()) == []
    for page in (
        _with_search(SCRIPT + " "),
        _with_search("alert(1)"),
        _with_search().replace("</main>", "<script>alert(1)</script></main>"),
        _with_search().replace("<script>", "<script defer>"),
    ):
        assert any("<script>" in fault for fault in find_faults(page))


def test_every_page_says_that_nothing_from_outside_may_come_in() -> None:
    for page in (
        GOOD.replace(POLICY, ""),
        GOOD.replace(AFGESLOTEN, "default-src *"),
        GOOD.replace(AFGESLOTEN, toegestaan(SCRIPT)),
        _with_search(policy="default-src *"),
        GOOD.replace("</main>", f"<script>{SCRIPT}</script></main>"),
    ):
        [fault] = find_faults(page)
        assert "Content-Security-Policy klopt niet" in fault


def test_the_search_script_names_no_address_and_reaches_for_nothing() -> None:
    assert not re.search(r"fetch|XMLHttp|WebSocket|import|eval|innerHTML|localStorage|cookie|https?:|//[a-z]", SCRIPT + GEBIEDEN)
    assert "default-src 'none'" in toegestaan(SCRIPT)


def test_a_link_that_a_reader_may_follow_is_no_fault() -> None:
    assert find_faults(GOOD.replace("</main>", '<a href="https://www.rivm.nl">RIVM</a></main>')) == []
