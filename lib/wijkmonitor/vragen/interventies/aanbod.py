"""The sociale kaart: what there is for whom and where, beside the needs that still have nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.taal.getallen import getal, meervoud, opsomming_kort
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, klein_begin, maak, ontbreekt, tabel, telling
from wijkmonitor.vragen.interventies.behoeften import Wensen
from wijkmonitor.vragen.maten import make_maat
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.verband import theme_key

ID = "interventies-aanbod"


@dataclass(frozen=True, repr=False)
class SocialeKaart(Tussenstap):
    """The entries of the sociale kaart, ordered by theme; nodig: themes of the stickerbord that neither it nor the plan has."""

    dossier: Dossier
    rijen: pd.DataFrame
    nodig: tuple[str, ...]

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """First what is missing, then a row per entry."""
        return (_tabel(self),) if len(self.rijen) else ()


def compare_aanbod(wensen: Wensen, *, thema: str = "") -> SocialeKaart:
    """The sociale kaart beside the themes that residents named and that no intervention has. thema: this one alone, "" = all."""
    frame = wensen.dossier.tabel("aanbod").sort_values(["thema", "aanbod"], kind="stable")
    there = {theme_key(theme) for theme in frame["thema"].dropna()}
    known = wensen.zonder if wensen.dossier.heeft("interventies") else ()  # what no plan says of an intervention is not known
    missing = tuple(theme for theme in known if theme_key(theme) not in there and theme_key(thema) in ("", theme_key(theme)))
    return SocialeKaart(
        wensen.dossier, frame[frame["thema"].map(theme_key) == theme_key(thema)] if theme_key(thema) else frame, missing
    )


def sociale_kaart(kaart: SocialeKaart) -> Bevinding:
    """How much there is and of how many organisations, and which wish has nothing yet."""
    texts, dossier, frame = load_teksten("4-interventies"), kaart.dossier, kaart.rijen
    if frame.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen"])
    words = {
        "aantal": meervoud(len(frame), "soort aanbod", "soorten aanbod"),
        "organisaties": meervoud(frame["organisatie"].nunique(), "organisatie", "organisaties"),
        "nodig": opsomming_kort([klein_begin(theme) for theme in kaart.nodig]),
        "n": getal(len(kaart.nodig)),
    }
    missing = next((name for name in ("stickerbord", "interventies") if not dossier.heeft(name)), "")
    kind = f"zonder_{missing}" if missing else "mist" if kaart.nodig else "alles"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", **words),
        lees=texts.zin(f"{ID}.lees.{kind}", **words),
        onderschrift=texts.zin(f"{ID}.onderschrift", wijk=dossier.wijk.naam),
        maat=make_maat(ID, dossier.peildatum.isoformat()),
        schatting=telling(len(frame), n=len(frame)),
        tabel=_tabel(kaart),
        bron=bronnen(frame, eigen="aanbod"),
        herkomst=herkomst_van(frame),
    )


def _tabel(kaart: SocialeKaart) -> Tabel:
    texts = load_teksten("4-interventies")
    return tabel(texts[f"{ID}.tabel"], tuple(texts[f"{ID}.kolommen"]), _rows(kaart, texts[f"{ID}.niets"]))


def _rows(kaart: SocialeKaart, nothing: str) -> Iterator[tuple[Cel, ...]]:
    for theme in kaart.nodig:
        yield theme, nothing, "-", "-", "-"
    for row in kaart.rijen.to_dict("records"):
        yield tuple(row[name] for name in ("thema", "aanbod", "voor_wie", "organisatie", "contact"))
