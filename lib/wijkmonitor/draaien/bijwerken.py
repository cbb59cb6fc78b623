"""Bring the documents of one peildatum up to date: plan a stage, let it be made, remember it, collect."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wijkmonitor.documenten import Documentsoort
from wijkmonitor.draaien import collect, redenen
from wijkmonitor.draaien.invoer import (
    Bestanden,
    digest,
    digest_library,
    read_bestanden,
    read_modules,
    read_name,
    read_notebook,
    shown_path,
    versions,
)
from wijkmonitor.draaien.plan import (
    Kennis,
    Opdracht,
    Planregel,
    Sleutel,
    asked_for,
    is_current,
    make_plan,
    make_taak,
    make_toets,
    same_basis,
    stages,
    verzameld_path,
)
from wijkmonitor.draaien.pool import Uitvoerder
from wijkmonitor.draaien.staat import INDEX, RUN, Documentstand, Staat, arrived, earlier_folders
from wijkmonitor.draaien.taak import Opgave, Opgaveantwoord, Taak, Taakuitkomst, Toets, ToetsUitkomst, look_up
from wijkmonitor.gegevens.opendata.gebiedscode import is_gebied
from wijkmonitor.geheugen import digest_file
from wijkmonitor.schrijven import remove_leftovers


class Melder:
    """Is told how the run goes; this one keeps silent."""

    def begin(self, total: int) -> None:
        """So many documents start now."""

    def ready(self, naam: str, reden: str) -> None:
        """One document is ready; reden is empty when it succeeded."""

    def end(self) -> None:
        """The documents are ready."""


@dataclass
class Verslag:
    """What a run did. fouten: wijk -> its faults in Dutch; niet_gelezen: wijk -> why nobody looked at its records; mislukt: document -> reason; opmerkingen: document -> what
    is missing although it was made. zonder_pdf: pages that could not be printed, for want of a browser. waarom_spawn: why
    the documents were made in kernels of their own, which takes longer."""

    peildatum: str
    folder: Path
    klaar: list[str] = field(default_factory=list)
    ongewijzigd: list[str] = field(default_factory=list)
    mislukt: dict[str, str] = field(default_factory=dict)
    fouten: dict[str, list[str]] = field(default_factory=dict)
    niet_gelezen: dict[str, str] = field(default_factory=dict)
    opmerkingen: dict[str, str] = field(default_factory=dict)
    zonder_pdf: list[str] = field(default_factory=list)
    waarom_spawn: str = ""
    seconden: float = 0.0

    @property
    def code(self) -> int:
        """Exit code: 0 done, 1 some documents or wijken failed."""
        return 1 if self.mislukt or self.fouten or self.niet_gelezen else 0


@dataclass
class Bijwerken:
    """The documents of one peildatum folder, while they are brought up to date."""

    opdracht: Opdracht
    soorten: Mapping[str, Documentsoort]
    melder: Melder
    verslag: Verslag
    uitvoerder: Callable[[], Uitvoerder]
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    gebieden: tuple[str, ...] = ()
    plakken: dict[Sleutel, str] = field(default_factory=dict)
    gevraagd: set[Sleutel] = field(default_factory=set)

    def __call__(self, wijken: tuple[str, ...], faults: Mapping[str, list[str]], bestanden: Bestanden) -> None:
        """Make what must be made; the report says what was done."""
        remove_leftovers(self.verslag.folder)
        staat = Staat(self.verslag.folder)
        self.gevraagd = asked_for(self.opdracht, self.soorten.values(), wijken, self.gebieden)
        before = dict(staat.standen)
        current: set[Sleutel] = set()
        for group in stages(self.soorten.values()):
            kennis = self._look(wijken, bestanden, staat)
            lines = self._plan(group, kennis)
            self._tell(lines, staat)
            self._make([line for line in lines if line.staat == "maken"], kennis, staat)
            current |= {line.sleutel for line in lines if line.staat != "niet gevraagd" or _fresh(kennis, line)}
        self._finish(staat, before, current, self._kop(kennis, faults))

    def _look(self, wijken: tuple[str, ...], bestanden: Bestanden, staat: Staat) -> Kennis:
        """All that the plan looks at, as it is now."""
        before = (wijk for wijk, _ in staat.standen if wijk not in wijken and is_gebied(wijk))  # a profile of an earlier run
        whole = (key for key, stand in staat.standen.items() if stand.is_whole(staat.folder / key[0]))
        return Kennis(
            peildatum=self.verslag.peildatum,
            wijken=wijken,
            gebieden=tuple(sorted({*before, *self.gebieden})),
            soorten=self.soorten,
            bestanden=bestanden,
            notebooks={name: read_notebook(self.opdracht.notebooks / soort.notebook) for name, soort in self.soorten.items()},
            omgeving=digest([digest_library(), versions(), self.opdracht.export, read_modules(self.opdracht.notebooks)]),
            standen=staat.standen,
            heel=frozenset(whole),
            plakken=self.plakken,
            druk=bool(self.opdracht.drukker),
        )

    def _plan(self, group: Sequence[Documentsoort], kennis: Kennis) -> list[Planregel]:
        """The lines of a stage. Where files changed, the rows up to the peildatum decide."""
        lines = make_plan(kennis, group, self.gevraagd, opnieuw=self.opdracht.opnieuw)
        unsure = {line.wijk for line in lines if line.staat == "maken" and line.wijk and _only_files_changed(kennis, line)}
        if not unsure or self.opdracht.opnieuw:
            return lines
        works = [toets_of(self.opdracht, wijk, kennis.peildatum, kennis.bestanden) for wijk in sorted(unsure)]
        for result in self.uitvoerder().run(works):
            self.keep_slices(result)
        return make_plan(kennis, group, self.gevraagd)

    def keep_slices(self, result: Any) -> None:
        """Remember which rows each document sees, where the check was of the day of this run."""
        assert isinstance(result, ToetsUitkomst)
        if result.peildatum != self.verslag.peildatum:
            return
        self.plakken |= {(result.wijk, name): value for name, value in result.plakken.items()}

    def _tell(self, lines: list[Planregel], staat: Staat) -> None:
        """Note what needs no work."""
        for line in lines:
            if line.staat == "ongewijzigd":
                self.verslag.ongewijzigd.append(line.naam)
                self._note_print(line.naam, line.soort, staat.standen[line.sleutel].bestanden)
                known = replace(staat.standen[line.sleutel], status="klaar", reden="", invoer=line.invoer)
                staat.standen[line.sleutel] = known
            elif line.staat == "kan niet":
                self.verslag.mislukt[line.naam] = line.reden
                staat.standen[line.sleutel] = Documentstand(line.wijk, line.soort.naam, "mislukt", line.reden)

    def _make(self, lines: list[Planregel], kennis: Kennis, staat: Staat) -> None:
        if not lines:
            return
        for line in lines:
            if line.soort.volgt:
                collect.gather_for(line, kennis, self.verslag.folder)
        todo = {line.naam: line for line in lines}
        tasks = [self._taak(line, kennis) for line in lines]
        slices = sorted({line.wijk for line in lines if line.wijk in kennis.wijken and not line.plak})
        works = wijk_by_wijk(
            [*(toets_of(self.opdracht, wijk, kennis.peildatum, kennis.bestanden) for wijk in slices), *tasks], staat.standen
        )
        self.melder.begin(len(tasks))
        for result in self.uitvoerder().run(works):
            if isinstance(result, Taakuitkomst):
                self._keep(todo[result.naam], result, staat)
            else:
                self.keep_slices(result)
        self.melder.end()
        collect.forget_gathered(self.verslag.folder)
        self._add_slices(lines, kennis, staat)

    def _taak(self, line: Planregel, kennis: Kennis) -> Taak:
        """The unit of work of one line, with the digests of what it must be made from."""
        taak = make_taak(self.opdracht, line, kennis.peildatum, self.token)
        wijken = [line.wijk] if line.soort.per_wijk else list(kennis.bestanden.per_wijk)
        los = [Path(taak.notebook), *([verzameld_path(self.verslag.folder, line).absolute()] if line.soort.volgt else [])]
        data, files = self.opdracht.data, kennis.bestanden
        return replace(taak, bronnen=look_up(data, wijken, bestanden=files, leest=line.soort.leest, los=los))

    def _keep(self, line: Planregel, result: Taakuitkomst, staat: Staat) -> None:
        """Remember the result at once."""
        reason = result.reden
        try:
            folder = staat.folder / line.wijk
            if self.opdracht.scheduler and result.gelukt and not arrived(folder, result.bestanden):
                reason = redenen.zin("niet_aangekomen")
                result = Taakuitkomst(result.naam, reason, seconden=result.seconden)
            staat.note(collect.stand_of(line, result, folder, self.verslag.peildatum))
        except OSError as error:
            reason = reason or redenen.schijf(error)
        if reason:
            self.verslag.mislukt[line.naam] = reason
        else:
            self.verslag.klaar.append(line.naam)
            if result.opmerking:
                self.verslag.opmerkingen[line.naam] = result.opmerking
            self._note_print(line.naam, line.soort, result.bestanden)
        self.melder.ready(line.naam, reason)

    def _note_print(self, naam: str, soort: Documentsoort, bestanden: Iterable[str]) -> None:
        if soort.pdf and not self.opdracht.drukker and not any(name.endswith(".pdf") for name in bestanden):
            self.verslag.zonder_pdf.append(naam)

    def _add_slices(self, lines: list[Planregel], kennis: Kennis, staat: Staat) -> None:
        """Remember which rows the documents saw, unless a file changed in the meantime."""
        now = read_bestanden(self.opdracht.data, kennis.wijken)
        for line in lines:
            stand = staat.standen.get(line.sleutel)
            same = digest(now.van(line.soort, line.wijk)) == line.invoer
            if stand and stand.status == "klaar" and same:
                staat.standen[line.sleutel] = replace(stand, plak=self.plakken.get(line.sleutel, ""))

    def _kop(self, kennis: Kennis, faults: Mapping[str, list[str]]) -> dict[str, Any]:
        """What run.json says about the run as a whole."""
        return {
            "peildatum": self.verslag.peildatum,
            "data": shown_path(self.opdracht.data),
            "bibliotheek": digest_library(),
            "wijken": {wijk: [] for wijk in kennis.wijken} | dict(faults),
            "namen": {wijk: read_name(self.opdracht.data / wijk) for wijk in faults},
            "gebieden": list(kennis.gebieden),
            "versies": versions(),
            "eerder": {day.name: digest_file(day / RUN) for day in earlier_folders(self.verslag.folder)},
        }

    def _finish(self, staat: Staat, before: dict[Sleutel, Documentstand], current: set[Sleutel], kop: dict[str, Any]) -> None:
        """Write what covers the whole folder, if anything in it changed."""
        known = [
            stand if key in current else replace(stand, status="verouderd", reden=redenen.zin("verouderd"))
            for key, stand in staat.standen.items()
            if stand.document in self.soorten and stand.wijk in (*kop["wijken"], *kop["gebieden"], "")
        ]
        known.sort(key=lambda stand: (not stand.wijk, stand.wijk, stand.document))
        same = {stand.sleutel: stand for stand in known} == before and kop == staat.kop
        if same and not staat.interrupted and (staat.folder / INDEX).exists():
            return
        collect.write_run_files(staat.folder, known, kop)
        result = do_call(self.uitvoerder(), self.opdracht.voorblad, staat.folder)
        if result.gelukt:
            staat.close_journal()
        else:
            self.verslag.mislukt["voorblad"] = result.reden


def toets_of(opdracht: Opdracht, wijk: str, peildatum: str, bestanden: Bestanden) -> Toets:
    """The check of one wijk, with the digests of the files that it must be made from."""
    return replace(make_toets(opdracht, wijk, peildatum), bronnen=look_up(opdracht.data, [wijk], bestanden=bestanden))


def do_call(uitvoerder: Uitvoerder, functie: str, folder: Path) -> Opgaveantwoord:
    """What one function gives for one folder, called where the libraries are loaded."""
    (result,) = uitvoerder.run([Opgave(functie, str(folder.absolute()), str(Path.cwd()), bronnen=look_up())])
    assert isinstance(result, Opgaveantwoord)
    return result


def _only_files_changed(kennis: Kennis, line: Planregel) -> bool:
    """Whether the files are the only thing that differs, and we know which rows the document saw."""
    stand = kennis.standen.get(line.sleutel)
    return bool(stand and stand.plak and not line.plak and line.sleutel in kennis.heel and same_basis(stand, line))


def _fresh(kennis: Kennis, line: Planregel) -> bool:
    stand = kennis.standen.get(line.sleutel)
    return stand is not None and (stand.status == "mislukt" or is_current(stand, line))


def wijk_by_wijk(works: Sequence[Taak | Toets], standen: Mapping[Sleutel, Documentstand]) -> list[Taak | Toets]:
    """What is of no wijk, and then per wijk its check and its documents: what was read of a wijk serves while it is remembered.

    What took longest last time comes first, so that all cores end together.
    """
    rank = {wijk: place for place, wijk in enumerate(dict.fromkeys(["", *(werk.wijk for werk in works)]))}

    def place(werk: Taak | Toets) -> tuple[int, float]:
        before = standen.get((werk.wijk, werk.document)) if isinstance(werk, Taak) else None
        took = math.inf if isinstance(werk, Toets) else before.seconden if before else 0.0
        return rank[werk.wijk], -took

    return sorted(works, key=place)
