"""Which knobs can a wijk turn: per field its figures, its offer, who can turn it and whether the offer is recognised.

It claims no effect: a figure stands beside a field, and the page says that this is a choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import pandas as pd

from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.openen import Pagina, Parameters, open_records
from wijkmonitor.paginas.pagina import render_page, strip
from wijkmonitor.taal.getallen import getal, opsomming
from wijkmonitor.vragen.cijfers import compare_areas, in_woorden, jaar_van
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import collect_gebeurtenissen

NAAM = "10-knoppen"
TEKST = load_teksten(NAAM)
MAX_OPGESCHREVEN = 2
ERKEND = {"ja": "erkend", "nee": "niet"}


@dataclass(frozen=True)
class Knop:
    """One field. cijfers, aanbod and effect are sentences; wie: level -> what can be turned there.

    opgeschreven: what the records tell of it, found by its words.
    """

    naam: str
    cijfers: tuple[str, ...]
    aanbod: tuple[str, ...]
    effect: tuple[str, ...]
    opgeschreven: tuple[str, ...]
    wie: Mapping[str, str]
    voorbeeld: bool


@dataclass(frozen=True)
class Knoppen:
    """All that the page shows."""

    dossier: Dossier
    knoppen: tuple[Knop, ...]

    @property
    def zonder_aanbod(self) -> str:
        """Why no knob has any offer, said once; "" where one of them has."""
        plan = self.dossier.tabel("interventies")
        if plan.empty:
            return str(TEKST["aanbod.geen_tabel"])
        return str(TEKST["aanbod.zonder_thema"]) if plan["thema"].isna().all() else ""

    @property
    def herkomst(self) -> Herkomst:
        """An example where the wijk is invented or any offer on the page is."""
        kinds = ["voorbeeld" for knop in self.knoppen if knop.voorbeeld]
        return weigh_herkomst([*kinds, self.dossier.kerncijfers.herkomst])


def make_knoppen(dossier: Dossier, *, knoppen: Sequence[str]) -> Knoppen:
    """The page of a wijk with these fields, in this order; ValueError in Dutch for a name that is not there."""
    if not knoppen:
        raise ValueError(TEKST.zin("geen", bekend=", ".join(TEKST["knop"])))
    if unknown := [naam for naam in knoppen if naam not in TEKST["knop"]]:
        raise ValueError(TEKST.zin("onbekend", naam=", ".join(unknown), bekend=", ".join(TEKST["knop"])))
    return Knoppen(dossier, tuple(_knop(dossier, TEKST["knop"][naam]) for naam in knoppen))


def _knop(dossier: Dossier, chosen: Mapping[str, Any]) -> Knop:
    plan = dossier.tabel("interventies")
    offer = plan[_about(plan["thema"], chosen["themas"])]
    figures = tuple(_figure(dossier, name) for name in chosen["cijfers"])
    told = [event for event in collect_gebeurtenissen(dossier).van("resultaat", "inzet", "loopt")]
    told = [event for event in told if any(word in event.wat.lower() for word in chosen["woorden"])]
    return Knop(
        naam=chosen["naam"],
        cijfers=figures or (TEKST["cijfer.geen"],),
        aanbod=tuple(offer["interventie"]),
        effect=tuple(_effect(offer)),
        opgeschreven=tuple(event.wat for event in told[:MAX_OPGESCHREVEN]),
        wie=chosen["wie"],
        voorbeeld=bool((offer["herkomst"] == "voorbeeld").any()) or any(event.herkomst == "voorbeeld" for event in told),
    )


def _about(themes: pd.Series, words: Sequence[str]) -> pd.Series:
    """Which interventions have one of these words in their theme."""
    found = pd.Series(False, index=themes.index)
    for word in words:
        found |= themes.astype("object").fillna("").str.lower().str.contains(word, regex=False)
    return found


def _figure(dossier: Dossier, name: str) -> str:
    """A figure of the wijk beside that of the municipality; its reason where there is none."""
    row = compare_areas(dossier, name)
    if row.wijk.waarde is None:
        return TEKST.zin("cijfer.ontbreekt", naam=row.indicator.naam, reden=(row.wijk.reden or in_woorden(row.wijk)).rstrip("."))
    return TEKST.zin(
        "cijfer.alleen" if row.gemeente.waarde is None else "cijfer.beide",
        naam=row.indicator.naam,
        wijk=in_woorden(row.wijk),
        gemeente=dossier.kerncijfers.naam_van(dossier.wijk.gemeente),
        beside=getal(row.gemeente.waarde or 0.0),
        jaar=jaar_van(row, dossier),
        soort=TEKST["cijfer.schatting"] if row.wijk.schatting else "",
    )


def _effect(offer: pd.DataFrame) -> list[str]:
    """Which of the interventions are recognised, which not, and of which nobody knows."""
    kinds = offer["erkend"].astype("object").map(ERKEND).fillna("onbekend")
    lines = {kind: list(offer.loc[kinds == kind, "interventie"]) for kind in ("erkend", "niet", "onbekend")}
    return [TEKST.zin(f"effect.{kind}", namen=opsomming(names)) for kind, names in lines.items() if names]


def knoppen_html(page: Knoppen) -> str:
    """The page as HTML."""
    wijk = page.dossier.wijk
    street = strip(wijk.beeldwoorden, seed=wijk.slug)
    return render_page("knoppen", b=page, d=page.dossier, x=TEKST, strook=street)


def open_knoppen(naam: str, *, knoppen: Sequence[str], **wijk: Unpack[Parameters]) -> Pagina:
    """What a wijk can turn, with these fields of `vragen/teksten/10-knoppen.toml`, in this order."""
    page = make_knoppen(open_records(**wijk), knoppen=knoppen)
    return Pagina.of(naam, knoppen_html(page), page.dossier, herkomst=page.herkomst)
