"""A small agenda written out, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.proefdata import make_wijk

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda
from wijkmonitor.gegevens.fouten import Fout

Lees = Callable[[str], tuple[Leeragenda, tuple[Fout, ...]]]
VANDAAG = date(2022, 12, 31)

AGENDA = """\
# Leeragenda van de wijk. Schrijf rollen, geen namen.
[sessie.laak-01]
datum = 2021-11-04
binnenkring = { bewoner = 4 }

[sessie.laak-02]        # in het buurthuis
datum = 2022-04-12
vorige = "laak-01"
binnenkring = { bewoner = 9, professional = 6, beleid = 2 }
buitenkring = { procesbegeleider = 2, onderzoek = 2 }
besproken = ["bereik.doelgroep"]

[sessie.laak-03]
datum = 2023-03-09
vorige = "laak-02"

[leervraag.A]
gesteld_in = "laak-01"
vraag = "Hoe bereiken we mannen?"
monitorvraag = 1
stand = [{ sessie = "laak-01", is = "open" }]

[leervraag.B]           # houdt zijn letter
gesteld_in = "laak-01"
doel = "Jongeren beginnen niet met roken."
belemmering = "Bij het buurthuis rookt bijna iedereen."
vraag = "Hoe houden we het buurthuis gezellig en rookvrij?"
indicatoren = ["roken"]
stand = [
  { sessie = "laak-01", is = "open" },
  { sessie = "laak-02", is = "voorlopig_antwoord", antwoord = "Een andere plek helpt." },
]

[afspraak.laak-01-1]
leervraag = "B"
wat = "De rookplek verhuist naar de achterkant."
wie = "buurthuis"
verwachting = "Minder rook bij de ingang."
verwacht = "lager"
terugkijk_in = "laak-02"
bevindingen = ["roken"]
toen = { waarde = 0.30, laag = 0.25, hoog = 0.35, n = 300 }

[afspraak.laak-02-1]
leervraag = "B"
wat = "We spreken rokers vriendelijk aan."
wie = "vrijwilligers"
verwachting = "Minder rook."
terugkijk_in = "laak-03"
bevindingen = ["roken"]

[afspraak.laak-02-2]
leervraag = "B"
wat = "Kan de gemeente een bord betalen?"
wie = "procesbegeleider"
verwachting = "Een antwoord voor de zomer."
terugkijk_in = "laak-03"
naar_kring = "buiten"
herkomst = "voorbeeld"

[terugblik.laak-01-1]
sessie = "laak-02"
wat_gebeurde = "Verhuisd op 1 maart. Het bezoek bleef gelijk."
verschil_waardoor = "Vrijwilligers spraken rokers aan."
besluit = "doorgaan"
les = "Een mens werkt beter dan een bord."
niveau = "regionaal"
"""


@pytest.fixture
def laak(tmp_path: Path) -> Path:
    """The folder of a wijk with its wijk.toml alone."""
    return make_wijk(tmp_path / "laak")


@pytest.fixture
def lees(tmp_path: Path) -> Lees:
    """Reads an agenda from its text."""

    def read(text: str) -> tuple[Leeragenda, tuple[Fout, ...]]:
        path = tmp_path / "leeragenda.toml"
        path.write_text(text, encoding="utf-8")
        return load_agenda(path, wijk="laak", vandaag=VANDAAG)

    return read


@pytest.fixture
def agenda(lees: Lees) -> Leeragenda:
    """The agenda of the example, without faults."""
    read, faults = lees(AGENDA)
    assert faults == ()
    return read
