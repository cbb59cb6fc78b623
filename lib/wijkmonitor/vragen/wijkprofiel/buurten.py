"""Differences between the buurten of the wijk, and between the wijken of its municipality: on a map where there is geometry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel, Tabelstap, Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Groepslijn, Punt, kaart
from wijkmonitor.figuren import buurten as buurten_figuur
from wijkmonitor.gegevens.opendata.cijfer import zin
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, opsomming_kort, rond
from wijkmonitor.vragen.bouw import bronregel, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import KLEIN, MARGE_ONBEKEND, Cijfers, Vergelijking, as_estimate, kanttekeningen, wanneer
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.verantwoording import make_gat

TEKST = Bevindingtekst("0-wijkprofiel", "wijkprofiel-buurten")
MIN_MEESTE = 8  # buurten, before one of them can lie apart from the others
KAART = Bevindingtekst("0-wijkprofiel", "wijkprofiel-kaart")
MIN_BUURTEN = MIN_WIJKEN = 2


@dataclass(frozen=True, repr=False)
class Buurtverschillen(Tabelstap):
    """One theme for every buurt, the highest first; thema is None where no theme has figures per buurt."""

    dossier: Dossier
    thema: Vergelijking | None
    rijen: pd.DataFrame
    minstens: int = MIN_BUURTEN

    @property
    def tabel(self) -> Tabel:
        """A row per buurt."""
        name = self.thema.indicator.naam if self.thema else ""
        return tabel("Buurten", ("Buurt", (name, "pct")), [_cells(row) for _, row in self.rijen.iterrows()])


def compare_buurten(themas: Cijfers, *, minstens: int = MIN_BUURTEN) -> Buurtverschillen:
    """The buurten on the first of these themes with figures of at least so many of them."""
    figures = themas.dossier.kerncijfers
    for row in themas.rijen:
        frame = figures.buurten(row.indicator.id, row.jaar)
        if frame["waarde"].notna().sum() >= minstens:
            return Buurtverschillen(themas.dossier, row, frame.sort_values("waarde", ascending=False, kind="stable"))
    return Buurtverschillen(themas.dossier, None, pd.DataFrame(), minstens)


def buurten(vergeleken: Buurtverschillen) -> Bevinding:
    """The buurten on the theme that stands out most and has figures per buurt."""
    dossier, row, frame = vergeleken.dossier, vergeleken.thema, vergeleken.rijen
    if row is None:
        reason = TEKST.zin(f"reden.{'geen' if vergeleken.minstens <= MIN_BUURTEN else 'weinig'}", minstens=vergeleken.minstens)
        return ontbreekt(TEKST, reason, herkomst=dossier.kerncijfers.herkomst)
    known = frame[frame["waarde"].notna()]
    high, low = known.iloc[0], known.iloc[-1]  # sorted, the highest first
    most = most_of(known)
    outcome = "gelijk" if high["waarde"] - low["waarde"] < KLEIN else "meeste" if len(most) < len(known) else "bekend"
    values = {
        "indicator": row.indicator.naam,
        "laag": getal(most["waarde"].min()),
        "hoog": getal(most["waarde"].max()),
        "binnen": getal(len(most)),
        "n": getal(len(known)),
        "per": row.indicator.per,
        "jaar": wanneer(row, dossier),
    }
    dots = buurten_figuur(_punten(frame), lijnen=_lijnen(dossier, row), vraag=0, eenheid="van de 100")
    chart, words = draw_kaart(dossier, row)
    nameless = dossier.kerncijfers.zonder_naam(frame["gebied"])
    notes = (kanttekeningen([row], dossier), zin("reden.naam_ontbreekt") if nameless else "")
    return maak(
        TEKST,
        outcome,
        woorden=values,
        lees=TEKST.zin(
            f"lees.{'zonder_naam' if nameless else 'bekend'}",
            n=values["n"],
            jaar=row.jaar,
            buiten="" if outcome != "meeste" else TEKST.zin("lees.buiten", namen=_apart(known.drop(most.index))),
            hoogste=_names_at(known, high["waarde"]),
            laagste=_names_at(known, low["waarde"]),
            kaart=words,
        ).strip(),  # fmt: skip
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(str(row.jaar), over=row.indicator.naam, soort="verschil"),
        schatting=Estimate(
            (high["waarde"] - low["waarde"]) / 100, None, None, len(known), "verschil van twee schattingen", MARGE_ONBEKEND
        ),
        eenheid="pct",
        figuur=chart or dots,
        extra_figuren=(dots,) if chart else (),
        tabel=vergeleken.tabel,
        let_op=" ".join(note for note in notes if note),
        open_jaar=row.jaar,
        bron=bronregel([row.wijk.bron, *([f"grenzen: {dossier.kaart.grenzen.bron}"] if chart else [])]),
        herkomst=dossier.kerncijfers.herkomst,
    )


def most_of(known: pd.DataFrame) -> pd.DataFrame:
    """The buurten without those that lie far from all others (beyond the fences: Tukey, Exploratory data analysis, 1977, p. 44).

    All of them where there are fewer than `MIN_MEESTE`, or where what lies apart is less than `KLEIN` from the others.
    """
    values = known["waarde"]
    low, high = float(values.quantile(0.25)), float(values.quantile(0.75))
    room = max(1.5 * (high - low), KLEIN)
    return known[values.between(low - room, high + room)] if len(known) >= MIN_MEESTE else known


def _apart(rows: pd.DataFrame) -> str:
    return opsomming_kort([f"{row['naam']} ({getal(row['waarde'])})" for _, row in rows.iterrows()])


def draw_kaart(dossier: Dossier, row: Vergelijking) -> tuple[Figuur | None, str]:
    """The map of the buurten and what to say of it; without their boundaries the reason."""
    plan = dossier.kaart
    if not plan or plan.soort != "buurt":
        reason = plan.grenzen.reden or TEKST["reden.geen_kaart"]
        return None, str(reason)
    values = plan.waarden(row.indicator.id, row.jaar)
    return kaart(plan.grenzen.vlakken, values, namen=plan.namen(), eenheid="van de 100", klein=KLEIN), ""


def _names_at(known: pd.DataFrame, value: float) -> str:
    """The buurten whose figure reads as this one."""
    return opsomming_kort(known.loc[known["waarde"].map(lambda other: rond(other, 1)) == rond(value, 1), "naam"].tolist())


def _punten(frame: pd.DataFrame) -> list[Punt]:
    rows = zip(frame["naam"], frame["waarde"], frame["reden"], strict=True)
    return [Punt(str(name), None if pd.isna(value) else float(value), reden=str(reason)) for name, value, reason in rows]


def _lijnen(dossier: Dossier, row: Vergelijking) -> list[Groepslijn]:
    areas = ((dossier.wijk.naam, row.wijk.waarde), (row.gemeente.naam, row.gemeente.waarde))
    return [Groepslijn(name, value) for name, value in areas if value is not None]


def _cells(row: pd.Series) -> tuple[Cel, Cel]:
    return str(row["naam"]), row["reden"] if pd.isna(row["waarde"]) else float(row["waarde"]) / 100


@dataclass(frozen=True, repr=False)
class Wijken(Tussenstap):
    """One theme for every wijk of the municipality, by code; thema is None without boundaries or enough figures."""

    dossier: Dossier
    thema: Vergelijking | None
    waarden: Mapping[str, float | None]
    minstens: int = MIN_WIJKEN

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per wijk, by name."""
        return (_wijken_tabel(self, self.thema),) if self.thema is not None else ()


def compare_wijken(themas: Cijfers, *, minstens: int = MIN_WIJKEN) -> Wijken:
    """The first of these themes for the wijken of the municipality, where the boundaries of at least so many are known."""
    dossier, plan = themas.dossier, themas.dossier.kaart
    if not plan or plan.soort != "wijk" or not themas.rijen:
        return Wijken(dossier, None, {})
    row = themas.rijen[0]
    values = plan.waarden(row.indicator.id, row.jaar)
    return Wijken(dossier, row if sum(value is not None for value in values.values()) >= minstens else None, values, minstens)


def gemeentekaart(wijken: Wijken) -> Bevinding:
    """The theme that stands out most, for all wijken of the municipality."""
    dossier, row, values = wijken.dossier, wijken.thema, wijken.waarden
    if row is None:
        if wijken.minstens > MIN_WIJKEN and any(value is not None for value in values.values()):
            return ontbreekt(KAART, KAART.zin("reden.weinig", minstens=wijken.minstens), herkomst=dossier.kerncijfers.herkomst)
        missing = ontbreekt(KAART, KAART["reden.geen_kaart"], herkomst=dossier.kerncijfers.herkomst)
        return make_gat(missing, KAART["reden.wat"], KAART["reden.hoe"])
    plan, known = dossier.kaart, {code: value for code, value in values.items() if value is not None}
    words = {
        "indicator": row.indicator.naam,
        "gemeente": row.gemeente.naam,
        "laag": getal(min(known.values())),
        "hoog": getal(max(known.values())),
        "wijk": dossier.wijk.naam,
        "waarde": getal(row.wijk.waarde or 0.0),
        "n": getal(len(known)),
        "per": row.indicator.per,
        "jaar": wanneer(row, dossier),
    }
    return maak(
        KAART,
        woorden=words,
        maat=KAART.maat(str(row.jaar), over=row.indicator.naam),
        schatting=as_estimate(row.wijk, row.indicator),
        eenheid="pct",
        figuur=kaart(plan.grenzen.vlakken, values, namen=plan.namen(), held=plan.held, eenheid="van de 100", klein=KLEIN),
        tabel=_wijken_tabel(wijken, row),
        open_jaar=row.jaar,
        bron=bronregel([row.wijk.bron, f"grenzen: {plan.grenzen.bron}"]),
        herkomst=dossier.kerncijfers.herkomst,
    )


def _wijken_tabel(wijken: Wijken, row: Vergelijking) -> Tabel:
    names, none = wijken.dossier.kaart.namen(), KAART["reden.geen"]
    rows: list[tuple[Cel, ...]] = [
        (names[code], none if value is None else value / 100) for code, value in wijken.waarden.items()
    ]
    return tabel(
        f"Wijken van {row.gemeente.naam}, op naam",
        ("Wijk", (row.indicator.naam, "pct")),
        sorted(rows, key=lambda cells: str(cells[0])),
    )
