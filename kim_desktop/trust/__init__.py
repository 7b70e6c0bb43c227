"""Keys, sealing, canonical bytes, signatures, and the directory of units."""
