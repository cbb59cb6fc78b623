"""What a report claims, read as a resident reads it: which sentences and rows name a change or a difference, and which effects."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from tools.voorbeeld.effecten import Effect

from nagebootst import short_notebook, without_drawing
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.teksten import load_teksten

CLAIM = re.compile(
    r"meer dan (door )?toeval|is (gestegen|gedaald)|(dichter|losser) geworden|[Ww]e missen vooral|komen wij nog te weinig|bereiken we (het minst|te weinig)|springt eruit|hindert het vaakst|lukt nog niet goed|[Hh]et vaakst in de weg"
    r"|dat is (meer|minder) dan|van de zes factoren|scores? (steeg|stegen|daalde|daalden)|zijn veranderd"
)
GEEN = re.compile(r"^Geen |kan toeval zijn|kunnen toeval zijn")
MEER_MINDER = ("meer", "minder", "gestegen", "gedaald")
# question -> document, and whether its claim stands in the headline or in the sentences under it
VRAGEN: dict[str, tuple[str, str]] = {
    "wijkprofiel-behoeften": ("0-wijkprofiel", "kop"),
    "bereik-wie-missen-we": ("1-bereik", "kop"),
    "bereik-doorverwijzingen": ("1-bereik", "kop"),
    "bereik-verloop": ("1-bereik", "kop"),
    "bereik-trechter": ("1-bereik", "lees"),
    "gezondheid-dimensies": ("2-gezondheid", "kop"),
    "gezondheid-verandering": ("2-gezondheid", "kop"),
    "gezondheid-tevredenheid": ("2-gezondheid", "kop"),
    "samenwerking-factoren": ("3-samenwerking", "kop"),
    "samenwerking-netwerk": ("3-samenwerking", "kop"),
    "samenwerking-zorg-welzijn": ("3-samenwerking", "kop"),
    "samenwerking-bevorderend": ("3-samenwerking", "kop"),
    "samenwerking-lpb": ("3-samenwerking", "lees"),
}
TOONT = {
    "samenwerking-bevorderend": "help_en_hinder"
}  # id -> the function of the notebook that shows it, where it is named otherwise


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def claims(text: str) -> bool:
    """Whether a text claims a change or a difference, in the words that readers get."""
    return any(CLAIM.search(sentence) and not GEEN.search(sentence) for sentence in sentences(text))


def rows_claimed(finding: Bevinding) -> set[str]:
    """The rows of the finding's tables that are said to be more or less than chance."""
    tables = (finding.tabel, *finding.extra_tabellen)
    return {str(cell) for table in tables for row in table.rijen if row[-1] in MEER_MINDER for cell in row[:2]}


def findings(dossier: Dossier) -> dict[str, Bevinding]:
    """The findings of the five reports."""
    return by_id(reports(dossier))


def reports(dossier: Dossier) -> list[Document]:
    """The five reports, whole."""
    names = dict.fromkeys([*(document for document, _ in VRAGEN.values()), "4-interventies"])
    with without_drawing():
        return [make_document(naam, dossier) for naam in names]


def by_id(documents: Iterable[Document]) -> dict[str, Bevinding]:
    """The findings of these reports."""
    return {finding.id: finding for document in documents for finding in document.bevindingen}


def claiming(dossier: Dossier, vraag: str = "") -> dict[str, Bevinding]:
    """The findings with a claim to make, or the one of a question; the other sections of their notebooks are not run."""
    return {name: finding for name, finding in by_id(short_reports(dossier, vraag)).items() if name in VRAGEN}


def short_reports(dossier: Dossier, vraag: str = "") -> list[Document]:
    """The reports with only those findings, and the answer that they give."""
    documents: dict[str, list[str]] = defaultdict(list)
    for name in [vraag] if vraag else VRAGEN:
        documents[VRAGEN[name][0]].append(
            f"rapport.show({name.partition('-')[0]}.{TOONT.get(name, name.partition('-')[2].replace('-', '_'))}("
        )
    with without_drawing():
        return [make_document(naam, dossier, notebook=short_notebook(naam, tuple(shows))) for naam, shows in documents.items()]


def sentences_and_rows(found: Mapping[str, Bevinding]) -> dict[str, tuple[bool, bool]]:
    """The same of findings that are there."""
    told = {name: found[name] for name in VRAGEN if found[name].schatting.value is not None}
    return {name: (says(name, finding), bool(rows_claimed(finding))) for name, finding in told.items()}


def places_found(found: Mapping[str, Bevinding], dossier: Dossier, placed: Mapping[str, Effect]) -> dict[str, list[bool]]:
    """The same of findings that are there."""
    return {
        name: [look(found, dossier, effect, where) for where in effect.waar]
        for name, look in KIJK.items()
        for effect in [placed[name]]
    }


def _group(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
    names = load_teksten("1-bereik")["bereik-wie-missen-we.groep"]
    name = names.get(where, dossier.kerncijfers.naam_van(where) if where.startswith("BU") else where)
    return name in rows_claimed(found["bereik-wie-missen-we"])


def _row(id: str) -> Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]:
    def look(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
        return where.replace("_", " ").lower() in {name.lower() for name in rows_claimed(found[id])}

    return look


def _sentence(id: str, place: str = "kop") -> Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]:
    def look(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
        return claims(found[id].kop if place == "kop" else found[id].lees)

    return look


def _named(id: str) -> Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]:
    """Whether the finding names it as what occurs most, alone or together with the runner-up."""

    def look(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
        return where.lower() in f"{found[id].kop} {found[id].lees}".lower().partition("als hulp")[0]

    return look


def _item(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
    text = found["samenwerking-lpb"].lees
    return claims(text) and f"over {where}" in text


def _coders(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
    return "niet eens" not in found["interventies-codering"].kop


KIJK: dict[str, Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]] = {
    "bereik-leeftijd": _group,
    "bereik-geslacht": _group,
    "bereik-buurt": _group,
    "uitval": _row("bereik-trechter"),
    "verwijzingen-stap": _sentence("bereik-verloop"),
    "gezondheid-stijging": _row("gezondheid-verandering"),
    "tevredenheid-stijging": _sentence("gezondheid-tevredenheid"),
    "samenwerking-stijging": _row("samenwerking-factoren"),
    "netwerk-dichtheid": _sentence("samenwerking-netwerk"),
    "netwerk-medisch-sociaal": _sentence("samenwerking-zorg-welzijn"),
    "codeurs-eens": _coders,
    "behoefte-voorop": _named("wijkprofiel-behoeften"),
    "factor-hindert": _named("samenwerking-bevorderend"),
    "logboek-verschuift": _item,
}


def says(name: str, finding: Bevinding) -> bool:
    """Whether the sentence of a question that stands in front claims something; not where there is no figure."""
    text = finding.kop if VRAGEN[name][1] == "kop" else finding.lees
    return finding.schatting.value is not None and claims(text)
