"""What stands around the fragments of a page: templates, style, scripts, the drawn street, head and foot, and the mark of a proef."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from wijkmonitor.bevinding.omgeving import css as fragment_css
from wijkmonitor.bevinding.omgeving import environment as fragments
from wijkmonitor.documenten import DOCUMENTEN, number_in
from wijkmonitor.geheugen import WIJKEN, Geheugen
from wijkmonitor.taal.getallen import datum, getal, meervoud, meting, moment, opsomming, split_sentences

DRAWN: Geheugen[tuple[tuple[str, ...], str], str] = Geheugen(__name__, hoogstens=WIJKEN)
AFGESLOTEN = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STIJL = {6: "samen.css"}  # a document with parts of its own
_BODY = re.compile(r"<body[^>]*>")


@cache
def resource(name: str) -> str:
    """A style sheet or script of this room."""
    return files(__package__).joinpath(name).read_text("utf-8")


SCRIPT, GEBIEDEN = (Markup(resource(name).strip()) for name in ("zoeken.js", "zoeken-gebied.js"))  # they fetch and keep nothing


def toegestaan(script: str = "") -> str:
    """The Content-Security-Policy of a page with this script: that script and nothing else; without one that of every other."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{AFGESLOTEN}; script-src 'sha256-{digest}'" if script else AFGESLOTEN


@cache
def page_css(extra: str = "") -> Markup:
    """The style of a whole page; extra names one more style sheet of this room."""
    return Markup("\n".join([fragment_css(":root"), *(resource(name) for name in ("pagina.css", extra) if name)]).strip())


def sheets() -> list[str]:
    """The names of the style sheets of this room that a page may have besides the common ones."""
    return sorted(file.name for file in files(__package__).iterdir() if file.name.endswith(".css") and file.name != "pagina.css")


def strip(beeld: tuple[str, ...], *, seed: str) -> Markup:
    """The drawn street of the wijk in the head of its pages as inline SVG, decoration only; beeld names what the wijk has.

    Drawn once, then remembered, also for other processes.
    """
    return Markup(DRAWN.of((beeld, seed), lambda: _draw(beeld, seed)))


def _draw(beeld: tuple[str, ...], seed: str) -> str:
    from wijkmonitor.figuren.tekening.strook import strook

    return strook(beeld, seed=seed)


def label_of(naam: str, nummer: int | None = None) -> str:
    """The short name of a document; one that the monitor doesn't know is called by its number."""
    soort = DOCUMENTEN.get(naam)
    return (soort and soort.label) or f"Vraag {number_in(naam) if nummer is None else nummer} van 4"


def first_sentences(text: str, most: int) -> str:
    """The first sentences that fit; where not even one fits, that one cut at a word.

    >>> first_sentences("Een zin. Nog een zin.", 12)
    'Een zin.'
    """
    kept = ""
    for sentence in split_sentences(" ".join(text.split())):
        if kept and len(kept) + len(sentence) >= most:
            break
        kept = f"{kept} {sentence}".strip()
    return shorten(kept, most)


def shorten(text: str, most: int) -> str:
    """The text as far as it fits, so that the page keeps to one sheet: whole sentences, or parts up to a semicolon; else cut at a word.

    >>> shorten("een twee drie", 9), shorten("De groep stopt. Het huis sluit.", 25), shorten("Bomen; bloemen; een pad", 18)
    ('een twee…', 'De groep stopt.', 'Bomen; bloemen.')
    """
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    kept = plain[:most]
    ends = [end for mark in (". ", "? ", "! ", "; ") if (end := kept.rfind(mark)) >= most * 0.3]
    if ends:
        whole = kept[: max(ends) + 1]
        return f"{whole[:-1]}." if whole.endswith(";") else whole
    return (kept[: kept.rindex(" ")] if " " in kept else kept[:-1]).rstrip(" .,;:") + "…"


@cache
def environment() -> Environment:
    """That of the fragments, with the templates of this room: everything from a record is escaped. `t` holds the signs of the fragments."""
    env = fragments().overlay(loader=PackageLoader(__package__, "sjablonen"), trim_blocks=True, lstrip_blocks=True)
    env.filters = env.filters | {"getal": getal, "meting": meting, "opsomming": opsomming, "label": label_of}
    own = {"meervoud": meervoud, "moment": moment, "kort": shorten, "zinnen": first_sentences, "toegestaan": toegestaan}
    around = {"script": "", "strook": ""}  # of a page that has none
    env.globals = env.globals | own | around | {"t": fragments().get_template("tekens.j2").module}
    return env


def render(template: str, **context: Any) -> str:
    """The template filled in, without line breaks around it."""
    return environment().get_template(template).render(**context).strip()


def render_page(name: str, **context: Any) -> str:
    """The whole page that this template makes, with the style sheet of its name."""
    return render(f"{name}.j2", css=page_css(f"{name}.css"), **context) + "\n"


@dataclass(frozen=True)
class Paginakop:
    """What the head of a report says. intro is HTML, all else is text; beeld names what the drawing shows.

    naast: names of the other documents of this wijk, to which the page has links. tafel: whether this is the sheet for
    the table. tafelblad: address of that sheet, for the report beside it. zoekt: whether there is a search field.
    """

    naam: str
    vraag: int
    kop: str
    intro: str = ""
    wijk: str = ""
    wijk_naam: str = ""
    gemeente: str = ""
    peildatum: date | None = None
    herkomst: str = ""
    beeld: tuple[str, ...] = ()
    naast: tuple[str, ...] = ()
    tafel: bool = False
    tafelblad: str = ""
    zoekt: bool = False

    @classmethod
    def of(cls, naam: str, kop: str, intro: str, data: Mapping[str, Any], naast: Iterable[str] = ()) -> Paginakop:
        """The head from the data that a notebook carries; without data only the name and the question."""
        number = data.get("nummer", number_in(naam))
        day = data.get("stand") or data.get("peildatum")
        return cls(
            naam,
            number,
            kop,
            intro,
            peildatum=date.fromisoformat(day) if day else None,
            beeld=tuple(data.get("beeld", ())),
            naast=tuple(sorted(together, key=number_in)) if len(together := {*naast, naam}) > 1 else (),
            **{part: data[part] for part in ("wijk", "wijk_naam", "gemeente", "herkomst", "zoekt") if part in data},
        )

    @property
    def titel(self) -> str:
        """The title of the page: what, where and when."""
        day = datum(self.peildatum) if self.peildatum else ""
        return " · ".join(filter(None, (self.kop, "Tafelblad" if self.tafel else "", self.wijk_naam, day)))


def wrap(kop: Paginakop, *inhoud: str) -> str:
    """The whole page with these fragments below its head."""
    style = page_css("tafelblad.css" if kop.tafel else _STIJL.get(kop.vraag, ""))
    street, script = strip(kop.beeld, seed=kop.wijk), GEBIEDEN if kop.zoekt else ""
    return render("rapport.j2", k=kop, inhoud=Markup("\n".join(inhoud)), css=style, strook=street, script=script) + "\n"


def mark(page: str) -> str:
    """The page with the mark of a proef at its top, as `run` makes it; a page that has it stays as it is. A plain text begins with its words."""
    if not _BODY.search(page):
        return page if page.startswith(_words()) else _words() + page
    return page if _mark() in page else _BODY.sub(lambda match: match[0] + _mark(), page, count=1)


def unmark(page: str) -> str:
    """The page without that mark, as it is published."""
    return page.removeprefix(_words()).replace(_mark(), "")


@cache
def _words() -> str:
    return re.sub(r"<style>.*?</style>|<[^>]+>", "", _mark()).strip() + "\n\n"


@cache
def _mark() -> str:
    return "\n" + render("proef.j2")
