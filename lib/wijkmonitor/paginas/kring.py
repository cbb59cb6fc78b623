"""The wijken that learn together: for each its records, what its documents say, what stands in its learning agenda, and its approach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.items import Afspraak, Niveau
from wijkmonitor.afspraken.pdca import Cyclus, gezonde_wijkaanpak, infrastructuur
from wijkmonitor.afspraken.registers import by_residents
from wijkmonitor.afspraken.spoor import Spoor, read_spoor, told_about_steps
from wijkmonitor.bevinding import Bevinding, Herkomst, weigh_herkomst
from wijkmonitor.documenten import number_in
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.overzicht import alphabetical, place_name
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.vragen.interventies.planning import standen
from wijkmonitor.vragen.samenwerking.bevorderend import FactorTelling, tel_factoren
from wijkmonitor.vragen.teksten import load_teksten

NIVEAUS: tuple[Niveau, ...] = ("landelijk", "regionaal", "lokaal")


@dataclass(frozen=True)
class Agendaregel:
    """One line of an agenda: of which wijk in which municipality, what it says, and what goes with it.

    wie: a role or organisation. erbij: the agreement of a lesson, the expectation of an agreement, the barrier of a
    question. dag: the session of a lesson or request, the session that looks back for an agreement. adres: where more stands.
    """

    wijk: str
    tekst: str
    wie: str = ""
    erbij: str = ""
    dag: date | None = None
    niveau: str = ""
    voorbeeld: bool = False
    plaats: str = ""
    adres: str = ""


@dataclass(frozen=True)
class Deelnemer:
    """One wijk that takes part."""

    dossier: Dossier
    verzameld: Verzameld

    @property
    def slug(self) -> str:
        """The folder of the wijk."""
        return self.dossier.wijk.slug

    @property
    def naam(self) -> str:
        """Its name for readers; that of an invented wijk says so, wherever it stands among real ones."""
        name, texts = self.dossier.wijk.naam, load_teksten("6-samen-leren")
        return texts.zin("verzonnen", wijk=name) if self.dossier.verzonnen else name

    @property
    def plaats(self) -> str:
        """Its municipality."""
        return place_name(self.dossier.gemeente)

    @property
    def agenda(self) -> Leeragenda:
        """Its learning agenda up to the peildatum."""
        return self.dossier.agenda

    def antwoord(self, document: str) -> tuple[tuple[str, bool], ...]:
        """The answer lines of one document, each with whether it rests on example records; none where it was not made."""
        rapport = self.verzameld.rapport(self.slug, document)
        return rapport.antwoord if rapport else ()

    def woord(self, document: str) -> str:
        """The answer of one document in one word, "" where it was not made."""
        rapport = self.verzameld.rapport(self.slug, document)
        return rapport.woord if rapport else ""

    def bevinding(self, id: str) -> Bevinding | None:
        """The finding with this id."""
        return self.verzameld.bevinding(self.slug, id)

    def regel(self, tekst: str, herkomst: str = "", **more: Any) -> Agendaregel:
        """A line of this wijk; more: what goes with it."""
        return Agendaregel(self.naam, tekst, voorbeeld=herkomst == "voorbeeld", plaats=self.plaats, **more)


class Onderwerp(NamedTuple):
    """One finding with what groups made of it: number of its question, and per wijk its name and the finding there."""

    nummer: int
    wijken: tuple[tuple[str, Bevinding], ...]


@dataclass(frozen=True)
class Kring:
    """All wijken that take part, in alphabetical order."""

    peildatum: date
    wijken: tuple[Deelnemer, ...]

    @classmethod
    def of(cls, dossiers: Iterable[Dossier], verzameld: Verzameld) -> Kring:
        """The wijken with these dossiers."""
        members = sorted(
            (Deelnemer(dossier, verzameld) for dossier in dossiers), key=lambda item: (alphabetical(item.naam), item.slug)
        )
        return cls(verzameld.peildatum, tuple(members))

    @cached_property
    def namen(self) -> dict[str, str]:
        """Folder -> name of each wijk."""
        return {wijk.slug: wijk.naam for wijk in self.wijken}

    @cached_property
    def lessen(self) -> tuple[Agendaregel, ...]:
        """The lessons that the wijken drew from their agreements, the newest first."""
        found = [
            wijk.regel(les.les, les.herkomst, erbij=les.afspraak.wat, dag=les.sessie.datum, niveau=les.niveau)
            for wijk in self.wijken
            for les in wijk.agenda.lessen
        ]
        return tuple(sorted(found, key=lambda line: line.dag or date.min, reverse=True))

    @cached_property
    def inzichten(self) -> tuple[Agendaregel, ...]:
        """What the last session of each wijk saw, and what it needs to go on (`erbij`)."""
        last = [(wijk, wijk.agenda.laatste_sessie(wijk.dossier.peildatum)) for wijk in self.wijken]
        return tuple(
            wijk.regel(end.inzicht, session.herkomst, erbij=end.voorwaarden, dag=session.datum)
            for wijk, session in last
            if session is not None and ((end := session.afsluiting).inzicht or end.voorwaarden)
        )

    @cached_property
    def gelezen(self) -> tuple[Onderwerp, ...]:
        """What groups made of the same finding, wijk beside wijk, in the order of the reports."""
        found: dict[str, list[tuple[str, Bevinding]]] = {}
        for wijk in self.wijken:
            for rapport in wijk.verzameld.van(wijk.slug):
                for finding in rapport.bevindingen:
                    if finding.gezegd:
                        found.setdefault(finding.id, []).append((wijk.naam, finding))
        subjects = (Onderwerp(number_in(rows[0][1].document), tuple(rows)) for rows in found.values())
        return tuple(sorted(subjects, key=lambda subject: subject.nummer))

    @cached_property
    def afspraken(self) -> tuple[Agendaregel, ...]:
        """The agreements that nobody looked back on yet, with the day to look back; requests to the outer circle left out."""
        return tuple(
            _agreed(wijk, item, item.terugkijk_in)
            for wijk in self.wijken
            for item in wijk.agenda.open_afspraken
            if item.naar_kring != "buiten"
        )

    @cached_property
    def verzoeken(self) -> tuple[Agendaregel, ...]:
        """The requests to the outer circle without an answer, with the day that they were made."""
        return tuple(_agreed(wijk, item, item.sessie) for wijk in self.wijken for item in wijk.agenda.verzoeken_buiten)

    @cached_property
    def hardnekkig(self) -> tuple[Agendaregel, ...]:
        """The questions that got no agreement in two sessions."""
        return tuple(
            wijk.regel(item.vraag, item.herkomst, erbij=item.belemmering)
            for wijk in self.wijken
            for item in wijk.agenda.hardnekkig(self.peildatum)
        )


def _agreed(wijk: Deelnemer, item: Afspraak, sessie: str) -> Agendaregel:
    """An agreement with the day of this session."""
    day = wijk.agenda.sessie(sessie).datum
    return wijk.regel(item.wat, item.herkomst, wie=item.wie, erbij=item.verwachting, dag=day)


@dataclass(frozen=True)
class Ongevolgd:
    """An intervention that the monitor does not follow, or of which that is not known (`bekend` is False): its state in the
    plan and the reason that was written down."""

    interventie: str
    stand: str
    reden: str
    voorbeeld: bool
    bekend: bool = True


@dataclass(frozen=True)
class Aanpak:
    """The approach of one wijk. trekkers: how many parties lead an intervention."""

    wijk: str
    spoor: Spoor
    gwa: Cyclus
    infra: Cyclus
    factoren: tuple[FactorTelling, ...]
    trekkers: int
    ongevolgd: tuple[Ongevolgd, ...]
    herkomst: Herkomst

    @property
    def voorbeeld(self) -> bool:
        """Whether it rests on example records."""
        return self.herkomst == "voorbeeld"

    @property
    def aantekeningen(self) -> bool:
        """Whether anybody wrote down what helped or hindered."""
        return any(count.totaal for count in self.factoren)


def read_aanpak(wijk: Deelnemer) -> Aanpak:
    """The approach of a wijk from its plan, progress, log and self-evaluation."""
    dossier = wijk.dossier
    plan, progress, log = (dossier.tabel(name) for name in ("interventies", "voortgang", "logboek"))
    figures = wijk.bevinding("gezondheid-nulmeting")
    known = figures is not None and figures.schatting.value is not None
    spoor = read_spoor(
        plan,
        progress,
        dossier.agenda,
        kerncijfers=known,
        peildatum=dossier.peildatum,
        behoeften=dossier.heeft("stickerbord") or _residents_spoke(dossier),
        gekozen=int(dossier.tabel("themas")["thema"].nunique()),
        verteld=told_about_steps(dossier.tabel("resultaten"), dossier.wijk.mijlpaal, peildatum=dossier.peildatum),
    )
    herkomst = weigh_herkomst([*plan["herkomst"], *progress["herkomst"]])
    return Aanpak(
        wijk=wijk.naam,
        spoor=spoor,
        gwa=gezonde_wijkaanpak(spoor, herkomst=herkomst),
        infra=infrastructuur(spoor, dossier.tabel("zelfevaluatie"), herkomst=herkomst),
        factoren=tel_factoren(progress, log),
        trekkers=int(plan["trekker"].nunique()),
        ongevolgd=tuple(_not_followed(plan, standen(dossier))),
        herkomst=herkomst,
    )


def _residents_spoke(dossier: Dossier) -> bool:
    """Whether residents asked any of the wishes, or chose any of the themes."""
    said = (dossier.tabel("wensen")["van"], dossier.tabel("themas")["gekozen_door"])
    return any(by_residents(who).any() for who in said)


def _not_followed(plan: pd.DataFrame, states: Sequence[str]) -> list[Ongevolgd]:
    """Those that ran stand first."""
    reasons = plan["reden_niet_gevolgd"].fillna("").astype(str)
    columns = (plan["interventie"], states, reasons, plan["herkomst"], plan["gevolgd"])
    items = [
        Ongevolgd(str(name), state, reason, kind == "voorbeeld", followed == "nee")
        for name, state, reason, kind, followed in zip(*columns, strict=True)
        if followed != "ja"
    ]
    return sorted(items, key=lambda item: item.stand not in ("loopt", "klaar"))
