"""`wijkmonitor run`: make the reports, only what changed."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, say, zin
from wijkmonitor.documenten import find_document
from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.bijwerken import Melder, Verslag
from wijkmonitor.draaien.gezond import before_run
from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien.pool import WerkprocesFout
from wijkmonitor.draaien.run import GeenWijk, Run
from wijkmonitor.draaien.staat import AlBezig
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.meegeleverd import find_notebooks
from wijkmonitor.paginas.pdf import find_chromium


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 some documents failed, 2 wrong usage or no wijk can be used."""
    try:
        opdracht = read_opdracht(args)
        points = before_run(opdracht.data, opdracht.uit, opdracht.wijken or find_wijken(opdracht.data))
        say(DONE, *(f"Let op: {point.zin}" for point in points if point.ernst != "goed"))
        verslag = Run(opdracht, Voortgangsbalk())()
    except GeenWijk as error:
        return say(USAGE, *([_faults(error.fouten)] if error.fouten else []), error)
    except OpdrachtFout as error:
        return say(USAGE, error)
    except AlBezig as error:
        return say(USAGE, zin("run.er_loopt_al_een_run", map=error))
    except WerkprocesFout as error:
        return say(USAGE, zin("run.het_werkproces_kon_niet_starten"), error)
    except KeyboardInterrupt:
        return say(PARTLY, "", zin("run.afgebroken_wat_klaar_is_blijft"))
    _report(verslag)
    return verslag.code


def read_opdracht(args: argparse.Namespace) -> Opdracht:
    """What was asked for. OpdrachtFout for a document or a folder of notebooks that does not exist."""
    try:
        chosen = [find_document(name) for name in args.document]
    except ValueError as error:
        raise OpdrachtFout(str(error)) from None
    if args.notebooks and not args.notebooks.is_dir():
        raise OpdrachtFout(zin("verken.de_map_bestaat_niet_geef", source=args.notebooks))
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
