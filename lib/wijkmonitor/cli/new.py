"""`wijkmonitor new`: the folders of new wijken."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, say, zin
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.nieuw.map import MapFout, make_wijk, name_all, raise_all, read_lijst, wanted
from wijkmonitor.gegevens.opendata.catalogus import CatalogusFout, load_catalogus
from wijkmonitor.gegevens.opendata.gebieden import Gebieden, load_gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.odata import ODataV3
from wijkmonitor.gegevens.opendata.ophalen import fetch
from wijkmonitor.gegevens.opendata.opslag import Opslag, OpslagFout, default_store
from wijkmonitor.meegeleverd import find_open_data
from wijkmonitor.schrijven import in_woorden


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 made with figures, 1 made but figures are missing, 2 wrong usage; then nothing is made."""
    known_only = False  # whether a code was looked for in the figures of this computer alone
    try:
        asked, wrong = read_lijst(args.lijst) if args.lijst else (wanted(args.slug, args.gebied, args.naam), [])
        gebieden = load_gebieden(args.data)
        unknown = not gebieden.is_the_country and any(code not in gebieden for one in asked for code in one.codes)
        if unknown and not args.zonder_ophalen:
            raise_all(wrong, args.lijst)  # before anything slow
            gebieden = _fetch(args)
        plan, more = name_all(asked, gebieden, args.data)
        known_only = not unknown and any(code not in gebieden for one in plan for code in one.codes)
        raise_all([*wrong, *more], args.lijst)
        made = [make_wijk(one.slug, codes=one.codes, gebieden=gebieden, data=args.data, naam=one.naam) for one in plan]
    except (MapFout, GebiedFout, OpslagFout, CatalogusFout, LeesFout, OSError) as error:
        return say(USAGE, in_woorden(error), *([zin("new.nieuwe_code")] if known_only else []))
    folders = [args.data / one.slug for one in plan]
    known = [_tell(folder, figures) for folder, figures in zip(folders, made, strict=True)]
    _tell_further(args, folders)
    return DONE if all(known) else say(PARTLY, zin("new.niet_van_elke_wijk_zijn"))


def _fetch(args: argparse.Namespace) -> Gebieden:
    """All areas after fetching what can be fetched; trouble is told, and does not stop the folder."""
    print(zin("new.de_cijfers_van_dit_gebied"))

    def server(basis: str, eigen: bool) -> ODataV3:
        return ODataV3(basis, eigen, time_out=30, pogingen=3, wacht=0.5)

    results = fetch(load_catalogus(find_open_data(args.data)), Opslag(default_store()), bron=args.bron, server=server)
    if any(result.geen_internet for result in results):
        print(zin("new.geen_internet"), file=sys.stderr)
    else:
        for melding in dict.fromkeys(melding for result in results for melding in result.meldingen):
            print(melding, file=sys.stderr)
    return load_gebieden(args.data)


def _tell(folder: Path, kerncijfers: Kerncijfers) -> bool:
    """Whether any figure of the wijk is known."""
    bekend = [naam for naam in kerncijfers.catalogus if kerncijfers.jaren(naam)]
    print(f"Gemaakt: {folder}")
    print(zin("new.over_zijn_van_de_cijfers", naam=kerncijfers.naam, bekend=len(bekend), catalogus=len(kerncijfers.catalogus)))
    return bool(bekend)


def _tell_further(args: argparse.Namespace, folders: Sequence[Path]) -> None:
    first, one = folders[0], len(folders) == 1
    print(zin("new.kijk_eerst_in_vul_daarna", bestand=first / "wijk.toml"))
    rest = f" --wijk {first.name}" if one else ""
    rest += f" --data {shlex.quote(str(args.data))}" if args.data != Path("wijkdata") else ""
    print(f"Nakijken:        wijkmonitor check{rest}")
    print(f"Rapporten maken: wijkmonitor run{rest}")
