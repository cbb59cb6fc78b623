"""Honest holes: where a table was not delivered, what is not known without it, and who usually has it."""

from __future__ import annotations

from dataclasses import replace

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.fragmenten import GEEN_GEGEVENS
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.vragen.bouw import bronnen, herkomst_van
from wijkmonitor.vragen.teksten import load_teksten


def as_gat(bevinding: Bevinding, dossier: Dossier) -> Bevinding:
    """The finding as it is; with a hole that helps in its place where it has no figure because its table was not delivered, or
    because what was published, in its table or at all (`niet_gepubliceerd` in wijk.toml), doesn't say it. What was delivered is
    its source."""
    texts = load_teksten("gaten")
    if bevinding.teken != "te weinig" or not texts.heeft(f"bevinding.{bevinding.id}"):
        return bevinding
    part = texts[f"bevinding.{bevinding.id}"]
    tabel = next((naam for naam in (part["tabel"], *part.get("ook", ())) if not dossier.heeft(naam)), None)
    rows = dossier.tabel(part["tabel"])
    only_public = tabel is None and set(rows["herkomst"]) == {"openbaar"}
    if tabel is None and not only_public:
        source = bronnen(rows, eigen=texts["bron"].get(part["tabel"], part["tabel"]))
        return replace(bevinding, bron=source, herkomst=herkomst_van(rows)) if bevinding.bron == GEEN_GEGEVENS else bevinding
    tabel = tabel or part["tabel"]
    only_public = only_public or tabel in dossier.wijk.niet_gepubliceerd
    words = {"wat": part["wat"], "tabel": tabel, "wie": TABELLEN[tabel].wie_heeft}
    return replace(bevinding, teken="niet geleverd", lees=texts.zin("meer" if only_public else "zin", **words))
