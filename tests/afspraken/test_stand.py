from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.items import Afspraak, Leervraag, Sessie, Terugblik, Toen
from wijkmonitor.afspraken.stand import afspraak_standen, expected_direction, judge, record_toen, zicht, zicht_per_afspraak
from wijkmonitor.bevinding import Bevinding, Deel, Herkomst, Notatie, Tabel
from wijkmonitor.bevinding.document import AfspraakStand
from wijkmonitor.stats import count, proportion, proportion_difference
from wijkmonitor.stats.difference import difference
from wijkmonitor.stats.estimate import Estimate

DAG = date(2022, 6, 1)


def finding(id: str, estimate: Estimate, *, eenheid: Notatie = "pct", herkomst: Herkomst = "eigen registratie") -> Bevinding:
    return Bevinding(
        id=id,
        kop="Zoveel mensen doen mee",
        onderschrift="Deelnemers, Laak, 2022",
        schatting=estimate,
        tabel=Tabel("t", (), ()),
        lees="",
        wat="",
        waarom="",
        let_op="",
        gespreksvraag="",
        bron="",
        herkomst=herkomst,
        eenheid=eenheid,
    )


def agenda(*agreements: Afspraak, monitorvraag: int | None = None) -> Leeragenda:
    return Leeragenda(
        "laak",
        (Sessie("s1", date(2022, 4, 12)), Sessie("s2", date(2022, 10, 1))),
        (Leervraag("A", "Hoe?", "s1", monitorvraag=monitorvraag),),
        agreements,
    )


def agreement(**rest: object) -> Afspraak:
    fields: dict[str, object] = {"verwachting": "Meer mensen doen mee.", "bevindingen": ("bereik-doelgroep",)} | rest
    return Afspraak("s1-1", "s1", "We gaan langs de deur.", "buurthuis", "s2", "A", **fields)  # type: ignore[arg-type]


def stand(item: Afspraak, *findings: Bevinding, document: str = "1-bereik") -> AfspraakStand:
    [found] = afspraak_standen(agenda(item), {f.id: f for f in findings}, peildatum=DAG, document=document)
    return found


NU = Estimate(0.30, 0.25, 0.35, 300, "Wilson 95%")


@pytest.mark.parametrize(
    ("then", "verdict"),
    [
        (Toen(waarde=0.18, laag=0.14, hoog=0.23, n=300), "zoals verwacht"),
        (Toen(waarde=0.42, laag=0.37, hoog=0.47, n=300), "anders dan verwacht"),
        (Toen(waarde=0.28, laag=0.23, hoog=0.33, n=300), "kan toeval zijn"),
        (Toen(waarde=0.10), "kan toeval zijn"),
        (Toen(tekst="18 van de 100 in 2021"), "kan toeval zijn"),
        (Toen(waarde=0.30, laag=0.25, hoog=0.35, n=300), "nog niet te vergelijken"),
    ],
)
def test_the_verdict_follows_the_margin_of_the_difference(then: Toen, verdict: str) -> None:
    assert stand(agreement(toen=(then,)), finding("bereik-doelgroep", NU)).oordeel == verdict


def test_then_and_now_are_told_with_their_margin() -> None:
    then = Toen(waarde=0.18, laag=0.14, hoog=0.23, n=300, op=date(2022, 4, 12))
    told = stand(agreement(toen=(then,)), finding("bereik-doelgroep", NU))
    assert told.toen == "18 van de 100, tussen 14 en 23 (12 april 2022)."
    assert told.nu == "Zoveel mensen doen mee. Het cijfer is 30 van de 100, tussen 25 en 35."
    assert told.terugkijk == "Dit is de stand tot nu toe. We kijken terug op 1 oktober 2022."


def test_before_any_report_was_made_the_agenda_still_says_how_it_was() -> None:
    told = stand(agreement(toen=(Toen(bevinding="bereik-doelgroep", tekst="45 van de 100 in 2021"),)))
    assert (told.toen, told.nu) == ("45 van de 100 in 2021.", "")


def test_a_figure_that_is_still_the_same_is_told_as_the_reason_why_nothing_is_compared() -> None:
    then = Toen(waarde=0.30004, laag=0.25, hoog=0.35, n=300)  # rounded as people write it
    told = stand(agreement(toen=(then,)), finding("bereik-doelgroep", NU))
    assert told.oordeel == "nog niet te vergelijken"
    assert told.nu.endswith("Dit is nog hetzelfde cijfer als bij de afspraak.")


def test_without_a_figure_then_nothing_is_claimed() -> None:
    told = stand(agreement(), finding("bereik-doelgroep", NU))
    assert (told.oordeel, told.toen) == ("nog niet te vergelijken", "Bij de afspraak is geen cijfer vastgelegd.")


def test_an_agreement_without_a_finding_says_that_nothing_is_measured() -> None:
    told = stand(agreement(bevindingen=()), finding("bereik-doelgroep", NU))
    assert (told.oordeel, told.nu) == ("hier meten we niets over", "")


def test_a_finding_without_a_value_gives_its_claim_and_no_verdict() -> None:
    empty = finding("bereik-doelgroep", Estimate(None, None, None, None, "niet berekend", "te weinig mensen"))
    told = stand(agreement(), empty)
    assert (told.oordeel, told.nu) == ("hier meten we niets over", "Zoveel mensen doen mee.")


def test_an_expectation_without_direction_gets_no_verdict() -> None:
    then = Toen(waarde=0.18, laag=0.14, hoog=0.23)
    told = stand(agreement(verwachting="Het wordt gezellig.", toen=(then,)), finding("bereik-doelgroep", NU))
    assert told.oordeel == "hier meten we niets over" and told.nu.endswith("zegt dit cijfer niet.")


def test_a_ratio_is_compared_on_its_own_scale() -> None:
    now = finding("bereik-doelgroep", Estimate(1.35, 1.20, 1.52, 425, "log-normaal 95%"), eenheid="verhouding")
    told = stand(agreement(toen=(Toen(waarde=0.58, laag=0.40, hoog=0.84),)), now)
    assert told.oordeel == "zoals verwacht" and "1,35 keer, tussen 1,20 en 1,52" in told.nu


def test_two_figures_of_one_agreement_count_as_a_family() -> None:
    """A difference that one comparison would just claim is not claimed as one of two."""
    now = Estimate(0.30, 0.25, 0.35, 300, "Wilson 95%")
    just = Toen("bereik-doelgroep", 0.193, 0.143, 0.243, 300)
    other = Toen("bereik-trechter", 0.30, 0.24, 0.36, 300)
    one = agreement(toen=(just,))
    both = agreement(bevindingen=("bereik-doelgroep", "bereik-trechter"), toen=(just, other))
    assert stand(one, finding("bereik-doelgroep", now)).oordeel == "zoals verwacht"
    assert stand(both, finding("bereik-doelgroep", now), finding("bereik-trechter", now)).oordeel == "kan toeval zijn"


@pytest.mark.parametrize(
    ("findings", "question", "homes"),
    [
        (("bereik-doelgroep",), 3, ["1-bereik"]),
        (("bereik-doelgroep", "samenwerking-netwerk"), None, ["1-bereik", "3-samenwerking"]),
        ((), 3, ["3-samenwerking"]),
        (("onbekend",), 3, ["3-samenwerking"]),
        ((), None, ["0-wijkprofiel", "1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies"]),
    ],
)
def test_an_agreement_stands_where_it_belongs(findings: tuple[str, ...], question: int | None, homes: list[str]) -> None:
    known = agenda(agreement(bevindingen=findings), monitorvraag=question)
    names = ["0-wijkprofiel", "1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies"]
    assert [name for name in names if afspraak_standen(known, {}, peildatum=DAG, document=name)] == homes
    assert len(afspraak_standen(known, {}, peildatum=DAG, document="5-praatplaat")) == 1


def test_example_records_mark_the_agreement_as_example() -> None:
    assert stand(agreement(), finding("bereik-doelgroep", NU, herkomst="voorbeeld")).herkomst == "voorbeeld"


def test_an_agreement_that_was_looked_back_on_says_what_happened() -> None:
    known = agenda(agreement())
    done = Leeragenda(
        "laak", known.sessies, known.leervragen, known.afspraken, (Terugblik("s1-1", "s2", "Het is gelukt", "doorgaan"),)
    )
    [told] = afspraak_standen(done, {}, peildatum=date(2022, 12, 1), document="1-bereik")
    assert told.terugkijk == "Teruggekeken: Het is gelukt."


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Er komen meer mannen.", "hoger"),
        ("Minder rook, niet minder bezoekers.", "lager"),
        ("Het bezoek blijft gelijk.", "gelijk"),
        ("Meer bezoek en minder rook.", ""),
        ("Er is een plek voor het eind van het jaar.", ""),
    ],
)
def test_the_direction_is_read_from_the_words_only_when_they_are_clear(words: str, way: str) -> None:
    assert expected_direction(agreement(verwachting=words)) == way


def test_what_is_written_down_wins_from_the_words() -> None:
    assert expected_direction(agreement(verwachting="Meer mensen.", verwacht="lager")) == "lager"


def test_the_difference_of_two_wilson_intervals_is_newcombes() -> None:
    """Newcombe 1998, Stat Med 17:873-890, method 10: 56/70 against 48/80 gives 0.2 (0.0524 to 0.3339)."""
    a, b = proportion(48, 80), proportion(56, 70)
    assert not hasattr(a.value, "__len__")
    shift = difference(a, b)  # type: ignore[arg-type]
    known = proportion_difference(56, 70, 48, 80)
    assert (shift.low, shift.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert (shift.low, shift.high) == pytest.approx((known.low, known.high))


def test_figures_to_write_down_at_closing_are_those_of_the_findings() -> None:
    records = {"bereik-doelgroep": {"waarde": 0.3, "laag": 0.25, "hoog": 0.35, "n": 300}, "x": {"waarde": 1.0}}
    assert record_toen(agreement(), records, op=DAG) == (Toen("bereik-doelgroep", 0.3, 0.25, 0.35, 300, DAG),)


def with_parts(value: float, **parts: float) -> Bevinding:
    """A finding of 300 people whose headline is about its largest group, with a share per group."""
    whole = Estimate(value, value - 0.05, value + 0.05, 300, "Wilson 95%")
    made = {
        name: Deel(Estimate(part, part - 0.05, part + 0.05, 300, "Wilson 95%"), f"Groep {name}: {part:.0%} van de deelnemers.")
        for name, part in parts.items()
    }
    return replace(finding("bereik-wie-missen-we", whole), delen=made)


def test_an_agreement_about_one_group_follows_that_group_and_not_the_headline() -> None:
    then = (Toen("bereik-wie-missen-we", 0.20, 0.15, 0.25, 300, DAG, "Groep ouderen: 20% van de deelnemers"),)
    item = agreement(bevindingen=("bereik-wie-missen-we",), deel="ouderen", toen=then)
    found = stand(item, with_parts(0.28, ouderen=0.40, mannen=0.28))
    assert (found.toen, found.nu) == ("Groep ouderen: 20% van de deelnemers.", "Groep ouderen: 40% van de deelnemers.")
    assert found.oordeel == "zoals verwacht"


def test_a_group_that_may_not_be_shown_gives_a_reason_and_no_verdict() -> None:
    found = stand(agreement(bevindingen=("bereik-wie-missen-we",), deel="jongeren"), with_parts(0.28, mannen=0.28))
    assert found.nu == "Over 'jongeren' is geen cijfer te laten zien." and found.oordeel == "hier meten we niets over"


def test_a_finding_with_parts_is_not_compared_when_the_agreement_names_none() -> None:
    then = (Toen("bereik-wie-missen-we", 0.20, 0.15, 0.25, 300),)
    item = agreement(bevindingen=("bereik-wie-missen-we",), toen=then)
    told = stand(item, with_parts(0.40, mannen=0.40))
    assert told.oordeel == "nog niet te vergelijken"
    assert told.nu.endswith("De afspraak zegt niet over welk deel zij gaat. Daarom vergelijken we niet met toen.")


def test_closing_writes_down_the_figure_of_the_group_with_its_sentence() -> None:
    carried = with_parts(0.28, ouderen=0.40).as_json()
    item = agreement(bevindingen=("bereik-wie-missen-we",), deel="ouderen")
    [then] = record_toen(item, {"bereik-wie-missen-we": carried}, op=DAG)
    assert (then.waarde, then.laag, then.n) == (0.40, pytest.approx(0.35), 300)
    assert then.tekst == "Groep ouderen: 40% van de deelnemers."


def counts_up(share: float, n: int, **rest: object) -> Bevinding:
    """A finding whose group 65+ counts everybody since the start."""
    part = Deel(proportion(round(share * n), n), f"65+: {share:.0%} van {n} mensen.", oploopt=True)  # type: ignore[arg-type]
    return replace(finding("bereik-wie-missen-we", NU), delen={"65+": part})


def test_a_figure_that_counts_all_people_compares_those_who_came_since() -> None:
    """40 of 400 were 65+; of the 60 who came since, 24 are: 64 of 460, which would hardly differ from 40 of 400."""
    old = proportion(40, 400)
    then = (Toen("bereik-wie-missen-we", old.value, old.low, old.high, 400),)  # type: ignore[union-attr]
    item = agreement(bevindingen=("bereik-wie-missen-we",), deel="65+", toen=then)
    assert stand(item, counts_up(64 / 460, 460)).oordeel == "zoals verwacht"
    assert stand(item, counts_up(46 / 460, 460)).oordeel == "kan toeval zijn"


def test_where_nobody_came_since_nothing_is_compared_and_the_page_says_so() -> None:
    then = (Toen("bereik-wie-missen-we", 0.11, 0.08, 0.15, 400),)
    found = stand(agreement(bevindingen=("bereik-wie-missen-we",), deel="65+", toen=then), counts_up(0.1, 400))
    assert found.oordeel == "nog niet te vergelijken"
    assert "In onze cijfers kwam er niemand bij sinds de afspraak." in found.nu


def test_a_finding_about_a_change_is_compared_on_its_level() -> None:
    """244 a year after a rise from 181 is the same 244 a year later: no verdict on growth, but on the level."""
    level = Deel(Estimate(244, 215, 277, 244, "Byar 95%"), "Het zijn 244 verwijzingen in een jaar.")
    growth = Estimate(1.0, 0.84, 1.20, 488, "log-normaal 95%")
    same = replace(finding("bereik-doorverwijzingen", growth, eenheid="verhouding"), peil=level)
    item = agreement(
        bevindingen=("bereik-doorverwijzingen",), verwacht="hoger", toen=(Toen("bereik-doorverwijzingen", 244, 215, 276, 244),)
    )
    assert stand(item, same).oordeel == "kan toeval zijn"
    more = replace(same, peil=Deel(Estimate(360, 324, 399, 360, "Byar 95%"), "Het zijn er 360."))
    assert stand(item, more).oordeel == "zoals verwacht"
    assert stand(item, more).nu.endswith("Het zijn er 360.")


@pytest.mark.parametrize(
    ("figure", "way", "sentence"),
    [
        (
            proportion(120, 300),
            "hoger",
            "Bij de volgende meting zien we waarschijnlijk alleen een verschil van 15 van de 100 of meer.",
        ),
        (proportion(4, 40), "lager", "Met deze aantallen is een verandering bij de volgende sessie waarschijnlijk niet te zien."),
        (Estimate(0.4, None, None, None, "schatting"), "hoger", ""),
    ],
)
def test_an_agreement_says_what_can_be_known_by_the_next_session(figure: Estimate, way: str, sentence: str) -> None:
    assert zicht(Peilcijfer("x", figure, "pct"), way) == sentence  # type: ignore[arg-type]


def test_three_agreements_in_eight_sessions_without_any_change_seldom_get_a_false_verdict() -> None:
    """False in 71 of 100 before: now at most 10 of 100 series of eight sessions."""
    rng, wrong = np.random.default_rng(1), 0
    for _ in range(300):
        wrong += any(_claims(rng, session) for session in range(8))
    assert wrong / 300 <= 0.10 + 2 * (0.1 * 0.9 / 300) ** 0.5


def _claims(rng: np.random.Generator, session: int) -> bool:
    """Whether one of three figures that do not change gets a verdict in this session."""
    for n, share in ((300, 0.3), (150, 0.1), (400, 0.6)):
        old, new = (proportion(int(rng.binomial(n, share)), n) for _ in range(2))
        item = agreement(toen=(Toen("bereik-doelgroep", old.value, old.low, old.high, n),))  # type: ignore[union-attr]
        now = Peilcijfer("bereik-doelgroep", new, "pct")  # type: ignore[arg-type]
        then = Peilcijfer.of_toen(item.toen[0], like=now)
        if judge(item, [now], [then], samen=3) in ("zoals verwacht", "anders dan verwacht"):
            return True
    return False


def referrals(number: int, n: int | None = None) -> Peilcijfer:
    """The level of a year of referrals, as the records carry it; n: what an agenda of before wrote."""
    level = {"waarde": number, "laag": count(number).low, "hoog": count(number).high, "n": number if n is None else n}
    return Peilcijfer.of_record({"id": "bereik-doorverwijzingen", "eenheid": "verhouding", "peil": level})


@pytest.mark.parametrize("n", [44, 1])
def test_of_a_count_of_one_year_a_few_times_as_many_can_be_seen(n: int) -> None:
    """It said 195 times as many: one number was taken for one degree of freedom."""
    assert zicht(referrals(44, n), "hoger").endswith("zien we waarschijnlijk pas een verschil bij ruim drie keer zoveel.")


@pytest.mark.parametrize("level", [20, 60, 250])
def test_referrals_in_bunches_that_do_not_change_seldom_get_a_verdict(level: int) -> None:
    """Drawn with twice the variance of independent events: every second one brings another."""
    rng, item = np.random.default_rng(level), agreement(bevindingen=("bereik-doorverwijzingen",), verwacht="hoger")
    drawn = rng.negative_binomial(level, 0.5, size=(1500, 2))
    told = [judge(item, [referrals(int(now))], [referrals(int(then))], samen=3) for then, now in drawn]
    claims = sum(verdict in ("zoals verwacht", "anders dan verwacht") for verdict in told)
    assert claims <= 1500 * 0.0042 + 3 * (1500 * 0.0042) ** 0.5
    assert judge(item, [referrals(4 * level)], [referrals(level)], samen=3) == "zoals verwacht"


def test_closing_says_per_agreement_what_can_be_seen_next_time() -> None:
    records = {"bereik-doelgroep": {"waarde": 0.4, "laag": 0.35, "hoog": 0.46, "n": 300, "eenheid": "pct"}}
    assert list(zicht_per_afspraak([agreement()], records)) == [
        "s1-1, bereik-doelgroep: Bij de volgende meting zien we waarschijnlijk alleen een verschil van 15 van de 100 of meer."
    ]
