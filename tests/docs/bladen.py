"""The pages for readers: the commands on them, and what each page promises of its commands."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAMS = ("wijkmonitor", "python", "papermill", "mkdocs", "uv")

# what a reader types but this test does not, with the reason
NOT_FOLLOWED = {
    "python start.py": "asks a registry for programs; what it does then, `wijkmonitor run`, is followed",
    "python start.py toets": "does all tests, this one included",
    "uv pip compile": "asks a registry for versions",
    **dict.fromkeys(
        (
            "wijkmonitor fetch --bestand gezondheid.parquet --tabel 50090NED",
            "wijkmonitor fetch --bestand kerncijfers.csv --tabel 85984NED",
            "wijkmonitor new leidsche-rijn --zonder-ophalen --gebied WK034409 --gebied WK034410",
            "wijkmonitor new amersfoort --zonder-ophalen --gebied WK030706 --gebied WK030708 --gebied WK030709",
            "wijkmonitor run --wijk leidsche-rijn --wijk amersfoort",
        ),
        "needs national files of StatLine; test_voorbeelden follows the page where they are",
    ),
    "wijkmonitor publiceer delen --wijk voorbeeldwijk --adres https://monitor.voorbeeld.nl": "tests/paginas/test_gedeeld.py does it",
    "mkdocs build": "is followed by test_the_site_builds_without_a_warning",
}


@dataclass(frozen=True)
class Promise:
    """What a page says of a command. files: patterns below the project folder; more: words added to the command."""

    files: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    code: int = 0
    more: tuple[str, ...] = ()


BRON = "{bron}"  # the address of the server on this machine
PROMISES = {
    "wijkmonitor --help": Promise(says=("run", "check", "new", "fetch", "intake", "sessie", "verken")),
    "wijkmonitor run --help": Promise(says=("--wijk", "--document", "--peildatum")),
    "wijkmonitor check": Promise(says=("geen fouten",), files=("reports/controle/voorbeeldwijk.html",)),
    "wijkmonitor check --wijk voorbeeldwijk": Promise(says=("geen fouten",), files=("reports/controle/voorbeeldwijk.html",)),
    "wijkmonitor run": Promise(
        says=("Begin hier: ",),
        files=(
            "reports/*/index.html",
            "reports/*/samen-leren.html",
            "reports/*/menukaart.html",
            "reports/*/voorbeeldwijk/[0-578]-*.html",
        ),
    ),
    "wijkmonitor run --wijk voorbeeldwijk": Promise(
        files=("reports/*/voorbeeldwijk/8-koppelkaart.html", "reports/*/menukaart.html")
    ),
    "wijkmonitor run --wijk voorbeeldwijk --document bereik": Promise(files=("reports/*/voorbeeldwijk/1-bereik.html",)),
    "wijkmonitor run --document wijkprofiel": Promise(says=("gemaakt            1",)),
    "wijkmonitor run --wijk leidsche-rijn --document wijkprofiel": Promise(files=("reports/*/leidsche-rijn/0-wijkprofiel.html",)),
    "wijkmonitor exporteer --uit pakket --vorm csv,xlsx,sav": Promise(
        says=("Wijken: voorbeeldwijk.",), files=("pakket/bevindingen.csv", "pakket/wijkmonitor.xlsx", "pakket/tabellen.sav")
    ),
    "wijkmonitor publiceer delen --wijk voorbeeldwijk": Promise(
        says=("Om te mailen: ", "Begin hier: "), files=("delen/index.html", "delen/*/voorbeeldwijk.zip")
    ),
    "wijkmonitor sessie stand --wijk voorbeeldwijk": Promise(says=("pen vragen", "fspraken", "essen")),
    "wijkmonitor sessie verslag --wijk voorbeeldwijk": Promise(
        files=("reports/sessies/voorbeeldwijk-2022-09-verslag.html", "reports/sessies/voorbeeldwijk-2022-09-verslag.docx")
    ),
    "wijkmonitor sessie verslag --kwartaal 2022-3": Promise(
        files=("reports/sessies/kwartaal-2022-3.html", "reports/sessies/kwartaal-2022-3.docx")
    ),
    'wijkmonitor sessie wens --wijk voorbeeldwijk --zet "wens=Een bankje bij de school" --zet "van=bewoners"': Promise(
        says=("staat nu in de tabel wensen",)
    ),
    'wijkmonitor sessie wens --wijk voorbeeldwijk --zet "wens=Een bankje bij de school" '
    '--zet "opgepakt_door=gemeente" --zet "stand=loopt"': Promise(says=("is bijgewerkt",)),
    "wijkmonitor sessie wens --wijk voorbeeldwijk": Promise(says=("- Een bankje bij de school (loopt)",)),
    "wijkmonitor sessie kaart --wijk voorbeeldwijk": Promise(says=("Nieuw in de tabel menukaart: ",)),
    'wijkmonitor sessie kaart --wijk voorbeeldwijk --zet "titel=Bel aan" --zet "les=Een gesprek aan de deur werkt." '
    '--zet "soort=tip"': Promise(says=("- Bel aan: Een gesprek aan de deur werkt.",)),
    "wijkmonitor sessie start --wijk voorbeeldwijk": Promise(files=("reports/sessies/voorbeeldwijk-*.html",)),
    "wijkmonitor sessie start --wijk voorbeeldwijk --datum 2027-01-20": Promise(files=("reports/sessies/voorbeeldwijk-*.html",)),
    "wijkmonitor sessie start --wijk leidsche-rijn": Promise(
        files=("reports/sessies/leidsche-rijn-*.html", "wijkdata/leidsche-rijn/leeragenda.toml")
    ),
    # nobody looked back yet: closing is refused, and every agreement that waits is named
    "wijkmonitor sessie sluit --wijk voorbeeldwijk": Promise(code=1, says=("nog geen terugblik", "- voorbeeldwijk-2022-09-1")),
    "wijkmonitor intake levering.xlsx --wijk voorbeeldwijk --soort deelname": Promise(
        files=("levering.xlsx",), says=("pgenomen",)
    ),
    "wijkmonitor sjabloon deelname": Promise(files=("sjablonen/deelname.xlsx",), says=("deelname.xlsx",)),
    "wijkmonitor new leidsche-rijn --gebied WK034409 --gebied WK034410": Promise(
        files=("wijkdata/leidsche-rijn/wijk.toml", "wijkdata/leidsche-rijn/interventies.*"), more=("--bron", BRON)
    ),
    "wijkmonitor fetch": Promise(says=("De cijfers staan in",), files=("opslag/*/record.json",), more=("--bron", BRON)),
    "wijkmonitor fetch --bestand tabel.csv --tabel 50120NED": Promise(says=("rij opgenomen",), files=("opslag/*/record.json",)),
    "wijkmonitor fetch --tabel 50120NED --bestand tabel.csv": Promise(
        says=("50120NED 2022: ",), files=("opslag/50120NED/record.json",)
    ),
    "python docs/maken.py": Promise(files=("docs/indicatoren.md", "docs/gegevens.md", "docs/begrippen.md")),
    "python -m tools.voorbeeld --uit wijkdata": Promise(files=("wijkdata/voorbeeldwijk/deelname.csv",)),
    "papermill notebooks/1-bereik.ipynb uit.ipynb -p wijk voorbeeldwijk": Promise(files=("uit.ipynb",)),
    "wijkmonitor verken --wijk voorbeeldwijk": Promise(
        files=tuple(f"eigen/voorbeeldwijk/{name}.ipynb" for name in ("kijken", "levering-opnemen", "sessie-invullen"))
    ),
}


def blocks(page: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page in these languages, in order."""
    found = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [text for language, text in found if language in languages]


def commands(page: Path) -> list[str]:
    """The commands in the blocks of a page, in order; what `python start.py` passes on stands there without it."""
    lines = [line.strip().removeprefix("$ ") for block in blocks(page, "", "console") for line in block.splitlines()]
    return [re.sub(r"^python start\.py (?=wijkmonitor|papermill)", "", line) for line in lines if line]


def why_not_followed(command: str) -> str:
    """The reason, empty for a command that is followed."""
    start = "uv pip compile" if command.startswith("uv pip compile") else command
    return NOT_FOLLOWED.get(start, "")


def words(command: str, bron: str) -> list[str]:
    """The command as it is typed, with what the test adds."""
    return [bron if word == BRON else word for word in (*shlex.split(command), *PROMISES[command].more)]


def calls(page: Path) -> list[str]:
    """The calls of our own functions that stand in a sentence or table of a page."""
    return re.findall(
        r"`(?:\w+ = )?((?:stats\.\w+|open_rapport|load_dossier|dossier\.\w+)(?:\([^`]*\)|(?=[`?]))?)\??`",
        page.read_text(encoding="utf-8"),
    )
