"""The wijk among the other wijken of its municipality, on a map: only where boundaries were supplied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import kaart
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import bronregel, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import KLEIN, Cijfers, Vergelijking, as_estimate, wanneer
from wijkmonitor.vragen.maten import make_maat
from wijkmonitor.vragen.teksten import Bevindingtekst

ID = "wijkprofiel-kaart"
TEKST = Bevindingtekst("0-wijkprofiel", ID)
MIN_WIJKEN = 2


@dataclass(frozen=True, repr=False)
class Wijken(Tussenstap):
    """One theme for every wijk of the municipality, by code; thema is None without boundaries or enough figures."""

    dossier: Dossier
    thema: Vergelijking | None
    waarden: Mapping[str, float | None]

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per wijk, by name."""
        return (_tabel(self, self.thema),) if self.thema is not None else ()


def compare_wijken(themas: Cijfers, *, minstens: int = MIN_WIJKEN) -> Wijken:
    """The first of these themes for the wijken of the municipality, where the boundaries of at least so many are known."""
    dossier, plan = themas.dossier, themas.dossier.kaart
    if not plan or plan.soort != "wijk" or not themas.rijen:
        return Wijken(dossier, None, {})
    row = themas.rijen[0]
    values = plan.waarden(row.indicator.id, row.jaar)
    return Wijken(dossier, row if sum(value is not None for value in values.values()) >= minstens else None, values)


def gemeentekaart(wijken: Wijken) -> Bevinding:
    """The theme that stands out most, for all wijken of the municipality."""
    dossier, row, values = wijken.dossier, wijken.thema, wijken.waarden
    if row is None:
        missing = ontbreekt(TEKST, TEKST["reden.geen_kaart"], herkomst=dossier.kerncijfers.herkomst)
        return replace(missing, teken="niet geleverd", lees=TEKST["reden.gat"])
    plan, known = dossier.kaart, {code: value for code, value in values.items() if value is not None}
    words = {
        "indicator": row.indicator.naam,
        "gemeente": row.gemeente.naam,
        "laag": getal(min(known.values())),
        "hoog": getal(max(known.values())),
        "wijk": dossier.wijk.naam,
        "waarde": getal(row.wijk.waarde or 0.0),
        "n": getal(len(known)),
        "naam": row.indicator.naam,
        "per": row.indicator.per,
        "jaar": wanneer(row, dossier),
    }
    return maak(
        TEKST,
        woorden=words,
        maat=make_maat(ID, str(row.jaar), over=row.indicator.naam),
        schatting=as_estimate(row.wijk, row.indicator),
        eenheid="pct",
        figuur=kaart(plan.grenzen.vlakken, values, namen=plan.namen(), held=plan.held, eenheid="van de 100", klein=KLEIN),
        tabel=_tabel(wijken, row),
        open_jaar=row.jaar,
        bron=bronregel([row.wijk.bron, f"grenzen: {plan.grenzen.bron}"]),
        herkomst=dossier.kerncijfers.herkomst,
    )


def _tabel(wijken: Wijken, row: Vergelijking) -> Tabel:
    names, none = wijken.dossier.kaart.namen(), TEKST["reden.geen"]
    rows: list[tuple[Cel, ...]] = [
        (names[code], none if value is None else value / 100) for code, value in wijken.waarden.items()
    ]
    return tabel(
        f"Wijken van {row.gemeente.naam}, op naam",
        ("Wijk", (row.indicator.naam, "pct")),
        sorted(rows, key=lambda cells: str(cells[0])),
    )
