"""Exploring in JupyterLab: the same findings as the reports, with another choice of wijk, day or group."""

from __future__ import annotations

import importlib
from typing import Any

from wijkmonitor.meegeleverd import zinnen

__all__ = ["bekijk", "bewaar", "find_wijken", "groepen", "kijk", "lees_citaten", "neem_op", "vul_in"]

zin = zinnen("wijkmonitor.verkennen", "teksten.toml")  # words on the screen


def __getattr__(name: str) -> Any:
    """What stands in `kijken`, fetched when it is asked for: the server of JupyterLab needs nothing of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("wijkmonitor.verkennen.kijken"), name)


def kijk(wijk: str = "", *, data: str = "wijkdata", uit: str = "reports") -> object:
    """The panel to look around: one row of controls, and what they give."""
    from wijkmonitor.verkennen.kijken import find_mappen
    from wijkmonitor.verkennen.paneel import Paneel

    data, uit = find_mappen(data, uit)
    return Paneel(wijk, data=data, uit=uit).widget


def vul_in(wijk: str = "", *, data: str = "wijkdata", uit: str = "reports") -> object:
    """The form to fill in a session together; it writes in `leeragenda.toml`. uit: where the reports stand to pick findings from."""
    from wijkmonitor.verkennen.formulier import Formulier
    from wijkmonitor.verkennen.kijken import check_wijk, find_mappen

    data, uit = find_mappen(data, uit)
    return Formulier(check_wijk(wijk, data), data=data, uit=uit).widget


def lees_citaten(wijk: str = "", *, data: str = "wijkdata") -> object:
    """The quotes to read before they can appear; what is ticked stands in `kwalitatief`."""
    from wijkmonitor.verkennen.citaten import Citaten
    from wijkmonitor.verkennen.kijken import check_wijk, find_mappen

    data, _ = find_mappen(data)
    return Citaten(check_wijk(wijk, data), data=data).widget


def neem_op(wijk: str = "", *, data: str = "wijkdata", uit: str = "reports") -> object:
    """The form to take in a delivered file; unknown headings are asked, and the answers remembered."""
    from wijkmonitor.verkennen.kijken import check_wijk, find_mappen
    from wijkmonitor.verkennen.levering import Leverscherm

    data, uit = find_mappen(data, uit)
    return Leverscherm(check_wijk(wijk, data), data=data, uit=uit).widget
