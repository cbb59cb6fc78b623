"""`wijkmonitor new`: the folders of new wijken."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli.opties import add_data

if TYPE_CHECKING:
    from wijkmonitor.gegevens.nieuw.map import Gemaakt
    from wijkmonitor.gegevens.opendata.gebieden import Gebieden


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    add = parser.add_argument
    add(
        "slug",
        metavar="MAPNAAM",
        nargs="?",
        default="",
        help="naam van de map, bijvoorbeeld leidsche-rijn; zonder: een map per gebied",
    )
    add(
        "--gebied",
        action="append",
        default=[],
        metavar="CODE",
        help="CBS-code van een wijk of buurt; mag vaker, binnen één gemeente",
    )
    add(
        "--lijst", type=Path, metavar="BESTAND", help="een tabel met de kolom gebied, en als u wilt map en naam: een wijk per map"
    )
    add("--naam", metavar="NAAM", help="hoe de wijk heet (standaard: de naam van het gebied, of die van de map)")
    add_data(parser)
    add("--bron", metavar="ADRES", help="een andere server voor open cijfers")
    add("--zonder-ophalen", action="store_true", help="haal geen cijfers op, ook als ze ontbreken")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 made with figures, 1 made but figures are missing, 2 wrong usage; then nothing is made."""
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.gegevens.nieuw.lijst import name_all, read_lijst, wanted
    from wijkmonitor.gegevens.nieuw.map import MapFout, make_wijk
    from wijkmonitor.gegevens.opendata.catalogus import CatalogusFout
    from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
    from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout
    from wijkmonitor.gegevens.opendata.opslag import OpslagFout

    try:
        asked = read_lijst(args.lijst) if args.lijst else wanted(args.slug, args.gebied, args.naam)
        gebieden = load_gebieden(args.data)
        if not args.zonder_ophalen and any(code not in gebieden for one in asked for code in one.codes):
            gebieden = _fetch(args)
        plan = name_all(asked, gebieden, args.data)
        made = [make_wijk(one.slug, codes=one.codes, gebieden=gebieden, data=args.data, naam=one.naam) for one in plan]
    except (MapFout, GebiedFout, OpslagFout, CatalogusFout, LeesFout, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    known = [_tell(one) for one in made]
    _tell_further(args, [one.folder for one in made])
    if all(known):
        return 0
    print(
        "Niet van elke wijk zijn er cijfers. Haal ze op met: wijkmonitor fetch, of met een bestand: wijkmonitor fetch --bestand NAAM.",
        file=sys.stderr,
    )
    return 1


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


def _tell(made: Gemaakt) -> bool:
    """Whether any figure of the wijk is known."""
    kerncijfers = made.kerncijfers
    bekend = [naam for naam in kerncijfers.catalogus if kerncijfers.jaren(naam)]
    print(f"Gemaakt: {made.folder}")
    print(f"Over {kerncijfers.naam} zijn {len(bekend)} van de {len(kerncijfers.catalogus)} cijfers bekend.")
    return bool(bekend)


def _tell_further(args: argparse.Namespace, folders: Sequence[Path]) -> None:
    first, one = folders[0], len(folders) == 1
    print(f"Kijk eerst in {first / 'wijk.toml'}. Vul daarna de tabellen in; lege tabellen mogen blijven staan.")
    rest = f" --wijk {first.name}" if one else ""
    rest += f" --data {shlex.quote(str(args.data))}" if args.data != Path("wijkdata") else ""
    print(f"Nakijken:        wijkmonitor check{rest}")
    print(f"Rapporten maken: wijkmonitor run{rest}")
