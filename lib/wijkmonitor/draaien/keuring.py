"""What the pages of one wijk tell about people, held beside the ledger: whether they may be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wijkmonitor.dossier.dossier import Dossier, load_dossier
from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.staat import read_json
from wijkmonitor.gegevens.wijk import load_wijk
from wijkmonitor.gegevens.wijken import is_wijk
from wijkmonitor.peildatum import end_of_quarter
from wijkmonitor.privacy.grootboek import Grootboek, Onthulling, people_figures
from wijkmonitor.privacy.nagerekend import unproven
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.uitgevoerd import shown_findings

TOTALEN = ("mensen", "aanmeldingen")
MEESTE_WEG = 0.2  # share of the counts that may be hidden for having moved a little; above that the wijk waits
AlsJson = Mapping[str, Any]


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


@dataclass(frozen=True)
class Keuring:
    """What the pages of one wijk tell about people, and why they may not be shared; None where they may."""

    cijfers: dict[str, float]
    telling: Telling
    bezwaar: Tegengehouden | None


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


def rules_of(data: Path, wijk: str) -> Regels:
    """The thresholds of a wijk; those of all where `wijk.toml` can't be read."""
    found, _ = load_wijk(data / wijk, vandaag=date.today())
    return found.privacy if found else Regels()


def judge(book: Grootboek, wijk: str, data: Path, made: Verslag, *, vandaag: date) -> Keuring:
    """Holds the pages that a run made of a wijk beside what was published of it before. data: the records beside the ledger."""
    findings = read_findings(made.folder, wijk)
    figures, (counts, outside) = people_figures(findings), count_people(data, wijk, made.peildatum, findings)
    differences, before = book.verschillen(wijk, figures, rules_of(data, wijk)), book.van(wijk)
    if counts.wacht:
        differences += [Onthulling(name, before[-1].datum) for name in counts.weg]
    if not differences and not outside:
        return Keuring(figures, counts, None)
    next_quarter, earlier = end_of_quarter(vandaag) + timedelta(days=1), before[-1].datum if before else ""
    return Keuring(figures, counts, Tegengehouden(wijk, tuple(differences), earlier, next_quarter, tuple(outside)))


def read_findings(folder: Path, wijk: str) -> list[AlsJson]:
    """The findings that the executed notebooks of a wijk show, as JSON."""
    notebooks = sorted((folder / wijk).glob("*.ipynb"))
    return [finding for path in notebooks for finding in shown_findings(read_json(path).get("cells", []))]
