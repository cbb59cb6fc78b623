"""Free text: what points at a person is found, ordinary sentences are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from wijkmonitor.privacy import screen
from wijkmonitor.privacy.screening import is_bsn, redact


@pytest.mark.parametrize("street", ["Kerkstraat 12", "Kerkstraat 12a", "Kerkstraat 12 b", "Zandlaan 3"])
def test_what_stands_for_an_address_leaves_the_sentence_whole(street: str) -> None:
    text = f"Wie op {street} komt, belt aan."
    assert redact(text, screen(text)) == "Wie op [adres] komt, belt aan."


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Annemiek kwam ook.", "naam", "Annemiek"),
        ("Zij ging met mevrouw Zwartbol mee.", "naam", "Zwartbol"),
        ("Ik sprak J. van Dijk.", "naam", "J. van Dijk"),
        ("Mijn naam is mohammed.", "naam", "mohammed"),
        ("KARIN hielp.", "naam", "KARIN"),
        ("Zij woont in de Kerkstraat 12.", "adres", "Kerkstraat 12"),
        ("Postcode 2331 AB is dichtbij.", "postcode", "2331 AB"),
        ("Postcode 2331ab is dichtbij.", "postcode", "2331ab"),
        ("Mail naar info.x@voorbeeld.nl graag.", "e-mail", "info.x@voorbeeld.nl"),
        ("Bel 06-12345678.", "telefoon", "06-12345678"),
        ("Bel +31 6 12 34 56 78.", "telefoon", "+31 6 12 34 56 78"),
        ("Nummer 111222333 staat erbij.", "bsn", "111222333"),
        ("Nummer 1112.22.333 staat erbij.", "bsn", "1112.22.333"),
        ("Rekening NL91 ABNA 0417 1643 00.", "rekening", "NL91 ABNA 0417 1643 00"),
        ("Zij is van 12 mei 1950.", "geboortedatum", "12 mei 1950"),
        ("Zij is van 12-05-1950.", "geboortedatum", "12-05-1950"),
        ("Mijn zoon is 12-03-2005 geboren.", "geboortedatum", "12-03-2005"),
        ("Zij is op 3 mei 2019 in Leiden geboren.", "geboortedatum", "3 mei 2019"),
        ("Hij is 2019-05-03 geboren.", "geboortedatum", "2019-05-03"),
        ("Zij is in 2012 geboren.", "geboortedatum", "2012"),
        ("Ans komt elke week.", "naam", "Ans"),
        ("Volgens Cor en Mia gaat het.", "naam", "Cor"),
        ("Mw. J. de V. is verhuisd.", "naam", "Mw. J. de V."),
        ("De heer B. van den H. belde.", "naam", "heer B. van den H."),
        ("Buurman A. belde over zijn huur.", "naam", "Buurman A."),
        ("J.v.d.B. meldde zich af.", "naam", "J.v.d.B."),
        ("A. de J. wil meedoen.", "naam", "A. de J."),
        ("Mevrouw v.d. B. heeft hulp nodig.", "naam", "Mevrouw v.d. B."),
        ("Mw. v.d. Berg belde.", "naam", "Berg"),
        ("Volgens Monique van 't Hof kan het.", "naam", "Monique van 't Hof"),
        ("Bij Ben thuis is het koud.", "naam", "Ben"),
        ("Wil komt niet meer.", "naam", "Wil"),
        ("Toen Trees belde, was er niemand.", "naam", "Trees"),
        ("Cliëntnummer 48213 stopt.", "nummer", "Cliëntnummer 48213"),
        ("patiënt nr. 99812 is gebeld", "nummer", "patiënt nr. 99812"),
        ("dossier 2024-118 is dicht", "nummer", "dossier 2024-118"),
        ("Casus 2024-118 besproken.", "nummer", "Casus 2024-118"),
        ("Cl. 48213 is doorverwezen.", "nummer", "Cl. 48213"),
        ("Cliënt 4821 heeft zich afgemeld.", "nummer", "Cliënt 4821"),
        ("cliënt met nummer 48213 komt niet", "nummer", "cliënt met nummer 48213"),
        ("De man van 84 valt vaak.", "leeftijd", "84"),
        ("Vrouw (91) zoekt een maatje.", "leeftijd", "91"),
        ("Een man, 84 jaar, woont alleen.", "leeftijd", "84 jaar"),
        ("Mijn oma is 91 en ziet slecht.", "leeftijd", "91"),
        ("Een man van zeventig durfde niet.", "leeftijd", "zeventig"),
        ("Haar zoon van 8 jaar eet slecht.", "leeftijd", "8 jaar"),
        ("De man van 84 uit de flat viel.", "leeftijd", "84"),
        ("een vrouw van 91 jaar", "leeftijd", "91"),
        ("een 91-jarige vrouw komt altijd", "leeftijd", "91-jarige"),
        ("bel nul zes, een twee drie, vier vijf zes zeven acht", "telefoon", "nul zes, een twee drie, vier vijf zes zeven acht"),
        ("zes twaalf vierendertig zesenvijftig negentien", "telefoon", "zes twaalf vierendertig zesenvijftig negentien"),
        ("Contact: 06 - 12 34 56 78", "telefoon", "06 - 12 34 56 78"),
        ("Geb. dat. 12/05/61", "geboortedatum", "Geb. dat. 12/05/61"),
        ("De enige Turkse vrouw stopte.", "enige", "De enige Turkse vrouw"),
        ("Ik ben 83 en woon alleen.", "leeftijd", "83"),
        ("Weduwe, 76, zoekt een maatje.", "leeftijd", "76"),
        ("Zij woont boven de bakker op nummer 8.", "adres", "woont boven de bakker op nummer 8"),
        ("A.B. is opgenomen.", "naam", "A.B."),
        ("Client J.v.D. meldde zich af.", "naam", "Client J.v.D."),
        ("Patiënt K. viel.", "naam", "Patiënt K."),
        ("Huisarts Van Loon vindt het niets.", "naam", "Loon"),
        ("Mevr. Ouwerkerk valt vaak.", "naam", "Ouwerkerk"),
        ("Ome jan is ziek.", "naam", "jan"),
        ("Vraag het aan Willemien.", "naam", "Willemien"),
        ("shabnam belde op", "naam", "shabnam"),
        ("Nguyen Thi Lan kookte.", "naam", "Nguyen Thi Lan"),
        ("Kofi uit Ghana helpt, net als Tsegay en Olena.", "naam", "Kofi"),
        ("Een geheim\u200bteken.", "teken", "\u200b"),
    ],
)
def test_what_points_at_a_person_is_found(text: str, kind: str, found: str) -> None:
    assert (kind, found) in [(hit.soort, hit.tekst) for hit in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        # fragments of the synthetic REFI-QDA fixture, without real persons
        "Eerst durfde ik niet, maar de buurtcoach belde me op.",
        "Daar word ik blij van 😊.",
        "de huisarts en het wijkteam niet van elkaar weten wat ik al heb verteld",
        "Toch missen we jongere bewoners en mensen die weinig Nederlands spreken.",
        "Op 12-04-2021 was het feest in Den Haag Zuidwest.",
        "Wijzer in de Wijk werkt met Welzijn op Recept in de Stevenshof.",
        "In 2021 en 2022 kwamen er 244 mensen.",
        "Een vrouw van 65 jaar en ouder of een man van 45 tot 65 jaar doet minder mee.",
        "Een man van 1 op de 3 rookt, en een deelnemer van 12 weken training stopte.",
        "Een deelnemer van 10 jaar geleden kwam terug.",
        "Een man van 50 tot 60 jaar, een vrouw van zestig of ouder, een moeder van 12 kinderen, en vrouwen (48).",
        "Een buurvrouw van 3 huizen verder en een bewoner van 2 hoog zagen 12 mensen; de deelnemer is 12 keer geweest.",
        "Per cliënt 4800 euro; een cliënt 2024; het spreekuur is van 13.00 tot 14.00.",
        "Wil je koffie? Ben je er? Op 't plein staat 't buurthuis.",
        "Dossiers van 2023-2024 en dossier 2023-2024 zijn klaar; zorg 24/7 is er niet.",
        "Wil je helpen? Dien ad hoc iets in, met dien verstande dat de hub open is.",
        "De enige dag is dinsdag. De G.G.D. heeft een K.v.K. nummer, en de R.v.B. is akkoord. N.B. is de zaal dicht?",
        "Zes, zeven, acht, negen, tien: we tellen. Op nummer 1 staat eenzaamheid. De prijs is 06 cent.",
        "Albert Heijn en Dirk van den Broek geven brood. De huisarts van Loon komt. Wang tegen wang.",
        "Meneer en mevrouw kwamen. Mevrouw kwam alleen. Plan A. lukte niet.",
        "",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert screen(text) == []


def test_a_whole_date_counts_as_a_birth_from_the_age_of_fifteen() -> None:
    year = date.today().year - 15
    assert {hit.soort for hit in screen(f"Zij kwam op 12 mei {year}.")} == {"geboortedatum"}
    assert screen(f"Het feest was op 12 mei {year + 1}.") == []


def test_a_find_tells_its_place() -> None:
    (hit,) = screen("Ik zag Fatima daar.")
    assert (hit.van, hit.tot, hit.soort) == (7, 13, "naam")


def test_the_eleven_test() -> None:
    # 111222333 is the example of the Rijksdienst voor Identiteitsgegevens' test numbers
    assert is_bsn([1, 1, 1, 2, 2, 2, 3, 3, 3])
    assert not is_bsn([1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert not is_bsn([0] * 9)
