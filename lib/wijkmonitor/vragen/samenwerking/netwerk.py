"""The network then and now: its density and centralisation, and the ties between the medical and the social domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from wijkmonitor.bevinding import Bevinding, Bord, Deel, Maat, Tabel, Tabelstap, weigh
from wijkmonitor.figuren import Balk, Band, Figuur, Knoop, Netwerkmeting, balken, compose_alt
from wijkmonitor.figuren import koppelkaart as raster_figuur
from wijkmonitor.figuren import netwerk as netwerk_figuur
from wijkmonitor.gegevens.velden import Domein
from wijkmonitor.stats import Estimate, density_change, proportion
from wijkmonitor.stats.network import MIN_FREEDOM
from wijkmonitor.taal.getallen import getal, meting, tussen, van_de_100
from wijkmonitor.taal.oordeel import Oordeel, beoordeel, niveau
from wijkmonitor.vragen.bouw import cellen, herkomst_van, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.samenwerking.lijnen import WELZIJN, ZORG, Net, Netten, Paar, network_table
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("3-samenwerking", "samenwerking-netwerk")
ZORG_WELZIJN = Bevindingtekst("3-samenwerking", "samenwerking-zorg-welzijn")
MAX_BANDEN = 45  # ties that a reader can still tell apart in a drawing


@dataclass(frozen=True, repr=False)
class Dichtheid(Tabelstap):
    """The density over some pairs of organisations, last wave minus first; with one wave the density itself.

    tussen: the two domains whose pairs these are; empty for all pairs.
    """

    netten: Netten
    paren: tuple[Paar, ...]
    tussen: tuple[str, ...]
    schatting: Estimate
    oordeel: Oordeel

    @property
    def eerste(self) -> Net:
        """The network of the first wave."""
        return self.netten.netten[0]

    @property
    def laatste(self) -> Net:
        """The network of the last wave."""
        return self.netten.netten[-1]

    def peil(self, zin: str) -> Deel | None:
        """At the first wave the change since then, that an agreement compares: none, exactly; after it the figure is a change itself."""
        nothing = Estimate(0.0, 0.0, 0.0, len(self.paren), "eerste meting", None)
        return Deel(nothing, zin) if self.vorm == "een" else None

    def maat(self, tekst: Bevindingtekst) -> Maat | None:
        """The density of the newest wave, or the change to it, with the density as its level."""
        first, last = self.eerste.meting, self.laatste.meting
        if self.vorm == "een":
            return tekst.maat(last)
        now = proportion(self.lijnen(self.laatste), len(self.paren))
        return tekst.maat(last, vergeleken=first, soort="verandering", peil=now)

    def lijnen(self, net: Net) -> int:
        """How many of the compared pairs have a tie in this network."""
        return sum(pair in net.lijnen for pair in self.paren)

    @property
    def vorm(self) -> str:
        """Which headline fits: one wave, the same, or the verdict."""
        if len(self.netten.netten) == 1:
            return "een"
        return "gelijk" if self.schatting.value == 0 else self.oordeel.richting

    @property
    def marge(self) -> str:
        """The margin of the difference in words, per 100 possible ties; the reason where there is none."""
        low, high = self.schatting.low, self.schatting.high
        return self.schatting.reason or "" if low is None or high is None else tussen(low * 100, high * 100)

    def woorden(self, tekst: Bevindingtekst) -> dict[str, str]:
        """For a sentence: both waves, the difference with its margin, and how small a one would have stayed unseen (`gemist`)."""
        known = self.vorm != "een" and self.schatting.has_interval
        return {
            "van": meting(self.eerste.meting),
            "naar": meting(self.laatste.meting),
            "verschil": getal((self.schatting.value or 0.0) * 100),
            "marge": tekst.zin("lees.marge", marge=self.marge) if known else self.schatting.reason or "",
            "gemist": self.oordeel.gemist(van_de_100, hoogstens=1.0),
        }

    @property
    def tabel(self) -> Tabel:
        """Ties and possible ties per wave, with their share."""
        titel = (
            f"Lijnen tussen {' en '.join(_NAMEN.get(naam, naam) for naam in self.tussen)}" if self.tussen else "Lijnen per meting"
        )
        columns = ("Meting", ("Lijnen", "aantal"), ("Mogelijk", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct"))
        counts = [(meting(net.meting), self.lijnen(net)) for net in self.netten.netten] if self.paren else []
        possible = len(self.paren)
        return tabel(titel, columns, [(wave, n, possible, *cellen(proportion(n, possible))[:3]) for wave, n in counts])


DOMEINEN: tuple[str, ...] = get_args(get_args(Domein)[0])
_NAMEN = {ZORG: "zorg", WELZIJN: "welzijn"}


def compare_netten(netten: Netten, *, tussen: tuple[str, ...] = (), zekerheid: float = 0.95) -> Dichtheid:
    """The last wave beside the first, over the same pairs: all, or those between two domains such as zorg and welzijn.

    More ties is not always better, so there is no favourable direction. zekerheid: confidence of the margin (0-1).
    """
    if tussen and (len(set(tussen)) != 2 or not set(tussen) <= set(DOMEINEN)):
        raise ValueError(ZORG_WELZIJN.zin("reden.geen_paar", kies=", ".join(DOMEINEN)))
    if netten.reden:
        return Dichtheid(netten, (), tussen, proportion(0, 1), Oordeel("te weinig"))
    last = netten.netten[-1]
    pairs = tuple(last.pairs_between(*tussen) if tussen else last.paren)
    if len(netten.netten) > 1 and (both := netten.beide_keren) is not None:
        pairs = tuple(pair for pair in pairs if set(pair) <= both)
    if not pairs:
        return Dichtheid(netten, (), tussen, proportion(0, 1), Oordeel("te weinig"))
    then, now = ([pair for pair in pairs if pair in net.lijnen] for net in (netten.netten[0], last))
    if len(netten.netten) == 1:
        return Dichtheid(netten, pairs, tussen, proportion(len(now), len(pairs)), Oordeel("te weinig"))
    estimate = density_change(then, now, pairs, confidence=zekerheid)
    members = len({name for pair in pairs for name in pair})
    level = niveau((ZORG_WELZIJN if tussen else TEKST).id, keer=len(netten.netten) - 1)
    freedom = min(max(members - 2, 1), max(MIN_FREEDOM, (members - 2) / 2))
    verdict = beoordeel(estimate, gunstig="neutraal", alpha=level, vrij=freedom, op=zekerheid)
    return Dichtheid(netten, pairs, tussen, estimate, verdict)


def netwerk(dichtheid: Dichtheid) -> Bevinding:
    """The difference in density between the first and the last wave."""
    netten = dichtheid.netten
    if netten.reden:
        return ontbreekt(TEKST, TEKST[f"reden.{netten.reden}"], herkomst=herkomst_van(netten.rijen))
    if not dichtheid.paren:
        return ontbreekt(TEKST, TEKST["reden.geen_paar"], herkomst=herkomst_van(netten.rijen))
    across = compare_netten(netten, tussen=(ZORG, WELZIJN))
    words, last = _words(dichtheid, across), dichtheid.laatste
    many, whole = _many(netten.netten), len(dichtheid.paren) == last.mogelijk
    caption = f"onderschrift{'_raster' if many else ''}"
    return _told(
        TEKST,
        dichtheid,
        words,
        onderschrift=TEKST.zin(caption, n=len(last.domein), wijk=netten.dossier.wijk.naam, **words),
        antwoord="bekend",
        figuur=_figuur(netten.netten, deel=whole),
        tabel=network_table(netten.netten),
        extra_tabellen=() if whole else dichtheid.tabellen,
        let_op=netten.let_op,
        bord=_bord(dichtheid, across, words),
    )


def _told(tekst: Bevindingtekst, dichtheid: Dichtheid, words: Mapping[str, str], **rest: Any) -> Bevinding:
    """The finding on a density: one wave, or the difference between the first and the last."""
    form = dichtheid.vorm
    return maak(
        tekst,
        form,
        woorden=words,
        lees=tekst.zin(f"lees.{'een' if form == 'een' else 'bekend'}", **words),
        stand=tekst.zin("lees.stand", **{**words, "marge": dichtheid.marge}) if form != "een" else "",
        maat=dichtheid.maat(tekst),
        schatting=dichtheid.schatting,
        peil=dichtheid.peil(tekst.zin("lees.begin", **words)),
        eenheid="pct",
        vergelijkingen=int(form != "een"),
        teken="eerste" if form == "een" else dichtheid.oordeel.teken,
        **uit(dichtheid.netten.rijen, eigen="netwerk van organisaties"),
        **rest,
    )


def _bord(dichtheid: Dichtheid, across: Dichtheid, words: dict[str, str]) -> Bord:
    """The ties between zorg and welzijn; those of the whole network where no pair of the two can be compared."""
    last = dichtheid.laatste
    told, number, part = (across, words["zw_nu"], "bord") if across.paren else (dichtheid, words["nu"], "bord_alle")
    return Bord(
        getal=number,
        tekst=TEKST[f"{part}.tekst"],
        extra=TEKST.zin(f"{part}.{told.vorm}", **words),
        voet=TEKST.zin("bord.voet", n=len(last.domein)),
        lijnen=across.lijnen(last) if across.paren else None,
    )


def _words(dichtheid: Dichtheid, across: Dichtheid) -> dict[str, str]:
    first, last = dichtheid.eerste, dichtheid.laatste
    then, now = (100 * (dichtheid.lijnen(net) / len(dichtheid.paren)) for net in (first, last))
    return dichtheid.woorden(TEKST) | {
        "toen": getal(then),
        "nu": getal(now),
        "lijnen_toen": getal(dichtheid.lijnen(first)),
        "lijnen_nu": getal(dichtheid.lijnen(last)),
        "zw_toen": getal(across.lijnen(first)),
        "zw_nu": getal(across.lijnen(last)),
    }


def _figuur(nets: tuple[Net, ...], *, deel: bool) -> Figuur:
    """The network of the first and the last wave; from MAX_BANDEN ties on its domains in a grid, for a ball of lines tells nothing.

    deel: whether the heading is about all pairs, and the figure says its share too.
    """
    if _many(nets):
        return _raster(nets)
    nodes = [Knoop(name, domain) for name, domain in nets[-1].domein.items()]
    waves = [
        Netwerkmeting(
            meting(net.meting),
            tuple(Band(a, b, strength) for (a, b), strength in sorted(net.lijnen.items())),
            deel=van_de_100(len(net.lijnen) / net.mogelijk) if deel else "",
        )
        for net in nets
    ]
    return netwerk_figuur(nodes, waves, vraag=3)


def _many(nets: Sequence[Net]) -> bool:
    return any(len(net.lijnen) > MAX_BANDEN for net in nets)


def _raster(nets: Sequence[Net]) -> Figuur:
    """The ties between every two domains, a row per domain in the first and in the last wave."""
    shown, domains = [nets[0], nets[-1]] if len(nets) > 1 else [nets[0]], sorted(set(nets[-1].domein.values()))
    rows = {f"{domain}, {meting(net.meting)}": (domain, net) for domain in domains for net in shown}
    cells = {(row, other): net.between(domain, other)[0] for row, (domain, net) in rows.items() for other in domains}
    told = [
        f"{meting(net.meting).capitalize()}: {len(net.lijnen)} lijnen, {net.between(ZORG, WELZIJN)[0]} tussen medisch en sociaal"
        for net in reversed(shown)
    ]
    alt = compose_alt(f"Tabel met lijnen tussen {len(domains)} domeinen", told)
    return raster_figuur([("", row) for row in rows], domains, cells, vraag=3, alt=alt)


def zorg_welzijn(dichtheid: Dichtheid) -> Bevinding:
    """The difference in ties between care and welfare, first to last wave, over all ties that are possible.

    Raises ValueError in Dutch for a comparison over other pairs.
    """
    netten = dichtheid.netten
    if set(dichtheid.tussen) != {ZORG, WELZIJN}:
        raise ValueError(ZORG_WELZIJN["reden.andere_lijnen"])
    kind = herkomst_van(netten.rijen)
    if netten.reden:
        return ontbreekt(ZORG_WELZIJN, TEKST[f"reden.{netten.reden}"], herkomst=kind)
    if not dichtheid.paren:
        return ontbreekt(ZORG_WELZIJN, ZORG_WELZIJN["reden.geen_domein"], herkomst=kind)
    possible = ZORG_WELZIJN.zin("figuur", mogelijk=getal(len(dichtheid.paren)))
    form, ties = dichtheid.vorm, [dichtheid.lijnen(net) for net in (dichtheid.eerste, dichtheid.laatste)]
    words = dichtheid.woorden(ZORG_WELZIJN) | {
        "toen": getal(ties[0]),
        "nu": getal(ties[1]),
        "mogelijk": getal(len(dichtheid.paren)),
    }
    return _told(
        ZORG_WELZIJN,
        dichtheid,
        words,
        wijk=netten.dossier.wijk.naam,
        figuur=balken([Balk(meting(net.meting), float(dichtheid.lijnen(net)), possible) for net in netten.netten], vraag=3),
        tabel=dichtheid.tabel,
        let_op=netten.sterkte,
        weegt=weigh(voor=form == "omhoog", tegen=form == "omlaag"),
    )
