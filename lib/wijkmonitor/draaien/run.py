"""A whole run: check the records, plan, let the work be done, collect. The command line calls this."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from os.path import commonprefix

from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.bijwerken import Bijwerken, Melder, Verslag, do_call, toets_of
from wijkmonitor.draaien.invoer import (
    Bestanden,
    OpdrachtFout,
    check_folder,
    check_peildatum,
    check_wijken,
    digest,
    digest_library,
    read_bestanden,
    wijken_in,
)
from wijkmonitor.draaien.plan import PROFIEL, Opdracht
from wijkmonitor.draaien.pool import Pool, Uitvoerder
from wijkmonitor.draaien.staat import GEGEVENS, lock, read_json, write_json
from wijkmonitor.draaien.taak import ToetsUitkomst
from wijkmonitor.gegevens.opendata.gebiedscode import is_gebied, normalise
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.peildatum import default_peildatum
from wijkmonitor.schrijven import remove_leftovers

ALLE = "ALLE"
MIN_GELIJK = 4  # signs of a code: the letters and the begin of the municipality


def can_fork() -> bool:
    """Whether children can be forked here: Linux and other Unix, not Windows and not macOS (its libraries forbid it)."""
    return sys.platform not in ("win32", "darwin", "cygwin", "emscripten")


@dataclass
class Run:
    """One run in progress."""

    opdracht: Opdracht
    melder: Melder = field(default_factory=Melder)
    soorten: Mapping[str, Documentsoort] = field(default_factory=lambda: DOCUMENTEN)
    began: float = field(default_factory=time.monotonic)
    _uitvoerder: Uitvoerder | None = None

    def __call__(self) -> Verslag:
        """The report of what was done. OpdrachtFout where nothing can run, AlBezig where another run is busy."""
        opdracht = self.opdracht
        areas_alone = opdracht.gebieden and opdracht.data.is_dir()  # a profile of an area needs no folder of a wijk
        wijken = find_wijken(opdracht.data) if areas_alone else wijken_in(opdracht.data)
        check_wijken(opdracht.wijken, wijken, opdracht.data)
        if opdracht.peildatum:
            check_peildatum(opdracht.peildatum)
        check_folder(opdracht.uit, "voor de rapporten: --uit MAP", opdracht.data)
        with lock(opdracht.uit):
            try:
                return self._work(wijken)
            finally:
                if self._uitvoerder is not None:
                    self._uitvoerder.close()
                    remove_leftovers(opdracht.uit)

    def uitvoerder(self) -> Uitvoerder:
        """Who does the work; started when there is work."""
        if self._uitvoerder is None:
            self._uitvoerder = make_uitvoerder(self.opdracht)
        return self._uitvoerder

    def _work(self, wijken: list[str]) -> Verslag:
        gebieden = self._areas()  # first: what is asked wrongly is told before anything takes time
        bestanden = read_bestanden(self.opdracht.data, wijken)
        checked = self._check(wijken, bestanden)
        good = tuple(wijk for wijk in wijken if checked[wijk].gelukt)
        faults = {wijk: list(checked[wijk].fouten) or [f"{wijk}: {checked[wijk].reden}"] for wijk in wijken if wijk not in good}
        asked = self.opdracht.wijken or (() if self.opdracht.gebieden else tuple(wijken))
        verslag = Verslag(
            "",
            self.opdracht.uit,
            fouten={wijk: faults[wijk] for wijk in asked if wijk in faults and checked[wijk].fouten},
            niet_gelezen={wijk: checked[wijk].reden for wijk in asked if wijk in faults and not checked[wijk].fouten},
        )
        if not set(asked) & set(good) and not gebieden:
            raise GeenWijk(verslag.fouten, verslag.niet_gelezen)
        verslag.peildatum = self.opdracht.peildatum or newest(checked.values())
        verslag.folder = self.opdracht.uit / verslag.peildatum
        bijwerken = Bijwerken(self.opdracht, self.soorten, self.melder, verslag, self.uitvoerder, gebieden=gebieden)
        for wijk in good:
            bijwerken.keep_slices(checked[wijk])
        bijwerken(good, faults, bestanden)
        verslag.waarom_spawn = self._uitvoerder.waarom_spawn if self._uitvoerder else ""
        verslag.seconden = time.monotonic() - self.began
        return verslag

    def _areas(self) -> tuple[str, ...]:
        """The codes of the areas that were asked for. OpdrachtFout for a code that the figures do not know."""
        asked = [normalise(code) for code in self.opdracht.gebieden]
        if not asked:
            return ()
        if self.opdracht.documenten and PROFIEL not in self.opdracht.documenten:
            raise OpdrachtFout("Voor een gebied zonder map maken we alleen het wijkprofiel: --document wijkprofiel.")
        answer = do_call(self.uitvoerder(), self.opdracht.alle_gebieden, self.opdracht.data)
        if not answer.gelukt:
            raise OpdrachtFout(f"De lijst van gebieden kon niet gelezen worden: {answer.reden}")
        return choose_areas(asked, answer.waarde)

    def _check(self, wijken: list[str], bestanden: Bestanden) -> dict[str, ToetsUitkomst]:
        """The check of every wijk; what was good and did not change since is not checked again."""
        path = self.opdracht.uit / GEGEVENS
        known = read_json(path)
        where = [str(self.opdracht.data.absolute()), digest_library()]
        keys = {wijk: digest([*where, bestanden.van_wijk(wijk)]) for wijk in wijken}
        found = {wijk: ToetsUitkomst(wijk, wijk=wijk, nieuwste=known[key]) for wijk, key in keys.items() if key in known}
        todo = [toets_of(self.opdracht, wijk, self.opdracht.peildatum, bestanden) for wijk in wijken if wijk not in found]
        if todo:
            for result in self.uitvoerder().run(todo):
                assert isinstance(result, ToetsUitkomst)
                found[result.wijk] = result
            write_json(path, {keys[wijk]: found[wijk].nieuwste for wijk in wijken if found[wijk].gelukt})
        return found


class GeenWijk(OpdrachtFout):
    """No wijk that was asked for can be used; fouten holds the faults per wijk, niet_gelezen why one was not read."""

    def __init__(self, fouten: dict[str, list[str]], niet_gelezen: dict[str, str]) -> None:
        self.fouten = fouten
        told = [redenen.zin("niet_gelezen", wijk=wijk, reden=reason) for wijk, reason in niet_gelezen.items()]
        super().__init__("\n".join([*told, "Geen enkele wijk kan gebruikt worden."]))


def choose_areas(asked: Iterable[str], known: Mapping[str, bool]) -> tuple[str, ...]:
    """The codes that were asked for, in order; `alle` stands for every wijk. known: code -> whether `alle` means it too.

    OpdrachtFout with all codes that the figures do not know, each with codes that look like it.
    """
    codes, wrong = set[str](), list[str]()
    for code in asked:
        if code != ALLE and code not in known:
            what = "staat niet in de cijfers" if is_gebied(code) else "is geen code van een gebied"
            wrong.append(f"Het gebied '{code}' {what}. Codes die erop lijken: {', '.join(_near(code, known)) or 'geen'}.")
        codes |= {each for each, meant in known.items() if meant} if code == ALLE else {code}
    if wrong:
        raise OpdrachtFout("\n".join(wrong))
    return tuple(sorted(codes))


def _near(code: str, known: Iterable[str]) -> list[str]:
    """Three codes of its kind that look like this one, those that begin alike first."""
    alike = {each: len(commonprefix([code, each])) for each in known if each[:2] == code[:2]}
    longest = max(MIN_GELIJK, max(alike.values(), default=0))
    first = [each for each, length in alike.items() if length >= longest]
    return sorted(first, key=lambda each: (-SequenceMatcher(None, each, code).ratio(), each))[:3] or get_close_matches(
        code, alike
    )


def make_uitvoerder(opdracht: Opdracht) -> Uitvoerder:
    """Processes here, or the cluster that was asked for."""
    if opdracht.scheduler:
        from wijkmonitor.draaien.cluster import Cluster

        return Cluster(opdracht.scheduler, opdracht.kernel)
    return Pool(opdracht.workers, "spawn" if opdracht.kernel == "spawn" or not can_fork() else "shell")


def newest(checks: Iterable[ToetsUitkomst]) -> str:
    """The end of the quarter of the newest date in all records; today where no record has a date yet."""
    dates = [check.nieuwste for check in checks if check.gelukt and check.nieuwste]
    return default_peildatum(date.fromisoformat(max(dates)) if dates else None).isoformat()
