"""Erasures: how far they got, what they cannot reach, and the guided way after a mistake."""
