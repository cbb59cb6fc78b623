"""Tables that don't agree, and what is possible but suspicious."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from tests.gegevens.conftest import DEELNAME, STICKERS

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.lijsten import DIMENSIES
from wijkmonitor.gegevens.samenhang import check_samenhang
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.tabel import Gelezen, empty_frame
from wijkmonitor.gegevens.verdacht import check_verdacht
from wijkmonitor.gegevens.wijk import Wijk
from wijkmonitor.taal.getallen import getal

WIJK = Wijk(slug="laak", naam="Laak", gemeente="GM0518", gebieden=("WK051838",))
STELLINGEN = "stelling;tekst;factor;omgekeerd\ns1;We weten wat we doen.;regie en rollen;nee\n"
ORGANISATIES = "organisatie;domein;toon_naam\nhuisartsen;medisch;ja\nwelzijn;sociaal;nee\n"
SAMENWERKING = (
    "respondent;organisatie;domein;meting;stelling;score\np1;huisartsen;medisch;2021;s1;4\np2;welzijn;sociaal;2021;s1;3\n"
)

Samen = Callable[..., dict[str, Gelezen]]


@pytest.fixture
def samen(lees: Any) -> Samen:
    """Function that reads tables by name; the others were not delivered."""

    def read(**contents: str) -> dict[str, Gelezen]:
        tables = {name: Gelezen(name, empty_frame(name)) for name in TABELLEN}
        return tables | {name: lees(text, name) for name, text in contents.items()}

    return read


def survey(rows: Sequence[Mapping[str, Any]]) -> str:
    """A survey with these cells filled in; respondents are numbered."""
    names = [name for name in kolommen("vragenlijst") if name not in ("herkomst", "bron")]
    lines = [";".join(names)]
    for number, row in enumerate(rows):
        cells = {"respondent": f"r{number}", "meting": "2021", "buurt": "BU05183801"} | dict(row)
        lines.append(";".join(str(cells.get(name, "")).replace(".", ",") for name in names))
    return "\n".join(lines)


def suspicious(tables: dict[str, Gelezen], people: float | None = None) -> list[Fout]:
    found = check_verdacht(tables, inwoners_15plus=people)
    assert all(fault.ernst == "let op" and fault.doen for fault in found)
    return found


def test_tables_that_agree_have_no_fault(samen: Samen) -> None:
    tables = samen(stellingen=STELLINGEN, organisaties=ORGANISATIES, samenwerking=SAMENWERKING)
    assert check_samenhang(tables, WIJK) == [] and suspicious(tables) == []


def test_a_name_that_the_other_table_does_not_have_is_named_at_its_first_row(samen: Samen) -> None:
    more = SAMENWERKING + "p3;welzijn;sociaal;2021;s9;3\np4;welzijn;sociaal;2021;s9;3\n"
    [fault] = check_samenhang(samen(stellingen=STELLINGEN, organisaties=ORGANISATIES, samenwerking=more), WIJK)
    assert (fault.bestand, fault.rij, fault.kolom, fault.gevonden) == ("samenwerking.csv", 4, "stelling", "s9")
    assert fault.ernst == "fout" and fault.wat == "Dit staat niet in de tabel stellingen. Dat is 2 keer zo."


def test_a_table_that_was_not_delivered_is_named_and_stops_nothing(samen: Samen) -> None:
    faults = check_samenhang(samen(stellingen=STELLINGEN, samenwerking=SAMENWERKING), WIJK)
    assert [(fault.kolom, fault.doen, fault.ernst) for fault in faults] == [
        ("organisatie", "Lever ook organisaties.csv of organisaties.xlsx.", "let op")
    ]


def test_a_table_with_faults_of_its_own_gives_no_second_fault(samen: Samen) -> None:
    tables = samen(stellingen=STELLINGEN, organisaties=ORGANISATIES.replace("medisch", "zorg"), samenwerking=SAMENWERKING)
    assert check_samenhang(tables, WIJK) == []


def test_an_organisation_in_a_line_has_to_be_known(samen: Samen) -> None:
    lines = "meting;van;naar;sterkte\n2021;huisartsen;welzijn;2\n2021;huisartsen;sportclub;1\n2021;welzijn;welzijn;1\n"
    faults = check_samenhang(samen(organisaties=ORGANISATIES, netwerk=lines), WIJK)
    assert [(fault.rij, fault.kolom, fault.ernst) for fault in faults] == [(3, "naar", "fout"), (4, "naar", "let op")]


def test_an_intervention_written_in_two_ways_is_suspicious(samen: Samen) -> None:
    names = [name for name in kolommen("interventies") if name not in ("herkomst", "bron")]
    plan = ";".join(names) + "\nBeweeglint" + ";" * (len(names) - 1) + "\n"
    faults = check_samenhang(samen(interventies=plan, deelname=DEELNAME.replace("Beweeglint", "Beweeg-lint")), None)
    assert [(fault.rij, fault.kolom, fault.ernst) for fault in faults] == [
        (2, "interventie", "let op"),
        (4, "interventie", "let op"),
    ]
    assert faults[1].doen == "Bedoelt u 'Beweeglint'? Schrijf de naam overal hetzelfde."
    [fault] = check_samenhang(samen(interventies=plan, deelname=DEELNAME), None)
    assert (fault.gevonden, fault.doen) == ("GLI", "Voeg haar toe aan interventies, of verbeter de naam.")


def test_a_partner_with_a_slip_of_the_pen_is_suspicious_and_a_role_is_not(samen: Samen) -> None:
    partners = "organisatie;domein;toon_naam\nhuisartsenpraktijk;medisch;ja\nwelzijn;sociaal;ja\n"
    typed = DEELNAME.replace("huisarts\nd02", "huisartsenpraktik\nd02")
    [fault] = [
        fault for fault in check_samenhang(samen(organisaties=partners, deelname=typed), None) if fault.kolom == "verwijzer"
    ]
    assert (fault.gevonden, fault.ernst, "'huisartsenpraktijk'" in fault.doen) == ("huisartsenpraktik", "let op", True)


def test_a_buurt_outside_the_wijk_or_without_code_is_suspicious(samen: Samen) -> None:
    faults = check_samenhang(samen(deelname=DEELNAME.replace("BU05460901;huisarts\nd02", "centrum;huisarts\nd02")), WIJK)
    assert [(fault.rij, fault.gevonden, fault.ernst) for fault in faults] == [
        (2, "centrum", "let op"),
        (3, "BU05460901", "let op"),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dobewijk", "geen code van een buurt. Dat is 1 keer zo. Bedoelt u BU05183802 (Dobbewijk)?"),
        ("BU05183829", "Deze buurt kennen we niet. Dat is 1 keer zo. Bedoelt u BU05183820 (Laakkwartier)?"),
        ("BU05193820", "ligt buiten de wijk. Dat is 1 keer zo. Bedoelt u BU05183820 (Laakkwartier)?"),
        ("centrum", "Schrijf de code van het CBS, zoals BU05460901."),
    ],
)
@pytest.mark.parametrize("tabel", ["deelname", "vragenlijst"])
def test_a_buurt_that_nobody_knows_gets_the_nearest_that_is_known(samen: Samen, tabel: str, written: str, said: str) -> None:
    rows = "deelnemer;interventie;aanmelding;status;buurt\nd1;GLI;2022-01-01;gestart;{0}\nd2;GLI;2022-01-01;gestart;BU05183820\n"
    text = rows.format(written) if tabel == "deelname" else survey([{"buurt": written}, {"buurt": "BU05183820"}])
    known = {"BU05183802": "Dobbewijk", "BU05183820": "Laakkwartier"}
    [fault] = check_samenhang(samen(**{tabel: text}), WIJK, known)
    assert said in f"{fault.wat} {fault.doen}" and (fault.gevonden, fault.ernst) == (written, "let op")


def test_a_network_that_is_too_large_is_refused_with_its_size(samen: Samen) -> None:
    names = [f"organisatie {number}" for number in range(60_000)]
    organisations = "organisatie;domein;toon_naam\n" + "".join(f"{name};medisch;nee\n" for name in names)
    ties = "meting;van;naar;sterkte\n" + "".join(f"2022;{one};{other};1\n" for one, other in zip(names, names[1:], strict=False))
    [fault] = check_samenhang(samen(organisaties=organisations, netwerk=ties), WIJK)
    assert str(fault) == (
        "netwerk.csv: Dit netwerk heeft 60000 organisaties. Wij rekenen met hooguit 1000. "
        "Lever alleen de organisaties die in deze wijk samenwerken."
    )


def test_a_name_in_the_place_of_a_code_is_suspicious(samen: Samen) -> None:
    rows = "deelnemer;interventie;aanmelding;status\n" + "".join(
        f"{code};GLI;2022-01-0{k};gestart\n" for k, code in enumerate(("Jan Jansen", "d03"), 1)
    )
    [fault] = suspicious(samen(deelname=rows))
    assert (fault.rij, fault.wat) == (2, "Hier lijkt een naam te staan.")
    assert "Jansen" not in str(fault)


def test_many_unknown_names_are_counted_and_not_each_looked_for(samen: Samen) -> None:
    ties = "meting;van;naar;sterkte\n" + "".join(f"2022;onbekend {k};welzijn;1\n" for k in range(5_000))
    faults = check_samenhang(samen(organisaties=ORGANISATIES, netwerk=ties), WIJK)
    assert len(faults) == 51 and "nog 4950 onbekende namen" in str(max(faults, key=lambda fault: -fault.rij))


def test_a_respondent_with_the_same_answer_everywhere_is_suspicious(samen: Samen) -> None:
    same, other = dict.fromkeys(DIMENSIES, 7), dict.fromkeys(DIMENSIES, 7) | {"meedoen": 6}
    few = {name: 7 for name in DIMENSIES[:4]}
    [fault] = suspicious(samen(vragenlijst=survey([other, same, few])))
    assert (fault.rij, fault.wat) == (3, "Bij deze respondent is elke score gelijk.")
    [fault] = suspicious(samen(vragenlijst=survey([other, *[same] * 120])))
    assert fault.wat == "Bij deze respondent is elke score gelijk. Dat geldt voor 120 respondenten."


def test_a_partner_with_the_same_answer_everywhere_is_suspicious(samen: Samen) -> None:
    head = SAMENWERKING.splitlines()[0]
    rows = [f"p1;welzijn;sociaal;2021;s{k};4\np2;welzijn;sociaal;2021;s{k};{1 + k % 5}" for k in range(12)]
    [fault] = suspicious(samen(samenwerking="\n".join([head, *rows])))
    assert (fault.rij, fault.kolom) == (2, "score")
    more = [f"p{who};welzijn;sociaal;2021;s{k};4" for who in range(3, 9) for k in range(12)]
    [fault] = suspicious(samen(samenwerking="\n".join([head, *rows, *more])))
    assert fault.wat.endswith("steeds hetzelfde antwoord. Dat geldt voor 7 respondenten.")


def test_a_wave_with_half_of_the_buurten_empty_is_suspicious(samen: Samen) -> None:
    rows = [{"buurt": f"BU0518380{k}"} for k in range(3)] + [{"buurt": ""}] * 2
    assert suspicious(samen(vragenlijst=survey(rows))) == []
    [fault] = suspicious(samen(vragenlijst=survey([*rows, {"buurt": ""}])))
    assert fault.wat == "In meting 2021 is bij de helft of meer de buurt leeg."


def test_a_wave_without_half_of_the_buurten_is_suspicious(samen: Samen) -> None:
    rows = [{"buurt": f"BU0518380{k}"} for k in range(4)] + [{"meting": "2022", "buurt": f"BU0518380{k}"} for k in range(2)]
    [fault] = suspicious(samen(vragenlijst=survey(rows)))
    assert fault.wat == "In meting 2022 zijn er 2 van de 4 buurten."
    assert suspicious(samen(vragenlijst=survey([*rows, {"meting": "2022", "buurt": "BU05183802"}]))) == []


@pytest.mark.parametrize(
    ("weight", "people", "odd"), [(10, 1000, False), (4, 1000, True), (21, 1000, True), (1, 1000, True), (4, None, False)]
)
def test_a_weight_sum_that_does_not_match_the_population_is_suspicious(
    samen: Samen, weight: float, people: float | None, odd: bool
) -> None:
    faults = suspicious(samen(vragenlijst=survey([{"gewicht": weight}] * 100)), people)
    assert [fault.wat.split(". ")[0] for fault in faults] == (
        [f"In meting 2021 tellen de weegfactoren op tot {getal(100 * weight)}"] if odd else []
    )


def test_a_weight_far_above_the_others_and_a_missing_one_are_suspicious(samen: Samen) -> None:
    faults = suspicious(samen(vragenlijst=survey([{"gewicht": 1}] * 5 + [{"gewicht": 11}, {}])))
    assert [(fault.rij, fault.wat) for fault in faults] == [
        (0, "In meting 2021 mist 1 weegfactor."),
        (7, "In meting 2021 is een weegfactor meer dan tien keer de gewone."),
    ]


def test_a_date_of_long_ago_is_suspicious(samen: Samen) -> None:
    [fault] = suspicious(
        samen(stickerbord=STICKERS.replace("2021-09-11;markt;groen", "1921-09-11;markt;groen").replace("1921", "1991"))
    )
    assert (fault.rij, fault.kolom, fault.gevonden) == (3, "datum", "1991-09-11")
