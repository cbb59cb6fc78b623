"""Words on the screen while exploring."""

from wijkmonitor.meegeleverd import zinnen

zin = zinnen("wijkmonitor.verkennen", "teksten.toml")
