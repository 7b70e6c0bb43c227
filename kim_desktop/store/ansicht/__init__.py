"""Projections: what lists and pages read, rebuilt from the log at any time."""
