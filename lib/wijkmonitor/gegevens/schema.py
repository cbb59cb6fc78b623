"""The tables of the contract. Reader, templates and data dictionary are made from these models."""

from __future__ import annotations

from wijkmonitor.gegevens.tabellen import Rij
from wijkmonitor.gegevens.tabellen.mensen import (
    Activiteit,
    Begroting,
    Deelname,
    Doorverwijzing,
    Kwalitatief,
    Lijn,
    Logboekrij,
    Organisatie,
    Samenwerking,
    Stellingrij,
    Sticker,
    Vragenlijst,
    Zelfevaluatie,
)
from wijkmonitor.gegevens.tabellen.plan import (
    Aanbod,
    Borging,
    Interventie,
    MenukaartRegel,
    Monitorplan,
    Resultaatrij,
    Themakeuze,
    Voortgang,
    Wensrij,
)

TABELLEN: dict[str, type[Rij]] = {
    "doorverwijzingen": Doorverwijzing,
    "activiteiten": Activiteit,
    "deelname": Deelname,
    "vragenlijst": Vragenlijst,
    "stickerbord": Sticker,
    "samenwerking": Samenwerking,
    "stellingen": Stellingrij,
    "organisaties": Organisatie,
    "netwerk": Lijn,
    "interventies": Interventie,
    "voortgang": Voortgang,
    "logboek": Logboekrij,
    "kwalitatief": Kwalitatief,
    "zelfevaluatie": Zelfevaluatie,
    "menukaart": MenukaartRegel,
    "resultaten": Resultaatrij,
    "wensen": Wensrij,
    "borging": Borging,
    "monitorplan": Monitorplan,
    "themas": Themakeuze,
    "aanbod": Aanbod,
    "begroting": Begroting,
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
