"""Papermill engines: cells run in an IPython shell of this very process, without a kernel; or in a real kernel, for notebooks that
need one and for systems that can't fork.

The shell is ipykernel's own, so display, tracebacks and rich output are those of a kernel. Its messages go to
nbclient's own code that folds messages into cell outputs, so outputs are the same as papermill's by construction.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from nbclient.util import run_sync
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, papermill_engines
from traitlets.config import Config

from wijkmonitor.draaien.invoer import shown_path
from wijkmonitor.draaien.kernel import LocalKernelManager

ENGINE, KERNEL_ENGINE = "wijkmonitor-shell", "wijkmonitor-kernel"
INLINE = "module://matplotlib_inline.backend_inline"
PADEN = ("data", "verzameld")  # parameters of notebooks that are paths
_GETOOND = ("display_data", "execute_result")
Emit = Callable[[dict[str, Any]], None]


class LocalSession(Session):
    """Session that hands every message to one function instead of a socket."""

    emit: Emit

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, *rest: Any, **named: Any) -> Any:
        """The message, after it was handed over."""
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent)
        message["buffers"] = named.get("buffers") or []
        self.emit(message)
        return message


class CellStream(io.TextIOBase):
    """stdout or stderr of a cell: text is kept until it is flushed, as a kernel does."""

    def __init__(self, name: str, session: LocalSession) -> None:
        self.name = name
        self._session = session
        self._parts: list[str] = []

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Always UTF-8."""
        return "UTF-8"

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, text: str) -> int:
        """Number of characters taken."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Hand the text over as one message."""
        if self._parts:
            text = "".join(self._parts)
            self._parts.clear()
            self._session.send(None, "stream", {"name": self.name, "text": text})


def make_shell() -> ZMQInteractiveShell:
    """The shell of this process, made once; without history file and without threads."""
    config = Config()
    config.HistoryManager.enabled = False
    shell = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler)
    hook: Any = shell.displayhook
    if not isinstance(hook.session, LocalSession):
        session = LocalSession(key=b"")
        session.emit = lambda message: None
        hook.session, hook.topic = session, b"execute_result"
        shell.display_pub.session = session  # type: ignore[attr-defined]
        shell.enable_gui = lambda gui=None: None  # type: ignore[method-assign]  # figures are inline; without a kernel there is no other way
    return shell


def fresh_shell() -> None:
    """Forget what ran in the shell of this process; its hooks stay."""
    make_shell().reset(new_session=True)


def use_inline_figures() -> None:
    """Let pyplot show figures as a kernel does; call it after the shell exists.

    The setting must stand before the backend is imported: the backend looks at it to hook itself to the shell.
    """
    os.environ.setdefault("MPLBACKEND", INLINE)
    matplotlib, pyplot = sys.modules.get("matplotlib"), sys.modules.get("matplotlib.pyplot")
    if matplotlib is None or matplotlib.get_backend(auto_select=False) == os.environ["MPLBACKEND"]:
        return
    matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    if pyplot is not None:
        pyplot.switch_backend(os.environ["MPLBACKEND"])


@contextmanager
def _as_kernel(shell: ZMQInteractiveShell, emit: Emit) -> Iterator[None]:
    """Streams, input() and messages as in a kernel, put back afterwards."""
    import builtins

    session: LocalSession = shell.displayhook.session  # type: ignore[attr-defined]
    before = sys.stdout, sys.stderr, builtins.input, session.emit
    session.emit = emit
    sys.stdout, sys.stderr = CellStream("stdout", session), CellStream("stderr", session)
    builtins.input = _no_input
    try:
        yield
    finally:
        sys.stdout, sys.stderr, builtins.input, session.emit = before


def _no_input(prompt: object = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


class ShellClient(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client with a shell in this process in the place of a kernel."""

    def execute(self, **kwargs: Any) -> NotebookNode:
        """The notebook with its outputs."""
        self.reset_execution_trackers()
        shell = make_shell()
        use_inline_figures()
        with _as_kernel(shell, self._take):
            for index, cell in enumerate(self.nb.cells):
                try:
                    self.execute_cell(cell, index)
                except CellExecutionError as error:
                    self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                    break
        self.nb.metadata["language_info"] = dict(IPythonKernel.language_info)
        self.set_widgets_metadata()
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, *rest: Any, **named: Any) -> NotebookNode:
        """The cell with its outputs; raises CellExecutionError as nbclient does."""
        if self.on_cell_start is not None:
            self.on_cell_start(cell=cell, cell_index=cell_index)
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        cell.outputs = []
        self.clear_before_next_output = False
        self._cell, self._index = cell, cell_index
        reply = self._run(cell)
        self.code_cells_executed += 1
        if reply["content"]["status"] != "ok":  # an event loop is made only where there is something to raise
            run_sync(self._check_raise_for_error)(cell, cell_index, reply)
        return cell

    def _run(self, cell: NotebookNode) -> dict[str, Any]:
        shell = make_shell()
        shell.displayhook.set_parent({"header": {"msg_id": cell.get("id", "")}})  # type: ignore[attr-defined]
        count = shell.execution_count
        result = shell.run_cell(cell.source, store_history=True, silent=False, cell_id=cell.get("id"))
        sys.stdout.flush()
        sys.stderr.flush()
        cell["execution_count"] = count
        if result.success:
            return {"content": {"status": "ok"} | _shown_error(cell)}
        error = result.error_before_exec or result.error_in_exec
        content = {"status": "error", "ename": type(error).__name__, "evalue": str(error)}
        return {"content": content | {"traceback": shell._last_traceback or []}}

    def _take(self, message: dict[str, Any]) -> None:
        """What was shown goes to the cell; all that asks for more than that, to nbclient.

        nbclient checks each output by itself, which takes longer than to make it. The notebook is checked when it is written.
        """
        kind, content = message["msg_type"], message["content"]
        more = any(value for name, value in content.items() if name not in ("metadata", "data", "execution_count"))
        if kind in _GETOOND and not more and not self._waits():
            count = {"execution_count": content["execution_count"]} if kind == "execute_result" else {}
            output = {"output_type": kind, "metadata": content["metadata"], "data": content["data"]} | count
            self._cell.outputs.append(from_dict(output))
            return
        try:
            self.process_message(message, self._cell, self._index)
        except CellExecutionComplete:
            return

    def _waits(self) -> bool:
        """Whether outputs go elsewhere than to their cell, or take the place of others."""
        return self.clear_before_next_output or any(self.output_hook_stack.values())


def _shown_error(cell: NotebookNode) -> dict[str, Any]:
    """The error that an object gave while it was shown, as if the cell gave it; empty where none did."""
    for output in cell.outputs:
        if output.output_type == "error":
            return {"status": "error", "ename": output.ename, "evalue": output.evalue, "traceback": output.traceback}
    return {}


def stable(notebook: NotebookNode) -> NotebookNode:
    """The executed notebook without times, chance and folders of the machine: same input, same bytes. Times are in run.json."""
    hide_paths(notebook)
    for key in ("start_time", "end_time", "duration", "input_path", "output_path"):
        notebook.metadata.get("papermill", {}).pop(key, None)
    for position, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = f"parameters-{position}"
    return notebook


def hide_paths(notebook: Any) -> None:
    """Show the paths among the parameters of an executed notebook as `shown_path` does, in its metadata and its cell."""
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    shown = {name: shown_path(parameters[name]) for name in PADEN if parameters.get(name)}
    parameters.update(shown)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(_line(line, shown) for line in cell.source.split("\n"))


def _line(line: str, shown: dict[str, str]) -> str:
    name, mark, _ = line.partition(" = ")
    return f'{name} = "{shown[name]}"' if mark and name in shown else line


class _Stable(Engine):  # type: ignore[misc]
    """Engine whose notebooks have no times."""

    @classmethod
    def execute_notebook(cls, *args: Any, **kwargs: Any) -> NotebookNode:
        """The executed notebook."""
        return stable(super().execute_notebook(*args, **kwargs))


class ShellEngine(_Stable):
    """Papermill engine `wijkmonitor-shell`: the cells run in this process; call it in a process of its own."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Fill the outputs of the managed notebook."""
        hook = {"on_cell_start": kwargs["on_cell_start"]} if "on_cell_start" in kwargs else {}
        ShellClient(nb_man, kernel_name=kernel_name, record_timing=False, **hook).execute()


class KernelEngine(_Stable, NBClientEngine):  # type: ignore[misc]
    """Papermill engine `wijkmonitor-kernel`: papermill's own, with a real kernel that is reached as `LocalKernelManager` says."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Fill the outputs of the managed notebook."""
        own = {"kernel_manager_class": LocalKernelManager, "shutdown_kernel": "immediate"}
        super().execute_managed_notebook(nb_man, kernel_name, **kwargs | own)


papermill_engines.register(ENGINE, ShellEngine)
papermill_engines.register(KERNEL_ENGINE, KernelEngine)
