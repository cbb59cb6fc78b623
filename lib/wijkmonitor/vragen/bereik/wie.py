"""Who is missing: participants beside the residents, per age, sex and buurt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Cel, Deel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Kant, twee_kanten
from wijkmonitor.gegevens.opendata.zinnen import reden
from wijkmonitor.taal.getallen import getal, tussen, van_de_100
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie
from wijkmonitor.vragen.bouw import bord, bronnen, grenzen, herkomst_van, hoofdletter, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import Teksten, load_teksten
from wijkmonitor.vragen.tellingen import AGE_SHARES, BUITEN, ONBEKEND, Tellingen

ID = "bereik-wie-missen-we"


@dataclass(frozen=True)
class Groep:
    """One group of a kenmerk: people reached and the share of residents (0-1); both may be unknown, with a reason."""

    kenmerk: str
    code: str
    naam: str
    bereikt: int | None
    totaal: int
    aandeel_wijk: float | None
    reden: str = ""

    @property
    def telt(self) -> bool:
        """Whether participants and residents can be compared."""
        return self.bereikt is not None and self.aandeel_wijk is not None and self.totaal > 0

    def difference(self, confidence: float = 0.95) -> stats.Estimate:
        """Share of participants minus share of residents (-1 to 1), Wilson margin of the participants' share."""
        share = self.share(confidence)
        wijk = self.aandeel_wijk or 0.0
        if share.value is None or share.low is None or share.high is None:
            return share
        return stats.Estimate(share.value - wijk, share.low - wijk, share.high - wijk, share.n, share.method)

    def share(self, confidence: float = 0.95) -> stats.Estimate:
        """Share among the participants (0-1)."""
        return stats.proportion(self.bereikt or 0, self.totaal, confidence=confidence)

    @property
    def tekort(self) -> float:
        """People missing if participants were as the wijk; negative = more than expected."""
        return (self.aandeel_wijk or 0.0) * self.totaal - (self.bereikt or 0)


def wie_missen_we(dossier: Dossier, tellingen: Tellingen) -> Bevinding:
    """The group that is missing most, larger than chance, or that none is."""
    texts = load_teksten("1-bereik")
    deelname = dossier.tabel("deelname")
    if deelname.empty:
        return ontbreekt(texts, ID, texts["bereik-doelgroep.reden.geen_tabel"])
    groups = make_groups(dossier, tellingen, texts)
    counted = [group for group in groups if group.telt]
    if not counted:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_bevolking"], bron=bronnen(deelname, eigen="deelname"))
    intervals: dict[tuple[str, str], Callable[[float], stats.Estimate]] = {
        (group.kenmerk, group.code): partial(Groep.difference, group) for group in counted
    }
    verdicts = beoordeel_familie(intervals)
    missed = [group for group in counted if verdicts[group.kenmerk, group.code].richting == "omlaag"]
    worst = max(missed, key=lambda group: group.tekort) if missed else None
    main = worst or max(counted, key=lambda group: group.tekort)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.mis", groep=worst.naam) if worst else texts[f"{ID}.kop.geen"],
        lees=texts.zin(f"{ID}.lees.{'mis' if worst else 'geen'}", **_words(main)),
        stand=texts.zin(f"{ID}.lees.stand_mis", **_words(main)) if worst else "",
        onderschrift=f"Mensen die begonnen naast alle inwoners, {dossier.wijk.naam}. Kinderen tot 15 jaar tellen niet mee bij leeftijd.",
        schatting=main.difference(),
        eenheid="pct",
        figuur=twee_kanten([_kant(group, verdicts, texts) for group in groups]),
        tabel=_tabel(groups, verdicts, texts),
        bron=f"{bronnen(deelname, eigen='deelname')}; {dossier.kerncijfers.cijfer('inwoners').bron}",
        herkomst=herkomst_van(deelname),
        teken="geen" if worst else "toeval",
        verrassing=3.0 if worst else 0.5,
        bord=bord(
            extra=f"We missen vooral {worst.naam}." if worst else "",
            tekort=getal(worst.tekort) if worst else "",
            n=getal(main.totaal),
        ),
        delen={group.code: _deel(group, texts) for group in counted},
        let_op=_let_op(groups, dossier, texts),
    )


def _let_op(groups: list[Groep], dossier: Dossier, texts: Teksten) -> str:
    nameless = dossier.kerncijfers.zonder_naam(group.code for group in groups if group.code.startswith("BU"))
    return f"{texts[f'{ID}.let_op']} {reden('naam_ontbreekt') if nameless else ''}".strip()


def make_groups(dossier: Dossier, tellingen: Tellingen, texts: Teksten) -> list[Groep]:
    """All groups of the three kenmerken, the residents' share where a figure gives it."""
    population = {"leeftijd": _ages(dossier), "geslacht": _sexes(dossier), "buurt": _buurten(dossier)}
    groups = []
    for kenmerk, counts in tellingen.per_kenmerk.items():
        known = counts.drop([name for name in (ONBEKEND, BUITEN, "x", "0-14") if name in counts.index])
        shares = population[kenmerk]
        total = 0 if known.isna().any() and shares else int(known.fillna(0).sum())
        if known.isna().any():
            total = _total_without_hidden(tellingen, counts, known)
        for code in known.index.union([code for code in shares if code not in known.index], sort=False):
            groups.append(_group(dossier, texts, kenmerk, str(code), known, total, shares))
    return groups


def _total_without_hidden(tellingen: Tellingen, counts: pd.Series, known: pd.Series) -> int:
    """Total of the groups that are compared, hidden ones included: all people less the visible groups left out."""
    if tellingen.mensen is None:
        return 0
    aside = counts.drop(known.index)
    return 0 if aside.isna().any() else tellingen.mensen - int(aside.sum())


def _group(
    dossier: Dossier, texts: Teksten, kenmerk: str, code: str, known: pd.Series, total: int, shares: dict[str, float]
) -> Groep:
    hidden = code in known.index and pd.isna(known[code])
    reached = None if hidden else int(known.get(code, 0))
    share = shares.get(code)
    reason = "" if share is not None else texts[f"{ID}.reden.geen_noemer_{kenmerk}"]
    if hidden or not total:
        reason = texts[f"{ID}.reden.te_klein"]
    name = dossier.kerncijfers.naam_van(code) if kenmerk == "buurt" and code.startswith("BU") else code
    return Groep(kenmerk, code, str(texts[f"{ID}.groep"].get(code, name)), reached, total, share, reason)


def _ages(dossier: Dossier) -> dict[str, float]:
    """Shares of the age groups among residents of 15 and older."""
    figures = {age: dossier.kerncijfers.cijfer(name).waarde for age, name in AGE_SHARES.items() if age != "0-14"}
    whole = sum(value or 0.0 for value in figures.values())
    if not whole or any(value is None for value in figures.values()):
        return {}
    return {age: (value or 0.0) / whole for age, value in figures.items()}


def _sexes(dossier: Dossier) -> dict[str, float]:
    women, men = (dossier.kerncijfers.cijfer(name).waarde for name in ("vrouwen", "mannen"))
    if not women or not men:
        return {}
    return {"v": women / (women + men), "m": men / (women + men)}


def _buurten(dossier: Dossier) -> dict[str, float]:
    """Shares of the buurten, from the target groups of wijk.toml that are one buurt each."""
    sizes = {group.buurt[0]: group.omvang for group in dossier.wijk.doelgroep if len(group.buurt) == 1 and group.omvang}
    whole = sum(sizes.values())
    return {code: size / whole for code, size in sizes.items()} if len(sizes) > 1 else {}


def _words(main: Groep) -> dict[str, str]:
    value, low, high = grenzen(main.share())
    return {
        "n": getal(main.totaal),
        "wijk": van_de_100(main.aandeel_wijk or 0.0),
        "deelnemers": van_de_100(value),
        "marge": tussen(low * 100, high * 100),
        "tekort": getal(main.tekort),
    }


def _deel(group: Groep, texts: Teksten) -> Deel:
    """The share of one group among the participants, for an agreement that is about this group."""
    return Deel(group.share(), texts.zin(f"{ID}.lees.deel", groep=hoofdletter(group.naam), **_words(group)))


def _kant(group: Groep, verdicts: dict[tuple[str, str], Oordeel], texts: Teksten) -> Kant:
    label = str(texts[f"{ID}.kenmerk.{group.kenmerk}"])
    if not group.telt:
        return Kant(label, group.naam, None, reden=group.reden)
    value, low, high = grenzen(group.difference())
    sure = verdicts[group.kenmerk, group.code].zeker
    return Kant(label, group.naam, value * 100, low * 100, high * 100, zeker=sure)


def _tabel(groups: list[Groep], verdicts: dict[tuple[str, str], Oordeel], texts: Teksten) -> Tabel:
    rows: list[tuple[Cel | None, ...]] = []
    for group in groups:
        label = str(texts[f"{ID}.kenmerk.{group.kenmerk}"])
        reached = group.bereikt if group.bereikt is not None else group.reden
        if not group.telt:
            wijk = group.aandeel_wijk if group.aandeel_wijk is not None else group.reden
            rows.append((label, group.naam, reached, group.reden, group.reden, group.reden, wijk, group.reden, "niet te zeggen"))
            continue
        share = group.share()
        verdict = verdicts[group.kenmerk, group.code].verschil
        rows.append((label, group.naam, reached, share.value, share.low, share.high, group.aandeel_wijk, group.tekort, verdict))
    columns = (
        "Kenmerk", "Groep", ("Begonnen", "aantal"), ("Deel van deelnemers", "pct"), ("Van", "pct"), ("Tot", "pct"),
        ("Deel van inwoners", "pct"), ("Mensen te weinig", "aantal"), "Verschil met de wijk",
    )  # fmt: skip
    return tabel("Deelnemers naast inwoners van de wijk", columns, rows)
