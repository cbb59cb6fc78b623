"""Ties between organisations: one tie per pair, whoever named it; and linking pins, by name only where they agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel, Tabelstap, Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur
from wijkmonitor.figuren import koppelkaart as koppelkaart_figuur
from wijkmonitor.stats import cut_points, network_measures
from wijkmonitor.taal.getallen import getal, meting, opsomming_kort
from wijkmonitor.vragen.bouw import herkomst_van, maak, ontbreekt, tabel, telling, uit
from wijkmonitor.vragen.teksten import Bevindingtekst, load_teksten

TEKST = Bevindingtekst("3-samenwerking", "samenwerking-koppelkaart")
MAX_RIJEN = 12
Paar = tuple[str, str]
ZORG, WELZIJN = "medisch", "sociaal"
BIJNA_ALLE = 0.9  # share that named ties in both waves: then everybody is taken to have answered


@dataclass(frozen=True)
class Net:
    """The network of one wave: organisations, their domain, and every tie once with its greatest strength (1-3)."""

    meting: str
    domein: dict[str, str]
    lijnen: dict[Paar, int]

    @property
    def mogelijk(self) -> int:
        """Number of possible ties."""
        n = len(self.domein)
        return n * (n - 1) // 2

    def between(self, one: str, other: str) -> tuple[int, int]:
        """Ties between two domains, and how many were possible."""
        pairs = self.pairs_between(one, other)
        return sum(pair in self.lijnen for pair in pairs), len(pairs)

    @cached_property
    def paren(self) -> list[Paar]:
        """All possible ties."""
        return list(combinations(sorted(self.domein), 2))

    def pairs_between(self, one: str, other: str) -> list[Paar]:
        """All possible ties between two domains."""
        return [pair for pair in self.paren if {self.domein[pair[0]], self.domein[pair[1]]} == {one, other}]

    @cached_property
    def per_domein(self) -> dict[str, Counter[str]]:
        """The ties of every organisation, by the domain at the other end."""
        found = {name: Counter[str]() for name in self.domein}
        for one, other in self.lijnen:
            found[one][self.domein[other]] += 1
            found[other][self.domein[one]] += 1
        return found


@dataclass(frozen=True, repr=False)
class Netten(Tussenstap):
    """The network of every wave, in order, with the rows that it rests on."""

    dossier: Dossier
    rijen: pd.DataFrame
    netten: tuple[Net, ...]
    benoemd: pd.DataFrame = field(default_factory=pd.DataFrame)
    minstens_sterkte: int = 1

    @property
    def beide_keren(self) -> frozenset[str] | None:
        """The organisations that named ties in the first and in the last wave; None where ties are written once per pair.

        Somebody who did not answer names nobody: more answers would look like more ties. Who answered shows only where
        both ends of a pair can name it, and matters where more than one in ten did not (Kossinets, Social Networks 28 (2006), p. 247: missing respondents).
        """
        if not any(self._twice(net.meting) for net in self.netten):
            return None
        first, last = (self._named_by(net.meting) for net in (self.netten[0], self.netten[-1]))
        if min(len(first), len(last)) >= BIJNA_ALLE * len(self.netten[-1].domein):
            return None  # one that names nobody may just have no ties
        return frozenset(first & last)

    def _twice(self, wave: str) -> bool:
        rows = self.benoemd[self.benoemd["meting"] == wave]
        pairs = set(zip(rows["van"], rows["naar"], strict=True))
        return any((other, one) in pairs for one, other in pairs)

    def _named_by(self, wave: str) -> set[str]:
        return set(self.benoemd.loc[self.benoemd["meting"] == wave, "van"])

    @property
    def let_op(self) -> str:
        """How many organisations answered both times, where that is known, and from what strength on a tie counts."""
        both = self.beide_keren if len(self.netten) > 1 else None
        if both is None:
            return self.sterkte
        words = {"n": getal(len(both)), "alle": getal(len(self.netten[-1].domein))}
        return f"{load_teksten('3-samenwerking').zin('samenwerking-netwerk.respons', **words)} {self.sterkte}".strip()

    @property
    def sterkte(self) -> str:
        """From what strength on a tie counts; "" where every tie does."""
        if self.minstens_sterkte <= 1:
            return ""
        return load_teksten("3-samenwerking").zin("samenwerking-netwerk.sterkte", sterkte=self.minstens_sterkte)

    @property
    def reden(self) -> str:
        """The name of the sentence that says why there is no network; empty where there is one."""
        if self.netten and self.netten[-1].mogelijk:
            return ""
        if self.rijen.empty:
            return "geen_tabel"
        return "geen_lijn" if self.dossier.heeft("organisaties") else "geen_organisaties"

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The network in numbers, first and last wave."""
        return () if self.reden else (network_table(self.netten),)


def count_lijnen(dossier: Dossier, *, minstens_sterkte: int = 1) -> Netten:
    """The ties between organisations per wave; every organisation of the table takes part in every wave.

    A tie counts from strength `minstens_sterkte` (1-3). Organisations are called what documents may call them, and stand
    in that order: the order of the table would tell who *medisch A* is. A tie with an organisation that the table does
    not name has no domain, and is left out.
    """
    frame, organisations = dossier.tabel("netwerk"), dossier.tabel("organisaties")
    labels = dossier.poort.organisaties(organisations)
    domains = dict(zip(organisations["organisatie"].map(labels), organisations["domein"], strict=True))
    domein = {name: domains[name] for name in sorted(domains)}
    named = frame.assign(van=frame["van"].map(labels), naar=frame["naar"].map(labels))
    known = named[named["van"].notna() & named["naar"].notna() & named["sterkte"].notna()]
    nets = (Net(str(wave), domein, merge(part, minstens_sterkte)) for wave, part in known.groupby("meting", sort=True))
    return Netten(dossier, frame, tuple(nets), known, minstens_sterkte)


def merge(frame: pd.DataFrame, least: int = 1) -> dict[Paar, int]:
    """Undirected ties of this strength or more, ties with oneself left out."""
    ties: dict[Paar, int] = {}
    rows: Iterable[tuple[str, str, int]] = zip(frame["van"], frame["naar"], frame["sterkte"].astype(int), strict=True)
    for one, other, strength in rows:
        if one != other and strength >= least:
            pair = (one, other) if one < other else (other, one)
            ties[pair] = max(ties.get(pair, 0), strength)
    return ties


def network_table(nets: Sequence[Net]) -> Tabel:
    """The network in numbers, first and last wave."""
    rows = [row for net in dict.fromkeys((nets[0].meting, nets[-1].meting)) for row in _measures(nets, net)]
    return tabel("Het netwerk in getallen", ("Meting", "Maat", "Waarde"), rows)


def _measures(nets: Sequence[Net], wave: str) -> list[tuple[Cel, ...]]:
    net = next(each for each in nets if each.meting == wave)
    item = network_measures(list(net.lijnen), list(net.domein), group=net.domein)
    ties, possible = net.between(ZORG, WELZIJN)
    measures = {
        "Organisaties": getal(len(net.domein)),
        "Lijnen": getal(len(net.lijnen)),
        "Dichtheid: lijnen van elke 100 mogelijke": _per_100(item.density),
        "Concentratie: 0 is gelijk verdeeld, 100 is alles via één": _per_100(item.degree_centralization),
        "Lijnen tussen zorg en welzijn": f"{ties} van de {possible}",
        "Organisaties zonder lijn": getal(len(item.isolates)),
    }
    return [(meting(wave), name, value) for name, value in measures.items()]


def _per_100(value: float | None) -> str:
    return "te weinig organisaties" if value is None else getal(value * 100, 1)


@dataclass(frozen=True, repr=False)
class Schakels(Tabelstap):
    """Organisations of the newest wave, those that reach most domains first."""

    netten: Netten
    volgorde: tuple[str, ...]

    @property
    def net(self) -> Net:
        """The newest wave."""
        return self.netten.netten[-1]

    @property
    def domeinen(self) -> list[str]:
        """All domains, in order of the alphabet."""
        return sorted(set(self.net.domein.values()))

    @property
    def tabel(self) -> Tabel:
        """A row per organisation: its ties by the domain at the other end."""
        net, domains = self.net, self.domeinen
        counts = [(domain, "aantal") for domain in domains]
        rows: list[tuple[Cel, ...]] = [
            (name, net.domein[name], *(net.per_domein[name][domain] for domain in domains)) for name in self.volgorde
        ]
        return tabel("Lijnen per organisatie en domein", ("Organisatie", "Domein", *counts), rows)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The table, where there is a network."""
        return (self.tabel,) if self.volgorde else ()


def count_schakels(netten: Netten) -> Schakels:
    """The domains that every organisation has ties with in the newest wave.

    Organisations that reach as many domains stand in the order of their betweenness: who lies between others.
    """
    if netten.reden or not netten.netten[-1].lijnen:
        return Schakels(netten, ())
    return Schakels(netten, tuple(rank_pins(netten.netten[-1])))


def koppelkaart(schakels: Schakels, *, hoogstens: int = MAX_RIJEN) -> Bevinding:
    """The organisations with ties to most domains: a fact of these ties, not a judgement. hoogstens: rows of the figure."""
    netten, ranked = schakels.netten, list(schakels.volgorde)
    kind = herkomst_van(netten.rijen)
    if not ranked:
        reason = netten.reden or "geen_lijn"
        return ontbreekt(TEKST, TEKST.document[f"samenwerking-netwerk.reden.{reason}"], herkomst=kind)
    net, domains = schakels.net, schakels.domeinen
    reach = len(net.per_domein[ranked[0]])
    top = [name for name in ranked if len(net.per_domein[name]) == reach]
    words = {
        "naam": ranked[0],
        "n": getal(reach),
        "domeinen": getal(len(domains)),
        "aantal": getal(len(top)),
        "andere": getal(len(domains) - 1),
        "meer": _depends(net, top),
        "meting": meting(net.meting),
    }
    everywhere = "alle" if reach == len(domains) else ""
    together = "samen" if len(top) > 1 else ""
    return maak(
        TEKST,
        "_".join(filter(None, (together, everywhere))) or "bekend",
        woorden=words,
        lees=TEKST.zin(f"lees.{everywhere or 'bekend'}", **words),
        wijk=netten.dossier.wijk.naam,
        maat=TEKST.maat(net.meting),
        schatting=telling(reach, n=len(net.domein), wat="telling van domeinen"),
        figuur=_figuur(net, ranked[:hoogstens], domains),
        tabel=schakels.tabel,
        let_op=netten.sterkte,
        **uit(netten.rijen, eigen="netwerk van organisaties"),
    )


def rank_pins(net: Net) -> list[str]:
    """Organisations by the number of domains they reach, then by betweenness, then by name."""
    between = network_measures(list(net.lijnen), list(net.domein)).betweenness
    return sorted(net.domein, key=lambda name: (-len(net.per_domein[name]), -round(between[name], 9), name))


def _depends(net: Net, names: list[str]) -> str:
    """Who stands alone or by one tie, and whether the others fall apart where one goes: first looked for among these names."""
    ties = {name: sum(net.per_domein[name].values()) for name in net.domein}
    told = []
    for form, most in (("alleen", 0), ("een_lijn", 1)):
        if few := [name for name, count in ties.items() if count == most]:
            key = form if len(few) == 1 else f"{form}_meer"
            told.append(TEKST.zin(f"lees.{key}", namen=opsomming_kort(few, 3), n=getal(len(few))))
    needed = cut_points(list(net.lijnen), list(net.domein))
    breaking = next((name for name in [*names, *net.domein] if name in needed), None)
    if breaking is not None:
        told.append(TEKST.zin("lees.afhankelijk", naam=breaking))
    return " ".join(told) or str(TEKST["lees.niet_afhankelijk"])


def _figuur(net: Net, names: list[str], domains: list[str]) -> Figuur:
    ordered = sorted(names, key=lambda name: (net.domein[name], names.index(name)))
    cells = {(name, domain): net.per_domein[name][domain] for name in ordered for domain in domains}
    return koppelkaart_figuur([(net.domein[name], name) for name in ordered], domains, cells, vraag=3)
