"""Meetings of the Lenkungsgruppe: agenda, attendance, decisions, minutes."""
