"""What a group says of a figure is kept, guarded and told: in the file, on the filled-in sheet and by the command."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.proefdata import make_wijk

from wijkmonitor.afspraken.agenda import Leeragenda, parse_agenda
from wijkmonitor.afspraken.duiding import said_about, with_what_was_said
from wijkmonitor.afspraken.invullen import KOLOMMEN, make_sheet, put_duiding, read_sheet
from wijkmonitor.afspraken.items import Duiding, Toen, Uitspraak
from wijkmonitor.afspraken.sessie import close_session
from wijkmonitor.bevinding import Bevinding, Deel
from wijkmonitor.cli.main import main
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import datum

VANDAAG = date(2022, 12, 31)
AGENDA = """\
# Leeragenda
[sessie.laak-01]
datum = 2022-04-12

[leervraag.A]
gesteld_in = "laak-01"
vraag = "Hoe bereiken we mannen?"

# het gesprek
[[duiding]]
sessie = "laak-01"
bevinding = "bereik-doelgroep"
herkend = "deels"
gezegd = [{ kring = "binnen", rol = "bewoner", tekst = "Het voelt als minder" }]
leidt_tot = "A"
toen = { waarde = 0.10, laag = 0.08, hoog = 0.12, n = 900 }
"""


def finding(share: float, low: float, high: float) -> Bevinding:
    numbers = {"waarde": share, "laag": low, "hoog": high, "n": 900, "methode": "Wilson 95%", "eenheid": "pct"}
    return Bevinding.from_json({"id": "bereik-doelgroep", "kop": "Zoveel bereiken we"} | numbers)


def read(text: str) -> Leeragenda:
    """The agenda of a text without faults."""
    agenda, wrong = parse_agenda(text, wijk="laak", vandaag=VANDAAG)
    assert wrong == ()
    return agenda


def faults(text: str) -> list[str]:
    return [str(fault) for fault in parse_agenda(text, wijk="laak", vandaag=VANDAAG)[1]]


def test_a_finding_tells_what_was_said_and_that_its_figure_moved() -> None:
    agenda = read(AGENDA)
    (said,) = said_about(agenda, finding(0.2, 0.17, 0.23))
    assert said.kop == "Op 12 april 2022 herkende de groep dit deels."
    assert said.regels == (("bewoner, binnenkring", "Het voelt als minder."),)
    assert said.leidt_tot == "Daaruit kwam vraag A: Hoe bereiken we mannen?"
    assert "10 van de 100, tussen 8 en 12" in said.sindsdien and said.sindsdien.endswith("meer dan toeval.")


@pytest.mark.parametrize(("share", "low", "high", "end"), [(0.10, 0.08, 0.12, ""), (0.11, 0.09, 0.13, "kan toeval zijn.")])
def test_the_same_figure_did_not_move_and_a_difference_may_be_chance(share: float, low: float, high: float, end: str) -> None:
    since = said_about(read(AGENDA), finding(share, low, high))[0].sindsdien
    assert since.endswith(end) and bool(since) == bool(end)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('herkend = "deels"', 'herkend = "ja"', "duiding.1.herkend"),
        ('rol = "bewoner"', 'rol = "Jan Jansen"', "duiding.1.gezegd"),
        ('leidt_tot = "A"', 'leidt_tot = "Z"', "Kies uit: niets, A"),
        ('sessie = "laak-01"\nbev', 'sessie = "laak-09"\nbev', "Deze sessie bestaat niet"),
        ("[[duiding]]", "[duiding.een]", "Schrijf het zo: [[duiding]]"),
        (AGENDA[-10:], AGENDA[-10:] + AGENDA[AGENDA.index("[[duiding]]") :], "Voeg de twee samen"),
    ],
)
def test_what_can_not_be_is_a_fault_with_what_to_do(old: str, new: str, told: str) -> None:
    assert any(told in line for line in faults(AGENDA.replace(old, new, 1)))


def test_the_line_of_the_second_one_is_named() -> None:
    second = '\n[[duiding]]\nsessie = "laak-01"\nbevinding = "x"\nherkend = "soms"\n'
    number = AGENDA.count("\n") + 5
    assert any(f"rij {number}" in line and "duiding.2.herkend" in line for line in faults(AGENDA + second))


def test_a_new_one_comes_below_and_an_old_one_is_changed_in_its_place() -> None:
    more = Duiding("", "laak-01", "bereik-trechter", "herkend", (Uitspraak("buiten", "partner", "Dat kennen wij ook."),), "niets")
    text = put_duiding(AGENDA, more)
    assert text.startswith(AGENDA.rstrip()) and faults(text) == []
    text = put_duiding(text, Duiding("", "laak-01", "bereik-doelgroep", "herkend"))
    agenda = read(text)
    first = agenda.duidingen[0]
    assert (first.herkend, first.gezegd, first.leidt_tot) == ("herkend", (), "")
    assert first.toen is not None and first.toen.waarde == 0.10 and "# het gesprek" in text


def test_closing_writes_the_figure_where_none_was() -> None:
    text = put_duiding(AGENDA, Duiding("", "laak-01", "bereik-trechter", "herkend"))
    closed = close_session(text, id="laak-01", toen={}, gezien={"bereik-trechter": Toen(waarde=0.5, n=10), "x": Toen()})
    agenda = read(closed)
    assert [item.toen.waarde for item in agenda.duidingen if item.toen] == [0.10, 0.5]


def test_a_guess_stands_beside_the_figure_of_then_and_alone_where_nothing_was_said() -> None:
    text = AGENDA.replace('herkend = "deels"', 'herkend = "deels"\ngeraden = "30"')
    agenda = read(text)
    (said,) = said_about(agenda, finding(0.2, 0.17, 0.23))
    assert said.geraden == "De groep raadde eerst: 30 van de 100. Het cijfer was toen lager: 10 van de 100, tussen 8 en 12."
    only = put_duiding(AGENDA, Duiding("", "laak-01", "bereik-doelgroep", geraden=0.0))
    agenda = read(only)
    assert agenda.duidingen[0].geraden == 0 and agenda.duidingen[0].gezegd[0].tekst == "Het voelt als minder"
    agenda = read(put_duiding(AGENDA, Duiding("", "laak-01", "bereik-trechter", geraden=3.0)))
    assert agenda.duidingen[1].herkend == ""
    assert any("niet wat zij raadde" in line for line in faults(AGENDA.replace('herkend = "deels"\n', "")))


def test_a_guess_is_drawn_beside_the_figure_and_stands_in_a_table() -> None:
    agenda = read(AGENDA.replace('herkend = "deels"', 'herkend = "deels"\ngeraden = 30'))
    shown = with_what_was_said(agenda, finding(0.2, 0.17, 0.23))
    (figure,), (table,) = shown.extra_figuren, shown.extra_tabellen
    assert "Nu: 20 van de 100, tussen 17 en 23. Op 12 april 2022: 10 van de 100, tussen 8 en 12." in figure.alt
    assert "Geraden op 12 april 2022: 30 van de 100, geraden." in figure.alt
    assert "geraden" in figure.breed and "geraden" in figure.smal
    assert table.rijen == (
        ("Nu", "20 van de 100", "tussen 17 en 23"),
        ("Op 12 april 2022", "10 van de 100", "tussen 8 en 12"),
        ("Geraden op 12 april 2022", "30 van de 100", "geraden"),
    )


def test_a_guess_and_what_was_expected_stand_in_one_figure() -> None:
    text = AGENDA.replace('herkend = "deels"', 'herkend = "deels"\ngeraden = 30') + EXPECTS.format(number=20)
    agenda = read(text)
    (table,) = with_what_was_said(agenda, finding(0.2, 0.17, 0.23)).extra_tabellen
    names = ["Nu", "Op 12 april 2022", "Verwacht op 12 april 2022", "Geraden op 12 april 2022"]
    assert [row[0] for row in table.rijen] == names


@pytest.mark.parametrize(
    ("guess", "more"),
    [
        ("130", {}),  # no share of the 100: it would stand beside the axis
        ("30", {"delen": {"m": Deel(Estimate(0.2, 0.17, 0.23, 900, "Wilson 95%"), "Mannen.")}}),  # of another group each time
        ("30", {"schatting": Estimate(None, None, None, 3, "Wilson 95%", "te weinig mensen")}),
        ("30", {"peil": Deel(Estimate(0.01, 0.008, 0.012, 900, "Wilson 95%"), "In het laatste jaar 1 van de 100.")}),
    ],
)
def test_a_guess_that_has_no_place_beside_the_figure_is_only_told(guess: str, more: dict[str, Any]) -> None:
    text = AGENDA.replace('herkend = "deels"', f'herkend = "deels"\ngeraden = {guess}')
    agenda = read(text)
    shown = with_what_was_said(agenda, replace(finding(0.2, 0.17, 0.23), **more))
    assert shown.extra_figuren == () and shown.extra_tabellen == ()
    assert shown.gezegd[0].geraden.startswith(f"De groep raadde eerst: {guess} van de 100.")


EXPECTS = """
[sessie.laak-02]
datum = 2022-10-12
[afspraak.laak-01-1]
wat = "We bellen aan"
wie = "buurthuis"
verwachting = "Meer mannen."
verwacht_cijfer = {number}
terugkijk_in = "laak-02"
bevindingen = ["bereik-doelgroep"]
toen = {{ waarde = 0.10, laag = 0.08, hoog = 0.12, n = 900 }}
"""


@pytest.mark.parametrize(
    ("number", "share", "told", "known"),
    [
        (20, 0.2, "Nu is het 20 van de 100, tussen 17 en 23. Dat kan kloppen met de verwachting.", "was waarschijnlijk te zien."),
        (30, 0.2, "Dat is lager dan verwacht.", "Dat verschil is meer dan toeval."),
        (11, 0.2, "Dat is hoger dan verwacht.", "Dat verschil is meer dan toeval."),
        (12, 0.11, "Dat kan kloppen met de verwachting.", "niet te zien. Er zijn te weinig gegevens."),
        (20, 0.1, "Dit is nog het cijfer van toen.", "dan zien we dat waarschijnlijk in dit cijfer."),
        (
            11,
            0.1,
            "Dit is nog het cijfer van toen.",
            "zien we dat waarschijnlijk niet in dit cijfer. Er zijn te weinig gegevens.",
        ),
    ],
)
def test_what_was_expected_is_drawn_beside_what_is_found_with_whether_it_could_be_known(
    number: int, share: float, told: str, known: str
) -> None:
    agenda = read(AGENDA + EXPECTS.format(number=number))
    now = finding(*{0.2: (0.2, 0.17, 0.23), 0.11: (0.11, 0.09, 0.13), 0.1: (0.10, 0.08, 0.12)}[share])
    shown = with_what_was_said(agenda, now)
    assert shown.gezegd[0].kop == f"Op 12 april 2022 verwachtte de groep: {number} van de 100."
    assert shown.gezegd[0].regels == (("buurthuis", "We bellen aan."),)
    assert told in shown.gezegd[0].sindsdien and shown.gezegd[0].sindsdien.endswith(known)
    (figure,) = shown.extra_figuren
    assert f"Verwacht op 12 april 2022: {number} van de 100, verwacht." in figure.alt and f"Nu: {share * 100:.0f}" in figure.alt


def test_what_was_expected_of_one_group_names_that_group_and_its_own_figure() -> None:
    words = EXPECTS.format(number=20).replace('["bereik-doelgroep"]', '["bereik-doelgroep"]\ndeel = "65+"')
    agenda = read(AGENDA + words)
    told = "Van elke 100 is 20 zo oud, tussen 17 en 23."
    part = Deel(Estimate(0.2, 0.17, 0.23, 900, "Wilson 95%"), told, naam="mensen van 65 jaar en ouder")
    said, *_ = with_what_was_said(agenda, replace(finding(0.5, 0.45, 0.55), delen={"65+": part})).gezegd
    assert said.kop == "Op 12 april 2022 verwachtte de groep bij mensen van 65 jaar en ouder: 20 van de 100."
    assert said.sindsdien.startswith(f"{part.stand} Dat kan kloppen met de verwachting.")


def test_before_the_day_of_looking_back_a_number_is_not_judged() -> None:
    agenda = read(AGENDA + EXPECTS.format(number=40))
    back = agenda.sessie(agenda.afspraken[-1].terugkijk_in).datum
    before, after = (
        with_what_was_said(agenda, finding(0.2, 0.17, 0.23), op=day).gezegd[0].sindsdien
        for day in (back - timedelta(days=1), back)
    )
    assert before.startswith(f"Tot nu toe: 20 van de 100, tussen 17 en 23. We kijken terug op {datum(back)}.")
    assert "dan verwacht" not in before and "toeval" not in before
    assert "Dat is lager dan verwacht. Dat verschil is meer dan toeval." in after


def test_an_expected_number_needs_one_finding() -> None:
    text = AGENDA + EXPECTS.format(number=20).replace('"bereik-doelgroep"]', '"bereik-doelgroep", "bereik-trechter"]')
    assert any("Noem bij bevindingen precies één bevinding." in line for line in faults(text))


def fill(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, KOLOMMEN, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_filled_in_sheet_gives_its_lines_back(tmp_path: Path) -> None:
    empty = tmp_path / "leeg.csv"
    empty.write_bytes(make_sheet([{"id": "bereik-doelgroep", "kop": "Kop; met komma, en puntkomma"}]))
    assert read_sheet(empty, sessie="laak-01", bekend={"bereik-doelgroep"}) == ()
    path = fill(
        tmp_path / "vol.csv",
        {"bevinding": "bereik-doelgroep", "herkend": "Niet herkend", "kring": "binnen", "rol": "bewoner", "gezegd": "Nee."},
        {"bevinding": "bereik-doelgroep", "kring": "buiten", "rol": "partner", "gezegd": "Ja.", "leidt_tot": "niets"},
        {"bevinding": "bereik-trechter", "geraden": "12,5"},
    )
    read, guess = read_sheet(path, sessie="laak-01", bekend={"bereik-doelgroep", "bereik-trechter"})
    assert (guess.geraden, guess.herkend, guess.gezegd) == (12.5, "", ())
    assert (read.herkend, [line.tekst for line in read.gezegd], read.leidt_tot) == ("niet herkend", ["Nee.", "Ja."], "niets")


def test_every_fault_of_a_sheet_is_told_with_its_row(tmp_path: Path) -> None:
    path = fill(
        tmp_path / "fout.csv",
        {
            "bevinding": "bereik-x",
            "geraden": "veel",
            "herkend": "soms",
            "kring": "midden",
            "rol": "",
            "gezegd": "Bel Jan Jansen.",
        },
    )
    with pytest.raises(LeesFout) as error:
        read_sheet(path, sessie="laak-01", bekend={"bereik-doelgroep"})
    told = [(fault.rij, fault.kolom) for fault in error.value.fouten]
    assert told == [(2, name) for name in ("bevinding", "herkend", "geraden", "kring", "rol", "gezegd")]


def test_closing_with_a_sheet_puts_it_in_the_agenda(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wijk = make_wijk(tmp_path / "data" / "laak", {"leeragenda.toml": AGENDA})
    sheet = fill(tmp_path / "blad.csv", {"bevinding": "bereik-trechter", "herkend": "herkend", "leidt_tot": "Q"})
    where = ["--wijk", "laak", "--data", str(tmp_path / "data"), "--uit", str(tmp_path / "uit"), "--blad", str(sheet)]
    assert main(["sessie", "sluit", *where]) == 1
    assert "leidt_tot" in capsys.readouterr().err and (wijk / "leeragenda.toml").read_text(encoding="utf-8") == AGENDA
    fill(sheet, {"bevinding": "bereik-trechter", "herkend": "herkend", "leidt_tot": "A"})
    assert main(["sessie", "sluit", *where]) == 0
    agenda = read((wijk / "leeragenda.toml").read_text(encoding="utf-8"))
    assert [item.bevinding for item in agenda.duidingen] == ["bereik-doelgroep", "bereik-trechter"]
    assert agenda.sessie("laak-01").gesloten
