"""The panel of the exploring notebook: one row of controls, the finding, the line that gives it again, a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.fragmenten import bevinding_html, with_style
from wijkmonitor.bevinding.tabel import cel_tekst
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier, DossierFout, find_data, find_wijken
from wijkmonitor.verkennen import zin
from wijkmonitor.verkennen.kijken import Keuze, bekijk, bewaar, check_wijk, groepen, open_dossier, open_met_groep, year_ends

BEGIN = "bereik"  # the document that the panel opens with
PASSEND = "width:0;min-width:100%"  # a wide table scrolls inside its half, it doesn't make the half wider
VEILIG = (ValueError, KeyError, DossierFout)


class Paneel:
    """The controls and what hangs on them; `widget` is what a notebook shows."""

    def __init__(self, wijk: str = "", *, data: str = "wijkdata", uit: str = "reports") -> None:
        self.data, self.uit = data, uit
        self.wijken = find_wijken(find_data(Path(data)))
        self.wijk = _dropdown("wijk", self.wijken, check_wijk(wijk, data))
        self.document = _dropdown("document", [soort.kort for soort in DOCUMENTEN.values() if soort.rekent], BEGIN)
        self.bevinding = _dropdown("bevinding", [], breed="41rem")
        self.peildatum = _dropdown("peildatum", [])
        self.groep = _dropdown("groepsvak", [(zin("iedereen"), "")])
        self.hoe = _dropdown("hoe", [(zin("zonder"), "zonder"), (zin("alleen"), "alleen")])
        self.naast = _dropdown("vergelijk", [(zin("niets"), "")])
        self.als_tabel = widgets.Checkbox(description=zin("tabel"), indent=False)
        self.notitie = widgets.Text(description=zin("notitie"), placeholder=zin("notitie_hint"), layout={"width": "32rem"})
        self.knop = widgets.Button(description=zin("bewaar"), button_style="primary", layout={"width": "auto"})
        self.melding, self.regel, self.beeld = widgets.HTML(), widgets.HTML(), widgets.HBox()
        self._gekozen: Bevinding | None = None
        self._bezig = False
        self._watch()
        self._fill()
        row = [self.wijk, self.document, self.bevinding, self.peildatum, self.groep, self.hoe, self.naast, self.als_tabel]
        controls = widgets.HBox(row, layout={"flex_flow": "row wrap"})
        kept = widgets.HBox([self.notitie, self.knop])
        self.widget = widgets.VBox([controls, self.beeld, self.regel, kept, self.melding])

    @property
    def keuze(self) -> Keuze:
        """What is chosen now."""
        group = {self.hoe.value: self.groep.value} if self.groep.value else {}
        return Keuze(self.wijk.value, self.document.value, self.bevinding.value or "", self.peildatum.value or "", **group)

    def _watch(self) -> None:
        for control in (self.wijk, self.document):
            control.observe(lambda change: self._fill(), names="value")
        for control in (self.bevinding, self.peildatum, self.groep, self.hoe, self.naast, self.als_tabel):
            control.observe(lambda change: self._show(), names="value")
        self.knop.on_click(lambda button: self._save())

    def _fill(self) -> None:
        """New choices that fit the wijk and the document; what was chosen stays where it can."""
        try:
            dossier = open_dossier(self.wijk.value, data=self.data)
            known = open_met_groep(self.wijk.value, self.document.value, data=self.data)
        except VEILIG as error:
            self._tell(error)
            return
        soort = next(item for item in DOCUMENTEN.values() if item.kort == self.document.value)
        days = year_ends(self.wijk.value, data=self.data)
        others = [name for name in self.wijken if name != self.wijk.value]
        groups = [(_label(dossier, name), name) for name in groepen(dossier, soort.leest)]
        self._bezig = True
        _choose(self.bevinding, [(item.kop, item.id) for item in known.bevindingen])
        _choose(self.peildatum, [(zin("nieuwste"), ""), *((day, day) for day in days)])
        _choose(self.groep, [(zin("iedereen"), ""), *groups])
        _choose(self.naast, [(zin("niets"), ""), *((name, name) for name in [*others, *days])])
        self._bezig = False
        self._show()

    def _show(self) -> None:
        """The finding, and next to it the same of another wijk or day."""
        if self._bezig or not self.bevinding.value:
            return
        self.melding.value = ""
        try:
            first = self._find(self.keuze)
            shown = [first, *([self._find(self._beside())] if self.naast.value else [])]
        except VEILIG as error:
            self._gekozen, self.beeld.children = None, ()
            self._tell(error)
            return
        self._gekozen = first
        self.beeld.children = tuple(self._picture(finding, beside=len(shown) > 1) for finding in shown)
        self.regel.value = f"<p>{zin('hier')} <code>{escape(self.keuze.regel)}</code></p>{self._warning()}"

    def _beside(self) -> Keuze:
        other = self.naast.value
        return replace(self.keuze, wijk=other) if other in self.wijken else replace(self.keuze, peildatum=other)

    def _find(self, keuze: Keuze) -> Bevinding:
        return bekijk(**asdict(keuze), data=self.data)

    def _picture(self, finding: Bevinding, *, beside: bool) -> widgets.HTML:
        """The finding; two beside each other have the figure of a telephone, whose letters stay readable."""
        if beside and finding.figuur is not None:
            finding = replace(finding, figuur=replace(finding.figuur, breed=finding.figuur.smal))
        html = tabel_html(finding) if self.als_tabel.value else bevinding_html(finding)
        return widgets.HTML(
            f'<div style="{PASSEND}">{with_style(html)}</div>', layout={"flex": "1 1 0", "min_width": "0", "overflow": "auto"}
        )

    def _warning(self) -> str:
        if not self.groep.value:
            return ""
        part = zin(f"deel_{self.hoe.value}", groep=self.groep.value)
        return f"<p><b>{escape(zin('weg', deel=part))}</b></p>"

    def _save(self) -> None:
        if self._gekozen is None:
            return
        try:
            bewaar(self._gekozen, self.notitie.value, keuze=self.keuze, data=self.data, uit=self.uit)
        except ValueError as error:
            self._tell(error)
            return
        self.notitie.value = ""
        self.melding.value = f"<p>{zin('bewaard')}</p>"

    def _tell(self, error: Exception) -> None:
        reason = str(error.args[0]) if error.args else str(error)
        self.melding.value = f"<p><b>{escape(zin('fout', reden=reason))}</b></p>"


def warm(wijk: str, data: str) -> None:
    """Reads what the panel shows first, so that it is there at once."""
    open_met_groep(wijk, BEGIN, data=data)


def _dropdown(name: str, options: Sequence[Any], value: str = "", *, breed: str = "20rem") -> widgets.Dropdown:
    chosen = {"value": value} if value else {}
    layout = {"width": breed, "max_width": "100%"}
    return widgets.Dropdown(description=zin(name), options=list(options), layout=layout, **chosen)


def _label(dossier: Dossier, group: str) -> str:
    """The group as people say it: a buurt by its name."""
    column, _, value = group.partition(": ")
    return dossier.kerncijfers.naam_van(value) if column == "buurt" else group


def _choose(control: widgets.Dropdown, options: list[tuple[str, str]]) -> None:
    """Other options; the value stays if it is still among them."""
    kept = control.value if control.value in [value for _, value in options] else (options[0][1] if options else None)
    control.options = options
    control.value = kept


def tabel_html(finding: Bevinding) -> str:
    """Heading, subtitle and every table of the finding."""
    tables = "".join(_table(table) for table in (finding.tabel, *finding.extra_tabellen))
    return f'<div class="wm"><h2>{escape(finding.kop)}</h2><p class="onder">{escape(finding.onderschrift)}</p>{tables}</div>'


def _table(table: Tabel) -> str:
    head = "".join(f'<th scope="col">{escape(column.naam)}</th>' for column in table.kolommen)
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cel_tekst(cell, column.notatie))}</td>" for cell, column in zip(row, table.kolommen, strict=True))
        + "</tr>"
        for row in table.rijen
    )
    return f"<table><caption>{escape(table.titel)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
