"""One wijk never takes down the page of the others: what can't be read is left out and named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.proefdata import make_wijk, proefdata

from wijkmonitor.afspraken.items import Terugblik
from wijkmonitor.dossier import Dossier, load_dossier, read_records
from wijkmonitor.draaien.voorblad import make_overzicht
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.paginas import menukaart, openen
from wijkmonitor.paginas.samen_leren import make_samen_leren
from wijkmonitor.paginas.verzameld import Verzameld

WIJKDATA = proefdata()
DAG = date(2022, 12, 31)
CODE = "g01-wk048902-2021-06"


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    """Two wijken, one of which looks back on an agreement that is not there."""
    good, broken = (load_dossier(wijk, data=WIJKDATA, peildatum=DAG) for wijk in find_wijken(WIJKDATA)[:2])
    last = broken.agenda.sessies[-1].id
    look_back = Terugblik(afspraak="weg", sessie=last, wat_gebeurde="Niets.", besluit="stoppen", les="Een les.")
    return [good, replace(broken, agenda=replace(broken.agenda, terugblikken=(look_back,)))]


def test_wijk_that_cannot_be_shown_is_left_out_and_named(dossiers: list[Dossier]) -> None:
    def make(some: list[Dossier]) -> list[str]:
        made = make_samen_leren(some, Verzameld(DAG), data=WIJKDATA)
        return [wijk.slug for wijk in made.kring.wijken]

    with pytest.raises(KeyError):
        make(dossiers)
    made, left_out = openen.make_readable(dossiers, make)  # type: ignore[arg-type]
    assert (made, left_out) == ([dossiers[0].wijk.slug], [dossiers[1].wijk.slug])
    page = make_samen_leren(dossiers[:1], Verzameld(DAG), data=WIJKDATA)
    assert dossiers[1].wijk.slug in page.zonder


def test_fault_that_is_not_in_one_wijk_is_not_hidden(dossiers: list[Dossier]) -> None:
    def fail(some: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        openen.make_readable(dossiers, fail)


def test_menukaart_names_the_wijk_that_it_leaves_out(dossiers: list[Dossier], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menukaart, "load_all", lambda *given: (dossiers, ["buiten"]))
    page = menukaart.open_menukaart("9-menukaart", peildatum="2022-12-31", data=WIJKDATA)
    assert f"buiten, {dossiers[1].wijk.slug}" in page.html


def test_code_of_a_session_that_looks_like_a_phone_number_stays(tmp_path: Path) -> None:
    folder = make_wijk(tmp_path / "g01")
    (folder / "leeragenda.toml").write_text(
        f"""
[sessie.{CODE}]
datum = 2021-06-01
binnenkring = {{ bewoner = 4 }}
[sessie.g01-wk048902-2021-12]
datum = 2021-12-01
vorige = "{CODE}"
binnenkring = {{ bewoner = 4 }}
[afspraak.{CODE}-1]
wat = "We bellen."
wie = "buurthuis"
verwachting = "Meer."
terugkijk_in = "g01-wk048902-2021-12"
[terugblik.{CODE}-1]
sessie = "g01-wk048902-2021-12"
wat_gebeurde = "Het ging goed."
besluit = "doorgaan"
les = "Het werkt."
[[duiding]]
sessie = "{CODE}"
bevinding = "bereik-doelgroep"
herkend = "deels"
gezegd = [{{ kring = "binnen", rol = "bewoner", tekst = "Dat klopt." }}]
leidt_tot = "{CODE}-1"
"""
    )
    agenda = read_records(folder).agenda
    assert [item.afspraak.id for item in agenda.lessen] == [f"{CODE}-1"]
    assert agenda.terugblik(f"{CODE}-1") is not None
    assert agenda.duidingen[0].leidt_tot == f"{CODE}-1"


def test_interventions_that_differ_in_a_name_only_stay_apart(tmp_path: Path) -> None:
    folder = make_wijk(tmp_path / "x")
    head = "deelnemer;interventie;aanmelding;start;einde;status;leeftijdsgroep;geslacht;buurt;verwijzer\n"
    names = ["Koffie bij Fatima Jansen"] * 6 + ["Koffie bij Truus Pietersen"] * 7
    rows = [f"d{n};{name};2022-01-0{n % 9 + 1};2022-02-01;;gestart;25-44;v;;\n" for n, name in enumerate(names)]
    (folder / "deelname.csv").write_text(head + "".join(rows))
    frame = read_records(folder).tabellen["deelname"]
    assert frame["interventie"].value_counts().to_dict() == {"Koffie bij [naam]": 6, "Koffie bij [naam] 2": 7}


def test_copied_folder_of_reports_is_no_earlier_run(tmp_path: Path) -> None:
    for name in ("2022-12-31", "2022-12-31 - kopie", "2023-12-31"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text(json.dumps({"peildatum": name[:10], "wijken": {}, "documenten": []}))
    assert make_overzicht(tmp_path / "2023-12-31").vorige == date(2022, 12, 31)
