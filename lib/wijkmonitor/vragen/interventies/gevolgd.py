"""Not followed is not the same as not running."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelstap, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, Figuur, balken
from wijkmonitor.taal.getallen import datum, getal, opsomming_kort
from wijkmonitor.vragen.bouw import (
    bron_delen,
    bronregel,
    geen_getal,
    herkomst_van,
    klein_begin,
    maak,
    ontbreekt,
    shorten_kop,
    tabel,
    telling,
)
from wijkmonitor.vragen.interventies.planning import stand_woorden, standen
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tijdlijn import Gebeurtenis, opgeschreven, tell, vertel

TEKST = Bevindingtekst("4-interventies", "interventies-gevolgd")
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
        figuur=_figuur(frame),
        tabel=geteld.tabel,
        bron=bronregel([*bron_delen(frame, eigen="plan en interventies"), *(event.bron for event in said)]),
        herkomst=weigh_herkomst([herkomst_van(frame), *(event.herkomst for event in said)]),
    )


def tell_plan(dossier: Dossier) -> str:
    """How many interventions the plan has, as was written down; "" where it was not."""
    return " ".join(tell(event) for event in vertel(dossier, 4) if _of_plan(event))


def _of_plan(event: Gebeurtenis) -> bool:
    return event.soort == "achtergrond" and "plan" in event.wat.lower()


def _figuur(frame: pd.DataFrame) -> Figuur | None:
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
