"""The sheets to fill in that belong to cards of the menukaart: one page to print, and each sheet as a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from wijkmonitor.gegevens.bronregister import Vermelding
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.paginas.stuk import Bijlage, Onderdeel, Stuk, Tafel, stuk_docx
from wijkmonitor.programma import programma
from wijkmonitor.vragen.teksten import load_teksten

TEKST = load_teksten("9-menukaart")
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
