"""The eight baseline indicators: the wijk beside its municipality, then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wijkmonitor.bevinding import Bevinding, Bord, Cel, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Halter, halter
from wijkmonitor.gegevens.opendata.cijfer import zin
from wijkmonitor.gegevens.opendata.samenstellen import Leeftijdsverschil
from wijkmonitor.programma import programma
from wijkmonitor.taal.getallen import getal, hoofdletter, klein_begin, meervoud, opsomming, opsomming_kort, pct
from wijkmonitor.vragen.bouw import in_tien, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import (
    GEZOND,
    KLEIN,
    Vergelijking,
    age_differences,
    cel,
    compare_areas,
    geschat,
    jaar_van,
    meaning,
    some_counted,
    toelichtingen,
    uit_cijfers,
)
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("2-gezondheid", "gezondheid-nulmeting")
OUDER = "pct_65plus"
GUNSTIG = {"hoog_is_gunstig": "hoog", "laag_is_gunstig": "laag", "neutraal": "geen van beide"}
MERKBAAR = 0.5  # of the 100: what ages alone give is told from here on
START = 2016  # the health survey on which the programme began


@dataclass(frozen=True, repr=False)
class Nulmeting(Tabelstap):
    """The baseline indicators of the wijk beside its municipality, at the start and in the newest year, in the same order."""

    dossier: Dossier
    nu: tuple[Vergelijking, ...]
    toen: tuple[Vergelijking, ...]
    startjaar: int = START

    @property
    def gemeente(self) -> str:
        """The name of the municipality."""
        return self.dossier.kerncijfers.naam_van(self.dossier.wijk.gemeente)

    @property
    def tabel(self) -> Tabel:
        """A row per indicator, at the start and now."""
        gemeente, wijk, start = self.gemeente, self.dossier.wijk.naam, self.startjaar
        rows = [
            (item.naam, meaning(item), GUNSTIG[item.richting], *_three(old), str(new.jaar or "geen"), *_three(new))
            for item, old, new in zip((row.indicator for row in self.nu), self.toen, self.nu, strict=True)
        ]
        columns = (
            "Onderwerp", "Wat is het", "Gunstig is", f"{wijk}, {start}", f"{gemeente}, {start}", f"Verschil, {start}",
            "Nieuwste jaar", f"{wijk}, nu", f"{gemeente}, nu", "Verschil, nu",
        )  # fmt: skip
        return tabel("De nulmeting, toen en nu", columns, rows)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The indicators, and the age groups where they are published."""
        return (self.tabel, *self.per_leeftijd) if self.nu else ()

    @property
    def bekend(self) -> list[Vergelijking]:
        """The figures that wijk and municipality both have now."""
        return [row for row in self.nu if row.verschil is not None]

    @cached_property
    def leeftijden(self) -> dict[str, Leeftijdsverschil]:
        """What the ages of the people make of the difference, by indicator."""
        return age_differences(self.bekend, self.dossier)

    def start(self, row: Vergelijking) -> Vergelijking | None:
        """The same indicator at the start; None where wijk or municipality has no figure of an earlier year."""
        old = next((item for item in self.toen if item.indicator.id == row.indicator.id), None)
        return None if old is None or old.verschil is None or row.verschil is None or old.jaar == row.jaar else old

    @property
    def per_leeftijd(self) -> tuple[Tabel, ...]:
        """Both age groups beside each other, and the wijk with as many people of 65 and older as the municipality; if published."""
        if not self.leeftijden:
            return ()
        gemeente, wijk = self.gemeente, self.dossier.wijk.naam
        columns = (
            "Onderwerp", f"{wijk}, 18-64", f"{gemeente}, 18-64", f"{wijk}, 65+", f"{gemeente}, 65+",
            f"{wijk}, met de leeftijden van {gemeente}",
        )  # fmt: skip
        catalogue, ages = self.dossier.kerncijfers.catalogus, self.leeftijden
        cells = [
            (
                catalogue.find(id).naam,
                *(pct(share / 100, 1) for share in (a.eigen.jong, a.daar.jong, a.eigen.oud, a.daar.oud, a.gelijk)),
            )
            for id, a in ages.items()
        ]
        derived = any(part.afgeleid for a in ages.values() for part in (a.eigen, a.daar))
        return (tabel(TEKST[f"leeftijd.{'afgeleid' if derived else 'titel'}"], columns, cells),)


def compare_with_gemeente(dossier: Dossier, *, start: int = START) -> Nulmeting:
    """The indicators of the start beside the municipality, in the year of the start and in the newest year.

    A published stand-in comes beside one that has no figure.
    """
    catalogue = dossier.kerncijfers.catalogus
    names = [name for name, item in catalogue.items() if item.nulmeting]
    names += [name for name, item in catalogue.items() if item.proxy_voor in names and name not in names]
    now = tuple(compare_areas(dossier, name) for name in names)
    return Nulmeting(dossier, now, tuple(compare_areas(dossier, name, start) for name in names), start)


def nulmeting(vergeleken: Nulmeting) -> Bevinding:
    """How many feel healthy, then and now, beside the municipality, and what moved besides, to either side.

    Wijk and municipality share their trend, so both are told. Without a margin: no verdict, no ranking, and the finding
    weighs nothing in the answer.
    """
    dossier, gemeente = vergeleken.dossier, vergeleken.gemeente
    now, known = vergeleken.nu, vergeleken.bekend
    judged = [row for row in known if row.indicator.richting != "neutraal"]
    if not judged:
        reason = next((row.wijk.reden for row in now if row.wijk.reden), "") or TEKST["kop.ontbreekt"]
        return ontbreekt(TEKST, reason, herkomst=dossier.kerncijfers.herkomst)
    hero = next((row for row in known if row.indicator.id == GEZOND), judged[0])
    moved = _moved(vergeleken, hero, judged)
    year, old = jaar_van(hero, dossier), vergeleken.start(hero)
    words = _values(hero, gemeente) | {"anders": moved["achteruit"], "jaar": year, "start": str(vergeleken.startjaar)}
    words |= {
        "toen": f" ({getal(old.wijk.waarde or 0.0)} in {old.jaar})" if old else "",
        "daar_toen": f" ({getal(old.gemeente.waarde or 0.0)})" if old else "",
    }
    words |= {
        "onderwerpen": meervoud(sum(not row.indicator.proxy_voor for row in known), "onderwerp", "onderwerpen"),
        "ook": " ".join(_instead(row, now) for row in known if row.indicator.proxy_voor),
    }
    by_age = _by_age(hero, vergeleken.leeftijden, gemeente)
    return maak(
        TEKST,
        "gezond" if hero.indicator.id == GEZOND else "bekend",
        woorden=words,
        lees=" ".join([*_lees(vergeleken, hero, by_age, moved), *_programme(dossier, now, gemeente)]),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(str(hero.jaar), over=hero.indicator.naam),
        schatting=hero.schatting,
        eenheid="pct",
        figuur=halter(
            [
                Halter(_with_side(row, geschat(row, known)), row.gemeente.waarde, row.wijk.waarde, row.wijk.laag, row.wijk.hoog)
                for row in known
            ],
            toen=gemeente,
            nu=dossier.wijk.naam,
            vraag=2,
            eenheid="van de 100",
            schaal=(0, 100),
            deels_geteld=some_counted(known),
        ),
        tabel=vergeleken.tabel,
        extra_tabellen=vergeleken.per_leeftijd,
        let_op=toelichtingen(known, dossier, land=False),
        bord=_bord(hero, gemeente, year),
        **uit_cijfers(dossier, now),
    )


def _instead(row: Vergelijking, now: Sequence[Vergelijking]) -> str:
    """For which topic of the start a figure stands in."""
    meant = next((other.indicator.naam for other in now if other.indicator.id == row.indicator.proxy_voor), "")
    return TEKST.zin("vervangt", naam=row.indicator.naam, voor=klein_begin(meant)) if meant else ""


def _by_age(hero: Vergelijking, ages: Mapping[str, Leeftijdsverschil], gemeente: str) -> str:
    """How much of the difference the ages of the people alone would give, and the figure without it."""
    found = ages.get(hero.indicator.id)
    if found is None:
        return ""
    older = found.eigen.aandeel_oud - found.daar.aandeel_oud
    kind = "leeftijd_gelijk" if abs(found.alleen) < MERKBAAR else "leeftijd_ouder" if older > 0 else "leeftijd_jonger"
    side = TEKST[f"kant.{'hoger' if found.alleen > 0 else 'lager'}"]
    words = {"alleen": getal(abs(found.alleen), 1), "kant": side, "gelijk": getal(found.gelijk, hero.decimalen)}
    shares = {"eigen": getal(100 * found.eigen.aandeel_oud), "daar": getal(100 * found.daar.aandeel_oud)}
    return TEKST.zin(f"lees.{kind}", gemeente=gemeente, **words, **shares)


def _values(row: Vergelijking, gemeente: str) -> dict[str, str]:
    wijk, town = getal(row.wijk.waarde or 0.0), getal(row.gemeente.waarde or 0.0)
    return {"naam": row.naam, "indicator": row.indicator.naam, "wijk": wijk, "daar": town, "gemeente": gemeente}


def _levels(row: Vergelijking, old: Vergelijking, gemeente: str) -> dict[str, object]:
    return {
        "naam": hoofdletter(row.naam),
        "gemeente": gemeente,
        "start": old.jaar,
        "hier_toen": getal(old.wijk.waarde or 0.0),
        "daar_toen": getal(old.gemeente.waarde or 0.0),
        "hier_nu": getal(row.wijk.waarde or 0.0),
        "daar_nu": getal(row.gemeente.waarde or 0.0),
    }


def _kloof(hero: Vergelijking, old: Vergelijking | None, gemeente: str) -> str:
    """Both figures of the start and how the gap went; no size of the gap, for tenths of an estimate say nothing."""
    if old is None:
        return ""
    gaps = (old.verschil or 0.0, hero.verschil or 0.0)
    kind = "klein" if max(map(abs, gaps)) < KLEIN else "even" if abs(gaps[1] - gaps[0]) < KLEIN else "anders"
    return TEKST.zin(f"lees.kloof_{kind}", **_levels(hero, old, gemeente))


def _moved(vergeleken: Nulmeting, hero: Vergelijking, rows: Sequence[Vergelijking]) -> dict[str, str]:
    """Per direction what else moved by at least `KLEIN` since the start, here and in the municipality, in their order."""
    told: dict[str, list[str]] = {"vooruit": [], "achteruit": []}
    for row in rows:
        old = vergeleken.start(row)
        if old is None or row is hero or abs(gain := row.winst_sinds(old)) < KLEIN:
            continue
        told["vooruit" if gain > 0 else "achteruit"].append(TEKST.zin("lees.ging", **_levels(row, old, vergeleken.gemeente)))
    return {side: " ".join(sentences) for side, sentences in told.items()}


def _bord(hero: Vergelijking, gemeente: str, jaar: str) -> Bord:
    """The board of the plate: the number of the headline, and under it that of the municipality."""
    tens = in_tien((hero.wijk.waarde or 0.0) / 100)
    key = f"bord.{hero.indicator.id}"
    return Bord(
        getal=getal(hero.wijk.waarde or 0.0),
        tekst=TEKST.zin(key if TEKST.heeft(key) else "bord.anders", **_values(hero, gemeente)),
        extra=TEKST.zin("bord.extra", **_values(hero, gemeente)),
        voet=TEKST.zin(f"bord.{'voet' if 'RIVM' in hero.wijk.bron else 'voet_voorbeeld'}", jaar=jaar, kaal=hero.jaar),
        tien=tens,
        bloei=10 - tens if hero.indicator.richting == "laag_is_gunstig" else tens,
    )


def _lees(vergeleken: Nulmeting, hero: Vergelijking, by_age: str, moved: Mapping[str, str]) -> list[str]:
    """The main figure then and now, what else moved, and on which side of the municipality all figures lie, now and then."""
    now, then, gemeente = vergeleken.nu, vergeleken.toen, vergeleken.gemeente
    missing = [row.naam for row in now if row.wijk.waarde is None]
    earlier = [old for old, new in zip(then, now, strict=True) if old.jaar < new.jaar]
    parts = [
        _kloof(hero, vergeleken.start(hero), gemeente),
        by_age,
        *moved.values(),
        _sides(now, gemeente, TEKST["zijde.nu"]),
        TEKST.zin("lees.zonder", namen=opsomming_kort(missing)) if missing else "",
        _sides(earlier, gemeente, TEKST.zin("zijde.toen", start=vergeleken.startjaar)),
    ]
    return [part for part in parts if part]


def _sides(rows: Sequence[Vergelijking], gemeente: str, wanneer: str) -> str:
    """Which figures are less favourable than in the municipality, which more, and which about the same."""
    known = [row for row in rows if row.verschil is not None and row.indicator.richting != "neutraal"]
    sides = {
        "minder": [row.naam for row in known if row.ongunstig >= KLEIN],
        "meer": [row.naam for row in known if row.ongunstig <= -KLEIN],
        "gelijk": [row.naam for row in known if abs(row.ongunstig) < KLEIN],
    }
    said = [
        TEKST.zin(f"zijde.{side}", wanneer=wanneer, gemeente=gemeente, namen=opsomming(names), klein=getal(KLEIN))
        for side, names in sides.items()
        if names
    ]
    return " ".join(said)


def _programme(dossier: Dossier, now: Sequence[Vergelijking], gemeente: str) -> list[str]:
    """What the programme said of the start, in its own wijken, and what the figure on ageing says beside it."""
    if dossier.wijk.slug not in programma().wijken:
        return []
    old = [row for row in now if row.indicator.id == OUDER and row.verschil is not None]
    side = [TEKST.zin("lees.ouder", **_values(row, gemeente), jaar=row.jaar, eigen=dossier.wijk.naam) for row in old]
    return [programma().nulmeting, *side]


def _with_side(row: Vergelijking, naam: str) -> str:
    """The name of a row; where high is not favourable it says so, for all rows have one axis."""
    key = f"figuur.{row.indicator.richting}"
    return f"{naam}, {TEKST[key]}" if TEKST.heeft(key) else naam


def _three(row: Vergelijking) -> tuple[Cel, Cel, Cel]:
    """Wijk, municipality and their difference; where one is missing the short reason, as the text above tells the rest."""
    later = row.wijk.reden == zin("reden.na_peildatum", jaar=row.jaar)
    missing = TEKST[f"reden.{'geen_cijfer' if row.indicator.geen_cijfer else 'later' if later else 'geen_jaar'}"]
    wijk, town = (missing if item.waarde is None else cel(item, row.decimalen) for item in (row.wijk, row.gemeente))
    return wijk, town, missing if row.verschil is None else getal(row.verschil, row.decimalen)
