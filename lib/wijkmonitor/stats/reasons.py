"""Why a number or its margin is missing, in Dutch."""

from wijkmonitor.meegeleverd import zinnen

reason = zinnen("wijkmonitor.stats", "redenen.toml")
