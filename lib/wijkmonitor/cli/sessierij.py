"""`wijkmonitor sessie wens` and `sessie kaart`: rows of a table filled in at the command line, past the checks of `check`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from wijkmonitor.cli import zin
from wijkmonitor.cli.agendaboek import Boek, Weigering, tell_usage
from wijkmonitor.schrijven import in_woorden

if TYPE_CHECKING:
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.gegevens.intake.samenvoegen import Rij


def write_wens(boek: Boek, args: argparse.Namespace) -> int:
    """Add a wish or change the one with these words; without `--zet` print the wishes with where they stand."""
    from wijkmonitor.afspraken.wensen import TABEL, add_wens, change_wens, find_wens, sleutel_van

    given = read_zet(args.zet, TABEL)
    if not given:
        return _tell_wensen(boek)
    if not given.get("wens"):
        raise Weigering(tell_usage(zin("sessie.schrijf_welke_wens")))
    new: list[bool] = []

    def change(rows: list[Rij]) -> list[Rij]:
        found = find_wens(rows, given)
        new.append(found is None)
        if found is None:
            return add_wens(rows, given)
        return change_wens(rows, sleutel_van(found), given | {"wens": found["wens"]})

    changed = put_in_table(boek, TABEL, change)
    told = zin("sessie.de_wens_staat_erbij", tabel=TABEL) if new[-1] else zin("sessie.de_wens_is_bijgewerkt", tabel=TABEL)
    print(told if changed else zin("sessie.dit_staat_er_al"))
    return 0


def write_kaarten(boek: Boek, sessie: str, zet: list[str]) -> int:
    """Put what the session taught on the menukaart of the wijk; with `zet` (KOLOM=WAARDE) a card in one's own words."""
    from wijkmonitor.afspraken.menukaart import TABEL, add_cards, card_of, session_cards

    given = read_zet(zet, TABEL)
    cards = [card_of(boek.agenda, sessie, given)] if given else session_cards(boek.agenda, sessie)
    if not cards:
        print(zin("sessie.er_is_nog_niets_geleerd", sessie=sessie))
        return 1
    added: list[Rij] = []

    def change(rows: list[Rij]) -> list[Rij]:
        after = add_cards(rows, cards)
        added[:] = after[len(rows) :]
        return after

    put_in_table(boek, TABEL, change)
    for card in added:
        print(zin("sessie.een_kaart", titel=card["titel"], les=card["les"]))
    print(zin("sessie.kaarten_erbij", n=len(added), tabel=TABEL) if added else zin("sessie.dit_staat_er_al"))
    return 0


def _tell_wensen(boek: Boek) -> int:
    from wijkmonitor.afspraken.wensen import TABEL
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.gegevens.intake.tabelbestand import load_rows

    try:
        rows = load_rows(boek.pad.parent, TABEL, vandaag=boek.vandaag)
    except LeesFout as error:
        return _tell_faults(error)
    print(boek.naam)
    for row in rows:
        print(zin("sessie.een_wens", wens=row["wens"], stand=row["stand"]))
    print(zin("sessie.zo_werkt_u_een_wens_bij", wijk=boek.wijk))
    return 0


def put_in_table(boek: Boek, tabel: str, change: Callable[[list[Rij]], list[Rij]]) -> bool:
    """The table of the wijk with this change; whether anything differs. Weigering where a fault or another program stands in the way."""
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.gegevens.intake.tabelbestand import put_rows

    try:
        return put_rows(boek.pad.parent, tabel, change, vandaag=boek.vandaag)
    except LeesFout as error:
        raise Weigering(_tell_faults(error)) from None
    except ValueError as error:
        raise Weigering(tell_usage(str(error))) from None
    except OSError as error:
        print(in_woorden(error), file=sys.stderr)
        raise Weigering(1) from None


def read_zet(given: list[str], tabel: str) -> dict[str, str]:
    """Column -> value of what was typed as KOLOM=WAARDE. Weigering for another text or an unknown column."""
    from wijkmonitor.gegevens.fouten import printable
    from wijkmonitor.gegevens.schema import kolommen

    pairs = {}
    for pair in given:
        name, mark, value = (part.strip() for part in pair.partition("="))
        if not mark or name not in kolommen(tabel):
            known = ", ".join(kolommen(tabel))
            raise Weigering(tell_usage(zin("sessie.zet_kennen_we_niet", gegeven=printable(pair), tabel=tabel, kolommen=known)))
        pairs[name] = value
    return pairs


def _tell_faults(error: LeesFout) -> int:
    print(zin("sessie.er_is_niets_opgeschreven"), file=sys.stderr)
    for fault in error.fouten:
        print(f"- {fault.zonder_waarde}", file=sys.stderr)
    return 1
