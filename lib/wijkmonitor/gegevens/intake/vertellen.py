"""What there is to tell about a delivery, line by line: for the command and for the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wijkmonitor.gegevens.fouten import Fout, cut
from wijkmonitor.gegevens.intake import zin
from wijkmonitor.gegevens.intake.kop import Kolomkeuze
from wijkmonitor.gegevens.intake.opnemen import Voorstel
from wijkmonitor.gegevens.intake.samenvoegen import Samengevoegd
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.taal.getallen import meervoud, opsomming_kort

MEESTE_REGELS = 20
MEESTE_RIJEN = 10  # that are named in one sentence


def tell_proposal(voorstel: Voorstel, *, met_tekst: bool = False) -> Iterator[str]:
    """What was recognised, left out and changed, before it goes in.

    met_tekst: say also what the text was that pointed at a person; only for a screen that somebody looks at.
    """
    yield from dict.fromkeys(line for blad in voorstel.gelezen for choice in blad.kop.keuzes if (line := _column(choice)))
    for blad in voorstel.gelezen if len(voorstel.gelezen) > 1 or any(blad.verborgen for blad in voorstel.gelezen) else ():
        how = "met verborgen" if blad.verborgen else "gelezen"
        counts = {"rijen": _count(blad.rijen, "rij"), "verborgen": _count(blad.verborgen, "verborgen rij")}
        yield zin(f"voorstel.{how}", blad=printable_part(blad.naam), **counts)
    for name, lacks in voorstel.overgeslagen_bladen.items():
        yield zin("voorstel.blad mist" if lacks else "voorstel.blad", blad=printable_part(name), kolommen=", ".join(lacks))
    if voorstel.ingetrokken:
        numbers = opsomming_kort([str(number) for number in voorstel.ingetrokken if number])
        where = f" (rij {numbers})" if numbers else ""
        yield zin("voorstel.ingetrokken", rijen=_count(len(voorstel.ingetrokken), "rij"), waar=where)
    if voorstel.passen_niet:
        names = ", ".join(f"'{printable_part(name)}'" for name in voorstel.passen_niet)
        yield zin("voorstel.past niet", koppen=names)
    for what, count in voorstel.gedaan.items():
        if count:
            rows = opsomming_kort([str(row) for row in voorstel.waar.get(what, ())], MEESTE_RIJEN)
            yield zin(f"gedaan.{what}", aantal=count, rijen=f"rij {rows}")
    yield from _replaced(voorstel, met_tekst=met_tekst)
    yield from (zin("voorstel.let op", melding=fault) for fault in voorstel.let_op[:MEESTE_REGELS])
    if (rest := len(voorstel.let_op) - MEESTE_REGELS) > 0:
        yield zin("voorstel.en nog", aantal=rest)


def tell_outcome(tabel: str, uitkomst: Samengevoegd, *, proef: bool = False) -> Iterator[str]:
    """What came into the table; with proef: what would."""
    changed = uitkomst.nieuw or uitkomst.vervangen or uitkomst.vervallen
    if not changed:
        yield zin("uitkomst.gelijk", rijen=_count(uitkomst.gelijk, "rij"), tabel=tabel)
    else:
        yield zin(f"uitkomst.{'proef' if proef else 'opgenomen'}", tabel=tabel, rijen=_count(uitkomst.nieuw, "nieuwe rij"))
    if uitkomst.vervangen:
        yield zin("uitkomst.vervangen", rijen=_count(uitkomst.vervangen, "rij"))
    if uitkomst.vervallen:
        yield zin("uitkomst.vervallen", rijen=_count(uitkomst.vervallen, "rij"))
    if uitkomst.behouden:
        yield zin("uitkomst.behouden", cellen=opsomming_kort(uitkomst.behouden, MEESTE_RIJEN), tabel=tabel)
    if uitkomst.naast:
        yield zin("uitkomst.naast", cellen=opsomming_kort(uitkomst.naast, MEESTE_RIJEN), tabel=tabel)
    if changed and uitkomst.gelijk:
        yield zin("uitkomst.stonden er al", rijen=_count(uitkomst.gelijk, "rij"))


def tell_faults(faults: Sequence[Fout]) -> Iterator[str]:
    """Why nothing was taken in: the first faults, and how many more there are."""
    yield zin("uitkomst.niets opgenomen")
    yield from (f"- {fault}" for fault in faults[:MEESTE_REGELS])
    if len(faults) > MEESTE_REGELS:
        yield zin("uitkomst.meer fouten", fouten=_count(len(faults) - MEESTE_REGELS, "fout"))


def printable_part(text: str) -> str:
    """Part of a sentence that came from outside: on one line, at most 120 characters."""
    return cut(text, 120)


def _column(choice: Kolomkeuze) -> str:
    """What happens to a column; "" where its heading says so itself."""
    how = "andere naam" if choice.hoe == "systeem" and choice.doel else choice.hoe
    known = how in read_toml("wijkmonitor.gegevens.intake", "zinnen.toml")["kolom"]
    return zin(f"kolom.{how}", kop=printable_part(choice.kop), doel=choice.doel) if known else ""


def _replaced(voorstel: Voorstel, *, met_tekst: bool) -> Iterator[str]:
    """Where text pointed at a person."""
    if not voorstel.vervangen:
        return
    yield zin("voorstel.vervangen", aantal=len(voorstel.vervangen))
    lines: Counter[str] = Counter()
    for place in voorstel.vervangen:
        shown = f" ({printable_part(place.vondst.tekst)})" if met_tekst else ""
        which = "plek met rij" if place.rij else "plek"
        lines[zin(f"voorstel.{which}", rij=place.rij, kolom=place.kolom, soort=place.vondst.soort) + shown] += 1
    yield from list(lines)[:MEESTE_REGELS]
    if len(lines) > MEESTE_REGELS:
        yield zin("voorstel.en nog", aantal=len(lines) - MEESTE_REGELS)


def _count(number: int, word: str) -> str:
    return meervoud(number, word, zin(f"meervoud.{word}"))
