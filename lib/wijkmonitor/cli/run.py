"""`wijkmonitor run`: make the reports, only what changed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from wijkmonitor.cli.opties import add_data, add_uit
from wijkmonitor.documenten import find_document
from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.bijwerken import Melder, Verslag
from wijkmonitor.draaien.gezond import before_run
from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien.pool import WerkprocesFout
from wijkmonitor.draaien.run import GeenWijk, Run, can_fork
from wijkmonitor.draaien.staat import AlBezig
from wijkmonitor.draaien.taak import GEHEUGEN, TIJDSLIMIET
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.meegeleverd import find_notebooks
from wijkmonitor.paginas.pdf import find_chromium

DONE, PARTLY, USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `run`."""
    _add_what(parser)
    _add_how(parser)


def _add_what(parser: argparse.ArgumentParser) -> None:
    """Which documents, from which records, to which folder."""
    add = parser.add_argument
    add(
        "--wijk",
        action="append",
        default=[],
        metavar="W",
        help="alleen deze wijk; mag vaker (standaard: alle wijken)",
    )
    add(
        "--gebied",
        action="append",
        default=[],
        metavar="CODE",
        help="het profiel van een CBS-gebied, zoals WK054609, zonder map met gegevens; 'alle' is elke wijk; mag vaker",
    )
    add(
        "--document",
        action="append",
        default=[],
        metavar="D",
        help="alleen dit document, zoals bereik of 1-bereik; mag vaker",
    )
    add(
        "--peildatum",
        default="",
        metavar="JJJJ-MM-DD",
        help="maak de rapporten zoals ze op deze dag waren (standaard: het einde van het kwartaal van de nieuwste datum in de gegevens)",
    )
    add_data(parser)
    add_uit(parser, "map voor de rapporten")


def _add_how(parser: argparse.ArgumentParser) -> None:
    """Who does the work, and how long it may take."""
    add = parser.add_argument
    add(
        "--workers",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="zoveel documenten tegelijk (standaard: het aantal kernen)",
    )
    add(
        "--scheduler",
        default="",
        metavar="ADRES",
        help="laat een Dask-cluster het werk doen, zoals tcp://machine:8786",
    )
    add(
        "--kernel",
        choices=("fork", "spawn"),
        default="fork" if can_fork() else "spawn",
        help="fork: uit een klaargezet proces; spawn: gewone kernels (standaard: fork waar het kan)",
    )
    add(
        "--tijdslimiet",
        type=_positive,
        default=int(TIJDSLIMIET),
        metavar="SECONDEN",
        help="stop een document dat langer duurt (standaard: %(default)s)",
    )
    add(
        "--geheugen",
        type=_positive,
        default=GEHEUGEN,
        metavar="MB",
        help="stop een document dat meer geheugen nodig heeft (standaard: %(default)s; alleen op Linux)",
    )
    add(
        "--notebooks",
        type=Path,
        default=None,
        metavar="MAP",
        help="map met de notebooks (standaard: notebooks)",
    )
    add("--opnieuw", action="store_true", help="maak alles opnieuw, ook wat niet veranderd is")


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal van 1 of meer")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 some documents failed, 2 wrong usage or no wijk can be used."""
    try:
        opdracht = read_opdracht(args)
        _warn(opdracht)
        verslag = Run(opdracht, Balk())()
    except GeenWijk as error:
        _say(*([_faults(error.fouten)] if error.fouten else []), str(error))
        return USAGE
    except (OpdrachtFout, AlBezig) as error:
        _say(_busy(error) if isinstance(error, AlBezig) else str(error))
        return USAGE
    except WerkprocesFout as error:
        _say("Het werkproces kon niet starten:", str(error))
        return USAGE
    except OSError as error:
        _say(redenen.bestand(error))
        return PARTLY
    except KeyboardInterrupt:
        _say("", "Afgebroken. Wat klaar is, blijft staan. Draai hetzelfde commando om verder te gaan.")
        return PARTLY
    _report(verslag)
    return verslag.code


def _warn(opdracht: Opdracht) -> None:
    """What will go wrong on this machine, before anything is made."""
    points = before_run(opdracht.data, opdracht.uit, opdracht.wijken or find_wijken(opdracht.data))
    _say(*(f"Let op: {point.zin}" for point in points if point.ernst != "goed"))


def read_opdracht(args: argparse.Namespace) -> Opdracht:
    """What was asked for. OpdrachtFout for a document that does not exist."""
    try:
        chosen = [find_document(name) for name in args.document]
    except ValueError as error:
        raise OpdrachtFout(str(error)) from None
    documents = tuple(dict.fromkeys(name for soort in chosen for name in (soort.naam, *soort.met)))
    return Opdracht(
        data=args.data,
        uit=args.uit,
        notebooks=args.notebooks or find_notebooks(),
        wijken=tuple(dict.fromkeys(args.wijk)),
        documenten=documents,
        gebieden=tuple(dict.fromkeys(args.gebied)),
        peildatum=args.peildatum,
        workers=args.workers,
        kernel="shell" if args.kernel == "fork" else "spawn",
        scheduler=args.scheduler,
        opnieuw=args.opnieuw,
        tijdslimiet=float(args.tijdslimiet),
        drukker=find_chromium(),
        geheugen_mb=args.geheugen,
    )


class Balk(Melder):
    """Progress bar with the time that is left, on stderr."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._failed = 0

    def begin(self, total: int) -> None:
        """Show an empty bar."""
        from tqdm import tqdm

        tqdm.monitor_interval = 0
        form = "{desc} {n_fmt} van {total_fmt} |{bar:24}| nog {remaining}"
        pause = 0.2 if sys.stderr.isatty() else 10.0
        self._bar = tqdm(total=total, desc="Documenten", bar_format=form, file=sys.stderr, mininterval=pause, miniters=1)

    def ready(self, naam: str, reden: str) -> None:
        """One more."""
        self._failed += bool(reden)
        if reden:
            self._bar.set_description(f"Documenten ({self._failed} mislukt)", refresh=False)
        self._bar.update()

    def end(self) -> None:
        """Close the bar."""
        self._bar.close()


def _report(verslag: Verslag) -> None:
    """The final table."""
    print(f"Peildatum {verslag.peildatum}, klaar in {verslag.seconden:.1f} seconden.".replace(".", ",", 1))
    for label, number in (
        ("gemaakt", len(verslag.klaar)),
        ("niet veranderd", len(verslag.ongewijzigd)),
        ("mislukt", len(verslag.mislukt)),
    ):
        print(f"  {label:<15}{number:>5}")
    for naam, reden in sorted(verslag.mislukt.items()):
        print(f"  mislukt: {naam}: {reden}")
    for naam, opmerking in sorted(verslag.opmerkingen.items()):
        print(f"  let op: {naam}: {opmerking}")
    if verslag.waarom_spawn:
        print(f"  let op: dit duurde langer, want {verslag.waarom_spawn}. Daarom kreeg elk document een eigen kernel.")
    if verslag.zonder_pdf:
        print("  let op: er is geen PDF van de praatplaat. Daarvoor is Chromium, Chrome of Edge nodig.")
    for wijk, reden in sorted(verslag.niet_gelezen.items()):
        print(redenen.niet_gelezen(wijk, reden))
    if verslag.fouten:
        print(_faults(verslag.fouten))
    print(f"Begin hier: {verslag.folder / 'index.html'}")


def _faults(fouten: dict[str, list[str]]) -> str:
    lines = []
    for wijk, faults in sorted(fouten.items()):
        lines.append(f"De wijk {wijk} doet niet mee. De gegevens kloppen niet ({len(faults)} keer):")
        lines += [f"  - {fault}" for fault in faults]
    return "\n".join(lines)


def _busy(error: AlBezig) -> str:
    return f"Er loopt al een run die naar '{error}' schrijft. Wacht tot die klaar is, of kies een andere map: --uit MAP."


def _say(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)
