"""Texts of the questions: they stand in TOML files, so that anyone can better the Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from wijkmonitor.meegeleverd import read_toml


class Teksten:
    """The texts of one document. `zin("bereik-doelgroep.kop.bekend", n="18")` fills in a sentence."""

    def __init__(self, naam: str, inhoud: dict[str, Any]) -> None:
        self.naam = naam
        self._inhoud = inhoud

    def __getitem__(self, key: str) -> Any:
        """The part under a dotted name. Raises KeyError naming document and part."""
        part: Any = self._inhoud
        for step in key.split("."):
            if step not in part:
                raise KeyError(f"text {key!r} is missing in {self.naam}.toml")
            part = part[step]
        return part

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of its parts; those of a finding are its id."""
        return tuple(self._inhoud)

    def zin(self, key: str, **waarden: object) -> str:
        """One sentence with its values filled in; the values themselves are never read as a template."""
        return " ".join(str(self[key]).format(**waarden).split())

    def heeft(self, key: str) -> bool:
        """Whether a text stands there."""
        try:
            self[key]
        except KeyError:
            return False
        return True


@cache
def load_teksten(naam: str) -> Teksten:
    """The texts of document `naam` (`1-bereik`): they stand in the room of their question, or in `teksten/`."""
    own = f"{naam.partition('-')[2]}/teksten.toml"
    source = own if resources.files("wijkmonitor.vragen").joinpath(own).is_file() else f"teksten/{naam}.toml"
    return Teksten(naam, read_toml("wijkmonitor.vragen", source))


@dataclass(frozen=True)
class Bevindingtekst:
    """The texts of one finding: what stands under its `id` in the texts of document `naam`, read when it is first asked for.

    `TEKST["kolommen"]` is a text, `TEKST.zin("kop.bekend", n="18")` a sentence filled in.
    """

    naam: str
    id: str

    @property
    def document(self) -> Teksten:
        """All texts of its document, for what findings share."""
        return load_teksten(self.naam)

    def __getitem__(self, key: str) -> Any:
        return self.document[f"{self.id}.{key}"]

    def zin(self, key: str, **waarden: object) -> str:
        """One sentence with its values filled in; see `Teksten.zin`."""
        return self.document.zin(f"{self.id}.{key}", **waarden)

    def heeft(self, key: str) -> bool:
        """Whether a text stands there."""
        return self.document.heeft(f"{self.id}.{key}")
