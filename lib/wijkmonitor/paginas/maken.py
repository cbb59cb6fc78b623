"""What the notebooks call: the findings that were gathered and the records of the wijk, made into a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier, find_data, find_wijken, load_dossier, newest_peildatum, parse_peildatum
from wijkmonitor.paginas.bestuur import bestuur_html, make_bestuur
from wijkmonitor.paginas.hele_pagina import Pagina, about_page
from wijkmonitor.paginas.knoppen import knoppen_html, make_knoppen
from wijkmonitor.paginas.koppelkaart import koppelkaart_html, make_koppelkaart
from wijkmonitor.paginas.menukaart import load_all, make_blad, menukaart_html
from wijkmonitor.paginas.overdracht import make_overdracht, overdracht_html
from wijkmonitor.paginas.praatplaat import make_plaat, plaat_html
from wijkmonitor.paginas.samen_leren import SamenLeren, make_samen_leren
from wijkmonitor.paginas.stuk import Bijlage, stuk_html
from wijkmonitor.paginas.verslag import make_verslag
from wijkmonitor.paginas.verzameld import Rapport, Verzameld, read_verzameld
from wijkmonitor.paginas.word import stuk_docx
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.parameters import check_parameters
from wijkmonitor.vragen.teksten import load_teksten

PARAMETERS = ("wijk", "peildatum", "data", "verzameld")
Dag = date | str | None
Made = TypeVar("Made")


def open_praatplaat(
    naam: str,
    *,
    wijk: str,
    borden: Sequence[str],
    verhalen: Sequence[str],
    peildatum: Dag = None,
    data: Path | str = "wijkdata",
    verzameld: str = "",
) -> Pagina:
    """The praatplaat of a wijk, with the findings on its four boards and those that may give the quote.

    verzameld: file with the findings; without one the findings are made here, which takes longer. Raises DossierFout
    with every fault in the records, ValueError in Dutch for an unknown wijk or parameter.
    """
    check_parameters(known=PARAMETERS)
    dossier = load_dossier(wijk, data=data, peildatum=peildatum)
    plaat = make_plaat(dossier, _gather(naam, [dossier], verzameld), borden=borden, verhalen=verhalen)
    return Pagina.of(naam, plaat_html(plaat), dossier, herkomst=plaat.herkomst, voorlezen=plaat.slots.voorlezen)


def open_bestuur(
    naam: str,
    *,
    wijk: str,
    gevraagd: Sequence[str],
    peildatum: Dag = None,
    data: Path | str = "wijkdata",
    verzameld: str = "",
) -> Pagina:
    """The page of a wijk for the board of the municipality, with what may be asked, the most direct first.

    gevraagd: names of `bestuur.VRAGEN`. The rest as for `open_praatplaat`.
    """
    check_parameters(known=PARAMETERS)
    dossier = load_dossier(wijk, data=data, peildatum=peildatum)
    bestuur = make_bestuur(dossier, _gather(naam, [dossier], verzameld), gevraagd=gevraagd)
    return Pagina.of(naam, bestuur_html(bestuur), dossier, herkomst=bestuur.herkomst)


def open_koppelkaart(
    naam: str, *, wijk: str, peildatum: Dag = None, data: Path | str = "wijkdata", verzameld: str = ""
) -> Pagina:
    """The koppelkaart of a wijk to print; parameters as for `open_praatplaat`. Reads no records where `verzameld` is given."""
    check_parameters(known=PARAMETERS)
    dossiers = [] if verzameld else [load_dossier(wijk, data=data, peildatum=peildatum)]
    kaart = make_koppelkaart(wijk, _gather(naam, dossiers, verzameld))
    about = about_page(naam, kaart.peildatum.isoformat(), **kaart.over)
    return Pagina(koppelkaart_html(kaart), f"{DOCUMENTEN[naam].vraag} {kaart.wijk_naam}", about)


def open_overdracht(naam: str, *, wijk: str, peildatum: Dag = None, data: Path | str = "wijkdata", verzameld: str = "") -> Pagina:
    """The sheet of a wijk for who begins there; parameters as for `open_praatplaat`."""
    check_parameters(known=PARAMETERS)
    dossier = load_dossier(wijk, data=data, peildatum=peildatum)
    sheet = make_overdracht(dossier, _gather(naam, [dossier], verzameld))
    return Pagina.of(naam, overdracht_html(sheet), dossier, herkomst=sheet.herkomst)


def open_knoppen(
    naam: str, *, wijk: str, knoppen: Sequence[str], peildatum: Dag = None, data: Path | str = "wijkdata", verzameld: str = ""
) -> Pagina:
    """What a wijk can turn, with these fields of `vragen/teksten/10-knoppen.toml`; the rest as for `open_praatplaat`."""
    check_parameters(known=PARAMETERS)
    page = make_knoppen(load_dossier(wijk, data=data, peildatum=peildatum), knoppen=knoppen)
    return Pagina.of(naam, knoppen_html(page), page.dossier, herkomst=page.herkomst)


def open_samen_leren(naam: str, *, peildatum: Dag = None, data: Path | str = "wijkdata", verzameld: str = "") -> SamenLeren:
    """The wijken side by side. Raises ValueError in Dutch where no wijk has a report yet."""
    return _open_samen(naam, peildatum, data, verzameld, keep=list)


def without_invented(dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The real wijken; all where every one is invented."""
    return [each for each in dossiers if not each.verzonnen] or list(dossiers)


def _open_samen(
    naam: str, peildatum: Dag, data: Path | str, verzameld: str, *, keep: Callable[[Sequence[Dossier]], list[Dossier]]
) -> SamenLeren:
    check_parameters(known=PARAMETERS)
    folder = find_data(Path(data))
    day = parse_peildatum(peildatum) or newest_peildatum(folder)  # once: it looks at the records of every wijk
    known = read_verzameld(Path(verzameld)) if verzameld else None
    found, _ = load_all(folder, day, known.wijken if known else find_wijken(folder))
    dossiers = keep(found)
    if not dossiers:
        raise ValueError("Er is nog geen wijk met rapporten. Maak ze eerst: wijkmonitor run.")
    made, _ = make_readable(dossiers, lambda some: make_samen_leren(some, known or _gather(naam, some, ""), data=folder))
    return made


def open_verslag(naam: str, *, peildatum: Dag = None, data: Path | str = "wijkdata", verzameld: str = "") -> Pagina:
    """The report for the funder on all wijken, with the Word file of the same text inside it; the rest as for samen leren.

    An invented wijk stands in it only where there is no other: what it tells the funder is true.
    """
    samen = _open_samen(naam, peildatum, data, verzameld, keep=without_invented)
    day, stuk = samen.kring.peildatum, make_verslag(samen)
    word = Bijlage(load_teksten(naam)["verslag.word"], f"voortgangsverslag-{day}.docx", stuk_docx(stuk, dag=day))
    about = about_page(naam, day.isoformat(), herkomst=samen.herkomst)
    return Pagina(stuk_html(stuk, bijlage=word), DOCUMENTEN[naam].vraag, about)


def open_menukaart(naam: str, *, peildatum: Dag = None, data: Path | str = "wijkdata") -> Pagina:
    """The menukaart of all wijken as a page to search. A wijk whose records have faults is left out, and named."""
    check_parameters(known=("peildatum", "data"))
    folder = find_data(Path(data))
    day = parse_peildatum(peildatum) or newest_peildatum(folder)
    dossiers, faulty = load_all(folder, day, find_wijken(folder))

    def make(some: Sequence[Dossier], left_out: Sequence[str] = ()) -> Pagina:
        blad = make_blad(some, data=folder, peildatum=day, zonder=sorted({*faulty, *left_out}))
        return Pagina(menukaart_html(blad), DOCUMENTEN[naam].vraag, about_page(naam, day.isoformat(), **blad.over))

    page, unreadable = make_readable(dossiers, make)
    return make([each for each in dossiers if each.wijk.slug not in unreadable], unreadable) if unreadable else page


def make_readable(dossiers: Sequence[Dossier], make: Callable[[Sequence[Dossier]], Made]) -> tuple[Made, list[str]]:
    """What `make` gives for all these wijken; where it fails, for those for which it works alone, and who is left out.

    One wijk never takes down the page of the others. Raises what `make` raises where it fails for every wijk, or for none
    alone: then the fault is not in one wijk.
    """
    try:
        return make(dossiers), []
    except Exception:
        left_out = [each.wijk.slug for each in dossiers if not _works(make, each)]
        if len(left_out) in (0, len(dossiers)):
            raise
    return make([each for each in dossiers if each.wijk.slug not in left_out]), left_out


def _works(make: Callable[[Sequence[Dossier]], object], dossier: Dossier) -> bool:
    try:
        make([dossier])
    except Exception:
        return False
    return True


def _gather(naam: str, dossiers: Sequence[Dossier], verzameld: str) -> Verzameld:
    """The findings from the file; without a file those of the documents that this one builds on, made now."""
    if verzameld:
        return read_verzameld(Path(verzameld))
    made = [make_document(basis, dossier) for dossier in dossiers for basis in DOCUMENTEN[naam].volgt]
    return Verzameld(dossiers[0].peildatum, tuple(Rapport.of_document(document) for document in made))
