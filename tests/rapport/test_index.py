"""The front page of a run."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.bevinding import voorbeelden
from tests.rapport import overzichten

from wijkmonitor.bevinding.fragmenten import opening
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.index import render_index
from wijkmonitor.paginas.overzicht import Link, Overzicht, RapportRegel, find_changes
from wijkmonitor.uitgevoerd import DOCUMENT_MIME


def test_changes_stand_first_and_name_the_earlier_answer() -> None:
    html = render_index(overzichten.make_overzicht())
    assert html.index("Dit is er veranderd sinds 1 april 2022") < html.index("De vier vragen per wijk")
    assert "Vorige keer: Voorbeeld: we bereiken 19 van de 100 mensen." in html


def test_only_changed_headlines_are_changes_those_with_a_verdict_first() -> None:
    before, now = overzichten.make_wijk("a", "A", "X"), overzichten.make_wijk("a", "A", "X", shift=1)
    assert find_changes([now], [now]) == ()
    assert [change.rij.teken for change in find_changes([before], [now])] == ["gunstiger", "ongunstiger", "eerste", "toeval"]
    assert find_changes([], [now]) == ()


def test_every_document_has_headline_sign_date_badge_and_a_relative_link() -> None:
    html = render_index(overzichten.make_overzicht())
    assert '<a href="stevenshof/1-bereik.html">Voorbeeld: we bereiken 13 van de 100 mensen.</a>' in html
    assert '<a href="stevenshof/0-wijkprofiel.html">Wijkprofiel van Stevenshof</a>' in html
    assert '<a href="alphen-noord/5-praatplaat.html">Praatplaat van Alphen Noord (A3)</a>' in html
    assert "31 december 2022" in html
    assert not re.search(r'href="(?!#|[a-z0-9-]+(?:/[a-z0-9-]+)?\.html")', html)


def test_one_line_says_once_what_the_words_of_the_answers_mean() -> None:
    made = overzichten.make_overzicht()
    assert "Niet te zeggen: geen cijfer geeft een oordeel." not in render_index(made)  # no report here answers in a word
    told = replace(made.wijken[0], rijen=tuple(replace(rij, woord="deels") for rij in made.wijken[0].rijen))
    assert (
        render_index(replace(made, wijken=(told, *made.wijken[1:]))).count("Niet te zeggen: geen cijfer geeft een oordeel.") == 1
    )


def test_wijken_stand_in_alphabetical_order() -> None:
    html = render_index(overzichten.make_overzicht())
    assert re.findall(r'<h3 id="wk-([^"]+)"', html) == ["alphen-noord", "zuidwest", "fout", "stevenshof"]


def test_an_invented_wijk_stands_apart_with_a_line_that_says_so() -> None:
    made = overzichten.make_overzicht()
    invented = replace(overzichten.make_wijk("aa", "Aadorp", "Voorbeeldstad"), verzonnen=True)
    html = render_index(replace(made, wijken=(invented, *made.wijken)))
    head, apart = html.split('<h2 id="verzonnen">Een verzonnen wijk</h2>')
    assert "Deze wijk bestaat niet." in apart and "<h1>Hoe gaat het in vier wijken?</h1>" in head
    assert "<span>Daarbij: 1 verzonnen wijk</span>" in head
    assert re.findall(r'<h3 id="wk-([^"]+)"', apart) == ["aa"] and "Aadorp" not in head
    assert find_faults(html) == []
    alone = render_index(replace(made, wijken=(invented,)))
    assert "De vier vragen per wijk" not in alone and find_faults(alone) == []


def test_an_older_report_that_still_lies_there_is_told_and_linked() -> None:
    made = overzichten.make_overzicht()
    failed = RapportRegel("1-bereik", "mislukt", reden="De tabel mist een kolom.", ouder=True)
    later = RapportRegel("2-gezondheid", "niet gemaakt", ouder=True)
    wijk = replace(made.wijken[0], slug="w", rijen=(failed, later))
    page = render_index(
        replace(made, wijken=(wijk,), samen_mislukt=(RapportRegel("6-samen-leren", "mislukt", reden="Te weinig geheugen."),))
    )
    older = 'Wat er nog staat, is <a href="w/1-bereik.html">het rapport van een eerdere keer</a>.'
    assert page.count(f"De tabel mist een kolom. {older}") == 2 and "Niet bijgewerkt. Wat er nog staat" in page
    assert "Wat leren we van elkaar?</b> Te weinig geheugen.</li>" in page and "Nog niet gemaakt" not in page


def test_what_failed_is_named_with_its_reason() -> None:
    html = render_index(overzichten.make_overzicht())
    assert "Den Haag Zuidwest, 1-bereik:</b> De tabel deelname.csv mist de kolom" in html
    assert "Foutdorp is overgeslagen." in html
    assert "deelname.csv, rij 9: fout" in html
    assert "deelname.csv, rij 10: fout" not in html
    assert "en nog 4 andere" in html


def test_the_first_time_says_that_it_is_the_first_time() -> None:
    html = render_index(Overzicht(overzichten.DAY, (overzichten.make_wijk("a", "A", "X"),)))
    assert "Dit is het eerste overzicht." in html
    assert "<h1>Hoe gaat het in A?</h1>" in html


def test_the_index_passes_the_check_and_is_the_same_twice() -> None:
    html = render_index(overzichten.make_overzicht())
    assert find_faults(html) == []
    assert html == render_index(overzichten.make_overzicht())
    assert "<script" not in html


def test_three_thousand_areas_become_sorted_tables_per_gemeente() -> None:
    html = render_index(overzichten.make_large(3000))
    assert "Hoe gaat het in 3.000 gebieden?" in html
    assert html.count('<th scope="row">') == 3000
    assert html.count("<details>") == 340
    names = re.findall(r"<summary>(\w)", html)
    assert names == sorted(names)
    assert find_faults(html, max_bytes=2_000_000) == []
    assert len(html) < 2_000_000


def test_a_row_is_made_of_the_data_in_a_notebook() -> None:
    document = voorbeelden.make_document()
    data = opening(document)._repr_mimebundle_()[DOCUMENT_MIME]
    row = RapportRegel.of(data)
    assert (row.document, row.status, row.herkomst, row.teken) == ("1-bereik", "klaar", "voorbeeld", "toeval")
    assert row.kop == "Voorbeeld: We bereiken 10 van de 100 mensen uit de doelgroep."
    assert row.vraag == "Bereiken we de (juiste) inwoners?"


def test_hostile_names_are_text() -> None:
    text = " ".join(voorbeelden.HOSTILE)
    wijk = overzichten.make_wijk("x", text, text)
    html = render_index(Overzicht(overzichten.DAY, (wijk,)))
    assert find_faults(html) == []
    assert "<script" not in html


def test_above_twelve_wijken_each_has_one_row_with_all_its_pages() -> None:
    made = [overzichten.make_wijk(f"w{number:02}", f"Wijk {number:02}", "Leiden") for number in range(13)]
    html = render_index(Overzicht(overzichten.DAY, tuple(made)))
    addresses = [f"{wijk.slug}/{rij.document}.html" for wijk in made for rij in wijk.rijen]
    addresses += [link.adres for wijk in made for link in wijk.links]
    assert all(f'<a href="{address}">' in html for address in addresses) and len(addresses) == 13 * 6
    assert html.count('<th scope="row">') == 13
    assert '<th scope="col">1 bereik</th>' in html and find_faults(html) == []


def test_a_municipality_is_one_group_under_both_its_names_whatever_its_figures_are_about() -> None:
    towns = ["Den Haag", "'s-Gravenhage", *["Utrecht"] * 10, "Utrecht. De open cijfers gaan over Vleuten-De Meern"]
    made = [
        replace(overzichten.make_wijk(f"w{k:02}", f"Wijk {k:02}", town), plaats=town.partition(".")[0], codes=(f"WK0000{k:02}",))
        for k, town in enumerate(towns)
    ]
    html = render_index(Overzicht(overzichten.DAY, tuple(made)))
    assert re.findall(r"<summary>([^<]*\))</summary>", html) == ["Den Haag (&#39;s-Gravenhage) (2)", "Utrecht (11)"]
    assert '<tr data-zoek="WK000012"><th scope="row">Wijk 12</th>' in html and find_faults(html) == []


def test_the_sheets_of_a_wijk_in_a_row_open_by_a_click() -> None:
    made = [overzichten.make_wijk(f"w{number:02}", f"Wijk {number:02}", "Leiden") for number in range(13)]
    html = render_index(Overzicht(overzichten.DAY, tuple(made)))
    assert html.count('<td class="geen-druk"><details><summary>1 blad</summary>') == 13


def test_four_hundred_wijken_with_all_reports_take_less_than_a_megabyte() -> None:
    links = (
        "5-praatplaat.html",
        "5-praatplaat.pdf",
        "7-bestuur.html",
        "8-koppelkaart.html",
        "10-knoppen.html",
        "11-overdracht.html",
    )
    made = tuple(
        replace(wijk, links=tuple(Link(f"Blad voor het overleg in {wijk.naam}", f"{wijk.slug}/{name}") for name in links))
        for number in range(400)
        if (wijk := overzichten.make_wijk(f"wijk-{number:03}", f"Wijk met een naam {number:03}", f"Gemeente {number % 30}"))
    )
    html = render_index(Overzicht(overzichten.DAY, made))
    assert len(html.encode()) < 1_000_000 and find_faults(html, max_bytes=1_000_000) == []


def test_an_answer_is_plain_text_with_a_short_link_behind_it() -> None:
    html = render_index(overzichten.make_overzicht())
    links = re.findall(r'<p class="gezegd">.*?</p>', html)
    assert links and all(
        re.search(r' <a class="geen-druk" href="[^"]+" aria-label="Lees meer: [^"]+">Lees meer</a></p>$', link) for link in links
    )


def test_an_answer_without_a_number_has_no_badge_of_a_number() -> None:
    made, said = overzichten.make_overzicht(), []
    for line in ("Dit lukte: een Dreamteam.", "Hier wonen 10.775 mensen."):
        rows = (replace(row, status="klaar", herkomst="openbaar", kop=line) for row in made.wijken[0].rijen)
        said.append(render_index(replace(made, wijken=(replace(made.wijken[0], rijen=tuple(rows)),), veranderingen=())))
    assert ["openbare bron" in html for html in said] == [True, False]
    assert ["openbaar cijfer" in html for html in said] == [False, True]
