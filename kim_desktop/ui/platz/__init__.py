"""Dialogs of the page Arbeitsplätze."""
