"""The numbers of a finding as a plain table."""

from __future__ import annotations

from html import escape

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.tabel import cel_tekst


def tabel_html(finding: Bevinding) -> str:
    """Heading, subtitle and every table of the finding."""
    tables = "".join(_table(table) for table in (finding.tabel, *finding.extra_tabellen))
    return f'<div class="wm"><h2>{escape(finding.kop)}</h2><p class="onder">{escape(finding.onderschrift)}</p>{tables}</div>'


def _table(table: Tabel) -> str:
    head = "".join(f'<th scope="col">{escape(column.naam)}</th>' for column in table.kolommen)
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cel_tekst(cell, column.notatie))}</td>" for cell, column in zip(row, table.kolommen, strict=True))
        + "</tr>"
        for row in table.rijen
    )
    return f"<table><caption>{escape(table.titel)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
