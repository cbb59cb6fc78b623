"""Change in Positive Health: only people who took part in the first and the last wave."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Punt, punt_met_marge
from wijkmonitor.gegevens.schema import DIMENSIES
from wijkmonitor.stats import Estimate, paired_change
from wijkmonitor.taal.getallen import getal, meting, telwoord, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie, schijn
from wijkmonitor.vragen.bouw import bord, bronnen, cellen, grenzen, herkomst_van, hoofdletter, maak, ontbreekt, tabel
from wijkmonitor.vragen.gezondheid.vragenlijst import metingen, twee_metingen
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-verandering"


def changes(frame: pd.DataFrame, *, minstens: int = 0) -> dict[str, Callable[[float], Estimate]]:
    """Per dimension the change among the same people, as a function of the confidence level; see `twee_metingen`."""
    pairs = {name: twee_metingen(frame, name, minstens=minstens) for name in DIMENSIES}
    return {name: partial(_change, *pair) for name, pair in pairs.items()}


def _change(before: pd.Series, after: pd.Series, confidence: float = 0.95) -> Estimate:
    return paired_change(before, after, confidence=confidence)


def verandering(dossier: Dossier) -> Bevinding:
    """The dimensions that changed more than chance, the six judged together."""
    texts = load_teksten("2-gezondheid")
    frame = dossier.tabel("vragenlijst")
    if frame.empty or len(metingen(frame)) < 2:
        return ontbreekt(texts, ID, texts["gezondheid-dimensies.reden.geen_tabel" if frame.empty else f"{ID}.reden.een_meting"])
    least = dossier.poort.regels.min_cel
    fewest = min(len(twee_metingen(frame, name, minstens=least)[0]) for name in DIMENSIES)
    if not dossier.poort.spreiding(fewest):
        return ontbreekt(texts, ID, texts[f"{ID}.reden.weinig"], herkomst=herkomst_van(frame))
    family = changes(frame, minstens=least)
    estimates = {name: make(0.95) for name, make in family.items()}
    verdicts = beoordeel_familie(family, gunstig="hoog")
    moved = [name for name in DIMENSIES if verdicts[name].zeker]
    main = max(moved or DIMENSIES, key=lambda name: abs(estimates[name].value or 0.0))
    waves = metingen(frame)
    words = _words(main, estimates[main], verdicts[main], moved)
    kind = "geen" if not moved else "een" if len(moved) == 1 else "meer"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=_lees(words, estimates[main], verdicts[main]),
        stand=texts.zin(f"{ID}.lees.stand", **words),
        onderschrift=f"Verandering in punten tussen {meting(waves[0])} en {meting(waves[-1])}, dezelfde mensen, {dossier.wijk.naam}.",
        schatting=estimates[main],
        eenheid="score",
        figuur=_figuur(estimates, moved),
        tabel=_tabel(estimates, verdicts),
        bron=bronnen(frame, eigen="vragenlijst bewoners"),
        herkomst=herkomst_van(frame),
        teken=verdicts[main].teken,
        verrassing=2.8 if moved else 0.6,
        bord=bord(
            grootte=words["grootte"], dimensie=words["dimensie"], n=words["n"], van=meting(waves[0]), naar=meting(waves[-1])
        ),
    )


def _words(main: str, estimate: Estimate, verdict: Oordeel, moved: list[str]) -> dict[str, str]:
    value, low, high = grenzen(estimate)
    return {
        "dimensie": _naam(main),
        "richting": verdict.verandering,
        "grootte": getal(abs(value), 1),
        "getekend": getal(value, 1),
        "kant": "omhoog" if value > 0 else "omlaag",
        "aantal": telwoord(len(moved)),
        "n": getal(estimate.n or 0),
        "marge": tussen(low, high, 1),
    }


def _naam(dimension: str) -> str:
    return str(load_teksten("2-gezondheid")[f"dimensie.{dimension}"])


def _lees(words: dict[str, str], estimate: Estimate, verdict: Oordeel) -> str:
    texts = load_teksten("2-gezondheid")
    first = texts.zin(f"{ID}.lees.{'zeker' if verdict.zeker else 'geen'}", **words)
    return f"{first} {texts[f'{ID}.lees.schijn']}" if schijn(estimate, verdict) else first


def _figuur(estimates: dict[str, Estimate], moved: list[str]) -> Figuur:
    rows = [_punt(_naam(name), item, name in moved) for name, item in estimates.items()]
    return punt_met_marge(rows, vraag=2, eenheid="punt", decimalen=1, schaal=_schaal(estimates))


def _tabel(estimates: dict[str, Estimate], verdicts: dict[str, Oordeel]) -> Tabel:
    columns = (
        "Onderdeel", ("Verandering", "score"), ("Van", "score"), ("Tot", "score"), ("Mensen", "aantal"), "Wat we mogen zeggen",
    )  # fmt: skip
    rows = [(hoofdletter(_naam(name)), *cellen(item), verdicts[name].verandering) for name, item in estimates.items()]
    return tabel("Verandering bij dezelfde mensen", columns, rows)


def _schaal(estimates: dict[str, Estimate]) -> tuple[float, float]:
    most = max(abs(end) for item in estimates.values() for end in (item.low or 0.0, item.high or 0.0))
    edge = max(0.5, round(most * 1.1 + 0.05, 1))
    return -edge, edge


def _punt(name: str, estimate: Estimate, held: bool) -> Punt:
    return Punt(name.capitalize(), estimate.value, estimate.low, estimate.high, held=held)
