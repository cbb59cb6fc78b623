"""The key figures of one wijk: of the wijk as a whole, its CBS areas, buurten, municipality and the country."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from wijkmonitor.gegevens.opendata.catalogus import Catalogus, Indicator, StatLineTabel
from wijkmonitor.gegevens.opendata.cijfer import Cijfer, number_lines, same_boundaries, zin
from wijkmonitor.gegevens.opendata.gebiedscode import LAND, WIJK, ligt_in, normalise, soort, wijk_van
from wijkmonitor.gegevens.opendata.samenstellen import Gewichten, combine, total, weigh
from wijkmonitor.gegevens.opendata.waarneming import Sleutel, Waarneming
from wijkmonitor.taal.getallen import opsomming

if TYPE_CHECKING:
    import pandas as pd

BUURT_KOLOMMEN = ("gebied", "naam", "wijk", "waarde", "laag", "hoog", "reden", "schatting")


@dataclass(frozen=True)
class Kerncijfers:
    """Immutable figures of one wijk. Load them with `load_kerncijfers`.

    An area is 'wijk' (the whole), a CBS code of the wijk, one of its buurten or its municipality, or 'NL'.
    `herkomst_tabel` says per indicator and year which StatLine table was used; `ongewijzigd` holds (area, year) whose
    boundaries CBS calls the same as a year earlier. `meldingen` are Dutch sentences on trouble while loading; `voorbeeld`
    holds the areas whose figures are invented. A figure of after the peildatum is none, unless the wijk has no older one: then
    the first after it stands in, and says so.
    """

    naam: str
    gemeente: str
    gebieden: tuple[str, ...]
    catalogus: Catalogus
    cijfers: Mapping[Sleutel, Waarneming]
    herkomst_tabel: Mapping[tuple[str, int], str]
    namen: Mapping[str, str] = field(default_factory=dict)
    ongewijzigd: frozenset[tuple[str, int]] = frozenset()
    peildatum: dt.date | None = None
    meldingen: tuple[str, ...] = ()
    voorbeeld: frozenset[str] = frozenset()
    _gewichten: dict[tuple[str, int], Gewichten] = field(default_factory=dict, repr=False, compare=False)
    _jaren: dict[str, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def cijfer(self, indicator: str, gebied: str = WIJK, jaar: int | None = None) -> Cijfer:
        """The figure, or the reason why there is none; without `jaar` the year that `laatste_jaar` gives.

        ValueError for an indicator outside the catalogue or an area outside this wijk.
        """
        definitie = self.catalogus.find(indicator)
        code = self._check_gebied(gebied)
        jaar = self.laatste_jaar(indicator, code) if jaar is None else jaar
        waarneming, notes = self._observe(definitie, code, jaar)
        tabel = self.tabel(indicator, jaar)
        delen = self.gebieden if code == WIJK and len(self.gebieden) > 1 else ()
        return Cijfer(
            gebied=code,
            naam=self.naam_van(code),
            soort=WIJK if code == WIJK else soort(code),
            jaar=jaar,
            indicator=indicator,
            waarde=waarneming.waarde,
            laag=waarneming.laag,
            hoog=waarneming.hoog,
            reden=waarneming.reden or None,
            bron=self._bron(code, tabel.bron if tabel else definitie.bron),
            schatting=bool(tabel.schatting if tabel else definitie.schatting),
            samengesteld=delen,
            eenheid=definitie.eenheid,
            per=definitie.per,
            leeftijd=definitie.leeftijd,
            tabel=tabel.id if tabel else "",
            grenzen=tabel.boundary_year(jaar) if tabel else None,
            toelichting=self._notes(waarneming, tabel, jaar) + notes,
            samenstelling=next(iter(notes), ""),
        )

    @property
    def herkomst(self) -> Literal["openbaar", "voorbeeld"]:
        """Whether the figures of this wijk are published or invented."""
        return "voorbeeld" if self.voorbeeld else "openbaar"

    def _bron(self, code: str, bron: str) -> str:
        invented = bool(self.voorbeeld) if code == WIJK else code in self.voorbeeld
        return zin("toelichting.bron_voorbeeld") if invented else bron

    def jaren(self, indicator: str, gebied: str = WIJK) -> tuple[int, ...]:
        """Years with a figure for the area, in order."""
        definitie, code = self.catalogus.find(indicator), self._check_gebied(gebied)
        return tuple(jaar for jaar in self._told(indicator) if self._observe(definitie, code, jaar)[0].waarde is not None)

    def lijnen(self, indicator: str, gebied: str = WIJK) -> dict[int, int]:
        """Number of the line per year of the series of the area, in order.

        Only figures of years with the same number may be joined by a line: same measurement, same boundaries.
        """
        self.catalogus.find(indicator)
        return self._number_lines(indicator, self._check_gebied(gebied), self._told(indicator))

    def laatste_jaar(self, indicator: str, gebied: str = WIJK) -> int:
        """Newest year with a figure.

        Where the area has no figure at all: the newest year of the catalogue (0 when there is none).
        """
        years = self.jaren(indicator, gebied)
        return years[-1] if years else max((j for bron in self.catalogus.find(indicator).bronnen for j in bron.jaren), default=0)

    def buurten(self, indicator: str, jaar: int | None = None) -> pd.DataFrame:
        """The buurten of the wijk in one year (default: the newest with figures), with BUURT_KOLOMMEN as columns."""
        import pandas as pd

        if jaar is None:
            years = [j for code in self.buurtcodes for j in self.jaren(indicator, code)]
            jaar = max(years, default=self.laatste_jaar(indicator))
        found = [self.cijfer(indicator, code, jaar) for code in self.buurtcodes]
        rows = [(c.gebied, c.naam, wijk_van(c.gebied), c.waarde, c.laag, c.hoog, c.reden or "", c.schatting) for c in found]
        return pd.DataFrame(rows, columns=list(BUURT_KOLOMMEN)).astype(dict.fromkeys(("waarde", "laag", "hoog"), "float64"))

    def toelichting(self, indicator: str) -> tuple[str, ...]:
        """Dutch notes for a chart of the series: estimate, combination, proxy, boundaries and where the line stops."""
        definitie = self.catalogus.find(indicator)
        years = self.jaren(indicator)
        if not years:
            return ()
        notes = dict.fromkeys(self.cijfer(indicator, WIJK, years[-1]).toelichting)
        tabellen = [self.tabel(indicator, jaar) for jaar in years]
        lijn = self._number_lines(indicator, WIJK, years)
        breuk = next((a for a, b in zip(years, years[1:], strict=False) if lijn[a] != lijn[b]), None)
        vast = sorted({t.grenzen for t in tabellen if t and t.grenzen})
        if len(vast) == 1 and len(years) > 1:
            op = [str(j) for j, t in zip(years, tabellen, strict=True) if t and t.grenzen]
            notes[zin("toelichting.grenzen", jaren=opsomming(op), grenzen=vast[0])] = None
        if breuk is not None:
            per_jaar = any(t and not t.grenzen for t in tabellen)
            notes[zin("toelichting.grenzen_per_jaar" if per_jaar else "andere_reeks", jaar=breuk)] = None
        if definitie.proxy_voor:
            notes[zin("toelichting.proxy", naam=self.catalogus.find(definitie.proxy_voor).naam.lower())] = None
        return tuple(notes)

    def naam_van(self, gebied: str) -> str:
        """Name of the area; where none is known its place among the others ('buurt 3 van 7'), never its code."""
        if gebied == WIJK or (gebied,) == self.gebieden and not self.namen.get(gebied):
            return self.naam
        if naam := self.namen.get(gebied) or {LAND: "Nederland", self.gemeente: "de gemeente"}.get(gebied):
            return naam
        word, all_of_them = ("gebied", self.gebieden) if gebied in self.gebieden else ("buurt", self.buurtcodes)
        if gebied not in all_of_them:
            return f"een {word} zonder naam"
        return f"{word} {all_of_them.index(gebied) + 1} van {len(all_of_them)}"

    def zonder_naam(self, codes: Iterable[str]) -> bool:
        """Whether one of these areas has no known name; `reden.naam_ontbreekt` tells how it gets one."""
        return any(not self.namen.get(code) for code in codes)

    @cached_property
    def buurtcodes(self) -> tuple[str, ...]:
        """Codes of the buurten of this wijk that occur in the figures, or in `gebieden`."""
        codes = {gebied for (_, gebied, _) in self.cijfers} | set(self.gebieden)
        return tuple(sorted(c for c in codes if c.startswith("BU") and ligt_in(c, self.gebieden)))

    @cached_property
    def _soorten(self) -> frozenset[tuple[str, str]]:
        return frozenset((indicator, soort(gebied)) for (indicator, gebied, _) in self.cijfers)

    def digest(self) -> str:
        """Hash of all that a report could show of these figures."""
        parts = [
            repr((self.naam, self.gemeente, self.gebieden, sorted(self.namen.items()), self.peildatum, sorted(self.voorbeeld)))
        ]
        parts += [repr(item) for item in sorted(self.cijfers.items())]
        parts += [repr(sorted(self.herkomst_tabel.items())), repr(sorted(self.ongewijzigd))]
        parts += [repr(indicator) for indicator in self.catalogus.values()]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    # -- how a figure is found -----------------------------------------------------------------------------------

    def _told(self, indicator: str) -> tuple[int, ...]:
        """The years of which a report on the peildatum may tell, in order."""
        if indicator not in self._jaren:
            years = sorted(jaar for (naam, jaar) in self.herkomst_tabel if naam == indicator)
            grens = self.peildatum.year if self.peildatum else years[-1] if years else 0
            parts = ((jaar, [self.cijfers.get((indicator, deel, jaar)) for deel in self.gebieden]) for jaar in years)
            known = [jaar for jaar, found in parts if all(one and one.waarde is not None for one in found)]
            first = [] if any(jaar <= grens for jaar in known) else known[:1]
            self._jaren[indicator] = tuple(jaar for jaar in years if jaar <= grens or jaar in first)
        return self._jaren[indicator]

    def _number_lines(self, indicator: str, code: str, years: Iterable[int]) -> dict[int, int]:
        comparable = set(self.catalogus.find(indicator).vergelijkbare_jaren)
        delen = self.gebieden if code == WIJK else (code,)

        def joined(eerder: int, later: int) -> bool:
            if not {eerder, later} <= comparable:
                return False
            same = same_boundaries(self.tabel(indicator, eerder), self.tabel(indicator, later))
            if same is not None or code == LAND:
                return same is not False
            return all((deel, jaar) in self.ongewijzigd for deel in delen for jaar in range(eerder + 1, later + 1))

        return number_lines(years, joined)

    def _check_gebied(self, gebied: str) -> str:
        code = {"gemeente": self.gemeente, "nederland": LAND}.get(gebied, gebied)
        code = WIJK if code == WIJK else normalise(code)
        if code not in (WIJK, self.gemeente, LAND) and not ligt_in(code, self.gebieden):
            raise ValueError(
                f"gebied={gebied!r} does not belong to {self.naam}: use 'wijk', {', '.join(self.gebieden)}, a buurt of it, {self.gemeente} or 'NL'"
            )
        return code

    def tabel(self, indicator: str, jaar: int) -> StatLineTabel | None:
        """The StatLine table that the figures of this year come from."""
        naam = self.herkomst_tabel.get((indicator, jaar))
        return self.catalogus.tabellen[naam] if naam else None

    def _observe(self, indicator: Indicator, code: str, jaar: int) -> tuple[Waarneming, tuple[str, ...]]:
        if indicator.geen_cijfer:
            return Waarneming(None, reden=indicator.geen_cijfer), ()
        if (indicator.id, jaar) in self.herkomst_tabel and jaar not in self._told(indicator.id):
            return Waarneming(None, reden=zin("reden.na_peildatum", jaar=jaar)), ()
        if code == WIJK and len(self.gebieden) > 1:
            return self._combined(indicator, jaar)
        return self._single(indicator, self.gebieden[0] if code == WIJK else code, jaar), ()

    def _single(self, indicator: Indicator, code: str, jaar: int) -> Waarneming:
        found = self.cijfers.get((indicator.id, code, jaar))
        if code == LAND and indicator.land is not None and (found is None or found.waarde is None):
            return Waarneming(indicator.land)
        if found is None:
            return Waarneming(None, reden=self._why_absent(indicator, code, jaar))
        return found if found.waarde is not None else found._replace(reden=zin(f"reden.{found.reden or 'leeg'}", jaar=jaar))

    def _why_absent(self, indicator: Indicator, code: str, jaar: int) -> str:
        published = {j for bron in indicator.bronnen for j in bron.jaren}
        in_table = {j for bron in indicator.bronnen for j in self.catalogus.tabellen[bron.tabel].jaren}
        if jaar in in_table and jaar not in published:
            return zin("reden.niet_gevraagd", jaar=jaar)
        if (indicator.id, jaar) not in self.herkomst_tabel:
            return zin("reden.jaar_ontbreekt", jaar=jaar)
        if soort(code) in ("land", "buurt") and (indicator.id, soort(code)) not in self._soorten:
            return zin(f"reden.{soort(code)}_ontbreekt")
        return zin("reden.gebied_ontbreekt", jaar=jaar)

    def _combined(self, indicator: Indicator, jaar: int) -> tuple[Waarneming, tuple[str, ...]]:
        delen = {code: self._single(indicator, code, jaar) for code in self.gebieden}
        zonder = [code for code, deel in delen.items() if deel.waarde is None]
        if len(zonder) == len(delen):
            return delen[self.gebieden[0]], ()
        gewichten = self._weights(indicator, jaar)
        # a part where nobody lives has no figure, and takes nothing away from the whole
        missend = [code for code in zonder if gewichten.waarden.get(code) != 0]
        if missend:
            return Waarneming(None, reden=zin("reden.deel_ontbreekt", namen=self._names(missend))), ()
        namen = self._names(self.gebieden)
        if indicator.gewicht == "som":
            return total(delen), (zin("toelichting.opgeteld", namen=namen),)
        if gewichten.ontbreekt:
            return Waarneming(None, reden=zin("reden.gewicht_ontbreekt", namen=self._names(gewichten.ontbreekt))), ()
        waarneming = combine(delen, gewichten.waarden)
        anders = "" if gewichten.soort == indicator.gewicht else "_anders"
        woorden = zin(f"gewicht.{gewichten.soort}{anders}", jaar=gewichten.jaar)
        notes = [zin("toelichting.samengesteld", namen=namen, gewicht=woorden)]
        if waarneming.laag is not None:
            notes.append(zin("toelichting.marge_samengesteld"))
        return waarneming, tuple(notes)

    def _weights(self, indicator: Indicator, jaar: int) -> Gewichten:
        if indicator.gewicht == "som":
            return Gewichten({}, "som", None, ())
        tabel = self.tabel(indicator.id, jaar)
        sleutel = indicator.gewicht, tabel.boundary_year(jaar) if tabel else jaar
        if sleutel not in self._gewichten:
            self._gewichten[sleutel] = weigh(self.cijfers, self.gebieden, soort=sleutel[0], jaar=sleutel[1])
        return self._gewichten[sleutel]

    def _names(self, codes: Sequence[str]) -> str:
        return opsomming([self.naam_van(code) for code in codes])

    def _notes(self, waarneming: Waarneming, tabel: StatLineTabel | None, jaar: int) -> tuple[str, ...]:
        if waarneming.waarde is None or tabel is None:
            return ()
        year = (tabel.kanttekening[jaar],) if jaar in tabel.kanttekening else ()
        if self.peildatum and jaar > self.peildatum.year:
            year = (*year, zin("toelichting.na_peildatum", jaar=jaar))
        if not tabel.schatting:
            return year
        notes = [zin("toelichting.schatting", methode=tabel.schatting), zin("toelichting.schatting_interventie")]
        if waarneming.laag is None:
            notes.append(zin("toelichting.marge_onbekend"))
        return (*notes, *year)
