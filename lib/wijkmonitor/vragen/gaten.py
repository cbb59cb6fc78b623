"""Honest holes: where a table was not delivered, what is not known without it, and who usually has it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from wijkmonitor.bevinding import Bevinding, Gat
from wijkmonitor.bevinding.fragmenten import GEEN_GEGEVENS
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.taal.getallen import datum, meervoud, meting, opsomming_kort
from wijkmonitor.vragen.bouw import bronnen, geen_getal, herkomst_van, hoofdletter, tabel_van_reden
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
    return make_gat(bevinding, part["wat"], ask_for(tabel, kind="meer" if only_public else "vraag"))


def make_gat(bevinding: Bevinding, wat: str, hoe: str) -> Bevinding:
    """The finding as a gap: what is not known in a few words (wat), and how that can be had as a sentence (hoe)."""
    unknown = load_teksten("gaten").zin("onbekend", wat=wat)
    return replace(bevinding, teken="niet geleverd", lees=f"{unknown} {hoe}", mist=Gat(f"{hoofdletter(wat)}.", hoe))


def ask_for(tabel: str, *, kind: Literal["vraag", "meer", "reden"] = "vraag") -> str:
    """Who usually has this table, in the words of who reads a report; or only that it is not here."""
    return load_teksten("gaten").zin(kind, lijst=_for_readers(tabel), wie=TABELLEN[tabel].wie_heeft)


def niet_geleverd(dossier: Dossier) -> tuple[str, ...]:
    """The tables that any finding needs and of which nothing was delivered, each with its name for who reads a report."""
    parts = load_teksten("gaten")["bevinding"].values()
    needed = dict.fromkeys(tabel for part in parts for tabel in (part["tabel"], *part.get("ook", ())))
    absent = (tabel for tabel in needed if not dossier.heeft(tabel) and tabel not in dossier.wijk.niet_gepubliceerd)
    return tuple(f"{tabel} ({_for_readers(tabel)})" for tabel in absent)


def _for_readers(tabel: str) -> str:
    return str(load_teksten("gaten")["lijst"].get(tabel, f"lijst {tabel}"))


def waarom_leeg(dossier: Dossier, tabel: str) -> str:
    """Why a table that was delivered has no rows on the peildatum; "" where nothing of it was delivered."""
    texts, later = load_teksten("gedeeld"), dossier.weggelaten.get(tabel, 0)
    if waves := dossier.bezig.get(tabel):
        return texts.zin("meting.bezig", tabel=tabel, metingen=opsomming_kort([meting(wave) for wave in waves]))
    rows, lijst = rijen(tabel, later, dossier.wijk.privacy.min_cel), _for_readers(tabel)
    return texts.zin("meting.alles_later", lijst=lijst, dag=datum(dossier.peildatum), rijen=rows) if later else ""


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
