"""Who is missing: participants beside the residents, per age, sex and buurt."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Bord, Cel, Deel, Tabel, Tabelstap, weigh
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Kant, twee_kanten
from wijkmonitor.gegevens.opendata.cijfer import zin
from wijkmonitor.stats.difference import detectable
from wijkmonitor.taal.getallen import getal, hoofdletter, tussen, van_de_100
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie, niveau
from wijkmonitor.vragen.bouw import LEEG_BORD, bronnen, grenzen, herkomst_van, in_tien, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.kruising import KOLOMMEN, came_together
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import AGE_SHARES, APART, Deelnemers

TEKST = Bevindingtekst("1-bereik", "bereik-wie-missen-we")
KENMERKEN = tuple(KOLOMMEN)
SCHERP = 0.1  # a share (0-1) of participants: a group that is missing by more would have been seen


@dataclass(frozen=True)
class Vergelekengroep:
    """One group of a kenmerk: people reached and the share of residents (0-1); both may be unknown, with a reason.

    samen: how many times larger the spread is because people come together (families, a course): the design effect.
    """

    kenmerk: str
    code: str
    naam: str
    bereikt: int | None
    totaal: int
    aandeel_wijk: float | None
    reden: str = ""
    samen: float = 1.0

    @property
    def telt(self) -> bool:
        """Whether participants and residents can be compared."""
        return self.bereikt is not None and self.aandeel_wijk is not None and self.totaal > 0

    def difference(self, confidence: float = 0.95) -> stats.Estimate:
        """Share of participants minus share of residents (-1 to 1), Wilson margin of the participants' share."""
        share = self.share(confidence)
        wijk = self.aandeel_wijk or 0.0
        if share.value is None or share.low is None or share.high is None:
            return share
        return stats.Estimate(
            share.value - wijk, share.low - wijk, share.high - wijk, share.n, "verschil met het deel van de inwoners, Wilson 95%"
        )

    def share(self, confidence: float = 0.95) -> stats.Estimate:
        """Share among the participants (0-1)."""
        alone = stats.proportion((self.bereikt or 0) / self.samen, self.totaal / self.samen, confidence=confidence)
        return replace(alone, n=self.totaal)

    @property
    def tekort(self) -> float:
        """People of the group who would have to join for its share to be as in the wijk; negative = there are more.

        Who joins counts in the total as well, so it is more than the difference between the two shares says. 0 of a group
        that is everybody.
        """
        share = self.aandeel_wijk or 0.0
        return (share * self.totaal - (self.bereikt or 0)) / (1 - share) if share < 1 else 0.0

    @property
    def nodig(self) -> int:
        """The same in whole people: with fewer the group is still too small."""
        return math.ceil(round(self.tekort, 6))


@dataclass(frozen=True, repr=False)
class Inwoners(Tabelstap):
    """Participants beside residents, per group; verdicts are of all groups together (Holm)."""

    deelnemers: Deelnemers
    groepen: tuple[Vergelekengroep, ...]
    oordelen: Mapping[tuple[str, str], Oordeel]

    @property
    def tabel(self) -> Tabel:
        """A row per group; the reason where participants and residents can't be compared."""
        columns = (
            "Kenmerk", "Groep", ("Begonnen", "aantal"), ("Deel van deelnemers", "pct"), ("Van", "pct"), ("Tot", "pct"),
            ("Deel van inwoners", "pct"), ("Mensen erbij nodig", "aantal"), "Verschil met de wijk",
        )  # fmt: skip
        return tabel("Deelnemers naast inwoners van de wijk", columns, [self._cells(group) for group in self.groepen])

    def _cells(self, group: Vergelekengroep) -> tuple[Cel | None, ...]:
        names = (TEKST[f"kenmerk.{group.kenmerk}"], group.naam)
        reached = group.bereikt if group.bereikt is not None else group.reden
        if not group.telt:
            wijk = group.aandeel_wijk if group.aandeel_wijk is not None else group.reden
            return *names, reached, group.reden, group.reden, group.reden, wijk, group.reden, "niet te zeggen"
        share, verdict = group.share(), self.oordelen[group.kenmerk, group.code].verschil
        short = group.nodig if group.tekort >= 0.5 else TEKST["niemand_nodig"]
        return *names, reached, share.value, share.low, share.high, group.aandeel_wijk, short, verdict


def compare_with_inwoners(deelnemers: Deelnemers, *, kenmerken: Sequence[str] = KENMERKEN) -> Inwoners:
    """The people who began beside all residents of the wijk, by these kenmerken, or by one: `"leeftijd"`.

    Raises ValueError in Dutch for a kenmerk that is not registered.
    """
    kenmerken = [kenmerken] if isinstance(kenmerken, str) else kenmerken
    for kenmerk in kenmerken:
        if kenmerk not in KENMERKEN:
            raise ValueError(TEKST.zin("reden.kenmerk", kenmerk=kenmerk, kies=", ".join(KENMERKEN)))
    groups = tuple(make_groups(deelnemers, kenmerken))
    intervals = {(group.kenmerk, group.code): group.difference for group in groups if group.telt}
    return Inwoners(deelnemers, groups, beoordeel_familie(intervals, alpha=niveau(TEKST.id, keer=deelnemers.keer, oploopt=True)))


def wie_missen_we(vergeleken: Inwoners) -> Bevinding:
    """The group that is missing most, larger than chance, or that none is."""
    deelnemers = vergeleken.deelnemers
    dossier, deelname = deelnemers.dossier, deelnemers.deelname
    if deelname.empty:
        return ontbreekt(TEKST, deelnemers.waarom_leeg)
    groups, verdicts = vergeleken.groepen, vergeleken.oordelen
    counted = [group for group in groups if group.telt]
    if not counted:
        reason = TEKST[f"reden.{_unknown(groups, dossier)}"]
        return ontbreekt(TEKST, reason, **uit(deelname, eigen="deelname"))
    missed = [group for group in counted if verdicts[group.kenmerk, group.code].richting == "omlaag"]
    worst = max(missed, key=lambda group: group.tekort) if missed else None
    main = worst or max(counted, key=lambda group: group.tekort)
    words = _words(main) | {"groep": main.naam, "gemist": verdicts[main.kenmerk, main.code].gemist(van_de_100)}
    of_place = worst is not None and worst.kenmerk == "buurt"  # nobody who lives there is missing: we come there too little
    youngest = deelnemers.vanaf_leeftijd
    return maak(
        TEKST,
        "mis" if worst else "geen",
        woorden=words,
        kop=TEKST.zin("kop.buurt", **words) if of_place else None,
        stand=TEKST.zin("lees.stand_mis", **words) if worst else "",
        onderschrift=TEKST.zin(f"onderschrift.{'jonger' if youngest else 'iedereen'}", wijk=dossier.wijk.naam, vanaf=youngest),
        maat=TEKST.maat(
            deelnemers.tijdvak, over=main.naam, soort="verschil", peilen={group.naam: group.difference() for group in counted}
        ),
        schatting=main.difference(),
        eenheid="pct",
        figuur=twee_kanten([_kant(group, verdicts) for group in groups]),
        tabel=vergeleken.tabel,
        bron=f"{bronnen(deelname, eigen='deelname')}; {dossier.kerncijfers.cijfer('inwoners').bron}",
        herkomst=herkomst_van(deelname),
        teken="geen" if worst else "toeval",
        weegt=weigh(voor=not worst and _sees(main, deelnemers.keer, len(counted)), tegen=worst),
        bord=Bord(onderwerp=worst.naam, tien=in_tien(worst.share().value)) if worst else LEEG_BORD,
        delen={
            group.code: Deel(
                group.share(),
                TEKST.zin("lees.deel", groep=hoofdletter(group.naam), **_words(group)),
                oploopt=True,
                naam=group.naam,
            )
            for group in counted
        },
        let_op=f"{deelnemers.let_op} {_let_op(groups, dossier)}".strip(),
        vergelijkingen=len(counted),
    )


def _unknown(groups: Sequence[Vergelekengroep], dossier: Dossier) -> str:
    """Why nothing is compared: the counts of participants are hidden, or nothing is known of the residents."""
    if any(group.aandeel_wijk is not None for group in groups):
        return "verborgen"
    return "groep" if dossier.groep else "geen_bevolking"


def _sees(main: Vergelekengroep, keer: int, compared: int) -> bool:
    """Whether a group that is missing would have been seen, as far as it is more than SCHERP."""
    size = detectable(main.difference(), confidence=1 - niveau(TEKST.id, keer=keer, oploopt=True) / compared)
    return size is not None and size <= SCHERP


def _let_op(groups: Sequence[Vergelekengroep], dossier: Dossier) -> str:
    nameless = dossier.kerncijfers.zonder_naam(group.code for group in groups if group.code.startswith("BU"))
    return zin("reden.naam_ontbreekt") if nameless else ""


def make_groups(deelnemers: Deelnemers, kenmerken: Sequence[str] = KENMERKEN) -> list[Vergelekengroep]:
    """All groups of the kenmerken, the residents' share where a figure gives it."""
    dossier = deelnemers.dossier
    population = {"leeftijd": _ages(deelnemers), "geslacht": _sexes(dossier), "buurt": _buurten(dossier)}
    groups = []
    for kenmerk in kenmerken:
        counts, people = deelnemers.per_kenmerk[kenmerk], deelnemers.bewoners
        people = people[people[KOLOMMEN[kenmerk]].notna()]
        known = counts.drop([name for name in APART if name in counts.index])
        shares = dossier.groep.within(KOLOMMEN[kenmerk], population[kenmerk]) if dossier.groep else population[kenmerk]
        total = 0 if known.isna().any() and shares else int(known.fillna(0).sum())
        if known.isna().any():
            total = deelnemers.compared_by(kenmerk) or 0
        for code in known.index.union([code for code in shares if code not in known.index], sort=False):
            group = _group(dossier, kenmerk, str(code), known, total, shares)
            groups.append(replace(group, samen=came_together(people, people[KOLOMMEN[kenmerk]] == str(code))))
    return groups


def _group(dossier: Dossier, kenmerk: str, code: str, known: pd.Series, total: int, shares: dict[str, float]) -> Vergelekengroep:
    hidden = code in known.index and pd.isna(known[code])
    reached = None if hidden else int(known.get(code, 0))
    share = shares.get(code)
    unknown = "groep" if dossier.groep else f"geen_noemer_{kenmerk}"
    reason = "" if share is not None else TEKST[f"reden.{unknown}"]
    if hidden or not total:
        reason = TEKST.zin("reden.te_klein", minstens=dossier.poort.regels.min_cel)
    name = dossier.kerncijfers.naam_van(code) if kenmerk == "buurt" and code.startswith("BU") else code
    return Vergelekengroep(kenmerk, code, str(TEKST["groep"].get(code, name)), reached, total, share, reason)


def _ages(deelnemers: Deelnemers) -> dict[str, float]:
    """Shares of the age groups that count among the residents of those ages."""
    figures = {age: deelnemers.dossier.kerncijfers.cijfer(AGE_SHARES[age]).waarde for age in deelnemers.leeftijden}
    whole = sum(value or 0.0 for value in figures.values())
    if not whole or any(value is None for value in figures.values()):
        return {}
    return {age: (value or 0.0) / whole for age, value in figures.items()}


def _sexes(dossier: Dossier) -> dict[str, float]:
    women, men = (dossier.kerncijfers.cijfer(name).waarde for name in ("vrouwen", "mannen"))
    if not women or not men:
        return {}
    return {"v": women / (women + men), "m": men / (women + men)}


def _buurten(dossier: Dossier) -> dict[str, float]:
    """Shares of the buurten, from the target groups of wijk.toml that are one buurt each."""
    sizes = {group.buurt[0]: group.omvang for group in dossier.wijk.doelgroep if len(group.buurt) == 1 and group.omvang}
    whole = sum(sizes.values())
    return {code: size / whole for code, size in sizes.items()} if len(sizes) > 1 else {}


def _words(main: Vergelekengroep) -> dict[str, str]:
    value, low, high = grenzen(main.share())
    return {
        "n": getal(main.totaal),
        "wijk": van_de_100(main.aandeel_wijk or 0.0),
        "deelnemers": van_de_100(value),
        "marge": tussen(low * 100, high * 100),
        "tekort": getal(main.nodig),
    }


def _kant(group: Vergelekengroep, verdicts: Mapping[tuple[str, str], Oordeel]) -> Kant:
    label = TEKST[f"kenmerk.{group.kenmerk}"]
    if not group.telt:
        return Kant(label, group.naam, None, reden=group.reden)
    value, low, high = grenzen(group.difference())
    sure = verdicts[group.kenmerk, group.code].zeker
    return Kant(label, group.naam, value * 100, low * 100, high * 100, zeker=sure)
