"""Command line: names and one-line helps here, each command in its own module."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from wijkmonitor import __version__
from wijkmonitor.cli import opties
from wijkmonitor.cli.zeggen import PARTLY, USAGE, Weigering, say, speak_dutch, speak_plainly
from wijkmonitor.programma import programma
from wijkmonitor.schrijven import in_woorden

# command -> what it does, as `wijkmonitor --help` says it; its options stand in `opties`, and module wijkmonitor.cli.<command> has run()
COMMANDS = {
    "run": "maak de rapporten, alleen wat veranderd is",
    "check": "controleer alle gegevens en noem elke fout",
    "begin": "maak een map om in te werken, met notebooks en voorbeelden",
    "new": "maak de map van een nieuwe wijk",
    "fetch": "haal open cijfers van CBS en RIVM op",
    "sjabloon": "maak lege tabellen in Excel, met uitleg en keuzelijsten",
    "intake": "neem geleverde bestanden op",
    "sessie": "de leersessie: agenda, afspraken, verslag, wensen en kaarten",
    "publiceer": "maak een map om te delen, met alleen wat gedeeld mag worden",
    "exporteer": "zet alle cijfers van de rapporten in een pakket voor R, SPSS of Excel",
    "vergeet": "haal een mens uit de gegevens en de rapporten",
    "verken": "open JupyterLab om zelf te kijken",
}


class DutchParser(argparse.ArgumentParser):
    """Parser whose own words are Dutch; a wrong call ends with exit code 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(USAGE, f"Dit commando klopt niet: {message}\nHulp: {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code of the command: 0 done, 1 some parts failed, 2 wrong usage or nothing could run."""
    argv = list(sys.argv[1:] if argv is None else argv)
    speak_plainly()
    speak_dutch()
    parser = DutchParser(
        prog="wijkmonitor", description=f"Monitor van {programma().naam}: van gegevens naar rapporten om samen te bespreken."
    )
    parser.add_argument("--version", action="version", version=f"wijkmonitor {__version__}", help="noem de versie")
    subparsers = parser.add_subparsers(dest="command", metavar="commando", required=True, parser_class=DutchParser)
    asked = next((word for word in argv if not word.startswith("-")), None)
    for name, what in COMMANDS.items():
        sub = subparsers.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
        if name == asked:
            getattr(opties, name)(sub)
    arguments = parser.parse_args(argv)
    try:
        if arguments.command in opties.OVER_WIJKEN:
            opties.refuse_unknown(arguments)
        return int(importlib.import_module(f"wijkmonitor.cli.{arguments.command}").run(arguments))
    except Weigering as refusal:
        return say(refusal.code, *refusal.args)
    except OSError as error:  # a command that has more to say about it did so itself
        return say(PARTLY, in_woorden(error))
