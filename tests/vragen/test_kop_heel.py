"""Headlines of the profile are whole sentences, also with the longest names there are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from wijkmonitor.bevinding.model import MAX_WOORDEN_KOP
from wijkmonitor.vragen.bouw import shorten_kop
from wijkmonitor.vragen.teksten import load_teksten

CATALOGUS = tomllib.loads((Path(__file__).parents[2] / "wijkdata" / "catalogus.toml").read_text(encoding="utf-8"))
LANG = max((item["naam"] for item in CATALOGUS["indicator"].values()), key=lambda name: len(name.split()))
WOORDEN = {"indicator": LANG, "gemeente": "Nuenen, Gerwen en Nederwetten", "vergelijking": "41,5", "laag": "37,5",
           "hoog": "66,5", "van": "37,5", "naar": "41,5", "toen": "2016", "nu": "2022"}  # fmt: skip
KORT = {
    "wijkprofiel-themas": ("bekend", "kort"),
    "wijkprofiel-gezondheid": ("bekend", "kort"),
    "wijkprofiel-psychosociaal": ("bekend", "kort"),
    "wijkprofiel-trend": ("bekend", "kort"),
    "wijkprofiel-buurten": ("bekend", "bekend_kort"),
    "wijkprofiel-kaart": ("bekend", "kort"),
}


@pytest.mark.parametrize(("id", "kinds"), [*KORT.items(), ("wijkprofiel-buurten", ("gelijk", "gelijk_kort"))])
def test_the_longest_name_is_not_cut(id: str, kinds: tuple[str, str]) -> None:
    assert len(LANG.split()) == 8
    texts = load_teksten("0-wijkprofiel")
    area = "41,5" if id == "wijkprofiel-themas" else "41,5 van de 100"
    whole = [texts.zin(f"{id}.kop.{kind}", **WOORDEN, wijk=area) for kind in kinds]
    assert len(whole[0].split()) > MAX_WOORDEN_KOP and shorten_kop(*whole) == whole[1]
