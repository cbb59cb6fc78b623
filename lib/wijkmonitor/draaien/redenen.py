"""Why a document was not made, in Dutch, for the terminal and the index."""

from __future__ import annotations

import platform
import re
import signal
from pathlib import PurePath

from wijkmonitor.meegeleverd import zinnen
from wijkmonitor.schrijven import GEEN_RUIMTE, waarom
from wijkmonitor.taal.woordelijk import woordelijk

zin = zinnen("wijkmonitor.draaien")
_TUSSEN_AANHALING = re.compile(r"(?<!\w)(['\"]).*?\1(?!\w)")
_MAPPEN = re.compile(r"(?<![\w.])(?:[A-Za-z]:)?[\\/](?:[^\\/\s'\"()]+[\\/])+")
_OVER_CODE = ("ImportError", "ModuleNotFoundError", "NameError", "AttributeError", "TypeError", "SyntaxError", "IndentationError")


def cel_fout(nummer: int, naam: str, uitleg: str, code: str = "") -> str:
    """A cell that raised an error, unless rows stand in what it says; the second line of a message is what to do, in Dutch.

    code: what stands in the cell.
    """
    from wijkmonitor.draaien.notebookcontrole import is_table

    said = "" if is_table(uitleg) else zonder_waarden(naam, " ".join(uitleg.strip().splitlines()[:2]), code)
    advice = f". {zin('naam_onbekend')}" if naam == "NameError" else ""
    return f"cel {nummer} geeft een fout: {naam}{': ' + said if said else ''}{advice}"


def gestopt(status: int, cel: int | None) -> str:
    """A process that died. status is an exit code, or minus the signal."""
    where = f" in cel {cel}" if cel else ""
    if status == -9:
        return f"het proces is{where} van buiten gestopt (SIGKILL); vaak is er dan te weinig geheugen"
    if status < 0:
        return f"het proces is{where} vastgelopen ({signal.Signals(-status).name})"
    return f"het proces stopte{where} zelf, met code {status}"


def te_lang(seconden: float, cel: int | None) -> str:
    """A document that did not finish in time."""
    where = f" (bezig met cel {cel})" if cel else ""
    return f"het duurde langer dan {seconden:g} seconden en is gestopt{where}"


def te_veel_geheugen(megabytes: int, cel: int | None) -> str:
    """A document that asked for more memory than it may use."""
    where = f" (bezig met cel {cel})" if cel else ""
    return f"het heeft meer dan {megabytes} MB geheugen nodig{where}; maak de gegevens kleiner, of geef meer: --geheugen MB"


def lezen(fout: OSError) -> str:
    """A file that could not be read."""
    return f"{PurePath(str(fout.filename)).name} kon niet gelezen worden: {waarom(fout)}"


def schijf(fout: OSError) -> str:
    """A file that could not be written."""
    name = PurePath(str(fout.filename)).name if fout.filename else "het rapport"
    if fout.errno in GEEN_RUIMTE:
        return f"de schijf is vol: {name} kon niet bewaard worden; maak ruimte en draai opnieuw"
    return f"{name} kon niet bewaard worden: {waarom(fout)}"


def map_ontbreekt(pad: str) -> str:
    """The folder in which the run works is not on this machine."""
    return f"op {platform.node() or 'deze machine'} is de map {PurePath(pad).name} er niet; laat alle machines dezelfde map gebruiken"


def worker_fout(worker: str, fout: BaseException | None) -> str:
    """A worker that broke off."""
    what = f": {type(fout).__name__}" if fout else ""
    return f"de worker {worker} brak het werk af{what}; kijk in wat hij schreef en draai opnieuw"


def worker_ongeschikt(worker: str, fout: BaseException) -> str:
    """A worker that can't do our work at all."""
    what = zonder_waarden(type(fout).__name__, str(fout).strip().splitlines()[-1] if str(fout).strip() else type(fout).__name__)
    return f"de worker {worker} kan dit niet maken ({what}); installeer daar dezelfde wijkmonitor en start hem opnieuw"


def onverwacht(fout: BaseException) -> str:
    """Any other error while making the document."""
    return f"onverwachte fout bij het maken: {type(fout).__name__}: {zonder_waarden(type(fout).__name__, str(fout))}"


def zonder_waarden(naam: str, tekst: str, code: str = "") -> str:
    """The message of an error without what a reader of reports may not see, for reasons stand in reports.

    That is what stands in quotes, because it can come from a record (unless the error is about code, or the same stands in the
    code of the cell), and folders.

    >>> zonder_waarden("ValueError", "row ('Fatima', 3) has no name")
    "row ('…', 3) has no name"
    >>> zonder_waarden("ImportError", "cannot import name 'Poort' (/home/fatima/lib/privacy.py)")
    "cannot import name 'Poort' (privacy.py)"
    >>> zonder_waarden("ValueError", "kop='Een kop' must be shorter", "maak(kop='Een kop')")
    "kop='Een kop' must be shorter"
    """
    if naam == "KeyError" and "Kies uit: " in tekst:
        tekst = tekst[1:-1]  # a message of our own, that Python puts in quotes
    shown = (
        tekst
        if naam in _OVER_CODE
        else _TUSSEN_AANHALING.sub(lambda found: found[0] if found[0][1:-1] in code else found[1] + "…" + found[1], tekst)
    )
    return woordelijk(_MAPPEN.sub("", shown))
