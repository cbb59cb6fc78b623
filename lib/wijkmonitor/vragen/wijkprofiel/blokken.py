"""The four blocks of the profile against municipality and country."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Halter, halter
from wijkmonitor.taal.getallen import getal, opsomming
from wijkmonitor.vragen.bouw import choose_kop, hoofdletter, klein_begin, maak, ontbreekt, shorten_kop
from wijkmonitor.vragen.cijfers import (
    KLEIN,
    Cijfers,
    Vergelijking,
    cijferbron,
    compare_areas,
    geschat,
    in_woorden,
    largest,
    newest,
    per_honderd,
    some_counted,
    toelichtingen,
    vergelijk_tabel,
)
from wijkmonitor.vragen.maten import make_maat
from wijkmonitor.vragen.teksten import load_teksten

BLOKKEN = ("demografisch", "sociaaleconomisch", "gezondheid", "psychosociaal")
AGES = ("pct_0_14", "pct_15_24", "pct_25_44", "pct_45_64", "pct_65plus")


def block_rows(dossier: Dossier, blok: str) -> list[Vergelijking]:
    """All figures of a block, those without a published figure included."""
    names = [name for name, indicator in dossier.kerncijfers.catalogus.items() if indicator.blok == blok]
    return [compare_areas(dossier, name) for name in names]


def compare_with_gemeente(dossier: Dossier, *, blok: str) -> Cijfers:
    """All figures of one block (`demografisch`, `sociaaleconomisch`, `gezondheid`, `psychosociaal`), each in its newest year.

    Raises ValueError in Dutch for another block.
    """
    texts = load_teksten("0-wijkprofiel")
    if blok not in BLOKKEN:
        raise ValueError(texts.zin("blok.onbekend", blok=blok, kies=", ".join(BLOKKEN)))
    return Cijfers(
        dossier,
        texts.zin(f"blok.titel.{'bevolking' if blok == BLOKKEN[0] else 'ander'}", blok=blok),
        tuple(block_rows(dossier, blok)),
    )


def demografisch(bevolking: Cijfers) -> Bevinding:
    """How many people live here and how old they are: counts, so without a margin."""
    texts, id, dossier = load_teksten("0-wijkprofiel"), "wijkprofiel-demografisch", bevolking.dossier
    people, older = compare_areas(dossier, "inwoners"), compare_areas(dossier, "pct_65plus")
    if people.wijk.waarde is None:
        return ontbreekt(texts, id, people.wijk.reden or "", herkomst=dossier.kerncijfers.herkomst)
    gemeente, kind = bevolking.gemeente, dossier.wijk.wijktype
    words = texts.zin(f"{id}.lees.wijktype", tekst=kind.tekst, bron=kind.bron) if kind else ""
    rows = bevolking.rijen
    ages = [compare_areas(dossier, name) for name in AGES]
    inwoners, told = getal(people.wijk.waarde), older.wijk.waarde is not None
    ouderen = texts.zin(f"{id}.kop.ouderen", ouder=in_woorden(older.wijk)) if told else ""
    shown = "zonder_leeftijd" if not told else "zonder_gemeente" if older.gemeente.waarde is None else "bekend"
    return maak(
        texts,
        id,
        kop=shorten_kop(
            *(
                texts.zin(f"{id}.kop.bekend", wijknaam=_named(dossier), jaar=people.jaar, inwoners=inwoners, ouderen=older)
                for older in (ouderen, "")
            )
        ),
        lees=texts.zin(
            f"{id}.lees.{shown}",
            gemeente=gemeente,
            ouder_gemeente=getal(older.gemeente.waarde or 0.0),
            geteld=texts.zin(f"{id}.geteld.{dossier.kerncijfers.herkomst}", jaar=older.jaar if told else people.jaar),
            wijktype=f" {words}",
        ),
        onderschrift=texts.zin(
            f"{id}.onderschrift{'_alleen' if dossier.is_land else ''}",
            wijk=dossier.wijk.naam,
            gemeente=gemeente,
            jaar=older.jaar if told else people.jaar,
        ),
        antwoord="bekend",
        woorden={"jaar": people.jaar, "mensen": f"{inwoners} mensen{ouderen}"},
        maat=make_maat(id, str(people.jaar)),
        schatting=people.schatting,
        eenheid="aantal",
        figuur=halter(
            [_beside(row) for row in ages],
            toen=gemeente,
            nu=dossier.wijk.naam,
            vraag=0,
            eenheid="van de 100",
            schaal=(0, 100),
            marge_bekend=True,
        )
        if told and not dossier.is_land
        else None,
        tabel=vergelijk_tabel(bevolking.titel, rows, dossier),
        let_op=toelichtingen(rows, dossier),
        bron=cijferbron(rows),
        open_jaar=newest(rows),
        herkomst=dossier.kerncijfers.herkomst,
    )


def blok(cijfers: Cijfers, naam: str, *, verteld: Cijfers | None = None) -> Bevinding:
    """One block; the percentage that differs most from the municipality is the main number.

    verteld: the first of these figures is told elsewhere in the report, so it is not the main number here too.
    """
    texts, id, dossier, rows = load_teksten("0-wijkprofiel"), f"wijkprofiel-{naam}", cijfers.dossier, cijfers.rijen
    niet = verteld.rijen[0].indicator.id if verteld is not None and verteld.rijen else ""
    shares = [row for row in rows if row.indicator.eenheid == "%" and row.verschil is not None]
    gemeente = cijfers.gemeente
    if dossier.is_land and (known := [row for row in rows if row.indicator.eenheid == "%" and row.wijk.waarde is not None]):
        return _alone(cijfers, id, known)
    if not shares:
        reasons = [row.wijk.reden or row.gemeente.reden or "" for row in rows]
        return ontbreekt(
            texts,
            id,
            next((reason for reason in reasons if reason), texts[f"{id}.kop.ontbreekt"]),
            herkomst=dossier.kerncijfers.herkomst,
        )
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
        texts,
        id,
        kop=choose_kop(texts, id, **values),
        lees=texts.zin(f"{id}.lees.{'na' if further else 'bekend'}", **values),
        onderschrift=texts.zin(
            "blok.onderschrift", per=hoofdletter(per_honderd(shares)), wijk=dossier.wijk.naam, gemeente=gemeente
        ),
        maat=make_maat(id, str(main.jaar), over=main.indicator.naam),
        schatting=main.schatting,
        eenheid="pct",
        figuur=halter(
            [_beside(row, geschat(row, shares)) for row in shares],
            toen=gemeente,
            nu=dossier.wijk.naam,
            vraag=0,
            eenheid="van de 100",
            schaal=(0, 100),
            deels_geteld=some_counted(shares),
        ),
        tabel=vergelijk_tabel(cijfers.titel, rows, dossier),
        let_op=toelichtingen(rows, dossier),
        bron=cijferbron(rows),
        open_jaar=newest(rows),
        herkomst=dossier.kerncijfers.herkomst,
    )


def _alone(cijfers: Cijfers, id: str, shares: list[Vergelijking]) -> Bevinding:
    """A block of the country itself: its figures with nothing beside them."""
    texts, dossier, first = load_teksten("0-wijkprofiel"), cijfers.dossier, shares[0]
    return maak(
        texts,
        id,
        kop=texts.zin("blok.kop_alleen", indicator=first.indicator.naam, wijk=in_woorden(first.wijk)),
        lees=texts["blok.lees_alleen"],
        onderschrift=texts.zin("blok.onderschrift_alleen", per=hoofdletter(per_honderd(shares)), wijk=dossier.wijk.naam),
        schatting=first.schatting,
        eenheid="pct",
        tabel=vergelijk_tabel(cijfers.titel, cijfers.rijen, dossier),
        let_op=toelichtingen(cijfers.rijen, dossier, land=False),
        bron=cijferbron(cijfers.rijen),
        herkomst=dossier.kerncijfers.herkomst,
    )


def _named(dossier: Dossier) -> str:
    """The wijk, with the CBS areas that stand for it where one or two of those have another name."""
    other = dossier.andere_namen
    return f"{dossier.wijk.naam} ({opsomming(other)})" if len(other) in (1, 2) else dossier.wijk.naam


def _beside(row: Vergelijking, naam: str = "") -> Halter:
    reason = row.wijk.reden or row.gemeente.reden or ""
    return Halter(naam or row.indicator.naam, row.gemeente.waarde, row.wijk.waarde, row.wijk.laag, row.wijk.hoog, reden=reason)
