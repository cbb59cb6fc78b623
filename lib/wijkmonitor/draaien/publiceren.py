"""Publishing: a folder to share, with only what may be shared, after a look in the ledger of what was published before."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien.staat import read_json
from wijkmonitor.peildatum import end_of_quarter
from wijkmonitor.privacy.grootboek import Grootboek, Publicatie, Verschil, people_figures, thresholds
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.schrijven import locked, write_whole
from wijkmonitor.uitgevoerd import shown_findings

TE_DELEN = (".html", ".pdf")
GROOTBOEK = "grootboek"


@dataclass(frozen=True)
class Tegengehouden:
    """A wijk whose earlier report stays: which figures would give people away, and from when it can move.

    eerder: the day of the report that stays.
    """

    wijk: str
    verschillen: tuple[Verschil, ...]
    eerder: str
    vanaf: date


@dataclass
class Resultaat:
    """What was published. verslag: of the run behind it; oude_kopieen: files of earlier publications that must go."""

    verslag: Verslag
    nieuw: list[str] = field(default_factory=list)
    tegengehouden: list[Tegengehouden] = field(default_factory=list)
    oude_kopieen: list[str] = field(default_factory=list)

    @property
    def code(self) -> int:
        """Exit code: 0 all published, 1 something failed or was held back."""
        return 1 if self.tegengehouden or self.verslag.code else 0


def ledger_path(data: Path, key: Path) -> Path:
    """The ledger of a data folder, beside the key of intake."""
    return key.parent / GROOTBOEK / f"{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]}.json"


def publish(
    opdracht: Opdracht,
    *,
    ledger: Path,
    regels: Callable[[str], Regels],
    run: Callable[[Opdracht], Verslag],
    vandaag: date | None = None,
) -> Resultaat:
    """Fills `opdracht.uit` with the pages of the wijken whose figures may move, and writes the ledger.

    regels: thresholds by wijk. A wijk that may not move keeps its earlier pages; pages about several wijken are made of
    those that move. What `run` raises passes through, and then nothing is written.
    """
    today = vandaag or date.today()
    ledger.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix="wijkmonitor-") as work, locked(ledger.parent):
        book = Grootboek.read(ledger)
        verslag = run(replace(opdracht, uit=Path(work) / "alles"))
        result = Resultaat(verslag)
        figures = {wijk: read_figures(verslag.folder, wijk) for wijk in _wijken(verslag.folder)}
        for wijk, found in figures.items():
            _judge(result, book, wijk, found, regels(wijk), today)
        if result.tegengehouden and result.nieuw:
            verslag = run(replace(opdracht, uit=Path(work) / "deel", wijken=tuple(result.nieuw), peildatum=verslag.peildatum))
        if result.nieuw:
            goal = opdracht.uit / verslag.peildatum
            copied = share(verslag.folder, goal, opdracht.drukker, date.fromisoformat(verslag.peildatum))
            entries = [
                Publicatie(
                    wijk,
                    today.isoformat(),
                    verslag.peildatum,
                    str(opdracht.uit.resolve()),
                    tuple(f"{verslag.peildatum}/{name}" for name in copied if name.startswith(f"{wijk}/")),
                    thresholds(regels(wijk)),
                    figures[wijk],
                )
                for wijk in result.nieuw
            ]
            Grootboek((*book.publicaties, *entries)).write(ledger)
            result.verslag.folder = goal
    return result


def _judge(result: Resultaat, book: Grootboek, wijk: str, found: dict[str, float], rules: Regels, today: date) -> None:
    differences = book.verschillen(wijk, found, rules)
    old = book.andere_regels(wijk, rules)
    result.oude_kopieen += [str(Path(publication.map) / name) for publication in old for name in publication.bestanden]
    if differences:
        later = end_of_quarter(today) + timedelta(days=1)
        result.tegengehouden.append(Tegengehouden(wijk, tuple(differences), book.van(wijk)[-1].datum, later))
    else:
        result.nieuw.append(wijk)


def _wijken(folder: Path) -> list[str]:
    """The wijken that have pages in this folder."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.html")))


def read_figures(folder: Path, wijk: str) -> dict[str, float]:
    """Every figure about people in the executed notebooks of a wijk."""
    notebooks = sorted((folder / wijk).glob("*.ipynb"))
    return people_figures(finding for path in notebooks for finding in shown_findings(read_json(path).get("cells", [])))


def share(source: Path, goal: Path, browser: str, day: date) -> Sequence[str]:
    """Copies the pages without the mark of a proef, and prints anew what was printed; names of the files, sorted."""
    from wijkmonitor.paginas.pdf import print_pdf
    from wijkmonitor.paginas.proef import unmark

    pages = sorted(path for path in source.rglob("*") if path.suffix in TE_DELEN and not path.name.startswith("."))
    for path in sorted(pages, key=lambda path: path.suffix):  # pages before what is printed of them
        place = goal / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".html":
            write_whole(place, unmark(path.read_text(encoding="utf-8")))
        elif browser:
            print_pdf(place.with_suffix(".html"), place, browser=browser, dag=day)
        else:
            shutil.copyfile(path, place)
    return [path.relative_to(source).as_posix() for path in pages]
