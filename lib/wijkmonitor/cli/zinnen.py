"""What the commands say; the sentences stand in zinnen.toml."""

from wijkmonitor.meegeleverd import zinnen

zin = zinnen("wijkmonitor.cli")
