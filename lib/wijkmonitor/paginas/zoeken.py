"""The one script that a page may carry: the search field of the menukaart. It fetches nothing and keeps nothing."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup

SCRIPT = Markup(files(__package__).joinpath("zoeken.js").read_text("utf-8").strip())


AFGESLOTEN = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def toegestaan() -> str:
    """The Content-Security-Policy of a page with the script: that script and nothing else. `AFGESLOTEN` is that of every other."""
    return f"{AFGESLOTEN}; script-src '{_digest()}'"


def _digest() -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
