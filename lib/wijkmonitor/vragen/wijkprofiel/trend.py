"""Then and now on equal boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.bevinding import Bevinding, Cel, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Halter, halter
from wijkmonitor.gegevens.opendata.catalogus import Indicator
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, klein_begin, opsomming
from wijkmonitor.vragen.bouw import bronregel, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import KLEIN, MARGE_ONBEKEND, compare_areas, jaar_van
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("0-wijkprofiel", "wijkprofiel-trend")


@dataclass(frozen=True)
class Schuif:
    """One indicator of the wijk in its first and last comparable year, and the municipality in the same years."""

    indicator: Indicator
    toen: int
    nu: int
    van: float
    naar: float
    gemeente: tuple[float, float] | None

    @property
    def verschil(self) -> float:
        """Now minus then, in percentage of people."""
        return self.naar - self.van

    @property
    def winst(self) -> float:
        """How far it went to the favourable side; 0 for a figure that is favourable on neither side."""
        return {"hoog_is_gunstig": 1.0, "laag_is_gunstig": -1.0}.get(self.indicator.richting, 0.0) * self.verschil

    def in_words(self, gemeente: str) -> str:
        """How it went in the wijk, and in the municipality."""
        return TEKST.zin(f"schuif{'' if self.gemeente else '_alleen'}", **_words(self, gemeente))


@dataclass(frozen=True, repr=False)
class Trendtoen(Tabelstap):
    """Every indicator of the wijk in its first and last comparable year."""

    dossier: Dossier
    schuiven: tuple[Schuif, ...]
    minstens_jaren: int = 1

    @property
    def gemeente(self) -> str:
        """The name of the municipality; "" for the country itself."""
        return "" if self.dossier.is_land else self.dossier.kerncijfers.naam_van(self.dossier.wijk.gemeente)

    @property
    def tabel(self) -> Tabel:
        """A row per indicator."""
        areas = [name for name in (self.dossier.wijk.naam, self.gemeente) if name]
        shares = [(f"{name}, {when}", "pct") for name in areas for when in ("toen", "nu")]
        columns: list[str | tuple[str, str]] = ["Onderwerp", "Toen", "Nu", *shares]
        return tabel("Toen en nu", columns, [_row(move)[: len(columns)] for move in self.schuiven])


def compare_toen_en_nu(dossier: Dossier, *, minstens_jaren: int = 1) -> Trendtoen:
    """All percentages of the wijk in their first and last year on equal boundaries, at least so many years apart."""
    names = [name for name, item in dossier.kerncijfers.catalogus.items() if item.eenheid == "%" and not item.geen_cijfer]
    moves = (move for name in names if (move := first_and_last(dossier, name)))
    return Trendtoen(dossier, tuple(move for move in moves if move.nu - move.toen >= minstens_jaren), minstens_jaren)


def trend(toen: Trendtoen) -> Bevinding:
    """What went forward between its first and last comparable year, and beside it what went back; no verdict without a margin.

    Where nothing went forward, what moved.
    """
    dossier, moves = toen.dossier, toen.schuiven
    if not moves:
        reason = TEKST.zin(f"reden.{'geen' if toen.minstens_jaren == 1 else 'jaren'}", jaren=toen.minstens_jaren)
        return ontbreekt(TEKST, reason, herkomst=dossier.kerncijfers.herkomst)
    main, back = vooruit(moves) or max(moves, key=lambda move: abs(move.verschil)), achteruit(moves)
    other = back if back is not main else None
    gemeente = toen.gemeente
    words = _words(main, gemeente) | {
        "per": main.indicator.per,
        "wanneer": jaar_van(compare_areas(dossier, main.indicator.id, main.nu), dossier),
    }
    if other:
        words |= {"ander": klein_begin(other.indicator.naam), "van_ander": getal(other.van), "naar_ander": getal(other.naar)}
    notes = dossier.kerncijfers.toelichting(main.indicator.id)
    now = Estimate(main.naar / 100, None, None, None, "schatting", MARGE_ONBEKEND)
    return maak(
        TEKST,
        "beide" if other else "bekend",
        woorden=words,
        lees=_lees(moves, main, other, gemeente),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(str(main.nu), vergeleken=str(main.toen), over=main.indicator.naam, soort="verandering", peil=now),
        schatting=Estimate(main.verschil / 100, None, None, None, "verschil van twee schattingen", MARGE_ONBEKEND),
        eenheid="pct",
        figuur=_figuur(moves, main),
        tabel=toen.tabel,
        let_op=" ".join(dict.fromkeys(notes)),
        open_jaar=max(move.nu for move in moves),
        bron=bronregel([dossier.kerncijfers.cijfer(main.indicator.id, "wijk", main.nu).bron]),
        herkomst=dossier.kerncijfers.herkomst,
    )


def vooruit(moves: Sequence[Schuif]) -> Schuif | None:
    """What went furthest to the favourable side, by at least `KLEIN`; None where nothing did."""
    best = max(moves, key=lambda move: move.winst, default=None)
    return best if best and best.winst >= KLEIN else None


def achteruit(moves: Sequence[Schuif]) -> Schuif | None:
    """The same to the other side."""
    worst = min(moves, key=lambda move: move.winst, default=None)
    return worst if worst and worst.winst <= -KLEIN else None


def _lees(moves: Sequence[Schuif], main: Schuif, other: Schuif | None, gemeente: str) -> str:
    """Both in words beside the municipality, and by name what else moved to either side."""
    told = (main, other)
    rest = [move for move in moves if move not in told]
    names = {
        "gunstiger": [klein_begin(move.indicator.naam) for move in rest if move.winst >= KLEIN],
        "ongunstiger": [klein_begin(move.indicator.naam) for move in rest if move.winst <= -KLEIN],
    }
    also = [TEKST.zin(f"lees.{side}", namen=opsomming(some)) for side, some in names.items() if some]
    town = () if main.gemeente or not gemeente else (TEKST.zin("lees.geen_gemeente", gemeente=gemeente),)
    return " ".join([*(move.in_words(gemeente) for move in told if move), *town, *also, TEKST["lees.marge"]])


def _words(main: Schuif, gemeente: str) -> dict[str, str]:
    town = main.gemeente or (0.0, 0.0)
    return {
        "toen": str(main.toen),
        "nu": str(main.nu),
        "indicator": main.indicator.naam,
        "van": getal(main.van),
        "naar": getal(main.naar),
        "gemeente": gemeente,
        "van_gemeente": getal(town[0]),
        "naar_gemeente": getal(town[1]),
    }


def _figuur(moves: Sequence[Schuif], main: Schuif) -> Figuur:
    span = [move for move in moves if (move.toen, move.nu) == (main.toen, main.nu)]
    rows = [Halter(move.indicator.naam, move.van, move.naar, held=move is main) for move in span]
    return halter(rows, toen=str(main.toen), nu=str(main.nu), vraag=0, eenheid="van de 100")


def first_and_last(dossier: Dossier, indicator: str, *, vanaf: int = 0) -> Schuif | None:
    """The longest stretch of one line that reaches the newest year, from `vanaf` on; None where it holds one year only."""
    figures = dossier.kerncijfers
    lines, known = figures.lijnen(indicator), figures.jaren(indicator)
    span = [jaar for jaar in known if lines[jaar] == lines[known[-1]] and jaar >= vanaf]
    if len(span) < 2:
        return None
    toen, nu = span[0], span[-1]
    own, town = (_values(figures, indicator, area, (toen, nu)) for area in ("wijk", "gemeente"))
    town = None if dossier.is_land else town
    return Schuif(figures.catalogus.find(indicator), toen, nu, *own, town) if own else None


def _values(figures: Kerncijfers, indicator: str, area: str, years: tuple[int, int]) -> tuple[float, float] | None:
    """The figures of both years, None where one is missing."""
    first, last = (figures.cijfer(indicator, area, jaar).waarde for jaar in years)
    return None if first is None or last is None else (first, last)


def _row(move: Schuif) -> tuple[Cel, ...]:
    town: tuple[Cel, Cel] = (move.gemeente[0] / 100, move.gemeente[1] / 100) if move.gemeente else ("geen cijfer", "geen cijfer")
    return move.indicator.naam, str(move.toen), str(move.nu), move.van / 100, move.naar / 100, *town
