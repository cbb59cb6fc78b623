"""Question 2: do they feel (positively) healthy? One module per finding."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen.compositie import antwoord, compose
from wijkmonitor.vragen.gezondheid.dimensies import dimensies
from wijkmonitor.vragen.gezondheid.nulmeting import nulmeting
from wijkmonitor.vragen.gezondheid.ongelijkheid import ongelijkheid
from wijkmonitor.vragen.gezondheid.respons import respons
from wijkmonitor.vragen.gezondheid.tevredenheid import tevredenheid
from wijkmonitor.vragen.gezondheid.verandering import verandering
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.verhalen import count_onderwerpen, verhalen

__all__ = ["document"]


def document(dossier: Dossier) -> Document:
    """The document 2-gezondheid of this wijk."""
    base, scores, change = nulmeting(dossier), dimensies(dossier), verandering(dossier)
    findings = [
        base,
        scores,
        change,
        tevredenheid(dossier),
        respons(dossier),
        verhalen(count_onderwerpen(dossier, vraag=2)),
        ongelijkheid(dossier),
    ]
    lines = [_line("nulmeting", base), _line("dimensies", scores), _line("verandering", change)]
    return compose("2-gezondheid", dossier, findings, lines)


def _line(part: str, finding: Bevinding) -> Antwoord:
    texts = load_teksten("2-gezondheid")
    if finding.schatting.value is None:
        return antwoord(finding, texts.zin(f"antwoord.geen_{part}", reden=finding.lees))
    if part == "verandering" and finding.teken == "toeval":
        part = "verandering_toeval"
    return antwoord(finding, texts.zin(f"antwoord.{part}", kop=finding.kop, **finding.woorden))
