"""Headlines of the profile are whole sentences, also with the longest names there are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from wijkmonitor.bevinding.model import MAX_WOORDEN_KOP
from wijkmonitor.vragen.bouw import choose_kop
from wijkmonitor.vragen.teksten import Bevindingtekst

CATALOGUS = tomllib.loads((Path(__file__).parents[2] / "wijkdata" / "catalogus.toml").read_text(encoding="utf-8"))
LANG = max((item["naam"] for item in CATALOGUS["indicator"].values()), key=lambda name: len(name.split()))
AMOUNTS = dict.fromkeys(("vergelijking", "laag", "hoog", "van", "naar"), "41,5")
PLACES = {"gemeente": "Nuenen, Gerwen en Nederwetten", "toen": "2016", "nu": "2022"}
BLOCKS = ("sociaaleconomisch", "gezondheid", "psychosociaal")


@pytest.mark.parametrize("id", ["themas", "trend", "buurten", "kaart", *BLOCKS])
def test_the_longest_name_is_not_cut(id: str) -> None:
    tekst, words = Bevindingtekst("0-wijkprofiel", f"wijkprofiel-{id}"), AMOUNTS | PLACES | {"indicator": LANG}
    words["wijk"] = "41,5 van de 100" if id in BLOCKS else "41,5"
    for kind in ("bekend", "gelijk") if id == "buurten" else ("bekend",):
        whole = tekst.zin(f"kop.{kind}", **words)
        assert len(whole.split()) > MAX_WOORDEN_KOP, "or this tests nothing"
        assert choose_kop(tekst, kind, **words).endswith(("41,5", "100"))
