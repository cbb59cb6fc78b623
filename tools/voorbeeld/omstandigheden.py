"""What is asked of example participants: the language at home, reading and writing, money worries, care for another."""

from __future__ import annotations

from tools.voorbeeld.opzet import Opzet
from tools.voorbeeld.plan import Rijen
from tools.voorbeeld.toeval import Toeval

JA_NEE = {"thuistaal": ("anders", "nederlands")}
BEKEND, NIET_GEZEGD = 0.88, 0.05  # of those who were asked: who answered, and of whom *onbekend* is written down


def add_omstandigheden(opzet: Opzet, deelname: Rijen, seed: int) -> Rijen:
    """The participations with what each intervention asks. A person is the same in all of them; what is not asked is empty.

    The numbers come from a stream of their own: all other columns stay as they were.
    """
    chance = Toeval(seed, opzet.slug, "omstandigheden")
    asked = {row["interventie"]: row.get("vraagt", ()) for row in opzet.interventies}
    drawn = {row["interventie"]: row.get("trekt", {}) for row in opzet.interventies}
    goes_to: dict[str, list[str]] = {}
    for row in deelname:
        goes_to.setdefault(row["deelnemer"], []).append(row["interventie"])
    true = {
        person: {
            name: chance.happens(max([share, *(drawn[where].get(name, 0) for where in places)]) / 100)
            for name, share in opzet.omstandigheden.items()
        }
        for person, places in goes_to.items()
    }
    return [
        row | {name: _answer(name, true[row["deelnemer"]][name], chance) for name in asked[row["interventie"]]}
        for row in deelname
    ]


def _answer(name: str, true: bool, chance: Toeval) -> str | None:
    yes, no = JA_NEE.get(name, ("ja", "nee"))
    told = chance.chance()
    if told < BEKEND:
        return yes if true else no
    return "onbekend" if told < BEKEND + NIET_GEZEGD else None
