"""Input widgets for the kinds of fields; each has `wert` and `setze`."""
