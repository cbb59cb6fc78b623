"""Language of all texts that can appear: short sentences, plain words, Dutch numbers, people before percentages.

Level B1: about 10 words a sentence (b1teksten.nl), at most 20; words as in docs/begrippen.md.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tests.vragen.proefwijken import DOCUMENTEN, WIJKEN, make_all, tables_in, tables_of

from wijkmonitor.bevinding import MAX_WOORDEN_KOP, Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.fragmenten import find_begrippen
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import FACTOREN

ROOT = Path(__file__).resolve().parents[2]
LIB = ROOT / "lib" / "wijkmonitor"
TEKSTEN = [
    *sorted((LIB / "vragen" / "teksten").glob("*.toml")),
    LIB / "stats" / "redenen.toml",
    LIB / "privacy" / "redenen.toml",
    LIB / "gegevens" / "opendata" / "zinnen.toml",
    LIB / "afspraken" / "zinnen.toml",
    LIB / "afspraken" / "pdca.toml",
]
# keys that hold no sentences for readers: lists of words, forms to fill in by hand
GEEN_ZINNEN = re.compile(r"^(richting\.|formulier\.|sluiten\.)")
MAX_WOORDEN, GEMIDDELD = 20, 12
VERBODEN = re.compile(
    r"significan|betrouwbaarheidsinterval|procentpunt|p-waarde|standaarddeviatie|standaardfout|\binterval|nulhypothese|correlatie"
    r"|\bm\.b\.t\.|\bd\.m\.v\.|\bi\.v\.m\.|\bt\.a\.v\.|\bmiddels\b|teneinde|derhalve|implementeren|\bstakeholder|\boutput\b|\bfocusgroep(?!en\?)",
    re.IGNORECASE,
)
# words that not everybody knows: they may be used, if the glossary explains them
VAKWOORDEN = (
    "marge", "interventie", "pijler", "netwerk", "doelgroep", "succesfactor", "wijktype", "respons", "codeur", "fragment",
    "spinnenweb", "regelkaart", "toeval", "schatting", "rekenmodel", "nulmeting", "Positieve Gezondheid", "stickerbord",
    "procesbegeleider", "zelfevaluatie", "infrastructuur", "buitenkring", "binnenkring", "trede van meedoen", "ervaren gezondheid",
    "Welzijn op Recept", "GLI", "CBS", "RIVM", "GGD", "SMAP", "Wmo", "logboek", "methode van Holm", "Wilson", "alpha van Krippendorff",
    "wegen", "steekproef", "domein", "verwijzer", "mijlpaal", "peildatum", "spreiding",
)  # fmt: skip
# values for the words between { }: as long as they get in real reports
INVULLING: dict[str, str] = {
    "gemeente": "Alphen aan den Rijn", "wijknaam": "Voorbeeldwijk 3", "wijk": "76", "indicator": "Goede ervaren gezondheid",
    "thema": "veiligheid", "thema_groot": "Veiligheid", "tweede": "bewegen", "namen": "opgroeien, taal, groen, veiligheid en wonen",
    "naam": "Voorbeeldwelzijn 1", "interventie": "Welzijn op Recept", "verwijzer": "eigen initiatief", "groep": "mensen van 25 tot 45 jaar",
    "factor": "financiering en capaciteit", "dimensie": "dagelijks functioneren", "onderdeel": "financiering en doorzettingsmacht",
    "item": "voortgang aan betrokkenen in de wijk", "pijler": "signalering, advies en ondersteuning", "dicht": "Welzijn op Recept",
    "aandeel": "12 van de 100", "deel": "44 van de 100", "deel_nu": "53 van de 100", "deel_toen": "17 van de 100", "ouder": "22 van de 100",
    "begin": "87 van de 100", "af": "73 van de 100", "deelnemers": "5 van de 100", "even": "10 van de 100",
    "marge": "tussen 35 en 42", "marge_begin": "tussen 84 en 90", "marge_af": "tussen 68 en 77", "plekken": "5 plekken", "bronnen": "7 gesprekken",
    "reden": "Er is geen tabel met deelname geleverd.", "kop": "We missen vooral mannen", "wie": "Voorbeeldpartner A en Voorbeeldpartner B",
    "helpt": "", "zonder": "", "uitval": "", "buiten": "", "verandering": "", "meer": "", "professionals": "", "ontvangers": "", "lopen": "",
    "trede": "meebeslissen", "rol": "interventiebegeleider", "citaat": "Ik hoor er weer bij.", "richting": "gestegen", "kant": "omhoog",
    "verschil": "10 dagen na", "stap": "kwartaal", "stappen": "kwartalen", "van": "45", "naar": "31", "kaart": "",
    "hoogste": "Ridderveld Noord", "laagste": "Ridderveld Zuid", "tekst": "groen stedelijk", "bron": "RIVM", "wijktype": "",
    "wat": "Corona: eerste landelijke maatregelen (maart 2020).", "oordeel": "dat is meer dan in de eerste meting",
    "stand": "Dat is 44 van de 100, tussen 28 en 63.", "cijfer": "6,9", "gewicht": "het aantal inwoners in 2022", "jaren": "2012, 2016 en 2020",
    "gestopt": "91", "gemist": "", "samen": "regie en rollen en gezamenlijk voordeel", "tweede_aandeel": "10 van de 100", "kloof": "", "hoeveel": "twee gestegen en één gedaald", "score_tweede": "6,8", "niet_geleverd": "",
    "metingen": "november 2022", "grootte": "0,4 punt", "tabel": "vragenlijst", "aantal": "12", "zw_toen": "7", "zw_nu": "25", "grens": "30", "waarde": "42 van de 100", "wanneer": "",
}  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of a text, without marks of code."""
    plain = re.sub(r"[*_`“”\"']", "", text)
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", plain) if re.search(r"\w", part)]


def words(sentence: str) -> int:
    """How many words a sentence has."""
    return len([word for word in sentence.split() if re.search(r"\w", word)])


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """All texts of a TOML tree with their dotted names."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for name, part in tree.items():
            yield from leaves(part, f"{path}.{name}" if path else name)
    elif isinstance(tree, list):
        for part in tree:
            yield from leaves(part, path)


def fill_in(text: str) -> str:
    """The text with a likely value in every place between braces."""
    names = re.sub(r"\{(\w+)[^}]*\}", lambda found: INVULLING.get(found.group(1), "12"), text)
    return names.replace("{{", "{").replace("}}", "}")


def toml_texts(path: Path) -> list[tuple[str, str]]:
    """The sentences in one file with their names."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return [(name, fill_in(text)) for name, text in leaves(content) if not GEEN_ZINNEN.match(name)]


def finding_texts(finding: Bevinding) -> list[str]:
    """What a reader reads of a finding, the table apart."""
    return [finding.kop, finding.onderschrift, finding.lees, finding.wat, finding.waarom, finding.let_op, finding.gespreksvraag]


def document_texts(document: Document) -> list[str]:
    """What a reader reads of a document."""
    texts = [line.tekst for line in document.antwoord]
    for finding in document.bevindingen:
        texts += finding_texts(finding)
    for agreed in document.afspraken:
        texts += [agreed.toen, agreed.nu, agreed.terugkijk]
    return [
        *texts,
        *document.methode,
        *document.wel,
        *document.niet,
        *document.weggelaten,
        document.privacy,
        *document.gesprek.binnenkring,
    ]


def too_long(texts: list[str]) -> list[str]:
    """Sentences with more than twenty words."""
    return [sentence for text in texts for sentence in sentences(text) if words(sentence) > MAX_WOORDEN]


def mean_words(texts: list[str]) -> float:
    """Words per sentence."""
    counts = [words(sentence) for text in texts for sentence in sentences(text)]
    return sum(counts) / len(counts)


@pytest.fixture(scope="module")
def alles(documenten: dict[tuple[str, str], Document], dossiers: dict[str, Dossier]) -> dict[tuple[str, str], list[str]]:
    """Texts per wijk and document: as shipped, and of a wijk that delivered nothing."""
    texts = {key: document_texts(document) for key, document in documenten.items()}
    dossier = dossiers["voorbeeldwijk-3"]
    empty = dossier.met_tabellen({naam: frame.iloc[:0] for naam, frame in tables_of(dossier).items()})
    return texts | {("leeg", naam): document_texts(document) for naam, document in make_all(empty).items()}


@pytest.mark.parametrize("path", TEKSTEN, ids=lambda path: f"{path.parent.name}/{path.name}")
class TestTeksten:
    """The texts as they stand in the files, with likely values filled in."""

    def test_no_sentence_is_longer_than_twenty_words(self, path: Path) -> None:
        assert not [(name, words(s), s) for name, text in toml_texts(path) for s in sentences(text) if words(s) > MAX_WOORDEN]

    def test_sentences_have_twelve_words_or_fewer_on_average(self, path: Path) -> None:
        assert mean_words([text for _, text in toml_texts(path)]) <= GEMIDDELD

    def test_no_forbidden_word_and_no_english_number(self, path: Path) -> None:
        for name, text in toml_texts(path):
            assert not VERBODEN.search(text), (name, text)
            assert not re.search(r"\d\.\d{1,2}(?!\d)", text), (name, text)

    def test_a_headline_has_at_most_fifteen_words(self, path: Path) -> None:
        for name, text in toml_texts(path):
            if ".kop." in name:
                assert len(text.split()) <= MAX_WOORDEN_KOP, (name, text)


class TestRapporten:
    """The sentences that the shipped records give."""

    def test_no_sentence_is_longer_than_twenty_words(self, alles: dict[tuple[str, str], list[str]]) -> None:
        assert not {sentence for texts in alles.values() for sentence in too_long(texts)}

    @pytest.mark.parametrize("naam", DOCUMENTEN)
    @pytest.mark.parametrize("slug", [*WIJKEN, "leeg"])
    def test_sentences_have_twelve_words_or_fewer_on_average(
        self, alles: dict[tuple[str, str], list[str]], slug: str, naam: str
    ) -> None:
        assert mean_words(alles[slug, naam]) <= GEMIDDELD

    def test_no_forbidden_word_and_no_english_number(self, alles: dict[tuple[str, str], list[str]]) -> None:
        for text in {text for texts in alles.values() for text in texts}:
            assert not VERBODEN.search(text), text
            assert not re.search(r"\d\.\d{1,2}(?!\d)", text), text

    def test_people_come_before_percentages(self, documenten: dict[tuple[str, str], Document]) -> None:
        for document in documenten.values():
            told = [line.tekst for line in document.antwoord] + [
                text for f in document.bevindingen for text in (f.kop, f.lees, f.onderschrift)
            ]
            assert not [text for text in told if "%" in text]

    def test_no_headline_was_cut(self, documenten: dict[tuple[str, str], Document]) -> None:
        assert not [f.kop for document in documenten.values() for f in document.bevindingen if "…" in f.kop]

    def test_headlines_and_answers_begin_with_a_capital_and_lines_end_in_a_stop(
        self, documenten: dict[tuple[str, str], Document]
    ) -> None:
        for document in documenten.values():
            for finding in document.bevindingen:
                assert finding.kop[0].isupper() or finding.kop[0].isdigit(), finding.kop
                for text in (finding.lees, finding.let_op, finding.wat, finding.waarom):
                    assert text.rstrip("”").endswith((".", "?", "!")), text
            assert all(line.tekst.endswith((".", "?", "!")) for line in document.antwoord)

    def test_reasons_in_tables_are_short_too(self, documenten: dict[tuple[str, str], Document]) -> None:
        cells = {
            str(cell)
            for document in documenten.values()
            for f in document.bevindingen
            for table in tables_in(f)
            for row in table.rijen
            for cell in row
        }
        assert not [sentence for cell in cells for sentence in sentences(cell) if words(sentence) > MAX_WOORDEN]


def test_every_difficult_word_is_in_the_glossary(alles: dict[tuple[str, str], list[str]]) -> None:
    everything = "\n".join(text for texts in alles.values() for text in texts)
    used = [word for word in VAKWOORDEN if re.search(rf"\b{word}", everything, re.IGNORECASE)]
    assert len(used) >= 25
    assert not [word for word in used if not find_begrippen([word])]


def test_every_success_factor_and_step_of_taking_part_that_is_no_plain_word_is_explained() -> None:
    assert [word for word in (*FACTOREN, "coproduceren") if not find_begrippen([word])] == []


@pytest.mark.parametrize("path", sorted(LIB.rglob("*.j2")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_have_short_sentences(path: Path) -> None:
    source = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|<style.*?</style>|<script.*?</script>|<svg.*?</svg>",
        "\n",
        path.read_text(encoding="utf-8"),
        flags=re.S,
    )
    text = html.unescape(re.sub(r"<[^>]+>", "\n", re.sub(r"\{\{.*?\}\}", " 12 ", source, flags=re.S)))
    assert not too_long([text])
    assert not VERBODEN.search(text)


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").rglob("*.ipynb")), ids=lambda path: path.name)
def test_notebooks_have_short_sentences_and_plain_words(path: Path) -> None:
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    texts = [re.sub(r"^#+ ", "", line) for cell in cells for line in cell.splitlines()]
    assert not too_long(texts)
    assert mean_words(texts) <= GEMIDDELD
    assert not VERBODEN.search("\n".join(texts))
