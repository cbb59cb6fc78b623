"""The report as a file: complete, alone, and the same every time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook, new_output
from tests.bevinding import voorbeelden
from tests.rapport.maken import execute

from wijkmonitor.bevinding.fragmenten import bevinding_html
from wijkmonitor.bevinding.gegevens import bevinding_bestand, bevinding_csv
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.exporter import export_html, say_once


@pytest.mark.parametrize("naam", [naam for naam, soort in DOCUMENTEN.items() if soort.rekent])
def test_every_document_becomes_a_page_without_faults(naam: str) -> None:
    soort = DOCUMENTEN[naam]
    notebook = execute(voorbeelden.make_document(9, naam=naam, nummer=soort.nummer, vraag=soort.vraag))
    html = export_html(notebook, naam=naam)
    assert find_faults(html) == []
    assert f"<h1>{soort.vraag}</h1>" in html
    assert f'<body class="wm v{soort.nummer}">' in html
    assert f"<title>{soort.vraag} · Stevenshof · 1 oktober 2022</title>" in html


def test_text_of_the_notebook_and_every_output_are_in_the_page_and_no_code() -> None:
    notebook = execute(voorbeelden.make_document(9))
    html = export_html(notebook, naam="1-bereik")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert cell.source.splitlines()[-1] in html
    assert [int(k) for k in re.findall(r'<p class="nr" aria-hidden="true">(\d)</p>', html)] == [1, 2, 3, 4, 5, 6, 7]
    for part in ("Het antwoord in het kort", "Meer cijfers", "nummer 9 van dit rapport", "Het gesprek", "Verantwoording"):
        assert part in html
    assert "rapport.show" not in html
    assert "import " not in html


def test_the_style_stands_once_in_the_head() -> None:
    html = export_html(execute(voorbeelden.make_document(7)), naam="1-bereik")
    assert html.count("<style") == 1
    assert html.index("<style") < html.index("</head>")


def test_the_head_names_wijk_gemeente_question_and_badge() -> None:
    html = export_html(execute(voorbeelden.make_document()), naam="1-bereik")
    head = html[html.index("<header") : html.index("</header>")]
    for part in (
        "<b>Stevenshof</b>",
        "<span>Leiden</span>",
        "Vraag 1 van 4",
        "voorbeelddata",
        "Wie missen we? En waar haken mensen af?",
    ):
        assert part in head


def test_the_same_notebook_gives_the_same_bytes() -> None:
    pages = {export_html(execute(voorbeelden.make_document()), naam="1-bereik") for _ in range(2)}
    assert len(pages) == 1


def test_hostile_text_breaks_nothing() -> None:
    document = voorbeelden.make_hostile_document()
    html = export_html(execute(document), naam="1-bereik")
    assert [fault for fault in find_faults(html, max_bytes=10**7) if "lege waarde" not in fault] == []
    html.encode("utf-8")


def _with(output: Any) -> Any:
    from nbformat.v4 import new_code_cell

    return new_notebook(cells=[new_markdown_cell("# Vraag"), new_code_cell("x", outputs=[output])])


@pytest.mark.parametrize(
    "output",
    [
        new_output("display_data", data={"image/png": "aGFsbG8="}),
        new_output("execute_result", data={"text/plain": "<Axes>"}),
        new_output("display_data", data={"image/svg+xml": "<svg/>"}),
        new_output("display_data", data={"application/javascript": "1"}),
        new_output("stream", name="stdout", text="hallo"),
        new_output("error", ename="ValueError", evalue="weg", traceback=[]),
    ],
    ids=lambda output: output.output_type,
)
def test_an_output_that_readers_would_miss_stops_the_export(output: Any) -> None:
    with pytest.raises(ValueError, match="Een cel"):
        export_html(_with(output), naam="1-bereik")


def test_warnings_of_the_machine_stay_in_the_notebook() -> None:
    html = export_html(_with(new_output("stream", name="stderr", text="let op: traag")), naam="1-bereik")
    assert "traag" not in html


def test_a_notebook_without_a_question_stops_the_export() -> None:
    with pytest.raises(ValueError, match="begint niet met een kop"):
        export_html(new_notebook(cells=[new_markdown_cell("geen kop")]), naam="1-bereik")


def test_html_in_the_text_of_a_notebook_shows_as_text() -> None:
    html = export_html(new_notebook(cells=[new_markdown_cell("# A <b>b</b>\n\n<script>1</script>")]), naam="1-bereik")
    assert "<script>" not in html
    assert "<h1>A &lt;b&gt;b&lt;/b&gt;</h1>" in html


def test_what_a_page_said_under_let_op_it_does_not_say_again_and_names_where_it_stands() -> None:
    long = "Dit is een schatting. Zij heeft geen marge."
    first, second, third = (
        voorbeelden.make_bevinding(f"bevinding-{k}", let_op=text, plaats=place)
        for k, (text, place) in enumerate(
            ((long, "rapport"), (f"Alleen hier. {long}", "rapport"), ("Dit is een schatting.", "meer cijfers"))
        )
    )
    told = say_once([first, second, third])
    assert told["bevinding-0"] == long and told["bevinding-2"] == "Dit is een schatting."
    assert told["bevinding-1"] == "Alleen hier. Hier geldt ook wat bij Let op staat bij 1."
    html = bevinding_html(second, nummer=2, let_op=told["bevinding-1"])
    assert "Zij heeft geen marge" not in html and bevinding_bestand(second).uri in html
    assert "Zij heeft geen marge" in bevinding_csv(second)
