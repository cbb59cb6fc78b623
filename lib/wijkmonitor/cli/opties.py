"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_data(parser: argparse.ArgumentParser, wat: str = "map met gegevens") -> None:
    """`--data`: the folder with records."""
    parser.add_argument("--data", type=Path, default=Path("wijkdata"), metavar="MAP", help=f"{wat} (standaard: wijkdata)")


def add_uit(parser: argparse.ArgumentParser, wat: str = "map met rapporten") -> None:
    """`--uit`: the folder with reports."""
    parser.add_argument("--uit", type=Path, default=Path("reports"), metavar="MAP", help=f"{wat} (standaard: reports)")
