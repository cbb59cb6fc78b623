"""`wijkmonitor check` warns of agreements that name a finding, or a part of one, that no report has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.vragen.proefwijken import DATA, DOCUMENTEN, WIJKEN

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Records, read_records
from wijkmonitor.vragen.afspraken import check_afspraken, known_findings, known_parts

AGENDA = """\
[sessie.s-01]
datum = 2022-04-12
[sessie.s-02]
datum = 2022-10-12
[afspraak.s-01-1]
wat = "We bellen aan."
wie = "buurthuis"
verwachting = "Er komen meer mensen."
terugkijk_in = "s-02"
"""


def records(folder: Path, *lines: str) -> Records:
    """The records of a wijk whose agenda has these lines in its one agreement, from line 10 on."""
    wijk = folder / "voorbeeldwijk"
    shutil.copytree(DATA / "voorbeeldwijk", wijk)
    (wijk / "leeragenda.toml").write_text(AGENDA + "\n".join(lines) + "\n", encoding="utf-8")
    return read_records(wijk)


@pytest.mark.parametrize(
    ("lines", "row", "column", "found", "do"),
    [
        (
            ['bevindingen = ["bereik-wie-misen-we"]'],
            10,
            "bevindingen",
            "bereik-wie-misen-we",
            "Bedoelt u 'bereik-wie-missen-we'?",
        ),
        (['bevindingen = ["iets"]'], 10, "bevindingen", "iets", "Kies uit: wijkprofiel-themas"),
        (
            ['bevindingen = ["bereik-wie-missen-we"]', 'deel = "65 plus"'],
            11,
            "deel",
            "65 plus",
            "15-24, 25-44, 45-64, 65+, m, v, BU",
        ),
        (['bevindingen = ["bereik-wie-missen-we"]', 'deel = "BU05180101"'], 11, "deel", "BU05180101", "Kies uit"),
        (['bevindingen = ["samenwerking-factoren"]', 'deel = "regie"'], 11, "deel", "regie", "regie en rollen"),
        (['bevindingen = ["bereik-trechter"]', 'deel = "m"'], 11, "deel", "m", "Haal deel weg."),
    ],
)
def test_what_no_report_has_is_told_with_line_and_choice(
    tmp_path: Path, lines: list[str], row: int, column: str, found: str, do: str
) -> None:
    [fault] = check_afspraken(records(tmp_path, *lines))
    assert (fault.bestand, fault.rij, fault.kolom) == ("leeragenda.toml", row, f"afspraak.s-01-1.{column}")
    assert fault.gevonden == found and do in fault.doen and fault.ernst == "let op"


@pytest.mark.parametrize(
    "lines",
    [
        ['bevindingen = ["bereik-wie-missen-we", "bereik-trechter"]', 'deel = "65+"'],
        ['bevindingen = ["bereik-wie-missen-we"]', 'deel = "BU99990103"'],
        ['bevindingen = ["samenwerking-factoren"]', 'deel = "regie en rollen"'],
        ['bevindingen = ["gezondheid-verandering"]', 'deel = "zingeving"'],
        ["bevindingen = []"],
    ],
)
def test_what_a_report_has_is_no_fault(tmp_path: Path, lines: list[str]) -> None:
    assert check_afspraken(records(tmp_path, *lines)) == []


@pytest.mark.parametrize("wijk", WIJKEN)
def test_known_are_the_findings_and_parts_that_documents_make(documenten: dict[tuple[str, str], Document], wijk: str) -> None:
    found = read_records(DATA / wijk)
    made = [finding for naam in DOCUMENTEN for finding in documenten[wijk, naam].bevindingen]
    assert {finding.id for finding in made} <= set(known_findings())
    parts = [(finding.id, part) for finding in made for part in finding.delen]
    assert parts and all(part in known_parts(id, found) for id, part in parts)
    assert {finding.id for finding in made if finding.delen} == {id for id in known_findings() if known_parts(id, found)}
    assert check_afspraken(found) == []
