"""The executed notebooks beside the reports hold findings and pages, no records."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.lek.conftest import Gedraaid

pytestmark = pytest.mark.traag

BUNDELS = {"text/html", "text/plain"}
EIGEN = "application/vnd.wijkmonitor."
METADATA = {"kernelspec", "language_info", "papermill", "wijkmonitor"}


def notebooks(gedraaid: Gedraaid) -> list[tuple[str, dict[str, Any]]]:
    """Name and content of every executed notebook."""
    paths = sorted(gedraaid.uit.rglob("*.ipynb"))
    return [(path.name, json.loads(path.read_text("utf-8"))) for path in paths]


def outputs(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """All outputs of a notebook."""
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


def test_every_report_has_its_executed_notebook(gedraaid: Gedraaid) -> None:
    assert len(notebooks(gedraaid)) >= 21


def test_outputs_are_findings_and_pages_only(gedraaid: Gedraaid) -> None:
    for name, notebook in notebooks(gedraaid):
        for output in outputs(notebook):
            assert output["output_type"] in ("display_data", "execute_result"), name
            assert {kind for kind in output["data"] if not kind.startswith(EIGEN)} <= BUNDELS, name
            assert not output["metadata"], name


def test_no_output_shows_a_table_of_records(gedraaid: Gedraaid) -> None:
    for name, notebook in notebooks(gedraaid):
        for output in outputs(notebook):
            text = "".join(output["data"].get("text/plain", ""))
            assert len(text) < 600 and "dtype" not in text and "DataFrame" not in text and "<wijkmonitor" not in text, name
            assert 'class="dataframe"' not in "".join(output["data"].get("text/html", "")), name


def test_metadata_tell_nothing_of_the_machine(gedraaid: Gedraaid) -> None:
    for name, notebook in notebooks(gedraaid):
        assert set(notebook["metadata"]) <= METADATA, name
        given = notebook["metadata"]["papermill"]
        assert not {"input_path", "output_path", "start_time", "end_time"} & set(given), name
        assert not given["environment_variables"], name
        for value in given["parameters"].values():
            assert "/" not in str(value), name
        for cell in notebook["cells"]:
            assert set(cell["metadata"]) <= {"tags"}, name
            assert not cell.get("attachments"), name


def test_the_shown_parameters_are_those_of_the_cell(gedraaid: Gedraaid) -> None:
    for name, notebook in notebooks(gedraaid):
        source = next("".join(cell["source"]) for cell in notebook["cells"] if "injected-parameters" in cell["metadata"]["tags"])
        for key, value in notebook["metadata"]["papermill"]["parameters"].items():
            assert f'{key} = "{value}"' in source, name
