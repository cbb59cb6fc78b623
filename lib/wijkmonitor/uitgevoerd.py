"""What an executed notebook carries besides what people see. Light on purpose: the process that plans reads it too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

BEVINDING_MIME = "application/vnd.wijkmonitor.bevinding+json"
DOCUMENT_MIME = "application/vnd.wijkmonitor.bevinding.document+json"
GESPREK_MIME = "application/vnd.wijkmonitor.gesprek+json"
VERANTWOORDING_MIME = "application/vnd.wijkmonitor.verantwoording+json"
PAGINA_MIME = "application/vnd.wijkmonitor.pagina+json"  # a whole page of its own, taken over as it is
GETOOND = "getoond"  # the mark of a finding that a report holds; one in a working cell has none


def payloads(cells: Iterable[Mapping[str, Any]], *mimes: str) -> Iterator[Any]:
    """Every output of these kinds, in the order of the notebook."""
    for cell in cells:
        for output in cell.get("outputs", ()):
            yield from (output["data"][mime] for mime in mimes if mime in output.get("data", {}))


def shown_findings(cells: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The findings that a report holds, as JSON, in the order of the notebook."""
    return (data for data in payloads(cells, BEVINDING_MIME) if data.get(GETOOND))
