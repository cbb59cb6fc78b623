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
from wijkmonitor.bevinding.omgeving import GEEN_GEGEVENS
from wijkmonitor.figuren import Balk, Figuur, Meetpunt, Punt
from wijkmonitor.stats import Estimate
from wijkmonitor.stats.distributions import confidence_of, percentage
from wijkmonitor.taal.getallen import getal, hoofdletter, meting, opsomming_kort, rond, tussen, van_de_100
from wijkmonitor.taal.oordeel import Oordeel
from wijkmonitor.vragen.teksten import Bevindingtekst, load_teksten

GEEN_METHODE = "niet berekend"
NIET_BEKEND = "niet bekend"
T = TypeVar("T")
LEEG_BORD = Bord()


class Vandaan(TypedDict):
    """What a number rests on, for a reader (`bron`) and as a kind."""

    bron: str
    herkomst: Herkomst


class Velden(Vandaan, total=False):
    """What a finding may have besides; see `Bevinding`."""

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
    tekst: Bevindingtekst,
    soort: str = "bekend",
    *,
    schatting: Estimate,
    tabel: Tabel,
    wijk: str = "",
    woorden: Mapping[str, object] = MappingProxyType({}),
    kop: str | None = None,
    lees: str | None = None,
    stand: str | None = None,
    onderschrift: str | None = None,
    antwoord: str = "",
    teken: Teken = "geen",
    maat: Maat | None = None,
    let_op: str = "",
    **velden: Unpack[Velden],
) -> Bevinding:
    """A finding with its sentences from the TOML file, filled in with `woorden`; a headline too long is cut.

    soort: what came out. It names each sentence that is not given here: `kop.{soort}`, `lees.{soort}`, and `antwoord.{soort}`
    for where the finding answers the question of its report (antwoord: the name of that one, where it is another). Not given,
    stand is `lees.stand` where the number has a margin, and onderschrift is `onderschrift` with the name of the wijk. The
    question for the conversation is the one for this outcome.
    """
    claim = shorten_kop(hoofdletter(choose_kop(tekst, soort, **woorden) if kop is None else kop))
    if stand is None:
        stand = tekst.zin("lees.stand", **woorden) if schatting.has_interval and tekst.heeft("lees.stand") else ""
    answer = f"antwoord.{antwoord or soort}"
    return Bevinding(
        id=tekst.id,
        kop=claim,
        lees=tekst.zin(f"lees.{soort}", **woorden) if lees is None else lees,
        stand=stand,
        onderschrift=tekst.zin("onderschrift", **{**woorden, "wijk": wijk}) if onderschrift is None else onderschrift,
        schatting=schatting,
        tabel=tabel,
        gespreksvraag=_question(tekst["gesprek"], antwoord, soort, teken),
        antwoord=tekst.zin(answer, **{**woorden, "kop": claim}) if tekst.heeft(answer) else "",
        teken=teken,
        maat=maat if maat and (maat.peil or schatting.value is not None) else None,
        let_op=add_confidence(let_op, schatting),
        **velden,
    )


def add_confidence(let_op: str, schatting: Estimate) -> str:
    """What there is to mind, and in how many of 100 cases the margin holds where somebody chose other than 95."""
    at = confidence_of(schatting.method)
    if at == 0.95 or not schatting.has_interval:
        return let_op
    return f"{let_op} {load_teksten('gedeeld').zin('zekerheid', deel=percentage(at).rstrip('%'))}".strip()


def _question(given: str | Mapping[str, str], *uitkomst: str) -> str:
    """The question that fits the outcome: that of its answer, of its kind or of its sign, else the one for all others (`anders`).

    Where there is no figure, nobody is asked about it.
    """
    missing = str(load_teksten("gedeeld")["gesprek.ontbreekt"])
    known = {"ontbreekt": missing, **({"anders": given} if isinstance(given, str) else given)}
    return next((known[kind] for kind in uitkomst if kind in known), known.get("anders", missing))


def ontbreekt(tekst: Bevindingtekst, reden: str, *, herkomst: Herkomst = "eigen registratie", bron: str = "") -> Bevinding:
    """A finding that says that there is no figure, and why."""
    why = reden.strip() or "Er is geen cijfer, en de bron zegt niet waarom."
    return maak(
        tekst,
        "ontbreekt",
        lees=why,
        onderschrift=why,
        schatting=geen_getal(why),
        tabel=tabel_van_reden(tekst["kop.ontbreekt"], why),
        teken="te weinig",
        woorden={"reden": why},
        bron=bron or GEEN_GEGEVENS,
        herkomst=herkomst,
    )


def even_groot(eerste: T, alle: Iterable[T], maat: Callable[[T], float], naam: Callable[[T], str]) -> str:
    """A sentence that names what is as large as the first of its kind, as readers see the numbers; "" where it stands alone.

    >>> even_groot(("a", 4.71), [("a", 4.71), ("b", 4.68), ("c", 4.6)], lambda row: row[1], lambda row: row[0])
    'Bij b is het verschil even groot.'
    """
    return say_even([naam(row) for row in shared_first(eerste, alle, maat) if row is not eerste])


def say_even(namen: Sequence[str]) -> str:
    """The sentence for those that are as large as the first; "" without any."""
    return load_teksten("gedeeld").zin("even_groot", namen=opsomming_kort(namen)) if namen else ""


def shared_first(eerste: T, alle: Iterable[T], maat: Callable[[T], float]) -> list[T]:
    """All that read as large as the first with one decimal, in their order."""
    return [row for row in alle if rond(maat(row), 1) == rond(maat(eerste), 1)]


def shorten_kop(*voorkeuren: str) -> str:
    """The first headline with at most 15 words; names can be long, so the last one is cut if it has to be.

    >>> shorten_kop("een twee drie", "een")
    'een twee drie'
    """
    for text in voorkeuren:
        if len(text.split()) <= MAX_WOORDEN_KOP:
            return text
    return " ".join(voorkeuren[-1].split()[:MAX_WOORDEN_KOP]) + "…"


def choose_kop(tekst: Bevindingtekst, soort: str, /, **woorden: object) -> str:
    """The headline of this kind (`kop.{soort}`), or its short form (`kop.{soort}_kort`) where names make it too long."""
    kinds = [kind for kind in (soort, f"{soort}_kort") if kind == soort or tekst.heeft(f"kop.{kind}")]
    return shorten_kop(*(tekst.zin(f"kop.{kind}", **woorden) for kind in kinds))


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


def cellen(estimate: Estimate) -> tuple[Cel, Cel, Cel, Cel]:
    """Value, low, high and n of an estimate as cells; the reason stands where one is missing."""
    why = estimate.reason or NIET_BEKEND
    value, low, high = (why if part is None else part for part in (estimate.value, estimate.low, estimate.high))
    return value, low, high, why if estimate.n is None else estimate.n


def deel_woorden(schatting: Estimate) -> dict[str, str]:
    """A share (0-1) for a sentence: `aandeel`, its `marge` per 100, and `n`. ValueError where it has no margin."""
    value, low, high = grenzen(schatting)
    return {"aandeel": van_de_100(value), "marge": tussen(low * 100, high * 100), "n": getal(schatting.n or 0)}


def naast_tweede(oordeel: Oordeel) -> str:
    """What is said in a table of what comes first, beside the runner-up; the others are not compared."""
    return "niet vergeleken" if oordeel.richting == "te weinig" else oordeel.verschil


def punt(naam: str, schatting: Estimate, *, keer: float = 100, held: bool = True) -> Punt:
    """A row of a figure: the estimate times `keer` with its margin, or the reason why there is none."""
    if schatting.value is None or schatting.low is None or schatting.high is None:
        return Punt(naam, None, reden=schatting.reason or "")
    return Punt(naam, schatting.value * keer, schatting.low * keer, schatting.high * keer, held=held)


def meetpunt(wave: str, schatting: Estimate) -> Meetpunt:
    """The score of one wave in a figure, or the reason why there is none."""
    return Meetpunt(meting(wave), schatting.value, schatting.low, schatting.high, reden=schatting.reason or "")


def balk(naam: object, aantal: float, reden: str) -> Balk:
    """A bar; where the count is missing, why."""
    return Balk(str(naam), None, reden=reden) if pd.isna(aantal) else Balk(str(naam), float(aantal))


def in_tien(aandeel: float | None) -> int:
    """How many of ten people to colour for a share (0-1) of people."""
    return int(rond((aandeel or 0.0) * 10))


def grenzen(estimate: Estimate) -> tuple[float, float, float]:
    """Value, low and high of an estimate; ValueError naming it where one is missing."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        raise ValueError(f"estimate={estimate!r} has no value with a margin")
    return estimate.value, estimate.low, estimate.high


def _plain(cell: Any) -> Cel:
    if hasattr(cell, "item"):
        cell = cell.item()
    if cell is None or cell is pd.NA or cell != cell or (isinstance(cell, str) and not cell.strip()):
        return NIET_BEKEND
    return cast(Cel, cell)


def uit(*frames: pd.DataFrame, eigen: str, ook: Iterable[Herkomst] = ()) -> Vandaan:
    """What a figure rests on: these rows, and what else counts in its herkomst (`ook`). eigen: what the records are, for a reader."""
    return {"bron": bronnen(*frames, eigen=eigen), "herkomst": weigh_herkomst([herkomst_van(*frames), *ook])}


def herkomst_van(*frames: pd.DataFrame) -> Herkomst:
    """Where a figure comes from that rests on all these rows: an example row makes it an example."""
    return weigh_herkomst(kind for frame in frames for kind in frame["herkomst"].unique())


def bronnen(*frames: pd.DataFrame, eigen: str) -> str:
    """The source line of own records: what it is, and what the rows say of their source."""
    return bronregel(bron_delen(*frames, eigen=eigen))


def bron_delen(*frames: pd.DataFrame, eigen: str) -> list[str]:
    """The same, source by source. Published rows say only what their own source is."""
    given = sorted({source for frame in frames if "bron" in frame for source in frame["bron"].dropna().unique()})
    named = [source for source in given if source.strip() and source.lower() != "voorbeeld"]
    kind = herkomst_van(*frames)
    return named if named and kind == "openbaar" else [soort_bron(eigen, kind), *named]


def bronregel(bronnen: Iterable[str]) -> str:
    """A few sources on one line, each once and whole: a `;` stands between two of them, never within one."""
    return "; ".join(dict.fromkeys(" ".join(source.replace(";", ",").split()) for source in bronnen))


def soort_bron(eigen: str, herkomst: Herkomst) -> str:
    """Own records with what they are: `deelname (eigen registratie)`."""
    kinds = {"voorbeeld": "voorbeelddata, gemaakt door een programma", "openbaar": "openbare cijfers"}
    return f"{eigen} ({kinds.get(herkomst, herkomst)})"
