"""Published figures as findings show them: beside municipality and country, without a verdict where no margin is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wijkmonitor.bevinding import Cel, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.opendata.catalogus import Indicator
from wijkmonitor.gegevens.opendata.cijfer import Cijfer, zin
from wijkmonitor.gegevens.opendata.samenstellen import Leeftijdsverschil, compare_ages
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, hoofdletter, opsomming, opsomming_kort, pct, telwoord
from wijkmonitor.vragen.bouw import Vandaan, bronregel, tabel
from wijkmonitor.vragen.teksten import load_teksten

GEBIEDEN = ("wijk", "gemeente", "nederland")
GEZOND = "ervaren_gezondheid_goed"
KLEIN = 2.0  # of the 100: two estimates of a model that lie closer together are told as about the same
MARGE_ONBEKEND = "schatting, marge onbekend"
TELLING = "telling, zonder marge"
NIET_BESCHIKBAAR = "niet beschikbaar"
NIET_OPGEHAALD = "–"  # a sentence beside the table says it once


@dataclass(frozen=True)
class Vergelijking:
    """One indicator in one year for wijk, municipality and country; a figure may be missing with its reason.

    decimalen: with how many decimals the source publishes its percentages, see `source_decimals`.
    """

    indicator: Indicator
    jaar: int
    wijk: Cijfer
    gemeente: Cijfer
    nederland: Cijfer
    decimalen: int = 1

    @property
    def verschil(self) -> float | None:
        """Wijk minus municipality in the unit of the indicator, None where one is missing."""
        if self.wijk.waarde is None or self.gemeente.waarde is None:
            return None
        return self.wijk.waarde - self.gemeente.waarde

    @property
    def ongunstig(self) -> float:
        """How much less favourable the wijk is, in the unit of the indicator; negative = more favourable."""
        return self._sign * (self.verschil or 0.0)

    @property
    def ongunstig_land(self) -> float | None:
        """The same beside the country; None where that has no figure."""
        if self.wijk.waarde is None or self.nederland.waarde is None:
            return None
        return self._sign * (self.wijk.waarde - self.nederland.waarde)

    def winst_sinds(self, toen: Vergelijking) -> float:
        """How far the wijk moved to the favourable side since then, in the unit of the indicator; 0 where one is missing."""
        if self.wijk.waarde is None or toen.wijk.waarde is None:
            return 0.0
        return self._sign * (toen.wijk.waarde - self.wijk.waarde)

    @property
    def _sign(self) -> float:
        return {"hoog_is_gunstig": -1.0, "laag_is_gunstig": 1.0}.get(self.indicator.richting, 0.0)

    @property
    def schatting(self) -> Estimate:
        """The figure of the wijk as an estimate; shares are 0-1."""
        return as_estimate(self.wijk, self.indicator)

    @property
    def naam(self) -> str:
        """The indicator's name inside a sentence."""
        return self.indicator.naam[:1].lower() + self.indicator.naam[1:]


@dataclass(frozen=True, repr=False)
class Cijfers(Tabelstap):
    """Indicators of the wijk beside municipality and country, in the order in which they are told."""

    dossier: Dossier
    titel: str
    rijen: tuple[Vergelijking, ...]

    @property
    def gemeente(self) -> str:
        """Name of the municipality."""
        return self.dossier.kerncijfers.naam_van(self.dossier.wijk.gemeente)

    @property
    def tabel(self) -> Tabel:
        """A row per indicator: wijk, municipality and country, with year, margin and kind of figure.

        Without any figure of the country there is no column for it; a municipality stands beside the country, the country alone.
        """
        country = not self.dossier.naast_land and any(_country(row) != NIET_OPGEHAALD for row in self.rijen)
        areas = (self.dossier.wijk.naam, self.gemeente, "Nederland")[: 1 if self.dossier.is_land else 2 + country]
        columns = ("Onderwerp", "Wat is het", "Jaar", *areas, "Wat voor cijfer")
        return tabel(self.titel, columns, [_row(row, len(areas)) for row in self.rijen])


def compare_areas(dossier: Dossier, indicator: str, jaar: int | None = None) -> Vergelijking:
    """The indicator in the newest year with a figure for the wijk (or in `jaar`), for the three areas."""
    figures = dossier.kerncijfers
    year = figures.laatste_jaar(indicator) if jaar is None else jaar
    wijk, gemeente, land = (figures.cijfer(indicator, area, year) for area in GEBIEDEN)
    if dossier.is_land:
        gemeente = land = replace(land, waarde=None, laag=None, hoog=None, reden=load_teksten("gedeeld")["land.zelf"])
    return Vergelijking(figures.catalogus.find(indicator), year, wijk, gemeente, land, source_decimals(dossier, indicator, year))


def largest(eerste: Vergelijking, alle: Sequence[Vergelijking], maat: Callable[[Vergelijking], float], gemeente: str) -> str:
    """Where the wijk differs most from its municipality: all within `KLEIN` of the first, for without a margin those are ties."""
    texts = load_teksten("gedeeld")
    names = [row.naam for row in alle if row is eerste or abs(maat(row) - maat(eerste)) < KLEIN]
    kind = "alleen" if len(names) == 1 else "samen"
    return texts.zin(f"grootst.{kind}", gemeente=gemeente, n=telwoord(len(names)), namen=opsomming_kort(names, 3))


def age_differences(rows: Sequence[Vergelijking], dossier: Dossier) -> dict[str, Leeftijdsverschil]:
    """Per indicator what the ages of the people make of the difference; those without published age groups are left out."""
    found = {row.indicator.id: compare_ages(dossier.kerncijfers, row.indicator.id, row.jaar) for row in rows}
    return {name: ages for name, ages in found.items() if ages}


def source_decimals(dossier: Dossier, indicator: str, jaar: int) -> int:
    """0 where every published figure of the indicator in that year is a whole number (CBS rounds), otherwise 1.

    More decimals than the source has would look more exact than it is; a wijk of several areas follows its parts.
    """
    figures = dossier.kerncijfers
    areas = (figures.gemeente, *figures.gebieden, *figures.buurtcodes)
    found = [item.waarde for area in areas if (item := figures.cijfers.get((indicator, area, jaar))) and item.waarde is not None]
    return 0 if len(found) > 1 and all(value == round(value) for value in found) else 1


def as_estimate(cijfer: Cijfer, indicator: Indicator) -> Estimate:
    """A published figure as estimate, percentages as a share (0-1); without bounds the reason says so."""
    scale = 0.01 if indicator.eenheid == "%" else 1.0
    method = f"schatting {indicator.schatting}" if cijfer.schatting else "telling van het CBS"
    if cijfer.waarde is None:
        return Estimate(None, None, None, None, method, cijfer.reden)
    if cijfer.laag is None or cijfer.hoog is None:
        return Estimate(cijfer.waarde * scale, None, None, None, method, MARGE_ONBEKEND if cijfer.schatting else TELLING)
    return Estimate(cijfer.waarde * scale, cijfer.laag * scale, cijfer.hoog * scale, None, method)


def in_woorden(cijfer: Cijfer) -> str:
    """A figure with its unit as readers say it; where it is missing, its reason."""
    if cijfer.waarde is None:
        return cijfer.reden or "niet bekend"
    if cijfer.eenheid == "%":
        return f"{getal(cijfer.waarde)} van de 100"
    if cijfer.eenheid == "aantal":
        return getal(cijfer.waarde)
    return f"{getal(cijfer.waarde, 1).removesuffix(',0')} {cijfer.eenheid}"


def cel(cijfer: Cijfer, decimalen: int = 1) -> Cel:
    """A figure in a table whose rows have units of their own; the reason where it is missing."""
    if cijfer.waarde is None:
        return cijfer.reden or "niet bekend"
    if cijfer.eenheid == "%":
        return pct(cijfer.waarde / 100, decimalen)
    return getal(cijfer.waarde, 0 if cijfer.eenheid == "aantal" else decimalen)


def _row(row: Vergelijking, number: int) -> tuple[Cel, ...]:
    areas: tuple[Cel, ...] = (cel(row.wijk, row.decimalen), cel(row.gemeente, row.decimalen), _country(row))[:number]
    if row.indicator.geen_cijfer:
        areas = (NIET_BESCHIKBAAR,) * number
    return row.indicator.naam, meaning(row.indicator), str(row.jaar or "geen"), *areas, _kind(row)


def meaning(indicator: Indicator) -> str:
    """What the figure is and of whom, for a row of a table."""
    of_whom = f" Per 100 {indicator.per}." if indicator.per else ""
    unit = "" if indicator.eenheid in ("%", "aantal") else f" ({indicator.eenheid})"
    return f"{indicator.definitie}{of_whom}{unit}"


def per_honderd(rows: Sequence[Vergelijking]) -> str:
    """Who the percentages are about, in words for a caption: 'per 100 woningen', or that it differs per row."""
    about = {row.indicator.per for row in rows}
    return f"per 100 {about.pop()}" if len(about) == 1 else "per 100 van de groep in de tabel"


def wanneer(row: Vergelijking, dossier: Dossier) -> str:
    """The year of the figure as a caption says it: whether that was the year of corona, and whether a model estimated it."""
    return f"{jaar_van(row, dossier)}{', schatting' if row.wijk.schatting else ''}"


def jaar_van(row: Vergelijking, dossier: Dossier) -> str:
    """The year of the figure, with corona where that was in it."""
    tabel = dossier.kerncijfers.tabel(row.indicator.id, row.jaar)
    corona = tabel is not None and "corona" in tabel.kanttekening.get(row.jaar, "")
    return f"coronajaar {row.jaar}" if corona else str(row.jaar)


def some_counted(rows: Sequence[Vergelijking]) -> bool:
    """Whether some of these figures were counted and others estimated."""
    return len({row.wijk.schatting for row in rows}) > 1


def geschat(row: Vergelijking, rows: Sequence[Vergelijking]) -> str:
    """The name of a row; that it is an estimate where others beside it were counted."""
    return f"{row.indicator.naam} (geschat)" if some_counted(rows) and row.wijk.schatting else row.indicator.naam


def kanttekeningen(rows: Sequence[Vergelijking], dossier: Dossier) -> str:
    """What a reader must know of the years of these figures and of the area they are about, each once."""
    tables = ((dossier.kerncijfers.tabel(row.indicator.id, row.jaar), row.jaar) for row in rows)
    notes = [tabel.kanttekening.get(jaar, "") for tabel, jaar in tables if tabel]
    return " ".join(note for note in dict.fromkeys([*notes, dossier.gaat_over]) if note)


def _country(row: Vergelijking) -> Cel:
    """The figure of the country; that it was not fetched is told in full once, beside the table."""
    return NIET_OPGEHAALD if row.nederland.reden == zin("reden.land_ontbreekt") else cel(row.nederland, row.decimalen)


def _kind(row: Vergelijking) -> str:
    if row.wijk.waarde is None:
        return NIET_BESCHIKBAAR
    if row.wijk.laag is not None and row.wijk.hoog is not None:
        return f"schatting, marge {getal(row.wijk.laag, 1)} tot {getal(row.wijk.hoog, 1)}"
    return MARGE_ONBEKEND if row.wijk.schatting else TELLING


def _named_estimates(rows: Sequence[Vergelijking], dossier: Dossier) -> dict[str, str]:
    """Per note that figures are an estimate the one that names them; none where no other figure was counted."""
    known = [row for row in rows if row.wijk.waarde is not None]
    if all(row.wijk.schatting for row in known):
        return {}
    methods: dict[str, list[str]] = {}
    for row in known:
        tabel = dossier.kerncijfers.tabel(row.indicator.id, row.jaar)
        if row.wijk.schatting and tabel and tabel.schatting:
            methods.setdefault(tabel.schatting, []).append(row.naam)
    return {
        zin("toelichting.schatting", methode=method): hoofdletter(
            zin("toelichting.schatting_van", namen=opsomming(names), methode=method)
        )
        for method, names in methods.items()
    }


def cijferbron(rows: Sequence[Vergelijking]) -> str:
    """The sources of these figures, each once."""
    return bronregel(row.wijk.bron for row in rows if row.wijk.bron)


class Opencijfers(Vandaan):
    """What a finding on open figures rests on, and the newest year of them."""

    open_jaar: int


def uit_cijfers(dossier: Dossier, rows: Sequence[Vergelijking]) -> Opencijfers:
    """What a finding on these figures rests on, for `maak`; open_jaar is 0 where the wijk has none of them."""
    newest = max((row.jaar for row in rows if row.wijk.waarde is not None), default=0)
    return {"bron": cijferbron(rows), "herkomst": dossier.kerncijfers.herkomst, "open_jaar": newest}


def toelichtingen(rows: Sequence[Vergelijking], dossier: Dossier, *, land: bool = True) -> str:
    """The sentences that must stand near these figures, each once; how areas were combined in one sentence for all.

    land: the country stands beside them; where it has some of the figures only, a sentence says so. That the ages of the
    people are not allowed for is said where their age groups are not known.
    """
    notes = list(dict.fromkeys(note for row in rows for note in row.wijk.toelichting))
    areas = next((row.wijk.samengesteld for row in rows if row.wijk.samengesteld), ())
    if areas:
        several = {row.wijk.samenstelling for row in rows} - {""}
        if len(several) > 1:
            names = opsomming([dossier.kerncijfers.naam_van(code) for code in areas])
            notes = [note for note in notes if note not in several] + [zin("toelichting.samengesteld_meer", namen=names)]
    elif dossier.gaat_over:
        notes.append(dossier.gaat_over)
    named = _named_estimates(rows, dossier)
    notes = [named.get(note, note) for note in notes]
    tables = ((row, dossier.kerncijfers.tabel(row.indicator.id, row.jaar)) for row in rows if row.verschil is not None)
    by_age = [row for row, tabel in tables if tabel and tabel.banden]
    if len(age_differences(by_age, dossier)) < len(by_age):
        notes.append(zin("toelichting.leeftijd_niet"))
    if land and len({_country(row) == NIET_OPGEHAALD for row in rows}) > 1:
        notes.append(zin("toelichting.land"))
    return " ".join(notes)
