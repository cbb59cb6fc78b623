"""The tables of the contract. Reader, templates and data dictionary are made from these models."""

from __future__ import annotations

from wijkmonitor.gegevens.tabellen import Rij, mensen, plan

TABELLEN: dict[str, type[Rij]] = {
    "doorverwijzingen": mensen.Doorverwijzing,
    "activiteiten": mensen.Activiteit,
    "deelname": mensen.Deelname,
    "vragenlijst": mensen.Vragenlijst,
    "stickerbord": mensen.Sticker,
    "samenwerking": mensen.Samenwerking,
    "stellingen": mensen.Stellingrij,
    "organisaties": mensen.Organisatie,
    "netwerk": mensen.Lijn,
    "interventies": plan.Interventie,
    "voortgang": plan.Voortgang,
    "logboek": mensen.Logboekrij,
    "kwalitatief": mensen.Kwalitatief,
    "zelfevaluatie": mensen.Zelfevaluatie,
    "menukaart": plan.MenukaartRegel,
    "resultaten": plan.Resultaatrij,
    "wensen": plan.Wensrij,
    "borging": plan.Borging,
    "monitorplan": plan.Monitorplan,
    "themas": plan.Themakeuze,
    "aanbod": plan.Aanbod,
    "begroting": mensen.Begroting,
}


def kolommen(tabel: str) -> tuple[str, ...]:
    """Names of the columns of a table, those of the table itself first.

    >>> kolommen("stickerbord")
    ('datum', 'plek', 'thema', 'stickers', 'herkomst', 'bron')
    """
    fields = list(TABELLEN[tabel].model_fields)
    shared = [name for name in ("herkomst", "bron") if tabel != "kwalitatief" or name != "bron"]
    return (*[name for name in fields if name not in shared], *shared)


def verplicht(tabel: str) -> tuple[str, ...]:
    """Names of the columns that a table can't do without."""
    return tuple(name for name, field in TABELLEN[tabel].model_fields.items() if field.is_required())
