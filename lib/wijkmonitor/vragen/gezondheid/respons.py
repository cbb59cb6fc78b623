"""Response: how many of those invited answered, per wave."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, meting, tussen, van_de_100
from wijkmonitor.vragen.bouw import bord, bronnen, cellen, geen_getal, herkomst_van, maak, ontbreekt, tabel, zwaarste
from wijkmonitor.vragen.gezondheid.vragenlijst import metingen
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-respons"


def respons(dossier: Dossier) -> Bevinding:
    """The share of invited people that answered in the newest wave."""
    texts = load_teksten("2-gezondheid")
    frame = dossier.tabel("vragenlijst")
    if frame.empty:
        return ontbreekt(texts, ID, texts["gezondheid-dimensies.reden.geen_tabel"])
    counts = frame["meting"].value_counts()
    least = dossier.wijk.privacy.min_cel
    answered = {wave: int(counts[wave]) for wave in metingen(frame) if counts[wave] >= least}
    if not answered:
        return ontbreekt(texts, ID, texts.zin(f"{ID}.reden.klein", minstens=getal(least)), herkomst=herkomst_van(frame))
    shares = {wave: share(count, dossier.wijk.uitgenodigd.get(wave)) for wave, count in answered.items()}
    wave = list(answered)[-1]
    now = shares[wave]
    kind = "bekend" if now.has_interval else "aantal"
    words = _words(wave, answered[wave], dossier.wijk.uitgenodigd.get(wave) or 0, now)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{kind}", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words) if now.has_interval else "",
        onderschrift=f"Antwoorden per 100 gevraagde mensen, {dossier.wijk.naam}, per meting.",
        schatting=now,
        eenheid="pct",
        figuur=punt_met_marge([_punt(meting(code), item) for code, item in shares.items()], vraag=2, eenheid="van de 100"),
        tabel=tabel(
            "Respons",
            ("Meting", ("Antwoorden", "aantal"), ("Gevraagd", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct")),
            [
                (meting(code), answered[code], dossier.wijk.uitgenodigd.get(code), *cellen(item)[:3])
                for code, item in shares.items()
            ],
        ),
        bron=bronnen(frame, eigen="vragenlijst bewoners"),
        herkomst=zwaarste([herkomst_van(frame), dossier.wijk.uitgenodigd_herkomst]),
        verrassing=0.3,
        bord=bord(n=words["n"]),
    )


def _words(wave: str, answered: int, invited: int, now: Estimate) -> dict[str, str]:
    return {
        "meting": meting(wave),
        "n": getal(answered),
        "gevraagd": getal(invited),
        "aandeel": van_de_100(now.value or 0.0),
        "marge": tussen((now.low or 0.0) * 100, (now.high or 0.0) * 100),
    }


def share(answered: int, invited: int | None) -> Estimate:
    """Share that answered (0-1); no value where the number of invitations is unknown or smaller."""
    if not invited or invited < answered:
        return geen_getal(load_teksten("2-gezondheid")[f"{ID}.reden.geen_gevraagd"])
    return proportion(answered, invited)


def _punt(name: str, item: Estimate) -> Punt:
    if item.value is None or item.low is None or item.high is None:
        return Punt(name, None, reden=item.reason or "")
    return Punt(name, item.value * 100, item.low * 100, item.high * 100)
