"""Themes: what the wijk chose and what there is for each, and how the mix of interventions covers themes and pillars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Raakt, Tabel, Tabelstap, weigh
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, opgeschreven
from wijkmonitor.figuren import dekking as dekking_figuur
from wijkmonitor.gegevens.kolom import split_pijlers
from wijkmonitor.gegevens.lijsten import PIJLERS
from wijkmonitor.taal.getallen import getal, klein_begin, meervoud, moment, opsomming_kort
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, shorten_kop, tabel, telling, uit
from wijkmonitor.vragen.interventies.gevolgd import tell_plan
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.verband import themas_of, theme_key

TEKST = Bevindingtekst("4-interventies", "interventies-themas")
PROCESBEGELEIDER = "procesbegeleider"
DEKKING = Bevindingtekst("4-interventies", "interventies-dekking")


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
    words["plan"] = tell_plan(dossier)
    kind = "onbekend" if not gekozen.bekend else "zonder" if without else "alles"
    by = set(frame["gekozen_door"].fillna(""))
    head = f"kop.{'accent' if '' in by or by == {PROCESBEGELEIDER} else 'bekend'}"
    return maak(
        TEKST,
        kind,
        woorden=words,
        kop=shorten_kop(*(TEKST.zin(head, namen=opsomming_kort(names, most), **words) for most in range(5, 0, -1))),
        wijk=dossier.wijk.naam,
        antwoord="zonder" if without else "plan" if words["plan"] else "",
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


@dataclass(frozen=True, repr=False)
class Vakken(Tabelstap):
    """Interventions per theme (index) and pillar (columns), and the rows with both that are counted."""

    dossier: Dossier
    rijen: pd.DataFrame
    aantallen: pd.DataFrame

    @property
    def tabel(self) -> Tabel:
        """A row per theme."""
        rows: list[tuple[Cel, ...]] = [
            (str(theme), *(int(self.aantallen[pillar][theme]) for pillar in PIJLERS)) for theme in self.aantallen.index
        ]
        return tabel("Thema's en pijlers", ("Thema", *((pillar.capitalize(), "aantal") for pillar in PIJLERS)), rows)


def count_vakken(dossier: Dossier) -> Vakken:
    """Interventions per theme and pillar: one can stand under several pillars, and without a theme or pillar it stands nowhere."""
    frame = dossier.tabel("interventies")
    named = frame[frame["thema"].notna() & frame["pijlers"].notna()]
    themes = named["thema"].map(str)
    counts = Counter(
        (theme, pillar) for theme, cell in zip(themes, named["pijlers"], strict=True) for pillar in split_pijlers(cell)
    )
    rows = {theme: [counts[theme, pillar] for pillar in PIJLERS] for theme in sorted(set(themes))}
    return Vakken(dossier, named, pd.DataFrame.from_dict(rows, orient="index", columns=list(PIJLERS)))


def dekking(vakken: Vakken) -> Bevinding:
    """How many cells of theme x pillar are empty, and a pillar without any intervention first."""
    dossier, named, table = vakken.dossier, vakken.rijen, vakken.aantallen
    frame = dossier.tabel("interventies")
    if named.empty:
        reason = DEKKING["reden.geen"] if len(frame) else DEKKING.document["interventies-planning.reden.geen_tabel"]
        return ontbreekt(DEKKING, reason, herkomst=herkomst_van(frame))
    empty, per_pillar = int((table == 0).to_numpy().sum()), table.sum()
    without = [name for name in PIJLERS if per_pillar[name] == 0]
    most = str(per_pillar.idxmax())
    cells = {(str(theme), pillar): int(table[pillar][theme]) for theme in table.index for pillar in PIJLERS}
    lacking = int(frame["pijlers"].isna().sum())
    aside = DEKKING.zin("lees.zonder", n=meervoud(lacking, "interventie", "interventies")) if lacking else ""
    counts = {"leeg": getal(empty), "n": getal(table.size), "aantal": getal(int(per_pillar[most])), "totaal": getal(len(named))}
    return maak(
        DEKKING,
        woorden=counts | {"pijler": most, "zonder": aside},
        kop=DEKKING.zin("kop.zonder", pijler=without[0]) if without else None,
        wijk=dossier.wijk.naam,
        maat=DEKKING.maat(dossier.peildatum.isoformat()),
        schatting=telling(empty, n=int(table.size), wat="telling van vakken"),
        figuur=dekking_figuur(list(table.index), list(PIJLERS), cells, vraag=4),
        tabel=vakken.tabel,
        bron=bronnen(frame, eigen="plan en interventies"),
        herkomst=herkomst_van(named),
        raakt=tuple(_touches(frame)),
    )


def _touches(frame: pd.DataFrame) -> Iterator[Raakt]:
    """Per theme which interventions it has, and which of those nobody follows."""
    themes = frame["thema"].str.strip().str.lower()
    for theme, rows in frame.groupby(themes, sort=False):
        names = [str(name) for name in rows["interventie"]]
        aside = [str(name) for name in rows[rows["gevolgd"] == "nee"]["interventie"]]
        kind = "geen" if not aside else "niets" if len(aside) == len(names) else "deel"
        words = {"thema": theme, "namen": opsomming_kort(names), "niet": opsomming_kort(aside)}
        yield Raakt(DEKKING.zin(f"verhaal.{kind}", **words), thema=str(theme))
