"""Honest holes: where a table was not delivered, what is not known without it, and who usually has it."""

from __future__ import annotations

from dataclasses import replace

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.fragmenten import GEEN_GEGEVENS
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.taal.getallen import datum, meervoud, meting, opsomming_kort
from wijkmonitor.vragen.bouw import bronnen, geen_getal, herkomst_van, tabel_van_reden
from wijkmonitor.vragen.teksten import load_teksten


def as_gat(bevinding: Bevinding, dossier: Dossier) -> Bevinding:
    """The finding as it is; with a hole that helps in its place where it has no figure because its table was not delivered, or
    because what was published, in its table or at all (`niet_gepubliceerd` in wijk.toml), doesn't say it. What was delivered is
    its source. Where all that was delivered came later, or is of a wave that is not over, that is the reason."""
    texts = load_teksten("gaten")
    if bevinding.teken != "te weinig" or not texts.heeft(f"bevinding.{bevinding.id}"):
        return bevinding
    part = texts[f"bevinding.{bevinding.id}"]
    tabel = next((naam for naam in (part["tabel"], *part.get("ook", ())) if not dossier.heeft(naam)), None)
    if tabel and (why := waarom_leeg(dossier, tabel)):
        return _with_reason(bevinding, why)
    rows = dossier.tabel(part["tabel"])
    only_public = tabel is None and set(rows["herkomst"]) == {"openbaar"}
    if tabel is None and not only_public:
        source = bronnen(rows, eigen=texts["bron"].get(part["tabel"], part["tabel"]))
        return replace(bevinding, bron=source, herkomst=herkomst_van(rows)) if bevinding.bron == GEEN_GEGEVENS else bevinding
    tabel = tabel or part["tabel"]
    only_public = only_public or tabel in dossier.wijk.niet_gepubliceerd
    words = {"wat": part["wat"], "tabel": tabel, "wie": TABELLEN[tabel].wie_heeft}
    return replace(bevinding, teken="niet geleverd", lees=texts.zin("meer" if only_public else "zin", **words))


def waarom_leeg(dossier: Dossier, tabel: str) -> str:
    """Why a table that was delivered has no rows on the peildatum; "" where nothing of it was delivered."""
    texts, later = load_teksten("gedeeld"), dossier.weggelaten.get(tabel, 0)
    if waves := dossier.bezig.get(tabel):
        return texts.zin("meting.bezig", tabel=tabel, metingen=opsomming_kort([meting(wave) for wave in waves]))
    rows = rijen(tabel, later, dossier.wijk.privacy.min_cel)
    return texts.zin("meting.alles_later", tabel=tabel, dag=datum(dossier.peildatum), rijen=rows) if later else ""


def rijen(tabel: str, count: int, least: int) -> str:
    """A number of rows in words; a few rows about people are not counted out."""
    return "enkele rijen" if TABELLEN[tabel].gevoelig and count < least else meervoud(count, "rij", "rijen")


def _with_reason(bevinding: Bevinding, why: str) -> Bevinding:
    """A finding without a figure, with this reason in the place of its own wherever that stands."""
    old = bevinding.lees
    return replace(
        bevinding,
        lees=why,
        onderschrift=bevinding.onderschrift.replace(old, why),
        antwoord=bevinding.antwoord.replace(old, why),
        schatting=geen_getal(why),
        tabel=tabel_van_reden(bevinding.kop, why),
    )
