"""What people deliver: schema of the tables, reading of files, faults in words. The dossier brings it together."""

from wijkmonitor.meegeleverd import meldingen

meld = meldingen(__name__)
