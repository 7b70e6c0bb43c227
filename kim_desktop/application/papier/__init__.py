"""Printing: what a paper says, gathered from a case."""
