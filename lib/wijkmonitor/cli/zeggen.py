"""What a command says to who called it: sentences of zinnen.toml, and its exit code."""

from __future__ import annotations

import sys

from wijkmonitor.meegeleverd import zinnen

zin = zinnen("wijkmonitor.cli")
DONE, PARTLY, USAGE = 0, 1, 2  # exit codes: done; some parts failed; wrong usage, or nothing could run


class Weigering(Exception):
    """What was asked can't be done: the exit code, and the lines that say why."""

    def __init__(self, code: int, *lines: object) -> None:
        super().__init__(*lines)
        self.code = code


def say(code: int, *lines: object) -> int:
    """Print these lines as what stands in the way; the exit code."""
    for line in lines:
        print(line, file=sys.stderr)
    return code
