"""`wijkmonitor verken`: its copies of the notebooks, and a real JupyterLab in which a control moves."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tests.conftest import OpenPage
from tests.proefdata import proefdata

from wijkmonitor.cli import main, verken
from wijkmonitor.cli.verken import prepare
from wijkmonitor.verkennen import bekijk

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks" / "verkennen").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_an_exploring_notebook_is_thin_and_has_no_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert max(len(cell.source.splitlines()) for cell in code) <= 12
    assert notebook.cells[1].metadata.tags == ["parameters"]


def test_a_copy_names_the_wijk_and_stays_as_people_left_it(tmp_path: Path) -> None:
    folder = prepare(ROOT / "notebooks" / "verkennen", tmp_path / "v", wijk="voorbeeldwijk-3", data=proefdata(), uit=tmp_path)
    source = nbformat.read(folder / "kijken.ipynb", as_version=4).cells[1].source
    assert "wijk: str = 'voorbeeldwijk-3'  # map in wijkdata" in source and str(proefdata()) in source
    (folder / "kijken.ipynb").write_text("van mij", encoding="utf-8")
    prepare(ROOT / "notebooks" / "verkennen", folder, wijk="voorbeeldwijk-3", data=proefdata(), uit=tmp_path)
    assert (folder / "kijken.ipynb").read_text(encoding="utf-8") == "van mij"


@pytest.mark.parametrize("more", [["--wijk", "weg"], ["--data", "/bestaat/niet"], ["--notebooks", "/bestaat/niet"]])
def test_wrong_usage_ends_with_2(tmp_path: Path, more: list[str]) -> None:
    where = ["--data", str(proefdata()), "--uit", str(tmp_path), "--notebooks", str(ROOT / "notebooks")]
    assert main(["verken", *where, *more]) == 2


def test_in_a_folder_without_notebooks_those_of_the_package_are_copied_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(verken, "_open_lab", lambda *given: 0)
    assert main(["verken", "--data", str(proefdata()), "--uit", str(tmp_path / "reports")]) == 0
    assert (tmp_path / "eigen" / "voorbeeldwijk" / "kijken.ipynb").exists()


def test_jupyterlab_asks_nothing_about_news_and_other_settings_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyterlab_server.settings_utils import _get_overrides

    monkeypatch.delenv("JUPYTERLAB_SETTINGS_DIR", raising=False)
    path = verken.quiet({"JUPYTER_CONFIG_PATH": "/eigen", "HOME": "/thuis"})
    ours, theirs = path["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert theirs == "/eigen" and path["HOME"] == "/thuis"
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", ours)
    overrides, error = _get_overrides("/bestaat/niet")
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false" and not error


def test_jupyterlab_starts_without_the_grammar_that_takes_a_second() -> None:
    code = (
        "import runpy, sys; sys.argv = ['lab', '--version']; runpy.run_module('wijkmonitor.verkennen.lab', run_name='__main__')"
    )
    watch = f"import atexit, sys; atexit.register(lambda: print('lark' in sys.modules)); {code}"
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [importlib.metadata.version("jupyterlab"), "False"]


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address of a running JupyterLab, and its reports folder; closed afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "lab.log"
    command = [sys.executable, "-m", "wijkmonitor", "verken", "--wijk", "voorbeeldwijk", "--geen-browser", "--poort", str(port)]
    shutil.copytree(ROOT / "notebooks" / "verkennen", tmp_path / "notebooks" / "verkennen")
    command += ["--data", str(proefdata()), "--uit", str(tmp_path / "reports")]
    env = os.environ | {
        "JUPYTERLAB_WORKSPACES_DIR": str(_opened(tmp_path / "werkruimte", "kijken.ipynb", "sessie-invullen.ipynb"))
    }
    with log.open("w") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, cwd=tmp_path, env=env, start_new_session=True)
    try:
        yield _address(log, server), tmp_path / "reports"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _opened(folder: Path, *names: str) -> Path:
    """The folder in which JupyterLab remembers that these notebooks were open, the first one in front."""
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    tabs = [f"notebook:{name}" for name in names]
    dock = {"type": "tab-area", "currentIndex": 0, "widgets": tabs}
    data: dict[str, Any] = {tab: {"data": {"path": name, "factory": "Notebook"}} for tab, name in zip(tabs, names, strict=True)}
    data["layout-restorer:data"] = {"main": {"dock": dock, "current": tabs[0]}}
    WorkspacesManager(str(folder)).save("default", json.dumps({"data": data, "metadata": {"id": "default"}}))
    return folder


def _address(log: Path, server: subprocess.Popen[bytes]) -> str:
    for _ in range(120):
        if match := re.search(r"(http://(?:localhost|127\.0\.0\.1):\d+/\S*token=\w+)", log.read_text()):
            return match[1]
        assert server.poll() is None, log.read_text()
        time.sleep(0.5)
    raise AssertionError(f"JupyterLab did not start: {log.read_text()}")


@pytest.mark.browser
@pytest.mark.traag
def test_in_jupyterlab_a_control_moves_the_picture_changes_and_a_note_is_kept(open_page: OpenPage, lab: tuple[str, Path]) -> None:
    address, reports = lab
    page = open_page(width=1400)
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if _is_outside(request.url) else None)
    page.goto(address)
    page.wait_for_selector(".widget-html .bevinding h2", timeout=120_000)  # nobody ran a cell
    assert page.get_by_text("Jupyter news").count() == 0 and page.get_by_text("Uitvoeren", exact=True).count() == 1
    assert page.locator(".jp-InputPrompt", has_text="[1]:").count() == 1  # and it ran once
    _use(page)
    _look_beside(page)
    page.get_by_role("tab", name="sessie-invullen.ipynb").click()
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-InputPrompt", has_text="[1]:").wait_for(timeout=60_000)
    page.close()
    assert outside == []
    [row] = json.loads((reports / "sessies" / "verkend-voorbeeldwijk.json").read_text(encoding="utf-8"))
    assert (row["id"], row["notitie"]) == ("bereik-trechter", "Veel uitval voor de start")


def _use(page: Any) -> None:
    picker = page.get_by_label("Bevinding")
    page.wait_for_function("document.querySelectorAll('.widget-dropdown select')[2]?.options.length > 3", timeout=90_000)
    before = page.locator(".widget-html .bevinding h2").first.inner_text()
    label = bekijk("voorbeeldwijk", "bereik", "bereik-trechter", data=proefdata()).kop
    picker.select_option(label=label)
    page.wait_for_function(
        "old => document.querySelector('.widget-html .bevinding h2')?.innerText !== old", arg=before, timeout=60_000
    )
    assert page.locator(".widget-html .bevinding h2").first.inner_text() == label
    page.locator(".widget-text input").first.fill("Veel uitval voor de start")
    page.locator(".widget-text input").first.press("Tab")
    page.get_by_role("button", name="Bewaar voor de sessie").click()
    page.get_by_text("Bewaard.").wait_for(timeout=60_000)


def _look_beside(page: Any) -> None:
    """Two pictures stand beside each other, each whole within its own half."""
    page.get_by_label("Naast", exact=True).select_option(index=1)
    page.wait_for_function("document.querySelectorAll('.widget-html .bevinding').length === 2", timeout=60_000)
    boxes = [box.bounding_box() for box in page.locator(".widget-html:has(.bevinding)").all()]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 1
    wide = "[...document.querySelectorAll('.widget-html .bevinding')].map(f => [f.getBoundingClientRect().right, f.closest('.widget-html').getBoundingClientRect().right])"
    assert all(picture <= half + 1 for picture, half in page.evaluate(wide))


def _is_outside(url: str) -> bool:
    return not re.match(r"(https?|wss?)://(localhost|127\.0\.0\.1)|data:|blob:", url)
