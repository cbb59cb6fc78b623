"""`wijkmonitor sessie wens` and `sessie kaart`: rows of a table filled in at the command line, past the checks of `check`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from wijkmonitor.afspraken import menukaart, wensen
from wijkmonitor.afspraken.menukaart import add_cards, card_of, session_cards
from wijkmonitor.afspraken.wensen import add_wens, change_wens, find_wens, sleutel_van
from wijkmonitor.cli.agendaboek import Boek
from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, Weigering, zin
from wijkmonitor.gegevens.fouten import LeesFout, printable
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.tabelbestand import load_rows, put_rows
from wijkmonitor.gegevens.schema import kolommen


def write_wens(boek: Boek, args: argparse.Namespace) -> int:
    """Add a wish or change the one with these words; without `--zet` print the wishes with where they stand."""
    given = read_zet(args.zet, wensen.TABEL)
    if not given:
        return _tell_wensen(boek)
    if not given.get("wens"):
        raise Weigering(USAGE, zin("sessie.schrijf_welke_wens"))
    new: list[bool] = []

    def change(rows: list[Rij]) -> list[Rij]:
        found = find_wens(rows, given)
        new.append(found is None)
        if found is None:
            return add_wens(rows, given)
        return change_wens(rows, sleutel_van(found), given | {"wens": found["wens"]})

    told = _put(boek, wensen.TABEL, change) and ("sessie.de_wens_staat_erbij" if new[-1] else "sessie.de_wens_is_bijgewerkt")
    print(zin(told or "sessie.dit_staat_er_al", tabel=wensen.TABEL))
    return DONE


def write_kaarten(boek: Boek, sessie: str, zet: list[str]) -> int:
    """Put what the session taught on the menukaart of the wijk; with `zet` (KOLOM=WAARDE) a card in one's own words."""
    given = read_zet(zet, menukaart.TABEL)
    cards = [card_of(boek.agenda, sessie, given)] if given else session_cards(boek.agenda, sessie)
    if not cards:
        print(zin("sessie.er_is_nog_niets_geleerd", sessie=sessie))
        return PARTLY
    added: list[Rij] = []

    def change(rows: list[Rij]) -> list[Rij]:
        after = add_cards(rows, cards)
        added[:] = after[len(rows) :]
        return after

    _put(boek, menukaart.TABEL, change)
    for card in added:
        print(zin("sessie.een_kaart", titel=card["titel"], les=card["les"]))
    print(zin("sessie.kaarten_erbij", n=len(added), tabel=menukaart.TABEL) if added else zin("sessie.dit_staat_er_al"))
    return DONE


def _tell_wensen(boek: Boek) -> int:
    try:
        rows = load_rows(boek.pad.parent, wensen.TABEL, vandaag=boek.vandaag)
    except LeesFout as error:
        raise _refused(error) from None
    print(boek.naam)
    for row in rows:
        print(zin("sessie.een_wens", wens=row["wens"], stand=row["stand"]))
    print(zin("sessie.zo_werkt_u_een_wens_bij", wijk=boek.wijk))
    return DONE


def _put(boek: Boek, tabel: str, change: Callable[[list[Rij]], list[Rij]]) -> bool:
    """The table of the wijk with this change; whether anything differs. Weigering where a fault stands in the way."""
    try:
        return put_rows(boek.pad.parent, tabel, change, vandaag=boek.vandaag)
    except LeesFout as error:
        raise _refused(error) from None
    except ValueError as error:
        raise Weigering(USAGE, error) from None


def read_zet(given: list[str], tabel: str) -> dict[str, str]:
    """Column -> value of what was typed as KOLOM=WAARDE. Weigering for another text or an unknown column."""
    pairs = {}
    for pair in given:
        name, mark, value = (part.strip() for part in pair.partition("="))
        if not mark or name not in kolommen(tabel):
            known = ", ".join(kolommen(tabel))
            raise Weigering(USAGE, zin("sessie.zet_kennen_we_niet", gegeven=printable(pair), tabel=tabel, kolommen=known))
        pairs[name] = value
    return pairs


def _refused(error: LeesFout) -> Weigering:
    return Weigering(PARTLY, zin("sessie.er_is_niets_opgeschreven"), *(f"- {fault.zonder_waarde}" for fault in error.fouten))
