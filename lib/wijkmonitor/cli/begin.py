"""`wijkmonitor begin`: a folder to work in, for who installed the monitor as a package.

In it come the shared data, the example wijk, and notebooks that people may change.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from wijkmonitor.cli.zeggen import DONE, USAGE, Weigering, say, zin
from wijkmonitor.meegeleverd import find_meegeleverd
from wijkmonitor.schrijven import waarom, write_whole
from wijkmonitor.taal.getallen import meervoud

# what a folder to work in gets of wijkdata; the published wijken stay with the project
GEDEELD = ("catalogus.toml", "menukaart.csv", "kerncijfers", "grenzen", "voorbeeldwijk", "bronnen.toml")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 laid out, 2 the folder can't be used."""
    try:
        new, different = lay_out(args.map)
    except FileNotFoundError as error:
        return say(USAGE, error)
    print(f"Nieuw: {meervoud(len(new), 'bestand', 'bestanden')}.")
    for name in different:
        print(zin("begin.dit_bestand_van_u_is", name=name))
    print(zin("begin.ga_naar_de_map_en", map=args.map))
    return DONE


def lay_out(folder: Path) -> tuple[list[str], list[str]]:
    """Fills the folder with all that came with the library; a file that is there already is never replaced.

    The files that are new, and those that stayed and differ from what came along.

    Weigering where the folder is a file or can't be written.
    """
    if folder.exists() and not folder.is_dir():
        raise Weigering(USAGE, f"'{folder}' is een bestand. Geef de naam van een map.")
    new, different = [], []
    try:
        for name, source in _shipped():
            target = folder / name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, source.read_bytes())
                new.append(name)
            elif target.read_bytes() != source.read_bytes():
                different.append(name)
    except OSError as error:
        told = f"De map '{folder}' kan niet gevuld worden: {waarom(error)}. Kies een andere map."
        raise Weigering(USAGE, told) from error
    return new, different


def _shipped() -> Iterator[tuple[str, Path]]:
    """Each file by its place in the folder, in a fixed order."""
    own = Path(str(files("wijkmonitor.gegevens.nieuw")))
    yield "LEESMIJ.md", own / "werkmap.md"
    yield ".gitignore", own / "werkmap.gitignore"
    for room, names in (("wijkdata", GEDEELD), ("notebooks", ("",))):
        root = find_meegeleverd(room)
        for name in names:
            for path in _files(root / name if name else root):
                yield f"{room}/{path.relative_to(root).as_posix()}", path


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file() and ".ipynb_checkpoints" not in file.parts)
    return [path] if path.is_file() else []
