"""The agenda of one wijk as the command works with it: read with its faults, and changed on what stands in the file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.schrijven import change_file, in_woorden, plain_name

if TYPE_CHECKING:
    from wijkmonitor.afspraken.agenda import Leeragenda
    from wijkmonitor.gegevens.fouten import Fout


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
        from wijkmonitor.afspraken.agenda import parse_agenda
        from wijkmonitor.gegevens.lezers.toml import as_text

        text = as_text(content) if content else ""
        agenda, faults = parse_agenda(text, wijk=self.wijk, vandaag=self.vandaag, geen_mens=self.geen_mens)
        return replace(self, tekst=text, agenda=agenda, fouten=tuple(faults))

    @property
    def ernstig(self) -> list[Fout]:
        """The faults that stand in the way of any change."""
        return [fault for fault in self.fouten if fault.ernst == "fout"]


def open_boek(wijk: str, args: argparse.Namespace) -> Boek:
    """The agenda of this wijk, read."""
    from wijkmonitor.afspraken.agenda import load_agenda
    from wijkmonitor.gegevens.lezers.toml import as_text
    from wijkmonitor.gegevens.wijk import places_of

    path = args.data / wijk / "leeragenda.toml"
    places = places_of(args.data / wijk)
    agenda, faults = load_agenda(path, wijk=wijk, vandaag=date.today(), geen_mens=places)
    text = as_text(path.read_bytes()) if path.is_file() else ""
    return Boek(wijk, *_names(args.data / wijk, wijk), path, text, agenda, faults, date.today(), places)


class Weigering(Exception):
    """The agenda can't be changed as asked. Its exit code; what to say was said."""

    def __init__(self, code: int) -> None:
        self.code = code


def change_boek(boek: Boek, change: Callable[[Boek], str]) -> Boek:
    """The agenda as it is after the change, which is made on what stands in the file at that moment: what others wrote
    meanwhile stays. Raises Weigering for faults in it, and where another program keeps the file."""

    now = boek

    def content(before: bytes | None) -> str | None:
        nonlocal now
        now = boek.met(before)
        if now.ernstig:
            raise Weigering(tell_faults(now))
        text = change(now)
        return None if text == now.tekst else text

    try:
        if change_file(boek.pad, content):
            now = boek.met(boek.pad.read_bytes())
    except OSError as error:
        print(in_woorden(error), file=sys.stderr)
        raise Weigering(1) from None
    return now


def tell_faults(boek: Boek) -> int:
    """Print what has to be mended first; the exit code."""
    print(f"De leeragenda van {boek.naam} heeft fouten. Verbeter ze eerst:", file=sys.stderr)
    for fault in boek.ernstig:
        print(f"- {fault}", file=sys.stderr)
    return 1


def _names(folder: Path, wijk: str) -> tuple[str, str]:
    """Name and municipality as `wijk.toml` has them; the name of the folder where there is none."""
    from wijkmonitor.gegevens.wijk import load_wijk

    found, _ = load_wijk(folder, vandaag=date.today())
    return (found.naam, found.gemeente_naam or "") if found else (wijk, "")


def tell_usage(message: str) -> int:
    """Say what is wrong with what was typed; the exit code for wrong usage."""
    print(message, file=sys.stderr)
    return 2


def page_name(wijk: str, session: str) -> str:
    """Name of the page of a session; what its name has in common with that of the wijk stands there once.

    >>> page_name("alphen-noord", "alphen-2022-04"), page_name("laak", "laak-02"), page_name("laak", "start")
    ('alphen-noord-2022-04', 'laak-02', 'laak-start')
    """
    own, parts = wijk.split("-"), plain_name(session).split("-")
    common = next((n for n, (a, b) in enumerate(zip(own, parts, strict=False)) if a != b), min(len(own), len(parts)))
    return "-".join([wijk, *parts[common:]])
