"""Names of people in Dutch text, by rules of grammar and lists of names: one detector for everything that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wijkmonitor.privacy.namenlijst import Lijsten, load_lijsten, without_accents

_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
_OF = re.compile(r"['’]s?$")
_SUFFIX = re.compile(
    r"(?:\w{3}(?:ssen|rsen|nsen|lsen|dsen|stra|inga|ema|sma|wski|wska|cki|cka|ska|oglu|ovic|evic|escu|yan)"
    r"|\w{3,}(?:veld|kamp|brink|huizen|meijer|maker|mans|broek|drecht|bergen|stein|berg|horst|voort))"
)
_CALLED = re.compile(
    r"\b(?:(?:hij|zij|ze|ik|die|vrouw|man|jongen|meisje|dochter|zoon)\s+(?:heet|heette|heten)|genaamd|(?:mijn|haar|zijn|de) naam is"
    r"|naam:|contactpersoon:?|gesproken met|groeten,?|groetjes,?|gr\.|was getekend,?)\s+$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|ter|ten|el)\s+){0,2}[A-Z][\wà-ÿ'’-]+")
_PLAIN_TITLE = frozenset(["mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "familie", "fam"])  # no street begins with these
_AFKORTING = r"K\.v\.K|R\.v\.[BCT]|P\.v\.[AE]|[BN]\.V|N\.B|P\.S|R\.K"  # initials of no person
_DIGIT = re.compile(r"\d")
_NO_WORD, _SENTENCE = re.compile(r"\W*"), re.compile(r"[.!?:\n\"“”‘(–]\s*$")  # what stands before the first word of a sentence
_NO_PERSON = re.compile(  # places, and shops that are called after a person
    r"\b(?:Den (?:Haag|Helder|Bosch|Burg|Dolder|Ham|Hoorn|Oever)|aan den? (?:Rijn|IJssel|Lek|Maas|Amstel)"
    r"|Albert Heijn|Jan Linders|Dirk van den Broek)\b"
)
_STREET = re.compile(
    r"\w{2}(?:straat|laan|plein|weg|pad|hof|park|plantsoen|kade|singel|gracht|dijk|brug|school|kerk|huis|steeg|buurt|wijk|poort|veste|donk)$"
)


@dataclass(frozen=True)
class _Woord:
    """One word of the text with what stands around it."""

    tekst: str
    plat: str  # without accents, and without the s of whose it is
    begin: int
    eind: int
    eerste: bool  # first of its sentence

    @property
    def hoofd(self) -> bool:
        return self.tekst[0].isupper()


def find_names(tekst: str) -> set[tuple[int, int]]:
    """Places of names of people: first names, surnames and both, with or without capitals, as the sentence shows them.

    A name of a street, building, organisation or place is left alone where a word beside it says so.
    """
    if not any(char.isalpha() for char in tekst):
        return set()
    return _Lezer(tekst, load_lijsten()).find()


@cache
def _only_initials() -> re.Pattern[str]:
    """A title with initials and no name, as `mw. J. de V.`; `J.v.d.B.` and `A. de J.` without one; and `A.B. is`."""
    before, after = r"van|de|der|den|ter|ten|el|v\. ?d?\.?|v/d", r"[A-Z]\.|v\.|d\."
    lists = load_lijsten()
    return re.compile(
        rf"\b(?i:{'|'.join(sorted(lists.titels))}|cli[eë]nt|pati[eë]nt)\.? (?:(?i:{before}) ){{0,3}}[A-Z]\.(?: ?(?:{after}|(?:{before})(?!\w))){{0,5}}"
        rf"|\b(?!{_AFKORTING})(?:(?:[A-Z]\. ?)+(?:(?:{before}) ?){{1,3}}[A-Z](?:\.|\b)"
        rf"|(?<!\.)[A-Z]\. ?[A-Z]\.(?= (?:{'|'.join(sorted(lists.sterk | lists.werkwoorden))})\b))"
    )


class _Lezer:
    """Reads one text."""

    def __init__(self, tekst: str, lijsten: Lijsten) -> None:
        self.tekst, self.l = tekst, lijsten
        self.woorden = list[_Woord]()
        for match in _WORD.finditer(tekst):
            last, begin = self.woorden[-1].eind if self.woorden else 0, match.start()
            first = _NO_WORD.fullmatch(tekst, 0, begin) or _SENTENCE.search(tekst, last, begin)
            self.woorden.append(_Woord(match[0], without_accents(_OF.sub("", match[0])), begin, match.end(), bool(first)))
        self.gebieden = [match.span() for match in _NO_PERSON.finditer(tekst)]

    def find(self) -> set[tuple[int, int]]:
        spans = {match.span() for match in _INITIALS.finditer(self.tekst) if not self._names_a_place(match)}
        spans |= {match.span() for match in _only_initials().finditer(self.tekst)}
        k = 0
        while k < len(self.woorden):
            last = self._name_from(k)
            if last is None:
                k += 1
                continue
            spans.add((self.woorden[k].begin, self.woorden[last].eind))
            k = last + 1
        return spans

    def _name_from(self, k: int) -> int | None:
        """The last word of the name that begins at word k; None where no name begins."""
        word = self.woorden[k]
        if self._is_no_person(word, k):
            return None
        if self._after_title(k) or self._after_call(k) or self._is_first_name(k):
            return self._with_surname(k)
        return self._with_surname(k) if self._is_surname(k) else None

    def _is_no_person(self, word: _Woord, k: int) -> bool:
        particle = word.plat in self.l.tussen and not (word.hoofd and word.plat in self.l.voornamen)
        if word.plat in self.l.geen_persoon or particle or len(word.plat) < 2:
            return True
        if any(start <= word.begin < end for start, end in self.gebieden):
            return True
        before = self._at(k - 1)
        if _STREET.search(word.plat) and not (before and before.plat in _PLAIN_TITLE):
            return True
        if word.tekst.isupper() and len(word.tekst) < 4 and not self.tekst.isupper():
            return True
        return self._beside_institution(k)

    def _beside_institution(self, k: int) -> bool:
        """Whether a word right before or after says that it is a building, street, organisation or project."""
        before, after = self._at(k - 1), self._at(k + 1)
        if before and before.plat in self.l.instelling and before.plat not in ("welzijn", "zorg", "wijk", "buurt", "gemeente"):
            return True
        if after and (after.plat in self.l.instelling or _STREET.search(after.plat)) and self._touches(k):
            return True
        j = k
        while self._touches(j) and self.woorden[j + 1].hoofd and j < k + 3:
            j += 1
            if self.woorden[j].plat in self.l.instelling or _STREET.search(self.woorden[j].plat):
                return self.woorden[j].plat not in self.l.achternamen
        return False

    def _names_a_place(self, match: re.Match[str]) -> bool:
        """Whether initials and a name are a street or school: `J.P. Coenstraat`."""
        last = without_accents(match[0].rpartition(" ")[2])
        after = next((word.plat for word in self.woorden if word.begin >= match.end()), "")
        return (bool(_STREET.search(last)) and last not in self.l.achternamen) or after in self.l.instelling

    def _after_title(self, k: int) -> bool:
        word, j = self.woorden[k], k - 1
        while j >= 0 and (self.woorden[j].plat in self.l.tussen or self.woorden[j].tekst in ("v", "d")):
            j -= 1
        title = self._at(j)
        between = "" if title is None else self.tekst[title.eind : word.begin]
        if title is None or between[: self.woorden[j + 1].begin - title.eind].strip(" .") or _DIGIT.search(between):
            return False
        if title.plat in self.l.titels:
            return word.hoofd or self._is_known(word) or (j < k - 1 and len(word.plat) > 3) or self._verb_after(k, self.l.sterk)
        if title.plat not in self.l.relaties or not word.hoofd:
            return False
        return self.woorden[j + 1].tekst == "Van" if j < k - 1 else word.plat not in self.l.plaatsen  # `Van Loon`, not `van Loon`

    def _after_call(self, k: int) -> bool:
        word = self.woorden[k]
        if not _CALLED.search(self.tekst[max(0, word.begin - 40) : word.begin]):
            return False
        return word.hoofd or word.plat in self.l.voornamen

    def _is_first_name(self, k: int) -> bool:
        word = self.woorden[k]
        name = word.plat in self.l.voornamen or ("-" in word.plat and all(p in self.l.voornamen for p in word.plat.split("-")))
        if not name or word.plat in self.l.plaatsen - self.l.zeker:
            return False
        if not word.hoofd:
            return self._small_shows_person(k)
        if word.plat in self.l.vooral_naam or word.plat in self.l.zeker:
            return True
        common = word.plat in self.l.gewoon
        if word.eerste:  # a verb after a word that is a verb as well, such as *Wil*: that is a name
            verbs = self.l.sterk if common and word.plat not in self.l.werkwoorden else self.l.sterk | self.l.werkwoorden
            return self._surname_end(k) > k or self._verb_after(k, verbs)
        before = self._at(k - 1)
        part_of_a_name = (
            common and before is not None and before.hoofd and self._touches(k - 1) and before.plat not in self.l.voor
        )
        return not part_of_a_name or self._verb_after(k, self.l.sterk)

    def _small_shows_person(self, k: int) -> bool:
        """Whether words around a first name without capital show that it is one."""
        word, before, end = self.woorden[k], self._at(k - 1), self._surname_end(k, small=True)
        around = before is None or before.plat in self.l.voor | self.l.relaties | self.l.titels
        verbs = self.l.sterk | self.l.werkwoorden
        if end > k and (around or self._verb_after(end, verbs) or word.plat in self.l.zeker):
            return True
        if word.plat not in self.l.zeker:
            return False
        return (before is not None and around) or self._verb_after(k, verbs) or len(self.woorden) <= 2

    def _is_surname(self, k: int) -> bool:
        """Whether a surname stands alone: a word of the lists or with the end of a surname, and no place."""
        word, before = self.woorden[k], self._at(k - 1)
        if not word.hoofd or word.plat in self.l.plaatsen or not self._is_last_name(word):
            return False
        verbs = self.l.sterk | self.l.werkwoorden
        if word.eerste or before is None:
            return word.plat not in self.l.gewoon and self._verb_after(k, verbs)
        if before.plat in self.l.tussen_vast:
            return True
        if before.plat in self.l.tussen and word.plat not in self.l.gewoon and before.plat not in ("in", "op", "het"):
            return True
        common, place = word.plat in self.l.gewoon, before.plat in ("in", "op", "naar", "uit", "te", "het", "een", "onze", "alle")
        if before.tekst[0].isupper() or place:
            return False
        return not common or before.plat in self.l.voor or self._verb_after(k, verbs)

    def _is_last_name(self, word: _Woord) -> bool:
        if word.plat in self.l.instelling or word.plat in self.l.plaatsen:
            return False
        return word.plat in self.l.achternamen or bool(_SUFFIX.fullmatch(word.plat))

    def _is_known(self, word: _Woord) -> bool:
        return word.plat in self.l.voornamen or self._is_last_name(word)

    def _verb_after(self, k: int, verbs: frozenset[str]) -> bool:
        after = self._at(k + 1)
        return after is not None and self._touches(k) and after.plat in verbs

    def _with_surname(self, k: int) -> int:
        return self._surname_end(k, small=not self.woorden[k].hoofd)

    def _surname_end(self, k: int, *, small: bool = False) -> int:
        """The last word of the surname that follows word k, known or not; k where none follows."""
        end, j = k, k + 1
        while (word := self._at(j)) is not None and self._touches(j - 1):
            if word.plat in self.l.tussen and (j + 1 < len(self.woorden)) and not word.eerste and self._touches(j):
                j += 1
                continue
            between = [part.plat for part in self.woorden[end + 1 : j]]
            known = self._is_last_name(word) or "t" in between or (small and self._is_whole_name(k, j))
            is_name = (word.hoofd and (j == end + 1 or self.woorden[j - 1].plat in self.l.tussen)) or (small and known)
            place = word.plat in self.l.plaatsen or word.plat in self.l.instelling or word.plat in self.l.geen_persoon
            if not is_name or (place and between and not known) or (between and between[0] in ("in", "op", "te") and not known):
                break
            if between and set(between) <= {"van", "de", "het"} and not known and place:
                break
            if between == ["van", "de"] and not known or between == ["van", "het"]:
                break
            end, j = j, j + 1
            if end - k > 4:
                break
        return end

    def _is_whole_name(self, k: int, j: int) -> bool:
        """Whether a sure first name and word j are all that the text holds, as in a cell with `hans kwezelman`."""
        word, before = self.woorden[j].plat, self._at(k - 1)
        begins = before is None or (k == 1 and before.plat in self.l.voor)
        if not begins or j != len(self.woorden) - 1 or self.woorden[k].plat not in self.l.zeker:
            return False
        ordinary = self.l.gewoon | self.l.werkwoorden | self.l.sterk | self.l.geen_persoon | self.l.instelling | self.l.plaatsen
        return word not in ordinary

    def _at(self, k: int) -> _Woord | None:
        return self.woorden[k] if 0 <= k < len(self.woorden) else None

    def _touches(self, k: int) -> bool:
        """Whether one space, at most, stands between word k and the next."""
        after = self._at(k + 1)
        return after is not None and self.tekst[self.woorden[k].eind : after.begin] in (" ", "  ", "-", " '")
