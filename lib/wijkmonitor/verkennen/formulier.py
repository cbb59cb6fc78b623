"""The form to fill in a session together on a screen: it writes in `leeragenda.toml`, keeps the comments, and in two tables.

What was typed and not written there yet is kept in a draft, also when the form is closed halfway.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda, parse_agenda
from wijkmonitor.afspraken.sessie import session_to_close
from wijkmonitor.afspraken.stand import zicht_per_afspraak
from wijkmonitor.gegevens.fouten import DossierFout, Fout, LeesFout
from wijkmonitor.gegevens.lezers.tekst import as_text
from wijkmonitor.gegevens.wijk import places_of
from wijkmonitor.paginas.sessie import newest_findings
from wijkmonitor.schrijven import change_file, in_woorden, plain_name
from wijkmonitor.taal.getallen import datum
from wijkmonitor.verkennen import zin
from wijkmonitor.verkennen.sessievakken import make_parts
from wijkmonitor.verkennen.vakken import Begin, Vak


class Formulier:
    """The form of one session; `widget` is what a notebook shows."""

    def __init__(
        self, wijk: str, *, data: str = "wijkdata", uit: str = "reports", vandaag: date | None = None, sessie: str = ""
    ) -> None:
        self.wijk, self.vandaag = wijk, vandaag or date.today()
        self.pad = Path(data) / wijk / "leeragenda.toml"
        agenda, faults = self._parse(self._text())
        known = {item.id: item for item in agenda.sessies}
        session = known.get(sessie) if sessie else session_to_close(agenda, self.vandaag)
        if session is None:
            raise ValueError(zin("geen_sessie", wijk=wijk))
        if faults:
            raise ValueError(zin("fouten"))
        day, rows = newest_findings(Path(uit), wijk)
        self.sessie, self.bevindingen = session.id, {str(row["id"]): row for row in rows}
        self.concept = draft_path(self.pad.parent, session.id)
        draft = lambda deel: read_draft(self.concept).get(deel, {})  # noqa: E731
        now = Begin(agenda, session, lambda: self._parse(self._text())[0], self.pad.parent, draft, tuple(rows), day, self.vandaag)
        self.vakken = make_parts(now)
        self._bewaard: set[str] = set()  # parts in which nothing was typed since they were saved
        title = f"<h2>{escape(zin('sessie', datum=datum(session.datum)))}</h2>"
        self.widget = widgets.VBox([widgets.HTML(title), *map(self._show, self.vakken)])

    def _text(self) -> str:
        return as_text(self.pad.read_bytes()) if self.pad.exists() else ""

    def _parse(self, text: str) -> tuple[Leeragenda, list[Fout]]:
        agenda, faults = parse_agenda(text, wijk=self.wijk, vandaag=self.vandaag, geen_mens=places_of(self.pad.parent))
        return agenda, [fault for fault in faults if fault.ernst == "fout"]

    def _show(self, part: Vak) -> widgets.VBox:
        button = widgets.Button(description=zin("opslaan", waar=part.waar), button_style="primary", layout={"width": "auto"})
        told = widgets.HTML()
        button.on_click(lambda pressed: self._save(part, told))
        if part.herstel(read_draft(self.concept).get(part.sleutel, {})):
            there = zin("concept_anders", waar=part.waar, wat=part.in_de_agenda) if part.in_de_agenda else ""
            told.value = f"<p><b>{escape(zin('concept', waar=part.waar))}</b> {escape(there)}</p>"

        def keep(change: object) -> None:
            if not part.vult:
                self._bewaard.discard(part.sleutel)
                self._keep(part.sleutel, part.getypt)

        for widget in part.velden.values():
            widget.observe(keep, names="value")
        return widgets.VBox([widgets.HTML(f"<h3>{escape(part.titel)}</h3>"), *part.toon, button, told])

    def _keep(self, part: str, fields: Mapping[str, Any]) -> None:
        """Keep what is typed; where the disk refuses, the form goes on without."""
        with suppress(OSError):
            keep_draft(self.concept, part, fields)

    def _save(self, part: Vak, told: widgets.HTML) -> None:
        """Write the part on what stands in the file now, unless the agenda would get a fault by it or another one wrote there."""
        if part.sleutel in self._bewaard:  # the second press of a double click: what was told stays
            return
        try:
            if part.bewaar:
                changed, path = part.bewaar()
            else:
                changed, path = change_file(self.pad, lambda before: self._written(part, as_text(before or b""))), self.pad
        except (DossierFout, LeesFout) as error:
            words = (
                f"{fault.kolom}: {fault.wat} {fault.doen}".removeprefix(": ") for fault in error.fouten
            )  # what stood there may be a name
            lines = "".join(f"<li>{escape(line)}</li>" for line in words)
            told.value = f"<p><b>{escape(zin('niet_opgeslagen'))}</b></p><ul>{lines}</ul>"
        except (ValueError, OSError) as error:
            told.value = f"<p><b>{escape(zin('niet_opgeslagen'))}</b> {escape(in_woorden(error))}</p>"
        else:
            agenda = self._parse(self._text())[0]
            part.onthoud(agenda)
            part.leeg()
            self._keep(part.sleutel, {})
            self._bewaard.add(part.sleutel)
            seen = "".join(f"<li>{escape(line)}</li>" for line in self.zicht(agenda))
            told.value = f"<p>{escape(zin('opgeslagen' if changed else 'staat_er_al', pad=path))}</p><ul>{seen}</ul>"

    def zicht(self, agenda: Leeragenda) -> list[str]:
        """Per agreement of this session what can be seen by the next one, with the numbers of the newest reports."""
        return list(zicht_per_afspraak(agenda.afspraken_van(self.sessie), self.bevindingen))

    def _written(self, part: Vak, text: str) -> str:
        """The text with this part in it, where it is an agenda without faults; otherwise DossierFout."""
        agenda, wrong = self._parse(text)
        if not wrong:
            part.check_unchanged(agenda)
            text = part.schrijf(agenda, text)
            _, wrong = self._parse(text)
        if wrong:
            raise DossierFout(self.wijk, wrong)
        return text


def draft_path(folder: Path, sessie: str) -> Path:
    """Where the draft of a session stands: hidden, in the folder of the wijk."""
    return folder / f".concept-{plain_name(sessie)}.json"


def read_draft(path: Path) -> dict[str, dict[str, Any]]:
    """Per part of the form what was typed; nothing where there is no draft, or where it can't be read."""
    try:
        return _parse(path.read_bytes())
    except OSError:
        return {}


def _parse(content: bytes) -> dict[str, dict[str, Any]]:
    """What is good in a draft; nothing where it is damaged."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return {key: value for key, value in found.items() if isinstance(value, dict)} if isinstance(found, dict) else {}


def keep_draft(path: Path, deel: str, velden: Mapping[str, Any]) -> None:
    """Put what stands in the fields of one part in the draft; without fields that part goes out, and an empty draft too.

    Other parts stay as they are: somebody else may be typing there.
    """

    def change(before: bytes | None) -> str | None:
        known = _parse(before or b"")
        known.pop(deel, None)
        if velden:
            known[deel] = {name: _plain(value) for name, value in velden.items()}
        return json.dumps(known, ensure_ascii=False, indent=1) + "\n"

    if velden or path.exists():
        change_file(path, change)
        if not read_draft(path):
            path.unlink(missing_ok=True)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
