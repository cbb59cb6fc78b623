"""A whole run: check the records, plan, let the work be done, collect. The command line calls this."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wijkmonitor.documenten import DOCUMENTEN, Soort
from wijkmonitor.runs import collect, redenen
from wijkmonitor.runs.invoer import (
    Bestanden,
    OpdrachtFout,
    digest,
    digest_file,
    digest_library,
    find_wijken,
    parse_peildatum,
    read_bestanden,
    read_parameters,
    versions,
)
from wijkmonitor.runs.plan import Kennis, Opdracht, Regel, asked_for, make_plan, make_taak, stages
from wijkmonitor.runs.pool import Pool, Uitvoerder
from wijkmonitor.runs.staat import (
    GEGEVENS,
    Staat,
    Stand,
    known_files,
    lock,
    read_json,
    remove_leftovers,
    write_json,
)
from wijkmonitor.runs.taak import Taak, Toets, ToetsUitkomst, Uitkomst


class Melder:
    """Is told how the run goes; this one keeps silent."""

    def begin(self, total: int, wat: str) -> None:
        """So many units of work start now."""

    def ready(self, naam: str, reden: str) -> None:
        """One unit of work is ready; reden is empty when it succeeded."""

    def note(self, regel: str) -> None:
        """Something the user should know."""

    def end(self) -> None:
        """The units of work are ready."""


@dataclass
class Verslag:
    """What a run did. fouten: wijk -> its faults in Dutch; mislukt: document -> reason."""

    peildatum: str
    folder: Path
    klaar: list[str] = field(default_factory=list)
    ongewijzigd: list[str] = field(default_factory=list)
    mislukt: dict[str, str] = field(default_factory=dict)
    fouten: dict[str, list[str]] = field(default_factory=dict)
    seconden: float = 0.0

    @property
    def code(self) -> int:
        """Exit code: 0 done, 1 some documents or wijken failed."""
        return 1 if self.mislukt or self.fouten else 0


def can_fork() -> bool:
    """Whether children can be forked here: Linux and other Unix, not Windows and not macOS (its libraries forbid it)."""
    return hasattr(sys, "platform") and sys.platform not in ("win32", "darwin", "cygwin", "emscripten")


@dataclass
class Run:
    """One run in progress."""

    opdracht: Opdracht
    melder: Melder
    soorten: Mapping[str, Soort] = field(default_factory=lambda: DOCUMENTEN)
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    began: float = field(default_factory=time.monotonic)
    _uitvoerder: Uitvoerder | None = None

    def __call__(self) -> Verslag:
        """The report of what was done. OpdrachtFout where nothing can run, AlBezig where another run is busy."""
        opdracht = self.opdracht
        wijken = find_wijken(opdracht.data)
        check_wijken(opdracht.wijken, wijken, opdracht.data)
        if opdracht.peildatum:
            parse_peildatum(opdracht.peildatum)
        with lock(opdracht.uit):
            try:
                return self._work(wijken)
            finally:
                if self._uitvoerder is not None:
                    self._uitvoerder.close()
                    remove_leftovers(opdracht.uit)

    @property
    def uitvoerder(self) -> Uitvoerder:
        """Who does the work; started when there is work."""
        if self._uitvoerder is None:
            self._uitvoerder = make_uitvoerder(self.opdracht)
        return self._uitvoerder

    def _work(self, wijken: list[str]) -> Verslag:
        opdracht = self.opdracht
        bestanden = read_bestanden(opdracht.data, wijken)
        checked = self._check(wijken, bestanden)
        good = tuple(wijk for wijk in wijken if checked[wijk].gelukt)
        verslag = Verslag("", opdracht.uit)
        verslag.fouten = {
            wijk: _faults(checked[wijk]) for wijk in opdracht.wijken or wijken if wijk not in good
        }
        if not set(opdracht.wijken or good) & set(good):
            raise GeenWijk(verslag.fouten)
        verslag.peildatum = opdracht.peildatum or newest(checked.values())
        verslag.folder = opdracht.uit / verslag.peildatum
        remove_leftovers(verslag.folder)
        self._documents(good, bestanden, verslag)
        verslag.seconden = time.monotonic() - self.began
        return verslag

    def _check(self, wijken: list[str], bestanden: Bestanden) -> dict[str, ToetsUitkomst]:
        """The check of every wijk; what was good and did not change since is not checked again."""
        path = self.opdracht.uit / GEGEVENS
        known = read_json(path)
        code = digest_library()
        keys = {
            wijk: digest([str(self.opdracht.data.absolute()), bestanden.van_wijk(wijk), code])
            for wijk in wijken
        }
        found = {
            wijk: ToetsUitkomst(wijk, wijk, nieuwste=known[keys[wijk]])
            for wijk in wijken
            if keys[wijk] in known
        }
        todo = [self._toets(wijk, self.opdracht.peildatum) for wijk in wijken if wijk not in found]
        if todo:
            for result in self.uitvoerder.run(todo):
                assert isinstance(result, ToetsUitkomst)
                found[result.wijk] = result
            write_json(path, {keys[wijk]: found[wijk].nieuwste for wijk in wijken if found[wijk].gelukt})
        return found

    def _toets(self, wijk: str, peildatum: str) -> Toets:
        return Toets(
            wijk,
            self.opdracht.data.as_posix(),
            peildatum,
            str(Path.cwd()),
            self.opdracht.tijdslimiet,
            self.opdracht.toets,
        )

    def _documents(self, wijken: tuple[str, ...], bestanden: Bestanden, verslag: Verslag) -> None:
        staat = Staat(verslag.folder)
        omgeving = digest([digest_library(), versions(), self.opdracht.export])
        notebooks = {
            name: _read_notebook(self.opdracht.notebooks / soort.notebook)
            for name, soort in self.soorten.items()
        }
        gevraagd = asked_for(self.opdracht, self.soorten.values(), wijken)
        changed = staat.interrupted
        plakken: dict[tuple[str, str], str] = {}
        for group in stages(self.soorten.values()):
            kennis = Kennis(
                verslag.peildatum,
                wijken,
                bestanden,
                notebooks,
                omgeving,
                staat.standen,
                self._whole(staat),
                plakken,
            )
            lines = make_plan(kennis, group, gevraagd, opnieuw=self.opdracht.opnieuw)
            changed |= self._do_stage(lines, kennis, staat, verslag)
        if changed or not (verslag.folder / "index.html").exists():
            self._finish(staat, wijken, verslag)

    def _whole(self, staat: Staat) -> frozenset[tuple[str, str]]:
        return frozenset(key for key, stand in staat.standen.items() if stand.is_whole(staat.folder / key[0]))

    def _do_stage(self, lines: list[Regel], kennis: Kennis, staat: Staat, verslag: Verslag) -> bool:
        """Whether anything changed."""
        changed = False
        for line in lines:
            name = _name(line)
            if line.staat == "ongewijzigd":
                verslag.ongewijzigd.append(name)
            elif line.staat == "kan niet":
                verslag.mislukt[name] = line.reden
                staat.note(Stand(line.wijk, line.soort.naam, "mislukt", line.reden))
                changed = True
        todo = {_name(line): line for line in lines if line.staat == "maken"}
        for line in todo.values():
            if line.soort.volgt:
                collect.gather_for(line, kennis, verslag.folder)
        self._make(todo, staat, verslag)
        return changed or bool(todo)

    def _make(self, todo: Mapping[str, Regel], staat: Staat, verslag: Verslag) -> None:
        if not todo:
            return
        self.melder.begin(len(todo), "documenten")
        tasks = [make_taak(self.opdracht, line, verslag.peildatum, self.token) for line in todo.values()]
        for result in self.uitvoerder.run(longest_first(tasks, staat)):
            assert isinstance(result, Uitkomst)
            reason = self._keep(todo[result.naam], result, staat)
            if reason:
                verslag.mislukt[result.naam] = reason
            else:
                verslag.klaar.append(result.naam)
            self.melder.ready(result.naam, reason)
        self.melder.end()

    def _keep(self, line: Regel, result: Uitkomst, staat: Staat) -> str:
        """Remember the result; the reason why it failed, or an empty string."""
        try:
            staat.note(stand_of(line, result, staat.folder / line.wijk))
        except OSError as error:
            return result.reden or redenen.schijf(error)
        return result.reden

    def _finish(self, staat: Staat, wijken: tuple[str, ...], verslag: Verslag) -> None:
        known = collect.in_order(
            stand
            for stand in staat.standen.values()
            if stand.wijk in (*wijken, "") and stand.document in self.soorten
        )
        kop = {
            "peildatum": verslag.peildatum,
            "data": self.opdracht.data.as_posix(),
            "bibliotheek": digest_library(),
            "wijken": {wijk: [] for wijk in wijken} | verslag.fouten,
        }
        collect.write_run_files(staat, known, kop)


class GeenWijk(OpdrachtFout):
    """No wijk that was asked for can be used; fouten holds the faults per wijk."""

    def __init__(self, fouten: dict[str, list[str]]) -> None:
        self.fouten = fouten
        super().__init__("Geen enkele wijk kan gebruikt worden.")


def check_wijken(asked: Iterable[str], known: list[str], data: Path) -> None:
    """OpdrachtFout for a wijk that is not there, with the names that are."""
    from difflib import get_close_matches

    for wijk in asked:
        if wijk not in known:
            near = get_close_matches(wijk, known, n=1)
            hint = f"Bedoelt u '{near[0]}'? " if near else ""
            raise OpdrachtFout(
                f"De wijk '{wijk}' staat niet in '{data}'. {hint}Kies uit: {', '.join(known)}."
            )


def make_uitvoerder(opdracht: Opdracht) -> Uitvoerder:
    """Processes here, or the cluster that was asked for."""
    if opdracht.scheduler:
        from wijkmonitor.runs.cluster import Cluster

        return Cluster(opdracht.scheduler, opdracht.kernel)
    return Pool(opdracht.workers, "spawn" if opdracht.kernel == "spawn" else "shell")


def newest(checks: Iterable[ToetsUitkomst]) -> str:
    """The newest date in all records. OpdrachtFout where no record has a date."""
    dates = [check.nieuwste for check in checks if check.gelukt and check.nieuwste]
    if not dates:
        raise OpdrachtFout(
            "In de gegevens staat geen enkele datum. Geef de dag zelf: --peildatum JJJJ-MM-DD."
        )
    return max(dates)


def longest_first(tasks: list[Taak], staat: Staat) -> list[Taak]:
    """The tasks that took longest last time first, so that all cores end together."""

    def seconds(task: Taak) -> float:
        stand = staat.standen.get((task.wijk, task.document))
        return stand.seconden if stand else 0.0

    return sorted(tasks, key=seconds, reverse=True)


def stand_of(line: Regel, result: Uitkomst, folder: Path) -> Stand:
    """How the document stands after this result."""
    if not result.gelukt:
        return Stand(line.wijk, line.soort.naam, "mislukt", result.reden, seconden=result.seconden)
    return Stand(
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
        bevindingen=result.bevindingen,
    )


def _faults(check: ToetsUitkomst) -> list[str]:
    return list(check.fouten) or [f"{check.wijk}: {check.reden}"]


def _name(line: Regel) -> str:
    return f"{line.wijk}/{line.soort.naam}" if line.wijk else line.soort.naam


def _read_notebook(path: Path) -> tuple[str, list[str]] | None:
    names = read_parameters(path)
    return None if names is None else (digest_file(path), names)


Starter = Callable[[Opdracht], Uitvoerder]
