"""A quote appears only after a role has read it, on a screen that shows what was found and what was not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.paginas.conftest import vondst
from tests.proefdata import make_wijk
from tests.vragen.proefwijken import load

from wijkmonitor.gegevens.intake.tabelbestand import load_rows
from wijkmonitor.verkennen import bewaar
from wijkmonitor.verkennen.citaten import Citaten
from wijkmonitor.vragen.verhalen import pick_quote

ROWS = """fragment;bron;rol;vraag;code;codeur;tekst;mag_getoond;gelezen_door
f1;g1;bewoner;1;buren;A;Ik ken nu mijn buren.;ja;
f1;g1;bewoner;1;buren;B;Ik ken nu mijn buren.;ja;
f2;g2;bewoner;1;buren;A;Bel mevrouw Jansen op 06-12345678.;ja;
f3;g3;bewoner;1;buren;A;Dit mag niet.;nee;
f4;g4;bewoner;1;buren;A;Dit is al gelezen.;ja;onderzoeker
"""


@pytest.fixture
def screen(tmp_path: Path) -> Citaten:
    (tmp_path / "laak").mkdir()
    (tmp_path / "laak" / "kwalitatief.csv").write_text(ROWS, encoding="utf-8")
    return Citaten("laak", data=str(tmp_path))


def shown(screen: Citaten) -> str:
    return "".join(child.value for box in screen.widget.children[1:-3] for child in box.children if isinstance(child.value, str))


def test_only_what_may_be_shown_and_nobody_read_is_asked(screen: Citaten) -> None:
    page = shown(screen)
    assert "Ik ken nu mijn buren." in page and "Dit mag niet." not in page and "al gelezen" not in page


def test_the_screen_says_what_was_found_and_what_was_not(screen: Citaten) -> None:
    page = shown(screen)
    assert "Gevonden: Jansen, 06-12345678" in page and "Niet gevonden: naam, adres" in page
    assert list(screen.vakken) == ["f1"], "what was found has to be taken out of the text before it can be ticked"


def test_a_place_with_the_name_of_a_person_is_no_find_where_the_wijk_says_so(screen: Citaten, tmp_path: Path) -> None:
    """In a quote, in the role of who read it, and in a note for the session."""
    folder = tmp_path / "laak"
    (folder / "kwalitatief.csv").write_text(ROWS.replace("mijn buren", "Anna Paulowna"), encoding="utf-8")
    assert list(Citaten("laak", data=str(tmp_path)).vakken) == []
    finding = vondst("bereik-doelgroep", "Zoveel bereiken we", wijk="laak")
    with pytest.raises(ValueError, match="naam"):
        bewaar(finding, "Wie komt er in Anna Paulowna?", data=tmp_path, uit=tmp_path)
    make_wijk(folder, meer='[privacy]\ngeen_mens = ["Anna Paulowna"]\n')
    after = Citaten("laak", data=str(tmp_path))
    assert list(after.vakken) == ["f1"]
    after.vakken["f1"].value, after.rol.value = True, "buurtwerker van Anna Paulowna"
    after.knop.click()
    assert "buurtwerker van Anna Paulowna" in (folder / "kwalitatief.csv").read_text(encoding="utf-8-sig")
    assert bewaar(finding, "Wie komt er in Anna Paulowna?", data=tmp_path, uit=tmp_path).exists()


def test_a_tick_writes_the_role_in_every_row_of_the_fragment(screen: Citaten, tmp_path: Path) -> None:
    from datetime import date

    screen.vakken["f1"].value, screen.rol.value = True, "wijkverpleegkundige"
    screen.knop.click()
    rows = load_rows(tmp_path / "laak", "kwalitatief", vandaag=date(2026, 1, 1))
    readers = [(row["fragment"], row["gelezen_door"]) for row in rows]
    assert readers == [("f1", "wijkverpleegkundige")] * 2 + [("f2", ""), ("f3", ""), ("f4", "onderzoeker")]


@pytest.mark.parametrize(("ticked", "role"), [(False, "onderzoeker"), (True, ""), (True, "Fatima Jansen")])
def test_without_a_tick_or_a_role_nothing_is_written(screen: Citaten, tmp_path: Path, ticked: bool, role: str) -> None:
    screen.vakken["f1"].value, screen.rol.value = ticked, role
    screen.knop.click()
    assert "Vink minstens" in screen.melding.value
    assert (tmp_path / "laak" / "kwalitatief.csv").read_text(encoding="utf-8") == ROWS


def test_what_nobody_read_is_no_quote() -> None:
    dossier = load("voorbeeldwijk")
    rows = dossier.tabel("kwalitatief")
    assert pick_quote(dossier, rows)
    unread = dossier.met_tabellen({"kwalitatief": rows.assign(gelezen_door=None)})
    assert pick_quote(unread, unread.tabel("kwalitatief")) is None
