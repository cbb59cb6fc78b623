"""The command `wijkmonitor`: one module per command, loaded only when it is asked for."""

from wijkmonitor.cli.main import main
from wijkmonitor.meegeleverd import zinnen

__all__ = ["main", "zin"]

zin = zinnen("wijkmonitor.cli")  # what the commands say
