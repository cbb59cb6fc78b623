"""Taking in what partners deliver: read, recognised, without names, checked, and put in the table of the wijk."""

from wijkmonitor.gegevens.fouten import weigeringen
from wijkmonitor.meegeleverd import meldingen, zinnen

meld, zin, refuse = meldingen(__name__), zinnen(__name__), weigeringen(__name__)
