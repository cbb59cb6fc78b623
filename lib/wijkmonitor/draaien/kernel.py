"""Real kernels for notebooks that need one: forked from the prepared process, or started the ordinary way.

A forked kernel is made by a kernel provisioner, jupyter_client's public extension point. The fork itself happens before
any event loop or socket exists: a child waits, and the provisioner tells it which connection file to serve.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from functools import partial
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from wijkmonitor.draaien.kinderen import SOCKETS, die_with_parent

PROVISIONER = "wijkmonitor-fork"


MAX_SOCKET_PATH = 100  # characters: Linux takes 107 and macOS 103, and the kernel adds its own number


class LocalKernelManager(AsyncKernelManager):
    """Kernel manager over sockets in files where the system has them: no port to run out of, none left behind.

    Where the folder for temporary files lies too deep for that, the kernel is reached over a port of this machine.
    """

    def __init__(self, **kwargs: Any) -> None:
        self._folder = tempfile.mkdtemp(prefix="k", dir=os.environ.get(SOCKETS))
        kwargs["connection_file"] = os.path.join(self._folder, "kernel.json")
        sockets = os.path.join(self._folder, "s")
        if sys.platform != "win32" and len(os.fsencode(sockets)) <= MAX_SOCKET_PATH:
            kwargs |= {"transport": "ipc", "ip": sockets}
        super().__init__(**kwargs)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        if sys.platform == "linux":  # a kernel that is still starting would go on, and make its folder again
            kw["preexec_fn"] = partial(die_with_parent, os.getpid())
        await super()._async_launch_kernel(kernel_cmd, **kw)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart)
        if not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources


class ForkedKernelManager(LocalKernelManager):
    """Kernel manager whose kernel is the child that waits in this process."""

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernelspec, with our provisioner."""
        spec = super().kernel_spec
        if spec is not None:
            spec.metadata["kernel_provisioner"] = {"provisioner_name": PROVISIONER}
        return spec


class WaitingKernel:
    """A forked child that becomes a kernel when it is told its connection file; quacks like `subprocess.Popen`."""

    stdin = stdout = stderr = None
    current: WaitingKernel | None = None

    def __init__(self) -> None:
        reader, self._writer = os.pipe()
        parent = os.getpid()
        self.pid = os.fork()
        self._status: int | None = None
        if self.pid == 0:
            os.close(self._writer)
            _serve_when_told(reader, parent)
        os.close(reader)

    def serve(self, arguments: list[str], env: dict[str, str], cwd: str) -> None:
        """Let the child become a kernel with these command line arguments."""
        import pickle

        with os.fdopen(self._writer, "wb") as pipe:
            pickle.dump((arguments, env, cwd), pipe)

    def poll(self) -> int | None:
        """Exit status, or None while it runs."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def wait(self) -> int:
        """Exit status, when it has ended."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def _serve_when_told(reader: int, parent: int) -> None:
    """Body of the child: wait for the arguments, then be a kernel; never returns."""
    import pickle

    status = 1
    try:
        die_with_parent(parent)
        with os.fdopen(reader, "rb") as pipe:
            arguments, env, cwd = pickle.load(pipe)
        os.environ.update(env)
        os.chdir(cwd)
        _be_kernel(arguments)
        status = 0
    except EOFError:
        status = 0
    finally:
        os._exit(status)


def _be_kernel(arguments: list[str]) -> None:
    from ipykernel.kernelapp import IPKernelApp
    from ipykernel.zmqshell import ZMQInteractiveShell

    asyncio.set_event_loop(None)
    ZMQInteractiveShell.clear_instance()
    os.environ.pop("MPLBACKEND", None)
    sys.argv = ["ipykernel_launcher.py", *arguments]
    IPKernelApp.launch_instance(arguments)


class ForkProvisioner(LocalProvisioner):
    """Kernel provisioner `wijkmonitor-fork`: the waiting child of this process, else an ordinary start."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """How to reach the kernel."""
        waiting, WaitingKernel.current = WaitingKernel.current, None
        if waiting is None:
            return await super().launch_kernel(cmd, **kwargs)
        after_module = cmd.index("-f") if "-f" in cmd else len(cmd)
        waiting.serve(cmd[after_module:], dict(kwargs.get("env") or {}), str(kwargs.get("cwd") or Path.cwd()))
        self.process = waiting  # type: ignore[assignment]
        self.pid, self.pgid, self.cwd = waiting.pid, None, kwargs.get("cwd")
        return self.connection_info


def kernel_options(*, forked: bool) -> dict[str, Any]:
    """Options for papermill: an ordinary kernel, or one forked from this process."""
    if not forked:
        return {"kernel_manager_class": LocalKernelManager, "shutdown_kernel": "immediate"}
    entry = EntryPoint(PROVISIONER, f"{__name__}:ForkProvisioner", KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.instance().provisioners[PROVISIONER] = entry
    WaitingKernel.current = WaitingKernel()
    return {"kernel_manager_class": ForkedKernelManager, "shutdown_kernel": "immediate"}
