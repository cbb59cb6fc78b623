"""The report that a notebook makes: what it shows, in its order, and the answer that it gives; also in the process that asks for it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from IPython.display import display

from wijkmonitor.afspraken.duiding import with_what_was_said
from wijkmonitor.afspraken.spoor import nothing_agreed
from wijkmonitor.afspraken.stand import afspraak_standen, is_about
from wijkmonitor.bevinding import Bevinding, Plaats, fragmenten
from wijkmonitor.bevinding.document import MAX_ANTWOORDEN, MAX_BEVINDINGEN, Antwoord, Document, Gesprek, Woord, decide
from wijkmonitor.bevinding.secties import follow
from wijkmonitor.documenten import DOCUMENTEN, find_document
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.gegevens.fouten import kies_uit
from wijkmonitor.geheugen import file_key
from wijkmonitor.meegeleverd import find_notebooks
from wijkmonitor.taal.getallen import datum
from wijkmonitor.vragen.cijfers import MARGE_ONBEKEND
from wijkmonitor.vragen.stappen import tell_arguments
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.verantwoording import account_of, as_gat, compared, first_question, freshness, left_out, newer_figures

Toon = Callable[[Any], object]
INJECTED = "# Parameters"
PARAMETERS = ("wijk", "peildatum", "data")


@tell_arguments
def open_rapport(naam: str, *, wijk: str, peildatum: date | str | None = None, data: Path | str = "wijkdata") -> Rapport:
    """The report `naam` (`1-bereik`) of one wijk, still empty, with the records of the wijk as `rapport.dossier`.

    Raises DossierFout with every fault in the records, ValueError
    in Dutch for an unknown wijk or parameter.
    """
    check_parameters()
    soort = find_document(naam)
    if not soort.rekent:
        raise ValueError(_zin("rekent_niet", naam=soort.naam))
    display(fragmenten.Blok(fragmenten.with_style(""), f"{soort.vraag}", stijl=False))
    return Rapport(soort.naam, load_dossier(wijk, data=data, peildatum=peildatum))


class Rapport:
    """One report while its notebook runs. What `show` shows is in it, in that order; all else stays in the notebook."""

    def __init__(self, naam: str, dossier: Dossier, *, toon: Toon = display) -> None:
        self.naam, self.dossier, self._toon = naam, dossier.voor(DOCUMENTEN[naam].leest), toon
        self._bevindingen: list[Bevinding] = []
        self._document: Document | None = None

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """The findings that were shown, in their order."""
        return tuple(self._bevindingen)

    @property
    def document(self) -> Document:
        """All that the report says; ValueError before it has its answer."""
        if self._document is None:
            raise ValueError(_zin("geen_antwoord"))
        return self._document

    def show(self, bevinding: Bevinding, *, plaats: Plaats = "rapport") -> None:
        """Put a finding in the report, or under *meer cijfers*, where it is smaller.

        Raises ValueError in Dutch for what is no finding, for a finding that is there already, for one after the answer,
        and for the eighth that isn't under *meer cijfers*.
        """
        if not isinstance(bevinding, Bevinding):
            raise ValueError(_zin("geen_bevinding", soort=type(bevinding).__name__))
        self._check_place(bevinding, plaats)
        named = replace(as_gat(bevinding, self.dossier), plaats=plaats, wijk=self.dossier.wijk.slug, document=self.naam)
        shown = with_what_was_said(self.dossier.agenda, named, op=self.dossier.peildatum)
        self._bevindingen.append(shown)
        self._toon(fragmenten.in_rapport(shown))

    def _check_place(self, bevinding: Bevinding, plaats: Plaats) -> None:
        if self._document is not None:
            raise ValueError(_zin("na_antwoord", id=bevinding.id))
        if any(shown.id == bevinding.id for shown in self._bevindingen):
            raise ValueError(_zin("dubbel", id=bevinding.id))
        here = sum(shown.plaats == "rapport" for shown in self._bevindingen)
        if plaats == "rapport" and here >= MAX_BEVINDINGEN:
            raise ValueError(_zin("te_veel", id=bevinding.id, hoogstens=MAX_BEVINDINGEN))

    def antwoord(self, *ids: str) -> None:
        """Answer the question with these findings: in one word and at most three lines; the answer stands first in the report.

        The lines of the findings that decide come first (`wijkmonitor.bevinding.document.decide`), then the others in their
        order. An id that isn't shown (any more) is left out; where the first of the others has nothing to tell, the next
        finding that is shown takes its place. Raises
        ValueError in Dutch where no finding is shown, or where an id is no finding of this report.
        """
        if not self._bevindingen:
            raise ValueError(_zin("leeg"))
        shown = {finding.id: finding for finding in self._bevindingen}
        for id in ids:
            if id not in shown:
                self._check_known(id)
        named = decide([shown[id] for id in dict.fromkeys(ids) if id in shown])
        wanted = min(MAX_ANTWOORDEN, max(1, len(ids)))
        chosen = _each_hole_once(self._open_with_what_is_known(named.volgorde)[:wanted])
        word = named.woord if DOCUMENTEN[self.naam].monitorvraag else ""
        lines = [
            Antwoord(text, item.herkomst, item.teken, _side(item, word), item.bord.tien or 0)
            for text, item in zip(_told(chosen), chosen, strict=True)
        ]
        self._document = replace(self._compose(tuple(lines), word), onbesproken=self._without_agreement(chosen))
        self._toon(fragmenten.opening(self._document))

    def _open_with_what_is_known(self, chosen: Sequence[Bevinding]) -> list[Bevinding]:
        """The chosen findings that have something to tell, then others of the report that have; holes come last."""
        others = [finding for finding in self._bevindingen if finding not in chosen]
        others.sort(key=lambda finding: finding.plaats != "rapport")
        return sorted([*chosen, *others], key=lambda finding: finding.leeg)

    def _without_agreement(self, chosen: Sequence[Bevinding]) -> tuple[str, ...]:
        """The headlines of what speaks against a yes, where no agreement of the last session is about it."""
        agreed = self.dossier.agenda.vorige_afspraken(self.dossier.peildatum)
        against = [finding for finding in chosen if finding.weegt in ("tegen", "beide")]
        return tuple(finding.kop.rstrip(".") for finding in against if not any(is_about(item, finding) for item in agreed))

    def _check_known(self, id: str) -> None:
        known = [name for name in load_teksten(self.naam).namen if name.startswith(f"{DOCUMENTEN[self.naam].kort}-")]
        if id not in known:
            near = get_close_matches(id, [*known, *(finding.id for finding in self._bevindingen)], n=1)
            raise ValueError(_zin("onbekend", id=id, bedoelt=f" Bedoelt u '{near[0]}'?" if near else ""))

    def gesprek(self, *, binnenkring: Sequence[str], buitenkring: Sequence[str]) -> None:
        """The questions for the conversation, per circle; where two findings pull apart, that is the first."""
        first = first_question(self._bevindingen)
        inner = (first, *binnenkring) if first else tuple(binnenkring)
        self._document = replace(self.document, gesprek=Gesprek(inner, tuple(buitenkring)))
        self._toon(fragmenten.gesprek(self._document))

    def verantwoording(self) -> None:
        """The account: how the report was made, what it can't show, the words and the sources of what was shown."""
        dossier = self.dossier
        account: dict[str, Any] = {part: account_of(self.naam, part, self._bevindingen) for part in ("methode", "wel", "niet")}
        account["methode"] += compared(self._bevindingen)
        account["methode"] += (str(load_teksten("gedeeld")["woorden"]),) if self.document.woord else ()
        account |= {"weggelaten": left_out(dossier, DOCUMENTEN[self.naam].leest)}
        account |= {"privacy": dossier.wijk.privacy.uitleg, "contact": dossier.wijk.contact or ""}
        self._document = replace(self.document, **account)
        self._toon(fragmenten.verantwoording(self._document))

    def _compose(self, antwoord: tuple[Antwoord, ...], woord: Woord | Literal[""]) -> Document:
        dossier, soort = self.dossier, DOCUMENTEN[self.naam]
        found = {finding.id: finding for finding in self._bevindingen}
        session = dossier.agenda.laatste_sessie(dossier.peildatum)
        return Document(
            naam=self.naam,
            nummer=soort.nummer,
            vraag=soort.vraag,
            wijk=dossier.wijk.slug,
            wijk_naam=dossier.wijk.naam,
            gemeente=dossier.plaats,
            plaats=dossier.gemeente,
            codes=tuple(dict.fromkeys((*dossier.wijk.gebieden, dossier.wijk.gemeente))),
            peildatum=dossier.peildatum,
            antwoord=antwoord,
            woord=woord,
            bevindingen=self.bevindingen,
            afspraken=afspraak_standen(dossier.agenda, found, peildatum=dossier.peildatum, document=self.naam),
            geen_afspraken=nothing_agreed(dossier.agenda, dossier.wijk.mijlpaal, peildatum=dossier.peildatum),
            sessie=datum(session.datum) if session is not None and session.datum is not None else "",
            beeld=dossier.wijk.beeldwoorden,
            verzonnen=dossier.verzonnen,
            versheid=f"{freshness(dossier, self.bevindingen)} {newer_figures(self.bevindingen, dossier.stand)}".strip(),
            stand=dossier.stand,
        )


def check_parameters(known: Sequence[str] = PARAMETERS) -> None:
    """Raises ValueError in Dutch if papermill put a parameter in that the notebook doesn't have.

    Looks in the cells that the running notebook ran so far; outside a notebook there are none.
    """
    for source in _history():
        if not source.lstrip().startswith(INJECTED):
            continue
        for name in _assigned(source):
            if name not in known:
                raise ValueError(f"De parameter '{name}' kennen we niet. {kies_uit(name, known)}")


def _history() -> list[str]:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    return [] if shell is None else [str(source) for source in shell.user_ns.get("In", [])]


def _assigned(source: str) -> list[str]:
    return [
        target.id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]


def _each_hole_once(findings: Sequence[Bevinding]) -> list[Bevinding]:
    """The findings without those that have nothing to tell for a reason that another already gave."""
    reasons = [finding.reden if finding.leeg else "" for finding in findings]
    return [finding for place, finding in enumerate(findings) if not reasons[place] or reasons[place] not in reasons[:place]]


def _told(findings: Sequence[Bevinding]) -> Iterator[str]:
    """The line of each finding; a reason that an earlier line gave is not given again."""
    given = list[str]()
    for finding in findings:
        line = finding.antwoord or f"{finding.kop.rstrip('.')}."
        for reason in given:
            line = line.replace(f" {reason}", "")
        yield line
        given += [finding.reden] if finding.reden.endswith(".") else []


def _side(finding: Bevinding, word: str) -> str:
    """Where the answer is *deels*: whether this finding goes well or not yet, so that nobody has to guess which part is which.

    Of an estimate whose margin nobody knows, neither is said.
    """
    known = finding.schatting.reason != MARGE_ONBEKEND
    return _zin(f"deels.{finding.weegt}") if word == "deels" and known and finding.weegt in ("voor", "tegen") else ""


def _zin(key: str, **values: object) -> str:
    return load_teksten("rapport").zin(key, **values)


def make_document(naam: str, dossier: Dossier, *, notebook: Path | None = None) -> Document:
    """The document `naam` of a dossier, as its notebook makes it; it can see only the tables that the document says it reads."""
    path = notebook or find_notebooks() / DOCUMENTEN[naam].notebook
    rapport = Rapport(naam, dossier, toon=lambda blok: None)
    space: dict[str, Any] = {"__name__": naam, "wijk": dossier.wijk.slug, "peildatum": dossier.peildatum, "data": ""}
    cells = _read_cells(file_key(path))

    def run(cell: dict[str, Any]) -> Iterator[Bevinding]:
        before = len(rapport.bevindingen)
        exec(cell["code"], space)
        if "open_rapport" in space:
            space["open_rapport"] = lambda *_, **__: rapport
        yield from rapport.bevindingen[before:]

    explained = [part for part in follow(cells, run) if isinstance(part, Bevinding)]
    return replace(rapport.document, bevindingen=tuple(explained))


@lru_cache(maxsize=16)
def _read_cells(key: tuple[str, int, int]) -> list[dict[str, Any]]:
    """The cells of the notebook with this stamp, code compiled; the parameters are left out, the dossier has them."""
    cells = json.loads(Path(key[0]).read_bytes())["cells"]
    kept = [cell for cell in cells if "parameters" not in cell["metadata"].get("tags", [])]
    for number, cell in enumerate(kept):
        if cell["cell_type"] == "code":
            cell["code"] = compile("".join(cell["source"]), f"{Path(key[0]).name}, cel {number}", "exec")
    return kept
