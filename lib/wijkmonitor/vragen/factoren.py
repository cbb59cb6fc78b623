"""What helps and what hinders: the six success factors in the notes on progress."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Factor, factoren
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, tussen, van_de_100
from wijkmonitor.taal.oordeel import beoordeel_familie
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.wijkdata.schema import FACTOREN

MIN_AANTEKENINGEN = 5


def count_factoren(frame: pd.DataFrame) -> pd.DataFrame:
    """Notes per factor (index, all six) that helped (`bevorderend`) and that hindered (`belemmerend`)."""
    named = frame[frame["factor"].notna() & frame["richting"].notna()]
    counts = pd.crosstab(named["factor"], named["richting"])
    return counts.reindex(index=list(FACTOREN), columns=["bevorderend", "belemmerend"], fill_value=0)


def more_than_even(count: int, total: int, confidence: float = 0.95) -> Estimate:
    """Share of the notes less one sixth: above 0 means named more often than if all six were as likely."""
    share = proportion(count, total, confidence=confidence)
    if share.value is None or share.low is None or share.high is None:
        return share
    even = 1 / len(FACTOREN)
    return Estimate(share.value - even, share.low - even, share.high - even, share.n, share.method)


def help_en_hinder(dossier: Dossier, document: str, id: str) -> Bevinding:
    """The factor that hinders most, if that is more often than by chance; the six judged together."""
    texts = load_teksten(document)
    frame = dossier.tabel("voortgang")
    counts = count_factoren(frame)
    total = int(counts["belemmerend"].sum())
    if total < MIN_AANTEKENINGEN:
        return ontbreekt(texts, id, texts[f"{id}.reden.{'geen_tabel' if counts.to_numpy().sum() == 0 else 'weinig'}"])
    verdicts = beoordeel_familie({name: partial(more_than_even, int(counts.loc[name, "belemmerend"]), total) for name in FACTOREN})
    main = str(counts["belemmerend"].idxmax())
    share = proportion(int(counts.loc[main, "belemmerend"]), total)
    assert share.value is not None and share.low is not None and share.high is not None
    kind = "zeker" if verdicts[main].richting == "omhoog" else "toeval"
    words = {
        "factor": main,
        "aantal": getal(int(counts.loc[main, "belemmerend"])),
        "n": getal(total),
        "deel": van_de_100(share.value),
        "marge": tussen(share.low * 100, share.high * 100),
        "helpt": str(counts["bevorderend"].idxmax()),
    }
    claim = texts.zin(f"{id}.kop.{kind}", **words)
    return maak(
        texts,
        id,
        kop=claim[:1].upper() + claim[1:],
        lees=texts.zin(f"{id}.lees.{kind}", **words),
        onderschrift=f"Aantekeningen bij de voortgang, per succesfactor, {dossier.wijk.naam}.",
        schatting=share,
        eenheid="pct",
        figuur=factoren([Factor(name.capitalize(), int(counts.loc[name, "bevorderend"]), int(counts.loc[name, "belemmerend"])) for name in FACTOREN], vraag=3 if document.startswith("3") else 4),
        tabel=tabel(
            "Wat helpt en wat hindert",
            ("Succesfactor", ("Bevorderend", "aantal"), ("Belemmerend", "aantal"), "Hindert vaker dan toeval?"),
            [
                (name.capitalize(), int(counts.loc[name, "bevorderend"]), int(counts.loc[name, "belemmerend"]), "ja" if verdicts[name].richting == "omhoog" else "kan toeval zijn")
                for name in FACTOREN
            ],
        ),
        bron=bronnen(frame, eigen="voortgang"),
        herkomst=herkomst_van(frame),
        teken="geen" if kind == "zeker" else "toeval",
        verrassing=1.6 if kind == "zeker" else 0.6,
        bord=bord(factor=main, aantal=words["aantal"], n=words["n"]),
    )
