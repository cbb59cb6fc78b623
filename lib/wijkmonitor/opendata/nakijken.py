"""Does every entry of the catalogue still resolve against what stands in the store?"""

from __future__ import annotations

from wijkmonitor.opendata.catalogus import Catalogus
from wijkmonitor.opendata.opslag import Opslag
from wijkmonitor.opendata.topics import TopicFout
from wijkmonitor.opendata.uitlezen import find_columns


def check_catalogus(catalogus: Catalogus, opslag: Opslag) -> list[str]:
    """Dutch sentences, one per reference that does not resolve; tables that are not in the store are passed over."""
    faults = []
    for indicator in catalogus.values():
        for bron in indicator.bronnen:
            record = opslag.record(bron.tabel)
            for jaar in sorted(set(record.jaren) & set(bron.jaren)) if record else ():
                try:
                    find_columns(bron, opslag.columns(bron.tabel, jaar), opslag.meta(bron.tabel))
                except TopicFout as error:
                    faults.append(f"{indicator.naam}, {jaar}: {error}")
    return faults
