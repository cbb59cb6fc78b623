"""Agreements of the last session of a wijk, with what its documents say about them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.verzameld import Verzameld

NIETS = "hier meten we niets over"


@dataclass(frozen=True)
class Afgesproken:
    """One agreement: what, who (a role), what was expected, what we see now, and the verdict.

    gedaan: what happened, where a session looked back on it already.
    """

    wat: str
    wie: str
    verwachting: str
    oordeel: str
    nu: str = ""
    gedaan: str = ""
    terugkijk: str = ""
    voorbeeld: bool = False


def last_agreements(dossier: Dossier, verzameld: Verzameld) -> tuple[Afgesproken, ...]:
    """The agreements of the last session that agreed anything, in the order of the agenda."""
    stands: dict[str, Mapping[str, Any]] = {}
    for rapport in verzameld.van(dossier.wijk.slug):
        for stand in rapport.inhoud.get("afspraken", ()):
            stands.setdefault(stand["id"], stand)
    agenda = dossier.agenda
    made = []
    for item in agenda.vorige_afspraken(dossier.peildatum):
        stand, back = stands.get(item.id, {}), agenda.terugblik(item.id)
        made.append(
            Afgesproken(
                wat=item.wat,
                wie=item.wie,
                verwachting=item.verwachting,
                oordeel=stand.get("oordeel", NIETS),
                nu=stand.get("nu", ""),
                gedaan=back.wat_gebeurde if back else "",
                terugkijk=stand.get("terugkijk", ""),
                voorbeeld="voorbeeld" in (item.herkomst, stand.get("herkomst")),
            )
        )
    return tuple(made)
