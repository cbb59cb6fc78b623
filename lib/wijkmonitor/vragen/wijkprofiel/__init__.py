"""Question 0: how is the wijk? Four blocks of open figures, their trend, the buurten and what residents name."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen.compositie import antwoord, compose
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.wijkprofiel.behoeften import behoeften
from wijkmonitor.vragen.wijkprofiel.blokken import blok, demografisch
from wijkmonitor.vragen.wijkprofiel.buurten import buurten
from wijkmonitor.vragen.wijkprofiel.gemeentekaart import gemeentekaart
from wijkmonitor.vragen.wijkprofiel.themas import rank_themas, themas
from wijkmonitor.vragen.wijkprofiel.trend import trend

__all__ = ["document"]


def document(dossier: Dossier) -> Document:
    """The document 0-wijkprofiel of this wijk."""
    people, theme, needs = demografisch(dossier), themas(dossier), behoeften(dossier)
    told = next((row.indicator.id for row in rank_themas(dossier)), "")
    others = [blok(dossier, name, niet=told) for name in ("sociaaleconomisch", "gezondheid", "psychosociaal")]
    findings = [theme, needs, people, *others, trend(dossier), buurten(dossier)]
    if chart := gemeentekaart(dossier):
        findings.append(chart)
    lines = [_line("inwoners", people), _line("thema", theme), _line("behoefte", needs)]
    return compose("0-wijkprofiel", dossier, findings, lines)


def _line(part: str, finding: Bevinding) -> Antwoord:
    texts = load_teksten("0-wijkprofiel")
    if finding.schatting.value is None:
        return antwoord(finding, texts.zin(f"antwoord.geen_{part}", reden=finding.lees))
    return antwoord(finding, texts.zin(f"antwoord.{part}", kop=finding.kop, **finding.woorden))
