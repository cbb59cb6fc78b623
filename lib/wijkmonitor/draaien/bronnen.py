"""What work must be made from, and whether that is what lies here: the same records, notebook, library and versions."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from wijkmonitor.draaien import invoer
from wijkmonitor.draaien.invoer import Bestanden, read_bestanden
from wijkmonitor.draaien.taak import Bronnen, Werk
from wijkmonitor.geheugen import digest_file


def look_up(
    data: Path | None = None,
    wijken: Sequence[str] = (),
    *,
    bestanden: Bestanden | None = None,
    leest: tuple[str, ...] | None = None,
    los: Iterable[Path] = (),
) -> Bronnen:
    """The sources of one unit of work as they are here: the files of these wijken, without tables that are not in `leest`."""
    return Bronnen(
        machine=platform.node(),
        bibliotheek=invoer.digest_library(),
        versies=invoer.versions(),
        data=str(data or ""),
        wijken=tuple(wijken),
        leest=leest,
        bestanden=bestanden.gelezen(leest, wijken) if bestanden else {},
        los=_digests(los),
    )


def what_differs(werk: Werk) -> str:
    """In Dutch the first thing that is not as the work asks; empty where all is the same. Names the file and the machine."""
    asked = werk.bronnen
    if asked is None:
        return ""
    here = platform.node() or "deze machine"
    if asked.bibliotheek != invoer.digest_library():
        return _library(asked, here)
    if changed := _first(asked.versies, invoer.versions()):
        name, wanted, found = changed
        return f"{name} is op {here} {found or 'er niet'}, op {asked.machine} {wanted}; installeer overal dezelfde versie"
    if changed := _first({**asked.bestanden, **asked.los}, {**_files(asked), **_digests(map(Path, asked.los))}):
        name, wanted, found = changed
        return _file(name, asked, here, "is anders" if wanted and found else "staat er niet" if wanted else "staat er te veel")
    return ""


def _library(asked: Bronnen, here: str) -> str:
    if here == asked.machine:
        return "wijkmonitor zelf is veranderd tijdens de run; draai opnieuw"
    return (
        f"{here} heeft een andere wijkmonitor dan {asked.machine}; zet overal dezelfde neer, start de workers opnieuw en "
        "draai opnieuw"
    )


def _file(name: str, asked: Bronnen, here: str, what: str) -> str:
    name = PurePath(name).name if name in asked.los else name
    if here == asked.machine:
        return f"het bestand {name} is veranderd tijdens de run; draai opnieuw"
    return f"het bestand {name} {what} op {here}, vergeleken met {asked.machine}; laat alle machines dezelfde map gebruiken"


def _files(asked: Bronnen) -> Mapping[str, str]:
    return read_bestanden(Path(asked.data), asked.wijken).gelezen(asked.leest, asked.wijken) if asked.data else {}


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {str(path): digest_file(path) if path.exists() else "" for path in paths}


def _first(asked: Mapping[str, str], found: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The first name that differs, with what was asked and what is there."""
    for name in sorted(asked.keys() | found.keys()):
        if asked.get(name, "") != found.get(name, ""):
            return name, asked.get(name, ""), found.get(name, "")
    return None
