"""What the procesbegeleider writes down: what helps and what hinders (the six success factors), and where the time went (the seven items of the log)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Bord, Herkomst, Raakt, Tabel, Tabelstap, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, Factor, balken, factoren
from wijkmonitor.gegevens.lijsten import FACTOREN, LPB_ITEMS
from wijkmonitor.stats import Estimate, cluster_counts, cluster_proportion, proportion, proportion_difference
from wijkmonitor.taal.getallen import getal, hoofdletter, meervoud, opsomming_kort, van_de_100
from wijkmonitor.taal.oordeel import Marges, Oordeel, beoordeel, beoordeel_familie, niveau
from wijkmonitor.vragen.bouw import deel_woorden, herkomst_van, maak, naast_tweede, ontbreekt, tabel, uit
from wijkmonitor.vragen.teksten import Bevindingtekst, tijdvak

LPB = Bevindingtekst("3-samenwerking", "samenwerking-lpb")
KANTEN = ("bevorderend", "belemmerend")
MIN_AANTEKENINGEN = 5
TEKST = Bevindingtekst("3-samenwerking", "samenwerking-bevorderend")


@dataclass(frozen=True, repr=False)
class Aantekeningen(Tabelstap):
    """Notes on progress per success factor (all six): how often it helped (`bevorderend`) and hindered (`belemmerend`)."""

    dossier: Dossier
    rijen: pd.DataFrame
    aantallen: tuple[FactorTelling, ...]
    oordelen: Mapping[str, Oordeel]
    minstens: int

    @property
    def tabel(self) -> Tabel:
        """A row per factor, where there are enough notes to compare."""
        columns = ("Succesfactor", ("Bevorderend", "aantal"), ("Belemmerend", "aantal"), "Hindert vaker dan de tweede")
        helps, hinders = _counts(self, "bevorderend"), _counts(self, "belemmerend")
        rows = [(hoofdletter(name), helps[name], hinders[name], naast_tweede(self.oordelen[name])) for name in self.oordelen]
        return tabel("Wat helpt en wat hindert", columns, rows)


def count_factoren(dossier: Dossier, *, minstens: int = MIN_AANTEKENINGEN) -> Aantekeningen:
    """Notes per factor, and whether the factor that hinders most does so more often than the runner-up.

    With fewer than `minstens` notes on what hinders nothing is compared.
    """
    frame = dossier.tabel("voortgang")
    counts = tel_factoren(frame)
    hinders = {count.factor: count.belemmerend for count in counts}
    if sum(hinders.values()) < minstens:
        return Aantekeningen(dossier, frame, counts, {}, minstens)
    verdicts = {name: compare_with_next(frame, hinders, name) for name in hinders}
    return Aantekeningen(dossier, frame, counts, verdicts, minstens)


def compare_with_next(frame: pd.DataFrame, hinders: Mapping[str, int], name: str) -> Oordeel:
    """Whether a factor hinders more often than the runner-up; who is not in front is not compared.

    Notes come in clusters: those of one intervention in one month tell of the same trouble.
    """
    first, second = sorted(hinders, key=lambda item: -hinders[item])[:2]
    if name != first:
        return Oordeel("te weinig")
    rows = frame[(frame["richting"] == "belemmerend") & frame["factor"].isin([first, second])]
    month = rows["datum"].dt.to_period("M").astype(str)
    together = list(zip(rows["interventie"].fillna(""), month, strict=True))
    years = frame["datum"].dt.year.nunique()
    hits, totals = cluster_counts(together, list(rows["factor"] == first))
    level = niveau(TEKST.id, keer=years, oploopt=True)
    return beoordeel(cluster_proportion(hits, totals, confidence=1 - level), nul=0.5, alpha=level, op=1 - level)


def help_en_hinder(aantekeningen: Aantekeningen) -> Bevinding:
    """The factor that hinders most, if that is more often than by chance."""
    frame, verdicts = aantekeningen.rijen, aantekeningen.oordelen
    hinders, helps = _counts(aantekeningen, "belemmerend"), _counts(aantekeningen, "bevorderend")
    total = sum(hinders.values())
    if not verdicts:
        kind = "weinig" if total + sum(helps.values()) else "geen_tabel"
        reason = TEKST.zin(f"reden.{kind}", minstens=aantekeningen.minstens)
        return ontbreekt(TEKST, reason, herkomst=herkomst_van(frame))
    main = max(hinders, key=lambda name: hinders[name])
    kind = "zeker" if verdicts[main].richting == "omhoog" else "toeval"
    share = proportion(hinders[main], total)
    words = _words(share, main, hinders, helps) | {"gemist": _unseen(verdicts[main], hinders)}
    rows = [Factor(hoofdletter(name), helps[name], hinders[name]) for name in FACTOREN]
    return maak(
        TEKST,
        kind,
        woorden=words,
        stand=TEKST.zin("lees.stand", **words) if kind == "zeker" else "",
        onderschrift=f"Aantekeningen bij de voortgang, per succesfactor, {aantekeningen.dossier.wijk.naam}.",
        antwoord="bekend" if kind == "zeker" else "toeval",
        maat=TEKST.maat(tijdvak(frame["datum"]), over=main),
        schatting=share,
        eenheid="pct",
        figuur=factoren(rows, vraag=3),
        tabel=aantekeningen.tabel,
        teken="geen" if kind == "zeker" else "toeval",
        bord=Bord(onderwerp=main if kind == "zeker" else ""),
        vergelijkingen=1,
        raakt=tuple(_touches(aantekeningen)),
        **uit(frame, eigen="voortgang"),
    )


def _touches(aantekeningen: Aantekeningen) -> Iterator[Raakt]:
    """Per theme of the interventions the factor that was noted most as hindering there: a count, not compared with others."""
    plan, frame = aantekeningen.dossier.tabel("interventies"), aantekeningen.rijen
    hinders = frame[(frame["richting"] == "belemmerend") & frame["factor"].isin(FACTOREN)]
    themes = hinders["interventie"].map(dict(zip(plan["interventie"], plan["thema"].str.strip().str.lower(), strict=True)))
    for theme, factors in hinders.groupby(themes, sort=True)["factor"]:
        counts = factors.value_counts()
        if len(factors) >= aantekeningen.minstens and (len(counts) == 1 or counts.iloc[0] > counts.iloc[1]):
            words = {"thema": theme, "factor": counts.index[0], "aantal": getal(counts.iloc[0]), "n": getal(len(factors))}
            yield Raakt(TEKST.zin("verhaal", **words), thema=str(theme))


def _unseen(verdict: Oordeel, hinders: Mapping[str, int]) -> str:
    """How many more notes the first factor had to have than the second."""
    both = sum(sorted(hinders.values())[-2:])
    return verdict.gemist(lambda size: f"{getal(math.ceil(2 * size * both))} keer", hoogstens=0.5)


def _counts(aantekeningen: Aantekeningen, side: str) -> dict[str, int]:
    """Notes on one side, per factor."""
    return {count.factor: getattr(count, side) for count in aantekeningen.aantallen}


def _words(share: Estimate, main: str, hinders: dict[str, int], helps: dict[str, int]) -> dict[str, str]:
    second = max((name for name in FACTOREN if name != main), key=lambda name: hinders[name])
    best = max(helps.values())
    most = [name for name in FACTOREN if helps[name] == best]
    form = "helpt" if len(most) == 1 else "helpt_meer"
    help_line = TEKST.zin(f"lees.{form}", factor=opsomming_kort(most), aantal=getal(best)) if best else ""
    return deel_woorden(share) | {
        "factor": main,
        "tweede": f"{second}, {getal(hinders[second])} keer",
        "samen": opsomming_kort([main, *(name for name in FACTOREN if name != main and hinders[name] == hinders[second])]),
        "meest": opsomming_kort([name for name in FACTOREN if hinders[name] == hinders[main]]),
        "elk": "elk " if hinders[main] == hinders[second] else "",
        "aantal": getal((share.value or 0.0) * (share.n or 0)),
        "helpt": help_line,
    }


@dataclass(frozen=True)
class FactorTelling:
    """How often one success factor was noted as helping and as hindering: numbers of entries, not of people."""

    factor: str
    bevorderend: int
    belemmerend: int
    herkomst: Herkomst = "eigen registratie"

    @property
    def totaal(self) -> int:
        """All entries on this factor."""
        return self.bevorderend + self.belemmerend


def tel_factoren(*tabellen: pd.DataFrame) -> tuple[FactorTelling, ...]:
    """The six success factors in their fixed order, with their entries in these tables.

    tabellen: `voortgang`, and `logboek` where people added the columns `factor` and `richting` to it; a table without
    those columns adds nothing. Rows without a factor or direction are not counted.
    """
    rows = pd.concat([_entries(table) for table in tabellen], ignore_index=True)
    return tuple(_count(rows[rows["factor"] == factor], factor) for factor in FACTOREN)


def _entries(table: pd.DataFrame) -> pd.DataFrame:
    columns = ["factor", "richting", "herkomst"]
    if not {"factor", "richting"} <= set(table.columns):
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    origin = table.get("herkomst", "eigen registratie")
    entries = table.assign(herkomst=origin)[columns].dropna(subset=["factor", "richting"])
    return entries[entries["factor"].isin(FACTOREN) & entries["richting"].isin(KANTEN)].astype("object")


def _count(rows: pd.DataFrame, factor: str) -> FactorTelling:
    helps, hinders = (int((rows["richting"] == side).sum()) for side in KANTEN)
    return FactorTelling(factor, helps, hinders, weigh_herkomst(rows["herkomst"].tolist()))


@dataclass(frozen=True, repr=False)
class Logboek(Tabelstap):
    """Hours and entries of the lokale procesbegeleider per item (all seven)."""

    dossier: Dossier
    rijen: pd.DataFrame
    uren: pd.Series
    aantekeningen: pd.Series

    @property
    def tabel(self) -> Tabel:
        """A row per item, where there are hours to tell."""
        columns = ("Onderdeel", ("Uren", "aantal"), ("Deel van de uren", "pct"), ("Aantekeningen", "aantal"))
        total = float(self.uren.sum())
        hours = {item: float(self.uren[item]) for item in LPB_ITEMS} if total else {}
        rows = [(item, spent, spent / total, int(self.aantekeningen[item])) for item, spent in hours.items()]
        return tabel("Uren en aantekeningen", columns, rows)


def count_uren(dossier: Dossier) -> Logboek:
    """Hours and entries per item, over all years."""
    frame = dossier.tabel("logboek")
    hours = frame.groupby("item")["uren"].sum().reindex(list(LPB_ITEMS), fill_value=0.0)
    entries = frame["item"].value_counts().reindex(list(LPB_ITEMS), fill_value=0)
    return Logboek(dossier, frame, hours, entries)


def lpb(logboek: Logboek) -> Bevinding:
    """The item that took most hours, and which item's share of the entries changed between first and last year."""
    frame, hours = logboek.rijen, logboek.uren
    if frame.empty or not hours.sum():
        reason = LPB[f"reden.{'geen_tabel' if frame.empty else 'geen_uren'}"]
        return ontbreekt(LPB, reason, herkomst=herkomst_van(frame))
    main = str(hours.idxmax())
    share = float(hours[main] / hours.sum())
    return maak(
        LPB,
        woorden={
            "item": main,
            "deel": van_de_100(share),
            "uren": getal(hours.sum()),
            "n": meervoud(len(frame), "aantekening", "aantekeningen"),
            "verandering": _change(frame, main),
        },
        wijk=logboek.dossier.wijk.naam,
        maat=LPB.maat(tijdvak(frame["datum"]), over=main),
        schatting=Estimate(share, None, None, len(frame), "deel van de uren", "uren zijn geschat, zonder marge"),
        eenheid="pct",
        figuur=balken([Balk(str(item), float(value)) for item, value in hours.items()], vraag=3, eenheid="uur"),
        tabel=logboek.tabel,
        vergelijkingen=len(changes(frame)),
        **uit(frame, eigen="logboek"),
    )


def changes(frame: pd.DataFrame) -> dict[str, Marges]:
    """Per item the change in its share of the entries, first to last year; empty where there is one year."""
    years = sorted(frame["datum"].dt.year.dropna().unique())
    if len(years) < 2:
        return {}
    first, last = (frame.loc[frame["datum"].dt.year == year, "item"].tolist() for year in (years[0], years[-1]))
    return {
        item: partial(proportion_difference, last.count(item), len(last), first.count(item), len(first)) for item in LPB_ITEMS
    }


def _change(frame: pd.DataFrame, main: str) -> str:
    """What may be said of the item that changed most, the seven judged together; else of the item with most hours."""
    family = changes(frame)
    if not family:
        return ""
    verdicts = beoordeel_familie(family, alpha=niveau(LPB.id, keer=int(frame["datum"].dt.year.nunique()) - 1))
    moved = [item for item in LPB_ITEMS if verdicts[item].zeker]
    item = max(moved, key=lambda name: abs(family[name](confidence=0.95).value or 0.0)) if moved else main
    years = frame["datum"].dt.year
    then, now = years.min(), years.max()
    return LPB.zin(
        f"lees.{'zeker' if moved else 'toeval'}",
        item=item,
        gemist=verdicts[item].gemist(van_de_100, hoogstens=1.0),
        nu=int(now),
        toen=int(then),
        deel_nu=van_de_100(float((frame.loc[years == now, "item"] == item).mean())),
        deel_toen=van_de_100(float((frame.loc[years == then, "item"] == item).mean())),
    )
