"""Per intervention: which share of its participants belongs to the group that it is meant for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Bord, Cel, Deel, Tabel, Tabelstap, weigh
from wijkmonitor.figuren import Groepslijn, buurten
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.taal.getallen import getal, klein_begin, meervoud, opsomming_kort, van_de_100
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie, niveau
from wijkmonitor.vragen.bouw import cellen, choose_kop, deel_woorden, geen_getal, in_tien, maak, ontbreekt, punt, tabel, uit
from wijkmonitor.vragen.kruising import Bedoeld
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers

TEKST = Bevindingtekst("1-bereik", "bereik-bedoeld")
EIGEN = "deelname en plan"  # what its records are, in its source line
GRENS = 0.5  # more than this share (0-1) of the participants belongs to the group, or less
MINSTENS_BEKEND = 0.5  # of this share of the participants it has to be known


@dataclass(frozen=True)
class Bedoeldrij:
    """One intervention with the share (0-1) of the participants of whom it is known, or the reason why there is none."""

    bedoeld: Bedoeld
    schatting: stats.Estimate

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
class Bedoelingen(Tabelstap):
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
    def tabel(self) -> Tabel:
        """A row per intervention: counts, share and verdict; where one is missing it says why."""
        kinds = ("tekst", "aantal", "aantal", "aantal", "pct", "pct", "pct", "tekst", "tekst")
        hidden = _te_klein(self.deelnemers)
        rows = [(row.bedoeld.interventie, *_cells(row, self.oordelen, hidden), row.bedoeld.groep) for row in self.rijen]
        return tabel(TEKST["tabel"], tuple(zip(TEKST["kolommen"], kinds, strict=True)), rows)


def compare_bedoeld(
    deelnemers: Deelnemers, *, grens: float = GRENS, minstens_bekend: float = MINSTENS_BEKEND, zekerheid: float = 0.95
) -> Bedoelingen:
    """Of each intervention who began, by whether they belong to its own group.

    grens: the share (0-1) with which each is compared. minstens_bekend: of what share (0-1) of the participants it has to be
    known. zekerheid: of the margins, 0-1.
    """
    rows = tuple(_row(deelnemers, item, minstens_bekend, zekerheid) for item in deelnemers.bedoeld)
    shares = {row.bedoeld.interventie: row.share for row in rows if row.schatting.value is not None}
    verdicts = beoordeel_familie(shares, nul=grens, alpha=niveau(TEKST.id, keer=deelnemers.keer, oploopt=True))
    return Bedoelingen(deelnemers, rows, verdicts, grens)


def bedoeld(vergeleken: Bedoelingen) -> Bevinding:
    """The intervention where for certain less than the limit belongs to the group; else how many have more, or the lowest share."""
    deelnemers, known = vergeleken.deelnemers, vergeleken.bekend
    dossier, deelname = deelnemers.dossier, deelnemers.deelname
    plan = dossier.tabel("interventies")
    if deelname.empty:
        return ontbreekt(TEKST, deelnemers.waarom_leeg)
    if plan.empty:
        return ontbreekt(TEKST, TEKST["reden.geen_plan"])
    if not known:
        return replace(ontbreekt(TEKST, TEKST["reden.geen"], **uit(deelname, plan, eigen=EIGEN)), tabel=vergeleken.tabel)
    verdicts = vergeleken.oordelen
    less, more = ([row for row in known if verdicts[row.bedoeld.interventie].richting == way] for way in ("omlaag", "omhoog"))
    main = less[0] if less else known[0]
    kind = "minder" if less else "meer" if more else "open"
    words = _words(vergeleken, main, less[1:], more)
    return maak(
        TEKST,
        "beide" if less and more else kind,
        woorden=words,
        kop=choose_kop(TEKST, kind, **words),
        lees=" ".join([TEKST.zin("lees.bekend", **words), _unknown(main), _others(vergeleken, kind, words)]).strip(),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(
            deelnemers.tijdvak, over=main.bedoeld.interventie, peilen={row.bedoeld.interventie: row.schatting for row in known}
        ),
        schatting=main.schatting,
        eenheid="pct",
        figuur=buurten(
            [punt(row.bedoeld.interventie, row.schatting, held=row is main) for row in vergeleken.rijen if row in known],
            lijnen=[Groepslijn(TEKST["figuur.grens"], vergeleken.grens * 100)],
            vraag=1,
            eenheid="van de 100",
        ),
        tabel=vergeleken.tabel,
        weegt=weigh(voor=more, tegen=less),
        bord=Bord(tien=in_tien(main.schatting.value)),
        delen={
            row.bedoeld.interventie: Deel(
                row.schatting, TEKST.zin("lees.stand", **_row_words(row)), oploopt=True, naam=row.bedoeld.interventie
            )
            for row in known
        },
        vergelijkingen=len(known),
        **uit(deelname, plan, eigen=EIGEN, ook=(group.herkomst for group in dossier.wijk.doelgroep)),
    )


def _row(deelnemers: Deelnemers, item: Bedoeld, minstens_bekend: float, zekerheid: float) -> Bedoeldrij:
    gate = deelnemers.dossier.poort
    if item.reden:
        return Bedoeldrij(item, geen_getal(TEKST.zin(f"reden.{item.reden}", vanaf=deelnemers.vanaf_leeftijd)))
    if item.erbij is None or item.anders is None:
        told = item.kenmerk in OMSTANDIGHEDEN
        why = TEKST.zin("reden.omstandigheid", minstens=gate.regels.min_cel) if told else _te_klein(deelnemers)
        return Bedoeldrij(item, geen_getal(why))
    row = Bedoeldrij(item, geen_getal(""))
    allowed = gate.aandeel(item.erbij, row.n)
    if not allowed:
        return replace(row, schatting=geen_getal(allowed.reason or ""))
    if item.onbekend and row.n < minstens_bekend * (row.n + item.onbekend):
        why = TEKST.zin("reden.weinig_bekend", n=getal(row.n), alle=getal(row.n + item.onbekend))
        return replace(row, schatting=geen_getal(why))
    return replace(row, schatting=row.share(zekerheid))


def _te_klein(deelnemers: Deelnemers) -> str:
    """Why a count of few participants is not shown, as at *wie missen we*."""
    return TEKST.document.zin("bereik-wie-missen-we.reden.te_klein", minstens=deelnemers.dossier.poort.regels.min_cel)


def _words(vergeleken: Bedoelingen, main: Bedoeldrij, less: list[Bedoeldrij], more: list[Bedoeldrij]) -> dict[str, str]:
    count = len(vergeleken.bekend)
    return _row_words(main) | {
        "erbij": getal(main.bedoeld.erbij or 0),
        "aantal": f"{getal(len(more))} van de {getal(count)} interventies" if count > 1 else main.bedoeld.interventie,
        "grens": TEKST["helft"] if vergeleken.grens == GRENS else van_de_100(vergeleken.grens),
        "ook": opsomming_kort([row.bedoeld.interventie for row in less]),
        "namen": opsomming_kort([row.bedoeld.interventie for row in more]),
    }


def _unknown(row: Bedoeldrij) -> str:
    """Of how many participants it is not known: they are named, not left out."""
    item = row.bedoeld
    kind = "enkele" if item.enkele else "verborgen" if item.onbekend is None else "aantal" if item.onbekend else "niemand"
    return TEKST.zin(f"onbekend.{kind}", aantal=meervoud(item.onbekend or 0, "deelnemer", "deelnemers"))


def _others(vergeleken: Bedoelingen, kind: str, words: Mapping[str, str]) -> str:
    """What the other interventions say, and of how many there is no share."""
    said = [TEKST.zin("lees.ook", **words)] if words["ook"] else []
    said += [TEKST.zin(f"lees.{kind}", **words)] if kind != "minder" or words["namen"] else []
    if count := len(vergeleken.rijen) - len(vergeleken.bekend):
        said.append(TEKST.zin("lees.zonder", aantal=meervoud(count, "interventie", "interventies")))
    return " ".join(said)


def _row_words(row: Bedoeldrij) -> dict[str, str]:
    names = {"interventie": row.bedoeld.interventie, "groep": klein_begin(row.bedoeld.groep)}
    return names | deel_woorden(row.schatting)


def _cells(row: Bedoeldrij, oordelen: Mapping[str, Oordeel], hidden: str) -> tuple[Cel, ...]:
    """Counts, share and verdict; where one is missing it says why."""
    item = row.bedoeld
    verdict = oordelen.get(item.interventie)
    unknown: Cel | None = TEKST["enkele"] if item.enkele else item.onbekend
    counts = [row.schatting.reason or hidden if count is None else count for count in (item.erbij, item.anders, unknown)]
    return *counts, *cellen(row.schatting)[:3], TEKST[f"kant.{verdict.richting if verdict else 'te weinig'}"]
