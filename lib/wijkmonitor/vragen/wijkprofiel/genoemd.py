"""What residents named themselves where no board with stickers was delivered: their wishes, and the themes they chose."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.afspraken.registers import by_residents
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Zonderdag, zonder_data
from wijkmonitor.taal.getallen import meervoud
from wijkmonitor.vragen.bouw import klein_begin, maak, tabel, telling, uit
from wijkmonitor.vragen.maten import make_maat, tussen_momenten
from wijkmonitor.vragen.teksten import Bevindingtekst

ID = "wijkprofiel-genoemd"
TEKST = Bevindingtekst("0-wijkprofiel", ID)
GENOEMD = 3  # so many stand in the sentence; all of them stand in the table


def genoemd(dossier: Dossier) -> Bevinding | None:
    """The wishes and chosen themes of residents; how often each was named nobody knows. None where neither is written down."""
    wishes, themes = dossier.tabel("wensen"), dossier.tabel("themas")
    wishes, themes = wishes[by_residents(wishes["van"])], themes[by_residents(themes["gekozen_door"])]
    if wishes.empty and themes.empty:
        return None
    named = {"wens": _names(wishes, "wens"), "thema": _names(themes, "thema")}
    every = [(name, TEKST[f"soort.{kind}"]) for kind, some in named.items() for name in some]
    kind, left = "beide" if all(named.values()) else next(kind for kind, some in named.items() if some), len(every) - GENOEMD
    words = {
        "wensen": meervoud(len(named["wens"]), "wens", "wensen"),
        "themas": meervoud(len(named["thema"]), "thema", "thema's"),
        "wat": "; ".join(klein_begin(name) for name, _ in every[:GENOEMD]) + (f" (en nog {left})" if left > 0 else ""),
    }
    return maak(
        TEKST,
        kind,
        woorden=words,
        wijk=dossier.wijk.naam,
        maat=make_maat(
            ID, tussen_momenten([*wishes["datum"].dropna(), *themes["gekozen_op"].dropna()]) or dossier.peildatum.isoformat()
        ),
        schatting=telling(len(every), n=len(every)),
        figuur=zonder_data([Zonderdag(*pair) for pair in every], voet=TEKST["voet"], vraag=0),
        tabel=tabel(TEKST["tabel"], ("Wat", "Soort"), every),
        **uit(wishes, themes, eigen=TEKST["bron"]),
    )


def _names(frame: pd.DataFrame, column: str) -> list[str]:
    """Each once, in the order in which they were written down."""
    return list(dict.fromkeys(map(str, frame[column])))
