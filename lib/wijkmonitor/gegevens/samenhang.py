"""What has to agree between tables: a name in one has to stand in the other."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.tabel import Gelezen
from wijkmonitor.gegevens.wijk import Wijk

VERWIJZINGEN = (
    ("samenwerking", "stelling", "stellingen", "stelling"),
    ("samenwerking", "organisatie", "organisaties", "organisatie"),
    ("netwerk", "van", "organisaties", "organisatie"),
    ("netwerk", "naar", "organisaties", "organisatie"),
)
MET_INTERVENTIE = ("doorverwijzingen", "deelname", "voortgang")
MET_BUURT = ("deelname", "vragenlijst")
GEEN_BUURT = frozenset({"onbekend", "buiten", "buiten de wijk", "buiten wijk"})


def check_samenhang(tables: Mapping[str, Gelezen], wijk: Wijk | None) -> list[Fout]:
    """Faults between tables, each at the first row where it stands. Tables with faults of their own are left out."""
    faults = [fault for reference in VERWIJZINGEN for fault in _unknown(tables, *reference)]
    faults += [fault for name in MET_INTERVENTIE for fault in _misspelt(tables, name)]
    faults += _own_ties(tables["netwerk"])
    if wijk is not None:
        faults += [fault for name in MET_BUURT for fault in _strange_buurten(tables[name], wijk)]
    return faults


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
    """A fault per name that the other table lacks; a *let op* where that whole table was not delivered."""
    table, known = tables[tabel], tables[other]
    if not sound(table) or known.ernstig:
        return []
    if not known.bestand:
        what = f"De tabel {other} is er niet, maar deze kolom verwijst ernaar."
        return [table.fout(None, column, what, f"Lever ook {other}.csv of {other}.xlsx.", ernst="let op")]
    names = set(known.frame[key])
    faults = []
    for value, (place, count) in first_rows(table, column).items():
        if value not in names:
            more = f" Dat is {count} keer zo." if count > 1 else ""
            what = f"Dit staat niet in de tabel {other}.{more}"
            faults.append(table.fout(place, column, what, f"Voeg het toe aan {other}, of verbeter de naam.", value))
    return faults


def _misspelt(tables: Mapping[str, Gelezen], tabel: str) -> list[Fout]:
    """A *let op* for an intervention that is written almost, but not quite, as in the plan."""
    table, plan = tables[tabel], tables["interventies"]
    if not sound(table) or not sound(plan):
        return []
    names = {str(name) for name in plan.frame["interventie"]}
    faults = []
    for value, (place, count) in first_rows(table, "interventie").items():
        near = [] if value in names else get_close_matches(value.lower(), [name.lower() for name in names], n=1, cutoff=0.9)
        if near and value.translate(_NO_DIGITS) != near[0].translate(_NO_DIGITS):
            what = f"In de tabel interventies staat bijna dezelfde naam. Dat is {count} keer zo."
            faults.append(table.fout(place, "interventie", what, "Schrijf de naam overal hetzelfde.", value, ernst="let op"))
    return faults


_NO_DIGITS = str.maketrans("", "", "0123456789")


def _own_ties(table: Gelezen) -> list[Fout]:
    if not sound(table):
        return []
    same = (table.frame["van"] == table.frame["naar"]).to_numpy().nonzero()[0]
    what, todo = "Deze organisatie noemt zichzelf. Dat telt niet mee.", "Haal de rij weg, of verbeter de naam."
    return [table.fout(int(place), "naar", what, todo, table.frame["naar"].iloc[place], ernst="let op") for place in same]


def _strange_buurten(table: Gelezen, wijk: Wijk) -> list[Fout]:
    if not sound(table):
        return []
    own = tuple("BU" + code[2:] for code in wijk.gebieden)
    faults = []
    for value, (place, count) in first_rows(table, "buurt").items():
        if value.lower() in GEEN_BUURT or value.startswith(own):
            continue
        if value.startswith("BU"):
            what, todo = "Deze buurt ligt buiten de wijk.", "Kijk of de code klopt. Deze mensen tellen als 'buiten de wijk'."
        else:
            what, todo = "Dit is geen code van een buurt.", "Schrijf de code van het CBS, zoals BU05460901."
        faults.append(table.fout(place, "buurt", f"{what} Dat is {count} keer zo.", todo, value, ernst="let op"))
    return faults
