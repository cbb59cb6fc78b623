"""`wijkmonitor vergeet`: a person's rows gone, for a request under the law."""

from __future__ import annotations

import argparse
from pathlib import Path

from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, say, zin
from wijkmonitor.draaien.publiceren import ledger_path
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.pseudoniemen import SleutelFout, key_path, load_key, take_back
from wijkmonitor.gegevens.vergeten import forget, remove_reports
from wijkmonitor.privacy.grootboek import elsewhere, held, take_out
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.taal.getallen import meervoud


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 a table could not be changed, 2 wrong usage or nobody found."""
    if args.terug:
        return _let_back(args)
    ledger = ledger_path(args.data, key_path())
    try:
        with held(ledger):  # before anything goes: what was published has to be named together with it
            return _forget(args, ledger)
    except LeesFout as error:
        return say(PARTLY, *error.fouten)
    except (SleutelFout, OSError) as error:
        return say(PARTLY, in_woorden(error))


def _forget(args: argparse.Namespace, ledger: Path) -> int:
    try:
        found = forget(args.data, args.wijk, args.deelnemer)
    except OSError as error:
        return say(PARTLY, f"{in_woorden(error)} {zin('vergeet.staat_er_nog')}")
    if not found:
        return say(USAGE, zin("vergeet.niemand", wijk=args.wijk))
    for table, count in found.items():
        print(zin("vergeet.weg", tabel=table, rijen=meervoud(count, "rij", "rijen")))
    print(zin("vergeet.onthouden" if key_path().exists() else "vergeet.komt_terug"))
    code = _remove(args)
    published = take_out(ledger, args.wijk) or tuple(each for each in elsewhere(ledger) if each.wijk == args.wijk)
    latest = {(publication.map, publication.bestanden): publication for publication in published}
    for publication in latest.values():
        print(zin("vergeet.gedeeld", dag=publication.datum, map=publication.map))
        print("\n".join(f"  {name}" for name in publication.bestanden))
    print(zin("vergeet.kopieen"))
    return code


def _remove(args: argparse.Namespace) -> int:
    """The reports gone; where a folder refuses, who asked has to take it away."""
    try:
        for name, shared in remove_reports(args.uit, args.wijk).items():
            print(zin("vergeet.rapporten", map=args.uit / name))
            if shared:
                print(zin("vergeet.gedeelde_bladen", namen=", ".join(shared)))
    except OSError as error:
        return say(PARTLY, f"{in_woorden(error)} {zin('vergeet.rapporten_zelf', map=args.wijk)}")
    print(zin("vergeet.opnieuw"))
    return DONE


def _let_back(args: argparse.Namespace) -> int:
    try:
        if not key_path().exists() or not take_back(load_key(args.data), args.wijk, args.deelnemer):
            return say(USAGE, zin("vergeet.niet_onthouden", wijk=args.wijk))
    except (SleutelFout, OSError) as error:
        return say(PARTLY, in_woorden(error))
    print(zin("vergeet.terug"))
    return DONE
