"""Whether headline, answer, index line, board, table and alternative text of a finding tell the same, over wijken drawn by chance.

Quiet wijken, rough ones and ones with every effect, in turn. The test does it over 26; here it can be more:

    python benchmarks/eens.py --wijken 200
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from tests.vragen.proefwijken import numbers_in, numbers_of_headline

from gelezen import VRAGEN, by_id, claims, rows_claimed, short_reports
from nagebootst import changed, hard, unchanged
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.paginas.overzicht import RapportRegel

OMHOOG, OMLAAG = (
    re.compile(r"gestegen|steeg|stijging|dichter|omhoog$|: meer"),
    re.compile(r"gedaald|daalde|daling|losser|omlaag$|: minder"),
)
NUL = {"bereik-doorverwijzingen": 1.0, "bereik-verloop": 1.0}


def disagreements(documents: Sequence[Document]) -> list[str]:
    """What one place says and another contradicts: the finding, the kind of place, and its text."""
    found = by_id(documents)
    return [
        *(f"{name}: {fault}" for name in VRAGEN for fault in _within(name, found[name])),
        *(f"{document.naam}: {fault}" for document in documents for fault in _index_line(document)),
        *_boards(found),
    ]


def _within(name: str, finding: Bevinding) -> Iterator[str]:
    """One finding: its headline beside its table, its answer, its text, its alternative text and its number."""
    kop = finding.kop
    if strange := numbers_of_headline(finding) - numbers_in(finding):
        yield f"kop noemt {', '.join(sorted(strange))}, de tabel niet: {kop}"
    if claims(finding.antwoord or kop) != claims(kop):
        yield f"antwoord: {finding.antwoord} | kop: {kop}"
    if claims(kop) and "kan toeval zijn" in finding.lees:
        yield f"tekst: {finding.lees}"
    told = claims(f"{kop}. {finding.lees}") or bool(rows_claimed(finding))
    if not told and finding.figuur is not None and claims(finding.figuur.alt):
        yield f"alt: {finding.figuur.alt}"
    if claims(kop) and (OMHOOG.search(kop) or OMLAAG.search(kop)):
        up = (finding.schatting.value or 0.0) > NUL.get(name, 0.0)
        if up != bool(OMHOOG.search(kop)):
            yield f"richting: {kop} | {finding.schatting.value}"


def _index_line(document: Document) -> Iterator[str]:
    """The line on the index is the answer of one finding, or of two where one goes well and one not yet; it has the sign of
    the first, and claims what the headline claims."""
    line = RapportRegel.of(document.as_json())
    rest, told = line.kop.removeprefix("Voorbeeld: "), []
    for answer in document.antwoord[:2]:
        behind = [item for item in document.bevindingen if _answer(item).tekst == answer.tekst]
        if behind and rest.startswith(answer.gezegd):
            rest = rest.removeprefix(answer.gezegd).strip()
            told.append((answer, behind))
    if rest or not told:
        yield f"regel op de voorpagina van geen bevinding: {line.kop}"
        return
    behind = told[0][1]
    if all(line.teken != item.teken for item in behind):
        yield f"regel op de voorpagina: {line.kop} ({line.teken}) | {behind[0].kop} ({behind[0].teken})"
    for answer, found in told:
        if all(claims(answer.tekst) != claims(item.kop) for item in found):
            yield f"regel op de voorpagina: {answer.tekst} | {found[0].kop}"


def _answer(item: Bevinding) -> Antwoord:
    return Antwoord(item.antwoord or f"{item.kop.rstrip('.')}.", item.herkomst, item.teken)


def _boards(found: dict[str, Bevinding]) -> Iterator[str]:
    """What stands on the praatplaat of findings that have a verdict there."""
    for name in ("bereik-wie-missen-we", "samenwerking-bevorderend"):
        if bool(found[name].bord.onderwerp) != claims(found[name].kop):
            yield f"{name}: bord: {found[name].bord.onderwerp} | {found[name].kop}"
    network, between = found["samenwerking-netwerk"], found["samenwerking-zorg-welzijn"]
    board, told = network.bord, network if between.schatting.value is None else between  # where no pair of the two is left
    if board.getal not in numbers_of_headline(told) or claims(board.extra) != claims(told.kop):
        yield f"samenwerking-netwerk: bord: {board.getal} {board.tekst} {board.extra} | {told.kop}"


def read(number: int, seed: int) -> list[str]:
    """What disagrees in one wijk of the kind that is its turn."""
    kind = number % 3
    dossier = changed(number, seed)[0] if kind == 2 else (hard if kind else unchanged)(number, seed)
    return disagreements(short_reports(dossier))


def main() -> int:
    """Prints what disagrees; exit code 1 where anything does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wijken", type=int, default=200)
    parser.add_argument("--zaad", type=int, default=11)
    parser.add_argument("--workers", type=int, default=2)
    own = parser.parse_args()
    with ProcessPoolExecutor(own.workers) as pool:
        faults = [fault for found in pool.map(partial(read, seed=own.zaad), range(own.wijken)) for fault in found]
    print(f"{own.wijken} wijken, {own.wijken * len(VRAGEN)} bevindingen: {len(faults)} keer oneens", *faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
