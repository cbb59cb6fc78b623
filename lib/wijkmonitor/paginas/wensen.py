"""*U zei, wij deden*: one sheet for residents with their wishes, those that nobody works on first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from wijkmonitor.afspraken.registers import Wens, per_groep, read_wensen
from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.openen import Pagina, Parameters, open_records
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.taal.getallen import as_sentence, moment
from wijkmonitor.vragen.bouw import bronregel
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "13-wensen"
TEKST = load_teksten(NAAM)
OP_BLAD = 10  # wishes that have room on the sheet; the others stand below it on the screen


@dataclass(frozen=True)
class Wensenblad:
    """What the sheet shows."""

    dossier: Dossier
    wensen: tuple[Wens, ...]

    @property
    def voor(self) -> tuple[tuple[str, tuple[Wens, ...]], ...]:
        """The groups with the wishes that have room on the sheet."""
        return per_groep(self.wensen[:OP_BLAD])

    @property
    def rest(self) -> tuple[tuple[str, tuple[Wens, ...]], ...]:
        """The groups with the other wishes."""
        return per_groep(self.wensen[OP_BLAD:])

    def samen(self, wensen: Sequence[Wens]) -> dict[str, int]:
        """What came of more than one of these wishes alike, with of how many: that is told once."""
        counts = Counter(wish.uitkomst for wish in wensen if wish.uitkomst)
        return {outcome: count for outcome, count in counts.items() if count > 1}

    def niemand(self, wensen: Sequence[Wens]) -> bool:
        """Whether of none of these wishes, more than one, anybody wrote down who takes them up."""
        return len(wensen) > 1 and not any(wish.opgepakt_door for wish in wensen)

    @property
    def geteld(self) -> tuple[str, ...]:
        """How many wishes each group has, in words: 2 nog open."""
        return tuple(f"{len(some)} {TEKST['groep_geteld'][groep]}" for groep, some in per_groep(self.wensen))

    @property
    def bron(self) -> str:
        """The sources of published wishes."""
        return bronregel(wish.bron for wish in self.wensen if wish.herkomst == "openbaar" and wish.bron)

    @property
    def herkomst(self) -> Herkomst:
        """An example where any wish is one."""
        return weigh_herkomst([wish.herkomst for wish in self.wensen])


def said_where(wens: Wens) -> str:
    """Where, by whom and when it was said, as far as that is written down.

    >>> said_where(Wens("Licht", plek="leersessie", van="bewoners", datum="2022-04"))
    'leersessie, bewoners, april 2022'
    """
    return ", ".join(part for part in (wens.plek, wens.van, moment(wens.datum) if wens.datum else "") if part)


def make_wensenblad(dossier: Dossier) -> Wensenblad:
    """The sheet of a wijk from its table `wensen`."""
    return Wensenblad(dossier, read_wensen(dossier.tabel("wensen")))


def wensen_html(sheet: Wensenblad) -> str:
    """The sheet as HTML."""
    return render_page("wensen", b=sheet, d=sheet.dossier, x=TEKST, zin=as_sentence, gezegd=said_where, op_blad=OP_BLAD)


def open_wensen(naam: str, **wijk: Unpack[Parameters]) -> Pagina:
    """The sheet of a wijk for residents."""
    sheet = make_wensenblad(open_records(**wijk))
    return Pagina.of(naam, wensen_html(sheet), sheet.dossier, herkomst=sheet.herkomst)
