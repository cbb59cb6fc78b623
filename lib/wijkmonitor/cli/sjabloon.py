"""`wijkmonitor sjabloon`: empty tables in Excel that explain themselves, for who delivers."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from pathlib import Path

from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, say, zin
from wijkmonitor.draaien.invoer import OpdrachtFout, check_folder
from wijkmonitor.gegevens.fouten import cut
from wijkmonitor.gegevens.nieuw.sjabloon import make_template
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.schrijven import write_whole


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 written, 1 a file that can't be written or that stood there already, 2 a table or folder that can't be."""
    if wrong := next((name for name in args.tabel if name not in TABELLEN), ""):
        near = get_close_matches(wrong, list(TABELLEN), n=1)
        hint = f"Bedoelt u '{near[0]}'?" if near else zin("sjabloon.kies_uit", tabellen=", ".join(TABELLEN))
        return say(USAGE, zin("sjabloon.de_tabel_kennen_we_niet", wrong=f"'{cut(wrong)}'", hint=hint))
    names = list(dict.fromkeys(args.tabel)) or list(TABELLEN)
    try:
        check_folder(args.uit, "voor de sjablonen: --uit MAP")
    except OpdrachtFout as error:
        return say(USAGE, error)
    filled = [name for name in names if _holds_other(args.uit / f"{name}.xlsx", make_template(name))]
    made = [name for name in names if name not in filled]
    for name in made:
        write_whole(args.uit / f"{name}.xlsx", make_template(name))
    if made:
        print(zin("sjabloon.gemaakt_in", uit=args.uit, namen=_files(made)))
    return say(PARTLY, zin("sjabloon.bleef_staan", uit=args.uit, namen=_files(filled))) if filled else DONE


def _holds_other(path: Path, template: bytes) -> bool:
    """Whether something else than the empty template stands there: somebody may have filled it in."""
    return path.exists() and path.read_bytes() != template


def _files(names: list[str]) -> str:
    return ", ".join(f"{name}.xlsx" for name in names)
