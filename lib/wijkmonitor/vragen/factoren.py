"""What helps and what hinders: the six success factors in the notes on progress."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.afspraken.factoren import tel_factoren
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Factor, factoren
from wijkmonitor.gegevens.schema import FACTOREN
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, opsomming_kort, tussen, van_de_100
from wijkmonitor.taal.oordeel import beoordeel_familie
from wijkmonitor.vragen.bouw import bord, bronnen, grenzen, herkomst_van, hoofdletter, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import Teksten, load_teksten

MIN_AANTEKENINGEN = 5


def count_factoren(frame: pd.DataFrame) -> pd.DataFrame:
    """Notes per factor (index, all six) that helped (`bevorderend`) and that hindered (`belemmerend`)."""
    counts = {count.factor: (count.bevorderend, count.belemmerend) for count in tel_factoren(frame)}
    return pd.DataFrame.from_dict(counts, orient="index", columns=["bevorderend", "belemmerend"])


def more_than_even(count: int, total: int, confidence: float = 0.95) -> Estimate:
    """Share of the notes less one sixth: above 0 means named more often than if all six were as likely."""
    value, low, high = grenzen(share := proportion(count, total, confidence=confidence))
    even = 1 / len(FACTOREN)
    return Estimate(value - even, low - even, high - even, share.n, share.method)


def help_en_hinder(dossier: Dossier, document: str, id: str) -> Bevinding:
    """The factor that hinders most, if that is more often than by chance; the six judged together."""
    texts = load_teksten(document)
    frame = dossier.tabel("voortgang")
    counts = count_factoren(frame)
    hinders, helps = ({str(name): int(count) for name, count in counts[side].items()} for side in ("belemmerend", "bevorderend"))
    total = sum(hinders.values())
    if total < MIN_AANTEKENINGEN:
        reason = texts[f"{id}.reden.{'weinig' if total + sum(helps.values()) else 'geen_tabel'}"]
        return ontbreekt(texts, id, reason, herkomst=herkomst_van(frame))
    verdicts = beoordeel_familie({name: partial(more_than_even, count, total) for name, count in hinders.items()})
    main = max(hinders, key=lambda name: hinders[name])
    weight = 1.6 if document.startswith("3") else 1.45  # in document 4 after the plan: the report on co-operation tells it first
    kind = "zeker" if verdicts[main].richting == "omhoog" else "toeval"
    share = proportion(hinders[main], total)
    words = _words(texts, id, share, main, helps)
    rows = [Factor(hoofdletter(name), helps[name], hinders[name]) for name in FACTOREN]
    return maak(
        texts,
        id,
        kop=texts.zin(f"{id}.kop.{kind}", **words),
        lees=texts.zin(f"{id}.lees.{kind}", **words),
        stand=texts.zin(f"{id}.lees.stand", **words) if kind == "zeker" else "",
        onderschrift=f"Aantekeningen bij de voortgang, per succesfactor, {dossier.wijk.naam}.",
        schatting=share,
        eenheid="pct",
        figuur=factoren(rows, vraag=3 if document.startswith("3") else 4),
        tabel=tabel(
            "Wat helpt en wat hindert",
            ("Succesfactor", ("Bevorderend", "aantal"), ("Belemmerend", "aantal"), "Hindert naast een gelijke verdeling"),
            [(hoofdletter(name), helps[name], hinders[name], verdicts[name].verschil) for name in FACTOREN],
        ),
        bron=bronnen(frame, eigen="voortgang"),
        herkomst=herkomst_van(frame),
        teken="geen" if kind == "zeker" else "toeval",
        verrassing=weight if kind == "zeker" else 0.6,
        bord=bord(factor=main, aantal=words["aantal"], n=words["n"]),
    )


def _words(texts: Teksten, id: str, share: Estimate, main: str, helps: dict[str, int]) -> dict[str, str]:
    value, low, high = grenzen(share)
    best = max(helps.values())
    most = [name for name in FACTOREN if helps[name] == best]
    form = "helpt" if len(most) == 1 else "helpt_meer"
    help_line = texts.zin(f"{id}.lees.{form}", factor=opsomming_kort(most), aantal=getal(best)) if best else ""
    return {
        "factor": main,
        "aantal": getal(round(value * (share.n or 0))),
        "n": getal(share.n or 0),
        "deel": van_de_100(value),
        "marge": tussen(low * 100, high * 100),
        "helpt": help_line,
    }
