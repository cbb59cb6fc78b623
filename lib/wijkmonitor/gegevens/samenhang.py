"""What has to agree between tables: a name in one has to stand in the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Ernst, Fout
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import Gelezen
from wijkmonitor.gegevens.wijk import Wijk

VERWIJZINGEN = (
    ("samenwerking", "stelling", "stellingen", "stelling"),
    ("samenwerking", "organisatie", "organisaties", "organisatie"),
    ("netwerk", "van", "organisaties", "organisatie"),
    ("netwerk", "naar", "organisaties", "organisatie"),
)
# Where names of one kind stand; the first is the table in which they are chosen.
NAMEN = {
    "interventie": (
        ("interventies", "interventie"),
        ("doorverwijzingen", "interventie"),
        ("deelname", "interventie"),
        ("voortgang", "interventie"),
    ),
    "partner": (
        ("organisaties", "organisatie"),
        ("doorverwijzingen", "verwijzer"),
        ("doorverwijzingen", "ontvanger"),
        ("deelname", "verwijzer"),
        ("activiteiten", "trekker"),
        ("interventies", "trekker"),
    ),
}
MET_BUURT = ("deelname", "vragenlijst")
LIJKT_OP = 0.85  # a slip of the pen, not another name
MEESTE_NAMEN = 50  # unknown names of a column that are told one by one; looking for a near one takes time
MEESTE_ORGANISATIES = 1_000  # in a network: possible ties grow with the square
GEEN_BUURT = frozenset({"onbekend", "buiten", "buiten de wijk", "buiten wijk"})


def check_samenhang(
    tables: Mapping[str, Gelezen], wijk: Wijk | None, buurten: Mapping[str, str] = MappingProxyType({})
) -> list[Fout]:
    """Faults between tables, each at the first row where it stands. Tables with faults of their own are left out.

    buurten: code -> name of the buurten of the wijk, as far as they are known.
    """
    faults = [fault for reference in VERWIJZINGEN for fault in _unknown(tables, *reference)]
    faults += [fault for soort in NAMEN for fault in _strangers(tables, soort)] + _own_ties(tables["netwerk"])
    if wijk is not None:
        faults += [fault for name in MET_BUURT for fault in _strange_buurten(tables[name], wijk, buurten)]
    return faults + _too_large(tables["netwerk"], tables["organisaties"]) + _unknown_tables(tables["monitorplan"])


def sound(table: Gelezen) -> bool:
    """Whether a table has rows and no faults, so that comparing it makes sense."""
    return not table.ernstig and not table.frame.empty


def first_rows(table: Gelezen, column: str) -> dict[str, tuple[int, int]]:
    """Each value of a column -> the position of its first row, and how often it occurs."""
    found: dict[str, tuple[int, int]] = {}
    for place, value in enumerate(table.frame[column].astype("object")):
        if isinstance(value, str):
            first, count = found.get(value, (place, 0))
            found[value] = first, count + 1
    return found


def _unknown(tables: Mapping[str, Gelezen], tabel: str, column: str, other: str, key: str) -> list[Fout]:
    """A fault per name that the other table lacks; a *let op* where that whole table was not delivered, or has no rows."""
    table, known = tables[tabel], tables[other]
    if not sound(table) or known.ernstig:
        return []
    if known.frame.empty:
        what = meld("samenhang.tabel_leeg" if known.bestand else "samenhang.tabel_weg", tabel=other, bestand=known.bestand)
        return [table.fout(None, column, *what, ernst="let op")]
    names = set(known.frame[key])
    strange = [(value, found) for value, found in first_rows(table, column).items() if value not in names]
    faults = []
    for value, (place, count) in strange[:MEESTE_NAMEN]:
        near, more = _near(value, names), f" Dat is {count} keer zo." if count > 1 else ""
        what = meld("samenhang.onbekend_lijkt" if near else "samenhang.onbekend", tabel=other, keren=more, naam=near)
        faults.append(table.fout(place, column, *what, value))
    return faults + _rest(table, column, len(strange), "fout")


def _rest(table: Gelezen, column: str, count: int, ernst: Ernst) -> list[Fout]:
    """One line for the unknown names that are too many to tell one by one."""
    if count <= MEESTE_NAMEN:
        return []
    return [table.fout(None, column, *meld("samenhang.nog_meer", aantal=count - MEESTE_NAMEN), ernst=ernst)]


def _strangers(tables: Mapping[str, Gelezen], soort: str) -> list[Fout]:
    """A *let op* for each name that no other table knows, with the nearest that one does.

    Roles of partners are free words: of those only what looks like a known name is told.
    """
    places = [(tabel, column) for tabel, column in NAMEN[soort] if sound(tables[tabel])]
    names = {place: first_rows(tables[place[0]], place[1]) for place in places}
    faults = []
    for (tabel, column), here in names.items():
        if (tabel, column) == NAMEN[soort][0]:
            continue  # the table in which these names are chosen
        known = set().union(*(there for place, there in names.items() if place != (tabel, column)))
        strange = [(value, found) for value, found in here.items() if known and value not in known]
        for value, (place, count) in strange[:MEESTE_NAMEN]:
            near = _near(value, known)
            if soort == "partner" and not near:
                continue
            what = meld(f"samenhang.{soort}_lijkt" if near else "samenhang.vreemd", aantal=count, naam=near)
            faults.append(tables[tabel].fout(place, column, *what, value, ernst="let op"))
    return faults


def _near(value: str, known: set[str]) -> str:
    """The known name that this one is almost; "" where only a number, a single letter or the plural tells them apart."""
    spelled = {name.lower(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(value.lower(), list(spelled), n=1, cutoff=LIJKT_OP)
    if not near or (near[0] != value.lower() and _same_kind(near[0]) == _same_kind(value.lower())):
        return ""
    return spelled[near[0]]


def _same_kind(name: str) -> str:
    return re.sub(r"\d+|\b\w\b|(?:en|'?s)+\b", "", name)


def _own_ties(table: Gelezen) -> list[Fout]:
    if not sound(table):
        return []
    same = (table.frame["van"] == table.frame["naar"]).to_numpy().nonzero()[0]
    what = meld("samenhang.zichzelf")
    return [table.fout(int(place), "naar", *what, table.frame["naar"].iloc[place], ernst="let op") for place in same]


def _unknown_tables(table: Gelezen) -> list[Fout]:
    """A fault for each row of the plan that names no table of the monitor, with the nearest that there is."""
    faults = []
    for value, (place, _) in (first_rows(table, "tabel") if sound(table) else {}).items():
        if value not in TABELLEN:
            near = _near(value, set(TABELLEN))
            name = "samenhang.geen_tabel_lijkt" if near else "samenhang.geen_tabel"
            faults.append(table.fout(place, "tabel", *meld(name, naam=near, tabellen=", ".join(TABELLEN)), value))
    return faults


def _too_large(table: Gelezen, organisations: Gelezen) -> list[Fout]:
    """A fault where the network has more organisations than can be computed and drawn; a wijk has some tens."""
    count = len(organisations.frame)
    if not sound(table) or count <= MEESTE_ORGANISATIES:
        return []
    return [table.fout(None, "", *meld("samenhang.te_groot", aantal=count, meeste=MEESTE_ORGANISATIES))]


def _strange_buurten(table: Gelezen, wijk: Wijk, buurten: Mapping[str, str]) -> list[Fout]:
    if not sound(table):
        return []
    own = tuple("BU" + code[2:] for code in wijk.gebieden)
    strange = [
        (value, found)
        for value, found in first_rows(table, "buurt").items()
        if value.lower() not in GEEN_BUURT and not (value in buurten if buurten else value.startswith(own))
    ]
    faults = []
    for value, (place, count) in strange[:MEESTE_NAMEN]:
        kind = "buurt_onbekend" if value.startswith(own) else "buurt_buiten" if value.startswith("BU") else "geen_code"
        hint, (what, todo) = _meant_buurt(value, buurten), meld(f"samenhang.{kind}", aantal=count)
        todo = f"{hint}{todo}" if kind == "buurt_buiten" else hint or todo
        faults.append(table.fout(place, "buurt", what, todo, value, ernst="let op"))
    return faults + _rest(table, "buurt", len(strange), "let op")


def _meant_buurt(value: str, buurten: Mapping[str, str]) -> str:
    """The nearest code or name that is known, as a question; "" where none is near."""
    code, name = get_close_matches(value.upper(), buurten, 1, LIJKT_OP), _near(value, set(buurten.values()))
    meant = code or [known for known, called in buurten.items() if called == name]
    return f"Bedoelt u {meant[0]} ({buurten[meant[0]]})? " if meant else ""
