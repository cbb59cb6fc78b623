"""The sociale kaart: what there is for whom and where, beside the needs that still have nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.bevinding.blokken import Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.taal.getallen import getal, meervoud, opsomming_kort
from wijkmonitor.vragen.bouw import klein_begin, maak, ontbreekt, tabel, telling, uit
from wijkmonitor.vragen.interventies.behoeften import Wensen
from wijkmonitor.vragen.maten import make_maat
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.verband import theme_key

ID = "interventies-aanbod"
TEKST = Bevindingtekst("4-interventies", ID)


@dataclass(frozen=True, repr=False)
class SocialeKaart(Tabelstap):
    """The entries of the sociale kaart, ordered by theme; nodig: themes of the stickerbord that neither it nor the plan has."""

    dossier: Dossier
    rijen: pd.DataFrame
    nodig: tuple[str, ...]

    @property
    def tabel(self) -> Tabel:
        """First what is missing, then a row per entry."""
        return tabel(TEKST["tabel"], tuple(TEKST["kolommen"]), _rows(self))

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The table, where a sociale kaart was delivered."""
        return (self.tabel,) if len(self.rijen) else ()


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
    dossier, frame = kaart.dossier, kaart.rijen
    if frame.empty:
        return ontbreekt(TEKST, TEKST["reden.geen"])
    words = {
        "aantal": meervoud(len(frame), "soort aanbod", "soorten aanbod"),
        "organisaties": meervoud(frame["organisatie"].nunique(), "organisatie", "organisaties"),
        "nodig": opsomming_kort([klein_begin(theme) for theme in kaart.nodig]),
        "n": getal(len(kaart.nodig)),
    }
    missing = next((name for name in ("stickerbord", "interventies") if not dossier.heeft(name)), "")
    kind = f"zonder_{missing}" if missing else "mist" if kaart.nodig else "alles"
    return maak(
        TEKST,
        woorden=words,
        lees=TEKST.zin(f"lees.{kind}", **words),
        wijk=dossier.wijk.naam,
        maat=make_maat(ID, dossier.peildatum.isoformat()),
        schatting=telling(len(frame), n=len(frame)),
        tabel=kaart.tabel,
        **uit(frame, eigen="aanbod"),
    )


def _rows(kaart: SocialeKaart) -> Iterator[tuple[Cel, ...]]:
    for theme in kaart.nodig:
        yield theme, TEKST["niets"], "-", "-", "-"
    for row in kaart.rijen.to_dict("records"):
        yield tuple(row[name] for name in ("thema", "aanbod", "voor_wie", "organisatie", "contact"))
