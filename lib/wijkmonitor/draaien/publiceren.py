"""Publishing: a folder to share, with only what may be shared, after a look in the ledger of what was published before."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wijkmonitor.dossier.dossier import GEPUBLICEERD, newest_peildatum
from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.delen import pack, share, share_notebooks, shared_as, shared_wijken, write_front
from wijkmonitor.draaien.invoer import OpdrachtFout, check_folder, check_wijken, wijken_in
from wijkmonitor.draaien.keuring import Keuring, Tegengehouden, judge, rules_of
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.gegevens.wijken import is_wijk
from wijkmonitor.privacy.grootboek import Grootboek, Publicatie, elsewhere, held, thresholds
from wijkmonitor.schrijven import write_whole

# What people deliver, write or work in, and nobody shares.
BRONBESTAND = (".csv", ".xlsx", ".xls", ".ods", ".sav", ".toml", ".ipynb", ".py")
WERKMAPPEN = ("wijkdata", "notebooks", "reports", "lib", ".git", ".venv", "eigen", "intake")
GROOTBOEK = "grootboek"


@dataclass
class Resultaat:
    """What was published. verslag: of the first run; later: per wijk the day up to which its participants count, where who
    came after it would be known beside an earlier report; verborgen: per wijk the counts that are hidden for that reason;
    oude_kopieen: files of earlier publications that must go; anders: wijken that were shared on that day and changed since,
    so that the pages about several wijken stay as they are.
    """

    verslag: Verslag
    nieuw: list[str] = field(default_factory=list)
    tegengehouden: list[Tegengehouden] = field(default_factory=list)
    oude_kopieen: list[str] = field(default_factory=list)
    later: dict[str, str] = field(default_factory=dict)
    verborgen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    anders: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """Exit code: 0 all published, 1 something failed or was held back."""
        return 1 if self.tegengehouden or self.verslag.code else 0


def ledger_path(data: Path, key: Path) -> Path:
    """The ledger of a data folder, beside the key of intake."""
    return key.parent / GROOTBOEK / f"{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]}.json"


def book_of(ledger: Path, goal: Path) -> Grootboek:
    """The ledger of a data folder, also where that folder moved: a wijk that is not in it yet, and of which pages stand in the
    folder to share, has its past in the ledger of where its data stood before."""
    book = Grootboek.read(ledger)
    moved = [
        publication
        for publication in elsewhere(ledger)
        if not book.van(publication.wijk) and (goal / publication.peildatum / publication.wijk).is_dir()
    ]
    return Grootboek((*moved, *book.publicaties))


def publish(
    opdracht: Opdracht,
    *,
    ledger: Path,
    run: Callable[[Opdracht], Verslag],
    vandaag: date | None = None,
    adres: str = "",
    notebooks: bool = False,
) -> Resultaat:
    """Fills `opdracht.uit` with the pages of the wijken whose figures may move, and writes the ledger.

    adres: where the folder will stand, for a sitemap. notebooks: share those too, without counts. A count that differs a
    little from an earlier publication is hidden in every document. Where that would be too many, or a figure still tells of a
    few people, the wijk is made again with the participants as they were then. Where that does not help it keeps its earlier
    pages. What `run` raises passes through, and then nothing is written.
    """
    check_folder(opdracht.uit, "om te delen")
    _check_goal(opdracht.uit, opdracht.data)
    today = vandaag or date.today()
    with tempfile.TemporaryDirectory(prefix="wijkmonitor-") as work, held(ledger):
        maker = _Maker(_on_its_day(opdracht), book_of(ledger, opdracht.uit), Path(work), run)
        made, judged = maker.choose(lambda *found: judge(maker.book, *found, vandaag=today))
        moving = {wijk: found for wijk, found in judged.items() if not found.bezwaar}
        result = Resultaat(maker.made[0], list(moving), [found.bezwaar for found in judged.values() if found.bezwaar])
        result.oude_kopieen = _under_other_rules(maker.book, list(judged), opdracht.data)
        result.later = {wijk: day for wijk, day in maker.later.items() if wijk in moving}
        result.verborgen = {wijk: found.telling.weg for wijk, found in moving.items() if found.telling.weg}
        if moving:
            goal = opdracht.uit / made.peildatum
            copied, result.anders = _share(maker, made, list(moving), goal)
            if notebooks:
                share_notebooks(opdracht.notebooks, goal)
            write_front(opdracht.uit, adres)
            entries = [_entry(maker, wijk, moving[wijk], made.peildatum, today, copied) for wijk in moving]
            Grootboek((*maker.book.publicaties, *entries)).write(ledger)
            result.verslag.folder = goal
    return result


def _share(maker: _Maker, made: Verslag, moving: Sequence[str], goal: Path) -> tuple[Sequence[str], tuple[str, ...]]:
    """Puts the pages of these wijken in the folder of their day: the names of the files, and which other wijken changed since.

    Pages about several wijken are made of those that move, and of those that stand in the folder of that day as they are; where
    these changed, the pages about several wijken stay too.
    """
    others = [wijk for wijk in shared_wijken(goal) if wijk not in moving] if goal.is_dir() else []
    together, changed = maker.beside(moving, others, goal) if others else (made, ())
    shared = share(together.folder, goal, maker.opdracht.drukker, moving, samen=not changed)
    return [*shared, *(pack(goal, wijk) for wijk in moving)], changed


def _entry(maker: _Maker, wijk: str, found: Keuring, peildatum: str, today: date, copied: Sequence[str]) -> Publicatie:
    """What the ledger keeps of the pages of one wijk."""
    return Publicatie(
        wijk,
        today.isoformat(),
        peildatum,
        str(maker.opdracht.uit.resolve()),
        tuple(f"{peildatum}/{name}" for name in copied if _tells_of(wijk, name)),
        thresholds(rules_of(maker.opdracht.data, wijk)),
        found.cijfers,
        found.telling.getoond,
        maker.later.get(wijk, peildatum),
    )


def _on_its_day(opdracht: Opdracht) -> Opdracht:
    """The same with the day of all records, where only some wijken were asked for: they are made without the others beside."""
    if not opdracht.wijken or opdracht.peildatum:
        return opdracht
    check_wijken(opdracht.wijken, wijken_in(opdracht.data), opdracht.data)
    return replace(opdracht, peildatum=newest_peildatum(opdracht.data).isoformat())


@dataclass
class _Maker:
    """Makes the pages of some wijken in a folder of their own, until what may be shared is known.

    later: per wijk the day up to which its participants count; made: every run so far.
    """

    opdracht: Opdracht
    book: Grootboek
    work: Path
    run: Callable[[Opdracht], Verslag]
    later: dict[str, str] = field(default_factory=dict)
    made: list[Verslag] = field(default_factory=list)

    def make(self, wijken: Sequence[str], peildatum: str) -> tuple[Verslag, Path]:
        """The run of these wijken, all where none is named, and the data folder beside which it was made."""
        place = self.work / str(len(self.made))
        data = beside_earlier(self.opdracht.data, place / "wijkdata", self.book, wijken, self.later)
        asked = replace(self.opdracht, wijken=tuple(wijken), peildatum=peildatum, data=data, uit=place / "alles")
        self.made.append(self.run(asked))
        return self.made[-1], data

    def choose(self, judge: Callable[[str, Path, Verslag], Keuring]) -> tuple[Verslag, dict[str, Keuring]]:
        """The run whose wijken may all be shared, and what was found of each; those that may not have a `bezwaar`."""
        judged, asked, day = dict[str, Keuring](), self.opdracht.wijken, self.opdracht.peildatum
        while True:
            made, data = self.make(asked, day)
            found = {wijk: judge(wijk, data, made) for wijk in shared_wijken(made.folder)}
            judged |= found
            stopped = {wijk for wijk in found if found[wijk].bezwaar}
            again = {wijk: self.book.deelname_tot(wijk) for wijk in stopped - self.later.keys()}
            self.later |= (again := {wijk: then for wijk, then in again.items() if "" < then < made.peildatum})
            asked, day = tuple(sorted((found.keys() - stopped) | again.keys())), made.peildatum
            if not stopped or not asked:
                return made, judged

    def beside(self, wijken: Sequence[str], others: Sequence[str], goal: Path) -> tuple[Verslag, tuple[str, ...]]:
        """The run with others that were shared on that day before, and which of these are not as they were then."""
        gone = tuple(wijk for wijk in others if not is_wijk(self.opdracht.data / wijk))
        before = self.made[-1]
        if gone:
            return before, gone
        then = {wijk: self.book.deelname_tot(wijk) for wijk in others}
        self.later |= {wijk: day for wijk, day in then.items() if "" < day < before.peildatum}
        made, _ = self.make(sorted([*wijken, *others]), before.peildatum)
        changed = tuple(wijk for wijk in others if not shared_as(made.folder / wijk, goal / wijk))
        return (before, changed) if changed else (made, ())


def _check_goal(goal: Path, data: Path) -> None:
    """OpdrachtFout where the folder to share holds, or lies in, what may not be shared."""
    goal, data = goal.resolve(), data.resolve()
    found = [path.name for path in goal.iterdir()] if goal.is_dir() else []
    inside = goal == data or goal in data.parents or data in goal.parents
    foreign = [name for name in found if Path(name).suffix.lower() in BRONBESTAND or name in WERKMAPPEN]
    if inside or foreign:
        what = f" Daar staat nu: {', '.join(sorted(foreign)[:3])}." if foreign else ""
        raise OpdrachtFout(
            f"In '{goal.name}' staan gegevens of een werkmap.{what} Geef een lege map, of die van een eerdere keer."
        )


def _tells_of(wijk: str, name: str) -> bool:
    """Whether counts of the wijk stand in this file: its own, the ZIP of it, and every page about several wijken."""
    folder, _, rest = name.partition("/")
    return folder in (wijk, f"{wijk}.zip") or not rest and not name.endswith(".zip")


def beside_earlier(data: Path, place: Path, book: Grootboek, wijken: Sequence[str], later: Mapping[str, str]) -> Path:
    """A data folder with only these wijken, all where none is named, beside the counts that were published of them before.

    place: where it is made. later: per wijk the day up to which its participants count.
    """
    place.mkdir(parents=True)
    for path in data.resolve().iterdir():
        if wijken and is_wijk(path) and path.name not in wijken:
            continue
        try:
            (place / path.name).symlink_to(path, target_is_directory=path.is_dir())
        except OSError:  # Windows gives links to few
            (shutil.copytree if path.is_dir() else shutil.copyfile)(path, place / path.name)
    earlier = {
        wijk: {
            "eerder": [publication.tellingen for publication in book.van(wijk) if publication.tellingen],
            "deelname_tot": later.get(wijk, ""),
        }
        for wijk in dict.fromkeys(publication.wijk for publication in book.publicaties)
    }
    write_whole(place / GEPUBLICEERD, json.dumps(earlier))
    return place


def _under_other_rules(book: Grootboek, wijken: Sequence[str], data: Path) -> list[str]:
    """Files that were shared under other thresholds, each once."""
    old = [publication for wijk in dict.fromkeys(wijken) for publication in book.andere_regels(wijk, rules_of(data, wijk))]
    return list(dict.fromkeys(str(Path(item.map) / name) for item in old for name in item.bestanden))
