"""The four blocks of the profile against municipality and country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wijkmonitor.bevinding import Bevinding, Bord
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Halter, halter
from wijkmonitor.taal.getallen import getal, hoofdletter, klein_begin, opsomming
from wijkmonitor.vragen.bouw import in_tien, maak, ontbreekt, shorten_kop
from wijkmonitor.vragen.cijfers import (
    KLEIN,
    Cijfers,
    Vergelijking,
    cijferbron,
    compare_areas,
    geschat,
    in_woorden,
    largest,
    per_honderd,
    some_counted,
    toelichtingen,
    uit_cijfers,
)
from wijkmonitor.vragen.teksten import Bevindingtekst

BLOKKEN = ("demografisch", "sociaaleconomisch", "gezondheid", "psychosociaal")
BLOK = Bevindingtekst("0-wijkprofiel", "blok")  # what the findings of all blocks say
AGES = ("pct_0_14", "pct_15_24", "pct_25_44", "pct_45_64", "pct_65plus")


def compare_with_gemeente(dossier: Dossier, *, blok: str) -> Cijfers:
    """All figures of one block (`demografisch`, `sociaaleconomisch`, `gezondheid`, `psychosociaal`), each in its newest year.

    Those without a published figure are there too.

    Raises ValueError in Dutch for another block.
    """
    if blok not in BLOKKEN:
        raise ValueError(BLOK.zin("onbekend", blok=blok, kies=", ".join(BLOKKEN)))
    titel = BLOK.zin(f"titel.{'bevolking' if blok == BLOKKEN[0] else 'ander'}", blok=blok)
    names = (name for name, indicator in dossier.kerncijfers.catalogus.items() if indicator.blok == blok)
    return Cijfers(dossier, titel, tuple(compare_areas(dossier, name) for name in names))


def demografisch(bevolking: Cijfers) -> Bevinding:
    """How many people live here and how old they are: counts, so without a margin."""
    tekst, dossier, rows = _tekst(BLOKKEN[0]), bevolking.dossier, bevolking.rijen
    people, older = compare_areas(dossier, "inwoners"), compare_areas(dossier, "pct_65plus")
    if people.wijk.waarde is None:
        return ontbreekt(tekst, people.wijk.reden or "", herkomst=dossier.kerncijfers.herkomst)
    gemeente, kind = bevolking.gemeente, dossier.wijk.wijktype
    words = tekst.zin("lees.wijktype", tekst=kind.tekst, bron=kind.bron) if kind else ""
    ages = [compare_areas(dossier, name) for name in AGES]
    inwoners, told = getal(people.wijk.waarde), older.wijk.waarde is not None
    ouderen = tekst.zin("kop.ouderen", ouder=in_woorden(older.wijk)) if told else ""
    shown = "zonder_leeftijd" if not told else "zonder_gemeente" if older.gemeente.waarde is None else "bekend"
    year = older.jaar if told else people.jaar
    names = {"wijknaam": _named(dossier), "jaar": people.jaar, "inwoners": inwoners}
    return maak(
        tekst,
        woorden={"jaar": people.jaar, "mensen": f"{inwoners} mensen{ouderen}"},
        kop=shorten_kop(*(tekst.zin("kop.bekend", ouderen=older, **names) for older in (ouderen, ""))),
        lees=tekst.zin(
            f"lees.{shown}",
            gemeente=gemeente,
            ouder_gemeente=getal(older.gemeente.waarde or 0.0),
            geteld=tekst.zin(f"geteld.{dossier.kerncijfers.herkomst}", jaar=year),
            wijktype=f" {words}",
        ),
        onderschrift=tekst.zin(
            f"onderschrift{'_alleen' if dossier.is_land else ''}", wijk=dossier.wijk.naam, gemeente=gemeente, jaar=year
        ),
        maat=tekst.maat(str(people.jaar)),
        schatting=people.schatting,
        eenheid="aantal",
        figuur=_figuur(bevolking, [_beside(row) for row in ages], marge_bekend=True) if told and not dossier.is_land else None,
        tabel=bevolking.tabel,
        bord=Bord(tien=in_tien((older.wijk.waarde or 0.0) / 100)),
        let_op=toelichtingen(rows, dossier),
        **uit_cijfers(dossier, rows),
    )


def blok(cijfers: Cijfers, naam: str, *, verteld: Cijfers | None = None) -> Bevinding:
    """One block; the percentage that differs most from the municipality is the main number.

    verteld: the first of these figures is told elsewhere in the report, so it is not the main number here too.
    """
    tekst, dossier, rows = _tekst(naam), cijfers.dossier, cijfers.rijen
    niet = verteld.rijen[0].indicator.id if verteld is not None and verteld.rijen else ""
    shares = [row for row in rows if row.indicator.eenheid == "%" and row.verschil is not None]
    gemeente = cijfers.gemeente
    if dossier.is_land and (known := [row for row in rows if row.indicator.eenheid == "%" and row.wijk.waarde is not None]):
        return _alone(tekst, cijfers, known)
    if not shares:
        reasons = [row.wijk.reden or row.gemeente.reden or "" for row in rows]
        why = next((reason for reason in reasons if reason), tekst["kop.ontbreekt"])
        return ontbreekt(tekst, why, herkomst=dossier.kerncijfers.herkomst)
    main = max([row for row in shares if row.indicator.id != niet] or shares, key=lambda row: abs(row.verschil or 0.0))
    further = [row.indicator.naam for row in shares if abs(row.verschil or 0.0) >= abs(main.verschil or 0.0) + KLEIN]
    values = {
        "eerder": klein_begin(further[0]) if further else "",
        "indicator": main.indicator.naam,
        "klein": klein_begin(main.indicator.naam),
        "wijk": in_woorden(main.wijk),
        "vergelijking": getal(main.gemeente.waarde or 0.0),
        "gemeente": gemeente,
        "jaar": main.jaar,
    }
    values["grootst"] = largest(main, shares, lambda row: abs(row.verschil or 0.0), gemeente)
    return maak(
        tekst,
        woorden=values,
        lees=tekst.zin(f"lees.{'na' if further else 'bekend'}", **values),
        onderschrift=BLOK.zin("onderschrift", per=hoofdletter(per_honderd(shares)), wijk=dossier.wijk.naam, gemeente=gemeente),
        maat=tekst.maat(str(main.jaar), over=main.indicator.naam),
        schatting=main.schatting,
        eenheid="pct",
        figuur=_figuur(cijfers, [_beside(row, geschat(row, shares)) for row in shares], deels_geteld=some_counted(shares)),
        tabel=cijfers.tabel,
        bord=Bord(tien=in_tien(main.schatting.value)),
        let_op=toelichtingen(rows, dossier),
        **uit_cijfers(dossier, rows),
    )


def _alone(tekst: Bevindingtekst, cijfers: Cijfers, shares: list[Vergelijking]) -> Bevinding:
    """A block of the country itself: its figures with nothing beside them."""
    dossier, first = cijfers.dossier, shares[0]
    return maak(
        tekst,
        kop=BLOK.zin("kop_alleen", indicator=first.indicator.naam, wijk=in_woorden(first.wijk)),
        lees=BLOK["lees_alleen"],
        onderschrift=BLOK.zin("onderschrift_alleen", per=hoofdletter(per_honderd(shares)), wijk=dossier.wijk.naam),
        schatting=first.schatting,
        eenheid="pct",
        tabel=cijfers.tabel,
        let_op=toelichtingen(cijfers.rijen, dossier, land=False),
        bron=cijferbron(cijfers.rijen),
        herkomst=dossier.kerncijfers.herkomst,
    )


def _tekst(blok: str) -> Bevindingtekst:
    return Bevindingtekst("0-wijkprofiel", f"wijkprofiel-{blok}")


def _named(dossier: Dossier) -> str:
    """The wijk, with the CBS areas that stand for it where one or two of those have another name."""
    other = dossier.andere_namen
    return f"{dossier.wijk.naam} ({opsomming(other)})" if len(other) in (1, 2) else dossier.wijk.naam


def _figuur(cijfers: Cijfers, rows: Sequence[Halter], **marges: Any) -> Figuur:
    """The wijk beside its municipality, as shares of 100. marges: what is known of them, as in `halter`."""
    areas: dict[str, Any] = {"toen": cijfers.gemeente, "nu": cijfers.dossier.wijk.naam}
    return halter(rows, **areas, vraag=0, eenheid="van de 100", schaal=(0, 100), **marges)


def _beside(row: Vergelijking, naam: str = "") -> Halter:
    reason = row.wijk.reden or row.gemeente.reden or ""
    return Halter(naam or row.indicator.naam, row.gemeente.waarde, row.wijk.waarde, row.wijk.laag, row.wijk.hoog, reden=reason)
