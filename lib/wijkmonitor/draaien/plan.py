"""The plan of a run: which documents are asked for, which are up to date, which must be made. Pure: reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.invoer import Bestanden, digest
from wijkmonitor.draaien.staat import Documentstand
from wijkmonitor.draaien.taak import EXPORT, GEBIEDEN, GEHEUGEN, TIJDSLIMIET, TOETS, VOORBLAD, Kernel, Taak, Toets, Waarde

VERZAMELD = ".verzameld"
PROFIEL = "0-wijkprofiel"
Sleutel = tuple[str, str]


@dataclass(frozen=True)
class Opdracht:
    """What the user asked for. Empty wijken or documenten means all; an empty peildatum the newest date.

    gebieden are codes of CBS areas, or `alle`; with gebieden and without wijken only those areas are made.
    """

    data: Path
    uit: Path
    notebooks: Path
    wijken: tuple[str, ...] = ()
    documenten: tuple[str, ...] = ()
    gebieden: tuple[str, ...] = ()
    peildatum: str = ""
    workers: int = 1
    kernel: Kernel = "shell"
    scheduler: str = ""
    opnieuw: bool = False
    tijdslimiet: float = TIJDSLIMIET
    export: str = EXPORT
    toets: str = TOETS
    voorblad: str = VOORBLAD
    alle_gebieden: str = GEBIEDEN
    drukker: str = ""
    geheugen_mb: int = GEHEUGEN


@dataclass(frozen=True)
class Kennis:
    """What the plan looks at: files by digest, what each notebook asks for, code and versions, earlier documents.

    gebieden are areas without a folder; they have a profile only.
    plakken: (wijk, document) -> digest of the rows it can see; empty where that was not worked out.
    notebooks: document -> (digest, parameter names), None where the notebook can't be read. druk: pages can be printed.
    """

    peildatum: str
    wijken: tuple[str, ...]
    gebieden: tuple[str, ...]
    soorten: Mapping[str, Documentsoort]
    bestanden: Bestanden
    notebooks: Mapping[str, tuple[str, list[str]] | None]
    omgeving: str
    standen: Mapping[Sleutel, Documentstand]
    heel: frozenset[Sleutel] = frozenset()
    plakken: Mapping[Sleutel, str] | None = None
    druk: bool = False


@dataclass(frozen=True)
class Planregel:
    """One line of the plan: a document, the digests it will be made from, and whether it must be made.

    staat: maken, ongewijzigd, niet gevraagd, kan niet (then reden says why). naast: the documents of its wijk that are there
    or will be; a report has links to them, so it is made again when they change.
    """

    wijk: str
    soort: Documentsoort
    staat: str
    basis: str = ""
    invoer: str = ""
    plak: str = ""
    reden: str = ""
    naast: tuple[str, ...] = ()

    @property
    def sleutel(self) -> Sleutel:
        """(wijk, document)."""
        return self.wijk, self.soort.naam

    @property
    def naam(self) -> str:
        """Name in messages: `stevenshof/1-bereik`."""
        return f"{self.wijk}/{self.soort.naam}" if self.wijk else self.soort.naam


def stages(soorten: Iterable[Documentsoort] = ()) -> list[list[Documentsoort]]:
    """The documents in groups: each group builds only on the groups before it."""
    left = list(soorten) or list(DOCUMENTEN.values())
    groups = []
    while left:
        group = [soort for soort in left if not set(soort.volgt) & {other.naam for other in left}]
        if not group:
            raise ValueError(f"documents {[soort.naam for soort in left]} build on each other")
        groups.append(group)
        left = [soort for soort in left if soort not in group]
    return groups


def asked_for(
    opdracht: Opdracht, soorten: Iterable[Documentsoort], wijken: Sequence[str], gebieden: Sequence[str] = ()
) -> set[Sleutel]:
    """The documents to bring up to date: those asked for, and those of the chosen wijken on which they build."""
    by_name = {soort.naam: soort for soort in soorten}
    chosen = opdracht.wijken or (() if opdracht.gebieden else tuple(wijken))
    keys: set[Sleutel] = set()
    for name in opdracht.documenten or by_name:
        for wijk in chosen if by_name[name].per_wijk else ("",) * bool(chosen):
            _add(keys, by_name, by_name[name], wijk, chosen)
    keys |= {(gebied, name) for gebied in gebieden for name in by_name if name == PROFIEL}
    return {key for key in keys if not key[0] or key[0] in wijken or key[0] in gebieden}


def _add(
    keys: set[Sleutel], by_name: Mapping[str, Documentsoort], soort: Documentsoort, wijk: str, wijken: Sequence[str]
) -> None:
    keys.add((wijk, soort.naam))
    for name in soort.volgt:
        for each in _followed(by_name[name], soort, wijk, wijken):
            _add(keys, by_name, by_name[name], each, wijken)


def _followed(basis: Documentsoort, soort: Documentsoort, wijk: str, wijken: Sequence[str]) -> Sequence[str]:
    """Whose documents of kind `basis` this document reads."""
    if not basis.per_wijk:
        return ("",)
    return (wijk,) if soort.per_wijk else wijken


def follows(kennis: Kennis, soort: Documentsoort, wijk: str) -> list[Sleutel]:
    """The documents that this one brings together."""
    return [(each, name) for name in soort.volgt for each in _followed(kennis.soorten[name], soort, wijk, kennis.wijken)]


def make_plan(
    kennis: Kennis, soorten: Iterable[Documentsoort], gevraagd: set[Sleutel], *, opnieuw: bool = False
) -> list[Planregel]:
    """The lines of one stage, for every wijk that can be used."""
    lines, there = [], _per_wijk(kennis, gevraagd)
    for soort in soorten:
        for wijk in _places(kennis, soort):
            line = _digests(kennis, soort, wijk, tuple(sorted(there.get(wijk, ()))) if soort.rekent else ())
            staat, reden = _decide(kennis, line, gevraagd, opnieuw)
            lines.append(replace(line, staat=staat, reden=reden))
    return lines


def _per_wijk(kennis: Kennis, gevraagd: set[Sleutel]) -> dict[str, set[str]]:
    """Per wijk the documents that are there or will be: a report has links to them.

    One that failed before counts too: when it was asked for, the others were made with it in mind, and they did not change.
    """
    found: dict[str, set[str]] = {}
    failed = (key for key, stand in kennis.standen.items() if stand.status == "mislukt")
    for wijk, name in (*gevraagd, *kennis.heel, *failed):
        if wijk:
            found.setdefault(wijk, set()).add(name)
    return found


def _places(kennis: Kennis, soort: Documentsoort) -> Sequence[str]:
    """For which wijken and areas there is a document of this kind."""
    if not soort.per_wijk:
        return ("",)
    return (*kennis.wijken, *kennis.gebieden) if soort.naam == PROFIEL else kennis.wijken


def _digests(kennis: Kennis, soort: Documentsoort, wijk: str, naast: tuple[str, ...]) -> Planregel:
    notebook = kennis.notebooks.get(soort.naam)
    followed = [
        (key, stand.status, {name: known[0] for name, known in stand.bestanden.items()})
        for key in follows(kennis, soort, wijk)
        if (stand := kennis.standen.get(key))
    ]
    return Planregel(
        wijk,
        soort,
        "",
        basis=digest([soort.naam, notebook and notebook[0], kennis.peildatum, kennis.omgeving, followed, naast]),
        invoer=digest(kennis.bestanden.van(soort, wijk)),
        plak=(kennis.plakken or {}).get((wijk, soort.naam), ""),
        naast=naast,
    )


def _decide(kennis: Kennis, line: Planregel, gevraagd: set[Sleutel], opnieuw: bool) -> tuple[str, str]:
    if line.sleutel not in gevraagd:
        return "niet gevraagd", ""
    reason = _obstacle(kennis, line)
    if reason:
        return "kan niet", reason
    stand = kennis.standen.get(line.sleutel)
    fresh = stand is not None and is_current(stand, line) and line.sleutel in kennis.heel and not _unprinted(kennis, stand)
    return ("ongewijzigd" if fresh and not opnieuw else "maken"), ""


def _unprinted(kennis: Kennis, stand: Documentstand) -> bool:
    """Whether a PDF can be made now that is not there."""
    wanted = kennis.druk and kennis.soorten[stand.document].pdf
    return wanted and not any(name.endswith(".pdf") for name in stand.bestanden)


def is_current(stand: Documentstand, line: Planregel) -> bool:
    """Whether a document was made from exactly this: same notebook, code and parameters, and the same rows."""
    same_rows = stand.invoer == line.invoer or (bool(line.plak) and stand.plak == line.plak)
    return same_basis(stand, line) and same_rows


def same_basis(stand: Documentstand, line: Planregel) -> bool:
    """Whether a document was made, and from the same notebook, code and parameters."""
    return stand.status in ("klaar", "verouderd") and stand.basis == line.basis


def _obstacle(kennis: Kennis, line: Planregel) -> str:
    """Why the document can't start, in Dutch; empty when it can."""
    notebook = kennis.notebooks.get(line.soort.naam)
    if notebook is None:
        return redenen.zin("notebook_weg", bestand=Path(line.soort.notebook).name)
    for name in parameter_names(line.soort):
        if name not in notebook[1]:
            return redenen.zin("parameter_onbekend", naam=name, bekend=", ".join(notebook[1]) or "geen")
    if line.soort.per_wijk:
        for key in follows(kennis, line.soort, line.wijk):
            stand = kennis.standen.get(key)
            if stand is None or stand.status != "klaar":
                return redenen.zin("wacht_op", naam=key[1])
    return ""


def parameter_names(soort: Documentsoort) -> list[str]:
    """The parameters that a run gives to the notebook of this kind."""
    return [*(["wijk"] if soort.per_wijk else []), "peildatum", "data", *(["verzameld"] if soort.volgt else [])]


def make_taak(opdracht: Opdracht, line: Planregel, peildatum: str, run: str) -> Taak:
    """The unit of work of one line."""
    folder = opdracht.uit / peildatum
    values: dict[str, Waarde] = {
        "wijk": line.wijk,
        "peildatum": peildatum,
        "data": opdracht.data.as_posix(),
        "verzameld": verzameld_path(folder, line).as_posix(),
    }
    return Taak(
        wijk=line.wijk,
        document=line.soort.naam,
        notebook=str((opdracht.notebooks / line.soort.notebook).absolute()),
        parameters={name: values[name] for name in parameter_names(line.soort)},
        map_uit=str((folder / line.wijk).absolute()),
        werkmap=str(Path.cwd()),
        run=run,
        tijdslimiet=opdracht.tijdslimiet,
        kernel=opdracht.kernel,
        export=opdracht.export,
        naast=line.naast,
        drukker=opdracht.drukker if line.soort.pdf else "",
        geheugen_mb=opdracht.geheugen_mb,
    )


def make_toets(opdracht: Opdracht, wijk: str, peildatum: str) -> Toets:
    """The check of one wijk as a unit of work."""
    limits = {"tijdslimiet": opdracht.tijdslimiet, "geheugen_mb": opdracht.geheugen_mb}
    return Toets(wijk, opdracht.data.as_posix(), peildatum, str(Path.cwd()), functie=opdracht.toets, **limits)  # type: ignore[arg-type]


def verzameld_path(folder: Path, line: Planregel) -> Path:
    """File with the findings that a document brings together."""
    return folder / VERZAMELD / f"{line.wijk or 'alle'}-{line.soort.naam}.json"
