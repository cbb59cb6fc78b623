"""What runs and what is followed: not followed is not the same as not running; how many run at once, and how participation concentrates."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.afspraken.spoor import lopen
from wijkmonitor.bevinding import Bevinding, Tabel, Tabelstap, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, Figuur, Meetpunt, balken, compose_alt, verloop
from wijkmonitor.stats import proportion
from wijkmonitor.taal.getallen import datum, getal, klein_begin, meervoud, opsomming_kort
from wijkmonitor.vragen.bereik.maandreeks import quarter_name
from wijkmonitor.vragen.bouw import (
    bron_delen,
    bronregel,
    deel_woorden,
    geen_getal,
    herkomst_van,
    maak,
    ontbreekt,
    shorten_kop,
    tabel,
    telling,
    uit,
)
from wijkmonitor.vragen.interventies.planning import stand_woorden, standen, verloop_van
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers
from wijkmonitor.vragen.tijdlijn import Gebeurtenis, opgeschreven, tell, vertel

TEKST = Bevindingtekst("4-interventies", "interventies-gevolgd")
FOCUS = Bevindingtekst("4-interventies", "interventies-focus")
MAX_PUNTEN = 11
_VOLGORDE = {"ja": 0, "nee": 1, "onbekend": 2}


@dataclass(frozen=True, repr=False)
class Gevolgd(Tabelstap):
    """The interventions, whether the monitor follows each (`ja`, `nee`, `onbekend`) and where each is now."""

    dossier: Dossier
    rijen: pd.DataFrame

    @property
    def tabel(self) -> Tabel:
        """A row per intervention, those that are followed first."""
        frame = self.rijen.sort_values("gevolgd", key=lambda followed: followed.map(_VOLGORDE), kind="stable")
        followed = [TEKST[f"stand.{word}"] for word in frame["gevolgd"]]
        whys = [_why(word, reason) for word, reason in zip(frame["gevolgd"], frame["reden_niet_gevolgd"], strict=True)]
        rows = zip(frame["interventie"], followed, frame["stand_woord"], whys, strict=True)
        return tabel("Gevolgd of niet", ("Interventie", "Gevolgd", "Stand", "Waarom niet"), list(rows))


def count_gevolgd(dossier: Dossier) -> Gevolgd:
    """The interventions of the plan with whether the monitor follows them; what is not written is `onbekend`."""
    frame = dossier.tabel("interventies")
    stands = {"stand": standen(dossier), "stand_woord": stand_woorden(dossier)}
    return Gevolgd(dossier, frame.assign(**stands, gevolgd=frame["gevolgd"].fillna("onbekend")))


def gevolgd(geteld: Gevolgd) -> Bevinding:
    """How many interventions the monitor does not follow, how many of those run, and why."""
    dossier, frame = geteld.dossier, geteld.rijen
    if frame.empty:
        return ontbreekt(TEKST, TEKST.document["interventies-planning.reden.geen_tabel"])
    aside, said = frame[frame["gevolgd"] != "ja"], vertel(dossier, 4)
    chosen = not dossier.tabel("themas").empty  # then their answer tells of the plan
    unknown = int((frame["gevolgd"] == "onbekend").sum())
    silent = unknown == len(frame)
    kind = "onbekend" if silent else "bekend" if len(aside) else "alles"
    told = {"bekend": "een_niet", "alles": "een_wel"}.get(kind, kind) if len(frame) == 1 else kind
    words = {
        "plan": "".join(f"{tell(event)} " for event in said if event.soort == "achtergrond" and not (_of_plan(event) and chosen)),
        "namen": opsomming_kort([str(name) for name in frame["interventie"]]),
        "dag": datum(dossier.peildatum),
        "ja": getal(len(frame) - len(aside)),
        "n": getal(len(frame)),
        "nee": getal(int((frame["gevolgd"] == "nee").sum())),
        "open": TEKST.zin("lees.open", onbekend=getal(unknown)) if unknown else "",
        "lopend": getal(int((aside["stand"] == "loopt").sum())),
        "reden": TEKST["reden.onbekend"] if silent and aside["reden_niet_gevolgd"].isna().all() else _reason(aside),
    }
    return maak(
        TEKST,
        kind,
        woorden=words,
        kop=shorten_kop(*(TEKST.zin(f"kop.{way}", **words) for way in (told, "veel") if way == told or silent)),
        lees=f"{TEKST.zin(f'lees.{kind}', **words)} {opgeschreven(said)}".strip(),
        wijk=dossier.wijk.naam,
        antwoord=("naam" if len(frame) == 1 else "namen") if silent else "bekend",
        maat=TEKST.maat(dossier.peildatum.isoformat()),
        schatting=geen_getal(TEKST["reden.onbekend"]) if silent else telling(len(frame) - len(aside), n=len(frame)),
        figuur=_follow_figure(frame),
        tabel=geteld.tabel,
        bron=bronregel([*bron_delen(frame, eigen="plan en interventies"), *(event.bron for event in said)]),
        herkomst=weigh_herkomst([herkomst_van(frame), *(event.herkomst for event in said)]),
    )


def tell_plan(dossier: Dossier) -> str:
    """How many interventions the plan has, as was written down; "" where it was not."""
    return " ".join(tell(event) for event in vertel(dossier, 4) if _of_plan(event))


def _of_plan(event: Gebeurtenis) -> bool:
    return event.soort == "achtergrond" and "plan" in event.wat.lower()


def _follow_figure(frame: pd.DataFrame) -> Figuur | None:
    """How many are followed and how many are not; none where that is the same for all, or not written down."""
    counts = frame["gevolgd"].value_counts()
    if len(counts) < 2:
        return None
    title = TEKST["figuur"]
    bars = [Balk(title[word], float(counts.get(word, 0)), held=word == "ja") for word in ("ja", "nee", "onbekend")]
    return balken(bars, vraag=4, eenheid="interventies")


def _why(followed: str, reason: object) -> str:
    if followed == "ja":
        return "wordt gevolgd"
    if isinstance(reason, str) and reason.strip():
        return reason
    return "niet opgeschreven of die wordt gevolgd" if followed == "onbekend" else "geen reden opgeschreven"


def _reason(aside: pd.DataFrame) -> str:
    given = aside["reden_niet_gevolgd"].dropna()
    if given.empty:
        return str(TEKST["lees.geen_reden"])
    most = str(given.value_counts().index[0]).rstrip(".")
    return TEKST.zin("lees.reden", reden=klein_begin(most))


def running(looptijden: pd.DataFrame, peildatum: pd.Timestamp) -> pd.Series:
    """Interventions that run on the first day of each quarter since the first began; the last point is the peildatum.

    None where of one that runs nobody knows when it began.
    """
    if looptijden["begin"].isna().all() or looptijden["op"].notna().any():
        return pd.Series(dtype="int64")
    days = [*pd.date_range(looptijden["begin"].min(), peildatum, freq="QS"), peildatum]
    counts = [int(lopen(looptijden, day).sum()) for day in days]
    return pd.Series(counts, index=pd.DatetimeIndex(days)).groupby(level=0).last()


@dataclass(frozen=True, repr=False)
class Lopend(Tabelstap):
    """How many interventions run on the first day of each quarter, who began where, and the interventions that began."""

    dossier: Dossier
    aantallen: pd.Series
    deelnemers: Deelnemers
    begonnen: pd.DataFrame
    begin_open: int = 0  # of so many that run nobody knows when they began

    @property
    def namen(self) -> list[str]:
        """A name per moment."""
        today = self.dossier.peildatum
        return ["nu" if day.date() == today else quarter_name(day) for day in self.aantallen.index]

    @property
    def tabel(self) -> Tabel:
        """A row per moment."""
        rows = list(zip(self.namen, self.aantallen.astype(int), strict=True))
        return tabel("Interventies tegelijk", ("Moment", ("Interventies", "aantal")), rows)


def count_lopend(deelnemers: Deelnemers) -> Lopend:
    """Interventions that run at once, per quarter."""
    dossier = deelnemers.dossier
    frame = dossier.tabel("interventies")
    course = dossier.eens(verloop_van)
    begun = frame[course["begin"].notna()]
    return Lopend(dossier, running(course, pd.Timestamp(dossier.peildatum)), deelnemers, begun, int(course["op"].notna().sum()))


def focus(lopend: Lopend, *, hoogstens: int = MAX_PUNTEN) -> Bevinding:
    """How many interventions run at once now, and the most that ever did. hoogstens: newest points in the figure."""
    dossier, series, names = lopend.dossier, lopend.aantallen, lopend.namen
    if series.empty:
        plan = dossier.tabel("interventies")
        if lopend.begin_open and len(lopend.begonnen):
            why = FOCUS.zin("reden.begin_open", n=meervoud(lopend.begin_open, "interventie", "interventies"))
        else:
            why = FOCUS["reden.geen"] if len(plan) else FOCUS.document["interventies-planning.reden.geen_tabel"]
        return ontbreekt(FOCUS, why, herkomst=herkomst_van(plan))
    now, top = int(series.iloc[-1]), int(series.max())
    words = {
        "nu": getal(now),
        "top": getal(top),
        "wanneer": names[int(series.to_numpy().argmax())],
        "deel": _concentration(lopend.deelnemers),
    }
    return maak(
        FOCUS,
        "top" if now == top > 1 else "bekend",
        woorden=words,
        lees=FOCUS.zin(f"lees.{'minder' if now < top else 'meer'}", **words),
        wijk=dossier.wijk.naam,
        antwoord="bekend",
        maat=FOCUS.maat(dossier.peildatum.isoformat()),
        schatting=telling(now, n=len(lopend.begonnen)),
        figuur=_focus_figure(series, names, hoogstens),
        tabel=lopend.tabel,
        **uit(lopend.begonnen, eigen="plan en interventies"),
    )


def _focus_figure(series: pd.Series, names: list[str], most: int) -> Figuur | None:
    if len(series) < 2:
        return None
    points = [
        Meetpunt(name.replace("kwartaal ", "kw "), float(count), float(count), float(count))
        for name, count in zip(names, series, strict=True)
    ]
    shown = points[-most:]
    facts = [f"{point.moment}: {meervoud(int(point.waarde or 0), 'interventie', 'interventies')}" for point in reversed(shown)]
    heading = f"{len(shown)} punten in de tijd, geteld"
    return verloop(shown, vraag=4, eenheid="interventies", alt=compose_alt(heading, facts))


def _concentration(deelnemers: Deelnemers) -> str:
    counts = deelnemers.begonnen
    if counts.empty or counts.isna().any() or not counts.sum():
        return ""
    name, largest = str(counts.idxmax()), int(counts.max())
    return FOCUS.zin("lees.deel", interventie=name, **deel_woorden(proportion(largest, int(counts.sum()))))
