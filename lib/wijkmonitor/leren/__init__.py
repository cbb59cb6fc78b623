"""The learning cycle: agenda, state of the agreements, session, PDCA, menukaart and factors."""

import wijkmonitor.wijkdata  # noqa: F401  the dossier holds an agenda: whoever asks for the agenda first, loads the door first
