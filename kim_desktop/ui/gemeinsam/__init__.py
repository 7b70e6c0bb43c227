"""Pages that every role has."""
