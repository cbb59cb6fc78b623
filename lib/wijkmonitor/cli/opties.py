"""The options of each command: a function per command, with the name of its module. What a default needs is loaded only then."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from wijkmonitor.cli.zeggen import USAGE, Weigering, zin

STAPPEN = ("start", "sluit", "stand", "verslag", "wens", "kaart")  # of `sessie`
OVER_WIJKEN = ("check", "publiceer", "sessie", "vergeet", "verken")  # commands about wijken that have to be there


def run(parser: argparse.ArgumentParser) -> None:
    """Which documents, from which records, to which folder; who does the work, and how long it may take."""
    from wijkmonitor.draaien.run import can_fork
    from wijkmonitor.draaien.taak import GEHEUGEN, TIJDSLIMIET

    add = parser.add_argument
    add("--wijk", action="append", default=[], metavar="W", help=zin("run.alleen_deze_wijk_mag_vaker"))
    add("--gebied", action="append", default=[], metavar="CODE", help=zin("run.het_profiel_van_een_cbs"))
    add("--document", action="append", default=[], metavar="D", help=zin("run.alleen_dit_document_zoals_bereik"))
    add("--peildatum", default="", metavar="JJJJ-MM-DD", help=zin("run.maak_de_rapporten_zoals_ze"))
    _add_data(parser)
    _add_uit(parser, zin("run.map_voor_de_rapporten"))
    workers, limit = os.cpu_count() or 1, int(TIJDSLIMIET)
    add("--workers", type=_positive, default=workers, metavar="N", help=zin("run.zoveel_documenten_tegelijk_standaard_het"))
    add("--scheduler", default="", metavar="ADRES", help=zin("run.laat_een_dask_cluster_het"))
    kernel = "fork" if can_fork() else "spawn"
    add("--kernel", choices=("fork", "spawn"), default=kernel, help=zin("run.fork_uit_een_klaargezet_proces"))
    add("--tijdslimiet", type=_positive, default=limit, metavar="SECONDEN", help=zin("run.stop_een_document_dat_langer"))
    add("--geheugen", type=_positive, default=GEHEUGEN, metavar="MB", help=zin("run.stop_een_document_dat_meer"))
    add("--notebooks", type=Path, metavar="MAP", help=zin("run.map_met_de_notebooks_standaard"))
    add("--opnieuw", action="store_true", help=zin("run.maak_alles_opnieuw_ook_wat"))


def check(parser: argparse.ArgumentParser) -> None:
    """Of which wijken, and in which form the faults come."""
    add = parser.add_argument
    add("--wijk", action="append", default=[], metavar="W", help=zin("hulp.wijken"))
    _add_data(parser)
    _add_uit(parser, zin("check.hulp.uit"))
    add("--json", action="store_true", help=zin("check.hulp.json"))
    add("--gezond", action="store_true", help=zin("check.hulp.gezond"))


def begin(parser: argparse.ArgumentParser) -> None:
    """Where the folder to work in comes."""
    parser.add_argument("map", type=Path, metavar="MAP", help=zin("begin.de_map_die_u_wilt"))


def new(parser: argparse.ArgumentParser) -> None:
    """Which wijk, or a list of wijken."""
    add = parser.add_argument
    add("slug", metavar="MAPNAAM", nargs="?", default="", help=zin("new.naam_van_de_map_bijvoorbeeld"))
    add("--gebied", action="append", default=[], metavar="CODE", help=zin("new.cbs_code_van_een_wijk"))
    add("--lijst", type=Path, metavar="BESTAND", help=zin("new.een_tabel_met_de_kolom"))
    add("--naam", metavar="NAAM", help=zin("new.hoe_de_wijk_heet_standaard"))
    _add_data(parser)
    add("--bron", metavar="ADRES", help=zin("new.een_andere_server_voor_open"))
    add("--zonder-ophalen", action="store_true", help=zin("new.haal_geen_cijfers_op_ook"))


def fetch(parser: argparse.ArgumentParser) -> None:
    """From which server or file, of which years."""
    add = parser.add_argument
    add("--jaar", type=int, action="append", metavar="JAAR", help=zin("fetch.alleen_dit_jaar_mag_vaker"))
    add("--bron", metavar="ADRES", help=zin("fetch.een_andere_server_met_dezelfde"))
    add("--bestand", type=Path, metavar="BESTAND", help=zin("fetch.een_bestand_van_statline_of"))
    add("--tabel", metavar="NUMMER", help=zin("fetch.bij_bestand_uit_welke_tabel"))
    _add_data(parser, zin("fetch.map_met_catalogus_toml"))


def sjabloon(parser: argparse.ArgumentParser) -> None:
    """Which tables, and where they come."""
    parser.add_argument("tabel", nargs="*", metavar="TABEL", help="welke tabellen (standaard: alle)")
    what = zin("sjabloon.map_waarin_de_sjablonen_komen")
    parser.add_argument("--uit", type=Path, default=Path("sjablonen"), metavar="MAP", help=what)


def intake(parser: argparse.ArgumentParser) -> None:
    """Which file, into which table of which wijk, and what its headings and cells mean."""
    add = parser.add_argument
    add("bestand", type=Path, metavar="BESTAND", help=zin("intake.hulp.bestand"))
    add("--wijk", required=True, metavar="WIJK", help=zin("intake.hulp.wijk"))
    add("--soort", metavar="TABEL", help=zin("intake.hulp.soort"))
    _add_data(parser)
    _add_uit(parser, zin("intake.hulp.uit"))
    add("--ja", action="store_true", help=zin("intake.hulp.ja"))
    add("--proef", action="store_true", help=zin("intake.hulp.proef"))
    add("--kies", action="store_true", help=zin("intake.hulp.kies"))
    add("--filter", action="append", default=[], metavar="KOP=WAARDE", help=zin("intake.hulp.filter"))
    add("--zet", action="append", default=[], metavar="KOLOM=WAARDE", help=zin("intake.hulp.zet"))
    add("--zelfde-mensen", action="store_true", help=zin("intake.hulp.zelfde_mensen"))


def sessie(parser: argparse.ArgumentParser) -> None:
    """Which step of which session, and what it takes in."""
    add = parser.add_argument
    add("stap", type=_stap, metavar="stap", help=zin("sessie.start_maak_de_agenda_voor"))
    add("--wijk", metavar="WIJK", help=zin("sessie.naam_van_de_map_van"))
    _add_data(parser)
    _add_uit(parser)
    add("--datum", type=_dag, metavar="JJJJ-MM-DD", help=zin("sessie.bij_start_de_dag_van"))
    add("--blad", type=Path, metavar="BESTAND", help=zin("sessie.bij_sluit_het_ingevulde_blad"))
    add("--foto", type=Path, metavar="BESTAND", help=zin("sessie.bij_sluit_een_foto_van"))
    add("--sessie", metavar="NAAM", help=zin("sessie.bij_sluit_en_verslag_welke"))
    add("--zet", action="append", default=[], metavar="KOLOM=WAARDE", help=zin("sessie.bij_wens_vul_deze_kolom"))
    add("--kwartaal", type=_kwartaal, metavar="JJJJ-K", help=zin("sessie.bij_verslag_alle_sessies_van"))


def publiceer(parser: argparse.ArgumentParser) -> None:
    """Which reports, to which folder."""
    add = parser.add_argument
    add("map", type=Path, metavar="MAP", help=zin("publiceer.de_map_om_te_delen"))
    add("--wijk", action="append", default=[], metavar="W", help=zin("publiceer.alleen_deze_wijk_mag_vaker"))
    add("--peildatum", default="", metavar="JJJJ-MM-DD", help=zin("publiceer.publiceer_zoals_het_op_deze"))
    add("--adres", type=_adres, metavar="ADRES", help=zin("publiceer.het_adres_waar_de_map"))
    add("--notebooks", action="store_true", help=zin("publiceer.deel_ook_de_notebooks"))
    _add_data(parser)


def exporteer(parser: argparse.ArgumentParser) -> None:
    """Which figures, in which forms, to which folder."""
    add = parser.add_argument
    add("--uit", type=Path, required=True, metavar="MAP", help=zin("exporteer.de_map_voor_het_pakket"))
    add("--wijk", action="append", default=[], metavar="W", help=zin("exporteer.alleen_deze_wijk_mag_vaker"))
    add("--vorm", default="csv", metavar="VORM", help=zin("exporteer.csv_xlsx_sav_of_parquet"))
    add("--peildatum", default="", metavar="JJJJ-MM-DD", help=zin("exporteer.alleen_deze_dag_standaard_alle"))
    where = zin("exporteer.map_met_rapporten_standaard_reports")
    add("--rapporten", type=Path, default=Path("reports"), metavar="MAP", help=where)


def vergeet(parser: argparse.ArgumentParser) -> None:
    """Who is forgotten, or may come back."""
    add = parser.add_argument
    add("deelnemer", metavar="DEELNEMER", help=zin("vergeet.hulp.deelnemer"))
    add("--wijk", required=True, metavar="W", help=zin("vergeet.hulp.wijk"))
    add("--terug", action="store_true", help=zin("vergeet.hulp.terug"))
    _add_data(parser)
    _add_uit(parser)


def verken(parser: argparse.ArgumentParser) -> None:
    """Which wijk to begin with, and how JupyterLab opens."""
    add = parser.add_argument
    add("--wijk", metavar="WIJK", help=zin("verken.begin_met_deze_wijk_standaard"))
    _add_data(parser)
    _add_uit(parser, zin("verken.map_voor_wat_u_bewaart"))
    add("--notebooks", type=Path, metavar="MAP", help=zin("verken.map_met_de_notebooks_standaard"))
    add("--poort", type=int, metavar="NUMMER", help=zin("verken.nummer_van_de_poort_standaard"))
    add("--geen-browser", action="store_true", help=zin("verken.open_geen_browser_noem_alleen"))


def refuse_unknown(args: argparse.Namespace) -> None:
    """Weigering where a wijk is named that is not in the data folder, or where none is: said before a command is loaded."""
    from wijkmonitor.gegevens.fouten import printable
    from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken

    known = find_wijken(args.data)
    wrong = next((wijk for wijk in (args.wijk if isinstance(args.wijk, list) else [args.wijk]) if wijk and wijk not in known), "")
    if wrong or not known:
        raise Weigering(USAGE, printable(explain_unknown(wrong, known, args.data)))


def _add_data(parser: argparse.ArgumentParser, wat: str = "map met gegevens") -> None:
    parser.add_argument("--data", type=Path, default=Path("wijkdata"), metavar="MAP", help=f"{wat} (standaard: wijkdata)")


def _add_uit(parser: argparse.ArgumentParser, wat: str = "map met rapporten") -> None:
    parser.add_argument("--uit", type=Path, default=Path("reports"), metavar="MAP", help=f"{wat} (standaard: reports)")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(zin("run.is_geen_aantal_van_of", text=text))
    return int(text)


def _adres(text: str) -> str:
    """An address of a web server; ArgumentTypeError for anything else."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise argparse.ArgumentTypeError(zin("publiceer.het_adres_begint_met", adres=text))
    return text


def _stap(word: str) -> str:
    if word not in STAPPEN:
        raise argparse.ArgumentTypeError(zin("sessie.kennen_we_niet_kies_uit", word=word, stappen=", ".join(STAPPEN)))
    return word


def _kwartaal(text: str) -> tuple[int, int]:
    from wijkmonitor.paginas.sessieverslag import quarter_of

    try:
        return quarter_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(zin("sessie.is_geen_kwartaal_schrijf_jaar", text=text)) from None


def _dag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(zin("sessie.is_geen_datum_schrijf_jjjj", text=text)) from None
