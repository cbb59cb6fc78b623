"""A small server that speaks OData v3 as CBS and RIVM do, quirks included, with invented figures."""

from __future__ import annotations

import json
import os
import re
import threading
import time
import tomllib
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers

ROOT = Path(__file__).parents[2]
OPENDATA = Path(os.environ.get("WIJKMONITOR_OPENDATA", ROOT.parent / "shared" / "opendata"))

Row = dict[str, Any]


def make_reeks(figures: Kerncijfers, indicator: str) -> pd.DataFrame:
    """Wijk, municipality and country by year, each with the number of its line."""
    rows = []
    for area in ("wijk", figures.gemeente, "NL"):
        for year, line in figures.lijnen(indicator, area).items():
            found = figures.cijfer(indicator, area, year)
            rows.append(
                (found.gebied, year, found.waarde, found.laag, found.hoog, found.reden or "", found.bron, line, found.schatting)
            )
    columns = ["gebied", "jaar", "waarde", "laag", "hoog", "reden", "bron", "lijn", "schatting"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("waarde", "laag", "hoog"), "float64"))


@dataclass
class Server:
    """Tables to serve, and the troubles to make. `asked` lists the paths that were asked for."""

    address: str = ""
    tables: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    page: int = 10_000
    limit: int = 10_000
    troubles: list[str] = field(default_factory=list)  # each one spoils one feed answer: 503, kapot, halverwege, traag
    always: str = ""
    parts_without_feed: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def feed_requests(self) -> list[str]:
        return [path for path in self.asked if "DataSet" in path]


class Handler(BaseHTTPRequestHandler):
    server_state: Server

    def do_GET(self) -> None:
        state = self.server_state
        with state.lock:
            state.at_once += 1
            state.most_at_once = max(state.most_at_once, state.at_once)
            state.asked.append(self.path)
            state.agents.add(self.headers.get("User-Agent", ""))
        try:
            self._answer(state)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client hung up: that is what the slow answers are for
        finally:
            with state.lock:
                state.at_once -= 1

    def _answer(self, state: Server) -> None:
        parts = urllib.parse.urlsplit(self.path)
        pairs = urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
        query = dict(pairs)
        kind, table, part = re.match(r"/(ODataApi|ODataFeed)/odata/(\w+)/(\w*)", parts.path).groups()  # type: ignore[union-attr]
        rows = state.tables.get(table, {}).get(part)
        if rows is None or (kind == "ODataFeed" and part in state.parts_without_feed):
            return self._send(404, {"odata.error": {"message": {"value": "Resource not found"}}})
        if len(pairs) != len(query):
            return self._send(500, {"odata.error": "parameter twice"})
        rows = [row for row in rows if _matches(row, query.get("$filter", ""))]
        if kind == "ODataApi" and len(rows) > state.limit:
            return self._send(500, {"odata.error": {"message": {"value": "The query returns more than 10000 records."}}})
        trouble = self._trouble(state) if kind == "ODataFeed" and "DataSet" in part else ""
        skip, size = int(query.get("$skip", 0)), state.page if kind == "ODataFeed" else state.limit
        chosen = query.get("$select", "").split(",") if "$select" in query else None
        page = [{k: v for k, v in row.items() if chosen is None or k in chosen} for row in rows[skip : skip + size]]
        body: dict[str, Any] = {"odata.metadata": f"{state.address}{parts.path}#", "value": page}
        if kind == "ODataFeed" and skip + size < len(rows):
            again = [(k, v) for k, v in pairs if k != "$skip"] + [("$skip", str(skip + size))]
            body["odata.nextLink"] = f"{state.address}{parts.path}?{urllib.parse.urlencode(again)}"
        self._send(200, body, trouble)

    def _trouble(self, state: Server) -> str:
        with state.lock:
            return state.always or (state.troubles.pop(0) if state.troubles else "")

    def _send(self, code: int, body: Any, trouble: str = "") -> None:
        content = json.dumps(body).encode()
        if trouble == "503":
            code, content = 503, b"Service Unavailable"
        if trouble == "kapot":  # a whole answer, but its JSON breaks off
            content = content[: len(content) // 2]
        if trouble == "traag":
            time.sleep(0.6)
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if trouble == "halverwege" else content)

    def log_message(self, *args: object) -> None:
        pass


def _matches(row: Row, expression: str) -> bool:
    """`(A eq 'x') and ((B eq 'y') or (B eq 'z'))`; keys are compared with their padding, as the real server does."""
    wanted: dict[str, set[str]] = {}
    for column, value in re.findall(r"(\w+) eq '([^']*)'", expression):
        wanted.setdefault(column, set()).add(value)
    if set(wanted) - {"WijkenEnBuurten", "Perioden", "Leeftijd", "Marges"}:
        return False
    return all(row.get(column) in values for column, values in wanted.items())


@contextmanager
def serve() -> Iterator[Server]:
    """A server on this machine with two tables on population and one on health; add to its `tables` at will."""
    state = Server()
    handler = type("OwnHandler", (Handler,), {"server_state": state})
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http.daemon_threads = True
    state.address = f"http://127.0.0.1:{http.server_port}"
    state.tables = {"50090NED": health_table(), "85318NED": population_table("2022"), "85984NED": population_table("2024")}
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield state
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serve() as state:
        yield state


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, also for the command line."""
    folder = tmp_path / "opslag"
    monkeypatch.setenv("WIJKMONITOR_OPSLAG", str(folder))
    return folder


@pytest.fixture
def opendata() -> Path:
    """Folder with the real files; the test is skipped where they are absent."""
    if not OPENDATA.is_dir():
        pytest.skip(f"the real StatLine files are not here ({OPENDATA}); set WIJKMONITOR_OPENDATA to their folder")
    return OPENDATA


# -- invented tables: gemeente 9001 "Verzonnenstad" with two wijken and three buurten -----------------------------

AREAS = {
    "NL01": "Nederland",
    "GM9001": "Verzonnenstad",
    "WK900101": "Wijk 01 Oud-Noord",
    "WK900102": "Wijk 02 Nieuw-Zuid",
    "BU90010101": "Havenbuurt",
    "BU90010102": "Buurt 02 Parkbuurt",
    "BU90010201": "Tuinbuurt",
}
MARGES = {"MX1": ("Waarde", 0.0), "MX2": ("Ondergrens 95%-interval", -3.0), "MX3": ("Bovengrens 95%-interval", 3.5)}
EENZAAM = {"NL01": 47.0, "GM9001": 44.0, "WK900101": 50.0, "WK900102": 40.0, "BU90010101": 52.0, "BU90010201": 40.0}
INWONERS = {
    "NL01": 17_000_000,
    "GM9001": 3000,
    "WK900101": 1000,
    "WK900102": 2000,
    "BU90010101": 600,
    "BU90010102": 400,
    "BU90010201": 2000,
}


def topic(key: str, parent: int | None = None, *, number: int = 0, unit: str = "%") -> Row:
    return {"ID": number, "ParentID": parent, "Type": "Topic", "Key": key, "Title": key, "Unit": unit, "Datatype": "Double"}


def dimension(key: str, kind: str = "Dimension") -> Row:
    return {"ID": -1, "ParentID": None, "Type": kind, "Key": key, "Title": key}


def pad(text: str, width: int = 10) -> str:
    return text.ljust(width)


def number(value: float | None, missing: str = ".") -> str:
    return f"{value:>8.1f}" if value is not None else missing.rjust(8) if missing else ""


HEALTH_TOPICS = {
    "ErvarenGezondheidGoedZeerGoed": 4,
    "VoldoetAanBeweegrichtlijn": 5,
    "Overgewicht": 9,
    "Roker": 11,
    "EenOfMeerLangdurigeAandoeningen": 16,
    "BeperktVanwegeGezondheid": 17,
    "MatigHoogRisicoOpAngstOfDepressie": 24,
    "HeelVeelStressInAfgelopen4Weken": 26,
    "MatigVeelRegieOverEigenLeven": 27,
    "Eenzaam": 28,
    "ErnstigZeerErnstigEenzaam": 29,
    "Mantelzorger": 32,
    "Vrijwilligerswerk": 33,
    "MoeiteMetRondkomen": 38,
}
CATALOGUE = tomllib.loads((ROOT / "wijkdata" / "catalogus.toml").read_text(encoding="utf-8"))["indicator"].values()
ASKED_OF_IT = {bron["topic"] for item in CATALOGUE for bron in item.get("bronnen", ()) if bron["tabel"] == "50090NED"}
HEALTH_TOPICS |= {
    topic: 50 + k for k, topic in enumerate(sorted(ASKED_OF_IT - set(HEALTH_TOPICS)))
}  # of an indicator that was added
NOT_ASKED = {"2012": {"MatigVeelRegieOverEigenLeven", "Vrijwilligerswerk"}}


def health_table() -> dict[str, list[Row]]:
    keys = {naam: f"{naam}_{nummer}" for naam, nummer in HEALTH_TOPICS.items()}
    rows = []
    for jaar in ("2012", "2016", "2020"):
        for leeftijd, shift in (("20300", 0.0), ("53115", -5.0), ("80200", 10.0)):
            for marge, (_, step) in MARGES.items():
                for area in AREAS:
                    cells = {key: _cell(naam, area, jaar, shift + step) for naam, key in keys.items()}
                    rows.append(
                        {
                            "ID": len(rows),
                            "Leeftijd": leeftijd,
                            "Marges": marge,
                            "WijkenEnBuurten": pad(area),
                            "Perioden": f"{jaar}JJ00",
                            "Gemeentenaam_1": pad("Nederland" if area == "NL01" else "Verzonnenstad", 40),
                            "Codering_3": pad(area, 20),
                            **cells,
                        }
                    )
    return {
        "TableInfos": [{"Identifier": "50090NED", "Modified": "2024-01-01T02:00:00"}],
        "DataProperties": [
            dimension("Leeftijd"),
            dimension("Marges"),
            dimension("WijkenEnBuurten", "GeoDetail"),
            dimension("Perioden", "TimeDimension"),
            *[topic(key, number=i) for i, key in enumerate(["Gemeentenaam_1", "Codering_3", *keys.values()])],
        ],
        "Leeftijd": [
            {"Key": "20300", "Title": "18 jaar of ouder"},
            {"Key": "53115", "Title": "18 tot 65 jaar"},
            {"Key": "80200", "Title": "65 jaar of ouder"},
        ],
        "Marges": [{"Key": key, "Title": title} for key, (title, _) in MARGES.items()],
        "Perioden": [{"Key": f"{jaar}JJ00", "Title": jaar} for jaar in ("2012", "2016", "2020")],
        "WijkenEnBuurten": [{"Key": pad(code), "Title": naam} for code, naam in AREAS.items()],
        "UntypedDataSet": rows,
        "TypedDataSet": [_typed(row) for row in rows],
    }


def _cell(naam: str, area: str, jaar: str, step: float) -> str:
    if naam in NOT_ASKED.get(jaar, set()):
        return ""
    if naam == "Eenzaam":
        base = EENZAAM.get(area)
        return number(None if base is None else base + (int(jaar) - 2020) / 4 + step)
    return number(30.0 + step)


POPULATION_TOPICS = ["AantalInwoners_5", "Mannen_6", "Vrouwen_7", "k_0Tot15Jaar_8", "k_15Tot25Jaar_9", "k_25Tot45Jaar_10"]
POPULATION_TOPICS += ["k_45Tot65Jaar_11", "k_65JaarOfOuder_12", "Woningvoorraad_35", "GemiddeldeWOZWaardeVanWoningen_39"]
POPULATION_TOPICS += ["Koopwoningen_47", "Nettoarbeidsparticipatie_78", "k_40PersonenMetLaagsteInkomen_84"]
POPULATION_TOPICS += ["k_20PersonenMetHoogsteInkomen_85", "OppervlakteTotaal_122"]
EDUCATION = {
    "2022": ["OpleidingsniveauLaag_64", "OpleidingsniveauMiddelbaar_65", "OpleidingsniveauHoog_66"],
    "2024": ["BasisonderwijsVmboMbo1_75", "HavoVwoMbo24_76", "HboWo_77"],
}


def population_table(jaar: str) -> dict[str, list[Row]]:
    keys = [*POPULATION_TOPICS, *EDUCATION[jaar]]
    rows = []
    for area, inwoners in INWONERS.items():
        shares = {
            "AantalInwoners_5": 1,
            "k_0Tot15Jaar_8": 0.2,
            "k_15Tot25Jaar_9": 0.1,
            "k_25Tot45Jaar_10": 0.3,
            "k_45Tot65Jaar_11": 0.2,
        }
        shares |= {"k_65JaarOfOuder_12": 0.2, "Mannen_6": 0.5, "Vrouwen_7": 0.5, "Woningvoorraad_35": 0.4}
        shares |= dict(zip(EDUCATION[jaar], (0.3, 0.3, 0.2), strict=True))
        cells = {key: str(round(inwoners * shares[key])).rjust(8) if key in shares else number(25.0) for key in keys}
        code = "NL00" if area == "NL01" else area
        cells["Koopwoningen_47"] = "-99999999" if area == "BU90010101" else cells["Koopwoningen_47"]
        rows.append({"ID": len(rows), "WijkenEnBuurten": pad(code), "IndelingswijzigingGemeenteWijkBuurt_4": "1", **cells})
    return {
        "TableInfos": [{"Identifier": "kwb", "Modified": "2025-03-27T02:00:00", "Period": jaar}],
        "DataProperties": [
            dimension("WijkenEnBuurten", "GeoDetail"),
            topic("IndelingswijzigingGemeenteWijkBuurt_4"),
            *[topic(key, number=i) for i, key in enumerate(keys)],
        ],
        "WijkenEnBuurten": [{"Key": pad("NL00" if c == "NL01" else c), "Title": n} for c, n in AREAS.items()],
        "UntypedDataSet": rows,
        "TypedDataSet": [_typed(row) for row in rows],
    }


def _typed(row: Row) -> Row:
    """The row as TypedDataSet gives it: numbers, and null for all that is missing."""
    keep = {"Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam_1", "Codering_3", "ID"}

    def value(key: str, cell: Any) -> Any:
        if key in keep or key.startswith("Indelings"):
            return cell
        text = str(cell).strip()
        return None if text in ("", ".") else float(text)

    return {key: value(key, cell) for key, cell in row.items()}
