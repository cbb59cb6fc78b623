"""`wijkmonitor publiceer`: a folder to share, after a look at what was published before."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from wijkmonitor.cli.run import Voortgangsbalk
from wijkmonitor.cli.zeggen import PARTLY, USAGE, say, zin
from wijkmonitor.draaien.delen import MAIL_MB, size_mb
from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.keuring import Tegengehouden
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien.publiceren import Resultaat, ledger_path, publish
from wijkmonitor.draaien.run import GeenWijk, Run, can_fork
from wijkmonitor.gegevens.intake.pseudoniemen import key_path
from wijkmonitor.meegeleverd import find_notebooks
from wijkmonitor.paginas.pdf import DrukFout, find_chromium
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.taal.getallen import datum, getal, opsomming

MEESTE_REGELS = 10


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 all published, 1 something failed or was held back, 2 wrong usage or no wijk can be used."""
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
            run=lambda asked: Run(asked, Voortgangsbalk())(),
            adres=args.adres or "",
            notebooks=args.notebooks,
        )
    except GeenWijk as error:
        lines = [f"- {fault}" for faults in error.fouten.values() for fault in faults]
        return say(USAGE, *lines, error)
    except OpdrachtFout as error:
        return say(USAGE, error)
    except (OSError, DrukFout) as error:
        return say(PARTLY, zin("publiceer.er_is_niets_in_het", error=in_woorden(error)))
    _tell(result)
    return result.code


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
