"""The agenda page of a leersessie: what was agreed, what the figures say about it now, and room to write."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.items import Afloop, Afspraak, Belemmering, Herkenning, Leervraag, Sessie
from wijkmonitor.afspraken.stand import make_stand
from wijkmonitor.bevinding.document import AfspraakStand
from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.uitgevoerd import BEVINDING_MIME, payloads

MAX_KOPPEN = 3  # per monitor question


@dataclass(frozen=True)
class Draaiboek:
    """All that the page of one session shows. verzoeken: requests to the outer circle that wait for an answer or for their look-back.
    hindert: what earlier sessions named, and is still there. cijfers: what the newest report of each monitor question says.
    dagen: the day of each session.
    """

    wijk_naam: str
    sessie: Sessie
    vorige: Sessie | None
    standen: tuple[AfspraakStand, ...]
    vragen: tuple[Leervraag, ...]
    hardnekkig: frozenset[str]
    verzoeken: tuple[Afspraak, ...]
    hindert: tuple[Belemmering, ...]
    cijfers: tuple[tuple[Documentsoort, Sequence[Mapping[str, Any]]], ...]
    cijfers_van: date | None
    bekeken: tuple[Mapping[str, Any], ...] = ()
    dagen: Mapping[str, date] = field(default_factory=dict)

    @property
    def herkomst(self) -> str:
        """`voorbeeld` as soon as one part rests on example records."""
        kinds = {stand.herkomst for stand in self.standen} | {vraag.herkomst for vraag in self.vragen}
        kinds |= {item.herkomst for item in self.hindert}
        kinds |= {record["herkomst"] for records in (self.bekeken, *(told for _, told in self.cijfers)) for record in records}
        return "voorbeeld" if "voorbeeld" in kinds else ""


def make_draaiboek(
    agenda: Leeragenda,
    sessie: Sessie,
    *,
    wijk_naam: str,
    bevindingen: Sequence[Mapping[str, Any]] = (),
    cijfers_van: date | None = None,
    bekeken: Sequence[Mapping[str, Any]] = (),
) -> Draaiboek:
    """What a session needs: its agreements that are due, the open questions, and what the newest findings say.

    bevindingen: the rows of `bevindingen.json` of this wijk; cijfers_van: their peildatum. bekeken: findings that people
    kept while exploring, each with a note (`kop`, `onderschrift`, `notitie`, `herkomst`).
    """
    figures = {str(record["id"]): Peilcijfer.of_record(record, op=cijfers_van) for record in bevindingen}
    due = agenda.terug_te_kijken(sessie.id)
    asked = (item for item in agenda.open_afspraken if item.naar_kring == "buiten" and item.sessie != sessie.id)
    before = [item for item in agenda.sessies if item.datum < sessie.datum]
    told = defaultdict[str, list[Mapping[str, Any]]](list)
    for record in bevindingen:
        if record.get("kop"):
            told[str(record.get("document"))].append(record)
    return Draaiboek(
        wijk_naam=wijk_naam,
        sessie=sessie,
        vorige=before[-1] if before else None,
        standen=tuple(make_stand(agenda, item, figures) for item in due),
        vragen=agenda.open_vragen,
        hardnekkig=frozenset(item.letter for item in agenda.hardnekkig(sessie.datum)),
        verzoeken=tuple(item for item in asked if not (item.antwoord and item in due)),
        hindert=agenda.hindert_nog(sessie.id),
        cijfers=tuple((soort, told[soort.naam][:MAX_KOPPEN]) for soort in DOCUMENTEN.values() if soort.monitorvraag),
        cijfers_van=cijfers_van,
        bekeken=tuple(record for record in bekeken if record.get("kop") and record.get("notitie")),
        dagen={item.id: item.datum for item in agenda.sessies},
    )


def render_sessie(draaiboek: Draaiboek) -> str:
    """The page as one HTML file, made to print on A4 and to write on."""
    return render_page("sessie", d=draaiboek, herkenning=get_args(Herkenning), aflopen=get_args(Afloop))


def newest_findings(uit: Path, wijk: str) -> tuple[date | None, list[Mapping[str, Any]]]:
    """Peildatum and findings of the newest `bevindingen.json` that speaks of this wijk; (None, []) if there is none.

    Each row is completed with what the finding carries in its executed notebook: unit, own sentence, parts.
    """
    folders = sorted((path for path in uit.glob("????-??-??") if path.is_dir()), key=lambda path: path.name, reverse=True)
    for folder in folders:
        try:
            rows = json.loads((folder / "bevindingen.json").read_text(encoding="utf-8"))
            day = date.fromisoformat(folder.name)
            mine = [row for row in rows if row["wijk"] == wijk and row["id"]]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if mine:
            full = _carried(folder / wijk)
            return day, [{**row, **full.get(row["id"], {})} for row in mine]
    return None, []


def _carried(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The findings in the executed notebooks of one wijk, by id; a notebook that can't be read gives none."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.ipynb")):
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        found |= {record["id"]: record for record in payloads(cells, BEVINDING_MIME)}
    return found


def read_bewaard(path: Path) -> list[dict[str, Any]]:
    """The findings kept for the next session; none where there is no file."""
    try:
        return parse_bewaard(path.read_bytes())
    except OSError:
        return []


def parse_bewaard(content: bytes | None) -> list[dict[str, Any]]:
    """The same from the content of the file, None where there is none."""
    try:
        rows = json.loads(content or b"")
    except ValueError:
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
