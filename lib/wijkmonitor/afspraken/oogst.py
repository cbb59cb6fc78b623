"""The harvest of a praatplaat: what people wrote in its clouds, and the photo beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from wijkmonitor.afspraken.invullen import put_values
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.privacy.foto import strip_photo
from wijkmonitor.schrijven import plain_name, write_whole

MAP = "praatplaat"  # in the folder of the wijk


def clouds() -> dict[str, str]:
    """The clouds of the plate in their order, with the question in each."""
    return {
        str(name): str(question) for name, question in read_toml("wijkmonitor.afspraken", "zinnen.toml")["oogst"]["wolk"].items()
    }


def photo_path(folder: Path, name: str) -> Path:
    """Where a photo stands; only the name counts, so that no other file of the machine can be meant."""
    return folder / MAP / Path(name).name


def keep_photo(folder: Path, sessie: str, content: bytes) -> str:
    """Put the photo, without metadata, in the folder of the wijk; its name. ValueError in Dutch for what is no photo."""
    path = photo_path(folder, f"{plain_name(sessie)}.jpg")
    write_whole(path, strip_photo(content))
    return path.name


def put_harvest(text: str, sessie: str, notities: Mapping[str, Iterable[str]], *, foto: str = "") -> str:
    """The text of the agenda with this harvest in its session; a cloud without notes, or no photo, is left out."""
    harvest = {name: list(said) for name, said in notities.items() if said} | ({"foto": foto} if foto else {})
    return put_values(text, "sessie", sessie, {"oogst": harvest})
