"""What the wijk chose: its themes, for whom, why and by whom, beside what there is for each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelstap, weigh
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, opgeschreven
from wijkmonitor.taal.getallen import getal, meervoud, moment, opsomming_kort
from wijkmonitor.vragen.bouw import klein_begin, maak, ontbreekt, shorten_kop, tabel, telling, uit
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.verband import themas_of, theme_key

TEKST = Bevindingtekst("4-interventies", "interventies-themas")
PROCESBEGELEIDER = "procesbegeleider"


@dataclass(frozen=True, repr=False)
class Themas(Tabelstap):
    """The chosen themes, and per theme the names of the interventions that have it."""

    dossier: Dossier
    rijen: pd.DataFrame
    aanbod: tuple[tuple[str, ...], ...]

    @property
    def bekend(self) -> bool:
        """Whether it is written down what any intervention is about."""
        return bool(self.dossier.tabel("interventies")["thema"].notna().any())

    @property
    def zonder(self) -> list[str]:
        """The chosen themes that no intervention has."""
        themes = zip(self.rijen["thema"], self.aanbod, strict=True)
        return list(dict.fromkeys(klein_begin(str(theme)) for theme, names in themes if not names))

    @property
    def tabel(self) -> Tabel:
        """A row per choice."""
        nothing = TEKST["geen" if self.bekend else "onbekend"]
        rows = [
            (
                str(row["thema"]),
                *(row[name] for name in ("doelgroep", "doel", "reden", "gekozen_door")),
                "" if pd.isna(row["gekozen_op"]) else moment(str(row["gekozen_op"])),
                opsomming_kort(list(names)) if names else nothing,
            )
            for row, names in zip(self.rijen.to_dict("records"), self.aanbod, strict=True)
        ]
        return tabel(TEKST["tabel"], tuple(TEKST["kolommen"]), rows)


def compare_themas(dossier: Dossier) -> Themas:
    """The themes of the table `themas` beside the interventions of the plan with the same theme."""
    chosen, plan = dossier.tabel("themas"), dossier.tabel("interventies")
    offered = themas_of(plan)
    offer = [tuple(offered.get(theme_key(theme), ())) for theme in chosen["thema"]]
    return Themas(dossier, chosen, tuple(offer))


def themas(gekozen: Themas) -> Bevinding:
    """Which themes the wijk chose, and which of those still have no intervention.

    Where nobody wrote down who chose them, or where only the process leader did, they are where the accent lies.
    """
    dossier, frame = gekozen.dossier, gekozen.rijen
    if frame.empty:
        return ontbreekt(TEKST, TEKST["reden.geen"])
    names = list(dict.fromkeys(klein_begin(str(theme)) for theme in frame["thema"]))
    without = gekozen.zonder if gekozen.bekend else []
    words = {"aantal": meervoud(len(names), "thema", "thema's"), "zonder": opsomming_kort(without), "n": getal(len(without))}
    kind = "onbekend" if not gekozen.bekend else "zonder" if without else "alles"
    by = set(frame["gekozen_door"].fillna(""))
    head = f"kop.{'accent' if '' in by or by == {PROCESBEGELEIDER} else 'bekend'}"
    return maak(
        TEKST,
        kind,
        woorden=words,
        kop=shorten_kop(*(TEKST.zin(head, namen=opsomming_kort(names, most), **words) for most in range(5, 0, -1))),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(dossier.peildatum.isoformat()),
        schatting=telling(len(names), n=len(names)),
        figuur=_figuur(gekozen),
        tabel=gekozen.tabel,
        weegt=weigh(voor=False, tegen=without),
        **uit(frame, eigen="gekozen thema's"),
    )


def _figuur(gekozen: Themas) -> Figuur:
    """Per theme what is written down of the choice; one that was chosen more than once stands once."""
    columns = tuple(TEKST["kolommen"])[1:]
    known = dict[tuple[str, str], str]()
    for row, names in zip(gekozen.rijen.to_dict("records"), gekozen.aanbod, strict=True):
        when = None if pd.isna(row["gekozen_op"]) else moment(str(row["gekozen_op"]))
        parts = (
            *(row[name] for name in ("doelgroep", "doel", "reden", "gekozen_door")),
            when,
            opsomming_kort(list(names)) or None,
        )
        told = {(str(row["thema"]), column): str(part) for column, part in zip(columns, parts, strict=True) if pd.notna(part)}
        known = told | known
    return opgeschreven(list(dict.fromkeys(map(str, gekozen.rijen["thema"]))), columns, known, vraag=4)
