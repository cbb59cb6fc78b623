"""The learning cycle: agenda, state of the agreements, session, PDCA, menukaart and factors; `zin` and `meld` give what it says."""

from wijkmonitor.meegeleverd import meldingen, zinnen

zin, meld = zinnen(__name__), meldingen(__name__)
