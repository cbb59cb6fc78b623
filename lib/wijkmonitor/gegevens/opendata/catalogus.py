"""The catalogue of indicators: what each figure means, which way is good, and where it is published.

One wrong entry takes away that entry only: `Catalogus.fouten` names it, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from wijkmonitor.gegevens.fouten import Fout, LeesFout, describe
from wijkmonitor.gegevens.lezers import read_bytes
from wijkmonitor.gegevens.lezers.tekst import as_text, parse_toml
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.taal import raad

NAAM = "catalogus.toml"
MAX_BYTES = 1_000_000
Blok = Literal["demografisch", "sociaaleconomisch", "gezondheid", "psychosociaal"]
BLOKKEN: tuple[str, ...] = get_args(Blok)
Zin = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_READ: Geheugen[Stempel, Catalogus] = Geheugen(__name__, hoogstens=8)
_KOP = re.compile(r"""^\s*\[\s*([^\[\]."']+?)(?:\s*\.\s*["']?([^\[\]."']+?)["']?)?\s*\]\s*(?:#.*)?$""")
_DIEP = re.compile(r"""^[ \t\[]*(?:["']?[\w-]+["']?\s*\.\s*){8}|[\[{](?:\s*[\[{]){8}""", re.MULTILINE)


class _Blok(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatLineTabel(_Blok):
    """A StatLine table.

    grenzen: the year of the boundaries, 0 = those of each year itself. leeftijd: the age group that counts, as code and
    as StatLine writes it. banden: the two groups it is made of, `18-64` and `65+`, each as its code and its title; a figure
    of one has the id of its indicator with the group behind it, see `waarneming.band_id`. kanttekening: what a reader must know of the figures of one year.
    """

    id: str
    titel: Zin
    uitgever: Zin
    server: Literal["cbs", "rivm"]
    jaren: tuple[int, ...] = Field(min_length=1)
    grenzen: int
    licentie: Zin
    volgende: str = "onbekend"
    leeftijd: str = ""
    leeftijd_titel: str = ""
    banden: Mapping[Literal["18-64", "65+"], tuple[Zin, Zin]] = Field(default_factory=dict)
    schatting: str | None = None
    kanttekening: Mapping[int, str] = Field(default_factory=dict)

    @property
    def bron(self) -> str:
        """Source line: publisher, title, table number and licence."""
        return f"{self.uitgever}, {self.titel} (StatLine {self.id}), {self.licentie}"

    @property
    def leeftijden(self) -> dict[str, str]:
        """Code of an age group -> its name, "" for the group that counts; see `waarneming.band_id`."""
        return {self.leeftijd: ""} | {code: band for band, (code, _) in self.banden.items()}

    def boundary_year(self, jaar: int) -> int:
        """Year of the boundaries that the figures over `jaar` stand on."""
        return self.grenzen or jaar


class Bronverwijzing(_Blok):
    """Where one indicator stands in one table: topic without column number, and the years it was asked in."""

    tabel: str
    topic: Zin
    jaren: tuple[int, ...] = ()
    noemer: tuple[str, ...] = ()
    deel_door: float = Field(default=1.0, gt=0)
    groep: str = ""

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic that is needed to compute the figure."""
        return tuple(dict.fromkeys((self.topic, *self.noemer)))


class Indicator(_Blok):
    """One row of the catalogue; all texts are Dutch, ready for a reader.

    per: who the percentage is about, as in 'van de 100 {per}'; without it
    the denominator. land: the figure of the country where it is so by
    definition. schatting: the model that made it, otherwise that of its first table.
    """

    id: str
    naam: Zin
    definitie: Zin
    waarom: Zin
    let_op: Zin
    eenheid: Zin
    richting: Literal["hoog_is_gunstig", "laag_is_gunstig", "neutraal"]
    blok: Blok
    teller: Zin
    noemer: Zin = Field(validation_alias=AliasChoices("noemer", "noemer_tekst"))
    gewicht: Literal["volwassenen", "inwoners", "inwoners_15plus", "woningen", "som"]
    per: str = ""
    leeftijd: str = "alle leeftijden"
    bronnen: tuple[Bronverwijzing, ...] = ()
    vergelijkbare_jaren: tuple[int, ...] = ()
    schatting: str | None = None
    eerste: StatLineTabel | None = Field(default=None, validation_alias="uit de tabel")
    nulmeting: bool = False
    proxy_voor: str | None = None
    geen_cijfer: str | None = None
    land: float | None = None
    verwerking: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Indicator:
        if not self.bronnen and not self.geen_cijfer:
            raise ValueError("Schrijf bij bronnen waar het cijfer staat, of bij geen_cijfer waarom het er niet is.")
        if self.eenheid == "%" and not self.per:
            object.__setattr__(self, "per", f"{self.noemer[:1].lower()}{self.noemer[1:]}".rstrip("."))
        return self

    @property
    def bron(self) -> str:
        """Source line of the newest table; '' where there is no figure."""
        return self.eerste.bron if self.eerste else ""


@dataclass(frozen=True)
class Catalogus(Mapping[str, Indicator]):
    """All indicators by id, in the order of the file, the tables they come from, and the entries that are left out."""

    indicatoren: Mapping[str, Indicator]
    tabellen: Mapping[str, StatLineTabel]
    fouten: tuple[Fout, ...] = ()

    def __getitem__(self, naam: str) -> Indicator:
        return self.indicatoren[naam]

    def __iter__(self) -> Iterator[str]:
        return iter(self.indicatoren)

    def __len__(self) -> int:
        return len(self.indicatoren)

    def find(self, naam: str) -> Indicator:
        """The indicator; ValueError with the nearest names where it is unknown.

        An entry that was left out because it is wrong has no figure, and says why.
        """
        if any(fault.kolom.startswith(f"indicator.{naam}") for fault in self.fouten):
            return _left_out(naam)
        if naam not in self.indicatoren:
            close = nearest(naam, self.indicatoren)
            raise ValueError(f"indicator={naam!r} is not in the catalogue\n{raad('cijfer', kies=close)}")
        return self.indicatoren[naam]

    def references(self) -> Iterator[tuple[Indicator, Bronverwijzing]]:
        """Every place where a figure stands."""
        return ((indicator, bron) for indicator in self.values() for bron in indicator.bronnen)


def _left_out(naam: str) -> Indicator:
    """An indicator whose entry in the catalogue is wrong: no figure, and the reason."""
    why = "De uitleg van dit cijfer in catalogus.toml klopt niet. De opdracht check noemt de regel."
    texts = dict.fromkeys(("definitie", "waarom", "let_op", "teller", "noemer", "geen_cijfer"), why)
    fixed = {"eenheid": "getal", "richting": "neutraal", "blok": "demografisch", "gewicht": "inwoners"}
    return Indicator.model_validate({"id": naam, "naam": naam.replace("_", " "), **fixed, **texts})


def nearest(word: str, words: Mapping[str, Any] | list[str]) -> str:
    """Up to three names that look like `word`, comma separated; '-' where none does."""
    return ", ".join(get_close_matches(word, list(words), n=3, cutoff=0.5)) or "-"


class CatalogusFout(ValueError):
    """A catalogue in which no entry can be used; the message is Dutch."""


def load_catalogus(path: Path) -> Catalogus:
    """The catalogue in `path` (catalogus.toml, or the folder that holds it), without the entries that are wrong.

    Raises CatalogusFout where nothing in it can be used, FileNotFoundError where it is absent.
    """
    path = path / NAAM if path.is_dir() else path
    return _READ.of(file_key(path), lambda: _load(path))


def _load(path: Path) -> Catalogus:
    try:
        lezing = _Lezing(as_text(read_bytes(path, hoogstens=MAX_BYTES)))
    except LeesFout as error:
        raise CatalogusFout(str(error)) from None
    if not lezing.indicatoren:
        first = f" {lezing.fouten[0]}" if lezing.fouten else ""
        raise CatalogusFout(f"In {path} staat geen cijfer dat te gebruiken is.{first}")
    return Catalogus(lezing.indicatoren, lezing.tabellen, tuple(lezing.fouten))


class _Lezing:
    """One reading of the file, block by block, tables before indicators."""

    def __init__(self, text: str) -> None:
        self.tabellen: dict[str, StatLineTabel] = {}
        self.indicatoren: dict[str, Indicator] = {}
        self.fouten: list[Fout] = []
        self._lines = text.split("\n")
        found = ((k, _KOP.match(line)) for k, line in enumerate(self._lines) if len(line) < 200)
        heads = [(k, match[1], match[2] or "") for k, match in found if match]
        self._heads = {(soort, id): k for k, soort, id in reversed(heads)}
        blocks = list(pairwise([*heads, (len(self._lines), "", "")]))
        self._fields(0, heads[0][0] if heads else len(self._lines), "")
        for (start, soort, id), (end, *_) in sorted(blocks, key=lambda block: block[0][1] != "tabel"):
            self._block(start, end, soort, id)
        for id, item in self.indicatoren.items():
            if item.proxy_voor and item.proxy_voor not in self.indicatoren:
                self.indicatoren[id] = item.model_copy(update={"proxy_voor": None})
                if ("indicator", item.proxy_voor) not in self._heads:
                    start = self._heads["indicator", id]
                    self._fault(start, f"indicator.{id}", "proxy_voor noemt een cijfer dat er niet is.", item.proxy_voor)

    def _block(self, start: int, end: int, soort: str, id: str) -> None:
        fields = self._fields(start, end, f"{soort}.{id}")
        if fields is None:
            return
        known = soort in ("tabel", "indicator") and bool(id)
        if not known or self._heads[soort, id] != start:
            wat = (
                "Dit blok staat er twee keer."
                if known
                else "Dit blok kennen we niet. Begin met [tabel.naam] of [indicator.naam]."
            )
            self._fault(start, f"{soort}.{id}".rstrip("."), wat)
            return
        try:
            if soort == "tabel":
                self.tabellen[id] = StatLineTabel.model_validate(fields | {"id": id})
            else:
                self.indicatoren[id] = self._complete(Indicator.model_validate(fields | {"id": id}))
        except ValidationError as error:
            for detail in error.errors():
                self._explain(detail, start, end, f"{soort}.{id}")
        except LookupError as error:
            self._fault(start, f"{soort}.{id}", str(error.args[0]))

    def _fields(self, start: int, end: int, naam: str) -> dict[str, Any] | None:
        """What stands under the head of the block; None, and a fault, where it can't be read."""
        text = "\n".join(self._lines[start + bool(naam) : end])
        if naam:
            text = re.sub(rf"^(\s*\[+)\s*{re.escape(naam)}\.", r"\1", text, flags=re.MULTILINE)  # a block inside this one
        try:
            if not _DIEP.search(text):
                return parse_toml(NAAM, text)
            number = start
        except LeesFout as error:
            number = min(start + bool(naam) + error.fouten[0].rij - 1, len(self._lines) - 1)
        wat = "Deze regel is niet goed geschreven. Kijk naar de aanhalingstekens en haken."
        self._fault(number, naam, wat, self._lines[number])
        return None

    def _complete(self, indicator: Indicator) -> Indicator:
        """With years and model of its tables; without tables that have a fault. LookupError where none is left."""
        for bron in indicator.bronnen:
            if ("tabel", bron.tabel) not in self._heads:
                near = nearest(bron.tabel, self.tabellen)
                raise LookupError(f"Tabel {bron.tabel} staat niet in de catalogus. Namen die erop lijken: {near}.")
        left = [bron for bron in indicator.bronnen if bron.tabel in self.tabellen]
        if not left and indicator.bronnen:
            raise LookupError(f"In het blok van tabel {indicator.bronnen[0].tabel} staat een fout.")
        if not left:
            return indicator
        bronnen = tuple(b if b.jaren else b.model_copy(update={"jaren": self.tabellen[b.tabel].jaren}) for b in left)
        first = self.tabellen[bronnen[0].tabel]
        own = {"bronnen": bronnen, "eerste": first, "schatting": indicator.schatting or first.schatting}
        return indicator.model_copy(update=own)

    def _explain(self, detail: Mapping[str, Any], start: int, end: int, naam: str) -> None:
        loc = [str(part) for part in detail["loc"] if not isinstance(part, int)]
        field, ctx = ".".join(loc), detail.get("ctx", {})
        wat = {
            "missing": f"De regel {field} ontbreekt.",
            "extra_forbidden": f"De naam {field} kennen we niet. Kijk in docs/indicator-toevoegen.md.",
            "literal_error": f"Bij {field} kan alleen: {ctx.get('expected', '').replace(' or ', ' of ')}.",
            "string_too_short": f"Bij {field} moet iets staan.",
            "value_error": str(ctx.get("error", "")),
        }.get(detail["type"], f"Wat bij {field} staat, kan hier niet.")
        own = [k for k in range(start + 1, end) if loc and re.match(rf"\s*{re.escape(loc[0])}\s*=", self._lines[k])]
        found = "" if detail["type"] in ("missing", "value_error") else describe(detail["input"])
        self._fault(own[0] if own else start, naam, wat, found)

    def _fault(self, line: int, naam: str, wat: str, gevonden: str = "") -> None:
        doen = "Verbeter het. Tot dan doet dit blok niet mee." if naam else "Verbeter het."
        self.fouten.append(Fout(NAAM, line + 1, naam, wat, doen, gevonden.strip(), ernst="let op"))
