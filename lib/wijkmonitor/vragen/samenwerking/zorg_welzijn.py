"""Ties between the medical and the social domain, then and now."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.antwoord import weigh
from wijkmonitor.figuren import Balk, Figuur, balken
from wijkmonitor.taal.getallen import getal, meting
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt
from wijkmonitor.vragen.samenwerking.lijnen import WELZIJN, ZORG
from wijkmonitor.vragen.samenwerking.netwerk import Dichtheid
from wijkmonitor.vragen.teksten import load_teksten

ID = "samenwerking-zorg-welzijn"


def zorg_welzijn(dichtheid: Dichtheid) -> Bevinding:
    """The difference in ties between care and welfare, first to last wave, over all ties that are possible.

    Raises ValueError in Dutch for a comparison over other pairs.
    """
    texts, netten = load_teksten("3-samenwerking"), dichtheid.netten
    if set(dichtheid.tussen) != {ZORG, WELZIJN}:
        raise ValueError(texts[f"{ID}.reden.andere_lijnen"])
    kind = herkomst_van(netten.rijen)
    if netten.reden:
        return ontbreekt(texts, ID, texts[f"samenwerking-netwerk.reden.{netten.reden}"], herkomst=kind)
    if not dichtheid.paren:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_domein"], herkomst=kind)
    form, words = dichtheid.vorm, _words(dichtheid)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{form}", **words),
        lees=texts.zin(f"{ID}.lees.{'een' if form == 'een' else 'bekend'}", **words),
        uitkomst=form,
        stand=texts.zin(f"{ID}.lees.stand", **words | {"marge": dichtheid.marge}) if form != "een" else "",
        onderschrift=texts.zin(f"{ID}.onderschrift", wijk=netten.dossier.wijk.naam, **words),
        maat=dichtheid.maat(ID),
        schatting=dichtheid.schatting,
        peil=dichtheid.peil(texts.zin(f"{ID}.lees.begin", **words)),
        eenheid="pct",
        figuur=_figuur(dichtheid),
        tabel=dichtheid.tabel(),
        bron=bronnen(netten.rijen, eigen="netwerk van organisaties"),
        herkomst=kind,
        vergelijkingen=int(form != "een"),
        weegt=weigh(voor=form == "omhoog", tegen=form == "omlaag"),
        teken="eerste" if form == "een" else dichtheid.oordeel.teken,
    )


def _figuur(dichtheid: Dichtheid) -> Figuur:
    """A bar of ties per wave."""
    possible = load_teksten("3-samenwerking").zin(f"{ID}.figuur", mogelijk=getal(len(dichtheid.paren)))
    rows = [Balk(meting(net.meting), float(dichtheid.lijnen(net)), possible) for net in dichtheid.netten.netten]
    return balken(rows, vraag=3)


def _words(dichtheid: Dichtheid) -> dict[str, str]:
    then, now = (dichtheid.lijnen(net) for net in (dichtheid.eerste, dichtheid.laatste))
    texts, known = load_teksten("3-samenwerking"), dichtheid.vorm != "een" and dichtheid.schatting.has_interval
    return {
        "toen": getal(then),
        "nu": getal(now),
        "mogelijk": getal(len(dichtheid.paren)),
        "van": meting(dichtheid.eerste.meting),
        "naar": meting(dichtheid.laatste.meting),
        "verschil": getal((dichtheid.schatting.value or 0.0) * 100),
        "marge": texts.zin(f"{ID}.lees.marge", marge=dichtheid.marge) if known else dichtheid.schatting.reason or "",
        "gemist": dichtheid.gemist,
    }
