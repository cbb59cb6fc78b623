"""Personal data in free text: names, addresses, e-mail, phone numbers, BSN, bank accounts, number plates, dates of birth, the age
of one person, who is the only one of a kind, and numbers of clients and files.

One detector for every text that people wrote. Dates, numbers and codes of records are no free text: they never come here.
How much it finds is measured in `benchmarks/persoonsgegevens.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from wijkmonitor.privacy.namen import find_names

Soort = Literal[
    "naam",
    "adres",
    "postcode",
    "e-mail",
    "telefoon",
    "bsn",
    "rekening",
    "kenteken",
    "account",
    "geboortedatum",
    "leeftijd",
    "enige",
    "nummer",
    "teken",
]
SOORTEN: tuple[Soort, ...] = tuple(kind for kind in get_args(Soort) if kind != "teken")  # what a reader is told of

_MAANDEN = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_STRAAT = "straat|laan|weg|plein|hof|kade|singel|gracht|dreef|pad|steeg|dijk|park|plantsoen|wal|burg|zoom|veld|erf"
_CIJFER = "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_MENS = (
    "man|vrouw|meneer|mevrouw|dame|heer|jongen|meisje|kind|weduwe|weduwnaar|buurman|buurvrouw|bewoner|bewoonster|cliënt|patiënt"
    "|deelnemer|deelneemster|vrijwilliger|vrijwilligster|moeder|vader|oma|opa|zoon|dochter|broer|zus|kleinkind"
)
_TIENTAL = r"\w*(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_TIEN_TOT_99 = rf"{_TIENTAL}|tien|elf|twaalf|\w+tien"
_DOSSIER = "cliënt|client|patiënt|patient|dossier|casus"
_GEEN_LEEFTIJD = (  # what after a number says that it is no age of one person
    r"(?: jaar)?(?:[ -](?:tot|t/m|à|plus|jaar geleden|(?:en|of) (?:ouder|jonger|hoger|meer|minder|\d|\w+tig\b))|\+|-\d)"
    r"| (?:hoog|huizen|deuren|euro|uur|minuten|dagen|weken|maanden|kwartalen|lessen|keer|kilo|kg|meter|km|kilometer|procent|stuks|op de"
    r"|(?:klein)?kinderen|mensen|personen|bewoners|deelnemers|interventies|groepen|plaatsen|punten|januari|februari|maart|april|mei|juni"
    r"|juli|augustus|september|oktober|november|december)\b|[.,:/%€]\d| ?%"
)
_TELWOORD = rf"(?:{_CIJFER}|tien|elf|twaalf|\w+tien|\w*(?:twintig|dertig)|eerste|tweede|derde|\w+de|\w+ste)"
JONGSTE = 15  # years: of a day as long ago as the youngest we ask was born, a whole date is one of birth, also without the word

# a group in a pattern is what points at a person; without one all that it finds does
_Patronen = tuple[tuple[Soort, re.Pattern[str]], ...]

_IN_WOORDEN: _Patronen = (
    ("teken", re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")),
    ("leeftijd", re.compile(rf"\b(?:{_MENS}) (?:van|is|was) ({_TIENTAL})\b(?!{_GEEN_LEEFTIJD})", re.IGNORECASE)),
    (
        "telefoon",
        re.compile(
            rf"\b(?:(?:{_CIJFER})(?:[ ,-]+(?:{_CIJFER})){{7,9}}|nul[ ,-]+zes(?:[ ,-]+(?:{_CIJFER}|{_TIEN_TOT_99})){{4,8}}"
            rf"|zes(?:[ ,-]+(?:{_TIEN_TOT_99})){{4}})\b",
            re.IGNORECASE,
        ),
    ),
    ("enige", re.compile(rf"\b(?:de|het) enige (?:[\w-]+e )?(?:{_MENS})\b", re.IGNORECASE)),
    (
        "geboortedatum",
        re.compile(
            rf"\b(?:geb(?:oren|\.)?|geboortedatum|geb\.? ?datu?m?\.?|jarig|is van|verjaart)[: ]+(?:op |in |is )?"
            rf"(?:\d{{1,2}}[ ./-](?:(?:0?[1-9]|1[0-2])\b|{_MAANDEN})(?:[ ./-]\d{{2,4}})?|{_TELWOORD} (?:{_MAANDEN})(?: \w+)?|\d{{4}}\b|'\d\d\b)",
            re.IGNORECASE,
        ),
    ),
)
_OP_INTERNET: _Patronen = (  # none without one of the signs of _APENSTAART
    (
        "e-mail",
        re.compile(r"[\w.+-]{1,64}(?:@| ?\(at\) ?| ?\[at\] ?| apenstaartje )[\w-]{1,63}(?:(?:\.| punt )[\w-]{1,63}){1,4}"),
    ),
    ("account", re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,30}\b")),
)
_MET_CIJFER: _Patronen = (  # none without a digit
    ("rekening", re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}\b", re.IGNORECASE)),
    ("telefoon", re.compile(r"(?<![\w-])(?:\+31 ?\(?0?\)?|0031 ?|\(?0)[1-9](?:[ ./()-]{0,3}\d){8}(?!\d)")),
    (
        "kenteken",
        re.compile(r"\b(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{2,3}|\d{2,3})-(?:[A-Z]{1,2}|\d{1,2})\b"),
    ),
    ("postcode", re.compile(r"\b[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})\b")),
    ("adres", re.compile(rf"\b[A-Z][\w'-]{{0,40}}?(?:{_STRAAT}) ?(?:nummer |nr\.? ?)?\d{{1,5}}(?: ?[a-zA-Z])?\b")),
    (
        "adres",
        re.compile(rf"\b(?:[\w'-]{{1,20}} ){{0,2}}[\w'-]{{0,20}}(?:{_STRAAT}) (?:nummer|nr\.?) ?\d{{1,5}}\b", re.IGNORECASE),
    ),
    (
        "adres",
        re.compile(rf"\b[\w'-]{{3,20}}(?:{_STRAAT}) \d{{1,4}}[a-z]?\b(?! (?:mensen|keer|jaar|bewoners|deelnemers|procent))"),
    ),
    ("adres", re.compile(rf"\b(?:in|aan|op) de (?:[\w'-]+ ){{0,2}}(?:{_STRAAT}) \d{{1,4}}[a-z]?\b", re.IGNORECASE)),
    (
        "adres",
        re.compile(
            r"\bhuis ?(?:nummer|nr\.?) ?\d{1,5}\b|\bwoon(?:t|de)\b[^.!?]{0,40}\b(?:nummer|nr\.?) ?\d{1,5}\b", re.IGNORECASE
        ),
    ),
    ("adres", re.compile(rf"\bnummer \d{{1,5}} (?:in|aan|op) de [\w'-]*(?:{_STRAAT})\b", re.IGNORECASE)),
    (
        "geboortedatum",
        re.compile(
            rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[ ./-](?:\d{{1,2}}|{_MAANDEN})(?:[ ./-]\d{{2,4}})?)(?=(?: [\w']{{1,30}}){{0,3}} geboren\b)",
            re.IGNORECASE,
        ),
    ),
    ("geboortedatum", re.compile(r"\b(?:19|20)\d{2}(?= geboren\b)", re.IGNORECASE)),
    ("leeftijd", re.compile(rf"\b(?:{_MENS}) (?:van|is|was) ((?:[2-9]\d|1[0-9]|10\d)\b)(?!{_GEEN_LEEFTIJD})", re.IGNORECASE)),
    ("leeftijd", re.compile(rf"\b(?:ik ben|(?:hij|zij|ze) is) ((?:[2-9]\d|1[0-9]|10\d)\b)(?!{_GEEN_LEEFTIJD})", re.IGNORECASE)),
    ("leeftijd", re.compile(rf"\b(?:{_MENS}), (\d{{2,3}})(?=[,;.](?!\d)|$)", re.IGNORECASE)),
    ("leeftijd", re.compile(rf"\b(?:{_MENS}) van ([1-9] jaar)\b(?! (?:geleden|en ouder|of ouder))", re.IGNORECASE)),
    ("leeftijd", re.compile(rf"\b(?:{_MENS}),? \(?(\d{{1,3}} jaar)\b(?! (?:geleden|en ouder|of ouder))", re.IGNORECASE)),
    ("leeftijd", re.compile(rf"\b(?:{_MENS}) \((\d{{1,3}})\)(?= [a-zà-ÿ])", re.IGNORECASE)),
    ("leeftijd", re.compile(rf"\b(\d{{1,3}}[ -]?jarige) (?:[\w-]+ )?(?:{_MENS})\b", re.IGNORECASE)),
    (
        "nummer",
        re.compile(
            rf"\b(?:(?:{_DOSSIER}|zorg|zaak|klant|deelnemer|inschrijf|registratie)(?:[ -]?| met )(?:nummer|nr\.?|no\.?|code|id):? ?"
            rf"[A-Z]{{0,3}}\d[\d./-]{{2,}}|(?:{_DOSSIER}|cl\.|pt\.)[ -](?:\d{{5,}}|(?!(?:19|20)\d\d\b)\d{{4}}\b(?! euro)"
            rf"|(?!20\d\d[-/]20)\d{{2,4}}[-/]\d{{2,}}))",
            re.IGNORECASE,
        ),
    ),
)
_DATUM = re.compile(rf"\b\d{{1,2}}[ ./-](?:\d{{1,2}}|{_MAANDEN})[ ./-](\d{{4}})\b|\b(\d{{4}})-\d{{2}}-\d{{2}}\b", re.IGNORECASE)
_APENSTAART, _EEN_CIJFER = re.compile(r"@|\(at\)|\[at\]|apenstaartje"), re.compile(r"\d")
_NEGEN_CIJFERS = re.compile(r"(?<![\w-])\d(?:[ .-]?\d){7,8}(?!\d)")


@dataclass(frozen=True, order=True)
class Vondst:
    """Something in a text that may point at a person: characters `van` up to and without `tot`."""

    van: int
    tot: int
    soort: Soort
    tekst: str


def screen(tekst: str, geen_mens: Iterable[str] = ()) -> list[Vondst]:
    """What in the text may point at a person, in order; empty = nothing found.

    geen_mens: names of places and organisations. What stands in such a name, as a whole, is no name of a person.

    >>> [hit.tekst for hit in screen("Titus kookt in Titus Brandsma", ["Titus Brandsma"])]
    ['Titus']
    """
    readable = tekst.translate(_SAME_WIDTH)
    found = set(_matches(_IN_WOORDEN, readable))
    if _APENSTAART.search(readable):
        found |= set(_matches(_OP_INTERNET, readable))
    if _EEN_CIJFER.search(readable):
        found |= set(_numbers(readable))
    places = [match.span() for name in geen_mens for match in re.finditer(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", readable)]
    for start, end in find_names(readable):
        if not any(first <= start and end <= until for first, until in places):
            found.add((start, end, "naam"))
    return sorted(Vondst(start, end, kind, tekst[start:end]) for start, end, kind in found)


def _matches(patterns: _Patronen, text: str) -> Iterator[tuple[int, int, Soort]]:
    for kind, pattern in patterns:
        yield from ((*match.span(match.lastindex or 0), kind) for match in pattern.finditer(text))


def _numbers(text: str) -> Iterator[tuple[int, int, Soort]]:
    """What is no name and has a digit in it."""
    yield from _matches(_MET_CIJFER, text)
    yield from ((start, end, "bsn") for start, end in find_bsn(text))
    last = date.today().year - JONGSTE
    for match in _DATUM.finditer(text):
        if int(match[1] or match[2]) <= last:
            yield match.start(), match.end(), "geboortedatum"


def redact(text: str, found: Iterable[Vondst]) -> str:
    """The text with the kind of each find in brackets in its place; finds that overlap become one.

    >>> redact("Ik zag Fatima daar.", screen("Ik zag Fatima daar."))
    'Ik zag [naam] daar.'
    """
    spans: list[tuple[int, int, Soort]] = []
    for hit in sorted(found):
        if spans and hit.van < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.tot), spans[-1][2])
        else:
            spans.append((hit.van, hit.tot, hit.soort))
    for start, end, kind in reversed(spans):
        text = f"{text[:start]}[{kind}]{text[end:]}"
    return text


_SAME_WIDTH = {0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x2011: "-", 0x2013: "-"} | {0xFF10 + n: str(n) for n in range(10)}


def find_bsn(tekst: str) -> list[tuple[int, int]]:
    """Places of numbers that pass the eleven test of the burgerservicenummer (8 or 9 digits, not all zero)."""
    found = []
    for match in _NEGEN_CIJFERS.finditer(tekst):
        digits = [int(char) for char in match[0] if char.isdigit()]
        if is_bsn(digits):
            found.append((match.start(), match.end()))
    return found


def is_bsn(digits: list[int]) -> bool:
    """Whether the digits pass the eleven test: 9a + 8b + ... + 2h - i divisible by 11.

    >>> is_bsn([1, 1, 1, 2, 2, 2, 3, 3, 3])
    True
    """
    if len(digits) == 8:
        digits = [0, *digits]
    if len(digits) != 9 or not any(digits):
        return False
    return sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0


def find_person(text: str, geen_mens: Iterable[str] = ()) -> str:
    """What points first at a person in a text that should hold roles and organisations only, "" if nothing does.

    >>> find_person("De afspraak ligt bij mevrouw Jansen."), find_person("Den Haag Zuidwest en Welzijn op Recept")
    ('Jansen', '')
    """
    return next((hit.tekst for hit in screen(" ".join(text.split()), geen_mens) if hit.soort != "teken"), "")
