"""The gate: every number of our own records, quote and name passes here on its way to a document."""

from __future__ import annotations

import hmac
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pandas as pd

from wijkmonitor.privacy.dekking import NietTeDekken, find_cover
from wijkmonitor.privacy.feiten import Bedekt, Feiten
from wijkmonitor.privacy.gevoelig import GevoeligeReeks, GevoeligeTabel, let_through
from wijkmonitor.privacy.onderdrukken import hide
from wijkmonitor.privacy.redenen import in_words
from wijkmonitor.privacy.regels import (
    MIN_BRONNEN,
    MIN_FRAGMENTEN,
    MIN_MARGE,
    MIN_ORGANISATIES,
    MIN_PARTNERS,
    WEL,
    Mag,
    Regels,
    check_parts,
    may_show,
    not_shown,
)
from wijkmonitor.privacy.samenhang import Samenhang, Tabel, connect
from wijkmonitor.privacy.screening import screen
from wijkmonitor.privacy.stelsel import Mask
from wijkmonitor.taal import raad

PER_MENS = ("deelnemer", "respondent", "fragment")  # columns in which each value is somebody
TOTAAL = "All"  # as `margins=True` of pandas calls the totals
Telling = TypeVar("Telling", pd.Series, pd.DataFrame)


@dataclass(frozen=True)
class Poort:
    """What may be shown of one wijk, by its rules. Counts come back with the hidden ones missing."""

    regels: Regels = Regels()
    sleutel: bytes = field(default=b"", repr=False)

    @property
    def verborgen(self) -> str:
        """The sentence that stands where a count is hidden."""
        return in_words("reden.verborgen")

    def tel(self, counts: Telling) -> Telling:
        """One table of counts, hidden cells missing; see `tabellen`."""
        return self.tabellen({"": counts})[""]

    def tabellen(self, tables: Mapping[str, Telling]) -> dict[str, Telling]:
        """Tables that count the same people, with small counts hidden and what would give them back.

        Tables whose index or columns have the same name share that margin. The total counts as published. A row or
        column total may be shown only as the sum of its cells, so only where all of them are shown. A table that can't
        be covered comes back empty, like a table of fewer people than the least count. ValueError: see `connect`.
        """
        for table in tables.values():
            _check_grouped(table)
        kept = {name: table for name, table in tables.items() if self._cover({name: table}) is not None}
        connect(tables)
        while kept and (found := self._cover(kept)) is None:
            kept.popitem()
        shown = {}
        for name, table in tables.items():
            mask = found[0].mask(found[1], name, table) if kept and name in kept and found else np.ones(table.shape, bool)
            shown[name] = let_through(hide(table, mask))
        return shown

    def samen(self, feiten: Feiten, eerder: Sequence[Mapping[str, float]] = ()) -> Bedekt:
        """What may be shown of counts that are tied together, beside what was shown before; see `Feiten`."""
        return feiten.bedek(self.regels.min_cel, eerder)

    def _cover(self, tables: Mapping[str, Tabel]) -> tuple[Samenhang, Mask] | None:
        """The tables as one system and what to hide in it; None where no pattern is safe."""
        samenhang = connect(tables)
        try:
            return samenhang, find_cover(samenhang.stelsel(self.regels.min_cel), self.regels.min_cel)
        except NietTeDekken:
            return None

    def aandeel(self, count: int, total: int) -> Mag:
        """Whether a share of registered people may be shown: neither the group nor the rest is small."""
        check_parts(total, count)
        if 0 < count < self.regels.min_cel:
            return not_shown("te_klein_aantal", minstens=self.regels.min_cel)
        if 0 < total - count < self.regels.min_cel:
            return not_shown("te_klein_rest", minstens=self.regels.min_cel)
        return WEL

    def vraag(self, respondents: int, count: int) -> Mag:
        """Whether the share of respondents who gave one answer may be shown."""
        rules = self.regels
        return may_show(respondents, count, min_group=rules.min_groep, min_count=rules.min_cel, max_share=rules.max_aandeel)

    def spreiding(self, respondents: int) -> Mag:
        """Whether a mean or a spread of respondents may be shown."""
        check_parts(respondents, 0)
        if respondents >= self.regels.min_groep:
            return WEL
        return not_shown("te_weinig_respondenten", minstens=self.regels.min_groep)

    def gemiddelde(self, scores: pd.Series) -> Mag:
        """Whether a mean, margin or spread of these scores may be shown: enough people, and they did not all say the same."""
        return self.spreiding(int(scores.notna().sum())) and self.verschil(scores)

    def verschil(self, scores: pd.Series) -> Mag:
        """Whether a mean of these scores may be shown as far as it goes by what was said: they did not all say the same."""
        known = scores.dropna()
        if len(known) and known.round(6).value_counts().iloc[0] > self.regels.max_aandeel * len(known):
            return not_shown("bijna_iedereen")
        return WEL

    def aantal(self, answers: int, asked: int) -> int:
        """How many people a number rests on: everybody who was asked, where so few skipped it that they can be found."""
        check_parts(asked, answers)
        return asked if asked - answers <= self.regels.min_cel else answers

    def percentiel(self, respondents: int, deel: float) -> Mag:
        """Whether the point may be shown below which the share `deel` (0-1) scores: on either side are `min_cel` people."""
        check_parts(respondents, 0)
        if round(min(deel, 1 - deel) * respondents, 6) >= self.regels.min_cel:
            return WEL
        return not_shown("te_klein_aantal", minstens=self.regels.min_cel)

    def groep(self, respondents: int, organisations: int) -> Mag:
        """Whether answers of partners may be shown: 5 respondents of 3 organisations."""
        check_parts(respondents, 0)
        check_parts(organisations, 0)
        if respondents >= MIN_PARTNERS and organisations >= MIN_ORGANISATIES:
            return WEL
        return not_shown("te_weinig_partners", minstens=MIN_PARTNERS, organisaties=MIN_ORGANISATIES)

    def marge(self, partners: int) -> Mag:
        """Whether the margin of a mean of partners may be shown: of few, mean and margin together give the scores back."""
        check_parts(partners, 0)
        return WEL if partners >= MIN_MARGE else not_shown("te_weinig_voor_marge", minstens=MIN_MARGE)

    def code(self, fragmenten: int, bronnen: int) -> Mag:
        """Whether the count of a code may be shown: 3 fragments of 2 sources."""
        check_parts(fragmenten, 0)
        check_parts(bronnen, 0)
        if fragmenten >= MIN_FRAGMENTEN and bronnen >= MIN_BRONNEN:
            return WEL
        return not_shown("te_weinig_fragmenten", minstens=MIN_FRAGMENTEN, bronnen=MIN_BRONNEN)

    def citaat(self, tekst: str, mag_getoond: str, gelezen_door: str) -> Mag:
        """Whether a quote may be shown: `mag_getoond` is ja, a role has read it, and screening finds nothing."""
        if mag_getoond != "ja":
            return not_shown("geen_toestemming")
        return self.tekst(tekst) if gelezen_door.strip() else not_shown("niet_gelezen")

    def tekst(self, tekst: str) -> Mag:
        """Whether free text (a toelichting, an agreement) may be shown: screening finds nothing."""
        return not_shown("persoonsgegevens") if screen(tekst, self.regels.geen_mens) else WEL

    def organisaties(self, organisaties: pd.DataFrame) -> dict[str, str]:
        """Organisation -> what a document calls it: its own name with `toon_naam` ja, otherwise domain and letter.

        columns in: organisatie, domein, toon_naam. Letters follow neither alphabet nor the order of the table, and who
        has the list but not the key of the gate can't compute them.
        """
        rows = list(organisaties[["organisatie", "domein", "toon_naam"]].itertuples(index=False, name=None))
        labels = {name: name for name, _, show in rows if show == "ja"}
        closed = [(str(domain), name) for name, domain, show in rows if show != "ja"]
        ordered = sorted(closed, key=lambda row: (row[0], hmac.digest(self.sleutel, row[1].encode(), "sha256")))
        seen: dict[str, int] = {}
        for domain, name in ordered:
            labels[name] = f"{domain} {letters(seen.get(domain, 0))}"
            seen[domain] = seen.get(domain, 0) + 1
        return labels


def _check_grouped(table: Tabel) -> None:
    """ValueError for rows of people in the place of counts per group, and for a table with its totals in it."""
    if not isinstance(table, pd.Series | pd.DataFrame):
        raise ValueError(f"counts is {type(table).__name__}\n{raad('telling')}")
    names = [name for axis in table.axes for name in axis.names]
    if any(name in PER_MENS for name in names):
        raise ValueError(f"counts per {next(name for name in names if name in PER_MENS)}\n{raad('telling')}")
    if isinstance(table, GevoeligeReeks | GevoeligeTabel) and set(names) == {None} and pd.api.types.is_integer_dtype(table.index):
        raise ValueError(f"counts has the rows themselves\n{raad('telling')}")
    columns = [table[name] for name in table] if isinstance(table, pd.DataFrame) else [table]
    if isinstance(table, GevoeligeReeks | GevoeligeTabel) and any(_summarises(column) for column in columns):
        raise ValueError(f"counts has sums or means of what people answered\n{raad('telling')}")
    if isinstance(table, pd.DataFrame) and any(TOTAAL in axis for axis in table.axes):
        raise ValueError(f"counts has a group {TOTAAL!r}\n{raad('totaal')}")


def _summarises(column: pd.Series) -> bool:
    """Whether a column has numbers with a decimal point and none missing: counts of rows are whole."""
    return pd.api.types.is_float_dtype(column.dtype) and bool(column.notna().all())


def letters(number: int) -> str:
    """A, B ... Z, AA, AB ...

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    alphabet = string.ascii_uppercase
    return (letters(number // 26 - 1) if number >= 26 else "") + alphabet[number % 26]
