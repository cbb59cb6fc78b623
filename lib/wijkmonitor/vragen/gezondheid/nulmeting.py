"""The eight baseline indicators: the wijk beside its municipality, then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wijkmonitor.bevinding import Bevinding, Bord, Cel, Tabel, Weegt
from wijkmonitor.bevinding.antwoord import weigh
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Halter, halter
from wijkmonitor.gegevens.opendata.leeftijden import Leeftijdsverschil
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import getal, meervoud, opsomming_kort, pct, rond
from wijkmonitor.vragen.bouw import even_groot, klein_begin, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import (
    GEZOND,
    KLEIN,
    Vergelijking,
    age_differences,
    bronregel,
    cel,
    compare_areas,
    geschat,
    jaar_van,
    meaning,
    some_counted,
    toelichtingen,
)
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-nulmeting"
OUDER = "pct_65plus"
MERKBAAR = 0.5  # of the 100: what ages alone give is told from here on
START = 2016  # the health survey on which the programme began


@dataclass(frozen=True, repr=False)
class Nulmeting(Tussenstap):
    """The baseline indicators of the wijk beside its municipality, at the start and in the newest year, in the same order."""

    dossier: Dossier
    nu: tuple[Vergelijking, ...]
    toen: tuple[Vergelijking, ...]

    @property
    def gemeente(self) -> str:
        """The name of the municipality."""
        return self.dossier.kerncijfers.naam_van(self.dossier.wijk.gemeente)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per indicator."""
        return (_tabel(self.nu, self.toen, self.gemeente, self.dossier.wijk.naam), *self.per_leeftijd) if self.nu else ()

    @property
    def bekend(self) -> list[Vergelijking]:
        """The figures that wijk and municipality both have now."""
        return [row for row in self.nu if row.verschil is not None]

    @cached_property
    def leeftijden(self) -> dict[str, Leeftijdsverschil]:
        """What the ages of the people make of the difference, by indicator."""
        return age_differences(self.bekend, self.dossier)

    @property
    def per_leeftijd(self) -> tuple[Tabel, ...]:
        """Both age groups beside each other, where they are published."""
        return (_age_table(self),) if self.leeftijden else ()


def compare_with_gemeente(dossier: Dossier, *, start: int = START) -> Nulmeting:
    """The indicators of the start beside the municipality, in the year of the start and in the newest year."""
    names = baseline(dossier)
    now = tuple(compare_areas(dossier, name) for name in names)
    return Nulmeting(dossier, now, tuple(compare_areas(dossier, name, start) for name in names))


def nulmeting(vergeleken: Nulmeting) -> Bevinding:
    """How many feel healthy, and how the gap with the municipality went.

    Wijk and municipality share their trend, so the gap is told, not the trend. No verdict without a margin.
    """
    texts, dossier, gemeente = load_teksten("2-gezondheid"), vergeleken.dossier, vergeleken.gemeente
    now, then = vergeleken.nu, vergeleken.toen
    known = vergeleken.bekend
    judged = [row for row in known if row.indicator.richting != "neutraal"]
    if not judged:
        reason = next((row.wijk.reden for row in now if row.wijk.reden), "") or texts[f"{ID}.kop.ontbreekt"]
        return ontbreekt(texts, ID, reason, herkomst=dossier.kerncijfers.herkomst)
    main = max(judged, key=lambda row: row.ongunstig)
    hero = next((row for row in known if row.indicator.id == GEZOND), main)
    claim = texts.zin(f"{ID}.kop.{'gezond' if hero.indicator.id == GEZOND else 'bekend'}", **_values(hero, gemeente))
    return maak(
        texts,
        ID,
        kop=claim,
        lees=" ".join(
            [
                _lees(hero, main, now, then, gemeente, _by_age(hero, vergeleken.leeftijden, gemeente)),
                *_programme(dossier, now, gemeente),
            ]
        ),
        onderschrift=texts.zin(
            f"{ID}.onderschrift",
            onderwerpen=meervoud(sum(not row.indicator.proxy_voor for row in known), "onderwerp", "onderwerpen"),
            ook=" ".join(_instead(row, now) for row in known if row.indicator.proxy_voor),
            wijk=dossier.wijk.naam,
            gemeente=gemeente,
            start=START,
        ),
        antwoord={"beide": "beide", "voor": "meeste"}.get(_weighs(hero), "bekend"),
        woorden=_values(hero, gemeente) | {"kloof": _kloof(hero, then, gemeente, kort=True), "jaar": jaar_van(hero, dossier)},
        schatting=hero.schatting,
        eenheid="pct",
        figuur=halter(
            [_beside(row, _with_side(row, geschat(row, known))) for row in known],
            toen=gemeente,
            nu=dossier.wijk.naam,
            vraag=2,
            eenheid="van de 100",
            schaal=(0, 100),
            deels_geteld=some_counted(known),
        ),
        tabel=_tabel(now, then, gemeente, dossier.wijk.naam),
        extra_tabellen=vergeleken.per_leeftijd,
        let_op=toelichtingen(known, dossier, land=False),
        bron=bronregel(now),
        herkomst=dossier.kerncijfers.herkomst,
        bord=_bord(hero, gemeente, jaar_van(hero, dossier)),
        weegt=_weighs(hero),
    )


def _instead(row: Vergelijking, now: Sequence[Vergelijking]) -> str:
    """For which topic of the start a figure stands in."""
    meant = next((other.indicator.naam for other in now if other.indicator.id == row.indicator.proxy_voor), "")
    return load_teksten("2-gezondheid").zin(f"{ID}.vervangt", naam=row.indicator.naam, voor=klein_begin(meant)) if meant else ""


def _by_age(hero: Vergelijking, ages: Mapping[str, Leeftijdsverschil], gemeente: str) -> str:
    """How much of the difference the ages of the people alone would give, and the figure without it."""
    texts, found = load_teksten("2-gezondheid"), ages.get(hero.indicator.id)
    if found is None:
        return ""
    older = found.eigen.aandeel_oud - found.daar.aandeel_oud
    kind = "leeftijd_gelijk" if abs(found.alleen) < MERKBAAR else "leeftijd_ouder" if older > 0 else "leeftijd_jonger"
    side = texts[f"{ID}.kant.{'hoger' if found.alleen > 0 else 'lager'}"]
    words = {"alleen": getal(abs(found.alleen), 1), "kant": side, "gelijk": getal(found.gelijk, hero.decimalen)}
    shares = {"eigen": getal(100 * found.eigen.aandeel_oud), "daar": getal(100 * found.daar.aandeel_oud)}
    return texts.zin(f"{ID}.lees.{kind}", gemeente=gemeente, **words, **shares)


def _age_table(vergeleken: Nulmeting) -> Tabel:
    """Both age groups beside each other, and the wijk with as many people of 65 and older as the municipality."""
    gemeente, wijk, ages = vergeleken.gemeente, vergeleken.dossier.wijk.naam, vergeleken.leeftijden
    columns = (
        "Onderwerp", f"{wijk}, 18-64", f"{gemeente}, 18-64", f"{wijk}, 65+", f"{gemeente}, 65+", f"{wijk}, met de leeftijden van {gemeente}",
    )  # fmt: skip
    bands = [(row, ages[row.indicator.id]) for row in vergeleken.bekend if row.indicator.id in ages]
    cells = [
        (row.indicator.naam, *(pct(value / 100, 1) for value in (a.eigen.jong, a.daar.jong, a.eigen.oud, a.daar.oud, a.gelijk)))
        for row, a in bands
    ]
    derived = any(part.afgeleid for _, a in bands for part in (a.eigen, a.daar))
    return tabel(load_teksten("2-gezondheid")[f"{ID}.leeftijd.{'afgeleid' if derived else 'titel'}"], columns, cells)


def _weighs(hero: Vergelijking) -> Weegt:
    """Whether most people feel healthy speaks for; fewer than in the municipality, as the model estimates it, against."""
    if hero.indicator.id != GEZOND or hero.wijk.waarde is None:
        return ""
    return weigh(voor=hero.wijk.waarde > 50, tegen=hero.ongunstig >= KLEIN)


def _values(row: Vergelijking, gemeente: str) -> dict[str, str]:
    wijk, town = getal(row.wijk.waarde or 0.0), getal(row.gemeente.waarde or 0.0)
    return {"naam": row.naam, "indicator": row.indicator.naam, "wijk": wijk, "daar": town, "gemeente": gemeente}


def _kloof(row: Vergelijking, then: Sequence[Vergelijking], gemeente: str, *, kort: bool = False) -> str:
    """How far the wijk was from the municipality at the start and is now; "" where there is no figure of the start.

    kort: only both figures of the start.
    """
    old = next((item for item in then if item.indicator.id == row.indicator.id), None)
    if old is None or old.verschil is None or row.verschil is None or old.jaar == row.jaar:
        return ""
    texts, gaps = load_teksten("2-gezondheid"), [getal(abs(gap), row.decimalen) for gap in (old.verschil, row.verschil)]
    if max(abs(old.verschil), abs(row.verschil)) < KLEIN:
        return texts.zin(f"{ID}.lees.kloof_klein", gemeente=gemeente, start=old.jaar, jaar=row.jaar)
    crossed = old.verschil * row.verschil < 0
    kind = "gekruist" if crossed else "gelijk" if gaps[0] == gaps[1] else "anders"
    sides = [str(texts[f"{ID}.kant.{'hoger' if gap > 0 else 'lager'}"]) for gap in (old.verschil, row.verschil)]
    levels = {"hier_toen": getal(old.wijk.waarde or 0.0), "daar_toen": getal(old.gemeente.waarde or 0.0)}
    words = levels | {
        "toen": gaps[0],
        "nu": gaps[1],
        "kant_toen": sides[0],
        "kant_nu": sides[1],
        "start": old.jaar,
        "jaar": row.jaar,
    }
    kind = "toen" if kort and not crossed else kind
    return texts.zin(f"{ID}.lees.kloof_{kind}", gemeente=gemeente, naam=row.naam, **words)


def _bord(hero: Vergelijking, gemeente: str, jaar: str) -> Bord:
    """The board of the plate: the number of the headline, and under it that of the municipality."""
    texts, tens = load_teksten("2-gezondheid"), int(rond((hero.wijk.waarde or 0.0) / 10))
    key = f"{ID}.bord.{hero.indicator.id}"
    return Bord(
        getal=getal(hero.wijk.waarde or 0.0),
        tekst=texts.zin(key if texts.heeft(key) else f"{ID}.bord.anders", **_values(hero, gemeente)),
        extra=texts.zin(f"{ID}.bord.extra", **_values(hero, gemeente)),
        voet=texts.zin(f"{ID}.bord.{'voet' if 'RIVM' in hero.wijk.bron else 'voet_voorbeeld'}", jaar=jaar, kaal=hero.jaar),
        tien=tens,
        bloei=10 - tens if hero.indicator.richting == "laag_is_gunstig" else tens,
    )


def baseline(dossier: Dossier) -> list[str]:
    """The eight indicators of the start, a published stand-in beside one that has no figure."""
    catalogue = dossier.kerncijfers.catalogus
    chosen = [name for name, item in catalogue.items() if item.nulmeting]
    return chosen + [name for name, item in catalogue.items() if item.proxy_voor in chosen and name not in chosen]


def _lees(
    hero: Vergelijking, main: Vergelijking, now: Sequence[Vergelijking], then: Sequence[Vergelijking], gemeente: str, by_age: str
) -> str:
    texts = load_teksten("2-gezondheid")
    missing = [row.naam for row in now if row.wijk.waarde is None]
    without = texts.zin(f"{ID}.lees.zonder", namen=opsomming_kort(missing)) if missing else ""
    kind = "bekend" if main.ongunstig > 0 else "gunstig"
    even = even_groot(main, now, lambda row: row.ongunstig, lambda row: row.naam, main.decimalen)
    worst = texts.zin(f"{ID}.lees.{kind}", **_values(main, gemeente), jaar=main.jaar, even=even, zonder=without)
    gaps = dict.fromkeys([_kloof(hero, then, gemeente), by_age, _kloof(main, then, gemeente)])
    return " ".join(part for part in (*gaps, worst, _start(then, gemeente)) if part)


def _start(then: Sequence[Vergelijking], gemeente: str) -> str:
    """On which side of the municipality the figures of the start lay."""
    texts = load_teksten("2-gezondheid")
    known = [row for row in then if row.verschil is not None and row.indicator.richting != "neutraal"]
    if not known:
        return ""
    others = [row.naam for row in known if row.ongunstig <= 0]
    names, count = opsomming_kort(others), getal(len(known))
    kind = ("anders_meer" if len(others) > 1 else "anders") if others else "zoals" if len(known) > 1 else "zoals_een"
    return texts.zin(f"{ID}.lees.{kind}", jaar=START, namen=names, n=count, gemeente=gemeente)


def _programme(dossier: Dossier, now: Sequence[Vergelijking], gemeente: str) -> list[str]:
    """What the programme said of the start, in its own wijken, and what the figure on ageing says beside it."""
    if dossier.wijk.slug not in programma().wijken:
        return []
    texts = load_teksten("2-gezondheid")
    old = [row for row in now if row.indicator.id == OUDER and row.verschil is not None]
    side = [texts.zin(f"{ID}.lees.ouder", **_values(row, gemeente), jaar=row.jaar, eigen=dossier.wijk.naam) for row in old]
    return [programma().nulmeting, *side]


def _with_side(row: Vergelijking, naam: str) -> str:
    """The name of a row; where high is not favourable it says so, for all rows have one axis."""
    texts, key = load_teksten("2-gezondheid"), f"{ID}.figuur.{row.indicator.richting}"
    return f"{naam}, {texts[key]}" if texts.heeft(key) else naam


def _beside(row: Vergelijking, naam: str) -> Halter:
    return Halter(naam, row.gemeente.waarde, row.wijk.waarde, row.wijk.laag, row.wijk.hoog)


def _tabel(now: Sequence[Vergelijking], then: Sequence[Vergelijking], gemeente: str, wijk: str) -> Tabel:
    rows = [
        (new.indicator.naam, meaning(new.indicator), _good(new), *_three(old), str(new.jaar or "geen"), *_three(new))
        for new, old in zip(now, then, strict=True)
    ]
    columns = (
        "Onderwerp", "Wat is het", "Gunstig is", f"{wijk}, {START}", f"{gemeente}, {START}", f"Verschil, {START}",
        "Nieuwste jaar", f"{wijk}, nu", f"{gemeente}, nu", "Verschil, nu",
    )  # fmt: skip
    return tabel("De nulmeting, toen en nu", columns, rows)


def _good(row: Vergelijking) -> str:
    return {"hoog_is_gunstig": "hoog", "laag_is_gunstig": "laag"}.get(row.indicator.richting, "geen van beide")


def _three(row: Vergelijking) -> tuple[Cel, Cel, Cel]:
    """Wijk, municipality and their difference; where one is missing the short reason, as the text above tells the rest."""
    texts = load_teksten("2-gezondheid")
    missing = texts[f"{ID}.reden.{'geen_cijfer' if row.indicator.geen_cijfer else 'geen_jaar'}"]
    wijk, town = (missing if item.waarde is None else cel(item, row.decimalen) for item in (row.wijk, row.gemeente))
    return wijk, town, missing if row.verschil is None else getal(row.verschil, row.decimalen)
