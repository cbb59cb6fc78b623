"""JupyterLab as its own command starts it, a second sooner: `python -m wijkmonitor.verkennen.lab`."""

from __future__ import annotations

import sys

from wijkmonitor.draaien.bibliotheken import without_slow_check

if __name__ == "__main__":
    without_slow_check()
    from jupyterlab.labapp import main

    sys.exit(main())
