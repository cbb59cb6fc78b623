"""Question 4: do the interventions run well, is there more focus? One module per finding."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen.compositie import antwoord, compose
from wijkmonitor.vragen.factoren import count_factoren, help_en_hinder
from wijkmonitor.vragen.interventies.behoeften import behoeften
from wijkmonitor.vragen.interventies.codering import codering
from wijkmonitor.vragen.interventies.dekking import dekking
from wijkmonitor.vragen.interventies.doelen import doelen
from wijkmonitor.vragen.interventies.focus import focus
from wijkmonitor.vragen.interventies.gevolgd import gevolgd
from wijkmonitor.vragen.interventies.planning import planning
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import count_deelnemers
from wijkmonitor.vragen.verhalen import count_onderwerpen, verhalen

__all__ = ["document"]


def document(dossier: Dossier) -> Document:
    """The document 4-interventies of this wijk."""
    tellingen = count_deelnemers(dossier)
    plan, mix, followed = planning(dossier), focus(dossier, tellingen), gevolgd(dossier)
    findings = [
        plan,
        mix,
        followed,
        dekking(dossier),
        doelen(dossier, tellingen),
        behoeften(dossier),
        help_en_hinder(count_factoren(dossier), vraag=4),
        verhalen(count_onderwerpen(dossier, vraag=4)),
        codering(dossier),
    ]
    lines = [_line("planning", plan), _line("focus", mix), _line("gevolgd", followed)]
    return compose("4-interventies", dossier, findings, lines)


def _line(part: str, finding: Bevinding) -> Antwoord:
    texts = load_teksten("4-interventies")
    if finding.schatting.value is None:
        return antwoord(finding, texts.zin(f"antwoord.geen_{part}", reden=finding.lees))
    return antwoord(finding, texts.zin(f"antwoord.{part}", kop=finding.kop, **finding.woorden))
