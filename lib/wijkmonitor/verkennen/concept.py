"""A draft of the form: what was typed and not written in the agenda yet is kept, also when the form is closed halfway."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.schrijven import change_file, plain_name

Velden = Mapping[str, Any]


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


def keep_draft(path: Path, deel: str, velden: Velden) -> None:
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


def as_value(value: Any, like: Any) -> Any:
    """What a draft holds as the field wants it: a day and a choice of more are written as text and list."""
    if isinstance(value, list):
        return tuple(value)
    if value and not isinstance(like, str) and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return like
    return value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
