"""The templates and styles of this room."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader

from wijkmonitor.bevinding.omgeving import environment as fragments
from wijkmonitor.documenten import DOCUMENTEN, number_in
from wijkmonitor.paginas.zoeken import AFGESLOTEN
from wijkmonitor.taal.getallen import getal, meervoud, meting, opsomming


@cache
def environment() -> Environment:
    """That of the fragments, with the templates of this room: everything from a record is escaped. `t` holds the signs of the fragments."""
    env = fragments().overlay(loader=PackageLoader("wijkmonitor.paginas", "sjablonen"), trim_blocks=True, lstrip_blocks=True)
    env.filters = {
        **env.filters,
        "getal": getal,
        "meting": meting,
        "opsomming": opsomming,
        "label": lambda naam: label_of(naam, number_in(naam)),
    }
    env.globals = {
        **env.globals,
        "t": fragments().get_template("tekens.j2").module,
        "meervoud": meervoud,
        "afgesloten": AFGESLOTEN,
    }
    return env


def label_of(naam: str, nummer: int) -> str:
    """The short name of a document; one that the monitor doesn't know is called by its number."""
    soort = DOCUMENTEN.get(naam)
    return (soort and soort.label) or f"Vraag {nummer} van 4"


def render(template: str, **context: Any) -> str:
    """The template filled in, without line breaks around it."""
    return environment().get_template(template).render(**context).strip()


@cache
def css(name: str) -> str:
    """A style sheet of whole pages, for a part that shows itself in a notebook."""
    return files("wijkmonitor.paginas").joinpath(name).read_text(encoding="utf-8")
