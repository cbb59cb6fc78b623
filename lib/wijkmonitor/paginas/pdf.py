"""A page as PDF, printed by the Chromium (or Chrome, or Edge) that the machine has."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from wijkmonitor.schrijven import waarom

TIJDSLIMIET = 60.0  # seconds
ZONDER_VENSTER = ("chromium-headless-shell", "chrome-headless-shell")  # they print in a third of the time
NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
_ELDERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_OPTIES = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-pdf-header-footer",
)
_DATUM = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}[+-]\d\d'\d\d'")


class DrukFout(RuntimeError):
    """The PDF could not be made; the message is Dutch and says why."""


def find_chromium() -> str:
    """Path of the browser that prints: the one that `CHROMIUM` names, else one on PATH or in its usual place; "" if none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return shutil.which(named) or ""
    found = (shutil.which(name) for name in ZONDER_VENSTER + NAMEN)
    return next((path for path in found if path), next((path for path in _ELDERS if Path(path).is_file()), ""))


def print_pdf(page: Path, pdf: Path, *, browser: str, dag: date, seconden: float = TIJDSLIMIET) -> None:
    """Write the page as PDF, whole or not at all. The PDF carries `dag` as its date: same page and browser, same bytes.

    Raises DrukFout where the browser fails, or takes longer than `seconden`.
    """
    beside = pdf.with_name(f".{pdf.name}.{os.getpid()}.tmp")
    try:
        _run_browser(browser, page, beside, seconden)
        if not beside.exists() or not beside.read_bytes().startswith(b"%PDF"):
            raise DrukFout("De browser gaf geen PDF terug.")
        beside.write_bytes(with_date(beside.read_bytes(), dag))
        os.replace(beside, pdf)
    finally:
        beside.unlink(missing_ok=True)


def with_date(content: bytes, dag: date) -> bytes:
    """The PDF with this day as the day on which it was made; not a byte moves.

    >>> with_date(b"/CreationDate (D:20261121231430+00'00')", date(2022, 12, 31))
    b"/CreationDate (D:20221231000000+00'00')"
    """
    return _DATUM.sub(rb"\g<1>" + f"{dag:%Y%m%d}000000+00'00'".encode(), content)


def _run_browser(browser: str, page: Path, pdf: Path, seconds: float) -> None:
    with tempfile.TemporaryDirectory(prefix="wijkmonitor-druk-", ignore_cleanup_errors=True) as profile:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        command = [browser, *_OPTIES, *(["--no-sandbox"] if root else []), f"--user-data-dir={profile}"]
        command += [f"--print-to-pdf={pdf}", page.absolute().as_uri()]
        try:
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=sys.platform != "win32"
            )
        except OSError as error:
            raise DrukFout(f"De browser start niet ({waarom(error)}).") from None
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise DrukFout(f"De browser was na {seconds:.0f} seconden niet klaar.") from None
        finally:
            _stop(process)
    if code:
        raise DrukFout(f"De browser stopte met een fout (code {code}).")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the browser and all that it started."""
    if process.poll() is None or sys.platform != "win32":
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()
