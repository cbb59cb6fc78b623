"""`wijkmonitor check`: every fault in the records of all wijken at once, on the screen and as a page to mail back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from wijkmonitor.cli.zeggen import DONE, PARTLY, say, zin
from wijkmonitor.dossier.records import check_menukaart, read_records
from wijkmonitor.draaien.gezond import look_around
from wijkmonitor.gegevens.fouten import Fout, printable
from wijkmonitor.gegevens.kerncijfers import check_kerncijfers
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.paginas.controle import MAP, render_controle
from wijkmonitor.schrijven import write_whole
from wijkmonitor.vragen.afspraken import check_afspraken

ALLE = "alle"  # the wijk of a fault in what all wijken share


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 no faults (a *let op* is none), 1 faults, 2 wrong usage or no wijk to check."""
    wijken = list(dict.fromkeys(args.wijk)) or find_wijken(args.data)
    if args.gezond:
        return _look_around(args.data, args.uit, wijken)
    shared, names, found = _check(args.data, wijken)
    of_all = [fault for faults in shared.values() for fault in faults]
    if args.json:
        rows = [{"wijk": wijk, **fault.as_record()} for wijk, faults in {ALLE: of_all, **found}.items() for fault in faults]
        print(json.dumps(rows, ensure_ascii=True, indent=1))
    else:
        _print(shared, names, found)
        _write_pages(args.uit, names, found)
    every = [*of_all, *(fault for faults in found.values() for fault in faults)]
    return PARTLY if any(fault.ernst == "fout" for fault in every) else DONE


def _look_around(data: Path, uit: Path, wijken: Sequence[str]) -> int:
    points = look_around(data, uit, wijken)
    for point in points:
        print(printable(zin("check.gezond", naam=point.naam, ernst=point.ernst, zin=point.zin)))
    return PARTLY if any(point.ernst == "fout" for point in points) else DONE


def _check(data: Path, wijken: Sequence[str]) -> tuple[dict[str, list[Fout]], dict[str, str], dict[str, list[Fout]]]:
    """Faults in the open figures and the menukaart that all wijken share; name of each wijk, and its own faults."""
    figures = list(check_kerncijfers(data))
    names, found = {}, {}
    for wijk in wijken:
        records = read_records(data / wijk)
        names[wijk] = records.wijk.naam if records.wijk else wijk
        found[wijk] = [fault for fault in (*records.fouten, *check_afspraken(records)) if fault not in figures]
    return {"check.gedeeld": figures, "check.menukaart": check_menukaart(data, vandaag=date.today())}, names, found


def _print(shared: Mapping[str, Sequence[Fout]], names: Mapping[str, str], found: Mapping[str, Sequence[Fout]]) -> None:
    for what, faults in shared.items():
        if faults:
            _print_faults(zin(what), faults)
    for wijk, faults in found.items():
        title = names[wijk] if names[wijk] == wijk else f"{names[wijk]} ({wijk})"
        if faults:
            _print_faults(title, faults)
        else:
            print(printable(zin("check.goed", wie=title)))
    bad = [wijk for wijk, faults in found.items() if any(fault.ernst == "fout" for fault in faults)]
    if any(fault.ernst == "fout" for fault in shared["check.gedeeld"]):
        print("\n" + zin("check.niemand"))
    elif bad:
        print("\n" + printable(zin("check.niet_mee", wijken=", ".join(bad))))


def _print_faults(title: str, faults: Sequence[Fout]) -> None:
    print("\n" + printable(zin("check.fouten", wie=title, aantal=_count(faults))))
    for bestand, group in groupby(sorted(faults), key=lambda fault: fault.bestand):
        print(f"  {printable(bestand)}")
        for fault in group:
            mark = zin("check.let_op") if fault.ernst == "let op" else ""
            place = f"{fault.plek}: " if fault.plek else ""
            print(f"    {mark}{place}{fault.zin}")


def _count(faults: Sequence[Fout]) -> str:
    serious = sum(fault.ernst == "fout" for fault in faults)
    words = [zin("check.een_fout" if serious == 1 else "check.meer_fouten", aantal=serious)] if serious else []
    if len(faults) > serious:
        words.append(zin("check.keer_let_op", aantal=len(faults) - serious))
    return ", ".join(words)


def _write_pages(uit: Path, names: Mapping[str, str], found: Mapping[str, Sequence[Fout]]) -> None:
    folder = uit / MAP
    try:
        for wijk, faults in found.items():
            write_whole(folder / f"{wijk}.html", render_controle(names[wijk], faults))
    except OSError:
        say(PARTLY, printable(zin("check.vol", map=folder)))
    else:
        print("\n" + printable(zin("check.pagina" if len(found) == 1 else "check.paginas", map=folder)))
