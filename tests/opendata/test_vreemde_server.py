"""A server that answers with anything: every answer ends in a Dutch sentence, in time, and the old figures stay."""

from __future__ import annotations

import copy
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.opendata.conftest import Handler, Server

from wijkmonitor.cli.fetch import GEEN_INTERNET, HELP_NA
from wijkmonitor.cli.fetch import run as run_fetch
from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.opendata.odata import MAX_BYTES, ODataV3
from wijkmonitor.gegevens.opendata.ophalen import Ophaaluitkomst, fetch
from wijkmonitor.gegevens.opendata.opslag import Opslag

DATA = Path(__file__).parents[2] / "wijkdata"
TABEL = "50090NED"
WOORDEN = ("Traceback", "Error", "Exception", "None", "NoneType", "dict", "list")


def attempt(server: Server, store: Path, **limits: Any) -> Ophaaluitkomst:
    """What becomes of one table when it is fetched again, after a good fetch and a new release."""

    def quick(basis: str, eigen: bool) -> ODataV3:
        return ODataV3(basis, eigen, **{"time_out": 1.0, "pogingen": 2, "wacht": 0.01, "geduld": 3.0, **limits})

    results = fetch(load_catalogus(DATA), Opslag(store), bron=server.address, server=quick)
    return next(result for result in results if result.tabel == TABEL)


def eenzaam(store: Path) -> float | None:
    figures = load_kerncijfers(DATA, gebieden=["WK900101"], gemeente="GM9001", naam="Oud-Noord", store=store)
    return figures.cijfer("eenzaam", "wijk", 2020).waarde


@pytest.fixture
def good(server: Server, store: Path) -> Server:
    assert attempt(server, store).status == "opgehaald"
    server.tables[TABEL]["TableInfos"][0]["Modified"] = "2026-05-05T02:00:00"
    return server


def check_refused(result: Ophaaluitkomst, store: Path, *said: str) -> None:
    told = " ".join(result.meldingen)
    assert result.status == "mislukt" and all(word in told for word in said), told
    assert "De cijfers die u al had, blijven staan." in told and not any(word in told for word in WOORDEN), told
    assert eenzaam(store) == 50.0


def _rows(part: str, change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[dict[str, Any]], None]:
    return lambda table: change(table[part])


SPOILS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "info without rows": lambda t: t.update(TableInfos=[1]),
    "info with a number": lambda t: t["TableInfos"][0].update(Modified=7),
    "properties are texts": lambda t: t.update(DataProperties=["Eenzaam_28"]),
    "property without ID": lambda t: t["DataProperties"][5].pop("ID"),
    "property without kind": lambda t: t["DataProperties"][5].update(Type=None),
    "no properties": lambda t: t.update(DataProperties=[]),
    "margin without key": lambda t: t["Marges"][0].pop("Key"),
    "margin is null": lambda t: t["Marges"].__setitem__(0, None),
    "age with a number": lambda t: t["Leeftijd"][0].update(Key=20300),
    "period is a list": lambda t: t["Perioden"][0].update(Key=["2020JJ00"]),
    "periods of nothing": lambda t: t.update(Perioden=[]),
    "area without key": lambda t: t["WijkenEnBuurten"][0].update(Key=None),
    "area is a number": lambda t: t["WijkenEnBuurten"][0].update(Key=9001),
    "row without a column": lambda t: [row.pop("Eenzaam_28") for row in t["UntypedDataSet"][:50]],
    "row with a list": lambda t: [row.update(Eenzaam_28=[1]) for row in t["UntypedDataSet"]],
    "text and numbers mixed": lambda t: [row.update(Eenzaam_28=1.5) for row in t["UntypedDataSet"][::2]],
    "area is null": lambda t: [row.update(Codering_3=None, ID=None, Eenzaam_28={}) for row in t["UntypedDataSet"]],
    "rows twice": lambda t: t["UntypedDataSet"].extend(copy.deepcopy(t["UntypedDataSet"])),
    "rows that contradict": lambda t: t["UntypedDataSet"].extend([{**row, "Eenzaam_28": "     1.0"} for row in t["UntypedDataSet"]]),
    "one area of seven": lambda t: t.update(UntypedDataSet=[r for r in t["UntypedDataSet"] if r["WijkenEnBuurten"] == "WK900101  "]),
    "one area and one name": lambda t: t.update(
        UntypedDataSet=[r for r in t["UntypedDataSet"] if r["WijkenEnBuurten"] == "WK900101  "],
        WijkenEnBuurten=[{"Key": "WK900101  ", "Title": "Oud-Noord"}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILS)
def test_a_table_of_another_form_is_refused_and_the_old_figures_stay(good: Server, store: Path, name: str) -> None:
    SPOILS[name](good.tables[TABEL])
    check_refused(attempt(good, store), store)
    assert not list((store / TABEL).glob(".onderweg/*/*"))  # a later attempt begins afresh


ANSWERS: dict[str, Any] = {
    "a list": [],
    "a number": 7,
    "no value": {"odata.metadata": "x"},
    "value is null": {"value": None},
    "value is an object": {"value": {"a": 1}},
    "rows are lists": {"value": [[1, 2]]},
    "next link is a number": {"value": [], "odata.nextLink": 5},
}


def _answering(server: Server, monkeypatch: pytest.MonkeyPatch, send: Callable[[Handler], None], part: str = "DataSet") -> None:
    """Requests for `part` of the table are answered by `send`."""
    real = Handler._answer

    def answer(self: Handler, state: Server) -> None:
        send(self) if TABEL in self.path and part in self.path else real(self, state)

    monkeypatch.setattr(Handler, "_answer", answer)


def _raw(handler: Handler, body: bytes, **headers: str) -> None:
    handler.send_response(200)
    for key, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(key.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("part", ["DataSet", "TableInfos", "DataProperties", "WijkenEnBuurten"])
def test_an_answer_of_another_form_is_told(
    good: Server, store: Path, monkeypatch: pytest.MonkeyPatch, part: str, name: str
) -> None:
    _answering(good, monkeypatch, lambda handler: _raw(handler, json.dumps(ANSWERS[name]).encode()), part)
    check_refused(attempt(good, store), store, "De server http://127.0.0.1")


def test_a_login_page_is_told_as_one(good: Server, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _answering(good, monkeypatch, lambda handler: _raw(handler, b"<!doctype html><form>"))
    check_refused(attempt(good, store), store, "een webpagina", "inloggen")


def _by_bytes(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def _without_end(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" " * 1_000_000)


BOM = gzip.compress(bytes(MAX_BYTES + 1), 1)
SENDERS: dict[str, tuple[Callable[[Handler], None], str]] = {
    "one byte at a time": (_by_bytes, "Er kwam op tijd geen antwoord."),
    "headers by the byte": (lambda h: [h.wfile.write(b"HTTP/1.1 200 OK\r\n") or time.sleep(0.2) for _ in range(60)] and None, ""),
    "endless body": (_without_end, "MB in één keer"),
    "gzip bomb": (lambda h: _raw(h, BOM, Content_Encoding="gzip"), "MB in één keer"),
    "gzip that is none": (lambda h: _raw(h, b"nee", Content_Encoding="gzip"), "niet heel"),
    "bad length": (lambda h: _raw(h, b'{"value": []}', Content_Length="veel"), ""),
    "negative length": (lambda h: _raw(h, b'{"value": []}', Content_Length="-5"), ""),
    "deeply nested": (lambda h: _raw(h, b"[" * 1_000_000), ""),
    "no text": (lambda h: _raw(h, b'{"value": [{"a": "\xff\xfe"}]}'), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SENDERS)
def test_an_answer_without_end_or_length_ends_in_time(
    good: Server, store: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    send, said = SENDERS[name]
    _answering(good, monkeypatch, send)
    begin = time.monotonic()
    check_refused(attempt(good, store), store, said)
    assert time.monotonic() - begin < 20  # two years at a time, three seconds each


def test_patience_for_two_dead_servers_is_within_two_minutes() -> None:
    assert 2 * ODataV3("x").geduld < 120 and ODataV3("x").time_out < ODataV3("x").geduld


def test_a_next_link_to_itself_or_to_another_host_is_refused(good: Server, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def again(handler: Handler) -> None:
        _raw(
            handler,
            json.dumps(
                {"value": good.tables[TABEL]["UntypedDataSet"][:1], "odata.nextLink": good.address + handler.path}
            ).encode(),
        )

    _answering(good, monkeypatch, again)
    check_refused(attempt(good, store), store, "in een kring rond")
    nowhere = json.dumps({"value": [], "odata.nextLink": f"{good.address}/ODataFeed/odata/X/Y"}).encode()
    _answering(good, monkeypatch, lambda handler: _raw(handler, nowhere))
    check_refused(attempt(good, store), store, "in een kring rond")
    official = ODataV3("https://opendata.cbs.nl")
    with pytest.raises(Exception, match=r"verwijst voor het vervolg naar een andere server: elders\.nl"):
        official._own("https://elders.nl/ODataFeed/odata/x")


@pytest.mark.parametrize(("address", "hint"), [("http://127.0.0.1:9", HELP_NA), ("http://bestaat.invalid", GEEN_INTERNET)])
def test_no_internet_is_asked_only_where_there_is_none(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys, address: str, hint: str
) -> None:
    import argparse

    monkeypatch.setattr("time.sleep", lambda seconds: None)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    args = argparse.Namespace(jaar=None, bron=address, bestand=None, tabel=None, data=DATA)
    assert run_fetch(args) == 1
    assert [line for line in capsys.readouterr().err.splitlines() if "StatLine" in line and "--bestand" in line] == [hint]


def test_a_success_is_not_followed_by_a_question_about_internet(server: Server, store: Path, capsys) -> None:
    import argparse

    args = argparse.Namespace(jaar=None, bron=server.address, bestand=None, tabel=None, data=DATA)
    run_fetch(args)
    said = "".join(capsys.readouterr())
    assert "50090NED   opgehaald" in said and "internet" not in said
