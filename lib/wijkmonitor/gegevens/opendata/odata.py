"""Client for the OData v3 servers of CBS (opendata.cbs.nl) and of RIVM and the GGDs (dataderden.cbs.nl).

Why not `cbsodata` (1.3.5, looked at first): it follows nextLink well, but it has no time-out, no retries and no resume;
it holds a national table as Python dictionaries in memory; `get_data` replaces area codes by names, which are not unique;
and its server and proxies are global settings. What is needed here is small: two kinds of requests, in the standard library.

Facts of the protocol, each met in practice:
- `/ODataApi` refuses more than 10,000 records (HTTP 500); `/ODataFeed` has no maximum and comes in pages of 10,000;
- `odata.nextLink` is a whole address that already repeats the parameters: sent as it stands;
- an answer can break off half way, so a page counts only when all of its JSON could be read.

Whatever a server sends, it comes in by one door: `_Antwoord` and `DELEN` say what an answer looks like, `_Ontvangst` how
large it may be and `geduld` how long all tries together may take.
"""

from __future__ import annotations

import errno
import http.client
import ipaddress
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
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from wijkmonitor import __version__
from wijkmonitor.programma import programma

SERVERS = {"cbs": "https://opendata.cbs.nl", "rivm": "https://dataderden.cbs.nl"}
_PROGRAMMA = programma().naam.encode("ascii", "ignore").decode()  # a header holds plain letters only
USER_AGENT = f"wijkmonitor/{__version__} (monitor {_PROGRAMMA}; Python {platform.python_version()})"
MAX_TEGELIJK = 2
MAX_BYTES = 64_000_000  # of one page, unpacked; a full page of the widest table is about 10 MB
STUK = 1 << 16
_requests = threading.BoundedSemaphore(MAX_TEGELIJK)
_TE_VEEL = "more than 10000 records"
_TIJDELIJK = (408, 425, 429, 500, 502, 503, 504)
_GEEN_NET = (errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH)

Rijen = list[dict[str, Any]]
_Tekst = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


class _Antwoord(BaseModel):
    """Every answer: an object with rows of plain cells, and perhaps the address of the next page."""

    model_config = ConfigDict(strict=True)
    value: list[dict[str, str | int | float | bool | None]]
    volgende: str = Field(default="", alias="odata.nextLink")


class _Rij(BaseModel):
    model_config = ConfigDict(extra="allow")


class _Tabelinfo(_Rij):
    Modified: _Tekst = ""


class _Eigenschap(_Rij):
    ID: int
    ParentID: int | None = None
    Type: str
    Key: _Tekst = ""
    Title: _Tekst


class _Lid(_Rij):
    Key: Annotated[str, Field(min_length=1)]
    Title: _Tekst


# what the rows of each small part hold; every other part is a list of members of a dimension
DELEN: Mapping[str, type[_Rij]] = {"TableInfos": _Tabelinfo, "DataProperties": _Eigenschap}


class ServerFout(RuntimeError):
    """The server did not give a usable answer, also after trying again; the message is Dutch."""


class ServerWeg(ServerFout):
    """The server cannot be reached at all, or not in time; `geen_internet` where this computer has no connection."""

    def __init__(self, message: str, *, geen_internet: bool = False) -> None:
        self.geen_internet = geen_internet
        super().__init__(message)


class BestaatNiet(ServerFout):
    """The server does not know this table or part (HTTP 404)."""


class ServerVreemd(ServerFout):
    """An answer that the protocol does not know; asking again from where we were would not help."""


class TeVeelRijen(ServerFout):
    """More than 10,000 records asked of /ODataApi."""


class _Kapot(Exception):
    """An answer that broke off: worth another try."""


@dataclass(frozen=True)
class Antwoordpagina:
    """One page of rows, and the address of the next page ('' after the last)."""

    rijen: Rijen
    volgende: str


@dataclass(frozen=True)
class ODataV3:
    """One server.

    basis: its address without path. time_out: seconds of silence that one try may last. geduld: seconds that all tries
    for one page may take together. wacht: seconds before the second try, doubled each time.
    """

    basis: str
    eigen_bron: bool = False
    time_out: float = 25.0
    pogingen: int = 5
    wacht: float = 1.0
    geduld: float = 55.0

    def part(self, tabel: str, deel: str) -> Rijen:
        """All rows of a small part: TableInfos, DataProperties, Marges, Perioden, a dimension. ServerFout for another form."""
        try:
            rows = self._get(f"{self.basis}/ODataApi/odata/{tabel}/{deel}?%24format=json").rijen
        except (TeVeelRijen, BestaatNiet):
            rows = [row for page in self.pages(tabel, deel) for row in page.rijen]
        try:
            kind = DELEN.get(deel, _Lid)
            return [kind.model_validate(row).model_dump(exclude_unset=True) for row in rows]
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise ServerVreemd(f"De server {self.basis} geeft bij {tabel}/{deel} iets anders dan verwacht ({where}).") from None

    def pages(
        self, tabel: str, deel: str, *, params: Mapping[str, str] | None = None, vanaf: str = ""
    ) -> Iterator[Antwoordpagina]:
        """Pages of a large part, from the feed; `vanaf` is the `volgende` of the last page of an earlier attempt."""
        query = urllib.parse.urlencode({"$format": "json", **(params or {})}, quote_via=urllib.parse.quote)
        adres = vanaf or f"{self.basis}/ODataFeed/odata/{tabel}/{deel}?{query}"
        seen: set[str] = set()
        while adres:
            seen.add(adres)
            page = self._get(adres)
            if page.volgende in seen or (page.volgende and not page.rijen):
                raise ServerVreemd(f"De server {self.basis} stuurt bij {tabel}/{deel} in een kring rond. Er is niets opgeslagen.")
            yield page
            adres = page.volgende

    def _get(self, adres: str) -> Antwoordpagina:
        """The page at the address; tries again, with growing pauses, what may be passing."""
        einde, pauze, laatste, weg = time.monotonic() + self.geduld, self.wacht, "", OSError()
        poging = 0
        while poging < self.pogingen and time.monotonic() < einde:
            if poging:
                time.sleep(max(0.0, min(pauze, einde - time.monotonic())))
                pauze *= 2
            poging += 1
            try:
                return self._page(self._receive(adres, einde))
            except _HttpFout as error:
                laatste, pauze = f"HTTP {error.code}", max(pauze, error.wacht)
                self._give_up(error.code, error.body, adres)
            except (_Kapot, http.client.HTTPException, EOFError, zlib.error, ValueError):
                laatste = "het antwoord was niet heel"
            except OSError as error:
                laatste, weg = "", error
        if not laatste:
            why, offline = _why_unreachable(weg)
            raise ServerWeg(
                f"De server {self.basis} is niet te bereiken. {why} Geprobeerd: {poging} keer.", geen_internet=offline
            )
        raise ServerFout(f"De server {self.basis} geeft geen bruikbaar antwoord: {laatste}. Geprobeerd: {poging} keer.")

    def _page(self, body: bytes) -> Antwoordpagina:
        if body.lstrip()[:1] == b"<":
            raise ServerFout(
                f"De server {self.basis} geeft een webpagina in plaats van cijfers. Moet u op dit netwerk eerst inloggen?"
            )
        try:
            answer = _Antwoord.model_validate_json(body)
        except ValidationError as error:
            if error.errors()[0]["type"] == "json_invalid":
                raise _Kapot from None
            raise ServerVreemd(f"De server {self.basis} geeft een antwoord in een andere vorm dan CBS en RIVM.") from None
        return Antwoordpagina(answer.value, self._own(answer.volgende))

    def _give_up(self, code: int, body: str, adres: str) -> None:
        if _TE_VEEL in body:
            raise TeVeelRijen(f"De server {self.basis} geeft niet meer dan 10.000 rijen tegelijk.")
        if code == 404:
            raise BestaatNiet(f"De server {self.basis} kent {urllib.parse.urlsplit(adres).path} niet (meer).")
        if code not in _TIJDELIJK:
            raise ServerFout(f"De server {self.basis} weigert de vraag (HTTP {code}): {body[:200].strip()}")

    def _receive(self, adres: str, einde: float) -> bytes:
        """The body, read in a thread of its own: a server that sends one byte at a time keeps us no longer than the rest."""
        box: list[bytes | BaseException] = []

        def work() -> None:
            try:
                box.append(self._read(adres))
            except BaseException as error:  # handed over to the thread that waits
                box.append(error)

        with _requests:
            thread = threading.Thread(target=work, daemon=True)
            thread.start()
            thread.join(max(0.1, einde - time.monotonic()))
        if not box:
            raise TimeoutError("no whole answer in time")
        if isinstance(box[0], BaseException):
            raise box[0]
        return box[0]

    def _read(self, adres: str) -> bytes:
        request = urllib.request.Request(
            adres, headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"}
        )
        try:
            with _opener(adres).open(request, timeout=self.time_out) as response:
                return self._unpack(response)
        except urllib.error.HTTPError as error:
            with error:
                said = error.read(STUK).decode("utf-8", errors="replace")
            raise _HttpFout(error.code, said, error.headers.get("Retry-After")) from None

    def _unpack(self, response: http.client.HTTPResponse) -> bytes:
        """The whole body, unpacked; ServerFout above MAX_BYTES."""
        expected, got = response.headers.get("Content-Length", ""), 0
        zipped = zlib.decompressobj(zlib.MAX_WBITS | 16) if response.headers.get("Content-Encoding") == "gzip" else None
        body = bytearray()
        while piece := response.read1(STUK):
            got += len(piece)
            body += zipped.decompress(piece, MAX_BYTES + 1 - len(body)) if zipped else piece
            if len(body) > MAX_BYTES:
                raise ServerVreemd(
                    f"De server {self.basis} stuurt meer dan {MAX_BYTES // 1_000_000} MB in één keer. Er is niets opgeslagen."
                )
        if (expected.isdecimal() and got < int(expected)) or (zipped and not zipped.eof):
            raise _Kapot
        return bytes(body)

    def _own(self, volgende: str) -> str:
        """The next page: on the same server; a mirror of the user's choice may name the server that it copies."""
        if not volgende:
            return ""
        own, parts = urllib.parse.urlsplit(self.basis), urllib.parse.urlsplit(volgende)
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc) and not self.eigen_bron:
            raise ServerVreemd(f"De server {self.basis} verwijst voor het vervolg naar een andere server: {parts.netloc[:60]}.")
        return urllib.parse.urlunsplit((own.scheme, own.netloc, parts.path, parts.query, ""))


class _HttpFout(Exception):
    """An answer with a code that says no."""

    def __init__(self, code: int, body: str, retry_after: str | None) -> None:
        self.code, self.body = code, body
        self.wacht = float(retry_after) if retry_after and retry_after.strip().isdecimal() else 0.0
        super().__init__(code)


def _why_unreachable(error: OSError) -> tuple[str, bool]:
    """One Dutch sentence for what the system says in its own words, and whether this computer has no connection."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, socket.gaierror):
        return "Deze computer heeft geen internet, of kent dit adres niet.", True
    if isinstance(reason, OSError) and reason.errno in _GEEN_NET:
        return "Deze computer heeft geen internet.", True
    if isinstance(reason, TimeoutError):
        return "Er kwam op tijd geen antwoord.", False
    if isinstance(reason, ssl.SSLError):
        return "De beveiliging van de verbinding klopt niet.", False
    return "De verbinding lukt niet of valt weg.", False


def _opener(adres: str) -> urllib.request.OpenerDirector:
    """Opener with the proxies of the usual environment variables, except for a server on this machine."""
    host = urllib.parse.urlsplit(adres).hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if local else []))
