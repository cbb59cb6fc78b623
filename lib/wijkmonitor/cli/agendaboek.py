"""The agenda of one wijk as the command works with it: read with its faults, and changed on what stands in the file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda, parse_agenda
from wijkmonitor.cli.zeggen import PARTLY, Weigering
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.lezers.tekst import as_text
from wijkmonitor.gegevens.wijk import load_wijk, places_of
from wijkmonitor.schrijven import change_file, plain_name


@dataclass(frozen=True)
class Boek:
    """The agenda of one wijk with what belongs to it."""

    wijk: str
    naam: str
    plaats: str
    pad: Path
    tekst: str
    agenda: Leeragenda
    fouten: tuple[Fout, ...]
    vandaag: date
    geen_mens: tuple[str, ...] = ()

    def met(self, content: bytes | None) -> Boek:
        """The same book with what stands in the file now."""
        text = as_text(content) if content else ""
        agenda, faults = parse_agenda(text, wijk=self.wijk, vandaag=self.vandaag, geen_mens=self.geen_mens)
        return replace(self, tekst=text, agenda=agenda, fouten=tuple(faults))

    @property
    def ernstig(self) -> list[str]:
        """What has to be mended before any change, in words; nothing where the agenda is sound."""
        serious = [f"- {fault}" for fault in self.fouten if fault.ernst == "fout"]
        return [f"De leeragenda van {self.naam} heeft fouten. Verbeter ze eerst:", *serious] if serious else []

    @property
    def heel(self) -> Boek:
        """This book where it is sound; Weigering for faults in it."""
        if self.ernstig:
            raise Weigering(PARTLY, *self.ernstig)
        return self


def open_boek(wijk: str, args: argparse.Namespace) -> Boek:
    """The agenda of this wijk, read."""
    path = args.data / wijk / "leeragenda.toml"
    places = places_of(args.data / wijk)
    agenda, faults = load_agenda(path, wijk=wijk, vandaag=date.today(), geen_mens=places)
    text = as_text(path.read_bytes()) if path.is_file() else ""
    found, _ = load_wijk(args.data / wijk, vandaag=date.today())
    names = (found.naam, found.gemeente_naam or "") if found else (wijk, "")
    return Boek(wijk, *names, path, text, agenda, faults, date.today(), places)


def change_boek(boek: Boek, change: Callable[[Boek], str]) -> Boek:
    """The agenda as it is after the change, which is made on what stands in the file at that moment: what others wrote
    meanwhile stays. Weigering for faults in it; OSError where another program keeps the file."""
    now = boek

    def content(before: bytes | None) -> str | None:
        nonlocal now
        now = boek.met(before).heel
        text = change(now)
        return None if text == now.tekst else text

    return boek.met(boek.pad.read_bytes()) if change_file(boek.pad, content) else now


def page_name(wijk: str, session: str) -> str:
    """Name of the page of a session; what its name has in common with that of the wijk stands there once.

    >>> page_name("alphen-noord", "alphen-2022-04"), page_name("laak", "laak-02"), page_name("laak", "start")
    ('alphen-noord-2022-04', 'laak-02', 'laak-start')
    """
    own, parts = wijk.split("-"), plain_name(session).split("-")
    common = next((n for n, (a, b) in enumerate(zip(own, parts, strict=False)) if a != b), min(len(own), len(parts)))
    return "-".join([wijk, *parts[common:]])
