"""Plan against reality: in time, where each intervention is now, and the number of participants aimed at beside the number that began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from wijkmonitor.afspraken.spoor import looptijden
from wijkmonitor.bevinding import Bevinding, Bord, Tabel, Tabelstap, weigh
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Looptijd, Punt, punt_met_marge, tijdlijn
from wijkmonitor.taal.getallen import datum, getal, hoofdletter, meervoud, opsomming_kort, rond, telwoord
from wijkmonitor.vragen.bouw import LEEG_BORD, NIET_BEKEND, bronnen, geen_getal, herkomst_van, maak, ontbreekt, tabel, telling
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers

TEKST = Bevindingtekst("4-interventies", "interventies-planning")
DOELEN = Bevindingtekst("4-interventies", "interventies-doelen")
DEELNEMERS = "deelnemers"
MARGE_DAGEN = 31
PLAN = ("gepland_start", "gepland_einde", "start", "einde")


@dataclass(frozen=True, repr=False)
class Plan(Tabelstap):
    """The interventions with where each is now (`stand`), and how many days each began after the planned day."""

    dossier: Dossier
    rijen: pd.DataFrame
    marge_dagen: int

    @property
    def met_datum(self) -> pd.DataFrame:
        """Those with any date."""
        return self.rijen[self.rijen[list(PLAN)].notna().any(axis=1)]

    @property
    def dagen(self) -> pd.Series:
        """Days after the planned day, where both are known."""
        return (self.rijen["start"] - self.rijen["gepland_start"]).dt.days.dropna()

    @property
    def laat(self) -> int:
        """How many began later than the margin allows."""
        return int((self.dagen > self.marge_dagen).sum())

    @property
    def langer(self) -> list[str]:
        """The interventions that run although their planned end is over."""
        over = (self.rijen["stand"] == "loopt") & (self.rijen["gepland_einde"] < pd.Timestamp(self.dossier.peildatum))
        return [str(name) for name in self.rijen.loc[over, "interventie"]]

    @property
    def tabel(self) -> Tabel:
        """A row per intervention."""
        frame = self.rijen.sort_values("stand", key=lambda stand: stand == "onbekend", kind="stable")
        runs = TEKST["loopt_nog"]
        days = [[datum(day) if day else NIET_BEKEND for day in dates_of(frame, name)] for name in PLAN]
        days[-1] = [runs if state == "loopt" else day for state, day in zip(frame["stand"], days[-1], strict=True)]
        known = ["" if pd.isna(word) else str(word) for word in frame["erkend"]]
        rows = list(zip(frame["interventie"].astype(str), frame["stand_woord"], *days, known, strict=True))
        columns = ("Interventie", "Stand", "Gepland begin", "Gepland einde", "Begin", "Einde", "Erkend")
        return tabel("Plan en werkelijkheid", columns, rows)


def compare_plan(dossier: Dossier, *, marge_dagen: int = MARGE_DAGEN) -> Plan:
    """The planned days beside the real ones. marge_dagen: so many days after the plan is not yet late."""
    frame = dossier.tabel("interventies")
    return Plan(dossier, frame.assign(stand=standen(dossier), stand_woord=stand_woorden(dossier)), marge_dagen)


def planning(plan: Plan) -> Bevinding:
    """How many interventions began more than a month after the planned day."""
    dossier = plan.dossier
    frame, dated, delays, late = plan.rijen, plan.met_datum, plan.dagen, plan.laat
    if frame.empty:
        return ontbreekt(TEKST, TEKST["reden.geen_tabel"])
    if dated.empty:
        found = ontbreekt(TEKST, TEKST["reden.geen_datum"], herkomst=herkomst_van(frame))
        return replace(found, bord=Bord(bedden=_bedden(frame), voet=_since(dossier)))
    share = telling(late / max(len(delays), 1), n=len(delays))
    estimate = share if len(delays) else geen_getal(TEKST["reden.geen_verschil"])
    words, told = _words(plan), {0: "nog", 1: "enige"}.get(len(delays), "bekend")
    return maak(
        TEKST,
        _kind(late, len(delays), bool(frame["stand"].isin(["loopt", "klaar"]).any())),
        woorden=words | {"reden": TEKST.zin("lees.nog", **words)},
        lees=TEKST.zin(f"lees.{told}", **words),
        wijk=dossier.wijk.naam,
        antwoord="bekend" if len(delays) else "ontbreekt",
        maat=TEKST.maat(dossier.peildatum.isoformat()),
        schatting=estimate,
        eenheid="pct",
        figuur=_figuur(dossier, dated),
        tabel=plan.tabel,
        bron=bronnen(frame, eigen="plan en interventies"),
        herkomst=herkomst_van(dated),
        bord=_bord(plan),
        weegt=weigh(voor=len(delays) and not late, tegen=late > len(delays) / 2),
    )


def _kind(late: int, compared: int, begun: bool) -> str:
    if compared == 1:
        return "enige_laat" if late else "enige_op_tijd"
    if not compared:
        return "ontbreekt" if begun else "nog"
    return "bekend" if late else "geen"


def _words(plan: Plan) -> dict[str, str]:
    aside = len(plan.rijen) - len(plan.met_datum)
    return {
        "laat": getal(plan.laat),
        "laat_groot": hoofdletter(telwoord(plan.laat)),
        "later": TEKST.zin(f"later.{'maand' if plan.marge_dagen == MARGE_DAGEN else 'dagen'}", dagen=plan.marge_dagen),
        "n": getal(len(plan.dagen)),
        "dag": datum(plan.dossier.peildatum),
        "verschil": _median(plan.dagen),
        "lopen": _now(plan.rijen, plan.langer),
        "zonder": TEKST.zin("lees.zonder", n=meervoud(aside, "interventie", "interventies")) if aside else "",
    }


def _bord(plan: Plan) -> Bord:
    frame, known = plan.rijen, len(plan.dagen)
    runs = int((frame["stand"] == "loopt").sum())
    later = "_geen" if not plan.laat else "_een" if known == 1 else ""
    return Bord(
        getal=getal(runs),
        tekst=TEKST.zin("bord.tekst_een" if len(frame) == 1 else "bord.tekst", n=len(frame), loopt=runs),
        extra=TEKST.zin(f"bord.extra{later}", **_words(plan)) if known else "",
        bedden=_bedden(frame),
    )


def _since(dossier: Dossier) -> str:
    """On which day was told what runs, where nobody knows since when; "" where that plays nowhere."""
    course = dossier.eens(verloop_van)
    day, kind = course["op"].max(), "sinds_algemeen" if course["algemeen"].any() else "sinds"
    return "" if pd.isna(day) else TEKST.zin(f"bord.{kind}", dag=datum(day.date()))


def _bedden(frame: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(stand)) for name, stand in zip(frame["interventie"], frame["stand"], strict=True))


def verloop_van(dossier: Dossier) -> pd.DataFrame:
    """Where each intervention of the plan is, and since when; a row per intervention, as `looptijden` gives them."""
    return looptijden(dossier.tabel("interventies"), dossier.tabel("voortgang"), dossier.peildatum)


def standen(dossier: Dossier) -> list[str]:
    """Where each intervention of the plan is on the peildatum: loopt, klaar, laat (should have begun), gepland, onbekend."""
    return list(dossier.eens(verloop_van)["stand"])


def stand_woorden(dossier: Dossier) -> list[str]:
    """Where each intervention of the plan is, in words; of what runs since nobody knows when, on which day that was told."""
    course = dossier.eens(verloop_van)
    words = (TEKST[f"stand.{stand}"] for stand in course["stand"])
    return [
        word
        if pd.isna(day)
        else TEKST.zin(f"stand.{'algemeen' if general else 'sinds_onbekend'}", stand=word, dag=datum(day.date()))
        for word, day, general in zip(words, course["op"], course["algemeen"], strict=True)
    ]


def dates_of(frame: pd.DataFrame, column: str) -> list[date | None]:
    """The days in a column, None where none is written."""
    return [None if pd.isna(day) else day.date() for day in frame[column]]


def _median(delays: pd.Series) -> str:
    if delays.empty:
        return ""
    days = int(rond(float(delays.median())))
    kind = "na" if days > 0 else "voor" if days < 0 else "op"
    return TEKST.zin(f"lees.{kind}", dagen=meervoud(abs(days), "dag", "dagen"))


def _now(frame: pd.DataFrame, longer: Sequence[str]) -> str:
    counts = frame["stand"].value_counts()
    waiting = int(counts.get("gepland", 0) + counts.get("laat", 0))
    return TEKST.zin(
        "lees.lopen",
        lopen=getal(int(counts.get("loopt", 0))),
        klaar=getal(int(counts.get("klaar", 0))),
        niet=getal(waiting),
        langer=TEKST.zin("lees.langer", namen=opsomming_kort(list(longer), 3)) if longer else "",
    )


def _figuur(dossier: Dossier, dated: pd.DataFrame) -> Figuur:
    words = TEKST["stand"]
    columns = [dated["interventie"], dated["stand"], dated["gevolgd"], *(dates_of(dated, name) for name in PLAN)]
    rows = [
        Looptijd(str(name), str(words[stand]), planned, planned_end, start, end, held=str(followed) != "nee")
        for name, stand, followed, planned, planned_end, start, end in zip(*columns, strict=True)
    ]
    marks = [(mark.dag, mark.wat) for mark in dossier.mijlpalen(herkomst_van(dated)) if mark.precies]
    return tijdlijn(rows, peildatum=dossier.peildatum, mijlpalen=marks, vraag=4)


@dataclass(frozen=True, repr=False)
class Doelen(Tabelstap):
    """Per intervention with a goal for participants: doel and begonnen, missing where it may not be shown."""

    deelnemers: Deelnemers
    rijen: pd.DataFrame

    @property
    def tabel(self) -> Tabel:
        """A row per intervention."""
        cells = [
            (str(name), goal, _klein(self.deelnemers), "niet te zeggen")
            if pd.isna(begun)
            else (str(name), goal, begun, "ja" if begun >= goal else "nee")
            for name, goal, begun in zip(self.rijen.index, self.rijen["doel"], self.rijen["begonnen"], strict=True)
        ]
        return tabel("Doel en bereikt", ("Interventie", ("Doel", "aantal"), ("Begonnen", "aantal"), "Gehaald"), cells)


def compare_doelen(deelnemers: Deelnemers) -> Doelen:
    """The number of participants that each intervention aimed at beside the number that began."""
    frame = deelnemers.dossier.tabel("interventies")
    goals = frame[frame["doel"].fillna("").str.lower().str.contains(DEELNEMERS) & (frame["doelwaarde"] > 0)]
    names, counts = pd.Index(goals["interventie"]), deelnemers.begonnen
    begun = pd.Series([counts.get(name, 0) for name in names], dtype="Float64").to_numpy(float, na_value=float("nan"))
    return Doelen(deelnemers, pd.DataFrame({"doel": goals["doelwaarde"].to_numpy(), "begonnen": begun}, index=names))


def doelen(vergeleken: Doelen) -> Bevinding:
    """How many interventions reached the number of participants they aimed at."""
    rows, deelname = vergeleken.rijen, vergeleken.deelnemers.deelname
    dossier = vergeleken.deelnemers.dossier
    frame = dossier.tabel("interventies")
    known = rows.dropna()
    if deelname.empty or known.empty:
        if deelname.empty and len(rows):
            return ontbreekt(DOELEN, vergeleken.deelnemers.waarom_leeg)
        if frame.empty:
            return ontbreekt(DOELEN, TEKST["reden.geen_tabel"])
        kind = herkomst_van(frame, deelname)
        return ontbreekt(DOELEN, DOELEN[f"reden.{'geen' if rows.empty else 'verborgen'}"], herkomst=kind)
    done = [str(name) for name in known.index[known["begonnen"] >= known["doel"]]]
    reached = len(done)
    nearest = str((known["begonnen"] / known["doel"]).idxmax())
    counts = [(None if pd.isna(begun) else float(begun)) for begun in rows["begonnen"]]
    points = [
        Punt(str(name), count, count, count, doel=float(goal), reden=_klein(vergeleken.deelnemers))
        for name, goal, count in zip(rows.index, rows["doel"], counts, strict=True)
    ]
    words = {
        "gehaald": getal(reached),
        "n": getal(len(known)),
        "namen": opsomming_kort(done, 3),
        "dicht": nearest,
        "bereikt": getal(known["begonnen"][nearest]),
        "doel": getal(known["doel"][nearest]),
    }
    told = "niemand" if not known["begonnen"].any() else "een" if len(known) == 1 else "bekend"
    return maak(
        DOELEN,
        "bekend" if len(known) > 1 else "een_gehaald" if reached else "een_niet",
        woorden=words,
        lees=DOELEN.zin(f"lees.{told}", **words),
        antwoord="deels" if 0 < reached < len(known) else "",
        bord=Bord(extra=DOELEN.zin("bord.extra", **words)) if len(known) > 1 else LEEG_BORD,
        wijk=dossier.wijk.naam,
        maat=DOELEN.maat(vergeleken.deelnemers.tijdvak),
        schatting=telling(reached, n=len(known)),
        weegt=weigh(voor=reached, tegen=len(known) - reached),
        figuur=punt_met_marge(points, vraag=4, eenheid="mensen"),
        tabel=vergeleken.tabel,
        bron=bronnen(frame, deelname, eigen="plan en deelname"),
        herkomst=herkomst_van(frame[frame["interventie"].isin(rows.index)], deelname),
    )


def _klein(deelnemers: Deelnemers) -> str:
    return DOELEN.zin("reden.klein", minstens=deelnemers.dossier.poort.regels.min_cel)
