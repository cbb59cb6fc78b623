"""Response: how many of those invited answered, per wave."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, meting, tussen, van_de_100
from wijkmonitor.vragen.bouw import bord, bronnen, geen_getal, herkomst_van, maak, ontbreekt, tabel, zwaarste
from wijkmonitor.vragen.gezondheid.vragenlijst import metingen
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-respons"


def respons(dossier: Dossier) -> Bevinding:
    """The share of invited people that answered in the newest wave."""
    texts = load_teksten("2-gezondheid")
    frame = dossier.tabel("vragenlijst")
    if frame.empty:
        return ontbreekt(texts, ID, texts["gezondheid-dimensies.reden.geen_tabel"])
    answered = frame["meting"].value_counts()
    shares = {wave: share(int(answered[wave]), dossier.wijk.uitgenodigd.get(wave)) for wave in metingen(frame)}
    wave = metingen(frame)[-1]
    now, invited = shares[wave], dossier.wijk.uitgenodigd.get(wave)
    known = now.value is not None and now.low is not None and now.high is not None
    words = {
        "meting": meting(wave),
        "n": getal(int(answered[wave])),
        "gevraagd": getal(invited or 0),
        "aandeel": van_de_100(now.value or 0.0),
        "marge": tussen((now.low or 0.0) * 100, (now.high or 0.0) * 100),
    }
    kind = "bekend" if known else "aantal"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{kind}", **words),
        onderschrift=f"Antwoorden per 100 gevraagde mensen, {dossier.wijk.naam}, per meting.",
        schatting=now,
        eenheid="pct",
        figuur=punt_met_marge([_punt(meting(code), item) for code, item in shares.items()], vraag=2, eenheid="van de 100"),
        tabel=tabel(
            "Respons",
            ("Meting", ("Antwoorden", "aantal"), ("Gevraagd", "aantal"), ("Deel", "pct")),
            [
                (
                    meting(code),
                    int(answered[code]),
                    dossier.wijk.uitgenodigd.get(code, "niet bekend"),
                    item.value if item.value is not None else item.reason or "",
                )
                for code, item in shares.items()
            ],
        ),
        bron=bronnen(frame, eigen="vragenlijst bewoners"),
        herkomst=zwaarste([herkomst_van(frame), dossier.wijk.uitgenodigd_herkomst]),
        verrassing=0.3,
        bord=bord(n=words["n"]),
    )


def share(answered: int, invited: int | None) -> Estimate:
    """Share that answered (0-1); no value where the number of invitations is unknown or smaller."""
    if not invited or invited < answered:
        return geen_getal("Hoeveel mensen zijn gevraagd, is niet bekend.")
    return proportion(answered, invited)


def _punt(name: str, item: Estimate) -> Punt:
    if item.value is None or item.low is None or item.high is None:
        return Punt(name, None, reden=item.reason or "")
    return Punt(name, item.value * 100, item.low * 100, item.high * 100)
