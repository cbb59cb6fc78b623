"""What the documents of one or more wijken say, as read from their executed notebooks: findings, a story, agreements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen.teksten import load_teksten

NIETS = "hier meten we niets over"
MINSTENS = 3  # questions that say something of the same buurt or theme, before it is a story
_SLEUTELS = ("buurt", "thema")


@dataclass(frozen=True)
class VerzameldRapport:
    """One document of one wijk. inhoud is what it says about itself, bevindingen stand in their order."""

    wijk: str
    document: str
    inhoud: Mapping[str, Any]
    bevindingen: tuple[Bevinding, ...] = ()

    @classmethod
    def of_document(cls, document: Document) -> VerzameldRapport:
        """The same from a document that was made just now."""
        return cls(document.wijk, document.naam, document.as_json(), document.bevindingen)

    @property
    def woord(self) -> str:
        """The answer in one word, "" where its question has none."""
        return str(self.inhoud.get("woord", ""))

    @property
    def teken(self) -> str:
        """The sign of the finding behind its answer."""
        return str(self.inhoud.get("teken", "geen"))

    @property
    def antwoord(self) -> tuple[tuple[str, bool], ...]:
        """The answer lines as readers see them, each with whether it rests on example records."""
        return tuple((str(line["regel"]), line["herkomst"] == "voorbeeld") for line in self.inhoud.get("antwoord", ()))

    @property
    def bekend(self) -> Antwoord | None:
        """The first answer line, where it tells what is known; None where it says that nothing is."""
        first = next((Antwoord.from_json(line) for line in self.inhoud.get("antwoord", ())), None)
        return None if first is None or first.teken in ("niet geleverd", "te weinig") else first

    @property
    def kort(self) -> KortAntwoord:
        """The answer where there is room for little, see `short_answer`."""
        return short_answer(self.inhoud)


class KortAntwoord(NamedTuple):
    """The answer where there is room for little, and whether it rests on example records."""

    regels: tuple[str, ...]
    voorbeeld: bool

    @property
    def tekst(self) -> str:
        """As readers see it."""
        said = " ".join(self.regels)
        return f"Voorbeeld: {said}" if self.voorbeeld else said


def short_answer(inhoud: Mapping[str, Any]) -> KortAntwoord:
    """The first line of what a document says; where one line is not yet and another goes well, one of each."""
    lines = [Antwoord.from_json(line) for line in inhoud.get("antwoord", ())]
    both = lines[:2] if len({line.vooraf for line in lines[:2]} - {""}) == 2 else lines[:1]
    return KortAntwoord(tuple(line.gezegd for line in both), any(line.herkomst == "voorbeeld" for line in both))


@dataclass(frozen=True)
class Verzameld:
    """The documents of all wijken that have them, on one peildatum."""

    peildatum: date
    rapporten: tuple[VerzameldRapport, ...] = ()

    @cached_property
    def wijken(self) -> tuple[str, ...]:
        """The wijken that have a document, each once."""
        return tuple(self._per_wijk)

    @cached_property
    def _per_wijk(self) -> dict[str, dict[str, VerzameldRapport]]:
        found: dict[str, dict[str, VerzameldRapport]] = {}
        for rapport in self.rapporten:
            found.setdefault(rapport.wijk, {})[rapport.document] = rapport
        return found

    def rapport(self, wijk: str, document: str) -> VerzameldRapport | None:
        """The document of a wijk; None where it was not made."""
        return self._per_wijk.get(wijk, {}).get(document)

    def check_known(self, wijk: str, document: str, id: str) -> None:
        """Raises ValueError in Dutch for a finding that is none of this document, with those that are."""
        rapport, soort = self.rapport(wijk, document), DOCUMENTEN[document]
        known = [name for name in load_teksten(document).namen if name.startswith(f"{soort.kort}-")]
        shown = [finding.id for finding in rapport.bevindingen] if rapport else []
        if id not in (*known, *shown):
            raise ValueError(load_teksten("rapport").zin("vreemd", vraag=soort.vraag, id=id, kies=", ".join(shown or known)))

    def bevinding(self, wijk: str, id: str) -> Bevinding | None:
        """The finding with this id; None where there is none."""
        mine = (finding for rapport in self.van(wijk) for finding in rapport.bevindingen)
        return next((finding for finding in mine if finding.id == id), None)

    def verhaal(self, wijk: str) -> Verhaal | None:
        """What its questions say together of one buurt or theme; None where they don't meet."""
        return make_verhaal(rapport.inhoud for rapport in self.van(wijk))

    def van(self, wijk: str) -> tuple[VerzameldRapport, ...]:
        """The documents of one wijk."""
        return tuple(self._per_wijk.get(wijk, {}).values())


def read_verzameld(path: Path) -> Verzameld:
    """The findings in a file that `run` gathered from executed notebooks."""
    content = json.loads(path.read_text(encoding="utf-8"))
    reports = (
        VerzameldRapport(entry["wijk"], entry["document"], entry["inhoud"], tuple(map(Bevinding.from_json, entry["bevindingen"])))
        for entry in content["documenten"]
    )
    return Verzameld(date.fromisoformat(content["peildatum"]), tuple(reports))


@dataclass(frozen=True)
class Verhaal:
    """The sentences in the order of the questions, the first of which joins buurt and theme. voorbeeld: on example records."""

    zinnen: tuple[str, ...]
    voorbeeld: bool = False

    @property
    def tekst(self) -> str:
        """The story in one piece."""
        return " ".join(self.zinnen)


def make_verhaal(documenten: Iterable[Mapping[str, Any]]) -> Verhaal | None:
    """The story of one wijk from what its documents say of themselves (`Document.as_json`); None where they don't meet.

    It begins at a sentence that joins a buurt to a theme; every other question adds its first sentence on one of those two.
    Of more such sentences the one that most questions add to.
    """
    per_question = {int(each["nummer"]): each.get("raakt", ()) for each in documenten if 1 <= int(each["nummer"]) <= 4}
    begins = [
        (number, touch) for number, some in sorted(per_question.items()) for touch in some if all(map(touch.get, _SLEUTELS))
    ]
    told = [_tell(number, begin, per_question) for number, begin in begins]
    longest = max(told, key=len, default=[])
    if len(longest) < MINSTENS:
        return None
    return Verhaal(tuple(touch["zin"] for touch in longest), any(touch["herkomst"] == "voorbeeld" for touch in longest))


def _tell(
    number: int, begin: Mapping[str, Any], per_question: Mapping[int, Iterable[Mapping[str, Any]]]
) -> list[Mapping[str, Any]]:
    """The sentence that begins, then of each other question its first one on the same buurt or theme."""
    lines = [begin]
    for other in sorted(set(per_question) - {number}):
        found = (touch for touch in per_question[other] if any(begin[key] == touch.get(key) for key in _SLEUTELS))
        lines += islice(found, 1)
    return lines


@dataclass(frozen=True)
class Afgesproken:
    """One agreement: what, who (a role), the verdict, and what we see now. gedaan: what happened, where a session looked
    back on it already."""

    wat: str
    wie: str
    oordeel: str
    nu: str = ""
    gedaan: str = ""
    voorbeeld: bool = False


def last_agreements(dossier: Dossier, verzameld: Verzameld) -> tuple[Afgesproken, ...]:
    """The agreements of the last session that agreed anything, in the order of the agenda."""
    stands: dict[str, Mapping[str, Any]] = {}
    for rapport in verzameld.van(dossier.wijk.slug):
        for stand in rapport.inhoud.get("afspraken", ()):
            stands.setdefault(stand["id"], stand)
    agenda = dossier.agenda
    made = []
    for item in agenda.vorige_afspraken(dossier.peildatum):
        stand, back = stands.get(item.id, {}), agenda.terugblik(item.id)
        made.append(
            Afgesproken(
                wat=item.wat,
                wie=item.wie,
                oordeel=stand.get("oordeel", NIETS),
                nu=stand.get("nu", ""),
                gedaan=back.wat_gebeurde if back else "",
                voorbeeld="voorbeeld" in (item.herkomst, stand.get("herkomst")),
            )
        )
    return tuple(made)
