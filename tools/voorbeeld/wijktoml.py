"""`wijk.toml` of an example wijk: names, codes, target groups and milestones, all marked as example."""

from __future__ import annotations

from collections.abc import Iterator

from tools.voorbeeld.cijfers import name_of
from tools.voorbeeld.opzet import Opzet

LEEFTIJDEN = {
    "15-24": "Inwoners van 15 tot 25 jaar",
    "25-44": "Inwoners van 25 tot 45 jaar",
    "45-64": "Inwoners van 45 tot 65 jaar",
    "65+": "Inwoners van 65 jaar en ouder",
}
GESLACHT = {"v": "Vrouwen van 15 jaar en ouder", "m": "Mannen van 15 jaar en ouder"}
OMSTANDIGHEDEN = (
    ("Inwoners die Nederlands leren", "Wie thuis een andere taal spreekt", 'thuistaal = ["anders"]'),
    ("Inwoners met geldzorgen", "Wie zorgen heeft over geld of schulden", 'geldzorgen = ["ja"]'),
    ("Mantelzorgers", "Wie voor een ander zorgt", 'mantelzorg = ["ja"]'),
)
MIJLPALEN = (
    ("2020-03-12", "Corona: eerste landelijke maatregelen", "Rijksoverheid, 12 maart 2020", "openbaar"),
    ("2021-04", "Wissel van medewerkers", "Voorbeeld", "voorbeeld"),
    ("2022", "Een nieuwe partij voor welzijn", "Voorbeeld", "voorbeeld"),
)
ANTWOORD = 0.28  # share of the invited who answer


def make_wijk_toml(opzet: Opzet) -> bytes:
    """The file, with every target group and milestone as a block."""
    invited = "\n".join(
        f"{_key(wave)} = {round(count / ANTWOORD, -1):.0f}"
        for wave, count in zip(opzet.metingen, opzet.maten.respondenten, strict=True)
    )
    head = f'''# {opzet.naam}: deze wijk bestaat niet. Alles in deze map is verzonnen, om te laten zien hoe de monitor werkt.

naam = "{opzet.naam}"
gemeente = "{opzet.gemeente}"
gemeente_naam = "{opzet.gemeente_naam}"
gebieden = ["{opzet.gebied}"]

uitgenodigd_herkomst = "voorbeeld"

[uitgenodigd]
{invited}

[privacy]
min_cel = 5
min_groep = 30
max_aandeel = 0.9

[beeld]
woningen = ["flats", "rijtjes"]
plekken = ["buurthuis", "groen"]
omgeving = "Veel flats en een park"
bron = "Voorbeeld"
'''
    return "\n".join([head, *_groups(opzet), *_marks()]).encode()


def _key(wave: str) -> str:
    return wave if wave.isdigit() else f'"{wave}"'


def _groups(opzet: Opzet) -> Iterator[str]:
    sizes = opzet.inwoners
    yield _group(
        "Inwoners van 15 jaar en ouder",
        sum(sizes["leeftijdsgroep"].values()),
        definitie="Iedereen van 15 jaar en ouder die in de wijk woont",
    )
    for age, name in LEEFTIJDEN.items():
        yield _group(name, sizes["leeftijdsgroep"][age], leeftijd=[age])
    for sex, name in GESLACHT.items():
        yield _group(name, sizes["geslacht"][sex], f'geslacht = ["{sex}"]')
    for code, size in sizes["buurt"].items():
        yield _group(f"Doelgroep in {name_of(opzet, code)}", size, f'buurt = ["{code}"]')
    for naam, definitie, kiest in OMSTANDIGHEDEN:  # nobody counted how many residents these are
        yield _group(naam, None, kiest, definitie=definitie)


def _group(
    naam: str, omvang: int | None, kiest: str = "", *, leeftijd: list[str] | None = None, definitie: str = "Deel van de doelgroep"
) -> str:
    ages = ", ".join(f'"{age}"' for age in leeftijd or LEEFTIJDEN)
    more = [kiest] if kiest else []
    more += [] if omvang is None else [f"omvang = {omvang}"]
    lines = "\n".join(more)
    return f'''[[doelgroep]]
naam = "{naam}"
definitie = "{definitie}"
leeftijd = [{ages}]
{lines}
bron = "Voorbeeld"
herkomst = "voorbeeld"
'''


def _marks() -> Iterator[str]:
    for datum, wat, bron, herkomst in MIJLPALEN:
        yield f'[[mijlpaal]]\ndatum = "{datum}"\nwat = "{wat}"\nbron = "{bron}"\nherkomst = "{herkomst}"\n'
