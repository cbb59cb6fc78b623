"""What the runs remember of each other: whole, in the same form, and small for hundreds of wijken."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

from wijkmonitor.draaien.collect import write_run_files
from wijkmonitor.draaien.staat import BEVINDINGEN, RUN, Documentstand, Staat

DAG = "2022-12-31"
KOP = {"peildatum": DAG, "wijken": {"wijk-1": []}}


def stand(number: int, words: int = 3) -> Documentstand:
    rows = [{"wijk": f"wijk-{number}", "document": "1-bereik", "id": f"b-{row}", "kop": "één woord " * words} for row in range(5)]
    return Documentstand(
        f"wijk-{number}", "1-bereik", "klaar", basis="a", bevindingen=tuple(json.dumps(row, ensure_ascii=False) for row in rows)
    )


def test_what_is_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / DAG
    write_run_files(folder, [stand(1), stand(2)], KOP)

    assert Staat(folder).standen == {("wijk-1", "1-bereik"): stand(1), ("wijk-2", "1-bereik"): stand(2)}
    assert Staat(folder).kop == KOP
    assert [row["id"] for row in json.loads((folder / BEVINDINGEN).read_text(encoding="utf-8"))] == [
        f"b-{n}" for n in range(5)
    ] * 2
    assert len(json.loads((folder / RUN).read_text(encoding="utf-8"))["documenten"]) == 2


def test_a_folder_without_documents_is_a_list_of_none(tmp_path: Path) -> None:
    write_run_files(tmp_path / DAG, [], KOP)

    assert Staat(tmp_path / DAG).standen == {}
    assert json.loads((tmp_path / DAG / BEVINDINGEN).read_text(encoding="utf-8")) == []


def test_hundreds_of_wijken_take_little_more_memory_than_their_file(tmp_path: Path) -> None:
    write_run_files(tmp_path / DAG, [stand(number, words=150) for number in range(400)], KOP)
    size = (tmp_path / DAG / BEVINDINGEN).stat().st_size

    tracemalloc.start()
    staat = Staat(tmp_path / DAG)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    write_run_files(tmp_path / "weer", list(staat.standen.values()), KOP)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 1.5 * size
    assert peak - kept < 0.2 * size
