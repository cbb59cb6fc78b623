"""Private parts of Jupyter that we lean on, each named with who needs it: a new version that drops one fails here, by name."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parents[2] / "lib" / "wijkmonitor"
# (where it stands, what it is, who leans on it)
KOPPELINGEN = [
    ("nbclient.client", "NotebookClient._check_raise_for_error", "draaien/shell.py"),
    ("nbclient.client", "NotebookClient.process_message", "draaien/shell.py"),
    ("nbclient.client", "NotebookClient.set_widgets_metadata", "draaien/shell.py"),
    ("nbclient.client", "NotebookClient.reset_execution_trackers", "draaien/shell.py"),
    ("papermill.engines", "NotebookExecutionManager.cell_exception", "draaien/shell.py"),
    ("papermill.engines", "NBClientEngine.execute_managed_notebook", "draaien/shell.py"),
    ("ipykernel.compiler", "XCachingCompiler", "draaien/shell.py"),
    ("ipykernel.ipkernel", "IPythonKernel.language_info", "draaien/shell.py"),
    ("ipykernel.zmqshell", "ZMQInteractiveShell", "draaien/shell.py"),
    ("ipykernel.displayhook", "ZMQShellDisplayHook.set_parent", "draaien/shell.py"),
    ("jupyter_client.session", "Session.msg", "draaien/shell.py"),
    ("jupyter_client.manager", "KernelManager._async_launch_kernel", "draaien/kernel.py"),
    ("jupyter_client.manager", "KernelManager._async_cleanup_resources", "draaien/kernel.py"),
]


@pytest.mark.parametrize(("module", "name", "leans"), KOPPELINGEN, ids=[name for _, name, _ in KOPPELINGEN])
def test_what_we_lean_on_is_still_there(module: str, name: str, leans: str) -> None:
    found: object = importlib.import_module(module)
    for part in name.split("."):
        assert hasattr(found, part.removesuffix("()")), f"{module} has no {name} any more: {leans} leans on it"
        found = getattr(found, part.removesuffix("()"))
        found = found() if part.endswith("()") and callable(found) else found
    assert name.rsplit(".", 1)[-1] in (LIB / leans).read_text(encoding="utf-8"), f"{leans} no longer leans on {name}"


def test_every_private_part_of_jupyter_is_named_here() -> None:
    """All attributes with a low line that a subclass or caller of Jupyter's classes uses in the two rooms that do so."""
    named = {name.rsplit(".", 1)[-1] for _, name, _ in KOPPELINGEN} | {"_last_traceback"}
    for leans in {leans for _, _, leans in KOPPELINGEN}:
        tree = ast.parse((LIB / leans).read_text(encoding="utf-8"))
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        own |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr.startswith("_")}
        unnamed = {name for name in used - own - named if not name.startswith("__")} - {"_exit"}
        assert unnamed == set(), f"{leans} uses {unnamed} of others: name it in KOPPELINGEN"


def test_the_shell_keeps_its_last_traceback() -> None:
    from wijkmonitor.draaien.shell import fresh_shell, make_shell

    shell = make_shell()
    try:
        shell.run_cell("1/0", silent=True)
        assert any("ZeroDivisionError" in line for line in shell._last_traceback)
    finally:
        fresh_shell()
