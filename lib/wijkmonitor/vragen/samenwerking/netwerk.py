"""The network then and now: density, centralisation, and ties between the medical and the social domain."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Band, Figuur, Knoop, Netwerkmeting
from wijkmonitor.figuren import netwerk as netwerk_figuur
from wijkmonitor.stats import Estimate, density_change, network_measures, proportion
from wijkmonitor.taal.getallen import getal, meting, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.samenwerking.lijnen import Net, Paar, make_nets
from wijkmonitor.vragen.teksten import load_teksten

ID = "samenwerking-netwerk"
ZORG, WELZIJN = "medisch", "sociaal"


def netwerk(dossier: Dossier) -> Bevinding:
    """The difference in density between the first and the last wave."""
    texts = load_teksten("3-samenwerking")
    frame, nets = dossier.tabel("netwerk"), make_nets(dossier)
    if not nets or not nets[-1].mogelijk:
        kind = "geen_tabel" if frame.empty else "geen_organisaties"
        return ontbreekt(texts, ID, texts[f"{ID}.reden.{kind}"], herkomst=herkomst_van(frame))
    estimate, verdict = compare(nets, nets[-1].paren)
    kind = "een" if len(nets) == 1 else "gelijk" if estimate.value == 0 else verdict.richting
    words = _words(nets, estimate)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{'een' if kind == 'een' else 'bekend'}", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words | {"marge": margin(estimate)}) if len(nets) > 1 else "",
        onderschrift=f"Lijnen tussen {len(nets[-1].domein)} organisaties, {dossier.wijk.naam}, {words['van']} en {words['naar']}.",
        schatting=estimate,
        eenheid="pct",
        figuur=_figuur(nets),
        tabel=_tabel(nets),
        bron=bronnen(frame, eigen="netwerk van organisaties"),
        herkomst=herkomst_van(frame),
        teken=verdict.teken if len(nets) > 1 else "eerste",
        verrassing=2.2 if verdict.zeker else 1.0,
        bord=bord(
            getal=words["zw_nu"],
            tekst=f"lijnen tussen zorg en welzijn. In {words['van']}: {words['zw_toen']}.",
            voet=f"{len(nets[-1].domein)} organisaties.",
            lijnen=words["zw_nu"],
        ),
    )


def compare(nets: list[Net], pairs: list[Paar]) -> tuple[Estimate, Oordeel]:
    """Density over these pairs, last wave minus first (-1 to 1); with one wave the density itself.

    A wave says nothing about the direction that is favourable: more ties is not always better.
    """
    first, last = ([pair for pair in pairs if pair in net.lijnen] for net in (nets[0], nets[-1]))
    if len(nets) == 1:
        return proportion(len(last), len(pairs)), Oordeel("te weinig")
    estimate = density_change(first, last, pairs)
    return estimate, beoordeel(estimate, gunstig="neutraal")


def margin(estimate: Estimate) -> str:
    """The margin of a difference in words, per 100 possible ties; the reason where there is none."""
    if estimate.low is None or estimate.high is None:
        return estimate.reason or ""
    return tussen(estimate.low * 100, estimate.high * 100)


def _words(nets: list[Net], estimate: Estimate) -> dict[str, str]:
    first, last, texts = nets[0], nets[-1], load_teksten("3-samenwerking")
    known = len(nets) > 1 and estimate.has_interval
    return {
        "toen": getal(100 * len(first.lijnen) / first.mogelijk),
        "nu": getal(100 * len(last.lijnen) / last.mogelijk),
        "van": meting(first.meting),
        "naar": meting(last.meting),
        "zw_toen": getal(first.between(ZORG, WELZIJN)[0]),
        "zw_nu": getal(last.between(ZORG, WELZIJN)[0]),
        "verschil": getal((estimate.value or 0.0) * 100),
        "marge": texts.zin(f"{ID}.lees.marge", marge=margin(estimate)) if known else estimate.reason or "",
    }


def _figuur(nets: list[Net]) -> Figuur:
    nodes = [Knoop(name, domain) for name, domain in nets[-1].domein.items()]
    waves = [
        Netwerkmeting(meting(net.meting), tuple(Band(a, b, strength) for (a, b), strength in sorted(net.lijnen.items())))
        for net in nets
    ]
    return netwerk_figuur(nodes, waves, nadruk=(ZORG, WELZIJN), vraag=3)


def _tabel(nets: list[Net]) -> Tabel:
    rows: list[tuple[Cel, ...]] = []
    measures = {net.meting: network_measures(list(net.lijnen), list(net.domein), group=net.domein) for net in (nets[0], nets[-1])}
    for net in dict.fromkeys((nets[0].meting, nets[-1].meting)):
        item, whole = measures[net], next(each for each in nets if each.meting == net)
        ties, possible = whole.between(ZORG, WELZIJN)
        rows += [
            (meting(net), "Organisaties", getal(len(whole.domein))),
            (meting(net), "Lijnen", getal(len(whole.lijnen))),
            (meting(net), "Dichtheid: lijnen van elke 100 mogelijke", _per_100(item.density)),
            (meting(net), "Concentratie: 0 is gelijk verdeeld, 100 is alles via één", _per_100(item.degree_centralization)),
            (meting(net), "Lijnen tussen zorg en welzijn", f"{ties} van de {possible}"),
            (meting(net), "Organisaties zonder lijn", getal(len(item.isolates))),
        ]
    return tabel("Het netwerk in getallen", ("Meting", "Maat", "Waarde"), rows)


def _per_100(value: float | None) -> str:
    return "te weinig organisaties" if value is None else getal(value * 100, 1)
