"""The learning cycle: agenda, state of the agreements, session, PDCA, menukaart and factors; `zin` gives what it says."""

from wijkmonitor.meegeleverd import zinnen

zin = zinnen("wijkmonitor.afspraken")
