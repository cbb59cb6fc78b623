"""Collect: what the documents found, in the files of the whole run, and for the documents that build on others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from wijkmonitor.draaien.plan import VERZAMELD, Kennis, Planregel, follows, verzameld_path
from wijkmonitor.draaien.staat import BEVINDINGEN, RUN, Documentstand, known_files, read_json, write_list
from wijkmonitor.draaien.taak import Taakuitkomst
from wijkmonitor.schrijven import write_whole
from wijkmonitor.uitgevoerd import shown_findings


def gather_for(line: Planregel, kennis: Kennis, folder: Path) -> None:
    """Write the file `verzameld` for a document that builds on others: all they say, from their executed notebooks. One
    document at a time, so that hundreds of wijken take no more memory than one."""
    write_whole(verzameld_path(folder, line), _gathered(line, kennis, folder))


def _gathered(line: Planregel, kennis: Kennis, folder: Path) -> Iterator[str]:
    yield f'{{"peildatum": {json.dumps(kennis.peildatum)}, "documenten": ['
    for number, document in enumerate(_said(line, kennis, folder)):
        yield (",\n" if number else "\n") + json.dumps(document, ensure_ascii=False)
    yield "]}\n"


def _said(line: Planregel, kennis: Kennis, folder: Path) -> Iterator[dict[str, Any]]:
    """What each document says that this one builds on, as far as it is there; without drawings, which no page of it shows."""
    for wijk, name in follows(kennis, line.soort, line.wijk):
        stand = kennis.standen.get((wijk, name))
        if stand is not None and stand.status in ("klaar", "verouderd") and (wijk, name) in kennis.heel:
            cells = read_json(folder / wijk / f"{name}.ipynb").get("cells", [])
            findings = [dict(data) | {"figuur": None, "extra_figuren": []} for data in shown_findings(cells)]
            yield {"wijk": wijk, "document": name, "inhoud": dict(stand.inhoud), "bevindingen": findings}


def forget_gathered(folder: Path) -> None:
    """Take away what was gathered: the documents that needed it are made, and it is gathered anew each time."""
    shutil.rmtree(folder / VERZAMELD, ignore_errors=True)


def write_run_files(folder: Path, standen: Sequence[Documentstand], kop: dict[str, Any]) -> None:
    """bevindingen.json and run.json of the whole folder."""
    write_list(folder / BEVINDINGEN, (row for stand in standen if stand.status == "klaar" for row in stand.bevindingen))
    head = json.dumps(kop, ensure_ascii=False, indent=1).removesuffix("\n}")
    write_list(folder / RUN, (_entry(stand, folder) for stand in standen), begin=f'{head},\n "documenten": [', end="]}")


def _entry(stand: Documentstand, folder: Path) -> str:
    """A document in run.json. ouder: the report that lies there was not made for this state of the records."""
    name = stand.document if stand.wijk else stand.document.partition("-")[2]
    older = stand.status != "klaar" and (folder / stand.wijk / f"{name}.html").exists()
    entry = {key: value for key, value in vars(stand).items() if key != "bevindingen"}
    return json.dumps(entry | {"ouder": older}, ensure_ascii=False)


def stand_of(line: Planregel, result: Taakuitkomst, folder: Path, peildatum: str) -> Documentstand:
    """How the document stands after this result."""
    if not result.gelukt:
        return Documentstand(line.wijk, line.soort.naam, "mislukt", result.reden, seconden=result.seconden)
    return Documentstand(
        wijk=line.wijk,
        document=line.soort.naam,
        status="klaar",
        basis=line.basis,
        invoer=line.invoer,
        plak=line.plak,
        bestanden=known_files(folder, result.bestanden),
        seconden=result.seconden,
        geheugen_mb=result.geheugen_mb,
        inhoud=result.document,
        bevindingen=tuple(json.dumps(row | {"peildatum": peildatum}, ensure_ascii=False) for row in result.bevindingen),
    )
