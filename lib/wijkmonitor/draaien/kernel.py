"""How a real kernel is reached and ended, for notebooks that need one and for systems that can't fork."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from functools import partial
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from wijkmonitor.draaien.kinderen import SOCKETS, die_with_parent

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
