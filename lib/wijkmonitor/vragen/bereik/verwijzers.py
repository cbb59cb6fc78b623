"""Who refers, and who receives."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.taal.getallen import getal, opsomming_kort, tussen, van_de_100
from wijkmonitor.vragen.bouw import bronnen, grenzen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.kruising import ONBEKEND
from wijkmonitor.vragen.maten import make_maat
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import Deelnemers

ID = "bereik-verwijzers"


@dataclass(frozen=True, repr=False)
class Verwijzers(Tussenstap):
    """Sign-ups by referrer, hidden counts missing, and the share of the largest known referrer."""

    deelnemers: Deelnemers
    aantallen: pd.Series
    grootste: stats.Estimate | None

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per referrer."""
        return (_tabel(self.aantallen, (self.grootste.n or 0) if self.grootste else 0),) if len(self.aantallen) else ()


def count_verwijzers(deelnemers: Deelnemers, *, zekerheid: float = 0.95) -> Verwijzers:
    """Sign-ups by referrer, most first. zekerheid: of the margin of the largest share, 0-1."""
    counts = deelnemers.verwijzers
    known = counts.drop(ONBEKEND, errors="ignore").dropna()
    whole = (counts if deelnemers.status.isna().any() else deelnemers.status).sum()
    if known.empty or known.max() == 0 or pd.isna(whole):
        return Verwijzers(deelnemers, counts, None)
    share = stats.proportion(int(known.iloc[0]), int(whole), confidence=zekerheid)
    return Verwijzers(deelnemers, counts, share)


def verwijzers(geteld: Verwijzers) -> Bevinding:
    """Sign-ups by referrer; the largest known referrer is the main number."""
    texts, counts, estimate = load_teksten("1-bereik"), geteld.aantallen, geteld.grootste
    dossier, deelname = geteld.deelnemers.dossier, geteld.deelnemers.deelname
    known = counts.drop(ONBEKEND, errors="ignore").dropna()
    if estimate is None:
        return ontbreekt(
            texts, ID, geteld.deelnemers.waarom_leeg if deelname.empty else texts[f"{ID}.reden.klein"].capitalize() + "."
        )
    of_known = geteld.deelnemers.verwijzer_bekend
    words = _words(known.index[known == known.iloc[0]].tolist(), estimate, of_known or 0) | {"ontvangers": _receivers(dossier)}
    reason = texts[f"{ID}.reden.klein"]
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", **words),
        lees=texts.zin(f"{ID}.lees.{'verborgen' if of_known is None else 'bekend'}", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words),
        onderschrift=texts.zin(f"{ID}.onderschrift", wijk=dossier.wijk.naam, van_wie=geteld.deelnemers.van_wie),
        maat=make_maat(ID, geteld.deelnemers.tijdvak, over=str(known.index[0])),
        schatting=estimate,
        eenheid="pct",
        figuur=balken([_balk(str(key), count, reason) for key, count in counts.items()], vraag=1, eenheid="aanmeldingen"),
        tabel=_tabel(counts, estimate.n or 0),
        bron=bronnen(deelname, eigen="deelname"),
        herkomst=herkomst_van(deelname),
    )


def _tabel(counts: pd.Series, total: int) -> Tabel:
    """A row per referrer: sign-ups, and which share that is of all sign-ups."""
    reason = load_teksten("1-bereik")[f"{ID}.reden.klein"]
    rows = [
        (str(key), *((reason, reason) if pd.isna(count) or not total else (int(count), count / total)))
        for key, count in counts.items()
    ]
    return tabel("Aanmeldingen naar verwijzer", ("Verwijzer", ("Aanmeldingen", "aantal"), ("Deel", "pct")), rows)


def _words(names: list[str], estimate: stats.Estimate, of_known: int) -> dict[str, str]:
    value, low, high = grenzen(estimate)
    return {
        "verwijzer": opsomming_kort(names),
        "elk": "elk " if len(names) > 1 else "",
        "aandeel": van_de_100(value),
        "n": getal(of_known),
        "alle": getal(estimate.n or 0),
        "marge": tussen(low * 100, high * 100),
    }


def _receivers(dossier: Dossier) -> str:
    names = sorted(dossier.tabel("doorverwijzingen")["ontvanger"].dropna().unique())
    return f" {load_teksten('1-bereik').zin(f'{ID}.lees.ontvangers', wie=opsomming_kort(names))}" if names else ""


def _balk(name: str, count: float, reason: str) -> Balk:
    return Balk(name, None, reden=reason) if pd.isna(count) else Balk(name, float(count))
