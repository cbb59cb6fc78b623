"""`wijkmonitor exporteer`: the figures of the reports as a data package, for R, SPSS, Excel or Python."""

from __future__ import annotations

import argparse

from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, say, zin
from wijkmonitor.draaien.exporteren import export
from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.taal.getallen import meervoud


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 not written, 2 wrong usage or no report."""
    try:
        forms = tuple(word.strip() for word in args.vorm.split(",") if word.strip())
        made = export(args.rapporten, args.uit, wijken=args.wijk, peildatum=args.peildatum, vormen=forms)
    except OpdrachtFout as error:
        return say(USAGE, error)
    except OSError as error:
        return say(PARTLY, zin("exporteer.niet_alles_is_geschreven", error=in_woorden(error)))
    rows = ", ".join(f"{naam}: {meervoud(number, 'rij', 'rijen')}" for naam, number in made.rijen.items())
    print(f"Wijken: {', '.join(made.wijken)}. Peildata: {', '.join(made.peildata)}. In {rows}.")
    print(f"Begin hier: {args.uit / 'LEESMIJ.md'}")
    return DONE
