"""The learning cycle: agenda, state of the agreements, session, PDCA, menukaart and factors."""
