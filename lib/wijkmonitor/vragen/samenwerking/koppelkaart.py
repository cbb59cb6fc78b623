"""Linking pins: organisations with ties to many domains, by name only where they agreed."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmonitor.bevinding import Bevinding, Cel, Tabel, Tabelstap
from wijkmonitor.figuren import Figuur
from wijkmonitor.figuren import koppelkaart as koppelkaart_figuur
from wijkmonitor.stats import cut_points, network_measures
from wijkmonitor.taal.getallen import getal, meting, opsomming_kort
from wijkmonitor.vragen.bouw import herkomst_van, maak, ontbreekt, tabel, telling, uit
from wijkmonitor.vragen.samenwerking.lijnen import Net, Netten
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("3-samenwerking", "samenwerking-koppelkaart")
MAX_RIJEN = 12


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
