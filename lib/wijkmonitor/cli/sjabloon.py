"""`wijkmonitor sjabloon`: empty tables in Excel that explain themselves, for who delivers."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from wijkmonitor.cli.zeggen import DONE, USAGE, say, zin
from wijkmonitor.gegevens.fouten import cut
from wijkmonitor.gegevens.nieuw.sjabloon import make_template
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.schrijven import write_whole


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 written, 1 a file that can't be written, 2 a table that does not exist."""
    if wrong := next((name for name in args.tabel if name not in TABELLEN), ""):
        near = get_close_matches(wrong, list(TABELLEN), n=1)
        hint = f"Bedoelt u '{near[0]}'?" if near else zin("sjabloon.kies_uit", tabellen=", ".join(TABELLEN))
        return say(USAGE, zin("sjabloon.de_tabel_kennen_we_niet", wrong=f"'{cut(wrong)}'", hint=hint))
    names = list(dict.fromkeys(args.tabel)) or list(TABELLEN)
    for name in names:
        write_whole(args.uit / f"{name}.xlsx", make_template(name))
    print(zin("sjabloon.gemaakt_in", uit=args.uit, namen=", ".join(f"{name}.xlsx" for name in names)))
    return DONE
