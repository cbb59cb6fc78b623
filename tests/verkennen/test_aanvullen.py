"""What a student sees who presses Tab, forgets an argument, or names a column that is not there: in a real kernel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parents[2]
NODIG = """from wijkmonitor import geen_bevinding, load_dossier, maak_bevinding, open_rapport, stats
from wijkmonitor.vragen import bereik
dossier = load_dossier("voorbeeldwijk")"""


class Kernel:
    def __init__(self) -> None:
        self.beheer, self.klant = start_new_kernel(kernel_name="python3", cwd=str(ROOT))

    def tab(self, code: str) -> list[str]:
        """What Tab offers at the end of this."""
        wanted = self.klant.complete(code, len(code))
        while (message := self.klant.get_shell_msg(timeout=60))["parent_header"].get("msg_id") != wanted:
            pass
        found: list[str] = message["content"]["matches"]
        return found

    def error(self, code: str) -> str:
        """The error that a cell ends with; "" without one."""
        found: list[str] = []

        def listen(message: dict[str, Any]) -> None:
            if message["msg_type"] == "error":
                found.append(message["content"]["evalue"])

        self.klant.execute_interactive(code, output_hook=listen, timeout=120)
        return "".join(found)


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    kernel = Kernel()
    assert kernel.error(NODIG) == ""
    yield kernel
    kernel.klant.stop_channels()
    kernel.beheer.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    ("code", "namen"),
    [
        ('dossier.tabel("a', ["aanbod", "activiteiten"]),
        ("rijen = dossier.tabel('d", ["deelname", "doorverwijzingen"]),
        ('dossier.heeft("st', ["stellingen", "stickerbord"]),
        ('maak_bevinding("eigen", bron="act', ["activiteiten"]),
        ('open("READM', ["README.md"]),
    ],
)
def test_tab_between_the_quotes_names_the_tables_and_nothing_else(kernel: Kernel, code: str, namen: list[str]) -> None:
    assert kernel.tab(code) == namen


@pytest.mark.parametrize(
    ("code", "zin"),
    [
        ('open_rapport("1-bereik", "voorbeeldwijk")', "Schrijf het zo: open_rapport(naam, wijk=..., peildatum=None"),
        (
            'maak_bevinding(kop="Zoveel")',
            "Schrijf het zo: maak_bevinding(id, dossier, schatting, telling, bron=..., kop=..., rijen",
        ),
        ('geen_bevinding("eigen", dossier)', "Schrijf het zo: geen_bevinding(id, dossier, bron=..., wat=..., reden='')"),
        ("stats.proportion(18, 100, confidence=95)", "een getal tussen 0 en 1. 95% schrijft u als 95/100."),
        (
            'bereik.compare_met_nodig(bereik.compare_with_inwoners(bereik.count_deelnemers(dossier)), nood={"geld": "rondkomen"})',
            "Dit cijfer staat niet in catalogus.toml",
        ),
        (
            'dossier.tabel("activiteiten").groupby("plek").size()',
            "De kolom plek is er niet. Kies uit: datum, activiteit, setting",
        ),
        ('dossier.tabel("activiteiten").groupby(["setting", "plek"]).size()', "De kolom plek is er niet."),
        ('dossier.tabel("deelname").dropna(subset=["leeftijd"])', "De kolom leeftijd is er niet. Kies uit: deelnemer"),
        ('dossier.tabel("activiteiten").sort_values("bezoeker")', "De kolom bezoeker is er niet."),
        (
            'dossier.tabel("deelname").merge(dossier.tabel("activiteiten"), on="buurt")',
            "De kolom buurt is er niet. Kies uit: datum, activiteit",
        ),
    ],
)
def test_an_error_says_in_dutch_what_to_do(kernel: Kernel, code: str, zin: str) -> None:
    assert zin in kernel.error(code)


def test_pandas_goes_on_as_it_does(kernel: Kernel) -> None:
    assert kernel.error('rijen = dossier.tabel("activiteiten")\nrijen.groupby(rijen["datum"].dt.year)["bezoekers"].sum()') == ""
    assert kernel.error('rijen.groupby(["setting"]).size().sort_values()\nrijen.sort_values(["setting", "datum"])') == ""
