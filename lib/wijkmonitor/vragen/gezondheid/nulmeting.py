"""The eight baseline indicators: the wijk beside its municipality, then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Halter, halter
from wijkmonitor.taal.getallen import getal, opsomming_kort
from wijkmonitor.vragen.bouw import bord, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import Vergelijking, bronregel, cel, compare_areas, meaning, toelichtingen
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-nulmeting"
GEZOND = "ervaren_gezondheid_goed"
START = 2016  # the health survey on which the programme began


def nulmeting(dossier: Dossier) -> Bevinding:
    """How many feel healthy, and the baseline indicator that is least favourable beside the municipality.

    No verdict without a margin.
    """
    texts = load_teksten("2-gezondheid")
    names = baseline(dossier)
    now = [compare_areas(dossier, name) for name in names]
    then = [compare_areas(dossier, name, START) for name in names]
    known = [row for row in now if row.verschil is not None]
    judged = [row for row in known if row.indicator.richting != "neutraal"]
    if not judged:
        reason = next((row.wijk.reden for row in now if row.wijk.reden), "") or texts[f"{ID}.kop.ontbreekt"]
        return ontbreekt(texts, ID, reason, herkomst=dossier.kerncijfers.herkomst)
    gemeente = dossier.kerncijfers.naam_van(dossier.wijk.gemeente)
    main = max(judged, key=lambda row: row.ongunstig)
    hero = next((row for row in known if row.indicator.id == GEZOND), main)
    return maak(
        texts,
        ID,
        kop=_ervaren(hero, gemeente) or texts.zin(f"{ID}.kop.bekend", **_values(hero, gemeente)),
        lees=_lees(main, now, then, gemeente),
        onderschrift=f"Acht onderwerpen van de start, {dossier.wijk.naam} naast {gemeente}, {START} en het nieuwste jaar.",
        schatting=hero.schatting,
        eenheid="pct",
        figuur=halter(
            [_beside(row) for row in known], toen=gemeente, nu=dossier.wijk.naam, vraag=2, eenheid="van de 100", schaal=(0, 100)
        ),
        tabel=_tabel(now, then, gemeente, dossier.wijk.naam),
        let_op=" ".join(dict.fromkeys([texts[f"{ID}.let_op"], toelichtingen(known, dossier, land=False)])).strip(),
        bron=bronregel(now),
        herkomst=dossier.kerncijfers.herkomst,
        verrassing=1.7,
        bord=_bord(hero, main, gemeente),
    )


def _values(row: Vergelijking, gemeente: str) -> Mapping[str, str]:
    wijk, town = getal(row.wijk.waarde or 0.0), getal(row.gemeente.waarde or 0.0)
    return {"naam": row.naam, "indicator": row.indicator.naam, "wijk": wijk, "daar": town, "gemeente": gemeente}


def _ervaren(row: Vergelijking, gemeente: str) -> str:
    """How many people feel healthy, in a sentence: what the question of the document asks. Empty for another indicator."""
    return load_teksten("2-gezondheid").zin(f"{ID}.kop.gezond", **_values(row, gemeente)) if row.indicator.id == GEZOND else ""


def _bord(hero: Vergelijking, main: Vergelijking, gemeente: str) -> Mapping[str, str]:
    """The board of the plate: the number of the headline, and under it the least favourable indicator."""
    texts, tens = load_teksten("2-gezondheid"), round((hero.wijk.waarde or 0.0) / 10)
    key = f"{ID}.bord.{hero.indicator.id}"
    return bord(
        getal=getal(hero.wijk.waarde or 0.0),
        tekst=texts.zin(key if texts.heeft(key) else f"{ID}.bord.anders", **_values(hero, gemeente)),
        extra="" if hero is main else texts.zin(f"{ID}.bord.extra", **_values(main, gemeente)),
        voet=texts.zin(f"{ID}.bord.{'voet' if 'RIVM' in hero.wijk.bron else 'voet_voorbeeld'}", jaar=hero.jaar),
        tien=tens,
        bloei=10 - tens if hero.indicator.richting == "laag_is_gunstig" else tens,
    )


def baseline(dossier: Dossier) -> list[str]:
    """The eight indicators of the start, a published stand-in beside one that has no figure."""
    catalogue = dossier.kerncijfers.catalogus
    chosen = [name for name, item in catalogue.items() if item.nulmeting]
    return chosen + [name for name, item in catalogue.items() if item.proxy_voor in chosen and name not in chosen]


def _lees(main: Vergelijking, now: Sequence[Vergelijking], then: Sequence[Vergelijking], gemeente: str) -> str:
    texts = load_teksten("2-gezondheid")
    missing = [row.naam for row in now if row.wijk.waarde is None]
    without = texts.zin(f"{ID}.lees.zonder", namen=opsomming_kort(missing)) if missing else ""
    kind = "bekend" if main.ongunstig > 0 else "gunstig"
    first = texts.zin(f"{ID}.lees.{kind}", **_values(main, gemeente), jaar=main.jaar, zonder=without)
    return " ".join([first, *_start(main, then, gemeente)])


def _start(main: Vergelijking, then: Sequence[Vergelijking], gemeente: str) -> list[str]:
    """What the figures of the start say beside what the programme said, and the gap of the main indicator then."""
    texts = load_teksten("2-gezondheid")
    known = [row for row in then if row.verschil is not None and row.indicator.richting != "neutraal"]
    if not known:
        return []
    others = [row.naam for row in known if row.ongunstig <= 0]
    kind = "anders" if others else "zoals"
    names, count = opsomming_kort(others), getal(len(known))
    sentences = [texts.zin(f"{ID}.lees.{kind}", jaar=START, namen=names, n=count, gemeente=gemeente)]
    gap = {row.indicator.id: row.verschil for row in known}.get(main.indicator.id)
    if gap is not None and main.verschil is not None and gap * main.verschil > 0 and main.jaar != START:
        gaps = {"toen": getal(abs(gap)), "nu": getal(abs(main.verschil)), "start": str(START), "jaar": str(main.jaar)}
        sentences.append(texts.zin(f"{ID}.lees.toen", naam=main.naam, gemeente=gemeente, **gaps))
    return sentences


def _beside(row: Vergelijking) -> Halter:
    return Halter(row.indicator.naam, row.gemeente.waarde, row.wijk.waarde, row.wijk.laag, row.wijk.hoog)


def _tabel(now: Sequence[Vergelijking], then: Sequence[Vergelijking], gemeente: str, wijk: str) -> Tabel:
    rows = [
        (
            new.indicator.naam,
            meaning(new.indicator),
            _good(new),
            *_three(old),
            str(new.jaar or "geen"),
            *_three(new),
        )
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
