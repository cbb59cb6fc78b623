"""The form to take in a delivered file: what is in it, which column an unknown heading is, and then in. Nobody writes TOML."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from pathlib import Path, PurePath

import ipywidgets as widgets

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.bladen import SOORTEN, Keuzes, guess_table
from wijkmonitor.gegevens.intake.kiezen import Vraag, find_questions, save_choice
from wijkmonitor.gegevens.intake.kop import HOUDEN, WEGLATEN
from wijkmonitor.gegevens.intake.opnemen import Voorstel, look, prepare, take_in
from wijkmonitor.gegevens.intake.pseudoniemen import MAP
from wijkmonitor.gegevens.intake.vertellen import tell_faults, tell_outcome, tell_proposal
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.paginas.controle import drop_reply, tell_reply
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.verkennen import zin

_STIJL = {"description_width": "9rem"}
_BREED = {"width": "32rem"}


class Leverscherm:
    """The form for one wijk; `widget` is what a notebook shows.

    keuzes: heading -> the list from which its column is chosen, for the file that is looked at.
    """

    def __init__(self, wijk: str, *, data: str = "wijkdata", uit: str = "reports") -> None:
        self.wijk, self.map, self.uit = wijk, Path(data) / wijk, Path(uit)
        self.bestand = widgets.FileUpload(description=zin("lev_kies"), accept=",".join(SOORTEN), layout={"width": "auto"})
        self.soort = widgets.Dropdown(
            description=zin("lev_soort"), options=[(zin("lev_zelf"), ""), *((name, name) for name in TABELLEN)], style=_STIJL
        )
        self.zet = _line("lev_zet")
        self.filter = _line("lev_filter")
        self.mensen = widgets.Checkbox(description=zin("lev_mensen"), indent=False, layout=_BREED)
        self.keuzes: dict[str, widgets.Dropdown] = {}
        self.vragen, self.melding = widgets.VBox(), widgets.HTML()
        self.bekijk = self._button("lev_bekijk", self._look)
        self.onthoud = self._button("lev_onthoud", self._remember)
        self.neem = self._button("lev_neem", self._take)
        self.tabel = ""
        self._hide()
        title = widgets.HTML(f"<h2>{escape(zin('lev_kop', wijk=wijk))}</h2><p>{escape(zin('lev_uitleg'))}</p>")
        asked = [self.bestand, self.soort, self.zet, self.filter, self.mensen, self.bekijk]
        self.widget = widgets.VBox([title, *asked, self.vragen, self.onthoud, self.melding, self.neem])

    def _hide(self) -> None:
        self.onthoud.layout.display = self.neem.layout.display = "none"
        self.vragen.children = ()

    def _look(self, path: Path) -> None:
        """Asks what each unknown heading is, and says what would come in."""
        self.tabel = self.soort.value or guess_table(path)
        questions = list(find_questions(path, self.map, self.tabel, {}))
        self.keuzes = {one.kop: _choice(one) for one in questions}
        if questions:
            blocks = [widgets.VBox([_heading(one), self.keuzes[one.kop]]) for one in questions]
            self.vragen.children = (widgets.HTML(f"<p><b>{escape(zin('lev_vragen'))}</b></p>"), *blocks)
            self.onthoud.layout.display = ""
        proposal = self._prepare(path)
        outcome = look(proposal, vandaag=date.today())
        what = zin("lev_tabel", tabel=self.tabel)
        self._tell([what, *tell_proposal(proposal), *tell_outcome(self.tabel, outcome, proef=True)])
        self.neem.layout.display = ""

    def _remember(self, path: Path) -> None:
        """Writes the choices, for this file and the next ones, and looks again."""
        chosen = {heading: box.value for heading, box in self.keuzes.items()}
        columns = [column for column in chosen.values() if column not in (WEGLATEN, HOUDEN)]
        if twice := next((column for column in columns if columns.count(column) > 1), ""):
            raise ValueError(zin("lev_twee_keer", kolom=twice))
        save_choice(self.map / MAP, self.tabel, chosen)
        self._hide()
        self._look(path)

    def _take(self, path: Path) -> None:
        outcome = take_in(self._prepare(path), vandaag=date.today())
        self._hide()
        gone = drop_reply(self.uit, self.wijk, self.tabel)
        self._tell([*tell_outcome(self.tabel, outcome), *filter(None, [gone])])

    def _prepare(self, path: Path) -> Voorstel:
        said = Keuzes(_pair(self.filter.value), _pair(self.zet.value), zelfde_mensen=self.mensen.value)
        if wrong := next((name for name in said.vast if name not in kolommen(self.tabel)), ""):
            raise ValueError(zin("lev_geen_kolom", tabel=self.tabel, kolom=wrong))
        return prepare(path, self.map, self.tabel, vandaag=date.today(), keuzes=said)

    def _button(self, name: str, act: Callable[[Path], None]) -> widgets.Button:
        button = widgets.Button(description=zin(name), button_style="primary", layout={"width": "auto"})
        button.on_click(lambda pressed: self._with_file(act))
        return button

    def _with_file(self, act: Callable[[Path], None]) -> None:
        """Does something with the file that was chosen, and tells what stood in the way."""
        if not self.bestand.value:
            self._tell([zin("lev_geen_bestand")])
            return
        given = self.bestand.value[0]
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / PurePath(given["name"]).name
                path.write_bytes(given["content"])
                act(path)
        except LeesFout as error:
            reply = [tell_reply(self.uit, self.wijk, self.tabel, error)] if self.tabel else []
            self._tell([*tell_faults(error.fouten), *reply])
        except (ValueError, OSError) as error:
            self._tell([in_woorden(error)])

    def _tell(self, lines: Iterable[str]) -> None:
        self.melding.value = "".join(f"<p>{escape(line)}</p>" for line in lines)


def _pair(text: str) -> dict[str, str]:
    """What somebody typed as KOLOM=WAARDE; nothing for an empty line. ValueError in Dutch for another text."""
    name, mark, value = (part.strip() for part in text.partition("="))
    if text.strip() and not (name and mark and value):
        raise ValueError(zin("lev_paar", gegeven=text.strip()))
    return {name: value} if name else {}


def _heading(vraag: Vraag) -> widgets.HTML:
    known = {"voorbeelden": ", ".join(vraag.voorbeelden)}
    examples = zin("lev_van_mensen" if vraag.van_mensen else "lev_voorbeelden" if vraag.voorbeelden else "lev_leeg", **known)
    return widgets.HTML(f"<p><b>{escape(vraag.kop)}</b><br>{escape(examples)}</p>")


def _choice(vraag: Vraag) -> widgets.Dropdown:
    options = [(zin("lev_weglaten"), WEGLATEN), *((name, name) for name in vraag.kolommen), (zin("lev_houden"), HOUDEN)]
    return widgets.Dropdown(options=options, value=vraag.gok or WEGLATEN, layout=_BREED)


def _line(name: str) -> widgets.Text:
    return widgets.Text(description=zin(name), placeholder=zin(f"{name}_hint"), style=_STIJL, layout=_BREED)
