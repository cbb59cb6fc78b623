"""`wijkmonitor new`: the folder of a new wijk."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli.opties import add_data

if TYPE_CHECKING:
    from wijkmonitor.gegevens.opendata.gebieden import Gebieden
    from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("slug", metavar="MAPNAAM", help="naam van de map, bijvoorbeeld leidsche-rijn")
    parser.add_argument(
        "--gebied",
        action="append",
        required=True,
        metavar="CODE",
        help="CBS-code van een wijk of buurt; mag vaker, binnen één gemeente",
    )
    parser.add_argument("--naam", metavar="NAAM", help="hoe de wijk heet (standaard: de naam van het gebied)")
    add_data(parser)
    parser.add_argument("--bron", metavar="ADRES", help="een andere server voor open cijfers")
    parser.add_argument("--zonder-ophalen", action="store_true", help="haal geen cijfers op, ook als ze ontbreken")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 made with figures, 1 made but figures are missing, 2 wrong usage."""
    from wijkmonitor.gegevens.nieuw.map import MapFout, check_slug, make_wijk
    from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
    from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout, check_gebieden
    from wijkmonitor.gegevens.opendata.opslag import OpslagFout

    try:
        check_slug(args.slug, args.data)
        codes = check_gebieden(args.gebied)
        gebieden = load_gebieden(args.data)
        if not args.zonder_ophalen and not _complete(gebieden, codes):
            gebieden = _fetch(args)
        gebieden.check(codes)
        made = make_wijk(args.slug, codes=codes, gebieden=gebieden, data=args.data, naam=args.naam)
    except (MapFout, GebiedFout, OpslagFout, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2
    return _tell(args, made.folder, made.kerncijfers)


def _complete(gebieden: Gebieden, codes: tuple[str, ...]) -> bool:
    """Whether the areas are known, or the municipality is known well enough to say that they don't exist."""
    return all(code in gebieden for code in codes)


def _fetch(args: argparse.Namespace) -> Gebieden:
    """All areas after fetching what can be fetched; trouble is told, and does not stop the folder."""
    from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
    from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
    from wijkmonitor.gegevens.opendata.odata import ODataV3
    from wijkmonitor.gegevens.opendata.ophalen import fetch
    from wijkmonitor.gegevens.opendata.opslag import Opslag, default_store
    from wijkmonitor.meegeleverd import find_open_data

    print("De cijfers van dit gebied staan nog niet op deze computer. Ze worden opgehaald; dat kan enkele minuten duren.")

    def server(basis: str, eigen: bool) -> ODataV3:
        return ODataV3(basis, eigen, time_out=30, pogingen=3, wacht=0.5)

    results = fetch(load_catalogus(find_open_data(args.data)), Opslag(default_store()), bron=args.bron, server=server)
    for melding in dict.fromkeys(melding for result in results for melding in result.meldingen):
        print(melding, file=sys.stderr)
    return load_gebieden(args.data)


def _tell(args: argparse.Namespace, folder: Path, kerncijfers: Kerncijfers) -> int:
    bekend = [naam for naam in kerncijfers.catalogus if kerncijfers.jaren(naam)]
    print(f"Gemaakt: {folder}")
    print(f"Over {kerncijfers.naam} zijn {len(bekend)} van de {len(kerncijfers.catalogus)} cijfers bekend.")
    print(f"Kijk eerst in {folder / 'wijk.toml'}. Vul daarna de tabellen in; lege tabellen mogen blijven staan.")
    rest = f"--wijk {args.slug}" + (f" --data {shlex.quote(str(args.data))}" if args.data != Path("wijkdata") else "")
    print(f"Nakijken:        wijkmonitor check {rest}")
    print(f"Rapporten maken: wijkmonitor run {rest}")
    if bekend:
        return 0
    print(
        "Er zijn nog geen cijfers. Haal ze op met: wijkmonitor fetch, of met een bestand: wijkmonitor fetch --bestand NAAM.",
        file=sys.stderr,
    )
    return 1
