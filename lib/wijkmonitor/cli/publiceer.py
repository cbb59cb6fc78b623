"""`wijkmonitor publiceer`: a folder to share, after a look at what was published before."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wijkmonitor.cli import zin
from wijkmonitor.cli.opties import add_data
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.taal.getallen import datum, getal, opsomming

if TYPE_CHECKING:
    from wijkmonitor.draaien.keuring import Tegengehouden
    from wijkmonitor.draaien.publiceren import Resultaat
    from wijkmonitor.privacy.regels import Regels

MEESTE_REGELS = 10
EXIT_PARTLY, EXIT_USAGE = 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("map", type=Path, metavar="MAP", help=zin("publiceer.de_map_om_te_delen"))
    wijk = zin("publiceer.alleen_deze_wijk_mag_vaker")
    parser.add_argument("--wijk", action="append", default=[], metavar="W", help=wijk)
    day = zin("publiceer.publiceer_zoals_het_op_deze")
    parser.add_argument("--peildatum", default="", metavar="JJJJ-MM-DD", help=day)
    parser.add_argument("--adres", type=_adres, metavar="ADRES", help=zin("publiceer.het_adres_waar_de_map"))
    parser.add_argument("--notebooks", action="store_true", help=zin("publiceer.deel_ook_de_notebooks"))
    add_data(parser)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 all published, 1 something failed or was held back, 2 wrong usage or no wijk can be used."""
    from wijkmonitor.cli.run import Voortgangsbalk
    from wijkmonitor.draaien.invoer import OpdrachtFout
    from wijkmonitor.draaien.plan import Opdracht
    from wijkmonitor.draaien.publiceren import ledger_path, publish
    from wijkmonitor.draaien.run import GeenWijk, Run, can_fork
    from wijkmonitor.gegevens.intake.pseudoniemen import key_path
    from wijkmonitor.meegeleverd import find_notebooks
    from wijkmonitor.paginas.pdf import DrukFout, find_chromium

    opdracht = Opdracht(
        data=args.data,
        uit=args.map,
        notebooks=find_notebooks(),
        wijken=tuple(dict.fromkeys(args.wijk)),
        peildatum=args.peildatum,
        workers=os.cpu_count() or 1,
        kernel="shell" if can_fork() else "spawn",
        drukker=find_chromium(),
    )
    try:
        result = publish(
            opdracht,
            ledger=ledger_path(args.data, key_path()),
            regels=lambda wijk: _rules(args.data, wijk),
            run=lambda asked: Run(asked, Voortgangsbalk())(),
            adres=args.adres or "",
            notebooks=args.notebooks,
        )
    except GeenWijk as error:
        lines = [f"- {fault}" for faults in error.fouten.values() for fault in faults]
        print(*lines, error, sep="\n", file=sys.stderr)
        return EXIT_USAGE
    except OpdrachtFout as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    except (OSError, DrukFout) as error:
        print(zin("publiceer.er_is_niets_in_het", error=in_woorden(error)), file=sys.stderr)
        return EXIT_PARTLY
    _tell(result)
    return result.code


def _adres(text: str) -> str:
    """An address of a web server; ArgumentTypeError for anything else."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise argparse.ArgumentTypeError(zin("publiceer.het_adres_begint_met", adres=text))
    return text


def _rules(data: Path, wijk: str) -> Regels:
    from wijkmonitor.gegevens.wijk import load_wijk
    from wijkmonitor.privacy.regels import Regels

    found, _ = load_wijk(data / wijk, vandaag=date.today())
    return found.privacy if found else Regels()


def _tell(result: Resultaat) -> None:
    """What was published, what stayed as it was and why, and what must go."""
    for naam, reden in sorted(result.verslag.mislukt.items()):
        print(f"Mislukt: {naam}: {reden}")
    for wijk, faults in sorted(result.verslag.fouten.items()):
        print(zin("publiceer.de_wijk_doet_niet_mee", wijk=wijk, aantal=len(faults)))
    for wijk in result.nieuw:
        print(f"Gepubliceerd: {wijk}, peildatum {result.verslag.peildatum}.")
        if wijk in result.later:
            print(zin("publiceer.deelnemers_tot_en_met", dag=datum(date.fromisoformat(result.later[wijk]))))
        if wijk in result.verborgen:
            _tell_places("publiceer.deze_tellingen_staan_er", result.verborgen[wijk])
        _tell_mail(result.verslag.folder, wijk)
    for held in result.tegengehouden:
        _tell_held(held)
    if result.anders:
        print(zin("publiceer.bladen_over_alle_wijken", wijken=opsomming(result.anders)))
    if result.oude_kopieen:
        print(zin("publiceer.de_drempels_zijn_veranderd_haal"))
        print("\n".join(f"  {name}" for name in result.oude_kopieen))
    if result.nieuw:
        print(f"Begin hier: {result.verslag.folder.parent / 'index.html'}")


def _tell_mail(day: Path, wijk: str) -> None:
    """Which file can be mailed, and whether it is small enough."""
    from wijkmonitor.draaien.delen import MAIL_MB, size_mb

    much = size_mb(day, wijk)
    print(zin("publiceer.om_te_mailen", bestand=day / f"{wijk}.zip", mb=getal(much, 1)))
    if much > MAIL_MB:
        print(zin("publiceer.te_groot_om_te_mailen", mb=getal(MAIL_MB)))


def _tell_held(held: Tegengehouden) -> None:
    """Why the earlier pages of one wijk stay, and what to do."""
    name = "publiceer.niet_gepubliceerd_de_pagina_s" if held.eerder else "publiceer.nog_niets_te_delen"
    print(zin(name, wijk=held.wijk, eerder=datum(date.fromisoformat(held.eerder)) if held.eerder else ""))
    if held.onbewezen:
        _tell_places("publiceer.deze_tellingen_horen_niet_bij", held.onbewezen)
        print(zin("publiceer.tel_met_count_deelnemers"))
    if held.verschillen:
        _tell_places("publiceer.samen_met_die_pagina_s", [difference.waar for difference in held.verschillen])
        print(zin("publiceer.probeer_het_weer_vanaf_als", vanaf=datum(held.vanaf)))


def _tell_places(naam: str, waar: Iterable[str]) -> None:
    """Each place once, beside however many reports."""
    places = list(dict.fromkeys(waar))
    print(zin(naam))
    print("\n".join(f"  - {place}" for place in places[:MEESTE_REGELS]))
    if len(places) > MEESTE_REGELS:
        print(zin("publiceer.en_nog", aantal=len(places) - MEESTE_REGELS))
