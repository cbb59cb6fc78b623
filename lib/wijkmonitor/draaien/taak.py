"""The unit of work, what it must be made from, and what comes back from it: plain values that travel to another process or machine.

Whoever does the work elsewhere can tell whether what lies there is the same: records, notebook, library and versions.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, Literal

from wijkmonitor.draaien import invoer, redenen
from wijkmonitor.draaien.invoer import Bestanden, read_bestanden
from wijkmonitor.geheugen import digest_file

Kernel = Literal["shell", "spawn"]
Waarde = str | int | float | bool

EXPORT = "wijkmonitor.paginas.exporter:make_pages"
TOETS = "wijkmonitor.draaien.wijkcontrole:toets_wijk"
VOORBLAD = "wijkmonitor.draaien.voorblad:write_index"
GEBIEDEN = "wijkmonitor.gegevens.opendata.gebieden:all_areas"
TIJDSLIMIET = 300.0
GEHEUGEN = 4000  # MB that one unit of work may use


@dataclass(frozen=True)
class Bronnen:
    """What a unit of work must be made from, by content: whoever does it elsewhere can tell whether he has the same.

    machine: where that was looked up. data: the folder with records; wijken and leest say which files count
    (`Bestanden.gelezen`), bestanden gives their digests. los: other files by whole path, such as the notebook.
    bibliotheek is the digest of our own source, versies are those of the libraries.
    """

    machine: str
    bibliotheek: str
    versies: Mapping[str, str]
    data: str = ""
    wijken: tuple[str, ...] = ()
    leest: tuple[str, ...] | None = None
    bestanden: Mapping[str, str] = field(default_factory=dict)
    los: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taak:
    """One document to make: which notebook, with which parameters, to which folder.

    map_uit and werkmap are absolute paths; tijdslimiet is in seconds, geheugen_mb in MB (0 is no limit); run marks the temporary files of one run;
    export names the function notebook -> pages as `module:function`, by what comes after the name of the document. naast: the documents of the same wijk to which its pages have links. drukker is the browser that prints the page as
    PDF too, empty for a page that stays HTML.
    """

    wijk: str
    document: str
    notebook: str
    parameters: Mapping[str, Waarde]
    map_uit: str
    werkmap: str
    run: str = "run"
    tijdslimiet: float = TIJDSLIMIET
    kernel: Kernel = "shell"
    export: str = EXPORT
    naast: tuple[str, ...] = ()
    drukker: str = ""
    bronnen: Bronnen | None = None
    geheugen_mb: int = GEHEUGEN

    @property
    def naam(self) -> str:
        """Name in messages: `stevenshof/1-bereik`."""
        return f"{self.wijk}/{self.document}" if self.wijk else self.document

    @property
    def stam(self) -> str:
        """Name of its files: that of the document, without number where it is about all wijken."""
        return self.document if self.wijk else self.document.partition("-")[2]

    def bestand(self, suffix: str) -> Path:
        """Output file of this document: suffix `.html` or `.ipynb`."""
        return Path(self.map_uit) / f"{self.stam}{suffix}"

    def tijdelijk(self, suffix: str) -> Path:
        """File beside the output, renamed when it is complete."""
        return Path(self.map_uit) / f".{self.stam}.{self.run}.tmp{suffix}"

    def remove_temporary(self) -> None:
        """Remove what was half written."""
        for path in Path(self.map_uit).glob(f".{self.stam}.{self.run}.tmp*"):
            path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Toets:
    """One wijk whose records are to be checked before its documents are made."""

    wijk: str
    data: str
    peildatum: str
    werkmap: str
    tijdslimiet: float = TIJDSLIMIET
    functie: str = TOETS
    bronnen: Bronnen | None = None
    geheugen_mb: int = GEHEUGEN

    @property
    def naam(self) -> str:
        """Name in messages."""
        return f"{self.wijk}: gegevens"


@dataclass(frozen=True)
class Opgave:
    """A call of one function with one folder, to be done where the libraries are loaded: the index, the list of areas.

    functie names it as `module:function`.
    """

    functie: str
    map: str
    werkmap: str
    tijdslimiet: float = TIJDSLIMIET
    bronnen: Bronnen | None = None
    geheugen_mb: int = GEHEUGEN

    @property
    def naam(self) -> str:
        """Name in messages."""
        return self.functie.partition(":")[2]


Werk = Taak | Toets | Opgave


@dataclass(frozen=True)
class Uitkomst:
    """What came of a unit of work. reden is empty when it succeeded, otherwise one Dutch sentence or two."""

    naam: str
    reden: str = ""

    @property
    def gelukt(self) -> bool:
        """Whether it succeeded: what was asked is there, complete and new."""
        return not self.reden


@dataclass(frozen=True)
class Taakuitkomst(Uitkomst):
    """What came of one document.

    bevindingen are rows of bevindingen.json;
    document is what the notebook says about itself; bestanden maps file name -> sha256. seconden is wall time,
    geheugen_mb the highest memory of the process that made it. opmerking tells what is missing although it succeeded.
    """

    bevindingen: tuple[dict[str, Any], ...] = ()
    document: dict[str, Any] = field(default_factory=dict)
    bestanden: Mapping[str, str] = field(default_factory=dict)
    seconden: float = 0.0
    geheugen_mb: float = 0.0
    opmerking: str = ""


@dataclass(frozen=True)
class ToetsUitkomst(Uitkomst):
    """The faults in the records of one wijk, in Dutch; its newest date; per document a digest of the rows it sees on peildatum."""

    wijk: str = ""
    fouten: tuple[str, ...] = ()
    nieuwste: str = ""
    peildatum: str = ""
    plakken: Mapping[str, str] = field(default_factory=dict)

    @property
    def gelukt(self) -> bool:
        """Whether the records of the wijk can be used."""
        return not self.fouten and not self.reden


@dataclass(frozen=True)
class Opgaveantwoord(Uitkomst):
    """What the function of an Opgave gave."""

    waarde: Any = None


Resultaat = Taakuitkomst | ToetsUitkomst | Opgaveantwoord


def lost(werk: Werk, reden: str) -> Resultaat:
    """The result of work whose process did not answer; its half-written files are removed."""
    if isinstance(werk, Toets):
        return ToetsUitkomst(werk.naam, reden, werk.wijk)
    if isinstance(werk, Opgave):
        return Opgaveantwoord(werk.naam, reden)
    werk.remove_temporary()
    return Taakuitkomst(werk.naam, reden)


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
        if here == asked.machine:
            return redenen.zin("bibliotheek_veranderd")
        return redenen.zin("bibliotheek_anders", hier=here, machine=asked.machine)
    if changed := _first(asked.versies, invoer.versions()):
        name, wanted, found = changed
        return redenen.zin(
            "versie_anders", naam=name, hier=here, hier_is=found or "er niet", machine=asked.machine, daar_is=wanted
        )
    files = read_bestanden(Path(asked.data), asked.wijken).gelezen(asked.leest, asked.wijken) if asked.data else {}
    if changed := _first({**asked.bestanden, **asked.los}, {**files, **_digests(map(Path, asked.los))}):
        name, wanted, found = changed
        name = PurePath(name).name if name in asked.los else name
        if here == asked.machine:
            return redenen.zin("bestand_veranderd", naam=name)
        what = "is anders" if wanted and found else "staat er niet" if wanted else "staat er te veel"
        return redenen.zin("bestand_anders", naam=name, wat=what, hier=here, machine=asked.machine)
    return ""


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {str(path): digest_file(path) if path.exists() else "" for path in paths}


def _first(asked: Mapping[str, str], found: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The first name that differs, with what was asked and what is there."""
    for name in sorted(asked.keys() | found.keys()):
        if asked.get(name, "") != found.get(name, ""):
            return name, asked.get(name, ""), found.get(name, "")
    return None
