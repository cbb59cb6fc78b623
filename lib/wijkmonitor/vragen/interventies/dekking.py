"""Coverage of pillars and themes by the mix of interventions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Raakt, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import dekking as dekking_figuur
from wijkmonitor.gegevens.kolom import split_pijlers
from wijkmonitor.gegevens.lijsten import PIJLERS
from wijkmonitor.taal.getallen import getal, meervoud, opsomming_kort
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel, telling
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("4-interventies", "interventies-dekking")


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
        reason = TEKST["reden.geen"] if len(frame) else TEKST.document["interventies-planning.reden.geen_tabel"]
        return ontbreekt(TEKST, reason, herkomst=herkomst_van(frame))
    empty, per_pillar = int((table == 0).to_numpy().sum()), table.sum()
    without = [name for name in PIJLERS if per_pillar[name] == 0]
    most = str(per_pillar.idxmax())
    cells = {(str(theme), pillar): int(table[pillar][theme]) for theme in table.index for pillar in PIJLERS}
    lacking = int(frame["pijlers"].isna().sum())
    aside = TEKST.zin("lees.zonder", n=meervoud(lacking, "interventie", "interventies")) if lacking else ""
    counts = {"leeg": getal(empty), "n": getal(table.size), "aantal": getal(int(per_pillar[most])), "totaal": getal(len(named))}
    return maak(
        TEKST,
        woorden=counts | {"pijler": most, "zonder": aside},
        kop=TEKST.zin("kop.zonder", pijler=without[0]) if without else None,
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(dossier.peildatum.isoformat()),
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
        yield Raakt(TEKST.zin(f"verhaal.{kind}", **words), thema=str(theme))
