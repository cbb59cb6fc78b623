"""What is asked of a server for one table: which columns, years, age group and margins, resolved from its metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wijkmonitor.gegevens.opendata.catalogus import Catalogus, StatLineTabel
from wijkmonitor.gegevens.opendata.koppen import TopicFout, topic_keys
from wijkmonitor.gegevens.opendata.laden import INDELINGSWIJZIGING, find_columns
from wijkmonitor.gegevens.opendata.odata import ODataV3
from wijkmonitor.gegevens.opendata.opslag import Record
from wijkmonitor.gegevens.opendata.tabelvorm import REGIO, VormFout, margin_role

MEE = ("Gemeentenaam", "SoortRegio", "Codering", INDELINGSWIJZIGING)
_GROEPEN = ("Topic", "TopicGroup")


@dataclass(frozen=True)
class Bestelling:
    """One table to fetch, with the filter per year.

    `regio` is the dimension of the areas. `weg` gives, for each indicator whose columns the table no longer has, the Dutch sentence that says so; `geen` are
    sentences on years that the table does not have.
    """

    tabel: StatLineTabel
    gewijzigd: str
    meta: Sequence[Mapping[str, Any]]
    kolommen: tuple[str, ...]
    filters: Mapping[int, str]
    marges: Mapping[str, str]
    regio: str
    weg: Mapping[str, str] = field(default_factory=dict)
    geen: tuple[str, ...] = ()


def plan(
    server: ODataV3, tabel: StatLineTabel, catalogus: Catalogus, *, jaren: set[int] | None, record: Record | None
) -> Bestelling:
    """The order for one table, from its metadata on the server (all years of the catalogue when `jaren` is None).

    After a new release also the years that are in the store are asked for: releases are never mixed.
    """
    info = server.part(tabel.id, "TableInfos")
    meta = server.part(tabel.id, "DataProperties")
    dimensies = [item["Key"] for item in meta if item.get("Key") and item.get("Type") not in _GROEPEN]
    topics = topic_keys(meta)
    regio = next((key for key in dimensies if key in REGIO), "")
    if not regio:
        raise VormFout(f"Tabel {tabel.id}: er is geen kolom met gebieden. Klopt het nummer van de tabel in catalogus.toml?")
    wanted, weg = _columns(tabel, catalogus, topics, meta)
    mee = [key for key in topics if key.rsplit("_", 1)[0] in MEE]
    gewijzigd = info[0].get("Modified", "") if info else ""
    al = set(record.jaren) if record and record.gewijzigd != gewijzigd else set()
    gevraagd = [jaar for jaar in tabel.jaren if jaren is None or jaar in jaren | al]
    filters, geen = _filters(server, tabel, dimensies, gevraagd)
    margins = server.part(tabel.id, "Marges") if "Marges" in dimensies else []
    return Bestelling(
        tabel=tabel,
        gewijzigd=gewijzigd,
        meta=meta,
        kolommen=tuple(dict.fromkeys([*dimensies, *mee, *wanted])),
        filters=filters,
        marges={row["Key"].strip(): margin_role(row["Title"]) for row in margins},
        regio=regio,
        weg=weg,
        geen=geen,
    )


def _columns(
    tabel: StatLineTabel, catalogus: Catalogus, topics: Sequence[str], meta: Sequence[Mapping[str, Any]]
) -> tuple[list[str], dict[str, str]]:
    found: list[str] = []
    weg: dict[str, str] = {}
    for indicator in catalogus.values():
        for bron in indicator.bronnen:
            if bron.tabel != tabel.id:
                continue
            try:
                found += find_columns(bron, topics, meta).values()
            except TopicFout as error:
                weg[indicator.id] = str(error)
    return list(dict.fromkeys(found)), weg


def _filters(
    server: ODataV3, tabel: StatLineTabel, dimensies: Sequence[str], jaren: Sequence[int]
) -> tuple[dict[int, str], tuple[str, ...]]:
    """Filter per year; keys are taken as the server writes them, padding included."""
    leeftijd = ""
    if tabel.leeftijd and "Leeftijd" in dimensies:
        keys = {row["Key"].strip(): row["Key"] for row in server.part(tabel.id, "Leeftijd")}
        if tabel.leeftijd not in keys:
            raise VormFout(
                f"Tabel {tabel.id}: de leeftijdsgroep {tabel.leeftijd} bestaat niet meer. Pas `leeftijd` aan in catalogus.toml."
            )
        leeftijd = " or ".join(f"(Leeftijd eq '{keys[code]}')" for code in tabel.leeftijden if code in keys)
        leeftijd = f"({leeftijd})" if " or " in leeftijd else leeftijd
    if "Perioden" not in dimensies:
        return {jaar: leeftijd for jaar in jaren}, ()
    perioden = {int(k[:4]): k for row in server.part(tabel.id, "Perioden") if re.fullmatch(r"\d{4}JJ00\s*", k := row["Key"])}
    geen = tuple(f"Tabel {tabel.id}: over {jaar} staan er geen cijfers (meer) in." for jaar in jaren if jaar not in perioden)
    parts = {jaar: [f"(Perioden eq '{perioden[jaar]}')", leeftijd] for jaar in jaren if jaar in perioden}
    return {jaar: " and ".join(part for part in both if part) for jaar, both in parts.items()}, geen
