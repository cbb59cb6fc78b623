"""The real files of StatLine; skipped where they are absent. Nothing of them is in the repository."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.opendata.conftest import make_reeks

from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
from wijkmonitor.gegevens.opendata.grenzen import load_grenzen
from wijkmonitor.gegevens.opendata.koppen import groups, resolve, strip_number, topic_keys
from wijkmonitor.gegevens.opendata.laden import absent_in_store, find_columns, load_kerncijfers
from wijkmonitor.gegevens.opendata.opnemen import import_file
from wijkmonitor.gegevens.opendata.opslag import Opslag

DATA = Path(__file__).parents[2] / "wijkdata"
WIJKEN = [
    {"gebieden": ["WK051833", "WK051834", "WK051836"], "gemeente": "GM0518", "naam": "Zuidwest"},
    {"gebieden": ["WK054609"], "gemeente": "GM0546", "naam": "Stevenshof"},
    {"gebieden": ["WK048402"], "gemeente": "GM0484", "naam": "Alphen Noord"},
]


def take_in(store: Path, path: Path, **kwargs):
    return import_file(path, opslag=Opslag(store), catalogus=load_catalogus(DATA), **kwargs)


@pytest.mark.parametrize("name", ["drie_gemeenten_untyped.csv", "nederland.parquet"])
def test_real_file_gives_the_figures_that_the_project_ships(opendata, store, tmp_path, name):
    take_in(store, opendata / "rivm_50090NED" / name)
    for wijk in WIJKEN:
        shipped, stored = (load_kerncijfers(DATA, **wijk, store=folder) for folder in (tmp_path / "leeg", store))
        for naam in shipped.catalogus:
            columns = ["gebied", "jaar", "waarde", "lijn"]
            assert make_reeks(stored, naam)[columns].equals(make_reeks(shipped, naam)[columns]), naam


def test_xlsx_of_65_plus_leaves_the_figures_of_adults_alone(opendata, store):
    take_in(store, opendata / "rivm_50090NED" / "drie_gemeenten_untyped.csv")
    before = load_kerncijfers(DATA, **WIJKEN[1], store=store).digest()
    done = take_in(store, opendata / "rivm_50090NED" / "export_2012_65plus.xlsx")
    assert done.rijen == {2012: 17341}
    assert load_kerncijfers(DATA, **WIJKEN[1], store=store).digest() == before


def test_catalogue_resolves_against_the_real_tables(opendata, store):
    catalogus = load_catalogus(DATA)
    take_in(store, opendata / "rivm_50090NED" / "nederland.parquet")
    assert absent_in_store(catalogus, Opslag(store), "50090NED", [2012, 2016, 2020]) == {}
    meta = json.loads((opendata / "kwb_85984NED" / "DataProperties.json").read_text(encoding="utf-8"))
    references = [bron for i in catalogus.values() for bron in i.bronnen if bron.tabel == "85984NED"]
    assert len(references) == 16
    for bron in references:
        assert set(find_columns(bron, topic_keys(meta), meta)) == set(bron.topics)


def test_ten_topics_of_the_real_table_need_their_group(opendata):
    meta = json.loads((opendata / "kwb_85984NED" / "DataProperties.json").read_text(encoding="utf-8"))
    keys = topic_keys(meta)
    topics = [strip_number(key) for key in keys]
    twice = {topic for topic in topics if topics.count(topic) > 1}
    assert len(twice) == 10
    assert resolve("Huurwoning", keys, tabel="85984NED", groepen=groups(meta), groep="kWh") == "Huurwoning_59"


def test_profile_of_a_wijk_elsewhere_comes_from_the_national_files(opendata, store):
    take_in(store, opendata / "rivm_50090NED" / "nederland.parquet")
    take_in(store, opendata / "kwb_85984NED" / "nederland_gemeenten_wijken.csv")
    gebieden = load_gebieden(DATA)
    codes = gebieden.check(["WK034409", "WK034410"])
    kerncijfers = load_kerncijfers(DATA, gebieden=codes, gemeente="GM0344", naam="Leidsche Rijn", store=store)
    assert kerncijfers.cijfer("eenzaam", "gemeente", 2020).waarde == 48.9
    assert 40 < kerncijfers.cijfer("eenzaam", "wijk", 2020).waarde < 50
    assert any("leeftijden niet bekend" in note for note in kerncijfers.cijfer("eenzaam", "wijk", 2020).toelichting)
    assert len(gebieden.wijken()) > 3300


@pytest.mark.skipif(sys.platform != "linux", reason="leest /proc")
def test_national_table_is_taken_in_within_three_seconds_and_500_mb(opendata, store):
    # VmHWM is the peak of the program itself; ru_maxrss would also count the process that started it
    program = (
        "import re, time\n"
        "start = time.perf_counter()\n"
        "from wijkmonitor.cli import main\n"
        f"code = main(['fetch', '--bestand', {str(opendata / 'rivm_50090NED' / 'nederland.parquet')!r}, '--data', {str(DATA)!r}])\n"
        "seconds = time.perf_counter() - start\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"
        "print(code, seconds, int(peak) / 1024)\n"
    )
    tries = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout for _ in range(3)]
    results = [out.splitlines()[-1].split() for out in tries]
    assert {code for code, _, _ in results} == {"0"}
    assert min(float(seconds) for _, seconds, _ in results) < 3
    assert max(float(megabytes) for _, _, megabytes in results) < 500


def test_one_wijk_comes_from_the_national_store_in_50_ms(opendata, store):
    take_in(store, opendata / "rivm_50090NED" / "nederland.parquet")
    seconds = []
    for _ in range(6):
        start = time.perf_counter()
        load_kerncijfers(DATA, **WIJKEN[0], store=store)
        seconds.append(time.perf_counter() - start)
    assert min(seconds[1:]) < 0.050


def test_real_boundaries_give_a_map(opendata, store, tmp_path):
    (tmp_path / "grenzen").symlink_to(opendata / "wijkgrenzen_2022")
    grenzen = load_grenzen(WIJKEN[0]["gebieden"], data=tmp_path)
    assert set(grenzen.vlakken) == set(WIJKEN[0]["gebieden"])
    width = max(x for vlakken in grenzen.vlakken.values() for vlak in vlakken for x, _ in vlak[0])
    assert 3 < width < 8  # kilometres
