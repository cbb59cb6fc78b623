"""Ties between the medical and the social domain, then and now."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.antwoord import weigh
from wijkmonitor.figuren import Balk, Figuur, balken
from wijkmonitor.taal.getallen import getal, meting
from wijkmonitor.vragen.bouw import herkomst_van, maak, ontbreekt, uit
from wijkmonitor.vragen.samenwerking.lijnen import WELZIJN, ZORG
from wijkmonitor.vragen.samenwerking.netwerk import Dichtheid
from wijkmonitor.vragen.teksten import Bevindingtekst

ID = "samenwerking-zorg-welzijn"
TEKST = Bevindingtekst("3-samenwerking", ID)


def zorg_welzijn(dichtheid: Dichtheid) -> Bevinding:
    """The difference in ties between care and welfare, first to last wave, over all ties that are possible.

    Raises ValueError in Dutch for a comparison over other pairs.
    """
    netten = dichtheid.netten
    if set(dichtheid.tussen) != {ZORG, WELZIJN}:
        raise ValueError(TEKST["reden.andere_lijnen"])
    kind = herkomst_van(netten.rijen)
    if netten.reden:
        return ontbreekt(TEKST, TEKST.document[f"samenwerking-netwerk.reden.{netten.reden}"], herkomst=kind)
    if not dichtheid.paren:
        return ontbreekt(TEKST, TEKST["reden.geen_domein"], herkomst=kind)
    form, ties = dichtheid.vorm, [dichtheid.lijnen(net) for net in (dichtheid.eerste, dichtheid.laatste)]
    words = dichtheid.woorden(TEKST) | {"toen": getal(ties[0]), "nu": getal(ties[1]), "mogelijk": getal(len(dichtheid.paren))}
    return maak(
        TEKST,
        form,
        woorden=words,
        lees=TEKST.zin(f"lees.{'een' if form == 'een' else 'bekend'}", **words),
        stand=TEKST.zin("lees.stand", **words | {"marge": dichtheid.marge}) if form != "een" else "",
        wijk=netten.dossier.wijk.naam,
        maat=dichtheid.maat(ID),
        schatting=dichtheid.schatting,
        peil=dichtheid.peil(TEKST.zin("lees.begin", **words)),
        eenheid="pct",
        figuur=_figuur(dichtheid),
        tabel=dichtheid.tabel,
        vergelijkingen=int(form != "een"),
        weegt=weigh(voor=form == "omhoog", tegen=form == "omlaag"),
        teken="eerste" if form == "een" else dichtheid.oordeel.teken,
        **uit(netten.rijen, eigen="netwerk van organisaties"),
    )


def _figuur(dichtheid: Dichtheid) -> Figuur:
    """A bar of ties per wave."""
    possible = TEKST.zin("figuur", mogelijk=getal(len(dichtheid.paren)))
    rows = [Balk(meting(net.meting), float(dichtheid.lijnen(net)), possible) for net in dichtheid.netten.netten]
    return balken(rows, vraag=3)
