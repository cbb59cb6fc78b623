"""Ties between the medical and the social domain, then and now."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, meting
from wijkmonitor.vragen.bouw import bord, bronnen, cellen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.samenwerking.lijnen import Net, make_nets
from wijkmonitor.vragen.samenwerking.netwerk import WELZIJN, ZORG, compare, margin
from wijkmonitor.vragen.teksten import load_teksten

ID = "samenwerking-zorg-welzijn"


def zorg_welzijn(dossier: Dossier) -> Bevinding:
    """The difference in ties between care and welfare, first to last wave, over all ties that are possible."""
    texts = load_teksten("3-samenwerking")
    frame, nets = dossier.tabel("netwerk"), make_nets(dossier)
    if not nets or not nets[-1].mogelijk:
        kind = "geen_tabel" if frame.empty else "geen_organisaties"
        return ontbreekt(texts, ID, texts[f"samenwerking-netwerk.reden.{kind}"], herkomst=herkomst_van(frame))
    pairs = nets[-1].pairs_between(ZORG, WELZIJN)
    if not pairs:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_domein"], herkomst=herkomst_van(frame))
    estimate, verdict = compare(nets, pairs)
    kind = "een" if len(nets) == 1 else "gelijk" if estimate.value == 0 else verdict.richting
    words = _words(nets, estimate)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{'een' if kind == 'een' else 'bekend'}", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words | {"marge": margin(estimate)}) if len(nets) > 1 else "",
        onderschrift=f"Lijnen tussen zorg en welzijn, {dossier.wijk.naam}, {words['van']} en {words['naar']}.",
        schatting=estimate,
        eenheid="pct",
        tabel=_tabel(nets),
        bron=bronnen(frame, eigen="netwerk van organisaties"),
        herkomst=herkomst_van(frame),
        teken=verdict.teken if len(nets) > 1 else "eerste",
        verrassing=2.1 if verdict.zeker else 0.85,
        bord=bord(nu=words["nu"], toen=words["toen"]),
    )


def _words(nets: list[Net], estimate: Estimate) -> dict[str, str]:
    (then, possible), (now, _) = nets[0].between(ZORG, WELZIJN), nets[-1].between(ZORG, WELZIJN)
    texts, known = load_teksten("3-samenwerking"), len(nets) > 1 and estimate.has_interval
    return {
        "toen": getal(then),
        "nu": getal(now),
        "mogelijk": getal(possible),
        "van": meting(nets[0].meting),
        "naar": meting(nets[-1].meting),
        "verschil": getal((estimate.value or 0.0) * 100),
        "marge": texts.zin(f"{ID}.lees.marge", marge=margin(estimate)) if known else estimate.reason or "",
    }


def _tabel(nets: list[Net]) -> Tabel:
    columns = ("Meting", ("Lijnen", "aantal"), ("Mogelijk", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct"))
    counts = [(meting(net.meting), *net.between(ZORG, WELZIJN)) for net in nets]
    return tabel(
        "Lijnen tussen zorg en welzijn",
        columns,
        [(wave, ties, possible, *cellen(proportion(ties, possible))[:3]) for wave, ties, possible in counts],
    )
