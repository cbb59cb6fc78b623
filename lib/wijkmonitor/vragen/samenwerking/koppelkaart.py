"""Linking pins: organisations with ties to many domains, by name only where they agreed."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur
from wijkmonitor.figuren import koppelkaart as koppelkaart_figuur
from wijkmonitor.stats import Estimate, network_measures
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.samenwerking.lijnen import Net, make_nets
from wijkmonitor.vragen.teksten import load_teksten

ID = "samenwerking-koppelkaart"
MAX_RIJEN = 12


def koppelkaart(dossier: Dossier) -> Bevinding:
    """The organisations of the newest wave with ties to most domains."""
    texts = load_teksten("3-samenwerking")
    nets = make_nets(dossier)
    if not nets or not nets[-1].lijnen:
        return ontbreekt(texts, ID, texts["samenwerking-netwerk.reden.geen_tabel"])
    net, frame = nets[-1], dossier.tabel("netwerk")
    ranked = rank_pins(net)
    reach = len(net.domains_of(ranked[0]))
    top = [name for name in ranked if len(net.domains_of(name)) == reach]
    labels = dossier.poort.organisaties(dossier.tabel("organisaties"))
    domains = sorted(set(net.domein.values()))
    kind = "bekend" if len(top) == 1 else "samen"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", naam=labels[ranked[0]], n=getal(reach), domeinen=getal(len(domains)), aantal=getal(len(top))),
        lees=texts.zin(f"{ID}.lees.bekend", meer=_depends(net, ranked[0])),
        onderschrift=f"Lijnen per domein, organisaties met de meeste domeinen, {dossier.wijk.naam}, {net.meting}.",
        schatting=Estimate(float(reach), None, None, len(net.domein), "telling van domeinen", "een telling heeft geen marge"),
        figuur=_figuur(net, ranked[:MAX_RIJEN], labels, domains),
        tabel=_tabel(net, ranked, labels, domains),
        bron=bronnen(frame, eigen="netwerk van organisaties"),
        herkomst=herkomst_van(frame),
        verrassing=0.8,
    )


def rank_pins(net: Net) -> list[str]:
    """Organisations by the number of domains they reach, then by betweenness, then by name."""
    between = network_measures(list(net.lijnen), list(net.domein)).betweenness
    return sorted(net.domein, key=lambda name: (-len(net.domains_of(name)), -round(between[name], 9), name))


def _depends(net: Net, name: str) -> str:
    texts = load_teksten("3-samenwerking")
    whole = network_measures(list(net.lijnen), list(net.domein)).components
    rest = {org: domain for org, domain in net.domein.items() if org != name}
    left = network_measures([pair for pair in net.lijnen if name not in pair], list(rest)).components
    kind = "afhankelijk" if left > whole else "niet_afhankelijk"
    return texts.zin(f"{ID}.lees.{kind}", delen=getal(left))


def _figuur(net: Net, names: list[str], labels: dict[str, str], domains: list[str]) -> Figuur:
    ordered = sorted(names, key=lambda name: (net.domein[name], names.index(name)))
    cells = {(labels[name], domain): net.domains_of(name).get(domain, 0) for name in ordered for domain in domains}
    return koppelkaart_figuur([(net.domein[name], labels[name]) for name in ordered], domains, cells, vraag=3)


def _tabel(net: Net, names: list[str], labels: dict[str, str], domains: list[str]) -> Tabel:
    rows = [(labels[name], net.domein[name], *(net.domains_of(name).get(domain, 0) for domain in domains)) for name in names]
    return tabel("Lijnen per organisatie en domein", ("Organisatie", "Domein", *((domain, "aantal") for domain in domains)), rows)
