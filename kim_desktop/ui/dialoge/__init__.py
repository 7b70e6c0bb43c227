"""Dialogs that every role meets."""
