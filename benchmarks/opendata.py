"""Open statistics: how long a national table takes to import, and one wijk to load from it.

    python benchmarks/opendata.py [folder with the StatLine files]

Aims on two cores: 138,728 rows in less than 3 s with a peak below 500 MB; one wijk in at most 50 ms, warm.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIJK = {"gebieden": ["WK051833", "WK051834", "WK051836"], "gemeente": "GM0518", "naam": "Zuidwest"}


def main() -> int:
    """Print one line per measurement; exit code 1 when an aim is missed, 2 when the files are not there."""
    default = os.environ.get("WIJKMONITOR_OPENDATA", str(ROOT.parent / "shared" / "opendata"))
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default)
    if not folder.is_dir():
        print(f"{folder} is not there: name the folder with the StatLine files")
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        seconds, rows = measure_import(folder, Path(temporary))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cold, warm = measure_wijk(Path(temporary))
    print(f"import of {rows:,} rows, libraries included: {seconds:.2f} s, peak {peak:.0f} MB")
    print(f"one wijk from the national store: {1000 * cold:.0f} ms first, {1000 * warm:.1f} ms warm (median of 20)")
    return int(seconds > 3 or peak > 500 or warm > 0.050)


def measure_import(folder: Path, store: Path) -> tuple[float, int]:
    """Seconds and rows of the national table of RIVM."""
    start = time.perf_counter()
    from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
    from wijkmonitor.gegevens.opendata.opnemen import import_file
    from wijkmonitor.gegevens.opendata.opslag import Opslag

    catalogus = load_catalogus(ROOT / "wijkdata")
    done = import_file(folder / "rivm_50090NED" / "nederland.parquet", opslag=Opslag(store), catalogus=catalogus)
    return time.perf_counter() - start, sum(done.rijen.values())


def measure_wijk(store: Path) -> tuple[float, float]:
    """Seconds of the first load and the median of the next twenty."""
    from wijkmonitor.gegevens.opendata.laden import load_kerncijfers

    seconds = []
    for _ in range(21):
        start = time.perf_counter()
        load_kerncijfers(ROOT / "wijkdata", **WIJK, store=store)
        seconds.append(time.perf_counter() - start)
    return seconds[0], statistics.median(seconds[1:])


if __name__ == "__main__":
    sys.exit(main())
