"""Backups, and what they still hold."""
