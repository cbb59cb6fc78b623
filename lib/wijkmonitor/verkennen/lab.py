"""JupyterLab as our own command starts it (`python -m wijkmonitor.verkennen.lab`): a second sooner, and with a part in its server.

That part starts the kernel of the first page and lets it read the records while the browser still loads.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

PAGINA = "kijken.ipynb"
BEGIN = "WIJKMONITOR_VERKEN"  # environment variable: JSON of the wijk and the data folder to begin with


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp: Any) -> None:
    if begin := os.environ.get(BEGIN):
        serverapp.io_loop.add_callback(start_kernel, serverapp, *json.loads(begin))


async def start_kernel(serverapp: Any, wijk: str, data: str) -> None:
    """The session that the browser will ask for, with the first document of the panel already made in it."""
    session = await serverapp.session_manager.create_session(path=PAGINA, name=PAGINA, type="notebook")
    client = serverapp.kernel_manager.get_kernel(session["kernel"]["id"]).client()
    client.start_channels(stdin=False, hb=False)
    code = f"import wijkmonitor.verkennen.paneel as _paneel; _paneel.warm({wijk!r}, {data!r})"
    client.execute(code, silent=True, store_history=False)


if __name__ == "__main__":
    from wijkmonitor.draaien.bibliotheken import without_slow_check

    without_slow_check()
    from jupyterlab.labapp import main

    sys.exit(main())
