"""All example tables of one wijk, with the effects that were built in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tools.voorbeeld import bereik, bewoners, gesprekken, partners, plan
from tools.voorbeeld.effecten import DIMENSIES, Effect, place_effects
from tools.voorbeeld.omstandigheden import add_omstandigheden
from tools.voorbeeld.opzet import Opzet, read_opzet
from tools.voorbeeld.plan import Rijen

# With this seed every effect of the first wijk shows in a plain test (tests/voorbeeld/toets.py). That the analyses hold in
# other draws too is tested with other seeds.
SEED = 20221598

KOLOMMEN: dict[str, tuple[str, ...]] = {
    "doorverwijzingen": ("interventie", "van", "tot", "aantal", "verwijzer", "ontvanger", "herkomst", "bron"),
    "activiteiten": ("datum", "activiteit", "setting", "bezoekers", "trekker", "participatie", "herkomst", "bron"),
    "deelname": (
        "deelnemer",
        "interventie",
        "aanmelding",
        "start",
        "einde",
        "status",
        "leeftijdsgroep",
        "geslacht",
        "buurt",
        "verwijzer",
        "thuistaal",
        "laaggeletterd",
        "geldzorgen",
        "mantelzorg",
        "herkomst",
    ),
    "vragenlijst": (
        "respondent",
        "meting",
        "datum",
        "gewicht",
        "stratum",
        "leeftijdsgroep",
        "geslacht",
        "buurt",
        *DIMENSIES,
        "tevredenheid",
        "herkomst",
    ),
    "stickerbord": ("datum", "plek", "thema", "stickers", "herkomst"),
    "samenwerking": ("respondent", "organisatie", "domein", "meting", "stelling", "score", "herkomst"),
    "stellingen": ("stelling", "tekst", "factor", "omgekeerd", "herkomst"),
    "organisaties": ("organisatie", "domein", "toon_naam", "herkomst"),
    "netwerk": ("meting", "van", "naar", "sterkte", "herkomst"),
    "interventies": plan.KOLOMMEN,
    "voortgang": ("datum", "interventie", "status", "factor", "richting", "toelichting", "herkomst"),
    "logboek": ("datum", "item", "uren", "toelichting", "herkomst"),
    "kwalitatief": (
        "fragment",
        "bron",
        "datum",
        "rol",
        "vraag",
        "code",
        "codeur",
        "tekst",
        "mag_getoond",
        "gelezen_door",
        "herkomst",
    ),
    "wensen": ("wens", "datum", "plek", "van", "thema", "opgepakt_door", "stand", "uitkomst", "klaar", "teruggemeld", "herkomst"),
    "resultaten": ("soort", "wat", "wanneer", "door", "vervolg", "vraag", "herkomst"),
    "borging": ("activiteit", "eigenaar", "geld_tot", "afgesproken", "zonder_geld", "herkomst"),
    "monitorplan": ("tabel", "wie", "maanden", "herkomst"),
    "themas": ("thema", "doelgroep", "doel", "reden", "gekozen_door", "gekozen_op", "herkomst"),
    "aanbod": ("aanbod", "organisatie", "thema", "voor_wie", "contact", "herkomst"),
    "begroting": ("item", "uren", "herkomst"),
    "zelfevaluatie": ("meting", "onderdeel", "score", "toelichting", "herkomst"),
}


@dataclass(frozen=True)
class Voorbeeld:
    """The tables of one wijk by name, and the built-in effects by name (present and absent)."""

    slug: str
    tabellen: dict[str, pd.DataFrame]
    effecten: dict[str, Effect]


def generate(slug: str, seed: int = SEED, effecten: Mapping[str, Effect] | None = None, *, grootte: float = 1.0) -> Voorbeeld:
    """Tables of a wijk with their columns as the contract names them: dates are `date`, unknown is None.

    The same slug and seed give the same tables. `effecten` replaces effects that the seed would place, by name. Raises
    ValueError for a wijk without a set-up.
    """
    opzet = read_opzet(slug, grootte)
    placed = place_effects(opzet, seed) | dict(effecten or {})
    rows = _rows(opzet, placed, seed)
    return Voorbeeld(slug, {name: _frame(rows[name], columns) for name, columns in KOLOMMEN.items()}, placed)


def _rows(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> dict[str, Rijen]:
    interventies = plan.make_interventies(opzet, effecten, seed)
    deelname = add_omstandigheden(opzet, bereik.make_deelname(opzet, interventies, effecten, seed), seed)
    organisaties, stellingen = partners.make_organisaties(opzet, seed), partners.make_stellingen()
    return {
        "interventies": plan.set_goals(interventies, bereik.count_started(deelname), effecten["doel-gehaald"]),
        "deelname": deelname,
        "doorverwijzingen": bereik.make_doorverwijzingen(opzet, effecten, seed),
        "activiteiten": bereik.make_activiteiten(opzet, seed),
        "vragenlijst": bewoners.make_vragenlijst(opzet, effecten, seed),
        "stickerbord": bewoners.make_stickerbord(opzet, effecten, seed),
        "organisaties": organisaties,
        "stellingen": stellingen,
        "samenwerking": partners.make_samenwerking(opzet, organisaties, stellingen, effecten, seed),
        "netwerk": partners.make_netwerk(opzet, organisaties, effecten, seed),
        "voortgang": plan.make_voortgang(opzet, interventies, effecten, seed),
        "logboek": partners.make_logboek(opzet, effecten, seed),
        "zelfevaluatie": partners.make_zelfevaluatie(opzet, effecten, seed),
        **{name: [{**row, "herkomst": "voorbeeld"} for row in rows] for name, rows in opzet.verteld.items()},
        "kwalitatief": gesprekken.make_kwalitatief(opzet, effecten, seed),
    }


def _frame(rows: Rijen, columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows as a frame of Python objects: whole numbers stay whole next to an empty cell."""
    return pd.DataFrame([[row.get(name) for name in columns] for row in rows], columns=list(columns), dtype=object)
