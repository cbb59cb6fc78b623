"""What a tafelblad says aloud and in other languages: fixed sentences in which only the numbers are filled in."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.meegeleverd import fill, read_toml
from wijkmonitor.paginas.pagina import first_sentences
from wijkmonitor.taal.getallen import datum, rond, split_sentences
from wijkmonitor.vragen.teksten import load_teksten

TALEN = ("tr", "ar", "pl", "en")
MAX_WOORDEN = 150  # a minute at the pace of somebody who reads aloud
MAX_LEES = 150


@dataclass(frozen=True)
class Vertaling:
    """The short answer in one language. nagelezen: which role checked its sentences, "" where nobody did; versie: of which text."""

    taal: str
    naam: str
    richting: str
    kop: str
    vraag: str
    zinnen: tuple[str, ...]
    noten: tuple[str, ...]
    versie: str
    nagelezen: str


def spoken(document: Document, findings: Sequence[Bevinding]) -> tuple[str, ...]:
    """One minute to read aloud: the question, the answer, what stands out, what was agreed and what to talk about."""
    texts = load_teksten("tafelblad")
    lines = [texts.zin("voorlezen.begin", wijk=document.wijk_naam, datum=datum(document.op), vraag=document.vraag)]
    lines += [texts["voorlezen.verzonnen"]] if document.herkomst == "voorbeeld" else []
    word = document.woord
    lines += [texts.zin("voorlezen.antwoord", woord=word)] if word else []
    end = [texts.zin("voorlezen.vraag", vraag=question) for question in _questions(document, findings)]
    answers = _once(line.gezegd for line in document.antwoord)
    agreed = [texts.zin("voorlezen.afspraak", wat=item.wat, oordeel=item.oordeel) for item in document.afspraken]
    room = MAX_WOORDEN - _words([*lines, *answers, *end])
    told = [(line, _explained(said.tekst, findings)) for line, said in zip(answers, document.antwoord, strict=True)]
    for answer, more in [*told, *(("", text) for text in agreed)]:
        fits = more if _words([more]) <= room else ""
        room -= _words([fits])
        lines += [text for text in (answer, fits) if text]
    return (*lines, *end)


def _explained(answer: str, findings: Sequence[Bevinding]) -> str:
    """What is told below the figure of the finding that this line is of, less what the line says itself, and margins in
    parentheses; "" where that is only that there are no figures.
    """
    finding = next((each for each in findings if answer.rstrip(".") in (each.antwoord.rstrip("."), each.kop.rstrip("."))), None)
    if finding is None or finding.leeg:
        return ""
    more = first_sentences(re.sub(r" \([^)]*\)", "", finding.lees), MAX_LEES)
    return " ".join(text for text in split_sentences(more) if not _tells_again(text, answer))


def _once(lines: Iterable[str]) -> list[str]:
    """The lines, each sentence only the first time that it comes."""
    heard: set[str] = set()
    kept = []
    for line in lines:
        fresh = [text for text in split_sentences(line) if text not in heard]
        heard.update(fresh)
        kept.append(" ".join(fresh))
    return kept


def _tells_again(sentence: str, said: str) -> bool:
    """Whether the numbers and the long words of a sentence were all said.

    >>> _tells_again("In Nederland is het 14.", "In Den Haag 22. In Nederland: 14."), _tells_again("Dat zijn er 8.", "Van 18.")
    (True, False)
    """
    long_words = re.findall(r"[^\W\d_]{5,}", sentence.lower())
    return _numbers(sentence) <= _numbers(said) and all(word in said.lower() for word in long_words)


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def translations(document: Document, findings: Sequence[Bevinding]) -> tuple[Vertaling, ...]:
    """The short answer in every other language, in the order of `TALEN`."""
    return tuple(_translate(taal, document, findings) for taal in TALEN)


def sentences(taal: str) -> dict[str, Any]:
    """All that is said in one language."""
    found: dict[str, Any] = read_toml("wijkmonitor.paginas", "talen.toml")[taal]
    return found


def read_checked() -> dict[str, dict[str, Any]]:
    """Which role checked which version of a language, and when."""
    found: dict[str, dict[str, Any]] = read_toml("wijkmonitor.paginas", "talen-nagelezen.toml")
    return found


def version(taal: str) -> str:
    """Fingerprint of all sentences of a language: another sentence, another version."""
    text = json.dumps(sentences(taal), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _translate(taal: str, document: Document, findings: Sequence[Bevinding]) -> Vertaling:
    texts = sentences(taal)
    lines = [texts["woord"].get(document.woord, ""), *(_sentence(texts, finding) for finding in findings)]
    told = [line for line in lines if line] or [texts["geen"]]
    return _told(taal, texts["vraag"].get(str(document.nummer), ""), told, document.herkomst == "voorbeeld")


def translate_boards(borden: Sequence[tuple[str, Bevinding | None]]) -> tuple[Vertaling, ...]:
    """The four boards of the praatplaat in every other language: per question its answer in a word and the finding on its board."""
    found = []
    example = any(finding is not None and finding.voorbeeld for _, finding in borden)
    for taal in TALEN:
        texts, lines = sentences(taal), []
        for number, (word, finding) in enumerate(borden, 1):
            said = [texts["woord"].get(word, ""), _sentence(texts, finding) if finding else ""]
            lines.append(" ".join([texts["vraag"][str(number)], *([part for part in said if part] or [texts["geen"]])]))
        found.append(_told(taal, "", lines, example))
    return tuple(found)


def _told(taal: str, question: str, lines: Sequence[str], example: bool) -> Vertaling:
    """Sentences in one language, with what must be known of them."""
    texts, checked = sentences(taal), read_checked().get(taal, {})
    by = str(checked.get("rol", "")) if checked.get("versie") == version(taal) else ""
    notes = [texts["verzonnen"] if example else "", "" if by else texts["niet_nagelezen"]]
    return Vertaling(
        taal=taal,
        naam=texts["naam"],
        richting=texts["richting"],
        kop=texts["kop"],
        vraag=question,
        zinnen=tuple(lines),
        noten=tuple(note for note in notes if note),
        versie=version(taal),
        nagelezen=by,
    )


def _sentence(texts: dict[str, Any], finding: Bevinding) -> str:
    """The sentence of this finding, that of its sign or direction first; "" where there is none, or no number."""
    estimate, known = finding.schatting, texts["zin"]
    if estimate.value is None:
        return ""
    names = [f"{finding.id}-{finding.teken}", *(f"{finding.id}-{each}" for each in _direction(finding)), finding.id]
    names = [f"{finding.id}-elders"] if finding.bord.waar else names
    found = next((known[name] for name in names if name in known), "")
    share = finding.eenheid == "pct"
    figure = finding.peil.schatting.value if finding.peil and finding.peil.schatting.value is not None else estimate.value
    count = estimate.value * (estimate.n or 0) if share else estimate.value
    return fill(
        str(found),
        n=_number(estimate.value * 100, texts["komma"]),
        aantal=_number(count, texts["komma"]),
        van=estimate.n or 0,
        waar=finding.bord.waar,
        cijfer=_number(figure, texts["komma"]),
    )


def _direction(finding: Bevinding) -> Iterator[str]:
    """More or less than before, where the margin leaves no doubt; a ratio is compared with 1. A first wave has no before."""
    low, high, same = finding.schatting.low, finding.schatting.high, 1.0 if finding.eenheid == "verhouding" else 0.0
    if low is None or high is None or finding.teken in ("toeval", "eerste"):
        return
    if low > same:
        yield "meer"
    if high < same:
        yield "minder"


def _number(value: float, comma: str) -> str:
    """A whole number, or below ten with one decimal where it has one."""
    text = f"{rond(value, 1):.1f}" if abs(value) < 10 and rond(value, 1) % 1 else f"{rond(value):.0f}"
    return text.replace(".", comma)


def _questions(document: Document, findings: Sequence[Bevinding]) -> list[str]:
    talk = document.gesprek.binnenkring[:1] if document.gesprek else ()
    return [*talk] or [finding.gespreksvraag for finding in findings[:1] if finding.gespreksvraag]


def _words(lines: Sequence[str]) -> int:
    return len(" ".join(lines).split())
