"""The two scripts that a page may carry: a search field for the menukaart, and one for the front page. They fetch and keep
nothing."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup


def _script(name: str) -> Markup:
    return Markup(files(__package__).joinpath(name).read_text("utf-8").strip())


SCRIPT, GEBIEDEN = _script("zoeken.js"), _script("zoeken-gebied.js")
AFGESLOTEN = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def toegestaan(script: str) -> str:
    """The Content-Security-Policy of a page with this script: that script and nothing else. `AFGESLOTEN` is that of every other."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{AFGESLOTEN}; script-src 'sha256-{digest}'"
