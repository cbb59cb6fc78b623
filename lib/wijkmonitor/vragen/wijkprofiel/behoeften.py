"""What residents name: stickers per theme; where no board was delivered, their wishes and the themes they chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.afspraken.registers import by_residents
from wijkmonitor.bevinding import Bevinding, Bord, Cel, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Zonderdag, punt_met_marge, zonder_data
from wijkmonitor.taal.getallen import hoofdletter, klein_begin, meervoud, opsomming_kort, van_de_100
from wijkmonitor.taal.oordeel import Oordeel, beoordeel, niveau
from wijkmonitor.vragen.bouw import (
    cellen,
    deel_woorden,
    herkomst_van,
    in_tien,
    maak,
    naast_tweede,
    ontbreekt,
    punt,
    tabel,
    telling,
    uit,
)
from wijkmonitor.vragen.teksten import Bevindingtekst, tijdvak, tussen_momenten

TEKST = Bevindingtekst("0-wijkprofiel", "wijkprofiel-behoeften")
MIN_STICKERS = 30
MIN_BORDEN = 8  # fewer boards say too little about how far boards differ
GENOEMD_TEKST = Bevindingtekst("0-wijkprofiel", "wijkprofiel-genoemd")
GENOEMD = 3  # so many stand in the sentence; all of them stand in the table


def count_themas(frame: pd.DataFrame) -> pd.Series:
    """Stickers per theme, most first."""
    counts: pd.Series = frame.groupby("thema")["stickers"].sum().astype("int64")
    return counts.sort_values(ascending=False, kind="stable")


def theme_share(frame: pd.DataFrame, thema: str, *, confidence: float = 0.95) -> stats.Estimate:
    """Share of the stickers on this theme (0-1); n is the stickers.

    A board is a place on a day. Who sees a board full of one theme may follow it, so boards are clusters; with too few
    boards, or a share of 0 or 1, each sticker counts by itself (Wilson).
    """
    counts = frame["stickers"].to_numpy(dtype=int)
    here, total = int(counts[frame["thema"] == thema].sum()), int(counts.sum())
    boards = frame.groupby(["datum", "plek"], dropna=False).ngroup()
    share = stats.proportion(here, total, confidence=confidence)
    if boards.nunique() >= MIN_BORDEN and 0 < here < total:
        rows = pd.DataFrame({"thema": (frame["thema"] == thema).astype(int), "bord": boards, "gewicht": counts.astype(float)})
        share = stats.survey_proportion(rows[counts > 0], "thema", "gewicht", clusters="bord", confidence=confidence)
    return stats.Estimate(share.value, share.low, share.high, total, share.method)


def judge_themas(frame: pd.DataFrame, themas: list[str]) -> dict[str, Oordeel]:
    """Whether the first theme gets more stickers than the runner-up; the others are not compared.

    Against the runner-up and not against an equal share: else the first of two equal themes would stand out.
    """
    boards = frame.groupby(["datum", "plek"], dropna=False).ngroup()
    first, second = (frame["stickers"].where(frame["thema"] == name, 0).groupby(boards).sum().to_numpy() for name in themas[:2])
    level = niveau(TEKST.id, keer=frame["datum"].dt.year.nunique(), oploopt=True)
    lead = stats.ahead(first.astype(float), second.astype(float), confidence=1 - level)
    verdict = beoordeel(lead, nul=0.5, alpha=level, op=1 - level)
    return {name: verdict if name == themas[0] else Oordeel("te weinig") for name in themas}


@dataclass(frozen=True, repr=False)
class Stickers(Tabelstap):
    """Stickers per theme, most first, with the share of each and what may be said of it; no shares where there are too few.

    A theme with few stickers, or one that would give those away, is missing: it has no share either.
    """

    dossier: Dossier
    aantallen: pd.Series
    aandelen: Mapping[str, stats.Estimate]
    oordelen: Mapping[str, Oordeel]
    minstens: int

    @property
    def tabel(self) -> Tabel:
        """A row per theme, where there are shares to tell."""
        counts, shares, verdicts = self.aantallen, self.aandelen, self.oordelen
        hidden = self.dossier.poort.verborgen
        columns = ("Thema", ("Stickers", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct"), "Naast het tweede thema")
        rows: list[tuple[Cel, ...]] = [
            (name, int(counts[name]), *cellen(share)[:3], naast_tweede(verdicts[name])) for name, share in shares.items()
        ]
        rows += [(str(name), *(hidden,) * (len(columns) - 1)) for name in counts.index[counts.isna()]]
        return tabel("Stickers per thema", columns, rows if shares else [])


def count_stickers(dossier: Dossier, *, minstens: int = MIN_STICKERS, zekerheid: float = 0.95) -> Stickers:
    """What residents stuck a sticker on. minstens: stickers that it needs. zekerheid: of the margins, 0-1."""
    frame = dossier.tabel("stickerbord")
    counts = count_themas(frame)
    if int(counts.sum()) < minstens:
        return Stickers(dossier, counts, {}, {}, minstens)
    counts = dossier.poort.tel(counts)
    themas = [str(thema) for thema in counts.dropna().index]
    shares = {thema: theme_share(frame, thema, confidence=zekerheid) for thema in themas}
    alone = dict.fromkeys(themas, Oordeel("te weinig"))
    verdicts = judge_themas(frame, themas) if len(themas) > 1 else alone
    return Stickers(dossier, counts, shares, verdicts, minstens)


def behoeften(stickers: Stickers) -> Bevinding:
    """The theme with most stickers, and whether that is more than if all themes were as likely.

    Where no stickers were delivered, what residents named in another way: the finding `wijkprofiel-genoemd`.
    """
    dossier = stickers.dossier
    frame, shares, verdicts = dossier.tabel("stickerbord"), stickers.aandelen, stickers.oordelen
    if frame.empty and (told := genoemd(dossier)):
        return told
    if not shares:
        reason = "geen_tabel" if frame.empty else "weinig"
        return ontbreekt(TEKST, TEKST.zin(f"reden.{reason}", minstens=stickers.minstens), herkomst=herkomst_van(frame))
    themas = list(shares)
    top = themas[0]
    even = [name for name in themas[1:] if stickers.aantallen[name] == stickers.aantallen[themas[1]]]
    chance = "toeval" if len(even) == 1 else "meer"
    kind = "alleen" if len(themas) == 1 else "zeker" if verdicts[top].richting == "omhoog" else chance
    words = deel_woorden(shares[top]) | {
        "thema": klein_begin(top),
        "thema_groot": hoofdletter(top),
        "plekken": meervoud(frame["plek"].nunique(), "plek", "plekken"),
        "tweede": opsomming_kort([klein_begin(name) for name in even]),
        "samen": opsomming_kort([klein_begin(name) for name in (top, *even)]),
        "tweede_aandeel": van_de_100(shares[themas[1]].value or 0.0) if len(themas) > 1 else "",
        "gemist": _unseen(stickers, themas[:2]),
    }
    return maak(
        TEKST,
        kind,
        woorden=words,
        wijk=dossier.wijk.naam,
        antwoord="bekend",
        maat=TEKST.maat(
            tijdvak(frame["datum"]), over=klein_begin(top), peilen={klein_begin(name): share for name, share in shares.items()}
        ),
        schatting=shares[top],
        eenheid="pct",
        figuur=punt_met_marge([punt(name, share) for name, share in shares.items()], vraag=0, eenheid="van de 100"),
        tabel=stickers.tabel,
        bord=Bord(tien=in_tien(shares[top].value)),
        vergelijkingen=int(kind != "alleen"),
        **uit(frame, eigen="stickerbord"),
    )


def _unseen(stickers: Stickers, themas: list[str]) -> str:
    """How far the first theme had to be ahead of the second, as a share of all stickers."""
    both = sum(stickers.aandelen[name].value or 0.0 for name in themas)
    return stickers.oordelen[themas[0]].gemist(lambda size: van_de_100(2 * size * both), hoogstens=0.5)


def genoemd(dossier: Dossier) -> Bevinding | None:
    """The wishes and chosen themes of residents; how often each was named nobody knows. None where neither is written down."""
    wishes, themes = dossier.tabel("wensen"), dossier.tabel("themas")
    wishes, themes = wishes[by_residents(wishes["van"])], themes[by_residents(themes["gekozen_door"])]
    if wishes.empty and themes.empty:
        return None
    named = {"wens": _names(wishes, "wens"), "thema": _names(themes, "thema")}
    every = [(name, GENOEMD_TEKST[f"soort.{kind}"]) for kind, some in named.items() for name in some]
    kind, left = "beide" if all(named.values()) else next(kind for kind, some in named.items() if some), len(every) - GENOEMD
    words = {
        "wensen": meervoud(len(named["wens"]), "wens", "wensen"),
        "themas": meervoud(len(named["thema"]), "thema", "thema's"),
        "wat": "; ".join(klein_begin(name) for name, _ in every[:GENOEMD]) + (f" (en nog {left})" if left > 0 else ""),
    }
    return maak(
        GENOEMD_TEKST,
        kind,
        woorden=words,
        wijk=dossier.wijk.naam,
        maat=GENOEMD_TEKST.maat(
            tussen_momenten([*wishes["datum"].dropna(), *themes["gekozen_op"].dropna()]) or dossier.peildatum.isoformat()
        ),
        schatting=telling(len(every), n=len(every)),
        figuur=zonder_data([Zonderdag(*pair) for pair in every], voet=GENOEMD_TEKST["voet"], vraag=0),
        tabel=tabel(GENOEMD_TEKST["tabel"], ("Wat", "Soort"), every),
        **uit(wishes, themes, eigen=GENOEMD_TEKST["bron"]),
    )


def _names(frame: pd.DataFrame, column: str) -> list[str]:
    """Each once, in the order in which they were written down."""
    return list(dict.fromkeys(map(str, frame[column])))
