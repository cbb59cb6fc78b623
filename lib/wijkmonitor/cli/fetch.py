"""`wijkmonitor fetch`: open statistics of CBS and RIVM into the local store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, say, zin
from wijkmonitor.gegevens.opendata.catalogus import Catalogus, CatalogusFout, load_catalogus
from wijkmonitor.gegevens.opendata.grenzen import GrenzenFout, store_grenzen
from wijkmonitor.gegevens.opendata.koppen import GEEN_NAAM
from wijkmonitor.gegevens.opendata.laden import absent_in_store, check_catalogus
from wijkmonitor.gegevens.opendata.ophalen import fetch
from wijkmonitor.gegevens.opendata.opnemen import import_file
from wijkmonitor.gegevens.opendata.opslag import Opslag, OpslagFout, default_store
from wijkmonitor.gegevens.opendata.tabelvorm import VormFout
from wijkmonitor.gegevens.wijken import explain_unknown
from wijkmonitor.meegeleverd import find_open_data
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.taal.getallen import getal, meervoud

HELP_NA = "Of haal de tabel zelf van StatLine. Neem hem dan op met: wijkmonitor fetch --bestand NAAM"
GEEN_INTERNET = "Is er geen internet? Haal de tabel op een andere computer van StatLine. Neem hem dan op met: wijkmonitor fetch --bestand NAAM"


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 all up to date, 1 something failed (old figures stay), 2 wrong usage."""
    if fault := _wrong_usage(args):
        return say(USAGE, fault)
    opslag = Opslag(default_store())
    try:
        catalogus = load_catalogus(find_open_data(args.data))
        bekend = sorted({jaar for tabel in catalogus.tabellen.values() for jaar in tabel.jaren})
        if vreemd := sorted(set(args.jaar or ()) - set(bekend)):
            return say(USAGE, zin("fetch.over_zijn_er_geen_cijfers", jaar=vreemd[0], jaren=", ".join(map(str, bekend))))
        if args.bestand and _is_map(args.bestand):
            count = store_grenzen(args.bestand, opslag.root)
            print(zin("fetch.grenzen_van_gebieden_opgenomen", name=args.bestand.name, count=getal(count)))
            return DONE
        code = _take_in(args, catalogus, opslag) if args.bestand else _fetch(args, catalogus, opslag)
        faults = check_catalogus(catalogus, opslag)
        return max(code, say(PARTLY if faults else DONE, *(f"Catalogus: {fault}" for fault in faults)))
    except (OpslagFout, CatalogusFout, GrenzenFout, OSError) as error:
        return say(USAGE, in_woorden(error))


def _wrong_usage(args: argparse.Namespace) -> str:
    if args.data != Path("wijkdata") and not args.data.is_dir():
        return explain_unknown("", [], args.data)
    if args.tabel and not args.bestand:
        return zin("fetch.tabel_hoort_bij_bestand_zonder")
    if args.bestand and args.bron:
        return zin("fetch.kies_bestand_of_bron_niet")
    if args.bestand and len(args.jaar or ()) > 1:
        return "Bij --bestand past hoogstens één --jaar."
    if args.bron and not args.bron.startswith(("http://", "https://")):
        return zin("fetch.bron_is_geen_adres_het", bron=repr(args.bron))
    return ""


def _is_map(path: Path) -> bool:
    """Whether a file holds boundaries, and not the rows of a server."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return path.suffix.lower() == ".geojson"
    with path.open("rb") as stream:
        return b'"value"' not in stream.read(100_000)


def _take_in(args: argparse.Namespace, catalogus: Catalogus, opslag: Opslag) -> int:
    try:
        done = import_file(
            args.bestand, opslag=opslag, catalogus=catalogus, tabel=args.tabel, jaar=args.jaar[0] if args.jaar else None
        )
    except VormFout as error:
        return say(USAGE, error)
    for jaar, rijen in done.rijen.items():
        print(f"{done.tabel} {jaar}: {meervoud(rijen, 'rij', 'rijen')} opgenomen")
    absent = absent_in_store(catalogus, opslag, done.tabel, list(done.rijen))
    if absent:
        print(zin("fetch.niet_in_dit_bestand_daarvoor", cijfers=", ".join(catalogus[naam].naam for naam in absent)))
    for fault in absent.values():
        if GEEN_NAAM not in fault:
            print(f"Let op. {fault}", file=sys.stderr)
    print(zin("fetch.de_cijfers_staan_in", root=opslag.root))
    return DONE


def _fetch(args: argparse.Namespace, catalogus: Catalogus, opslag: Opslag) -> int:
    with tqdm(unit=" rijen", unit_scale=True, desc="ophalen", disable=None) as bar:

        def voortgang(wat: str, rijen: int) -> None:
            bar.set_postfix_str(wat, refresh=False)
            bar.update(rijen)

        results = fetch(catalogus, opslag, jaren=set(args.jaar) if args.jaar else None, bron=args.bron, voortgang=voortgang)
    for result in results:
        rijen = ", ".join(f"{jaar}: {meervoud(n, 'rij', 'rijen')}" for jaar, n in sorted(result.rijen.items()))
        print(f"{result.tabel:<10} {result.status:<10} {rijen}".rstrip())
        for melding in result.meldingen:
            print(f"           {melding}", file=sys.stderr)
    if any(result.status != "mislukt" for result in results):
        print(zin("fetch.de_cijfers_staan_in", root=opslag.root))
    if any(result.status == "mislukt" for result in results):
        print(GEEN_INTERNET if any(result.geen_internet for result in results) else HELP_NA, file=sys.stderr)
    return PARTLY if any(result.status in ("mislukt", "deels") for result in results) else DONE
