"""The target groups of `wijk.toml`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.velden import Aantal, Geslacht, Herkomst, JaNeeOnbekend, Leeftijdsgroep, Tekst, Thuistaal


class Doelgroep(BaseModel):
    """A target group: a name, whom it holds, and its size or how to select it from the population."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    naam: Tekst = Field(description="Naam van de groep.", examples=["Ouderen"])
    definitie: Tekst = Field(description="Wie erbij hoort.", examples=["Iedereen van 65 jaar en ouder"])
    interventies: tuple[Tekst, ...] = Field(default=(), description="Voor welke interventies. Leeg: voor alle.", examples=["GLI"])
    omvang: Aantal | None = Field(default=None, description="Hoeveel mensen het zijn.", examples=[2400])
    leeftijd: tuple[Leeftijdsgroep, ...] = Field(default=(), description="Leeftijdsgroepen.", examples=["65+"])
    geslacht: tuple[Geslacht, ...] = Field(default=(), description="v, m of x. Leeg: iedereen.", examples=["v"])
    buurt: tuple[Tekst, ...] = Field(default=(), description="Codes van buurten. Leeg: de hele wijk.", examples=["BU05460901"])
    thuistaal: tuple[Thuistaal, ...] = Field(default=(), description="Taal thuis. Leeg: iedereen.", examples=["anders"])
    laaggeletterd: tuple[JaNeeOnbekend, ...] = Field(
        default=(), description="Moeite met lezen, schrijven of rekenen. Leeg: iedereen.", examples=["ja"]
    )
    geldzorgen: tuple[JaNeeOnbekend, ...] = Field(
        default=(), description="Zorgen over geld of schulden. Leeg: iedereen.", examples=["ja"]
    )
    mantelzorg: tuple[JaNeeOnbekend, ...] = Field(
        default=(), description="Zorgt voor een ander. Leeg: iedereen.", examples=["ja"]
    )
    bron: Tekst = Field(description="Waar het getal vandaan komt.", examples=["CBS 2022"])
    herkomst: Herkomst = Field(default="eigen registratie", description="Soort bron.", examples=["openbaar"])

    @property
    def kiest(self) -> dict[str, tuple[str, ...]]:
        """Kenmerk of a participant -> who belongs to the group; empty for everybody."""
        own: dict[str, tuple[str, ...]] = {
            name: getattr(self, name) for name in ("leeftijd", "geslacht", "buurt", *OMSTANDIGHEDEN)
        }
        return {name: values for name, values in own.items() if values}
