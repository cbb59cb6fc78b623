"""What a command says to who called it: sentences of zinnen.toml, its exit code, and the words of argparse itself in Dutch."""

from __future__ import annotations

import argparse
import codecs
import errno
import io
import sys
import unicodedata
from typing import Any

from wijkmonitor.meegeleverd import zinnen

zin = zinnen("wijkmonitor.cli")
DONE, PARTLY, USAGE = 0, 1, 2  # exit codes: done; some parts failed; wrong usage, or nothing could run
WEG = (errno.EPIPE, errno.EINVAL)  # nobody reads any more: the second is how Windows says so
GEWOON = {"€": "EUR", "–": "-", "—": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"', "•": "-", "→": "->", "×": "x"}
WOORDEN = {
    "usage: ": "gebruik: ",
    "options": "opties",
    "positional arguments": "onderdelen",
    "show this help message and exit": "laat deze hulp zien",
    "argument %(argument_name)s: %(message)s": "bij %(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "dit kennen we niet: %s",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "not allowed with argument %s": "dit kan niet samen met %s",
    "ignored explicit argument %r": "hier hoort geen waarde bij, gevonden: %r",
    "one of the arguments %s is required": "noem een van deze: %s",
    "expected one argument": "hier hoort een waarde achter",
    "expected at most one argument": "hier hoort hooguit één waarde achter",
    "expected at least one argument": "hier hoort een waarde achter",
    "expected %s argument": "hier hoort %s waarde achter",
    "expected %s arguments": "hier horen %s waarden achter",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer betekenen: %(matches)s",
    "unexpected option string: %s": "deze optie verwachten we hier niet: %s",
    "invalid %(type)s value: %(value)r": "%(value)r kunnen we niet lezen",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r kennen we niet. Kies uit: %(choices)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r kennen we niet. Kies uit: %(choices)s",
}


class Weigering(Exception):
    """What was asked can't be done: the exit code, and the lines that say why."""

    def __init__(self, code: int, *lines: object) -> None:
        super().__init__(*lines)
        self.code = code


def say(code: int, *lines: object) -> int:
    """Print these lines as what stands in the way; the exit code."""
    for line in lines:
        print(line, file=sys.stderr)
    return code


def replace_signs(error: UnicodeError) -> tuple[str, int]:
    """Signs that a terminal can't show, as plain ones: `€` as EUR, `é` as e, others as a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    found = error.object[error.start : error.end]
    signs = (GEWOON.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?" for sign in found)
    return "".join(signs), error.end


class Luisteraar(io.FileIO):
    """A pipe on whose other side somebody may stop reading, as `head` does: the rest goes nowhere and the work goes on."""

    def write(self, data: Any, /) -> int:
        """All of it counts as written."""
        try:
            return super().write(data) or 0
        except OSError as error:
            if error.errno not in WEG:
                raise
            return memoryview(data).nbytes


def speak_plainly() -> None:
    """From here on printing never fails for a sign that the terminal can't show, which becomes a plain one, nor for who stops reading."""
    codecs.register_error("gewoon", replace_signs)
    if sys.stdout is sys.__stdout__ and sys.stderr is sys.__stderr__:
        sys.stdout, sys.stderr = _forgiving(sys.stdout), _forgiving(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="gewoon")


def _forgiving(stream: Any) -> Any:
    """The same stream, forgiving where it is a pipe or file; a screen stays as it is."""
    if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
        return stream
    buffer = io.BufferedWriter(Luisteraar(stream.fileno(), "wb", closefd=False))
    stream.flush()  # what was printed before stays before
    return io.TextIOWrapper(buffer, encoding=stream.encoding, line_buffering=stream.line_buffering)


def speak_dutch() -> None:
    """From here on argparse says its own words in Dutch; a word that is not in the table stays English.

    argparse looks every text up with gettext before it fills it in (Python library reference, argparse). A catalogue
    file would ask for the language of the machine, while this command line is Dutch on every machine.
    """
    vars(argparse).update({"_": _dutch, "ngettext": _dutch_plural})


def _dutch(text: str) -> str:
    return WOORDEN.get(text, text)


def _dutch_plural(one: str, more: str, n: int) -> str:
    return _dutch(one if n == 1 else more)
