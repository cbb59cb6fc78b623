"""The index of one peildatum folder, from what run.json and earlier peildatum folders say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from wijkmonitor.documenten import DOCUMENTEN, INVULBLAD, TAFELBLAD
from wijkmonitor.draaien.staat import BEVINDINGEN, INDEX, RUN, earlier_folders, read_json
from wijkmonitor.paginas.checks import check_page
from wijkmonitor.paginas.index import render_index
from wijkmonitor.paginas.overzicht import Link, Overzicht, RapportRegel, WijkRegel, find_changes
from wijkmonitor.paginas.pagina import mark
from wijkmonitor.paginas.tijd import make_reeksen, render_tijd
from wijkmonitor.paginas.verzameld import make_verhaal
from wijkmonitor.schrijven import write_whole

INVULBLADEN = "Invulbladen om te printen"
OUDER = ", van een eerdere keer"
PDF = ", om te printen (PDF)"
TIJD = "door-de-tijd.html"


def write_index(folder: Path) -> None:
    """Write index.html, and per wijk a page with its figures over the last peildata where there are more."""
    write_tijd(folder)
    write_whole(folder / INDEX, mark(check_page(render_index(make_overzicht(folder)))))


def write_tijd(folder: Path) -> None:
    """A page *door de tijd* for every wijk with a figure on two days or more."""
    days = [*earlier_folders(folder), folder]
    if len(days) == 1:
        return
    names = {wijk.slug: wijk.naam for wijk in make_regels(read_json(folder / RUN), folder)}
    per_wijk: dict[str, dict[date, list[Any]]] = {wijk: {date.fromisoformat(day.name): [] for day in days} for wijk in names}
    for day in days:
        for row in read_json(day / BEVINDINGEN):
            if row["wijk"] in per_wijk and row["id"]:
                per_wijk[row["wijk"]][date.fromisoformat(day.name)].append(row)
    for wijk, rows in per_wijk.items():
        if reeksen := make_reeksen(rows):
            write_whole(folder / wijk / TIJD, mark(check_page(render_tijd(wijk, names[wijk], reeksen))))


def make_overzicht(folder: Path) -> Overzicht:
    """All that the index shows."""
    run = read_json(folder / RUN)
    wijken = make_regels(run, folder)
    earlier = next(iter(earlier_folders(folder)), None)
    before = make_regels(read_json(earlier / RUN), earlier) if earlier else ()
    together = [entry for entry in run["documenten"] if not entry["wijk"]]
    shared = (entry for entry in together if entry["status"] == "klaar")
    return Overzicht(
        peildatum=date.fromisoformat(run["peildatum"]),
        wijken=wijken,
        vorige=date.fromisoformat(earlier.name) if earlier else None,
        veranderingen=find_changes(before, wijken),
        links=tuple(Link(_label(entry, name), name) for entry in shared for name in entry["bestanden"] if name.endswith(".html")),
        samen_mislukt=tuple(_rij(entry) for entry in together if entry["status"] == "mislukt"),
    )


def _label(entry: Mapping[str, Any], name: str) -> str:
    """The question of a page over all wijken; a page with sheets beside it says that they are to print."""
    question = str(entry["inhoud"].get("vraag", entry["document"]))
    return INVULBLADEN if name.endswith(f"{INVULBLAD}.html") else question


def make_regels(run: Mapping[str, Any], folder: Path) -> tuple[WijkRegel, ...]:
    """One line per wijk that has documents or faults."""
    per_wijk: dict[str, list[Mapping[str, Any]]] = {wijk: [] for wijk in run.get("wijken", {})}
    for entry in run.get("documenten", []):
        if entry["wijk"]:
            per_wijk.setdefault(entry["wijk"], []).append(entry)
    shown = {wijk: entries for wijk, entries in per_wijk.items() if entries or run["wijken"][wijk]}
    return tuple(_regel(wijk, entries, run, folder) for wijk, entries in shown.items())


def _regel(wijk: str, entries: list[Mapping[str, Any]], run: Mapping[str, Any], folder: Path) -> WijkRegel:
    faults = tuple(run["wijken"].get(wijk, ()))
    done = [entry["inhoud"] for entry in entries if entry["status"] == "klaar" and entry["inhoud"].get("wijk_naam")]
    where: Mapping[str, Any] = next((inhoud for inhoud in done if inhoud.get("codes")), {})
    drawn = next((inhoud["beeld"] for inhoud in done if inhoud.get("beeld")), ())
    return WijkRegel(
        slug=wijk,
        naam=done[0]["wijk_naam"] if done else run.get("namen", {}).get(wijk, wijk),
        gemeente=done[0]["gemeente"] if done else "",
        plaats=where.get("plaats", ""),
        codes=tuple(where.get("codes", ())),
        rijen=() if faults else tuple(_rij(entry) for entry in entries if _is_row(entry)),
        fouten=faults,
        beeld=tuple(drawn),
        verzonnen=any(inhoud.get("verzonnen") for inhoud in done),
        verhaal=None if faults else make_verhaal(done),
        links=make_links(wijk, folder, {entry["document"] for entry in entries if entry.get("ouder")}),
    )


def _is_row(entry: Mapping[str, Any]) -> bool:
    """A page that only brings others together has a link, not a row; where it failed, it is told."""
    soort = DOCUMENTEN.get(entry["document"])
    return soort is None or not soort.link or entry["status"] == "mislukt"


def _rij(entry: Mapping[str, Any]) -> RapportRegel:
    inhoud = entry["inhoud"]
    if entry["status"] == "klaar" and inhoud.get("antwoord"):
        return RapportRegel.of(inhoud)
    status: Literal["mislukt", "niet gemaakt"] = "mislukt" if entry["status"] == "mislukt" else "niet gemaakt"
    reason = entry["reden"] + ("." if entry["reden"] and entry["reden"][-1] not in ".?!" else "")
    return RapportRegel(entry["document"], status, reden=reason[:1].upper() + reason[1:], ouder=entry.get("ouder", False))


def make_links(wijk: str, folder: Path, older: Collection[str] = ()) -> tuple[Link, ...]:
    """The sheets for the table, and the pages that bring others together; of an earlier run where they were not made now."""
    sheets = tuple(
        Link(f"Tafelblad {soort.nummer or soort.kort}{OUDER if soort.naam in older else ''}", f"{wijk}/{name}")
        for soort in DOCUMENTEN.values()
        if (folder / wijk / (name := f"{soort.naam}{TAFELBLAD}.html")).exists()
    )
    found = tuple(
        Link(f"{text}{OUDER if soort.naam in older else ''}", f"{wijk}/{name}")
        for soort in DOCUMENTEN.values()
        if soort.link
        for name, text in ((f"{soort.naam}.html", soort.link), (f"{soort.naam}.pdf", f"{soort.link}{PDF}"))
        if (folder / wijk / name).exists()
    )
    through_time = (Link("Door de tijd", f"{wijk}/{TIJD}"),) if (folder / wijk / TIJD).exists() else ()
    return (*sheets, *found, *through_time)
