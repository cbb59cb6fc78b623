"""Per intervention: which share of its participants belongs to the group that it is meant for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Cel, Deel, Tabel, weigh_herkomst
from wijkmonitor.bevinding.antwoord import weigh
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.figuren import Groepslijn, Punt, buurten
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.taal.getallen import getal, meervoud, opsomming_kort, tussen, van_de_100
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie, niveau
from wijkmonitor.vragen.bouw import (
    bronnen,
    cellen,
    choose_kop,
    geen_getal,
    grenzen,
    herkomst_van,
    klein_begin,
    maak,
    ontbreekt,
    tabel,
)
from wijkmonitor.vragen.kruising import Bedoeld
from wijkmonitor.vragen.maten import make_maat
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import Deelnemers

ID = "bereik-bedoeld"
GRENS = 0.5  # more than this share (0-1) of the participants belongs to the group, or less
MINSTENS_BEKEND = 0.5  # of this share of the participants it has to be known


@dataclass(frozen=True)
class Bedoeldrij:
    """One intervention with the share (0-1) of the participants of whom it is known; reden: in words why there is none."""

    bedoeld: Bedoeld
    schatting: stats.Estimate
    reden: str = ""

    @property
    def n(self) -> int:
        """Of how many participants it is known."""
        return (self.bedoeld.erbij or 0) + (self.bedoeld.anders or 0)

    def share(self, confidence: float) -> stats.Estimate:
        """The share who belong; people who signed up on the same day count as one group (design effect)."""
        spread = self.bedoeld.samen
        alone = stats.proportion((self.bedoeld.erbij or 0) / spread, self.n / spread, confidence=confidence)
        return replace(alone, n=self.n)


@dataclass(frozen=True, repr=False)
class Bedoelingen(Tussenstap):
    """The interventions beside the groups they are meant for; verdicts against `grens` are of all together (Holm)."""

    deelnemers: Deelnemers
    rijen: tuple[Bedoeldrij, ...]
    oordelen: Mapping[str, Oordeel]
    grens: float

    @property
    def bekend(self) -> list[Bedoeldrij]:
        """The interventions with a share, the lowest first."""
        known = [row for row in self.rijen if row.schatting.value is not None]
        return sorted(known, key=lambda row: row.schatting.value or 0.0)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per intervention."""
        return (_tabel(self),) if self.rijen else ()


def compare_bedoeld(
    deelnemers: Deelnemers, *, grens: float = GRENS, minstens_bekend: float = MINSTENS_BEKEND, zekerheid: float = 0.95
) -> Bedoelingen:
    """Of each intervention who began, by whether they belong to its own group.

    grens: the share (0-1) with which each is compared. minstens_bekend: of what share (0-1) of the participants it has to be
    known. zekerheid: of the margins, 0-1.
    """
    rows = tuple(_row(deelnemers, item, minstens_bekend, zekerheid) for item in deelnemers.bedoeld)
    shares = {row.bedoeld.interventie: partial(Bedoeldrij.share, row) for row in rows if row.schatting.value is not None}
    verdicts = beoordeel_familie(shares, nul=grens, alpha=niveau(ID, keer=deelnemers.keer, oploopt=True))
    return Bedoelingen(deelnemers, rows, verdicts, grens)


def bedoeld(vergeleken: Bedoelingen) -> Bevinding:
    """The intervention where for certain less than the limit belongs to the group; else how many have more, or the lowest share."""
    texts, deelnemers, known = load_teksten("1-bereik"), vergeleken.deelnemers, vergeleken.bekend
    dossier, deelname = deelnemers.dossier, deelnemers.deelname
    plan = dossier.tabel("interventies")
    if deelname.empty:
        return ontbreekt(texts, ID, deelnemers.waarom_leeg)
    if plan.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_plan"])
    if not known:
        missing = ontbreekt(texts, ID, texts[f"{ID}.reden.geen"], bron=bronnen(deelname, plan, eigen="deelname en plan"))
        return replace(missing, tabel=_tabel(vergeleken), herkomst=herkomst_van(deelname, plan))
    less, more = (_judged(vergeleken, direction) for direction in ("omlaag", "omhoog"))
    main = less[0] if less else known[0]
    kind = "minder" if less else "meer" if more else "open"
    words = _words(vergeleken, main, less[1:], more)
    return maak(
        texts,
        ID,
        kop=choose_kop(texts, ID, kind, **words),
        lees=" ".join([texts.zin(f"{ID}.lees.bekend", **words), _unknown(main), _others(vergeleken, kind, words)]).strip(),
        stand=texts.zin(f"{ID}.lees.stand", **words),
        onderschrift=texts.zin(f"{ID}.onderschrift", wijk=dossier.wijk.naam),
        antwoord="beide" if less and more else kind,
        woorden=words,
        maat=make_maat(
            ID,
            deelnemers.tijdvak,
            over=main.bedoeld.interventie,
            peilen={row.bedoeld.interventie: row.schatting for row in known},
        ),
        schatting=main.schatting,
        eenheid="pct",
        figuur=buurten(
            [_punt(row, held=row is main) for row in vergeleken.rijen if row in known],
            lijnen=[Groepslijn(texts[f"{ID}.figuur.grens"], vergeleken.grens * 100)],
            vraag=1,
            eenheid="van de 100",
        ),
        tabel=_tabel(vergeleken),
        bron=bronnen(deelname, plan, eigen="deelname en plan"),
        herkomst=weigh_herkomst([herkomst_van(deelname, plan), *(group.herkomst for group in dossier.wijk.doelgroep)]),
        weegt=weigh(voor=more, tegen=less),
        delen={row.bedoeld.interventie: _deel(row) for row in known},
        vergelijkingen=len(known),
    )


def _row(deelnemers: Deelnemers, item: Bedoeld, minstens_bekend: float, zekerheid: float) -> Bedoeldrij:
    texts, gate = load_teksten("1-bereik"), deelnemers.dossier.poort
    if item.reden:
        why = texts.zin(f"{ID}.reden.{item.reden}", vanaf=deelnemers.vanaf_leeftijd)
        return Bedoeldrij(item, geen_getal(why), why)
    if item.erbij is None or item.anders is None:
        told = f"{ID}.reden.omstandigheid" if item.kenmerk in OMSTANDIGHEDEN else "bereik-wie-missen-we.reden.te_klein"
        why = texts.zin(told, minstens=gate.regels.min_cel)
        return Bedoeldrij(item, geen_getal(why), why)
    row = Bedoeldrij(item, geen_getal(""))
    allowed = gate.aandeel(item.erbij, row.n)
    if not allowed:
        return replace(row, schatting=geen_getal(allowed.reason or ""), reden=allowed.reason or "")
    if item.onbekend and row.n < minstens_bekend * (row.n + item.onbekend):
        why = texts.zin(f"{ID}.reden.weinig_bekend", n=getal(row.n), alle=getal(row.n + item.onbekend))
        return replace(row, schatting=geen_getal(why), reden=why)
    return replace(row, schatting=row.share(zekerheid))


def _judged(vergeleken: Bedoelingen, richting: str) -> list[Bedoeldrij]:
    """The rows with this verdict, the lowest share first."""
    return [row for row in vergeleken.bekend if vergeleken.oordelen[row.bedoeld.interventie].richting == richting]


def _words(vergeleken: Bedoelingen, main: Bedoeldrij, less: list[Bedoeldrij], more: list[Bedoeldrij]) -> dict[str, str]:
    value, low, high = grenzen(main.schatting)
    count = len(vergeleken.bekend)
    return {
        "interventie": main.bedoeld.interventie,
        "groep": klein_begin(main.bedoeld.groep),
        "aandeel": van_de_100(value),
        "marge": tussen(low * 100, high * 100),
        "erbij": getal(main.bedoeld.erbij or 0),
        "n": getal(main.n),
        "aantal": f"{getal(len(more))} van de {getal(count)} interventies" if count > 1 else main.bedoeld.interventie,
        "grens": _limit(vergeleken.grens),
        "ook": opsomming_kort([row.bedoeld.interventie for row in less]),
        "namen": opsomming_kort([row.bedoeld.interventie for row in more]),
    }


def _limit(grens: float) -> str:
    return load_teksten("1-bereik")[f"{ID}.helft"] if grens == GRENS else van_de_100(grens)


def _unknown(row: Bedoeldrij) -> str:
    """Of how many participants it is not known: they are named, not left out."""
    texts, item = load_teksten("1-bereik"), row.bedoeld
    kind = "enkele" if item.enkele else "verborgen" if item.onbekend is None else "aantal" if item.onbekend else "niemand"
    return texts.zin(f"{ID}.onbekend.{kind}", aantal=meervoud(item.onbekend or 0, "deelnemer", "deelnemers"))


def _others(vergeleken: Bedoelingen, kind: str, words: Mapping[str, str]) -> str:
    """What the other interventions say, and of how many there is no share."""
    texts = load_teksten("1-bereik")
    said = [texts.zin(f"{ID}.lees.ook", **words)] if words["ook"] else []
    said += [texts.zin(f"{ID}.lees.{kind}", **words)] if kind != "minder" or words["namen"] else []
    if count := len(vergeleken.rijen) - len(vergeleken.bekend):
        said.append(texts.zin(f"{ID}.lees.zonder", aantal=meervoud(count, "interventie", "interventies")))
    return " ".join(said)


def _deel(row: Bedoeldrij) -> Deel:
    value, low, high = grenzen(row.schatting)
    words = {"interventie": row.bedoeld.interventie, "groep": klein_begin(row.bedoeld.groep), "aandeel": van_de_100(value)}
    line = load_teksten("1-bereik").zin(f"{ID}.lees.stand", **words, marge=tussen(low * 100, high * 100))
    return Deel(row.schatting, line, oploopt=True)


def _punt(row: Bedoeldrij, *, held: bool) -> Punt:
    value, low, high = (100 * part for part in grenzen(row.schatting))
    return Punt(row.bedoeld.interventie, value, low, high, held=held)


def _tabel(vergeleken: Bedoelingen) -> Tabel:
    texts = load_teksten("1-bereik")
    names = texts[f"{ID}.kolommen"]
    kinds = ("tekst", "aantal", "aantal", "aantal", "pct", "pct", "pct", "tekst", "tekst")
    few = vergeleken.deelnemers.dossier.poort.regels.min_cel
    hidden = texts.zin("bereik-wie-missen-we.reden.te_klein", minstens=few)
    rows = [(row.bedoeld.interventie, *_cells(row, vergeleken.oordelen, hidden), row.bedoeld.groep) for row in vergeleken.rijen]
    return tabel(texts[f"{ID}.tabel"], tuple(zip(names, kinds, strict=True)), rows)


def _cells(row: Bedoeldrij, oordelen: Mapping[str, Oordeel], hidden: str) -> tuple[Cel, ...]:
    """Counts, share and verdict; where one is missing it says why."""
    texts, item = load_teksten("1-bereik"), row.bedoeld
    verdict = oordelen.get(item.interventie)
    unknown: Cel | None = texts[f"{ID}.enkele"] if item.enkele else item.onbekend
    counts = [row.reden or hidden if count is None else count for count in (item.erbij, item.anders, unknown)]
    return *counts, *cellen(row.schatting)[:3], texts[f"{ID}.kant.{verdict.richting if verdict else 'te weinig'}"]
