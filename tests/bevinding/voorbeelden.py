"""Invented findings and documents for the tests of what readers see; every number here is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelkolom
from wijkmonitor.bevinding.document import MAX_BEVINDINGEN, AfspraakStand, Antwoord, Document, Gesprek
from wijkmonitor.figuren.figuur import Figuur
from wijkmonitor.stats.estimate import Estimate


def make_svg(width: int, height: int, words: str) -> str:
    """A drawing with text in it."""
    rows = "".join(
        f'<circle cx="{width * 0.3 + 40 * k:.0f}" cy="{30 + 40 * k}" r="9" fill="#0F6E5A"/>'
        f'<text x="10" y="{35 + 40 * k}" font-size="14" font-family="Arial">{words} {k + 1}</text>'
        for k in range(3)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{rows}</svg>'


def make_figuur(alt: str = "Puntfiguur met marges. GLI: 7 van de 100, tussen 6 en 9. Stevit: 19 van de 100.") -> Figuur:
    """A figure in two sizes."""
    return Figuur(make_svg(533, 170, "Groep"), make_svg(230, 170, "Groep"), alt)


def make_tabel() -> Tabel:
    """A table with every notation, and a reason where a number is missing."""
    return Tabel(
        "Bereik van de doelgroep per interventie",
        (
            Tabelkolom("Interventie"),
            Tabelkolom("Begonnen", "aantal"),
            Tabelkolom("Bereik", "pct"),
            Tabelkolom("Laag", "pct"),
            Tabelkolom("Hoog", "pct"),
        ),
        (
            ("GLI", 58, 0.0707, 0.0551, 0.0904),
            ("Welzijn op Recept", 1237, 0.0822, 0.0602, 0.1113),
            ("Stevit", "minder dan 5 mensen", "minder dan 5 mensen", "geen marge", "geen marge"),
        ),
    )


def make_bevinding(id: str = "bereik-doelgroep", **changes: object) -> Bevinding:
    """One finding on example records."""
    finding = Bevinding(
        id=id,
        kop="Stevit haalt het doel. De GLI nog niet.",
        onderschrift="Hoeveel van elke 100 mensen uit de doelgroep begonnen, tot 1 oktober 2022.",
        schatting=Estimate(0.0707, 0.0551, 0.0904, 820, "Wilson 95%"),
        tabel=make_tabel(),
        lees="De punt is wat we telden. De lichte balk is de marge. Het zwarte streepje is het doel.",
        wat="Het deel van de doelgroep dat begon. De doelgroep is de groep voor wie het aanbod bedoeld is.",
        waarom="Zonder bereik helpt ook het beste aanbod niet.",
        let_op="De grootte van de doelgroep is geschat door de huisartsen.",
        gespreksvraag="Wat doet Stevit dat de GLI ook kan doen?",
        bron="deelname en plan van de wijk (voorbeeld)",
        herkomst="voorbeeld",
        figuur=make_figuur(),
        eenheid="pct",
    )
    return replace(finding, **changes)  # type: ignore[arg-type]


def make_document(findings: int = 3, **changes: object) -> Document:
    """A document with that many findings."""
    made = tuple(
        make_bevinding(
            f"bevinding-{k}",
            plaats="rapport" if k < MAX_BEVINDINGEN else "meer cijfers",
            kop=f"Dit is bevinding nummer {k + 1} van dit rapport",
        )
        for k in range(findings)
    )
    document = Document(
        naam="1-bereik",
        nummer=1,
        vraag="Bereiken we de (juiste) inwoners?",
        wijk="stevenshof",
        wijk_naam="Stevenshof",
        gemeente="Leiden",
        peildatum=date(2022, 10, 1),
        antwoord=(
            Antwoord("We bereiken 10 van de 100 mensen uit de doelgroep.", "voorbeeld", "toeval"),
            Antwoord("Mannen en mensen onder de 45 doen te weinig mee.", "voorbeeld"),
            Antwoord("In 2021 verwezen huisartsen 11 keer. Dat kan toeval zijn.", "openbaar"),
        ),
        bevindingen=made,
        gesprek=Gesprek(
            ("Welke mannen kent u die zouden willen meedoen?", "Wat gebeurt er tussen aanmelden en beginnen?"),
            ("Wat valt u op, als u van buiten kijkt?", "Wat werkt bij u om mannen te bereiken?"),
        ),
        afspraken=(
            AfspraakStand(
                "lei-1-1",
                "Bellen met wie niet begon, binnen twee weken",
                "welzijnscoach",
                "Meer aanmelders beginnen.",
                "kan toeval zijn",
                toen="78 van de 100 begonnen.",
                nu="83 van de 100 beginnen, tussen 74 en 89.",
            ),
            AfspraakStand(
                "lei-1-2",
                "De koffiekar staat elke woensdag bij de supermarkt",
                "buurthuis",
                "Meer aanloop.",
                "zoals verwacht",
                nu="18 van de 22 weken.",
            ),
            AfspraakStand(
                "lei-1-3", "De huisarts noemt het beweeglint", "huisarts", "Meer mannen doen mee.", "hier meten we niets over"
            ),
        ),
        sessie="12 april 2022",
        methode=("We telden wie zich aanmeldde, begon en afrondde.", "De marge is een 95%-interval volgens Wilson."),
        wel=("wie meedoet en wie we missen.",),
        niet=("of mensen door het aanbod gezonder werden.",),
        weggelaten=("3 rijen van na 1 oktober 2022.",),
        privacy="Groepen van minder dan 5 mensen laten we niet zien.",
    )
    return replace(document, **changes)  # type: ignore[arg-type]


HOSTILE = (
    "<script>document.title='gehackt'</script>",
    "<img src=x onerror=\"document.title='gehackt'\">",
    "**vet** [klik](javascript:alert(1)) `code` # kop",
    "{{ 7 * 7 }} {% raw %}",
    "\u202eomgedraaid\u202c en \u0627\u0644\u0633\u0644\u0627\u0645",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "👩‍👩‍👧‍👦🏳️‍🌈 \u0000\u0007 \ud800",
    "</style></title></table>\"' onmouseover=alert(1) x='",
)


def make_hostile_document() -> Document:
    """A document with hostile text in every place where a record can bring text."""
    text = " ".join(HOSTILE)
    tabel = Tabel(
        text, (Tabelkolom(text), Tabelkolom("Aantal", "aantal")), tuple((part, 5) for part in HOSTILE) + ((text, text),)
    )
    finding = make_bevinding(
        "vijandig", onderschrift=text, lees=text, wat=text, waarom=text, let_op=text, gespreksvraag=text, bron=text, tabel=tabel
    )
    return make_document(
        bevindingen=tuple(
            replace(finding, id=f"vijandig-{k}", kop=part[:200].replace(" ", "_")) for k, part in enumerate(HOSTILE)
        ),
        antwoord=(Antwoord(text, "voorbeeld"),),
        gesprek=Gesprek((text,), (text,)),
        afspraken=(AfspraakStand("x", text, text, text, "kan toeval zijn", text, text, text),),
        wijk_naam="Wijk " + HOSTILE[0],
        gemeente=HOSTILE[1],
        methode=(text,),
        wel=(text,),
        niet=(text,),
        weggelaten=(text,),
        privacy=text,
    )
