"""Needs beside what there is: themes of the stickerbord without an intervention, and the sociale kaart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Bord, Cel, Raakt, Tabel, Tabelstap, weigh
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, hoofdletter, klein_begin, meervoud, opsomming, opsomming_kort, tussen, van_de_100
from wijkmonitor.vragen.bouw import LEEG_BORD, bronnen, herkomst_van, in_tien, maak, ontbreekt, tabel, telling, uit
from wijkmonitor.vragen.teksten import Bevindingtekst, tijdvak
from wijkmonitor.vragen.verband import themas_of, theme_key
from wijkmonitor.vragen.wijkprofiel.behoeften import MIN_STICKERS, count_themas, theme_share

TEKST = Bevindingtekst("4-interventies", "interventies-behoeften")
KAART = Bevindingtekst("4-interventies", "interventies-aanbod")


@dataclass(frozen=True, repr=False)
class Wensen(Tabelstap):
    """Stickers per theme beside the interventions with that theme; zonder: the themes that none has, most stickers first."""

    dossier: Dossier
    aantallen: pd.Series
    aanbod: frozenset[str]
    minstens: int

    @property
    def zonder(self) -> list[str]:
        """The themes without an intervention, of those that may be shown."""
        return [str(theme) for theme in self.aantallen.dropna().index if theme_key(theme) not in self.aanbod]

    @property
    def tabel(self) -> Tabel:
        """A row per theme."""
        offered, hidden = themas_of(self.dossier.tabel("interventies")), self.dossier.poort.verborgen
        rows = [
            (str(theme), hidden if pd.isna(count) else int(count), opsomming(offered.get(theme_key(theme), ["geen"])))
            for theme, count in self.aantallen.items()
        ]
        return tabel("Wensen en aanbod", ("Thema", ("Stickers", "aantal"), "Interventies met dit thema"), rows)


def compare_wensen(dossier: Dossier, *, minstens: int = MIN_STICKERS) -> Wensen:
    """What residents name on the stickerbord beside the themes of the interventions. minstens: stickers that it needs."""
    offered = frozenset(themas_of(dossier.tabel("interventies")))
    return Wensen(dossier, dossier.poort.tel(count_themas(dossier.tabel("stickerbord"))), offered, minstens)


def behoeften(wensen: Wensen) -> Bevinding:
    """The theme with most stickers among those that no intervention has as its theme."""
    dossier, counts, offered = wensen.dossier, wensen.aantallen, wensen.aanbod
    stickers, plan = dossier.tabel("stickerbord"), dossier.tabel("interventies")
    total = int(stickers["stickers"].sum())
    if total < wensen.minstens or counts.isna().all() or not offered:
        kind = "geen_stickers" if stickers.empty else "geen_plan" if plan.empty else "geen_thema" if not offered else "weinig"
        reason = TEKST.zin(f"reden.{kind}", minstens=wensen.minstens)
        return ontbreekt(TEKST, reason, herkomst=herkomst_van(stickers, plan))
    without = wensen.zonder
    share = theme_share(stickers, without[0]) if without else telling(0.0, n=total)
    return maak(
        TEKST,
        "bekend" if without else "alles",
        woorden=_words(without, share, counts, total),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(tijdvak(stickers["datum"]), over=klein_begin(without[0]) if without else "alle thema's"),
        schatting=share,
        eenheid="pct",
        figuur=balken(
            [_balk(str(theme), count, without, dossier.poort.verborgen) for theme, count in counts.items()],
            vraag=4,
            eenheid="stickers",
        ),
        tabel=wensen.tabel,
        bord=Bord(tien=in_tien(share.value)) if without else LEEG_BORD,
        bron=bronnen(stickers, plan, eigen="stickerbord en plan"),
        herkomst=herkomst_van(stickers, plan[plan["thema"].notna()]),
        weegt=weigh(voor=not without, tegen=without),
        raakt=tuple(Raakt(TEKST.zin("verhaal.zonder", thema=klein_begin(theme)), thema=theme_key(theme)) for theme in without),
    )


def _words(without: list[str], share: Estimate, counts: pd.Series, total: int) -> dict[str, str]:
    return {
        "thema": klein_begin(without[0]) if without else "",
        "thema_groot": hoofdletter(without[0]) if without else "",
        "aandeel": van_de_100(share.value or 0.0),
        "aantal": getal(len(without)),
        "n": getal(len(counts)),
        "namen": opsomming_kort([klein_begin(name) for name in without]),
        "marge": tussen((share.low or 0.0) * 100, (share.high or 0.0) * 100),
        "stickers": getal(total),
    }


def _balk(theme: str, count: float, without: list[str], hidden: str) -> Balk:
    if pd.isna(count):
        return Balk(theme, None, reden=hidden)
    return Balk(theme, float(count), "(geen interventie)" if theme in without else "", held=theme in without)


@dataclass(frozen=True, repr=False)
class SocialeKaart(Tabelstap):
    """The entries of the sociale kaart, ordered by theme; nodig: themes of the stickerbord that neither it nor the plan has."""

    dossier: Dossier
    rijen: pd.DataFrame
    nodig: tuple[str, ...]
    thema: str = ""

    @property
    def tabel(self) -> Tabel:
        """First what is missing, then a row per entry; nothing where no sociale kaart was delivered."""
        return tabel(KAART["tabel"], tuple(KAART["kolommen"]), _rows(self) if len(self.rijen) else ())


def compare_aanbod(wensen: Wensen, *, thema: str = "") -> SocialeKaart:
    """The sociale kaart beside the themes that residents named and that no intervention has. thema: this one alone, "" = all."""
    frame = wensen.dossier.tabel("aanbod").sort_values(["thema", "aanbod"], kind="stable")
    there = {theme_key(theme) for theme in frame["thema"].dropna()}
    known = wensen.zonder if wensen.dossier.heeft("interventies") else ()  # what no plan says of an intervention is not known
    missing = tuple(theme for theme in known if theme_key(theme) not in there and theme_key(thema) in ("", theme_key(theme)))
    return SocialeKaart(
        wensen.dossier, frame[frame["thema"].map(theme_key) == theme_key(thema)] if theme_key(thema) else frame, missing, thema
    )


def sociale_kaart(kaart: SocialeKaart) -> Bevinding:
    """How much there is and of how many organisations, and which wish has nothing yet."""
    dossier, frame = kaart.dossier, kaart.rijen
    if frame.empty:
        other = bool(kaart.thema) and dossier.heeft("aanbod")
        return ontbreekt(KAART, KAART.zin(f"reden.{'thema' if other else 'geen'}", thema=klein_begin(kaart.thema)))
    words = {
        "aantal": meervoud(len(frame), "soort aanbod", "soorten aanbod"),
        "organisaties": meervoud(frame["organisatie"].nunique(), "organisatie", "organisaties"),
        "nodig": opsomming_kort([klein_begin(theme) for theme in kaart.nodig]),
        "n": getal(len(kaart.nodig)),
    }
    missing = next((name for name in ("stickerbord", "interventies") if not dossier.heeft(name)), "")
    kind = f"zonder_{missing}" if missing else "mist" if kaart.nodig else "alles"
    return maak(
        KAART,
        woorden=words,
        lees=KAART.zin(f"lees.{kind}", **words),
        wijk=dossier.wijk.naam,
        maat=KAART.maat(dossier.peildatum.isoformat()),
        schatting=telling(len(frame), n=len(frame)),
        tabel=kaart.tabel,
        **uit(frame, eigen="aanbod"),
    )


def _rows(kaart: SocialeKaart) -> Iterator[tuple[Cel, ...]]:
    for theme in kaart.nodig:
        yield theme, KAART["niets"], "-", "-", "-"
    for row in kaart.rijen.to_dict("records"):
        yield tuple(row[name] for name in ("thema", "aanbod", "voor_wie", "organisatie", "contact"))
