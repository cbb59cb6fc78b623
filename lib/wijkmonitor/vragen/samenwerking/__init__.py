"""Question 3: has co-operation improved? One module per finding."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen.compositie import antwoord, compose
from wijkmonitor.vragen.factoren import help_en_hinder
from wijkmonitor.vragen.samenwerking.koppelkaart import koppelkaart
from wijkmonitor.vragen.samenwerking.lpb import lpb
from wijkmonitor.vragen.samenwerking.netwerk import netwerk
from wijkmonitor.vragen.samenwerking.partners import factoren
from wijkmonitor.vragen.samenwerking.zelfevaluatie import zelfevaluatie
from wijkmonitor.vragen.samenwerking.zorg_welzijn import zorg_welzijn
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.verhalen import count_onderwerpen, verhalen

__all__ = ["document"]


def document(dossier: Dossier) -> Document:
    """The document 3-samenwerking of this wijk."""
    scores, ties = factoren(dossier), netwerk(dossier)
    hindrance = help_en_hinder(dossier, "3-samenwerking", "samenwerking-bevorderend")
    others = [koppelkaart(dossier), zelfevaluatie(dossier), lpb(dossier), verhalen(count_onderwerpen(dossier, vraag=3))]
    findings = [scores, ties, zorg_welzijn(dossier), hindrance, *others]
    lines = [_line("factoren", scores), _line("netwerk", ties), _line("bevorderend", hindrance)]
    return compose("3-samenwerking", dossier, findings, lines)


def _line(part: str, finding: Bevinding) -> Antwoord:
    texts = load_teksten("3-samenwerking")
    if finding.schatting.value is None:
        return antwoord(finding, texts.zin(f"antwoord.geen_{part}", reden=finding.lees))
    if part == "factoren" and finding.teken == "toeval":
        part = "factoren_toeval"
    if part == "bevorderend" and finding.teken == "toeval":
        part = "bevorderend_toeval"
    return antwoord(finding, texts.zin(f"antwoord.{part}", kop=finding.kop, **finding.woorden))
