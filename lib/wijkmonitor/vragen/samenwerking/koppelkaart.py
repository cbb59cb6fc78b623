"""Linking pins: organisations with ties to many domains, by name only where they agreed."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur
from wijkmonitor.figuren import koppelkaart as koppelkaart_figuur
from wijkmonitor.stats import Estimate, network_measures
from wijkmonitor.taal.getallen import getal, meting
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.samenwerking.lijnen import Net, make_nets
from wijkmonitor.vragen.teksten import load_teksten

ID = "samenwerking-koppelkaart"
MAX_RIJEN = 12


def koppelkaart(dossier: Dossier) -> Bevinding:
    """The organisations of the newest wave with ties to most domains: a fact of these ties, not a judgement."""
    texts = load_teksten("3-samenwerking")
    nets, frame = make_nets(dossier), dossier.tabel("netwerk")
    if not nets or not nets[-1].lijnen:
        kind = "geen_tabel" if frame.empty else "geen_organisaties"
        return ontbreekt(texts, ID, texts[f"samenwerking-netwerk.reden.{kind}"], herkomst=herkomst_van(frame))
    net = nets[-1]
    ranked = rank_pins(net)
    reach = len(net.domains_of(ranked[0]))
    top = [name for name in ranked if len(net.domains_of(name)) == reach]
    domains = sorted(set(net.domein.values()))
    words = {"naam": ranked[0], "n": getal(reach), "domeinen": getal(len(domains)), "aantal": getal(len(top))}
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{_form(len(top), reach == len(domains))}", **words),
        lees=texts.zin(f"{ID}.lees.{'alle' if reach == len(domains) else 'bekend'}", meer=_depends(net, top)),
        onderschrift=f"Lijnen per domein, organisaties met de meeste domeinen, {dossier.wijk.naam}, {meting(net.meting)}.",
        schatting=Estimate(float(reach), None, None, len(net.domein), "telling van domeinen", "een telling heeft geen marge"),
        figuur=_figuur(net, ranked[:MAX_RIJEN], domains),
        tabel=_tabel(net, ranked, domains),
        bron=bronnen(frame, eigen="netwerk van organisaties"),
        herkomst=herkomst_van(frame),
        verrassing=0.8,
    )


def _form(organisations: int, all_domains: bool) -> str:
    if organisations == 1:
        return "alle" if all_domains else "bekend"
    return "samen_alle" if all_domains else "samen"


def rank_pins(net: Net) -> list[str]:
    """Organisations by the number of domains they reach, then by betweenness, then by name."""
    between = network_measures(list(net.lijnen), list(net.domein)).betweenness
    return sorted(net.domein, key=lambda name: (-len(net.domains_of(name)), -round(between[name], 9), name))


def _depends(net: Net, names: list[str]) -> str:
    texts = load_teksten("3-samenwerking")
    breaking = next((name for name in names if breaks_up(net, name)), None)
    if breaking is None:
        return str(texts[f"{ID}.lees.niet_afhankelijk"])
    return texts.zin(f"{ID}.lees.afhankelijk", naam=breaking)


def breaks_up(net: Net, name: str) -> bool:
    """Whether the others hang together less without this organisation: they fall into more parts."""
    rest = [org for org in net.domein if org != name]
    if not rest:
        return False
    whole = network_measures(list(net.lijnen), list(net.domein))
    left = network_measures([pair for pair in net.lijnen if name not in pair], rest)
    return left.components > whole.components - (name in whole.isolates)


def _figuur(net: Net, names: list[str], domains: list[str]) -> Figuur:
    ordered = sorted(names, key=lambda name: (net.domein[name], names.index(name)))
    cells = {(name, domain): net.domains_of(name).get(domain, 0) for name in ordered for domain in domains}
    return koppelkaart_figuur([(net.domein[name], name) for name in ordered], domains, cells, vraag=3)


def _rijen(net: Net, names: list[str], domains: list[str]) -> list[tuple[Cel, ...]]:
    return [(name, net.domein[name], *(net.domains_of(name).get(domain, 0) for domain in domains)) for name in names]


def _tabel(net: Net, names: list[str], domains: list[str]) -> Tabel:
    counts = [(domain, "aantal") for domain in domains]
    return tabel("Lijnen per organisatie en domein", ("Organisatie", "Domein", *counts), _rijen(net, names, domains))
