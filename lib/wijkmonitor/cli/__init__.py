"""The command `wijkmonitor`: one module per command, loaded only when it runs."""

from wijkmonitor.cli.main import main

__all__ = ["main"]
