"""Exploring in JupyterLab: the same findings as the reports, with another choice of wijk, day or group."""

from wijkmonitor.verkennen.kijken import bekijk, bewaar, groepen

__all__ = ["bekijk", "bewaar", "groepen", "kijk", "lees_citaten", "neem_op", "vul_in"]


def kijk(wijk: str = "", *, data: str = "wijkdata", uit: str = "reports") -> object:
    """The panel to look around: one row of controls, and what they give."""
    from wijkmonitor.verkennen.paneel import Paneel

    return Paneel(wijk, data=data, uit=uit).widget


def vul_in(wijk: str = "", *, data: str = "wijkdata") -> object:
    """The form to fill in a session together; it writes in `leeragenda.toml`."""
    from wijkmonitor.verkennen.formulier import Formulier

    return Formulier(wijk, data=data).widget


def lees_citaten(wijk: str = "", *, data: str = "wijkdata") -> object:
    """The quotes to read before they can appear; what is ticked stands in `kwalitatief`."""
    from wijkmonitor.verkennen.citaten import Citaten

    return Citaten(wijk, data=data).widget


def neem_op(wijk: str = "", *, data: str = "wijkdata", uit: str = "reports") -> object:
    """The form to take in a delivered file; unknown headings are asked, and the answers remembered."""
    from wijkmonitor.verkennen.levering import Levering

    return Levering(wijk, data=data, uit=uit).widget
