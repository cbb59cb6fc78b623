"""The rows of an export: one number on a row, with what it measures, of when it is and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from wijkmonitor.bevinding import Bevinding, Cel, Maat, Notatie, Tabel
from wijkmonitor.bevinding.tabel import getal_van, numeric_columns
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.taal.getallen import MAANDEN
from wijkmonitor.vragen.teksten import load_teksten

Rij = dict[str, Any]
Rapport = tuple[Mapping[str, Any], tuple[Bevinding, ...]]  # what a report says of itself, and its findings
DECIMALEN = 10  # what lies behind is noise of binary numbers
_MOMENT = re.compile(rf"\b(?:({'|'.join(MAANDEN)}) )?(20\d\d)\b")


def finding_rows(reports: Iterable[Rapport]) -> Iterator[Rij]:
    """A row per finding, and one per part of it that has a figure of its own."""
    for about, findings in reports:
        for finding in findings:
            base = _base(about, finding) | {"kop": finding.kop, "maat": finding.onderschrift}
            maat = finding.maat or Maat("")
            yield base | _numbers("", finding.schatting, finding, maat)
            for naam, deel in finding.delen.items():
                same = deel.schatting.method == finding.schatting.method
                kind = maat if same else replace(maat, naam=_part_name(finding.id, maat), soort="stand", vergeleken="")
                yield base | _numbers(naam, deel.schatting, finding, kind)


def series_rows(reports: Iterable[Rapport]) -> Iterator[Rij]:
    """A row per measure and subject: what can be laid beside the same measure of another day or wijk. Of a change its level."""
    for about, findings in reports:
        for finding in findings:
            if maat := finding.maat:
                subjects = dict.fromkeys([maat.over, *maat.peilen])
                for over in subjects:
                    estimate = maat.find(finding.schatting, over)
                    if estimate is not None and estimate.value is not None:
                        level = replace(maat, soort=maat.reeks, vergeleken=maat.vergeleken if maat.reeks == "verandering" else "")
                        unit: Notatie = "aantal" if maat.peil and finding.eenheid == "verhouding" else finding.eenheid
                        numbers = _numbers("", estimate, replace(finding, eenheid=unit), level)
                        yield _base(about, finding) | numbers | {"onderwerp": over}


def table_rows(reports: Iterable[Rapport]) -> Iterator[Rij]:
    """A row per number in the tables of the findings; where there is no number, the reason in its place."""
    for about, findings in reports:
        for finding in findings:
            seen = dict[tuple[str, str, str], int]()
            for tabel in (finding.tabel, *finding.extra_tabellen):
                for row in _cells(tabel):
                    key = row["tabel"], row["sleutel"], row["kolom"]
                    seen[key] = seen.get(key, 0) + 1
                    again = {"sleutel": f"{row['sleutel']} ({seen[key]})"} if seen[key] > 1 else {}
                    yield _base(about, finding) | row | again | _where_from(finding)


def _cells(tabel: Tabel) -> Iterator[Rij]:
    """The names in front of the numbers are the key; a text behind them, such as a verdict, is none."""
    numeric = [number or kolom.notatie != "tekst" for number, kolom in zip(numeric_columns(tabel), tabel.kolommen, strict=True)]
    text = [place for place, number in enumerate(numeric) if not number] or [0]
    first = next((place for place in range(len(numeric)) if place not in text), 0)
    for row in tabel.rijen:
        label, key = (
            " | ".join(str(row[place]) for place in places) for places in (text, [k for k in text if k < first] or text)
        )
        for place, (cell, kolom) in enumerate(zip(row, tabel.kolommen, strict=True)):
            if place not in text:
                number, notatie, reason = _number(cell, kolom.notatie)
                yield {"tabel": tabel.titel, "rij": label, "kolom": kolom.naam, "waarde": number, "eenheid": _unit(notatie),
                       "reden": reason, "sleutel": key, "periode": find_periode(key, kolom.naam)}  # fmt: skip


def _number(cell: Cel, notatie: Notatie) -> tuple[float | None, Notatie, str]:
    """The number of a cell and how it is noted, also where it was written as text; without one, the reason."""
    if not isinstance(cell, str):
        return _clean(cell), notatie, ""
    written = getal_van(cell) if notatie == "tekst" else None
    return (*written, "") if written else (None, notatie, cell)


def find_periode(sleutel: str, kolom: str) -> str:
    """The one year or month that the names of a number say, as `2022-10`; "" where they say none, or more than one.

    >>> find_periode("Meedoen | oktober 2022", "Score"), find_periode("december", "2022"), find_periode("Rokers | 2012 | 2020", "nu")
    ('2022-10', '2022-12', '')
    """
    found = {(month, year) for month, year in _MOMENT.findall(f"{sleutel} | {kolom}")}
    if len(found) != 1:
        return ""
    ((month, year),) = found
    month = month or (sleutel if sleutel in MAANDEN else "")
    return f"{year}-{MAANDEN.index(month) + 1:02d}" if month else year


def _part_name(id: str, maat: Maat) -> str:
    """What a group measures, where the finding itself is a difference."""
    words = load_teksten("maten")
    return str(words[id].get("naam_deel", maat.naam)) if words.heeft(id) else maat.naam


def _base(about: Mapping[str, Any], finding: Bevinding) -> Rij:
    return {
        "peildatum": str(about["peildatum"]),
        "wijk": str(about["wijk"]),
        "wijk_naam": str(about["wijk_naam"]),
        "document": str(about["naam"]),
        "bevinding": finding.id,
    }


def _numbers(groep: str, schatting: Estimate, finding: Bevinding, maat: Maat) -> Rij:
    numbers = {"waarde": _clean(schatting.value), "laag": _clean(schatting.low), "hoog": _clean(schatting.high), "n": schatting.n}
    rest = {"eenheid": _unit(finding.eenheid, maat), "methode": schatting.method, "reden": schatting.reason or ""}
    measure = {
        "cijfer": maat.naam.removesuffix(f": {maat.over}"),
        "onderwerp": groep or maat.over,
        "soort": maat.soort if finding.maat else "",
        "periode": maat.periode,
        "vergeleken_met": maat.vergeleken,
        "n_van": maat.van,
        "sinds_begin": maat.sinds,
    }
    return {"groep": groep} | numbers | rest | _where_from(finding) | measure


def _clean(value: float | None) -> float | None:
    """Without the noise of binary numbers, and without minus zero."""
    return None if value is None else round(float(value), DECIMALEN) + 0.0


def _where_from(finding: Bevinding) -> Rij:
    return {"bron": finding.bron, "herkomst": finding.herkomst}


def _unit(notatie: Notatie, maat: Maat | None = None) -> str:
    """A difference of shares or scores is another unit than a share or a score."""
    units, differs = load_teksten("export")["eenheid"], maat is not None and maat.soort in ("verandering", "verschil")
    return str(units[f"{notatie}_verschil" if differs and f"{notatie}_verschil" in units else notatie])
