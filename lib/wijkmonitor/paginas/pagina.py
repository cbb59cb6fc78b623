"""What stands around the fragments of a page: head with drawing, style, foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from wijkmonitor.bevinding.omgeving import css as fragment_css
from wijkmonitor.documenten import number_in
from wijkmonitor.paginas.omgeving import label_of, render
from wijkmonitor.paginas.strook import strip
from wijkmonitor.paginas.zoeken import GEBIEDEN, toegestaan
from wijkmonitor.taal.getallen import datum

_STIJL = {6: "samen.css"}  # a document with parts of its own


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
            naam=naam,
            vraag=number,
            kop=kop,
            intro=intro,
            wijk=data.get("wijk", ""),
            wijk_naam=data.get("wijk_naam", ""),
            gemeente=data.get("gemeente", ""),
            peildatum=date.fromisoformat(day) if day else None,
            herkomst=data.get("herkomst", ""),
            beeld=tuple(data.get("beeld", ())),
            zoekt=data.get("zoekt", False),
            naast=tuple(sorted(together, key=number_in)) if len(together := {*naast, naam}) > 1 else (),
        )

    @property
    def label(self) -> str:
        """Which of the four questions this is."""
        return label_of(self.naam, self.vraag)

    @property
    def titel(self) -> str:
        """The title of the page: what, where and when."""
        day = datum(self.peildatum) if self.peildatum else ""
        parts = [self.kop, "Tafelblad" if self.tafel else "", self.wijk_naam, day]
        return " · ".join(part for part in parts if part)


@cache
def page_css(extra: str = "") -> Markup:
    """The style of a whole page; extra names one more style sheet of this room."""
    sheets = [
        fragment_css(":root"),
        *(files(__package__).joinpath(name).read_text("utf-8") for name in ("pagina.css", extra) if name),
    ]
    return Markup("\n".join(sheets).strip())


def sheets() -> list[str]:
    """The names of the style sheets of this room that a page may have besides the common ones."""
    return sorted(file.name for file in files(__package__).iterdir() if file.name.endswith(".css") and file.name != "pagina.css")


def head(kop: Paginakop) -> str:
    """The page up to the first fragment."""
    intro, drawing = Markup(kop.intro), strip(kop.beeld, seed=kop.wijk)
    style = page_css("tafelblad.css" if kop.tafel else _STIJL.get(kop.vraag, ""))
    return render("kop.j2", k=kop, intro=intro, strook=drawing, css=style, toegestaan=toegestaan(GEBIEDEN))


def foot(kop: Paginakop) -> str:
    """The page after the last fragment."""
    return render("voet.j2", k=kop, index="../index.html" if kop.wijk else "index.html", script=GEBIEDEN)
