"""Where each wijk stands in its approach, what helps and hinders it, and what its mix of interventions looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.afspraken.pdca import Cyclus, gezonde_wijkaanpak, infrastructuur
from wijkmonitor.afspraken.registers import by_residents
from wijkmonitor.afspraken.spoor import Spoor, read_spoor, told_about_steps
from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.kring import Deelnemer
from wijkmonitor.vragen.interventies.planning import standen
from wijkmonitor.vragen.samenwerking.bevorderend import FactorTelling, tel_factoren


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
