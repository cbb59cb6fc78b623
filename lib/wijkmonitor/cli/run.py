"""`wijkmonitor run`: make the reports, only what changed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from wijkmonitor.cli import zin
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
from wijkmonitor.schrijven import in_woorden

DONE, PARTLY, USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `run`."""
    _add_what(parser)
    _add_how(parser)


def _add_what(parser: argparse.ArgumentParser) -> None:
    """Which documents, from which records, to which folder."""
    add = parser.add_argument
    add("--wijk", action="append", default=[], metavar="W", help=zin("run.alleen_deze_wijk_mag_vaker"))
    add("--gebied", action="append", default=[], metavar="CODE", help=zin("run.het_profiel_van_een_cbs"))
    add("--document", action="append", default=[], metavar="D", help=zin("run.alleen_dit_document_zoals_bereik"))
    add("--peildatum", default="", metavar="JJJJ-MM-DD", help=zin("run.maak_de_rapporten_zoals_ze"))
    add_data(parser)
    add_uit(parser, zin("run.map_voor_de_rapporten"))


def _add_how(parser: argparse.ArgumentParser) -> None:
    """Who does the work, and how long it may take."""
    add = parser.add_argument
    add(
        "--workers",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help=zin("run.zoveel_documenten_tegelijk_standaard_het"),
    )
    add("--scheduler", default="", metavar="ADRES", help=zin("run.laat_een_dask_cluster_het"))
    add(
        "--kernel",
        choices=("fork", "spawn"),
        default="fork" if can_fork() else "spawn",
        help=zin("run.fork_uit_een_klaargezet_proces"),
    )
    add(
        "--tijdslimiet",
        type=_positive,
        default=int(TIJDSLIMIET),
        metavar="SECONDEN",
        help=zin("run.stop_een_document_dat_langer"),
    )
    add("--geheugen", type=_positive, default=GEHEUGEN, metavar="MB", help=zin("run.stop_een_document_dat_meer"))
    add("--notebooks", type=Path, default=None, metavar="MAP", help=zin("run.map_met_de_notebooks_standaard"))
    add("--opnieuw", action="store_true", help=zin("run.maak_alles_opnieuw_ook_wat"))


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(zin("run.is_geen_aantal_van_of", text=text))
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 some documents failed, 2 wrong usage or no wijk can be used."""
    try:
        opdracht = read_opdracht(args)
        _warn(opdracht)
        verslag = Run(opdracht, Voortgangsbalk())()
    except GeenWijk as error:
        _say(*([_faults(error.fouten)] if error.fouten else []), str(error))
        return USAGE
    except (OpdrachtFout, AlBezig) as error:
        _say(_busy(error) if isinstance(error, AlBezig) else str(error))
        return USAGE
    except WerkprocesFout as error:
        _say(zin("run.het_werkproces_kon_niet_starten"), str(error))
        return USAGE
    except OSError as error:
        _say(in_woorden(error))
        return PARTLY
    except KeyboardInterrupt:
        _say("", zin("run.afgebroken_wat_klaar_is_blijft"))
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


class Voortgangsbalk(Melder):
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
    print(zin("run.peildatum_klaar_in_seconden", peildatum=verslag.peildatum, seconden=verslag.seconden).replace(".", ",", 1))
    for label, number in (
        ("gemaakt", len(verslag.klaar)),
        ("niet veranderd", len(verslag.ongewijzigd)),
        ("mislukt", len(verslag.mislukt)),
    ):
        print(f"  {label:<15}{number:>5}")
    for naam, reden in sorted(verslag.mislukt.items()):
        print(f"  mislukt: {naam}: {reden}")
    for naam, opmerking in sorted(verslag.opmerkingen.items()):
        print(zin("run.let_op", naam=naam, opmerking=opmerking))
    if verslag.waarom_spawn:
        print(zin("run.let_op_dit_duurde_langer", waarom_spawn=verslag.waarom_spawn))
    if verslag.zonder_pdf:
        print(zin("run.let_op_er_is_geen"))
    for wijk, reden in sorted(verslag.niet_gelezen.items()):
        print(redenen.zin("niet_gelezen", wijk=wijk, reden=reden))
    if verslag.fouten:
        print(_faults(verslag.fouten))
    if "voorblad" not in verslag.mislukt:
        print(f"Begin hier: {verslag.folder / 'index.html'}")


def _faults(fouten: dict[str, list[str]]) -> str:
    lines = []
    for wijk, faults in sorted(fouten.items()):
        lines.append(zin("run.de_wijk_doet_niet_mee", wijk=wijk, aantal=len(faults)))
        lines += [f"  - {fault}" for fault in faults]
    return "\n".join(lines)


def _busy(error: AlBezig) -> str:
    return zin("run.er_loopt_al_een_run", map=error)


def _say(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)
