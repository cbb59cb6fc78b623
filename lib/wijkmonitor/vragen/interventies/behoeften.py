"""Needs without an offer: themes on the stickerbord beside the themes of the interventions."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, opsomming, tussen, van_de_100
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, klein_begin, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.wijkprofiel.behoeften import count_themas

ID = "interventies-behoeften"


def behoeften(dossier: Dossier) -> Bevinding:
    """The theme with most stickers among those that no intervention has as its theme."""
    texts = load_teksten("4-interventies")
    stickers, plan = dossier.tabel("stickerbord"), dossier.tabel("interventies")
    offered = {str(theme).strip().lower() for theme in plan["thema"].dropna()}
    counts = count_themas(stickers)
    if counts.empty or not offered:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.{'geen_stickers' if counts.empty else 'geen_thema'}"])
    without = [str(theme) for theme in counts.index if str(theme).lower() not in offered]
    total = int(counts.sum())
    share = proportion(int(counts[without[0]]), total) if without else Estimate(0.0, None, None, total, "telling", "een telling heeft geen marge")
    words = {
        "thema": klein_begin(without[0]) if without else "",
        "aandeel": van_de_100(share.value or 0.0),
        "aantal": getal(len(without)),
        "n": getal(len(counts)),
        "namen": opsomming([klein_begin(name) for name in without]),
        "marge": tussen((share.low or 0.0) * 100, (share.high or 0.0) * 100),
        "stickers": getal(total),
    }
    kind = "bekend" if without else "alles"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{kind}", **words),
        onderschrift=f"Stickers per thema, met en zonder interventie, {dossier.wijk.naam}.",
        schatting=share,
        eenheid="pct",
        figuur=balken(
            [Balk(str(theme), float(count), "" if str(theme) not in without else "geen aanbod", held=str(theme) in without) for theme, count in counts.items()], vraag=4
        ),
        tabel=tabel(
            "Wensen en aanbod",
            ("Thema", ("Stickers", "aantal"), "Interventies met dit thema"),
            [(str(theme), int(count), _offer(plan["thema"], plan["interventie"], str(theme))) for theme, count in counts.items()],
        ),
        bron=bronnen(stickers, plan, eigen="stickerbord en plan"),
        herkomst=herkomst_van(stickers, plan[plan["thema"].notna()]),
        verrassing=1.4 if without else 0.4,
        bord=bord(namen=words["namen"]),
    )


def _offer(themes: object, names: object, theme: str) -> str:
    found = [str(name) for own, name in zip(themes, names, strict=True) if str(own).lower() == theme.lower()]  # type: ignore[call-overload]
    return opsomming(found) if found else "geen"
