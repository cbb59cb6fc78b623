"""The tables that people deliver: one model per table, by subject."""
