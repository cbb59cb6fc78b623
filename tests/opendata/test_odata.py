"""The client against a server with the quirks of the real ones."""

from __future__ import annotations

import socket
import urllib.error

import pytest

from wijkmonitor import __version__
from wijkmonitor.gegevens.opendata.odata import BestaatNiet, ODataV3, ServerFout, ServerWeg


def client(server, **kwargs) -> ODataV3:
    return ODataV3(server.address, **{"wacht": 0.01, "time_out": 5.0, "pogingen": 4, **kwargs})


def rows_of(server, **kwargs) -> list[dict]:
    return [row for page in client(server, **kwargs).pages("50090NED", "UntypedDataSet") for row in page.rijen]


def test_feed_follows_next_link_to_the_last_page(server):
    server.page = 75
    rows = rows_of(server)
    assert [row["ID"] for row in rows] == list(range(189))  # 3 years x 3 ages x 3 margins x 7 areas
    assert len(server.feed_requests()) == 3


def test_next_link_is_sent_as_it_stands(server):
    server.page = 75
    rows_of(server)
    assert all(path.count("%24format") == 1 for path in server.feed_requests())  # twice makes the server fail


def test_part_above_the_limit_of_the_api_comes_from_the_feed(server):
    server.limit = 5
    assert len(client(server).part("50090NED", "WijkenEnBuurten")) == 7
    assert [path.split("/")[1] for path in server.asked] == ["ODataApi", "ODataFeed"]


@pytest.mark.parametrize("trouble", ["503", "kapot", "halverwege"])
def test_passing_trouble_is_tried_again_without_losing_or_doubling_rows(server, trouble):
    server.page, server.troubles = 75, ["", trouble, trouble]
    assert [row["ID"] for row in rows_of(server)] == list(range(189))
    assert len(server.feed_requests()) == 5


def test_slow_answer_is_asked_again_after_the_time_out(server):
    server.troubles = ["traag"]
    assert len(rows_of(server, time_out=0.2)) == 189


def test_lasting_trouble_is_an_error_that_names_server_and_cause(server):
    server.always = "503"
    with pytest.raises(ServerFout, match=r"127\.0\.0\.1.*HTTP 503.*4 keer"):
        rows_of(server)
    assert len(server.feed_requests()) == 4


def test_unknown_table_is_not_asked_for_twice(server):
    with pytest.raises(BestaatNiet, match="99999NED"):
        list(client(server).pages("99999NED", "TypedDataSet"))
    assert len(server.asked) == 1


def test_server_that_is_down_is_told_apart(server):
    with pytest.raises(ServerWeg, match="niet te bereiken"):
        ODataV3("http://127.0.0.1:9", wacht=0.01, pogingen=2).part("50090NED", "TableInfos")


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (socket.gaierror(-2, "Name or service not known"), "Deze computer heeft geen internet, of kent dit adres niet."),
        (TimeoutError("timed out"), "Er kwam op tijd geen antwoord."),
        (ConnectionResetError(104, "Connection reset by peer"), "De verbinding lukt niet of valt weg."),
    ],
)
def test_trouble_with_the_network_is_told_in_our_own_words(monkeypatch, trouble, said):
    def fail(self, adres):
        raise urllib.error.URLError(trouble)

    monkeypatch.setattr(ODataV3, "_read", fail)
    with pytest.raises(ServerWeg) as told:
        ODataV3("https://opendata.cbs.nl", wacht=0.01, pogingen=2).part("50090NED", "TableInfos")
    assert said in str(told.value) and "rrno" not in str(told.value) and str(trouble) not in str(told.value)


def test_client_says_who_it_is(server):
    client(server).part("50090NED", "TableInfos")
    assert all(agent.startswith(f"wijkmonitor/{__version__} ") for agent in server.agents)


def test_next_link_stays_on_the_server_of_the_users_choice(server):
    own = ODataV3(server.address, eigen_bron=True)
    assert (
        own._own("https://dataderden.cbs.nl/ODataFeed/odata/X/Y?%24skip=5") == f"{server.address}/ODataFeed/odata/X/Y?%24skip=5"
    )


def test_proxy_of_the_environment_is_used_for_other_machines(server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.address)
    rows = ODataV3("http://statline.invalid", wacht=0.01, pogingen=1).part("50090NED", "TableInfos")
    assert rows[0]["Identifier"] == "50090NED"
    assert server.asked[0].startswith("http://statline.invalid/")


def test_server_on_this_machine_needs_no_proxy(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert client(server).part("50090NED", "TableInfos")
