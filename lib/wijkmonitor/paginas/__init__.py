"""Whole files: a report from an executed notebook, the index of a run, and the check of both."""
