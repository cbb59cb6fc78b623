"""What a finding shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from tests.bevinding import voorbeelden

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelkolom
from wijkmonitor.bevinding.fragmenten import bevinding_html, meer_html, toon_bevinding
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.uitgevoerd import BEVINDING_MIME


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_finding_shows_its_number_headline_reading_explanation_source_and_question() -> None:
    finding = voorbeelden.make_bevinding()
    html = bevinding_html(finding, nummer=3)
    assert '<p class="nr" aria-hidden="true">3</p>' in html
    for text in (finding.kop, finding.onderschrift, finding.lees, finding.wat, finding.waarom, finding.let_op):
        assert text in html
    assert f"Bron: {finding.bron}" in html
    assert finding.gespreksvraag in html


def test_the_picture_has_a_narrow_form_for_screens_only() -> None:
    tags = _Tags(bevinding_html(voorbeelden.make_bevinding())).tags
    source = next(attrs for tag, attrs in tags if tag == "source")
    image = next(attrs for tag, attrs in tags if tag == "img")
    assert source["media"] == "screen and (max-width:520px)"
    assert (source["srcset"] or "").startswith("data:image/svg+xml;base64,")
    assert image["src"] != source["srcset"]
    assert (image["alt"] or "").startswith("Puntfiguur met marges")


def test_the_table_has_caption_scope_and_dutch_numbers() -> None:
    html = bevinding_html(voorbeelden.make_bevinding())
    assert "<details>" in html
    assert "<caption>Bereik van de doelgroep per interventie</caption>" in html
    assert '<th scope="col" class="n">Bereik</th>' in html
    assert '<th scope="row">Welzijn op Recept</th><td class="n">1.237</td><td class="n">8,2%</td>' in html


def test_a_cell_without_a_number_says_why() -> None:
    assert '<td class="reden" colspan="2">minder dan 5 mensen</td>' in bevinding_html(voorbeelden.make_bevinding())


def test_the_badge_follows_where_the_numbers_come_from() -> None:
    shown = {
        kind: bevinding_html(voorbeelden.make_bevinding(herkomst=kind)) for kind in ("voorbeeld", "openbaar", "eigen registratie")
    }
    assert '<span class="badge">voorbeelddata</span>' in shown["voorbeeld"]
    assert '<span class="badge open">openbaar cijfer</span>' in shown["openbaar"]
    assert 'class="badge' not in shown["eigen registratie"]


def test_a_missing_figure_is_a_sentence_with_the_reason() -> None:
    nothing = Estimate(None, None, None, 12, "Wilson 95%", "Minder dan 30 mensen gaven antwoord.")
    html = bevinding_html(voorbeelden.make_bevinding(figuur=None, schatting=nothing))
    assert "<b>Geen cijfer.</b> Minder dan 30 mensen gaven antwoord." in html
    assert "<figure>" not in html


@pytest.mark.parametrize("show", [bevinding_html, meer_html])
@pytest.mark.parametrize(
    ("reason", "told", "left"),
    [
        ("Niemand schreef het op.", "Niemand schreef het op. Eén bron noemt het.", "Eén bron noemt het."),
        ("Niemand schreef het op.", "Niemand schreef het op.", ""),
        ("minder dan 5 mensen", "minder dan 5 mensen per buurt deden mee.", "minder dan 5 mensen per buurt deden mee."),
    ],
)
def test_the_reason_why_there_is_no_number_stands_there_once(
    show: Callable[[Bevinding], str], reason: str, told: str, left: str
) -> None:
    finding = voorbeelden.make_bevinding(
        schatting=Estimate(None, None, None, 3, "geen schatting", reason), lees=told, figuur=None
    )
    assert finding.verder == left
    assert show(finding).count("Niemand schreef het op.") == (1 if "Niemand" in reason else 0)


def test_extra_figures_and_tables_are_shown() -> None:
    finding = voorbeelden.make_bevinding(
        extra_figuren=(voorbeelden.make_figuur("Kaart van vier buurten. Buurt A is het donkerst."),),
        extra_tabellen=(voorbeelden.make_tabel(),),
    )
    html = bevinding_html(finding)
    assert html.count("<figure>") == 2
    assert "Kaart van vier buurten" in html
    assert html.count("<table>") == 2


def test_hostile_text_is_shown_as_text() -> None:
    document = voorbeelden.make_hostile_document()
    for finding in document.bevindingen:
        tags = _Tags(bevinding_html(finding)).tags
        assert not [tag for tag, _ in tags if tag in ("script", "br", "style", "title")]
        assert not [name for _, attrs in tags for name in attrs if name.startswith("on")]
        assert [attrs["alt"] for tag, attrs in tags if tag == "img"] == [finding.figuur.alt]


def test_characters_that_turn_or_break_a_page_are_left_out() -> None:
    html = bevinding_html(voorbeelden.make_bevinding(lees="a\u202eb\u0000c\u2066d\ud800e"))
    assert "abcde" in html
    html.encode("utf-8")


def test_in_a_notebook_a_finding_brings_style_text_and_data() -> None:
    finding = voorbeelden.make_bevinding()
    bundle = finding._repr_mimebundle_()
    assert bundle["text/html"].startswith("<style data-wijkmonitor>")
    assert bundle["text/plain"] == finding.kop
    assert bundle[BEVINDING_MIME]["waarde"] == 0.0707
    assert bundle == toon_bevinding(finding)._repr_mimebundle_()


def test_the_same_finding_gives_the_same_bytes() -> None:
    assert bevinding_html(voorbeelden.make_bevinding()) == bevinding_html(voorbeelden.make_bevinding())


def test_every_rule_of_the_style_stays_inside_wm_so_that_a_notebook_keeps_its_own_look() -> None:
    from wijkmonitor.bevinding.omgeving import css

    plain = re.sub(r"/\*.*?\*/", "", css(), flags=re.DOTALL)
    plain = re.sub(r"@media[^{]*\{", "", plain)
    for selectors in re.findall(r"([^{}]+)\{[^{}]*\}", plain):
        for selector in selectors.split(","):
            assert re.match(r"\s*(\.jp-OutputArea-output )?\.wm\b", selector), selector


def test_every_width_rule_is_for_screens_only() -> None:
    from wijkmonitor.bevinding.omgeving import css

    assert all(rule.startswith("@media screen and") for rule in re.findall(r"@media[^{]*width[^{]*", css()))


def test_on_paper_a_figure_is_as_wide_as_the_page_and_its_table_comes_last() -> None:
    from wijkmonitor.bevinding.omgeving import css

    paper = css().split("@media print{")[1]
    assert ".wm figure img{width:100%}" in paper and "max-height" not in paper
    assert ".wm .bevinding>details{order:1}" in paper


def test_the_reason_for_a_missing_figure_is_said_once() -> None:
    why = "Er zijn minder dan vijf buurten met cijfers."
    nothing = Estimate(None, None, None, None, "niet berekend", why)
    table = Tabel("Nog niet te berekenen", (Tabelkolom("Waarom is er geen cijfer?"),), ((why,),))
    html = bevinding_html(voorbeelden.make_bevinding(figuur=None, schatting=nothing, onderschrift=why, lees=why, tabel=table))
    assert html.count(why) == 1
