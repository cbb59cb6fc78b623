"""The documents that the monitor makes: one row per notebook. Light on purpose: the command line reads it."""

from __future__ import annotations

from dataclasses import dataclass

TAFELBLAD = "-tafelblad"  # what the name of the sheet for the table has after that of its report
INVULBLAD = "-invulbladen"  # and that of the sheets to fill in after that of the menukaart


@dataclass(frozen=True)
class Documentsoort:
    """One kind of document: its notebook, its question and the tables it reads.

    volgt names the documents that it brings together, met those that it has links to: they are made along with it. pdf
    says that it is printed as well. link is how the front page names a page that only brings others
    together, label how other pages of the wijk do.
    """

    naam: str
    nummer: int
    vraag: str
    leest: tuple[str, ...]
    per_wijk: bool = True
    volgt: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    pdf: bool = False
    link: str = ""
    label: str = ""

    @property
    def notebook(self) -> str:
        """File name in `notebooks/`."""
        return f"{self.naam}.ipynb"

    @property
    def kort(self) -> str:
        """Name without its number, as people type it: `bereik`."""
        return self.naam.split("-", 1)[1]

    @property
    def monitorvraag(self) -> bool:
        """Whether it is one of the four questions, that are answered with yes, partly or not yet."""
        return 1 <= self.nummer <= 4

    @property
    def rekent(self) -> bool:
        """Whether it works findings out of the records: the profile and the four questions."""
        return self.per_wijk and not self.volgt


def number_in(naam: str) -> int:
    """The number before the name of a document; 0 where it has none.

    >>> number_in("12-buren"), number_in("eigen-vraag")
    (12, 0)
    """
    number = naam.partition("-")[0]
    return int(number) if number.isdecimal() else 0


_ALTIJD = ("leeragenda",)
_TABELLEN = (
    *("doorverwijzingen", "activiteiten", "deelname", "vragenlijst", "stickerbord", "samenwerking", "stellingen"),
    *("organisaties", "netwerk", "interventies", "voortgang", "logboek", "kwalitatief", "zelfevaluatie", "menukaart"),
    *("resultaten", "wensen", "borging", "monitorplan", "themas", "aanbod", "begroting", *_ALTIJD),
)
_VRAGEN = ("1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies")
_SOORTEN = (
    Documentsoort(
        "0-wijkprofiel",
        0,
        "Hoe staan we ervoor?",
        ("kerncijfers", "stickerbord", "wensen", "themas", *_ALTIJD),
        label="Wijkprofiel",
    ),
    Documentsoort(
        "1-bereik",
        1,
        "Bereiken we de (juiste) inwoners?",
        (
            "deelname",
            "interventies",
            "stickerbord",
            "aanbod",
            "doorverwijzingen",
            "activiteiten",
            "kwalitatief",
            "resultaten",
            "wensen",
            "kerncijfers",
            *_ALTIJD,
        ),
    ),
    Documentsoort(
        "2-gezondheid",
        2,
        "Voelen ze zich (positief) gezond?",
        ("vragenlijst", "samenwerking", "stellingen", "kwalitatief", "resultaten", "wensen", "kerncijfers", *_ALTIJD),
    ),
    Documentsoort(
        "3-samenwerking",
        3,
        "Is samenwerking verbeterd?",
        (
            "samenwerking",
            "stellingen",
            "organisaties",
            "netwerk",
            "zelfevaluatie",
            "logboek",
            "voortgang",
            "kwalitatief",
            "resultaten",
            "interventies",
            "wensen",
            *_ALTIJD,
        ),
    ),
    Documentsoort(
        "4-interventies",
        4,
        "Verlopen de interventies goed / meer focus?",
        (
            *("interventies", "voortgang", "stickerbord", "kwalitatief", "deelname", "activiteiten", "themas", "aanbod"),
            *("resultaten", "wensen", *_ALTIJD),
        ),
    ),
    Documentsoort(
        "5-praatplaat",
        5,
        "Hoe gaat het met onze wijk?",
        ("resultaten", "wensen", "borging", *_ALTIJD),
        volgt=_VRAGEN,
        pdf=True,
        link="Praatplaat (A3)",
        label="Praatplaat",
    ),
    Documentsoort(
        "6-samen-leren",
        6,
        "Wat leren we van elkaar?",
        (
            *("interventies", "voortgang", "logboek", "zelfevaluatie", "menukaart", "resultaten", "wensen", "themas"),
            *("stickerbord", *_ALTIJD),
        ),
        per_wijk=False,
        volgt=_VRAGEN,
        met=("9-menukaart", "12-verslag"),
        label="Samen leren",
    ),
    Documentsoort(
        "7-bestuur",
        7,
        "Wat vraagt de wijk van het bestuur?",
        ("resultaten", "wensen", "borging", "menukaart", *_ALTIJD),
        volgt=_VRAGEN,
        link="Een blad voor het bestuur (A4)",
        label="Bestuurlijk overleg",
    ),
    Documentsoort(
        "8-koppelkaart",
        8,
        "Wie verbindt wie in onze wijk?",
        (),
        volgt=("3-samenwerking",),
        link="Koppelkaart: wie verbindt wie (A4)",
        label="Koppelkaart",
    ),
    Documentsoort("9-menukaart", 9, "Wat staat er op de menukaart?", ("menukaart", *_ALTIJD), per_wijk=False),
    Documentsoort(
        "10-knoppen",
        10,
        "Aan welke knoppen kunnen we draaien?",
        ("interventies", "resultaten", "wensen", "kerncijfers"),
        volgt=("4-interventies",),
        link="Knoppen: waar kan de wijk aan draaien? (A4)",
        label="Knoppen",
    ),
    Documentsoort(
        "11-overdracht",
        11,
        "Wat moet u weten als u hier begint?",
        _TABELLEN,
        volgt=_VRAGEN,
        link="Overdracht: beginnen in deze wijk (A4)",
        label="Overdracht",
    ),
    Documentsoort(
        "13-wensen",
        13,
        "Wat is er met onze wensen gedaan?",
        ("wensen", *_ALTIJD),
        volgt=("4-interventies",),
        link="U zei, wij deden: wensen en wat ervan kwam (A4)",
        label="U zei, wij deden",
    ),
    Documentsoort(
        "12-verslag",
        12,
        "Wat vertellen we de subsidiegever?",
        (
            *(
                "interventies",
                "voortgang",
                "logboek",
                "begroting",
                "zelfevaluatie",
                "menukaart",
                "resultaten",
                "wensen",
                "themas",
            ),
            *("stickerbord", *_ALTIJD),
        ),
        per_wijk=False,
        volgt=_VRAGEN,
    ),
)

DOCUMENTEN: dict[str, Documentsoort] = {soort.naam: soort for soort in _SOORTEN}


def find_document(name: str) -> Documentsoort:
    """The document that people call `1-bereik`, `bereik` or `1`.

    Raises ValueError with the possible names where there is none.

    >>> find_document("bereik").naam
    '1-bereik'
    """
    for soort in DOCUMENTEN.values():
        if name in (soort.naam, soort.kort, str(soort.nummer)):
            return soort
    raise ValueError(f"Het document '{name}' bestaat niet. Kies uit: {', '.join(DOCUMENTEN)}.")
