"""The notebooks are the analysis: a section per finding, in words and short cells. Reads the files, runs nothing."""

from __future__ import annotations

import ast
import builtins
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from wijkmonitor.bevinding.secties import read_uitleg
from wijkmonitor.documenten import DOCUMENTEN

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
FORBIDDEN = re.compile(
    r"\bdef\b|\bclass\b|read_csv|read_excel|open\(|plt\.|\bimport os\b|pathlib|\bPath\(|\.\./|[\"']/|sys\.path|!\w|^%", re.M
)
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


def _read(name: str) -> Any:
    return nbformat.read(NOTEBOOKS / name, as_version=4)


def _code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _source(name: str) -> str:
    return "\n".join(cell.source for cell in _code(_read(name)))


def _names(source: str, *, made: bool) -> set[str]:
    """The names that code binds or imports, or those that it uses."""
    nodes = list(ast.walk(ast.parse(source)))
    found = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) == made}
    imported = {alias.asname or alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    return found | imported if made else found


def _lines(cell: Any) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip()]


def test_every_document_has_its_notebook() -> None:
    assert {soort.notebook for soort in DOCUMENTEN.values()} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
class TestNotebook:
    def test_is_valid_and_names_its_language(self, name: str) -> None:
        notebook = _read(name)
        nbformat.validate(notebook)
        assert notebook.metadata.kernelspec.language == "python"
        assert notebook.nbformat_minor >= 5

    def test_has_no_outputs_or_counts(self, name: str) -> None:
        for cell in _code(_read(name)):
            assert cell.outputs == []
            assert cell.execution_count is None

    def test_has_short_cells_without_machinery(self, name: str) -> None:
        cells = _code(_read(name))
        assert max(len(_lines(cell)) for cell in cells) <= 12  # the questions of the conversation stand one a line
        assert sum(len(_lines(cell)) for cell in cells) <= 80
        for cell in cells:
            assert not FORBIDDEN.search(cell.source), cell.source

    def test_begins_with_the_question_then_parameters_then_imports(self, name: str) -> None:
        first, parameters, imports, *rest = _read(name).cells
        assert first.source.startswith("# ")
        assert parameters.metadata.tags == ["parameters"]
        assert all(re.match(r"\w+: (str|int|bool|float) = .+  # \S", line) for line in _lines(parameters))
        assert all(line.startswith(("from ", "import ")) for line in _lines(imports))
        assert not [cell for cell in rest if cell.cell_type == "code" and "import " in cell.source]

    def test_has_one_heading_of_the_first_level(self, name: str) -> None:
        text = "\n".join(cell.source for cell in _read(name).cells if cell.cell_type == "markdown")
        assert len(re.findall(r"^# ", text, re.M)) == 1

    def test_its_text_is_short_sentences(self, name: str) -> None:
        for cell in _read(name).cells:
            if cell.cell_type == "markdown":
                text = re.sub(r"^#+ .*$|\*\*[^*]+\*\*", "", cell.source, flags=re.M)
                counts = [len(sentence.split()) for sentence in re.split(r"[.!?:]\s", text + " ") if sentence.strip()]
                assert all(count <= 20 for count in counts), cell.source
                assert not counts or sum(counts) / len(counts) <= 12, cell.source


@pytest.mark.parametrize("soort", DOCUMENTEN.values(), ids=lambda soort: soort.naam)
def test_the_heading_is_the_question_and_the_call_names_the_document(soort: Any) -> None:
    notebook = _read(soort.notebook)
    assert notebook.cells[0].source.splitlines()[0] == f"# {soort.vraag}"
    assert any(f'"{soort.naam}"' in cell.source for cell in _code(notebook))


RAPPORTEN = [soort for soort in DOCUMENTEN.values() if soort.rekent]


def _sections(soort: Any) -> list[tuple[str, list[str]]]:
    """Per `##` section of a notebook: its markdown and the code of its cells."""
    found: list[tuple[str, list[str]]] = []
    for cell in _read(soort.notebook).cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append((cell.source, []))
        elif found:
            found[-1][1].append(cell.source)
    return found


@pytest.mark.parametrize("soort", RAPPORTEN, ids=lambda soort: soort.naam)
class TestRapport:
    def test_ends_with_the_answer_the_conversation_and_the_account(self, soort: Any) -> None:
        calls = [code[-1].partition("(")[0] for _, code in _sections(soort)[-3:]]
        assert calls == ["rapport.antwoord", "rapport.gesprek", "rapport.verantwoording"]

    def test_has_a_section_per_finding_that_says_what_why_and_what_to_mind(self, soort: Any) -> None:
        sections = _sections(soort)[:-3]
        assert len(sections) >= 5
        for text, code in sections:
            uitleg = read_uitleg(text)
            assert uitleg.wat and uitleg.waarom and uitleg.let_op and not uitleg.rest, text
            sentences = re.findall(r"[.?!](?=\s|$)", f"{uitleg.wat} {uitleg.waarom} {uitleg.let_op}")
            assert 2 <= len(sentences) <= 7, text
            assert [cell.count("rapport.show(") for cell in code][-1] == 1 and "".join(code).count("rapport.show(") == 1

    def test_shows_the_table_behind_a_finding_before_the_finding(self, soort: Any) -> None:
        for text, code in _sections(soort)[:-3]:
            assert len(code) >= 2, text
            assert re.fullmatch(r"\w+", code[0].splitlines()[-1]), text

    def test_a_section_uses_nothing_that_another_section_makes(self, soort: Any) -> None:
        cells = _read(soort.notebook).cells
        first = next(place for place, cell in enumerate(cells) if cell.source.startswith("## "))
        known = set(dir(builtins)) | _names(
            "\n".join(cell.source for cell in cells[:first] if cell.cell_type == "code"), made=True
        )
        for text, code in _sections(soort):
            source = "\n".join(code)
            assert _names(source, made=False) <= known | _names(source, made=True), text

    def test_choices_stand_as_named_arguments(self, soort: Any) -> None:
        calls = re.findall(r"\w+\.(?:count|compare|score)_\w+\(([^)]*)\)", _source(soort.notebook))
        assert sum("=" in call for call in calls) >= len(calls) // 2

    def test_computes_nothing_itself(self, soort: Any) -> None:
        for _, code in _sections(soort):
            assert not re.search(r"\bfor\b|\blambda\b|\bimport\b", "\n".join(code))


def test_the_texts_differ_per_question() -> None:
    cells = [cell for soort in DOCUMENTEN.values() for cell in _read(soort.notebook).cells]
    texts = [cell.source for cell in cells if cell.cell_type == "markdown" and cell.id != "naar-de-verantwoording"]
    assert len(set(texts)) == len(texts)
