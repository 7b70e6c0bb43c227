"""Doing one step: what is asked for, proposed, completed, decided and written."""
