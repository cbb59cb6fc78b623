"""The part of the form for what was written on the praatplaat: a field per cloud, a line per note, and a photo beside it."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.invullen import clouds, keep_photo, put_harvest
from wijkmonitor.verkennen.teksten import zin
from wijkmonitor.verkennen.vakken import BREED, STIJL, Begin, Vak, make_part


def harvest_part(stand: Begin) -> Vak:
    """What was written in the clouds; what stands in the agenda of another cloud stays."""
    session = stand.sessie.id
    fields: dict[str, Any] = {
        name: widgets.Textarea(description=question, rows=2, placeholder=zin("oogst_hint"), style=STIJL, layout=BREED)
        for name, question in clouds().items()
    }
    photo = widgets.FileUpload(accept="image/*", multiple=False, description=zin("oogst_foto"), layout={"width": "auto"})

    def put(agenda: Leeragenda, text: str, values: dict[str, Any]) -> str:
        known = agenda.sessie(session).oogst
        notes = {**known.notities, **{name: _notes(said) for name, said in values.items() if name != "foto"}}
        name = keep_photo(stand.map, session, bytes(values["foto"][0]["content"])) if "foto" in values else known.foto
        return put_harvest(text, session, notes, foto=name)

    def read(agenda: Leeragenda) -> dict[str, str]:
        notes = agenda.sessie(session).oogst.notities
        return {name: "\n".join(notes.get(name, ())) for name in fields if name != "foto"}

    hint = widgets.HTML(zin("oogst_foto_uitleg"))
    shown = (*fields.values(), photo, hint)
    return make_part(zin("oogst"), fields | {"foto": photo}, put, lees=read, toon=shown)


def _notes(said: str) -> list[str]:
    """A note per line."""
    return [line.strip() for line in said.splitlines() if line.strip()]
