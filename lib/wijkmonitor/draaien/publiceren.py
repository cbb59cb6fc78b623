"""Publishing: a folder to share, with only what may be shared, after a look in the ledger of what was published before."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wijkmonitor.dossier.dossier import GEPUBLICEERD, Dossier, load_dossier
from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.delen import pack, share, share_notebooks, shared_wijken, write_front
from wijkmonitor.draaien.invoer import OpdrachtFout, check_folder
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien.staat import read_json
from wijkmonitor.gegevens.wijken import is_wijk
from wijkmonitor.peildatum import end_of_quarter
from wijkmonitor.privacy.grootboek import Grootboek, Onthulling, Publicatie, held, people_figures, thresholds
from wijkmonitor.privacy.nagerekend import unproven
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.schrijven import write_whole
from wijkmonitor.uitgevoerd import shown_findings

# What people deliver, write or work in, and nobody shares.
BRONBESTAND = (".csv", ".xlsx", ".xls", ".ods", ".sav", ".toml", ".ipynb", ".py")
WERKMAPPEN = ("wijkdata", "notebooks", "reports", "lib", ".git", ".venv", "eigen", "intake")
GROOTBOEK = "grootboek"
TOTALEN = ("mensen", "aanmeldingen")
AlsJson = Mapping[str, Any]
MEESTE_WEG = 0.2  # share of the counts that may be hidden for having moved a little; above that the wijk waits


@dataclass(frozen=True)
class Telling:
    """Counts of people by name: what is shown, and what is hidden because it differs a little from an earlier publication."""

    getoond: Mapping[str, float]
    weg: tuple[str, ...]

    @property
    def wacht(self) -> bool:
        """Whether the earlier publication had better stay: a total would be hidden, or too many counts."""
        every = len(self.weg) + len(self.getoond)
        return bool(set(self.weg) & set(TOTALEN)) or len(self.weg) > MEESTE_WEG * every

    @classmethod
    def of(cls, dossier: Dossier, **keuze: int) -> Telling:
        """The counts of one wijk, with the choices of `count_deelnemers`."""
        from wijkmonitor.vragen.tellingen import count_deelnemers

        both = (dossier, replace(dossier, eerder=()))
        shown, alone = (count_deelnemers(item, **keuze).getoond for item in both)
        return cls(shown, tuple(sorted(alone.keys() - shown.keys())))


@dataclass(frozen=True)
class Tegengehouden:
    """A wijk whose earlier report stays: which figures would give people away, and from when it can move.

    eerder: the day of the report that stays, "" where there is none. onbewezen: printed counts of people that are not
    proven together with the others (`wijkmonitor.privacy.nagerekend`).
    """

    wijk: str
    verschillen: tuple[Onthulling, ...]
    eerder: str
    vanaf: date
    onbewezen: tuple[str, ...] = ()


@dataclass
class Resultaat:
    """What was published. verslag: of the first run; later: per wijk the day up to which its participants count, where who
    came after it would be known beside an earlier report; verborgen: per wijk the counts that are hidden for that reason;
    oude_kopieen: files of earlier publications that must go.
    """

    verslag: Verslag
    nieuw: list[str] = field(default_factory=list)
    tegengehouden: list[Tegengehouden] = field(default_factory=list)
    oude_kopieen: list[str] = field(default_factory=list)
    later: dict[str, str] = field(default_factory=dict)
    verborgen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def code(self) -> int:
        """Exit code: 0 all published, 1 something failed or was held back."""
        return 1 if self.tegengehouden or self.verslag.code else 0


@dataclass(frozen=True)
class Keuring:
    """What the pages of one wijk tell about people, and why they may not be shared; None where they may."""

    cijfers: dict[str, float]
    telling: Telling
    bezwaar: Tegengehouden | None


def ledger_path(data: Path, key: Path) -> Path:
    """The ledger of a data folder, beside the key of intake."""
    return key.parent / GROOTBOEK / f"{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]}.json"


def count_people(data: Path, wijk: str, peildatum: str, findings: Sequence[AlsJson]) -> tuple[Telling, list[str]]:
    """The counts of people that documents of this wijk show, and the printed ones that are not among them.

    They count from the usual age on, or from the one that leaves nothing out: the documents chose it, and all the same.
    """
    from wijkmonitor.vragen.bewezen import proven_counts
    from wijkmonitor.vragen.tellingen import GRENZEN, VANAF_LEEFTIJD

    if not is_wijk(data / wijk):
        return Telling({}, ()), []
    dossier = load_dossier(wijk, data=data, peildatum=peildatum)
    besides, found = proven_counts(dossier), []
    for age in (VANAF_LEEFTIJD, *(age for age in GRENZEN if age != VANAF_LEEFTIJD)):
        counts = Telling.of(dossier, vanaf_leeftijd=age)
        found.append((counts, unproven(findings, {**besides, "deelname": counts.getoond})))
        if not found[-1][1]:
            return found[-1]
    return found[0]


def publish(
    opdracht: Opdracht,
    *,
    ledger: Path,
    regels: Callable[[str], Regels],
    run: Callable[[Opdracht], Verslag],
    vandaag: date | None = None,
    adres: str = "",
    notebooks: bool = False,
    tel: Callable[[Path, str, str, Sequence[AlsJson]], tuple[Telling, list[str]]] = count_people,
) -> Resultaat:
    """Fills `opdracht.uit` with the pages of the wijken whose figures may move, and writes the ledger.

    regels: thresholds by wijk. adres: where the folder will stand, for a sitemap. notebooks: share those too, without
    counts. tel: the counts of people of a wijk, and what was printed besides. A count that differs a little from an earlier
    publication is hidden in every document. Where that would be too many, or a figure still tells of a few people, the wijk is
    made again with the participants as they were then. Where that does not help it keeps its earlier pages; pages about
    several wijken are made of those that move. What `run` raises passes through, and then nothing is written.
    """
    check_folder(opdracht.uit, "om te delen")
    _check_goal(opdracht.uit, opdracht.data)
    today = vandaag or date.today()
    with tempfile.TemporaryDirectory(prefix="wijkmonitor-") as work, held(ledger):
        book, later, stopped = Grootboek.read(ledger), dict[str, str](), dict[str, Tegengehouden]()
        asked, reports = opdracht, list[Verslag]()
        while True:
            place = Path(work) / str(len(reports))
            beside = beside_earlier(opdracht.data, place / "wijkdata", book, later)
            verslag = run(replace(asked, uit=place / "alles", data=beside))
            reports.append(verslag)
            judged = {
                wijk: _judge(book, wijk, read_findings(verslag.folder, wijk), verslag.peildatum, beside, tel, regels, today)
                for wijk in shared_wijken(verslag.folder)
            }
            stopped |= {wijk: found.bezwaar for wijk, found in judged.items() if found.bezwaar}
            moving = {wijk: found for wijk, found in judged.items() if not found.bezwaar}
            again = {wijk: day for wijk in judged.keys() - moving.keys() - later.keys() if (day := book.deelname_tot(wijk))}
            again = {wijk: day for wijk, day in again.items() if day < verslag.peildatum}
            if len(moving) == len(judged) or not (moving or again):
                break
            later |= again
            asked = replace(opdracht, wijken=tuple(sorted([*moving, *again])), peildatum=verslag.peildatum)
        result = Resultaat(reports[0], list(moving), [found for wijk, found in stopped.items() if wijk not in moving])
        result.oude_kopieen = _under_other_rules(book, [*moving, *stopped], regels)
        result.later = {wijk: day for wijk, day in later.items() if wijk in moving}
        result.verborgen = {wijk: found.telling.weg for wijk, found in moving.items() if found.telling.weg}
        if moving:
            goal = opdracht.uit / verslag.peildatum
            copied = [*share(verslag.folder, goal, opdracht.drukker), *(pack(goal, wijk) for wijk in moving)]
            if notebooks:
                share_notebooks(opdracht.notebooks, goal)
            write_front(opdracht.uit, adres)
            entries = [
                Publicatie(
                    wijk,
                    today.isoformat(),
                    verslag.peildatum,
                    str(opdracht.uit.resolve()),
                    tuple(f"{verslag.peildatum}/{name}" for name in copied if _tells_of(wijk, name)),
                    thresholds(regels(wijk)),
                    found.cijfers,
                    found.telling.getoond,
                    later.get(wijk, verslag.peildatum),
                )
                for wijk, found in moving.items()
            ]
            Grootboek((*book.publicaties, *entries)).write(ledger)
            result.verslag.folder = goal
    return result


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


def beside_earlier(data: Path, place: Path, book: Grootboek, later: Mapping[str, str]) -> Path:
    """The data folder, with beside the wijken the counts that were published before; made in `place` where there are any.

    later: per wijk the day up to which its participants count.
    """
    wijken = dict.fromkeys(publication.wijk for publication in book.publicaties if publication.tellingen)
    if not wijken:
        return data
    place.mkdir(parents=True)
    for path in data.resolve().iterdir():
        try:
            (place / path.name).symlink_to(path, target_is_directory=path.is_dir())
        except OSError:  # Windows gives links to few
            (shutil.copytree if path.is_dir() else shutil.copyfile)(path, place / path.name)
    earlier = {
        wijk: {
            "eerder": [publication.tellingen for publication in book.van(wijk) if publication.tellingen],
            "deelname_tot": later.get(wijk, ""),
        }
        for wijk in wijken
    }
    write_whole(place / GEPUBLICEERD, json.dumps(earlier))
    return place


def _judge(
    book: Grootboek,
    wijk: str,
    findings: Sequence[AlsJson],
    peildatum: str,
    data: Path,
    tel: Callable[[Path, str, str, Sequence[AlsJson]], tuple[Telling, list[str]]],
    regels: Callable[[str], Regels],
    today: date,
) -> Keuring:
    """Holds the pages of a wijk beside what was published of it before."""
    figures, (counts, outside) = people_figures(findings), tel(data, wijk, peildatum, findings)
    differences, before = book.verschillen(wijk, figures, regels(wijk)), book.van(wijk)
    if counts.wacht:
        differences += [Onthulling(name, before[-1].datum) for name in counts.weg]
    if not differences and not outside:
        return Keuring(figures, counts, None)
    next_quarter, earlier = end_of_quarter(today) + timedelta(days=1), before[-1].datum if before else ""
    return Keuring(figures, counts, Tegengehouden(wijk, tuple(differences), earlier, next_quarter, tuple(outside)))


def _under_other_rules(book: Grootboek, wijken: Sequence[str], regels: Callable[[str], Regels]) -> list[str]:
    """Files that were shared under other thresholds, each once."""
    old = [publication for wijk in dict.fromkeys(wijken) for publication in book.andere_regels(wijk, regels(wijk))]
    return list(dict.fromkeys(str(Path(item.map) / name) for item in old for name in item.bestanden))


def read_findings(folder: Path, wijk: str) -> list[AlsJson]:
    """The findings that the executed notebooks of a wijk show, as JSON."""
    notebooks = sorted((folder / wijk).glob("*.ipynb"))
    return [finding for path in notebooks for finding in shown_findings(read_json(path).get("cells", []))]
