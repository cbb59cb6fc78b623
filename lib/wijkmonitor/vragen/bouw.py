"""How a finding is put together: fixed texts from the TOML file, numbers and figure from the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypedDict, TypeVar, Unpack, cast

import pandas as pd

from wijkmonitor.bevinding import (
    MAX_WOORDEN_KOP,
    Bevinding,
    Bord,
    Cel,
    Deel,
    Herkomst,
    Maat,
    Notatie,
    Raakt,
    Tabel,
    Tabelkolom,
    Teken,
    Weegt,
    weigh_herkomst,
)
from wijkmonitor.bevinding.fragmenten import GEEN_GEGEVENS
from wijkmonitor.figuren import Figuur
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import opsomming_kort, rond
from wijkmonitor.vragen.teksten import Teksten, load_teksten

GEEN_METHODE = "niet berekend"
NIET_BEKEND = "niet bekend"
T = TypeVar("T")
LEEG_BORD = Bord()
zwaarste = weigh_herkomst


class Velden(TypedDict, total=False):
    """What a finding may have besides; see `Bevinding`."""

    stand: str
    let_op: str
    eenheid: Notatie
    weegt: Weegt
    figuur: Figuur | None
    extra_figuren: tuple[Figuur, ...]
    extra_tabellen: tuple[Tabel, ...]
    bord: Bord
    delen: Mapping[str, Deel]
    peil: Deel | None
    vergelijkingen: int
    raakt: tuple[Raakt, ...]
    open_jaar: int


def maak(
    teksten: Teksten,
    id: str,
    *,
    kop: str,
    lees: str,
    onderschrift: str,
    schatting: Estimate,
    tabel: Tabel,
    bron: str,
    herkomst: Herkomst,
    antwoord: str = "",
    uitkomst: str = "",
    teken: Teken = "geen",
    maat: Maat | None = None,
    woorden: Mapping[str, object] = MappingProxyType({}),
    **velden: Unpack[Velden],
) -> Bevinding:
    """A finding with its question for the conversation from the TOML file; a headline too long is cut.

    antwoord: which sentence of `[id.antwoord]` is its line where it answers the question of the report, filled in with
    its headline and the woorden. uitkomst: what came out, where the question for the conversation goes with that.
    """
    part, claim = teksten[id], shorten_kop(hoofdletter(kop))
    answer = f"{id}.antwoord.{antwoord}"
    return Bevinding(
        id=id,
        kop=claim,
        lees=lees,
        onderschrift=onderschrift,
        schatting=schatting,
        tabel=tabel,
        bron=bron,
        herkomst=herkomst,
        gespreksvraag=_question(part["gesprek"], uitkomst, antwoord, teken),
        antwoord=teksten.zin(answer, kop=claim, **woorden) if teksten.heeft(answer) else "",
        teken=teken,
        maat=maat if maat and (maat.peil or schatting.value is not None) else None,
        **velden,
    )


def _question(given: str | Mapping[str, str], *uitkomst: str) -> str:
    """The question that fits the outcome: that of its sign or of its answer, else the one for all others (`anders`).

    Where there is no figure, nobody is asked about it.
    """
    kinds = {"anders": given} if isinstance(given, str) else given
    missing = str(load_teksten("gedeeld")["gesprek.ontbreekt"])
    known = {"ontbreekt": missing, **kinds}
    return next((known[kind] for kind in uitkomst if kind in known), known.get("anders", missing))


def ontbreekt(
    teksten: Teksten, id: str, reden: str, *, onderschrift: str = "", herkomst: Herkomst = "eigen registratie", bron: str = ""
) -> Bevinding:
    """A finding that says that there is no figure, and why."""
    why = reden.strip() or "Er is geen cijfer, en de bron zegt niet waarom."
    return maak(
        teksten,
        id,
        kop=teksten[f"{id}.kop.ontbreekt"],
        onderschrift=onderschrift or why,
        lees=why,
        schatting=geen_getal(why),
        tabel=tabel_van_reden(teksten[f"{id}.kop.ontbreekt"], why),
        bron=bron or GEEN_GEGEVENS,
        herkomst=herkomst,
        teken="te weinig",
        antwoord="ontbreekt",
        woorden={"reden": why},
    )


def even_groot(eerste: T, alle: Iterable[T], maat: Callable[[T], float], naam: Callable[[T], str], decimalen: int = 1) -> str:
    """A sentence that names what is as large as the first of its kind, as readers see the numbers; "" where it stands alone.

    >>> even_groot(("a", 4.71), [("a", 4.71), ("b", 4.68), ("c", 4.6)], lambda row: row[1], lambda row: row[0])
    'Bij b is het verschil even groot.'
    """
    return say_even([naam(row) for row in shared_first(eerste, alle, maat, decimalen) if row is not eerste])


def say_even(namen: Sequence[str]) -> str:
    """The sentence for those that are as large as the first; "" without any."""
    return load_teksten("gedeeld").zin("even_groot", namen=opsomming_kort(namen)) if namen else ""


def shared_first(eerste: T, alle: Iterable[T], maat: Callable[[T], float], decimalen: int = 1) -> list[T]:
    """All that read as large as the first, in their order."""
    return [row for row in alle if rond(maat(row), decimalen) == rond(maat(eerste), decimalen)]


def shorten_kop(*voorkeuren: str) -> str:
    """The first headline with at most 15 words; names can be long, so the last one is cut if it has to be.

    >>> shorten_kop("een twee drie", "een")
    'een twee drie'
    """
    for text in voorkeuren:
        if len(text.split()) <= MAX_WOORDEN_KOP:
            return text
    return " ".join(voorkeuren[-1].split()[:MAX_WOORDEN_KOP]) + "…"


def choose_kop(teksten: Teksten, id: str, soort: str = "bekend", /, **woorden: object) -> str:
    """The headline of this kind (`[id.kop]`), or its short form (`bekend_kort`) where names make it too long."""
    return shorten_kop(*(teksten.zin(f"{id}.kop.{kind}", **woorden) for kind in (soort, f"{soort}_kort")))


def klein_begin(naam: str) -> str:
    """A name inside a sentence: no capital, unless the word is an abbreviation or part of a name of more words.

    >>> klein_begin("Een Dreamteam"), klein_begin("GLI"), klein_begin("Positieve Gezondheid staat er")
    ('een Dreamteam', 'GLI', 'Positieve Gezondheid staat er')
    """
    first, _, rest = naam.partition(" ")
    keep = naam[:2].isupper() or (rest[:1].isupper() and first != "Een")
    return naam if keep else naam[:1].lower() + naam[1:]


def hoofdletter(tekst: str) -> str:
    """The text with a capital at its begin, the rest as it is.

    >>> hoofdletter("meedoen in de GLI")
    'Meedoen in de GLI'
    """
    return tekst[:1].upper() + tekst[1:]


def geen_getal(reden: str) -> Estimate:
    """An estimate without a value: the reason in words."""
    return Estimate(None, None, None, None, GEEN_METHODE, reden)


def telling(aantal: float, *, n: int, wat: str = "telling") -> Estimate:
    """A number that was counted in what people wrote down: nothing is estimated, so it has no margin. wat: what was counted."""
    return Estimate(float(aantal), None, None, n, wat, "dit is geteld en niet geschat")


def tabel(titel: str, kolommen: Sequence[str | tuple[str, str]], rijen: Iterable[Sequence[Cel | None]]) -> Tabel:
    """A table; a column is a name (text) or a name with its notation. A cell without anything says *niet bekend*."""
    columns = tuple(Tabelkolom(col) if isinstance(col, str) else Tabelkolom(col[0], cast(Notatie, col[1])) for col in kolommen)
    return Tabel(titel, columns, tuple(tuple(_plain(cell) for cell in row) for row in rijen))


def tabel_van_reden(titel: str, reden: str) -> Tabel:
    """The table of a finding without a number: only the reason."""
    return tabel(titel, ("Waarom is er geen cijfer?",), [(reden,)])


def cellen(estimate: Estimate, reden: str = "") -> tuple[Cel, Cel, Cel, Cel]:
    """Value, low, high and n of an estimate as cells; the reason stands where one is missing."""
    why = estimate.reason or reden or NIET_BEKEND
    value, low, high = (why if part is None else part for part in (estimate.value, estimate.low, estimate.high))
    return value, low, high, why if estimate.n is None else estimate.n


def grenzen(estimate: Estimate) -> tuple[float, float, float]:
    """Value, low and high of an estimate that has them; ValueError naming the estimate where one is missing."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        raise ValueError(f"estimate={estimate!r} has no value with a margin")
    return estimate.value, estimate.low, estimate.high


def _plain(cell: Any) -> Cel:
    if hasattr(cell, "item"):
        cell = cell.item()
    if cell is None or cell is pd.NA or cell != cell or (isinstance(cell, str) and not cell.strip()):
        return NIET_BEKEND
    return cast(Cel, cell)


def herkomst_van(*frames: pd.DataFrame) -> Herkomst:
    """Where a figure comes from that rests on all these rows: an example row makes it an example."""
    return weigh_herkomst(kind for frame in frames for kind in frame["herkomst"].unique())


def bronnen(*frames: pd.DataFrame, eigen: str) -> str:
    """The source line of own records: what it is, and what the rows say of their source. Published rows say only that."""
    given = sorted({source for frame in frames if "bron" in frame for source in frame["bron"].dropna().unique()})
    named = [source for source in given if source.strip() and source.lower() != "voorbeeld"]
    kind = herkomst_van(*frames)
    return bronregel(named if named and kind == "openbaar" else [soort_bron(eigen, kind), *named])


def bronregel(bronnen: Iterable[str]) -> str:
    """A few sources on one line, each once and whole: a `;` stands between two of them, never within one."""
    return "; ".join(dict.fromkeys(" ".join(source.replace(";", ",").split()) for source in bronnen))


def soort_bron(eigen: str, herkomst: Herkomst) -> str:
    """Own records with what they are: `deelname (eigen registratie)`."""
    kinds = {"voorbeeld": "voorbeelddata, gemaakt door een programma", "openbaar": "openbare cijfers"}
    return f"{eigen} ({kinds.get(herkomst, herkomst)})"
