"""The eight baseline indicators: the wijk beside its municipality, then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Halter, halter
from wijkmonitor.taal.getallen import getal, opsomming_kort
from wijkmonitor.vragen.bouw import bord, maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import Vergelijking, bronregel, cel, compare_areas, toelichtingen
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-nulmeting"
GEZOND = "ervaren_gezondheid_goed"
START = 2016  # the health survey on which the programme began


def nulmeting(dossier: Dossier) -> Bevinding:
    """The baseline indicator that is least favourable beside the municipality; no verdict without a margin."""
    texts = load_teksten("2-gezondheid")
    names = baseline(dossier)
    now = [compare_areas(dossier, name) for name in names]
    then = [compare_areas(dossier, name, START) for name in names]
    known = [row for row in now if row.verschil is not None]
    judged = [row for row in known if row.indicator.richting != "neutraal"]
    if not judged:
        reason = next((row.wijk.reden for row in now if row.wijk.reden), "") or texts[f"{ID}.kop.ontbreekt"]
        return ontbreekt(texts, ID, reason, herkomst="openbaar")
    gemeente = dossier.kerncijfers.naam_van(dossier.wijk.gemeente)
    main = max(judged, key=lambda row: row.ongunstig)
    wijk, town = getal(main.wijk.waarde or 0.0), getal(main.gemeente.waarde or 0.0)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", indicator=main.indicator.naam, wijk=wijk, vergelijking=town, gemeente=gemeente),
        lees=_lees(main, now, then, gemeente),
        onderschrift=f"Acht onderwerpen van de start, {dossier.wijk.naam} naast {gemeente}, {START} en het nieuwste jaar.",
        schatting=main.schatting,
        eenheid="pct",
        figuur=halter(
            [_beside(row) for row in known], toen=gemeente, nu=dossier.wijk.naam, vraag=2, eenheid="van de 100", schaal=(0, 100)
        ),
        tabel=_tabel(now, then, gemeente, dossier.wijk.naam),
        let_op=" ".join(dict.fromkeys([texts[f"{ID}.let_op"], toelichtingen(known, dossier)])).strip(),
        bron=bronregel(now),
        herkomst="openbaar",
        verrassing=1.7,
        bord={**_bord(main, gemeente), **_ervaren(known, gemeente)},
    )


def _ervaren(known: Sequence[Vergelijking], gemeente: str) -> Mapping[str, str]:
    """How many people feel healthy, in a sentence: what the question of the document asks. Empty where no figure says it."""
    texts, row = load_teksten("2-gezondheid"), next((row for row in known if row.indicator.id == GEZOND), None)
    if row is None:
        return {}
    wijk, town = getal(row.wijk.waarde or 0.0), getal(row.gemeente.waarde or 0.0)
    return {"ervaren": texts.zin(f"{ID}.bord.ervaren", wijk=wijk, gemeente=gemeente, daar=town)}


def _bord(main: Vergelijking, gemeente: str) -> Mapping[str, str]:
    texts, tens = load_teksten("2-gezondheid"), round((main.wijk.waarde or 0.0) / 10)
    key = f"{ID}.bord.{main.indicator.id}"
    words = {"naam": main.naam, "gemeente": gemeente, "daar": getal(main.gemeente.waarde or 0.0)}
    return bord(
        getal=getal(main.wijk.waarde or 0.0),
        tekst=texts.zin(key if texts.heeft(key) else f"{ID}.bord.anders", **words),
        voet=texts.zin(f"{ID}.bord.voet", jaar=main.jaar),
        tien=tens,
        bloei=10 - tens if main.indicator.richting == "laag_is_gunstig" else tens,
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
    first = texts.zin(f"{ID}.lees.{kind}", gemeente=gemeente, jaar=main.jaar, zonder=without)
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
        sentences.append(texts.zin(f"{ID}.lees.toen", gemeente=gemeente, **gaps))
    return sentences


def _beside(row: Vergelijking) -> Halter:
    return Halter(row.indicator.naam, row.gemeente.waarde, row.wijk.waarde, row.wijk.laag, row.wijk.hoog)


def _tabel(now: Sequence[Vergelijking], then: Sequence[Vergelijking], gemeente: str, wijk: str) -> Tabel:
    rows = [
        (
            new.indicator.naam,
            _good(new),
            cel(old.wijk),
            cel(old.gemeente),
            _gap(old),
            str(new.jaar or "geen"),
            cel(new.wijk),
            cel(new.gemeente),
            _gap(new),
        )
        for new, old in zip(now, then, strict=True)
    ]
    columns = (
        "Onderwerp", "Gunstig is", f"{wijk}, {START}", f"{gemeente}, {START}", f"Verschil, {START}",
        "Nieuwste jaar", f"{wijk}, nu", f"{gemeente}, nu", "Verschil, nu",
    )  # fmt: skip
    return tabel("De nulmeting, toen en nu", columns, rows)


def _good(row: Vergelijking) -> str:
    return {"hoog_is_gunstig": "hoog", "laag_is_gunstig": "laag"}.get(row.indicator.richting, "geen van beide")


def _gap(row: Vergelijking) -> Cel:
    return "geen verschil te geven" if row.verschil is None else getal(row.verschil, 1)
