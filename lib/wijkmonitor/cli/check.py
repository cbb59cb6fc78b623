"""`wijkmonitor check`: every fault in the records of all wijken at once, on the screen and as a page to mail back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli.opties import add_data, add_uit

if TYPE_CHECKING:
    from wijkmonitor.gegevens.fouten import Fout

GOED, FOUTEN, VERKEERD = 0, 1, 2
ALLE = "alle"  # the wijk of a fault in what all wijken share
MAP = "controle"


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    add = parser.add_argument
    add("--wijk", action="append", default=[], metavar="W", help="alleen deze wijk; mag vaker (standaard: alle wijken)")
    add_data(parser)
    add_uit(parser, "map voor de pagina's om terug te mailen, in controle")
    add("--json", action="store_true", help="alleen een lijst voor programma's; er komen geen pagina's")
    add("--gezond", action="store_true", help="kijk of deze computer klaar is voor een run; de gegevens blijven dicht")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 no faults (a *let op* is none), 1 faults, 2 wrong usage or no wijk to check."""
    from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken

    known = find_wijken(args.data)
    unknown = [wijk for wijk in args.wijk if wijk not in known]
    if unknown or not known:
        print(_safe(explain_unknown(unknown[0] if unknown else "", known, args.data)), file=sys.stderr)
        return VERKEERD
    wijken = list(dict.fromkeys(args.wijk)) or known
    if args.gezond:
        return _look_around(args.data, args.uit, wijken)
    shared, names, found = _check(args.data, wijken)
    if args.json:
        _print_json({ALLE: shared, **found})
    else:
        _print(shared, names, found)
        _write_pages(args.uit / MAP, names, found)
    every = [*shared, *(fault for faults in found.values() for fault in faults)]
    return FOUTEN if any(fault.ernst == "fout" for fault in every) else GOED


def _look_around(data: Path, uit: Path, wijken: Sequence[str]) -> int:
    from wijkmonitor.draaien.gezond import look_around

    points = look_around(data, uit, wijken)
    for point in points:
        print(_safe(f"{point.naam}, {point.ernst}: {point.zin}"))
    return FOUTEN if any(point.ernst == "fout" for point in points) else GOED


def _check(data: Path, wijken: Sequence[str]) -> tuple[list[Fout], dict[str, str], dict[str, list[Fout]]]:
    """Faults in what all wijken share; name of each wijk, and its own faults."""
    from wijkmonitor.dossier.records import read_records
    from wijkmonitor.gegevens.kerncijfers import check_kerncijfers
    from wijkmonitor.vragen.afspraken import check_afspraken

    shared = check_kerncijfers(data)
    names, found = {}, {}
    for wijk in wijken:
        records = read_records(data / wijk)
        names[wijk] = records.wijk.naam if records.wijk else wijk
        found[wijk] = [fault for fault in (*records.fouten, *check_afspraken(records)) if fault not in shared]
    return list(shared), names, found


def _print_json(found: Mapping[str, Sequence[Fout]]) -> None:
    import json

    records = [{"wijk": wijk, **fault.as_record()} for wijk, faults in found.items() for fault in faults]
    print(json.dumps(records, ensure_ascii=True, indent=1))


def _print(shared: Sequence[Fout], names: Mapping[str, str], found: Mapping[str, Sequence[Fout]]) -> None:
    if shared:
        _print_faults("Open cijfers, van alle wijken", shared)
    for wijk, faults in found.items():
        title = names[wijk] if names[wijk] == wijk else f"{names[wijk]} ({wijk})"
        if faults:
            _print_faults(title, faults)
        else:
            print(_safe(f"{title}: geen fouten."))
    bad = [wijk for wijk, faults in found.items() if any(fault.ernst == "fout" for fault in faults)]
    if any(fault.ernst == "fout" for fault in shared):
        print("\nZolang de open cijfers fouten hebben, komt er van geen enkele wijk een rapport.")
    elif bad:
        print(_safe(f"\nMet fouten doet een wijk niet mee. Dat geldt nu voor: {', '.join(bad)}."))


def _print_faults(title: str, faults: Sequence[Fout]) -> None:
    print(_safe(f"\n{title}: {_count(faults)}"))
    for bestand, group in groupby(sorted(faults), key=lambda fault: fault.bestand):
        print(_safe(f"  {bestand}", indent=2))
        for fault in group:
            mark = "let op: " if fault.ernst == "let op" else ""
            place = f"{fault.plek}: " if fault.plek else ""
            print(f"    {mark}{place}{fault.zin}")


def _count(faults: Sequence[Fout]) -> str:
    serious = sum(fault.ernst == "fout" for fault in faults)
    words = [f"{serious} {'fout' if serious == 1 else 'fouten'}" if serious else ""]
    words.append(f"{len(faults) - serious} keer let op" if len(faults) > serious else "")
    return ", ".join(word for word in words if word)


def _safe(text: str, indent: int = 0) -> str:
    from wijkmonitor.gegevens.fouten import printable

    start = "\n" if text.startswith("\n") else " " * indent
    return start + printable(text)


def _write_pages(folder: Path, names: Mapping[str, str], found: Mapping[str, Sequence[Fout]]) -> None:
    from wijkmonitor.paginas.controle import render_controle
    from wijkmonitor.schrijven import write_whole

    try:
        for wijk, faults in found.items():
            write_whole(folder / f"{wijk}.html", render_controle(names[wijk], faults))
    except OSError:
        print(_safe(f"In de map '{folder}' kunnen we niet schrijven. Kies een andere: --uit MAP."), file=sys.stderr)
        return
    what = "De pagina om terug te mailen staat" if len(found) == 1 else "De pagina's om terug te mailen staan"
    print(_safe(f"\n{what} in {folder}."))
