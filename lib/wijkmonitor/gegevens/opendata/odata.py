"""Client for the OData v3 servers of CBS (opendata.cbs.nl) and of RIVM and the GGDs (dataderden.cbs.nl).

Why not `cbsodata` (1.3.5, looked at first): it follows nextLink well, but it has no time-out, no retries and no resume;
it holds a national table as Python dictionaries in memory; `get_data` replaces area codes by names, which are not unique;
and its server and proxies are global settings. What is needed here is small: two kinds of requests, in the standard library.

Facts of the protocol, each met in practice:
- `/ODataApi` refuses more than 10,000 records (HTTP 500); `/ODataFeed` has no maximum and comes in pages of 10,000;
- `odata.nextLink` is a whole address that already repeats the parameters: sent as it stands;
- an answer can break off half way, so a page counts only when all of its JSON could be read.
"""

from __future__ import annotations

import gzip
import http.client
import ipaddress
import json
import platform
import socket
import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wijkmonitor import __version__

SERVERS = {"cbs": "https://opendata.cbs.nl", "rivm": "https://dataderden.cbs.nl"}
USER_AGENT = f"wijkmonitor/{__version__} (monitor Wijzer in de Wijk; Python {platform.python_version()})"
MAX_TEGELIJK = 2
_requests = threading.BoundedSemaphore(MAX_TEGELIJK)
_TE_VEEL = "more than 10000 records"
_TIJDELIJK = (408, 425, 429, 500, 502, 503, 504)


class ServerFout(RuntimeError):
    """The server did not give a usable answer, also after trying again; the message is Dutch."""


class ServerWeg(ServerFout):
    """The server cannot be reached at all."""


class BestaatNiet(ServerFout):
    """The server does not know this table or part (HTTP 404)."""


class TeVeelRijen(ServerFout):
    """More than 10,000 records asked of /ODataApi."""


@dataclass(frozen=True)
class Pagina:
    """One page of rows, and the address of the next page ('' after the last)."""

    rijen: list[dict[str, Any]]
    volgende: str


@dataclass(frozen=True)
class ODataV3:
    """One server. `basis` is its address without path; `wacht` the seconds before the second try, doubled each time."""

    basis: str
    eigen_bron: bool = False
    time_out: float = 60.0
    pogingen: int = 5
    wacht: float = 1.0

    def part(self, tabel: str, deel: str) -> list[dict[str, Any]]:
        """All rows of a small part: TableInfos, DataProperties, Marges, Perioden, a dimension."""
        try:
            return self._get(f"{self.basis}/ODataApi/odata/{tabel}/{deel}?%24format=json").rijen
        except (TeVeelRijen, BestaatNiet):
            return [row for page in self.pages(tabel, deel) for row in page.rijen]

    def pages(self, tabel: str, deel: str, *, params: Mapping[str, str] | None = None, vanaf: str = "") -> Iterator[Pagina]:
        """Pages of a large part, from the feed; `vanaf` is the `volgende` of the last page of an earlier attempt."""
        query = urllib.parse.urlencode({"$format": "json", **(params or {})}, quote_via=urllib.parse.quote)
        adres = vanaf or f"{self.basis}/ODataFeed/odata/{tabel}/{deel}?{query}"
        while adres:
            page = self._get(adres)
            yield page
            adres = page.volgende

    def _get(self, adres: str) -> Pagina:
        """The page at the address; tries again, with growing pauses, what may be passing."""
        pauze, laatste, weg = self.wacht, "", ""
        for poging in range(self.pogingen):
            if poging:
                time.sleep(min(pauze, 60.0))
                pauze *= 2
            try:
                answer = json.loads(self._read(adres))
                return Pagina(answer["value"], self._own(answer.get("odata.nextLink", "")))
            except urllib.error.HTTPError as error:
                body = error.read().decode("utf-8", errors="replace")
                laatste, weg = f"HTTP {error.code}", ""
                pauze = max(pauze, _retry_after(error.headers.get("Retry-After")))
                self._give_up(error.code, body, adres)
            except (
                json.JSONDecodeError,
                KeyError,
                TypeError,
                http.client.HTTPException,
                EOFError,
                zlib.error,
            ):
                laatste = "het antwoord was niet heel"
                weg = ""
            except OSError as error:
                weg = _why_unreachable(error)
        if weg:
            raise ServerWeg(f"De server {self.basis} is niet te bereiken. {weg} Geprobeerd: {self.pogingen} keer.")
        raise ServerFout(f"De server {self.basis} geeft geen bruikbaar antwoord: {laatste}. Geprobeerd: {self.pogingen} keer.")

    def _give_up(self, code: int, body: str, adres: str) -> None:
        if _TE_VEEL in body:
            raise TeVeelRijen(f"De server {self.basis} geeft niet meer dan 10.000 rijen tegelijk.")
        if code == 404:
            raise BestaatNiet(f"De server {self.basis} kent {urllib.parse.urlsplit(adres).path} niet (meer).")
        if code not in _TIJDELIJK:
            raise ServerFout(f"De server {self.basis} weigert de vraag (HTTP {code}): {body[:200].strip()}")

    def _read(self, adres: str) -> bytes:
        request = urllib.request.Request(
            adres, headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"}
        )
        with _requests, _opener(adres).open(request, timeout=self.time_out) as response:
            body: bytes = response.read()
            expected = response.headers.get("Content-Length")
            if expected is not None and len(body) < int(expected):
                raise http.client.IncompleteRead(body)
            return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body

    def _own(self, volgende: str) -> str:
        """The next page; with a server of the user's own choice always on that server."""
        if not volgende or not self.eigen_bron:
            return volgende
        own, parts = urllib.parse.urlsplit(self.basis), urllib.parse.urlsplit(volgende)
        return urllib.parse.urlunsplit((own.scheme, own.netloc, parts.path, parts.query, ""))


def _why_unreachable(error: OSError) -> str:
    """One Dutch sentence for what the system says in its own words."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, socket.gaierror):
        return "Deze computer heeft geen internet, of kent dit adres niet."
    if isinstance(reason, TimeoutError):
        return "Er kwam op tijd geen antwoord."
    if isinstance(reason, ssl.SSLError):
        return "De beveiliging van de verbinding klopt niet."
    return "De verbinding lukt niet of valt weg."


def _retry_after(header: str | None) -> float:
    return float(header) if header and header.strip().isdigit() else 0.0


def _opener(adres: str) -> urllib.request.OpenerDirector:
    """Opener with the proxies of the usual environment variables, except for a server on this machine."""
    host = urllib.parse.urlsplit(adres).hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if local else []))
