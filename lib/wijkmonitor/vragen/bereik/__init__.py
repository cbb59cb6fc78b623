"""Question 1: do we reach the (right) residents? One module per finding."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen.bereik.activiteiten import activiteiten
from wijkmonitor.vragen.bereik.doelgroep import doelgroep
from wijkmonitor.vragen.bereik.doorverwijzingen import doorverwijzingen
from wijkmonitor.vragen.bereik.kwartalen import kwartalen
from wijkmonitor.vragen.bereik.trechter import trechter
from wijkmonitor.vragen.bereik.verwijzers import verwijzers
from wijkmonitor.vragen.bereik.wie import wie_missen_we
from wijkmonitor.vragen.compositie import antwoord, compose
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import tel_deelname
from wijkmonitor.vragen.verhalen import verhalen

__all__ = ["document"]


def document(dossier: Dossier) -> Document:
    """The document 1-bereik of this wijk."""
    tellingen = tel_deelname(dossier)
    findings = [
        doelgroep(dossier, tellingen),
        wie_missen_we(dossier, tellingen),
        doorverwijzingen(dossier),
        kwartalen(dossier),
        trechter(dossier, tellingen),
        activiteiten(dossier),
        verwijzers(dossier, tellingen),
        verhalen(dossier, "1-bereik", vraag=1),
    ]
    lines = [_line("doelgroep", findings[0]), _line("mis", findings[1]), _line("verwijzing", findings[2])]
    return compose("1-bereik", dossier, findings, lines)


def _line(part: str, finding: Bevinding) -> Antwoord:
    texts = load_teksten("1-bereik")
    if finding.schatting.value is None:
        return antwoord(finding, texts.zin(f"antwoord.geen_{part}", reden=finding.lees))
    if part == "doelgroep" and "aantal" not in finding.bord:  # people were counted, their target group was not
        return antwoord(finding, f"{finding.kop}.")
    if part == "mis" and "tekort" not in finding.bord:
        part = "mis_geen"
    return antwoord(finding, texts.zin(f"antwoord.{part}", kop=finding.kop, **finding.bord))
