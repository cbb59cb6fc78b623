"""The menukaart as a page of its own: grouped per step for everyone, with a search field where scripts run; and the sheets to fill in
that belong to its cards: one page to print, and each sheet as a Word file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Unpack

from wijkmonitor.documenten import DOCUMENTEN, INVULBLAD
from wijkmonitor.dossier import Dossier, find_wijken
from wijkmonitor.gegevens.bronregister import Vermelding, load_register
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.paginas.kaarten import Menukaart, make_menukaart
from wijkmonitor.paginas.openen import Alle, Pagina, about_page, load_all, make_readable, open_data
from wijkmonitor.paginas.pagina import SCRIPT, render_page
from wijkmonitor.paginas.stuk import Bijlage, Onderdeel, Stuk, Tafel, stuk_docx
from wijkmonitor.programma import programma
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "9-menukaart"
TEKST = load_teksten(NAAM)
VAKJE = "☐ "


@dataclass(frozen=True)
class Invulblad:
    """One sheet. naam: as the column `invulblad` of the menukaart has it. tabel: where what is filled in belongs."""

    naam: str
    titel: str
    uitleg: str
    bron: str
    tabel: str
    delen: tuple[Onderdeel, ...]

    def stuk(self) -> Stuk:
        """The sheet as a document of its own."""
        source = f" {TEKST.zin('invulblad.bron', bron=self.bron)}" if self.bron else ""
        where = TEKST.zin("invulblad.tabel", tabel=self.tabel)
        foot = f"{programma().maker} · {TEKST['invulblad.kop']}"
        return Stuk(
            self.titel, TEKST["invulblad.kop"], self.uitleg, (*self.delen, Onderdeel("", (f"{where}{source}",))), voet=foot
        )

    def bijlage(self, dag: date) -> Bijlage:
        """The sheet as a Word file inside a page."""
        return Bijlage(TEKST["invulblad.word"], f"{self.naam}.docx", stuk_docx(self.stuk(), dag=dag))


def load_invulbladen(register: Mapping[str, Vermelding] = MappingProxyType({})) -> tuple[Invulblad, ...]:
    """Every sheet, in the order of the file, with its sources as far as the register knows them."""
    sheets: Mapping[str, Any] = read_toml("wijkmonitor.paginas", "invulbladen.toml")["blad"]
    return tuple(
        Invulblad(
            name,
            item["titel"],
            item["uitleg"],
            "; ".join(register[source].bron for source in item["bron"] if source in register),
            item["tabel"],
            tuple(map(_part, item["deel"])),
        )
        for name, item in sheets.items()
    )


def _part(deel: Mapping[str, Any]) -> Onderdeel:
    kop = str(deel["kop"])
    if "vinkjes" in deel:
        return Onderdeel(kop, punten=tuple(f"{VAKJE}{word}" for word in deel["vinkjes"]))
    if "vragen" in deel:
        head, names = (TEKST["invulblad.vraag"], TEKST["invulblad.antwoord"]), tuple(deel["vragen"])
    else:
        head, names = tuple(deel["kolommen"]), tuple(deel.get("namen", map(str, range(1, deel.get("rijen", 0) + 1))))
    empty = ("",) * (len(head) - 1)
    return Onderdeel(kop, tabel=Tafel(kop, head, tuple((name, *empty) for name in names), invullen=True))


def invulbladen_html(dag: date, register: Mapping[str, Vermelding]) -> str:
    """The page with every sheet on a paper of its own. dag: what the Word files say of when they were made."""
    return render_page("invulbladen", bladen=load_invulbladen(register), dag=dag, x=TEKST)


def menukaart_html(kaarten: Menukaart, dag: date, zonder: Sequence[str] = ()) -> str:
    """The page as HTML; all cards are there without a script. zonder: the wijken whose records can't be used."""
    return render_page(
        "menukaart",
        m=kaarten,
        dag=dag,
        zonder=zonder,
        x=TEKST,
        bladen={sheet.naam: sheet.titel for sheet in load_invulbladen()},
        invulbladen=f"menukaart{INVULBLAD}.html",
        script=SCRIPT if kaarten.kaarten else "",
    )


def open_menukaart(naam: str, **alle: Unpack[Alle]) -> Pagina:
    """The menukaart of all wijken as a page to search. A wijk whose records have faults is left out, and named."""
    folder, day = open_data(**alle)
    dossiers, faulty = load_all(folder, day, find_wijken(folder))

    sheets = {f"{INVULBLAD}.html": invulbladen_html(day, load_register(folder))}

    def make(some: Sequence[Dossier], left_out: Sequence[str] = ()) -> Pagina:
        cards = make_menukaart(some, data=folder, dag=day)
        page = menukaart_html(cards, day, sorted({*faulty, *left_out}))
        about = about_page(naam, day.isoformat(), herkomst=cards.herkomst)
        return Pagina(page, DOCUMENTEN[naam].vraag, about, erbij=sheets)

    page, unreadable = make_readable(dossiers, make)
    return make([each for each in dossiers if each.wijk.slug not in unreadable], unreadable) if unreadable else page
