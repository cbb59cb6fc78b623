"""Does every entry of the catalogue still resolve against what stands in the store?"""

from __future__ import annotations

from collections.abc import Sequence

from wijkmonitor.gegevens.opendata.catalogus import Bronverwijzing, Catalogus
from wijkmonitor.gegevens.opendata.opslag import Opslag
from wijkmonitor.gegevens.opendata.topics import TopicFout, strip_number, topic_keys
from wijkmonitor.gegevens.opendata.uitlezen import find_columns


def check_catalogus(catalogus: Catalogus, opslag: Opslag) -> list[str]:
    """Dutch sentences, one per reference that does not resolve against the metadata that the server gave.

    Tables that are not in the store, or came from a file without metadata, are passed over.
    """
    faults = []
    for indicator, bron in catalogus.references():
        meta = opslag.meta(bron.tabel) if opslag.record(bron.tabel) else []
        fault = _fault(bron, topic_keys(meta), meta) if meta else ""
        if fault:
            faults.append(f"{indicator.naam}: {fault}")
    return faults


def absent_in_store(catalogus: Catalogus, opslag: Opslag, tabel: str, jaren: Sequence[int]) -> dict[str, str]:
    """Indicators of the table that some of these years in the store do not hold: id -> Dutch sentence why."""
    absent = {}
    own = [(indicator, bron) for indicator, bron in catalogus.references() if bron.tabel == tabel]
    taken = {topic for _, bron in own for topic in bron.topics}  # another indicator is no new name of this one
    for indicator, bron in own:
        for jaar in sorted(set(jaren) & set(bron.jaren)):
            keys = [k for k in opslag.columns(tabel, jaar) if strip_number(k) in bron.topics or strip_number(k) not in taken]
            fault = _fault(bron, keys, opslag.meta(tabel))
            if fault:
                absent[indicator.id] = fault
    return absent


def _fault(bron: Bronverwijzing, keys: Sequence[str], meta: Sequence[dict[str, object]]) -> str:
    try:
        find_columns(bron, keys, meta)
    except TopicFout as error:
        return str(error)
    return ""
